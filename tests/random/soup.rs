//! Random texts of which nobody knows what they mean: the marks of the syntax and words in any order.

use proptest::prelude::*;

/// The marks of the syntax.
const MARKS: &[&str] = &[
    "*",
    "**",
    "_",
    "`",
    "[",
    "]",
    "](drawing.svg)",
    "{",
    "}",
    "]{.smallcaps}",
    "]{lang=fr}",
    "]{.x",
    "^[",
    "^",
    "~",
    "~~",
    "$",
    "$$",
    "!",
    "![",
    "<b>",
    "<",
    ">",
    "> ",
    "- ",
    "1. ",
    "  ",
    "    ",
    "\t",
    "\n",
    "\n\n",
    "\r\n",
    "\n::: {.box}\n",
    "\n:::\n",
    "\n::: figure\n",
    "\n::: {.table align=\"l r\"}\n",
    "\n::: verse\n",
    "::::",
    "| ",
    "|---|---|\n",
    "\n: ",
    "# ",
    "\n## ",
    "{#i}",
    "{.question letter=a}",
    "[^n]",
    "\n[^n]: ",
    "[@k]",
    "[@k; @l, p]",
    "{.page}",
    "\\",
    "\"",
    "'",
    "--",
    "---",
    "...",
    "&amp;",
    "\u{FEFF}",
    "é",
    "中",
    "\u{0}",
    "```\n",
    "***\n",
    "===\n",
    "\n---\n",
    "]{.index}",
    "]{.index parent=\"p\"}",
    "]{.ac}",
    "[IOM]{.ac}",
    "]{count=pair}",
    "[]{members=pair}",
    "[@smith, p. 3]",
    "[see @smith; @jones]",
    "\n::: {.recommendation #r}\n",
    "\n::: signatures\n",
    "\n::: {.nothing-to-report}\n",
    "\n::: epigraph\n",
    "{width=50%}",
    "![a](drawing.svg)",
    "- [ ] ",
    "\u{A0}",
    "\u{AD}",
    "\u{301}",
    "\u{202E}",
];

/// The pieces of a text: marks, and words of small letters.
pub fn pieces() -> impl Strategy<Value = Vec<String>> {
    let marks = prop::sample::select(MARKS).prop_map(str::to_owned);
    let piece = prop_oneof![3 => marks, 2 => "[a-z]{1,3}"];
    prop::collection::vec(piece, 0..60)
}

/// A text of the pieces in which every word is unlike all others, and its words.
pub fn text_of(pieces: &[String]) -> (String, Vec<String>) {
    let mut words = Vec::new();
    let mut text = String::new();
    for piece in pieces {
        if piece.chars().all(|char| char.is_ascii_lowercase()) {
            let word = format!("W{}W", words.len());
            text.push_str(&word);
            words.push(word);
        } else {
            text.push_str(piece);
        }
    }
    (text, words)
}
