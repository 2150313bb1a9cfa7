//! The fixture's book, written and read again.

use crate::layout::{After, Mark, PagedBook};
use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId, decode_text_string};

use super::fixture::book;
use super::{Edition, write};

/// A written file, read again.
struct Reread {
    bytes: Vec<u8>,
    document: Document,
}

fn reread(edition: Edition) -> Reread {
    let bytes = write(&book(), edition).unwrap();
    Reread {
        document: Document::load_mem(&bytes).unwrap(),
        bytes,
    }
}

impl Reread {
    fn pages(&self) -> Vec<&Dictionary> {
        let ids = self.document.get_pages().into_values();
        ids.map(|id| self.document.get_dictionary(id).unwrap())
            .collect()
    }

    fn content(&self, page: u32) -> String {
        let id: ObjectId = self.document.get_pages()[&page];
        let content = self.document.get_page_content(id);
        content.iter().map(|byte| char::from(*byte)).collect()
    }

    fn catalog(&self) -> &Dictionary {
        self.document.catalog().unwrap()
    }

    fn follow<'a>(&'a self, from: &'a Dictionary, path: &[&str]) -> &'a Object {
        let mut at = from;
        let (last, way) = path.split_last().unwrap();
        for key in way {
            at = at
                .get_deref(key.as_bytes(), &self.document)
                .unwrap()
                .as_dict()
                .unwrap();
        }
        at.get_deref(last.as_bytes(), &self.document).unwrap()
    }
}

fn numbers(rectangle: &Object) -> Vec<i64> {
    let corners = rectangle.as_array().unwrap().iter();
    corners
        .map(|n| (n.as_float().unwrap() * 100.0).round() as i64)
        .collect()
}

#[test]
fn the_boxes_are_trim_and_bleed_in_print_and_the_trim_on_the_screen() {
    let print = reread(Edition::Print);
    assert_eq!(print.document.version, "1.6");
    for page in print.pages() {
        assert_eq!(
            numbers(page.get(b"MediaBox").unwrap()),
            [0, 0, 49890, 69732]
        );
        assert_eq!(
            numbers(page.get(b"BleedBox").unwrap()),
            [0, 0, 49890, 69732]
        );
        assert_eq!(
            numbers(page.get(b"TrimBox").unwrap()),
            [850, 850, 49039, 68882]
        );
    }
    let screen = reread(Edition::Screen);
    assert_eq!(screen.document.version, "1.7");
    for page in screen.pages() {
        assert_eq!(
            numbers(page.get(b"MediaBox").unwrap()),
            [0, 0, 48189, 68032]
        );
    }
}

#[test]
fn nothing_of_printpdf_is_left() {
    for edition in [Edition::Print, Edition::Screen] {
        let file = reread(edition);
        for page in file.pages() {
            assert!(!page.has(b"CropBox"));
            let annotations = page.get(b"Annots").and_then(Object::as_array);
            assert!(annotations.is_ok_and(|a| !a.is_empty()) || !page.has(b"Annots"));
        }
        let text: String = file.bytes.iter().map(|byte| char::from(*byte)).collect();
        assert!(!text.contains("printpdf"));
        assert!(!file.catalog().has(b"PageLayout"));
        let info = file
            .document
            .trailer
            .get(b"Info")
            .unwrap()
            .as_reference()
            .unwrap();
        let info = file.document.get_dictionary(info).unwrap();
        let said = |key: &[u8]| decode_text_string(info.get(key).unwrap()).unwrap();
        assert_eq!(said(b"Title"), "Waffles & syrup \u{2013} a study");
        assert_eq!(said(b"Author"), "A. Baker");
        assert_eq!(said(b"Creator"), "Recto");
        assert_eq!(said(b"CreationDate"), "D:20261101000000Z");
    }
}

#[test]
fn every_font_is_embedded_reduced_and_readable() {
    let file = reread(Edition::Print);
    let first = file.pages()[0];
    let fonts = file
        .follow(first, &["Resources", "Font"])
        .as_dict()
        .unwrap();
    // Literata regular, italic and bold italic, Source Sans 3 regular and bold.
    let names: Vec<&[u8]> = fonts.iter().map(|(name, _)| name.as_slice()).collect();
    assert_eq!(names, [b"F0" as &[u8], b"F1", b"F3", b"F4", b"F6"]);
    for (name, _) in fonts {
        let name = std::str::from_utf8(name).unwrap();
        let base = file.follow(fonts, &[name, "BaseFont"]).as_name().unwrap();
        assert_eq!(base.get(6), Some(&b'+'), "{base:?}");
        let descendants = file
            .follow(fonts, &[name, "DescendantFonts"])
            .as_array()
            .unwrap();
        let descendant = descendants[0].as_dict().unwrap();
        assert_eq!(descendant.get(b"DW").unwrap().as_i64().unwrap(), 0);
        let program = file.follow(descendant, &["FontDescriptor", "FontFile2"]);
        assert!(program.as_stream().unwrap().content.len() < 40_000);
        let descriptor = file
            .follow(descendant, &["FontDescriptor"])
            .as_dict()
            .unwrap();
        let height = descriptor.get(b"CapHeight").unwrap().as_i64().unwrap();
        assert!((600..750).contains(&height), "{height}");
        let map = file
            .follow(fonts, &[name, "ToUnicode"])
            .as_stream()
            .unwrap();
        let map = String::from_utf8(map.get_plain_content().unwrap()).unwrap();
        for forbidden in ["FFFD", "<0000>\n", "<>", "<E0"] {
            let entries = map
                .lines()
                .filter(|line| line.starts_with('<') && line != &"<0000> <FFFF>");
            for entry in entries {
                let text = entry.split(' ').nth(1).unwrap();
                assert!(!text.contains(forbidden.trim()), "{entry}");
            }
        }
    }
}

#[test]
fn small_capitals_of_capitals_and_soft_hyphens_say_what_they_are() {
    let content = reread(Edition::Print).content(1);
    let spans: Vec<&str> = content
        .match_indices("/ActualText <FEFF")
        .map(|(at, found)| {
            let rest = &content[at + found.len()..];
            &rest[..rest.find('>').unwrap()]
        })
        .collect();
    // U+00AD; the capitals of IOM, and of Organization whose other letters were small before.
    assert!(spans.contains(&"00AD"), "{spans:?}");
    assert!(spans.contains(&"0049004F004D"), "{spans:?}");
    assert!(!spans.iter().any(|span| span.contains("0061")), "{spans:?}");
}

#[test]
fn marks_are_tagged_by_their_stream_and_sequences_are_closed() {
    let content = reread(Edition::Screen).content(1);
    let tags: Vec<&str> = content
        .lines()
        .filter(|line| line.ends_with(" BMC") || line.starts_with("/Artifact"))
        .collect();
    assert_eq!(
        tags,
        [
            "/Artifact <</Type /Pagination /Subtype /Header>> BDC",
            "/Running BMC",
            "/Artifact <</Type /Layout>> BDC",
            "/Notes BMC",
        ]
    );
    let opened = content
        .lines()
        .filter(|line| line.ends_with("BMC") || line.ends_with("BDC"));
    assert_eq!(
        opened.count(),
        content.lines().filter(|line| *line == "EMC").count()
    );
    assert!(reread(Edition::Screen).content(3).contains("/Floats BMC"));
}

#[test]
fn blank_pages_have_nothing_in_their_contents() {
    let file = reread(Edition::Print);
    assert_eq!(
        [2, 4, 5].map(|page| file.content(page).trim().to_owned()),
        ["", "", ""]
    );
}

#[test]
fn the_labels_are_ranges_of_one_style() {
    let file = reread(Edition::Print);
    let ranges = file
        .follow(file.catalog(), &["PageLabels", "Nums"])
        .as_array()
        .unwrap();
    let found: Vec<(i64, &[u8], i64)> = ranges
        .chunks(2)
        .map(|range| {
            let style = range[1].as_dict().unwrap();
            let name = style.get(b"S").unwrap().as_name().unwrap();
            let start = style.get(b"St").unwrap().as_i64().unwrap();
            (range[0].as_i64().unwrap(), name, start)
        })
        .collect();
    assert_eq!(found, [(0, b"r" as &[u8], 1), (2, b"D", 1)]);
}

#[test]
fn links_lead_to_destinations_and_addresses_on_the_screen_alone() {
    assert!(
        reread(Edition::Print)
            .pages()
            .iter()
            .all(|page| !page.has(b"Annots"))
    );
    let file = reread(Edition::Screen);
    let links = file.pages()[0].get(b"Annots").unwrap().as_array().unwrap();
    // The link that changes face is one annotation.
    let links: Vec<&Dictionary> = links
        .iter()
        .map(|id| {
            file.document
                .get_dictionary(id.as_reference().unwrap())
                .unwrap()
        })
        .collect();
    let contents = links
        .iter()
        .map(|link| decode_text_string(link.get(b"Contents").unwrap()).unwrap());
    assert_eq!(
        contents.collect::<Vec<_>>(),
        ["the second chapter", "https://example.org/caf\u{e9}"]
    );
    assert_eq!(links[0].get(b"Dest").unwrap().as_str().unwrap(), b"second");
    let uri = file.follow(links[1], &["A", "URI"]).as_str().unwrap();
    assert_eq!(uri, b"https://example.org/caf%C3%A9");
    let names = file
        .follow(file.catalog(), &["Names", "Dests", "Names"])
        .as_array()
        .unwrap();
    let names: Vec<&[u8]> = names
        .iter()
        .step_by(2)
        .map(|name| name.as_str().unwrap())
        .collect();
    assert_eq!(names, [b"second" as &[u8], b"waffles"]);
}

#[test]
fn the_outline_is_nested_and_open_at_its_outermost_level() {
    let file = reread(Edition::Screen);
    let outline = file
        .follow(file.catalog(), &["Outlines"])
        .as_dict()
        .unwrap();
    let count = |node: &Dictionary| node.get(b"Count").map(|n| n.as_i64().unwrap()).unwrap_or(0);
    let first = file.follow(outline, &["First"]).as_dict().unwrap();
    let second = file.follow(first, &["First"]).as_dict().unwrap();
    let last = file.follow(first, &["Next"]).as_dict().unwrap();
    assert_eq!([outline, first, second, last].map(count), [3, 1, -1, 0]);
    let third = file.follow(second, &["First", "Title"]);
    assert_eq!(decode_text_string(third).unwrap(), "D\u{e9}j\u{e0} vu");
    assert!(!reread(Edition::Print).catalog().has(b"Outlines"));
}

#[test]
fn print_has_no_colour_but_black() {
    let file = reread(Edition::Print);
    for page in [1, 3] {
        let content = file.content(page);
        for line in content.lines().filter(|line| line.ends_with(" k")) {
            assert!(line.starts_with("0 0 0 "), "{line}");
        }
        assert!(!content.contains(" rg\n") && !content.contains(" g\n"));
    }
    assert!(
        reread(Edition::Screen)
            .content(1)
            .contains(".122 .306 .475 rg")
    );
}

#[test]
fn the_same_book_gives_the_same_bytes_on_any_number_of_threads() {
    for edition in [Edition::Print, Edition::Screen] {
        let expected = write(&book(), edition).unwrap();
        for threads in [1, 4] {
            let pool = rayon::ThreadPoolBuilder::new()
                .num_threads(threads)
                .build()
                .unwrap();
            let bytes = pool.install(|| write(&book(), edition).unwrap());
            assert!(bytes == expected, "{threads} threads");
        }
    }
}

#[test]
fn another_text_is_another_instance_of_the_same_document() {
    let identity = |book: &PagedBook| {
        let bytes = write(book, Edition::Print).unwrap();
        let trailer = Document::load_mem(&bytes).unwrap().trailer;
        trailer.get(b"ID").unwrap().as_array().unwrap().clone()
    };
    let mut other = book();
    let before = identity(&other);
    other.pages[0].frames.pop();
    let after = identity(&other);
    assert_eq!(before[0], after[0]);
    assert_ne!(before[1], after[1]);
}

#[test]
fn a_book_without_pages_is_an_error() {
    let mut book = book();
    book.pages.clear();
    assert!(write(&book, Edition::Print).is_err());
}

#[test]
fn a_png_is_grey_with_a_soft_mask_where_it_is_grey_and_transparent() {
    let file = reread(Edition::Print);
    let page = file.pages()[2];
    let image = file
        .follow(page, &["Resources", "XObject", "I0"])
        .as_stream()
        .unwrap();
    assert_eq!(
        image.dict.get(b"ColorSpace").unwrap().as_name().unwrap(),
        b"DeviceGray"
    );
    assert!(image.dict.has(b"SMask"));
    let group = file.follow(page, &["Group", "CS"]).as_name().unwrap();
    assert_eq!(group, b"DeviceCMYK");
}

#[test]
fn a_drawing_has_text_shading_clip_and_opacity() {
    let file = reread(Edition::Print);
    let page = file.pages()[2];
    let form = file
        .follow(page, &["Resources", "XObject", "D1"])
        .as_stream()
        .unwrap();
    let content = String::from_utf8_lossy(&form.get_plain_content().unwrap()).into_owned();
    for operator in [
        "TJ",
        "/Pattern cs /P0 scn",
        "W n",
        "/G500 gs",
        "/X0 Do",
        "] 0 d",
    ] {
        assert!(content.contains(operator), "{operator}");
    }
    let resources = form.dict.get(b"Resources").unwrap().as_dict().unwrap();
    let space = file.follow(resources, &["Pattern", "P0", "Shading", "ColorSpace"]);
    assert_eq!(space.as_name().unwrap(), b"DeviceCMYK");
}

/// Where the operators of a page put each glyph, in thousandths of a point from the left.
fn glyph_places(file: &Reread, page: u32) -> Vec<f64> {
    let id = file.document.get_pages()[&page];
    let fonts = file.follow(file.pages()[page as usize - 1], &["Resources", "Font"]);
    let fonts = fonts.as_dict().unwrap();
    let widths = |name: &str| -> Vec<f64> {
        let descendants = file
            .follow(fonts, &[name, "DescendantFonts"])
            .as_array()
            .unwrap();
        let widths = descendants[0]
            .as_dict()
            .unwrap()
            .get(b"W")
            .unwrap()
            .as_array()
            .unwrap();
        let widths = widths[1].as_array().unwrap().iter();
        widths
            .map(|width| f64::from(width.as_float().unwrap()))
            .collect()
    };
    let number = |object: &Object| f64::from(object.as_float().unwrap());
    let content = Content::decode(&file.document.get_page_content(id)).unwrap();
    let (mut pen, mut size, mut tracking, mut font) = (0.0, 0.0, 0.0, Vec::new());
    let mut places = Vec::new();
    for operation in &content.operations {
        match (operation.operator.as_str(), operation.operands.as_slice()) {
            ("Td", [x, _]) => pen = number(x),
            ("Tc", [value]) => tracking = number(value),
            ("Tf", [name, value]) => {
                font = widths(std::str::from_utf8(name.as_name().unwrap()).unwrap());
                size = number(value);
            }
            ("TJ", [array]) => {
                for part in array.as_array().unwrap() {
                    let Ok(codes) = part.as_str() else {
                        pen -= number(part) * size / 1000.0;
                        continue;
                    };
                    for code in codes.chunks(2) {
                        places.push(pen);
                        let glyph = usize::from(u16::from_be_bytes([code[0], code[1]]));
                        pen += font[glyph] * size / 1000.0 + tracking;
                    }
                }
            }
            _ => {}
        }
    }
    places
}

#[test]
fn every_word_starts_within_a_hundredth_of_a_point_of_its_place() {
    let book = book();
    let found = glyph_places(&reread(Edition::Screen), 1);
    let mut at = 0;
    let mut words = 0;
    let marks = book.pages[0]
        .frames
        .iter()
        .flat_map(|frame| frame.marks.iter().map(move |mark| (frame, mark)));
    for (frame, mark) in marks {
        let Mark::Text(run) = mark else { continue };
        for placed in &run.words {
            let expected = (frame.x + run.x + placed.dx).to_points();
            assert!(
                (found[at] - expected).abs() < 0.01,
                "{} for {expected}",
                found[at]
            );
            let word = book.divisions[0].words.view(&book.words, placed.word);
            at += word.glyphs.len() + usize::from(placed.after == After::Space);
            words += 1;
        }
    }
    assert_eq!(at, found.len());
    assert!(words > 40);
}

/// Writes the fixture's files, to be looked at and judged by other programs.
#[test]
#[ignore = "writes to the folder that RECTO_FIXTURE_OUT names"]
fn export() {
    let folder = std::env::var("RECTO_FIXTURE_OUT").unwrap();
    for (edition, name) in [
        (Edition::Print, "print.pdf"),
        (Edition::Screen, "screen.pdf"),
    ] {
        std::fs::write(
            std::path::Path::new(&folder).join(name),
            write(&book(), edition).unwrap(),
        )
        .unwrap();
    }
}
