//! The floor of the parts: what a print edition cannot do without, done by the bare libraries with nothing
//! around them, over the words of one manuscript. `cargo bench --bench floor` measures the compendium, or
//! the folder that `RECTO_BENCH_BOOK` names; `tools/bench` holds the sum against a whole build.
//!
//! | part | what is done |
//! |---|---|
//! | `parse` | pulldown-cmark reads all texts, with the place of each event |
//! | `opportunities` | icu_segmenter finds the places to break in every run of text |
//! | `shape` | harfrust shapes each distinct word once, in the text face, with one plan that is made for it |
//! | `hyphenate` | hypher divides each distinct word once |
//! | `lines` | `layout::break_lines` breaks every paragraph, also in one line fewer and one more |
//! | `pages` | layout chooses the pages of all divisions, whose lines are set |
//! | `content` | the operators that show the words of the finished pages are written as bytes |
//! | `deflate` | flate2 deflates them, page by page |
//! | `subset` | the subsetter reduces each face to its glyphs on the pages |
//!
//! Lines and pages are chosen by algorithms of our own: no library has them. All of it is done on one thread,
//! so that the times are processor time. What is found beforehand, such as the items of the paragraphs, is in
//! no part, and neither is what follows: words at their places, folios.

#![allow(
    clippy::expect_used,
    reason = "a book that cannot be made is not measured: the program ends and says why"
)]

mod book;
mod parts;

use std::hint::black_box;

use criterion::Criterion;
use hypher::Lang;
use lopdf::Document;
use recto::layout;
use recto::theme::Faces;

use book::{Volume, faces};
use parts::lines::{Column, Words};
use parts::texts::{self, Texts};
use parts::{contents, words};

fn main() {
    let volume = Volume::build();
    let mut criterion = book::criterion();
    floor(&mut criterion, &volume);
    criterion.final_summary();
}

fn floor(criterion: &mut Criterion, volume: &Volume) {
    let type_ = &volume.theme.type_;
    let face = Faces::get().face(type_.body.face());
    let language = &volume.resolved.metadata.language;
    let patterns = patterns(language);

    let texts = Texts::of(volume);
    let distinct = words::distinct(&texts.runs);
    let letters = words::letters(&distinct);
    let all = Words {
        glyphs: words::shape(&distinct, face, language),
        places: words::hyphenate(&letters, patterns),
        words: distinct,
    };
    let column = Column {
        face,
        type_,
        measure: volume.theme.page.measure(),
    };
    let items = texts.paragraphs.iter();
    let items = items.map(|own| column.items(&texts.runs[own.run], own.size, &all));
    let items: Vec<_> = items.collect();
    let glyphs = volume.glyphs();
    let codes = contents::codes(&glyphs);
    let written = contents::write(volume, &codes);
    tell(volume, &all, &written, column.break_all(&items));

    let mut group = criterion.benchmark_group("floor");
    group.bench_function("parse", |bench| {
        bench.iter(|| texts::parse(black_box(&texts.sources)));
    });
    group.bench_function("opportunities", |bench| {
        bench.iter(|| texts::opportunities(black_box(&texts.runs)));
    });
    group.bench_function("shape", |bench| {
        bench.iter(|| words::shape(black_box(&all.words), face, language));
    });
    group.bench_function("hyphenate", |bench| {
        bench.iter(|| words::hyphenate(black_box(&letters), patterns));
    });
    group.bench_function("lines", |bench| {
        bench.iter(|| column.break_all(black_box(&items)));
    });
    layout::with_galleys(&volume.resolved, &volume.theme, |galleys| {
        group.bench_function("pages", |bench| {
            bench.iter(|| black_box(galleys).choose_pages());
        });
    });
    group.bench_function("content", |bench| {
        bench.iter(|| contents::write(black_box(volume), &codes));
    });
    group.bench_function("deflate", |bench| {
        bench.iter(|| contents::deflate(black_box(&written)));
    });
    group.bench_function("subset", |bench| {
        bench.iter(|| {
            for (face, glyphs) in &glyphs {
                black_box(faces::subset(*face, glyphs));
            }
        });
    });
    group.finish();
}

/// The patterns of the book's language; those of English where hypher has none.
fn patterns(language: &str) -> Lang {
    let primary = language.split('-').next().unwrap_or(language);
    let code: Option<[u8; 2]> = primary.as_bytes().try_into().ok();
    code.and_then(Lang::from_iso).unwrap_or(Lang::English)
}

/// Says how much is measured, so that it can be held against the book: bytes of the floor's pages that are
/// far from those of the print edition would make the last parts another book's.
fn tell(volume: &Volume, all: &Words<'_>, written: &[Vec<u8>], lines: usize) {
    let print = Document::load_mem(&volume.print_pdf()).expect("lopdf reads our files");
    let own = print
        .page_iter()
        .map(|page| print.get_page_content(page).len());
    let (own, written) = (
        own.sum::<usize>(),
        written.iter().map(Vec::len).sum::<usize>(),
    );
    let (pages, words) = (volume.pages.pages.len(), all.words.len());
    eprintln!("{pages} pages, {words} distinct words, {lines} lines in paragraphs");
    eprintln!("contents: {written} bytes, in the print edition {own}");
}
