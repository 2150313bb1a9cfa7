//! What stands on the pages: fonts, places of words, what is said of them, and inks.

use super::*;
use crate::length::Length;

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
    // A hyphen that ends a line; small capitals of small letters and of capitals have codes of their own.
    assert!(!spans.is_empty(), "{content}");
    assert!(spans.iter().all(|span| *span == "00AD"), "{spans:?}");
}

#[test]
fn a_glyph_with_two_texts_has_a_code_for_each() {
    for edition in [Edition::Print, Edition::Screen] {
        let file = reread(edition);
        let fonts = file.follow(file.pages()[0], &["Resources", "Font"]);
        let fonts = fonts.as_dict().unwrap();
        let map = file
            .follow(fonts, &["F0", "ToUnicode"])
            .as_stream()
            .unwrap();
        let map = String::from_utf8(map.get_plain_content().unwrap()).unwrap();
        let descendants = file.follow(fonts, &["F0", "DescendantFonts"]);
        let descendant = descendants.as_array().unwrap()[0].as_dict().unwrap();
        let glyphs = file.follow(descendant, &["CIDToGIDMap"]);
        let glyphs = glyphs.as_stream().unwrap().get_plain_content().unwrap();
        let glyph = |code: usize| [glyphs[2 * code], glyphs[2 * code + 1]];
        let codes = |letter: char| {
            let entry = format!("> <{:04X}>", u32::from(letter));
            let found = map.lines().filter(|line| line.ends_with(&entry));
            let codes = found.map(|line| usize::from_str_radix(&line[1..5], 16).unwrap());
            codes.collect::<Vec<usize>>()
        };
        // The small capital of `i` is that of `I`, and no other glyph of theirs is one glyph.
        let alike: Vec<(usize, usize)> = (codes('i').into_iter())
            .flat_map(|small| codes('I').into_iter().map(move |large| (small, large)))
            .filter(|(small, large)| glyph(*small) == glyph(*large))
            .collect();
        assert_eq!(alike.len(), 1, "{edition:?}: {alike:?} in {map}");
    }
}

#[test]
fn marks_are_tagged_by_their_stream_and_sequences_are_closed() {
    let content = reread(Edition::Screen).content(1);
    let tags: Vec<&str> = content
        .lines()
        .filter(|line| line.contains("MCID") || line.starts_with("/Artifact"))
        .collect();
    assert_eq!(
        tags,
        [
            "/Artifact <</Type /Pagination /Subtype /Header>> BDC",
            "/Running <</MCID 0>> BDC",
            // Links are sequences of their own.
            "/Running <</MCID 1>> BDC",
            "/Running <</MCID 2>> BDC",
            "/Running <</MCID 3>> BDC",
            "/Artifact <</Type /Layout>> BDC",
            "/Notes <</MCID 4>> BDC",
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
    let (mut pen, mut size, mut tracking, mut scale, mut font) = (0.0, 0.0, 0.0, 1.0, Vec::new());
    let mut places = Vec::new();
    for operation in &content.operations {
        match (operation.operator.as_str(), operation.operands.as_slice()) {
            ("Td", [x, _]) => pen = number(x),
            ("Tc", [value]) => tracking = number(value),
            ("Tz", [value]) => scale = number(value) / 100.0,
            ("Tf", [name, value]) => {
                font = widths(std::str::from_utf8(name.as_name().unwrap()).unwrap());
                size = number(value);
            }
            ("TJ", [array]) => {
                for part in array.as_array().unwrap() {
                    let Ok(codes) = part.as_str() else {
                        pen -= number(part) * size / 1000.0 * scale;
                        continue;
                    };
                    for code in codes.chunks(2) {
                        places.push(pen);
                        let glyph = usize::from(u16::from_be_bytes([code[0], code[1]]));
                        pen += (font[glyph] * size / 1000.0 + tracking) * scale;
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
    let mut book = book();
    assert_places(&book);
    // Text of every width: the words' places are the layout's, whatever the glyphs do.
    for (scale, mark) in (9_800..).step_by(7).zip(text_marks(&mut book)) {
        mark.scale = scale;
    }
    assert_places(&book);
}

#[test]
fn the_horizontal_scale_is_set_for_its_run_and_reset_for_the_next_and_for_drawings() {
    let mut book = book();
    let third = text_marks(&mut book).nth(2).unwrap();
    third.scale = 10_137;
    let content = Reread::of(&book, Edition::Print).content(1);
    let set: Vec<&str> = content
        .lines()
        .filter(|line| line.ends_with(" Tz"))
        .collect();
    assert_eq!(set, ["101.37 Tz", "100 Tz"]);
    for run in text_marks(&mut book) {
        run.scale = 9_850;
        run.tracking = Length::pt(1);
    }
    let content = Reread::of(&book, Edition::Print).content(3);
    let drawn: Vec<&str> = content
        .lines()
        .filter(|line| line.ends_with(" Do Q"))
        .collect();
    assert!(!drawn.is_empty());
    assert!(
        drawn
            .iter()
            .all(|line| line.starts_with("q /GN gs 0 Tc 100 Tz ")),
        "{drawn:?}"
    );
}

fn text_marks(book: &mut PagedBook) -> impl Iterator<Item = &mut crate::layout::Run> {
    let pages = book.pages.iter_mut();
    let marks = pages.flat_map(|page| page.frames.iter_mut().flat_map(|frame| &mut frame.marks));
    marks.filter_map(|mark| match mark {
        Mark::Text(run) => Some(run),
        Mark::Fill(_) | Mark::Image(_) => None,
    })
}

fn assert_places(book: &PagedBook) {
    let found = glyph_places(&Reread::of(book, Edition::Screen), 1);
    let mut at = 0;
    let mut words = 0;
    let marks = book.pages[0]
        .frames
        .iter()
        .flat_map(|frame| frame.marks.iter().map(move |mark| (frame, mark)));
    for (frame, mark) in marks {
        let Mark::Text(run) = mark else { continue };
        for placed in &run.words {
            let expected = (frame.x + run.x + placed.dx()).to_points();
            assert!(
                (found[at] - expected).abs() < 0.01,
                "{} for {expected}",
                found[at]
            );
            let word = book.divisions[0].words.view(placed.word);
            at += word.glyphs.len() + usize::from(placed.after == After::Space);
            words += 1;
        }
    }
    assert_eq!(at, found.len());
    assert!(words > 40);
}
