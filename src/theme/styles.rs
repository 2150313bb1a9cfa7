//! The styles of text and the spaces around blocks. Lengths reach the theme as `"10.5pt"`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::length::Length;

use super::{FaceId, Faces, Family, Posture, Weight};

/// How a run of text is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TextStyle {
    /// The family.
    pub family: Family,
    /// The weight.
    #[serde(default)]
    pub weight: Weight,
    /// The posture.
    #[serde(default)]
    pub posture: Posture,
    /// The size.
    #[schemars(extend("x-minimum" = "4pt", "x-maximum" = "72pt"))]
    pub size: Length,
    /// From baseline to baseline.
    #[schemars(extend("x-minimum" = "4pt", "x-maximum" = "144pt"))]
    pub leading: Length,
    /// Capitals or small capitals.
    #[serde(default)]
    pub caps: Caps,
    /// Which figures.
    #[serde(default)]
    pub figures: Figures,
    /// Space added after every glyph.
    #[serde(default)]
    #[schemars(range(min = -100, max = 500), extend("x-unit" = "thousandths of the size"))]
    pub tracking: i64,
}

impl TextStyle {
    /// The face it is set in.
    pub fn face(&self) -> FaceId {
        Faces::id(self.family, self.weight, self.posture)
    }
}

/// Capitals or small capitals.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Deserialize,
    Serialize,
    JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Caps {
    /// As written.
    #[default]
    AsWritten,
    /// Small letters become small capitals.
    Small,
    /// Small letters and capitals become small capitals.
    AllSmall,
}

/// Which figures.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Deserialize,
    Serialize,
    JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Figures {
    /// Old-style, proportional: for running text.
    #[default]
    OldStyle,
    /// Lining, proportional: beside capitals.
    Lining,
    /// Lining, all of one width: for tables.
    Tabular,
}

/// What a mark is printed in. The editions translate it: black is K alone in print.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ink {
    /// Text and rules.
    Black,
    /// A tint of black, in per cent.
    Tint(u8),
    /// A link: dark blue on the screen, black in print.
    Link,
    /// A colour of a drawing or of the book's own, as sRGB. One that is a `[[colour]]` has a plate of its
    /// own in print.
    Rgb(u8, u8, u8),
}

impl Ink {
    /// What it is on the screen, as sRGB.
    pub fn on_screen(self) -> [u8; 3] {
        match self {
            Ink::Black => [0; 3],
            Ink::Tint(percent) => {
                let light = 100 - u16::from(percent.min(100));
                [u8::try_from((light * 255 + 50) / 100).unwrap_or(u8::MAX); 3]
            }
            Ink::Link => [0x1F, 0x4E, 0x79],
            Ink::Rgb(red, green, blue) => [red, green, blue],
        }
    }
}

/// How the lines of a block are set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Alignment {
    /// To the full measure.
    Justified,
    /// Flush left, ragged right.
    Ragged,
    /// Centred.
    Centred,
    /// Flush right.
    FlushRight,
}

/// The space above and below a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SpaceAround {
    /// Above; dropped at the top of a page.
    #[schemars(extend("x-minimum" = "0", "x-maximum" = "144pt"))]
    pub above: Length,
    /// Below.
    #[schemars(extend("x-minimum" = "0", "x-maximum" = "144pt"))]
    pub below: Length,
}

impl SpaceAround {
    const fn new(above: i64, below: i64) -> SpaceAround {
        SpaceAround {
            above: Length::centipoints(above),
            below: Length::centipoints(below),
        }
    }
}

/// `[type]` of book.toml: the styles, by what they set.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct TypeTheme {
    /// Running text; its leading is the grid of the book.
    pub body: TextStyle,
    /// The indent of paragraphs and lists.
    #[schemars(extend("x-minimum" = "0", "x-maximum" = "72pt"))]
    pub indent: Length,
    /// Titles of chapters.
    pub chapter_title: TextStyle,
    /// "Chapter 4" or the contributor's short name above the title.
    pub chapter_label: TextStyle,
    /// The contributor's name below the title.
    pub chapter_byline: TextStyle,
    /// Lines that the opening of a chapter takes.
    #[schemars(range(min = 0, max = 100))]
    pub chapter_sink: i64,
    /// Words of a chapter's first paragraph in small capitals.
    #[schemars(range(min = 0, max = 20))]
    pub opening_words: usize,
    /// Headings of level 2.
    pub heading_2: TextStyle,
    /// Headings of level 3.
    pub heading_3: TextStyle,
    /// Headings of level 4. Those of levels 5 and 6 are set in it too, run in: they begin their
    /// paragraph.
    pub heading_4: TextStyle,
    /// Around headings of level 2.
    pub space_heading_2: SpaceAround,
    /// Around headings of level 3.
    pub space_heading_3: SpaceAround,
    /// Notes.
    pub note: TextStyle,
    /// Length of the rule above the notes.
    #[schemars(extend("x-minimum" = "0", "x-maximum" = "500mm"))]
    pub note_rule: Length,
    /// Its thickness.
    #[schemars(extend("x-minimum" = "0", "x-maximum" = "10pt"))]
    pub note_rule_weight: Length,
    /// Running heads.
    pub running_head: TextStyle,
    /// Folios.
    pub folio: TextStyle,
    /// Quotations.
    pub quotation: TextStyle,
    /// Code.
    pub code: TextStyle,
    /// Cells of tables.
    pub table: TextStyle,
    /// The source under a table.
    pub table_note: TextStyle,
    /// Thickness of the rules at a table's head and foot.
    #[schemars(extend("x-minimum" = "0", "x-maximum" = "10pt"))]
    pub table_rule: Length,
    /// Thickness of the rule under a table's head and under chapter titles.
    #[schemars(extend("x-minimum" = "0", "x-maximum" = "10pt"))]
    pub table_head_rule: Length,
    /// Captions.
    pub caption: TextStyle,
    /// Boxes.
    pub box_text: TextStyle,
    /// Space inside a box.
    #[schemars(extend("x-minimum" = "0", "x-maximum" = "72pt"))]
    pub box_padding: Length,
    /// A box's ground.
    #[schemars(range(min = 0, max = 100), extend("x-unit" = "per cent of black"))]
    pub box_tint: u8,
    /// Thickness of the rule at a box's head.
    #[schemars(extend("x-minimum" = "0", "x-maximum" = "10pt"))]
    pub box_rule: Length,
    /// The ink of that rule.
    #[schemars(range(min = 0, max = 100), extend("x-unit" = "per cent of black"))]
    pub box_rule_tint: u8,
    /// Numbers of recommendations.
    pub recommendation_number: TextStyle,
    /// The book's title.
    pub title: TextStyle,
    /// Its subtitle, and the publisher.
    pub subtitle: TextStyle,
    /// The imprint.
    pub imprint: TextStyle,
    /// Lines of the contents.
    pub contents: TextStyle,
    /// Entries of the index; their letters are bold.
    pub index: TextStyle,
    /// Between a figure or table at the top or foot of a page and what stands beside it.
    #[schemars(extend("x-minimum" = "0", "x-maximum" = "144pt"))]
    pub float_gap: Length,
    /// The highest table that stands at the top or foot of a page. A higher one stands where it is
    /// written, and goes on on the next page.
    #[schemars(range(min = 0, max = 100), extend("x-unit" = "hundredths of the text block"))]
    pub float_share: u8,
    /// The size of code in running text.
    #[schemars(range(min = 500, max = 1500), extend("x-unit" = "thousandths of the size around it"))]
    pub inline_code: i64,
    /// A word space, and what it may gain and lose.
    #[schemars(inner(range(min = 0, max = 3000)), extend("x-unit" = "thousandths of the face's own space"))]
    pub word_space: [i64; 3],
    /// What the letters of a justified line may gain or lose, so that its spaces need not. 0 leaves them alone.
    #[schemars(range(min = 0, max = 20), extend("x-unit" = "thousandths of their width"))]
    pub expansion: i64,
    /// How much further apart or closer the letters of a justified line may stand, for the same end.
    #[schemars(range(min = 0, max = 20), extend("x-unit" = "thousandths of the size"))]
    pub letter_space: i64,
    /// Whether points, hyphens and quotation marks hang a little over the edges of justified text, and
    /// over the left edge of ragged text.
    pub protrusion: bool,
    /// The last line of a paragraph that is shorter is avoided.
    #[schemars(extend("x-minimum" = "0", "x-maximum" = "144pt"))]
    pub last_line: Length,
}

impl Default for TypeTheme {
    fn default() -> TypeTheme {
        let text = |size: i64, leading: i64| style(Family::Text, size, leading);
        let sans = |size: i64, leading: i64| TextStyle {
            figures: Figures::Lining,
            ..style(Family::Sans, size, leading)
        };
        let bold = |style: TextStyle| TextStyle {
            weight: Weight::Bold,
            ..style
        };
        let italic = |style: TextStyle| TextStyle {
            posture: Posture::Italic,
            ..style
        };
        TypeTheme {
            body: text(1050, 1400),
            indent: Length::pt(14),
            chapter_title: TextStyle {
                figures: Figures::Lining,
                ..text(2200, 2800)
            },
            chapter_label: TextStyle {
                caps: Caps::AllSmall,
                tracking: 60,
                ..text(1200, 1400)
            },
            chapter_byline: italic(text(1200, 1400)),
            chapter_sink: 8,
            opening_words: 4,
            heading_2: bold(sans(1150, 1400)),
            heading_3: bold(sans(1000, 1400)),
            heading_4: italic(text(1050, 1400)),
            space_heading_2: SpaceAround::new(2100, 700),
            space_heading_3: SpaceAround::new(1400, 0),
            note: text(850, 1120),
            note_rule: Length::pt(48),
            note_rule_weight: Length::centipoints(50),
            running_head: TextStyle {
                caps: Caps::AllSmall,
                tracking: 60,
                ..text(850, 1400)
            },
            folio: text(950, 1400),
            quotation: text(975, 1400),
            code: TextStyle {
                figures: Figures::Lining,
                ..style(Family::Mono, 825, 1120)
            },
            table: TextStyle {
                figures: Figures::Tabular,
                ..sans(875, 1120)
            },
            table_note: TextStyle {
                figures: Figures::Tabular,
                ..sans(750, 950)
            },
            table_rule: Length::centipoints(75),
            table_head_rule: Length::centipoints(35),
            caption: sans(875, 1120),
            float_gap: Length::pt(14),
            float_share: 60,
            box_text: sans(925, 1120),
            box_padding: Length::pt(9),
            box_tint: 7,
            box_rule: Length::centipoints(150),
            box_rule_tint: 60,
            recommendation_number: bold(sans(875, 1400)),
            title: TextStyle {
                figures: Figures::Lining,
                ..text(3000, 3600)
            },
            subtitle: italic(text(1400, 1800)),
            imprint: text(800, 1120),
            contents: text(1050, 1400),
            index: text(850, 1120),
            inline_code: 900,
            word_space: [1_050, 950, 330],
            expansion: 20,
            letter_space: 5,
            protrusion: true,
            last_line: Length::pt(35),
        }
    }
}

/// A roman, regular style; size and leading in hundredths of a point.
const fn style(family: Family, size: i64, leading: i64) -> TextStyle {
    TextStyle {
        family,
        weight: Weight::Regular,
        posture: Posture::Roman,
        size: Length::centipoints(size),
        leading: Length::centipoints(leading),
        caps: Caps::AsWritten,
        figures: Figures::OldStyle,
        tracking: 0,
    }
}
