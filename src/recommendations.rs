//! The recommendations of a book as data, for those who follow what becomes of them: a resolved book and
//! its pages -> a table (CSV by RFC 4180, in UTF-8) and a JSON document. Both name the same things in the
//! order of the book, and no time and no machine.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::document::{
    AnchorId, Block, BlockKind, Content, Inline, ReferenceTarget, Resolved, Row, Visited,
    plain_text, walk,
};
use crate::layout::PageMap;
use crate::resolve::{DivisionKind, Named, RecommendationRecord, ResolvedBook};

/// A file beside the editions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataFile {
    /// Its name, without a folder.
    pub file_name: String,
    /// All of it.
    pub bytes: Vec<u8>,
}

/// What follows the slug in the names of the files.
pub const SUFFIXES: [&str; 2] = ["-recommendations.csv", "-recommendations.json"];

/// The files; none of a book without recommendations.
///
/// # Errors
/// None that these types can cause; serde's own.
pub fn files(book: &ResolvedBook, pages: &PageMap) -> Result<Vec<DataFile>, serde_json::Error> {
    if book.recommendations.is_empty() {
        return Ok(Vec::new());
    }
    let register = Register::of(book, pages);
    let mut json = serde_json::to_vec_pretty(&register)?;
    json.push(b'\n');
    let contents = [register.csv().into_bytes(), json];
    let named = SUFFIXES.into_iter().zip(contents);
    let file = |(suffix, bytes)| DataFile {
        file_name: format!("{}{suffix}", book.metadata.slug),
        bytes,
    };
    Ok(named.map(file).collect())
}

/// The document, in the order in which it is written.
#[derive(Serialize)]
struct Register<'a> {
    slug: &'a str,
    title: &'a str,
    language: &'a str,
    recommendations: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    number: &'a str,
    id: &'a str,
    contributor: Option<Party<'a>>,
    themes: Vec<Party<'a>>,
    addressees: Vec<Party<'a>>,
    text: String,
    page: Option<&'a str>,
    division: String,
    merges: Vec<Other<'a>>,
    merged_into: Vec<Other<'a>>,
}

/// An id and a name of a registry.
#[derive(Serialize)]
struct Party<'a> {
    id: &'a str,
    name: &'a str,
}

/// Another recommendation.
#[derive(Serialize)]
struct Other<'a> {
    id: &'a str,
    number: &'a str,
}

impl<'a> Register<'a> {
    fn of(book: &'a ResolvedBook, pages: &'a PageMap) -> Register<'a> {
        let by_anchor: BTreeMap<AnchorId, &RecommendationRecord> = book
            .recommendations
            .iter()
            .map(|own| (own.anchor, own))
            .collect();
        let texts = texts(book, pages);
        let id = |own: &'a RecommendationRecord| match &own.id {
            Some(id) => id.as_str(),
            // The name of its place, which is unique in the book.
            None => book
                .anchors
                .get(own.anchor.0 as usize)
                .map_or("", |own| own.name.as_str()),
        };
        let others = |anchors: &[AnchorId]| {
            let others = anchors
                .iter()
                .filter_map(|anchor| by_anchor.get(anchor).copied());
            others
                .map(|own| Other {
                    id: id(own),
                    number: &own.number,
                })
                .collect()
        };
        let entry = |own: &'a RecommendationRecord| Entry {
            number: &own.number,
            id: id(own),
            contributor: own.contributor.as_ref().map(|own| Party {
                id: &own.id,
                name: &own.name,
            }),
            themes: own.themes.iter().map(Party::of).collect(),
            addressees: own.addressees.iter().map(Party::of).collect(),
            text: texts.get(&own.anchor).cloned().unwrap_or_default(),
            page: pages
                .anchors
                .get(own.anchor.0 as usize)
                .and_then(Option::as_deref),
            division: division_title(book, own),
            merges: others(&own.merges),
            merged_into: others(&own.merged_into),
        };
        Register {
            slug: &book.metadata.slug,
            title: &book.metadata.title,
            language: &book.metadata.language,
            recommendations: book.recommendations.iter().map(entry).collect(),
        }
    }

    /// The table: lists of ids are parted by a semicolon, lines end as RFC 4180 has it.
    fn csv(&self) -> String {
        let head = [
            "number",
            "id",
            "contributor",
            "contributor_name",
            "themes",
            "addressees",
            "text",
            "page",
            "division",
            "merges",
        ];
        let mut table = String::new();
        push_row(&mut table, head.iter().copied());
        for own in &self.recommendations {
            let ids = |list: &[Party<'_>]| {
                let ids: Vec<&str> = list.iter().map(|own| own.id).collect();
                ids.join("; ")
            };
            let merges: Vec<&str> = own.merges.iter().map(|own| own.id).collect();
            let contributor = own.contributor.as_ref();
            let row = [
                own.number,
                own.id,
                contributor.map_or("", |own| own.id),
                contributor.map_or("", |own| own.name),
                &ids(&own.themes),
                &ids(&own.addressees),
                &own.text,
                own.page.unwrap_or_default(),
                &own.division,
                &merges.join("; "),
            ];
            push_row(&mut table, row.into_iter());
        }
        table
    }
}

impl<'a> Party<'a> {
    fn of(own: &'a Named) -> Party<'a> {
        Party {
            id: &own.id,
            name: &own.name,
        }
    }
}

fn push_row<'f>(table: &mut String, fields: impl Iterator<Item = &'f str>) {
    for (at, field) in fields.enumerate() {
        if at > 0 {
            table.push(',');
        }
        match field.contains(['"', ',', '\n', '\r']) {
            true => table.push_str(&format!("\"{}\"", field.replace('"', "\"\""))),
            false => table.push_str(field),
        }
    }
    table.push_str("\r\n");
}

/// The title of the text that a recommendation stands in.
fn division_title(book: &ResolvedBook, own: &RecommendationRecord) -> String {
    let division = book.divisions.get(own.division.0 as usize);
    match division.map(|own| &own.kind) {
        Some(DivisionKind::Chapter(chapter)) => plain_text(&chapter.title.inlines),
        Some(DivisionKind::Annex(annex)) => annex.title.clone(),
        Some(_) | None => String::new(),
    }
}

/// The plain text of each recommendation where it stands, a line a paragraph.
fn texts(book: &ResolvedBook, pages: &PageMap) -> BTreeMap<AnchorId, String> {
    let mut texts = BTreeMap::new();
    let mut visit = |visited: Visited<'_, Resolved>| {
        if let Visited::Block(block) = visited
            && let BlockKind::Recommendation(own) = &block.kind
        {
            let mut lines = Vec::new();
            push_blocks(&own.blocks, pages, &mut lines);
            texts.insert(own.numbered.anchor, lines.join("\n"));
        }
    };
    for division in &book.divisions {
        walk(division.own_blocks(), &mut visit);
        for note in &division.notes {
            walk(&note.blocks, &mut visit);
        }
    }
    texts
}

fn push_blocks(blocks: &[Block<Resolved>], pages: &PageMap, lines: &mut Vec<String>) {
    for block in blocks {
        match &block.kind {
            BlockKind::Heading(own) => lines.push(line(&own.content, pages)),
            BlockKind::Paragraph(content) => lines.push(line(content, pages)),
            BlockKind::List(list) => {
                for item in &list.items {
                    push_blocks(&item.blocks, pages, lines);
                }
            }
            BlockKind::Definitions(definitions) => {
                for own in definitions {
                    lines.push(line(&own.term, pages));
                    own.definitions
                        .iter()
                        .for_each(|own| push_blocks(own, pages, lines));
                }
            }
            BlockKind::Quotation(own) => push_blocks(&own.blocks, pages, lines),
            BlockKind::Code(code) => lines.push(code.text.trim_end().to_owned()),
            BlockKind::Rule => {}
            BlockKind::Table(table) => {
                lines.extend(table.caption.as_ref().map(|own| line(own, pages)));
                let rows = table.head.iter().chain(&table.rows);
                lines.extend(rows.map(|row| cells(row, pages)));
            }
            BlockKind::Figure(own) => {
                lines.extend(own.caption.as_ref().map(|own| line(own, pages)));
            }
            BlockKind::Box(own) => {
                lines.extend(own.title.as_ref().map(|own| line(own, pages)));
                push_blocks(&own.blocks, pages, lines);
            }
            // It has a line of its own.
            BlockKind::Recommendation(_) => {}
            BlockKind::Signatures(own) => {
                for signature in own {
                    lines.push(line(&signature.office, pages));
                    lines.extend(signature.organizations.iter().map(|own| line(own, pages)));
                }
            }
        }
    }
}

fn cells(row: &Row<Resolved>, pages: &PageMap) -> String {
    let cells: Vec<String> = row
        .cells
        .iter()
        .map(|own| line(&own.content, pages))
        .collect();
    cells.join("\t")
}

/// A run of text in one line, with what its references print and without the marks of notes.
fn line(content: &Content<Resolved>, pages: &PageMap) -> String {
    let mut text = String::new();
    push_inlines(&content.inlines, pages, &mut text);
    let words: Vec<&str> = text
        .split([' ', '\t', '\n', '\r'])
        .filter(|own| !own.is_empty())
        .collect();
    words.join(" ")
}

fn push_inlines(inlines: &[Inline<Resolved>], pages: &PageMap, text: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(own) => text.push_str(&own.text),
            Inline::Styled(own) => push_inlines(&own.inlines, pages, text),
            Inline::Link(own) => push_inlines(&own.inlines, pages, text),
            Inline::Registry(own) => {
                text.push_str(&own.registry.before);
                push_inlines(&own.inlines, pages, text);
                text.push_str(&own.registry.after);
            }
            Inline::Reference(reference) => {
                for (part, _) in &reference.parts {
                    match part {
                        ReferenceTarget::Text(own) => text.push_str(own),
                        ReferenceTarget::Cited(own) => text.push_str(&own.text),
                        ReferenceTarget::Page(anchor) => {
                            let page = pages.anchors.get(anchor.0 as usize);
                            text.push_str(page.and_then(Option::as_deref).unwrap_or_default());
                        }
                        ReferenceTarget::Pages(own) => {
                            let parts = pages.folio_list(own);
                            parts.iter().for_each(|(part, _)| text.push_str(part));
                        }
                    }
                }
            }
            Inline::LineBreak(_) => text.push(' '),
            Inline::NoteMark(_) | Inline::IndexMark(_) | Inline::Image(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_quoted_as_rfc_4180_has_it() {
        let mut table = String::new();
        let fields = ["a", "b, c", "say \"d\"", "", "two\nlines"];
        push_row(&mut table, fields.into_iter());
        assert_eq!(table, "a,\"b, c\",\"say \"\"d\"\"\",,\"two\nlines\"\r\n");
    }
}
