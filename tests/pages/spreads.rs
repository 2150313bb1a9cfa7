//! Facing pages: whether the text of a verso and its recto ends on the same height.

use super::figures::{FaultKind, Figures};
use super::judge::is_last;
use super::measures::Measures;
use super::page::{LineKind, Page, PageKind};

/// Compares the pages of each spread. The first and the last page of a division end where they must.
pub fn judge(pages: &[Page], measures: &Measures, figures: &mut Figures) {
    let gap = least_gap(pages, measures);
    for pair in pages.windows(2) {
        let [verso, recto] = pair else { continue };
        let is_inner = |page: &Page| page.kind == PageKind::Running && !is_last(pages, page);
        let has_prose = |page: &Page| page.lines.iter().any(|line| line.kind == LineKind::Prose);
        let is_compared = |page: &Page| is_inner(page) && has_prose(page);
        if verso.number % 2 != 0 || !is_compared(verso) || !is_compared(recto) {
            continue;
        }
        figures.spreads += 1;
        let [left, right] = [verso, recto].map(|page| lacking(page, gap, measures));
        if (left - right).abs() > 0.5 {
            let says = format!(
                "{left:.1} lines short on sheet {}, {right:.1} on sheet {}",
                verso.number, recto.number
            );
            figures.push(FaultKind::UnevenSpread, verso, says);
        }
    }
}

/// The lines of text that a page lacks of its full height. Notes stand at the foot of the page, and
/// their lines are no lines of the text's grid: what is left above them is white space only when a line
/// of text would go there.
fn lacking(page: &Page, gap: f64, measures: &Measures) -> f64 {
    let whole_lines = |white: f64| (white / measures.leading + 0.05).floor().max(0.0);
    match page.rule {
        Some(rule) => {
            let above = whole_lines(rule - page.bottom - gap);
            let below = (measures.block.1 - page.notes_bottom) / measures.leading;
            // Notes that run a line long run as long as text does.
            above + if below.abs() > 0.5 { below } else { 0.0 }
        }
        None => (measures.block.1 - page.bottom) / measures.leading,
    }
}

/// The least white space above the notes of any page, which the others have too; at most a line.
fn least_gap(pages: &[Page], measures: &Measures) -> f64 {
    let gaps = pages
        .iter()
        .filter_map(|page| Some(page.rule? - page.bottom));
    gaps.fold(measures.leading, f64::min).max(0.0)
}
