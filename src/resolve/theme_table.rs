//! The table of themes: a draft's divisions and its recommendations -> who recommends something on what,
//! and this -> a table with a row for each contributor and a numbered column for each theme, so that
//! fifteen of them stand on a page. The numbers are explained below it.

use std::collections::BTreeMap;

use crate::document::{
    AnchorId, AnnexTerms, Block, BlockKind, Column, ColumnAlignment, Inline, Resolved, Role, Table,
};
use crate::manuscript::Manuscript;
use crate::parse::set_punctuation;

use super::annexes::Clerk;
use super::draft::{DraftDivision, DraftKind};
use super::matrix::{MARK, row};
use super::provenance::RecommendationRecord;

/// A contributor and the themes of its recommendations.
#[derive(Clone, Debug)]
pub struct ThemeRow {
    id: String,
    short: String,
    anchor: AnchorId,
    /// By the theme's id: its name, and where the first recommendation on it stands.
    themes: BTreeMap<String, (String, AnchorId)>,
}

/// The contributors with a contribution or a recommendation, in the order of the book.
pub fn gather(divisions: &[DraftDivision], records: &[RecommendationRecord]) -> Vec<ThemeRow> {
    let mut rows: Vec<ThemeRow> = Vec::new();
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let recommends = |id: &str| {
        let makers = records.iter().filter_map(|own| own.contributor.as_ref());
        makers.into_iter().any(|own| own.id == id)
    };
    for division in divisions {
        let DraftKind::Chapter(chapter) = &division.kind else {
            continue;
        };
        let Some(byline) = &chapter.contributor else {
            continue;
        };
        if chapter.role != Role::Contribution && !recommends(&byline.id) {
            continue;
        }
        places.entry(&byline.id).or_insert_with(|| {
            rows.push(ThemeRow {
                id: byline.id.clone(),
                short: byline.short.clone(),
                anchor: division.anchor,
                themes: BTreeMap::new(),
            });
            rows.len() - 1
        });
    }
    for record in records {
        let maker = record.contributor.as_ref();
        let at = maker.and_then(|own| places.get(own.id.as_str()));
        let Some(row) = at.and_then(|at| rows.get_mut(*at)) else {
            continue;
        };
        for theme in &record.themes {
            let first = (theme.name.clone(), record.anchor);
            row.themes.entry(theme.id.clone()).or_insert(first);
        }
    }
    rows
}

/// The table, and below it what the marks and the numbers mean.
pub fn blocks(
    rows: &[ThemeRow],
    manuscript: &Manuscript,
    clerk: &mut Clerk<'_, '_>,
) -> Vec<Block<Resolved>> {
    let themes = themes(rows, manuscript);
    if rows.is_empty() || themes.is_empty() {
        clerk.report_nothing("the book has no contributors and themes");
        return Vec::new();
    }
    let words = AnnexTerms::of(clerk.language);
    let head = std::iter::once(words.contributor.to_owned());
    let head = head.chain((1..=themes.len()).map(|number| number.to_string()));
    let head: Vec<Vec<Inline<Resolved>>> = head.map(|text| vec![clerk.text(text)]).collect();
    let head = row(head, clerk);
    let lines = rows.iter().map(|own| {
        let found = manuscript
            .contributors
            .iter()
            .find(|other| other.id == own.id);
        let short = found.map_or(own.short.as_str(), |found| found.short_in(clerk.language));
        let short = set_punctuation(short, &manuscript.config.book.language);
        let first = vec![clerk.link(short, own.anchor)];
        let cells = themes.iter().map(|(id, _)| match own.themes.get(id) {
            Some((_, anchor)) => vec![clerk.link(MARK, *anchor)],
            None => Vec::new(),
        });
        let cells = std::iter::once(first).chain(cells).collect();
        row(cells, clerk)
    });
    let lines = lines.collect();
    let centred = themes.iter().map(|_| ColumnAlignment::Centre);
    let alignments = std::iter::once(ColumnAlignment::Left).chain(centred);
    let numbered = clerk.place("annex--table");
    let table = clerk.block(BlockKind::Table(Table {
        numbered,
        caption: None,
        source: None,
        notes: Vec::new(),
        columns: alignments.map(|alignment| Column { alignment }).collect(),
        head: vec![head],
        rows: lines,
        row_headers: true,
    }));
    let names = themes.iter().zip(1..);
    let names = names.map(|((_, name), number): (_, usize)| format!("{number}\u{a0}{name}"));
    let names: Vec<String> = names.collect();
    let names = clerk.text(format!("{}.", names.join("; ")));
    let key = clerk.text(words.themes_key);
    vec![
        table,
        clerk.paragraph(vec![key]),
        clerk.paragraph(vec![names]),
    ]
}

/// The themes of the registry, or, in a manuscript without them, those that texts name: ids and names.
fn themes(rows: &[ThemeRow], manuscript: &Manuscript) -> Vec<(String, String)> {
    if manuscript.themes.is_empty() {
        let used = rows.iter().flat_map(|own| &own.themes);
        let used: BTreeMap<&String, &String> = used.map(|(id, (name, _))| (id, name)).collect();
        let used = used.into_iter();
        return used.map(|(id, name)| (id.clone(), name.clone())).collect();
    }
    let language = &manuscript.config.book.language;
    let listed = manuscript.themes.iter();
    let listed = listed.map(|own| (own.id.clone(), set_punctuation(&own.name, language)));
    listed.collect()
}
