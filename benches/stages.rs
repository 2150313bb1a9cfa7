//! What each stage of a build takes, and what the libraries take in it, over one manuscript.
//!
//! `cargo bench --bench stages` measures the compendium, or the folder that `RECTO_BENCH_BOOK` names:
//!
//! - `stages/...`: the public functions that `src/pipeline.rs` calls, one after the other, each with what
//!   the one before it made, and with freeing what it made itself. Words are shaped anew for each layout, as
//!   in a build of one book; the thread's shaper with its plans is there from the second layout on.
//! - `libraries/...`: printpdf, lopdf and epub-builder by themselves, each with as much of the same kind as
//!   the stages give it for this book. They are shares of `stages/pdf-print`, `stages/pdf-screen` and
//!   `stages/epub`. The files of `libraries` say what is measured.
//!
//! All of it is done on one thread: a share of a stage that two threads do would be none.

#![allow(
    clippy::expect_used,
    reason = "a book that cannot be made is not measured: the program ends and says why"
)]

mod book;
mod libraries;

use std::hint::black_box;

use criterion::{BatchSize, Criterion};
use recto::layout::{self, PageMap};
use recto::manuscript;
use recto::press::Sheets;
use recto::{epub, parse, pdf, resolve};

use book::Volume;
use libraries::draft::Draft;
use libraries::objects::Objects;
use libraries::skeleton::Skeleton;

fn main() {
    let volume = Volume::build();
    let mut criterion = book::criterion();
    stages(&mut criterion, &volume);
    libraries(&mut criterion, &volume);
    criterion.final_summary();
}

/// The stages in their order.
fn stages(criterion: &mut Criterion, volume: &Volume) {
    let (manuscript, resolved) = (&volume.manuscript, &volume.resolved);
    let mut group = criterion.benchmark_group("stages");
    group.bench_function("read", |bench| {
        bench.iter(|| manuscript::read(&manuscript.root).expect("the folder"));
    });
    group.bench_function("parse", |bench| bench.iter(|| parse::parse(manuscript)));
    group.bench_function("read-images", |bench| {
        bench.iter(|| manuscript::read_images(manuscript, &volume.parsed));
    });
    group.bench_function("resolve", |bench| {
        // The stage takes the parsed book and the images away.
        let given = || (volume.parsed.clone(), resolved.images.clone());
        let resolve = |(parsed, images)| {
            drop(black_box(resolve::resolve(
                parsed, manuscript, images, None,
            )));
        };
        bench.iter_batched(given, resolve, BatchSize::PerIteration);
    });
    group.bench_function("lay-out", |bench| {
        bench.iter(|| layout::lay_out(resolved, &volume.theme));
    });
    group.bench_function("pdf-print", |bench| bench.iter(|| volume.print_pdf()));
    group.bench_function("pdf-screen", |bench| bench.iter(|| screen_pdf(volume)));
    let map = PageMap::of(&volume.pages);
    group.bench_function("epub", |bench| {
        bench.iter(|| epub::write(resolved, &map).expect("an EPUB"));
    });
    group.finish();
}

/// The libraries, each with what the book gives it.
fn libraries(criterion: &mut Criterion, volume: &Volume) {
    let skeleton = Skeleton::of(volume);
    let print = Objects::of(&volume.print_pdf());
    let screen = Objects::of(&screen_pdf(volume));
    let draft = Draft::of(volume);
    let mut saved = print.whole();
    let mut group = criterion.benchmark_group("libraries");
    group.bench_function("printpdf", |bench| bench.iter(|| skeleton.build()));
    group.bench_function("lopdf-print", |bench| bench.iter(|| print.build()));
    group.bench_function("lopdf-screen", |bench| bench.iter(|| screen.build()));
    group.bench_function("lopdf-save", |bench| {
        bench.iter(|| libraries::objects::save(&mut saved));
    });
    group.bench_function("epub-builder", |bench| bench.iter(|| draft.build()));
    group.finish();
}

fn screen_pdf(volume: &Volume) -> Vec<u8> {
    let print = &volume.manuscript.print;
    let sheets = Sheets::trimmed();
    pdf::write(&volume.pages, pdf::Edition::Screen, &sheets, print).expect("a screen edition")
}
