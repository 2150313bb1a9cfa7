//! The choice among the ways to the paragraph's end: the best, that of the wanted looseness, and the
//! best of one line fewer and one line more.

use super::Breaks;
use super::active::Search;

impl Search<'_> {
    /// The best breaks; `None` where no set of breaks keeps every line under the pass's threshold, or
    /// the wanted looseness is not reached before the last pass.
    pub(super) fn best(&self) -> Option<Breaks> {
        let mut best = self.least(|_| true)?;
        let best_line = self.nodes[best].line;
        let wanted = self.parameters.looseness;
        let mut looseness = 0;
        if wanted != 0 {
            let mut fewest = self.nodes[best].demerits;
            for index in self.at_end() {
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
            if looseness != wanted && !self.pass.is_last {
                return None;
            }
        }
        Some(Breaks {
            looseness,
            ..self.breaks(best)
        })
    }

    /// The best breaks into so many lines, if no line of them is too wide and the last is no runt. The
    /// search must have been run by lines.
    pub(super) fn of_lines(&self, count: i32) -> Option<Breaks> {
        let last = self.least(|index| self.nodes[index].line == count)?;
        let start = self.nodes[last].previous?;
        if self.is_runt(&self.nodes[start]) {
            return None;
        }
        let breaks = self.breaks(last);
        let fits = |line: &super::Line| line.setting.overfull().is_none();
        breaks.lines.iter().all(fits).then_some(breaks)
    }

    /// Whether the last line of the best breaks is a runt.
    pub(super) fn ends_in_a_runt(&self) -> bool {
        let start = self
            .least(|_| true)
            .and_then(|last| self.nodes[last].previous);
        start.is_some_and(|start| self.is_runt(&self.nodes[start]))
    }

    fn breaks(&self, last: usize) -> Breaks {
        Breaks {
            lines: self.lines(last),
            demerits: self.nodes[last].demerits,
            looseness: 0,
        }
    }

    /// The nodes at the paragraph's end.
    fn at_end(&self) -> impl Iterator<Item = usize> {
        let end = self.items.len();
        let active = self.active.iter().copied();
        active.filter(move |index| self.nodes[*index].item == Some(end))
    }

    /// The first of those with the fewest demerits.
    fn least(&self, wanted: impl Fn(usize) -> bool) -> Option<usize> {
        let mut wanted = self.at_end().filter(|index| wanted(*index));
        let first = wanted.next()?;
        Some(wanted.fold(first, |best, index| {
            if self.nodes[index].demerits < self.nodes[best].demerits {
                index
            } else {
                best
            }
        }))
    }
}
