//! The printer's marks around a page, outside its bleed: lines that show trim and bleed, crosses by
//! which plates are aligned, squares of each ink, and the slug line. They are page artifacts (PDF
//! 32000-1, 14.8.2.2.2: production aids extraneous to the document), in the colour of all plates.

use lopdf::{Dictionary, Object, dictionary};

use crate::layout::DrawnText;
use crate::length::Length;
use crate::press::{Marks, Sheets};

use super::content::Shared;
use super::pages::{Area, Boxes};
use super::show::TextLine;
use super::slug;
use super::syntax::{coordinate, coordinates, decimal};
use super::words::encode;

/// The name of the colour of all plates among the resources.
const ALL_PLATES: &str = "AllPlates";

/// The squares of the colour bar, in hundredths of cyan, magenta, yellow and black: each ink, two of
/// them over each other, and halves, by which the press is set.
const BAR: [[u8; 4]; 11] = [
    [100, 0, 0, 0],
    [0, 100, 0, 0],
    [0, 0, 100, 0],
    [0, 0, 0, 100],
    [100, 100, 0, 0],
    [100, 0, 100, 0],
    [0, 100, 100, 0],
    [50, 0, 0, 0],
    [0, 50, 0, 0],
    [0, 0, 50, 0],
    [0, 0, 0, 50],
];

/// How far control points stand out for a quarter of a circle, in thousandths of the radius.
const CIRCLE: i64 = 552;

/// Adds the colour of all plates to the resources of the pages (PDF 32000-1, 8.6.6.4): in a proof it is
/// all four inks.
pub fn add_colour(resources: &mut Dictionary) {
    let solid = |tint: i64| Object::Array(vec![Object::Integer(tint); 4]);
    let tint = dictionary! {
        "FunctionType" => 2,
        "Domain" => vec![0.into(), 1.into()],
        "C0" => solid(0),
        "C1" => solid(1),
        "N" => 1,
    };
    let space = Object::Array(vec![
        "Separation".into(),
        "All".into(),
        "DeviceCMYK".into(),
        Object::Dictionary(tint),
    ]);
    match resources
        .get_mut(b"ColorSpace")
        .and_then(Object::as_dict_mut)
    {
        Ok(spaces) => spaces.set(ALL_PLATES, space),
        Err(_) => resources.set("ColorSpace", dictionary! { ALL_PLATES => space }),
    }
}

/// Paints the marks of a page, where there are some, after everything else.
pub fn paint(out: &mut Vec<u8>, shared: &Shared<'_>, is_recto: bool, slug: Option<&DrawnText>) {
    let Some(marks) = &shared.sheets.marks else {
        return;
    };
    let boxes = Boxes::of(shared.book, shared.sheets, is_recto);
    let mut pen = Pen { out, marks };
    pen.out
        .extend_from_slice(b"/Artifact <</Type /Page>> BDC\nq\n");
    pen.begin();
    if marks.theme.crop {
        pen.corners(&boxes, boxes.trim(), marks.theme.length);
    }
    if marks.theme.bleed {
        pen.corners(&boxes, boxes.bleed_box(), marks.theme.length / 2);
    }
    if marks.theme.registration {
        pen.crosses(&boxes);
    }
    if marks.theme.colour_bars {
        pen.bar(&boxes);
    }
    if let Some(line) = slug {
        pen.slug(&boxes, line, shared);
    }
    pen.out.extend_from_slice(b"Q\nEMC\n");
}

struct Pen<'a> {
    out: &'a mut Vec<u8>,
    marks: &'a Marks,
}

impl Pen<'_> {
    /// Lines of all plates.
    fn begin(&mut self) {
        let colour = format!("/{ALL_PLATES} CS 1 SCN /{ALL_PLATES} cs 1 scn\n");
        self.out.extend_from_slice(colour.as_bytes());
        coordinate(self.out, self.marks.theme.weight);
        self.out.extend_from_slice(b" w 0 J []0 d\n");
    }

    fn line(&mut self, from: [Length; 2], to: [Length; 2]) {
        coordinates(self.out, &from);
        self.out.extend_from_slice(b"m ");
        coordinates(self.out, &to);
        self.out.extend_from_slice(b"l S\n");
    }

    /// Two lines at each corner of a rectangle, outside the bleed. A side of the bleed that ends at the
    /// trim has the lines of the trim.
    fn corners(&mut self, boxes: &Boxes, corners: [Length; 4], length: Length) {
        let trim = boxes.trim();
        let is_trim = corners == trim;
        let [left, foot, right, head] = corners;
        let bleed = boxes.bleed;
        let from = |bleed: Length| Sheets::offset(self.marks, bleed);
        let (near, far) = (trim[0] - from(bleed.left), trim[2] + from(bleed.right));
        let (low, high) = (trim[1] - from(bleed.foot), trim[3] + from(bleed.head));
        // A line has a thickness: it begins so much outside the bleed.
        let gap = self.marks.theme.weight;
        for (y, own) in [(foot, trim[1]), (head, trim[3])] {
            if is_trim || y != own {
                self.line([near - length, y], [near - gap, y]);
                self.line([far + gap, y], [far + length, y]);
            }
        }
        for (x, own) in [(left, trim[0]), (right, trim[2])] {
            if is_trim || x != own {
                self.line([x, low - length], [x, low - gap]);
                self.line([x, high + gap], [x, high + length]);
            }
        }
    }

    /// The room for marks at each side: its middle, at the middle of the trim.
    fn middles(&self, boxes: &Boxes) -> [[Length; 2]; 4] {
        let [left, foot, right, head] = boxes.trim();
        let [.., end, top] = boxes.media();
        let half = self.marks.theme.length / 2;
        let (x, y) = ((left + right) / 2, (foot + head) / 2);
        [[half, y], [x, half], [end - half, y], [x, top - half]]
    }

    /// A cross in a circle at each side.
    fn crosses(&mut self, boxes: &Boxes) {
        let arm = self.marks.theme.length.scale(9, 20);
        let radius = self.marks.theme.length.scale(5, 20);
        for [x, y] in self.middles(boxes) {
            self.line([x - arm, y], [x + arm, y]);
            self.line([x, y - arm], [x, y + arm]);
            self.circle([x, y], radius);
        }
    }

    fn circle(&mut self, [x, y]: [Length; 2], radius: Length) {
        let out = radius.scale(CIRCLE, 1_000);
        coordinates(self.out, &[x + radius, y]);
        self.out.extend_from_slice(b"m ");
        // A quarter turn takes (a, b) to (-b, a).
        let mut turn = [(radius, out), (out, radius), (Length::ZERO, radius)];
        for _ in 0..4 {
            for (a, b) in &mut turn {
                coordinates(self.out, &[x + *a, y + *b]);
                (*a, *b) = (-*b, *a);
            }
            self.out.extend_from_slice(b"c ");
        }
        self.out.extend_from_slice(b"S\n");
    }

    /// The colour bar above the page, left of its middle.
    fn bar(&mut self, boxes: &Boxes) {
        let [left, ..] = boxes.trim();
        let [.., top] = boxes.media();
        let length = self.marks.theme.length;
        let room = boxes.width / 2 - length - length;
        let side = length.scale(4, 5).min(room / BAR.len() as i64);
        let y = top - (length + side) / 2;
        for (at, inks) in (0..).zip(BAR) {
            for ink in inks {
                decimal(self.out, i64::from(ink), 2);
                self.out.push(b' ');
            }
            self.out.extend_from_slice(b"k ");
            let x = left + length + side * at;
            self.square(Area {
                x,
                y,
                width: side,
                height: side,
            });
        }
    }

    fn square(&mut self, area: Area) {
        coordinates(self.out, &[area.x, area.y, area.width, area.height]);
        self.out.extend_from_slice(b"re f\n");
    }

    /// The slug line below the page, left of its middle.
    fn slug(&mut self, boxes: &Boxes, line: &DrawnText, shared: &Shared<'_>) {
        let Some(font) = shared.fonts.get(line.face) else {
            return;
        };
        let [left, ..] = boxes.trim();
        let length = self.marks.theme.length;
        let colour = format!("/{ALL_PLATES} cs 1 scn BT 0 Tc 100 Tz\n");
        self.out.extend_from_slice(colour.as_bytes());
        coordinates(
            self.out,
            &[left + length / 2, (length - slug::SIZE / 2) / 2],
        );
        self.out.extend_from_slice(b"Td\n");
        let mut text = TextLine::new(self.out, slug::SIZE);
        text.font(&font.name);
        text.word(&encode(line.word(), false, shared.fonts));
        text.flush();
        self.out.extend_from_slice(b"ET\n");
    }
}
