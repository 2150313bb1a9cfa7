//! The boxes of a page, and the way from the trim's top left corner, where layout measures from, to
//! PDF's bottom left one.

use lopdf::{Document, Object, ObjectId, dictionary};

use crate::layout::PagedBook;
use crate::length::Length;
use crate::press::Sheets;

use super::colour::Palette;
use super::{Edition, PdfError, marks};

/// A length on each side of a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sides {
    /// On the left.
    pub left: Length,
    /// At the foot.
    pub foot: Length,
    /// On the right.
    pub right: Length,
    /// At the head.
    pub head: Length,
}

/// The boxes of a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Boxes {
    /// Width of the trim.
    pub width: Length,
    /// Height of the trim.
    pub height: Length,
    /// The bleed beyond the trim.
    pub bleed: Sides,
    /// How far beyond the trim is printed what touches it: over the bleed, and less than nothing where
    /// a strip at the spine has no ink.
    pub reach: Sides,
    /// What the sheet has beyond the trim: the bleed, and the room for marks.
    pub around: Sides,
    /// How far the text block stands further right than layout put it.
    pub shift: Length,
}

/// A rectangle on a page in PDF's coordinates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Area {
    /// Its left edge.
    pub x: Length,
    /// Its foot.
    pub y: Length,
    /// Its width.
    pub width: Length,
    /// Its height.
    pub height: Length,
}

impl Boxes {
    /// The boxes of a right-hand or left-hand page of a book.
    pub fn of(book: &PagedBook, sheets: &Sheets, is_recto: bool) -> Boxes {
        let bleed = sheets.bleed;
        let [left, right, shift] = match is_recto {
            true => [bleed.inside, bleed.outside, sheets.shift],
            false => [bleed.outside, bleed.inside, -sheets.shift],
        };
        let at_spine = match sheets.bare {
            Length::ZERO => bleed.inside,
            bare => -bare,
        };
        let [reach_left, reach_right] = match is_recto {
            true => [at_spine, bleed.outside],
            false => [bleed.outside, at_spine],
        };
        Boxes {
            width: book.geometry.width,
            height: book.geometry.height,
            bleed: Sides {
                left,
                foot: bleed.foot,
                right,
                head: bleed.head,
            },
            reach: Sides {
                left: reach_left,
                foot: bleed.foot,
                right: reach_right,
                head: bleed.head,
            },
            around: Sides {
                left: sheets.around(left),
                foot: sheets.around(bleed.foot),
                right: sheets.around(right),
                head: sheets.around(bleed.head),
            },
            shift,
        }
    }

    /// A place from the left of the trim, from the left of the page.
    pub fn x(&self, from_left: Length) -> Length {
        self.around.left + self.shift + from_left
    }

    /// A place from the top of the trim, from the foot of the page.
    pub fn y(&self, from_top: Length) -> Length {
        self.around.foot + self.height - from_top
    }

    /// A rectangle at its place. An edge that touches the trim reaches the end of the bleed, wherever
    /// the text block stands: what is cut there would else show a white line.
    pub fn reaching(&self, [left, top, width, height]: [Length; 4]) -> Area {
        let (right, foot) = (left + width, top + height);
        let at = |from_left: Length| self.around.left + from_left;
        let x = match left <= Length::ZERO {
            true => at(-self.reach.left),
            false => self.x(left),
        };
        let end = match right >= self.width {
            true => at(self.width + self.reach.right),
            false => self.x(right),
        };
        let y = match foot >= self.height {
            true => self.y(self.height + self.reach.foot),
            false => self.y(foot),
        };
        let above = match top <= Length::ZERO {
            true => self.y(-self.reach.head),
            false => self.y(top),
        };
        Area {
            x,
            y,
            width: end - x,
            height: above - y,
        }
    }

    /// A rectangle at its place, as large as it is.
    pub fn area(&self, [left, top, width, height]: [Length; 4]) -> Area {
        Area {
            x: self.x(left),
            y: self.y(top + height),
            width,
            height,
        }
    }

    /// Left, bottom, right, top of the whole page.
    pub fn media(&self) -> [Length; 4] {
        self.beyond(self.around)
    }

    /// Left, bottom, right, top of what is printed.
    pub fn bleed_box(&self) -> [Length; 4] {
        self.beyond(self.bleed)
    }

    /// Left, bottom, right, top of the trim.
    pub fn trim(&self) -> [Length; 4] {
        self.beyond(Sides::default())
    }

    fn beyond(&self, sides: Sides) -> [Length; 4] {
        let around = self.around;
        [
            around.left - sides.left,
            around.foot - sides.foot,
            around.left + self.width + sides.right,
            around.foot + self.height + sides.head,
        ]
    }
}

/// Which pages are right-hand ones: those of the book, then the blank ones after them.
pub fn rectos(book: &PagedBook, sheets: &Sheets) -> Vec<bool> {
    let own = book.pages.iter().map(|page| page.recto);
    let last = book.pages.last().is_some_and(|page| page.recto);
    let after = (0..sheets.blanks).map(|at| last ^ at.is_multiple_of(2));
    own.chain(after).collect()
}

/// Gives every page its boxes and shared resources, and takes away what printpdf adds unasked.
pub fn finish(
    document: &mut Document,
    pages: &[ObjectId],
    book: &PagedBook,
    (palette, sheets): (&Palette<'_>, &Sheets),
    blends: bool,
) -> Result<(), PdfError> {
    let mut shared = None;
    for (id, is_recto) in pages.iter().zip(rectos(book, sheets)) {
        let boxes = Boxes::of(book, sheets, is_recto);
        let page = document.get_dictionary_mut(*id)?;
        page.remove(b"Annots");
        page.remove(b"CropBox");
        page.remove(b"TrimBox");
        page.set("MediaBox", rectangle(boxes.media()));
        if palette.edition == Edition::Print {
            page.set("BleedBox", rectangle(boxes.bleed_box()));
            page.set("TrimBox", rectangle(boxes.trim()));
        }
        if blends && palette.has_transparency() {
            page.set(
                "Group",
                dictionary! {
                    "Type" => "Group", "S" => "Transparency", "CS" => palette.blending_space(),
                },
            );
        }
        if palette.edition == Edition::Screen {
            // Whoever goes from link to link goes in the order of the structure.
            page.set("Tabs", "S");
        }
        // Every page names the same fonts and images: one dictionary serves them all.
        let own = page.get(b"Resources")?.as_reference()?;
        let first = *shared.get_or_insert(own);
        page.set("Resources", first);
        if own != first {
            document.objects.remove(&own);
        }
    }
    if let (Some(resources), Some(_)) = (shared, &sheets.marks) {
        marks::add_colour(document.get_dictionary_mut(resources)?);
    }
    Ok(())
}

/// A rule or dot that is as thick as the press needs it, round its own middle.
pub fn thickened(own: Area, least: Length) -> Area {
    let mut area = own;
    if own.height > Length::ZERO && own.height < least {
        area.y = own.y - (least - own.height) / 2;
        area.height = least;
    }
    if own.width > Length::ZERO && own.width < least {
        area.x = own.x - (least - own.width) / 2;
        area.width = least;
    }
    area
}

/// The smallest area of these proportions that covers a place from its middle.
pub fn covering(place: Area, [width, height]: [Length; 2]) -> Area {
    let high = place.width.scale(height.0, width.0);
    let [wide, high] = match high >= place.height {
        true => [place.width, high],
        false => [place.height.scale(width.0, height.0), place.height],
    };
    Area {
        x: place.x - (wide - place.width) / 2,
        y: place.y - (high - place.height) / 2,
        width: wide,
        height: high,
    }
}

/// A rectangle as PDF takes it.
pub fn rectangle(corners: [Length; 4]) -> Object {
    Object::Array(corners.map(number).to_vec())
}

/// A length in points with three decimals.
pub fn number(length: Length) -> Object {
    let thousandths = length.scale(1_000, Length::pt(1).0).0;
    match thousandths % 1_000 {
        0 => Object::Integer(thousandths / 1_000),
        _ => Object::Real((thousandths as f64 / 1_000.0) as f32),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BLEED: Sides = Sides {
        left: Length::ZERO,
        foot: Length::pt(9),
        right: Length::pt(8),
        head: Length::pt(7),
    };

    const BOXES: Boxes = Boxes {
        width: Length::pt(400),
        height: Length::pt(600),
        bleed: BLEED,
        reach: BLEED,
        around: Sides {
            left: Length::pt(20),
            foot: Length::pt(29),
            right: Length::pt(28),
            head: Length::pt(27),
        },
        shift: Length::pt(3),
    };

    fn points([left, top, width, height]: [i64; 4]) -> [Length; 4] {
        [left, top, width, height].map(Length::pt)
    }

    #[test]
    fn what_touches_the_trim_reaches_the_end_of_the_bleed() {
        for (own, reaching) in [
            // Within the page it moves with the text block.
            ([10, 10, 100, 50], [33, 569, 100, 50]),
            // Over both sides it stays; there is no bleed at the spine.
            ([0, 10, 400, 50], [20, 569, 408, 50]),
            ([0, 0, 400, 600], [20, 20, 408, 616]),
            ([300, 500, 100, 100], [323, 20, 105, 109]),
        ] {
            let [x, y, width, height] = points(reaching);
            let expected = Area {
                x,
                y,
                width,
                height,
            };
            assert_eq!(BOXES.reaching(points(own)), expected, "{own:?}");
        }
        // Where the spine has no ink, pictures end before it.
        let bare = Boxes {
            reach: Sides {
                left: Length::pt(-9),
                ..BLEED
            },
            ..BOXES
        };
        let band = bare.reaching(points([0, 10, 400, 50]));
        assert_eq!((band.x, band.width), (Length::pt(29), Length::pt(399)));
        assert_eq!(BOXES.trim(), points([20, 29, 420, 629]));
        assert_eq!(BOXES.bleed_box(), points([20, 20, 428, 636]));
        assert_eq!(BOXES.media(), points([0, 0, 448, 656]));
    }
}
