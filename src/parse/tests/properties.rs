//! What holds for every text, tried on random ones: parsing never panics, every span lies in its
//! file on whole characters, and no word of the text is lost.

use proptest::prelude::*;

use super::super::{Book, ParsedDivisionKind};
use super::parsed;
use crate::document::{Block, BlockKind, Content, Inline, Parsed};
use crate::source::{SourceFile, Span};

/// The marks of the syntax, and some words; numbers count the words.
fn fragment() -> impl Strategy<Value = String> {
    let marks = prop::sample::select(vec![
        "*",
        "**",
        "_",
        "`",
        "[",
        "]",
        "](u)",
        "{",
        "}",
        "]{.smallcaps}",
        "]{lang=fr}",
        "]{.x",
        "^[",
        "^",
        "~",
        "~~",
        "$",
        "$$",
        "!",
        "![",
        "<b>",
        "<",
        ">",
        "> ",
        "- ",
        "1. ",
        "  ",
        "    ",
        "\t",
        "\n",
        "\n\n",
        "\r\n",
        "\n::: {.box}\n",
        "\n:::\n",
        "\n::: figure\n",
        "\n::: {.table align=\"l r\"}\n",
        "\n::: verse\n",
        "::::",
        "| ",
        "|---|---|\n",
        "\n: ",
        "# ",
        "\n## ",
        "{#i}",
        "{.question letter=a}",
        "[^n]",
        "\n[^n]: ",
        "[@k]",
        "[@k; @l, p]",
        "{.page}",
        "\\",
        "\"",
        "'",
        "--",
        "---",
        "...",
        "&amp;",
        "\u{FEFF}",
        "é",
        "中",
        "\u{0}",
        "```\n",
        "***\n",
        "===\n",
        "\n---\n",
    ]);
    let word = "[a-z]{1,3}";
    prop_oneof![3 => marks.prop_map(str::to_owned), 2 => word]
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(fragment(), 0..60).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000,
        max_global_rejects: 10_000,
        failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_and_its_spans_are_sound(text in text()) {
        let (book, found, sources) = parsed(&text);
        let file = sources.iter().next().unwrap().1;
        for span in spans(&book) {
            check(span, file);
        }
        for finding in &found {
            for span in finding.span.iter().chain(finding.related.iter().map(|(span, _)| span)) {
                check(*span, file);
            }
        }
    }

    #[test]
    fn front_matter_of_any_kind_is_read(yaml in "[a-z:\\[\\]{}\"'&*|>#! \n-]{0,40}") {
        let (_, found, sources) = parsed(&format!("---\n{yaml}\n---\ntext\n"));
        let file = sources.iter().next().unwrap().1;
        found.iter().filter_map(|own| own.span).for_each(|span| check(span, file));
    }

    #[test]
    fn no_word_is_lost(parts in prop::collection::vec(fragment(), 0..60)) {
        // Every word is unlike all others, and stands where no address, label or value does.
        let mut words = Vec::new();
        let mut text = String::from("---\ntitle: T\n---\n");
        for part in &parts {
            if part.chars().all(|char| char.is_ascii_lowercase()) {
                let word = format!("W{}W", words.len());
                text.push_str(&word);
                words.push(word);
            } else {
                text.push_str(part);
            }
        }
        // An address that nothing links to, and what follows a code fence, are no text.
        prop_assume!(!text.contains("]:") && !text.contains("```") && !text.contains("~~~"));
        let (book, found, sources) = parsed(&text);
        let mut kept = format!("{book:?}");
        for finding in &found {
            kept.push_str(&finding.message);
            // What was refused was shown to the author, with its line.
            let refused = ["attributes/", "division/unknown", "table/cells"];
            if refused.iter().any(|area| finding.code.name.starts_with(area)) {
                let text = &sources.iter().next().unwrap().1.text;
                let span = finding.span.unwrap().range();
                let end = text[span.end..].find('\n').map_or(text.len(), |at| span.end + at);
                kept.push_str(&text[span.start..end]);
            }
        }
        for word in &words {
            prop_assert!(kept.contains(word.as_str()), "{word} is lost of {text:?}: {kept}");
        }
    }
}

fn check(span: Span, file: &SourceFile) {
    assert!(span.start <= span.end, "{span:?}");
    assert!(
        file.text.get(span.range()).is_some(),
        "{span:?} of {:?}",
        file.text
    );
}

/// Every span of the book.
fn spans(book: &Book) -> Vec<Span> {
    let mut spans = Vec::new();
    for division in &book.divisions {
        let ParsedDivisionKind::Chapter(chapter) = &division.kind else {
            continue;
        };
        spans.push(chapter.front.span);
        of_content(&chapter.front.title, &mut spans);
        of_blocks(&chapter.blocks, &mut spans);
        for note in &chapter.notes {
            spans.push(note.span);
            of_blocks(&note.blocks, &mut spans);
        }
    }
    spans
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
            Inline::NoteMark(mark) => spans.push(mark.span),
            Inline::Reference(request) => {
                spans.push(request.span);
                spans.extend(request.items.iter().map(|item| item.span));
            }
            Inline::Image(image) => spans.push(image.span),
            Inline::IndexMark(request) => spans.push(request.span),
            Inline::LineBreak(span) => spans.push(*span),
        }
    }
}
