//! One fault a line: the name, the book and the printer, what is broken, and the code that must be found,
//! and no other.

use lopdf::xref::XrefType;
use lopdf::{Dictionary, Object, Stream, dictionary};

use super::book::{
    Book, FOGRA39, Kind, PAGES, PIXELS, TEXT, compressed, image, numbers, separation,
};

/// 20 % black, and 90 % of each ink in a square. Ghostscript made it (`jpegcmyk`).
const DARK: &[u8] = include_bytes!("../fixtures/preflight/dark.jpg");

/// A fault.
pub struct Fault {
    pub name: &'static str,
    pub kind: Kind,
    pub profile: &'static str,
    pub breaks: fn(&mut Book),
    pub code: &'static str,
}

const fn fault(
    name: &'static str,
    kind: Kind,
    profile: &'static str,
    code: &'static str,
    breaks: fn(&mut Book),
) -> Fault {
    Fault {
        name,
        kind,
        profile,
        breaks,
        code,
    }
}

/// A fault of the PDF/X-4 for the sheet-fed press.
const fn x4(name: &'static str, code: &'static str, breaks: fn(&mut Book)) -> Fault {
    fault(name, Kind::X4, "sheetfed", code, breaks)
}

const fn x1a(name: &'static str, code: &'static str, breaks: fn(&mut Book)) -> Fault {
    fault(name, Kind::X1a, "sheetfed", code, breaks)
}

const fn kdp(name: &'static str, code: &'static str, breaks: fn(&mut Book)) -> Fault {
    fault(name, Kind::X4, "kdp", code, breaks)
}

/// All faults.
pub const FAULTS: &[Fault] = &[
    x4("a script runs", "action", |book| {
        let action = dictionary! { "S" => "JavaScript", "JS" => Object::string_literal("0") };
        book.catalog().set("OpenAction", action);
    }),
    x4("a page acts when it opens", "action", |book| {
        book.page(2)
            .set("AA", dictionary! { "O" => dictionary! { "S" => "Named" } });
    }),
    x4("another image is printed", "alternate-image", |book| {
        let other = compressed(Stream::new(image(), pixels(9)));
        let other = book.add(other);
        let other = dictionary! { "Image" => other, "DefaultForPrinting" => true };
        let id = book.image;
        book.dictionary(id).set("Alternates", vec![other.into()]);
    }),
    x4("a link", "annotation", |book| {
        link(book, [100, 100, 200, 120])
    }),
    x4("a link that begins in the bleed", "annotation", |book| {
        link(book, [0, 0, 24, 24])
    }),
    x4("a bleed of 7 pt", "bleed", |book| {
        book.page(5).set("BleedBox", numbers([22, 22, 536, 736]));
    }),
    kdp("three blank pages", "blank-pages", |book| {
        (10..13).for_each(|page| book.empty(page))
    }),
    x4("a page blends light", "blending-space", |book| {
        let group = dictionary! { "S" => "Transparency", "CS" => "DeviceRGB" };
        book.page(5).set("Group", group);
    }),
    kdp("bookmarks", "bookmark", |book| {
        let item = book.add(dictionary! { "Title" => Object::string_literal("One") });
        book.catalog()
            .set("Outlines", dictionary! { "First" => item, "Last" => item });
    }),
    x4(
        "ink with the profile of the press",
        "cmyk-profile",
        |book| {
            let space: Vec<Object> = vec!["ICCBased".into(), book.icc.into()];
            paint(book, space, "0 0 0 1 scn");
        },
    ),
    x1a("calibrated gray", "colour-independent", |book| {
        let white = dictionary! { "WhitePoint" => numbers([1, 1, 1]) };
        paint(book, vec!["CalGray".into(), white.into()], "0 scn");
    }),
    x1a("gray with a profile", "colour-independent", |book| {
        let icc = book.add(Stream::new(dictionary! { "N" => 1 }, gray_profile()));
        paint(book, vec!["ICCBased".into(), icc.into()], "0 scn");
    }),
    fault(
        "four inks on a press of one",
        Kind::X4,
        "",
        "colour-intent",
        |book| {
            let icc = book.add(Stream::new(dictionary! { "N" => 1 }, gray_profile()));
            let id = book.intent;
            book.dictionary(id).set("DestOutputProfile", icc);
        },
    ),
    fault(
        "a book in black has a tint",
        Kind::X4,
        "mono",
        "colour-mono",
        |_| {},
    ),
    x4("red", "colour-rgb", |book| {
        book.write(5, "1 0 0 rg 200 200 20 20 re f")
    }),
    x4("red in a form", "colour-rgb", |book| {
        let form = dictionary! {
            "Type" => "XObject", "Subtype" => "Form", "BBox" => numbers([0, 0, 9, 9]),
        };
        let form = book.add(Stream::new(form, b"1 0 0 rg 0 0 9 9 re f".to_vec()));
        book.give(5, "XObject", "X2", form);
        book.write(5, "q 1 0 0 1 200 200 cm /X2 Do Q");
    }),
    x4("red in a pattern", "colour-rgb", |book| {
        let pattern = dictionary! {
            "PatternType" => 1, "PaintType" => 1, "TilingType" => 1,
            "BBox" => numbers([0, 0, 9, 9]), "XStep" => 9, "YStep" => 9,
            "Resources" => Dictionary::new(),
        };
        let pattern = book.add(Stream::new(pattern, b"1 0 0 rg 0 0 9 9 re f".to_vec()));
        book.give(5, "Pattern", "P1", pattern);
        book.write(5, "/Pattern cs /P1 scn 200 200 50 50 re f");
    }),
    x4("red in a shading", "colour-rgb", |book| {
        let function = dictionary! {
            "FunctionType" => 2, "Domain" => numbers([0, 1]), "N" => 1,
            "C0" => numbers([1, 0, 0]), "C1" => numbers([0, 0, 0]),
        };
        let shading = dictionary! {
            "ShadingType" => 2, "ColorSpace" => "DeviceRGB",
            "Coords" => numbers([0, 0, 9, 9]), "Function" => function,
        };
        book.give(5, "Shading", "S1", shading);
        book.write(5, "q 200 200 50 50 re W n /S1 sh Q");
    }),
    x4("red that a table holds", "colour-rgb", |book| {
        let table = Object::string_literal(vec![255, 0, 0]);
        let space = vec!["Indexed".into(), "DeviceRGB".into(), 0.into(), table];
        paint(book, space, "0 scn");
    }),
    x4(
        "an image that stands in its contents is red",
        "colour-rgb",
        |book| {
            let contents = b"q 2 0 0 2 200 200 cm BI /W 9 /H 9 /BPC 8 /CS /RGB ID ".to_vec();
            let contents = [contents, vec![b'x'; 243], b" EI Q".to_vec()].concat();
            book.add_contents(5, Stream::new(Dictionary::new(), contents));
        },
    ),
    x4("a profile that is none", "colour-space", |book| {
        let icc = book.add(Stream::new(dictionary! { "N" => 4 }, vec![7; 200]));
        paint(book, vec!["ICCBased".into(), icc.into()], "0 0 0 1 scn");
    }),
    x4(
        "a spot colour without a tint transform",
        "colour-space",
        |book| {
            let space = vec!["Separation".into(), "Silver".into(), "DeviceCMYK".into()];
            paint(book, space, "1 scn");
        },
    ),
    x1a("contents by LZW", "compression", |book| {
        let contents = Stream::new(dictionary! { "Filter" => "LZWDecode" }, lzw(b"0 g"));
        book.add_contents(5, contents);
    }),
    x4("an operator of no PDF", "contents", |book| {
        book.write(5, "1 2 tea")
    }),
    x4("a state that is never restored", "contents", |book| {
        book.write(5, "q")
    }),
    x4("a font that is not there", "contents", |book| {
        book.write(5, &format!("BT /F9 11 Tf 100 300 Td {TEXT} Tj ET"));
    }),
    x4("pages that are not counted", "damaged", |book| {
        // The same page twice.
        let page = book.pages[5];
        book.pages.push(page);
    }),
    x4("another day", "dates", |book| {
        let day = Object::string_literal("D:20261102120000Z");
        book.info().set("ModDate", day);
    }),
    x4("no day in the metadata", "dates", |book| {
        book.xmp = book
            .xmp
            .replace("<xmp:CreateDate>2026-11-01T12:00:00Z</xmp:CreateDate>", "");
    }),
    x1a("no day at all", "dates", |book| {
        book.info().remove(b"CreationDate");
    }),
    x4("an attachment", "embedded-file", |book| {
        let names = dictionary! { "Names" => Vec::<Object>::new() };
        book.catalog()
            .set("Names", dictionary! { "EmbeddedFiles" => names });
    }),
    x4("a password", "encrypted", |book| {
        let encrypt = dictionary! { "Filter" => "Standard", "V" => 1 };
        book.document.trailer.set("Encrypt", encrypt);
        // What is encrypted is no date.
        book.info().set("ModDate", Object::string_literal("x"));
    }),
    x4("pixels in another file", "external-data", |book| {
        let id = book.image;
        book.dictionary(id)
            .set("F", Object::string_literal("pixels.dat"));
    }),
    x4("no identifier", "file-id", |book| {
        book.document.trailer.set("ID", Vec::<Object>::new());
    }),
    x4(
        "a font that is somewhere else",
        "font-not-embedded",
        |book| {
            let id = book.descriptor;
            book.dictionary(id).remove(b"FontFile2");
        },
    ),
    x4(
        "a font of every printer, as was once thought",
        "font-not-embedded",
        |book| {
            let font =
                dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica" };
            book.give(5, "Font", "F2", font);
            book.write(5, "BT 0 g /F2 11 Tf 100 300 Td (Tea) Tj ET");
        },
    ),
    x4("a field", "form-field", |book| {
        book.catalog()
            .set("AcroForm", dictionary! { "Fields" => Vec::<Object>::new() });
    }),
    kdp("text in the bind", "gutter", |book| {
        text(book, 5, 40, 300, 11)
    }),
    fault(
        "a tint where the glue is",
        Kind::X1a,
        "ingramspark",
        "gutter",
        |book| {
            book.write(5, "0.2 0 0 0 k 30 200 50 50 re f");
        },
    ),
    x4("a line of a tenth of a point", "hairline", |book| {
        book.write(5, "0 0 0 1 K 0.1 w 100 200 m 200 200 l S");
    }),
    x4("a line that is made small", "hairline", |book| {
        book.write(
            5,
            "q 0 0 0 1 K 0.1 0 0 0.1 100 200 cm 1 w 0 0 m 99 99 l S Q",
        );
    }),
    x4("a rectangle as thin as a line", "hairline", |book| {
        book.write(5, "0 0 0 1 k 100 200 100 0.1 re f");
    }),
    fault("a line of no weight", Kind::X4, "", "hairline", |book| {
        book.write(5, "0 0 0 1 K 0 w 100 200 m 200 200 l S");
    }),
    x4("a screen of another type", "halftone", |book| {
        book.state(
            dictionary! { "HT" => dictionary! { "HalftoneType" => 10 } },
            "",
        );
    }),
    x4("a screen with a phase", "halftone", |book| {
        book.state(dictionary! { "HTP" => numbers([1, 2]) }, "");
    }),
    x4("half of the pixels", "image-damaged", |book| {
        let half = vec![60; (PIXELS * PIXELS * 2) as usize];
        let id = book.image;
        book.document
            .set_object(id, compressed(Stream::new(image(), half)));
    }),
    fault(
        "more pixels than are of use",
        Kind::X4,
        "lulu",
        "image-excess",
        |book| {
            book.write(5, "q 10 0 0 10 200 200 cm /I1 Do Q");
        },
    ),
    x4("a JPEG with a dark square", "image-ink", |book| {
        dark(book);
    }),
    x4("a pixel with all inks", "image-ink", |book| {
        let id = book.image;
        let mut own = pixels(60);
        own[400..404].fill(255);
        book.document
            .set_object(id, compressed(Stream::new(image(), own)));
    }),
    x4(
        "an image that is printed large",
        "image-resolution",
        |book| {
            book.write(5, "q 100 0 0 100 200 200 cm /I1 Do Q");
        },
    ),
    x4("forms in forms in forms", "incomplete", |book| {
        let mut inner = book.form;
        for _ in 0..20 {
            let form = dictionary! {
                "Type" => "XObject", "Subtype" => "Form", "BBox" => numbers([0, 0, 200, 50]),
                "Resources" => dictionary! { "XObject" => dictionary! { "X" => inner } },
            };
            inner = book.add(Stream::new(form, b"/X Do".to_vec()));
        }
        book.give(5, "XObject", "X2", inner);
        book.write(5, "/X2 Do");
    }),
    x4("a colour of 350 %", "ink", |book| {
        book.write(5, "0.9 0.9 0.8 0.9 k 200 200 50 50 re f")
    }),
    x4("a profile of a monitor", "intent-profile", |book| {
        let mut own = FOGRA39.to_vec();
        own[12..16].copy_from_slice(b"mntr");
        let id = book.icc;
        let icc = Stream::new(dictionary! { "N" => 4 }, own);
        book.document.set_object(id, icc);
    }),
    x1a("a profile of version 4", "intent-profile", |book| {
        let mut own = FOGRA39.to_vec();
        own[8] = 4;
        let id = book.icc;
        let icc = Stream::new(dictionary! { "N" => 4 }, own);
        book.document.set_object(id, icc);
    }),
    x4("a profile that ends early", "intent-profile", |book| {
        let id = book.icc;
        let icc = Stream::new(dictionary! { "N" => 4 }, FOGRA39[..9_000].to_vec());
        book.document.set_object(id, icc);
    }),
    x4("no profile", "intent-profile", |book| {
        let id = book.intent;
        book.dictionary(id).remove(b"DestOutputProfile");
    }),
    fault(
        "text on the last page",
        Kind::X1a,
        "ingramspark",
        "last-page",
        |book| {
            text(book, PAGES, 100, 300, 11);
        },
    ),
    x4("coarse line art", "line-art-resolution", |book| {
        let own = dictionary! {
            "Type" => "XObject", "Subtype" => "Image", "ImageMask" => true,
            "Width" => PIXELS, "Height" => PIXELS, "BitsPerComponent" => 1,
        };
        let own = book.add(Stream::new(own, vec![0; (PIXELS * 13) as usize]));
        book.give(5, "XObject", "I2", own);
        book.write(5, "q 0 g 24 0 0 24 200 200 cm /I2 Do Q");
    }),
    x4("a mark in the bleed", "marks", |book| {
        book.write(5, "0 0 0 1 K 0.5 w 24 300 m 24 340 l S");
    }),
    kdp("a mark beyond the bleed", "marks", |book| {
        book.write(5, "0 0 0 1 K 1 w 10 300 m 10 340 l S");
    }),
    x4("no metadata", "metadata", |book| {
        book.catalog().remove(b"Metadata");
        // Without them the document information makes no claim either.
        let claim = Object::string_literal("PDF/X-4");
        book.info().set("GTS_PDFXVersion", claim);
    }),
    x4("metadata that are not well-formed", "metadata", |book| {
        book.xmp = book.xmp.replace("</rdf:RDF>", "");
        let claim = Object::string_literal("PDF/X-4");
        book.info().set("GTS_PDFXVersion", claim);
    }),
    x4("a glyph that is not there", "missing-glyph", |book| {
        book.write(5, "BT 0 g /F1 11 Tf 100 300 Td <0000> Tj ET");
    }),
    x1a("objects in a stream", "object-streams", |book| {
        book.document.reference_table.cross_reference_type = XrefType::CrossReferenceStream;
    }),
    x4("a better image elsewhere", "opi", |book| {
        let id = book.image;
        book.dictionary(id)
            .set("OPI", dictionary! { "2.0" => Dictionary::new() });
    }),
    x4(
        "layers that change by themselves",
        "optional-content",
        |book| {
            let setting = dictionary! { "AS" => vec![Dictionary::new().into()] };
            book.catalog()
                .set("OCProperties", dictionary! { "D" => setting });
        },
    ),
    x4("layers without a setting", "optional-content", |book| {
        book.catalog().set(
            "OCProperties",
            dictionary! { "OCGs" => Vec::<Object>::new() },
        );
    }),
    x1a("layers", "optional-content", |book| {
        book.catalog()
            .set("OCProperties", dictionary! { "D" => Dictionary::new() });
    }),
    x4("two output intents", "output-intent", |book| {
        let intent = Object::from(book.intent);
        book.catalog()
            .set("OutputIntents", vec![intent.clone(), intent]);
    }),
    x4("no output intent", "output-intent", |book| {
        book.catalog().remove(b"OutputIntents");
    }),
    x4("a condition without a name", "output-intent", |book| {
        let id = book.intent;
        book.dictionary(id).remove(b"OutputConditionIdentifier");
    }),
    x4("trim and art", "page-boxes", |book| {
        book.page(5).set("ArtBox", numbers([40, 40, 500, 700]));
    }),
    x4("a bleed beyond the medium", "page-boxes", |book| {
        book.page(5).set("BleedBox", numbers([-5, 20, 538, 738]));
    }),
    kdp("sixteen pages", "page-count", |book| {
        book.pages.truncate(16);
    }),
    x4("31 pages", "page-multiple", |book| {
        book.pages.truncate(31);
    }),
    x4("a narrow page", "page-size", |book| {
        book.page(5).set("TrimBox", numbers([29, 29, 519, 729]));
    }),
    x4("a programme", "postscript", |book| {
        let own = dictionary! { "Type" => "XObject", "Subtype" => "PS" };
        let own = book.add(Stream::new(own, b"showpage".to_vec()));
        book.give(5, "XObject", "X2", own);
    }),
    x4("one ink of a page", "preseparated", |book| {
        book.page(5)
            .set("SeparationInfo", dictionary! { "DeviceColorant" => "Cyan" });
    }),
    x4("a page of another file", "reference-xobject", |book| {
        let id = book.form;
        book.dictionary(id).set("Ref", dictionary! { "Page" => 0 });
    }),
    x4("text in all inks", "registration", |book| {
        let space = separation(&mut book.document, "All", [1.0; 4]);
        book.give(5, "ColorSpace", "All", space);
        book.write(
            5,
            &format!("BT /All cs 1 scn /F1 11 Tf 100 300 Td {TEXT} Tj ET"),
        );
    }),
    x4("an intent of no standard", "rendering-intent", |book| {
        book.write(5, "/Pretty ri")
    }),
    fault(
        "black of light",
        Kind::Plain,
        "lulu",
        "rgb-black-text",
        |book| {
            book.write(5, &format!("BT 0 0 0 rg /F1 11 Tf 100 300 Td {TEXT} Tj ET"));
        },
    ),
    x4("black text with other inks", "rich-black-text", |book| {
        book.write(
            5,
            &format!("BT 0.6 0.4 0.4 1 k /F1 11 Tf 100 300 Td {TEXT} Tj ET"),
        );
    }),
    x4("text at the foot", "safety", |book| {
        text(book, 5, 100, 34, 11)
    }),
    x4("text at the fore-edge", "safety", |book| {
        text(book, 6, 33, 300, 11)
    }),
    x4("a tint that ends at the trim", "short-bleed", |book| {
        book.write(6, "0.2 0 0 0 k 29 200 50 50 re f");
    }),
    x4(
        "an image that ends inside the bleed",
        "short-bleed",
        |book| {
            book.write(6, "q 24 0 0 24 25 200 cm /I1 Do Q");
        },
    ),
    x4("small white text", "small-coloured-type", |book| {
        book.write(5, &format!("BT 0 0 0 0 k /F1 5 Tf 100 300 Td {TEXT} Tj ET"));
    }),
    x4("small red text", "small-coloured-type", |book| {
        book.write(5, &format!("BT 0 1 1 0 k /F1 5 Tf 100 300 Td {TEXT} Tj ET"));
    }),
    kdp("small text", "small-type", |book| {
        text(book, 5, 100, 300, 6)
    }),
    kdp("text that is made small", "small-type", |book| {
        let own = format!("BT 0 g /F1 12 Tf 0.5 0 0 0.5 100 300 Tm {TEXT} Tj ET");
        book.write(5, &own);
    }),
    x4("gold in two ways", "spot-colour", |book| {
        let space = separation(&mut book.document, "Gold", [0.0, 0.3, 0.9, 0.0]);
        book.give(5, "ColorSpace", "Gold", space);
        book.write(5, "/Gold cs 1 scn 200 200 50 50 re f");
    }),
    x4("no claim", "standard", |book| {
        book.xmp = book.xmp.replace("PDF/X-4", "");
    }),
    x4("a claim to what is not there", "standard", |book| {
        book.xmp = book.xmp.replace("PDF/X-4", "PDF/X-4:2030");
    }),
    fault(
        "a file that the printer does not take",
        Kind::X4,
        "ingramspark",
        "standard",
        |_| {},
    ),
    x4("two titles", "title", |book| {
        let title = Object::string_literal("Coffee");
        book.info().set("Title", title);
    }),
    x4("no title", "title", |book| {
        book.xmp = book.xmp.replace(">Tea<", "><");
    }),
    x4("a curve", "transfer-function", |book| {
        book.state(dictionary! { "TR" => "Identity" }, "");
    }),
    x1a("half of an ink", "transparency", |book| {
        book.state(
            dictionary! { "ca" => 0.5 },
            "0.2 0 0 0 k 200 200 50 50 re f",
        );
    }),
    x1a("a blend mode", "transparency", |book| {
        book.state(
            dictionary! { "BM" => "Multiply" },
            "0.2 0 0 0 k 200 200 50 50 re f",
        );
    }),
    kdp("an image with a soft mask", "transparency", |book| {
        let mut mask = image();
        mask.set("ColorSpace", "DeviceGray");
        let mask = Stream::new(mask, vec![9; (PIXELS * PIXELS) as usize]);
        let mask = book.add(mask);
        let id = book.image;
        book.dictionary(id).set("SMask", mask);
    }),
    x4("nobody knows whether it is trapped", "trapped", |book| {
        book.info().set("Trapped", "Unknown");
    }),
    x4("no answer in the metadata", "trapped", |book| {
        book.xmp = book.xmp.replace("<pdf:Trapped>False</pdf:Trapped>", "");
    }),
    x4("two answers on trapping", "trapped", |book| {
        book.info().set("Trapped", "True")
    }),
    x4("a later PDF", "version", |book| {
        "1.7".clone_into(&mut book.document.version)
    }),
    x1a("transparency may be there", "version", |book| {
        book.catalog().set("Version", "1.5");
    }),
    x4("a viewer that trims", "viewer-preferences", |book| {
        let own = dictionary! { "PrintArea" => "TrimBox" };
        book.catalog().set("ViewerPreferences", own);
    }),
    x4("white over ink", "white-overprint", |book| {
        let own = dictionary! { "OP" => true, "op" => true, "OPM" => 1 };
        book.state(own, "0 0 0 0 k 200 200 50 50 re f");
    }),
];

/// The image is a JPEG, whose samples are the inks that are missing.
pub fn dark(book: &mut Book) {
    let id = book.image;
    let mut own = image();
    own.set("Filter", "DCTDecode");
    own.set(
        "Decode",
        [1, 0]
            .repeat(4)
            .into_iter()
            .map(Object::from)
            .collect::<Vec<_>>(),
    );
    book.document
        .set_object(id, Stream::new(own, DARK.to_vec()));
}

/// All pixels of the image in one colour.
fn pixels(ink: u8) -> Vec<u8> {
    vec![ink; (PIXELS * PIXELS * 4) as usize]
}

fn link(book: &mut Book, place: [i64; 4]) {
    let own = dictionary! { "Type" => "Annot", "Subtype" => "Link", "Rect" => numbers(place) };
    let own = book.add(own);
    book.page(5).set("Annots", vec![own.into()]);
}

/// Paints an area of page 5 in a colour space of its own.
fn paint(book: &mut Book, space: Vec<Object>, colour: &str) {
    book.give(5, "ColorSpace", "C1", space);
    book.write(5, &format!("/C1 cs {colour} 200 200 50 50 re f"));
}

fn text(book: &mut Book, page: usize, x: i64, y: i64, size: i64) {
    book.write(
        page,
        &format!("BT 0 g /F1 {size} Tf {x} {y} Td {TEXT} Tj ET"),
    );
}

/// The head of a profile of a press that prints black alone.
fn gray_profile() -> Vec<u8> {
    let mut own = FOGRA39[..2_000].to_vec();
    own[..4].copy_from_slice(&2_000_u32.to_be_bytes());
    own[16..20].copy_from_slice(b"GRAY");
    // One entry of the table, which lies inside.
    own[128..132].copy_from_slice(&1_u32.to_be_bytes());
    own[136..144].copy_from_slice(&[0, 0, 1, 0, 0, 0, 0, 4]);
    own
}

/// LZW whose codes are bytes and nothing else, of 9 bits each.
fn lzw(data: &[u8]) -> Vec<u8> {
    let codes = [256]
        .into_iter()
        .chain(data.iter().map(|own| u32::from(*own)));
    let bits: Vec<bool> = codes
        .chain([257])
        .flat_map(|code| (0..9).rev().map(move |bit| code >> bit & 1 == 1))
        .collect();
    let byte = |bits: &[bool]| {
        let own = bits.iter().fold(0_u8, |sum, bit| sum << 1 | u8::from(*bit));
        own << (8 - bits.len())
    };
    bits.chunks(8).map(byte).collect()
}
