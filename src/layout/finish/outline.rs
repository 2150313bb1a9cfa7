//! The bookmarks: parts, chapters, sections.

use crate::document::{Block, BlockKind, Resolved, plain_text};
use crate::resolve::{Annex, DivisionKind, ResolvedBook};

use super::super::paged::OutlineEntry;

/// The deepest heading that gets a bookmark.
const DEEPEST: u8 = 3;

/// The bookmarks of a book, in its order.
pub fn outline(book: &ResolvedBook) -> Vec<OutlineEntry> {
    let mut entries = Vec::new();
    for division in &book.divisions {
        let entry = |title: String, level: u8| OutlineEntry {
            level,
            title,
            anchor: division.anchor,
        };
        match &division.kind {
            DivisionKind::Part(title) => {
                entries.push(entry(plain_text(&title.inlines), 0));
            }
            DivisionKind::Chapter(chapter) => {
                let level = u8::from(division.in_part);
                let title = plain_text(&chapter.title.inlines);
                let title = match &chapter.number {
                    Some(number) => format!("{number} {title}"),
                    None => title,
                };
                entries.push(entry(title, level));
                headings(&chapter.blocks, level, &mut entries);
            }
            DivisionKind::Contents { title, .. }
            | DivisionKind::Acronyms { title, .. }
            | DivisionKind::Contributors { title, .. }
            | DivisionKind::List { title, .. }
            | DivisionKind::Annex(Annex { title, .. }) => {
                entries.push(entry(title.clone(), 0));
            }
            DivisionKind::HalfTitle | DivisionKind::TitlePage | DivisionKind::Imprint(_) => {}
        }
    }
    entries
}

fn headings(blocks: &[Block<Resolved>], chapter_level: u8, entries: &mut Vec<OutlineEntry>) {
    for block in blocks {
        let BlockKind::Heading(heading) = &block.kind else {
            continue;
        };
        if heading.level > DEEPEST {
            continue;
        }
        let title = plain_text(&heading.content.inlines);
        let title = match (&heading.question, &heading.numbered.number) {
            (Some(letter), _) => format!("({letter}) {title}"),
            (None, Some(number)) => format!("{number} {title}"),
            (None, None) => title,
        };
        let level = chapter_level + heading.level.max(2) - 1;
        entries.push(OutlineEntry {
            level,
            title,
            anchor: heading.numbered.anchor,
        });
    }
}
