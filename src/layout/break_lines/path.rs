//! From a node of the search back to the paragraph's start: the lines between its breaks, each with
//! its items and how its glue is set.

use crate::length::Length;

use super::active::Search;
use super::item::{Item, Totals, hang_right};
use super::setting::badness_of;
use super::{Line, Setting};

impl Search<'_> {
    /// The lines on the way to a node, first line first.
    pub(super) fn lines(&self, last: usize) -> Vec<Line> {
        let mut path = vec![last];
        while let Some(previous) = self.nodes[path[path.len() - 1]].previous {
            path.push(previous);
        }
        path.reverse();
        let mut prefix = Totals::default();
        let mut next = 0;
        let mut lines = Vec::with_capacity(path.len() - 1);
        for pair in path.windows(2) {
            let (from, to) = (&self.nodes[pair[0]], &self.nodes[pair[1]]);
            let end = to.item.unwrap_or(self.items.len());
            while next < end {
                prefix.add(self.items[next]);
                next += 1;
            }
            let mut line = prefix.since(from.start);
            if let Some(Item::Discretionary { before, .. }) = self.items.get(end) {
                line.width += before.0;
            }
            let right = hang_right(self.items, end);
            let excess = self.measure + right - Length(line.width);
            let start = self.first_item_after(from.item);
            let left = self.items.get(start).copied().map(Item::hang_left);
            lines.push(Line {
                start,
                end,
                after: from.item.filter(|item| self.is_discretionary(*item)),
                setting: Setting::of(line, excess.0),
                badness: badness_of(line, excess.0, 0),
                left: left.unwrap_or_default(),
                right,
            });
        }
        lines
    }

    fn is_discretionary(&self, item: usize) -> bool {
        matches!(self.items.get(item), Some(Item::Discretionary { .. }))
    }

    /// The first item that a line after a break at `item` shows.
    fn first_item_after(&self, item: Option<usize>) -> usize {
        let Some(item) = item else { return 0 };
        let mut at = item;
        if let Some(Item::Discretionary { after, .. }) = self.items.get(item) {
            at += 1;
            if after.0 != 0 {
                return at;
            }
        }
        let discarded = self
            .items
            .iter()
            .skip(at)
            .take_while(|item| item.is_discarded());
        at + discarded.count()
    }
}
