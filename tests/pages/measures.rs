//! The measures that pages are judged by: those of the theme, in points.

use recto::length::{Length, SCALE};
use recto::manuscript::BookConfig;
use recto::theme::{Faces, Family, Posture, TextStyle, Theme, TypeTheme, Weight};

/// The measures of a book.
#[derive(Clone, Debug)]
pub struct Measures {
    /// The margin at the spine and the one at the fore edge.
    pub margins: (f64, f64),
    /// The width of the text block.
    pub measure: f64,
    /// Its top and its foot.
    pub block: (f64, f64),
    /// From baseline to baseline.
    pub leading: f64,
    /// From the baseline of a body line to the foot of its strip.
    pub descent: f64,
    /// The size of running text.
    pub size: f64,
    /// The indent of paragraphs and lists.
    pub indent: f64,
    /// The space inside a box.
    pub padding: f64,
    /// Length and thickness of the rule above the notes.
    pub note_rule: (f64, f64),
    /// The faces and sizes of headings.
    pub headings: Vec<(String, f64)>,
    /// A word space, and what it may gain and lose, in shares of the face's own space.
    pub word_space: [f64; 3],
}

impl Measures {
    /// Those of a book's settings.
    pub fn of(config: &BookConfig) -> Measures {
        Measures::of_theme(&Theme {
            page: config.page.clone(),
            type_: config.type_.clone(),
            parts: config.theme.clone(),
            ..Theme::default()
        })
    }

    /// Those of a theme.
    pub fn of_theme(theme: &Theme) -> Measures {
        let (page, type_) = (&theme.page, &theme.type_);
        let body = Faces::get().face(type_.body.face());
        let capital = type_.body.size;
        let capital = capital.font_units(i64::from(body.cap_height), body.units_per_em);
        let top = points(page.head);
        let leading = points(type_.body.leading);
        Measures {
            margins: (points(page.inside), points(page.outside)),
            measure: points(page.measure()),
            block: (top, top + points(type_.body.leading * page.lines)),
            leading,
            // Capitals stand in the middle of the leading.
            descent: (leading - points(capital)) / 2.0,
            size: points(type_.body.size),
            indent: points(type_.indent),
            padding: points(type_.box_padding),
            note_rule: (points(type_.note_rule), points(type_.note_rule_weight)),
            headings: headings(type_),
            word_space: type_
                .word_space
                .map(|part| f64::from(narrow(part)) / 1_000.0),
        }
    }

    /// The left edge of the text block.
    pub fn left(&self, recto: bool) -> f64 {
        if recto {
            self.margins.0
        } else {
            self.margins.1
        }
    }
}

fn headings(type_: &TypeTheme) -> Vec<(String, f64)> {
    let styles = [type_.heading_2, type_.heading_3, type_.heading_4];
    styles
        .iter()
        .map(|style| (name(style), points(style.size)))
        .collect()
}

/// The name of a style's face in a PDF.
fn name(style: &TextStyle) -> String {
    Faces::get().face(style.face()).postscript_name.clone()
}

/// The name of the face of emphasis in running text.
pub fn italic() -> String {
    let face = Faces::id(Family::Text, Weight::Regular, Posture::Italic);
    Faces::get().face(face).postscript_name.clone()
}

fn points(length: Length) -> f64 {
    f64::from(narrow(length.0)) / f64::from(narrow(SCALE))
}

fn narrow(value: i64) -> i32 {
    i32::try_from(value).expect("a measure of a page")
}
