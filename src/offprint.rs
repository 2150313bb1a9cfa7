//! One text of a finished book, for its contributor to read: the resolved book and its pages -> those
//! of the text alone. Folios, numbers, running heads, references and notes stay the book's. A place
//! outside is kept as words: nothing leads there.
//!
//! What comes out is a book of one division, so that the editions are written, and proved, as any
//! other.

use std::collections::BTreeSet;

use crate::document::{AnchorId, DivisionId, Terms, plain_text};
use crate::layout::{Mark, PageMap, PageMapEntry, PagedBook, Place};
use crate::resolve::{
    Anchor, Credit, Division, DivisionKind, Metadata, ResolvedBook, ResolvedChapter,
    made_identifier,
};
use crate::source::FileId;

/// A part of a book that is published alone.
#[derive(Debug)]
pub struct Offprint {
    /// The book, with the one division.
    pub book: ResolvedBook,
    /// Its pages.
    pub pages: PagedBook,
    /// Where each of them starts, and on which page of the whole book every anchor stands.
    pub page_map: PageMap,
    /// Which part it is.
    pub part: Part,
}

/// What is said of a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its name in the names of files.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The folios of its first and its last page.
    pub folios: [String; 2],
}

/// Cuts the text in `file` out of a book; the whole book comes back where it has no such division.
///
/// # Errors
/// The book has no text in `file`, or the text has no page.
pub fn offprint(
    book: ResolvedBook,
    pages: PagedBook,
    file: FileId,
) -> Result<Offprint, Box<(ResolvedBook, PagedBook)>> {
    let Some(own) = find(&book, &pages, file) else {
        return Err(Box::new((book, pages)));
    };
    let Own {
        id,
        first,
        end,
        metadata,
        part,
    } = own;
    let anchors: Vec<Anchor> = book
        .anchors
        .iter()
        .map(|anchor| Anchor {
            name: anchor.name.clone(),
            division: match anchor.division == id {
                true => DivisionId(0),
                false => DivisionId::ELSEWHERE,
            },
        })
        .collect();
    let page_map = own_map(PageMap::of(&pages), id);
    let book = ResolvedBook {
        metadata: metadata.clone(),
        divisions: book
            .divisions
            .into_iter()
            .skip(id.0 as usize)
            .take(1)
            .collect(),
        anchors: anchors.clone(),
        cover: None,
        accessibility: None,
        ..book
    };
    let is_own = |anchor: AnchorId| {
        let place = anchors.get(anchor.0 as usize);
        place.is_some_and(|place| place.division == DivisionId(0))
    };
    let mut outline = pages.outline;
    outline.retain(|entry| is_own(entry.anchor));
    let outermost = outline.iter().map(|entry| entry.level).min().unwrap_or(0);
    outline
        .iter_mut()
        .for_each(|entry| entry.level -= outermost);
    let mut own_pages: Vec<_> = pages
        .pages
        .into_iter()
        .skip(first)
        .take(end - first)
        .collect();
    own_pages
        .iter_mut()
        .for_each(|page| page.division = DivisionId(0));
    let move_up = |place: Place| {
        let page = place.page.checked_sub(u32::try_from(first).ok()?)?;
        ((page as usize) < own_pages.len()).then_some(Place { page, ..place })
    };
    let places = pages.places.into_iter().zip(&anchors);
    let places = places.map(|(place, anchor)| match anchor.division {
        DivisionId(0) => place.and_then(move_up),
        _ => None,
    });
    let places = places.collect();
    let pages = PagedBook {
        metadata,
        pages: own_pages,
        divisions: pages
            .divisions
            .into_iter()
            .skip(id.0 as usize)
            .take(1)
            .collect(),
        places,
        anchors,
        outline,
        ..pages
    };
    Ok(Offprint {
        book,
        pages,
        page_map,
        part,
    })
}

/// How many images and drawings stand on the pages.
pub fn images_on(pages: &PagedBook) -> usize {
    let frames = pages.pages.iter().flat_map(|page| &page.frames);
    let marks = frames.flat_map(|frame| &frame.marks);
    let images = marks.filter_map(|mark| match mark {
        Mark::Image(placed) => Some(placed.image),
        Mark::Text(_) | Mark::Fill(_) => None,
    });
    images.collect::<BTreeSet<_>>().len()
}

/// What is known of the part before the book is cut.
struct Own {
    id: DivisionId,
    /// Its first page, and the one after its last; a blank page at its end belongs to what follows.
    first: usize,
    end: usize,
    metadata: Metadata,
    part: Part,
}

fn find(book: &ResolvedBook, pages: &PagedBook, file: FileId) -> Option<Own> {
    let mut divisions = (0..).map(DivisionId).zip(&book.divisions);
    let (id, division, chapter) = divisions.find_map(|(id, own)| match &own.kind {
        DivisionKind::Chapter(chapter) if own.span?.file == file => Some((id, own, chapter)),
        _ => None,
    })?;
    let is_own = |page: &&crate::layout::Page| page.division == id && !page.blank;
    let first = pages.pages.iter().position(|page| is_own(&page))?;
    let last = pages.pages.iter().rposition(|page| is_own(&page))?;
    let label = |at: usize| {
        pages
            .pages
            .get(at)
            .map_or(String::new(), |page| page.label.clone())
    };
    let title = plain_text(&chapter.title.inlines);
    Some(Own {
        id,
        first,
        end: last + 1,
        metadata: metadata(&book.metadata, division, chapter, &title),
        part: Part {
            id: division.name.clone(),
            title,
            folios: [label(first), label(last)],
        },
    })
}

/// What the editions of the part say of it. The ISBN of the print edition stays, for the pages are its.
fn metadata(
    book: &Metadata,
    division: &Division,
    chapter: &ResolvedChapter,
    title: &str,
) -> Metadata {
    let terms = Terms::of(&book.language);
    let creators = match &chapter.contributor {
        Some(byline) => vec![Credit {
            name: byline.name.clone(),
            file_as: byline.name.clone(),
            role: "aut".to_owned(),
            identifiers: identifiers_of(book, &byline.name),
        }],
        None => book.creators.clone(),
    };
    Metadata {
        slug: format!("{}-{}", book.slug, division.name),
        title: format!("{title}{}{}", terms.pages.in_book, book.title),
        subtitle: None,
        creators,
        description: None,
        identifier: made_identifier(&[&book.identifier, &division.name]),
        isbn_screen: None,
        isbn_epub: None,
        ..book.clone()
    }
}

/// The identifiers of somebody whom the book credits.
fn identifiers_of(book: &Metadata, name: &str) -> Vec<String> {
    let mut credited = book.creators.iter();
    let own = credited.find(|own| own.name == name);
    own.map(|own| own.identifiers.clone()).unwrap_or_default()
}

/// The pages of one division; the folios of all anchors stay, for references print them.
fn own_map(map: PageMap, id: DivisionId) -> PageMap {
    let entries = map.entries.into_iter().filter(|entry| entry.division == id);
    PageMap {
        entries: entries
            .map(|entry| PageMapEntry {
                division: DivisionId(0),
                ..entry
            })
            .collect(),
        anchors: map.anchors,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Matter, Role};
    use crate::layout;
    use crate::resolve::resolve;
    use crate::resolve::tests::notation::Sample;
    use crate::theme::Theme;

    #[test]
    fn a_part_keeps_the_folios_and_leads_nowhere_else() {
        let sample = Sample::new()
            .text(
                Matter::Body,
                Role::Chapter,
                "a.md",
                "# One\nWords.\n## Head {#h}\nOn [@k]{.page}.",
            )
            .text(
                Matter::Body,
                Role::Chapter,
                "b.md",
                "# Two\nSee [@h], [@h]{.page} and [@k].\n## Key {#k}\nWords.",
            );
        let (book, found) = resolve(sample.book, &sample.manuscript, Sample::images(), None);
        assert_eq!(found, []);
        let (pages, _) = layout::lay_out(&book, &Theme::default());
        let whole = PageMap::of(&pages);
        let first = pages
            .pages
            .iter()
            .position(|page| page.division == DivisionId(1));
        let folio = pages.pages[first.unwrap()].label.clone();
        let missing = offprint(book.clone(), pages, FileId(77)).expect_err("no such text");
        let own = offprint(missing.0, missing.1, FileId(1)).expect("the second text");
        assert_eq!(own.part.title, "Two");
        assert_eq!(own.part.folios, [folio.clone(), folio.clone()]);
        assert_eq!(own.book.divisions.len(), 1);
        assert_eq!(own.book.metadata.title, "Two, in: Sample");
        assert_ne!(own.book.metadata.identifier, book.metadata.identifier);
        assert_eq!(own.page_map.anchors, whole.anchors);
        let labels = |map: &PageMap| -> Vec<String> {
            map.entries.iter().map(|own| own.label.clone()).collect()
        };
        assert_eq!(labels(&own.page_map), [folio]);
        let own_places = own.pages.places.iter().zip(&book.anchors);
        for (place, anchor) in own_places {
            let expected = (anchor.division == DivisionId(1)).then_some(0);
            assert_eq!(place.map(|own| own.page), expected, "{}", anchor.name);
        }
        assert!(own.pages.outline.iter().any(|own| own.level == 0));
        assert_eq!(own.pages.outline.len(), 2);
    }
}
