//! Display matter: titles and their company, set ragged one below the other on a single strip, which
//! no page divides. Chapter openings and the pages before the text are made of it.

use crate::document::{Content, Resolved};
use crate::length::Length;
use crate::theme::{Alignment, TextStyle};

use super::super::flow::Strip;
use super::super::lower::{Lowering, add_line, baseline_in_line};
use super::super::paged::NodeId;
use super::super::paragraph::{ParagraphStyle, SetLine};

/// A strip while it grows downwards.
pub struct Display<'l, 'a, 'w> {
    /// The context of the division.
    pub lowering: &'l mut Lowering<'a, 'w>,
    /// The strip; its height is where the next line begins.
    pub strip: Strip,
}

impl<'l, 'a, 'w> Display<'l, 'a, 'w> {
    /// A strip that begins with white space of a height.
    pub fn new(lowering: &'l mut Lowering<'a, 'w>, blank: Length) -> Display<'l, 'a, 'w> {
        let strip = Strip {
            height: blank,
            on_grid: true,
            ..Strip::default()
        };
        Display { lowering, strip }
    }

    /// White space.
    pub fn skip(&mut self, height: Length) {
        self.strip.height += height;
    }

    /// Text that the tool makes.
    pub fn text(&mut self, words: &str, text: TextStyle, node: NodeId) {
        let lines = self.set(words, text, node);
        self.add(lines, &text);
    }

    /// Text of the manuscript.
    pub fn content(&mut self, content: &Content<Resolved>, text: TextStyle, node: NodeId) {
        let style = self.style(text);
        let column = self.lowering.body_place().column;
        let lines = self.lowering.set(content, style, node, column);
        self.add(lines, &text);
    }

    /// Sets text that the tool makes, to be added afterwards.
    pub fn set(&mut self, words: &str, text: TextStyle, node: NodeId) -> Vec<SetLine> {
        let style = self.style(text);
        let column = self.lowering.body_place().column;
        self.lowering.setter().set_text(words, style, node, column)
    }

    /// Adds lines below what the strip has.
    pub fn add(&mut self, lines: Vec<SetLine>, text: &TextStyle) {
        for line in lines {
            let baseline = self.strip.height + baseline_in_line(text);
            add_line(&mut self.strip, line, baseline);
            self.strip.height += text.leading;
        }
    }

    fn style(&self, text: TextStyle) -> ParagraphStyle {
        let place = self.lowering.body_place();
        ParagraphStyle {
            text,
            alignment: Alignment::Ragged,
            hyphenate: false,
            ..self.lowering.style(place)
        }
    }
}
