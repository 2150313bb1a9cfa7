//! The geometry of the print edition: boxes, bleed, marks, blank pages and the files for printers. What
//! is true of a file is told by poppler and Ghostscript, which are no part of the program.

use std::path::{Path, PathBuf};
use std::process::Command;

use lopdf::Document;
use serde_json::Value;

use crate::harness::Workshop;
use crate::judges::qpdf;

/// Points of a millimetre.
const MM: f64 = 72.0 / 25.4;

/// How far a box may be off, in points: poppler tells hundredths.
const ROUNDING: f64 = 0.011;

/// All marks, and a book whose pages are bound without bleed at the spine.
const MARKS: &str = r#"
[page]
bleed = { inside = "0" }

[editions.print]
paper = "cream"
pages_multiple = 8

[editions.print.marks]
crop = true
bleed = true
registration = true
colour_bars = true
slug = true
"#;

/// The fixture `press`, with more settings.
fn workshop(settings: &str) -> Workshop {
    let workshop = Workshop::with_fixture("press");
    let book = workshop.bytes("manuscript/book.toml");
    let book = String::from_utf8(book).expect("UTF-8");
    workshop.write("manuscript/book.toml", &format!("{book}{settings}"));
    workshop
}

/// The same with an appendix, so that every printer can bind it.
fn thick(settings: &str) -> Workshop {
    let workshop = workshop(&format!("{settings}{APPENDIX}"));
    let paragraph = "Boats go out before the light and come back when the market opens. ".repeat(9);
    let text = format!(
        "---\ntitle: The log\n---\n\n{}",
        format!("{paragraph}\n\n").repeat(140)
    );
    workshop.write("manuscript/back/log.md", &text);
    workshop
}

const APPENDIX: &str = "
[[contents.back]]
file = \"back/log.md\"
role = \"appendix\"
";

/// Left, bottom, right, top of the boxes of a page, as pdfinfo tells them.
#[derive(Debug)]
struct Boxes {
    media: [f64; 4],
    bleed: [f64; 4],
    trim: [f64; 4],
}

fn boxes(path: &Path, page: usize) -> Boxes {
    let page = page.to_string();
    let said = call("pdfinfo", &["-box", "-f", &page, "-l", &page], path);
    let find = |name: &str| {
        let line = said.lines().find(|line| line.contains(name));
        let line = line.unwrap_or_else(|| panic!("no {name} in {said}"));
        let (_, numbers) = line.split_once(name).expect("the name");
        let sides = numbers.trim_start_matches(':').split_whitespace();
        let sides: Vec<f64> = sides.map(|own| own.parse().expect("a number")).collect();
        sides.try_into().expect("four sides")
    };
    Boxes {
        media: find("MediaBox"),
        bleed: find("BleedBox"),
        trim: find("TrimBox"),
    }
}

fn page_count(path: &Path) -> usize {
    let said = call("pdfinfo", &[], path);
    let line = said.lines().find_map(|line| line.strip_prefix("Pages:"));
    line.expect("a count").trim().parse().expect("a number")
}

#[track_caller]
fn assert_box(own: [f64; 4], expected: [f64; 4], what: &str) {
    for (own, expected) in own.iter().zip(expected) {
        assert!(
            (own - expected).abs() < ROUNDING,
            "{what}: {own} {expected}"
        );
    }
}

#[test]
fn each_printer_has_its_boxes_on_rectos_and_versos() {
    let workshop = thick("");
    let [width, height] = [170.0 * MM, 240.0 * MM];
    for (printer, [head, foot, inside, outside], multiple) in [
        ("kdp", [9.0, 9.0, 0.0, 9.0], 2),
        ("ingramspark", [9.0, 9.0, 0.0, 9.0], 2),
        ("lulu", [9.0; 4], 2),
        ("sheetfed", [3.0 * MM; 4], 8),
    ] {
        workshop
            .recto(&["build", "--printer", printer])
            .ends_with(0);
        let path = workshop.path(&format!("build/press-print-{printer}.pdf"));
        qpdf(printer, &path);
        let pages = page_count(&path);
        assert!(
            pages > 32 && pages.is_multiple_of(multiple),
            "{printer}: {pages}"
        );
        // The last page is one that was added.
        for page in [3, 4, pages] {
            let [left, right] = match page % 2 {
                1 => [inside, outside],
                _ => [outside, inside],
            };
            let own = boxes(&path, page);
            let what = format!("{printer}, page {page}");
            let media = [0.0, 0.0, left + width + right, foot + height + head];
            assert_box(own.media, media, &what);
            assert_box(own.bleed, media, &what);
            assert_box(own.trim, [left, foot, left + width, foot + height], &what);
        }
    }
    // Nothing else was written.
    let names = workshop.names("build");
    assert_eq!(names.len(), 8, "{names:?}");
    assert!(names.iter().all(|name| name.starts_with("press-print-")));
}

#[test]
fn pictures_reach_the_edge_of_the_bleed_for_each_printer() {
    let workshop = thick("");
    workshop.recto(&["build"]).ends_with(0);
    for printer in ["", "-kdp", "-ingramspark", "-lulu", "-sheetfed"] {
        if let Some(name) = printer.strip_prefix('-') {
            workshop.recto(&["build", "--printer", name]).ends_with(0);
        }
        let path = workshop.path(&format!("build/press-print{printer}.pdf"));
        // IngramSpark has no ink at the spine.
        let has_ink = printer != "-ingramspark";
        for render in [poppler, ghostscript] {
            // A band on a verso, a page of its own on a recto, one with a caption on a verso.
            let band = render(&path, 4);
            for y in [0.6, 0.75] {
                band.assert_inked([0.0, y], "the left edge", printer);
                band.assert_inked([0.97, y], "the right edge", printer);
                match has_ink {
                    true => band.assert_inked([1.0, y], "the spine", printer),
                    false => band.assert_bare([1.0, y], "the spine", printer),
                }
            }
            band.assert_bare([0.0, 0.3], "beside the text", printer);
            band.assert_bare([0.5, 0.0], "above the picture", printer);
            let plate = render(&path, 5);
            for corner in [[1.0, 0.0], [1.0, 1.0], [0.03, 0.0], [0.03, 1.0], [0.5, 0.5]] {
                plate.assert_inked(corner, "a corner", printer);
            }
            for corner in [[0.0, 0.0], [0.0, 1.0]] {
                match has_ink {
                    true => plate.assert_inked(corner, "the spine", printer),
                    false => plate.assert_bare(corner, "the spine", printer),
                }
            }
            let captioned = render(&path, 8);
            for corner in [[0.0, 0.0], [0.97, 0.0], [0.0, 0.7], [0.97, 0.7]] {
                captioned.assert_inked(corner, "a corner", printer);
            }
            captioned.assert_bare([0.0, 1.0], "below the caption", printer);
        }
    }
}

#[test]
fn a_picture_that_begins_a_page_reaches_the_bleed_above_it() {
    let workshop = workshop(APPENDIX);
    let paragraph = "Boats go out before the light and come back when the market opens. ".repeat(9);
    let text = format!("{paragraph}\n\n").repeat(6);
    let band = "::: {#fig-head .figure .bleed}\n![A band](images/band.png)\n\nThe band.\n:::\n\n";
    let log = format!("---\ntitle: The log\n---\n\n{text}{band}{text}");
    workshop.write("manuscript/back/log.md", &log);
    workshop.recto(&["build"]).ends_with(0);
    let path = workshop.path("build/press-print.pdf");
    for render in [poppler, ghostscript] {
        let page = render(&path, 15);
        for place in [[0.0, 0.0], [0.5, 0.0], [1.0, 0.0], [0.0, 0.25], [1.0, 0.25]] {
            page.assert_inked(place, "the head", "print");
        }
        page.assert_bare([0.0, 0.32], "below the picture", "print");
    }
    // No running head lies on it, and the folio stands at the foot.
    let words = words(&path, 15);
    let word = |at: Option<&(String, f64)>| {
        at.map(|(word, _)| word.trim_end_matches("</word>").to_owned())
    };
    assert_eq!(word(words.first()).as_deref(), Some("Figure"));
    assert_eq!(word(words.last()).as_deref(), Some("13"));
    // The screen edition ends at the trim.
    let screen = poppler(&workshop.path("build/press-screen.pdf"), 15);
    screen.assert_inked([0.0, 0.0], "the head", "screen");
}

#[test]
fn the_screen_edition_is_cut_at_the_trim() {
    let workshop = workshop("");
    workshop.recto(&["build"]).ends_with(0);
    let path = workshop.path("build/press-screen.pdf");
    let own = boxes(&path, 5);
    assert_box(own.media, [0.0, 0.0, 170.0 * MM, 240.0 * MM], "the screen");
    let plate = poppler(&path, 5);
    plate.assert_inked([0.0, 0.0], "a corner", "screen");
    plate.assert_inked([1.0, 1.0], "a corner", "screen");
}

#[test]
fn a_tint_at_the_trim_reaches_the_edge_of_the_bleed() {
    let workshop = workshop("[page]\noutside = \"0\"\ninside = \"50mm\"\n");
    workshop.recto(&["build"]).ends_with(0);
    let path = workshop.path("build/press-print.pdf");
    let page = page_count(&path);
    let rendered = poppler(&path, page);
    // The box on the last page, which is a recto: its ground at the fore edge, and none at the spine.
    let own = boxes(&path, page);
    let tinted = (0..rendered.height).filter(|y| rendered.grey(rendered.width - 1, *y) < 250);
    assert!(tinted.count() > 40, "{own:?}");
    assert!((0..rendered.height).all(|y| rendered.grey(0, y) == 255));
}

#[test]
fn marks_stand_outside_the_bleed_and_the_slug_can_be_read() {
    let workshop = workshop(MARKS);
    let run = workshop.recto(&["build"]).ends_with(0);
    assert!(
        run.stdout
            .contains("  spine   2.54 mm on cream (kdp), 16 pages"),
        "{run:?}"
    );
    let path = workshop.path("build/press-print.pdf");
    qpdf("marks", &path);
    assert_eq!(page_count(&path), 16);
    let (bleed, room) = (3.0 * MM, 8.0 * MM);
    let [width, height] = [170.0 * MM, 240.0 * MM];
    for page in [3, 4, 16] {
        let own = boxes(&path, page);
        let what = format!("page {page}");
        assert_box(
            own.media,
            [0.0, 0.0, width + 2.0 * room, height + 2.0 * room],
            &what,
        );
        assert_box(own.trim, [room, room, room + width, room + height], &what);
        let [left, right] = match page % 2 {
            1 => [0.0, bleed],
            _ => [bleed, 0.0],
        };
        let expected = [
            room - left,
            room - bleed,
            room + width + right,
            room + height + bleed,
        ];
        assert_box(own.bleed, expected, &what);
        let shown = page.to_string();
        let text = call("pdftotext", &["-f", &shown, "-l", &shown], &path);
        let slug = format!("Pictures at the edge · print · 2026-11-01 · {page}/16");
        assert!(text.contains(&slug), "{text}");
    }
    let judged = workshop.recto(&["preflight", "build/press-print.pdf"]);
    let judged = judged.stdout + &judged.stderr;
    for fault in [
        "print/marks",
        "print/bleed",
        "print/short-bleed",
        "print/page-boxes",
    ] {
        assert!(!judged.contains(fault), "{judged}");
    }
    // A blank page has marks around it, and nothing within.
    let blank = poppler(&path, 16);
    blank.assert_bare([0.5, 0.5], "the page", "marks");
    let own = boxes(&path, 16);
    let inside = blank.count_inked(own.bleed, own.media);
    assert_eq!(inside, 0);
    assert!(blank.count_inked(own.media, own.media) > 200);
    // The colour of all plates, which a screen edition does not know.
    let document = Document::load(&path).expect("a PDF that can be read");
    assert!(holds(&document, b"All"));
    let screen = Document::load(workshop.path("build/press-screen.pdf")).expect("a PDF");
    assert!(!holds(&screen, b"All"));
    // A printer who takes no marks gets none.
    let workshop = thick(MARKS);
    workshop.recto(&["build", "--printer", "kdp"]).ends_with(0);
    let path = workshop.path("build/press-print-kdp.pdf");
    assert!(!holds(&Document::load(&path).expect("a PDF"), b"All"));
    let report = report(&workshop, "press-print-kdp");
    let changes = report["press"][0]["changes"].to_string();
    assert!(changes.contains("no printer's marks"), "{changes}");
    assert!(report["press"][0]["spine"]["width"].as_str() > Some("2.54 mm"));
}

/// Whether a name stands in a colour space of the file.
fn holds(document: &Document, name: &[u8]) -> bool {
    document.objects.values().any(|object| {
        let spaces = object.as_dict().and_then(|own| own.get(b"ColorSpace"));
        let spaces = spaces.and_then(lopdf::Object::as_dict).into_iter();
        let mut spaces = spaces.flat_map(|own| own.iter());
        spaces.any(|(_, space)| {
            let parts = space.as_array().map_or(&[][..], Vec::as_slice);
            parts.iter().any(|part| part.as_name().ok() == Some(name))
        })
    })
}

#[test]
fn blank_pages_are_blank() {
    let workshop = workshop("[editions.print]\npages_multiple = 16\n");
    workshop.recto(&["build"]).ends_with(0);
    let path = workshop.path("build/press-print.pdf");
    let document = Document::load(&path).expect("a PDF that can be read");
    let pages = document.get_pages();
    assert_eq!(pages.len(), 16);
    // The versos before the two chapters, and what is added.
    let empty = pages
        .iter()
        .filter(|(_, page)| document.get_page_content(**page).trim_ascii().is_empty());
    let empty: Vec<u32> = empty.map(|(number, _)| *number).collect();
    assert_eq!(empty, [2, 10, 12, 13, 14, 15, 16]);
    // They are the printer's: the pages that readers see are as many as before.
    assert_eq!(page_count(&workshop.path("build/press-screen.pdf")), 11);
    let report = report(&workshop, "press");
    assert_eq!(report["press"][0]["added"], 5);
    assert_eq!(report["pages"]["total"], 11);
}

#[test]
fn the_text_block_moves_from_the_spine_and_pictures_stay() {
    let plain = workshop("");
    plain.recto(&["build"]).ends_with(0);
    let wide = workshop("[[editions.print.gutter]]\nfrom_pages = 1\ninside = \"30mm\"\n");
    wide.recto(&["build"]).ends_with(0);
    let [before, after] = [&plain, &wide].map(|own| own.path("build/press-print.pdf"));
    for (page, shift) in [(3, 8.0 * MM), (4, -8.0 * MM)] {
        let [before, after] = [&before, &after].map(|path| words(path, page));
        assert!(before.len() > 100);
        assert_eq!(before.len(), after.len());
        for ((word, x), (other, moved)) in before.iter().zip(&after) {
            assert_eq!(word, other);
            assert!((moved - x - shift).abs() < 0.02, "{word}: {x} {moved}");
        }
    }
    let band = poppler(&after, 4);
    band.assert_inked([0.0, 0.65], "the left edge", "moved");
    band.assert_inked([1.0, 0.65], "the right edge", "moved");
    // What is not printed is as it was.
    for name in ["press-screen.pdf", "press.epub"] {
        let name = format!("build/{name}");
        assert_eq!(plain.bytes(&name), wide.bytes(&name), "{name}");
    }
}

#[test]
fn a_text_block_that_cannot_move_is_laid_out_anew() {
    let plain = workshop("");
    plain.recto(&["build"]).ends_with(0);
    let narrow = workshop("[[editions.print.gutter]]\nfrom_pages = 1\ninside = \"60mm\"\n");
    narrow.recto(&["build", "--release"]).ends_with(0);
    let told = report(&narrow, "press");
    assert_eq!(told["press"][0]["inside"], "60mm");
    assert_eq!(told["press"][0]["outside"], "14mm");
    assert!(told["conservation"]["print"]["running"]["words"].as_u64() > Some(1_000));
    let path = narrow.path("build/press-print.pdf");
    let first = words(&path, 3)
        .into_iter()
        .map(|(_, x)| x)
        .fold(f64::MAX, f64::min);
    assert!((first - 63.0 * MM).abs() < 0.5, "{first}");
    for name in ["press-screen.pdf", "press.epub"] {
        let name = format!("build/{name}");
        assert_eq!(plain.bytes(&name), narrow.bytes(&name), "{name}");
    }
}

#[test]
fn what_a_printer_refuses_is_said_with_its_numbers() {
    let settings =
        "[page]\noutside = \"10mm\"\n\n[editions.print]\npaper = \"creme\"\npages_multiple = 16\n";
    let [thin, thick] = [workshop(settings), thick(settings)];
    let said = |workshop: &Workshop, printer: &str, status: i32| {
        let arguments = ["build", "--printer", printer, "--format", "json"];
        let run = workshop.recto(&arguments).ends_with(status);
        let found: Value = serde_json::from_str(&run.stdout).expect("JSON");
        let found = found.as_array().expect("findings").iter();
        let of_print = found.filter(|own| {
            let code = own["code"].as_str().unwrap_or_default();
            code.starts_with("print/") && code != "print/picture-cut"
        });
        let line = |own: &Value| {
            assert!(own["help"].is_string());
            let text = |key: &str| own[key].as_str().unwrap_or_default().to_owned();
            // Where it stands: the line of the settings.
            let place = own["line"].as_u64().and_then(|line| {
                let settings = workshop.bytes("manuscript/book.toml");
                let settings = String::from_utf8_lossy(&settings).into_owned();
                settings.lines().nth(line as usize - 1).map(str::to_owned)
            });
            let place = place.unwrap_or_default();
            format!("{}: {} | {place}", text("code"), text("message"))
        };
        of_print.map(line).collect::<Vec<String>>()
    };
    assert_eq!(
        said(&thin, "kdp", 1),
        [
            "print/page-count: the book has 16 pages for KDP paperback, which prints 24 at least | [book]",
            "print/paper: KDP paperback has no paper `creme` | paper = \"creme\"",
            "print/blank-pages: 7 blank pages follow each other for KDP paperback, which takes 2 at most | pages_multiple = 16",
        ]
    );
    assert_eq!(thin.names("build"), [""; 0]);
    assert_eq!(
        said(&thick, "lulu", 0),
        [
            "print/trim: Lulu prints no page of 170mm x 240mm: it is none of the sizes in its guide | [page]",
            "print/safety: text comes within 10mm of the fore edge, and Lulu asks for 12.7mm | outside = \"10mm\"",
            "print/paper: Lulu has no paper `creme` | paper = \"creme\"",
        ]
    );
    assert_eq!(said(&thin, "sheetfed", 0), [""; 0]);
    // A release is not made with them, and leaves what was there.
    let before = thick.bytes("build/press-print-lulu.pdf");
    thick
        .recto(&["build", "--printer", "lulu", "--release"])
        .ends_with(1);
    assert_eq!(thick.bytes("build/press-print-lulu.pdf"), before);
}

#[test]
fn a_printers_file_is_made_beside_what_is_asked_for() {
    let workshop = workshop("");
    workshop
        .recto(&["build", "--printer", "kpd"])
        .ends_with(2)
        .says("did you mean `kdp`?");
    workshop
        .recto(&["build", "--printer", "kdp", "--only", "text"])
        .ends_with(2);
    let arguments = [
        "build",
        "--printer",
        "sheetfed",
        "--edition",
        "screen",
        "--release",
    ];
    let run = workshop.recto(&arguments).ends_with(0);
    assert!(
        run.stdout
            .contains("changed 5 blank pages stand at the end"),
        "{run:?}"
    );
    assert_eq!(
        workshop.names("build"),
        [
            "press-print-sheetfed.pdf",
            "press-screen.pdf",
            "press.report.json"
        ]
    );
    let report = report(&workshop, "press");
    let proved = &report["conservation"];
    assert!(proved["screen"].is_object() && proved["print-sheetfed"].is_object());
    assert_eq!(report["editions"][1]["edition"], "print-sheetfed");
}

#[test]
fn the_same_marks_come_from_any_number_of_threads() {
    let workshop = workshop(MARKS);
    let made = ["1", "5"].map(|threads| {
        workshop
            .recto(&["build", "--threads", threads])
            .ends_with(0);
        workshop.bytes("build/press-print.pdf")
    });
    assert!(made[0] == made[1]);
}

fn report(workshop: &Workshop, name: &str) -> Value {
    let bytes = workshop.bytes(&format!("build/{name}.report.json"));
    serde_json::from_slice(&bytes).expect("JSON")
}

/// The words of a page with their left edges, as pdftotext tells them.
fn words(path: &Path, page: usize) -> Vec<(String, f64)> {
    let page = page.to_string();
    let said = call("pdftotext", &["-bbox", "-f", &page, "-l", &page], path);
    let lines = said
        .lines()
        .filter_map(|line| line.trim().strip_prefix("<word xMin=\""));
    let word = |line: &str| {
        let (x, rest) = line.split_once('"')?;
        let (_, word) = rest.split_once('>')?;
        Some((word.to_owned(), x.parse().ok()?))
    };
    lines.filter_map(word).collect()
}

/// A page as grey pixels, a point each.
struct Rendered {
    width: usize,
    height: usize,
    pixels: Vec<u8>,
}

fn poppler(path: &Path, page: usize) -> Rendered {
    let page = page.to_string();
    let options = ["-r", "72", "-gray", "-f", &page, "-l", &page];
    Rendered::of(&run("pdftoppm", &options, path, &[]))
}

fn ghostscript(path: &Path, page: usize) -> Rendered {
    let page = [format!("-dFirstPage={page}"), format!("-dLastPage={page}")];
    let mut options = vec!["-q", "-dSAFER", "-r72", "-sDEVICE=pgmraw", "-o", "-"];
    options.extend(page.iter().map(String::as_str));
    Rendered::of(&run("gs", &options, path, &[]))
}

impl Rendered {
    /// Reads a PGM.
    fn of(bytes: &[u8]) -> Rendered {
        let mut fields = Vec::new();
        let mut at = 0;
        while fields.len() < 4 {
            let rest = bytes.get(at..).expect("the head of a PGM");
            let line_end = rest.iter().position(|byte| *byte == b'\n').expect("a line");
            let line = String::from_utf8_lossy(&rest[..line_end]);
            let own = line
                .split_whitespace()
                .take_while(|word| !word.starts_with('#'));
            fields.extend(own.map(str::to_owned));
            at += line_end + 1;
        }
        assert_eq!(fields[0], "P5");
        let [width, height] = [1, 2].map(|at: usize| fields[at].parse().expect("a number"));
        let pixels = bytes[at..].to_vec();
        assert_eq!(pixels.len(), width * height);
        Rendered {
            width,
            height,
            pixels,
        }
    }

    fn grey(&self, x: usize, y: usize) -> u8 {
        self.pixels[y * self.width + x]
    }

    /// The darkest pixel of the outermost two at a place, in shares of the page from its upper left
    /// corner: the last one may be covered by half.
    fn at(&self, [x, y]: [f64; 2]) -> u8 {
        let place = |share: f64, size: usize| (share * (size - 1) as f64).round() as usize;
        self.grey(
            place(x, self.width).clamp(1, self.width - 2),
            place(y, self.height).clamp(1, self.height - 2),
        )
    }

    #[track_caller]
    fn assert_inked(&self, place: [f64; 2], what: &str, file: &str) {
        assert!(self.at(place) < 230, "{file}: {what} is bare at {place:?}");
    }

    #[track_caller]
    fn assert_bare(&self, place: [f64; 2], what: &str, file: &str) {
        assert_eq!(self.at(place), 255, "{file}: {what} is inked at {place:?}");
    }

    /// How many pixels inside a box are not white.
    fn count_inked(&self, own: [f64; 4], media: [f64; 4]) -> usize {
        let columns = (own[0].ceil() as usize)..(own[2].floor() as usize).min(self.width);
        let [top, foot] = [media[3] - own[3], media[3] - own[1]];
        let rows = (top.ceil() as usize)..(foot.floor() as usize).min(self.height);
        rows.flat_map(|y| columns.clone().map(move |x| (x, y)))
            .filter(|(x, y)| self.grey(*x, *y) < 255)
            .count()
    }
}

fn call(program: &str, options: &[&str], path: &Path) -> String {
    let after: &[&str] = match program {
        "pdftotext" => &["-"],
        _ => &[],
    };
    String::from_utf8_lossy(&run(program, options, path, after)).into_owned()
}

/// What a program prints of a file.
fn run(program: &str, options: &[&str], path: &Path, after: &[&str]) -> Vec<u8> {
    let path = PathBuf::from(path);
    let output = Command::new(program)
        .args(options)
        .arg(&path)
        .args(after)
        .output();
    let output = output.unwrap_or_else(|error| {
        panic!("{program} does not start ({error}): run tools/install, which says what is missing")
    });
    assert!(output.status.success(), "{program} {options:?}: {output:?}");
    output.stdout
}
