//! A finished page -> its lines of text in reading order. Heads, folios and whatever else repeats are
//! left out.

use crate::layout::{After, Mark, NodeId, NodeRole, Owner, Page, PagedDivision, Run};
use crate::length::Length;
use crate::source::Span;

/// A line of a paragraph, a note or a cell.
#[derive(Clone, Copy, Debug)]
pub struct Line<'p> {
    /// The block that it is a line of.
    pub block: NodeId,
    /// The note that it is in.
    pub note: Option<NodeId>,
    /// How loose it is: TeX's badness where it is justified and stretched.
    pub looseness: i32,
    /// Whether it ends with a hyphen that is not written.
    pub is_hyphenated: bool,
    /// Where its first words are written.
    pub span: Option<Span>,
    /// Its baseline from the top of the trim.
    pub baseline: Length,
    /// The marks from its first run to its last, and whose they are.
    marks: &'p [Mark],
    division: &'p PagedDivision,
}

/// The lines of a page. Words on one baseline of one block are a line.
pub fn lines<'p>(page: &'p Page, division: &'p PagedDivision) -> Vec<Line<'p>> {
    let mut lines: Vec<Line<'p>> = Vec::new();
    for frame in &page.frames {
        // The line that goes on, and the mark that it began with.
        let mut open: Option<(Line<'p>, usize)> = None;
        for (at, mark) in frame.marks.iter().enumerate() {
            let Mark::Text(run) = mark else { continue };
            let Owner::Node(node) = run.owner else {
                continue;
            };
            let block = block_of(division, node);
            // Superior figures stand higher than the line that they are in.
            let baseline = frame.y + run.baseline;
            let goes_on = |(line, _): &(Line<'p>, usize)| {
                line.block == block && (line.baseline - baseline).abs() < run.size
            };
            let (mut line, first) = match open {
                Some(own) if goes_on(&own) => own,
                _ => {
                    lines.extend(open.map(|(line, _)| line));
                    (Line::new(block, baseline, division), at)
                }
            };
            line.take_in(run);
            line.marks = frame.marks.get(first..=at).unwrap_or(&[]);
            open = Some((line, first));
        }
        lines.extend(open.map(|(line, _)| line));
    }
    lines
}

impl<'p> Line<'p> {
    fn new(block: NodeId, baseline: Length, division: &'p PagedDivision) -> Line<'p> {
        Line {
            block,
            note: note_of(division, block),
            looseness: 0,
            is_hyphenated: false,
            span: None,
            baseline,
            marks: &[],
            division,
        }
    }

    fn take_in(&mut self, run: &Run) {
        self.looseness = self.looseness.max(run.looseness);
        self.span = self.span.or(run.span);
        if let Some(last) = run.words.last() {
            self.is_hyphenated = last.after == After::SoftHyphen;
        }
    }

    /// Its words as they are read.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for mark in self.marks {
            let Mark::Text(run) = mark else { continue };
            for word in &run.words {
                text.push_str(self.division.words.view(word.word).text);
                // A word that is divided has its hyphen already.
                match word.after {
                    After::Nothing | After::SoftHyphen => {}
                    After::Space => text.push(' '),
                }
            }
        }
        text
    }
}

/// The block that a node of the text is in: not a part of a line.
fn block_of(division: &PagedDivision, node: NodeId) -> NodeId {
    let is_block = |role: NodeRole| {
        !matches!(
            role,
            NodeRole::Span | NodeRole::NoteReference | NodeRole::Link
        )
    };
    let found = ancestors(division, node).find(|(_, role)| is_block(*role));
    found.map_or(node, |(own, _)| own)
}

fn note_of(division: &PagedDivision, node: NodeId) -> Option<NodeId> {
    let found = ancestors(division, node).find(|(_, role)| *role == NodeRole::Note);
    found.map(|(own, _)| own)
}

/// A node and those above it, up to the root.
fn ancestors(
    division: &PagedDivision,
    node: NodeId,
) -> impl Iterator<Item = (NodeId, NodeRole)> + '_ {
    let of = |NodeId(id): NodeId| division.structure.get(id as usize);
    let parent = move |own: &NodeId| {
        let parent = of(*own)?.parent;
        // The root is its own parent; all others come after theirs.
        (parent < *own).then_some(parent)
    };
    let up = std::iter::successors(Some(node), parent);
    up.filter_map(move |own| Some((own, of(own)?.role)))
}
