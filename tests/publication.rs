//! The shipped EPUB: none of the known faults of epub-builder is in it, its size is told, the publisher's
//! claim is the publisher's, and its pictures are what e-readers take. `docs/decisions/epub-builder.md`
//! lists the faults.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

use serde_json::Value;
use zip::{CompressionMethod, ZipArchive};

use crate::editions::books;
use crate::harness::Workshop;
use crate::judges::epubcheck;

/// A shipped publication.
struct Shipped {
    name: String,
    texts: BTreeMap<String, String>,
    /// Names in order, each with whether it is stored.
    files: Vec<(String, bool)>,
}

impl Shipped {
    fn of(name: &str, epub: &[u8]) -> Shipped {
        let mut archive = ZipArchive::new(Cursor::new(epub)).expect("an archive");
        let mut own = Shipped {
            name: name.to_owned(),
            texts: BTreeMap::new(),
            files: Vec::new(),
        };
        for at in 0..archive.len() {
            let mut file = archive.by_index(at).expect("a file");
            let name = file.name().expect("a name").into_owned();
            let is_stored = file.compression() == CompressionMethod::Stored;
            own.files.push((name.clone(), is_stored));
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).expect("its bytes");
            if let Ok(text) = String::from_utf8(bytes) {
                own.texts.insert(name, text);
            }
        }
        own
    }

    fn text(&self, name: &str) -> &str {
        let text = self.texts.get(&format!("OEBPS/{name}"));
        text.unwrap_or_else(|| panic!("{}: no {name}", self.name))
    }
}

/// The values of an attribute in the order of a file.
fn values<'t>(text: &'t str, attribute: &str) -> Vec<&'t str> {
    let opening = format!(" {attribute}=\"");
    let parts = text.split(opening.as_str()).skip(1);
    parts
        .map(|rest| rest.split('"').next().unwrap_or_default())
        .collect()
}

type Check = fn(&Shipped) -> bool;

/// The faults, each with what is so where it is absent.
const FAULTS: &[(&str, Check)] = &[
    ("two elements of the package share an id", |own| {
        let ids = values(own.text("content.opf"), "id");
        let unique: BTreeSet<&&str> = ids.iter().collect();
        !ids.is_empty() && unique.len() == ids.len()
    }),
    ("landmarks are empty", |own| {
        let nav = own.text("nav.xhtml");
        nav.split("epub:type=\"landmarks\"")
            .nth(1)
            .is_none_or(|rest| rest.contains("<li>"))
    }),
    ("there is no page list", |own| {
        own.text("nav.xhtml").contains("epub:type=\"page-list\"")
            && own.text("toc.ncx").contains("<pageList")
    }),
    ("the items have no properties", |own| {
        let package = own.text("content.opf");
        package.contains("properties=\"nav\"") && package.contains("properties=\"cover-image\"")
    }),
    ("the package has no language", |own| {
        let package = own.text("content.opf");
        let start = package.find("<package").expect("a package");
        let tag = &package[start..];
        tag.split('>')
            .next()
            .is_some_and(|tag| tag.contains("xml:lang=\"") && tag.contains("dir=\""))
    }),
    ("metadata are not escaped", |own| {
        let package = own.text("content.opf");
        let stray = package.match_indices('&').any(|(at, _)| {
            let rest = &package[at..];
            !["&amp;", "&lt;", "&gt;", "&quot;", "&#"]
                .iter()
                .any(|own| rest.starts_with(own))
        });
        !stray
    }),
    ("the spine has no direction", |own| {
        let package = own.text("content.opf");
        package.contains("page-progression-direction=\"")
    }),
    ("what refines has an id in the place of its target", |own| {
        let package = own.text("content.opf");
        let refined = values(package, "refines");
        let ids = values(package, "id");
        !refined.is_empty()
            && refined
                .iter()
                .all(|target| target.strip_prefix('#').is_some_and(|id| ids.contains(&id)))
    }),
    ("the NCX has no identifier", |own| {
        let package = own.text("content.opf");
        let identifier = package
            .split("id=\"book-id\">")
            .nth(1)
            .and_then(|rest| rest.split('<').next());
        let identifier = identifier.expect("an identifier");
        own.text("toc.ncx")
            .contains(&format!("name=\"dtb:uid\" content=\"{identifier}\""))
    }),
    ("two items have one name", |own| {
        let hrefs = values(own.text("content.opf"), "href");
        let unique: BTreeSet<&&str> = hrefs.iter().collect();
        unique.len() == hrefs.len()
    }),
    ("the time of the build is in it", |own| {
        let package = own.text("content.opf");
        let modified = package
            .split("dcterms:modified\">")
            .nth(1)
            .and_then(|rest| rest.split('<').next());
        modified.is_some_and(|own| own.ends_with("T00:00:00Z"))
    }),
    ("media are deflated", |own| {
        let is_image = |name: &str| name.contains("/images/");
        let mut images = own.files.iter().filter(|(name, _)| is_image(name));
        images.clone().count() > 0 && images.all(|(_, is_stored)| *is_stored)
    }),
    ("its type is not the first file, stored", |own| {
        own.files.first() == Some(&("mimetype".to_owned(), true))
    }),
    ("a style sheet that is empty is left", |own| {
        !own.files
            .iter()
            .any(|(name, _)| name.ends_with("stylesheet.css"))
    }),
    (
        "the role of every author is the same, and none has an order",
        |own| {
            let package = own.text("content.opf");
            let creators = package.matches("<dc:creator").count();
            package.matches("property=\"file-as\"").count() >= creators
        },
    ),
];

#[test]
fn no_known_fault_of_epub_builder_is_in_a_shipped_epub() {
    for editions in books() {
        let shipped = Shipped::of(editions.name, &editions.epub);
        for (fault, is_absent) in FAULTS {
            assert!(is_absent(&shipped), "{}: {fault}", editions.name);
        }
    }
}

#[test]
fn images_whose_names_are_nearly_one_and_titles_with_marks_are_told_apart() {
    let workshop = workshop("![One pot](<a b.svg>)\n\n![Another pot](a_b.svg)", "");
    workshop.write("manuscript/a b.svg", SVG);
    workshop.write("manuscript/a_b.svg", SVG);
    let settings = settings("").replace("title = \"A\"", "title = \"A & <B>\"");
    workshop.write("manuscript/book.toml", &settings);
    workshop.recto(&["build", "--edition", "epub"]).ends_with(0);
    let path = workshop.path("build/a.epub");
    epubcheck("a", &path);
    let shipped = Shipped::of("a", &workshop.bytes("build/a.epub"));
    assert!(shipped.text("content.opf").contains("A &amp; &lt;B&gt;"));
    let images = shipped
        .files
        .iter()
        .filter(|(name, _)| name.contains("/images/"));
    assert_eq!(images.count(), 2);
}

#[test]
fn a_claim_is_the_publishers_and_its_certifier_stands_with_it() {
    let workshop = workshop("Text.", "");
    workshop.recto(&["build", "--edition", "epub"]).ends_with(0);
    let silent = Shipped::of("a", &workshop.bytes("build/a.epub"));
    assert!(!silent.text("content.opf").contains("conformsTo"));
    let claim = "[editions.epub]\nconforms_to = \"wcag-2.2-aa\"\ncertified_by = \"Ada & Co.\"\n";
    workshop.write("manuscript/book.toml", &settings(claim));
    workshop.recto(&["build", "--edition", "epub"]).ends_with(0);
    let path = workshop.path("build/a.epub");
    epubcheck("a", &path);
    let claiming = Shipped::of("a", &workshop.bytes("build/a.epub"));
    let package = claiming.text("content.opf");
    for words in [
        ">EPUB Accessibility 1.1 - WCAG 2.2 Level AA<",
        "\"a11y:certifiedBy\">Ada &amp; Co.<",
    ] {
        assert!(package.contains(words), "no {words} in {package}");
    }
}

#[test]
fn the_report_names_the_largest_files_of_an_epub() {
    let workshop = workshop("Text.", "");
    workshop.recto(&["build"]).ends_with(0);
    let report: Value =
        serde_json::from_slice(&workshop.bytes("build/a.report.json")).expect("a report");
    let editions = report["editions"].as_array().expect("editions");
    let epub = editions
        .iter()
        .find(|own| own["edition"] == "epub")
        .expect("an EPUB");
    let largest = epub["size"]["largest"]
        .as_array()
        .expect("its largest files");
    let sizes: Vec<u64> = largest
        .iter()
        .filter_map(|own| own["bytes"].as_u64())
        .collect();
    assert!(
        !sizes.is_empty() && sizes.is_sorted_by(|a, b| a >= b),
        "{epub}"
    );
    assert_eq!(epub["size"]["is_over"], false);
    assert!(
        editions
            .iter()
            .filter(|own| own["edition"] != "epub")
            .all(|own| own["size"].is_null())
    );
}

#[test]
fn pictures_of_an_epub_are_of_light_and_neither_too_small_nor_too_large() {
    let cover = "[editions.epub]\ncover = \"cover.png\"\n";
    let large = |width: u32, height: u32| {
        let mut bytes = Cursor::new(Vec::new());
        let picture = image::GrayImage::new(width, height);
        picture
            .write_to(&mut bytes, image::ImageFormat::Png)
            .expect("a picture");
        bytes.into_inner()
    };
    for (sides, picture, expected) in [
        ((1_600, 2_560), (200, 100), vec![]),
        ((1_599, 2_560), (200, 100), vec!["epub/cover-size"]),
        ((1_600, 2_560), (2_100, 2_000), vec!["epub/image-size"]),
        ((1_600, 2_560), (2_000, 2_000), vec![]),
    ] {
        let workshop = workshop("![A field of grey](grey.png)", cover);
        std::fs::write(
            workshop.path("manuscript/cover.png"),
            large(sides.0, sides.1),
        )
        .expect("a cover");
        std::fs::write(
            workshop.path("manuscript/grey.png"),
            large(picture.0, picture.1),
        )
        .expect("a picture");
        assert_eq!(codes(&workshop), expected, "{sides:?} {picture:?}");
    }
    let inks = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/fixtures/print/images/press.jpg"
    );
    let workshop = workshop("![A picture of the press](inks.jpg)", cover);
    std::fs::write(workshop.path("manuscript/cover.png"), large(1_600, 2_560)).expect("a cover");
    std::fs::copy(inks, workshop.path("manuscript/inks.jpg")).expect("a picture");
    assert!(codes(&workshop).contains(&"epub/image-colour".to_owned()));
}

const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"60\" height=\"40\">\
                   <path d=\"M5 5H50V35H5Z\"/></svg>";

fn settings(more: &str) -> String {
    format!(
        "[book]\nslug = \"a\"\ntitle = \"A\"\nlanguage = \"en-GB\"\n\n{more}\n[[contents.body]]\nfile = \"a.md\"\n"
    )
}

/// A manuscript of one text.
fn workshop(text: &str, more: &str) -> Workshop {
    let workshop = Workshop::empty();
    workshop.write("manuscript/book.toml", &settings(more));
    workshop.write(
        "manuscript/a.md",
        &format!("---\ntitle: A\n---\n\n{text}\n"),
    );
    workshop
}

/// The codes about the EPUB that are found.
fn codes(workshop: &Workshop) -> Vec<String> {
    let run = workshop.recto(&["check", "--format", "json"]);
    let found: Value = serde_json::from_str(&run.stdout).expect("an array");
    let found = found.as_array().expect("an array");
    let codes = found.iter().filter_map(|own| own["code"].as_str());
    codes
        .filter(|own| own.starts_with("epub/"))
        .map(str::to_owned)
        .collect()
}
