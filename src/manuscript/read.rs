//! A folder -> [`Manuscript`] and diagnostics: `book.toml`, the registries beside it, and every text
//! that the contents name. What is wrong with a file is a finding, and the rest is read all the same;
//! only a folder that cannot be read at all is an error.

use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use schemars::JsonSchema;
use serde::de::DeserializeOwned;

use crate::bibliography::{DEFAULT_STYLE, Library, Style};
use crate::diagnostic::{Diagnostic, codes};
use crate::print::PrintSettings;
use crate::source::{FileId, Sources, Span};

use super::approvals::{APPROVALS_FILE, ApprovalsFile, check_approvals};
use super::bibliography::named_works;
use super::checks::check_book;
use super::config::BookConfig;
use super::folder::{Folder, Limits, Refusal};
use super::print::named_print;
use super::registry::{AcronymsFile, ContributorsFile, QuestionnaireFile, ThemesFile};
use super::registry_checks::{check_acronyms, check_contributors, check_questions, check_themes};
use super::settings::{Settings, Step};
use super::{BookCredits, Manuscript};

/// The name of the settings file.
pub const BOOK_FILE: &str = "book.toml";

/// The name of the registry of contributors.
pub const CONTRIBUTORS_FILE: &str = "contributors.toml";

/// The name of the registry of acronyms.
pub const ACRONYMS_FILE: &str = "acronyms.toml";

/// The questions.
pub const QUESTIONNAIRE_FILE: &str = "questionnaire.toml";

/// The themes.
pub const THEMES_FILE: &str = "themes.toml";

/// The manuscript's folder cannot be read.
#[derive(Debug)]
pub struct ReadError {
    /// The folder.
    pub folder: PathBuf,
    /// What the operating system says.
    pub error: io::Error,
}

impl fmt::Display for ReadError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let folder = self.folder.display();
        match self.error.kind() {
            io::ErrorKind::NotFound => write!(formatter, "there is no folder `{folder}`"),
            io::ErrorKind::NotADirectory => write!(formatter, "`{folder}` is not a folder"),
            _ => write!(
                formatter,
                "cannot read the folder `{folder}`: {}",
                self.error
            ),
        }
    }
}

impl std::error::Error for ReadError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.error)
    }
}

/// Reads the manuscript in a folder: everything but its images, which the texts name. A manuscript
/// always comes back, with what could be read of it; where a diagnostic is an error, no edition can
/// be made from it.
///
/// # Errors
/// The folder is not there or cannot be read.
pub fn read(root: &Path) -> Result<(Manuscript, Vec<Diagnostic>), ReadError> {
    read_within(root, &Limits::STANDARD)
}

/// [`read`] with limits of the caller's own.
pub fn read_within(
    root: &Path,
    limits: &Limits,
) -> Result<(Manuscript, Vec<Diagnostic>), ReadError> {
    let folder = Folder::open(root, limits, 0).map_err(|error| ReadError {
        folder: root.to_owned(),
        error,
    })?;
    let mut reader = Reader {
        folder,
        limits: *limits,
        manuscript: Manuscript {
            root: root.to_owned(),
            sources: Sources::default(),
            config: BookConfig::empty(),
            contributors: Vec::new(),
            groups: Vec::new(),
            credits: BookCredits::default(),
            signatories: Vec::new(),
            acronyms: Vec::new(),
            questions: Vec::new(),
            themes: Vec::new(),
            addressees: Vec::new(),
            approvals: Vec::new(),
            library: Library::default(),
            citation_style: Style::named(DEFAULT_STYLE),
            print: PrintSettings::default(),
            texts: Vec::new(),
        },
        diagnostics: Vec::new(),
    };
    reader.read_book();
    reader.read_registries();
    Ok((reader.manuscript, reader.diagnostics))
}

/// A text that the contents name, and where they do.
pub(super) struct NamedText {
    pub path: String,
    pub span: Option<Span>,
}

/// A manuscript that is being read.
pub(super) struct Reader {
    pub folder: Folder,
    pub limits: Limits,
    pub manuscript: Manuscript,
    pub diagnostics: Vec<Diagnostic>,
}

impl Reader {
    /// Reads `book.toml` and the texts of its contents.
    fn read_book(&mut self) {
        let file = match self.folder.read(BOOK_FILE, self.limits.settings) {
            Ok(found) => self.add_source(BOOK_FILE, found.data),
            Err(refusal) => {
                let is_missing = matches!(refusal, Refusal::Missing(None));
                let diagnostic = refusal.diagnostic(BOOK_FILE, None);
                self.diagnostics.push(if is_missing {
                    diagnostic.help(
                        "the README shows the smallest one; docs/configuration.md has all its keys",
                    )
                } else {
                    diagnostic
                });
                return;
            }
        };
        let named = self.with_settings(file, |settings| {
            let config: BookConfig = settings.read()?;
            check_book(settings, &config);
            let works = named_works(settings, &config);
            let print = named_print(settings, &config);
            Some((named_texts(settings, &config), works, print, config))
        });
        if let Some((texts, works, print, config)) = named.flatten() {
            self.manuscript.config = config;
            self.read_print(print);
            self.read_works(works);
            self.read_texts(texts);
        }
    }

    /// Reads the registries, each of which may be absent.
    fn read_registries(&mut self) {
        let contributors = self.registry(CONTRIBUTORS_FILE, |settings, own: &ContributorsFile| {
            check_contributors(settings, own);
        });
        let acronyms = self.registry(ACRONYMS_FILE, |settings, own: &AcronymsFile| {
            check_acronyms(settings, &own.acronym);
        });
        let questions = self.registry(QUESTIONNAIRE_FILE, |settings, own: &QuestionnaireFile| {
            check_questions(settings, &own.question);
        });
        let themes = self.registry(THEMES_FILE, |settings, own: &ThemesFile| {
            check_themes(settings, &own.theme, &own.addressee);
        });
        let approvals = self.registry(APPROVALS_FILE, |settings, own: &ApprovalsFile| {
            check_approvals(settings, &own.approval);
        });
        self.manuscript.approvals = approvals.approval;
        self.manuscript.contributors = contributors.contributor;
        self.manuscript.groups = contributors.group;
        self.manuscript.credits = BookCredits {
            editors: contributors.editor,
            coordinators: contributors.coordinator,
            mandate: contributors.mandate,
        };
        self.manuscript.signatories = contributors.signatory;
        self.manuscript.acronyms = acronyms.acronym;
        self.manuscript.questions = questions.question;
        self.manuscript.themes = themes.theme;
        self.manuscript.addressees = themes.addressee;
    }

    fn registry<T: DeserializeOwned + JsonSchema + Default>(
        &mut self,
        name: &str,
        check: impl FnOnce(&mut Settings<'_>, &T),
    ) -> T {
        let file = match self.folder.read(name, self.limits.settings) {
            Ok(found) => self.add_source(name, found.data),
            Err(Refusal::Missing(_)) => return T::default(),
            Err(refusal) => {
                self.diagnostics.push(refusal.diagnostic(name, None));
                return T::default();
            }
        };
        let read = self.with_settings(file, |settings| {
            let registry: T = settings.read()?;
            check(settings, &registry);
            Some(registry)
        });
        read.flatten().unwrap_or_default()
    }

    /// Works on a settings file and keeps what it reports.
    fn with_settings<T>(
        &mut self,
        file: FileId,
        work: impl FnOnce(&mut Settings<'_>) -> T,
    ) -> Option<T> {
        let source = self.manuscript.sources.get(file)?;
        let mut settings = Settings::parse(file, &source.text);
        let result = work(&mut settings);
        self.diagnostics.extend(settings.into_diagnostics());
        Some(result)
    }

    /// Reads the texts of the contents, each once.
    fn read_texts(&mut self, texts: Vec<NamedText>) {
        let mut seen: BTreeMap<PathBuf, Option<Span>> = BTreeMap::new();
        for NamedText { path, span } in texts {
            let found = match self.folder.read(&path, self.limits.text) {
                Ok(found) => found,
                Err(refusal) => {
                    self.diagnostics.push(refusal.diagnostic(&path, span));
                    continue;
                }
            };
            if let Some(first) = seen.get(&found.place) {
                let message = format!("`{path}` stands in the contents twice");
                let twice = Diagnostic::new(codes::FILE_TWICE, span, message)
                    .help("delete one of the two, or correct the path if another text was meant");
                self.diagnostics.push(match first {
                    Some(first) => twice.related(*first, "the first time"),
                    None => twice,
                });
                continue;
            }
            seen.insert(found.place, span);
            let id = self.add_source(&path, found.data);
            self.manuscript.texts.push((path, id));
        }
    }

    /// Adds a file to the sources as text, whatever its bytes are: what is not UTF-8 is reported and
    /// replaced by U+FFFD, so that the rest of the file can be checked.
    pub fn add_source(&mut self, path: &str, data: Vec<u8>) -> FileId {
        let (text, broken_at) = match String::from_utf8(data) {
            Ok(text) => (text, None),
            Err(error) => {
                let at = error.utf8_error().valid_up_to();
                let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
                (text, Some((at, encoding_guess(error.as_bytes()))))
            }
        };
        // A byte order mark is no part of the text.
        let (text, mark) = match text.strip_prefix('\u{feff}') {
            Some(rest) => (rest.to_owned(), '\u{feff}'.len_utf8()),
            None => (text, 0),
        };
        let id = self.manuscript.sources.add(path.to_owned(), text);
        if let Some((at, guess)) = broken_at {
            let at = at.saturating_sub(mark);
            let span = Span::new(id, at, at + '\u{fffd}'.len_utf8());
            let message = format!("`{path}` is not UTF-8 from here on");
            self.diagnostics
                .push(Diagnostic::new(codes::FILE_ENCODING, span, message).help(guess));
        }
        id
    }
}

/// What a file that is not UTF-8 most likely is.
fn encoding_guess(data: &[u8]) -> &'static str {
    match data {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => "it looks like UTF-16: save it as UTF-8",
        _ => "it may be Windows-1252 or Latin-1: save it as UTF-8",
    }
}

/// The texts that the contents name, in the order of the book, each with its place in `book.toml`.
fn named_texts(settings: &Settings<'_>, config: &BookConfig) -> Vec<NamedText> {
    let mut texts = Vec::new();
    for (_, list, entries) in config.contents.lists() {
        for (at, entry) in entries.iter().enumerate() {
            let base = [Step::from("contents"), list.into(), at.into()];
            let place = |steps: &[Step]| {
                let path: Vec<Step> = base.iter().chain(steps).cloned().collect();
                settings.value(&path)
            };
            let file = entry.file.iter().map(|path| NamedText {
                path: path.clone(),
                span: place(&["file".into()]),
            });
            let files = entry.files.iter().enumerate().map(|(own, path)| NamedText {
                path: path.clone(),
                span: place(&["files".into(), own.into()]),
            });
            texts.extend(file.chain(files));
        }
    }
    texts
}
