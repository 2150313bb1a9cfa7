//! How what stands on a page fits it: spreads that do not end level, pages that end between lines that
//! belong together, pages of few lines, figures and tables that had to wait.

use crate::diagnostic::{Diagnostic, codes};
use crate::layout::{Mark, Page};
use crate::length::Length;

use super::lines::Line;
use super::paragraphs::quoted;
use super::{PageView, Setting};

/// A page with fewer lines looks lost.
const FEWEST_LINES: usize = 4;

/// Judges a page. `before` are the lines of the page before it.
pub fn judge(view: &PageView<'_, '_>, before: &[Line<'_>], setting: &mut Setting) {
    spread(view, before, setting);
    if view.page.fit.is_parted {
        setting.figures.parted += 1;
        setting.faults.push(parted(view));
    }
    let lines = count_lines(view).filter(|lines| *lines < FEWEST_LINES);
    if let (Some(_), Some(lines)) = (view.before(), lines) {
        setting.figures.short_pages += 1;
        setting.faults.push(short(view, lines));
    }
    for delayed in &view.page.fit.delayed {
        let pages = match delayed.pages {
            1 => "1 page".to_owned(),
            many => format!("{many} pages"),
        };
        let message = format!("this stands {pages} after the text that it is written in");
        let found = Diagnostic::new(codes::LAYOUT_MOVED_FLOAT, delayed.span, message)
            .help("write it after an earlier paragraph, or give a figure a smaller `width=`")
            .on_page(&view.page.label);
        setting.figures.moved_floats += 1;
        setting.faults.push(found);
    }
}

/// Compares a recto with its verso. The last page of a division ends where its text ends.
fn spread(view: &PageView<'_, '_>, lines: &[Line<'_>], setting: &mut Setting) {
    let (Some(verso), Some(_)) = (view.before(), view.after()) else {
        return;
    };
    if !view.page.recto {
        return;
    }
    setting.figures.spreads += 1;
    let grid = view.book.geometry.grid;
    let (left, right) = (lacking(verso, grid), lacking(view.page, grid));
    let difference = (left - right).abs();
    if difference <= grid / 2 {
        return;
    }
    let (verso, recto) = (&verso.label, &view.page.label);
    let (shorter, other) = match left > right {
        true => (verso, recto),
        false => (recto, verso),
    };
    let shown = in_lines(difference, grid);
    let message = format!("page {shorter} ends {shown} higher than page {other}, which faces it");
    let last = match left > right {
        true => last_of_text(lines),
        false => last_of_text(view.lines),
    };
    let found = Diagnostic::new(
        codes::LAYOUT_UNEVEN_SPREAD,
        last.and_then(|line| view.span(line)),
        message,
    )
    .help("reword a paragraph of the two pages so that it has a line more or less")
    .on_page(shorter);
    setting.figures.uneven_spreads += 1;
    setting.faults.push(found);
}

/// What a page lacks of its full height. Where something stands at its foot, white space above it is
/// missed only where a line of text would go there.
fn lacking(page: &Page, grid: Length) -> Length {
    let white = page.fit.slack + grid / 16;
    let lines = white.0 / grid.0.max(1);
    grid * lines - page.fit.level
}

/// "a line", "2.5 lines".
fn in_lines(height: Length, grid: Length) -> String {
    let halves = height.scale(2, grid.0.max(1)).0;
    match (halves / 2, halves % 2) {
        (1, 0) => "a line".to_owned(),
        (0, _) => "half a line".to_owned(),
        (lines, 0) => format!("{lines} lines"),
        (lines, _) => format!("{lines}.5 lines"),
    }
}

/// The last line of a page that is written in the text.
fn last_of_text<'l, 'p>(lines: &'l [Line<'p>]) -> Option<&'l Line<'p>> {
    let is_own = |line: &&Line<'_>| line.note.is_none() && line.span.is_some();
    lines.iter().rev().find(is_own)
}

fn parted(view: &PageView<'_, '_>) -> Diagnostic {
    let last = last_of_text(view.lines);
    let words = last.map_or_else(String::new, |line| format!(", after {}", quoted(line)));
    let message = format!("the page ends between lines that belong together{words}");
    let span = last.and_then(|line| view.span(line));
    Diagnostic::new(codes::LAYOUT_PARTED, span, message)
        .help("reword the paragraphs before it, or shorten what must stand together")
        .on_page(&view.page.label)
}

/// How many lines a page has; `None` where it has an image, which is never little.
fn count_lines(view: &PageView<'_, '_>) -> Option<usize> {
    let mut marks = view.page.frames.iter().flat_map(|frame| &frame.marks);
    if marks.any(|mark| matches!(mark, Mark::Image(_))) {
        return None;
    }
    let mut baselines: Vec<Length> = view.lines.iter().map(|line| line.baseline).collect();
    baselines.sort_unstable();
    baselines.dedup();
    Some(baselines.len())
}

fn short(view: &PageView<'_, '_>, lines: usize) -> Diagnostic {
    let message = match lines {
        1 => "a single line stands on the page".to_owned(),
        lines => format!("only {lines} lines stand on the page"),
    };
    let first = view.lines.iter().find(|line| line.span.is_some());
    let span = first.and_then(|line| view.span(line));
    Diagnostic::new(codes::LAYOUT_SHORT_PAGE, span, message)
        .help("shorten or lengthen the text before it by a few lines")
        .on_page(&view.page.label)
}
