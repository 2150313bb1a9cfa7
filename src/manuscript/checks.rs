//! What the types of `book.toml` cannot say: slugs, dates, ISBNs, a page that holds its text, entries
//! of the contents that name one thing each. Typed settings go in; findings come out, each at the
//! value it is about.

use crate::diagnostic::{Diagnostic, codes};
use crate::document::{is_language_tag, meant_language};
use crate::length::Length;
use crate::source::Span;
use crate::theme::{TextStyle, TypeTheme};

use super::config::{BookConfig, BookMetadata, ContentsEntry, Generated, TypographyConfig};
use super::contrast_checks::check_contrast;
use super::date::Date;
use super::isbn::check_isbn;
use super::print_checks::check_print;
use super::settings::{Settings, Step};

/// The narrowest text block: fewer than about twenty letters to the line cannot be justified.
pub const MIN_MEASURE: Length = Length::pt(100);

/// Reports the values of `book.toml` that cannot be used.
pub fn check_book(settings: &mut Settings<'_>, config: &BookConfig) {
    check_metadata(settings, &config.book);
    check_page(settings, config);
    check_type(settings, &config.type_);
    check_hyphenation(settings, &config.typography);
    check_print(settings, config);
    check_contrast(settings, config);
    for (_, list, entries) in config.contents.lists() {
        for (at, entry) in entries.iter().enumerate() {
            let path = [Step::from("contents"), list.into(), at.into()];
            check_entry(settings, &path, entry);
        }
    }
}

/// Reports a finding at a value. One that the file does not have is a default or a stand-in and needs
/// no finding of its own.
fn report(settings: &mut Settings<'_>, place: &[Step], message: String, help: String) {
    if let Some(span) = settings.value(place) {
        settings.report(Diagnostic::new(codes::CONFIG_VALUE, span, message).help(help));
    }
}

fn check_language(settings: &mut Settings<'_>, place: &[Step], language: &str) {
    if is_language_tag(language) {
        return;
    }
    let message = format!("`language` is a tag like `en`, `en-GB` or `fr`, unlike `{language}`");
    let help = match meant_language(language) {
        Some(tag) => format!("write `language = \"{tag}\"`"),
        None => "write a tag of BCP 47: two or three letters for the language, then a country \
                 where it matters, as `en-GB`"
            .to_owned(),
    };
    report(settings, place, message, help);
}

fn check_metadata(settings: &mut Settings<'_>, book: &BookMetadata) {
    let at = |key: &str| [Step::from("book"), key.into()];
    let is_slug = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if book.slug.is_empty() || !book.slug.chars().all(is_slug) {
        let message = format!(
            "`slug` names the editions' files and cannot be `{}`: it has letters without accents, digits, \
             `-` and `_`, and no spaces",
            book.slug
        );
        let help = format!("write `slug = \"{}\"`", slug_of(&book.slug));
        report(settings, &at("slug"), message, help);
    }
    if book.title.trim().is_empty() {
        let message = "`title` is empty, and every edition names the book by it".to_owned();
        let help = "write the book's title in quotes".to_owned();
        report(settings, &at("title"), message, help);
    }
    check_language(settings, &at("language"), &book.language);
    let date = book.date.as_deref();
    if let Some(date) = date.filter(|date| Date::parse(date).is_none()) {
        let message = format!("`date` is a day of the calendar, unlike `{date}`");
        let help = "write year, month and day, as in `date = \"2026-11-01\"`".to_owned();
        report(settings, &at("date"), message, help);
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
                let help = "compare it with the publisher's list; without an ISBN, delete the key";
                report(settings, &place, message, help.to_owned());
            }
        }
    }
}

/// A slug that is as near to a text as can be.
fn slug_of(text: &str) -> String {
    let text = text.to_lowercase();
    let words = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    match words.is_empty() {
        true => "book".to_owned(),
        false => words.join("-"),
    }
}

/// Whether the measures of the page fit together. The sums name several keys; a finding stands at the
/// first of them that the file sets.
fn check_page(settings: &mut Settings<'_>, config: &BookConfig) {
    let (page, body) = (&config.page, &config.type_.body);
    let in_page = |key: &str| vec![Step::from("page"), key.into()];
    let in_body = |key: &str| vec![Step::from("type"), "body".into(), key.into()];
    let measure = page.measure();
    if measure < MIN_MEASURE {
        let left = match measure > Length::ZERO {
            true => format!("only {} are left for the text", measure.to_text()),
            false => "nothing is left for the text".to_owned(),
        };
        let message = format!(
            "between the margins {left}, and a line needs {}",
            MIN_MEASURE.to_text()
        );
        let help = "make `inside` and `outside` smaller, or the first length of `trim` larger";
        let places = [in_page("inside"), in_page("outside"), in_page("trim")];
        report_first(settings, &places, message, help);
    }
    let foot = page.head + body.leading * page.lines;
    if foot > page.trim[1] {
        let message = format!(
            "{} lines of {} below a head margin of {} end {} pt under the foot of the page",
            page.lines,
            body.leading.to_text(),
            page.head.to_text(),
            whole_points(foot - page.trim[1])
        );
        let room = (page.trim[1] - page.head).0 / body.leading.0.max(1);
        let help = format!(
            "write `lines = {}` or less, or make `head` smaller",
            room.max(0)
        );
        let places = [
            in_page("lines"),
            in_page("head"),
            in_page("trim"),
            in_body("leading"),
        ];
        report_first(settings, &places, message, &help);
    }
    let sink = config.type_.chapter_sink;
    if sink >= page.lines {
        let message = format!(
            "the opening of a chapter sinks {sink} lines, and the page has {} of them",
            page.lines
        );
        let places = [
            vec![Step::from("type"), "chapter_sink".into()],
            in_page("lines"),
        ];
        report_first(
            settings,
            &places,
            message,
            "write a `chapter_sink` that is smaller",
        );
    }
}

/// Reports a finding at the first of several values that the file has.
fn report_first(settings: &mut Settings<'_>, places: &[Vec<Step>], message: String, help: &str) {
    let mut found = places.iter().filter_map(|place| settings.value(place));
    let (first, others): (Option<Span>, Vec<Span>) = (found.next(), found.collect());
    // Without any of them all are stand-ins for what has been reported.
    let Some(first) = first else { return };
    let diagnostic = Diagnostic::new(codes::CONFIG_VALUE, first, message).help(help);
    let with_others = others.into_iter().fold(diagnostic, |diagnostic, other| {
        diagnostic.related(other, "this counts too")
    });
    settings.report(with_others);
}

/// A length in points, rounded up, for a message.
fn whole_points(length: Length) -> i64 {
    (length.0 + crate::length::SCALE - 1).div_euclid(crate::length::SCALE)
}

fn check_type(settings: &mut Settings<'_>, theme: &TypeTheme) {
    for (key, style) in text_styles(theme) {
        if style.leading < style.size {
            let place = |part: &str| [Step::from("type"), key.into(), part.into()];
            let (leading, size) = (
                settings.value(&place("leading")),
                settings.value(&place("size")),
            );
            let message = format!(
                "the lines of `{key}` touch: a leading of {} is less than the size of {}",
                style.leading.to_text(),
                style.size.to_text()
            );
            if let Some(span) = leading.or(size) {
                let diagnostic = Diagnostic::new(codes::CONFIG_TIGHT_LEADING, span, message);
                settings.report(diagnostic.help(format!(
                    "write a `leading` of {} or more below `[type.{key}]`",
                    style.size.to_text()
                )));
            }
        }
    }
    let [space, _, shrink] = theme.word_space;
    if shrink > space {
        let message = format!("a word space of {space} cannot lose {shrink}");
        let help = "the third number of `word_space` is at most the first".to_owned();
        report(
            settings,
            &[Step::from("type"), "word_space".into()],
            message,
            help,
        );
    }
}

/// A word that is divided has letters, and `-` between them.
fn check_hyphenation(settings: &mut Settings<'_>, typography: &TypographyConfig) {
    for (list, own) in typography.hyphenation.iter().enumerate() {
        let at = [Step::from("typography"), "hyphenation".into(), list.into()];
        if let Some(language) = &own.language {
            check_language(settings, &join(&at, "language"), language);
        }
        for (place, word) in own.words.iter().enumerate() {
            let is_letters = |part: &str| !part.is_empty() && part.chars().all(char::is_alphabetic);
            if word.split('-').all(is_letters) {
                continue;
            }
            let message = if word.contains(char::is_alphabetic) {
                format!("`{word}` is no word with `-` between its letters")
            } else {
                format!("`{word}` has no letters that a line could divide")
            };
            let help = "write one word, as \"data-base\", or \"database\" if it is never divided";
            let mut at = at.to_vec();
            at.extend([Step::from("words"), place.into()]);
            report(settings, &at, message, help.to_owned());
        }
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
    let fault: Option<(String, &str)> = match named.as_slice() {
        [_] | ["part", "files"] => None,
        [] if settings.lacks_something(path) => None,
        ["file", "generate"] if takes_text => None,
        [] => Some((
            "this entry names nothing: give it `file`, `files`, `part` or `generate`".to_owned(),
            "write `file = \"...\"` with the path of a text, or delete the entry",
        )),
        ["part", "file"] => Some((
            "a part names its texts with `files = [...]`, also when there is one".to_owned(),
            "write `files = [\"...\"]` instead of `file`",
        )),
        keys => Some((
            format!(
                "this entry has `{}`, and it can have only one of them",
                keys.join("` and `")
            ),
            "write an entry of its own for each",
        )),
    };
    let has_texts = entry.texts().next().is_some();
    if let Some((message, help)) = fault {
        report(settings, path, message, help.to_owned());
    } else if entry.role.is_some() && (!has_texts || entry.generate.is_some()) {
        let place = join(path, "role");
        report(
            settings,
            &place,
            "`role` says what texts are, and this entry has none".into(),
            "delete `role`, or name the texts in this entry".into(),
        );
    } else if entry.by.is_some() && entry.generate != Some(Generated::Recommendations) {
        let message = "`by` says how `generate = \"recommendations\"` collates them";
        let help = "delete `by`";
        report(settings, &join(path, "by"), message.into(), help.into());
    } else if entry.accessibility
        && !matches!(
            entry.generate,
            Some(Generated::Imprint | Generated::Colophon)
        )
    {
        let message = "the accessibility statement stands in an imprint or a colophon";
        let help = "write `accessibility = true` in the entry with `generate = \"imprint\"`";
        let place = join(path, "accessibility");
        report(settings, &place, message.into(), help.into());
    } else if entry.title.is_some() && entry.generate.is_none() {
        let message =
            "`title` is for the pages that the tool makes; a text has its title at its head";
        let help = "delete it here; write `title: ...` in the front matter of the text";
        report(settings, &join(path, "title"), message.into(), help.into());
    }
}

fn join(path: &[Step; 3], key: &str) -> Vec<Step> {
    path.iter().cloned().chain([key.into()]).collect()
}
