//! What a difference is called: the place in the edition and in the manuscript -> a diagnostic.

use crate::diagnostic::{Code, Diagnostic, codes};
use crate::document::Stream;

use super::super::PlacedStreams;
use super::compare::{Difference, Fault, Normal};
use super::drawings::DrawingFault;
use super::generated::Line;
use super::texts::{BREAK, EditionTexts};
use super::{Format, Unreadable};

/// Characters that are shown before and after the place where texts part.
const CONTEXT: usize = 32;

/// What to do about it.
const HELP: &str = "this is a fault of Recto and not of the manuscript: report it with this message; no \
                    edition of this build is written";

/// Where a difference was seen.
pub struct Seen<'a> {
    /// The edition's name.
    pub edition: &'a str,
    /// Its format.
    pub format: Format,
    /// The stream.
    pub stream: Stream,
    /// What was read.
    pub texts: &'a EditionTexts,
    /// The stream of the manuscript.
    pub expected: &'a Normal,
    /// The stream of the edition.
    pub read: &'a Normal,
}

impl Seen<'_> {
    /// The finding about a difference.
    pub fn difference(&self, streams: &PlacedStreams, own: Difference) -> Diagnostic {
        let edition = format!("the {} edition", self.edition);
        let count = match own.characters {
            1 => "1 character".to_owned(),
            count => format!("{count} characters"),
        };
        let stream = words(self.stream);
        let (code, what): (&Code, String) = match own.fault {
            Fault::Lost => (
                codes::CONSERVATION_LOST,
                format!("{edition} lacks {count} of the {stream}"),
            ),
            Fault::Doubled => (
                codes::CONSERVATION_DOUBLED,
                format!("{edition} has {count} of the {stream} more than once"),
            ),
            Fault::Moved => (
                codes::CONSERVATION_MOVED,
                format!("{edition} has {count} of the {stream} in another order"),
            ),
            Fault::Changed if own.characters == 0 => (
                codes::CONSERVATION_CHANGED,
                format!("{edition} parts the words of the {stream} otherwise"),
            ),
            Fault::Changed => (
                codes::CONSERVATION_CHANGED,
                format!("{edition} has other {stream}, by {count}"),
            ),
        };
        let sheet = self
            .texts
            .sheet_at(self.stream, self.read.byte(own.from.read));
        let where_ = sheet.map_or_else(String::new, |sheet| sheet_words(self.format, sheet));
        let before = part(
            self.expected,
            own.from.expected.saturating_sub(CONTEXT),
            own.from.expected,
        );
        let wanted = after(self.expected, own.from.expected);
        let found = after(self.read, own.from.read);
        let message = format!(
            "{what}{where_}: after “{before}” the manuscript has {wanted}, the edition {found}"
        );
        let span = streams.span_at(self.stream, self.expected.byte(own.from.expected));
        Diagnostic::new(code, span, message).help(HELP)
    }
}

/// The finding about an edition that cannot be read.
pub fn unreadable(edition: &str, error: &Unreadable) -> Diagnostic {
    let message = format!("the {edition} edition cannot be read again: {error}");
    Diagnostic::new(codes::CONSERVATION_UNREADABLE, None, message).help(HELP)
}

/// The finding about the text of a drawing.
pub fn drawing(
    edition: &str,
    format: Format,
    texts: &EditionTexts,
    fault: DrawingFault,
) -> Diagnostic {
    let shown = |text: &str| text.chars().take(CONTEXT * 2).collect::<String>();
    let own = match fault {
        DrawingFault::Lost { path, span, text } => {
            let text = shown(&text);
            let message =
                format!("the {edition} edition lacks the text of the drawing `{path}`: “{text}”");
            Diagnostic::new(codes::CONSERVATION_DRAWING, span, message)
        }
        DrawingFault::Surplus { text, sheet } => {
            let sheet = texts
                .sheet(sheet)
                .map_or_else(String::new, |own| sheet_words(format, own));
            let text = shown(&text);
            let message = format!(
                "the {edition} edition has a drawing with a text of no file{sheet}: “{text}”"
            );
            Diagnostic::new(codes::CONSERVATION_DRAWING, None, message)
        }
    };
    own.help(HELP)
}

/// The finding about what the tool writes itself; none where nothing is missing.
pub fn generated(
    edition: &str,
    lacking: &[(String, usize, usize)],
    missing: Option<&Line>,
) -> Option<Diagnostic> {
    let edition = format!("the {edition} edition");
    let (span, message) = match (missing, lacking) {
        (Some(line), _) => (
            line.span,
            format!(
                "{edition} lacks a line that Recto makes, or has it in another place: “{}”",
                line.text
            ),
        ),
        (None, [(word, wanted, have), rest @ ..]) => {
            let times = |count: usize| {
                if count == 1 {
                    "once".to_owned()
                } else {
                    format!("{count} times")
                }
            };
            let more = match rest.len() {
                0 => String::new(),
                1 => ", and 1 other word".to_owned(),
                more => format!(", and {more} other words"),
            };
            let message = format!(
                "{edition} lacks text that Recto makes: it has the word “{word}” {} instead of {}{more}",
                times(*have),
                times(*wanted)
            );
            (None, message)
        }
        (None, []) => return None,
    };
    Some(Diagnostic::new(codes::CONSERVATION_GENERATED, span, message).help(HELP))
}

fn words(stream: Stream) -> &'static str {
    match stream {
        Stream::Running => "running text",
        Stream::Notes => "text of notes",
        Stream::Cells => "text of cells",
        Stream::Floats => "text of captions",
        Stream::Generated => "generated text",
    }
}

fn sheet_words(format: Format, sheet: &str) -> String {
    match format {
        Format::Pdf => format!(" on page {sheet}"),
        Format::Epub => format!(" in {sheet}"),
    }
}

fn part(text: &Normal, from: usize, to: usize) -> String {
    let part = text
        .characters
        .get(from..to.min(text.len()))
        .unwrap_or_default();
    part.iter().collect::<String>().replace(BREAK, " ")
}

fn after(text: &Normal, at: usize) -> String {
    let part = part(text, at, at + CONTEXT);
    match part.is_empty() {
        true => "nothing".to_owned(),
        false => format!("“{part}”"),
    }
}
