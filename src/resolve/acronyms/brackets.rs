//! Which words stand in brackets: the words of a passage -> for each the first word of the innermost
//! pair of brackets round it.

use super::words::Words;

/// The brackets of a passage.
#[derive(Debug)]
pub struct Brackets {
    opened: Vec<Option<usize>>,
}

impl Brackets {
    /// Reads them.
    pub fn of(words: &Words<'_>) -> Brackets {
        let mut open: Vec<usize> = Vec::new();
        let mut opened = Vec::with_capacity(words.words.len());
        for at in 0..words.words.len() {
            for char in words.before(at).chars() {
                match char {
                    '(' | '[' => open.push(at),
                    ')' | ']' => {
                        open.pop();
                    }
                    _ => {}
                }
            }
            opened.push(open.last().copied());
        }
        Brackets { opened }
    }

    /// The first word in the brackets that hold a word.
    pub fn opened_before(&self, word: usize) -> Option<usize> {
        self.opened.get(word).copied().flatten()
    }
}
