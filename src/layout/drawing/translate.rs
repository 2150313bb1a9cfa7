//! One SVG file -> one [`Drawing`], and what could not be drawn as meant.

use std::collections::BTreeSet;
use std::fmt::Display;
use std::sync::{Arc, Mutex, PoisonError};

use usvg::roxmltree::{Document, ParsingOptions};
use usvg::tiny_skia_path::PathSegment;
use usvg::{BlendMode, Group, ImageHrefResolver, Node, Options, PaintOrder, Transform, Tree};

use crate::diagnostic::{Code, Diagnostic, codes};
use crate::length::{Length, SCALE};
use crate::manuscript::ImageFile;

use super::faces::{DEFAULT_FAMILY, DrawingFaces, resolver};
use super::paint::{matrix, paint, plain, thousandths};
use super::scan::{TooComplex, Unsupported, measure, unsupported};
use super::text::{Style, runs};
use super::{Clip, Drawing, DrawingMark, DrawnFill, DrawnGroup, DrawnPath, DrawnStroke, Segment};

/// Points to the user unit: 96 of them are an inch.
const POINTS_PER_UNIT: f32 = 0.75;

/// Nodes that the XML reader makes at most; entities count as what they stand for.
const NODE_LIMIT: u32 = 500_000;

/// Reads a file.
pub fn read(file: &ImageFile) -> (Option<Drawing>, Vec<Diagnostic>) {
    let mut report = Report {
        file,
        diagnostics: Vec::new(),
    };
    let drawing = match std::str::from_utf8(&file.data) {
        Ok(text) => parse(text, &mut report),
        Err(_) => {
            report.broken("it is not UTF-8");
            None
        }
    };
    (drawing, report.diagnostics)
}

fn parse(text: &str, report: &mut Report<'_>) -> Option<Drawing> {
    let options = ParsingOptions {
        allow_dtd: true,
        nodes_limit: NODE_LIMIT,
        ..ParsingOptions::default()
    };
    let document = Document::parse_with_options(text, options);
    let document = document.map_err(|error| report.broken(error)).ok()?;
    measure(&document)
        .map_err(|limit| report.too_complex(limit))
        .ok()?;
    let families = Mutex::new(BTreeSet::new());
    let tree = Tree::from_xmltree(&document, &reader_options(&families));
    let tree = tree.map_err(|error| report.broken(error)).ok()?;
    let mut translator = Translator {
        unsupported: unsupported(&document),
        missing: String::new(),
    };
    let scale = Transform::from_scale(POINTS_PER_UNIT, POINTS_PER_UNIT);
    let marks = translator.group(tree.root(), scale);
    report.unsupported(translator.unsupported);
    report.missing(&translator.missing);
    report.families(
        families
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner),
    );
    Some(Drawing {
        width: points(tree.size().width() * POINTS_PER_UNIT),
        height: points(tree.size().height() * POINTS_PER_UNIT),
        marks,
    })
}

/// What is said of a file.
struct Report<'a> {
    file: &'a ImageFile,
    diagnostics: Vec<Diagnostic>,
}

impl Report<'_> {
    fn push(&mut self, code: &'static Code, message: String, help: &str) {
        let found = Diagnostic::new(code, self.file.span, message).help(help);
        self.diagnostics.push(found);
    }

    fn broken(&mut self, why: impl Display) {
        let message = format!("`{}` cannot be read as SVG: {why}", self.file.path);
        let help = "open the file in a drawing program and export it again as plain SVG";
        self.push(codes::IMAGE_SVG_SYNTAX, message, help);
    }

    fn too_complex(&mut self, limit: TooComplex) {
        let what = match limit {
            TooComplex::Elements => "more than 100,000 elements",
            TooComplex::Nesting => "more than 64 levels of groups, or an element that uses itself",
        };
        let message = format!("`{}` has {what}", self.file.path);
        let help = "simplify the drawing, or use it as a PNG of 300 ppi";
        self.push(codes::IMAGE_SVG_TOO_COMPLEX, message, help);
    }

    fn unsupported(&mut self, found: Unsupported) {
        for (what, instead) in found {
            let message = format!("{what} in `{}` is not drawn as meant", self.file.path);
            self.push(codes::IMAGE_SVG_UNSUPPORTED, message, &instead);
        }
    }

    fn missing(&mut self, characters: &str) {
        let distinct: BTreeSet<char> = characters.chars().collect();
        // The first twenty show what is meant.
        let characters: String = distinct.into_iter().take(20).collect();
        if !characters.is_empty() {
            let path = &self.file.path;
            let message =
                format!("no face of the book has the characters `{characters}` in `{path}`");
            let help = "use other characters, or convert that text to paths";
            self.push(codes::IMAGE_SVG_CHARACTER, message, help);
        }
    }

    fn families(&mut self, families: BTreeSet<String>) {
        for family in families {
            let path = &self.file.path;
            let message = format!("`{path}` is set in {DEFAULT_FAMILY} instead of {family}");
            let help = "name Literata, Source Sans 3 or Source Code Pro as `font-family`";
            self.push(codes::IMAGE_SVG_FONT, message, help);
        }
    }
}

/// Only the book's faces; nothing is loaded, not even what is embedded.
pub fn reader_options(families: &Mutex<BTreeSet<String>>) -> Options<'_> {
    Options {
        font_family: DEFAULT_FAMILY.to_owned(),
        fontdb: Arc::clone(&DrawingFaces::get().database),
        font_resolver: resolver(families),
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        ..Options::default()
    }
}

/// A float of a drawing as a length; a drawing is at least a scaled point and at most the largest
/// page.
pub fn points(value: f32) -> Length {
    let scaled = (f64::from(value) * SCALE as f64).round() as i64;
    Length(scaled.clamp(1, Length::pt(14_400).0))
}

/// Turns the nodes of a file into marks.
#[derive(Default)]
pub struct Translator {
    unsupported: Unsupported,
    missing: String,
}

impl Translator {
    /// The marks of a group's children; `base` leads from the tree's units to points.
    pub fn group(&mut self, group: &Group, base: Transform) -> Vec<DrawingMark> {
        let mut marks = Vec::new();
        for node in group.children() {
            match node {
                Node::Group(inner) => self.nested(inner, base, &mut marks),
                Node::Path(path) => marks.extend(self.path(path, base)),
                Node::Text(text) => self.text(text, base, &mut marks),
                Node::Image(_) => {
                    self.reject("`<image>`", "use the picture as an image of its own");
                }
            }
        }
        marks
    }

    fn nested(&mut self, group: &Group, base: Transform, marks: &mut Vec<DrawingMark>) {
        if !group.filters().is_empty() {
            self.reject(
                "`filter`",
                "draw the effect with plain shapes, or leave it out",
            );
        }
        if group.mask().is_some() {
            self.reject("`mask`", "clip with `clip-path` instead");
        }
        if group.blend_mode() != BlendMode::Normal {
            self.reject("`mix-blend-mode`", "use the colours that show");
        }
        let inner = self.group(group, base);
        let opacity = thousandths(group.opacity().get());
        let clips = self.clips(group, base);
        if inner.is_empty() {
            return;
        }
        if opacity == 1000 && clips.is_empty() {
            marks.extend(inner);
            return;
        }
        marks.push(DrawingMark::Group(DrawnGroup {
            opacity,
            clips,
            marks: inner,
        }));
    }

    /// The outlines that clip a group: its clip path's, and those that clip that one.
    fn clips(&mut self, group: &Group, base: Transform) -> Vec<Clip> {
        let mut clips = Vec::new();
        let mut next = group.clip_path();
        while let Some(clip) = next {
            let transform = base
                .pre_concat(group.abs_transform())
                .pre_concat(clip.transform());
            let mut outline = Clip {
                segments: Vec::new(),
                even_odd: false,
            };
            self.clip_outline(clip.root(), transform, &mut outline);
            clips.push(outline);
            next = clip.clip_path();
        }
        clips
    }

    fn clip_outline(&mut self, group: &Group, base: Transform, outline: &mut Clip) {
        if group.clip_path().is_some() {
            self.reject("a `clip-path` inside a `clipPath`", "clip with one outline");
        }
        for node in group.children() {
            match node {
                Node::Group(inner) => self.clip_outline(inner, base, outline),
                Node::Path(path) => {
                    let transform = base.pre_concat(path.abs_transform());
                    outline.segments.extend(segments(path, transform));
                    let rule = path.fill().map(|fill| fill.rule());
                    outline.even_odd |= rule == Some(usvg::FillRule::EvenOdd);
                }
                Node::Text(_) => self.reject("text in `clipPath`", "convert that text to paths"),
                Node::Image(_) => {}
            }
        }
    }

    fn path(&mut self, path: &usvg::Path, base: Transform) -> Option<DrawingMark> {
        if !path.is_visible() {
            return None;
        }
        let whole = base.pre_concat(path.abs_transform());
        let determinant = (whole.sx * whole.sy - whole.kx * whole.ky).abs();
        let scale = determinant.sqrt();
        if !whole.is_valid() || scale <= 0.0 {
            return None;
        }
        // A stroke keeps its shape when the path is only moved, turned and scaled alike.
        let (outline, residue) = if path.stroke().is_none() || is_similarity(whole, scale) {
            (whole, None)
        } else {
            let scaled = Transform::from_scale(scale, scale);
            (
                scaled,
                Some(matrix(whole.pre_scale(1.0 / scale, 1.0 / scale))),
            )
        };
        let fill = path.fill().map(|fill| DrawnFill {
            paint: paint(fill.paint(), whole, &mut self.unsupported),
            opacity: thousandths(fill.opacity().get()),
            even_odd: fill.rule() == usvg::FillRule::EvenOdd,
        });
        let stroke = path.stroke().map(|stroke| DrawnStroke {
            paint: paint(stroke.paint(), whole, &mut self.unsupported),
            opacity: thousandths(stroke.opacity().get()),
            width: stroke.width().get() * scale,
            cap: match stroke.linecap() {
                usvg::LineCap::Butt => 0,
                usvg::LineCap::Round => 1,
                usvg::LineCap::Square => 2,
            },
            join: match stroke.linejoin() {
                usvg::LineJoin::Miter | usvg::LineJoin::MiterClip => 0,
                usvg::LineJoin::Round => 1,
                usvg::LineJoin::Bevel => 2,
            },
            miter_limit: stroke.miterlimit().get(),
            dashes: stroke
                .dasharray()
                .unwrap_or_default()
                .iter()
                .map(|d| d * scale)
                .collect(),
            dash_offset: stroke.dashoffset() * scale,
        });
        Some(DrawingMark::Path(DrawnPath {
            segments: segments(path, outline),
            matrix: residue,
            fill,
            stroke,
            stroke_first: path.paint_order() == PaintOrder::StrokeAndFill,
        }))
    }

    fn text(&mut self, text: &usvg::Text, base: Transform, marks: &mut Vec<DrawingMark>) {
        let transform = base.pre_concat(text.abs_transform());
        for span in text.layouted() {
            if !span.visible {
                continue;
            }
            if span.stroke.is_some() {
                self.reject(
                    "`stroke` on text",
                    "give the text a fill alone, or convert it to paths",
                );
            }
            for line in [&span.underline, &span.overline].into_iter().flatten() {
                marks.extend(self.path(line, transform));
            }
            if let Some(fill) = &span.fill {
                let whole = paint(fill.paint(), transform, &mut self.unsupported);
                let ink = plain(whole).unwrap_or_else(|first| {
                    self.reject("a gradient on text", "give the text a plain colour");
                    first
                });
                let opacity = thousandths(fill.opacity().get());
                let (found, missing) =
                    runs(&span.positioned_glyphs, transform, Style { ink, opacity });
                marks.extend(found.into_iter().map(DrawingMark::Text));
                self.missing.push_str(&missing);
            }
            if let Some(line) = &span.line_through {
                marks.extend(self.path(line, transform));
            }
        }
    }

    fn reject(&mut self, what: &str, instead: &str) {
        self.unsupported.insert(what.to_owned(), instead.to_owned());
    }
}

/// Whether a transform only moves, turns, mirrors and scales alike in all directions.
fn is_similarity(t: Transform, scale: f32) -> bool {
    let near = |a: f32, b: f32| (a - b).abs() <= 1e-4 * scale;
    (near(t.sx, t.sy) && near(t.kx, -t.ky)) || (near(t.sx, -t.sy) && near(t.kx, t.ky))
}

fn segments(path: &usvg::Path, transform: Transform) -> Vec<Segment> {
    let Some(path) = path.data().clone().transform(transform) else {
        return Vec::new();
    };
    let mut at = [0.0, 0.0];
    path.segments()
        .map(|segment| match segment {
            PathSegment::MoveTo(p) => {
                at = [p.x, p.y];
                Segment::Move(at)
            }
            PathSegment::LineTo(p) => {
                at = [p.x, p.y];
                Segment::Line(at)
            }
            PathSegment::QuadTo(c, p) => {
                // The cubic with the same shape: its control points lie two thirds of the way to
                // the quadratic's.
                let third = |from: f32, to: f32| from + (to - from) * 2.0 / 3.0;
                let start = std::mem::replace(&mut at, [p.x, p.y]);
                Segment::Curve([
                    third(start[0], c.x),
                    third(start[1], c.y),
                    third(p.x, c.x),
                    third(p.y, c.y),
                    p.x,
                    p.y,
                ])
            }
            PathSegment::CubicTo(a, b, p) => {
                at = [p.x, p.y];
                Segment::Curve([a.x, a.y, b.x, b.y, p.x, p.y])
            }
            PathSegment::Close => Segment::Close,
        })
        .collect()
}
