//! All divisions of a chapter into pages, read one by one: no page is left out because another is like
//! it, and its cost is counted out from the whole of it.

use std::collections::BTreeMap;

use super::super::cost;
use super::super::fill::{Floats, Origin};
use super::super::notes::Owed;
use super::super::search::Start;
use super::super::*;
use super::LINE;

/// A page as it is put together.
#[derive(Clone, Debug)]
pub(super) struct Made {
    pub next: Origin,
    pub is_end: bool,
    pub level: Length,
    pub short: Length,
    pub cost: i64,
    pub fault: Option<Fault>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    Late,
    Parted,
    Overfull,
}

/// Reads all divisions into pages.
pub(super) struct Reader<'r> {
    pub stock: &'r Stock<'r>,
    /// The pages that may begin at each origin.
    pub pages: BTreeMap<Origin, Vec<Made>>,
    /// The least cost from each start to the end.
    pub least: BTreeMap<Start, Option<i64>>,
}

impl<'r> Reader<'r> {
    pub fn new(stock: &'r Stock<'r>) -> Reader<'r> {
        Reader {
            stock,
            pages: BTreeMap::new(),
            least: BTreeMap::new(),
        }
    }

    /// The least cost from a start to the end.
    pub fn least(&mut self, start: Start) -> Option<i64> {
        if let Some(known) = self.least.get(&start) {
            return *known;
        }
        if !self.pages.contains_key(&start.origin) {
            let pages = self.worth_a_thought(start.origin);
            self.pages.insert(start.origin, pages);
        }
        let pages = self.pages[&start.origin].clone();
        let mut least: Option<i64> = None;
        for page in pages {
            let own = page.cost + cost::of_level(start.side, page.level, page.is_end, LINE);
            let rest = match page.is_end {
                true => Some(0),
                false => self.least(Start {
                    origin: page.next,
                    side: start.side.after(page.level),
                }),
            };
            if let Some(rest) = rest {
                least = Some(least.map_or(own + rest, |best: i64| best.min(own + rest)));
            }
        }
        self.least.insert(start, least);
        least
    }

    /// A float that waits from before the page stands on it if any can.
    fn worth_a_thought(&self, origin: Origin) -> Vec<Made> {
        let mut pages = self.soundest(origin);
        let waits = origin.floats < self.stock.track.floats_before(origin.row);
        if waits && pages.iter().any(|own| own.next.floats > origin.floats) {
            pages.retain(|own| own.next.floats > origin.floats);
        }
        pages
    }

    fn soundest(&self, origin: Origin) -> Vec<Made> {
        let all = self.all_pages(origin);
        let sound: Vec<Made> = all
            .iter()
            .filter(|own| own.fault.is_none())
            .cloned()
            .collect();
        let near = LINE * cost::SHORTEST;
        let nearly_full =
            |own: &&Made| own.next.row >= self.stock.track.rows.len() || own.short <= near;
        let full: Vec<Made> = sound.iter().filter(nearly_full).cloned().collect();
        if !full.is_empty() {
            return full;
        }
        let fullest = sound.iter().map(|own| own.short).min();
        if let Some(fullest) = fullest {
            return sound
                .into_iter()
                .filter(|own| own.short == fullest)
                .collect();
        }
        // The least fault: late notes before what is parted, that before what runs over.
        let late = all.iter().filter(|own| own.fault == Some(Fault::Late));
        let parted = all.iter().filter(|own| own.fault == Some(Fault::Parted));
        let over = all.iter().filter(|own| own.fault == Some(Fault::Overfull));
        let best = late.min_by_key(|own| (own.next.row, own.cost));
        let runs_long = |own: &Made| (-own.short).max(Length::ZERO);
        let best = best.or_else(|| {
            parted.min_by_key(|own| (runs_long(own), usize::MAX - own.next.row, own.cost))
        });
        let best = best.or_else(|| over.min_by_key(|own| (runs_long(own), own.cost)));
        best.cloned().into_iter().collect()
    }

    /// Every page that begins at an origin, whatever is wrong with it.
    fn all_pages(&self, origin: Origin) -> Vec<Made> {
        let mut made = Vec::new();
        let left = self.stock.track.floats.len() - origin.floats;
        for head in 0..=left.min(4) {
            for foot in 0..=(left - head).min(2).min(4 - head) {
                let floats = Floats { head, foot };
                let heights = |from: usize, count: usize| -> Length {
                    let floats = self.stock.track.floats.iter().skip(from).take(count);
                    floats.map(|own| own.strip.height + LINE).sum()
                };
                let rise = |at: usize| self.stock.track.floats[at].strip.rise;
                let mut above = heights(origin.floats, head);
                if head > 0 {
                    above -= rise(origin.floats);
                }
                let below = heights(origin.floats + head, foot);
                // A table that stands in the text stands before what is called after it.
                let crosses = |float: &super::super::track::Float| {
                    let ordered = |row: &&super::super::track::Row| row.strip.keeps_order;
                    let from = self.stock.track.rows.get(origin.row);
                    let from = from.map_or(usize::MAX, |row| row.item);
                    let between = self.stock.track.rows.iter().filter(ordered);
                    between
                        .map(|row| row.item)
                        .any(|item| from <= item && item < float.item)
                };
                let floats_above = self
                    .stock
                    .track
                    .floats
                    .iter()
                    .skip(origin.floats)
                    .take(head);
                if floats_above.clone().any(crosses) {
                    continue;
                }
                // Nothing stands above the title of a chapter.
                let is_first = origin.row == 0 && origin.floats == 0 && origin.owed.is_nothing();
                let title = self.stock.track.rows.first().map(|row| row.item);
                let is_below = |float: &super::super::track::Float| Some(float.item) > title;
                if is_first && title.is_some() && floats_above.clone().any(is_below) {
                    continue;
                }
                let is_alone = head == 1 && foot == 0;
                if above + below > self.stock.frame.height && !is_alone {
                    continue;
                }
                if foot == 0 && (head > 0 || !origin.owed.is_nothing()) {
                    let y = if head > 0 { above - LINE } else { Length::ZERO };
                    let page = Draft {
                        origin,
                        floats,
                        above: Length::ZERO,
                        below,
                        cost: 0,
                    };
                    self.finish(page, y, None, origin.row, &mut made);
                }
                let draft = Draft {
                    origin,
                    floats,
                    above: above.round_up_to(LINE),
                    below,
                    cost: 0,
                };
                self.rows(draft, draft.above, origin.row, &mut made);
            }
        }
        made
    }

    /// Goes on with the row, on each of its ways.
    fn rows(&self, draft: Draft, y: Length, row: usize, made: &mut Vec<Made>) {
        let track = self.stock.track;
        if row >= track.rows.len() {
            return;
        }
        let segment = track.rows[row].segment;
        let is_border = track.first_row(segment) == row;
        if !is_border {
            self.row(draft, y, row, Length::ZERO, made);
            return;
        }
        for way in track.segments[segment].clone() {
            let way = &track.ways[way];
            let draft = Draft {
                cost: draft.cost + way.cost,
                ..draft
            };
            let first = way.rows.start;
            self.row(draft, y, first, Length::ZERO, made);
            let flex = track.rows[first].flex;
            if flex > Length::ZERO && row != draft.origin.row {
                let draft = Draft {
                    cost: draft.cost + cost::FLEX,
                    ..draft
                };
                self.row(draft, y, first, flex, made);
            }
        }
    }

    fn row(&self, draft: Draft, y: Length, at: usize, flex: Length, made: &mut Vec<Made>) {
        let track = self.stock.track;
        let row = &track.rows[at];
        if row.strip.keeps_order && row.floats > draft.origin.floats + draft.floats.head {
            return;
        }
        let mut top = y + flex;
        // The white space above the first row vanishes, on whichever way the page begins.
        let begins_way = track.ways[row.way].rows.start == at;
        let is_first = begins_way && track.first_row(row.segment) == draft.origin.row;
        if !is_first && at != draft.origin.row {
            top += row.space;
        } else if top == Length::ZERO {
            top -= row.strip.rise;
        }
        if row.strip.on_grid {
            top = top.round_up_to(LINE);
        }
        let y = top + row.strip.height;
        let ends_way = track.ways[row.way].rows.end == at + 1;
        let next = if ends_way {
            track.first_row(row.segment + 1)
        } else {
            at + 1
        };
        self.finish(draft, y, Some(at), next, made);
        if y <= self.stock.frame.height * 2 {
            self.rows(draft, y, next, made);
        }
    }

    /// The page ends before the row `next`.
    fn finish(
        &self,
        draft: Draft,
        y: Length,
        last: Option<usize>,
        next: usize,
        made: &mut Vec<Made>,
    ) {
        let (track, frame) = (self.stock.track, self.stock.frame);
        let Draft {
            origin,
            floats,
            above,
            below,
            cost,
        } = draft;
        let until = origin.owed.until.max(track.notes_before(next));
        let pending = Owed {
            until,
            ..origin.owed
        };
        let called = track.floats_before(next);
        let stand = origin.floats + floats.head + floats.foot;
        if stand > called {
            return;
        }
        let is_first = origin == Origin::default();
        for lines in [-1, 0, 1] {
            if is_first && lines != 0 {
                continue;
            }
            let height = frame.height + LINE * lines;
            let room = height - y - below - frame.note_gap;
            let alone = last.is_none() && floats.head == 0;
            let placed = self.stock.notes.place(pending, room, alone);
            if alone && placed.owed == origin.owed {
                continue;
            }
            let mut used = y + below;
            if placed.height > Length::ZERO {
                used += frame.note_gap + placed.height;
            }
            let at_foot = placed.height > Length::ZERO || floats.foot > 0;
            let level = if at_foot {
                LINE * lines
            } else {
                used - frame.height
            };
            if at_foot && used > height && lines < 1 && !is_first {
                continue;
            }
            if !at_foot && !is_first {
                // Text alone is of the height that it has.
                let own = if level > Length::ZERO {
                    1
                } else if level > -LINE {
                    0
                } else {
                    -1
                };
                if own != lines {
                    continue;
                }
            }
            let legal = next == origin.row
                || next >= track.rows.len()
                || track.rows[next].break_before.is_some();
            let fault = if used > height {
                Some(Fault::Overfull)
            } else if !legal {
                Some(Fault::Parted)
            } else if placed.is_late {
                Some(Fault::Late)
            } else {
                None
            };
            let next_origin = Origin {
                row: next,
                owed: placed.owed,
                floats: stand,
            };
            let is_end =
                next >= track.rows.len() && placed.owed.is_nothing() && stand == track.floats.len();
            let mut cost = cost;
            if at_foot && !is_end && used < height {
                cost += cost::of_slack(height - used, LINE);
            }
            cost += match fault {
                None => 0,
                Some(Fault::Late) => cost::LATE_NOTES,
                Some(Fault::Parted) => cost::PARTED,
                Some(Fault::Overfull) => cost::OVERFULL,
            };
            if !placed.owed.is_nothing() {
                cost += cost::SPLIT_NOTE;
            }
            if last.is_some() && next < track.rows.len() {
                cost += cost::of_penalty(track.rows[next].break_before.unwrap_or(0));
            }
            cost += cost::AT_FOOT * floats.foot as i64 + cost::DELAYED * (called - stand) as i64;
            let text = if last.is_some() {
                y - above
            } else {
                Length::ZERO
            };
            let mut floating: Length = track.floats[origin.floats..stand]
                .iter()
                .map(|own| own.strip.height)
                .sum();
            if floats.head > 0 {
                floating -= track.floats[origin.floats].strip.rise;
            }
            let gaps =
                LINE * (floats.head as i64 - 1).max(0) + LINE * (floats.foot as i64 - 1).max(0);
            if origin.row != 0 && text + floating + gaps + placed.height < LINE * cost::FEWEST_LINES
            {
                cost += cost::LOST_PAGE;
            } else if origin.row != 0 && last.is_some() && text < LINE * cost::FEWEST_LINES {
                cost += cost::FEW_LINES;
            } else if last.is_none() && floats.head > 0 && !is_end {
                cost += cost::FLOATS_ALONE;
            }
            made.push(Made {
                next: next_origin,
                is_end,
                level,
                short: frame.height - used,
                cost,
                fault,
            });
        }
    }
}

/// A page while it is put together.
#[derive(Clone, Copy)]
struct Draft {
    origin: Origin,
    floats: Floats,
    /// The top of its text.
    above: Length,
    /// The floats at its foot with the space above them.
    below: Length,
    cost: i64,
}
