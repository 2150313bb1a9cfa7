//! Marks of the syntax that are left in a text because they could not be read: two stars that nothing
//! closes, a link whose address has a space. In come the inlines of a paragraph, heading or cell
//! after everything else was read; out come findings. The text is kept as it stands.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, codes};

use super::context::Context;
use super::foreign;
use super::raw::Raw;

/// A mark, what is said of it, and how to mend it.
type Mark = (&'static str, &'static str, &'static str);

/// Marks that mean something wherever they stand. A word of prose has none of them.
const MARKS: &[Mark] = &[
    (
        "**",
        "`**` is kept as text: it begins or ends no strong text",
        "strong text begins and ends with ** that adjoin its words, in one paragraph; write \\*\\* for the stars",
    ),
    (
        "~~",
        "`~~` is kept as text: it begins or ends no struck text",
        "struck text begins and ends with ~~ that adjoin its words, in one paragraph; write \\~\\~ for the marks",
    ),
    (
        "`",
        "a grave accent is kept as text: it begins or ends no code",
        "code stands between two grave accents in one paragraph; write \\` for the accent",
    ),
    (
        "](",
        "this is kept as text: it looks like a link or an image, but cannot be read as one",
        "an address stands between round brackets; one with spaces stands in angle brackets too: [text](<my file.png>)",
    ),
    (
        ")[http",
        "this is kept as text: the brackets of a link stand the other way round",
        "write [text](https://...)",
    ),
    (
        "^[",
        "this is kept as text: an inline note that is not closed",
        "close the note with ] in the same paragraph",
    ),
    (
        "[^",
        "this is kept as text: it looks like the mark of a note, but cannot be read as one",
        "a note is marked [^label]; a label has no spaces",
    ),
    (
        "[@",
        "this is kept as text: a reference that is not closed",
        "a reference is written [@key]",
    ),
    ("{#", BRACES, BRACES_HELP),
    ("{.", BRACES, BRACES_HELP),
];

const BRACES: &str = "this is kept as text: attributes that belong to nothing";
const BRACES_HELP: &str = "attributes adjoin the bracket before them, or end the line of a heading; write \\{ for the brace";

/// Reports the marks that are left in `inlines`.
pub(super) fn report(inlines: &[Raw], context: &mut Context<'_>) {
    let mut run: Option<Range<usize>> = None;
    for inline in inlines {
        if let Some(piece) = inline.open_piece() {
            let own = piece.span.range();
            match &mut run {
                Some(run) if run.end == own.start => run.end = own.end,
                _ => judge(run.replace(own), context),
            }
            continue;
        }
        judge(run.take(), context);
        match inline {
            Raw::Styled { inlines, .. }
            | Raw::Link { inlines, .. }
            | Raw::Registry { inlines, .. }
            | Raw::Indexed { inlines, .. } => report(inlines, context),
            Raw::Piece(_)
            | Raw::NoteMark(_)
            | Raw::Reference(_)
            | Raw::Image(_)
            | Raw::LineBreak(_) => {}
        }
    }
    judge(run, context);
}

/// Reports the marks in a piece of the source that has no escapes in it.
fn judge(run: Option<Range<usize>>, context: &mut Context<'_>) {
    let Some(run) = run else { return };
    let text = context.slice(run.clone());
    let signs = Signs::of(text);
    foreign::report_inline(text, signs, run.start, context);
    for (mark, message, help) in MARKS {
        if !signs.has_all(mark) {
            continue;
        }
        if let Some(at) = text.find(mark) {
            let start = run.start + at;
            push(start..start + mark.len(), message, help, context);
        }
    }
    if signs.has_all("&")
        && let Some((at, name)) = entity(text)
    {
        let start = run.start + at;
        let message = format!("there is no character `{name}`, so that this is kept as text");
        let help = "write the character itself; `&amp;` stands for the sign &";
        push(start..start + name.len(), &message, help, context);
    }
    let at_line_start = run.start == 0 || context.byte(run.start - 1) == Some(b'\n');
    if at_line_start && let Some((mark, message, help)) = line_mark(text) {
        push(run.start..run.start + mark.len(), message, help, context);
    }
}

/// The signs and digits of ASCII that a text has. Most marks are looked for in vain, and most texts have no
/// sign of them: one look at each byte spares a search for each mark.
#[derive(Clone, Copy)]
pub(super) struct Signs(u64);

/// The bit of each byte: none for what is no sign of ASCII and no digit.
const BITS: [u64; 256] = {
    let mut bits = [0; 256];
    let mut next = 0;
    let mut byte = 0;
    while byte < 128 {
        if (byte as u8).is_ascii_punctuation() || (byte as u8).is_ascii_digit() {
            bits[byte] = 1 << next;
            next += 1;
        }
        byte += 1;
    }
    bits
};

impl Signs {
    fn of(text: &str) -> Signs {
        let bits = text.bytes().map(|byte| BITS[usize::from(byte)]);
        Signs(bits.fold(0, |signs, bit| signs | bit))
    }

    /// Whether it has a digit.
    pub fn has_digit(self) -> bool {
        self.0 & Signs::of("0123456789").0 != 0
    }

    /// Whether it has each sign and digit of a mark, in any order.
    pub fn has_all(self, mark: &str) -> bool {
        let wanted = Signs::of(mark).0;
        self.0 & wanted == wanted
    }
}

/// A mark that means something at the start of a line.
fn line_mark(text: &str) -> Option<(&str, &'static str, &'static str)> {
    let hashes = text.len() - text.trim_start_matches('#').len();
    let colons = text.len() - text.trim_start_matches(':').len();
    let after = |count: usize| text[count..].chars().next();
    let (count, message, help) = if hashes > 6 {
        let help = "a heading has two to six hashes";
        (hashes, "this is kept as text: too many hashes", help)
    } else if hashes > 1 && after(hashes).is_some_and(|next| !next.is_whitespace()) {
        let help = "write a space between the hashes and the words of a heading";
        (hashes, "this is kept as text: hashes without a space", help)
    } else if colons == 2 && after(colons).is_none_or(|next| matches!(next, ' ' | '{')) {
        let help = "the fence of a division has three colons at least";
        (colons, "this is kept as text: two colons", help)
    } else {
        return None;
    };
    Some((&text[..count], message, help))
}

/// `&name;`, the name of no character: the others have become their characters.
fn entity(text: &str) -> Option<(usize, &str)> {
    text.match_indices('&').find_map(|(at, _)| {
        let rest = &text[at + 1..];
        let length = rest.find(|char: char| !char.is_ascii_alphanumeric())?;
        let named = length > 1 && rest[length..].starts_with(';');
        named.then(|| (at, &text[at..at + length + 2]))
    })
}

/// Adds the finding, unless one of the last says something of the same place already.
fn push(range: Range<usize>, message: &str, help: &str, context: &mut Context<'_>) {
    if !context.is_reported(&range) {
        let span = context.span(range);
        let finding = Diagnostic::new(codes::SYNTAX_STRAY_MARK, span, message).help(help);
        context.found.push(finding);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_names_of_characters_are_found() {
        assert_eq!(entity("a &b; &nsbp; c"), Some((6, "&nsbp;")));
        assert_eq!(entity("AT&T; R & D; &x"), None);
    }

    #[test]
    fn marks_at_the_start_of_a_line_are_found() {
        for (text, expected) in [
            ("##Water", Some("##")),
            ("####### Water", Some("#######")),
            ("#1 of all teas", None),
            ("## Water", None),
            (":: {.box}", Some("::")),
            ("::", Some("::")),
            ("::text", None),
        ] {
            assert_eq!(line_mark(text).map(|(mark, ..)| mark), expected, "{text}");
        }
    }
}
