//! A book that a press takes, made object by object: 32 pages with trim and bleed, an embedded font, text
//! in black, a line, a tint that runs into the bleed, a spot colour, a form, an image; and what a test
//! needs to break one thing of it.

use lopdf::content::{Content, Operation};
use lopdf::xref::XrefType;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};
use subsetter::GlyphRemapper;

/// The glyphs of the text, as the font has them after it is reduced.
pub const TEXT: &str = "<00010002000300020001>";

const FACE: &[u8] = include_bytes!("../../fonts/SourceSans3_400Regular.ttf");
pub const FOGRA39: &[u8] = include_bytes!("../../icc/FOGRA39L_300.icc");

/// How many pages.
pub const PAGES: usize = 32;

/// The kinds of book.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// PDF/X-4.
    X4,
    /// PDF/X-1a.
    X1a,
    /// No PDF/X.
    Plain,
}

/// The book.
pub struct Book {
    pub document: Document,
    pub catalog: ObjectId,
    pub info: ObjectId,
    pub tree: ObjectId,
    pub pages: Vec<ObjectId>,
    pub icc: ObjectId,
    pub intent: ObjectId,
    pub metadata: ObjectId,
    pub descriptor: ObjectId,
    pub image: ObjectId,
    pub form: ObjectId,
    /// What is written before the bytes are handed out.
    pub xmp: String,
}

const XMP: &str = r#"<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Tea</rdf:li></rdf:Alt></dc:title>
<xmp:CreateDate>2026-11-01T12:00:00Z</xmp:CreateDate>
<xmp:ModifyDate>2026-11-01T12:00:00Z</xmp:ModifyDate>
<pdf:Trapped>False</pdf:Trapped>
<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"#;

const CLAIM: &str = "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>\n";

/// The pixels of the image, on each side.
pub const PIXELS: i64 = 100;

impl Book {
    /// A book in order.
    pub fn new(kind: Kind) -> Book {
        let version = if kind == Kind::X4 { "1.6" } else { "1.4" };
        let mut document = Document::with_version(version);
        document.reference_table.cross_reference_type = XrefType::CrossReferenceTable;
        let tree = document.new_object_id();
        let icc = Stream::new(dictionary! { "N" => 4 }, FOGRA39.to_vec());
        let icc = document.add_object(icc);
        let intent = document.add_object(dictionary! {
            "Type" => "OutputIntent",
            "S" => "GTS_PDFX",
            "OutputConditionIdentifier" => Object::string_literal("FOGRA39"),
            "RegistryName" => Object::string_literal("http://www.color.org"),
            "Info" => Object::string_literal("Offset, coated paper"),
            "DestOutputProfile" => icc,
        });
        let metadata = document.new_object_id();
        let (font, descriptor) = font(&mut document);
        let image = document.add_object(compressed(Stream::new(
            image(),
            vec![60; (PIXELS * PIXELS * 4) as usize],
        )));
        let form = document.add_object(Stream::new(
            dictionary! {
                "Type" => "XObject",
                "Subtype" => "Form",
                "BBox" => numbers([0, 0, 200, 50]),
                "Resources" => dictionary! { "Font" => dictionary! { "F1" => font } },
            },
            format!("BT /F1 12 Tf 0 g 10 10 Td {TEXT} Tj ET").into_bytes(),
        ));
        let spot = separation(&mut document, "Gold", [0.0, 0.2, 0.8, 0.1]);
        let mut book = Book {
            catalog: document.add_object(dictionary! {
                "Type" => "Catalog",
                "Pages" => tree,
                "Metadata" => metadata,
                "OutputIntents" => vec![intent.into()],
            }),
            info: document.add_object(dictionary! {
                "Title" => Object::string_literal("Tea"),
                "CreationDate" => Object::string_literal("D:20261101120000Z"),
                "ModDate" => Object::string_literal("D:20261101120000Z"),
                "Trapped" => "False",
            }),
            tree,
            pages: Vec::new(),
            icc,
            intent,
            metadata,
            descriptor,
            image,
            form,
            xmp: XMP.to_owned(),
            document,
        };
        for number in 1..=PAGES {
            let contents = match number {
                1 => format!("{} q 24 0 0 24 100 500 cm /I1 Do Q", line()),
                2 => format!("{} 0.2 0 0 0 k 20 100 50 100 re f", line()),
                3 => format!("{} q 1 0 0 1 200 300 cm /X1 Do Q", line()),
                4 => format!("{} /Spot cs 1 scn 200 200 50 50 re f", line()),
                PAGES => String::new(),
                _ => line(),
            };
            let contents = book.document.add_object(compressed(Stream::new(
                Dictionary::new(),
                contents.into_bytes(),
            )));
            let page = book.document.add_object(dictionary! {
                "Type" => "Page",
                "Parent" => tree,
                "BleedBox" => numbers([20, 20, 538, 738]),
                "TrimBox" => numbers([29, 29, 529, 729]),
                "Contents" => contents,
                "Resources" => dictionary! {
                    "Font" => dictionary! { "F1" => font },
                    "XObject" => dictionary! { "I1" => image, "X1" => form },
                    "ColorSpace" => dictionary! { "Spot" => spot.clone() },
                },
            });
            book.pages.push(page);
        }
        book.claim(kind);
        book
    }

    fn claim(&mut self, kind: Kind) {
        if kind != Kind::X4 {
            self.xmp = self.xmp.replace(CLAIM, "");
        }
        match kind {
            Kind::X4 => {}
            Kind::X1a => {
                let claim = Object::string_literal("PDF/X-1a:2003");
                self.info().set("GTS_PDFXVersion", claim);
            }
            Kind::Plain => {
                self.catalog().remove(b"OutputIntents");
            }
        }
    }

    /// The bytes of the file.
    pub fn bytes(mut self) -> Vec<u8> {
        let metadata = Stream::new(
            dictionary! { "Type" => "Metadata", "Subtype" => "XML" },
            self.xmp.clone().into_bytes(),
        );
        let id = self.metadata;
        self.document
            .objects
            .entry(id)
            .or_insert(Object::Stream(metadata));
        let kids: Vec<Object> = self.pages.iter().map(|own| (*own).into()).collect();
        let tree = dictionary! {
            "Type" => "Pages",
            "Count" => kids.len() as i64,
            "Kids" => kids,
            "MediaBox" => numbers([0, 0, 558, 758]),
        };
        self.document.objects.insert(self.tree, tree.into());
        let trailer = &mut self.document.trailer;
        trailer.set("Root", self.catalog);
        trailer.set("Info", self.info);
        if !trailer.has(b"ID") {
            let id = Object::string_literal("0123456789abcdef");
            trailer.set("ID", vec![id.clone(), id]);
        }
        let mut bytes = Vec::new();
        self.document.save_to(&mut bytes).expect("a file in memory");
        bytes
    }

    pub fn catalog(&mut self) -> &mut Dictionary {
        self.dictionary(self.catalog)
    }

    pub fn info(&mut self) -> &mut Dictionary {
        self.dictionary(self.info)
    }

    /// A page, counted from 1.
    pub fn page(&mut self, number: usize) -> &mut Dictionary {
        self.dictionary(self.pages[number - 1])
    }

    /// Any dictionary, or that of a stream.
    pub fn dictionary(&mut self, id: ObjectId) -> &mut Dictionary {
        match self.document.get_object_mut(id).expect("an object") {
            Object::Stream(own) => &mut own.dict,
            own => own.as_dict_mut().expect("a dictionary"),
        }
    }

    /// Adds an object.
    pub fn add(&mut self, object: impl Into<Object>) -> ObjectId {
        self.document.add_object(object)
    }

    /// Adds to the contents of a page.
    pub fn write(&mut self, number: usize, contents: &str) {
        self.add_contents(
            number,
            Stream::new(Dictionary::new(), contents.as_bytes().to_vec()),
        );
    }

    pub fn add_contents(&mut self, number: usize, contents: Stream) {
        let added = self.add(contents);
        let page = self.page(number);
        let mut all = match page.get(b"Contents") {
            Ok(Object::Array(own)) => own.clone(),
            Ok(own) => vec![own.clone()],
            Err(_) => Vec::new(),
        };
        all.push(added.into());
        page.set("Contents", all);
    }

    /// Takes the contents of a page away.
    pub fn empty(&mut self, number: usize) {
        self.page(number).remove(b"Contents");
    }

    /// Gives a resource to a page.
    pub fn give(&mut self, number: usize, kind: &str, name: &str, object: impl Into<Object>) {
        let object = object.into();
        let resources = self.page(number).get_mut(b"Resources").expect("resources");
        let resources = resources.as_dict_mut().expect("a dictionary");
        if !resources.has(kind.as_bytes()) {
            resources.set(kind, Dictionary::new());
        }
        let own = resources.get_mut(kind.as_bytes()).expect("it was set");
        own.as_dict_mut().expect("a dictionary").set(name, object);
    }

    /// Uses a graphics state on page 5, before what is written.
    pub fn state(&mut self, state: Dictionary, contents: &str) {
        self.give(5, "ExtGState", "G1", state);
        self.write(5, &format!("q /G1 gs {contents} Q"));
    }
}

/// The text of a page.
fn line() -> String {
    let operations = vec![Operation::new("k", numbers([0, 0, 0, 1]))];
    let ink = Content { operations }.encode().expect("a colour");
    let ink = String::from_utf8(ink).expect("ASCII");
    format!("{ink} BT /F1 11 Tf 100 400 Td {TEXT} Tj ET 0 0 0 1 K 0.8 w 100 390 m 300 390 l S")
}

/// An array of whole numbers.
pub fn numbers<const N: usize>(own: [i64; N]) -> Vec<Object> {
    own.into_iter().map(Object::from).collect()
}

/// What the image says of itself.
pub fn image() -> Dictionary {
    dictionary! {
        "Type" => "XObject",
        "Subtype" => "Image",
        "Width" => PIXELS,
        "Height" => PIXELS,
        "BitsPerComponent" => 8,
        "ColorSpace" => "DeviceCMYK",
    }
}

pub fn compressed(mut stream: Stream) -> Stream {
    stream.compress().expect("Flate");
    stream
}

/// A spot colour.
pub fn separation(document: &mut Document, name: &str, inks: [f32; 4]) -> Object {
    let inks: Vec<Object> = inks.into_iter().map(Object::Real).collect();
    let tint = document.add_object(dictionary! {
        "FunctionType" => 2,
        "Domain" => numbers([0, 1]),
        "N" => 1,
        "C0" => numbers([0, 0, 0, 0]),
        "C1" => inks,
    });
    let own: Vec<Object> = vec![
        "Separation".into(),
        name.into(),
        "DeviceCMYK".into(),
        tint.into(),
    ];
    own.into()
}

/// An embedded font with three letters.
fn font(document: &mut Document) -> (ObjectId, ObjectId) {
    let mut glyphs = GlyphRemapper::new();
    for glyph in [36, 37, 38] {
        glyphs.remap(glyph);
    }
    let reduced = subsetter::subset(FACE, 0, &glyphs).expect("a font");
    let length = reduced.len() as i64;
    let file = Stream::new(dictionary! { "Length1" => length }, reduced);
    let file = document.add_object(compressed(file));
    let descriptor = document.add_object(dictionary! {
        "Type" => "FontDescriptor",
        "FontName" => "ABCDEF+SourceSans3",
        "Flags" => 4,
        "FontBBox" => numbers([0, -300, 1000, 1000]),
        "ItalicAngle" => 0,
        "Ascent" => 900,
        "Descent" => -300,
        "CapHeight" => 700,
        "StemV" => 80,
        "FontFile2" => file,
    });
    let characters = document.add_object(dictionary! {
        "Type" => "Font",
        "Subtype" => "CIDFontType2",
        "BaseFont" => "ABCDEF+SourceSans3",
        "CIDSystemInfo" => dictionary! {
            "Registry" => Object::string_literal("Adobe"),
            "Ordering" => Object::string_literal("Identity"),
            "Supplement" => 0,
        },
        "FontDescriptor" => descriptor,
        "CIDToGIDMap" => "Identity",
        "DW" => 600,
    });
    let font = document.add_object(dictionary! {
        "Type" => "Font",
        "Subtype" => "Type0",
        "BaseFont" => "ABCDEF+SourceSans3",
        "Encoding" => "Identity-H",
        "DescendantFonts" => vec![characters.into()],
    });
    (font, descriptor)
}
