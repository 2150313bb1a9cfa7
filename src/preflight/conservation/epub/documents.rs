//! A content document -> its texts, each element given to the stream that it belongs to.

use quick_xml::events::{BytesStart, Event};

use crate::document::Stream;

use super::super::Unreadable;
use super::super::texts::EditionTexts;
use super::archive::{Files, resolved};
use super::drawing::drawing;
use super::xml::{XmlEvent, attribute, events};

/// Elements at whose borders words go on.
const FLOWING: [&str; 19] = [
    "a", "abbr", "b", "bdi", "cite", "code", "del", "em", "i", "img", "q", "s", "small", "span",
    "strong", "sub", "sup", "u", "wbr",
];

/// Adds the texts of a document.
///
/// # Errors
/// The document or a drawing in it is not there, or no XML.
pub fn read(files: &Files, path: &str, texts: &mut EditionTexts) -> Result<(), Unreadable> {
    let mut document = Document {
        texts,
        open: Vec::new(),
    };
    for event in events(files.text(path)?) {
        document.event(&event?, files, path)?;
    }
    Ok(())
}

struct Document<'t> {
    texts: &'t mut EditionTexts,
    /// The stream of each open element.
    open: Vec<Stream>,
}

impl Document<'_> {
    fn event(&mut self, event: &XmlEvent<'_>, files: &Files, path: &str) -> Result<(), Unreadable> {
        match &event.0 {
            Event::Start(tag) => {
                self.border(tag.local_name().as_ref());
                let outer = self.open.last().copied();
                self.open.push(stream_of(tag, outer)?);
            }
            Event::Empty(tag) => {
                self.border(tag.local_name().as_ref());
                let source = attribute(tag, "src")?;
                if let Some(source) = source.filter(|source| source.ends_with(".svg")) {
                    let text = drawing(files.text(&resolved(path, &source))?)?;
                    self.texts.push_drawing(text.text);
                }
            }
            Event::End(tag) => {
                self.border(tag.local_name().as_ref());
                self.open.pop();
            }
            _ => {
                let stream = self.open.last().copied().unwrap_or(Stream::Generated);
                if stream != Stream::Generated {
                    // Generated texts that something stands between do not run into each other.
                    self.texts.stream_mut(Stream::Generated).push(' ');
                }
                event.characters(self.texts.stream_mut(stream))?;
            }
        }
        Ok(())
    }

    /// Where an element stands apart from what surrounds it, so do the words on both sides.
    fn border(&mut self, element: &str) {
        if !FLOWING.contains(&element) {
            let streams = Stream::OF_THE_MANUSCRIPT.into_iter();
            for stream in streams.chain([Stream::Generated]) {
                self.texts.stream_mut(stream).push(' ');
            }
        }
    }
}

/// The stream of an element: generated text stays generated, everything else is what the innermost
/// element says.
fn stream_of(tag: &BytesStart<'_>, outer: Option<Stream>) -> Result<Stream, Unreadable> {
    let class = attribute(tag, "class")?.unwrap_or_default();
    let has_class = |name: &str| class.split_whitespace().any(|own| own == name);
    let name = tag.local_name();
    Ok(match (name.as_ref(), outer) {
        (_, Some(Stream::Generated)) => Stream::Generated,
        ("head", _) => Stream::Generated,
        _ if has_class("generated") => Stream::Generated,
        ("aside", _) if has_class("table-note") => Stream::Floats,
        ("aside", _) if attribute(tag, "epub:type")?.as_deref() == Some("footnote") => {
            Stream::Notes
        }
        ("td" | "th", _) => Stream::Cells,
        ("figcaption" | "caption", _) => Stream::Floats,
        ("p", _) if has_class("source") => Stream::Floats,
        (_, Some(outer)) => outer,
        (_, None) => Stream::Running,
    })
}
