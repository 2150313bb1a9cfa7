//! Spans for which the registries answer: acronyms, counts of groups, names of their members, and the
//! offices of signatories.

use crate::source::Span;

use super::{Inline, Stage};

/// `[IOM]{.ac}`, `[16]{count=gmg}`, `[]{members=gmg}`.
#[derive(Clone, Debug, PartialEq)]
pub struct RegistrySpan<S: Stage> {
    /// What is asked, or what the registries answer.
    pub registry: S::Registry,
    /// What the author wrote.
    pub inlines: Vec<Inline<S>>,
    /// The brackets and their attributes.
    pub span: Span,
}

/// What a span asks the registries, as parsed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RegistryRequest {
    /// `.ac`: whether the text is a known acronym, and what it stands for.
    Acronym,
    /// `count=`: whether the text is the size of a group.
    Count {
        /// The group's id.
        group: String,
    },
    /// `members=`: the names of a group's members.
    Members {
        /// The group's id.
        group: String,
        /// Which of their names.
        form: NameForm,
        /// The span's own `lang=`; the text's language where it has none.
        language: Option<String>,
    },
    /// `signatory=` of a block of signatures.
    Signatory {
        /// The signatory's id.
        id: String,
        /// What is printed here.
        part: SignatoryPart,
    },
}

/// What a signature says of a signatory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignatoryPart {
    /// The office.
    Office,
    /// Whose office it is.
    Organization,
}

/// Which name of a contributor is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameForm {
    /// The full name.
    Full,
    /// `form=short`: the acronym or short name.
    Short,
}

/// What the registries answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RegistryAnswer {
    /// What the tool writes before the author's text: an acronym's expansion, a group's members.
    pub before: String,
    /// What it writes after the text.
    pub after: String,
    /// What the text is short for.
    pub expansion: Option<String>,
}

/// What the tool writes around the author's text.
pub trait Around {
    /// The texts before and after it; nothing as long as nobody has answered.
    fn around(&self) -> (&str, &str);
}

impl Around for RegistryRequest {
    fn around(&self) -> (&str, &str) {
        ("", "")
    }
}

impl Around for RegistryAnswer {
    fn around(&self) -> (&str, &str) {
        (&self.before, &self.after)
    }
}
