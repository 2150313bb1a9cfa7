//! The book that is measured: the folder of a manuscript -> a [`Volume`], with what each stage of a build
//! makes of it. Both programs of this folder measure on one thread, so that wall time is processor time.

pub mod faces;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::exit;
use std::time::Duration;

use criterion::Criterion;
use mimalloc::MiMalloc;
use recto::diagnostic::{Diagnostic, Severity};
use recto::layout::{self, Mark, Page, PagedBook, Run};
use recto::manuscript::{self, Manuscript};
use recto::parse::{self, Book};
use recto::pdf;
use recto::pipeline::{self, is_stopped};
use recto::press::{Order, Sheets};
use recto::print::PrintSettings;
use recto::resolve::{self, ResolvedBook};
use recto::source::Sources;
use recto::theme::{FaceId, Theme};

/// What the program has: with another allocator its stages take longer.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// The variable that names the manuscript's folder.
const FOLDER: &str = "RECTO_BENCH_BOOK";

/// More of a book's errors are not told.
const MOST_TOLD: usize = 5;

/// A book at every stage of a build.
pub struct Volume {
    /// As it was read.
    pub manuscript: Manuscript,
    /// As it was parsed.
    pub parsed: Book,
    /// With everything looked up.
    pub resolved: ResolvedBook,
    /// Its looks.
    pub theme: Theme,
    /// Its pages.
    pub pages: PagedBook,
    /// What surrounds them in the print edition.
    sheets: Sheets,
    /// How that is printed.
    print: PrintSettings,
}

impl Volume {
    /// Builds the manuscript that the environment names, or else the compendium, up to its pages. Ends the
    /// program where there is none or where it has errors: half a book would be measured.
    pub fn build() -> Volume {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1);
        pool.build_global()
            .expect("nothing has used rayon before this");
        let root = folder();
        let (manuscript, mut found) = match manuscript::read(&root) {
            Ok(read) => read,
            Err(error) => give_up(&format!("{}: {error}", root.display())),
        };
        let (parsed, new) = parse::parse(&manuscript);
        found.extend(new);
        let (images, new) = manuscript::read_images(&manuscript, &parsed);
        found.extend(new);
        let (resolved, new) = resolve::resolve(parsed.clone(), &manuscript, images, None);
        found.extend(new);
        let theme = pipeline::theme(&manuscript);
        let (pages, new) = layout::lay_out(&resolved, &theme);
        found.extend(new);
        if is_stopped(&found, false) {
            give_up(&errors(&root, &found, &manuscript.sources));
        }
        if pages.pages.is_empty() {
            give_up(&format!("the book in {} has no pages", root.display()));
        }
        let order = Order {
            theme: &theme,
            print: &manuscript.config.editions.print,
            profile: None,
            places: manuscript.print_places(),
        };
        let prepared = order.prepare(&pages, &order.fit(&pages, &theme.page), false);
        Volume {
            sheets: prepared.sheets,
            print: order.settings(&manuscript.print),
            manuscript,
            parsed,
            resolved,
            theme,
            pages,
        }
    }

    /// The print edition. Where `[editions.print]` asks for so wide a margin that a build would lay the
    /// pages out anew, they stay as they are here.
    pub fn print_pdf(&self) -> Vec<u8> {
        let edition = pdf::Edition::Print;
        pdf::write(&self.pages, edition, &self.sheets, &self.print).expect("a print edition")
    }

    /// The glyphs that the pages show, by face, with the space of each face. Those of drawings are left out.
    pub fn glyphs(&self) -> BTreeMap<FaceId, BTreeSet<u16>> {
        let mut used: BTreeMap<FaceId, BTreeSet<u16>> = BTreeMap::new();
        for page in &self.pages.pages {
            let words = &self.pages.divisions[page.division.0 as usize].words;
            for placed in runs(page).flat_map(|(_, run)| &run.words) {
                let word = words.view(placed.word);
                let own = used.entry(word.face).or_default();
                own.extend(word.glyphs.iter().map(|glyph| glyph.id));
            }
        }
        for (face, own) in &mut used {
            own.extend(faces::space(*face));
        }
        used
    }
}

/// The runs of a page with the places from which theirs are counted. Frames that are turned are left
/// out: a handful of tables.
pub fn runs(page: &Page) -> impl Iterator<Item = (&layout::Frame, &Run)> {
    let frames = page.frames.iter().filter(|frame| !frame.turned);
    frames.flat_map(|frame| {
        frame.marks.iter().filter_map(move |mark| match mark {
            Mark::Text(run) => Some((frame, run)),
            Mark::Fill(_) | Mark::Image(_) => None,
        })
    })
}

/// Few samples in a short time: the stages of a long book take seconds each.
pub fn criterion() -> Criterion {
    Criterion::default()
        .sample_size(10)
        .warm_up_time(Duration::from_secs(1))
        .measurement_time(Duration::from_secs(3))
        .configure_from_args()
}

fn folder() -> PathBuf {
    let named = std::env::var_os(FOLDER).map(PathBuf::from);
    let folder = named.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("manuscript"));
    if !folder.join("book.toml").is_file() {
        let folder = folder.display();
        give_up(&format!(
            "{folder} holds no book.toml: set {FOLDER} to the folder of a manuscript"
        ));
    }
    folder
}

/// What is told of a book with errors.
fn errors(root: &Path, found: &[Diagnostic], sources: &Sources) -> String {
    let errors = found.iter().filter(|own| own.severity == Severity::Error);
    let told = errors.take(MOST_TOLD).map(|own| {
        let place = own.span.and_then(|span| {
            let line = sources.position(span).line;
            Some(format!("{}:{line}: ", sources.get(span.file)?.path))
        });
        format!("\n  {}{}", place.unwrap_or_default(), own.message)
    });
    let told: String = told.collect();
    format!("the book in {} has errors:{told}", root.display())
}

fn give_up(why: &str) -> ! {
    eprintln!("{why}");
    exit(1)
}
