//! The search: the feasible breaks up to the current place ("active" ones), each with the best way
//! to reach it, and the choice among those that reach the paragraph's end. `path` reads the lines off
//! the chosen one.

use crate::length::Length;

use super::item::{Item, Totals};
use super::{Breaks, INFINITELY_BAD, LineParameters, Pass, badness};

/// Demerits that nothing reaches.
const AWFUL: i64 = 1 << 60;

/// How loose a line is: lines of classes that are not neighbours look ill side by side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fitness {
    VeryLoose,
    Loose,
    Decent,
    Tight,
}

impl Fitness {
    const ALL: [Fitness; 4] = [
        Fitness::VeryLoose,
        Fitness::Loose,
        Fitness::Decent,
        Fitness::Tight,
    ];

    fn is_far_from(self, other: Fitness) -> bool {
        (self as i8 - other as i8).abs() > 1
    }
}

/// A break that some line may start after.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node {
    /// The item of the break; `None` for the paragraph's start.
    pub(super) item: Option<usize>,
    /// The node at which the line that ends here starts.
    pub(super) previous: Option<usize>,
    /// How many lines end up to here.
    line: i32,
    fitness: Fitness,
    demerits: i64,
    /// Whether the break is at a discretionary.
    hyphenated: bool,
    /// The totals at the start of the next line, after what the break swallows.
    pub(super) start: Totals,
}

/// The best way to reach the current place with a line of one fitness.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    demerits: i64,
    node: usize,
}

/// The state of one pass.
pub(super) struct Search<'a> {
    pub(super) items: &'a [Item],
    pub(super) measure: Length,
    parameters: &'a LineParameters,
    pass: Pass,
    last_pass: bool,
    pub(super) nodes: Vec<Node>,
    /// Indexes into `nodes`, by line number.
    active: Vec<usize>,
    totals: Totals,
    /// Lines after this one are not told apart, for no later choice depends on their number.
    easy_line: i32,
}

/// A break to be tried.
#[derive(Clone, Copy)]
struct Trial {
    item: usize,
    penalty: i32,
    hyphenated: bool,
    /// Width added to the line by the break: the hyphen.
    before: i64,
}

const FORCED: i32 = -10_000;

impl<'a> Search<'a> {
    /// One pass; `None` where no set of breaks keeps every line under the pass's threshold, or the
    /// wanted looseness is not reached before the last pass.
    pub(super) fn run(
        items: &'a [Item],
        measure: Length,
        parameters: &'a LineParameters,
        pass: Pass,
        last_pass: bool,
    ) -> Option<Breaks> {
        let start = Node {
            item: None,
            previous: None,
            line: 0,
            fitness: Fitness::Decent,
            demerits: 0,
            hyphenated: false,
            start: Totals::default(),
        };
        let easy_line = if parameters.looseness == 0 {
            0
        } else {
            i32::MAX
        };
        let mut search = Search {
            items,
            measure,
            parameters,
            pass,
            last_pass,
            nodes: vec![start],
            active: vec![0],
            totals: Totals::default(),
            easy_line,
        };
        search.scan();
        search.choose()
    }

    /// Tries every legal break in order, the paragraph's end last.
    fn scan(&mut self) {
        for (at, item) in self.items.iter().copied().enumerate() {
            if self.active.is_empty() {
                return;
            }
            if let Some(trial) = self.legal_break(at, item) {
                self.try_break(trial);
            }
            self.totals.add(item);
        }
        let end = self.items.len();
        self.try_break(Trial {
            item: end,
            penalty: FORCED,
            hyphenated: true,
            before: 0,
        });
    }

    /// The break that an item allows.
    fn legal_break(&self, at: usize, item: Item) -> Option<Trial> {
        let plain = |penalty| Trial {
            item: at,
            penalty,
            hyphenated: false,
            before: 0,
        };
        match item {
            Item::Box(_) => None,
            Item::Glue { .. } => {
                let before = at
                    .checked_sub(1)
                    .and_then(|before| self.items.get(before))?;
                before.precedes_break().then(|| plain(0))
            }
            Item::Kern { explicit, .. } => {
                let glue_follows = matches!(self.items.get(at + 1), Some(Item::Glue { .. }));
                (explicit && glue_follows).then(|| plain(0))
            }
            Item::Penalty(penalty) => (penalty < INFINITELY_BAD).then(|| plain(penalty)),
            Item::Discretionary {
                before,
                penalty,
                automatic,
                ..
            } => {
                let allowed = (self.pass.hyphenate || !automatic) && penalty < INFINITELY_BAD;
                allowed.then_some(Trial {
                    item: at,
                    penalty,
                    hyphenated: true,
                    before: before.0,
                })
            }
        }
    }

    /// Follows every active node to the trial's place (*TeX: The Program*, sections 829 to 859).
    fn try_break(&mut self, trial: Trial) {
        let mut best: [Option<Candidate>; 4] = [None; 4];
        let mut minimum = AWFUL;
        let mut class_line = 0;
        let mut kept = Vec::with_capacity(self.active.len() + 1);
        let active = std::mem::take(&mut self.active);
        for (position, &index) in active.iter().enumerate() {
            let node = self.nodes[index];
            if node.line > class_line {
                if minimum < AWFUL && class_line != self.easy_line {
                    self.activate(trial, &mut best, &mut minimum, &mut kept);
                }
                class_line = if node.line > self.easy_line {
                    i32::MAX
                } else {
                    node.line
                };
            }
            let (line_badness, fitness) = self.judge_line(&node, trial);
            let impossible = line_badness > INFINITELY_BAD;
            let mut artificial = false;
            if impossible || trial.penalty <= FORCED {
                let is_last_hope = kept.is_empty() && position + 1 == active.len();
                if self.last_pass && minimum == AWFUL && is_last_hope {
                    artificial = true;
                } else if line_badness > self.pass.threshold {
                    continue;
                }
            } else {
                kept.push(index);
                if line_badness > self.pass.threshold {
                    continue;
                }
            }
            let line_demerits = if artificial {
                0
            } else {
                self.demerits(&node, trial, line_badness, fitness)
            };
            let demerits = node.demerits + line_demerits;
            let slot = &mut best[fitness as usize];
            if slot.is_none_or(|candidate| demerits <= candidate.demerits) {
                *slot = Some(Candidate {
                    demerits,
                    node: index,
                });
                minimum = minimum.min(demerits);
            }
        }
        if minimum < AWFUL {
            self.activate(trial, &mut best, &mut minimum, &mut kept);
        }
        self.active = kept;
    }

    /// Badness and fitness of the line from a node to the trial's place.
    fn judge_line(&self, node: &Node, trial: Trial) -> (i32, Fitness) {
        let line = self.totals.since(node.start);
        let shortfall = self.measure.0 - line.width - trial.before;
        if shortfall > 0 {
            let (order, stretch) = line.highest_stretch();
            if order > 0 {
                return (0, Fitness::Decent);
            }
            let badness = badness(shortfall, stretch + self.pass.background.0);
            let fitness = match badness {
                100.. => Fitness::VeryLoose,
                13..=99 => Fitness::Loose,
                _ => Fitness::Decent,
            };
            return (badness, fitness);
        }
        if -shortfall > line.shrink {
            return (INFINITELY_BAD + 1, Fitness::Tight);
        }
        let badness = badness(-shortfall, line.shrink);
        (
            badness,
            if badness > 12 {
                Fitness::Tight
            } else {
                Fitness::Decent
            },
        )
    }

    /// What a line costs.
    fn demerits(&self, node: &Node, trial: Trial, badness: i32, fitness: Fitness) -> i64 {
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
        if trial.hyphenated && node.hyphenated {
            let is_end = trial.item == self.items.len();
            demerits += if is_end {
                self.parameters.final_hyphen_demerits
            } else {
                self.parameters.double_hyphen_demerits
            };
        }
        if fitness.is_far_from(node.fitness) {
            demerits += self.parameters.adjacent_demerits;
        }
        demerits
    }

    /// Makes a node for each fitness whose best way is not hopeless against the best of all.
    fn activate(
        &mut self,
        trial: Trial,
        best: &mut [Option<Candidate>; 4],
        minimum: &mut i64,
        kept: &mut Vec<usize>,
    ) {
        let start = self.start_after(trial.item);
        let limit = minimum
            .saturating_add(self.parameters.adjacent_demerits.abs())
            .min(AWFUL - 1);
        for fitness in Fitness::ALL {
            let Some(candidate) = best[fitness as usize].take() else {
                continue;
            };
            if candidate.demerits > limit {
                continue;
            }
            let node = Node {
                item: Some(trial.item),
                previous: Some(candidate.node),
                line: self.nodes[candidate.node].line + 1,
                fitness,
                demerits: candidate.demerits,
                hyphenated: trial.hyphenated,
                start,
            };
            kept.push(self.nodes.len());
            self.nodes.push(node);
        }
        *minimum = AWFUL;
    }

    /// The totals at the start of a line after a break at `item`.
    fn start_after(&self, item: usize) -> Totals {
        let mut totals = self.totals;
        let mut at = item;
        if let Some(broken @ Item::Discretionary { after, .. }) = self.items.get(item) {
            totals.add(*broken);
            totals.width -= after.0;
            at += 1;
            if after.0 != 0 {
                return totals;
            }
        }
        while let Some(item) = self.items.get(at).filter(|item| item.is_discarded()) {
            totals.add(*item);
            at += 1;
        }
        totals
    }

    /// The best of the nodes at the paragraph's end.
    fn choose(self) -> Option<Breaks> {
        let end = self.items.len();
        let at_end = || {
            self.active
                .iter()
                .copied()
                .filter(|index| self.nodes[*index].item == Some(end))
        };
        let mut best = at_end().next()?;
        for index in at_end() {
            if self.nodes[index].demerits < self.nodes[best].demerits {
                best = index;
            }
        }
        let best_line = self.nodes[best].line;
        let wanted = self.parameters.looseness;
        let mut looseness = 0;
        if wanted != 0 {
            let mut fewest = self.nodes[best].demerits;
            for index in at_end() {
                let node = &self.nodes[index];
                let difference = node.line - best_line;
                let nearer = (difference < looseness && wanted <= difference)
                    || (difference > looseness && wanted >= difference);
                if nearer || (difference == looseness && node.demerits < fewest) {
                    best = index;
                    looseness = difference;
                    fewest = node.demerits;
                }
            }
            if looseness != wanted && !self.last_pass {
                return None;
            }
        }
        Some(Breaks {
            lines: self.lines(best),
            demerits: self.nodes[best].demerits,
            looseness,
        })
    }
}
