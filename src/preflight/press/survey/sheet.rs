//! The page tree -> the pages in their order, each with its boxes in points.

use std::collections::BTreeSet;

use crate::preflight::pdf_syntax::{Dictionary, Object};

use super::super::file::PressFile;
use super::super::geometry::Rect;

/// How deep the page tree may be.
const DEEPEST: usize = 64;

/// A page of the file.
#[derive(Debug)]
pub struct Sheet<'f> {
    /// Its place among the pages, counted from 1.
    pub number: usize,
    /// Its dictionary.
    pub own: &'f Dictionary,
    /// Its resources, or those of the tree above it.
    pub resources: Option<&'f Dictionary>,
    /// Its boxes.
    pub boxes: Boxes,
    /// Points in a unit of the page.
    pub unit: f64,
}

/// The boxes of a page (PDF 32000-1, 14.11.2), in points.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Boxes {
    /// The medium.
    pub media: Option<Rect>,
    /// What a viewer shows.
    pub crop: Option<Rect>,
    /// What is printed.
    pub bleed: Option<Rect>,
    /// What is left after trimming.
    pub trim: Option<Rect>,
    /// What is meant to be seen.
    pub art: Option<Rect>,
}

impl Boxes {
    /// What is left after trimming: without a box of its own, what stands for it.
    pub fn page(&self) -> Option<Rect> {
        self.trim.or(self.art).or(self.crop).or(self.media)
    }

    /// What is printed.
    pub fn printed(&self) -> Option<Rect> {
        self.bleed.or_else(|| self.page())
    }
}

impl Sheet<'_> {
    /// Whether it is a right-hand page: books begin with one.
    pub fn is_recto(&self) -> bool {
        self.number % 2 == 1
    }
}

/// What a page inherits (7.7.3.4).
#[derive(Clone, Copy, Default)]
struct Inherited<'f> {
    resources: Option<&'f Dictionary>,
    media: Option<&'f Object>,
    crop: Option<&'f Object>,
}

/// The pages in order, and whether the tree is sound.
pub fn sheets<'f>(file: &'f PressFile<'_>) -> (Vec<Sheet<'f>>, bool) {
    let mut tree = Tree {
        file,
        seen: BTreeSet::new(),
        sheets: Vec::new(),
        is_sound: true,
    };
    let root = file.catalog().and_then(|own| own.get(b"Pages".as_slice()));
    match root {
        Some(root) => tree.node(root, Inherited::default(), 0),
        None => tree.is_sound = false,
    }
    let count = file
        .catalog()
        .and_then(|own| file.dictionary(own, b"Pages"))
        .and_then(|own| file.entry(own, b"Count")?.whole());
    let is_counted = count == Some(tree.sheets.len());
    (tree.sheets, tree.is_sound && is_counted)
}

struct Tree<'f, 'a> {
    file: &'f PressFile<'a>,
    seen: BTreeSet<u32>,
    sheets: Vec<Sheet<'f>>,
    is_sound: bool,
}

impl<'f> Tree<'f, '_> {
    fn node(&mut self, object: &'f Object, above: Inherited<'f>, depth: usize) {
        let is_new = match object {
            Object::Reference(id) => self.seen.insert(*id),
            _ => false,
        };
        let own = self.file.resolve(object).and_then(Object::dictionary);
        let Some(own) = own.filter(|_| is_new && depth <= DEEPEST) else {
            self.is_sound = false;
            return;
        };
        let inherited = Inherited {
            resources: self.file.dictionary(own, b"Resources").or(above.resources),
            media: self.file.entry(own, b"MediaBox").or(above.media),
            crop: self.file.entry(own, b"CropBox").or(above.crop),
        };
        match self.file.entry(own, b"Kids").and_then(Object::array) {
            Some(kids) => kids
                .iter()
                .for_each(|kid| self.node(kid, inherited, depth + 1)),
            None => self.page(own, inherited),
        }
    }

    fn page(&mut self, own: &'f Dictionary, inherited: Inherited<'f>) {
        let unit = self.file.number(own, b"UserUnit");
        let unit = unit
            .filter(|unit| (1e-6..=1e6).contains(unit))
            .unwrap_or(1.0);
        let rect = |object: Option<&Object>| {
            let numbers = self.file.numbers(object?.array()?);
            let corners: [f64; 4] = numbers.try_into().ok()?;
            Rect::of(corners.map(|side| side * unit))
        };
        let named = |key: &[u8]| rect(self.file.entry(own, key));
        self.sheets.push(Sheet {
            number: self.sheets.len() + 1,
            own,
            resources: inherited.resources,
            boxes: Boxes {
                media: rect(inherited.media),
                crop: rect(inherited.crop),
                bleed: named(b"BleedBox"),
                trim: named(b"TrimBox"),
                art: named(b"ArtBox"),
            },
            unit,
        });
    }
}
