//! Diagnostics for people: place, code, message, the line of the source with a mark under what is
//! meant, help and related places, and the line that counts them. Text in, text out; colours are always in
//! it, and the stream that prints it takes them out where nobody sees them.

use annotate_snippets::{
    Annotation, AnnotationKind, Group, Level, Renderer, Snippet, normalize_untrusted_str,
};

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::{Sources, Span};

use super::excerpt::{Excerpt, excerpt};
use super::place::path_from_here;

/// Characters of a message that are shown; a message may quote the manuscript.
const LONGEST_MESSAGE: usize = 1_000;

/// How many diagnostics of each severity there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Notes.
    pub notes: usize,
}

impl Tally {
    /// Counts diagnostics.
    pub fn of<'a>(diagnostics: impl IntoIterator<Item = &'a Diagnostic>) -> Tally {
        let mut tally = Tally::default();
        for diagnostic in diagnostics {
            match diagnostic.severity {
                Severity::Error => tally.errors += 1,
                Severity::Warning => tally.warnings += 1,
                Severity::Note => tally.notes += 1,
            }
        }
        tally
    }

    /// Adds other counts to these.
    pub fn add(&mut self, other: Tally) {
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.notes += other.notes;
    }

    /// "2 errors, 1 warning"; `None` where there is nothing to count.
    pub fn line(self) -> Option<String> {
        let count = |count: usize, one: &str| match count {
            0 => None,
            1 => Some(format!("1 {one}")),
            many => Some(format!("{many} {one}s")),
        };
        let counts = [
            count(self.errors, "error"),
            count(self.warnings, "warning"),
            count(self.notes, "note"),
        ];
        let counts: Vec<String> = counts.into_iter().flatten().collect();
        (!counts.is_empty()).then(|| counts.join(", "))
    }
}

/// One diagnostic as a person reads it, ended by an empty line. `root` is the manuscript's folder as
/// it was typed.
pub fn show(diagnostic: &Diagnostic, sources: &Sources, root: &str) -> String {
    let place = diagnostic.span.and_then(|span| Place::of(span, sources));
    let name = place
        .as_ref()
        .map_or_else(|| readable(root), |place| place.name(root));
    let title = level(diagnostic.severity)
        .primary_title(clipped(&diagnostic.message))
        .id(diagnostic.code.name);
    let mut group = Group::with_title(title);
    group = group.elements(place.map(|place| place.snippet(AnnotationKind::Primary)));
    if let Some(page) = &diagnostic.page {
        let page = readable(page);
        group = group.element(Level::NOTE.with_name("page").message(page));
    }
    if let Some(criterion) = diagnostic.code.criterion() {
        group = group.element(Level::NOTE.with_name("WCAG 2.2").message(criterion.title()));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(readable(help)));
    }
    let mut report = vec![group];
    for (span, why) in &diagnostic.related {
        report.extend(Place::of(*span, sources).map(|place| {
            let title = format!("{}: {}", place.name(root), readable(why));
            Group::with_title(Level::NOTE.secondary_title(title))
                .element(place.snippet(AnnotationKind::Context))
        }));
    }
    format!("{name}: {}\n\n", Renderer::styled().render(&report))
}

/// The worst of some findings, the first of equal ones.
pub fn worst<'a>(
    diagnostics: impl IntoIterator<Item = &'a Diagnostic>,
) -> Option<(Severity, &'static Code)> {
    let worst = diagnostics.into_iter().reduce(|worst, next| {
        if next.severity > worst.severity {
            next
        } else {
            worst
        }
    })?;
    Some((worst.severity, worst.code))
}

/// Where the codes of a list of findings are explained: the page of the worst. Ended by a line break.
pub fn explained(code: &Code) -> String {
    format!("= explain: recto explain {}\n", code.name)
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    }
}

/// A place in the manuscript. Its name is written by this file and not by the renderer, whose
/// columns would start where the line was cut.
struct Place<'a> {
    path: &'a str,
    excerpt: Excerpt,
}

impl<'a> Place<'a> {
    fn of(span: Span, sources: &'a Sources) -> Option<Place<'a>> {
        let file = sources.get(span.file)?;
        Some(Place {
            path: &file.path,
            excerpt: excerpt(file, span),
        })
    }

    /// `path:line:column`, the form that editors and CI logs follow.
    fn name(&self, root: &str) -> String {
        let path = readable(&path_from_here(root, self.path));
        format!("{path}:{}:{}", self.excerpt.line, self.excerpt.column)
    }

    fn snippet(self, kind: AnnotationKind) -> Snippet<'static, Annotation<'static>> {
        Snippet::source(self.excerpt.text)
            .line_start(self.excerpt.line)
            .annotation(kind.span(self.excerpt.marked))
    }
}

/// Text of the manuscript without what a terminal would obey.
pub fn readable(text: &str) -> String {
    normalize_untrusted_str(&clipped(text)).replace('\n', " ")
}

/// The text, cut where it is longer than anybody reads.
fn clipped(text: &str) -> String {
    match text.char_indices().nth(LONGEST_MESSAGE) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::codes;

    fn plain(diagnostic: &Diagnostic, sources: &Sources) -> String {
        anstream::adapter::strip_str(&show(diagnostic, sources, "./manuscript")).to_string()
    }

    #[test]
    fn a_diagnostic_shows_place_line_mark_help_and_related_places() {
        let mut sources = Sources::default();
        let text = "[book]\ntitel = \"A\"\n";
        let id = sources.add("book.toml".to_owned(), text.to_owned());
        let diagnostic = Diagnostic::new(
            codes::CONFIG_UNKNOWN_KEY,
            Span::new(id, 7, 12),
            "there is no key `titel` in [book]",
        )
        .help("write `title`")
        .related(Span::new(id, 0, 6), "the table begins here");
        let expected = "\
./manuscript/book.toml:2:1: error[config/unknown-key]: there is no key `titel` in [book]
  |
2 | titel = \"A\"
  | ^^^^^
  |
  = help: write `title`
note: ./manuscript/book.toml:1:1: the table begins here
  |
1 | [book]
  | ------

";
        assert_eq!(plain(&diagnostic, &sources), expected);
    }

    /// What stands below the first line of a diagnostic whose span is `meant` in `text`.
    fn shown(text: &str, meant: &str) -> String {
        let mut sources = Sources::default();
        let id = sources.add("a.md".to_owned(), text.to_owned());
        let start = text.find(meant).expect("what is meant");
        let span = Span::new(id, start, start + meant.len());
        let diagnostic = Diagnostic::new(codes::FILE_ENCODING, span, "odd");
        let shown = plain(&diagnostic, &sources);
        let below = shown.lines().skip(1).map(str::trim_end);
        below.collect::<Vec<_>>().join("\n").trim_end().to_owned()
    }

    #[test]
    fn tabs_wide_characters_and_combining_marks_keep_the_mark_below_what_is_meant() {
        for (text, line, mark) in [
            ("\tSee\t[@x].\n", "    See    [@x].", "           ^^^^"),
            // Two characters of two columns each.
            ("茶と [@x].\n", "茶と [@x].", "     ^^^^"),
            (
                "e\u{301}te\u{301} [@x].\n",
                "e\u{301}te\u{301} [@x].",
                "    ^^^^",
            ),
        ] {
            let expected = format!("  |\n1 | {line}\n  | {mark}");
            assert_eq!(shown(text, "[@x]"), expected);
        }
    }

    #[test]
    fn a_span_over_lines_is_marked_from_its_first_to_its_last() {
        let box_ = "::: {.box}\ntext\n:::";
        let expected = "  |\n1 | / ::: {.box}\n2 | | text\n3 | | :::\n  | |___^";
        assert_eq!(shown(&format!("{box_}\n"), box_), expected);

        let many = format!("[{}]", "line\n".repeat(20));
        let shown = shown(&format!("a {many} b\n"), &many);
        assert!(
            shown.contains("\n 1 |   a [line\n") && shown.contains("\n21 | | ] b\n"),
            "{shown}"
        );
        assert!(
            shown.contains("\n...") && shown.lines().count() < 12,
            "{shown}"
        );
    }

    #[test]
    fn a_diagnostic_without_a_place_names_the_manuscript() {
        let diagnostic = Diagnostic::new(codes::FILE_MISSING, None, "there is no book.toml");
        let expected = "./manuscript: error[file/missing]: there is no book.toml\n\n";
        assert_eq!(plain(&diagnostic, &Sources::default()), expected);
    }

    #[test]
    fn a_huge_line_costs_no_more_than_a_short_one() {
        let mut sources = Sources::default();
        let id = sources.add("a.md".to_owned(), "word ".repeat(10_000_000));
        let begun = std::time::Instant::now();
        for at in 0..500 {
            let start = at * 100_000;
            let span = Span::new(id, start, start + 40_000_000);
            let shown = plain(
                &Diagnostic::new(codes::FILE_ENCODING, span, "odd"),
                &sources,
            );
            assert!(shown.len() < 1_000, "{}", shown.len());
        }
        // Looking at the whole line each time takes minutes.
        assert!(begun.elapsed().as_secs() < 10, "{:?}", begun.elapsed());
    }

    #[test]
    fn control_characters_of_a_manuscript_do_not_reach_the_terminal() {
        let mut sources = Sources::default();
        let evil = "\u{1b}]0;title\u{7}\u{202e}\n";
        let id = sources.add(evil.to_owned(), evil.to_owned());
        let diagnostic = Diagnostic::new(codes::FILE_ENCODING, Span::new(id, 0, 2), evil)
            .help(evil)
            .related(Span::new(id, 0, 2), evil);
        let shown = show(&diagnostic, &sources, "root");
        for unwanted in ["\u{1b}]", "\u{7}", "\u{202e}"] {
            assert!(!shown.contains(unwanted), "{shown:?}");
        }
    }

    #[test]
    fn the_worst_finding_is_the_one_to_explain() {
        let found = |code| Diagnostic::new(code, None, "odd");
        let list = [codes::LINK_TITLE, codes::REF_UNKNOWN, codes::NOTE_EMPTY].map(found);
        let (severity, code) = worst(&list).expect("three findings");
        assert_eq!(severity, Severity::Error);
        assert_eq!(explained(code), "= explain: recto explain ref/unknown\n");
        assert!(worst(&[]).is_none());
    }

    #[test]
    fn the_tally_counts_in_words() {
        let tally = |errors, warnings, notes| {
            Tally {
                errors,
                warnings,
                notes,
            }
            .line()
        };
        assert_eq!(tally(2, 1, 0).as_deref(), Some("2 errors, 1 warning"));
        assert_eq!(tally(0, 0, 3).as_deref(), Some("3 notes"));
        assert_eq!(tally(0, 0, 0), None);
    }
}
