//! Who made the book, and who signs: the registry's editors, coordinators, mandate and advisers -> the
//! lines that end the imprint; the id of a signatory -> what a block of signatures prints.

use crate::diagnostic::{Diagnostic, codes, nearest};
use crate::document::{
    AnnexTerms, Block, BlockKind, Content, Inline, QuotationMarks, RegistryAnswer, RegistrySpan,
    Resolved, SignatoryPart,
};
use crate::manuscript::{ContributorKind, Credited, Mandate, Manuscript};
use crate::parse::set_punctuation;
use crate::source::Span;

use super::TextIds;
use super::chapter::ChapterDraft;
use super::registry::joined;

/// The lines of the imprint, each a paragraph whose whole text is generated. A book whose registry names
/// neither editors nor coordinators nor a mandate has none: its advisers stand in its list alone.
pub fn imprint_lines(
    manuscript: &Manuscript,
    language: &str,
    span: Span,
    text_ids: &mut TextIds,
) -> Vec<Block<Resolved>> {
    let credits = &manuscript.credits;
    if credits.mandate.is_none() && credits.editors.is_empty() && credits.coordinators.is_empty() {
        return Vec::new();
    }
    let terms = AnnexTerms::of(language);
    let advisers = manuscript.contributors.iter();
    let advisers = advisers.filter(|own| own.kind == ContributorKind::Adviser);
    let advisers = advisers.map(|own| own.name_in(language).to_owned());
    let mandate = credits.mandate.as_ref();
    let lines = [
        mandate.map(|own| (terms.mandate, self::mandate(own, language))),
        names(&credits.editors, manuscript, language).map(|own| (terms.editors, own)),
        names(&credits.coordinators, manuscript, language).map(|own| (terms.coordinators, own)),
        joined(advisers.collect(), language).map(|own| (terms.advisers, own)),
    ];
    let set = |text: &str| set_punctuation(text, language);
    let lines = lines.into_iter().flatten();
    let paragraph = |(label, text): (&str, String)| {
        let words = format!("{label}{}.", set(text.trim_end_matches('.')));
        generated_line(words, span, text_ids)
    };
    lines.map(paragraph).collect()
}

/// A paragraph whose whole text is generated.
pub fn generated_line(words: String, span: Span, text_ids: &mut TextIds) -> Block<Resolved> {
    let answer = RegistryAnswer {
        before: words,
        ..RegistryAnswer::default()
    };
    let content = Content {
        id: text_ids.next_id(),
        inlines: vec![Inline::Registry(RegistrySpan {
            registry: answer,
            inlines: Vec::new(),
            span,
        })],
    };
    Block {
        span,
        kind: BlockKind::Paragraph(content),
    }
}

/// Who asked for the book, by which decision, in what words, and where they can be read.
fn mandate(own: &Mandate, language: &str) -> String {
    let mut text = own.by.clone();
    if let Some(decision) = &own.decision {
        text.push_str(&format!(", {decision}"));
    }
    if let Some(words) = &own.words {
        let (open, close) = QuotationMarks::of(language).double;
        text.push_str(&format!(": {open}{words}{close}"));
    }
    if let Some(source) = &own.source {
        text.push_str(&format!(" ({source})"));
    }
    text
}

/// The names of editors or coordinators as a list.
fn names(credited: &[Credited], manuscript: &Manuscript, language: &str) -> Option<String> {
    let name = |own: &Credited| match &own.contributor {
        Some(id) => {
            let found = manuscript
                .contributors
                .iter()
                .find(|other| other.id == *id)?;
            Some(found.name_in(language).to_owned())
        }
        None => own.name.clone(),
    };
    joined(credited.iter().filter_map(name).collect(), language)
}

impl ChapterDraft<'_, '_> {
    /// What a signature prints of a signatory; reports one that the registry lacks, once.
    pub fn signatory(&mut self, id: &str, part: SignatoryPart, span: Span) -> String {
        let manuscript = self.book.manuscript;
        let Some(own) = manuscript.signatories.iter().find(|own| own.id == id) else {
            if part == SignatoryPart::Office {
                self.report_unknown_signatory(id, span);
            }
            return String::new();
        };
        let text = match part {
            SignatoryPart::Office => own.office_in(&self.language),
            SignatoryPart::Organization => match &own.contributor {
                Some(id) => {
                    let found = manuscript.contributors.iter().find(|other| other.id == *id);
                    found.map_or("", |found| found.name_in(&self.language))
                }
                None => own.organization.as_deref().unwrap_or_default(),
            },
        };
        self.book.set(text)
    }

    fn report_unknown_signatory(&mut self, id: &str, span: Span) {
        let message = format!("there is no signatory `{id}`");
        let unknown = Diagnostic::new(codes::SIGNATORY_UNKNOWN, span, message);
        let ids = self.book.manuscript.signatories.iter();
        let ids = ids.map(|own| own.id.as_str());
        let near = self.book.suggestions.allow();
        let near = near.then(|| nearest(id, ids)).flatten();
        self.book.draft.diagnostics.push(match near {
            Some(near) => unknown.help(format!("did you mean `{near}`?")),
            None => unknown.help("add a `[[signatory]]` with this id to contributors.toml"),
        });
    }
}
