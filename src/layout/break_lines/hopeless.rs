//! Lines that are far too short, as most are that are tried: known without judging them, and often for
//! all active nodes at once. In: a node and a trial. Out: whether the line's badness is over the pass's
//! threshold for certain.

use super::active::{FORCED, Node, Search, Trial};
use super::item::Item;
use super::setting::{INFINITELY_BAD, badness};

/// What is known before a pass of lines that are far too short.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hopeless {
    /// Over the threshold is a line whose spaces gain more than so many eighths of their stretch; `None`
    /// where no short line is.
    eighths: Option<i64>,
    /// A line that begins later is not longer by more than this, whatever is shown where lines end and
    /// begin; `None` where items of negative size make that uncertain.
    slack: Option<i64>,
}

impl Hopeless {
    pub(super) fn of(items: &[Item], threshold: i32) -> Hopeless {
        // Up to all of its stretch a line gains from its text too: badness is less there.
        let eighths = (8..=40).find(|eighths| badness(*eighths, 8) > threshold);
        Hopeless {
            eighths: eighths.filter(|_| threshold < INFINITELY_BAD),
            slack: slack(items),
        }
    }
}

/// How much wider than the items between them the way from one break to a later one can seem, for what
/// breaks hide, show and hang out.
fn slack(items: &[Item]) -> Option<i64> {
    let mut most = 0;
    for item in items {
        let (parts, hidden) = match *item {
            Item::Box(width) | Item::Kern { width, .. } => ([width.0, 0, 0], 0),
            Item::Text {
                width, flex, left, ..
            } => ([width.0, flex.0, 0], left.0.abs()),
            Item::Glue {
                width,
                stretch,
                shrink,
                ..
            } => ([width.0, stretch.0, shrink.0], 0),
            Item::Penalty(_) => continue,
            Item::Discretionary {
                after, replaced, ..
            } => ([replaced.0, 0, 0], after.0.abs() + replaced.0),
        };
        if parts.iter().any(|part| *part < 0) {
            return None;
        }
        most = most.max(hidden);
    }
    // At either end of the way.
    Some(4 * most)
}

impl Search<'_> {
    /// Whether the line from a node to the trial's place is over the pass's threshold because it is far
    /// too short, even if it were so much longer.
    pub(super) fn is_far_too_short(&self, node: &Node, trial: Trial, slack: i64) -> bool {
        let Some(eighths) = self.hopeless.eighths else {
            return false;
        };
        let (totals, start) = (&self.totals, &node.start);
        let shortfall = self.measure.0 - (totals.width - start.width) - trial.before - slack;
        let stretch = totals.stretch[0] - start.stretch[0] + self.pass.background.0;
        let flex = totals.flex - start.flex;
        8 * (shortfall - flex) > eighths * stretch
            && stretch >= 0
            && shortfall > flex
            && totals.stretch[1..] == start.stretch[1..]
    }

    /// Whether lines from all active nodes to the trial's place are far too short: that from the earliest
    /// is, and the others begin after it. In a book of 300 pages more than half of all trials are such.
    pub(super) fn reaches_no_line(&self, trial: Trial) -> bool {
        let earliest = self.nodes.get(self.earliest);
        trial.penalty > FORCED
            && self
                .hopeless
                .slack
                .zip(earliest)
                .is_some_and(|(slack, node)| self.is_far_too_short(node, trial, slack))
    }
}
