//! Small random chapters, the same for the same seed.

use super::super::super::flow::{FORBIDDEN, VariantMark};
use super::super::*;
use super::LINE;

/// Numbers without pattern (xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % sides
    }

    fn one_in(&mut self, sides: u64) -> bool {
        self.below(sides) == 0
    }
}

#[derive(Debug)]
pub(super) struct Chapter {
    pub items: Vec<FlowItem>,
    pub notes: Vec<Vec<Strip>>,
    pub lines: i64,
}

impl Chapter {
    pub fn random(seed: u64) -> Chapter {
        let mut dice = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        for _ in 0..4 {
            dice.below(2);
        }
        let mut chapter = Chapter {
            items: Vec::new(),
            notes: Vec::new(),
            lines: 6 + dice.below(3) as i64,
        };
        let mut floats = 0;
        for _ in 0..3 + dice.below(4) {
            match dice.below(8) {
                0 => chapter.heading(),
                1 if floats < 3 => {
                    floats += 1;
                    let height = LINE * (1 + dice.below(3) as i64);
                    let rise = match dice.one_in(3) {
                        true => LINE * 3 / 4,
                        false => Length::ZERO,
                    };
                    chapter.items.push(FlowItem::Float(Strip {
                        rise,
                        ..strip(height, None)
                    }));
                }
                2 => chapter.off_grid(&mut dice),
                _ => chapter.paragraph(&mut dice),
            }
        }
        chapter
    }

    pub fn frame(&self) -> PageFrame {
        PageFrame {
            height: LINE * self.lines,
            grid: LINE,
            note_gap: LINE / 2,
            continued: LINE * 3 / 4,
            float_gap: LINE,
            begins_recto: true,
        }
    }

    fn heading(&mut self) {
        self.items.extend([
            FlowItem::Space(LINE * 3 / 2),
            FlowItem::Flex(LINE),
            FlowItem::Strip(strip(LINE, None)),
            FlowItem::Penalty(FORBIDDEN),
            FlowItem::Space(LINE / 2),
            FlowItem::Penalty(FORBIDDEN),
        ]);
    }

    /// Something like a table.
    fn off_grid(&mut self, dice: &mut Dice) {
        self.items.push(FlowItem::Space(LINE / 2));
        let rises = dice.one_in(3);
        for at in 0..1 + dice.below(3) {
            let own = Strip {
                on_grid: false,
                rise: match rises && at == 0 {
                    true => LINE / 3,
                    false => Length::ZERO,
                },
                keeps_order: dice.one_in(2),
                ..strip(LINE * 5 / 6, None)
            };
            self.items.push(FlowItem::Strip(own));
            self.items.push(FlowItem::Penalty(4_000));
        }
        self.items.push(FlowItem::Space(LINE / 2));
    }

    fn paragraph(&mut self, dice: &mut Dice) {
        let lines = 1 + dice.below(5) as usize;
        let called = dice.one_in(3).then(|| {
            let height = 1 + dice.below(5) as usize;
            self.notes.push(vec![strip(LINE * 3 / 4, None); height]);
            (
                self.notes.len() as u32 - 1,
                dice.below(lines as u64) as usize,
            )
        });
        let varies = lines > 1 && dice.one_in(2);
        if !varies {
            self.lines(lines, called);
            return;
        }
        self.items.push(FlowItem::Variant(VariantMark::First));
        self.lines(lines, called);
        for other in [lines - 1, lines + 1] {
            if dice.one_in(4) {
                continue;
            }
            let cost = 10 + dice.below(200) as i32;
            self.items.push(FlowItem::Variant(VariantMark::Other(cost)));
            self.lines(other, called);
        }
        self.items.push(FlowItem::Variant(VariantMark::End));
    }

    fn lines(&mut self, count: usize, called: Option<(u32, usize)>) {
        for at in 0..count {
            if at > 0 {
                let forbidden = at < 2 || count - at < 2;
                let penalty = if forbidden { FORBIDDEN } else { 0 };
                self.items.push(FlowItem::Penalty(penalty));
            }
            let note = called.filter(|(_, line)| *line.min(&(count - 1)) == at);
            let own = strip(LINE, note.map(|(note, _)| note));
            self.items.push(FlowItem::Strip(Strip {
                on_grid: true,
                ..own
            }));
        }
    }

    /// What the chapter shows.
    pub fn kind(&self, plans: &[PagePlan]) -> String {
        let goes_on = |plan: &PagePlan| plan.notes.iter().any(|part| part.lines.start > 0);
        let marks = [
            ("several pages", plans.len() > 2),
            ("notes that go on", plans.iter().any(goes_on)),
            (
                "floats",
                plans.iter().any(|own| !own.floats_above.is_empty()),
            ),
            (
                "variants",
                self.items
                    .iter()
                    .any(|own| matches!(own, FlowItem::Variant(_))),
            ),
        ];
        let marks = marks.iter().filter(|(_, is_shown)| *is_shown);
        marks.map(|(name, _)| *name).collect::<Vec<_>>().join(", ")
    }
}

fn strip(height: Length, note: Option<u32>) -> Strip {
    Strip {
        height,
        notes: note.map(NoteId).into_iter().collect(),
        ..Strip::default()
    }
}
