//! The search: the feasible breaks up to the current place ("active" ones), each with the best way
//! to reach it. `judge` says what a line costs, `choose` takes one of those that reach the paragraph's
//! end, `path` reads the lines off it.

use crate::length::Length;

use super::hopeless::Hopeless;
use super::item::{Item, Totals, hang_right};
use super::setting::INFINITELY_BAD;
use super::{LineParameters, Pass};

/// Demerits that nothing reaches.
const AWFUL: i64 = 1 << 60;

/// How loose a line is: lines of classes that are not neighbours look ill side by side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fitness {
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

    pub(super) fn is_far_from(self, other: Fitness) -> bool {
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
    pub(super) line: i32,
    pub(super) fitness: Fitness,
    pub(super) demerits: i64,
    /// How many lines up to here end at a discretionary, one after another.
    pub(super) hyphens: u8,
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
    pub(super) parameters: &'a LineParameters,
    pub(super) pass: Pass,
    pub(super) nodes: Vec<Node>,
    /// Indexes into `nodes`, by line number.
    pub(super) active: Vec<usize>,
    /// The list that `active` was before, to be filled again.
    spare: Vec<usize>,
    pub(super) totals: Totals,
    /// The active node that comes first in the paragraph.
    pub(super) earliest: usize,
    pub(super) hopeless: Hopeless,
    /// Lines after this one are not told apart, for no later choice depends on their number.
    easy_line: i32,
}

/// The candidates of one place: for each fitness, and apart from the others those on which no further
/// hyphen should follow.
type Candidates = [[Option<Candidate>; 4]; 2];

/// A break to be tried.
#[derive(Clone, Copy)]
pub(super) struct Trial {
    pub(super) item: usize,
    pub(super) penalty: i32,
    pub(super) hyphenated: bool,
    /// Width added to the line by the break: the hyphen, less what stands out to the right.
    pub(super) before: i64,
}

pub(super) const FORCED: i32 = -10_000;

impl<'a> Search<'a> {
    /// One pass up to the paragraph's end. With `by_lines` breaks that end different numbers of lines
    /// are told apart.
    pub(super) fn run(
        items: &'a [Item],
        measure: Length,
        parameters: &'a LineParameters,
        pass: Pass,
        by_lines: bool,
    ) -> Search<'a> {
        let hang = items.first().map_or(Length::ZERO, |item| item.hang_left());
        let start = Node {
            item: None,
            previous: None,
            line: 0,
            fitness: Fitness::Decent,
            demerits: 0,
            hyphens: 0,
            start: Totals {
                width: hang.0,
                ..Totals::default()
            },
        };
        let mut nodes = Vec::with_capacity(items.len() / 4 + 8);
        nodes.push(start);
        let mut search = Search {
            items,
            measure,
            parameters,
            pass,
            nodes,
            active: vec![0],
            spare: Vec::new(),
            totals: Totals::default(),
            earliest: 0,
            hopeless: Hopeless::of(items, pass.threshold),
            easy_line: if by_lines { i32::MAX } else { 0 },
        };
        search.scan();
        search
    }

    /// Tries every legal break in order, the paragraph's end last.
    fn scan(&mut self) {
        for (at, item) in self.items.iter().copied().enumerate() {
            if self.active.is_empty() {
                return;
            }
            if let Some(trial) = self.legal_break(at, item)
                && !self.reaches_no_line(trial)
            {
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
            before: -hang_right(self.items, at).0,
        };
        match item {
            Item::Box(_) | Item::Text { .. } => None,
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
                hang,
                penalty,
                automatic,
                ..
            } => {
                let allowed = (self.pass.hyphenate || !automatic) && penalty < INFINITELY_BAD;
                allowed.then_some(Trial {
                    item: at,
                    penalty,
                    hyphenated: true,
                    before: before.0 - hang.0,
                })
            }
        }
    }

    /// Follows every active node to the trial's place (*TeX: The Program*, sections 829 to 859).
    fn try_break(&mut self, trial: Trial) {
        let mut best: Candidates = [[None; 4]; 2];
        let mut minimum = AWFUL;
        let mut class_line = 0;
        let mut kept = std::mem::take(&mut self.spare);
        let active = std::mem::take(&mut self.active);
        for (position, &index) in active.iter().enumerate() {
            let line = self.nodes[index].line;
            if line > class_line {
                if minimum < AWFUL && class_line != self.easy_line {
                    self.activate(trial, &mut best, &mut minimum, &mut kept);
                }
                class_line = if line > self.easy_line {
                    i32::MAX
                } else {
                    line
                };
            }
            let node = &self.nodes[index];
            if trial.penalty > FORCED && self.is_far_too_short(node, trial, 0) {
                kept.push(index);
                continue;
            }
            let (line_badness, fitness) = self.judge_line(node, trial);
            let impossible = line_badness > INFINITELY_BAD;
            let mut artificial = false;
            if impossible || trial.penalty <= FORCED {
                let is_last_hope = kept.is_empty() && position + 1 == active.len();
                if self.pass.is_last && minimum == AWFUL && is_last_hope {
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
                Some(0)
            } else {
                self.demerits(node, trial, line_badness, fitness)
            };
            let Some(line_demerits) = line_demerits else {
                continue;
            };
            let demerits = node.demerits + line_demerits;
            let ladder = usize::from(self.is_ladder(node, trial));
            let slot = &mut best[ladder][fitness as usize];
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
        let earliest = kept.iter().min_by_key(|index| self.nodes[**index].item);
        self.earliest = earliest.copied().unwrap_or(0);
        self.active = kept;
        self.spare = active;
        self.spare.clear();
    }

    /// Makes a node for each fitness whose best way is not hopeless against the best of all.
    fn activate(
        &mut self,
        trial: Trial,
        best: &mut Candidates,
        minimum: &mut i64,
        kept: &mut Vec<usize>,
    ) {
        let start = self.start_after(trial.item);
        for of_one_kind in best {
            let demerits = of_one_kind.iter().flatten().map(|own| own.demerits);
            let least = demerits.min().unwrap_or(AWFUL);
            let limit = least
                .saturating_add(self.parameters.adjacent_demerits.abs())
                .min(AWFUL - 1);
            for fitness in Fitness::ALL {
                let Some(candidate) = of_one_kind[fitness as usize].take() else {
                    continue;
                };
                if candidate.demerits > limit {
                    continue;
                }
                let previous = &self.nodes[candidate.node];
                let node = Node {
                    item: Some(trial.item),
                    previous: Some(candidate.node),
                    line: previous.line + 1,
                    fitness,
                    demerits: candidate.demerits,
                    hyphens: match trial.hyphenated {
                        true => previous.hyphens.saturating_add(1),
                        false => 0,
                    },
                    start,
                };
                kept.push(self.nodes.len());
                self.nodes.push(node);
            }
        }
        *minimum = AWFUL;
    }

    /// The totals at the start of a line after a break at `item`.
    fn start_after(&self, item: usize) -> Totals {
        let mut totals = self.totals;
        let mut at = item;
        let mut discards = true;
        if let Some(broken @ Item::Discretionary { after, .. }) = self.items.get(item) {
            totals.add(*broken);
            totals.width -= after.0;
            at += 1;
            discards = after.0 == 0;
        }
        while let Some(item) = self.items.get(at) {
            if discards && item.is_discarded() {
                totals.add(*item);
                at += 1;
            } else {
                totals.width += item.hang_left().0;
                break;
            }
        }
        totals
    }
}
