//! Paths, images and shadings: what is painted, where, and with which inks.

use std::rc::Rc;

use crate::preflight::pdf_syntax::{Dictionary, Lexer, Object};

use super::super::file::filter_names;
use super::super::geometry::{Matrix, Rect};
use super::colours::{Inks, Space};
use super::operators::{Path, Run, here, numbers};
use super::{Kind, Mark, Picture, Placed, Reading, Use};

/// The unit square, in which images are.
const UNIT: Rect = Rect {
    left: 0.0,
    bottom: 0.0,
    right: 1.0,
    top: 1.0,
};

/// Adds a segment to a path.
pub fn extend(path: &mut Path, word: &[u8], operands: &[Object], matrix: Matrix) {
    let own = numbers(operands);
    let mut points = Vec::new();
    if let (b"re", [x, y, width, height]) = (word, own.as_slice()) {
        points.extend([
            (*x, *y),
            (x + width, *y),
            (*x, y + height),
            (x + width, y + height),
        ]);
        let thickness = (width.abs() * matrix.across()).min(height.abs() * matrix.along());
        let thinnest = path.thinnest.map_or(thickness, |own| own.min(thickness));
        path.thinnest = Some(thinnest);
    } else {
        let pairs = own.chunks_exact(2);
        points.extend(pairs.filter_map(|pair| match pair {
            [x, y] => Some((*x, *y)),
            _ => None,
        }));
        path.has_others |= word != b"h";
    }
    let around = Rect::around(points.into_iter().map(|(x, y)| matrix.point(x, y)));
    path.bounds = match (path.bounds, around) {
        (Some(own), Some(other)) => Some(own.or(other)),
        (own, other) => own.or(other),
    };
}

impl<'f> Reading<'_, 'f> {
    pub(super) fn paint_path(&mut self, word: &[u8], run: &mut Run<'f>) {
        let path = std::mem::take(&mut run.path);
        let Some(bounds) = path.bounds else {
            return;
        };
        let state = &run.state;
        let shown = match state.clip {
            Some(clip) => bounds.and(clip),
            None => Some(bounds),
        };
        let fills = matches!(word, b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*");
        let strokes = matches!(word, b"S" | b"s" | b"B" | b"B*" | b"b" | b"b*");
        if let Some(bounds) = shown.filter(|_| fills) {
            let thickness = match path.has_others {
                true => f64::INFINITY,
                false => path.thinnest.unwrap_or(f64::INFINITY),
            };
            let kind = match state.fill.is_pattern {
                true => Kind::Shading,
                false => Kind::Area(thickness),
            };
            let paint = Rc::clone(&state.fill);
            self.mark(Mark {
                kind,
                bounds,
                inks: paint.inks,
                is_overprint: run.state.overprints_fill,
                is_placed: true,
            });
        }
        let weight = run.state.weight * run.state.matrix.scale();
        let state = &run.state;
        let grown = bounds.grown(weight / 2.0);
        let shown = match state.clip {
            Some(clip) => grown.and(clip),
            None => Some(grown),
        };
        if let Some(bounds) = shown.filter(|_| strokes) {
            let mark = Mark {
                kind: Kind::Line(weight),
                bounds,
                inks: state.stroke.inks,
                is_overprint: state.overprints_stroke,
                is_placed: true,
            };
            self.mark(mark);
        }
        if path.clips {
            let own = match run.state.clip {
                Some(clip) => bounds.and(clip),
                None => Some(bounds),
            };
            // Nothing is left: a place that no page has.
            run.state.clip = own.or(Rect::of([-1e8, -1e8, -1e8, -1e8]));
        }
    }

    pub(super) fn shade(&mut self, name: &[u8], run: &mut Run<'f>) {
        let file = self.walker.survey.file;
        let shadings = run
            .resources
            .and_then(|own| file.dictionary(own, b"Shading"));
        let Some(own) = shadings.and_then(|own| file.dictionary(own, name)) else {
            self.fault("its contents name a shading that is not there", None);
            return;
        };
        let inks = self.shading(own, run.resources, here(run));
        if let Some(bounds) = run.state.clip {
            self.mark(Mark {
                kind: Kind::Shading,
                bounds,
                inks,
                is_overprint: false,
                is_placed: true,
            });
        }
    }

    /// The space of a shading, and the most ink that its ends have.
    pub(super) fn shading(
        &mut self,
        own: &'f Dictionary,
        resources: Option<&'f Dictionary>,
        at: super::At,
    ) -> Inks {
        let file = self.walker.survey.file;
        let Some(space) = own.get(b"ColorSpace".as_slice()) else {
            return Inks::default();
        };
        let space = self.space(space, resources);
        self.use_space(&space, Use::Shading, at);
        let mut ends = Vec::new();
        if let Some(function) = file.dictionary(own, b"Function") {
            self.ends(function, &mut ends, 0);
        }
        let inks = ends.iter().map(|own| space.inks(own));
        let by_total = |a: &Inks, b: &Inks| {
            let (a, b) = (a.total().unwrap_or(0.0), b.total().unwrap_or(0.0));
            a.total_cmp(&b)
        };
        inks.max_by(by_total).unwrap_or_default()
    }

    /// The colours at the ends of a function that joins colours.
    fn ends(&self, own: &'f Dictionary, into: &mut Vec<Vec<f64>>, depth: usize) {
        let file = self.walker.survey.file;
        if depth > 4 || into.len() > 256 {
            return;
        }
        match file.number(own, b"FunctionType") {
            Some(2.0) => {
                for key in [&b"C0"[..], b"C1"] {
                    into.push(file.numbers(file.items(own, key)));
                }
            }
            Some(3.0) => {
                for own in file.items(own, b"Functions").iter().take(64) {
                    if let Some(own) = file.resolve(own).and_then(Object::dictionary) {
                        self.ends(own, into, depth + 1);
                    }
                }
            }
            _ => {}
        }
    }

    /// An image is placed.
    pub(super) fn place(&mut self, picture: Rc<Picture<'f>>, name: &[u8], run: &Run<'f>) {
        let matrix = run.state.matrix;
        let shown = matrix.rect(UNIT);
        let shown = match run.state.clip {
            Some(clip) => shown.and_then(|own| own.and(clip)),
            None => shown,
        };
        let Some(bounds) = shown else {
            return;
        };
        if let Some(space) = &picture.space {
            self.use_space(space, Use::Image, Some((bounds.left, bounds.bottom)));
        }
        let inks = match picture.is_mask {
            true => run.state.fill.inks,
            false => Inks::default(),
        };
        self.mark(Mark {
            kind: Kind::Image,
            bounds,
            inks,
            is_overprint: false,
            is_placed: true,
        });
        if !self.is_silent {
            self.seen.images.push(Placed {
                picture,
                name: String::from_utf8_lossy(name).into_owned(),
                matrix,
                bounds,
            });
        }
    }

    /// What an image's dictionary says.
    pub(super) fn picture(
        &mut self,
        stream: Option<&'f Object>,
        own: Rc<Dictionary>,
        space: Option<Rc<Space>>,
        inline: Vec<u8>,
    ) -> Picture<'f> {
        let file = self.walker.survey.file;
        let whole = |long: &[u8], short: &[u8]| {
            let found = file.entry(&own, long).or_else(|| file.entry(&own, short));
            found.and_then(Object::whole).unwrap_or(0)
        };
        let mask = file
            .entry(&own, b"ImageMask")
            .or_else(|| file.entry(&own, b"IM"));
        let is_mask = mask.and_then(Object::boolean) == Some(true);
        Picture {
            stream,
            width: whole(b"Width", b"W"),
            height: whole(b"Height", b"H"),
            bits: match is_mask {
                true => 1,
                false => whole(b"BitsPerComponent", b"BPC"),
            },
            is_mask,
            space: space.filter(|_| !is_mask),
            own,
            inline,
        }
    }

    /// Reads an image that stands in the contents, after `BI` (8.9.7).
    pub(super) fn inline_image<'d>(
        &mut self,
        data: &'d [u8],
        lexer: &mut Lexer<'d>,
        run: &Run<'f>,
    ) -> Option<()> {
        let mut own = Dictionary::new();
        loop {
            match lexer.object()? {
                Object::Name(key) => {
                    let value = lexer.object()?;
                    own.insert(key, value);
                }
                Object::Operator(word) if word == b"ID" => break,
                _ => return None,
            }
        }
        let start = lexer.place() + 1;
        let file = self.walker.survey.file;
        let space = own
            .get(b"ColorSpace".as_slice())
            .or(own.get(b"CS".as_slice()));
        let space = match space {
            Some(Object::Name(name)) => {
                let name: &[u8] = match name.as_slice() {
                    b"G" => b"DeviceGray",
                    b"RGB" => b"DeviceRGB",
                    b"CMYK" => b"DeviceCMYK",
                    other => other,
                };
                Some(self.named_space(name, run.resources))
            }
            Some(own) => {
                let reader = super::SpaceReader {
                    file,
                    intents: &self.walker.survey.intents,
                };
                Some(Rc::new(reader.space(own, run.resources)))
            }
            None => None,
        };
        let picture = self.picture(None, Rc::new(own), space, Vec::new());
        let has_filter = !filter_names(file, &picture.own).is_empty();
        let told = match has_filter {
            true => 0,
            false => {
                let components = picture.space.as_ref().map_or(1, |own| own.components);
                let row = picture.width.checked_mul(components)?;
                let row = row.checked_mul(picture.bits)?.div_ceil(8);
                row.checked_mul(picture.height)?
            }
        };
        let end = end_of_inline(data, start, told)?;
        let inline = data.get(start..end)?.to_vec();
        *lexer = Lexer::new(data, end);
        lexer.word(b"EI")?;
        self.place(Rc::new(Picture { inline, ..picture }), b"", run);
        Some(())
    }
}

/// Where `EI` stands, at the earliest `told` bytes after the start.
fn end_of_inline(data: &[u8], start: usize, told: usize) -> Option<usize> {
    let from = start.checked_add(told)?;
    let rest = data.get(from..)?;
    let is_end = |own: &[u8]| match own {
        [before, b'E', b'I'] => before.is_ascii_whitespace(),
        [before, b'E', b'I', after] => before.is_ascii_whitespace() && after.is_ascii_whitespace(),
        _ => false,
    };
    if rest.starts_with(b"EI") {
        return Some(from);
    }
    let at = rest.windows(4).position(is_end);
    let at = at.or_else(|| {
        let last = rest.len().checked_sub(3)?;
        is_end(rest.get(last..)?).then_some(last)
    });
    Some(from + at?)
}
