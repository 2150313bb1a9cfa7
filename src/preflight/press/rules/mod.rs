//! The rules, one a file: what each looks for, and why that is bad. A rule finds one kind of finding,
//! whose code has its name.

mod action;
mod alternate_image;
mod annotation;
mod blank_pages;
mod bleed;
mod blending_space;
mod bookmark;
mod cmyk_profile;
mod colour_independent;
mod colour_intent;
mod colour_mono;
mod colour_rgb;
mod colour_space;
mod compression;
mod contents;
mod damaged;
mod dates;
mod embedded_file;
mod encrypted;
mod external_data;
mod file_id;
mod font_not_embedded;
mod form_field;
mod gutter;
mod hairline;
mod halftone;
mod image_damaged;
mod image_excess;
mod image_ink;
mod image_resolution;
mod incomplete;
mod ink;
mod intent_profile;
mod last_page;
mod line_art_resolution;
mod marks;
mod metadata;
mod missing_glyph;
mod object_streams;
mod opi;
mod optional_content;
mod output_intent;
mod page_boxes;
mod page_count;
mod page_multiple;
mod page_size;
mod postscript;
mod preseparated;
mod reference_xobject;
mod registration;
mod rendering_intent;
mod rgb_black_text;
mod rich_black_text;
mod safety;
mod short_bleed;
mod small_coloured_type;
mod small_type;
mod spot_colour;
mod standard;
mod title;
mod transfer_function;
mod transparency;
mod trapped;
mod version;
mod viewer_preferences;
mod white_overprint;

use crate::diagnostic::{Code, codes};

use super::page::{Digest, Page, edges, is_rich_black};
use super::report::Report;
use super::survey::Survey;

/// A rule.
#[derive(Debug)]
pub struct Rule {
    /// What it finds.
    pub code: &'static Code,
    check: Check,
}

/// What a rule looks at.
#[derive(Debug)]
enum Check {
    /// What the file says of itself.
    Head(fn(&Survey<'_>, &mut Report)),
    /// Each page.
    Page(fn(&Page<'_, '_>, &mut Report)),
    /// All pages together.
    Book(fn(&Survey<'_>, &[Digest], &mut Report)),
}

/// All rules, in alphabetical order of their codes.
pub const RULES: &[Rule] = &[
    Rule {
        code: codes::PRINT_ACTION,
        check: Check::Head(action::check),
    },
    Rule {
        code: codes::PRINT_ALTERNATE_IMAGE,
        check: Check::Head(alternate_image::check),
    },
    Rule {
        code: codes::PRINT_ANNOTATION,
        check: Check::Page(annotation::check),
    },
    Rule {
        code: codes::PRINT_BLANK_PAGES,
        check: Check::Book(blank_pages::check),
    },
    Rule {
        code: codes::PRINT_BLEED,
        check: Check::Page(bleed::check),
    },
    Rule {
        code: codes::PRINT_BLENDING_SPACE,
        check: Check::Page(blending_space::check),
    },
    Rule {
        code: codes::PRINT_BOOKMARK,
        check: Check::Head(bookmark::check),
    },
    Rule {
        code: codes::PRINT_CMYK_PROFILE,
        check: Check::Page(cmyk_profile::check),
    },
    Rule {
        code: codes::PRINT_COLOUR_INDEPENDENT,
        check: Check::Page(colour_independent::check),
    },
    Rule {
        code: codes::PRINT_COLOUR_INTENT,
        check: Check::Page(colour_intent::check),
    },
    Rule {
        code: codes::PRINT_COLOUR_MONO,
        check: Check::Page(colour_mono::check),
    },
    Rule {
        code: codes::PRINT_COLOUR_RGB,
        check: Check::Page(colour_rgb::check),
    },
    Rule {
        code: codes::PRINT_COLOUR_SPACE,
        check: Check::Page(colour_space::check),
    },
    Rule {
        code: codes::PRINT_COMPRESSION,
        check: Check::Head(compression::check),
    },
    Rule {
        code: codes::PRINT_CONTENTS,
        check: Check::Page(contents::check),
    },
    Rule {
        code: codes::PRINT_DAMAGED,
        check: Check::Head(damaged::check),
    },
    Rule {
        code: codes::PRINT_DATES,
        check: Check::Head(dates::check),
    },
    Rule {
        code: codes::PRINT_EMBEDDED_FILE,
        check: Check::Head(embedded_file::check),
    },
    Rule {
        code: codes::PRINT_ENCRYPTED,
        check: Check::Head(encrypted::check),
    },
    Rule {
        code: codes::PRINT_EXTERNAL_DATA,
        check: Check::Head(external_data::check),
    },
    Rule {
        code: codes::PRINT_FILE_ID,
        check: Check::Head(file_id::check),
    },
    Rule {
        code: codes::PRINT_FONT_NOT_EMBEDDED,
        check: Check::Page(font_not_embedded::check),
    },
    Rule {
        code: codes::PRINT_FORM_FIELD,
        check: Check::Head(form_field::check),
    },
    Rule {
        code: codes::PRINT_GUTTER,
        check: Check::Page(gutter::check),
    },
    Rule {
        code: codes::PRINT_HAIRLINE,
        check: Check::Page(hairline::check),
    },
    Rule {
        code: codes::PRINT_HALFTONE,
        check: Check::Page(halftone::check),
    },
    Rule {
        code: codes::PRINT_IMAGE_DAMAGED,
        check: Check::Page(image_damaged::check),
    },
    Rule {
        code: codes::PRINT_IMAGE_EXCESS,
        check: Check::Page(image_excess::check),
    },
    Rule {
        code: codes::PRINT_IMAGE_INK,
        check: Check::Page(image_ink::check),
    },
    Rule {
        code: codes::PRINT_IMAGE_RESOLUTION,
        check: Check::Page(image_resolution::check),
    },
    Rule {
        code: codes::PRINT_INCOMPLETE,
        check: Check::Page(incomplete::check),
    },
    Rule {
        code: codes::PRINT_INK,
        check: Check::Page(ink::check),
    },
    Rule {
        code: codes::PRINT_INTENT_PROFILE,
        check: Check::Head(intent_profile::check),
    },
    Rule {
        code: codes::PRINT_LAST_PAGE,
        check: Check::Book(last_page::check),
    },
    Rule {
        code: codes::PRINT_LINE_ART_RESOLUTION,
        check: Check::Page(line_art_resolution::check),
    },
    Rule {
        code: codes::PRINT_MARKS,
        check: Check::Page(marks::check),
    },
    Rule {
        code: codes::PRINT_METADATA,
        check: Check::Head(metadata::check),
    },
    Rule {
        code: codes::PRINT_MISSING_GLYPH,
        check: Check::Page(missing_glyph::check),
    },
    Rule {
        code: codes::PRINT_OBJECT_STREAMS,
        check: Check::Head(object_streams::check),
    },
    Rule {
        code: codes::PRINT_OPI,
        check: Check::Head(opi::check),
    },
    Rule {
        code: codes::PRINT_OPTIONAL_CONTENT,
        check: Check::Head(optional_content::check),
    },
    Rule {
        code: codes::PRINT_OUTPUT_INTENT,
        check: Check::Head(output_intent::check),
    },
    Rule {
        code: codes::PRINT_PAGE_BOXES,
        check: Check::Page(page_boxes::check),
    },
    Rule {
        code: codes::PRINT_PAGE_COUNT,
        check: Check::Book(page_count::check),
    },
    Rule {
        code: codes::PRINT_PAGE_MULTIPLE,
        check: Check::Book(page_multiple::check),
    },
    Rule {
        code: codes::PRINT_PAGE_SIZE,
        check: Check::Book(page_size::check),
    },
    Rule {
        code: codes::PRINT_POSTSCRIPT,
        check: Check::Head(postscript::check),
    },
    Rule {
        code: codes::PRINT_PRESEPARATED,
        check: Check::Page(preseparated::check),
    },
    Rule {
        code: codes::PRINT_REFERENCE_XOBJECT,
        check: Check::Head(reference_xobject::check),
    },
    Rule {
        code: codes::PRINT_REGISTRATION,
        check: Check::Page(registration::check),
    },
    Rule {
        code: codes::PRINT_RENDERING_INTENT,
        check: Check::Page(rendering_intent::check),
    },
    Rule {
        code: codes::PRINT_RGB_BLACK_TEXT,
        check: Check::Page(rgb_black_text::check),
    },
    Rule {
        code: codes::PRINT_RICH_BLACK_TEXT,
        check: Check::Page(rich_black_text::check),
    },
    Rule {
        code: codes::PRINT_SAFETY,
        check: Check::Page(safety::check),
    },
    Rule {
        code: codes::PRINT_SHORT_BLEED,
        check: Check::Page(short_bleed::check),
    },
    Rule {
        code: codes::PRINT_SMALL_COLOURED_TYPE,
        check: Check::Page(small_coloured_type::check),
    },
    Rule {
        code: codes::PRINT_SMALL_TYPE,
        check: Check::Page(small_type::check),
    },
    Rule {
        code: codes::PRINT_SPOT_COLOUR,
        check: Check::Book(spot_colour::check),
    },
    Rule {
        code: codes::PRINT_STANDARD,
        check: Check::Head(standard::check),
    },
    Rule {
        code: codes::PRINT_TITLE,
        check: Check::Head(title::check),
    },
    Rule {
        code: codes::PRINT_TRANSFER_FUNCTION,
        check: Check::Page(transfer_function::check),
    },
    Rule {
        code: codes::PRINT_TRANSPARENCY,
        check: Check::Page(transparency::check),
    },
    Rule {
        code: codes::PRINT_TRAPPED,
        check: Check::Head(trapped::check),
    },
    Rule {
        code: codes::PRINT_VERSION,
        check: Check::Head(version::check),
    },
    Rule {
        code: codes::PRINT_VIEWER_PREFERENCES,
        check: Check::Head(viewer_preferences::check),
    },
    Rule {
        code: codes::PRINT_WHITE_OVERPRINT,
        check: Check::Page(white_overprint::check),
    },
];

/// Judges what the file says of itself. Of an encrypted one nothing else can be read.
pub fn judge_file(survey: &Survey<'_>, report: &mut Report) {
    for rule in RULES {
        let is_read = !survey.is_encrypted() || rule.code == codes::PRINT_ENCRYPTED;
        if let (Check::Head(check), true) = (&rule.check, is_read) {
            check(survey, report);
        }
    }
}

/// Judges a page.
pub fn judge_page(page: &Page<'_, '_>, report: &mut Report) {
    for rule in RULES {
        if let Check::Page(check) = rule.check {
            check(page, report);
        }
    }
}

/// Judges all pages together.
pub fn judge_book(survey: &Survey<'_>, pages: &[Digest], report: &mut Report) {
    for rule in RULES {
        if let Check::Book(check) = rule.check {
            check(survey, pages, report);
        }
    }
}
