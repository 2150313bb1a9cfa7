//! Pages with one fault each, which the judge must find, and nothing else with it. Each specimen is a
//! sound chapter of six sheets that one thing was changed in.

mod chapter;

use super::figures::{FaultKind, Figures};
use chapter::{Chapter, Edge, Line, ROWS};

#[test]
fn a_sound_chapter_has_no_fault() {
    let figures = Chapter::sound().judged();
    assert_eq!(found(&figures), []);
    // Of each page's paragraphs of six lines the last lines are not justified.
    assert_eq!(figures.lines.len(), 6 * 6 * 5);
    assert_eq!(figures.spreads, 2);
    assert!((figures.mean_ratio() - 0.2).abs() < 1e-6);
    assert_eq!(figures.loose(), 0.0);
}

#[test]
fn a_paragraph_s_last_line_alone_at_a_head_is_found() {
    let mut chapter = Chapter::sound();
    chapter.set(2, &[6, 6, 6, 6, 6, 6], Edge::GoesOn);
    chapter.set_after(3, &[1, 5, 6, 6, 6, 6, 6]);
    assert_eq!(found(&chapter.judged()), [(FaultKind::Widow, 3)]);
}

#[test]
fn a_paragraph_s_first_line_alone_at_a_foot_is_found() {
    let mut chapter = Chapter::sound();
    chapter.set(2, &[6, 6, 6, 6, 6, 5, 1], Edge::GoesOn);
    chapter.set_after(3, &[5, 7, 6, 6, 6, 6]);
    assert_eq!(found(&chapter.judged()), [(FaultKind::Orphan, 2)]);
}

#[test]
fn a_paragraph_that_two_pages_share_fairly_is_no_fault() {
    let mut chapter = Chapter::sound();
    chapter.set(2, &[6, 6, 6, 6, 6, 4, 2], Edge::GoesOn);
    chapter.set_after(3, &[2, 10, 6, 6, 6, 6]);
    let figures = chapter.judged();
    assert_eq!(found(&figures), []);
    assert_eq!(figures.lines.len(), 6 * 36 - (4 * 6 + 6 + 6));
}

#[test]
fn three_hyphens_in_a_row_are_found() {
    let mut chapter = Chapter::sound();
    for row in [7, 8] {
        chapter.hyphenate(2, row);
    }
    let figures = chapter.judged();
    assert_eq!((found(&figures).len(), figures.longest_ladder), (0, 2));
    chapter.hyphenate(2, 9);
    let figures = chapter.judged();
    assert_eq!(found(&figures), [(FaultKind::Ladder, 2)]);
    assert!((figures.hyphenated() - 100.0 * 3.0 / 180.0).abs() < 1e-6);
}

#[test]
fn a_hyphen_at_a_page_s_end_is_found() {
    let mut chapter = Chapter::sound();
    chapter.set(2, &[6, 6, 6, 6, 6, 4, 2], Edge::GoesOn);
    chapter.set_after(3, &[2, 10, 6, 6, 6, 6]);
    chapter.hyphenate(2, ROWS - 1);
    assert_eq!(found(&chapter.judged()), [(FaultKind::HyphenAtFoot, 2)]);
}

#[test]
fn a_loose_line_is_found_and_counted_where_it_belongs() {
    let mut chapter = Chapter::sound();
    chapter.line(
        3,
        8,
        Line {
            ratio: 1.6,
            ..Line::FULL
        },
    );
    let figures = chapter.judged();
    assert!((figures.loose() - 100.0 / 180.0).abs() < 1e-6);
    let bins: Vec<(f64, usize)> = figures.histogram();
    assert!(
        bins.contains(&(1.5, 1)) && bins.contains(&(0.0, 179)),
        "{bins:?}"
    );
    let [natural, stretch, _] = chapter.measures.word_space;
    assert!((figures.spaces().1 - (natural + 1.6 * stretch)).abs() < 1e-6);
}

#[test]
fn a_tight_line_is_measured_by_what_its_spaces_may_lose() {
    let mut chapter = Chapter::sound();
    chapter.line(
        3,
        8,
        Line {
            ratio: -0.9,
            ..Line::FULL
        },
    );
    let tightest = chapter.judged().lines.into_iter().map(|line| line.ratio);
    assert!((tightest.fold(0.0, f64::min) + 0.9).abs() < 1e-6);
}

#[test]
fn a_line_out_of_its_column_is_found() {
    let mut chapter = Chapter::sound();
    chapter.line(
        3,
        8,
        Line {
            beyond: 0.2,
            ..Line::FULL
        },
    );
    // A letter's edge may be softer than that.
    assert_eq!(found(&chapter.judged()), []);
    chapter.line(
        3,
        8,
        Line {
            beyond: 4.0,
            ..Line::FULL
        },
    );
    assert_eq!(found(&chapter.judged()), [(FaultKind::Overfull, 3)]);
}

#[test]
fn a_last_line_that_is_hardly_there_is_counted() {
    let mut chapter = Chapter::sound();
    assert_eq!(chapter.judged().runts, 0);
    let beyond = 30.0 - chapter.measures.measure;
    chapter.line(
        3,
        11,
        Line {
            beyond,
            ratio: 0.0,
            last: ".",
            ..Line::FULL
        },
    );
    assert_eq!(chapter.judged().runts, 1);
}

#[test]
fn a_line_that_misses_its_edge_is_measured() {
    let mut chapter = Chapter::sound();
    chapter.line(
        3,
        8,
        Line {
            beyond: -0.2,
            ..Line::FULL
        },
    );
    assert!(chapter.judged().edge < 1e-6, "its last letter may be soft");
    chapter.line(
        3,
        8,
        Line {
            beyond: -0.2,
            last: "n",
            ..Line::FULL
        },
    );
    assert!((chapter.judged().edge - 0.2).abs() < 1e-6);
}

#[test]
fn hanging_punctuation_is_no_fault() {
    let mut chapter = Chapter::sound();
    chapter.line(
        3,
        8,
        Line {
            beyond: 2.0,
            last: ",",
            ..Line::FULL
        },
    );
    let figures = chapter.judged();
    assert_eq!((found(&figures).len(), figures.lines.len()), (0, 180));
}

#[test]
fn a_line_out_of_a_quotation_s_column_is_found() {
    let mut chapter = Chapter::sound();
    for row in 6..12 {
        let quoted = Line {
            left: 14.0,
            beyond: -14.0,
            ..Line::FULL
        };
        chapter.line(3, row, quoted);
    }
    assert_eq!(found(&chapter.judged()), []);
    chapter.line(
        3,
        8,
        Line {
            left: 14.0,
            beyond: -7.0,
            ..Line::FULL
        },
    );
    assert_eq!(found(&chapter.judged()), [(FaultKind::Overfull, 3)]);
}

#[test]
fn a_heading_with_too_little_below_it_is_found() {
    let mut chapter = Chapter::sound();
    chapter.set(2, &[6, 6, 6, 6, 6, 3], Edge::Ends);
    chapter.heading(2, ROWS - 2);
    chapter.set_row(2, ROWS - 1, Line::INDENTED);
    chapter.set_after(3, &[5, 7, 6, 6, 6, 6]);
    let found = found(&chapter.judged());
    assert_eq!(
        found,
        [(FaultKind::Orphan, 2), (FaultKind::HeadingAtFoot, 2)]
    );
}

#[test]
fn a_list_s_introduction_at_a_foot_is_found() {
    let mut chapter = Chapter::sound();
    chapter.line(
        2,
        ROWS - 1,
        Line {
            beyond: -100.0,
            last: ":",
            ..Line::FULL
        },
    );
    chapter.set(3, &[6, 6, 6, 6, 6, 6], Edge::Ends);
    chapter.bullet(3, 0);
    assert_eq!(found(&chapter.judged()), [(FaultKind::HeadingAtFoot, 2)]);
}

#[test]
fn a_spread_that_ends_on_two_heights_is_found() {
    let mut chapter = Chapter::sound();
    chapter.set(4, &[6, 6, 6, 6, 6, 5], Edge::Ends);
    let figures = chapter.judged();
    assert_eq!(found(&figures), [(FaultKind::UnevenSpread, 4)]);
    assert_eq!(figures.uneven(), 50.0);
    chapter.set(5, &[6, 6, 6, 6, 6, 5], Edge::Ends);
    assert_eq!(found(&chapter.judged()), []);
}

#[test]
fn white_space_above_notes_counts_as_missing_lines() {
    let mut chapter = Chapter::sound();
    for sheet in [4, 5] {
        chapter.set(sheet, &[6, 6, 6, 6, 6], Edge::Ends);
        chapter.mark(sheet, 3, sheet - 3);
        chapter.notes(sheet, &[Some(sheet - 3), None, None]);
    }
    assert_eq!(found(&chapter.judged()), []);
    chapter.set(4, &[6, 6, 6, 6, 4], Edge::Ends);
    chapter.mark(4, 3, 1);
    chapter.notes(4, &[Some(1), None, None]);
    assert_eq!(found(&chapter.judged()), [(FaultKind::UnevenSpread, 4)]);
}

#[test]
fn a_page_of_notes_that_runs_a_line_long_is_level_with_one_of_text() {
    let mut chapter = Chapter::sound();
    for sheet in [2, 4] {
        chapter.set(sheet, &[6, 6, 6, 6, 6, 4], Edge::Ends);
        chapter.mark(sheet, 3, sheet / 2);
        chapter.notes(sheet, &[Some(sheet / 2), None]);
        let leading = chapter.measures.leading;
        chapter.move_notes(sheet, leading);
    }
    // The text that faces the first runs a line long, that which faces the second does not.
    chapter.set(3, &[6, 6, 6, 6, 6, 7], Edge::Ends);
    assert_eq!(found(&chapter.judged()), [(FaultKind::UnevenSpread, 4)]);
}

#[test]
fn a_note_after_its_mark_s_page_is_found() {
    let mut chapter = Chapter::sound();
    for sheet in [4, 5] {
        chapter.set(sheet, &[6, 6, 6, 6, 6], Edge::Ends);
    }
    chapter.mark(4, 3, 1);
    chapter.notes(4, &[Some(1)]);
    chapter.mark(4, 9, 2);
    chapter.notes(5, &[Some(2), None]);
    let figures = chapter.judged();
    assert_eq!(found(&figures), [(FaultKind::LateNote, 4)]);
    assert_eq!((figures.marks, figures.notes), (2, 2));
}

#[test]
fn a_note_that_goes_on_is_counted() {
    let mut chapter = Chapter::sound();
    for sheet in [4, 5] {
        chapter.set(sheet, &[6, 6, 6, 6, 6], Edge::Ends);
    }
    chapter.mark(4, 3, 1);
    chapter.notes(4, &[Some(1), None]);
    chapter.notes(5, &[None, None]);
    assert_eq!(found(&chapter.judged()), [(FaultKind::SplitNote, 5)]);
}

#[test]
fn a_page_of_three_lines_is_found() {
    let mut chapter = Chapter::sound();
    chapter.set(6, &[3], Edge::Ends);
    assert_eq!(found(&chapter.judged()), [(FaultKind::ShortPage, 6)]);
    chapter.set(6, &[4], Edge::Ends);
    assert_eq!(found(&chapter.judged()), []);
}

fn found(figures: &Figures) -> Vec<(FaultKind, usize)> {
    let faults = figures.faults.iter();
    faults.map(|fault| (fault.kind, fault.page)).collect()
}
