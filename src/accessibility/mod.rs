//! What only the author can know, and every reader needs who does not see the page: texts at any stage
//! -> findings about images, tables, links and languages, each at its place. The codes say which success
//! criterion of WCAG 2.2 each is about; `theme` answers for the inks.
//!
//! A finding needs evidence: where a text may be right as it stands, nothing is said.

mod images;
mod languages;
mod letters;
mod links;
mod statement;
mod tables;

use crate::diagnostic::Diagnostic;
use crate::document::{Block, Content, Part, Stage, walk_parts};

pub use statement::Verified;

/// A text of the book: a chapter, or what the manuscript adds to a page that the tool makes.
#[derive(Clone, Debug)]
pub struct Text<'a, S: Stage> {
    /// Its language.
    pub language: &'a str,
    /// Its title.
    pub title: Option<&'a Content<S>>,
    /// Its blocks.
    pub blocks: &'a [Block<S>],
    /// The blocks of each of its notes.
    pub notes: Vec<&'a [Block<S>]>,
}

/// Judges the texts of a book, in its order.
pub fn judge<'a, S: Stage>(texts: impl IntoIterator<Item = Text<'a, S>>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for text in texts {
        text.judge(&mut found);
    }
    found
}

impl<S: Stage> Text<'_, S> {
    fn judge(&self, found: &mut Vec<Diagnostic>) {
        let mut links = links::Links::new(self.language);
        let mut run = |content: &Content<S>, found: &mut Vec<Diagnostic>| {
            images::inlines(content, found);
            links.run(content, found);
            languages::run(content, self.language, found);
        };
        self.title.into_iter().for_each(|own| run(own, found));
        for blocks in std::iter::once(self.blocks).chain(self.notes.iter().copied()) {
            walk_parts(blocks, &mut |part| match part {
                Part::Block(block) => {
                    images::block(block, found);
                    tables::block(block, found);
                }
                Part::Run(content) => run(content, found),
            });
        }
    }
}
