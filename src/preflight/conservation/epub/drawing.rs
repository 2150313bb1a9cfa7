//! A drawing -> its text: what its `text` elements hold. Whether all of it shows hangs, in some
//! drawings, on styles and on what they use again; such a drawing says so.

use quick_xml::events::{BytesStart, Event};

use super::super::Unreadable;
use super::xml::{attribute, events};

/// Elements in which a text does not show, or shows elsewhere.
const APART: [&str; 10] = [
    "clipPath",
    "defs",
    "desc",
    "foreignObject",
    "marker",
    "mask",
    "metadata",
    "pattern",
    "switch",
    "symbol",
];

/// Elements that repeat or change others.
const CHANGING: [&str; 3] = ["script", "set", "use"];

/// What hides text, in a style without its spaces.
const HIDING: [&str; 6] = [
    "display:none",
    "fill:none",
    "mask:",
    "opacity:0",
    "visibility:c",
    "visibility:h",
];

/// The text of a drawing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DrawingText {
    /// What the `text` elements hold.
    pub text: String,
    /// Whether each of them is shown once: nothing in the drawing can hide or repeat one.
    pub shows_once: bool,
}

/// Reads a drawing.
///
/// # Errors
/// It is no XML.
pub fn drawing(svg: &str) -> Result<DrawingText, Unreadable> {
    let mut own = DrawingText {
        text: String::new(),
        shows_once: true,
    };
    // Of each open element, whether it is a text, a style, and whether it may hide what it holds.
    let mut open: Vec<(bool, bool, bool)> = Vec::new();
    let mut changes = false;
    for event in events(svg) {
        let event = event?;
        match &event.0 {
            Event::Start(tag) => {
                let outer = open.last().copied().unwrap_or_default();
                let name = tag.local_name();
                let is_text = outer.0 || name.as_ref() == "text";
                let hides = outer.2 || APART.contains(&name.as_ref()) || hides(tag)?;
                changes |= CHANGING.contains(&name.as_ref());
                own.shows_once &= !(is_text && hides);
                open.push((is_text, name.as_ref() == "style", hides));
            }
            Event::Empty(tag) => changes |= CHANGING.contains(&tag.local_name().as_ref()),
            Event::End(tag) => {
                open.pop();
                if tag.local_name().as_ref() == "text" {
                    own.text.push(' ');
                }
            }
            _ => {
                let (is_text, is_style, _) = open.last().copied().unwrap_or_default();
                if is_text {
                    event.characters(&mut own.text)?;
                } else if is_style {
                    let mut style = String::new();
                    event.characters(&mut style)?;
                    changes |= style_hides(&style);
                }
            }
        }
    }
    own.shows_once &= !changes || own.text.is_empty();
    Ok(own)
}

/// Whether an element's attributes may hide what it holds.
fn hides(tag: &BytesStart<'_>) -> Result<bool, Unreadable> {
    for name in [
        "display",
        "fill",
        "fill-opacity",
        "mask",
        "opacity",
        "visibility",
    ] {
        if let Some(value) = attribute(tag, name)?
            && style_hides(&format!("{name}:{value}"))
        {
            return Ok(true);
        }
    }
    Ok(attribute(tag, "style")?.is_some_and(|style| style_hides(&style)))
}

fn style_hides(style: &str) -> bool {
    let plain: String = style.split_whitespace().collect();
    HIDING.iter().any(|hiding| plain.contains(hiding))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_says_whether_its_text_hangs_on_more_than_its_place() {
        let read = |inside: &str| drawing(&format!("<svg>{inside}</svg>")).expect("XML");
        let plain = read(
            "<rect fill=\"none\"/><g style=\"fill:#333; opacity:1\">\
             <text>A<tspan>&amp;B</tspan></text><text>C</text></g>",
        );
        assert_eq!((plain.text.as_str(), plain.shows_once), ("A&B C ", true));
        for open in [
            "<defs><text id=\"a\">A</text></defs>",
            "<g id=\"a\"><text>A</text></g><use href=\"#a\"/>",
            "<style>text { display: none }</style><text>A</text>",
            "<g visibility=\"hidden\"><text>A</text></g>",
            "<text style=\"fill: none\">A</text>",
        ] {
            assert!(!read(open).shows_once, "{open}");
        }
        assert!(drawing("<svg><text>").is_err());
    }
}
