//! Notes that go on on the next page.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, codes};
use crate::document::DivisionId;
use crate::layout::NodeId;

use super::lines::Line;
use super::{PageView, Setting};

/// The notes that the page before shows.
#[derive(Debug, Default)]
pub struct Notes<'p> {
    division: Option<DivisionId>,
    /// The first line of each there.
    before: BTreeMap<NodeId, Line<'p>>,
}

impl<'p> Notes<'p> {
    /// Judges the notes of the next page.
    pub fn judge(&mut self, view: &PageView<'_, 'p>, setting: &mut Setting) {
        if self.division != Some(view.page.division) {
            self.division = Some(view.page.division);
            self.before.clear();
        }
        let mut own: BTreeMap<NodeId, Line<'p>> = BTreeMap::new();
        for &line in view.lines {
            let Some(note) = line.note else { continue };
            // The number of a note is written nowhere.
            let first = own.entry(note).or_insert(line);
            if first.span.is_none() {
                *first = line;
            }
        }
        for note in own.keys() {
            if let (Some(first), Some(before)) = (self.before.get(note), view.before()) {
                let message = format!("a note goes on on page {}", view.page.label);
                let found = Diagnostic::new(codes::LAYOUT_SPLIT_NOTE, view.span(first), message)
                    .help("shorten the note, or move its mark to an earlier sentence")
                    .on_page(&before.label);
                setting.figures.split_notes += 1;
                setting.faults.push(found);
            }
        }
        self.before = own;
    }
}
