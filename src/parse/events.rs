//! Events of pulldown-cmark -> blocks. The events come in one flat stream: starts open frames on the
//! stack (`stack`), ends close them (`blocks`), and what is neither becomes a piece of text. Fences
//! arrive as thematic breaks and open and close frames like any container.

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{BrokenLink, CodeBlockKind, CowStr, Event, Options, Parser, Tag};

use crate::diagnostic::{Diagnostic, codes};
use crate::document::{Block, Content, Label, NoteLabel, Parsed, Style};
use crate::source::Span;

use super::context::Context;
use super::control;
use super::definitions::Definitions;
use super::foreign;
use super::frames::{Depth, Frame, FrameKind};
use super::links;
use super::math::unsupported;
use super::prepare::Prepared;
use super::raw::{self, Piece, Raw};
use super::references;

/// A level-1 heading that serves as the title: its text, its label and its place.
pub(super) type TitleHeading = (Content<Parsed>, Option<Label>, Span);

/// Builds the blocks of one text.
pub(super) struct Builder<'p, 'a> {
    pub(super) context: Context<'a>,
    pub(super) prepared: &'p Prepared,
    pub(super) stack: Vec<Frame>,
    /// Whether the first level-1 heading is the title.
    pub(super) title_wanted: bool,
    /// That heading.
    pub(super) title: Option<TitleHeading>,
    /// How many verse divisions are open.
    pub(super) verses: usize,
    /// The fences that were read as such, or stand in code or HTML.
    pub(super) seen_fences: BTreeSet<usize>,
    /// The level of the last heading; at first that of the title.
    pub(super) last_level: u8,
    /// The definitions of addresses.
    pub(super) definitions: Definitions,
}

/// Everything of CommonMark and its extensions that a manuscript may use. Raised and lowered text
/// and the attributes of headings are read here, as Pandoc reads them.
fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_SUBSCRIPT
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_DEFINITION_LIST
}

/// `[@key]` and `[see @key]` are taken for links, so that no emphasis begins inside.
fn reference_link<'a>(link: BrokenLink<'a>) -> Option<(CowStr<'a>, CowStr<'a>)> {
    let nothing = || (CowStr::Borrowed(""), CowStr::Borrowed(""));
    references::is_reference(&link.reference).then(nothing)
}

impl<'p, 'a> Builder<'p, 'a> {
    /// A builder of `prepared`, which holds the text of `context`.
    pub(super) fn new(
        context: Context<'a>,
        prepared: &'p Prepared,
        title_wanted: bool,
    ) -> Builder<'p, 'a> {
        let whole = Frame {
            kind: FrameKind::Text,
            range: 0..context.source.len(),
            blocks: Vec::new(),
            pieces: Vec::new(),
            target: 0,
            depth: Depth::default(),
        };
        Builder {
            context,
            prepared,
            stack: vec![whole],
            title_wanted,
            title: None,
            verses: 0,
            seen_fences: BTreeSet::new(),
            last_level: 1,
            definitions: Definitions::default(),
        }
    }

    /// Reads the whole text and returns its blocks.
    pub(super) fn read(&mut self) -> Vec<Block<Parsed>> {
        let prepared = self.prepared;
        self.definitions = Definitions::candidates(self.context.source, prepared.body());
        let callback = Some(reference_link);
        let parser = Parser::new_with_broken_link_callback(&prepared.text, options(), callback);
        for (event, range) in parser.into_offset_iter() {
            let Some(start) = prepared.offset(range.start) else {
                continue;
            };
            let end = prepared.offset(range.end).unwrap_or(start);
            self.event(event, range, start..end);
        }
        self.close_divisions();
        self.end_paragraph();
        std::mem::take(&mut self.definitions).report(&mut self.context);
        self.stack
            .pop()
            .map(|whole| whole.blocks)
            .unwrap_or_default()
    }

    /// The lines that looked like fences but are text: the mark before them is none of a container,
    /// as the number in a paragraph's second line.
    pub(super) fn unseen_fences(&self) -> BTreeSet<usize> {
        let all = self.prepared.fences_in(0..self.context.source.len());
        all.filter(|fence| !self.seen_fences.contains(fence))
            .collect()
    }

    fn event(&mut self, event: Event<'_>, prepared: Range<usize>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(_) => self.end(),
            Event::Text(text) => {
                self.definitions.met(&range);
                self.text(&text, prepared, range);
            }
            Event::Code(text) => {
                self.definitions.met(&range);
                foreign::report_code_span(&text, range.clone(), &mut self.context);
                let span = self.context.span(range);
                self.push_piece(Raw::Styled {
                    style: Style::Code,
                    inlines: vec![Raw::fixed(text.as_ref(), span)],
                    span,
                    depth: 1,
                });
            }
            Event::Html(_) => {
                self.definitions.met(&range);
                self.html_line(range);
            }
            Event::InlineHtml(_) => {
                self.definitions.met(&range);
                let span = self.context.span(range.clone());
                self.context.found.push(unsupported(span, "HTML"));
                let source = self.context.slice(range);
                self.push_piece(Raw::fixed(source, span));
            }
            Event::FootnoteReference(label) => {
                let label = Label(label.to_string());
                let span = self.context.span(range);
                self.push_piece(Raw::NoteMark(NoteLabel { label, span }));
            }
            Event::SoftBreak => {
                let span = self.context.span(range);
                self.push_piece(match self.verses {
                    0 => Raw::fixed(" ", span),
                    _ => Raw::LineBreak(span),
                });
            }
            Event::HardBreak => {
                let span = self.context.span(range);
                self.push_piece(Raw::LineBreak(span));
            }
            Event::Rule => self.rule(range),
            Event::TaskListMarker(done) => {
                if let Some(Frame {
                    kind: FrameKind::Item { task },
                    ..
                }) = self.stack.last_mut()
                {
                    *task = Some(done);
                }
            }
            // Formulas are not asked for; their marks are text.
            Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        let kind = match tag {
            Tag::Paragraph => {
                self.loosen_list();
                FrameKind::Paragraph
            }
            Tag::Heading { level, .. } => FrameKind::Heading(level as u8),
            Tag::BlockQuote(_) => FrameKind::Quotation,
            Tag::CodeBlock(kind) => {
                if matches!(kind, CodeBlockKind::Fenced(_)) {
                    self.report_unclosed_code(range.clone());
                }
                FrameKind::Code {
                    language: code_language(&kind),
                    text: String::new(),
                }
            }
            Tag::HtmlBlock => FrameKind::Html,
            Tag::List(start) => FrameKind::List {
                start,
                tight: true,
                items: Vec::new(),
            },
            Tag::Item => FrameKind::Item { task: None },
            Tag::FootnoteDefinition(label) => FrameKind::Note {
                label: label.to_string(),
            },
            Tag::DefinitionList => FrameKind::Definitions {
                entries: Vec::new(),
            },
            Tag::DefinitionListTitle => FrameKind::Term,
            Tag::DefinitionListDefinition => FrameKind::Meaning,
            Tag::Table(alignments) => FrameKind::Table {
                alignments,
                head: Vec::new(),
                rows: Vec::new(),
            },
            Tag::TableHead => FrameKind::Row {
                head: true,
                cells: Vec::new(),
            },
            Tag::TableRow => FrameKind::Row {
                head: false,
                cells: Vec::new(),
            },
            Tag::TableCell => FrameKind::Cell,
            Tag::Emphasis => FrameKind::Styled(Style::Emphasis),
            Tag::Strong => FrameKind::Styled(Style::Strong),
            Tag::Strikethrough => FrameKind::Styled(Style::Strikethrough),
            Tag::Superscript => FrameKind::Styled(Style::Superscript),
            Tag::Subscript => FrameKind::Styled(Style::Subscript),
            Tag::Link {
                link_type,
                dest_url,
                title,
                id,
            } => {
                self.definitions.met(&range);
                self.definitions.uses(&id);
                self.report_link_title(&title, &range);
                FrameKind::Link {
                    kind: link_type,
                    url: dest_url.to_string(),
                }
            }
            Tag::Image {
                dest_url,
                title,
                id,
                ..
            } => {
                self.definitions.met(&range);
                self.definitions.uses(&id);
                self.report_link_title(&title, &range);
                FrameKind::Image {
                    path: dest_url.to_string(),
                }
            }
            // Front matter is taken off before.
            Tag::MetadataBlock(_) => FrameKind::Html,
        };
        self.open(kind, range);
    }

    fn text(&mut self, text: &str, prepared: Range<usize>, range: Range<usize>) {
        let verbatim = self.prepared.text.get(prepared) == Some(text);
        let source = self.context.slice(range.clone());
        if let Some(Frame {
            kind: FrameKind::Code { text: code, .. },
            ..
        }) = self.stack.last_mut()
        {
            match verbatim {
                true => code.push_str(&source.replace("\r\n", "\n")),
                false => code.push_str(text),
            }
            self.seen_fences.extend(self.prepared.fences_in(range));
            return;
        }
        let span = self.context.span(range.clone());
        if !verbatim {
            // An entity; what stands in the source itself is found there.
            let written = text.chars().filter(|char| !source.contains(*char));
            let found = written.filter_map(|char| control::finding(char, span));
            self.context.found.extend(found);
            self.push_piece(Raw::fixed(text, span));
            return;
        }
        let is_mark = self.context.is_value && source.starts_with(['"', '\'']);
        let escaped = match self.context.is_escaped(range.start) && !is_mark {
            true => source.chars().next().map_or(0, char::len_utf8),
            false => 0,
        };
        let (first, rest) = source.split_at(escaped);
        let middle = range.start + escaped;
        if !first.is_empty() {
            let span = self.context.span(range.start..middle);
            self.push_piece(Raw::fixed(first, span));
        }
        if !rest.is_empty() {
            self.push_piece(Raw::Piece(Piece {
                text: rest.to_owned(),
                span: self.context.span(middle..range.end),
                fixed: false,
            }));
        }
    }

    /// A line of an HTML block, kept as it stands.
    fn html_line(&mut self, range: Range<usize>) {
        let fences = self.prepared.fences_in(range.clone());
        self.seen_fences.extend(fences);
        let source = self.context.slice(range.clone()).trim_end();
        let span = self.context.span(range.start..range.start + source.len());
        // The indent of a block's first line comes as a text before it.
        let has_line = |top: &mut Frame| !top.pieces.iter().all(raw::is_blank);
        if self.target().is_some_and(has_line) {
            self.push_piece(Raw::LineBreak(span));
        }
        self.push_piece(Raw::fixed(source, span));
    }

    /// The range without white space at its ends.
    pub(super) fn trimmed(&self, range: Range<usize>) -> Span {
        let source = self.context.slice(range.clone());
        let front = source.len() - source.trim_start().len();
        let end = range.start + source.trim_end().len();
        let start = (range.start + front).min(end.max(range.start));
        self.context.span(start..end.max(start))
    }

    /// CommonMark ends a block of code that is never closed with its container.
    fn report_unclosed_code(&mut self, range: Range<usize>) {
        let source = self.context.slice(range.clone());
        let first = source.lines().next().unwrap_or("");
        let Some(mark) = first
            .chars()
            .next()
            .filter(|mark| matches!(mark, '`' | '~'))
        else {
            return;
        };
        let run = first.len() - first.trim_start_matches(mark).len();
        let last = source.trim_end().lines().skip(1).last().unwrap_or("");
        let last = last.trim_matches(|char: char| char.is_whitespace() || char == '>');
        if last.len() >= run && last.trim_start_matches(mark).is_empty() {
            return;
        }
        let span = self
            .context
            .span(range.start..range.start + first.trim_end().len());
        let fence = mark.to_string().repeat(run);
        let message = "this block of code is not closed and ends with the text, list item or quotation around it";
        let help = format!(
            "write {fence} on a line of its own after the code; a fence round other fences has one mark more than they have"
        );
        let finding = Diagnostic::new(codes::CODE_UNCLOSED, span, message).help(help);
        self.context.found.push(finding);
    }

    fn report_link_title(&mut self, title: &str, range: &Range<usize>) {
        if title.is_empty() {
            return;
        }
        let span = self.context.span(range.clone());
        self.context.found.push(links::lost_title(title, span));
    }
}

/// The first word after the fence of a block of code.
fn code_language(kind: &CodeBlockKind<'_>) -> Option<String> {
    match kind {
        CodeBlockKind::Indented => None,
        CodeBlockKind::Fenced(info) => info
            .split_whitespace()
            .next()
            .map(|word| word.trim_matches(['{', '}', '.']).to_owned())
            .filter(|word| !word.is_empty()),
    }
}
