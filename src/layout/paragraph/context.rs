//! What the inlines around a piece of text say of it, and the style of its runs that follows: face,
//! size, ink, and the forms or the shift of raised and lowered text.

use crate::document::{Inline, Resolved, Style, Styled};
use crate::length::Length;
use crate::source::Span;
use crate::theme::{Family, Ink, TextStyle};

use super::super::paged::{LinkTarget, NodeId};
use super::super::shape::{LanguageId, Raised, ShapeStyle};
use super::RunStyle;

/// Raised and lowered text that has no forms of its own in the face: its size and shift, in
/// thousandths of the size around it.
const SCRIPT_SIZE: i64 = 680;
const SUPERSCRIPT_RISE: i64 = 340;
const SUBSCRIPT_RISE: i64 = -140;

/// What the inlines around an inline say of it.
#[derive(Clone, Debug)]
pub struct Context {
    pub text: TextStyle,
    pub language: LanguageId,
    pub hyphenate: bool,
    pub raised: Raised,
    pub rise: Length,
    pub ink: Ink,
    pub owner: NodeId,
    pub link: Option<LinkTarget>,
    pub struck: bool,
    pub span: Option<Span>,
}

impl Context {
    /// The style of a run of its text.
    pub fn run_style(&self) -> RunStyle {
        let text = &self.text;
        RunStyle {
            shape: ShapeStyle {
                face: text.face(),
                caps: text.caps,
                figures: text.figures,
                raised: self.raised,
                language: self.language,
                hyphenate: self.hyphenate,
                spaced: text.tracking != 0,
            },
            size: text.size,
            rise: self.rise,
            tracking: text.size.scale(text.tracking, 1_000),
            ink: self.ink,
            owner: self.owner,
            link: self.link.clone(),
            struck: self.struck,
            span: self.span,
        }
    }

    /// Raises or lowers: figures by the face's own forms, other text by size and shift.
    pub fn raise(&mut self, styled: &Styled<Resolved>) {
        let only_figures = styled.inlines.iter().all(|inline| match inline {
            Inline::Text(text) => text.text.bytes().all(|byte| byte.is_ascii_digit()),
            Inline::IndexMark(_) => true,
            Inline::Styled(_)
            | Inline::Link(_)
            | Inline::NoteMark(_)
            | Inline::Reference(_)
            | Inline::Registry(_)
            | Inline::Image(_)
            | Inline::LineBreak(_) => false,
        });
        self.shift(only_figures, styled.style == Style::Superscript);
    }

    /// Raises the mark of a note: a number, or the letter of a note under a table.
    pub fn raise_mark(&mut self, number: &str) {
        let has_form = |byte: u8| match self.text.family {
            // Source Sans has superior letters too.
            Family::Sans => byte.is_ascii_digit() || byte.is_ascii_lowercase(),
            Family::Text | Family::Mono => byte.is_ascii_digit(),
        };
        self.shift(number.bytes().all(has_form), true);
    }

    fn shift(&mut self, has_forms: bool, superscript: bool) {
        if has_forms && self.text.family != Family::Mono {
            self.raised = if superscript {
                Raised::Superior
            } else {
                Raised::Inferior
            };
            return;
        }
        let rise = if superscript {
            SUPERSCRIPT_RISE
        } else {
            SUBSCRIPT_RISE
        };
        self.rise += self.text.size.scale(rise, 1_000);
        self.text.size = self.text.size.scale(SCRIPT_SIZE, 1_000);
    }
}
