//! What a person reads at the end of a build: the book's figures, and each file with its size.

use std::path::Path;
use std::time::Duration;

use crate::epub;
use crate::pipeline::{BookReport, Edition, Finished};
use crate::preflight::SettingFigures;
use crate::press::PressReport;

use super::report::EPUB_BUDGET;

/// What was made of a book.
pub struct Files<'a> {
    /// The editions.
    pub editions: &'a [Finished],
    /// What is told of the print files.
    pub press: &'a [PressReport],
    /// The name of the report.
    pub report: &'a str,
}

/// The summary of one book, ended by a line break.
pub fn summary(book: &BookReport, files: &Files<'_>, out: &Path, time: Duration) -> String {
    let seconds = format!("{}.{:02} s", time.as_secs(), time.subsec_millis() / 10);
    let mut text = format!("{}, {seconds}\n", figures(book));
    for finished in files.editions {
        let path = out.join(&finished.file_name);
        text.push_str(&format!(
            "  {:<7} {}  {}\n",
            finished.edition.name(),
            path.display(),
            size(finished.bytes.len()),
        ));
        if finished.edition == Edition::Epub && finished.bytes.len() > EPUB_BUDGET {
            let budget = size(EPUB_BUDGET);
            let largest: Vec<String> = (epub::largest(&finished.bytes, 3).into_iter())
                .map(|own| {
                    let bytes = usize::try_from(own.bytes).unwrap_or(usize::MAX);
                    format!("{} {}", own.file, size(bytes))
                })
                .collect();
            let largest = largest.join(", ");
            text.push_str(&format!("  size    over {budget}; largest: {largest}\n"));
        }
        // What is told of a print file stands below it.
        let told = files
            .press
            .iter()
            .find(|own| own.edition == finished.name());
        for (what, line) in told.into_iter().flat_map(PressReport::lines) {
            text.push_str(&format!("  {what:<7} {line}\n"));
        }
    }
    text.push_str(&format!(
        "  {:<7} {}\n",
        "report",
        out.join(files.report).display()
    ));
    text
}

/// What a book has: "tea: 312 pages, 84,120 words, 1 note".
pub fn figures(book: &BookReport) -> String {
    format!(
        "{}: {}, {}, {}",
        book.slug,
        counted(book.extent.pages.total, "page"),
        counted(book.extent.words.total, "word"),
        counted(book.extent.notes, "note"),
    )
}

/// What a typesetter would mend, and what names each place; ended by a line break. `None` where there
/// is nothing.
pub fn faults(figures: &SettingFigures, root: &str) -> Option<String> {
    let counts = [
        (figures.loose, "loose line", "loose lines"),
        (figures.ladders, "ladder", "ladders"),
        (
            figures.hyphens_at_foot,
            "word divided over pages",
            "words divided over pages",
        ),
        (figures.uneven_spreads, "uneven spread", "uneven spreads"),
        (figures.parted, "parted page", "parted pages"),
        (figures.short_pages, "short page", "short pages"),
        (figures.split_notes, "divided note", "divided notes"),
        (
            figures.moved_floats,
            "moved figure or table",
            "moved figures or tables",
        ),
    ];
    let found = counts.into_iter().filter(|(count, ..)| *count > 0);
    let told: Vec<String> = found
        .map(|(count, one, many)| match count {
            1 => format!("1 {one}"),
            _ => format!("{} {many}", grouped(count)),
        })
        .collect();
    let told = told.join(", ");
    // The folder that is taken where none is named.
    let folder = match root {
        "./manuscript" => String::new(),
        _ => format!(" {root}"),
    };
    (!told.is_empty()).then(|| format!("  layout  {told}: recto check --layout{folder}\n"))
}

/// "1 page", "84,120 words".
fn counted(count: usize, one: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{} {one}{plural}", grouped(count))
}

/// Digits in groups of three.
fn grouped(count: usize) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A size in decimal units with one digit after the point, rounded down.
fn size(bytes: usize) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{}.{} kB", bytes / 1_000, bytes % 1_000 / 100),
        _ => format!(
            "{}.{} MB",
            grouped(bytes / 1_000_000),
            bytes % 1_000_000 / 100_000
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extent::{Extent, Pages, Words};

    #[test]
    fn the_summary_names_each_file_with_its_size() {
        let book = BookReport {
            slug: "small".to_owned(),
            title: "Small".to_owned(),
            language: "en".to_owned(),
            extent: Extent {
                pages: Pages {
                    total: 312,
                    ..Pages::default()
                },
                words: Words {
                    total: 1_084_120,
                    ..Words::default()
                },
                notes: 1,
                ..Extent::default()
            },
            part: None,
        };
        let edition = |edition: Edition, length: usize| Finished {
            edition,
            printer: None,
            file_name: format!("small{}", edition.suffix()),
            bytes: vec![0; length],
        };
        let editions = [
            edition(Edition::Print, 1_850_000),
            edition(Edition::Epub, 640_999),
        ];
        let shown = summary(
            &book,
            &Files {
                editions: &editions,
                press: &[],
                report: "small.report.json",
            },
            Path::new("out"),
            Duration::from_millis(1_429),
        );
        let expected = "\
small: 312 pages, 1,084,120 words, 1 note, 1.42 s
  print   out/small-print.pdf  1.8 MB
  epub    out/small.epub  640.9 kB
  report  out/small.report.json
";
        assert_eq!(shown, expected);
    }

    #[test]
    fn faults_are_counted_in_words_and_the_command_that_names_them_stands_beside() {
        let figures = SettingFigures {
            lines: 40,
            loose: 1,
            moved_floats: 1_200,
            ..SettingFigures::default()
        };
        let counts = "  layout  1 loose line, 1,200 moved figures or tables: recto check --layout";
        for (root, folder) in [("./manuscript", ""), ("books/tea", " books/tea")] {
            let expected = format!("{counts}{folder}\n");
            assert_eq!(faults(&figures, root), Some(expected));
        }
        assert_eq!(faults(&SettingFigures::default(), "a"), None);
    }

    #[test]
    fn small_sizes_are_bytes() {
        assert_eq!(size(0), "0 bytes");
        assert_eq!(size(999), "999 bytes");
        assert_eq!(size(1_000), "1.0 kB");
        assert_eq!(size(1_999_999_999), "1,999.9 MB");
    }
}
