//! Pieces -> items for the line breaker, each item with the piece that it came from.

use crate::length::Length;
use crate::theme::{Alignment, Faces, TypeTheme};

use super::super::break_lines::{Item, LineParameters};
use super::super::shape::{WordTable, hang_of_hyphen};
use super::protrusion::Protrusion;
use super::{Piece, PieceKind, PieceTag, Pieces, RunStyle};

/// The penalty of a hyphen, and of a break after a hyphen or dash that the word has: nearly that of a last
/// line that is hardly there, and less than that of a loose line.
const HYPHEN_PENALTY: i32 = 1000;

/// Where an item came from: the piece, and for a discretionary the break of its word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Origin {
    pub piece: usize,
    pub word_break: Option<usize>,
}

/// Items and their origins, index by index.
#[derive(Debug, Default)]
pub(super) struct Itemized {
    pub items: Vec<Item>,
    pub origins: Vec<Origin>,
    pub spaces: Spaces,
}

impl Itemized {
    fn push(&mut self, item: Item, piece: usize, word_break: Option<usize>) {
        self.items.push(item);
        self.origins.push(Origin { piece, word_break });
    }

    fn push_glue(&mut self, pieces: &Pieces, at: usize, words: &WordTable) {
        if let Some(glue) = self.spaces.glue(pieces, at, words) {
            self.push(glue, at, None);
        }
    }
}

/// What a ragged line may fall short of the measure before it looks torn, in ems.
const RAGGED_STRETCH_EMS: i64 = 3;

/// The items of a paragraph, ended by glue that fills the last line.
pub(super) fn itemize(pieces: &Pieces, words: &WordTable, type_: &TypeTheme) -> Itemized {
    // Every other piece is a word, and many words have two or three parts.
    let room = pieces.pieces.len() * 2 + 4;
    let mut out = Itemized {
        items: Vec::with_capacity(room),
        origins: Vec::with_capacity(room),
        spaces: Spaces::of(pieces, type_),
    };
    if pieces.paragraph.indent != Length::ZERO {
        out.push(Item::Box(pieces.paragraph.indent), 0, None);
    }
    let is_justified = pieces.paragraph.alignment == Alignment::Justified;
    let setting = WordSetting {
        words,
        expansion: if is_justified { type_.expansion } else { 0 },
        letter_space: if is_justified { type_.letter_space } else { 0 },
        protrusion: Protrusion::of(pieces, type_),
    };
    let last_word = last_word(pieces);
    for (at, piece) in pieces.pieces.iter().enumerate() {
        let Some(style) = pieces.styles.get(usize::from(piece.style)) else {
            continue;
        };
        match piece.kind {
            PieceKind::Word(_) => {
                setting.push_word(&mut out, at, *piece, style, at < last_word);
            }
            PieceKind::Space => {
                // A mark that follows its word after a space would begin a line alone.
                let next = pieces.pieces.get(at + 1);
                if next.is_some_and(Piece::is_mark) {
                    out.push(Item::Penalty(10_000), at, None);
                }
                out.push_glue(pieces, at, words);
            }
            PieceKind::FixedSpace => {
                out.push(Item::Penalty(10_000), at, None);
                out.push_glue(pieces, at, words);
            }
            PieceKind::ThinSpace => {
                out.push(
                    Item::Kern {
                        width: thin_space(style),
                        explicit: false,
                    },
                    at,
                    None,
                );
            }
            PieceKind::Quad(width) => out.push(Item::Box(width), at, None),
            PieceKind::LineEnd => {
                out.push(Item::Penalty(10_000), at, None);
                out.push(fill(), at, None);
                out.push(Item::Penalty(-10_000), at, None);
            }
            PieceKind::Image { width, .. } => out.push(Item::Box(width), at, None),
        }
    }
    let last = pieces.pieces.len().saturating_sub(1);
    while matches!(out.items.last(), Some(Item::Glue { order: 0, .. })) {
        out.items.pop();
        out.origins.pop();
    }
    out.push(Item::Penalty(10_000), last, None);
    out.push(fill(), last, None);
    out
}

/// The parameters of the line breaker for a paragraph on a measure.
pub(super) fn parameters(pieces: &Pieces, type_: &TypeTheme, measure: Length) -> LineParameters {
    let size = pieces.paragraph.text.size;
    let any = LineParameters {
        // In a narrow column every word is a good part of a line.
        runt: type_.last_line.min(measure / 4),
        ..LineParameters::default()
    };
    match pieces.paragraph.alignment {
        Alignment::Justified => any,
        Alignment::Ragged | Alignment::Centred | Alignment::FlushRight => LineParameters {
            ragged_stretch: size * RAGGED_STRETCH_EMS,
            good: None,
            tolerance: 2_000,
            ..any
        },
    }
}

/// The first piece of the paragraph's last word, which may be several pieces: its letters, the point in
/// another style, the mark of a note.
fn last_word(pieces: &Pieces) -> usize {
    let is_word = |piece: &Piece| matches!(piece.kind, PieceKind::Word(_));
    let letters = |piece: &Piece| is_word(piece) && !piece.is_mark();
    let Some(end) = pieces.pieces.iter().rposition(letters) else {
        return 0;
    };
    let before = pieces.pieces.get(..end).unwrap_or(&[]);
    end - before
        .iter()
        .rev()
        .take_while(|piece| is_word(piece))
        .count()
}

/// The width of a thin space: a sixth of the em.
pub(super) fn thin_space(style: &RunStyle) -> Length {
    style.size / 6
}

/// How words become items.
struct WordSetting<'w, 'l> {
    words: &'w WordTable<'l>,
    /// What letters may gain or lose, in thousandths of their width.
    expansion: i64,
    /// What may stand between them more or less, in thousandths of the size.
    letter_space: i64,
    protrusion: Protrusion,
}

impl WordSetting<'_, '_> {
    /// A word's letters with the discretionaries between them. A paragraph's last word is not
    /// hyphenated: its rest would stand alone on the last line.
    fn push_word(
        &self,
        out: &mut Itemized,
        at: usize,
        piece: Piece,
        style: &RunStyle,
        hyphenate: bool,
    ) {
        let PieceKind::Word(id) = piece.kind else {
            return;
        };
        let Some(word) = self.words.get(id) else {
            return;
        };
        let units_per_em = Faces::get().face(word.face).units_per_em;
        let scale = |units: i32| style.size.font_units(i64::from(units), units_per_em);
        let mut part = Part {
            left: scale(self.protrusion.left(word.hang.left)),
            done: Length::ZERO,
            glyphs: 0,
        };
        for (index, place) in word.breaks.iter().enumerate() {
            if place.hyphen && !hyphenate {
                continue;
            }
            let glyphs = i64::from(place.glyphs);
            let position = scale(place.position) + style.tracking * glyphs;
            let right = scale(self.protrusion.right(place.hang.right));
            out.push(self.text(&part, (position, glyphs), right, style), at, None);
            part = Part {
                left: scale(self.protrusion.left(place.hang.left)),
                done: position,
                glyphs,
            };
            let discretionary = Item::Discretionary {
                before: scale(place.before),
                after: scale(place.after),
                replaced: Length::ZERO,
                hang: match place.hyphen {
                    true => scale(self.protrusion.right(hang_of_hyphen(word.face))),
                    false => right,
                },
                penalty: HYPHEN_PENALTY,
                automatic: place.hyphen,
            };
            out.push(discretionary, at, Some(index));
        }
        let glyphs = i64::try_from(word.glyphs.len()).unwrap_or(0);
        let room = match piece.tag {
            Some(PieceTag::Folio { room }) => room,
            Some(PieceTag::Note { .. }) | None => Length::ZERO,
        };
        let width = scale(word.width) + style.tracking * glyphs + room;
        let right = scale(self.protrusion.right(word.hang.right));
        out.push(self.text(&part, (width, glyphs), right, style), at, None);
    }

    /// The letters of a part that ends at `position` of its word.
    fn text(
        &self,
        part: &Part,
        (position, glyphs): (Length, i64),
        right: Length,
        style: &RunStyle,
    ) -> Item {
        let width = position - part.done;
        let letters = style.size.0 * (glyphs - part.glyphs) * self.letter_space;
        Item::Text {
            width,
            flex: Length((width.0 * self.expansion + letters) / 1_000),
            left: part.left,
            right,
        }
    }
}

/// A part of a word between two of its breaks, while they are gone through.
struct Part {
    left: Length,
    done: Length,
    /// The glyphs before it.
    glyphs: i64,
}

/// The word spaces of a paragraph, by the styles of its pieces: the face's own, scaled by the theme.
#[derive(Debug, Default)]
pub(super) struct Spaces(Vec<Space>);

#[derive(Debug)]
struct Space {
    width: Length,
    stretch: Length,
    shrink: Length,
    size: Length,
    units_per_em: u16,
}

impl Spaces {
    fn of(pieces: &Pieces, type_: &TypeTheme) -> Spaces {
        let is_justified = pieces.paragraph.alignment == Alignment::Justified;
        let spaces = pieces.styles.iter().map(|style| {
            let face = Faces::get().face(style.shape.face);
            let advance = i64::from(face.space_advance);
            let space = style.size.font_units(advance, face.units_per_em);
            let [natural, stretch, shrink] = type_.word_space.map(|part| space.scale(part, 1_000));
            let of_justified = |own: Length| if is_justified { own } else { Length::ZERO };
            Space {
                width: natural + style.tracking,
                stretch: of_justified(stretch),
                shrink: of_justified(shrink),
                size: style.size,
                units_per_em: face.units_per_em,
            }
        });
        Spaces(spaces.collect())
    }

    /// The space that a piece is, kerned with the word that follows.
    pub fn glue(&self, pieces: &Pieces, at: usize, words: &WordTable) -> Option<Item> {
        let own = self.0.get(usize::from(pieces.pieces.get(at)?.style))?;
        let kerning = pieces.pieces.get(at + 1).and_then(|next| match next.kind {
            PieceKind::Word(id) => Some(words.get(id)?.space_before).filter(|units| *units != 0),
            PieceKind::Space
            | PieceKind::FixedSpace
            | PieceKind::ThinSpace
            | PieceKind::Quad(_)
            | PieceKind::LineEnd
            | PieceKind::Image { .. } => None,
        });
        let kerning = kerning.map_or(Length::ZERO, |units| {
            own.size.font_units(i64::from(units), own.units_per_em)
        });
        Some(Item::Glue {
            width: own.width + kerning,
            stretch: own.stretch,
            order: 0,
            shrink: own.shrink,
        })
    }
}

fn fill() -> Item {
    Item::Glue {
        width: Length::ZERO,
        stretch: Length::pt(1),
        order: 2,
        shrink: Length::ZERO,
    }
}
