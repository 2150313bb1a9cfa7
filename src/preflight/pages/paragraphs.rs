//! Lines of paragraphs: those that are loose, hyphens in a row, and hyphens at the foot of a page.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, codes};
use crate::document::DivisionId;
use crate::layout::NodeId;

use super::lines::Line;
use super::{PageView, Setting};

/// TeX's badness of a line whose spaces gained all that they may.
const LOOSE: i32 = 100;

/// So many hyphens in a row are a ladder.
const LADDER: usize = 3;

/// The paragraphs that the page before and this one show.
#[derive(Debug, Default)]
pub struct Paragraphs<'p> {
    division: Option<DivisionId>,
    open: BTreeMap<NodeId, Open<'p>>,
}

/// A paragraph so far.
#[derive(Debug)]
struct Open<'p> {
    /// The page of its last line.
    page: usize,
    last: Line<'p>,
    /// How many lines up to the last end with a hyphen, and the first of them.
    hyphens: usize,
    ladder: Option<Line<'p>>,
}

impl<'p> Paragraphs<'p> {
    /// Judges the lines of the next page.
    pub fn judge(&mut self, view: &PageView<'_, 'p>, setting: &mut Setting) {
        if self.division != Some(view.page.division) {
            self.division = Some(view.page.division);
            self.open.clear();
        }
        self.open.retain(|_, open| open.page + 1 >= view.at);
        for &line in view.lines {
            setting.figures.hyphenated += usize::from(line.is_hyphenated);
            setting.figures.loose += usize::from(line.looseness > LOOSE);
            self.take_in(view, line, setting);
        }
        let paragraphs = view.lines.chunk_by(|line, next| line.block == next.block);
        setting
            .faults
            .extend(paragraphs.filter_map(|lines| loose(view, lines)));
    }

    fn take_in(&mut self, view: &PageView<'_, 'p>, line: Line<'p>, setting: &mut Setting) {
        let before = self.open.get(&line.block);
        if let Some(open) = before
            && open.page < view.at
            && open.last.is_hyphenated
        {
            setting.figures.hyphens_at_foot += 1;
            setting.faults.extend(at_foot(view, open));
        }
        let (hyphens, ladder) = match (line.is_hyphenated, before) {
            (false, _) => (0, None),
            (true, Some(open)) => (open.hyphens + 1, open.ladder.or(Some(line))),
            (true, None) => (1, Some(line)),
        };
        if let (LADDER, Some(first)) = (hyphens, &ladder) {
            setting.figures.ladders += 1;
            setting.faults.push(in_a_row(view, first));
        }
        let open = Open {
            page: view.at,
            last: line,
            hyphens,
            ladder,
        };
        self.open.insert(line.block, open);
    }
}

/// The loose lines of a paragraph on a page are one finding.
fn loose(view: &PageView<'_, '_>, lines: &[Line<'_>]) -> Option<Diagnostic> {
    let loose = lines.iter().filter(|line| line.looseness > LOOSE);
    let first = loose.clone().next()?;
    let badness = loose.clone().map(|line| line.looseness).max()?;
    let message = match loose.count() {
        1 => format!("a line is loose (badness {badness}): {}", quoted(first)),
        lines => format!(
            "{lines} lines are loose (badness {badness} at most), the first is {}",
            quoted(first)
        ),
    };
    let found = Diagnostic::new(codes::LAYOUT_LOOSE_LINE, view.span(first), message).help(
        "reword the paragraph, or give its long words soft hyphens (U+00AD) where they may break",
    );
    Some(found.on_page(&view.page.label))
}

fn in_a_row(view: &PageView<'_, '_>, first: &Line<'_>) -> Diagnostic {
    let message = format!(
        "{LADDER} lines in a row end with a hyphen, from {}",
        quoted(first)
    );
    Diagnostic::new(codes::LAYOUT_LADDER, view.span(first), message)
        .help("reword the paragraph")
        .on_page(&view.page.label)
}

/// The page before ended with a hyphenated line.
fn at_foot(view: &PageView<'_, '_>, open: &Open<'_>) -> Option<Diagnostic> {
    let page = view.book.pages.get(open.page)?;
    let message = format!(
        "a word is divided over two pages at the end of {}",
        quoted(&open.last)
    );
    let found = Diagnostic::new(codes::LAYOUT_HYPHEN_AT_FOOT, view.span(&open.last), message);
    Some(
        found
            .help("reword the paragraph by a few words")
            .on_page(&page.label),
    )
}

/// The words of a line, for a finding.
pub fn quoted(line: &Line<'_>) -> String {
    format!("“{}”", line.text().trim())
}
