//! The text inside drawings: the book's drawings -> what an edition must hold of each, as often as
//! the book shows it. Blanks are not compared, for a drawing has none. Where the order of pages moves a
//! figure, it moves its drawing, so drawings are compared one by one and not in their order.

use std::collections::BTreeMap;

use crate::document::{
    Block, BlockKind, Content, Figure, ImageId, Inline, Resolved, Visited, walk, walk_content,
};
use crate::manuscript::ImageFormat;
use crate::resolve::{Division, DivisionKind, ResolvedBook};
use crate::source::Span;

use super::epub::drawing;
use super::texts::{BREAK, EditionTexts};
use super::{Amount, Format};

/// What the editions must hold of the drawings.
#[derive(Debug, Default)]
pub struct Drawings {
    /// Each text with how often it is shown.
    shown: BTreeMap<String, Shown>,
    /// How many of those that are shown hide or repeat a part of their text, by a style or a use: what
    /// shows of it is known to no one but a renderer.
    open: usize,
    /// The text of the cover, which the EPUB alone shows.
    cover: Option<String>,
    amount: Amount,
}

#[derive(Clone, Debug, Default)]
struct Shown {
    /// How often a PDF must show it: not where the text hangs on styles.
    closed: usize,
    /// How often it is shown.
    all: usize,
    path: String,
    span: Option<Span>,
}

/// What is wrong with the text of drawings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DrawingFault {
    /// A text is shown less often than it should.
    Lost {
        /// The path of the drawing.
        path: String,
        /// Where it is named first.
        span: Option<Span>,
        /// The text, without blanks.
        text: String,
    },
    /// A text that no drawing has, or one too often.
    Surplus {
        /// The text, without blanks.
        text: String,
        /// The page or document, among the sheets.
        sheet: usize,
    },
}

impl Drawings {
    /// Of a book.
    pub fn of(book: &ResolvedBook) -> Drawings {
        let mut drawings = Drawings::default();
        let cover = book.cover.and_then(|id| book.images.get(id));
        let cover = cover.filter(|file| file.format == ImageFormat::Svg);
        drawings.cover = cover
            .map(|file| text_of(&file.data).0)
            .filter(|own| !own.is_empty());
        for division in &book.divisions {
            visit(division, &mut |id| drawings.add(book, id));
        }
        drawings
    }

    /// How much text an edition shows in drawings.
    pub fn amount(&self, format: Format) -> Amount {
        let cover = self.cover.as_ref().filter(|_| format == Format::Epub);
        Amount {
            characters: self.amount.characters + cover.map_or(0, |own| own.chars().count()),
            words: self.amount.words + cover.map_or(0, |_| 1),
        }
    }

    /// What is wrong first with an edition.
    pub fn fault(&self, format: Format, texts: &EditionTexts) -> Option<DrawingFault> {
        let mut found: BTreeMap<String, (usize, usize)> = BTreeMap::new();
        for drawn in &texts.drawings {
            let own = found.entry(without_blanks(&drawn.text)).or_default();
            *own = (own.0 + 1, drawn.sheet);
        }
        let cover = self.cover.as_ref().filter(|_| format == Format::Epub);
        let mut open = if format == Format::Pdf { self.open } else { 0 };
        for (text, shown) in &self.shown {
            let wanted = match format {
                Format::Pdf => shown.closed,
                Format::Epub => shown.all,
            };
            let have = found.get(text).map_or(0, |own| own.0);
            if have < wanted {
                return Some(DrawingFault::Lost {
                    path: shown.path.clone(),
                    span: shown.span,
                    text: text.clone(),
                });
            }
        }
        for (text, (have, sheet)) in found {
            let own = self.shown.get(&text).map_or(0, |shown| match format {
                Format::Pdf => shown.closed,
                Format::Epub => shown.all,
            });
            let allowed = own + usize::from(cover == Some(&text));
            let surplus = have.saturating_sub(allowed);
            if !text.is_empty() && surplus > open {
                return Some(DrawingFault::Surplus { text, sheet });
            }
            if !text.is_empty() {
                open -= surplus;
            }
        }
        None
    }

    fn add(&mut self, book: &ResolvedBook, id: ImageId) {
        let Some(file) = book.images.get(id) else {
            return;
        };
        if file.format != ImageFormat::Svg {
            return;
        }
        let (text, words, shows_once) = match text_of(&file.data) {
            (text, ..) if text.is_empty() => return,
            (text, words, shows_once) => (text, words, shows_once),
        };
        self.amount.characters += text.chars().count();
        self.amount.words += words;
        self.open += usize::from(!shows_once);
        let shown = self.shown.entry(text).or_default();
        shown.all += 1;
        shown.closed += usize::from(shows_once);
        shown.path.clone_from(&file.path);
        shown.span = shown.span.or(file.span);
    }
}

/// The text of a drawing's file, its words, and whether all of it is shown once. What is no XML was
/// reported when it was read.
fn text_of(data: &[u8]) -> (String, usize, bool) {
    let own = str::from_utf8(data).ok().and_then(|svg| drawing(svg).ok());
    let own = own.unwrap_or_default();
    let words = own.text.split_whitespace().count();
    (without_blanks(&own.text), words, own.shows_once)
}

fn without_blanks(text: &str) -> String {
    let kept = text.chars();
    kept.filter(|own| !own.is_whitespace() && *own != BREAK && *own != '\u{ad}')
        .collect()
}

/// Passes every image that a division shows.
fn visit(division: &Division, found: &mut impl FnMut(ImageId)) {
    let mut each = |visited: Visited<'_, Resolved>| match visited {
        Visited::Block(Block {
            kind: BlockKind::Figure(Figure { image, .. }),
            ..
        }) => found(image.source),
        Visited::Inline(Inline::Image(image)) => found(image.source),
        Visited::Block(_) | Visited::Inline(_) => {}
    };
    let title: Option<&Content<Resolved>> = match &division.kind {
        DivisionKind::Chapter(chapter) => Some(&chapter.title),
        DivisionKind::Part(title) => Some(title),
        DivisionKind::HalfTitle
        | DivisionKind::TitlePage
        | DivisionKind::Imprint(_)
        | DivisionKind::Contents { .. }
        | DivisionKind::Acronyms { .. }
        | DivisionKind::Contributors { .. }
        | DivisionKind::List { .. }
        | DivisionKind::Annex(_)
        | DivisionKind::Bibliography { .. }
        | DivisionKind::Index { .. } => None,
    };
    if let Some(title) = title {
        walk_content(title, &mut each);
    }
    walk(division.own_blocks(), &mut each);
    walk(division.generated_blocks(), &mut each);
    for note in &division.notes {
        walk(&note.blocks, &mut each);
    }
}
