//! Frames that end -> blocks and inlines of the frame around them.

use std::ops::Range;

use pulldown_cmark::LinkType;

use crate::diagnostic::{Diagnostic, codes};
use crate::document::{
    Block, BlockKind, CodeBlock, Definition, Figure, FigureReach, Image, Inline, Label, List,
    ListItem, Note, NumberedBlock, Parsed, Quotation, Style, TextRole,
};
use crate::source::Span;

use super::control;
use super::events::Builder;
use super::foreign;
use super::frames::{Frame, FrameKind};
use super::index_marks::{self, is_index_mark};
use super::inlines;
use super::math::unsupported;
use super::notes;
use super::punctuation;
use super::raw::{self, Raw};
use super::references;

impl Builder<'_, '_> {
    /// Adds what ended to the frame around it, which is on top now.
    pub(super) fn close(&mut self, frame: Frame) {
        let styles = frame.styles();
        let verse = frame.is_verse();
        let Frame {
            kind,
            range,
            blocks,
            pieces,
            ..
        } = frame;
        let span = self.trimmed(range.clone());
        match kind {
            FrameKind::Quotation => {
                let role = TextRole::Quotation;
                self.push_block(span, BlockKind::Quotation(Quotation { role, blocks }));
            }
            FrameKind::List {
                start,
                tight,
                items,
            } => {
                let list = List {
                    start,
                    tight,
                    items,
                };
                self.push_block(span, BlockKind::List(list));
            }
            FrameKind::Item { task } => self.item(ListItem { task, blocks, span }),
            FrameKind::Definitions { entries } => {
                self.push_block(span, BlockKind::Definitions(entries));
            }
            FrameKind::Term => self.term(pieces, range.end),
            FrameKind::Meaning => self.meaning(blocks),
            FrameKind::Note { label } => self.note(label, blocks, span),
            FrameKind::Division(fence) => {
                self.verses -= usize::from(verse);
                self.division(fence, blocks, self.context.span(range));
            }
            FrameKind::Paragraph => {
                self.report_no_table(span);
                if let Some(block) = self.paragraph(pieces, span) {
                    self.push_block(block.span, block.kind);
                }
            }
            FrameKind::Heading(level) => self.heading(level, pieces, span),
            FrameKind::Table {
                alignments,
                head,
                rows,
            } => self.table(&alignments, head, rows, span),
            FrameKind::Row { head, cells } => self.row(head, cells, span),
            FrameKind::Cell => self.cell(pieces, span),
            FrameKind::Code { language, mut text } => {
                // The last line of a file may lack its end.
                if !text.is_empty() && !text.ends_with('\n') {
                    text.push('\n');
                }
                let text = control::replaced(text);
                foreign::report_code(range, &mut self.context);
                self.push_block(span, BlockKind::Code(CodeBlock { language, text }));
            }
            FrameKind::Html => self.html(pieces, span),
            FrameKind::Styled(style) => self.styled(style, styles, pieces, range),
            FrameKind::Link { kind, url } => self.link(kind, url, styles, pieces, range),
            FrameKind::Image { path } => self.image(path, pieces, range),
            FrameKind::Text | FrameKind::TooDeep { .. } => {}
        }
    }

    /// A paragraph; an image alone in it is a figure without caption and number.
    pub(super) fn paragraph(&mut self, pieces: Vec<Raw>, span: Span) -> Option<Block<Parsed>> {
        foreign::report_lines(span, &mut self.context);
        let mut content = inlines::content(pieces, span.range().end, &mut self.context);
        let kind = match content.inlines.pop() {
            None => return None,
            Some(Inline::Image(image)) if content.inlines.is_empty() => BlockKind::Figure(Figure {
                numbered: NumberedBlock::labelled(None),
                image,
                reach: FigureReach::Block,
                caption: None,
            }),
            Some(last) => {
                content.inlines.push(last);
                if content.inlines.iter().all(is_index_mark) {
                    self.context.found.push(index_marks::alone(span));
                }
                BlockKind::Paragraph(content)
            }
        };
        Some(Block { span, kind })
    }

    fn item(&mut self, item: ListItem<Parsed>) {
        if let Some(Frame {
            kind: FrameKind::List { items, .. },
            ..
        }) = self.stack.last_mut()
        {
            items.push(item);
        }
    }

    fn term(&mut self, pieces: Vec<Raw>, limit: usize) {
        if let [first, ..] = pieces.as_slice() {
            let span = self.trimmed(first.span().range().start..limit);
            foreign::report_lines(span, &mut self.context);
        }
        let term = inlines::content(pieces, limit, &mut self.context);
        if let Some(Frame {
            kind: FrameKind::Definitions { entries },
            ..
        }) = self.stack.last_mut()
        {
            entries.push(Definition {
                term,
                definitions: Vec::new(),
            });
        }
    }

    fn meaning(&mut self, blocks: Vec<Block<Parsed>>) {
        if let Some(Frame {
            kind: FrameKind::Definitions { entries },
            ..
        }) = self.stack.last_mut()
            && let Some(entry) = entries.last_mut()
        {
            entry.definitions.push(blocks);
        }
    }

    fn note(&mut self, label: String, blocks: Vec<Block<Parsed>>, span: Span) {
        if blocks.is_empty() {
            self.context.found.push(inlines::empty_note(span));
        }
        for (what, span) in notes::misplaced(&blocks) {
            let message = format!("a note cannot hold {what}");
            let misplaced = Diagnostic::new(codes::NOTE_CONTENT, span, message)
                .help("put it into the running text, and refer to it from the note");
            self.context.found.push(misplaced);
        }
        self.context.notes.push(Note {
            label: Label(label),
            anchor: None,
            number: (),
            blocks,
            span,
        });
    }

    fn html(&mut self, pieces: Vec<Raw>, span: Span) {
        self.context.found.push(unsupported(span, "HTML"));
        if let Some(block) = self.paragraph(pieces, span) {
            self.push_block(block.span, block.kind);
        }
    }

    fn styled(&mut self, style: Style, outer: usize, pieces: Vec<Raw>, range: Range<usize>) {
        let span = self.context.span(range.clone());
        let source = self.context.slice(range.clone());
        // Pandoc allows no white space in `~lowered~` text.
        if style == Style::Subscript && source.contains(char::is_whitespace) {
            let mark = |start| Raw::fixed("~", Span::new(span.file, start, start + 1));
            self.push_piece(mark(range.start));
            pieces.into_iter().for_each(|piece| self.push_piece(piece));
            self.push_piece(mark(range.end - 1));
            return;
        }
        let inlines = inlines::resolve(pieces, outer, range.end, &mut self.context);
        let depth = raw::depth(&inlines) + 1;
        self.push_piece(Raw::Styled {
            style,
            inlines,
            span,
            depth,
        });
    }

    fn link(
        &mut self,
        kind: LinkType,
        url: String,
        outer: usize,
        pieces: Vec<Raw>,
        range: Range<usize>,
    ) {
        if let Some(caret) = self.take_caret(range.start) {
            self.note_like_a_link(caret, pieces, range);
            return;
        }
        match kind {
            LinkType::ShortcutUnknown | LinkType::CollapsedUnknown | LinkType::ReferenceUnknown => {
                self.reference(kind, pieces, range);
                return;
            }
            LinkType::Inline
            | LinkType::Reference
            | LinkType::Collapsed
            | LinkType::Shortcut
            | LinkType::Autolink
            | LinkType::Email
            | LinkType::WikiLink { .. } => {}
        }
        let url = match kind {
            LinkType::Email => format!("mailto:{url}"),
            _ => url,
        };
        // The text of `<https://...>` is an address, not prose.
        let address = matches!(kind, LinkType::Autolink | LinkType::Email);
        let span = self.context.span(range.clone());
        let inlines = match address {
            true => vec![Raw::fixed(raw::plain(&pieces), span)],
            false => inlines::resolve(pieces, outer, range.end, &mut self.context),
        };
        if inlines.iter().all(raw::is_blank) {
            let message = "this link has no text, so that nobody can see it or follow it";
            let finding = Diagnostic::new(codes::LINK_NO_TEXT, span, message);
            let help = "say between the square brackets where it leads, or write the address as <https://...>";
            self.context.found.push(finding.help(help));
        }
        let depth = raw::depth(&inlines) + 1;
        self.push_piece(Raw::Link {
            url,
            inlines,
            span,
            depth,
        });
    }

    /// Takes the caret of an inline note, `^[`, off the text before a bracket at `bracket`.
    fn take_caret(&mut self, bracket: usize) -> Option<Span> {
        let Some(Raw::Piece(piece)) = self.target()?.pieces.last_mut() else {
            return None;
        };
        let range = piece.span.range();
        if piece.fixed || range.end != bracket || !piece.text.ends_with('^') {
            return None;
        }
        piece.text.pop();
        let caret = Span::new(piece.span.file, range.end - 1, range.end);
        piece.span = Span::new(piece.span.file, range.start, range.end - 1);
        Some(caret)
    }

    /// `^[text](more)`, which CommonMark takes for a link, is an inline note and text after it.
    fn note_like_a_link(&mut self, caret: Span, pieces: Vec<Raw>, range: Range<usize>) {
        let inside = pieces
            .last()
            .map_or(range.start + 1, |last| last.span().range().end);
        let rest = self.context.slice(inside..range.end);
        let end = rest.find(']').map_or(range.end, |at| inside + at + 1);
        let pieces = inlines::resolve(pieces, 0, end, &mut self.context);
        let span = caret.to(self.context.span(range.start..end));
        let note = inlines::inline_note(pieces, span, &mut self.context);
        self.push_piece(note);
        self.push_literal(end..range.end);
    }

    /// `[@key]`, which the parser takes for a link; in `[x][@key]` also the bracket before it.
    fn reference(&mut self, kind: LinkType, pieces: Vec<Raw>, range: Range<usize>) {
        let source = self.context.slice(range.clone());
        let (start, end) = match kind {
            LinkType::ReferenceUnknown => {
                let own = source.rfind('[').unwrap_or(0);
                (range.start + own, range.end)
            }
            LinkType::CollapsedUnknown => (range.start, range.end.saturating_sub(2)),
            _ => (range.start, range.end),
        };
        if start > range.start {
            self.push_open(range.start..range.start + 1);
            pieces.into_iter().for_each(|piece| self.push_piece(piece));
            self.push_open(start - 1..start);
        }
        match references::read(self.context.source, self.context.file, start, end) {
            Ok(request) => self.push_piece(Raw::Reference(request)),
            Err(message) => {
                let span = self.context.span(start..end);
                let finding = inlines::malformed_reference(span, &message);
                self.context.found.push(finding);
                self.push_literal(start..end);
            }
        }
        self.push_literal(end..range.end);
    }

    /// Adds the source as text that is not read any further.
    pub(super) fn push_literal(&mut self, range: Range<usize>) {
        if !range.is_empty() {
            let span = self.context.span(range.clone());
            let source = self.context.slice(range);
            self.push_piece(Raw::fixed(source, span));
        }
    }

    /// Adds the source as text in which marks count.
    fn push_open(&mut self, range: Range<usize>) {
        self.push_piece(Raw::Piece(raw::Piece {
            text: self.context.slice(range.clone()).to_owned(),
            span: self.context.span(range),
            fixed: false,
        }));
    }

    fn image(&mut self, path: String, mut pieces: Vec<Raw>, range: Range<usize>) {
        punctuation::set(&mut pieces, &self.context.language);
        let image = Image {
            source: path,
            alternative: raw::plain(&pieces).trim().to_owned(),
            decorative: false,
            width: None,
            span: self.context.span(range),
        };
        self.push_piece(Raw::Image(image));
    }

    /// Reports labels that are defined twice, and returns the notes in the order of the source.
    pub(super) fn take_notes(&mut self) -> Vec<Note<Parsed>> {
        let mut notes = std::mem::take(&mut self.context.notes);
        notes.sort_by_key(|note| note.span);
        let mut first = std::collections::BTreeMap::new();
        for note in &notes {
            if let Some(before) = first.get(&note.label) {
                self.context.found.push(
                    Diagnostic::new(
                        codes::NOTE_DUPLICATE,
                        note.span,
                        format!("the note [^{}] is defined twice", note.label),
                    )
                    .help("give one of the two another label, and its mark too")
                    .related(*before, "the first definition"),
                );
            } else {
                first.insert(note.label.clone(), note.span);
            }
        }
        notes
    }
}
