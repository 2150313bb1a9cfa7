//! What the file says of the book: Info, XMP and the file's identity. Dates are the manuscript's,
//! identities are hashes of the content, so that the same book gives the same bytes on any day.

use lopdf::{Dictionary, Object, Stream, StringFormat, dictionary, text_string};
use sha2::{Digest, Sha256};

use crate::resolve::{Date, Metadata};

use super::Edition;
use super::colour::Palette;
use super::intent::Claim;

/// The program, as the files name it.
const CREATOR: &str = "Recto";
const PRODUCER: &str = concat!("Recto ", env!("CARGO_PKG_VERSION"));

/// What PDF/A wants to be told of a property that it does not know: the claim of PDF/UA (ISO 19005-2,
/// 6.6.2.3).
const UA_SCHEMA: &str = "<rdf:Description rdf:about=\"\" \
    xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\" \
    xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\" \
    xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n\
    <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\n\
    <pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>\n\
    <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\n\
    <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\n\
    <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\n\
    <pdfaProperty:name>part</pdfaProperty:name>\n\
    <pdfaProperty:valueType>Integer</pdfaProperty:valueType>\n\
    <pdfaProperty:category>internal</pdfaProperty:category>\n\
    <pdfaProperty:description>The part of PDF/UA that the file follows</pdfaProperty:description>\n\
    </rdf:li></rdf:Seq></pdfaSchema:property>\n\
    </rdf:li></rdf:Bag></pdfaExtension:schemas>\n</rdf:Description>\n";

/// The identity of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Identity {
    /// Of the book in this edition, whatever its text.
    pub document: [u8; 16],
    /// Of exactly this content.
    pub instance: [u8; 16],
}

impl Identity {
    /// From the book's identifier, and from everything that is in the document (its digest) and its
    /// catalog so far.
    pub fn of(
        digest: &[u8; 32],
        catalog: &Dictionary,
        metadata: &Metadata,
        edition: Edition,
    ) -> Identity {
        let edition = match edition {
            Edition::Print => "print",
            Edition::Screen => "screen",
        };
        let mut hash = Sha256::new();
        for part in [edition, "\0", &metadata.identifier] {
            hash.update(part.as_bytes());
        }
        let book = uuid(&hash.clone().finalize());
        for part in [PRODUCER, &format!("{metadata:?}{catalog:?}")] {
            hash.update(part.as_bytes());
        }
        hash.update(digest);
        Identity {
            document: book,
            instance: uuid(&hash.finalize()),
        }
    }

    /// `/ID` of the trailer.
    pub fn trailer(&self) -> Object {
        let string = |id: [u8; 16]| Object::String(id.to_vec(), StringFormat::Hexadecimal);
        Object::Array(vec![string(self.document), string(self.instance)])
    }
}

/// The document information dictionary.
pub fn info(metadata: &Metadata, palette: &Palette<'_>) -> Dictionary {
    let mut info = dictionary! {
        "Title" => text_string(&metadata.title),
        "Creator" => text_string(CREATOR),
        "Producer" => text_string(PRODUCER),
    };
    let authors = authors(metadata);
    if !authors.is_empty() {
        info.set("Author", text_string(&authors.join(", ")));
    }
    if let Some(description) = &metadata.description {
        info.set("Subject", text_string(description));
    }
    if !metadata.subjects.is_empty() {
        info.set("Keywords", text_string(&metadata.subjects.join(", ")));
    }
    if let Some(Date { year, month, day }) = date(metadata, palette) {
        let date = text_string(&format!("D:{year:04}{month:02}{day:02}000000Z"));
        info.set("CreationDate", date.clone());
        info.set("ModDate", date);
    }
    if let Some(claim) = Claim::of(palette) {
        claim.inform(&mut info);
    }
    info
}

/// The day on which the edition was made. PDF/X demands one, and the clock would make every build
/// another file.
fn date(metadata: &Metadata, palette: &Palette<'_>) -> Option<Date> {
    match palette.edition {
        Edition::Print => metadata.date.or(Some(Date::OF_THE_UNDATED)),
        Edition::Screen => metadata.date,
    }
}

/// The XMP metadata stream; it stays uncompressed, so that tools that do not read PDF find it.
pub fn xmp(metadata: &Metadata, identity: &Identity, palette: &Palette<'_>) -> Stream {
    let dictionary = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    Stream::new(dictionary, packet(metadata, identity, palette).into_bytes())
        .with_compression(false)
}

fn packet(metadata: &Metadata, identity: &Identity, palette: &Palette<'_>) -> String {
    let mut body = String::from("<dc:format>application/pdf</dc:format>\n");
    let mut list = |name: &str, kind: &str, items: &[&str]| {
        let attribute = if kind == "Alt" {
            " xml:lang=\"x-default\""
        } else {
            ""
        };
        if items.is_empty() {
            return;
        }
        let items: String = items
            .iter()
            .map(|item| format!("<rdf:li{attribute}>{}</rdf:li>", escape(item)))
            .collect();
        body.push_str(&format!(
            "<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>\n"
        ));
    };
    let optional = |text: &Option<String>| text.clone().into_iter().collect::<Vec<_>>();
    let (description, publisher, rights) = (
        optional(&metadata.description),
        optional(&metadata.publisher),
        optional(&metadata.rights),
    );
    list("dc:title", "Alt", &[&metadata.title]);
    list("dc:creator", "Seq", &authors(metadata));
    list("dc:description", "Alt", &strings(&description));
    list("dc:publisher", "Bag", &strings(&publisher));
    list("dc:subject", "Bag", &strings(&metadata.subjects));
    list("dc:language", "Bag", &[&metadata.language]);
    list("dc:rights", "Alt", &strings(&rights));
    if let Some(Date { year, month, day }) = date(metadata, palette) {
        let date = format!("{year:04}-{month:02}-{day:02}T00:00:00Z");
        for name in ["CreateDate", "ModifyDate", "MetadataDate"] {
            body.push_str(&format!("<xmp:{name}>{date}</xmp:{name}>\n"));
        }
    }
    body.push_str(&format!(
        "<dc:identifier>{}</dc:identifier>\n\
         <xmp:CreatorTool>{CREATOR}</xmp:CreatorTool>\n\
         <pdf:Producer>{PRODUCER}</pdf:Producer>\n\
         <xmpMM:DocumentID>{}</xmpMM:DocumentID>\n\
         <xmpMM:InstanceID>{}</xmpMM:InstanceID>\n\
         <xmpMM:VersionID>1</xmpMM:VersionID>\n\
         <xmpMM:RenditionClass>default</xmpMM:RenditionClass>\n",
        escape(&metadata.identifier),
        urn(identity.document),
        urn(identity.instance),
    ));
    let mut schema = "";
    match Claim::of(palette) {
        Some(claim) => body.push_str(&claim.xmp()),
        None => {
            body.push_str(
                "<pdfaid:part>2</pdfaid:part>\n<pdfaid:conformance>A</pdfaid:conformance>\n\
                 <pdfuaid:part>1</pdfuaid:part>\n",
            );
            schema = UA_SCHEMA;
        }
    }
    format!(
        "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n\
         <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n\
         <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" \
         xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\" \
         xmlns:pdfxid=\"http://www.npes.org/pdfx/ns/id/\" \
         xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\" \
         xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n\
         {body}</rdf:Description>\n{schema}</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>"
    )
}

/// Those who made the book as a whole; where there are none, its contributors. Who directed or advised
/// it is no author.
fn authors(metadata: &Metadata) -> Vec<&str> {
    let names = |wanted: &dyn Fn(&str) -> bool| -> Vec<&str> {
        let credits = metadata.creators.iter();
        let chosen = credits.filter(|credit| wanted(&credit.role));
        chosen.map(|credit| credit.name.as_str()).collect()
    };
    let makers = names(&|role| !["ctb", "pdr", "csl"].contains(&role));
    if makers.is_empty() {
        names(&|role| role == "ctb")
    } else {
        makers
    }
}

fn strings(texts: &[String]) -> Vec<&str> {
    texts.iter().map(String::as_str).collect()
}

/// Text in XML, without the characters that XML cannot hold.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\t' | '\n' | '\r' => escaped.push(' '),
            '\u{FFFE}' | '\u{FFFF}' => {}
            c if c.is_control() => {}
            c => escaped.push(c),
        }
    }
    escaped
}

/// The first bytes of a hash as a UUID of version 8 (RFC 9562: made by a rule of one's own).
fn uuid(hash: &[u8]) -> [u8; 16] {
    let mut id = [0; 16];
    id.iter_mut().zip(hash).for_each(|(to, from)| *to = *from);
    id[6] = id[6] & 0x0F | 0x80;
    id[8] = id[8] & 0x3F | 0x80;
    id
}

fn urn(id: [u8; 16]) -> String {
    let mut urn = String::from("uuid:");
    for (at, byte) in id.iter().enumerate() {
        if matches!(at, 4 | 6 | 8 | 10) {
            urn.push('-');
        }
        urn.push_str(&format!("{byte:02x}"));
    }
    urn
}
