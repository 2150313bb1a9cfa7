//! Fences among the events: each comes as a thematic break at the place of its colons, and opens or
//! closes a frame in the container in which it stands.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, codes};
use crate::document::BlockKind;
use crate::source::Span;

use super::events::Builder;
use super::foreign;
use super::frames::{Frame, FrameKind};
use super::prepare::FenceKind;

impl Builder<'_, '_> {
    /// A thematic break: the author's, or a fence.
    pub(super) fn rule(&mut self, range: Range<usize>) {
        let prepared = self.prepared;
        let Some(fence) = prepared.fence(range.start) else {
            let span = self.trimmed(range);
            foreign::report_rule(span, &mut self.context);
            self.push_block(span, BlockKind::Rule);
            return;
        };
        self.seen_fences.insert(range.start);
        match &fence.kind {
            FenceKind::Open(attributes) => {
                if let Err(malformed) = attributes {
                    self.context.found.push(malformed.diagnostic());
                    self.end_paragraph();
                    self.push_literal(fence.span.range());
                }
                self.open(FrameKind::Division(fence.clone()), fence.span.range());
                if self.stack.last().is_some_and(Frame::is_verse) {
                    self.verses += 1;
                }
            }
            FenceKind::Close => self.close_fence(fence.span),
        }
    }

    fn close_fence(&mut self, fence: Span) {
        self.end_paragraph();
        if !self.stack.last().is_some_and(|top| top.kind.is_division()) {
            self.context.found.push(
                Diagnostic::new(
                    codes::DIVISION_UNOPENED,
                    fence,
                    "this fence closes nothing",
                )
                .help("delete it, or open a division above it, in the same list item or quotation: ::: {.box}"),
            );
            return;
        }
        if let Some(mut frame) = self.stack.pop() {
            frame.range.end = fence.range().end;
            self.close(frame);
        }
    }

    /// Closes the divisions that were left open in the container that ends here.
    pub(super) fn close_divisions(&mut self) {
        while self.stack.last().is_some_and(|top| top.kind.is_division()) {
            self.end_paragraph();
            let Some(mut frame) = self.stack.pop() else {
                return;
            };
            self.context.found.push(
                Diagnostic::new(
                    codes::DIVISION_UNCLOSED,
                    self.context.span(frame.range.clone()),
                    "this division is not closed",
                )
                .help("write ::: on a line of its own after its last block, in the same list item or quotation"),
            );
            if let Some(last) = frame.blocks.last() {
                frame.range.end = frame.range.end.max(last.span.range().end);
            }
            self.close(frame);
        }
    }
}
