//! How many "did you mean" are looked for: each compares one name with all others, and a manuscript
//! in which every reference is wrong must not cost the square of its size.

/// Suggestions that are still given.
#[derive(Debug)]
pub struct Suggestions(u32);

impl Default for Suggestions {
    /// More than anybody reads.
    fn default() -> Suggestions {
        Suggestions(200)
    }
}

impl Suggestions {
    /// None at all.
    pub fn none() -> Suggestions {
        Suggestions(0)
    }

    /// Whether one more is given; counts it.
    pub fn allow(&mut self) -> bool {
        let allowed = self.0 > 0;
        self.0 = self.0.saturating_sub(1);
        allowed
    }
}
