//! The scribe: writes the file of one division and remembers what the publication must know of it:
//! its ids and page breaks in order, its images, its faces and characters.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::{AnchorId, DivisionId, ImageId, NoteId, Terms};
use crate::resolve::Division;
use crate::theme::{FaceId, Faces, Family, Posture, Weight};

use super::Edition;
use super::page_breaks::{DivisionBreaks, PageBreak};
use super::xml::Xml;

/// A finished content document.
#[derive(Debug)]
pub struct Document {
    /// Its file, relative to the publication's folder.
    pub path: String,
    /// What it is called where it has no heading: the text of `<title>`.
    pub title: String,
    /// The file.
    pub xhtml: String,
    /// What the file holds for the rest of the publication.
    pub record: Record,
}

/// The characters of ASCII in a set, a bit for each: nearly every character of a text is there already.
#[derive(Clone, Copy, Debug, Default)]
struct SeenAscii(u128);

impl SeenAscii {
    fn add(&mut self, text: &str, set: &mut BTreeSet<char>) {
        for own in text.chars() {
            let bit = if own.is_ascii() {
                1 << u32::from(own)
            } else {
                0
            };
            if bit == 0 || self.0 & bit == 0 {
                self.0 |= bit;
                set.insert(own);
            }
        }
    }
}

/// What the publication must know of a document.
#[derive(Debug, Default)]
pub struct Record {
    /// The ids in the order of their elements.
    pub ids: Vec<String>,
    /// The print edition's pages that start in it, in the order of the text.
    pub pages: Vec<PageBreak>,
    /// The images shown.
    pub images: BTreeSet<ImageId>,
    /// Whether one of them has a text alternative.
    pub describes_images: bool,
    /// The faces that the style sheet asks for.
    pub faces: BTreeSet<FaceId>,
    /// The characters set in them, code apart.
    pub characters: BTreeSet<char>,
    /// The characters of code.
    pub code: BTreeSet<char>,
}

/// The face that the style sheet gives to the text being written.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// Text, sans or mono.
    pub family: Family,
    /// Regular or bold.
    pub weight: Weight,
    /// Roman or italic.
    pub posture: Posture,
}

impl Look {
    /// Running text.
    pub const TEXT: Look = Look {
        family: Family::Text,
        weight: Weight::Regular,
        posture: Posture::Roman,
    };
    /// Bylines, epigraphs, themes.
    pub const ITALIC: Look = Look {
        posture: Posture::Italic,
        ..Look::TEXT
    };
    /// Tables, captions, boxes.
    pub const SANS: Look = Look {
        family: Family::Sans,
        ..Look::TEXT
    };
    /// Headings and labels.
    pub const LABEL: Look = Look {
        weight: Weight::Bold,
        ..Look::SANS
    };
    /// Code.
    pub const CODE: Look = Look {
        family: Family::Mono,
        ..Look::TEXT
    };
}

/// The writer of one division's file.
pub struct Scribe<'a> {
    /// What may be looked up.
    pub edition: &'a Edition<'a>,
    /// The division.
    pub id: DivisionId,
    /// Its content.
    pub division: &'a Division,
    /// The file so far.
    pub xml: Xml,
    /// The print edition's pages that have still to start.
    pub breaks: DivisionBreaks,
    /// The face of what is written.
    pub look: Look,
    /// Whether a link is open: HTML has no link in a link.
    pub in_link: bool,
    /// The address that each piece of text links to, where a link holds marks or references and
    /// cannot be one element.
    pub link_of_pieces: Option<String>,
    /// The level of the heading before; the title's is 1.
    pub heading_level: u8,
    /// The first mark of each note.
    pub marks: BTreeMap<NoteId, AnchorId>,
    /// The characters of ASCII that were written as code and otherwise.
    seen: [SeenAscii; 2],
    /// The notes already written: those of tables.
    pub noted: BTreeSet<NoteId>,
    /// What the publication must know.
    pub record: Record,
    claimed: BTreeSet<String>,
}

impl<'a> Scribe<'a> {
    /// A scribe with an empty file.
    pub fn new(
        edition: &'a Edition<'a>,
        id: DivisionId,
        division: &'a Division,
        breaks: DivisionBreaks,
    ) -> Scribe<'a> {
        Scribe {
            edition,
            id,
            division,
            xml: Xml::html(),
            breaks,
            look: Look::TEXT,
            in_link: false,
            link_of_pieces: None,
            heading_level: 1,
            marks: BTreeMap::new(),
            seen: [SeenAscii::default(); 2],
            noted: BTreeSet::new(),
            record: Record::default(),
            claimed: BTreeSet::new(),
        }
    }

    /// The words of the division's language.
    pub fn terms(&self) -> &'static Terms {
        Terms::of(&self.division.language)
    }

    /// Writes text in the current look.
    pub fn text(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        let look = self.look;
        self.record
            .faces
            .insert(Faces::id(look.family, look.weight, look.posture));
        match look.family {
            Family::Mono => self.seen[0].add(text, &mut self.record.code),
            Family::Text | Family::Sans => self.seen[1].add(text, &mut self.record.characters),
        }
        self.xml.text(text);
    }

    /// Writes with another look, then goes back.
    pub fn set<T>(&mut self, look: Look, write: impl FnOnce(&mut Self) -> T) -> T {
        let before = std::mem::replace(&mut self.look, look);
        let result = write(self);
        self.look = before;
        result
    }

    /// Opens an element with a class, ends its line when `write` is done, and closes it.
    pub fn block(&mut self, name: &'static str, class: &str, write: impl FnOnce(&mut Self)) {
        self.xml.tag(name).with("class", class).open();
        write(self);
        self.xml.close();
        self.xml.line();
    }

    /// Writes an element whose text the tool makes itself.
    pub fn generated(&mut self, name: &'static str, class: &str, text: &str) {
        let class = format!("{class} generated");
        self.xml.tag(name).with("class", class.trim_start()).open();
        self.text(text);
        self.xml.close();
    }

    /// The id of an anchor, to be written on its element; `None` if an element of the file has it.
    pub fn claim(&mut self, anchor: AnchorId) -> Option<&'a str> {
        let id = self.edition.places.id(anchor)?;
        self.claim_id(id).then_some(id)
    }

    /// Whether an id is free; if so it is taken.
    pub fn claim_id(&mut self, id: &str) -> bool {
        let free = self.claimed.insert(id.to_owned());
        if free {
            self.record.ids.push(id.to_owned());
        }
        free
    }

    /// An id for a part of an anchor's element. It starts with `_`, as no anchor does.
    pub fn part_id(&mut self, anchor: AnchorId, part: &str) -> Option<String> {
        let id = format!("_{}-{part}", self.edition.places.id(anchor)?);
        self.claim_id(&id).then_some(id)
    }

    /// Marks the starts of pages.
    pub fn page_breaks(&mut self, pages: Vec<PageBreak>) {
        for page in pages {
            if !self.claim_id(&page.id) {
                continue;
            }
            self.xml
                .tag("span")
                .with("epub:type", "pagebreak")
                .with("role", "doc-pagebreak")
                .with("id", &page.id)
                .with("aria-label", &page.label)
                .text("");
            self.record.pages.push(page);
        }
    }
}
