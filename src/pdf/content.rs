//! Frames and marks -> the content stream of a page.

use crate::document::ImageId;
use crate::layout::{
    After, FigureReach, Fill, Frame, Mark, NodeId, Owner, Page, PagedBook, PagedDivision,
    PlacedImage, PlacedWord, Run,
};
use crate::length::Length;
use crate::press::Sheets;
use crate::theme::{FaceId, Ink};

use super::colour::Palette;
use super::fonts::Fonts;
use super::marked::{MarkedContent, Sequence};
use super::pages::{Area, Boxes, covering, thickened};
use super::resources;
use super::show::TextLine;
use super::syntax::{coordinate, coordinates, decimal, fine};
use super::watermark;
use super::words::{EncodedWord, EncodedWords, encode, nearest};

/// What the pages of a file share while they are encoded.
#[derive(Debug)]
pub struct Shared<'a> {
    /// The book.
    pub book: &'a PagedBook,
    /// What its inks are.
    pub palette: &'a Palette<'a>,
    /// What surrounds the pages.
    pub sheets: &'a Sheets,
    /// The fonts.
    pub fonts: &'a Fonts,
    /// The encoded words.
    pub words: &'a EncodedWords,
}

/// What the structure tree names of a page.
#[derive(Debug, Default)]
pub struct Painted<'a> {
    /// Its sequences of marked content, where the edition has tags.
    pub sequences: Vec<Sequence<'a>>,
    /// The images that have a place in the structure: left, foot, right and head of each.
    pub figures: Vec<(NodeId, [Length; 4])>,
}

/// The content stream of a page, empty for a page with nothing on it; and what the tree names of it.
pub fn page<'a>(shared: &Shared<'a>, page: &'a Page) -> (Vec<u8>, Painted<'a>) {
    let Some(division) = shared.book.divisions.get(page.division.0 as usize) else {
        return Default::default();
    };
    let mut encoder = Encoder {
        shared,
        division,
        boxes: Boxes::of(shared.book, shared.sheets, page.recto),
        turned: None,
        out: Vec::with_capacity(FULL_PAGE),
        figures: Vec::new(),
        marked: MarkedContent::new(&division.structure, shared.palette.edition),
        ink: None,
        overprints: false,
        font: None,
        tracking: Length::ZERO,
        scale: Run::NATURAL,
    };
    if watermark::lies_behind(shared.book, shared.palette.edition, page, division) {
        watermark::paint(&mut encoder.out, shared.book, &encoder.boxes);
    }
    for frame in &page.frames {
        encoder.frame(frame);
    }
    encoder.marked.close(&mut encoder.out);
    let painted = Painted {
        sequences: encoder.marked.into_sequences(),
        figures: encoder.figures,
    };
    (encoder.out, painted)
}

/// About what a full page takes: a stream that grows is copied again and again.
const FULL_PAGE: usize = 16 * 1024;

struct Encoder<'s, 'a> {
    shared: &'s Shared<'a>,
    division: &'a PagedDivision,
    boxes: Boxes,
    /// The corner of a turned frame, where the coordinates are that frame's.
    turned: Option<[Length; 2]>,
    out: Vec<u8>,
    figures: Vec<(NodeId, [Length; 4])>,
    marked: MarkedContent<'a>,
    /// The graphics state, as far as it was set.
    ink: Option<Ink>,
    overprints: bool,
    font: Option<(FaceId, Length)>,
    tracking: Length,
    scale: i64,
}

/// Hundred-thousandths of a scaled point: in these the pen is followed without rounding.
const PEN: i64 = 100_000;

/// Sizes up to this are adjusted in whole thousandths of the em, larger ones in tenths of them, so
/// that no word is off its place by more than 0.01 pt.
const COARSE_UP_TO: Length = Length::pt(20);

impl<'s, 'a> Encoder<'s, 'a> {
    fn frame(&mut self, frame: &'a Frame) {
        if frame.turned {
            self.turned(frame);
            return;
        }
        for mark in &frame.marks {
            self.mark(frame, mark);
        }
    }

    /// A frame that is read from the right: inside, the coordinates are the frame's own.
    fn turned(&mut self, frame: &'a Frame) {
        self.marked.close(&mut self.out);
        self.out.extend_from_slice(b"q 0 1 -1 0 ");
        let corner = [self.boxes.x(frame.x), self.boxes.y(frame.y)];
        coordinates(&mut self.out, &corner);
        self.out.extend_from_slice(b"cm\n");
        let outside = (self.ink, self.overprints, self.font, self.tracking);
        let boxes = std::mem::take(&mut self.boxes);
        self.turned = Some(corner);
        let origin = Frame {
            x: Length::ZERO,
            y: Length::ZERO,
            marks: Vec::new(),
            turned: false,
        };
        for mark in &frame.marks {
            self.mark(&origin, mark);
        }
        self.marked.close(&mut self.out);
        self.out.extend_from_slice(b"Q\n");
        self.boxes = boxes;
        self.turned = None;
        (self.ink, self.overprints, self.font, self.tracking) = outside;
    }

    fn mark(&mut self, frame: &Frame, mark: &'a Mark) {
        match mark {
            Mark::Text(run) => self.run(frame, run),
            Mark::Fill(fill) => self.fill(frame, fill),
            Mark::Image(image) => self.image(frame, image),
        }
    }

    fn run(&mut self, frame: &Frame, run: &'a Run) {
        let Some(first) = run.words.first() else {
            return;
        };
        self.marked
            .mark(&mut self.out, run.owner, run.link.as_ref());
        self.ink(run.ink);
        self.out.extend_from_slice(b"BT\n");
        if run.tracking != self.tracking {
            fine(&mut self.out, run.tracking);
            self.out.extend_from_slice(b" Tc\n");
            self.tracking = run.tracking;
        }
        if run.scale != self.scale {
            self.scale(run.scale);
        }
        let x = self.boxes.x(frame.x + run.x + first.dx());
        let y = self.boxes.y(frame.y + run.baseline);
        coordinates(&mut self.out, &[x, y]);
        self.out.extend_from_slice(b"Td\n");
        self.words(run, first.dx());
        self.out.extend_from_slice(b"ET\n");
    }

    /// Sets the horizontal scale, which the file states in per cent.
    fn scale(&mut self, scale: i64) {
        decimal(&mut self.out, scale, 2);
        self.out.extend_from_slice(b" Tz\n");
        self.scale = scale;
    }

    /// The words of a run; the pen stands at `origin`.
    fn words(&mut self, run: &Run, origin: Length) {
        let (step, decimals) = if run.size <= COARSE_UP_TO {
            (run.size.0 * 100, 0)
        } else {
            (run.size.0 * 10, 1)
        };
        // All that moves the pen is scaled.
        let scaled = |move_: i64| Run::scaled(run.scale, Length(move_)).0;
        let step = scaled(step).max(1);
        let mut pen = 0;
        let mut line_of: Option<FaceId> = None;
        let mut out = std::mem::take(&mut self.out);
        let mut line = TextLine::new(&mut out, run.size);
        for placed in &run.words {
            let encoded = self.encoded(placed);
            let encoded = encoded.as_ref();
            let face = encoded.face.unwrap_or(run.face);
            let Some(font) = self.shared.fonts.get(face) else {
                continue;
            };
            if line_of != Some(face) {
                line.flush();
                if self.font != Some((face, run.size)) {
                    line.font(&font.name);
                    self.font = Some((face, run.size));
                }
                line_of = Some(face);
            }
            let adjustment = nearest(pen - (placed.dx() - origin).0 * PEN, step);
            line.adjust(adjustment, decimals);
            pen -= adjustment * step;

            line.word(encoded);
            pen += scaled(encoded.advance * run.size.0 + encoded.glyphs * run.tracking.0 * PEN);
            if placed.after == After::Space
                && let Some(space) = font.space
            {
                line.glyph(space);
                pen += scaled(font.width(space) * run.size.0 + run.tracking.0 * PEN);
            }
        }
        line.flush();
        self.out = out;
    }

    fn encoded(&self, placed: &PlacedWord) -> Encoded<'s> {
        let words = &self.division.words;
        let shared = self.shared;
        let fonts = shared.fonts;
        if placed.after == After::SoftHyphen {
            return Encoded::Own(encode(words.view(placed.word), true, fonts));
        }
        let word = || words.view(placed.word);
        let number = words.number_of(placed.word);
        match number.and_then(|own| shared.words.get(own, word, fonts)) {
            Some(cached) => Encoded::Cached(cached),
            None => Encoded::Own(EncodedWord::default()),
        }
    }

    fn fill(&mut self, frame: &Frame, fill: &Fill) {
        self.marked
            .mark(&mut self.out, Owner::Artifact(fill.artifact), None);
        self.ink(fill.ink);
        let own = [frame.x + fill.x, frame.y + fill.y, fill.width, fill.height];
        let area = thickened(self.reaching(own), self.shared.sheets.least_weight);
        coordinates(&mut self.out, &[area.x, area.y, area.width, area.height]);
        self.out.extend_from_slice(b"re f\n");
    }

    fn image(&mut self, frame: &Frame, placed: &PlacedImage) {
        let book = self.shared.book;
        let own = [
            frame.x + placed.x,
            frame.y + placed.y,
            placed.width,
            placed.height,
        ];
        let place = match placed.reach {
            FigureReach::Block => self.boxes.area(own),
            FigureReach::Sides | FigureReach::Page => self.reaching(own),
        };
        // An image fills the unit square, a drawing its natural size.
        let (width, height, name) = match book.drawings.get(placed.image) {
            Some(drawing) => (
                drawing.width,
                drawing.height,
                super::drawings::name(placed.image),
            ),
            None if super::images::is_raster(book, placed.image) => (
                Length::pt(1),
                Length::pt(1),
                super::images::name(placed.image),
            ),
            None => return,
        };
        self.marked.image(&mut self.out, placed.owner);
        if let Owner::Node(node) = placed.owner {
            self.figures.push((node, self.box_of(place)));
        }
        self.out.extend_from_slice(b"q ");
        if self.overprints {
            let state = format!("/{} gs ", resources::KNOCK_OUT);
            self.out.extend_from_slice(state.as_bytes());
        }
        // A drawing has text of its own.
        if self.tracking != Length::ZERO {
            self.out.extend_from_slice(b"0 Tc ");
        }
        if self.scale != Run::NATURAL {
            self.out.extend_from_slice(b"100 Tz ");
        }
        let mut shown = place;
        if placed.reach != FigureReach::Block {
            let corners = [place.x, place.y, place.width, place.height];
            coordinates(&mut self.out, &corners);
            self.out.extend_from_slice(b"re W n ");
            shown = covering(
                place,
                self.proportions(placed.image).unwrap_or([width, height]),
            );
        }
        fine(&mut self.out, shown.width.scale(Length::pt(1).0, width.0));
        self.out.extend_from_slice(b" 0 0 ");
        fine(&mut self.out, shown.height.scale(Length::pt(1).0, height.0));
        self.out.push(b' ');
        coordinate(&mut self.out, shown.x);
        self.out.push(b' ');
        coordinate(&mut self.out, shown.y);
        self.out.extend_from_slice(b" cm ");
        if let Some(file) = book.images.get(placed.image) {
            super::images::lay(&mut self.out, file.pixels.orientation);
        }
        self.out
            .extend_from_slice(format!("/{name} Do Q\n").as_bytes());
    }

    /// Where a rectangle is printed: in a frame that is turned nothing reaches the trim.
    fn reaching(&self, own: [Length; 4]) -> Area {
        match self.turned {
            Some(_) => self.boxes.area(own),
            None => self.boxes.reaching(own),
        }
    }

    /// Left, foot, right and head of an area on the page.
    fn box_of(&self, own: Area) -> [Length; 4] {
        let (right, head) = (own.x + own.width, own.y + own.height);
        match self.turned {
            None => [own.x, own.y, right, head],
            Some([x, y]) => [x - head, y + own.x, x - own.y, y + right],
        }
    }

    /// Width and height of an image, in units of its own.
    fn proportions(&self, image: ImageId) -> Option<[Length; 2]> {
        let book = self.shared.book;
        if let Some(drawing) = book.drawings.get(image) {
            return Some([drawing.width, drawing.height]);
        }
        let file = book.images.get(image)?;
        Some([file.width, file.height].map(|pixels| Length(i64::from(pixels))))
    }

    fn ink(&mut self, ink: Ink) {
        if self.ink != Some(ink) {
            let palette = self.shared.palette;
            palette.colour(ink).fill(&mut self.out);
            self.ink = Some(ink);
            let overprints = palette.overprints(ink);
            if overprints != self.overprints {
                overprint(&mut self.out, overprints);
                self.overprints = overprints;
            }
        }
    }
}

/// Sets whether what is painted leaves alone what lies under it.
pub fn overprint(out: &mut Vec<u8>, overprints: bool) {
    let state = match overprints {
        true => resources::OVERPRINT,
        false => resources::KNOCK_OUT,
    };
    out.extend_from_slice(format!("/{state} gs\n").as_bytes());
}

/// A word from the cache, or one encoded for this place.
enum Encoded<'a> {
    Cached(&'a EncodedWord),
    Own(EncodedWord),
}

impl Encoded<'_> {
    fn as_ref(&self) -> &EncodedWord {
        match self {
            Encoded::Cached(word) => word,
            Encoded::Own(word) => word,
        }
    }
}
