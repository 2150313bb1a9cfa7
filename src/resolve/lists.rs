//! The lists of figures, tables and boxes: a draft's divisions -> the lines of each list, for what
//! has a number, in the order of the book.

use crate::diagnostic::{Diagnostic, codes};
use crate::document::{
    Block, Content, Inline, LabelTerms, Numbered, NumberedBlock, Resolved, Style, Styled, Text,
    Visited, walk,
};
use crate::source::Span;

use super::annexes::Gathered;
use super::contents::{DraftLine, plain_inlines};
use super::draft::{DraftDivision, DraftKind, Unreferenced};
use super::references::Referencing;
use super::{DivisionKind, Listed};

/// The lines of the three lists.
#[derive(Debug, Default)]
pub struct Lists {
    figures: Vec<DraftLine>,
    tables: Vec<DraftLine>,
    boxes: Vec<DraftLine>,
}

impl Lists {
    /// The lines of the whole book; `language` is that of its lists.
    pub fn of(divisions: &[DraftDivision], language: &str) -> Lists {
        let mut lists = Lists::default();
        for division in divisions {
            let blocks = match &division.kind {
                DraftKind::Chapter(chapter) => &chapter.blocks,
                DraftKind::Generated { blocks, .. } => blocks,
                DraftKind::Part(_) => continue,
            };
            let notes = division.notes.iter().flat_map(|note| &note.blocks);
            for block in blocks.iter().chain(notes) {
                lists.add_all(block, (&division.language, language));
            }
        }
        lists
    }

    /// The lines of one list.
    pub fn lines(&self, of: Listed) -> &[DraftLine] {
        match of {
            Listed::Figures => &self.figures,
            Listed::Tables => &self.tables,
            Listed::Boxes => &self.boxes,
        }
    }

    fn add_all(&mut self, block: &Block<Unreferenced>, languages: (&str, &str)) {
        walk(std::slice::from_ref(block), &mut |visited| {
            if let Visited::Block(block) = visited {
                self.add(block, languages);
            }
        });
    }

    fn add(&mut self, block: &Block<Unreferenced>, (from, to): (&str, &str)) {
        let labels = LabelTerms::of(from);
        let Some(found) = Numbered::of(&block.kind) else {
            return;
        };
        let (list, numbered, title, word) = match found {
            Numbered::Figure(own) => (
                &mut self.figures,
                &own.numbered,
                own.caption.as_ref(),
                labels.figure,
            ),
            Numbered::Table(own) => (
                &mut self.tables,
                &own.numbered,
                own.caption.as_ref(),
                labels.table,
            ),
            Numbered::Box(own) => (
                &mut self.boxes,
                &own.numbered,
                own.title.as_ref(),
                labels.of_box(own.kind.as_deref()),
            ),
            Numbered::Heading(_) | Numbered::Recommendation(_) => return,
        };
        let NumberedBlock {
            anchor,
            number: Some(number),
        } = numbered
        else {
            return;
        };
        let title = in_language(title_of(title, word, block.span), block.span, (from, to));
        list.push(DraftLine::listed(number, title, *anchor));
    }
}

/// The page of a list.
pub fn list(
    of: Listed,
    title: String,
    span: Option<Span>,
    gathered: &Gathered,
    referencing: &mut Referencing<'_>,
) -> DivisionKind {
    let lines = gathered.lists.lines(of);
    if lines.is_empty() {
        let what = match of {
            Listed::Figures => "the book has no figure with a number",
            Listed::Tables => "the book has no table with a number",
            Listed::Boxes => "the book has no box",
        };
        report_nothing(what, span, referencing.diagnostics);
    }
    let finish = |line: &DraftLine| line.clone().finish(referencing.text_ids);
    DivisionKind::List {
        of,
        title,
        entries: lines.iter().map(finish).collect(),
    }
}

/// Reports that a page of the tool's own has nothing to list.
pub fn report_nothing(what: &str, span: Option<Span>, diagnostics: &mut Vec<Diagnostic>) {
    let message = format!("{what}, so that this page is a title alone");
    let finding = Diagnostic::new(codes::CONTENTS_NOTHING_LISTED, span, message);
    diagnostics.push(finding.help("delete the entry"));
}

/// The caption or title; the word for the thing where it has none.
fn title_of(
    title: Option<&Content<Unreferenced>>,
    word: &str,
    span: Span,
) -> Vec<Inline<Resolved>> {
    let own = title.map(|title| plain_inlines(&title.inlines));
    let own = own.filter(|inlines| !crate::document::plain_text(inlines).is_empty());
    own.unwrap_or_else(|| {
        vec![Inline::Text(Text {
            text: word.to_owned(),
            span,
        })]
    })
}

/// Inlines of one language in a text of another.
pub fn in_language(
    inlines: Vec<Inline<Resolved>>,
    span: Span,
    (from, to): (&str, &str),
) -> Vec<Inline<Resolved>> {
    if from == to {
        return inlines;
    }
    vec![Inline::Styled(Styled {
        style: Style::Language(from.to_owned()),
        inlines,
        span,
    })]
}
