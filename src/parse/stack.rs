//! The stack of what is open in a text. It is explicit, so that no nesting in a manuscript can
//! overflow the thread's. Blocks and inlines come in and go to the innermost frame; what lies deeper
//! than [`DEEPEST`] goes to the frame above.

use std::ops::Range;

use crate::document::{Block, BlockKind, Parsed};
use crate::source::Span;

use super::context::{DEEPEST, too_deep};
use super::events::Builder;
use super::frames::{Frame, FrameKind};
use super::raw::Raw;

impl Builder<'_, '_> {
    /// Opens a frame, or marks it as too deep.
    pub(super) fn open(&mut self, kind: FrameKind, range: Range<usize>) {
        if !kind.is_inline() {
            self.end_paragraph();
        }
        let Some(top) = self.stack.last() else { return };
        let mut depth = top.depth;
        let at_limit = kind.counts_as_block() && depth.blocks >= DEEPEST
            || kind.counts_as_style() && depth.styles >= DEEPEST;
        // The limit is reported where it is passed, not again for what lies deeper still.
        let first = !matches!(top.kind, FrameKind::TooDeep { .. });
        let above = top.target;
        let (kind, target) = if at_limit {
            let span = self.context.span(range.clone());
            if kind.counts_as_style() {
                self.context.report_too_deep_inlines(span);
            } else if first {
                self.context.found.push(too_deep(span));
            }
            let division = matches!(kind, FrameKind::Division(_));
            (FrameKind::TooDeep { division }, above)
        } else {
            depth.blocks += usize::from(kind.is_level());
            depth.styles = match kind.counts_as_style() {
                true => depth.styles + 1,
                false => 0,
            };
            (kind, self.stack.len())
        };
        self.stack.push(Frame {
            kind,
            range,
            blocks: Vec::new(),
            pieces: Vec::new(),
            target,
            depth,
        });
    }

    /// Closes the innermost frame, after the divisions that were left open in it.
    pub(super) fn end(&mut self) {
        self.close_divisions();
        if self.stack.last().is_some_and(|top| !top.kind.is_inline()) {
            self.end_paragraph();
        }
        if self.stack.len() > 1
            && let Some(frame) = self.stack.pop()
        {
            self.close(frame);
        }
    }

    /// The frame that takes blocks and inlines now.
    pub(super) fn target(&mut self) -> Option<&mut Frame> {
        let target = self.stack.last()?.target;
        self.stack.get_mut(target)
    }

    /// Adds an inline.
    pub(super) fn push_piece(&mut self, piece: Raw) {
        if let Some(target) = self.target() {
            target.pieces.push(piece);
        }
    }

    /// Adds a block; inlines that stood before it are a paragraph of their own.
    pub(super) fn push_block(&mut self, span: Span, kind: BlockKind<Parsed>) {
        self.end_paragraph();
        if let Some(target) = self.target() {
            target.blocks.push(Block { span, kind });
        }
    }

    /// In tight lists text has no paragraph around it: what has come so far becomes one.
    pub(super) fn end_paragraph(&mut self) {
        let Some(target) = self.target() else { return };
        if target.kind.is_inline() || target.pieces.is_empty() {
            return;
        }
        let pieces = std::mem::take(&mut target.pieces);
        let first = pieces.first().map(Raw::span);
        let last = pieces.last().map(Raw::span);
        if let (Some(first), Some(last)) = (first, last) {
            let block = self.paragraph(pieces, first.to(last));
            if let (Some(block), Some(target)) = (block, self.target()) {
                target.blocks.push(block);
            }
        }
    }

    /// A paragraph in an item makes the list loose.
    pub(super) fn loosen_list(&mut self) {
        let mut innermost = self.stack.iter_mut().rev();
        let in_item = innermost
            .next()
            .is_some_and(|top| matches!(top.kind, FrameKind::Item { .. }));
        if in_item
            && let Some(Frame {
                kind: FrameKind::List { tight, .. },
                ..
            }) = innermost.next()
        {
            *tight = false;
        }
    }
}
