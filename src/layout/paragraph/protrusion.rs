//! Which ends of a paragraph's lines stand out, as far as their words may.

use crate::theme::{Alignment, TypeTheme};

use super::Pieces;

/// Which ends of a paragraph's lines stand out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Protrusion {
    left: bool,
    right: bool,
}

impl Protrusion {
    /// That of a paragraph: both ends of justified lines, the left end of ragged ones.
    pub fn of(pieces: &Pieces, type_: &TypeTheme) -> Protrusion {
        let paragraph = &pieces.paragraph;
        // What the tool makes is aligned with what stands beside it.
        let any = type_.protrusion && !paragraph.narrow && pieces.text.is_some();
        Protrusion {
            left: any
                && matches!(
                    paragraph.alignment,
                    Alignment::Justified | Alignment::Ragged
                ),
            right: any && paragraph.alignment == Alignment::Justified,
        }
    }

    /// What stands out to the left of that which could.
    pub fn left(self, hang: i32) -> i32 {
        if self.left { hang } else { 0 }
    }

    /// What stands out to the right of that which could.
    pub fn right(self, hang: i32) -> i32 {
        if self.right { hang } else { 0 }
    }
}
