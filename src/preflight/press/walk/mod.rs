//! The contents of a page -> what is seen on it: `operators` reads them one after another, `paint` and
//! `text` say what each paints, `forms` goes into what they use. All that is used is read: forms,
//! patterns, glyphs that are contents of their own, soft masks, appearances of annotations. What is
//! read is limited by the size of the file.

pub mod colours;
pub mod fonts;
mod forms;
mod operators;
mod paint;
mod seen;
mod spaces;
mod state;
mod text;

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::preflight::pdf_syntax::{Dictionary, Object};

use super::geometry::{Matrix, Rect};
use super::survey::{Sheet, Survey};
use colours::Space;
use fonts::Font;
use spaces::SpaceReader;
use state::State;

pub use seen::{At, Kind, Mark, Picture, Placed, Seen, Use};

/// How much of contents is read: this, and so many times the file.
const ROOM: usize = 1 << 25;
const ROOM_BY_SIZE: usize = 16;
const MOST_ROOM: usize = 1 << 30;

/// How deep forms may lie in each other.
const DEEPEST: usize = 16;

/// How many states may wait for their end.
const MOST_STATES: usize = 512;

/// The most marks of one page.
const MOST_MARKS: usize = 2_000_000;

/// Reads the contents of all pages, one after another.
pub struct Walker<'f> {
    survey: &'f Survey<'f>,
    /// How many bytes of contents may still be read.
    room: usize,
    fonts: BTreeMap<usize, Rc<Font<'f>>>,
    spaces: BTreeMap<usize, Rc<Space>>,
    pictures: BTreeMap<usize, Rc<Picture<'f>>>,
}

/// The reading of one page.
struct Reading<'w, 'f> {
    walker: &'w mut Walker<'f>,
    seen: Seen<'f>,
    /// What is open, the innermost last.
    open: Vec<usize>,
    /// What was read once on this page and need not be again.
    done: BTreeSet<(usize, Tag, u32)>,
    /// The matrix that the page begins with.
    first: Matrix,
    /// Whether nothing that is painted counts.
    is_silent: bool,
    /// Whether what is painted is in its place.
    is_placed: bool,
}

/// What a thing that is seen once on a page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Tag {
    Device,
    Space,
    Group,
    Font,
    Notdef,
    Glyph,
    State,
    Pattern,
    Mask,
    Intent,
}

impl<'f> Walker<'f> {
    /// For the pages of a file.
    pub fn new(survey: &'f Survey<'f>) -> Walker<'f> {
        let room = ROOM.saturating_add(survey.file.size().saturating_mul(ROOM_BY_SIZE));
        Walker {
            survey,
            room: room.min(MOST_ROOM),
            fonts: BTreeMap::new(),
            spaces: BTreeMap::new(),
            pictures: BTreeMap::new(),
        }
    }

    /// Reads a page.
    pub fn page(&mut self, sheet: &'f Sheet<'f>) -> Seen<'f> {
        let first = Matrix([sheet.unit, 0.0, 0.0, sheet.unit, 0.0, 0.0]);
        let mut reading = Reading {
            walker: self,
            seen: Seen::default(),
            open: Vec::new(),
            done: BTreeSet::new(),
            first,
            is_silent: false,
            is_placed: true,
        };
        reading.contents(sheet, first);
        reading.annotations(sheet);
        reading.seen
    }
}

impl<'f> Reading<'_, 'f> {
    /// The contents of the page: several streams are one.
    fn contents(&mut self, sheet: &'f Sheet<'f>, first: Matrix) {
        let file = self.walker.survey.file;
        let contents = file.entry(sheet.own, b"Contents");
        let streams: Vec<&'f Object> = match contents {
            Some(Object::Array(items)) => items.iter().collect(),
            Some(own) => vec![own],
            None => Vec::new(),
        };
        let mut data = Vec::new();
        for stream in streams {
            let own = file.resolve(stream).and_then(|own| file.stream(own));
            match own {
                Some(own) if data.len() + own.data.len() <= self.walker.room => {
                    data.extend_from_slice(&own.data);
                    data.push(b'\n');
                }
                Some(_) => self.seen.is_cut = true,
                None => self.fault("a stream of its contents cannot be decoded", None),
            }
        }
        if let Some(group) = file.dictionary(sheet.own, b"Group") {
            self.group("the page", group, sheet.resources, None);
        }
        let clip = sheet.boxes.media;
        self.run(&data, sheet.resources, State::first(first, clip));
    }

    /// The appearances of annotations.
    fn annotations(&mut self, sheet: &'f Sheet<'f>) {
        let file = self.walker.survey.file;
        for own in file.items(sheet.own, b"Annots").iter().take(10_000) {
            let Some(own) = file.resolve(own).and_then(Object::dictionary) else {
                continue;
            };
            let normal = file
                .dictionary(own, b"AP")
                .and_then(|own| file.entry(own, b"N"));
            let streams: Vec<&'f Object> = match normal {
                Some(own @ Object::Stream(..)) => vec![own],
                Some(Object::Dictionary(states)) => states
                    .values()
                    .filter_map(|own| file.resolve(own))
                    .collect(),
                _ => Vec::new(),
            };
            let place = file.numbers(file.items(own, b"Rect"));
            let place: Option<[f64; 4]> = place.try_into().ok();
            let place = place.and_then(|own| Rect::of(own.map(|side| side * sheet.unit)));
            for stream in streams {
                let state = State::first(self.first, place);
                self.form(stream, None, &state);
            }
        }
    }

    /// The space that an object is; each object is read once.
    fn space(&mut self, object: &'f Object, resources: Option<&'f Dictionary>) -> Rc<Space> {
        let survey = self.walker.survey;
        let reader = SpaceReader {
            file: survey.file,
            intents: &survey.intents,
        };
        let resolved = survey.file.resolve(object).unwrap_or(object);
        // A name means what the resources say.
        if let Object::Name(name) = resolved {
            let spaces = resources.and_then(|own| survey.file.dictionary(own, b"ColorSpace"));
            let own = spaces.and_then(|own| survey.file.entry(own, name));
            return match own {
                Some(own @ Object::Array(_)) => self.space(own, resources),
                _ => Rc::new(reader.space(resolved, resources)),
            };
        }
        let key = std::ptr::from_ref(resolved).addr();
        if let Some(own) = self.walker.spaces.get(&key) {
            return Rc::clone(own);
        }
        let own = Rc::new(reader.space(resolved, resources));
        self.walker.spaces.insert(key, Rc::clone(&own));
        own
    }

    /// A space is used.
    fn use_space(&mut self, space: &Rc<Space>, for_: Use, at: At) {
        let is_device = space.colorants.is_empty()
            && space.base.is_none()
            && space.icc.is_none()
            && space.fault.is_none();
        let (key, tag) = match is_device {
            true => (space.family as usize, Tag::Device),
            false => (Rc::as_ptr(space).addr(), Tag::Space),
        };
        if self.is_new(key, tag, for_ as u32) {
            self.seen.spaces.push((Rc::clone(space), for_, at));
        }
    }

    /// Whether it is seen on this page for the first time.
    fn is_new(&mut self, key: usize, tag: Tag, part: u32) -> bool {
        self.done.insert((key, tag, part))
    }

    fn fault(&mut self, what: &'static str, at: At) {
        let is_new = self.seen.faults.iter().all(|(own, _)| *own != what);
        if is_new {
            self.seen.faults.push((what, at));
        }
    }

    /// A group of transparency, and the space that it blends in.
    fn group(
        &mut self,
        of: &'static str,
        own: &'f Dictionary,
        resources: Option<&'f Dictionary>,
        at: At,
    ) {
        let file = self.walker.survey.file;
        if file.name(own, b"S") != Some(b"Transparency") {
            return;
        }
        if !self.is_new(std::ptr::from_ref(own).addr(), Tag::Group, 0) {
            return;
        }
        self.seen.groups.push((of, own, at));
        self.transparent("a transparency group", at);
        if let Some(space) = file.entry(own, b"CS") {
            let space = self.space(space, resources);
            self.use_space(&space, Use::Blend, at);
        }
    }

    fn transparent(&mut self, what: &'static str, at: At) {
        let is_new = self.seen.transparency.iter().all(|(own, _)| *own != what);
        if is_new {
            self.seen.transparency.push((what, at));
        }
    }

    /// Something is painted.
    fn mark(&mut self, mark: Mark) {
        if self.is_silent {
            return;
        }
        if self.seen.marks.len() >= MOST_MARKS {
            self.seen.is_cut = true;
            return;
        }
        self.seen.marks.push(Mark {
            is_placed: self.is_placed,
            ..mark
        });
    }
}
