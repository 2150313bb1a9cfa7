//! The judge of finished pages: a print PDF is read again, its lines, paragraphs, spreads and notes are
//! measured, and the figures are held against [`LIMITS`]. `specimens` are pages with one fault each,
//! which must be found.
//!
//! The figures are printed, so `cargo test --test recto -- pages:: --nocapture` shows them.
//! `RECTO_PAGES=1000` measures a generated book of another size than that of the limits;
//! `RECTO_BOOK=folder` names a manuscript that is measured too, `RECTO_PDF` its print PDF where another
//! build made it, `RECTO_LINES` a file for its lines.

mod content;
mod figures;
mod font;
mod judge;
mod measures;
mod notes;
mod page;
mod paragraphs;
mod specimens;
mod spreads;

use std::path::{Path, PathBuf};
use std::{env, fs};

use lopdf::content::Operation;

use serde_json::Value;

use recto::manuscript;
use recto::theme::Theme;

use crate::conservation::damaged;
use crate::editions::books;
use crate::harness::Workshop;
use figures::{FaultKind, Figures};
use measures::Measures;

/// A figure and its limits.
struct Limit {
    /// What is measured.
    name: &'static str,
    value: fn(&Figures) -> f64,
    /// Whether it is a share of the lines, which says nothing of a few lines.
    of_lines: bool,
    /// What a finished book must keep.
    goal: f64,
    /// What the compendium, the tour and the generated book must keep until then.
    today: [f64; 3],
}

/// The limits. Where a book does not reach a goal yet, or goes beyond it, its own limit is what it
/// measures now, and is only ever lowered.
const LIMITS: [Limit; 12] = [
    Limit {
        of_lines: true,
        today: [4.0, 4.0, 4.0],
        ..limit("hyphenated lines, %", Figures::hyphenated, 4.0)
    },
    limit(
        "runs of more than two hyphens",
        |own| of(own, FaultKind::Ladder),
        0.0,
    ),
    Limit {
        of_lines: true,
        ..limit("lines over badness 100, %", Figures::loose, 0.3)
    },
    limit("overfull lines", |own| of(own, FaultKind::Overfull), 0.0),
    limit("points from a column's edge", |own| own.edge, 0.03),
    limit("widows", |own| of(own, FaultKind::Widow), 0.0),
    limit("orphans", |own| of(own, FaultKind::Orphan), 0.0),
    limit(
        "headings at a foot",
        |own| of(own, FaultKind::HeadingAtFoot),
        0.0,
    ),
    limit("late notes", |own| of(own, FaultKind::LateNote), 0.0),
    limit("short pages", |own| of(own, FaultKind::ShortPage), 0.0),
    limit("uneven spreads, %", Figures::uneven, 1.0),
    limit(
        "marks without a note",
        |own| figures::count(own.marks.abs_diff(own.notes)),
        0.0,
    ),
];

/// Fewer lines than this have no shares.
const FEWEST_LINES: usize = 200;

const fn limit(name: &'static str, value: fn(&Figures) -> f64, goal: f64) -> Limit {
    Limit {
        name,
        value,
        of_lines: false,
        goal,
        today: [goal; 3],
    }
}

fn of(figures: &Figures, kind: FaultKind) -> f64 {
    figures::count(figures.count(kind))
}

#[test]
fn the_pages_of_the_compendium_keep_their_limits() {
    keeps_its_limits(0, "compendium", &root().join("manuscript"));
}

#[test]
fn the_pages_of_the_tour_keep_their_limits() {
    keeps_its_limits(1, "tour", &root().join("docs/tour"));
}

#[test]
fn the_pages_of_a_generated_book_keep_their_limits() {
    // Other sizes are for a look at the figures: the limits are those of this one.
    let chosen = env::var("RECTO_PAGES").ok();
    let pages = chosen.clone().unwrap_or_else(|| "100".to_owned());
    let workshop = Workshop::with_generated(&pages);
    let out = workshop.path("manuscript");
    let slug = format!("bench-{pages}");
    match chosen {
        None => keeps_its_limits(2, &slug, &out),
        Some(_) => println!("{slug}\n{}", figures(&slug, &out)),
    }
}

#[test]
fn lines_that_are_moved_in_a_finished_file_are_seen() {
    let [compendium, ..] = books();
    let measures = Measures::of_theme(&Theme::default());
    // The lines of one page that begin at the edge of the text block are moved by 5 pt.
    let moved = damaged(&compendium.print, |content| {
        let is_line = |operation: &&mut Operation| {
            let x = operation.operands.first().and_then(|x| x.as_float().ok());
            operation.operator == "Td" && x.is_some_and(|x| (x - EDGE).abs() < 0.1)
        };
        let lines: Vec<&mut Operation> = content.iter_mut().filter(is_line).collect();
        let is_full = lines.len() > 20;
        for line in lines.into_iter().filter(|_| is_full) {
            line.operands[0] = (EDGE + 5.0).into();
        }
        is_full
    });
    let [sound, moved] = [&compendium.print, &moved].map(|pdf| measure(pdf, &measures));
    let [before, after] = [&sound, &moved].map(|own| own.count(FaultKind::Overfull));
    assert!(after >= before + 10, "{before} {after}");
}

/// The inside margin of the compendium and its bleed, in points.
const EDGE: f32 = 70.866;

/// Measures a book that the environment names; without one there is nothing to measure.
#[test]
fn a_named_book_is_measured() {
    let Some(folder) = env::var_os("RECTO_BOOK") else {
        return;
    };
    let folder = Path::new(&folder);
    let (manuscript, _) = manuscript::read(folder).expect("the manuscript is read");
    let slug = &manuscript.config.book.slug;
    let figures = match env::var_os("RECTO_PDF") {
        Some(pdf) => {
            let bytes = fs::read(&pdf).expect("the file of RECTO_PDF");
            measure(&bytes, &Measures::of(&manuscript.config))
        }
        None => figures(slug, folder),
    };
    println!("{slug}\n{figures}");
    if let Some(path) = env::var_os("RECTO_LINES") {
        fs::write(path, figures.table_of_lines()).expect("the file of RECTO_LINES");
    }
}

/// Builds a book and holds its figures against the limits of its column.
fn keeps_its_limits(column: usize, slug: &str, folder: &Path) {
    let figures = figures(slug, folder);
    println!("{slug}\n{figures}");
    let mut broken = Vec::new();
    for limit in &LIMITS {
        if limit.of_lines && figures.lines.len() < FEWEST_LINES {
            continue;
        }
        let (value, today) = ((limit.value)(&figures), limit.today[column]);
        if value > today {
            broken.push(format!("{}: {value:.3}, at most {today}", limit.name));
        } else if today > limit.goal {
            println!("{}: {value:.3} of {today}, goal {}", limit.name, limit.goal);
        }
    }
    assert!(
        broken.is_empty(),
        "{slug}\n{}\n{figures}",
        broken.join("\n")
    );
    assert!(!figures.lines.is_empty(), "{slug}: the prose was not found");
}

/// Builds a book and measures its print PDF.
fn figures(slug: &str, folder: &Path) -> Figures {
    let workshop = Workshop::empty();
    let folder = folder.to_str().expect("a path in UTF-8");
    workshop
        .recto(&["build", folder, "--edition", "print"])
        .ends_with(0);
    let (manuscript, _) = manuscript::read(Path::new(folder)).expect("the manuscript is read");
    let bytes = workshop.bytes(&format!("build/{slug}-print.pdf"));
    let figures = measure(&bytes, &Measures::of(&manuscript.config));
    let report = workshop.bytes(&format!("build/{slug}.report.json"));
    let report: Value = serde_json::from_slice(&report).expect("the report is JSON");
    agrees(&report["setting"], &figures);
    figures
}

/// Compares what the program says of its pages with what is measured on them.
fn agrees(setting: &Value, figures: &Figures) {
    let said = |key: &str| setting[key].as_u64().map(|count| count as usize);
    for (key, kind) in [
        ("ladders", FaultKind::Ladder),
        ("hyphens_at_foot", FaultKind::HyphenAtFoot),
        ("short_pages", FaultKind::ShortPage),
        ("split_notes", FaultKind::SplitNote),
    ] {
        assert_eq!(said(key), Some(figures.count(kind)), "{key}\n{figures}");
    }
    // Pages without prose are compared by the program alone, and so are loose lines of notes.
    let loose = figures
        .lines
        .iter()
        .filter(|line| line.ratio > CLEARLY_LOOSE)
        .count();
    for (key, count) in [
        ("spreads", figures.spreads),
        ("uneven_spreads", figures.count(FaultKind::UnevenSpread)),
        ("loose", loose),
    ] {
        assert!(said(key) >= Some(count), "{key}: {setting:#}\n{figures}");
    }
    let parted = [
        FaultKind::Widow,
        FaultKind::Orphan,
        FaultKind::HeadingAtFoot,
    ];
    let parted: usize = parted.into_iter().map(|kind| figures.count(kind)).sum();
    assert!(said("parted") >= Some(parted), "{setting:#}\n{figures}");
}

/// What is read from a PDF is rounded: a line at badness 100 may be on either side.
const CLEARLY_LOOSE: f64 = 1.03;

/// The figures of a finished PDF.
fn measure(bytes: &[u8], measures: &Measures) -> Figures {
    let sheets = content::read(bytes);
    let pages: Vec<page::Page> = (1..)
        .zip(&sheets)
        .map(|(number, sheet)| page::page(number, sheet, measures))
        .collect();
    judge::judge(&pages, measures)
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_path_buf()
}
