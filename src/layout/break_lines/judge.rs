//! What a line costs: badness and fitness (*TeX: The Program*, sections 851 to 859), and demerits for
//! what its neighbours and its end add to that.

use super::active::{FORCED, Fitness, Node, Search, Trial};
use super::item::Item;
use super::setting::badness_of;

/// So many hyphens at the ends of lines stand above each other, and no more.
const LADDER: u8 = 2;

impl Search<'_> {
    /// Badness and fitness of the line from a node to the trial's place.
    pub(super) fn judge_line(&self, node: &Node, trial: Trial) -> (i32, Fitness) {
        let line = self.totals.since(node.start);
        let shortfall = self.measure.0 - line.width - trial.before;
        let badness = badness_of(line, shortfall, self.pass.background.0);
        let is_stretched = shortfall > 0;
        let fitness = match badness {
            100.. if is_stretched => Fitness::VeryLoose,
            13.. if is_stretched => Fitness::Loose,
            13.. => Fitness::Tight,
            _ => Fitness::Decent,
        };
        (badness, fitness)
    }

    /// What a line costs; `None` where it may not be.
    pub(super) fn demerits(
        &self,
        node: &Node,
        trial: Trial,
        badness: i32,
        fitness: Fitness,
    ) -> Option<i64> {
        let base = self.parameters.line_penalty + i64::from(badness);
        let mut demerits = if base.abs() >= 10_000 {
            100_000_000
        } else {
            base * base
        };
        let penalty = i64::from(trial.penalty);
        if penalty > 0 {
            demerits += penalty * penalty;
        } else if trial.penalty > FORCED {
            demerits -= penalty * penalty;
        }
        if self.parameters.good.is_some_and(|good| badness > good) {
            demerits += self.parameters.loose_demerits;
        }
        let is_end = trial.item == self.items.len();
        if trial.hyphenated && node.hyphens > 0 {
            demerits += if is_end {
                self.parameters.final_hyphen_demerits
            } else {
                self.parameters.double_hyphen_demerits
            };
        }
        if node.hyphens >= LADDER && trial.hyphenated && !is_end {
            if !self.pass.is_last && self.parameters.ladder_demerits > 0 {
                return None;
            }
            demerits += self.parameters.ladder_demerits;
        }
        if is_end && self.is_runt(node) {
            demerits += self.parameters.runt_demerits;
        }
        if fitness.is_far_from(node.fitness) {
            demerits += self.parameters.adjacent_demerits;
        }
        Some(demerits)
    }

    /// Whether so many lines end with a hyphen that the next should not.
    pub(super) fn is_ladder(&self, node: &Node, trial: Trial) -> bool {
        trial.hyphenated
            && node.hyphens.saturating_add(1) >= LADDER
            && self.parameters.ladder_demerits > 0
    }

    /// Whether a last line that starts at a node is a runt. The author's own line is none.
    pub(super) fn is_runt(&self, node: &Node) -> bool {
        let Some(broken) = node.item.and_then(|item| self.items.get(item)) else {
            return false;
        };
        let is_forced = matches!(broken, Item::Penalty(penalty) if *penalty <= FORCED);
        !is_forced && self.totals.since(node.start).width < self.parameters.runt.0
    }
}
