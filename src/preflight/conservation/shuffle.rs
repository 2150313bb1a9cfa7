//! Figures and tables with a number may stand before or after those without one that are written
//! beside them. Two texts, each whole and in its order -> whether an edition holds both, line by line
//! one or the other; where it does not, the order that it follows as far as it does.

use super::compare::{Normal, may_join, step};
use super::texts::BREAK;

/// How many ways to share out the lines are followed at once: as many as there are like lines.
const WAYS: usize = 64;

/// Which of the two texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Text {
    /// That of figures and tables with a number.
    Floats,
    /// The other.
    Others,
}

/// A way to share out the lines so far.
#[derive(Clone, Copy)]
struct Way {
    /// How far each of the two texts is read.
    at: [usize; 2],
    /// Its last step, among all steps.
    last: Option<usize>,
}

/// A line that was given to one of the two texts.
struct Step {
    /// The step before it.
    before: Option<usize>,
    text: Text,
    from: usize,
    to: usize,
}

/// The two texts in the order in which the edition has them; after the place where it has neither,
/// in the order of the manuscript.
pub fn in_order_of(texts: [&Normal; 2], read: &Normal) -> Normal {
    let [floats, others] = texts;
    let mut steps: Vec<Step> = Vec::new();
    let mut ways = vec![Way {
        at: [0, 0],
        last: None,
    }];
    let starts = std::iter::once(0).chain(read.lines.iter().copied().filter(|line| *line > 0));
    let starts: Vec<usize> = starts.collect();
    for (number, start) in starts.iter().enumerate() {
        let end = starts.get(number + 1).copied().unwrap_or(read.len());
        let mut next: Vec<Way> = Vec::new();
        for way in &ways {
            for text in [Text::Floats, Text::Others] {
                let [first, second] = way.at;
                let (own, from) = match text {
                    Text::Floats => (floats, first),
                    Text::Others => (others, second),
                };
                let Some(to) = line(own, from, read, *start, end) else {
                    continue;
                };
                let at = match text {
                    Text::Floats => [to, second],
                    Text::Others => [first, to],
                };
                if next.len() < WAYS && next.iter().all(|own| own.at != at) {
                    let before = way.last;
                    steps.push(Step {
                        before,
                        text,
                        from,
                        to,
                    });
                    next.push(Way {
                        at,
                        last: Some(steps.len() - 1),
                    });
                }
            }
        }
        if next.is_empty() {
            break;
        }
        ways = next;
    }
    // Of several ways to the end the one that ends both texts.
    let best = ways.iter().max_by_key(|way| way.at.iter().sum::<usize>());
    best.map_or_else(Normal::default, |best| joined(texts, &steps, *best))
}

/// Reads a line as the next one of a text: how far the text is read then.
fn line(text: &Normal, from: usize, read: &Normal, start: usize, end: usize) -> Option<usize> {
    let mut at = from;
    let between = start.checked_sub(1).and_then(|place| read.get(place));
    if from > 0 && text.get(from) == Some(' ') {
        at += 1;
    } else if from > 0 {
        match between {
            Some(' ') => return None,
            Some(BREAK) if !may_join(read, start - 1) => return None,
            _ => {}
        }
    }
    for place in start..end {
        let own = read.get(place)?;
        let is_last = place + 1 == end;
        // What stands between this line and the next is read with the next.
        if is_last && (own == ' ' || own == BREAK) {
            break;
        }
        at = step(text, at, read, place, own)?;
    }
    Some(at)
}

fn joined(texts: [&Normal; 2], steps: &[Step], way: Way) -> Normal {
    let mut order = Vec::new();
    let mut next = way.last;
    while let Some(step) = next.and_then(|at| steps.get(at)) {
        order.push((step.text, step.from, step.to));
        next = step.before;
    }
    order.reverse();
    let mut all = Normal::default();
    let mut last = None;
    let [floats, others] = texts;
    for (text, from, to) in order {
        let is_new = last.replace(text) != Some(text);
        let own = match text {
            Text::Floats => floats,
            Text::Others => others,
        };
        copy(own, from..to, is_new, &mut all);
    }
    // What is left, as the manuscript has it.
    let [mut first, mut second] = way.at;
    while first < floats.len() || second < others.len() {
        let is_float = second >= others.len()
            || (first < floats.len() && floats.byte(first) <= others.byte(second));
        let (text, own, at) = match is_float {
            true => (Text::Floats, floats, &mut first),
            false => (Text::Others, others, &mut second),
        };
        let is_new = last.replace(text) != Some(text);
        copy(own, *at..*at + 1, is_new, &mut all);
        *at += 1;
    }
    all
}

/// Adds a part of a text, with a space before it where another text ends.
fn copy(text: &Normal, part: std::ops::Range<usize>, is_new: bool, all: &mut Normal) {
    for at in part {
        let Some(own) = text.get(at) else {
            return;
        };
        let is_first = all.is_empty() || all.characters.last() == Some(&' ');
        if own == ' ' && is_first {
            continue;
        }
        if is_new && own != ' ' && !is_first && at == 0 {
            all.push(' ', text.byte(at));
        }
        all.push(own, text.byte(at));
    }
}

#[cfg(test)]
mod tests {
    use super::super::compare::parting;
    use super::*;

    fn agrees(floats: &str, others: &str, read: &str) -> bool {
        let text = |own: &str| Normal::unbroken(own.char_indices());
        let (floats, others, read) = (text(floats), text(others), Normal::read(read));
        let expected = in_order_of([&floats, &others], &read);
        parting(&expected, &read).is_none()
    }

    #[test]
    fn lines_of_two_texts_may_stand_between_each_other() {
        let (floats, others) = ("one two three", "four five five six");
        for read in [
            "one two three\u{1}four five\u{1}five six",
            "four five\u{1}one two\u{1}three\u{1}five six",
            "four five\u{1}five\u{1}one two\u{1}six\u{1}three",
            "four five \u{1}five six \u{1}one two three ",
        ] {
            assert!(agrees(floats, others, read), "{read}");
        }
        for read in [
            "one two\u{1}four five\u{1}five six",
            "one two three\u{1}four five\u{1}six",
            "two one three\u{1}four five five six",
            "one four two three five five six",
            "one two three\u{1}five six\u{1}four five",
            "one two three\u{1}one two three\u{1}four five five six",
        ] {
            assert!(!agrees(floats, others, read), "{read}");
        }
    }

    #[test]
    fn like_lines_are_shared_out_either_way() {
        let floats = "0 ".repeat(300) + "end";
        let others = "0 ".repeat(300) + "last";
        let read = "0\u{1}".repeat(600) + "end\u{1}last";
        assert!(agrees(&floats, &others, &read));
    }
}
