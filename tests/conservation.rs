//! Nothing of a book is lost, doubled or moved: the resolved book -> its finished editions, read
//! again.
//!
//! The four streams of the book (running text, notes, cells, captions) are compared with those of
//! each edition character by character, blanks apart. The text inside drawings is compared with the
//! drawings' files without any blanks, which a drawing does not have. What the tool writes itself is
//! compared as [`generated`] says. The files are read by readers of these tests, and PDFs a second
//! time by poppler, so that no mistake of the writer is repeated by the reader. Other tests damage
//! finished files and expect that it is seen.

pub mod epub;
pub mod font;
mod generated;
pub mod pdf;
pub mod texts;
mod witness;

use lopdf::content::{Content, Operation};
use lopdf::{Document, Object};

use recto::document::{Block, BlockKind, Figure, Inline, Resolved, Stream, Visited, walk};
use recto::preflight;
use recto::resolve::ResolvedBook;

use crate::editions::{Editions, books, fixture};
use texts::{BREAK, EditionTexts, difference};
use witness::Witness;

#[test]
fn every_stream_is_whole_once_and_in_order_in_every_edition() {
    let mut faults = Vec::new();
    for editions in books() {
        let streams = preflight::streams(&editions.book);
        for stream in Stream::OF_THE_MANUSCRIPT {
            assert!(
                !streams.get(stream).is_empty(),
                "{}: {stream:?}",
                editions.name
            );
        }
        for (edition, texts) in read(editions) {
            for fault in stream_faults(&editions.book, &texts) {
                faults.push(format!("{} {edition}: {fault}", editions.name));
            }
        }
    }
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn the_text_inside_drawings_is_whole() {
    for editions in books() {
        let expected = drawings(&editions.book);
        assert!(!expected.is_empty(), "{} has no drawing", editions.name);
        for (edition, texts) in read(editions) {
            let found = difference(&expected, &without_blanks(&texts.drawings));
            assert_eq!(found, None, "{} {edition}", editions.name);
        }
    }
}

#[test]
fn what_is_generated_is_in_every_edition() {
    for editions in books() {
        let list = preflight::generated(&editions.book);
        let expected = generated::count(list.iter().map(String::as_str));
        for (edition, texts) in read(editions) {
            let own = texts.stream(Stream::Generated);
            let lacking = generated::lacking(&expected, &generated::count([own]));
            assert_eq!(lacking, [], "{} {edition}", editions.name);
            let missing = generated::missing_line(&editions.book, own);
            assert_eq!(missing, None, "{} {edition}", editions.name);
        }
    }
}

#[test]
fn another_reader_finds_every_word() {
    for editions in books() {
        let streams = preflight::streams(&editions.book);
        let texts = Stream::OF_THE_MANUSCRIPT.map(|stream| streams.get(stream));
        let expected = generated::count(texts);
        for (edition, bytes) in [("print", &editions.print), ("screen", &editions.screen)] {
            let lacking = Witness::of(bytes).lacks(&expected);
            assert_eq!(lacking, [], "{} {edition}", editions.name);
        }
    }
}

#[test]
fn damage_to_a_pdf_is_seen() {
    let editions = fixture();
    let undamaged = damaged(&editions.screen, |_| false);
    assert_eq!(
        stream_faults(&editions.book, &pdf::read(&undamaged)),
        [""; 0]
    );
    for stream in Stream::OF_THE_MANUSCRIPT {
        for damage in [lose_a_line, double_a_line, exchange_two_lines] {
            let bytes = damaged(&editions.screen, |content| damage(content, stream));
            let faults = stream_faults(&editions.book, &pdf::read(&bytes));
            assert_eq!(faults.len(), 1, "{stream:?}: {faults:?}");
            assert!(faults[0].starts_with(stream.name()), "{faults:?}");
        }
    }
    // Neither running heads nor contents repeat the words of a note.
    let bytes = damaged(&editions.screen, |page| lose_a_line(page, Stream::Notes));
    let streams = preflight::streams(&editions.book);
    let texts = Stream::OF_THE_MANUSCRIPT.map(|stream| streams.get(stream));
    let lacking = Witness::of(&bytes).lacks(&generated::count(texts));
    assert!(!lacking.is_empty());
}

#[test]
fn damage_to_an_epub_is_seen() {
    let editions = fixture();
    for (stream, from, to) in [
        (Stream::Running, "<p>The first", "<p>First"),
        (Stream::Running, "paragraph</p>", "paragraph paragraph</p>"),
        (
            Stream::Notes,
            "<aside epub:type=\"footnote\"",
            "<aside epub:type=\"sidebar\"",
        ),
        (Stream::Cells, ">Apples</th>", ">Pears</th>"),
        (Stream::Floats, "<figcaption>", "<figcaption>A "),
    ] {
        let mut files = epub::unpack(&editions.epub);
        let mut changed = false;
        for (path, data) in &mut files {
            if path.ends_with(".xhtml")
                && let Ok(text) = str::from_utf8(data)
                && text.contains(from)
            {
                *data = text.replacen(from, to, 1).into_bytes();
                changed = true;
            }
        }
        assert!(changed, "the fixture has no {from}");
        let faults = stream_faults(&editions.book, &epub::read(&files));
        let own = faults.iter().any(|fault| fault.starts_with(stream.name()));
        assert!(own, "{from}: {faults:?}");
    }
}

/// The text of a stream of a PDF, words with one space between them.
pub fn pdf_text(bytes: &[u8], stream: Stream) -> String {
    texts::normalized(pdf::read(bytes).stream(stream)).replace(BREAK, " ")
}

/// A file of an EPUB.
pub fn epub_file(bytes: &[u8], path: &str) -> String {
    let files = epub::unpack(bytes);
    let file = files.get(path);
    let file = file.unwrap_or_else(|| panic!("no {path} among {:?}", files.keys()));
    String::from_utf8_lossy(file).into_owned()
}

fn read(editions: &Editions) -> [(&'static str, EditionTexts); 3] {
    [
        ("print", pdf::read(&editions.print)),
        ("screen", pdf::read(&editions.screen)),
        ("epub", epub::read(&epub::unpack(&editions.epub))),
    ]
}

fn stream_faults(book: &ResolvedBook, texts: &EditionTexts) -> Vec<String> {
    let expected = preflight::streams(book);
    let each = Stream::OF_THE_MANUSCRIPT.into_iter().filter_map(|stream| {
        let found = difference(expected.get(stream), texts.stream(stream))?;
        Some(format!("{}: {found}", stream.name()))
    });
    each.collect()
}

/// The text of the book's drawings in the order of their places, without blanks.
fn drawings(book: &ResolvedBook) -> String {
    let mut text = String::new();
    for division in &book.divisions {
        let mut visit = |visited: Visited<'_, Resolved>| {
            let image = match visited {
                Visited::Block(Block {
                    kind: BlockKind::Figure(Figure { image, .. }),
                    ..
                }) => image,
                Visited::Inline(Inline::Image(image)) => image,
                Visited::Block(_) | Visited::Inline(_) => return,
            };
            let file = book.images.get(image.source);
            let file = file.expect("every image of the book is read");
            if file.path.ends_with(".svg") {
                let svg = str::from_utf8(&file.data).expect("UTF-8");
                text.push_str(&epub::drawing(svg));
            }
        };
        walk(division.own_blocks(), &mut visit);
    }
    without_blanks(&text)
}

fn without_blanks(text: &str) -> String {
    let kept = text.chars().filter(|c| !c.is_whitespace() && *c != BREAK);
    kept.collect()
}

/// A PDF after `damage` has changed one page; it says whether it has.
pub fn damaged(pdf: &[u8], damage: impl Fn(&mut Vec<Operation>) -> bool) -> Vec<u8> {
    let mut document = Document::load_mem(pdf).expect("a PDF that can be read");
    for page in document.get_pages().into_values() {
        let content = document.get_page_content(page);
        let mut content = Content::decode(&content).expect("a content stream");
        if damage(&mut content.operations) {
            let content = content.encode().expect("a content stream");
            let stream = document.get_page_contents(page)[0];
            let stream = document
                .get_object_mut(stream)
                .and_then(Object::as_stream_mut);
            stream.expect("a stream").set_plain_content(content);
            break;
        }
    }
    let mut bytes = Vec::new();
    document
        .save_to(&mut bytes)
        .expect("a PDF that can be written");
    bytes
}

/// The places at which text of a stream is shown.
fn lines_of(content: &[Operation], stream: Stream) -> Vec<usize> {
    let mut open = Vec::new();
    let mut lines = Vec::new();
    for (at, operation) in content.iter().enumerate() {
        match operation.operator.as_str() {
            "BMC" | "BDC" => open.push(operation.operands[0].clone()),
            "EMC" => {
                open.pop();
            }
            "TJ" if matches!(&open[..], [Object::Name(tag)] if tag == stream.name().as_bytes()) => {
                lines.push(at);
            }
            _ => {}
        }
    }
    lines
}

fn lose_a_line(content: &mut Vec<Operation>, stream: Stream) -> bool {
    let line = lines_of(content, stream).first().copied();
    line.map(|at| content.remove(at)).is_some()
}

fn double_a_line(content: &mut Vec<Operation>, stream: Stream) -> bool {
    let line = lines_of(content, stream).first().copied();
    line.map(|at| content.insert(at, content[at].clone()))
        .is_some()
}

fn exchange_two_lines(content: &mut Vec<Operation>, stream: Stream) -> bool {
    match lines_of(content, stream)[..] {
        [first, second, ..] => {
            let later = content.remove(second);
            content.insert(first, later);
            true
        }
        _ => false,
    }
}
