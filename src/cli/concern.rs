//! What the findings of `check` may be limited to.

/// What findings may be about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Concern {
    /// The pages and how they are set.
    Layout,
    /// Readers who do not see the page, or see it otherwise.
    Accessibility,
}

impl Concern {
    /// What is concerned, in words.
    pub fn words(self) -> &'static str {
        match self {
            Concern::Layout => "the pages",
            Concern::Accessibility => "accessibility",
        }
    }
}
