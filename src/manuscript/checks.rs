//! What the types of `book.toml` cannot say: slugs, dates, ISBNs, a page that holds its text, entries
//! of the contents that name one thing each. Typed settings go in; findings come out, each at the
//! value it is about.

use crate::diagnostic::{Diagnostic, codes};
use crate::document::is_language_tag;
use crate::length::Length;
use crate::source::Span;
use crate::theme::{TextStyle, TypeTheme};

use super::config::{BookConfig, BookMetadata, ContentsEntry, Generated};
use super::date::Date;
use super::isbn::check_isbn;
use super::settings::{Settings, Step};

/// The narrowest text block: fewer than about twenty letters to the line cannot be justified.
const MIN_MEASURE: Length = Length::pt(100);

/// The most lines that a page can have: more than the tallest page that PDF knows holds at 10 pt.
const MAX_LINES: i64 = 1440;

/// Reports the values of `book.toml` that cannot be used.
pub fn check_book(settings: &mut Settings<'_>, config: &BookConfig) {
    check_metadata(settings, &config.book);
    check_page(settings, config);
    check_type(settings, &config.type_);
    for (_, list, entries) in config.contents.lists() {
        for (at, entry) in entries.iter().enumerate() {
            let path = [Step::from("contents"), list.into(), at.into()];
            check_entry(settings, &path, entry);
        }
    }
}

/// Reports a finding at a value. One that the file does not have is a default or a stand-in and needs
/// no finding of its own.
fn report(settings: &mut Settings<'_>, place: &[Step], message: String) {
    if let Some(span) = settings.value(place) {
        settings.report(Diagnostic::new(codes::CONFIG_VALUE, span, message));
    }
}

fn check_metadata(settings: &mut Settings<'_>, book: &BookMetadata) {
    let at = |key: &str| [Step::from("book"), key.into()];
    let is_slug = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if book.slug.is_empty() || !book.slug.chars().all(is_slug) {
        let message = format!(
            "`slug` is the name of the editions' files and has only the letters a to z, digits, `-` \
             and `_`, unlike `{}`",
            book.slug
        );
        report(settings, &at("slug"), message);
    }
    if book.title.trim().is_empty() {
        report(settings, &at("title"), "`title` is empty".to_owned());
    }
    if !is_language_tag(&book.language) {
        let message = format!(
            "`language` is a tag like `en`, `en-GB` or `fr`, unlike `{}`",
            book.language
        );
        report(settings, &at("language"), message);
    }
    if let Some(date) = book
        .date
        .as_deref()
        .filter(|date| Date::parse(date).is_none())
    {
        let message =
            format!("`date` is a day of the calendar, written as `2026-11-01`, unlike `{date}`");
        report(settings, &at("date"), message);
    }
    if let Some(isbn) = &book.isbn {
        let editions = [
            ("print", &isbn.print),
            ("screen", &isbn.screen),
            ("epub", &isbn.epub),
        ];
        for (edition, isbn) in editions {
            if let Some(Err(message)) = isbn.as_deref().map(check_isbn) {
                let place = [Step::from("book"), "isbn".into(), edition.into()];
                report(settings, &place, message);
            }
        }
    }
}

fn check_page(settings: &mut Settings<'_>, config: &BookConfig) {
    let page = &config.page;
    let mut fits = true;
    let at = |key: &str| [Step::from("page"), key.into()];
    let lengths = [
        ("bleed", page.bleed),
        ("inside", page.inside),
        ("outside", page.outside),
        ("head", page.head),
    ];
    for (key, length) in lengths {
        if length < Length::ZERO {
            fits = false;
            report(
                settings,
                &at(key),
                format!("`{key}` cannot be less than nothing"),
            );
        }
    }
    if page.trim.iter().any(|side| *side <= Length::ZERO) {
        fits = false;
        report(
            settings,
            &at("trim"),
            "a page has a width and a height".to_owned(),
        );
    }
    if !(1..=MAX_LINES).contains(&page.lines) {
        fits = false;
        let message = format!("a page has 1 to {MAX_LINES} lines, not {}", page.lines);
        report(settings, &at("lines"), message);
    }
    if fits {
        check_text_block(settings, config);
    }
}

/// Whether the text block fits into the trim. The sums name several keys; the finding stands at the
/// first of them that the file sets.
fn check_text_block(settings: &mut Settings<'_>, config: &BookConfig) {
    let page = &config.page;
    let first = |settings: &Settings<'_>, keys: &[&str]| -> Option<Span> {
        let places = keys.iter().map(|key| [Step::from("page"), (*key).into()]);
        places.into_iter().find_map(|place| settings.value(&place))
    };
    let measure = page.measure();
    if measure < MIN_MEASURE {
        let span = first(settings, &["inside", "outside", "trim"]);
        let message = format!(
            "between the margins {} pt are left for the text, and it needs {} pt at least",
            whole_points(measure),
            whole_points(MIN_MEASURE)
        );
        settings.report(Diagnostic::new(codes::CONFIG_VALUE, span, message));
    }
    let leading = config.type_.body.leading;
    let foot = page.head + leading * page.lines;
    if foot > page.trim[1] && leading > Length::ZERO {
        let span = first(settings, &["lines", "head", "trim"])
            .or_else(|| settings.value(&[Step::from("type"), "body".into()]));
        let message = format!(
            "{} lines of {} pt below the head margin end {} pt under the foot of the page",
            page.lines,
            whole_points(leading),
            whole_points(foot - page.trim[1])
        );
        settings.report(Diagnostic::new(codes::CONFIG_VALUE, span, message));
    }
}

/// A length in points, rounded up, for a message.
fn whole_points(length: Length) -> i64 {
    (length.0 + crate::length::SCALE - 1).div_euclid(crate::length::SCALE)
}

fn check_type(settings: &mut Settings<'_>, theme: &TypeTheme) {
    for (key, style) in text_styles(theme) {
        for (part, length) in [("size", style.size), ("leading", style.leading)] {
            if length <= Length::ZERO {
                let place = [Step::from("type"), key.into(), part.into()];
                report(settings, &place, format!("`{part}` is more than nothing"));
            }
        }
    }
    let percentages = [
        ("box_tint", theme.box_tint),
        ("box_rule_tint", theme.box_rule_tint),
    ];
    for (key, tint) in percentages {
        if tint > 100 {
            let place = [Step::from("type"), key.into()];
            report(settings, &place, format!("`{key}` is 100 per cent at most"));
        }
    }
    if theme
        .word_space
        .iter()
        .any(|space| !(0..=3000).contains(space))
    {
        let place = [Step::from("type"), "word_space".into()];
        let message = "a word space and its limits lie between 0 and 3000 thousandths of the face's own space";
        report(settings, &place, message.to_owned());
    }
}

/// Every style with its key.
pub fn text_styles(theme: &TypeTheme) -> [(&'static str, &TextStyle); 21] {
    [
        ("body", &theme.body),
        ("chapter_title", &theme.chapter_title),
        ("chapter_label", &theme.chapter_label),
        ("chapter_byline", &theme.chapter_byline),
        ("heading_2", &theme.heading_2),
        ("heading_3", &theme.heading_3),
        ("heading_4", &theme.heading_4),
        ("note", &theme.note),
        ("running_head", &theme.running_head),
        ("folio", &theme.folio),
        ("quotation", &theme.quotation),
        ("code", &theme.code),
        ("table", &theme.table),
        ("table_note", &theme.table_note),
        ("caption", &theme.caption),
        ("box_text", &theme.box_text),
        ("recommendation_number", &theme.recommendation_number),
        ("title", &theme.title),
        ("subtitle", &theme.subtitle),
        ("imprint", &theme.imprint),
        ("contents", &theme.contents),
    ]
}

/// One entry of the contents names one thing: a part (with its texts), a text, texts, or a page that
/// the tool makes.
fn check_entry(settings: &mut Settings<'_>, path: &[Step; 3], entry: &ContentsEntry) {
    let named: Vec<&str> = [
        ("part", entry.part.is_some()),
        ("file", entry.file.is_some()),
        ("files", !entry.files.is_empty()),
        ("generate", entry.generate.is_some()),
    ]
    .into_iter()
    .filter_map(|(key, is_there)| is_there.then_some(key))
    .collect();
    let takes_text = entry.generate.is_some_and(Generated::takes_text);
    let message = match named.as_slice() {
        [_] | ["part", "files"] => None,
        [] if settings.lacks_something(path) => None,
        ["file", "generate"] if takes_text => None,
        [] => {
            Some("this entry names nothing: give it `file`, `files`, `part` or `generate`".into())
        }
        ["part", "file"] => {
            Some("a part names its texts with `files = [...]`, also when there is one".into())
        }
        keys => Some(format!(
            "this entry has `{}`, and it can have only one of them",
            keys.join("` and `")
        )),
    };
    let has_texts = entry.texts().next().is_some();
    if let Some(message) = message {
        report(settings, path, message);
    } else if entry.role.is_some() && (!has_texts || entry.generate.is_some()) {
        let place = join(path, "role");
        report(
            settings,
            &place,
            "`role` says what texts are, and this entry has none".into(),
        );
    } else if entry.by.is_some() && entry.generate != Some(Generated::Recommendations) {
        let message = "`by` says how `generate = \"recommendations\"` collates them";
        report(settings, &join(path, "by"), message.into());
    } else if entry.title.is_some() && entry.generate.is_none() {
        let message =
            "`title` is for the pages that the tool makes; a text has its title at its head";
        report(settings, &join(path, "title"), message.into());
    }
}

fn join(path: &[Step; 3], key: &str) -> Vec<Step> {
    path.iter().cloned().chain([key.into()]).collect()
}
