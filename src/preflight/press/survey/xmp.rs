//! The XMP packet -> the properties that print files are judged by.

use quick_xml::XmlVersion;
use quick_xml::events::Event;
use quick_xml::reader::Reader;

/// How deep elements may lie in each other.
const DEEPEST: usize = 64;

/// The most characters of one property that are kept.
const LONGEST: usize = 1_000;

/// What the metadata say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Xmp {
    /// `dc:title` in its first language.
    pub title: Option<String>,
    /// `xmp:CreateDate`.
    pub created: Option<String>,
    /// `xmp:ModifyDate`.
    pub modified: Option<String>,
    /// `pdf:Trapped`.
    pub trapped: Option<String>,
    /// `pdfxid:GTS_PDFXVersion`.
    pub version: Option<String>,
}

/// The namespaces of the properties.
const DC: &str = "http://purl.org/dc/elements/1.1/";
const XMP: &str = "http://ns.adobe.com/xap/1.0/";
const PDF: &str = "http://ns.adobe.com/pdf/1.3/";
const PDFXID: &str = "http://www.npes.org/pdfx/ns/id/";

impl Xmp {
    fn property(&mut self, namespace: &str, name: &str) -> Option<&mut Option<String>> {
        Some(match (namespace, name) {
            (DC, "title") => &mut self.title,
            (XMP, "CreateDate") => &mut self.created,
            (XMP, "ModifyDate") => &mut self.modified,
            (PDF, "Trapped") => &mut self.trapped,
            (PDFXID, "GTS_PDFXVersion") => &mut self.version,
            _ => return None,
        })
    }
}

/// An element that is open: its prefix and name, and how many namespaces were known before it.
struct Open {
    prefix: String,
    name: String,
    known: usize,
}

/// Reads the packet.
///
/// # Errors
/// It is not well-formed.
pub fn read(data: &[u8]) -> Result<Xmp, ()> {
    let text = str::from_utf8(data).map_err(|_| ())?;
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = Reader::from_str(text);
    let mut xmp = Xmp::default();
    let mut namespaces: Vec<(String, String)> = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    // The first language of a title is the one that counts.
    let mut is_told = false;
    loop {
        let event = reader.read_event().map_err(|_| ())?;
        let tag = match &event {
            Event::Start(tag) | Event::Empty(tag) => Some(tag),
            _ => None,
        };
        if let Some(tag) = tag {
            let known = namespaces.len();
            let mut attributes = Vec::new();
            for own in tag.attributes() {
                let own = own.map_err(|_| ())?;
                let value = own.normalized_value(XmlVersion::Implicit1_0);
                let value = value.map_err(|_| ())?.into_owned();
                let (prefix, name) = parted(own.key.as_ref());
                match prefix.as_str() {
                    "xmlns" => namespaces.push((name, value)),
                    _ => attributes.push((prefix, name, value)),
                }
            }
            for (prefix, name, value) in attributes {
                give(&mut xmp, &namespaces, (&prefix, &name), &value);
            }
            match &event {
                Event::Empty(_) => namespaces.truncate(known),
                _ if open.len() == DEEPEST => return Err(()),
                _ => {
                    let (prefix, name) = parted(tag.name().as_ref());
                    open.push(Open {
                        prefix,
                        name,
                        known,
                    });
                }
            }
        }
        let characters = match &event {
            Event::Eof if open.is_empty() => return Ok(xmp),
            Event::Eof => return Err(()),
            Event::End(_) => {
                let own = open.pop().ok_or(())?;
                namespaces.truncate(own.known);
                is_told |= own.name == "li" && xmp.title.is_some();
                continue;
            }
            Event::Text(text) => text.as_ref().to_owned(),
            Event::CData(text) => text.as_ref().to_owned(),
            Event::GeneralRef(own) => match own.resolve_char_ref().map_err(|_| ())? {
                Some(own) => own.to_string(),
                None => named(own.as_ref()).ok_or(())?.to_owned(),
            },
            _ => continue,
        };
        // The text of `dc:title` stands in a list of languages.
        let list = ["Alt", "Seq", "Bag", "li"];
        let mut above = open.iter().rev();
        let own = above.find(|own| !list.contains(&own.name.as_str()));
        if let Some(own) = own.filter(|own| own.name != "title" || !is_told) {
            let (prefix, name) = (own.prefix.clone(), own.name.clone());
            give(&mut xmp, &namespaces, (&prefix, &name), &characters);
        }
    }
}

fn named(reference: &str) -> Option<&'static str> {
    Some(match reference {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        _ => return None,
    })
}

fn parted(name: &str) -> (String, String) {
    let (prefix, name) = name.split_once(':').unwrap_or(("", name));
    (prefix.to_owned(), name.to_owned())
}

/// Adds to a property, where it is one.
fn give(
    xmp: &mut Xmp,
    namespaces: &[(String, String)],
    (prefix, name): (&str, &str),
    characters: &str,
) {
    let known = namespaces.iter().rev().find(|(own, _)| own == prefix);
    let property = known.and_then(|(_, namespace)| xmp.property(namespace, name));
    let Some(property) = property else {
        return;
    };
    if characters.trim().is_empty() {
        return;
    }
    let text = property.get_or_insert_default();
    let room = LONGEST.saturating_sub(text.chars().count());
    text.extend(characters.chars().take(room));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn properties_are_read_from_elements_and_attributes() {
        let packet = br#"<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:p="http://ns.adobe.com/pdf/1.3/" p:Trapped="False"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/">
<dc:title>
 <rdf:Alt>
  <rdf:li xml:lang="x-default">Tea &amp; more</rdf:li>
 </rdf:Alt>
</dc:title>
<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"#;
        let own = read(packet).expect("a packet");
        assert_eq!(own.trapped.as_deref(), Some("False"));
        assert_eq!(own.title.as_deref(), Some("Tea & more"));
        assert_eq!(own.version.as_deref(), Some("PDF/X-4"));
        assert_eq!(own.created, None);
        assert!(read(b"<a><b></a>").is_err());
        assert!(read(b"<a>").is_err());
        assert!(read(&b"<a>".repeat(10_000)).is_err());
    }
}
