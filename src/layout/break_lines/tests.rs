//! LuaTeX is the oracle: 1,500 paragraphs of English prose with its own breaks, demerits and glue.

use std::io::Read;

use super::*;

const ANSWERS: &[u8] = include_bytes!("../../../tests/fixtures/linebreak/luatex.txt.gz");

pub(super) struct Paragraph {
    pub measure: Length,
    pub parameters: LineParameters,
    pub items: Vec<Item>,
    demerits: i64,
    looseness: i32,
    /// Sign (0 natural, 1 stretched, 2 shrunk), order, ratio.
    lines: Vec<(u8, u8, f64)>,
}

#[test]
fn all_paragraphs_are_broken_as_luatex_breaks_them() {
    let paragraphs = read_answers();
    assert_eq!(paragraphs.len(), 1_500);
    let mut differing = Vec::new();
    let mut lines = 0;
    for (at, paragraph) in paragraphs.iter().enumerate() {
        let breaks = break_lines(&paragraph.items, paragraph.measure, &paragraph.parameters);
        lines += breaks.lines.len();
        if !agrees(paragraph, &breaks) {
            differing.push((at, paragraph.demerits, breaks.demerits));
        }
    }
    assert!(
        differing.is_empty(),
        "{} differ: {:?}",
        differing.len(),
        &differing[..differing.len().min(20)]
    );
    assert_eq!(lines, 13_715);
}

#[test]
fn a_paragraph_that_cannot_fit_is_overfull_and_says_by_how_much() {
    let items = [Item::Box(Length::pt(300)), Item::Penalty(10_000), fill()];
    let breaks = break_lines(&items, Length::pt(200), &LineParameters::default());
    assert_eq!(breaks.lines.len(), 1);
    assert_eq!(breaks.lines[0].setting.overfull(), Some(Length::pt(100)));
}

#[test]
fn an_empty_paragraph_is_one_empty_line() {
    let breaks = break_lines(&[fill()], Length::pt(200), &LineParameters::default());
    assert_eq!(breaks.lines.len(), 1);
}

/// The glue that fills a paragraph's last line.
pub(super) fn fill() -> Item {
    Item::Glue {
        width: Length::ZERO,
        stretch: Length::pt(1),
        order: 2,
        shrink: Length::ZERO,
    }
}

/// A paragraph of words of so many points, all of them hyphenable in the middle.
pub(super) fn words(widths: &[i64]) -> Vec<Item> {
    let half = |width: i64| Item::Text {
        width: Length::pt(width) / 2,
        flex: Length::ZERO,
        left: Length::ZERO,
        right: Length::ZERO,
    };
    let mut items = Vec::new();
    for (at, width) in widths.iter().enumerate() {
        if at > 0 {
            items.push(Item::Glue {
                width: Length::pt(3),
                stretch: Length::pt(2),
                order: 0,
                shrink: Length::pt(1),
            });
        }
        let hyphen = Item::Discretionary {
            before: Length::pt(3),
            after: Length::ZERO,
            replaced: Length::ZERO,
            hang: Length::ZERO,
            penalty: 50,
            automatic: true,
        };
        items.extend([half(*width), hyphen, half(*width)]);
    }
    items.extend([Item::Penalty(10_000), fill()]);
    items
}

#[test]
fn text_expands_with_the_spaces_and_no_further_than_it_may() {
    let text = |width, flex| Item::Text {
        width: Length::pt(width),
        flex: Length::pt(flex),
        left: Length::ZERO,
        right: Length::ZERO,
    };
    let space = Item::Glue {
        width: Length::pt(4),
        stretch: Length::pt(2),
        order: 0,
        shrink: Length::pt(2),
    };
    // 100 pt of text and a space of 4 pt; both together may gain or lose 4 pt.
    let items = [
        text(50, 1),
        space,
        text(50, 1),
        Item::Penalty(-10_000),
        text(9, 0),
    ];
    let share = |measure: i64| {
        let breaks = break_lines(&items, Length::pt(measure), &LineParameters::default());
        let line = breaks.lines[0];
        (line.setting.expansion(1_000), line.setting.overfull())
    };
    assert_eq!(share(104), (0, None));
    assert_eq!(share(106), (500, None));
    assert_eq!(share(102), (-500, None));
    assert_eq!(share(112), (1_000, None));
    assert_eq!(share(100), (-1_000, None));
}

#[test]
fn what_stands_out_is_no_part_of_the_line() {
    let text = |left, right| Item::Text {
        width: Length::pt(50),
        flex: Length::ZERO,
        left: Length::pt(left),
        right: Length::pt(right),
    };
    let space = Item::Glue {
        width: Length::pt(4),
        stretch: Length::ZERO,
        order: 0,
        shrink: Length::ZERO,
    };
    let items = [
        text(1, 9),
        space,
        text(9, 2),
        space,
        text(5, 6),
        Item::Penalty(10_000),
        fill(),
    ];
    let breaks = break_lines(&items, Length::pt(101), &LineParameters::default());
    let [first, second] = breaks.lines[..] else {
        panic!("two lines");
    };
    assert_eq!(first.setting, Setting::Natural);
    assert_eq!((first.left, first.right), (Length::pt(1), Length::pt(2)));
    assert_eq!((second.left, second.right), (Length::pt(5), Length::ZERO));
}

#[test]
fn no_third_line_in_a_row_ends_with_a_hyphen_where_another_way_exists() {
    let mut ladders = [0, 0];
    for (at, ladder_demerits) in [0, 1_000_000].into_iter().enumerate() {
        for first in 20..60 {
            let widths: Vec<i64> = (0..40).map(|word| 20 + (word * 7 + first) % 31).collect();
            let items = words(&widths);
            let parameters = LineParameters {
                pretolerance: None,
                double_hyphen_demerits: 0,
                ladder_demerits,
                ..LineParameters::default()
            };
            let breaks = break_lines(&items, Length::pt(110), &parameters);
            let hyphens = breaks
                .lines
                .iter()
                .map(|line| matches!(items.get(line.end), Some(Item::Discretionary { .. })));
            let hyphens: Vec<bool> = hyphens.collect();
            ladders[at] += hyphens
                .windows(3)
                .filter(|three| **three == [true; 3])
                .count();
        }
    }
    assert!(ladders[0] > 2, "{ladders:?}");
    assert_eq!(ladders[1], 0);
}

/// A line that no break can save is no reason for its neighbours to be ugly.
#[test]
fn a_loose_line_that_must_be_does_not_loosen_others() {
    let mut looseness = [[0, 0], [0, 0]];
    for (at, loose_demerits) in [0, 200_000].into_iter().enumerate() {
        for first in 0..60 {
            // The word of 130 points fits on no line with much beside it.
            let widths = (0..30).map(|word| match word {
                12 => 130,
                _ => 20 + (word * 7 + first) % 31,
            });
            let items = words(&widths.collect::<Vec<i64>>());
            let parameters = LineParameters {
                loose_demerits,
                ..LineParameters::default()
            };
            let breaks = break_lines(&items, Length::pt(150), &parameters);
            for line in &breaks.lines {
                if let Setting::Stretch {
                    order: 0,
                    excess,
                    total,
                } = line.setting
                {
                    looseness[at][0] += usize::from(badness(excess, total) > 100);
                    looseness[at][1] += usize::from(badness(excess, total) > 400);
                }
            }
        }
    }
    let [without, with] = looseness;
    assert!(
        with[0] < without[0] && with[1] < without[1],
        "{looseness:?}"
    );
}

#[test]
fn a_runt_is_avoided_where_another_way_exists() {
    let mut runts = [0, 0];
    for (at, runt) in [Length::ZERO, Length::pt(30)].into_iter().enumerate() {
        for last in 4..40 {
            let mut widths: Vec<i64> = (0..30).map(|word| 14 + (word * 5) % 23).collect();
            widths.push(last);
            let items = words(&widths);
            let parameters = LineParameters {
                runt,
                ..LineParameters::default()
            };
            let breaks = break_lines(&items, Length::pt(200), &parameters);
            let line = breaks.lines[breaks.lines.len() - 1];
            let mut width = Totals::default();
            items[line.start..].iter().for_each(|item| width.add(*item));
            runts[at] += usize::from(width.width < Length::pt(30).0);
        }
    }
    assert!(runts[0] > 1, "{runts:?}");
    assert!(runts[1] < runts[0], "{runts:?}");
}

fn agrees(paragraph: &Paragraph, breaks: &Breaks) -> bool {
    breaks.demerits == paragraph.demerits
        && breaks.looseness == paragraph.looseness
        && breaks.lines.len() == paragraph.lines.len()
        && breaks
            .lines
            .iter()
            .zip(&paragraph.lines)
            .all(|(line, &(sign, order, ratio))| {
                let (own_sign, own_order, own_ratio) = match line.setting {
                    Setting::Natural => (0, 0, 0.0),
                    Setting::Stretch {
                        order,
                        excess,
                        total,
                    } => (1, order, excess as f64 / total as f64),
                    Setting::Shrink { excess, total } => {
                        (2, 0, (excess as f64 / total as f64).min(1.0))
                    }
                };
                own_sign == sign
                    && own_order == order
                    && (own_ratio - ratio).abs() <= 1e-6 * ratio.max(1.0)
            })
}

/// The paragraphs with LuaTeX's answers.
pub(super) fn read_answers() -> Vec<Paragraph> {
    let mut text = String::new();
    flate2::read::GzDecoder::new(ANSWERS)
        .read_to_string(&mut text)
        .unwrap();
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    for line in text.lines() {
        let mut words = line.split(' ');
        let kind = words.next().unwrap();
        if kind == "L" {
            let numbers: Vec<f64> = words.map(|word| word.parse().unwrap()).collect();
            let paragraph = paragraphs.last_mut().unwrap();
            paragraph
                .lines
                .push((numbers[0] as u8, numbers[1] as u8, numbers[2]));
            continue;
        }
        let n: Vec<i64> = words.map(|word| word.parse().unwrap()).collect();
        if kind == "PAR" {
            paragraphs.push(new_paragraph(&n));
            continue;
        }
        let paragraph = paragraphs.last_mut().unwrap();
        match kind {
            "B" => paragraph.items.push(Item::Box(Length(n[0]))),
            "G" => {
                assert_eq!(n[4], 0, "finite shrink only");
                paragraph.items.push(Item::Glue {
                    width: Length(n[0]),
                    stretch: Length(n[1]),
                    order: n[2] as u8,
                    shrink: Length(n[3]),
                });
            }
            "K" => {
                let explicit = n[1] == 1 || n[1] == 3;
                paragraph.items.push(Item::Kern {
                    width: Length(n[0]),
                    explicit,
                });
            }
            "P" => paragraph.items.push(Item::Penalty(n[0] as i32)),
            "D" => paragraph.items.push(Item::Discretionary {
                before: Length(n[0]),
                after: Length(n[1]),
                replaced: Length(n[2]),
                hang: Length::ZERO,
                penalty: n[3] as i32,
                automatic: n[4] == 3,
            }),
            "X" => {}
            "RES" => (paragraph.demerits, paragraph.looseness) = (n[0], n[1] as i32),
            other => panic!("a line of an unknown kind: {other}"),
        }
    }
    paragraphs
}

/// `PAR hsize pretolerance tolerance linepenalty hyphenpenalty exhyphenpenalty adjdemerits
/// doublehyphendemerits finalhyphendemerits looseness`
fn new_paragraph(n: &[i64]) -> Paragraph {
    Paragraph {
        measure: Length(n[0]),
        parameters: LineParameters {
            good: None,
            pretolerance: (n[1] >= 0).then_some(n[1] as i32),
            tolerance: n[2] as i32,
            line_penalty: n[3],
            adjacent_demerits: n[6],
            double_hyphen_demerits: n[7],
            final_hyphen_demerits: n[8],
            ladder_demerits: 0,
            loose_demerits: 0,
            runt: Length::ZERO,
            runt_demerits: 0,
            looseness: n[9] as i32,
            emergency_stretch: Length::ZERO,
            ragged_stretch: Length::ZERO,
        },
        items: Vec::new(),
        demerits: 0,
        looseness: 0,
        lines: Vec::new(),
    }
}
