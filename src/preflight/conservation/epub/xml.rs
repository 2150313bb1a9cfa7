//! XML, as far as texts need it: a document -> its events, each an error where it is not well-formed.

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::super::Unreadable;

/// How deep elements may lie in each other.
const DEEPEST: usize = 4_096;

/// An event of a document.
pub struct XmlEvent<'a>(pub Event<'a>);

impl<'a> XmlEvent<'a> {
    /// The tag that begins an element, or is one.
    pub fn tag(&self) -> Option<&BytesStart<'a>> {
        match &self.0 {
            Event::Start(tag) | Event::Empty(tag) => Some(tag),
            _ => None,
        }
    }

    /// The characters of an event; references stand for theirs.
    pub fn characters(&self, into: &mut String) -> Result<(), Unreadable> {
        match &self.0 {
            Event::Text(text) => into.push_str(text.as_ref()),
            Event::CData(text) => into.push_str(text.as_ref()),
            Event::GeneralRef(reference) => {
                let own = reference
                    .resolve_char_ref()
                    .map_err(|error| broken(&error))?;
                let character = own.or_else(|| match reference.as_ref() {
                    "amp" => Some('&'),
                    "lt" => Some('<'),
                    "gt" => Some('>'),
                    "quot" => Some('"'),
                    "apos" => Some('\''),
                    _ => None,
                });
                let character = character.ok_or_else(|| broken(&"an entity that is not known"));
                into.push(character?);
            }
            _ => {}
        }
        Ok(())
    }
}

/// The events of a document. The end of an element that is open ends them with an error, and so does
/// whatever follows one.
pub fn events(text: &str) -> impl Iterator<Item = Result<XmlEvent<'_>, Unreadable>> {
    let mut reader = Reader::from_str(text);
    let mut depth = 0_usize;
    let mut is_over = false;
    std::iter::from_fn(move || {
        if is_over {
            return None;
        }
        let event = reader.read_event().map_err(|error| broken(&error));
        match &event {
            Ok(Event::Eof) if depth == 0 => return None,
            Ok(Event::Start(_)) => depth += 1,
            Ok(Event::End(_)) => depth = depth.saturating_sub(1),
            _ => {}
        }
        let event = match event {
            Ok(Event::Eof) => Err(broken(&"it ends inside an element")),
            Ok(_) if depth > DEEPEST => Err(broken(&"its elements are too deep")),
            event => event.map(XmlEvent),
        };
        is_over = event.is_err();
        Some(event)
    })
}

/// An attribute of a tag.
///
/// # Errors
/// The attributes are not well-formed.
pub fn attribute(tag: &BytesStart<'_>, name: &str) -> Result<Option<String>, Unreadable> {
    let Some(found) = tag
        .try_get_attribute(name)
        .map_err(|error| broken(&error))?
    else {
        return Ok(None);
    };
    let value = found.normalized_value(XmlVersion::Implicit1_0);
    Ok(Some(value.map_err(|error| broken(&error))?.into_owned()))
}

fn broken(error: &dyn std::fmt::Display) -> Unreadable {
    Unreadable::new(format!("its XML is broken: {error}"))
}
