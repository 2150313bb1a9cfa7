//! Pages of small galleys, where the right answer can be counted out by hand.

use super::super::flow::FORBIDDEN;
use super::*;

const LINE: Length = Length::pt(14);

fn frame(lines: i64) -> PageFrame {
    PageFrame {
        height: LINE * lines,
        grid: LINE,
        note_gap: LINE,
        continued: LINE,
        float_gap: LINE,
        begins_recto: true,
    }
}

fn line() -> FlowItem {
    FlowItem::Strip(Strip {
        height: LINE,
        on_grid: true,
        ..Strip::default()
    })
}

fn line_with_note(note: u32) -> FlowItem {
    let notes = vec![NoteId(note)];
    FlowItem::Strip(Strip {
        height: LINE,
        on_grid: true,
        notes,
        ..Strip::default()
    })
}

fn paragraph(lines: usize) -> Vec<FlowItem> {
    let mut items = Vec::new();
    for at in 0..lines {
        if at > 0 && (at < 2 || lines - at < 2) {
            items.push(FlowItem::Penalty(FORBIDDEN));
        }
        items.push(line());
    }
    items
}

fn note(lines: usize) -> Vec<Strip> {
    vec![
        Strip {
            height: LINE,
            ..Strip::default()
        };
        lines
    ]
}

/// Lines of text on a page, and the notes with their lines on it.
type PageContents = (usize, Vec<(u32, Range<usize>)>);

/// The pages of a galley.
fn pages(items: &[FlowItem], notes: &[Vec<Strip>], lines: i64) -> Vec<PageContents> {
    let items: Vec<&FlowItem> = items.iter().collect();
    let notes: Vec<Vec<&Strip>> = notes.iter().map(|note| note.iter().collect()).collect();
    let view = GalleyView {
        items: &items,
        repeats: &[],
        notes: &notes,
    };
    let plans = choose_breaks(view, &frame(lines));
    plans
        .into_iter()
        .map(|plan| {
            let notes = plan
                .notes
                .into_iter()
                .map(|part| (part.note.0, part.lines))
                .collect();
            (plan.strips.len(), notes)
        })
        .collect()
}

#[test]
fn no_page_begins_or_ends_with_a_single_line_of_a_paragraph() {
    // Ten lines a page; a widow and an orphan would fill the first page.
    let items: Vec<FlowItem> = [paragraph(9), paragraph(9), paragraph(5)].concat();
    let lines: Vec<usize> = pages(&items, &[], 10)
        .into_iter()
        .map(|(lines, _)| lines)
        .collect();
    assert_eq!(lines, [9, 9, 5]);
}

#[test]
fn a_heading_does_not_stay_at_the_foot() {
    let mut items = paragraph(8);
    items.extend([FlowItem::Space(LINE), line(), FlowItem::Penalty(FORBIDDEN)]);
    items.extend(paragraph(6));
    let lines: Vec<usize> = pages(&items, &[], 10)
        .into_iter()
        .map(|(lines, _)| lines)
        .collect();
    assert_eq!(lines, [8, 7]);
}

#[test]
fn a_note_stands_on_its_marks_page() {
    let mut items = vec![line(); 6];
    items.push(line_with_note(0));
    items.extend(vec![line(); 5]);
    assert_eq!(
        pages(&items, &[note(2)], 10),
        [(7, vec![(0, 0..2)]), (5, vec![])]
    );
}

#[test]
fn a_long_note_is_split_with_two_lines_on_each_side() {
    let mut items = vec![line(); 6];
    items.push(line_with_note(0));
    items.extend(vec![line(); 9]);
    let found = pages(&items, &[note(7)], 10);
    let parts: Vec<_> = found.iter().flat_map(|(_, notes)| notes.clone()).collect();
    // With two lines on the first page the others would leave three lines of text on the second.
    assert_eq!(parts, [(0, 0..4), (0, 4..7)]);
    assert_eq!(found.iter().map(|(lines, _)| lines).sum::<usize>(), 16);
}

#[test]
fn a_note_longer_than_a_page_goes_on_until_it_ends() {
    let items = vec![line_with_note(0), line(), line()];
    let found = pages(&items, &[note(30)], 10);
    let set: usize = found
        .iter()
        .flat_map(|(_, notes)| notes)
        .map(|(_, lines)| lines.len())
        .sum();
    assert_eq!(set, 30);
    assert_eq!(found.iter().map(|(lines, _)| lines).sum::<usize>(), 3);
}

#[test]
fn nothing_is_lost_when_nothing_fits() {
    let high = FlowItem::Strip(Strip {
        height: LINE * 25,
        ..Strip::default()
    });
    let items = vec![line(), high, line()];
    let found = pages(&items, &[], 10);
    assert_eq!(found.iter().map(|(lines, _)| lines).sum::<usize>(), 3);
    let called: Vec<FlowItem> = (0..6).map(line_with_note).collect();
    let notes: Vec<Vec<Strip>> = (0..6).map(|_| note(8)).collect();
    let found = pages(&called, &notes, 10);
    let set: usize = found
        .iter()
        .flat_map(|(_, notes)| notes)
        .map(|(_, lines)| lines.len())
        .sum();
    assert_eq!(set, 48);
}

#[test]
fn what_belongs_together_is_parted_rather_than_run_off_the_page() {
    let mut items = Vec::new();
    for _ in 0..25 {
        items.extend([line(), FlowItem::Penalty(FORBIDDEN)]);
    }
    items.push(line());
    let lines: Vec<usize> = pages(&items, &[], 10)
        .into_iter()
        .map(|(lines, _)| lines)
        .collect();
    assert_eq!(lines.iter().sum::<usize>(), 26);
    assert!(lines.iter().all(|count| *count <= 10), "{lines:?}");
}

#[test]
fn short_pages_are_shared_out_instead_of_filling_greedily() {
    // Filling the first page leaves a last page of a single line, which looks lost.
    let items: Vec<FlowItem> =
        [vec![line(); 9], paragraph(2), vec![line(); 8], paragraph(2)].concat();
    let lines: Vec<usize> = pages(&items, &[], 10)
        .into_iter()
        .map(|(lines, _)| lines)
        .collect();
    assert!(lines.iter().all(|count| *count >= 4), "{lines:?}");
}

/// A list whose items stand half a line off the grid, with white space that may bring it back.
#[test]
fn a_page_does_not_end_half_a_line_above_the_one_that_faces_it() {
    let half = LINE / 2;
    let item = FlowItem::Strip(Strip {
        height: LINE,
        ..Strip::default()
    });
    let mut items = vec![line(); 10];
    items.extend(vec![line(); 10]);
    items.extend(vec![line(); 6]);
    items.extend([FlowItem::Space(half), FlowItem::Flex(LINE - half)]);
    items.extend(vec![item; 12]);
    items.push(FlowItem::Space(half));
    items.extend(vec![line(); 12]);
    let items: Vec<&FlowItem> = items.iter().collect();
    let view = GalleyView {
        items: &items,
        repeats: &[],
        notes: &[],
    };
    let plans = choose_breaks(view, &frame(10));
    let levels: Vec<Length> = plans.iter().map(|plan| plan.level).collect();
    for spread in levels[1..levels.len() - 1].chunks_exact(2) {
        assert_eq!(spread[0], spread[1], "{levels:?}");
    }
}
