//! A finished EPUB -> its text, stream by stream: the files of the spine in their order, what each
//! element holds given to the stream that its kind of element belongs to.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
use zip::ZipArchive;

use recto::document::Stream;

use super::texts::EditionTexts;

/// The files of the publication by their paths.
pub type Files = BTreeMap<String, Vec<u8>>;

/// Unpacks an EPUB.
pub fn unpack(bytes: &[u8]) -> Files {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("a ZIP file");
    let mut files = Files::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).expect("a file of the archive");
        let mut data = Vec::new();
        file.read_to_end(&mut data)
            .expect("a file that can be inflated");
        let name = file.name().expect("a name in UTF-8").into_owned();
        files.insert(name, data);
    }
    files
}

/// Reads the files of the spine.
pub fn read(files: &Files) -> EditionTexts {
    read_documents(files, &spine(files))
}

/// Reads these content documents, in this order.
pub fn read_documents(files: &Files, paths: &[String]) -> EditionTexts {
    let mut texts = EditionTexts::default();
    for path in paths {
        let mut page = Page {
            texts: &mut texts,
            open: Vec::new(),
        };
        for event in events(text_of(files, path)) {
            page.event(&event, files, path);
        }
        assert!(page.open.is_empty(), "{path} ends inside an element");
    }
    texts
}

/// The text of a drawing: what its `text` elements hold.
pub fn drawing(svg: &str) -> String {
    let mut inside = 0;
    let mut text = String::new();
    for event in events(svg) {
        match &event {
            Event::Start(tag) if tag.local_name().as_ref() == "text" => inside += 1,
            Event::End(tag) if tag.local_name().as_ref() == "text" => {
                inside -= 1;
                text.push(' ');
            }
            _ if inside > 0 => text.extend(characters(&event)),
            _ => {}
        }
    }
    text
}

struct Page<'t> {
    texts: &'t mut EditionTexts,
    /// The stream of each open element.
    open: Vec<Stream>,
}

impl Page<'_> {
    fn event(&mut self, event: &Event<'_>, files: &Files, path: &str) {
        match event {
            Event::Start(tag) => {
                self.border(tag.local_name().as_ref());
                let outer = self.open.last().copied();
                self.open.push(stream_of(tag, outer));
            }
            Event::Empty(tag) => {
                self.border(tag.local_name().as_ref());
                if let Some(drawing) = drawing_of(tag, files, path) {
                    self.texts.drawings.push_str(&drawing);
                }
            }
            Event::End(tag) => {
                self.border(tag.local_name().as_ref());
                self.open.pop().expect("an element that is open");
            }
            _ => {
                let stream = self.open.last().copied().unwrap_or(Stream::Generated);
                if stream != Stream::Generated {
                    // Generated texts that something stands between do not run into each other.
                    self.texts.stream_mut(Stream::Generated).push(' ');
                }
                let into = self.texts.stream_mut(stream);
                into.extend(characters(event));
            }
        }
    }

    /// Where an element stands apart from what surrounds it, so do the words on both sides.
    fn border(&mut self, element: &str) {
        let flows = [
            "a", "abbr", "b", "code", "em", "i", "img", "q", "s", "small", "span",
        ];
        let marks = ["strong", "sub", "sup", "u", "del", "cite", "bdi", "wbr"];
        if !flows.contains(&element) && !marks.contains(&element) {
            for stream in Stream::OF_THE_MANUSCRIPT
                .into_iter()
                .chain([Stream::Generated])
            {
                self.texts.stream_mut(stream).push(' ');
            }
        }
    }
}

/// The stream of an element: generated text stays generated, everything else is what the innermost
/// element says.
fn stream_of(tag: &BytesStart<'_>, outer: Option<Stream>) -> Stream {
    let class = attribute(tag, "class").unwrap_or_default();
    let has_class = |name: &str| class.split_whitespace().any(|own| own == name);
    let name = tag.local_name();
    match (name.as_ref(), outer) {
        (_, Some(Stream::Generated)) => Stream::Generated,
        ("head", _) => Stream::Generated,
        _ if has_class("generated") => Stream::Generated,
        ("aside", _) if has_class("table-note") => Stream::Floats,
        ("aside", _) if attribute(tag, "epub:type").as_deref() == Some("footnote") => Stream::Notes,
        ("td" | "th", _) => Stream::Cells,
        ("figcaption" | "caption", _) => Stream::Floats,
        ("p", _) if has_class("source") => Stream::Floats,
        (_, Some(outer)) => outer,
        (_, None) => Stream::Running,
    }
}

fn drawing_of(tag: &BytesStart<'_>, files: &Files, path: &str) -> Option<String> {
    let source = attribute(tag, "src").filter(|source| source.ends_with(".svg"))?;
    Some(drawing(text_of(files, &resolved(path, &source))))
}

/// The characters of an event; references stand for theirs.
fn characters(event: &Event<'_>) -> Option<String> {
    match event {
        Event::Text(text) => Some(text.as_ref().to_owned()),
        Event::CData(text) => Some(text.as_ref().to_owned()),
        Event::GeneralRef(reference) => {
            let own = reference
                .resolve_char_ref()
                .expect("a character that exists");
            let character = own.or_else(|| match reference.as_ref() {
                "amp" => Some('&'),
                "lt" => Some('<'),
                "gt" => Some('>'),
                "quot" => Some('"'),
                "apos" => Some('\''),
                _ => None,
            });
            Some(character.expect("an entity of XML's own").to_string())
        }
        _ => None,
    }
}

/// The paths of the spine's files.
fn spine(files: &Files) -> Vec<String> {
    let package = "OEBPS/content.opf";
    let mut manifest = BTreeMap::new();
    let mut spine = Vec::new();
    for event in events(text_of(files, package)) {
        let (Event::Start(tag) | Event::Empty(tag)) = &event else {
            continue;
        };
        let wanted = |name| attribute(tag, name).expect("an attribute of the package");
        match tag.local_name().as_ref() {
            "item" => {
                manifest.insert(wanted("id"), resolved(package, &wanted("href")));
            }
            "itemref" => spine.push(manifest[&wanted("idref")].clone()),
            _ => {}
        }
    }
    assert!(!spine.is_empty(), "the spine is empty");
    spine
}

fn events(text: &str) -> Vec<Event<'_>> {
    let mut reader = Reader::from_str(text);
    let mut events = Vec::new();
    loop {
        match reader.read_event().expect("well-formed XML") {
            Event::Eof => return events,
            event => events.push(event),
        }
    }
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag
        .try_get_attribute(name)
        .expect("attributes that can be read")?;
    let value = found.normalized_value(XmlVersion::Implicit1_0);
    Some(value.expect("a value that can be read").into_owned())
}

fn text_of<'f>(files: &'f Files, path: &str) -> &'f str {
    let data = files.get(path).unwrap_or_else(|| panic!("no {path}"));
    str::from_utf8(data).expect("UTF-8")
}

/// The path that a file's link leads to.
fn resolved(from: &str, link: &str) -> String {
    let mut path: Vec<&str> = from.split('/').collect();
    path.pop();
    for step in link.split('/') {
        match step {
            ".." => {
                path.pop();
            }
            step => path.push(step),
        }
    }
    path.join("/")
}
