//! The text of drawings: glyphs at their places, gathered into runs that can be searched and copied.

use usvg::Transform;
use usvg::layout::PositionedGlyph;

use crate::theme::{FaceId, Faces, Ink};

use super::super::words::Glyph;
use super::DrawnText;
use super::faces::DrawingFaces;
use super::paint::matrix;

/// A jump within a run, in ems, beyond which a new run starts.
const LONGEST_JUMP: f32 = 3.0;

/// How far a glyph may be above or below its neighbour, in ems, and still be of the same run.
const HIGHEST_STEP: f32 = 0.3;

/// What a run shares.
#[derive(Clone, Copy)]
pub struct Style {
    /// The ink.
    pub ink: Ink,
    /// In thousandths.
    pub opacity: u16,
}

/// A glyph at its place.
struct Placed<'a> {
    face: FaceId,
    id: u16,
    /// From font units to the drawing, in points.
    transform: Transform,
    text: &'a str,
}

/// The runs of glyphs that share a style; `transform` leads from the text to the drawing. The
/// second result lists the characters that no face of the book has.
pub fn runs(
    glyphs: &[PositionedGlyph],
    transform: Transform,
    style: Style,
) -> (Vec<DrawnText>, String) {
    let mut found = Vec::new();
    let mut missing = String::new();
    let mut run: Vec<Placed<'_>> = Vec::new();
    for glyph in glyphs {
        if glyph.id.0 == 0 {
            missing.push_str(&glyph.text);
        }
        let Some(placed) = place(glyph, transform) else {
            continue;
        };
        // A glyph without text is the first of a cluster whose last one has it.
        let within_cluster = run.last().is_some_and(|last| last.text.is_empty());
        let goes_on = |last: &Placed<'_>| within_cluster || follows(&run, last, &placed);
        if !run.last().is_none_or(goes_on) {
            found.extend(finish(&run, style));
            run.clear();
        }
        run.push(placed);
    }
    found.extend(finish(&run, style));
    (found, missing)
}

fn place<'a>(glyph: &'a PositionedGlyph, transform: Transform) -> Option<Placed<'a>> {
    let placed = Placed {
        face: DrawingFaces::get().face(glyph.font)?,
        id: u16::try_from(glyph.id.0).ok()?,
        transform: transform.pre_concat(glyph.outline_transform()),
        text: &glyph.text,
    };
    placed.transform.is_valid().then_some(placed)
}

/// Whether a glyph goes on the run: same face and size, same slant, near the end of the last one.
fn follows(run: &[Placed<'_>], last: &Placed<'_>, next: &Placed<'_>) -> bool {
    let Some(first) = run.first() else {
        return true;
    };
    let linear = |t: Transform| [t.sx, t.ky, t.kx, t.sy];
    let (a, b) = (linear(first.transform), linear(next.transform));
    let tolerance = 1e-3 * a.iter().fold(0.0, |most: f32, value| most.max(value.abs()));
    let alike = a.iter().zip(b).all(|(a, b)| (a - b).abs() <= tolerance);
    if first.face != next.face || !alike {
        return false;
    }
    let em = f32::from(Faces::get().face(next.face).units_per_em);
    from(last.transform, next.transform).is_some_and(|[x, y]| {
        (-0.5 * em..LONGEST_JUMP * em).contains(&x) && y.abs() <= HIGHEST_STEP * em
    })
}

/// Where `to` starts, in the coordinates of `from`.
fn from(from: Transform, to: Transform) -> Option<[f32; 2]> {
    let place = from.invert()?.pre_concat(to);
    Some([place.tx, place.ty])
}

fn finish(run: &[Placed<'_>], style: Style) -> Option<DrawnText> {
    let first = run.first()?;
    let face = Faces::get().face(first.face);
    let units = f32::from(face.units_per_em);
    let t = first.transform;
    // Points to the font unit, whatever the direction.
    let scale = (t.sx * t.sy - t.kx * t.ky).abs().sqrt();
    let places: Vec<[i32; 2]> = run
        .iter()
        .map(|glyph| from(t, glyph.transform).unwrap_or_default())
        .map(|place| place.map(|value| value.round() as i32))
        .collect();
    let mut text = String::new();
    let mut glyphs = Vec::with_capacity(run.len());
    for (at, glyph) in run.iter().enumerate() {
        let [x, y] = places[at];
        let advance = places
            .get(at + 1)
            .map_or(0, |next| next[0].saturating_sub(x));
        glyphs.push(Glyph {
            id: glyph.id,
            advance,
            x_offset: 0,
            y_offset: y,
            cluster: u32::try_from(text.len()).unwrap_or(u32::MAX),
        });
        text.push_str(glyph.text);
    }
    (scale > 0.0).then(|| DrawnText {
        face: first.face,
        size: scale * units,
        matrix: matrix(t.pre_scale(1.0 / scale, 1.0 / scale)),
        glyphs,
        text,
        ink: style.ink,
        opacity: style.opacity,
    })
}
