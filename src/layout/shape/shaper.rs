//! A thread's shaper: harfrust's fonts and plans, made once and kept. A `ShaperFont` is not `Sync`,
//! so every thread has its own.

use std::cell::RefCell;
use std::sync::OnceLock;

use harfrust::{
    Buffer, Direction, Feature, Font, Language, Script, ShapeOptions, ShapePlan, ShaperFont, Tag,
};
use rustc_hash::FxHashMap;

use crate::layout::words::{Glyph, Hang, ShapedWord, WordBreak};
use crate::theme::{Caps, FaceId, Faces, Figures};

use super::hang::hang_at;
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
    plans: FxHashMap<(ShapeStyle, Option<Script>), (ShapePlan, Vec<Feature>)>,
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

impl Shaped {
    /// Whether the face lacks some character of it.
    fn lacks_a_glyph(&self) -> bool {
        self.glyphs.iter().any(|glyph| glyph.id == 0)
    }

    /// Whether the text may be cut before a byte without shaping its parts again.
    fn is_safe(&self, offset: u32) -> bool {
        self.glyphs.iter().any(|glyph| glyph.cluster == offset)
            && !self.unsafe_clusters.contains(&offset)
    }
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
            let (position, [mut before, after]) =
                self.change_at(style, &clean, &shaped, (place.offset, width), languages);
            if place.hyphen {
                before += hyphen;
            }
            let offset = place.offset as usize;
            WordBreak {
                offset: place.offset,
                hyphen: place.hyphen,
                glyphs: glyphs_before(&shaped.glyphs, place.offset),
                position,
                before,
                after,
                hang: hang_at(face, &clean, &shaped.glyphs, offset),
            }
        });
        let breaks = breaks.collect();
        ShapedWord {
            breaks,
            ..whole(face, clean, shaped)
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
        let (face, mut shaped) = self.shape_covered(style, text, languages);
        let mut text = text.to_owned();
        if hyphen {
            let at = u32::try_from(text.len()).unwrap_or(u32::MAX);
            let dash = self.hyphen(ShapeStyle { face, ..style }, languages);
            let dash = dash.iter().map(|glyph| Glyph {
                cluster: at,
                ..*glyph
            });
            shaped.glyphs.extend(dash);
            text.push('-');
        }
        whole(face, text, shaped)
    }

    /// The advances before a byte of a word, and what the parts before and after it are wider when the word
    /// is cut there. A part differs from the whole only as far as the next place at which the word may be
    /// cut as it is: the letters up to there are shaped again, which takes two thirds of the
    /// instructions that all of them take.
    fn change_at(
        &mut self,
        style: ShapeStyle,
        text: &str,
        shaped: &Shaped,
        (offset, width): (u32, i32),
        languages: &Languages,
    ) -> (i32, [i32; 2]) {
        let position = advance_before(&shaped.glyphs, offset);
        if shaped.is_safe(offset) {
            return (position, [0, 0]);
        }
        let safe = |glyph: &&Glyph| shaped.is_safe(glyph.cluster);
        let glyphs = shaped.glyphs.iter();
        let from = glyphs
            .clone()
            .rev()
            .find(|own| own.cluster < offset && safe(own));
        let to = glyphs.clone().find(|own| own.cluster > offset && safe(own));
        let from = from.map_or(0, |own| own.cluster);
        let (to, end) = match to {
            Some(own) => (
                own.cluster as usize,
                advance_before(&shaped.glyphs, own.cluster),
            ),
            None => (text.len(), width),
        };
        let at = offset as usize;
        let first = self.width(style, text.get(from as usize..at).unwrap_or(""), languages);
        let second = self.width(style, text.get(at..to).unwrap_or(""), languages);
        let start = advance_before(&shaped.glyphs, from);
        (
            position,
            [start + first - position, second - (end - position)],
        )
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
        if !shaped.lacks_a_glyph() {
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
            if !other.lacks_a_glyph() {
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
        let tag = languages.tag(style.language);
        let style = known(&mut self.languages, style, languages);
        let (plan, features) = self.plans.entry((style, script)).or_insert_with(|| {
            let language = Language::new(tag);
            let features = features(style);
            let plan = ShapePlan::new(
                font,
                Direction::LeftToRight,
                script,
                language.as_ref(),
                &features,
            );
            (plan, features)
        });
        let options = ShapeOptions::new().plan(Some(plan)).features(features);
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

/// A word without places to break.
fn whole(face: FaceId, text: String, shaped: Shaped) -> ShapedWord {
    let lacks_a_glyph = shaped.lacks_a_glyph();
    let glyphs = shaped.glyphs;
    ShapedWord {
        face,
        width: glyphs.iter().map(|glyph| glyph.advance).sum(),
        space_before: shaped.space_before,
        hang: Hang {
            left: hang_at(face, &text, &glyphs, 0).left,
            right: hang_at(face, &text, &glyphs, text.len()).right,
        },
        is_plain: text.starts_with(|first: char| first.is_ascii_lowercase())
            && text
                .bytes()
                .all(|own| own.is_ascii() && !own.is_ascii_digit()),
        lacks_a_glyph,
        breaks: Box::default(),
        text: text.into(),
        glyphs: glyphs.into(),
    }
}

/// How many glyphs have clusters that start before a byte. Clusters rise from left to right.
fn glyphs_before(glyphs: &[Glyph], offset: u32) -> u32 {
    let count = glyphs.partition_point(|glyph| glyph.cluster < offset);
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// The sum of the advances of the clusters that start before a byte.
fn advance_before(glyphs: &[Glyph], offset: u32) -> i32 {
    let before = glyphs_before(glyphs, offset) as usize;
    let before = glyphs.get(..before).unwrap_or(glyphs);
    before.iter().map(|glyph| glyph.advance).sum()
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
