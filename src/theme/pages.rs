//! `[theme]` of book.toml, the pages that are set apart: openings, title pages, contents, the lists at
//! the end. In: the settings. Out: measures that `layout/divisions` reads.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::length::Length;

/// `[theme.opening]`: the opening of a chapter.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct OpeningTheme {
    /// The white space above the label: the lines of `chapter_sink` divided by this.
    #[schemars(range(min = 1, max = 20))]
    pub above: i64,
    /// Between the label and the title.
    #[schemars(range(min = 0, max = 5000), extend("x-unit" = "thousandths of a line"))]
    pub label_gap: i64,
    /// Between the title and the contributor's name.
    #[schemars(range(min = 0, max = 5000), extend("x-unit" = "thousandths of a line"))]
    pub byline_gap: i64,
    /// Between the last of them and the rule.
    #[schemars(range(min = 0, max = 5000), extend("x-unit" = "thousandths of a line"))]
    pub rule_gap: i64,
    /// The words in small capitals may be so many fewer than `opening_words`, to end at a good place.
    #[schemars(range(min = 0, max = 20))]
    pub fewer_words: usize,
    /// They may be so many more.
    #[schemars(range(min = 0, max = 20))]
    pub more_words: usize,
}

impl Default for OpeningTheme {
    fn default() -> OpeningTheme {
        OpeningTheme {
            above: 3,
            label_gap: 500,
            byline_gap: 500,
            rule_gap: 750,
            fewer_words: 1,
            more_words: 1,
        }
    }
}

/// `[theme.title-pages]`: half-title, title page, imprint and part pages.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct TitlePagesTheme {
    /// Lines above the half-title.
    #[schemars(range(min = 0, max = 100))]
    pub half_title_sink: i64,
    /// Lines above a part's title.
    #[schemars(range(min = 0, max = 100))]
    pub part_sink: i64,
    /// Lines above the book's title.
    #[schemars(range(min = 0, max = 100))]
    pub title_sink: i64,
    /// Space added in the publisher's name.
    #[schemars(range(min = -100, max = 500), extend("x-unit" = "thousandths of the size"))]
    pub publisher_tracking: i64,
    /// Between the paragraphs of the imprint.
    #[schemars(range(min = 0, max = 5000), extend("x-unit" = "thousandths of a line"))]
    pub imprint_gap: i64,
}

impl Default for TitlePagesTheme {
    fn default() -> TitlePagesTheme {
        TitlePagesTheme {
            half_title_sink: 10,
            part_sink: 10,
            title_sink: 7,
            publisher_tracking: 60,
            imprint_gap: 500,
        }
    }
}

/// `[theme.contents]`: the table of contents and the lists of figures, tables and boxes.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct ContentsTheme {
    /// The column of numbers, and the indent of each deeper level.
    #[schemars(extend("x-minimum" = "0", "x-maximum" = "72pt"))]
    pub number_column: Length,
    /// The column of folios.
    #[schemars(extend("x-minimum" = "0", "x-maximum" = "72pt"))]
    pub folio_column: Length,
    /// Between a title, its leader and the folio.
    #[schemars(extend("x-minimum" = "0", "x-maximum" = "72pt"))]
    pub leader_gap: Length,
    /// The ink of the leader.
    #[schemars(range(min = 0, max = 100), extend("x-unit" = "per cent of black"))]
    pub leader_tint: u8,
    /// From dot to dot of the leader.
    #[schemars(extend("x-minimum" = "1pt", "x-maximum" = "72pt"))]
    pub leader_step: Length,
    /// The diameter of a dot.
    #[schemars(extend("x-minimum" = "0", "x-maximum" = "10pt"))]
    pub leader_dot: Length,
    /// Space added in the titles of parts.
    #[schemars(range(min = -100, max = 500), extend("x-unit" = "thousandths of the size"))]
    pub part_tracking: i64,
    /// White space above a part, and above what follows the last chapter of a part.
    #[schemars(range(min = 0, max = 5000), extend("x-unit" = "thousandths of a line"))]
    pub part_gap: i64,
}

impl Default for ContentsTheme {
    fn default() -> ContentsTheme {
        ContentsTheme {
            number_column: Length::centipoints(2400),
            folio_column: Length::centipoints(3400),
            leader_gap: Length::centipoints(600),
            leader_tint: 60,
            leader_step: Length::centipoints(700),
            leader_dot: Length::centipoints(70),
            part_tracking: 40,
            part_gap: 1000,
        }
    }
}

/// `[theme.back-matter]`: the lists at the end: acronyms, contributors, bibliography.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct BackMatterTheme {
    /// The column of the acronyms.
    #[schemars(extend("x-minimum" = "0", "x-maximum" = "300pt"))]
    pub acronym_column: Length,
    /// The size of the acronyms.
    #[schemars(range(min = 500, max = 1500), extend("x-unit" = "thousandths of the text's"))]
    pub acronym_size: i64,
    /// Space added in them.
    #[schemars(range(min = -100, max = 500), extend("x-unit" = "thousandths of the size"))]
    pub acronym_tracking: i64,
    /// The hang of a contributor's further lines.
    #[schemars(extend("x-minimum" = "0", "x-maximum" = "72pt"))]
    pub contributor_hang: Length,
    /// The hang of a work's further lines, in indents of a paragraph.
    #[schemars(range(min = 0, max = 10))]
    pub bibliography_hang: i64,
    /// Between the label of a work and its text.
    #[schemars(extend("x-minimum" = "0", "x-maximum" = "72pt"))]
    pub bibliography_label_gap: Length,
}

impl Default for BackMatterTheme {
    fn default() -> BackMatterTheme {
        BackMatterTheme {
            acronym_column: Length::centipoints(8400),
            acronym_size: 930,
            acronym_tracking: 20,
            contributor_hang: Length::centipoints(2400),
            bibliography_hang: 2,
            bibliography_label_gap: Length::centipoints(500),
        }
    }
}

/// `[theme.index]`: the index.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct IndexTheme {
    /// Between the columns.
    #[schemars(range(min = 0, max = 20000), extend("x-unit" = "thousandths of the size"))]
    pub gutter: i64,
    /// The narrowest column, in sizes of its text: a narrower page has one column.
    #[schemars(range(min = 1, max = 100))]
    pub narrowest: i64,
    /// The indent of each level, in sizes of the text.
    #[schemars(range(min = 0, max = 10))]
    pub level_indent: i64,
    /// The indent of the lines after the first of an entry, in sizes of the text.
    #[schemars(range(min = 0, max = 10))]
    pub turnover: i64,
    /// Entries of so many lines at most are not divided between columns.
    #[schemars(range(min = 1, max = 100))]
    pub undivided: usize,
}

impl Default for IndexTheme {
    fn default() -> IndexTheme {
        IndexTheme {
            gutter: 2000,
            narrowest: 12,
            level_indent: 1,
            turnover: 2,
            undivided: 4,
        }
    }
}
