//! A word -> its outlines as a drawing without text: what lies behind the pages of a draft can be
//! neither searched nor copied, so that it is no part of what the pages say.

use std::collections::BTreeSet;
use std::sync::Mutex;

use usvg::{Node, Transform, Tree};

use super::Drawing;
use super::translate::{Translator, points, reader_options};

/// The size at which the word is drawn, in user units; the page scales it.
const SIZE: f32 = 200.0;

/// The grey of the word: it is seen behind text and keeps it readable.
const GREY: &str = "#e8e8e8";

/// The outlines of a word, as small as their box. A word of the tool's own always has some.
pub fn watermark(word: &str) -> Option<Drawing> {
    let source = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4000\" height=\"400\">\
         <text x=\"100\" y=\"250\" font-family=\"Source Sans 3\" font-weight=\"400\" \
         font-size=\"{SIZE}\" fill=\"{GREY}\">{word}</text></svg>"
    );
    let families = Mutex::new(BTreeSet::new());
    let tree = Tree::from_str(&source, &reader_options(&families)).ok()?;
    let text = tree.root().children().iter().find_map(|node| match node {
        Node::Text(text) => Some(text),
        Node::Group(_) | Node::Path(_) | Node::Image(_) => None,
    })?;
    let outlines = text.flattened();
    let area = outlines.abs_bounding_box();
    let mut translator = Translator::default();
    Some(Drawing {
        width: points(area.width()),
        height: points(area.height()),
        marks: translator.group(outlines, Transform::from_translate(-area.x(), -area.y())),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Terms;
    use crate::layout::{DrawingMark, Segment};

    #[test]
    fn the_word_is_outlines_within_their_box() {
        for language in ["en", "fr"] {
            let word = Terms::of(language).pages.draft;
            let drawing = watermark(word).expect("outlines");
            assert!(drawing.width > drawing.height, "{word}");
            let most = drawing.width.to_points() as f32 + 0.01;
            let mut count = 0;
            for mark in &drawing.marks {
                let DrawingMark::Path(path) = mark else {
                    panic!("{word}: {mark:?}");
                };
                for segment in &path.segments {
                    if let Segment::Move([x, y]) | Segment::Line([x, y]) = segment {
                        assert!((-0.01..most).contains(x) && (-0.01..most).contains(y));
                        count += 1;
                    }
                }
            }
            assert!(count > 20, "{word}");
        }
    }
}
