//! Drawings: each a form XObject at its natural size, its text in the file's own fonts.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};
use rayon::prelude::*;

use crate::document::ImageId;
use crate::layout::{
    Clip, Drawing, DrawingMark, DrawnFill, DrawnGroup, DrawnPath, DrawnStroke, DrawnText, Gradient,
    Matrix, PagedBook, Paint, Segment,
};
use crate::length::{Length, SCALE};

use super::Edition;
use super::colour::Palette;
use super::content::overprint;
use super::fonts::Fonts;
use super::pages::number;
use super::resources::{self, Common};
use super::shading::pattern;
use super::show::TextLine;
use super::syntax::real;
use super::words::encode as encode_word;

/// Decimals of the coordinates of a drawing.
const COORDINATE: u32 = 3;

/// Decimals of the factors of a transformation.
const FACTOR: u32 = 6;

/// An opacity in thousandths.
const OPAQUE: u16 = 1000;

/// A form as it stands in the file.
#[derive(Debug)]
pub struct Form<'a> {
    content: Vec<u8>,
    size: [Length; 2],
    palette: &'a Palette<'a>,
    /// Whether its marks are blended as one.
    is_group: bool,
    opacities: BTreeSet<u16>,
    /// The opacity that is set, in thousandths.
    opacity: u16,
    /// Whether any text leaves alone what lies under it.
    has_overprint: bool,
    patterns: Vec<Dictionary>,
    groups: Vec<Form<'a>>,
}

/// The name of a drawing's resource.
pub fn name(id: ImageId) -> String {
    format!("D{}", id.0)
}

/// The drawings that stand on pages.
pub fn placed(book: &PagedBook) -> BTreeMap<ImageId, &Drawing> {
    let images = super::images::placed(book).into_keys();
    images
        .filter_map(|id| Some((id, book.drawings.get(id)?)))
        .collect()
}

/// Encodes the drawings that stand on pages, in parallel.
pub fn encode<'a>(
    book: &PagedBook,
    palette: &'a Palette<'a>,
    fonts: &Fonts,
) -> BTreeMap<ImageId, Form<'a>> {
    let placed: Vec<_> = placed(book).into_iter().collect();
    let forms = placed.into_par_iter();
    forms
        .map(|(id, drawing)| (id, encode_one(drawing, palette, fonts)))
        .collect()
}

/// Encodes the word behind the pages of drafts, which the screen edition alone has.
pub fn encode_watermark<'a>(
    book: &PagedBook,
    palette: &'a Palette<'a>,
    fonts: &Fonts,
) -> Option<Form<'a>> {
    let word = book.watermark.as_ref()?;
    (palette.edition == Edition::Screen).then(|| encode_one(word, palette, fonts))
}

fn encode_one<'a>(drawing: &Drawing, palette: &'a Palette<'a>, fonts: &Fonts) -> Form<'a> {
    let height = drawing.height.to_points() as f32;
    // From y downwards to y upwards.
    let flip = [1.0, 0.0, 0.0, -1.0, 0.0, height];
    let mut form = Form::new([drawing.width, drawing.height], palette, false);
    form.matrix(flip);
    form.marks(&drawing.marks, fonts, flip);
    form
}

impl<'a> Form<'a> {
    fn new(size: [Length; 2], palette: &'a Palette<'a>, is_group: bool) -> Form<'a> {
        Form {
            content: Vec::new(),
            size,
            palette,
            is_group,
            opacities: BTreeSet::new(),
            opacity: OPAQUE,
            has_overprint: false,
            patterns: Vec::new(),
            groups: Vec::new(),
        }
    }

    /// Whether anything in it is transparent.
    pub fn blends(&self) -> bool {
        self.is_group || !self.opacities.is_empty() || self.groups.iter().any(Form::blends)
    }

    /// Adds the form and those in it. Their depth is that of the drawing's groups.
    pub fn add(self, document: &mut Document, common: &Common) -> ObjectId {
        let mut resources = dictionary! { "Font" => common.fonts };
        if let Some(spaces) = common.spaces {
            resources.set("ColorSpace", spaces);
        }
        let states = self.opacities.iter().map(|opacity| {
            let share = Object::Real(f32::from(*opacity) / 1000.0);
            let state = dictionary! { "Type" => "ExtGState", "ca" => share.clone(), "CA" => share };
            (format!("G{opacity}"), Object::Dictionary(state))
        });
        let mut states: Vec<_> = states.collect();
        if self.has_overprint {
            states.extend(resources::overprint_states());
        }
        set(&mut resources, "ExtGState", states);
        let patterns = self.patterns.into_iter().enumerate();
        let patterns = patterns.map(|(at, pattern)| {
            (
                format!("P{at}"),
                Object::Reference(document.add_object(pattern)),
            )
        });
        let patterns: Vec<_> = patterns.collect();
        set(&mut resources, "Pattern", patterns);
        let groups = self.groups.into_iter().enumerate();
        let groups = groups.map(|(at, group)| {
            (
                format!("X{at}"),
                Object::Reference(group.add(document, common)),
            )
        });
        let groups: Vec<_> = groups.collect();
        set(&mut resources, "XObject", groups);
        let [width, height] = self.size;
        let mut form = dictionary! {
            "Type" => "XObject",
            "Subtype" => "Form",
            "BBox" => vec![0.into(), 0.into(), number(width), number(height)],
            "Resources" => resources,
        };
        if self.is_group {
            form.set(
                "Group",
                dictionary! {
                    "Type" => "Group", "S" => "Transparency", "CS" => self.palette.blending_space(),
                },
            );
        }
        document.add_object(Stream::new(form, self.content))
    }

    /// `base` leads from the drawing's coordinates to those that the form starts with: patterns
    /// are placed in these.
    fn marks(&mut self, marks: &[DrawingMark], fonts: &Fonts, base: Matrix) {
        for mark in marks {
            self.content.extend_from_slice(b"q\n");
            match mark {
                DrawingMark::Path(path) => self.path(path, base),
                DrawingMark::Text(text) => self.text(text, fonts),
                DrawingMark::Group(group) => self.group(group, fonts, base),
            }
            self.content.extend_from_slice(b"Q\n");
            // No mark stands inside a transparent one: those are forms of their own.
            self.opacity = OPAQUE;
        }
    }

    fn path(&mut self, path: &DrawnPath, base: Matrix) {
        if let Some(matrix) = path.matrix {
            self.matrix(matrix);
        }
        let fill = |form: &mut Form| {
            if let Some(fill) = &path.fill {
                form.fill(fill, &path.segments, base);
            }
        };
        if !path.stroke_first {
            fill(self);
        }
        if let Some(stroke) = &path.stroke {
            self.stroke(stroke, &path.segments, base);
        }
        if path.stroke_first {
            fill(self);
        }
    }

    fn fill(&mut self, fill: &DrawnFill, segments: &[Segment], base: Matrix) {
        self.opacity(fill.opacity);
        match &fill.paint {
            Paint::Ink(ink) => self.palette.colour(*ink).fill(&mut self.content),
            Paint::Gradient(gradient) => self.pattern(gradient, base, ["cs", "scn"]),
        }
        self.segments(segments);
        self.content
            .extend_from_slice(if fill.even_odd { b"f*\n" } else { b"f\n" });
    }

    fn stroke(&mut self, stroke: &DrawnStroke, segments: &[Segment], base: Matrix) {
        self.opacity(stroke.opacity);
        match &stroke.paint {
            Paint::Ink(ink) => self.palette.colour(*ink).stroke(&mut self.content),
            Paint::Gradient(gradient) => self.pattern(gradient, base, ["CS", "SCN"]),
        }
        let out = &mut self.content;
        real(out, stroke.width, COORDINATE);
        out.extend_from_slice(format!(" w {} J {} j ", stroke.cap, stroke.join).as_bytes());
        real(out, stroke.miter_limit.max(1.0), COORDINATE);
        out.extend_from_slice(b" M\n");
        // An array of zeros would be an error in PDF.
        if stroke.dashes.iter().any(|dash| *dash >= 0.001) {
            out.push(b'[');
            for dash in &stroke.dashes {
                real(out, dash.max(0.0), COORDINATE);
                out.push(b' ');
            }
            out.extend_from_slice(b"] ");
            real(out, stroke.dash_offset, COORDINATE);
            out.extend_from_slice(b" d\n");
        }
        self.segments(segments);
        self.content.extend_from_slice(b"S\n");
    }

    fn text(&mut self, text: &DrawnText, fonts: &Fonts) {
        let Some(font) = fonts.get(text.face) else {
            return;
        };
        self.opacity(text.opacity);
        self.palette.colour(text.ink).fill(&mut self.content);
        if text.opacity == OPAQUE && self.palette.overprints(text.ink) {
            // Every mark has a state of its own, so that nothing need be set back.
            overprint(&mut self.content, true);
            self.has_overprint = true;
        }
        let size = Length((f64::from(text.size) * SCALE as f64).round() as i64);
        self.content.extend_from_slice(b"BT\n");
        self.numbers(text.matrix);
        self.content.extend_from_slice(b"Tm\n");
        let mut line = TextLine::new(&mut self.content, size);
        line.font(&font.name);
        line.word(&encode_word(text.word(), false, fonts));
        line.flush();
        self.content.extend_from_slice(b"ET\n");
    }

    fn group(&mut self, group: &DrawnGroup, fonts: &Fonts, base: Matrix) {
        for clip in &group.clips {
            self.clip(clip);
        }
        if group.opacity == OPAQUE || !self.palette.has_transparency() {
            self.marks(&group.marks, fonts, base);
            return;
        }
        self.opacity(group.opacity);
        let mut inner = Form::new(self.size, self.palette, true);
        inner.marks(&group.marks, fonts, [1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);
        let call = format!("/X{} Do\n", self.groups.len());
        self.content.extend_from_slice(call.as_bytes());
        self.groups.push(inner);
    }

    fn clip(&mut self, clip: &Clip) {
        if clip.segments.is_empty() {
            // Nothing is inside an empty outline.
            self.content.extend_from_slice(b"0 0 0 0 re ");
        }
        self.segments(&clip.segments);
        self.content
            .extend_from_slice(if clip.even_odd { b"W* n\n" } else { b"W n\n" });
    }

    fn pattern(&mut self, gradient: &Gradient, base: Matrix, operators: [&str; 2]) {
        let [space, colour] = operators;
        let at = self.patterns.len();
        self.patterns.push(pattern(gradient, base, self.palette));
        let set = format!("/Pattern {space} /P{at} {colour}\n");
        self.content.extend_from_slice(set.as_bytes());
    }

    fn opacity(&mut self, opacity: u16) {
        if opacity != self.opacity && self.palette.has_transparency() {
            self.opacities.insert(opacity);
            self.content
                .extend_from_slice(format!("/G{opacity} gs\n").as_bytes());
            self.opacity = opacity;
        }
    }

    fn segments(&mut self, segments: &[Segment]) {
        let out = &mut self.content;
        for segment in segments {
            let (numbers, operator): (&[f32], &[u8]) = match segment {
                Segment::Move(to) => (to, b"m\n"),
                Segment::Line(to) => (to, b"l\n"),
                Segment::Curve(curve) => (curve, b"c\n"),
                Segment::Close => (&[], b"h\n"),
            };
            for value in numbers {
                real(out, *value, COORDINATE);
                out.push(b' ');
            }
            out.extend_from_slice(operator);
        }
    }

    fn matrix(&mut self, matrix: Matrix) {
        self.numbers(matrix);
        self.content.extend_from_slice(b"cm\n");
    }

    fn numbers(&mut self, matrix: Matrix) {
        let decimals = [FACTOR, FACTOR, FACTOR, FACTOR, COORDINATE, COORDINATE];
        for (value, decimals) in matrix.into_iter().zip(decimals) {
            real(&mut self.content, value, decimals);
            self.content.push(b' ');
        }
    }
}

/// Sets a class of resources, unless there are none of it.
fn set(resources: &mut Dictionary, class: &str, entries: Vec<(String, Object)>) {
    if entries.is_empty() {
        return;
    }
    let mut named = Dictionary::new();
    for (name, object) in entries {
        named.set(name, object);
    }
    resources.set(class, named);
}
