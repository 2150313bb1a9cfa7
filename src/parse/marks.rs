//! Pieces of text -> pieces in which every mark of the syntax (`[`, `]`, `^`, `~`, `$`) stands alone,
//! so that `inlines` can match them.

use std::ops::Range;

use crate::source::Span;

use super::raw::{Piece, Raw};

/// Parts the pieces so that every mark of the syntax stands alone.
pub(super) fn part(siblings: Vec<Raw>) -> Vec<Raw> {
    let mut parted = Vec::with_capacity(siblings.len());
    for sibling in siblings {
        let Raw::Piece(piece) = sibling else {
            parted.push(sibling);
            continue;
        };
        if piece.fixed {
            parted.push(Raw::Piece(piece));
            continue;
        }
        let start = piece.span.range().start;
        let mut from = 0;
        let cut = |range: Range<usize>| {
            let text = piece.text.get(range.clone()).unwrap_or("").to_owned();
            Raw::Piece(Piece {
                span: Span::new(piece.span.file, start + range.start, start + range.end),
                text,
                fixed: false,
            })
        };
        // No byte of a longer character is one of these.
        let is_mark = |(_, byte): &(usize, u8)| matches!(byte, b'[' | b']' | b'^' | b'~' | b'$');
        for (at, _) in piece.text.bytes().enumerate().filter(is_mark) {
            if at > from {
                parted.push(cut(from..at));
            }
            parted.push(cut(at..at + 1));
            from = at + 1;
        }
        if from == 0 && !piece.text.is_empty() {
            parted.push(Raw::Piece(piece));
        } else if from < piece.text.len() {
            parted.push(cut(from..piece.text.len()));
        }
    }
    parted
}
