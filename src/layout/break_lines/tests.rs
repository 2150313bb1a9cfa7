//! LuaTeX is the oracle: 1,500 paragraphs of English prose with its own breaks, demerits and glue.

use std::io::Read;

use super::*;

const ANSWERS: &[u8] = include_bytes!("../../../tests/fixtures/linebreak/luatex.txt.gz");

struct Paragraph {
    measure: Length,
    parameters: LineParameters,
    items: Vec<Item>,
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

fn fill() -> Item {
    Item::Glue {
        width: Length::ZERO,
        stretch: Length::pt(1),
        order: 2,
        shrink: Length::ZERO,
    }
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

fn read_answers() -> Vec<Paragraph> {
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
            pretolerance: (n[1] >= 0).then_some(n[1] as i32),
            tolerance: n[2] as i32,
            line_penalty: n[3],
            adjacent_demerits: n[6],
            double_hyphen_demerits: n[7],
            final_hyphen_demerits: n[8],
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
