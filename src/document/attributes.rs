//! Attributes in braces: `{#id .class key="value" key=value}`.

use crate::source::Span;

use super::Label;

/// The attributes of a heading, a fenced division, a span or an image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attributes {
    /// `#id`.
    pub id: Option<Label>,
    /// `.class`, in the order written.
    pub classes: Vec<String>,
    /// `key=value`, in the order written.
    pub pairs: Vec<(String, String)>,
    /// The braces and what is between them.
    pub span: Span,
}

impl Attributes {
    /// Whether `.class` is among them.
    pub fn has_class(&self, class: &str) -> bool {
        self.classes.iter().any(|own| own == class)
    }

    /// The value of `key`.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.pairs
            .iter()
            .find(|(own, _)| own == key)
            .map(|(_, value)| value.as_str())
    }
}
