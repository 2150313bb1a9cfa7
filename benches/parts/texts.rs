//! The texts of the book: as they are parsed, and as runs of text that are set.

use std::hint::black_box;

use icu_segmenter::LineSegmenter;
use icu_segmenter::options::LineBreakOptions;
use pulldown_cmark::{Options, Parser};
use recto::document::{Block, BlockKind, Part, Resolved, plain_text, walk_parts};
use recto::length::Length;
use recto::resolve::DivisionKind;

use crate::book::Volume;

/// The texts of a book.
pub struct Texts<'v> {
    /// The manuscript's, without front matter.
    pub sources: Vec<&'v str>,
    /// Every run of inlines that the manuscript wrote: paragraphs, headings, cells, captions, notes.
    pub runs: Vec<String>,
    /// Those of them that are paragraphs.
    pub paragraphs: Vec<Paragraph>,
}

/// A paragraph.
pub struct Paragraph {
    /// Its place among the runs.
    pub run: usize,
    /// The size in which it is set: that of the text or of the notes.
    pub size: Length,
}

impl<'v> Texts<'v> {
    /// The texts of a volume. What the tool writes itself (folios, heads, contents, the words of references)
    /// is not among them.
    pub fn of(volume: &'v Volume) -> Texts<'v> {
        let sources = volume.parsed.chapters().filter_map(|chapter| {
            let file = volume.manuscript.sources.get(chapter.file)?;
            let body = file.text.get(chapter.front.span.range().end..);
            Some(body.unwrap_or(&file.text))
        });
        let mut texts = Texts {
            sources: sources.collect(),
            runs: Vec::new(),
            paragraphs: Vec::new(),
        };
        let type_ = &volume.theme.type_;
        for division in &volume.resolved.divisions {
            if let DivisionKind::Chapter(chapter) = &division.kind {
                texts.runs.push(plain_text(&chapter.title.inlines));
            }
            texts.add(division.own_blocks(), type_.body.size);
            for note in &division.notes {
                texts.add(&note.blocks, type_.note.size);
            }
        }
        texts
    }

    fn add(&mut self, blocks: &[Block<Resolved>], size: Length) {
        let mut is_paragraph = false;
        walk_parts(blocks, &mut |part| match part {
            Part::Block(block) => is_paragraph = matches!(block.kind, BlockKind::Paragraph(_)),
            Part::Run(content) => {
                let text = plain_text(&content.inlines);
                if std::mem::take(&mut is_paragraph) && !text.is_empty() {
                    let run = self.runs.len();
                    self.paragraphs.push(Paragraph { run, size });
                }
                self.runs.push(text);
            }
        });
    }
}

/// Has pulldown-cmark read texts, with the place of each event. The options are those of
/// `src/parse/events.rs`.
pub fn parse(sources: &[&str]) {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_SUBSCRIPT
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_DEFINITION_LIST;
    for source in sources {
        for event in Parser::new_ext(source, options).into_offset_iter() {
            black_box(event);
        }
    }
}

/// Has icu_segmenter find the places at which lines may break. It reads all of the text; `src/layout/shape`
/// asks it only of words that are not letters alone, so this part of the floor is more than a build does.
pub fn opportunities(runs: &[String]) -> usize {
    let segmenter = LineSegmenter::new_auto(LineBreakOptions::default());
    let counts = runs.iter().map(|run| segmenter.segment_str(run).count());
    counts.sum()
}
