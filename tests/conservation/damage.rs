//! Finished files that are damaged on purpose -> what the rule says of them. These tests cause every code
//! of `conservation/`: no manuscript does.

use std::time::{Duration, Instant};

use lopdf::content::{Content, Operation};
use rayon::prelude::*;

use recto::diagnostic::{Code, Diagnostic, codes};
use recto::document::Stream;
use recto::preflight;
use recto::preflight::conservation::generated::count;
use recto::preflight::conservation::{Expectation, Format, epub};

use super::pdf::{
    change_streams, changed, damaged, double_a_line, exchange_two_lines, lose_a_line,
};
use super::witness::Witness;
use crate::editions::fixture;

/// Flips of one bit in each edition.
const FLIPS: u64 = 200;

/// Many times what the reading of a damaged file takes.
const PATIENCE: Duration = Duration::from_secs(30);

#[test]
fn lines_that_are_lost_doubled_or_exchanged_are_seen() {
    let untouched = damaged(&fixture().screen, |_| false);
    assert_eq!(found(&untouched), []);
    for stream in Stream::OF_THE_MANUSCRIPT {
        for (damage, code) in [
            (
                lose_a_line as fn(&mut Vec<Operation>, Stream) -> bool,
                codes::CONSERVATION_LOST,
            ),
            (double_a_line, codes::CONSERVATION_DOUBLED),
            (exchange_two_lines, codes::CONSERVATION_MOVED),
        ] {
            let bytes = damaged(&fixture().screen, |content| damage(content, stream));
            let found = found(&bytes);
            assert_eq!(names(&found), [code.name], "{stream:?}: {found:#?}");
            assert!(found[0].message.contains(" on page "), "{found:#?}");
            assert!(found[0].span.is_some(), "{found:#?}");
        }
    }
    // Neither running heads nor contents repeat the words of a note.
    let bytes = damaged(&fixture().screen, |page| lose_a_line(page, Stream::Notes));
    let streams = preflight::streams(&fixture().book);
    let texts = Stream::OF_THE_MANUSCRIPT.map(|stream| streams.get(stream));
    assert!(!Witness::of(&bytes).lacks(&count(texts)).is_empty());
}

#[test]
fn what_the_tool_makes_is_missed() {
    let bytes = damaged(&fixture().screen, |page| {
        lose_a_line(page, Stream::Generated)
    });
    assert_eq!(names(&found(&bytes)), [codes::CONSERVATION_GENERATED.name]);
}

#[test]
fn text_inside_drawings_is_missed() {
    let bytes = changed(&fixture().print, |document| {
        change_streams(document, |dictionary, data| {
            let kind = dictionary
                .get(b"Subtype")
                .and_then(lopdf::Object::as_name)
                .ok();
            let mut content = Content::decode(data)
                .ok()
                .filter(|_| kind == Some(b"Form"))?;
            let line = content
                .operations
                .iter()
                .position(|own| own.operator == "TJ")?;
            content.operations.remove(line);
            content.encode().ok()
        });
    });
    assert_eq!(names(&found(&bytes)), [codes::CONSERVATION_DRAWING.name]);
}

#[test]
fn a_missing_page_is_seen() {
    let bytes = changed(&fixture().print, |document| {
        let last = document.get_pages().len();
        document.delete_pages(&[u32::try_from(last / 2).expect("few pages")]);
    });
    let found = found(&bytes);
    assert!(is_among(&found, codes::CONSERVATION_LOST), "{found:#?}");
}

#[test]
fn a_map_of_characters_that_lies_is_seen() {
    let bytes = changed(&fixture().print, |document| {
        change_streams(document, |_, data| {
            let map = str::from_utf8(data).ok()?;
            let lies = map.contains("beginbfchar") && map.contains("<0065>\n");
            lies.then(|| map.replace("<0065>\n", "<0078>\n").into_bytes())
        });
    });
    let found = found(&bytes);
    assert!(is_among(&found, codes::CONSERVATION_CHANGED), "{found:#?}");
}

#[test]
fn a_file_that_ends_early_or_holds_garbage_cannot_be_read() {
    let editions = fixture();
    for (format, bytes) in [
        (Format::Pdf, &editions.print),
        (Format::Epub, &editions.epub),
    ] {
        for tenth in 0..10 {
            let cut = &bytes[..bytes.len() * tenth / 10];
            assert_eq!(unreadable(format, cut), 1, "{format:?} {tenth}");
        }
    }
    for garbage in [
        "[(",
        ")",
        "EMC",
        "BT /Nothing 12 Tf ET",
        "/Running BMC (a) Tj EMC",
        "/X Do",
        "q",
        "<zz>",
    ] {
        let bytes = changed(&editions.print, |document| {
            change_streams(document, |_, data| {
                let is_content =
                    data.starts_with(b"/Running BMC") || data.starts_with(b"/Artifact ");
                is_content.then(|| [garbage.as_bytes(), b"\n", data].concat())
            });
        });
        assert_eq!(unreadable(Format::Pdf, &bytes), 1, "{garbage}");
    }
}

#[test]
fn damage_to_an_epub_is_seen() {
    for (code, from, to) in [
        (codes::CONSERVATION_LOST, "<p>The first", "<p>first"),
        (
            codes::CONSERVATION_DOUBLED,
            "paragraph</p>",
            "paragraph paragraph</p>",
        ),
        (codes::CONSERVATION_CHANGED, ">Apples</th>", ">Pears</th>"),
        (
            codes::CONSERVATION_CHANGED,
            "<figcaption>",
            "<figcaption>Zebra ",
        ),
        (
            codes::CONSERVATION_LOST,
            "<aside epub:type=\"footnote\"",
            "<aside epub:type=\"sidebar\"",
        ),
        (codes::CONSERVATION_UNREADABLE, "</p>", "</q>"),
        (codes::CONSERVATION_UNREADABLE, "<p>", "<p>&nothing;"),
    ] {
        let found = after_edit(".xhtml", |text| text.replacen(from, to, 1));
        assert!(is_among(&found, code), "{from}: {found:#?}");
    }
    let found = after_edit("plan.svg", |text| {
        text.replacen("<text", "<g", 1)
            .replacen("</text>", "</g>", 1)
    });
    assert!(is_among(&found, codes::CONSERVATION_DRAWING), "{found:#?}");
}

#[test]
fn an_epub_without_an_item_of_its_spine_is_seen() {
    let found = after_edit("content.opf", |package| {
        // The longest text is among the last.
        let end = package.find("</spine>").expect("a spine");
        let last = package[..end]
            .rmatch_indices("<itemref")
            .nth(2)
            .expect("items")
            .0;
        let rest = package[last..]
            .split_once("/>")
            .expect("an empty element")
            .1;
        format!("{}{rest}", &package[..last])
    });
    assert!(!found.is_empty());
}

#[test]
fn no_flipped_bit_makes_the_rule_panic_or_hang() {
    let editions = fixture();
    let expectation = Expectation::of(&editions.book);
    for (format, bytes) in [
        (Format::Pdf, &editions.print),
        (Format::Pdf, &editions.screen),
        (Format::Epub, &editions.epub),
    ] {
        let seen = (0..FLIPS).into_par_iter().map(|flip| {
            // Knuth's multiplier: the same places on every day, spread over the file and its end.
            let random = (flip + 1).wrapping_mul(6_364_136_223_846_793_005) >> 16;
            let mut bytes = bytes.clone();
            let length = if flip % 4 == 0 {
                bytes.len().min(2_048)
            } else {
                bytes.len()
            };
            let at = bytes.len() - 1 - random as usize % length;
            bytes[at] ^= 1 << (flip % 8);
            let start = Instant::now();
            let proof = expectation.prove("damaged", format, &bytes);
            assert!(start.elapsed() < PATIENCE, "{format:?}, byte {at}");
            usize::from(!proof.found.is_empty())
        });
        let seen: usize = seen.sum();
        // Many bytes are those of faces and pictures.
        assert!(seen > 10, "{format:?}: {seen} of {FLIPS}");
    }
}

/// What the rule says of a PDF of the fixture.
fn found(bytes: &[u8]) -> Vec<Diagnostic> {
    Expectation::of(&fixture().book)
        .prove("damaged", Format::Pdf, bytes)
        .found
}

fn unreadable(format: Format, bytes: &[u8]) -> usize {
    let proof = Expectation::of(&fixture().book).prove("damaged", format, bytes);
    let own = proof.found.iter();
    own.filter(|own| own.code == codes::CONSERVATION_UNREADABLE)
        .count()
}

fn names(found: &[Diagnostic]) -> Vec<&'static str> {
    found.iter().map(|own| own.code.name).collect()
}

fn is_among(found: &[Diagnostic], code: &'static Code) -> bool {
    found.iter().any(|own| own.code == code)
}

/// What the rule says of the fixture's EPUB after an edit of the files with this ending.
fn after_edit(ending: &str, edit: impl Fn(&str) -> String) -> Vec<Diagnostic> {
    let mut files = epub::unpack(&fixture().epub).expect("a sound file");
    let mut changed = false;
    for (path, data) in &mut files.0 {
        if path.ends_with(ending) && !path.ends_with("nav.xhtml") {
            let text = str::from_utf8(data).expect("UTF-8");
            let edited = edit(text);
            changed |= edited != text;
            *data = edited.into_bytes();
        }
    }
    assert!(changed, "nothing is edited");
    match epub::read_files(&files) {
        Ok(texts) => {
            Expectation::of(&fixture().book)
                .compare("damaged", Format::Epub, &texts)
                .found
        }
        Err(error) => vec![Diagnostic::new(
            codes::CONSERVATION_UNREADABLE,
            None,
            error.to_string(),
        )],
    }
}
