//! A parsed book -> all its spans, for the test that each lies in its file on whole characters.

use recto::document::{Block, BlockKind, Content, Inline, Parsed};
use recto::parse::{Book, Chapter, ParsedDivisionKind};
use recto::source::{Sources, Span};

/// Why a span is unsound, where it is.
pub fn fault(span: Span, sources: &Sources) -> Option<String> {
    let Some(file) = sources.get(span.file) else {
        return Some(format!("{span:?} is in no file"));
    };
    let is_sound = span.start <= span.end && file.text.get(span.range()).is_some();
    (!is_sound).then(|| format!("{span:?} does not lie in {}", file.path))
}

/// Every span of the book.
pub fn of_book(book: &Book) -> Vec<Span> {
    let mut spans = Vec::new();
    for division in &book.divisions {
        match &division.kind {
            ParsedDivisionKind::Chapter(chapter)
            | ParsedDivisionKind::Generated {
                text: Some(chapter),
                ..
            } => of_chapter(chapter, &mut spans),
            ParsedDivisionKind::Part(_) | ParsedDivisionKind::Generated { text: None, .. } => {}
        }
    }
    spans
}

fn of_chapter(chapter: &Chapter, spans: &mut Vec<Span>) {
    spans.push(chapter.front.span);
    of_content(&chapter.front.title, spans);
    of_blocks(&chapter.blocks, spans);
    for note in &chapter.notes {
        spans.push(note.span);
        of_blocks(&note.blocks, spans);
    }
}

fn of_content(content: &Content<Parsed>, spans: &mut Vec<Span>) {
    of_inlines(&content.inlines, spans);
}

fn of_blocks(blocks: &[Block<Parsed>], spans: &mut Vec<Span>) {
    for block in blocks {
        spans.push(block.span);
        match &block.kind {
            BlockKind::Heading(heading) => of_content(&heading.content, spans),
            BlockKind::Paragraph(content) => of_content(content, spans),
            BlockKind::List(list) => {
                for item in &list.items {
                    spans.push(item.span);
                    of_blocks(&item.blocks, spans);
                }
            }
            BlockKind::Definitions(entries) => {
                for entry in entries {
                    of_content(&entry.term, spans);
                    entry
                        .definitions
                        .iter()
                        .for_each(|own| of_blocks(own, spans));
                }
            }
            BlockKind::Quotation(own) => of_blocks(&own.blocks, spans),
            BlockKind::Code(_) | BlockKind::Rule => {}
            BlockKind::Table(table) => {
                for row in table.head.iter().chain(&table.rows) {
                    spans.push(row.span);
                    for cell in &row.cells {
                        spans.push(cell.span);
                        of_content(&cell.content, spans);
                    }
                }
                table.caption.iter().for_each(|own| of_content(own, spans));
            }
            BlockKind::Figure(figure) => {
                spans.push(figure.image.span);
                figure.caption.iter().for_each(|own| of_content(own, spans));
            }
            BlockKind::Box(own) => {
                own.title.iter().for_each(|title| of_content(title, spans));
                of_blocks(&own.blocks, spans);
            }
            BlockKind::Recommendation(own) => of_blocks(&own.blocks, spans),
            BlockKind::Signatures(signatures) => {
                for signature in signatures {
                    of_content(&signature.office, spans);
                    signature
                        .organizations
                        .iter()
                        .for_each(|own| of_content(own, spans));
                }
            }
        }
    }
}

fn of_inlines(inlines: &[Inline<Parsed>], spans: &mut Vec<Span>) {
    for inline in inlines {
        match inline {
            Inline::Text(text) => spans.push(text.span),
            Inline::Styled(styled) => {
                spans.push(styled.span);
                of_inlines(&styled.inlines, spans);
            }
            Inline::Link(link) => {
                spans.push(link.span);
                of_inlines(&link.inlines, spans);
            }
            Inline::Registry(own) => {
                spans.push(own.span);
                of_inlines(&own.inlines, spans);
            }
            Inline::IndexMark(request) => spans.push(request.span),
            Inline::NoteMark(mark) => spans.push(mark.span),
            Inline::Reference(request) => {
                spans.push(request.span);
                spans.extend(request.items.iter().map(|item| item.span));
            }
            Inline::Image(image) => spans.push(image.span),
            Inline::LineBreak(span) => spans.push(*span),
        }
    }
}
