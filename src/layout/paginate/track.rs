//! The galley as the page breaker walks it: rows (strips with what stands before them), in segments
//! that are passed one after another. A paragraph in several numbers of lines is a segment with
//! several ways through; all else has one.

use std::ops::Range;

use crate::length::Length;

use super::super::flow::{FORBIDDEN, FlowItem, Strip, VariantMark};

/// A strip with what stands between it and the strip before.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row<'g> {
    pub strip: &'g Strip,
    /// The strip's place among the items.
    pub item: usize,
    pub space: Length,
    /// What the space may gain.
    pub flex: Length,
    /// What it costs to begin a page with it; `None` forbids it.
    pub break_before: Option<i32>,
    /// The note after the last that is called before it.
    pub notes: usize,
    /// The floats that are called before it.
    pub floats: usize,
    /// The rows before it that keep their order among floats.
    pub ordered: usize,
    /// Its segment.
    pub segment: usize,
    /// Its way, among all ways of the track.
    pub way: usize,
}

/// One way through a segment.
#[derive(Clone, Debug)]
pub(super) struct Way {
    pub rows: Range<usize>,
    /// What it costs more than the best way.
    pub cost: i64,
}

/// A float: its place among the items, and the strip.
#[derive(Clone, Copy, Debug)]
pub(super) struct Float<'g> {
    pub item: usize,
    pub strip: &'g Strip,
    /// The rows before its call that keep their order among floats.
    pub ordered: usize,
}

/// A galley in segments.
#[derive(Debug, Default)]
pub(super) struct Track<'g> {
    pub rows: Vec<Row<'g>>,
    pub ways: Vec<Way>,
    /// The ways of each segment.
    pub segments: Vec<Range<usize>>,
    pub floats: Vec<Float<'g>>,
    /// The note after the last that is called.
    pub notes: usize,
    /// The rows that keep their order among floats.
    pub ordered: usize,
}

impl<'g> Track<'g> {
    /// Reads a galley. Spaces that meet do not add up: the larger one stands.
    pub fn of(items: &[&'g FlowItem]) -> Track<'g> {
        let mut builder = Builder::default();
        for (item, flow) in items.iter().enumerate() {
            builder.push(item, flow);
        }
        builder.track
    }

    /// The row with which a segment begins; the number of rows after the last segment.
    pub fn first_row(&self, segment: usize) -> usize {
        let ways = self.segments.get(segment);
        let first = ways.and_then(|ways| self.ways.get(ways.start));
        first.map_or(self.rows.len(), |way| way.rows.start)
    }

    /// The row that may stand below a row: the next one of its way, or the one with which the next
    /// segment begins.
    pub fn next_after(&self, row: usize) -> usize {
        let Some(own) = self.rows.get(row) else {
            return row + 1;
        };
        let end = self.ways.get(own.way).map(|way| way.rows.end);
        match end == Some(row + 1) {
            true => self.first_row(own.segment + 1),
            false => row + 1,
        }
    }

    /// The segment that begins with a row; `None` for a row inside a way and after the last row.
    pub fn segment_at(&self, row: usize) -> Option<usize> {
        let segment = self.rows.get(row)?.segment;
        (self.first_row(segment) == row).then_some(segment)
    }

    /// The note after the last that is called before a row.
    pub fn notes_before(&self, row: usize) -> usize {
        self.rows.get(row).map_or(self.notes, |row| row.notes)
    }

    /// Whether so many floats may stand above a row: nothing that is called after what keeps its order
    /// stands before that.
    pub fn may_stand_above(&self, floats: usize, row: usize) -> bool {
        let before = self.rows.get(row).map_or(self.ordered, |row| row.ordered);
        let last = floats.checked_sub(1).and_then(|last| self.floats.get(last));
        last.is_none_or(|last| last.ordered <= before)
    }

    /// The floats that are called before a row.
    pub fn floats_before(&self, row: usize) -> usize {
        self.rows
            .get(row)
            .map_or(self.floats.len(), |row| row.floats)
    }
}

/// A track while its galley is read.
#[derive(Default)]
struct Builder<'g> {
    track: Track<'g>,
    pending: Pending,
    /// What stood before the ways of the open segment.
    fork: Option<Pending>,
    /// Notes called before the open segment.
    notes_before: usize,
}

/// What was read since the last strip.
#[derive(Clone, Copy)]
struct Pending {
    space: Length,
    flex: Length,
    penalty: Option<i32>,
}

impl Default for Pending {
    fn default() -> Pending {
        Pending {
            space: Length::ZERO,
            flex: Length::ZERO,
            penalty: Some(0),
        }
    }
}

impl<'g> Builder<'g> {
    fn push(&mut self, item: usize, flow: &'g FlowItem) {
        let pending = &mut self.pending;
        match flow {
            FlowItem::Strip(strip) => self.strip(item, strip),
            FlowItem::Space(height) => pending.space = pending.space.max(*height),
            FlowItem::Flex(height) => pending.flex = pending.flex.max(*height),
            FlowItem::Penalty(FORBIDDEN..) => pending.penalty = None,
            FlowItem::Penalty(cost) => {
                pending.penalty = pending.penalty.map(|own| own.max(*cost));
            }
            FlowItem::Float(strip) => self.track.floats.push(Float {
                item,
                strip,
                ordered: self.track.ordered,
            }),
            FlowItem::Variant(mark) => self.mark(*mark),
        }
    }

    fn mark(&mut self, mark: VariantMark) {
        match mark {
            VariantMark::First => {
                self.fork = Some(self.pending);
                self.notes_before = self.track.notes;
                let way = self.track.ways.len();
                self.track.segments.push(way..way);
                self.way(0);
            }
            VariantMark::Other(cost) => {
                if let Some(before) = self.fork {
                    self.pending = before;
                    self.track.notes = self.notes_before;
                    self.way(i64::from(cost));
                }
            }
            VariantMark::End => self.fork = None,
        }
    }

    /// Begins a way of the last segment.
    fn way(&mut self, cost: i64) {
        let row = self.track.rows.len();
        self.track.ways.push(Way {
            rows: row..row,
            cost,
        });
        let end = self.track.ways.len();
        if let Some(segment) = self.track.segments.last_mut() {
            segment.end = end;
        }
    }

    fn strip(&mut self, item: usize, strip: &'g Strip) {
        if self.fork.is_none() {
            let way = self.track.ways.len();
            self.track.segments.push(way..way);
            self.way(0);
        }
        let track = &mut self.track;
        let Pending {
            space,
            flex,
            penalty,
        } = std::mem::take(&mut self.pending);
        track.rows.push(Row {
            strip,
            item,
            space,
            flex,
            break_before: penalty,
            notes: track.notes,
            floats: track.floats.len(),
            ordered: track.ordered,
            segment: track.segments.len().saturating_sub(1),
            way: track.ways.len().saturating_sub(1),
        });
        let called = strip.notes.iter().map(|note| note.0 as usize + 1).max();
        track.notes = track.notes.max(called.unwrap_or(0));
        track.ordered += usize::from(strip.keeps_order);
        let end = track.rows.len();
        if let Some(way) = track.ways.last_mut() {
            way.rows.end = end;
        }
    }
}
