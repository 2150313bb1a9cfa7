//! Lines of text: inlines -> XHTML, with the print edition's pages marked where they start.

use std::collections::VecDeque;

use crate::document::{Content, Image, Inline, Link, NoteMark, Resolved, Style, Styled};
use crate::theme::{Posture, Weight};

use super::page_breaks::PageBreak;
use super::references;
use super::scribe::{Look, Scribe};

/// A run of inlines being written.
pub(super) struct Run {
    /// Characters before the place of the pen, counted as page breaks count them.
    pub at: u32,
    /// The pages that have still to start in it.
    pub breaks: VecDeque<(u32, PageBreak)>,
}

/// Writes a run of inlines.
pub fn content(scribe: &mut Scribe<'_>, content: &Content<Resolved>) {
    let mut run = Run {
        at: 0,
        breaks: scribe.breaks.take(content.id).into(),
    };
    inlines(scribe, &content.inlines, &mut run);
    let rest = run.breaks.into_iter().map(|(_, page)| page).collect();
    scribe.page_breaks(rest);
}

pub(super) fn inlines(scribe: &mut Scribe<'_>, inlines: &[Inline<Resolved>], run: &mut Run) {
    let mut after_mark = false;
    for inline in inlines {
        let is_mark = matches!(inline, Inline::NoteMark(_));
        if std::mem::replace(&mut after_mark, is_mark) && is_mark {
            // The marks of two notes would read as one number.
            scribe.generated("sup", "mark", ",");
        }
        match inline {
            Inline::Text(text) => self::text(scribe, &text.text, run),
            Inline::Styled(styled) => self::styled(scribe, styled, run),
            Inline::Link(link) => self::link(scribe, link, run),
            Inline::NoteMark(mark) => note_mark(scribe, mark),
            Inline::Reference(reference) => references::reference(scribe, reference),
            Inline::Registry(own) => references::registry(scribe, own, run),
            Inline::IndexMark(mark) => references::index_mark(scribe, mark, run),
            Inline::Image(image) => self::image(scribe, image, "inline"),
            Inline::LineBreak(_) => {
                scribe.xml.tag("br").empty();
                run.at = run.at.saturating_add(1);
            }
        }
    }
}

/// Writes text, and between its characters the pages that start there. A page that starts at the
/// end waits for what follows, so that a note's mark stays on the page of its word.
fn text(scribe: &mut Scribe<'_>, text: &str, run: &mut Run) {
    let mut rest = text;
    while let Some((offset, page)) = run.breaks.pop_front() {
        let before = offset.saturating_sub(run.at);
        let split = rest.char_indices().nth(before as usize);
        let Some((split, _)) = split else {
            run.breaks.push_front((offset, page));
            break;
        };
        let (done, next) = rest.split_at(split);
        piece(scribe, done);
        scribe.page_breaks(vec![page]);
        run.at = run.at.saturating_add(before);
        rest = next;
    }
    piece(scribe, rest);
    let written = u32::try_from(rest.chars().count()).unwrap_or(u32::MAX);
    run.at = run.at.saturating_add(written);
}

/// Writes a piece of text, as a link of its own where its link cannot be one element.
pub(super) fn piece(scribe: &mut Scribe<'_>, text: &str) {
    if text.is_empty() {
        return;
    }
    match scribe.link_of_pieces.take() {
        Some(url) => {
            scribe.xml.tag("a").with("href", &url).open();
            scribe.text(text);
            scribe.xml.close();
            scribe.link_of_pieces = Some(url);
        }
        None => scribe.text(text),
    }
}

fn styled(scribe: &mut Scribe<'_>, styled: &Styled<Resolved>, run: &mut Run) {
    let mut look = scribe.look;
    let xml = &mut scribe.xml;
    match &styled.style {
        Style::Emphasis => {
            look.posture = match look.posture {
                Posture::Roman => Posture::Italic,
                Posture::Italic => Posture::Roman,
            };
            xml.open("em");
        }
        Style::Strong => {
            look.weight = Weight::Bold;
            xml.open("strong");
        }
        Style::Strikethrough => xml.open("s"),
        Style::Superscript => xml.open("sup"),
        Style::Subscript => xml.open("sub"),
        Style::Code => {
            look = Look::CODE;
            xml.open("code");
        }
        Style::SmallCaps => xml.tag("span").with("class", "small-caps").open(),
        Style::Language(tag) => xml
            .tag("span")
            .with("xml:lang", tag)
            .with("lang", tag)
            .with("dir", direction(tag))
            .open(),
    }
    scribe.set(look, |scribe| inlines(scribe, &styled.inlines, run));
    scribe.xml.close();
}

/// The direction of a language's script: right to left for the scripts of the languages that are
/// read so, unless the tag names the Latin script.
pub fn direction(language: &str) -> &'static str {
    let tag = language.to_ascii_lowercase();
    let mut subtags = tag.split('-');
    let primary = subtags.next().unwrap_or("");
    let right_to_left = ["ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"];
    if right_to_left.contains(&primary) && subtags.all(|subtag| subtag != "latn") {
        "rtl"
    } else {
        "ltr"
    }
}

fn link(scribe: &mut Scribe<'_>, link: &Link<Resolved>, run: &mut Run) {
    let Some(url) = web_address(&link.url).filter(|_| !scribe.in_link) else {
        return inlines(scribe, &link.inlines, run);
    };
    if holds_links(&link.inlines) {
        let before = scribe.link_of_pieces.replace(url);
        inlines(scribe, &link.inlines, run);
        scribe.link_of_pieces = before;
        return;
    }
    let pieces = scribe.link_of_pieces.take();
    scribe.xml.tag("a").with("href", &url).open();
    scribe.in_link = true;
    inlines(scribe, &link.inlines, run);
    scribe.in_link = false;
    scribe.xml.close();
    scribe.link_of_pieces = pieces;
}

/// Whether something among the inlines is a link itself.
fn holds_links(inlines: &[Inline<Resolved>]) -> bool {
    inlines.iter().any(|inline| match inline {
        Inline::NoteMark(_) | Inline::Reference(_) | Inline::Link(_) => true,
        Inline::Styled(styled) => holds_links(&styled.inlines),
        Inline::Registry(own) => holds_links(&own.inlines),
        Inline::Text(_) | Inline::IndexMark(_) | Inline::Image(_) | Inline::LineBreak(_) => false,
    })
}

/// The address as a URL that leads out of the book, with what a URL may not hold percent-encoded;
/// `None` for what is not an address of the web or of a person. Such a link stays as its text.
pub(super) fn web_address(url: &str) -> Option<String> {
    let url = url.trim();
    let (scheme, rest) = url.split_once(':')?;
    let scheme = scheme.to_ascii_lowercase();
    let complete = match scheme.as_str() {
        "http" | "https" | "ftp" => {
            let host = rest.strip_prefix("//")?.split(['/', '?', '#']).next()?;
            !host.is_empty()
                && !host.contains(|c: char| c.is_whitespace() || "<>\"\\^`{|}[]%".contains(c))
        }
        "mailto" | "tel" => !rest.is_empty(),
        _ => false,
    };
    complete.then(|| format!("{scheme}:{}", percent_encoded(rest)))
}

/// `text` with the characters that RFC 3986 keeps out of a URL percent-encoded, and with `%` itself
/// where no two hexadecimal digits follow.
fn percent_encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for (at, character) in text.char_indices() {
        let is_escape = |rest: &str| {
            let digits = rest.as_bytes().get(1..3);
            digits.is_some_and(|two| two.iter().all(u8::is_ascii_hexdigit))
        };
        let plain = match character {
            '%' => is_escape(text.get(at..).unwrap_or("")),
            ' ' | '<' | '>' | '"' | '\\' | '^' | '`' | '{' | '|' | '}' | '[' | ']' => false,
            other => !other.is_control() && !other.is_whitespace(),
        };
        if plain {
            encoded.push(character);
            continue;
        }
        for byte in character.encode_utf8(&mut [0; 4]).bytes() {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

fn note_mark(scribe: &mut Scribe<'_>, mark: &NoteMark) {
    scribe.marks.entry(mark.note).or_insert(mark.anchor);
    let note = scribe.division.notes.get(mark.note.0 as usize);
    let note = note.and_then(|note| scribe.edition.places.id(note.anchor));
    let id = scribe.claim(mark.anchor);
    scribe.xml.tag("sup").with("class", "mark").open();
    match note.filter(|_| !scribe.in_link) {
        Some(note) => scribe
            .xml
            .tag("a")
            .with("epub:type", "noteref")
            .with("role", "doc-noteref")
            .with("class", "generated")
            .with_some("id", id)
            .with("href", &format!("#{note}"))
            .open(),
        None => scribe
            .xml
            .tag("span")
            .with("class", "generated")
            .with_some("id", id)
            .open(),
    }
    scribe.text(&mark.number);
    scribe.xml.close();
    scribe.xml.close();
}

/// Writes an image; a book without the file (an error elsewhere) shows its alternative text.
pub fn image(scribe: &mut Scribe<'_>, image: &Image<Resolved>, class: &str) {
    let Some(name) = scribe.edition.media.name(image.source) else {
        return scribe.text(&image.alternative);
    };
    scribe.record.images.insert(image.source);
    let silent = image.decorative || image.alternative.is_empty();
    scribe.record.describes_images |= !silent;
    let width = image.width.map(|width| {
        let (whole, part) = (width / 100, width % 100);
        match part {
            0 => format!("width:{whole}%"),
            part => format!("width:{whole}.{part:02}%"),
        }
    });
    scribe
        .xml
        .tag("img")
        .with("class", class)
        .with("src", &format!("../{name}"))
        .with("alt", if silent { "" } else { &image.alternative })
        .with_some("role", silent.then_some("presentation"))
        .with_some("style", width.as_deref())
        .empty();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_addresses_become_links_and_their_odd_characters_are_encoded() {
        for (url, expected) in [
            ("https://www.iom.int/a b", Some("https://www.iom.int/a%20b")),
            (
                "HTTP://x.org/%zz?q=[1]",
                Some("http://x.org/%25zz?q=%5B1%5D"),
            ),
            ("https://x.org/%20é", Some("https://x.org/%20é")),
            ("mailto:a@b.org", Some("mailto:a@b.org")),
            ("www.iom.int", None),
            ("http://", None),
            ("http://a b/", None),
            ("javascript:alert(1)", None),
            ("chapter.html", None),
        ] {
            assert_eq!(web_address(url).as_deref(), expected, "{url}");
        }
    }

    #[test]
    fn the_direction_follows_the_language_and_its_script() {
        for (tag, expected) in [
            ("ar", "rtl"),
            ("fa-IR", "rtl"),
            ("ar-Latn", "ltr"),
            ("en-GB", "ltr"),
        ] {
            assert_eq!(direction(tag), expected, "{tag}");
        }
    }
}
