//! Takes an EPUB apart: its archive, its XML, its text without what is generated.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::{CompressionMethod, ZipArchive};

use crate::epub::fixture;
use crate::layout::PageMap;
use crate::resolve::ResolvedBook;

/// An element's name and attributes.
#[derive(Debug)]
pub struct Element {
    pub name: String,
    attributes: BTreeMap<String, String>,
}

impl Element {
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }

    pub fn is(&self, attribute: &str, value: &str) -> bool {
        self.get(attribute) == Some(value)
    }
}

/// A file of XML, read: its elements in order, and its text apart from what is generated.
#[derive(Debug, Default)]
pub struct Parsed {
    pub elements: Vec<Element>,
    pub text: String,
}

fn parse(name: &str, xml: &str) -> Parsed {
    let mut reader = Reader::from_str(xml);
    let mut parsed = Parsed::default();
    let mut generated: Vec<bool> = Vec::new();
    loop {
        let event = reader
            .read_event()
            .unwrap_or_else(|e| panic!("{name}: {e}"));
        match event {
            Event::Start(start) => {
                let element = element(&start);
                let class = element.get("class").unwrap_or("");
                let own = class.split(' ').any(|class| class == "generated");
                let outside = ["head", "title"].contains(&element.name.as_str());
                generated.push(own || outside || generated.last() == Some(&true));
                parsed.elements.push(element);
            }
            Event::Empty(start) => parsed.elements.push(element(&start)),
            Event::End(_) => {
                generated.pop();
            }
            Event::Text(text) if generated.last() == Some(&false) => {
                parsed.text.push_str(&text.xml10_content());
            }
            Event::GeneralRef(reference) if generated.last() == Some(&false) => {
                let character = match &*reference {
                    "amp" => '&',
                    "lt" => '<',
                    "gt" => '>',
                    other => panic!("{name}: unexpected entity {other}"),
                };
                parsed.text.push(character);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(generated.is_empty(), "{name}: not every element is closed");
    parsed
}

fn element(start: &BytesStart<'_>) -> Element {
    let attributes = start.attributes().map(|attribute| {
        let attribute = attribute.expect("an attribute can be read");
        let value = attribute
            .normalized_value(quick_xml::XmlVersion::Implicit1_0)
            .expect("a value can be read");
        let key = attribute.key.as_ref().to_owned();
        (key, value.into_owned())
    });
    Element {
        name: start.name().as_ref().to_owned(),
        attributes: attributes.collect(),
    }
}

/// The files of an EPUB in order, with whether they are stored.
fn unpack(epub: &[u8]) -> Vec<(String, bool, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(epub)).expect("the EPUB is an archive");
    let files = (0..archive.len()).map(|at| {
        let mut file = archive.by_index(at).expect("a file can be opened");
        let name = file.name().expect("a name can be read").into_owned();
        let stored = file.compression() == CompressionMethod::Stored;
        let time = file.last_modified().expect("a file has a time");
        assert_eq!(
            (time.year(), time.month(), time.day()),
            (1980, 1, 1),
            "{name}"
        );
        let mut data = Vec::new();
        file.read_to_end(&mut data).expect("a file can be read");
        (name, stored, data)
    });
    files.collect()
}

/// An EPUB, unpacked and read.
pub struct Publication {
    pub files: Vec<(String, bool, Vec<u8>)>,
    pub xml: BTreeMap<String, Parsed>,
}

impl Publication {
    pub fn of(book: &ResolvedBook, pages: &PageMap) -> Publication {
        let files = unpack(&crate::epub::write(book, pages).expect("the EPUB can be written"));
        let xml = files.iter().filter(|(name, ..)| {
            [".xhtml", ".opf", ".ncx", ".xml"]
                .iter()
                .any(|suffix| name.ends_with(suffix))
        });
        let xml = xml.map(|(name, _, data)| {
            let text = std::str::from_utf8(data).expect("XML is UTF-8");
            (name.clone(), parse(name, text))
        });
        let xml = xml.collect();
        Publication { files, xml }
    }

    pub fn whole() -> Publication {
        let book = fixture::book();
        Publication::of(&book, &fixture::pages(&book))
    }

    pub fn text(&self, name: &str) -> &str {
        let file = self.files.iter().find(|(own, ..)| own == name);
        let (_, _, data) = file.unwrap_or_else(|| panic!("{name} is missing"));
        std::str::from_utf8(data).expect("the file is UTF-8")
    }
}
