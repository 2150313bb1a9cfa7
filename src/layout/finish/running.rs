//! The words of running heads: in, what the theme asks for and where a page stands; out, a text that
//! fits its line. One that is too long loses words at its end, and a note says so.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostic, codes};
use crate::document::{AnchorId, Block, BlockKind, Heading, Resolved, plain_text};
use crate::length::Length;
use crate::resolve::{Annex, Division, DivisionKind};
use crate::source::Span;
use crate::theme::RunningText;

use super::super::flow::Strip;
use super::super::lower::Lowering;
use super::super::paragraph::ParagraphStyle;

/// What a running head says, before it is known to fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadText {
    text: String,
    /// What it is the title of, and how it gets a short one.
    source: Source,
    span: Option<Span>,
}

/// What a head names: it decides how a shorter one is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Source {
    Book,
    Part,
    Chapter,
    Section,
    Contributor,
    Generated,
    /// The author gave a short title.
    Short,
}

impl Source {
    /// How a head of this kind becomes short enough.
    fn remedy(self) -> &'static str {
        match self {
            Source::Book => "give the book a `short_title` in book.toml",
            Source::Part => "shorten the title of the part, or choose another running head",
            Source::Chapter => "give the text a `short_title` in its front matter",
            Source::Section => "give the heading a short title: `{short=\"...\"}`",
            Source::Contributor => "give the contributor a shorter `short` in contributors.toml",
            Source::Generated => "shorten its `title` in book.toml",
            Source::Short => "make the short title still shorter",
        }
    }
}

/// The sections of a division, and the one that the pages so far have reached.
pub struct Sections {
    begins: BTreeMap<AnchorId, HeadText>,
    current: Option<HeadText>,
}

impl Sections {
    /// Those of a division; none has been reached.
    pub fn of(division: &Division) -> Sections {
        let own = division.own_blocks().iter();
        let blocks = own.chain(division.generated_blocks());
        let begins = blocks.filter_map(section).collect();
        Sections {
            begins,
            current: None,
        }
    }

    /// The section that a page ends in, whose strips have these anchors.
    pub fn reach<'s>(&mut self, strips: impl Iterator<Item = &'s Strip>) -> Option<&HeadText> {
        let anchors = strips.flat_map(|strip| &strip.anchors);
        let begun = anchors.filter_map(|own| self.begins.get(&own.anchor));
        if let Some(last) = begun.last() {
            self.current = Some(last.clone());
        }
        self.current.as_ref()
    }
}

/// A section that begins with a block, by the anchor of its heading.
fn section(block: &Block<Resolved>) -> Option<(AnchorId, HeadText)> {
    let BlockKind::Heading(heading) = &block.kind else {
        return None;
    };
    (heading.level == 2).then(|| (heading.numbered.anchor, section_text(heading, block.span)))
}

fn section_text(heading: &Heading<Resolved>, span: Span) -> HeadText {
    let (text, source) = match &heading.short_title {
        Some(short) => (short.clone(), Source::Short),
        None => (plain_text(&heading.content.inlines), Source::Section),
    };
    HeadText {
        text,
        source,
        span: Some(span),
    }
}

/// What the theme asks for.
pub fn head_text(lowering: &Lowering, what: RunningText, section: Option<&HeadText>) -> HeadText {
    let division = lowering.division;
    match what {
        RunningText::Book => book(lowering),
        RunningText::Part => part(lowering).unwrap_or_else(|| book(lowering)),
        RunningText::Chapter => chapter(division),
        RunningText::Section => section.cloned().unwrap_or_else(|| chapter(division)),
        RunningText::Contributor => contributor(division).unwrap_or_else(|| chapter(division)),
    }
}

fn book(lowering: &Lowering) -> HeadText {
    let metadata = &lowering.shared.book.metadata;
    let is_short = metadata.short_title != metadata.title;
    HeadText {
        text: metadata.short_title.clone(),
        source: if is_short {
            Source::Short
        } else {
            Source::Book
        },
        span: None,
    }
}

/// The part that the division stands in: the last part page before it.
fn part(lowering: &Lowering) -> Option<HeadText> {
    let own = lowering.division;
    let before = lowering.shared.book.divisions.iter();
    let before = before.take_while(|division| division.anchor != own.anchor);
    let part = before.filter_map(|division| match &division.kind {
        DivisionKind::Part(title) => Some((title, division.span)),
        DivisionKind::Chapter(_)
        | DivisionKind::HalfTitle
        | DivisionKind::TitlePage
        | DivisionKind::Imprint(_)
        | DivisionKind::Contents { .. }
        | DivisionKind::Acronyms { .. }
        | DivisionKind::Contributors { .. }
        | DivisionKind::List { .. }
        | DivisionKind::Annex(_)
        | DivisionKind::Bibliography { .. }
        | DivisionKind::Index { .. } => None,
    });
    let (title, span) = part.last().filter(|_| own.in_part)?;
    Some(HeadText {
        text: plain_text(&title.inlines),
        source: Source::Part,
        span,
    })
}

fn contributor(division: &Division) -> Option<HeadText> {
    let DivisionKind::Chapter(chapter) = &division.kind else {
        return None;
    };
    let byline = chapter.contributor.as_ref();
    let byline = byline.filter(|_| chapter.role == crate::document::Role::Contribution)?;
    Some(HeadText {
        text: byline.short.clone(),
        source: Source::Contributor,
        span: division.span,
    })
}

fn chapter(division: &Division) -> HeadText {
    let (text, source) = match &division.kind {
        DivisionKind::Chapter(chapter) => {
            let title = &chapter.running_title;
            let source = if title.is_short {
                Source::Short
            } else {
                Source::Chapter
            };
            (title.text.clone(), source)
        }
        DivisionKind::Contents { title, .. }
        | DivisionKind::Acronyms { title, .. }
        | DivisionKind::Contributors { title, .. }
        | DivisionKind::List { title, .. }
        | DivisionKind::Annex(Annex { title, .. })
        | DivisionKind::Bibliography { title, .. }
        | DivisionKind::Index { title, .. } => (title.clone(), Source::Generated),
        DivisionKind::Part(_)
        | DivisionKind::HalfTitle
        | DivisionKind::TitlePage
        | DivisionKind::Imprint(_) => (String::new(), Source::Generated),
    };
    HeadText {
        text,
        source,
        span: division.span,
    }
}

/// The text as it fits between the folio and its mirror, on one line.
pub fn fitted(lowering: &mut Lowering, head: &HeadText, style: ParagraphStyle) -> String {
    let measure = lowering.shared.theme.page.measure();
    let folio = lowering.shared.theme.parts.running_head.folio_room;
    let room = (measure - folio * 2).max(folio);
    if lowering.width_of(&head.text, style) <= room {
        return head.text.clone();
    }
    let short = shortened(&head.text, |text| {
        let width: Length = lowering.width_of(text, style);
        width <= room
    });
    let message = format!("the running head `{short}` is shortened: it is too long for its line");
    let note = Diagnostic::new(codes::LAYOUT_HEAD_SHORTENED, head.span, message);
    let note = note.help(head.source.remedy());
    if !lowering.diagnostics.contains(&note) {
        lowering.diagnostics.push(note);
    }
    short
}

/// As many words as fit with an ellipsis after them; of a single long word, as many letters.
fn shortened(text: &str, mut fits: impl FnMut(&str) -> bool) -> String {
    let ends = text.char_indices().rev();
    let at_words = ends.clone().filter(|(_, c)| c.is_whitespace());
    for (end, _) in at_words.chain(ends) {
        let words = text.get(..end).unwrap_or_default();
        let words = words.trim_end_matches(|c: char| !c.is_alphanumeric());
        let short = format!("{words}…");
        if !words.is_empty() && fits(&short) {
            return short;
        }
    }
    "…".to_owned()
}

/// Notes on heads that several divisions share, each once.
pub fn once_each(diagnostics: &mut Vec<Diagnostic>) {
    let mut seen = BTreeSet::new();
    diagnostics.retain(|own| {
        own.code != codes::LAYOUT_HEAD_SHORTENED || seen.insert((own.span, own.message.clone()))
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_head_ends_at_a_word() {
        let fits = |most: usize| move |text: &str| text.chars().count() <= most;
        let text = "Tea, water, and what they do";
        assert_eq!(shortened(text, fits(20)), "Tea, water, and…");
        assert_eq!(shortened(text, fits(11)), "Tea, water…");
        assert_eq!(shortened("Kettles", fits(5)), "Kett…");
        assert_eq!(shortened("Kettles", fits(0)), "…");
    }
}
