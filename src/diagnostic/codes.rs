//! The register of diagnostic codes: `area/name`, never reused. Each has its severity and a page in
//! `docs/diagnostics`, which says what it is, why it matters and how to mend it.

use super::{Criterion, Severity, criteria};

/// A kind of finding.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// `area/name`.
    pub name: &'static str,
    /// The severity that it has unless a setting says otherwise.
    pub severity: Severity,
    /// Its page of the documentation: `docs/diagnostics/area/name.md`. The first line is a heading,
    /// "name: summary"; the explanation follows, then the sections "Wrong" and "Right".
    pub page: &'static str,
}

impl Code {
    /// What it is, in a line.
    pub fn summary(&self) -> &'static str {
        let first = self.page.lines().next().unwrap_or_default();
        first.split_once(": ").map_or(first, |(_, summary)| summary)
    }

    /// Whether it concerns the pages.
    pub fn is_of_layout(&self) -> bool {
        self.name.starts_with("layout/")
    }

    /// The success criterion of WCAG 2.2 that it is about, where it concerns accessibility.
    pub fn criterion(&self) -> Option<&'static Criterion> {
        criteria::of(self.name)
    }

    /// Why it matters and how to mend it, in Markdown.
    pub fn explanation(&self) -> &'static str {
        let (_, rest) = self.page.split_once('\n').unwrap_or_default();
        rest.split_once("\n## ")
            .map_or(rest, |(explanation, _)| explanation)
            .trim()
    }
}

/// Declares the codes and lists them all in [`ALL`], in one place, so that none is forgotten. The
/// page of each is a file of its own, named as the code.
macro_rules! codes {
    ($($constant:ident = $severity:ident $name:literal;)*) => {
        $(#[doc = include_str!(concat!("../../docs/diagnostics/", $name, ".md"))]
        pub const $constant: &Code = &Code {
            name: $name,
            severity: Severity::$severity,
            page: include_str!(concat!("../../docs/diagnostics/", $name, ".md")),
        };)*
        /// Every code of the tool, in alphabetical order of their names.
        pub const ALL: &[&Code] = &[$($constant),*];
    };
}

codes! {
    ACCESSIBILITY_ALTERNATIVE = Note "accessibility/alternative";
    ACCESSIBILITY_CONTRAST = Warning "accessibility/contrast";
    ACCESSIBILITY_DECORATIVE = Warning "accessibility/decorative";
    ACCESSIBILITY_GRAPHIC_CONTRAST = Warning "accessibility/graphic-contrast";
    ACCESSIBILITY_LANGUAGE = Note "accessibility/language";
    ACCESSIBILITY_LINK_TARGETS = Note "accessibility/link-targets";
    ACCESSIBILITY_LINK_TEXT = Note "accessibility/link-text";
    ACCESSIBILITY_TABLE_HEADERS = Warning "accessibility/table-headers";
    ACRONYM_CONFLICT = Warning "acronym/conflict";
    ACRONYM_INTRODUCED_TWICE = Warning "acronym/introduced-twice";
    ACRONYM_NO_PLURAL = Warning "acronym/no-plural";
    ACRONYM_NOT_INTRODUCED = Warning "acronym/not-introduced";
    ACRONYM_PLURAL = Warning "acronym/plural";
    ACRONYM_POSSESSIVE = Warning "acronym/possessive";
    ACRONYM_UNKNOWN = Error "acronym/unknown";
    ACRONYM_UNREGISTERED = Note "acronym/unregistered";
    ACRONYM_UNUSED = Note "acronym/unused";
    ADDRESSEE_UNKNOWN = Error "addressee/unknown";
    APPROVAL_CHANGED = Warning "approval/changed";
    APPROVAL_DRAFT = Warning "approval/draft";
    APPROVAL_MISSING = Warning "approval/missing";
    APPROVAL_UNKNOWN = Warning "approval/unknown";
    ATTRIBUTES_CONFLICT = Error "attributes/conflict";
    ATTRIBUTES_ID = Error "attributes/id";
    ATTRIBUTES_SYNTAX = Error "attributes/syntax";
    ATTRIBUTES_UNKNOWN_CLASS = Error "attributes/unknown-class";
    ATTRIBUTES_UNKNOWN_KEY = Error "attributes/unknown-key";
    ATTRIBUTES_VALUE = Error "attributes/value";
    BIBLIOGRAPHY_DUPLICATE = Error "bibliography/duplicate";
    BIBLIOGRAPHY_EMPTY = Warning "bibliography/empty";
    BIBLIOGRAPHY_ENTRY = Error "bibliography/entry";
    BIBLIOGRAPHY_MISSING = Warning "bibliography/missing";
    BIBLIOGRAPHY_STYLE = Error "bibliography/style";
    BIBLIOGRAPHY_SYNTAX = Error "bibliography/syntax";
    BIBLIOGRAPHY_UNCITED = Note "bibliography/uncited";
    BIBLIOGRAPHY_UNKNOWN_KEY = Warning "bibliography/unknown-key";
    CITATION_FORM = Error "citation/form";
    CITATION_MIXED = Error "citation/mixed";
    CODE_UNCLOSED = Warning "code/unclosed";
    CONFIG_DUPLICATE = Error "config/duplicate";
    CONFIG_SYNTAX = Error "config/syntax";
    CONFIG_TIGHT_LEADING = Warning "config/tight-leading";
    CONFIG_UNKNOWN_KEY = Error "config/unknown-key";
    CONFIG_VALUE = Error "config/value";
    CONSERVATION_CHANGED = Error "conservation/changed";
    CONSERVATION_DOUBLED = Error "conservation/doubled";
    CONSERVATION_DRAWING = Error "conservation/drawing";
    CONSERVATION_GENERATED = Error "conservation/generated";
    CONSERVATION_LOST = Error "conservation/lost";
    CONSERVATION_MOVED = Error "conservation/moved";
    CONSERVATION_UNREADABLE = Error "conservation/unreadable";
    CONTENTS_EMPTY = Error "contents/empty";
    CONTENTS_NOTHING_LISTED = Warning "contents/nothing-listed";
    CONTRIBUTOR_IDENTIFIER = Error "contributor/identifier";
    CONTRIBUTOR_MISSING = Warning "contributor/missing";
    CONTRIBUTOR_NO_RECOMMENDATION = Note "contributor/no-recommendation";
    CONTRIBUTOR_UNKNOWN = Error "contributor/unknown";
    DIVISION_CONTENT = Error "division/content";
    DIVISION_UNCLOSED = Error "division/unclosed";
    DIVISION_UNKNOWN = Error "division/unknown";
    DIVISION_UNOPENED = Error "division/unopened";
    EPUB_COVER_SIZE = Note "epub/cover-size";
    EPUB_IMAGE_COLOUR = Note "epub/image-colour";
    EPUB_IMAGE_SIZE = Note "epub/image-size";
    EPUB_NO_COVER = Warning "epub/no-cover";
    FILE_ENCODING = Error "file/encoding";
    FILE_MISSING = Error "file/missing";
    FILE_OUTSIDE = Error "file/outside";
    FILE_PATH = Error "file/path";
    FILE_TOO_LARGE = Error "file/too-large";
    FILE_TWICE = Error "file/twice";
    FILE_UNREADABLE = Error "file/unreadable";
    FONT_MISSING_GLYPH = Error "font/missing-glyph";
    FRONT_MATTER_NO_TITLE = Error "front-matter/no-title";
    FRONT_MATTER_PLACE = Error "front-matter/place";
    FRONT_MATTER_SYNTAX = Error "front-matter/syntax";
    FRONT_MATTER_UNKNOWN_KEY = Error "front-matter/unknown-key";
    FRONT_MATTER_VALUE = Error "front-matter/value";
    GROUP_COUNT = Error "group/count";
    GROUP_CYCLE = Error "group/cycle";
    GROUP_EMPTY = Error "group/empty";
    GROUP_EXCEPTION = Error "group/exception";
    GROUP_SUBSET = Error "group/subset";
    GROUP_UNKNOWN = Error "group/unknown";
    HEADING_EMPTY = Error "heading/empty";
    HEADING_LEVEL_ONE = Error "heading/level-one";
    HEADING_SKIPPED = Warning "heading/skipped";
    HEADING_UNDERLINED = Warning "heading/underlined";
    ID_DUPLICATE = Error "id/duplicate";
    IMAGE_DECORATIVE_TEXT = Error "image/decorative-text";
    IMAGE_FORMAT = Error "image/format";
    IMAGE_NO_ALTERNATIVE = Error "image/no-alternative";
    IMAGE_SVG_CHARACTER = Error "image/svg-character";
    IMAGE_SVG_FONT = Note "image/svg-font";
    IMAGE_SVG_SYNTAX = Error "image/svg-syntax";
    IMAGE_SVG_TOO_COMPLEX = Error "image/svg-too-complex";
    IMAGE_SVG_UNSUPPORTED = Warning "image/svg-unsupported";
    IMAGE_TOO_LARGE = Error "image/too-large";
    IMAGE_UNREADABLE = Error "image/unreadable";
    INDEX_ALONE = Error "index/alone";
    INDEX_EMPTY = Warning "index/empty";
    INDEX_NO_WORDS = Error "index/no-words";
    INDEX_NOT_PRINTED = Note "index/not-printed";
    INDEX_RANGE = Error "index/range";
    INDEX_SEE_WITH_PAGES = Warning "index/see-with-pages";
    INDEX_UNKNOWN_ENTRY = Error "index/unknown-entry";
    LAYOUT_FOLIOS = Warning "layout/folios";
    LAYOUT_HEAD_SHORTENED = Note "layout/head-shortened";
    LAYOUT_HYPHEN_AT_FOOT = Note "layout/hyphen-at-foot";
    LAYOUT_LADDER = Note "layout/ladder";
    LAYOUT_LATE_NOTE = Warning "layout/late-note";
    LAYOUT_LOOSE_LINE = Note "layout/loose-line";
    LAYOUT_MOVED_FLOAT = Note "layout/moved-float";
    LAYOUT_OVERFULL = Warning "layout/overfull";
    LAYOUT_PAGE_OVERFULL = Warning "layout/page-overfull";
    LAYOUT_PARTED = Note "layout/parted";
    LAYOUT_SHORT_PAGE = Note "layout/short-page";
    LAYOUT_SPLIT_NOTE = Note "layout/split-note";
    LAYOUT_UNEVEN_SPREAD = Note "layout/uneven-spread";
    LINK_ADDRESS = Error "link/address";
    LINK_DEFINITION = Warning "link/definition";
    LINK_INTERNAL = Error "link/internal";
    LINK_NO_TEXT = Error "link/no-text";
    LINK_TITLE = Warning "link/title";
    LIST_TYPED = Warning "list/typed";
    NOTE_CONTENT = Error "note/content";
    NOTE_DANGLING = Error "note/dangling";
    NOTE_DUPLICATE = Error "note/duplicate";
    NOTE_EMPTY = Error "note/empty";
    NOTE_MARKED_TWICE = Error "note/marked-twice";
    NOTE_NESTED = Error "note/nested";
    NOTE_ORPHAN = Error "note/orphan";
    NOTE_TYPED = Warning "note/typed";
    PARSE_TOO_DEEP = Error "parse/too-deep";
    PRINT_ACTION = Error "print/action";
    PRINT_ALTERNATE_IMAGE = Error "print/alternate-image";
    PRINT_ANNOTATION = Error "print/annotation";
    PRINT_BLANK_PAGES = Warning "print/blank-pages";
    PRINT_BLEED = Error "print/bleed";
    PRINT_BLEED_INSIDE = Warning "print/bleed-inside";
    PRINT_BLENDING_SPACE = Error "print/blending-space";
    PRINT_BOOKMARK = Error "print/bookmark";
    PRINT_CMYK_PROFILE = Error "print/cmyk-profile";
    PRINT_COLOUR_INDEPENDENT = Error "print/colour-independent";
    PRINT_COLOUR_INTENT = Error "print/colour-intent";
    PRINT_COLOUR_MONO = Error "print/colour-mono";
    PRINT_COLOUR_RGB = Error "print/colour-rgb";
    PRINT_COLOUR_SPACE = Error "print/colour-space";
    PRINT_COMPRESSION = Error "print/compression";
    PRINT_CONTENTS = Error "print/contents";
    PRINT_DAMAGED = Error "print/damaged";
    PRINT_DATES = Error "print/dates";
    PRINT_EMBEDDED_FILE = Error "print/embedded-file";
    PRINT_ENCRYPTED = Error "print/encrypted";
    PRINT_EXTERNAL_DATA = Error "print/external-data";
    PRINT_FILE_ID = Error "print/file-id";
    PRINT_FONT_NOT_EMBEDDED = Error "print/font-not-embedded";
    PRINT_FORM_FIELD = Error "print/form-field";
    PRINT_GUTTER = Error "print/gutter";
    PRINT_HAIRLINE = Warning "print/hairline";
    PRINT_HALFTONE = Error "print/halftone";
    PRINT_IMAGE_DAMAGED = Error "print/image-damaged";
    PRINT_IMAGE_EXCESS = Note "print/image-excess";
    PRINT_IMAGE_INK = Error "print/image-ink";
    PRINT_IMAGE_PROFILE = Note "print/image-profile";
    PRINT_IMAGE_RESOLUTION = Warning "print/image-resolution";
    PRINT_INCOMPLETE = Warning "print/incomplete";
    PRINT_INK = Error "print/ink";
    PRINT_INTENT_PROFILE = Error "print/intent-profile";
    PRINT_LAST_PAGE = Warning "print/last-page";
    PRINT_LINE_ART_RESOLUTION = Warning "print/line-art-resolution";
    PRINT_MARKS = Warning "print/marks";
    PRINT_METADATA = Error "print/metadata";
    PRINT_MISSING_GLYPH = Error "print/missing-glyph";
    PRINT_NO_BLEED = Warning "print/no-bleed";
    PRINT_OBJECT_STREAMS = Error "print/object-streams";
    PRINT_OPI = Error "print/opi";
    PRINT_OPTIONAL_CONTENT = Error "print/optional-content";
    PRINT_OUTPUT_INTENT = Error "print/output-intent";
    PRINT_PAGE_BOXES = Error "print/page-boxes";
    PRINT_PAGE_COUNT = Error "print/page-count";
    PRINT_PAGE_MULTIPLE = Note "print/page-multiple";
    PRINT_PAGE_SIZE = Error "print/page-size";
    PRINT_PAPER = Warning "print/paper";
    PRINT_PICTURE_CUT = Note "print/picture-cut";
    PRINT_POSTSCRIPT = Error "print/postscript";
    PRINT_PRESEPARATED = Error "print/preseparated";
    PRINT_PROFILE = Error "print/profile";
    PRINT_REFERENCE_XOBJECT = Error "print/reference-xobject";
    PRINT_REGISTRATION = Error "print/registration";
    PRINT_RENDERING_INTENT = Error "print/rendering-intent";
    PRINT_RGB_BLACK_TEXT = Warning "print/rgb-black-text";
    PRINT_RICH_BLACK_TEXT = Warning "print/rich-black-text";
    PRINT_SAFETY = Warning "print/safety";
    PRINT_SHORT_BLEED = Error "print/short-bleed";
    PRINT_SMALL_COLOURED_TYPE = Warning "print/small-coloured-type";
    PRINT_SMALL_TYPE = Warning "print/small-type";
    PRINT_SPOT_COLOUR = Error "print/spot-colour";
    PRINT_STANDARD = Error "print/standard";
    PRINT_TITLE = Error "print/title";
    PRINT_TRANSFER_FUNCTION = Error "print/transfer-function";
    PRINT_TRANSPARENCY = Error "print/transparency";
    PRINT_TRAPPED = Error "print/trapped";
    PRINT_TRIM = Warning "print/trim";
    PRINT_UNREADABLE = Error "print/unreadable";
    PRINT_VERSION = Error "print/version";
    PRINT_VIEWER_PREFERENCES = Error "print/viewer-preferences";
    PRINT_WHITE_OVERPRINT = Error "print/white-overprint";
    QUESTION_EMPTY = Error "question/empty";
    QUESTION_MISSING = Error "question/missing";
    QUESTION_ORDER = Error "question/order";
    QUESTION_TWICE = Error "question/twice";
    QUESTION_UNKNOWN = Error "question/unknown";
    RECOMMENDATION_FROM = Error "recommendation/from";
    REF_BARE = Warning "ref/bare";
    REF_LOCATOR = Error "ref/locator";
    REF_NO_NUMBER = Warning "ref/no-number";
    REF_NO_TITLE = Warning "ref/no-title";
    REF_REPEATED = Warning "ref/repeated";
    REF_UNKNOWN = Error "ref/unknown";
    REFERENCE_SYNTAX = Error "reference/syntax";
    SIGNATORY_UNKNOWN = Error "signatory/unknown";
    SPAN_TEXT = Error "span/text";
    SYNTAX_FOREIGN = Warning "syntax/foreign";
    SYNTAX_STRAY_MARK = Warning "syntax/stray-mark";
    SYNTAX_UNSUPPORTED = Warning "syntax/unsupported";
    TABLE_CELLS = Error "table/cells";
    TABLE_FOREIGN = Warning "table/foreign";
    TABLE_HEAD = Error "table/head";
    TABLE_JOIN = Error "table/join";
    TABLE_MISSING_CELLS = Warning "table/missing-cells";
    TABLE_TURNED = Note "table/turned";
    TEXT_CONTROL_CHARACTER = Error "text/control-character";
    TEXT_TAB = Warning "text/tab";
    THEME_UNKNOWN = Error "theme/unknown";
    THEME_UNUSED = Note "theme/unused";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_in_alphabetical_order_and_there_once() {
        for pair in ALL.windows(2) {
            assert!(
                pair[0].name < pair[1].name,
                "{} before {}",
                pair[0].name,
                pair[1].name
            );
        }
    }
}
