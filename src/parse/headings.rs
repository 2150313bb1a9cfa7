//! Headings: in come level and pieces, out comes a heading with the attributes that end its line,
//! `## Title {#id .question letter=c short="..."}`, or the title of the text.

use crate::diagnostic::{Diagnostic, codes};
use crate::document::{Attributes, BlockKind, Heading, NumberedBlock};
use crate::source::Span;

use super::attributes::{self, Accepted};
use super::events::Builder;
use super::frames::FrameKind;
use super::inlines;
use super::punctuation::set_punctuation;
use super::raw::{self, Raw};

const HEADING: Accepted = Accepted {
    what: "a heading",
    id: true,
    classes: &["question"],
    keys: &["letter", "short"],
};

impl Builder<'_, '_> {
    /// Adds a heading.
    pub(super) fn heading(&mut self, level: u8, mut pieces: Vec<Raw>, span: Span) {
        let attributes = self.heading_attributes(&mut pieces, span);
        let question = attributes
            .as_ref()
            .and_then(|attributes| self.question(attributes));
        let content = inlines::content(pieces, span.range().end, &mut self.context);
        let short_title = attributes
            .as_ref()
            .and_then(|attributes| attributes.get("short"))
            .map(|short| set_punctuation(short, &self.context.language));
        let id = attributes.and_then(|attributes| attributes.id);
        self.report_form(level, content.inlines.is_empty(), span);
        if level == 1 {
            let at_top = matches!(
                self.stack.last().map(|top| &top.kind),
                Some(FrameKind::Text)
            );
            if self.title_wanted && at_top && self.title.is_none() {
                self.title = Some((content, id, span));
                return;
            }
            self.context.found.push(
                Diagnostic::new(
                    codes::HEADING_LEVEL_ONE,
                    span,
                    "the title belongs into the front matter",
                )
                .help("write `title: ...` between two lines `---` at the head of the file; the sections of a text begin with ##"),
            );
        }
        let heading = Heading {
            level: level.clamp(2, 6),
            content,
            numbered: NumberedBlock::labelled(id),
            question,
            short_title,
        };
        self.push_block(span, BlockKind::Heading(heading));
    }

    /// Reports what makes a heading that nobody meant: no words, a level that is left out, a line below
    /// a paragraph.
    fn report_form(&mut self, level: u8, is_empty: bool, span: Span) {
        if is_empty {
            let finding = Diagnostic::new(codes::HEADING_EMPTY, span, "this heading has no words");
            let help = "write its words, or delete it";
            self.context.found.push(finding.help(help));
        }
        let level = level.max(if self.title_wanted { 1 } else { 2 });
        let above = std::mem::replace(&mut self.last_level, level);
        if level > above + 1 {
            let message = format!("this heading of level {level} follows one of level {above}");
            let finding = Diagnostic::new(codes::HEADING_SKIPPED, span, message);
            let help = format!("write {} hashes; the title is level 1", above + 1);
            self.context.found.push(finding.help(help));
        }
        let source = self.context.slice(span.range());
        let is_underlined = !source.starts_with('#');
        let (words, _) = source.rsplit_once('\n').unwrap_or((source, ""));
        let words = words.trim_end();
        if is_underlined && (words.contains('\n') || words.ends_with(['.', ',', ';', ':'])) {
            let message = "the line below makes a heading of this paragraph";
            let finding = Diagnostic::new(codes::HEADING_UNDERLINED, span, message);
            let help =
                "leave a blank line above a rule; write a heading on one line with ## before it";
            self.context.found.push(finding.help(help));
        }
    }

    /// Reads the attributes at the heading's end and takes them off its text.
    fn heading_attributes(&mut self, pieces: &mut Vec<Raw>, span: Span) -> Option<Attributes> {
        raw::trim(pieces);
        let last = pieces.last()?.open_piece()?;
        let end = last.span.range().end;
        if !last.text.ends_with('}') {
            return None;
        }
        let mut fault = None;
        for open in braces(pieces) {
            // Braces after a bracket are those of a span, an image or a link.
            let adjoins = self.context.byte(open.wrapping_sub(1));
            if matches!(adjoins, Some(b']' | b')')) {
                continue;
            }
            let (source, file) = (self.context.source, self.context.file);
            match attributes::read(source, file, open, end) {
                Ok(attributes) if attributes.span.range().end == end => {
                    raw::truncate_at(pieces, open);
                    self.strip_closing(pieces, span);
                    HEADING.check(&attributes, &mut self.context.found);
                    return Some(attributes);
                }
                Ok(_) => {}
                Err(malformed) => {
                    let inside = self.context.slice(open + 1..end);
                    if inside.starts_with(['#', '.']) || inside.contains('=') {
                        fault = Some(malformed);
                    }
                }
            }
        }
        if let Some(malformed) = fault {
            self.context.found.push(malformed.diagnostic());
        }
        None
    }

    /// Takes off the closing hashes of `## Title ## {#id}`.
    fn strip_closing(&self, pieces: &mut Vec<Raw>, span: Span) {
        raw::trim(pieces);
        if self.context.byte(span.range().start) != Some(b'#') {
            return;
        }
        let Some(last) = pieces.last().and_then(Raw::open_piece) else {
            return;
        };
        let text = last.text.trim_end_matches('#');
        if text.len() < last.text.len() && (text.is_empty() || text.ends_with([' ', '\t'])) {
            raw::truncate_at(pieces, last.span.range().start + text.len());
            raw::trim(pieces);
        }
    }

    /// The letter of the question that the heading answers.
    fn question(&mut self, attributes: &Attributes) -> Option<String> {
        let letter = attributes.get("letter").map(str::to_owned);
        let asked = attributes.has_class("question");
        let message = match (asked, &letter) {
            (true, None) => "this heading answers a question, but does not say which",
            (false, Some(_)) => "letter= is for headings that answer a question",
            (true, Some(_)) | (false, None) => return letter,
        };
        self.context.found.push(
            Diagnostic::new(codes::ATTRIBUTES_VALUE, attributes.span, message)
                .help("write {.question letter=c}"),
        );
        None
    }
}

/// The places of the opening braces in the text.
fn braces(pieces: &[Raw]) -> Vec<usize> {
    let open = pieces.iter().filter_map(Raw::open_piece);
    open.flat_map(|piece| {
        let start = piece.span.range().start;
        piece.text.match_indices('{').map(move |(at, _)| start + at)
    })
    .collect()
}
