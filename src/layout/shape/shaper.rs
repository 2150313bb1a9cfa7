//! A thread's shaper: harfrust's fonts and plans, made once and kept. A `ShaperFont` is not `Sync`,
//! so every thread has its own.

use std::cell::RefCell;
use std::sync::OnceLock;

use harfrust::{
    Buffer, Direction, Feature, Font, Language, Script, ShapeOptions, ShapePlan, ShaperFont, Tag,
};
use rustc_hash::FxHashMap;

use crate::layout::words::{Glyph, ShapedWord};
use crate::theme::{Caps, FaceId, Faces, Figures};

use super::{Languages, Raised, ShapeStyle, breaks};

/// The fonts of the program as harfrust reads them, by face.
fn fonts() -> &'static [Option<Font>] {
    static FONTS: OnceLock<Vec<Option<Font>>> = OnceLock::new();
    FONTS.get_or_init(|| {
        Faces::get()
            .all()
            .map(|(_, face)| Font::new(face.data.to_vec(), 0))
            .collect()
    })
}

/// Lends the thread's shaper.
pub(super) fn with<T>(work: impl FnOnce(&mut Shaper) -> T) -> T {
    thread_local! {
        static SHAPER: RefCell<Shaper> = RefCell::default();
    }
    SHAPER.with_borrow_mut(work)
}

/// Shapes words for one thread.
#[derive(Default)]
pub(super) struct Shaper {
    fonts: FxHashMap<FaceId, ShaperFont<'static, 'static>>,
    /// By the styles with the languages of this thread.
    plans: FxHashMap<(ShapeStyle, Option<Script>), ShapePlan>,
    /// The languages of all books so far: a book's own number is another book's language.
    languages: Languages,
    /// The hyphen of a style: every word that may be divided asks for its width.
    hyphens: FxHashMap<ShapeStyle, Vec<Glyph>>,
    buffer: Buffer,
}

/// Glyphs of a text, before anything is known of breaks.
struct Shaped {
    glyphs: Vec<Glyph>,
    /// Clusters before which the text may be cut without shaping it again, as bytes.
    unsafe_clusters: Vec<u32>,
    space_before: i32,
}

impl Shaper {
    /// Shapes a word and finds its breaks.
    pub fn shape_word(
        &mut self,
        style: ShapeStyle,
        text: &str,
        languages: &Languages,
    ) -> ShapedWord {
        let clean: String = text.chars().filter(|c| *c != SOFT_HYPHEN).collect();
        let (face, shaped) = self.shape_covered(style, &clean, languages);
        let style = ShapeStyle { face, ..style };
        let width: i32 = shaped.glyphs.iter().map(|glyph| glyph.advance).sum();
        let places = breaks::places(text, &clean, style.hyphenate, languages, style.language);
        let hyphen = if places.iter().any(|place| place.hyphen) {
            self.hyphen(style, languages)
                .iter()
                .map(|glyph| glyph.advance)
                .sum()
        } else {
            0
        };
        let breaks = places.iter().map(|place| {
            let position = advance_before(&shaped.glyphs, place.offset);
            let is_safe = shaped
                .glyphs
                .iter()
                .any(|glyph| glyph.cluster == place.offset)
                && !shaped.unsafe_clusters.contains(&place.offset);
            let (mut before, after) = if is_safe {
                (0, 0)
            } else {
                let at = place.offset as usize;
                let first = self.width(style, clean.get(..at).unwrap_or(""), languages);
                let second = self.width(style, clean.get(at..).unwrap_or(""), languages);
                (first - position, second - (width - position))
            };
            if place.hyphen {
                before += hyphen;
            }
            super::super::words::WordBreak {
                offset: place.offset,
                hyphen: place.hyphen,
                position,
                before,
                after,
            }
        });
        let breaks = breaks.collect();
        ShapedWord {
            face,
            text: clean.into(),
            glyphs: shaped.glyphs.into(),
            width,
            space_before: shaped.space_before,
            breaks,
        }
    }

    /// Shapes a part of a word, with a hyphen after it if `hyphen`.
    pub fn shape_piece(
        &mut self,
        style: ShapeStyle,
        text: &str,
        hyphen: bool,
        languages: &Languages,
    ) -> ShapedWord {
        let (face, shaped) = self.shape_covered(style, text, languages);
        let mut glyphs = shaped.glyphs;
        let mut whole = text.to_owned();
        if hyphen {
            let at = u32::try_from(text.len()).unwrap_or(u32::MAX);
            let dash = self.hyphen(ShapeStyle { face, ..style }, languages);
            glyphs.extend(dash.iter().map(|glyph| Glyph {
                cluster: at,
                ..*glyph
            }));
            whole.push('-');
        }
        let width = glyphs.iter().map(|glyph| glyph.advance).sum();
        ShapedWord {
            face,
            text: whole.into(),
            glyphs: glyphs.into(),
            width,
            space_before: shaped.space_before,
            breaks: Box::default(),
        }
    }

    /// The hyphen of a style.
    fn hyphen(&mut self, style: ShapeStyle, languages: &Languages) -> &[Glyph] {
        let known = known(&mut self.languages, style, languages);
        if !self.hyphens.contains_key(&known) {
            let (_, dash) = self.shape_covered(style, "-", languages);
            self.hyphens.insert(known, dash.glyphs);
        }
        self.hyphens.get(&known).map_or(&[], Vec::as_slice)
    }

    /// The width of a text in font units.
    fn width(&mut self, style: ShapeStyle, text: &str, languages: &Languages) -> i32 {
        self.shape(style, text, languages)
            .glyphs
            .iter()
            .map(|glyph| glyph.advance)
            .sum()
    }

    /// Shapes in the style's face or, where that lacks a character, in the first face that has all
    /// of them. Where none has, the style's face shows its sign for a missing character, and the
    /// check of the covered characters reports it.
    fn shape_covered(
        &mut self,
        style: ShapeStyle,
        text: &str,
        languages: &Languages,
    ) -> (FaceId, Shaped) {
        let shaped = self.shape(style, text, languages);
        if shaped.glyphs.iter().all(|glyph| glyph.id != 0) {
            return (style.face, shaped);
        }
        let own = Faces::get().face(style.face);
        let fallbacks = Faces::get()
            .all()
            .filter(|(id, face)| {
                *id != style.face && face.weight == own.weight && face.posture == own.posture
            })
            .map(|(id, _)| id);
        for face in fallbacks {
            let other = self.shape(ShapeStyle { face, ..style }, text, languages);
            if other.glyphs.iter().all(|glyph| glyph.id != 0) {
                return (face, other);
            }
        }
        (style.face, shaped)
    }

    /// One call of harfrust. The word is shaped after a space, so that kerning with the space before
    /// it is known.
    fn shape(&mut self, style: ShapeStyle, text: &str, languages: &Languages) -> Shaped {
        let empty = Shaped {
            glyphs: Vec::new(),
            unsafe_clusters: Vec::new(),
            space_before: 0,
        };
        let Some(Some(font)) = fonts().get(usize::from(style.face.0)) else {
            return empty;
        };
        let shaper_font = self
            .fonts
            .entry(style.face)
            .or_insert_with(|| ShaperFont::new(font));
        let mut buffer = std::mem::take(&mut self.buffer);
        buffer.reset();
        buffer.push_str(" ");
        for (at, character) in text.char_indices() {
            buffer.push(
                u32::from(character),
                u32::try_from(at + 1).unwrap_or(u32::MAX),
            );
        }
        buffer.guess_segment_properties();
        buffer.set_direction(Direction::LeftToRight);
        let script = buffer.script();
        let features = features(style);
        let tag = languages.tag(style.language);
        let style = known(&mut self.languages, style, languages);
        let plan = self.plans.entry((style, script)).or_insert_with(|| {
            let language = Language::new(tag);
            ShapePlan::new(
                font,
                Direction::LeftToRight,
                script,
                language.as_ref(),
                &features,
            )
        });
        let options = ShapeOptions::new().plan(Some(plan)).features(&features);
        let outcome = harfrust::shape(shaper_font, &mut buffer, options);
        let result = if outcome.is_ok() {
            collect(&buffer, style.face)
        } else {
            empty
        };
        self.buffer = buffer;
        result
    }
}

/// A style with the number that its language has here.
fn known(own: &mut Languages, style: ShapeStyle, languages: &Languages) -> ShapeStyle {
    ShapeStyle {
        language: own.id(languages.tag(style.language)),
        ..style
    }
}

const SOFT_HYPHEN: char = '\u{ad}';

/// The glyphs of a shaped buffer without the space that was put before the word.
fn collect(buffer: &Buffer, face: FaceId) -> Shaped {
    let mut shaped = Shaped {
        glyphs: Vec::with_capacity(buffer.len().saturating_sub(1)),
        unsafe_clusters: Vec::new(),
        space_before: 0,
    };
    for (info, position) in buffer.glyph_infos().iter().zip(buffer.glyph_positions()) {
        let Some(cluster) = info.cluster.checked_sub(1) else {
            shaped.space_before += position.x_advance - Faces::get().face(face).space_advance;
            continue;
        };
        if info.unsafe_to_break() {
            shaped.unsafe_clusters.push(cluster);
        }
        shaped.glyphs.push(Glyph {
            id: u16::try_from(info.glyph_id).unwrap_or(0),
            advance: position.x_advance,
            x_offset: position.x_offset,
            y_offset: position.y_offset,
            cluster,
        });
    }
    shaped
}

/// The sum of the advances of the clusters that start before a byte.
fn advance_before(glyphs: &[Glyph], offset: u32) -> i32 {
    glyphs
        .iter()
        .filter(|glyph| glyph.cluster < offset)
        .map(|glyph| glyph.advance)
        .sum()
}

/// The OpenType features of a style. Kerning and standard ligatures are on by default.
fn features(style: ShapeStyle) -> Vec<Feature> {
    let mut tags: Vec<&[u8; 4]> = Vec::with_capacity(4);
    match style.caps {
        Caps::AsWritten => {}
        Caps::Small => tags.push(b"smcp"),
        Caps::AllSmall => tags.extend([b"smcp", b"c2sc"]),
    }
    match style.figures {
        Figures::OldStyle => tags.extend([b"onum", b"pnum"]),
        Figures::Lining => tags.extend([b"lnum", b"pnum"]),
        Figures::Tabular => tags.extend([b"lnum", b"tnum"]),
    }
    match style.raised {
        Raised::No => {}
        Raised::Superior => tags.push(b"sups"),
        Raised::Inferior => tags.push(b"subs"),
    }
    let joined: &[&[u8; 4]] = if style.spaced {
        &[b"liga", b"clig"]
    } else {
        &[]
    };
    let on = tags.into_iter().map(|tag| (tag, 1));
    let off = joined.iter().map(|tag| (*tag, 0));
    on.chain(off)
        .map(|(tag, value)| Feature::new(Tag::new(tag), value, ..))
        .collect()
}
