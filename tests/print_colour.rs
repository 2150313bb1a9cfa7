//! The colours of the print edition, judged by programs from outside: a book of words and of pictures of
//! every kind -> its inks by Ghostscript, its claim by ExifTool, its structure by qpdf and veraPDF.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::io::Cursor;
use std::path::Path;
use std::process::Command;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};
use lopdf::{Dictionary, Document, Object};

use crate::harness::Workshop;
use crate::judges::{call, judge, qpdf, text};

/// The page of the pictures, counted from 1, and that of words alone.
const PICTURES: usize = 3;
const WORDS: usize = 1;

/// A photograph by a formula: soft changes of hue and light, with shadows.
fn photograph() -> DynamicImage {
    let pixel = |x: u32, y: u32| {
        let (x, y) = (x * 255 / 899, y * 255 / 599);
        let wave = (x * y / 255 + (x ^ y) / 8) % 256;
        Rgb([x as u8, y as u8, (255 - wave) as u8])
    };
    DynamicImage::ImageRgb8(RgbImage::from_fn(900, 600, pixel))
}

/// A disc in red whose edge fades.
fn soft() -> DynamicImage {
    let pixel = |x: u32, y: u32| {
        let (dx, dy) = (i64::from(x) - 300, i64::from(y) - 200);
        let cover = 255 - ((dx * dx + dy * dy) / 200).min(255);
        Rgba([200, 30, 40, cover as u8])
    };
    DynamicImage::ImageRgba8(RgbaImage::from_fn(600, 400, pixel))
}

fn encoded(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).expect("a picture");
    bytes.into_inner()
}

/// The book of the fixture with its pictures, and what `settings` adds to `book.toml`.
fn workshop(settings: &str) -> Workshop {
    let workshop = Workshop::with_fixture("print");
    let images = workshop.path("manuscript/images");
    let photo = encoded(&photograph(), ImageFormat::Jpeg);
    std::fs::write(images.join("photo.jpg"), photo).expect("a file for the test");
    let soft = encoded(&soft(), ImageFormat::Png);
    std::fs::write(images.join("soft.png"), soft).expect("a file for the test");
    let book = workshop.path("manuscript/book.toml");
    let before = std::fs::read_to_string(&book).expect("the settings");
    std::fs::write(book, format!("{settings}\n{before}")).expect("a file for the test");
    workshop
}

/// Builds it, and gives the print edition.
fn printed(settings: &str) -> (Workshop, Vec<u8>) {
    let workshop = workshop(settings);
    workshop.recto(&["build"]).ends_with(0);
    let bytes = workshop.bytes("build/print-print.pdf");
    (workshop, bytes)
}

/// The shares of the inks on each page, in per cent, by Ghostscript.
fn inks(path: &Path) -> Vec<[f64; 4]> {
    let flags = ["-q", "-dSAFER", "-o", "-", "-sDEVICE=ink_cov"].map(OsStr::new);
    let output = call("gs", flags.into_iter().chain([path.as_os_str()]));
    assert!(output.status.success(), "{output:?}");
    let said = text(&output.stdout);
    let pages = said.lines().map(|page| {
        let inks: Vec<f64> = page
            .split_whitespace()
            .filter_map(|ink| ink.parse().ok())
            .collect();
        inks.try_into().unwrap_or_else(|_| panic!("{page}"))
    });
    pages.collect()
}

/// The plates of a page, by their names: the samples of Ghostscript's separations, 0 full ink.
fn plates(workshop: &Workshop, pdf: &str, page: usize) -> BTreeMap<String, Vec<u8>> {
    let folder = workshop.path("plates");
    std::fs::create_dir_all(&folder).expect("a folder for the test");
    let out = folder.join("p.tif");
    let page = [format!("-dFirstPage={page}"), format!("-dLastPage={page}")];
    let mut arguments: Vec<&OsStr> = [
        "-q",
        "-dSAFER",
        "-r72",
        "-sDEVICE=tiffsep",
        "-sCompression=none",
    ]
    .map(OsStr::new)
    .to_vec();
    arguments.extend(page.iter().map(OsStr::new));
    let file = workshop.path(pdf);
    arguments.extend([OsStr::new("-o"), out.as_os_str(), file.as_os_str()]);
    let output = call("gs", arguments);
    assert!(output.status.success(), "{output:?}");
    let files = std::fs::read_dir(&folder).expect("plates");
    let mut plates = BTreeMap::new();
    for file in files.flatten() {
        let name = file.file_name().to_string_lossy().into_owned();
        let plate = name
            .strip_prefix("p(")
            .and_then(|rest| rest.strip_suffix(").tif"));
        if let Some(plate) = plate {
            let bytes = std::fs::read(file.path()).expect("a plate");
            plates.insert(plate.to_owned(), samples(&bytes));
        }
    }
    plates
}

/// The samples of a TIFF of one grey channel without compression.
fn samples(tiff: &[u8]) -> Vec<u8> {
    let number = |at: usize, bytes: usize| -> usize {
        let own = &tiff[at..at + bytes];
        own.iter()
            .rev()
            .fold(0, |sum, byte| sum << 8 | usize::from(*byte))
    };
    assert_eq!(&tiff[..4], b"II*\0", "little endian");
    let directory = number(4, 4);
    let tag = |wanted: usize| -> Vec<usize> {
        let entries = (0..number(directory, 2)).map(|at| directory + 2 + at * 12);
        let own = entries.into_iter().find(|at| number(*at, 2) == wanted);
        let own = own.unwrap_or_else(|| panic!("no tag {wanted}"));
        let size = if number(own + 2, 2) == 3 { 2 } else { 4 };
        let count = number(own + 4, 4);
        let start = if size * count <= 4 {
            own + 8
        } else {
            number(own + 8, 4)
        };
        (0..count)
            .map(|at| number(start + at * size, size))
            .collect()
    };
    let strips = tag(273).into_iter().zip(tag(279));
    strips
        .flat_map(|(start, length)| tiff[start..start + length].to_vec())
        .collect()
}

/// The most ink of any pixel, in per cent, and what all of a plate's pixels have on average.
fn total(plates: &BTreeMap<String, Vec<u8>>) -> f64 {
    let process = ["Cyan", "Magenta", "Yellow", "Black"].map(|name| &plates[name]);
    let count = process[0].len();
    let most = (0..count).map(|at| {
        let inks = process.iter().map(|plate| 255 - u32::from(plate[at]));
        inks.sum::<u32>()
    });
    f64::from(most.max().unwrap_or(0)) / 2.55
}

fn is_used(plates: &BTreeMap<String, Vec<u8>>, name: &str) -> bool {
    plates[name].iter().any(|sample| *sample < 250)
}

#[test]
fn words_are_black_alone_and_pictures_are_in_the_inks_of_the_press() {
    let (workshop, _) = printed("");
    let pages = inks(&workshop.path("build/print-print.pdf"));
    let [c, m, y, k] = pages[WORDS - 1];
    assert_eq!([c, m, y], [0.0; 3]);
    assert!(k > 0.1, "{k}");
    let plates = plates(&workshop, "build/print-print.pdf", PICTURES);
    for name in ["Cyan", "Magenta", "Yellow", "Black", "Harbour Blue"] {
        assert!(is_used(&plates, name), "{name}: {:?}", plates.keys());
    }
    assert_eq!(plates.len(), 5, "{:?}", plates.keys());
    let most = total(&plates);
    // 300 % of the profile, and what smoothing a JPEG rounds.
    assert!((200.0..302.0).contains(&most), "{most}");
}

#[test]
fn the_file_says_that_it_is_pdf_x_4_and_has_one_intent() {
    let (workshop, bytes) = printed("");
    let path = workshop.path("build/print-print.pdf");
    qpdf("print", &path);
    let said = exif(
        &path,
        &[
            "-XMP-pdfxid:all",
            "-XMP-pdf:Trapped",
            "-PDF:Trapped",
            "-PDFVersion",
        ],
    );
    assert_eq!(said, ["PDF/X-4", "False", "False", "1.6"]);
    let [xmp, info] = ["XMP-xmp", "PDF"].map(|group| {
        exif(
            &path,
            &[
                &format!("-{group}:CreateDate"),
                &format!("-{group}:ModifyDate"),
            ],
        )
    });
    assert_eq!(xmp, info);
    let titles = exif(&path, &["-XMP-dc:Title", "-PDF:Title"]);
    assert_eq!(titles, ["Ink & Paper"; 2]);
    let present = exif(
        &path,
        &[
            "-XMP-xmpMM:DocumentID",
            "-XMP-xmpMM:VersionID",
            "-XMP-xmpMM:RenditionClass",
            "-XMP-xmp:MetadataDate",
        ],
    );
    assert_eq!(present.len(), 4, "{present:?}");

    let document = Document::load_mem(&bytes).expect("a PDF");
    let intent = intent(&document);
    let name = |key: &[u8]| {
        String::from_utf8_lossy(intent.get(key).and_then(Object::as_str).expect("a text"))
            .into_owned()
    };
    assert_eq!(name(b"OutputConditionIdentifier"), "FOGRA39");
    assert_eq!(name(b"RegistryName"), "http://www.color.org");
    let profile = intent.get_deref(b"DestOutputProfile", &document);
    let profile = profile.and_then(Object::as_stream).expect("a profile");
    assert_eq!(
        profile.dict.get(b"N").and_then(Object::as_i64).ok(),
        Some(4)
    );
    let own = profile.get_plain_content().expect("its bytes");
    assert_eq!(
        own,
        std::fs::read("icc/FOGRA39L_300.icc").expect("the profile")
    );
    colours_are_of_the_press(&document);
}

#[test]
fn a_jpeg_for_the_press_is_untouched_and_a_transparent_png_keeps_its_mask() {
    let (workshop, bytes) = printed("");
    let own = workshop.bytes("manuscript/images/press.jpg");
    let document = Document::load_mem(&bytes).expect("a PDF");
    let images: Vec<_> = images(&document).collect();
    let passed = images.iter().find(|image| image.content == own);
    let passed = passed.expect("the JPEG as it is");
    assert_eq!(
        passed
            .dict
            .get(b"Decode")
            .and_then(Object::as_array)
            .map(Vec::len)
            .ok(),
        Some(8)
    );
    assert!(images.iter().any(|image| image.dict.has(b"SMask")));
    let pages = document.get_pages();
    let page = document
        .get_dictionary(pages[&(PICTURES as u32)])
        .expect("a page");
    let group = page
        .get(b"Group")
        .and_then(Object::as_dict)
        .expect("a group");
    assert_eq!(
        group.get(b"CS").and_then(Object::as_name).ok(),
        Some(&b"DeviceCMYK"[..])
    );
}

#[test]
fn pdf_x_1a_has_an_old_structure_and_nothing_that_shines_through() {
    for (standard, version, names) in [
        ("x-1a", "1.4", ["PDF/X-1a:2003", "PDF/X-1a:2003"]),
        ("x-1a-2001", "1.3", ["PDF/X-1:2001", "PDF/X-1a:2001"]),
    ] {
        let settings = format!("editions.print.standard = \"{standard}\"");
        let (workshop, bytes) = printed(&settings);
        let path = workshop.path("build/print-print.pdf");
        qpdf(standard, &path);
        let said = exif(
            &path,
            &[
                "-PDF:GTS_PDFXVersion",
                "-PDF:GTS_PDFXConformance",
                "-PDF:Trapped",
                "-PDFVersion",
            ],
        );
        assert_eq!(said, [names[0], names[1], "False", version]);
        let file = String::from_utf8_lossy(&bytes);
        assert!(
            file.contains("\nxref\n") || file.contains("\nxref"),
            "{standard}: a table"
        );
        for word in ["/ObjStm", "/XRef", "/SMask", "/ca ", "/Group"] {
            assert!(!file.contains(word), "{standard}: {word}");
        }
        let document = Document::load_mem(&bytes).expect("a PDF");
        intent(&document);
        colours_are_of_the_press(&document);
        let plates = plates(&workshop, "build/print-print.pdf", PICTURES);
        assert!(is_used(&plates, "Harbour Blue"));
        assert!(total(&plates) < 302.0);
    }
}

#[test]
fn a_press_of_its_own_is_the_intent() {
    let workshop = workshop(
        "editions.print.intent = { profile = \"press.icc\", condition = \"HOUSE\", description = \"Our press\" }",
    );
    let mut profile = std::fs::read("icc/FOGRA39L_300.icc").expect("the profile");
    // Another second of its making: another file.
    profile[35] ^= 1;
    std::fs::write(workshop.path("manuscript/press.icc"), &profile).expect("a file for the test");
    workshop
        .recto(&["build", "--edition", "print"])
        .ends_with(0);
    let document = Document::load_mem(&workshop.bytes("build/print-print.pdf")).expect("a PDF");
    let intent = intent(&document);
    let condition = intent
        .get(b"OutputConditionIdentifier")
        .and_then(Object::as_str);
    assert_eq!(condition.ok(), Some(&b"HOUSE"[..]));
    let own = intent
        .get_deref(b"DestOutputProfile", &document)
        .and_then(Object::as_stream);
    assert_eq!(
        own.expect("a profile").get_plain_content().ok(),
        Some(profile)
    );
}

#[test]
fn a_profile_that_a_printers_standard_cannot_hold_is_told_at_its_key() {
    let workshop =
        workshop("editions.print.intent = { profile = \"press.icc\", condition = \"HOUSE\" }");
    let mut profile = std::fs::read("icc/FOGRA39L_300.icc").expect("the profile");
    profile[8] = 4;
    std::fs::write(workshop.path("manuscript/press.icc"), &profile).expect("a file for the test");
    // PDF/X-4 holds it, PDF/X-1a does not.
    workshop
        .recto(&["build", "--edition", "print"])
        .ends_with(0);
    workshop
        .recto(&["build", "--printer", "kdp"])
        .ends_with(1)
        .says("book.toml:1:37: error[print/profile]: the file is PDF/X-1a");
}

#[test]
fn a_book_without_a_date_says_a_day_that_is_a_convention() {
    let workshop = Workshop::with_fixture("print");
    let book = workshop.path("manuscript/book.toml");
    let settings = std::fs::read_to_string(&book).expect("the settings");
    let undated = settings.replace("date = \"2026-11-01\"\n", "");
    std::fs::write(
        book,
        undated
            .split("\n[[contents.body]]\nfile = \"body/pictures.md\"")
            .next()
            .unwrap_or_default(),
    )
    .expect("a file");
    workshop
        .recto(&["build", "--edition", "print"])
        .ends_with(0);
    let path = workshop.path("build/print-print.pdf");
    let said = exif(&path, &["-PDF:CreateDate", "-XMP-xmp:ModifyDate"]);
    assert!(
        said.iter().all(|date| date.starts_with("2000:01:01")),
        "{said:?}"
    );
}

#[test]
fn a_picture_that_lies_on_its_side_stands_upright_in_every_edition() {
    let workshop = workshop("");
    let photo = encoded(&photograph(), ImageFormat::Jpeg);
    // Tag 274 of a directory of one entry says 6: a quarter turn clockwise.
    let exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
    let mut turned = vec![0xFF, 0xD8, 0xFF, 0xE1, 0, exif.len() as u8 + 2];
    turned.extend(exif);
    turned.extend(&photo[2..]);
    std::fs::write(workshop.path("manuscript/images/photo.jpg"), turned).expect("a file");
    workshop.recto(&["build"]).ends_with(0);
    for edition in ["print", "screen"] {
        let document = Document::load_mem(&workshop.bytes(&format!("build/print-{edition}.pdf")))
            .expect("a PDF");
        let page = document.get_pages()[&(PICTURES as u32)];
        let content = document.get_page_content(page);
        let content = String::from_utf8_lossy(&content).into_owned();
        assert!(
            content.contains(" cm 0 -1 1 0 0 1 cm /I"),
            "{edition}: {content}"
        );
    }
}

#[test]
fn verapdf_finds_only_what_pdf_x_does_not_ask_for() {
    // PDF/A-2b asks for a claim of its own, for device colours a PDF/A intent beside that of PDF/X, and
    // for a schema of the two properties of XMP that PDF/X defines.
    let known = [
        "6.6.4-1",
        "6.2.4.3-3",
        "6.2.4.3-4",
        "6.6.2.3.1-1",
        "6.6.2.3.1-2",
    ];
    let (workshop, _) = printed("");
    let path = workshop.path("build/print-print.pdf");
    let flavour = [OsStr::new("2b"), path.as_os_str()];
    let output = call(&judge("RECTO_VERAPDF"), flavour);
    let said = text(&output.stdout);
    let verdict = said.lines().find(|line| line.contains("\t2b\t"));
    let verdict = verdict.unwrap_or_else(|| panic!("{output:?}"));
    let rules = verdict.split('\t').nth(3).unwrap_or_default();
    let rules = rules.split_whitespace();
    let found: Vec<&str> = rules
        .filter_map(|rule| rule.rsplit_once('x').map(|(name, _)| name))
        .collect();
    assert!(!found.is_empty(), "{verdict}");
    let unknown: Vec<&&str> = found.iter().filter(|own| !known.contains(own)).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}

/// Every space of an image, and every operator of a page, is of the press.
fn colours_are_of_the_press(document: &Document) {
    for image in images(document) {
        let space = image.dict.get(b"ColorSpace").and_then(Object::as_name);
        let space = String::from_utf8_lossy(space.expect("a space")).into_owned();
        assert!(
            ["DeviceGray", "DeviceCMYK"].contains(&space.as_str()),
            "{space}"
        );
    }
    for page in document.get_pages().into_values() {
        let content = document.get_page_content(page);
        let content = lopdf::content::Content::decode(&content).expect("operators");
        let rgb = content
            .operations
            .iter()
            .find(|own| ["rg", "RG"].contains(&own.operator.as_str()));
        assert!(rgb.is_none(), "{rgb:?}");
    }
}

fn images(document: &Document) -> impl Iterator<Item = &lopdf::Stream> {
    let streams = document
        .objects
        .values()
        .filter_map(|object| object.as_stream().ok());
    streams.filter(|stream| {
        stream.dict.get(b"Subtype").and_then(Object::as_name).ok() == Some(b"Image")
    })
}

/// The one output intent.
fn intent(document: &Document) -> &Dictionary {
    let catalog = document.catalog().expect("a catalog");
    let intents = catalog
        .get_deref(b"OutputIntents", document)
        .and_then(Object::as_array);
    let [intent] = intents.expect("intents").as_slice() else {
        panic!("not one intent");
    };
    let intent = intent.as_dict().expect("an intent");
    assert_eq!(
        intent.get(b"S").and_then(Object::as_name).ok(),
        Some(&b"GTS_PDFX"[..])
    );
    intent
}

/// The values of some tags, a line each.
fn exif(path: &Path, tags: &[&str]) -> Vec<String> {
    let output = Command::new("exiftool")
        .arg("-s3")
        .args(tags)
        .arg(path)
        .output();
    let output = output.expect("exiftool: run tools/install, which says what is missing");
    text(&output.stdout).lines().map(str::to_owned).collect()
}
