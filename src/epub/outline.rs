//! The outline of the book for navigation: parts, chapters and sections as a tree of links.

use crate::document::{AnchorId, BlockKind, Terms, plain_text};
use crate::resolve::{Annex, Division, DivisionKind, ResolvedBook, ResolvedChapter};

use super::places::Places;

/// Something with what stands under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Branch<T> {
    /// Itself.
    pub own: T,
    /// What stands under it.
    pub children: Vec<Branch<T>>,
}

/// A line of the navigation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What is shown.
    pub label: String,
    /// Where it leads, seen from the publication's folder.
    pub href: String,
}

/// The deepest heading that navigation lists: a reader's side panel shows three steps in comfort.
const DEEPEST_HEADING: u8 = 3;

/// The outline: what has a title, in book order.
pub fn of(book: &ResolvedBook, places: &Places<'_>) -> Vec<Branch<Entry>> {
    let terms = Terms::of(&book.metadata.language);
    let mut lines = Vec::new();
    for division in &book.divisions {
        let mut add = |level: u8, label: String, anchor: AnchorId| {
            let label = if label.trim().is_empty() {
                terms.pages.untitled.to_owned()
            } else {
                label
            };
            let href = places.in_publication(anchor);
            lines.extend(href.map(|href| (level, Entry { label, href })));
        };
        let level = u8::from(division.in_part);
        match &division.kind {
            DivisionKind::Part(title) => {
                add(0, plain_text(&title.inlines), division.anchor);
            }
            DivisionKind::Chapter(chapter) => {
                add(level, chapter_label(chapter, terms), division.anchor);
                sections(chapter, |depth, label, anchor| {
                    add(level + depth, label, anchor);
                });
            }
            DivisionKind::Contents { title, .. }
            | DivisionKind::Acronyms { title, .. }
            | DivisionKind::Contributors { title, .. }
            | DivisionKind::List { title, .. }
            | DivisionKind::Annex(Annex { title, .. }) => {
                add(level, title.clone(), division.anchor);
            }
            DivisionKind::HalfTitle | DivisionKind::TitlePage | DivisionKind::Imprint(_) => {}
        }
    }
    if lines.is_empty() {
        // Navigation must lead somewhere: to whatever pages there are.
        let any = book.divisions.iter().filter_map(|division| {
            let href = places.in_publication(division.anchor)?;
            let label = page_label(division, terms).to_owned();
            Some((0, Entry { label, href }))
        });
        lines.extend(any);
    }
    nest(lines)
}

/// The branches of lines with their levels: a line stands under the last one of a lower level.
pub fn nest<T>(lines: Vec<(u8, T)>) -> Vec<Branch<T>> {
    let mut roots = Vec::new();
    let mut open: Vec<(u8, Branch<T>)> = Vec::new();
    for (level, own) in lines {
        close_to(level, &mut open, &mut roots);
        let children = Vec::new();
        open.push((level, Branch { own, children }));
    }
    close_to(0, &mut open, &mut roots);
    roots
}

/// Hangs every open branch of this level or a deeper one under the branch that holds it.
fn close_to<T>(level: u8, open: &mut Vec<(u8, Branch<T>)>, roots: &mut Vec<Branch<T>>) {
    while open.last().is_some_and(|(own, _)| *own >= level) {
        let Some((_, branch)) = open.pop() else {
            return;
        };
        match open.last_mut() {
            Some((_, parent)) => parent.children.push(branch),
            None => roots.push(branch),
        }
    }
}

/// "4. Title", or "IOM: Title" for a contribution.
fn chapter_label(chapter: &ResolvedChapter, terms: &Terms) -> String {
    let title = plain_text(&chapter.title.inlines);
    match (&chapter.contributor, &chapter.number) {
        (Some(byline), _) if title.is_empty() => byline.short.clone(),
        (Some(byline), _) => format!("{}{}{title}", byline.short, terms.colon),
        (None, Some(number)) => format!("{number}. {title}"),
        (None, None) => title,
    }
}

/// The headings of a chapter, with their depth under it.
fn sections(chapter: &ResolvedChapter, mut add: impl FnMut(u8, String, AnchorId)) {
    for block in &chapter.blocks {
        let BlockKind::Heading(heading) = &block.kind else {
            continue;
        };
        if heading.level > DEEPEST_HEADING {
            continue;
        }
        let number = heading.numbered.number.as_ref();
        let letter = heading.question.as_ref();
        let before = number
            .map(|number| format!("{number} "))
            .unwrap_or_default();
        let letter = letter
            .map(|letter| format!("({letter}) "))
            .unwrap_or_default();
        let title = plain_text(&heading.content.inlines);
        let depth = heading.level.saturating_sub(1).max(1);
        add(
            depth,
            format!("{before}{letter}{title}"),
            heading.numbered.anchor,
        );
    }
}

/// What a page without a title is called.
fn page_label(division: &Division, terms: &Terms) -> &'static str {
    match division.kind {
        DivisionKind::HalfTitle => terms.pages.half_title,
        DivisionKind::TitlePage => terms.pages.title_page,
        DivisionKind::Imprint(_) => terms.pages.imprint,
        DivisionKind::Chapter(_)
        | DivisionKind::Part(_)
        | DivisionKind::Contents { .. }
        | DivisionKind::Acronyms { .. }
        | DivisionKind::Contributors { .. }
        | DivisionKind::List { .. }
        | DivisionKind::Annex(_) => terms.pages.untitled,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(branches: &[Branch<&str>]) -> String {
        let branch = |branch: &Branch<&str>| match branch.children.as_slice() {
            [] => branch.own.to_owned(),
            children => format!("{}({})", branch.own, drawn(children)),
        };
        branches.iter().map(branch).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn lines_hang_under_the_last_of_a_lower_level() {
        for (lines, expected) in [
            (
                vec![(0, "a"), (1, "b"), (2, "c"), (1, "d"), (0, "e")],
                "a(b(c) d) e",
            ),
            (vec![(1, "a"), (0, "b"), (2, "c"), (1, "d")], "a b(c d)"),
            (vec![], ""),
        ] {
            assert_eq!(drawn(&nest(lines)), expected);
        }
    }
}
