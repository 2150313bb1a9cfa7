//! The contents of the pages: for each line its place, its glyphs as strings of two bytes and the moves
//! between them, as bytes; and these deflated. The lines and their words are those of the finished pages. No
//! rule, colour or picture is painted, nothing is marked, and no glyph says another text than its own: the
//! least that shows the words where they stand.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

use flate2::Compression;
use flate2::bufread::ZlibEncoder;
use recto::layout::{After, Page, PlacedWord, Run, WordView};
use recto::length::{Length, SCALE};
use recto::theme::{FaceId, Faces};
use skrifa::GlyphId;
use skrifa::raw::TableProvider;

use crate::book::{Volume, faces, runs};

/// The faces of the pages with their reduced glyphs.
pub type Codes = BTreeMap<FaceId, FaceCodes>;

/// What is known of a face before the pages are written.
pub struct FaceCodes {
    units_per_em: i64,
    /// New numbers by the old ones.
    codes: Vec<u16>,
    /// Widths by the old numbers, in font units.
    widths: Vec<i32>,
    /// The old number of the space.
    space: u16,
}

/// A word as it is written: encoded once, copied ever after, as in `src/pdf/words.rs`.
struct Encoded {
    show: Vec<u8>,
    glyphs: i64,
}

/// What is known of the faces with these glyphs.
pub fn codes(used: &BTreeMap<FaceId, BTreeSet<u16>>) -> Codes {
    let of_face = |(face, glyphs): (&FaceId, &BTreeSet<u16>)| {
        let count = usize::from(glyphs.last().copied().unwrap_or(0)) + 1;
        let mut codes = vec![0; count];
        for (glyph, new) in faces::with_missing(glyphs).zip(0..) {
            codes[usize::from(glyph)] = new;
        }
        let hmtx = faces::font(*face).hmtx().expect("widths");
        let glyphs = (0..=u16::MAX).take(count);
        let width = |glyph| hmtx.advance(GlyphId::from(glyph)).map_or(0, i32::from);
        let own = FaceCodes {
            units_per_em: i64::from(Faces::get().face(*face).units_per_em),
            codes,
            widths: glyphs.map(width).collect(),
            space: faces::space(*face).unwrap_or(0),
        };
        (*face, own)
    };
    used.iter().map(of_face).collect()
}

/// The contents of all pages.
pub fn write(volume: &Volume, codes: &Codes) -> Vec<Vec<u8>> {
    let mut encoded: Vec<Option<Encoded>> = Vec::new();
    let pages = volume.pages.pages.iter();
    pages
        .map(|page| write_page(volume, page, codes, &mut encoded))
        .collect()
}

/// Deflates the contents of each page, with the effort of `src/pdf/save.rs`. The bytes are counted.
pub fn deflate(contents: &[Vec<u8>]) -> usize {
    let deflated = contents.iter().map(|content| {
        let mut out = Vec::with_capacity(content.len() / 2);
        let mut encoder = ZlibEncoder::new(content.as_slice(), Compression::new(6));
        encoder.read_to_end(&mut out).expect("memory is read");
        std::hint::black_box(out).len()
    });
    deflated.sum()
}

fn write_page(
    volume: &Volume,
    page: &Page,
    codes: &Codes,
    encoded: &mut Vec<Option<Encoded>>,
) -> Vec<u8> {
    let words = &volume.pages.divisions[page.division.0 as usize].words;
    let mut out = Vec::new();
    let mut set: Option<(FaceId, Length)> = None;
    let mut scale = Run::NATURAL;
    for (frame, run) in runs(page) {
        let Some(first) = run.words.first() else {
            continue;
        };
        out.extend_from_slice(b"BT\n");
        if run.scale != scale {
            decimal(&mut out, run.scale, 2);
            out.extend_from_slice(b" Tz\n");
            scale = run.scale;
        }
        let x = frame.x + run.x + first.dx();
        let y = volume.pages.geometry.height - frame.y - run.baseline;
        length(&mut out, x);
        out.push(b' ');
        length(&mut out, y);
        out.extend_from_slice(b" Td\n");
        let mut pen = Length::ZERO;
        let mut is_open = false;
        for placed in &run.words {
            let word = words.view(placed.word);
            let face = &codes[&word.face];
            if set != Some((word.face, run.size)) {
                if std::mem::take(&mut is_open) {
                    out.extend_from_slice(b"] TJ\n");
                }
                set = Some((word.face, run.size));
                out.extend_from_slice(b"/F");
                decimal(&mut out, i64::from(word.face.0), 0);
                out.push(b' ');
                length(&mut out, run.size);
                out.extend_from_slice(b" Tf\n");
            }
            if !is_open {
                out.push(b'[');
                is_open = true;
            }
            let to = placed.dx() - first.dx();
            move_pen(&mut out, &mut pen, to, run);
            let number = words.number_of(placed.word).expect("a word of the book");
            if encoded.len() <= number {
                encoded.resize_with(number + 1, || None);
            }
            let own = encoded[number].get_or_insert_with(|| encode(word, face));
            append(&mut out, &own.show);
            pen += run_width(run, i64::from(word.width), own.glyphs, face);
            pen += space(&mut out, placed, run, face);
        }
        let end: &[u8] = if is_open { b"] TJ\nET\n" } else { b"ET\n" };
        out.extend_from_slice(end);
    }
    out
}

/// Moves the pen in thousandths of the size, as far as these reach.
fn move_pen(out: &mut Vec<u8>, pen: &mut Length, to: Length, run: &Run) {
    let unit = Run::scaled(run.scale, run.size).0.max(1);
    let adjustment = (*pen - to).0 * 1_000 / unit;
    if adjustment != 0 {
        if out.last().is_some_and(u8::is_ascii_digit) {
            out.push(b' ');
        }
        decimal(out, adjustment, 0);
        *pen -= Length(adjustment * unit / 1_000);
    }
}

/// Writes the space that follows a word in the text, and says how wide it is.
fn space(out: &mut Vec<u8>, placed: &PlacedWord, run: &Run, face: &FaceCodes) -> Length {
    if placed.after != After::Space {
        return Length::ZERO;
    }
    open(out);
    two_bytes(out, face.code(face.space));
    out.push(b')');
    run_width(run, i64::from(face.width(face.space)), 1, face)
}

/// How wide so many units and glyphs of a run are.
fn run_width(run: &Run, units: i64, glyphs: i64, face: &FaceCodes) -> Length {
    let width = run.size.scale(units, face.units_per_em) + run.tracking * glyphs;
    Run::scaled(run.scale, width)
}

impl FaceCodes {
    fn code(&self, old: u16) -> u16 {
        self.codes.get(usize::from(old)).copied().unwrap_or(0)
    }

    fn width(&self, old: u16) -> i32 {
        self.widths.get(usize::from(old)).copied().unwrap_or(0)
    }
}

fn encode(word: WordView<'_>, face: &FaceCodes) -> Encoded {
    let mut show = Vec::new();
    let mut kerning = 0;
    for glyph in word.glyphs {
        let adjustment = -i64::from(kerning) * 1_000 / face.units_per_em;
        if adjustment != 0 {
            decimal(&mut show, adjustment, 0);
        }
        open(&mut show);
        two_bytes(&mut show, face.code(glyph.id));
        show.push(b')');
        kerning = glyph.advance - face.width(glyph.id);
    }
    Encoded {
        show,
        glyphs: i64::try_from(word.glyphs.len()).unwrap_or(0),
    }
}

/// Appends an encoded word: strings that follow each other become one.
fn append(out: &mut Vec<u8>, show: &[u8]) {
    if let [b'(', rest @ ..] = show {
        open(out);
        out.extend_from_slice(rest);
    }
}

/// Goes on with the string at the end, or begins one. A string ends in a bare `)`.
fn open(out: &mut Vec<u8>) {
    if out.last() == Some(&b')') {
        out.pop();
    } else {
        out.push(b'(');
    }
}

fn two_bytes(out: &mut Vec<u8>, code: u16) {
    for byte in code.to_be_bytes() {
        match byte {
            b'(' | b')' | b'\\' => out.extend_from_slice(&[b'\\', byte]),
            b'\r' => out.extend_from_slice(b"\\r"),
            _ => out.push(byte),
        }
    }
}

/// A length in points with three decimals.
fn length(out: &mut Vec<u8>, own: Length) {
    decimal(out, own.scale(1_000, SCALE).0, 3);
}

/// `value / 10^decimals`.
fn decimal(out: &mut Vec<u8>, value: i64, decimals: usize) {
    if value < 0 {
        out.push(b'-');
    }
    let mut rest = value.unsigned_abs();
    let start = out.len();
    while rest > 0 || out.len() <= start + decimals {
        if decimals > 0 && out.len() == start + decimals {
            out.push(b'.');
        }
        out.push(b'0' + (rest % 10) as u8);
        rest /= 10;
    }
    out[start..].reverse();
}
