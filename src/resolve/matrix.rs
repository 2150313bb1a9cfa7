//! The table of questions: a draft's divisions -> who answers what, and this -> a table with a row for
//! each contributor and a column for each question.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::{
    AnchorId, AnnexTerms, Block, BlockKind, Cell, CellSpan, Column, ColumnAlignment, Inline,
    Resolved, Role, Row, Table,
};
use crate::manuscript::Manuscript;
use crate::parse::set_punctuation;

use super::annexes::Clerk;
use super::draft::{DraftDivision, DraftKind};
use super::questions::{Holds, answers};

/// What stands in the cell of an answer.
pub const MARK: &str = "•";

/// A contributor and what it answers.
#[derive(Clone, Debug)]
pub struct Answers {
    short: String,
    anchor: AnchorId,
    /// By letter: where the answer stands, and whether it says something.
    by_letter: BTreeMap<String, (AnchorId, Holds)>,
}

/// The contributions in the order of the book. Several of one contributor are one row.
pub fn gather(divisions: &[DraftDivision]) -> Vec<Answers> {
    let mut rows: Vec<Answers> = Vec::new();
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for division in divisions {
        let DraftKind::Chapter(chapter) = &division.kind else {
            continue;
        };
        let (Role::Contribution, Some(byline)) = (chapter.role, &chapter.contributor) else {
            continue;
        };
        let at = *places.entry(&byline.id).or_insert_with(|| {
            rows.push(Answers {
                short: byline.short.clone(),
                anchor: division.anchor,
                by_letter: BTreeMap::new(),
            });
            rows.len() - 1
        });
        let Some(row) = rows.get_mut(at) else {
            continue;
        };
        for answer in answers(chapter) {
            let cell = (answer.anchor, answer.holds);
            row.by_letter.entry(answer.letter).or_insert(cell);
        }
    }
    rows
}

/// The table, and below it what the letters and the marks mean.
pub fn blocks(
    answers: &[Answers],
    manuscript: &Manuscript,
    clerk: &mut Clerk<'_, '_>,
) -> Vec<Block<Resolved>> {
    let letters = letters(answers, manuscript);
    if answers.is_empty() || letters.is_empty() {
        clerk.report_nothing("the book has no contributions that answer questions");
        return Vec::new();
    }
    let words = AnnexTerms::of(clerk.language);
    let head = std::iter::once(words.contributor.to_owned());
    let head = head.chain(letters.iter().map(|letter| format!("({letter})")));
    let head: Vec<Vec<Inline<Resolved>>> = head.map(|text| vec![clerk.text(text)]).collect();
    let head = row(head, clerk);
    let rows = answers.iter().map(|own| {
        let first = vec![clerk.link(own.short.clone(), own.anchor)];
        let cells = letters
            .iter()
            .map(|letter| match own.by_letter.get(letter) {
                Some((anchor, Holds::Text)) => vec![clerk.link(MARK, *anchor)],
                Some((anchor, Holds::NothingToReport)) => vec![clerk.link(words.nothing, *anchor)],
                Some((_, Holds::Nothing)) | None => Vec::new(),
            });
        let cells = std::iter::once(first).chain(cells).collect();
        row(cells, clerk)
    });
    let rows = rows.collect();
    let centred = letters.iter().map(|_| ColumnAlignment::Centre);
    let alignments = std::iter::once(ColumnAlignment::Left).chain(centred);
    let numbered = clerk.place("annex--table");
    let table = clerk.block(BlockKind::Table(Table {
        numbered,
        caption: None,
        source: None,
        notes: Vec::new(),
        columns: alignments.map(|alignment| Column { alignment }).collect(),
        head: vec![head],
        rows,
        row_headers: true,
    }));
    let key = clerk.text(words.matrix_key);
    let mut blocks = vec![table, clerk.paragraph(vec![key])];
    let language = &manuscript.config.book.language;
    let asked = manuscript.questions.iter();
    let asked = asked.map(|own| {
        let title = set_punctuation(&own.title, language);
        format!("({})\u{a0}{title}", own.letter)
    });
    let asked: Vec<String> = asked.collect();
    if !asked.is_empty() {
        let asked = clerk.text(format!("{}.", asked.join("; ")));
        blocks.push(clerk.paragraph(vec![asked]));
    }
    blocks
}

/// The questions that are asked, or, in a manuscript without questionnaire, that are answered.
fn letters(answers: &[Answers], manuscript: &Manuscript) -> Vec<String> {
    if manuscript.questions.is_empty() {
        let used = answers.iter().flat_map(|own| own.by_letter.keys().cloned());
        return used.collect::<BTreeSet<String>>().into_iter().collect();
    }
    let asked = manuscript.questions.iter();
    asked.map(|own| own.letter.clone()).collect()
}

/// A row of a table, from the words of its cells.
pub fn row(cells: Vec<Vec<Inline<Resolved>>>, clerk: &mut Clerk<'_, '_>) -> Row<Resolved> {
    let span = clerk.span;
    let cell = |inlines| Cell {
        content: clerk.content(inlines),
        joined: CellSpan::Own,
        span,
    };
    Row {
        cells: cells.into_iter().map(cell).collect(),
        span,
    }
}
