//! `[theme]` of book.toml, the blocks of running text: the measures of each kind. In: the settings.
//! Out: measures that `layout/blocks` reads.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::length::Length;

/// `[theme.headings]`: headings inside a chapter.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct HeadingsTheme {
    /// Between a question's letter and the text block.
    #[schemars(extend("x-minimum" = "0", "x-maximum" = "72pt"))]
    pub letter_gap: Length,
    /// Between a number and its heading.
    #[schemars(range(min = 0, max = 5000), extend("x-unit" = "thousandths of the size"))]
    pub number_gap: i64,
}

impl Default for HeadingsTheme {
    fn default() -> HeadingsTheme {
        HeadingsTheme {
            letter_gap: Length::centipoints(500),
            number_gap: 700,
        }
    }
}

/// `[theme.lists]`: lists.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct ListsTheme {
    /// Between a label and the text.
    #[schemars(extend("x-minimum" = "0", "x-maximum" = "72pt"))]
    pub label_gap: Length,
    /// The bullets of a list, of a list inside it, and of those further in.
    #[schemars(inner(regex(pattern = r"\S")))]
    pub bullets: [String; 3],
    /// An item of so many lines is long: its list stands apart from the text around it.
    #[schemars(range(min = 1, max = 1000))]
    pub long_item: usize,
    /// Above and below a list with a long item.
    #[schemars(range(min = 0, max = 5000), extend("x-unit" = "thousandths of a line"))]
    pub around_long: i64,
}

impl Default for ListsTheme {
    fn default() -> ListsTheme {
        ListsTheme {
            label_gap: Length::centipoints(500),
            bullets: ["\u{2013}", "\u{2022}", "\u{b7}"].map(str::to_owned),
            long_item: 3,
            around_long: 500,
        }
    }
}

/// `[theme.quotations]`: quotations, epigraphs and verse.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct QuotationsTheme {
    /// Above and below them.
    #[schemars(range(min = 0, max = 5000), extend("x-unit" = "thousandths of a line"))]
    pub around: i64,
    /// The indent of an epigraph: the measure divided by this.
    #[schemars(range(min = 1, max = 20))]
    pub epigraph_indent: i64,
    /// Between the stanzas of verse.
    #[schemars(range(min = 0, max = 5000), extend("x-unit" = "thousandths of a line"))]
    pub stanza_gap: i64,
    /// A stanza of so many lines at most is not divided between pages.
    #[schemars(range(min = 1, max = 100))]
    pub stanza_together: usize,
    /// How far the rest of a turned line of verse hangs in, in indents of a paragraph.
    #[schemars(range(min = 0, max = 10))]
    pub turnover: i64,
}

impl Default for QuotationsTheme {
    fn default() -> QuotationsTheme {
        QuotationsTheme {
            around: 500,
            epigraph_indent: 3,
            stanza_gap: 500,
            stanza_together: 14,
            turnover: 2,
        }
    }
}

/// `[theme.code]`: blocks of code.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct CodeTheme {
    /// Above and below them.
    #[schemars(range(min = 0, max = 5000), extend("x-unit" = "thousandths of a line"))]
    pub around: i64,
    /// The spaces that a tab stands for.
    #[schemars(range(min = 1, max = 16))]
    pub tab: usize,
    /// How far the rest of a turned line hangs in, in letters.
    #[schemars(range(min = 2, max = 20))]
    pub turnover: i64,
    /// The height of the mark before it, a hook.
    #[schemars(range(min = 0, max = 2000), extend("x-unit" = "thousandths of the size"))]
    pub turn_height: i64,
    /// The thickness of its strokes.
    #[schemars(range(min = 0, max = 1000), extend("x-unit" = "thousandths of the size"))]
    pub turn_weight: i64,
    /// The ink of the mark.
    #[schemars(range(min = 0, max = 100), extend("x-unit" = "per cent of black"))]
    pub turn_tint: u8,
}

impl Default for CodeTheme {
    fn default() -> CodeTheme {
        CodeTheme {
            around: 500,
            tab: 4,
            turnover: 3,
            turn_height: 450,
            turn_weight: 60,
            turn_tint: 60,
        }
    }
}

/// `[theme.breaks]`: thematic breaks.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct BreaksTheme {
    /// The white space in whose middle the rule stands.
    #[schemars(range(min = 0, max = 5000), extend("x-unit" = "thousandths of a line"))]
    pub height: i64,
    /// The length of the rule: the measure divided by this.
    #[schemars(range(min = 1, max = 100))]
    pub width: i64,
}

impl Default for BreaksTheme {
    fn default() -> BreaksTheme {
        BreaksTheme {
            height: 2000,
            width: 7,
        }
    }
}

/// `[theme.figures]`: figures and images that stand alone.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct FiguresTheme {
    /// Above and below them.
    #[schemars(range(min = 0, max = 5000), extend("x-unit" = "thousandths of a line"))]
    pub around: i64,
    /// Between an image and its caption.
    #[schemars(extend("x-minimum" = "0", "x-maximum" = "72pt"))]
    pub caption_gap: Length,
    /// The highest that an image may be, so that its caption has room.
    #[schemars(range(min = 10, max = 100), extend("x-unit" = "per cent of the text block"))]
    pub highest: i64,
    /// What a picture that reaches the edge of the page may lose there before it is told.
    #[schemars(range(min = 0, max = 100), extend("x-unit" = "per cent of its width or height"))]
    pub cut: i64,
    /// The pixels of an image to the inch, where the author gives no width.
    #[schemars(range(min = 36, max = 1200))]
    pub pixels: i64,
}

impl Default for FiguresTheme {
    fn default() -> FiguresTheme {
        FiguresTheme {
            around: 500,
            caption_gap: Length::centipoints(600),
            highest: 82,
            cut: 10,
            pixels: 150,
        }
    }
}

/// `[theme.boxes]`: boxes.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct BoxesTheme {
    /// Above and below them.
    #[schemars(range(min = 0, max = 5000), extend("x-unit" = "thousandths of a line"))]
    pub around: i64,
    /// The size of the label.
    #[schemars(range(min = 500, max = 1500), extend("x-unit" = "thousandths of the text's"))]
    pub label_size: i64,
    /// The ink of the label.
    #[schemars(range(min = 0, max = 100), extend("x-unit" = "per cent of black"))]
    pub label_tint: u8,
    /// Between the title and the text.
    #[schemars(range(min = 0, max = 5000), extend("x-unit" = "thousandths of a line"))]
    pub title_gap: i64,
    /// The ink of the rule at a box's head and of the label: the name of a `[[colour]]`. Without it: black, in their tints.
    pub colour: Option<String>,
}

impl Default for BoxesTheme {
    fn default() -> BoxesTheme {
        BoxesTheme {
            around: 500,
            label_size: 880,
            label_tint: 70,
            title_gap: 250,
            colour: None,
        }
    }
}

/// `[theme.recommendations]`: recommendations.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct RecommendationsTheme {
    /// Above and below them.
    #[schemars(range(min = 0, max = 5000), extend("x-unit" = "thousandths of a line"))]
    pub around: i64,
    /// How far the text is set in at most, and in lists of recommendations always. A number that has no
    /// room beside it stands above it.
    #[schemars(extend("x-minimum" = "0", "x-maximum" = "288pt"))]
    pub hang: Length,
    /// Between the number and the text, at least.
    #[schemars(extend("x-minimum" = "0", "x-maximum" = "72pt"))]
    pub number_gap: Length,
    /// The size of themes and addressees.
    #[schemars(range(min = 500, max = 1500), extend("x-unit" = "thousandths of the text's"))]
    pub themes_size: i64,
}

impl Default for RecommendationsTheme {
    fn default() -> RecommendationsTheme {
        RecommendationsTheme {
            around: 500,
            hang: Length::pt(56),
            number_gap: Length::centipoints(800),
            themes_size: 850,
        }
    }
}

/// `[theme.signatures]`: blocks of signatures.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct SignaturesTheme {
    /// Between the columns.
    #[schemars(extend("x-minimum" = "0", "x-maximum" = "72pt"))]
    pub gutter: Length,
    /// Above the first row.
    #[schemars(range(min = 0, max = 5000), extend("x-unit" = "thousandths of a line"))]
    pub above: i64,
    /// Above each further row.
    #[schemars(range(min = 0, max = 5000), extend("x-unit" = "thousandths of a line"))]
    pub between: i64,
    /// Space added in the names of offices.
    #[schemars(range(min = -100, max = 500), extend("x-unit" = "thousandths of the size"))]
    pub tracking: i64,
}

impl Default for SignaturesTheme {
    fn default() -> SignaturesTheme {
        SignaturesTheme {
            gutter: Length::centipoints(1800),
            above: 2000,
            between: 1000,
            tracking: 30,
        }
    }
}

/// `[theme.notes]`: notes at the foot of the page and under tables.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct NotesTheme {
    /// Between the text and the notes, at least.
    #[schemars(range(min = 0, max = 5000), extend("x-unit" = "thousandths of a line"))]
    pub above: i64,
    /// Between the rule and the notes.
    #[schemars(extend("x-minimum" = "0", "x-maximum" = "72pt"))]
    pub rule_gap: Length,
    /// Between a note's number and its text.
    #[schemars(extend("x-minimum" = "0", "x-maximum" = "72pt"))]
    pub number_gap: Length,
    /// The size of the words that say that a note goes on.
    #[schemars(range(min = 500, max = 1500), extend("x-unit" = "thousandths of the notes'"))]
    pub continued_size: i64,
}

impl Default for NotesTheme {
    fn default() -> NotesTheme {
        NotesTheme {
            above: 1000,
            rule_gap: Length::centipoints(600),
            number_gap: Length::centipoints(400),
            continued_size: 880,
        }
    }
}
