//! Typographic punctuation: straight quotation marks become those of the language, `--` and `---`
//! dashes, `...` an ellipsis. In come the inlines of one paragraph (or one string), which are
//! changed in place. The whole paragraph is looked at as one run of characters, so that a mark
//! before *emphasis* opens; code and escaped characters stay as they are.

use crate::document::{QuotationMarks, RegistryRequest, Style};

use super::raw::{Piece, Raw};

/// Sets the punctuation of one paragraph.
pub(super) fn set(inlines: &mut [Raw], language: &str) {
    if !has_marks(inlines) {
        return;
    }
    let mut glyphs = Vec::with_capacity(length(inlines));
    collect(inlines, QuotationMarks::of(language), &mut glyphs);
    decide(&mut glyphs);
    let mut decided = glyphs.iter();
    rewrite(inlines, &mut decided);
}

/// Whether there is anything to set. Most paragraphs have no straight quotation mark and no run of points
/// or hyphens, and looking at their characters one by one takes as long as reading them.
fn has_marks(inlines: &[Raw]) -> bool {
    inlines.iter().any(|inline| match inline {
        Raw::Piece(Piece { text, .. }) => {
            // A run may go on from one piece to the next.
            let goes_on = text.starts_with(['-', '.']);
            goes_on || text.contains(['"', '\'']) || text.contains("--") || text.contains("...")
        }
        Raw::Styled { inlines, .. }
        | Raw::Link { inlines, .. }
        | Raw::Registry { inlines, .. }
        | Raw::Indexed { inlines, .. } => has_marks(inlines),
        Raw::Reference(_) | Raw::Image(_) | Raw::LineBreak(_) | Raw::NoteMark(_) => false,
    })
}

/// The bytes of a paragraph's text: it has no more characters.
fn length(inlines: &[Raw]) -> usize {
    let lengths = inlines.iter().map(|inline| match inline {
        Raw::Piece(piece) => piece.text.len(),
        Raw::Styled { inlines, .. }
        | Raw::Link { inlines, .. }
        | Raw::Registry { inlines, .. }
        | Raw::Indexed { inlines, .. } => length(inlines),
        Raw::Reference(_) | Raw::Image(_) | Raw::LineBreak(_) | Raw::NoteMark(_) => 1,
    });
    lengths.sum()
}

/// Sets the punctuation of a title or another string without markup.
pub fn set_punctuation(text: &str, language: &str) -> String {
    let marks = QuotationMarks::of(language);
    let mut glyphs: Vec<Glyph> = text
        .chars()
        .map(|char| Glyph::new(char, false, marks))
        .collect();
    decide(&mut glyphs);
    glyphs.iter().fold(String::new(), |mut set, glyph| {
        glyph.push_to(&mut set);
        set
    })
}

/// One character of the paragraph, and what becomes of it.
struct Glyph {
    char: char,
    fixed: bool,
    marks: &'static QuotationMarks,
    set: Option<&'static str>,
    opens: bool,
}

/// Stands for code, an image or a reference, which neighbours treat as a word.
const OBJECT: char = '\u{FFFC}';

impl Glyph {
    fn new(char: char, fixed: bool, marks: &'static QuotationMarks) -> Glyph {
        Glyph {
            char,
            fixed,
            marks,
            set: None,
            opens: false,
        }
    }

    fn push_to(&self, text: &mut String) {
        match self.set {
            Some(set) => text.push_str(set),
            None => text.push(self.char),
        }
    }

    /// Whether it is the mark `mark`, to be set.
    fn is(&self, mark: char) -> bool {
        self.char == mark && !self.fixed
    }
}

fn collect(inlines: &[Raw], marks: &'static QuotationMarks, glyphs: &mut Vec<Glyph>) {
    for inline in inlines {
        match inline {
            Raw::Piece(piece) => glyphs.extend(
                piece
                    .text
                    .chars()
                    .map(|char| Glyph::new(char, piece.fixed, marks)),
            ),
            Raw::Styled {
                style: Style::Code, ..
            }
            | Raw::Registry {
                request: RegistryRequest::Members { .. },
                ..
            }
            | Raw::Reference(_)
            | Raw::Image(_) => glyphs.push(Glyph::new(OBJECT, true, marks)),
            Raw::Styled {
                style: Style::Language(tag),
                inlines,
                ..
            } => collect(inlines, QuotationMarks::of(tag), glyphs),
            Raw::Styled { inlines, .. }
            | Raw::Link { inlines, .. }
            | Raw::Registry { inlines, .. }
            | Raw::Indexed { inlines, .. } => {
                collect(inlines, marks, glyphs);
            }
            Raw::LineBreak(_) => glyphs.push(Glyph::new('\n', true, marks)),
            Raw::NoteMark(_) => {}
        }
    }
}

/// Writes what was decided back; it visits what [`collect`] visited.
fn rewrite(inlines: &mut [Raw], decided: &mut std::slice::Iter<'_, Glyph>) {
    for inline in inlines {
        match inline {
            Raw::Piece(Piece { text, .. }) => {
                // What stays is copied in long parts: most of a paragraph is not set.
                let mut set = String::with_capacity(text.len() + 16);
                let mut from = 0;
                for ((at, char), glyph) in text.char_indices().zip(decided.by_ref()) {
                    if let Some(mark) = glyph.set {
                        set.push_str(text.get(from..at).unwrap_or_default());
                        set.push_str(mark);
                        from = at + char.len_utf8();
                    }
                }
                set.push_str(text.get(from..).unwrap_or_default());
                *text = set;
            }
            Raw::Styled {
                style: Style::Code, ..
            }
            | Raw::Registry {
                request: RegistryRequest::Members { .. },
                ..
            }
            | Raw::Reference(_)
            | Raw::Image(_)
            | Raw::LineBreak(_) => {
                decided.next();
            }
            Raw::Styled { inlines, .. }
            | Raw::Link { inlines, .. }
            | Raw::Registry { inlines, .. }
            | Raw::Indexed { inlines, .. } => rewrite(inlines, decided),
            Raw::NoteMark(_) => {}
        }
    }
}

fn decide(glyphs: &mut [Glyph]) {
    set_runs(glyphs, '-', 2, &["–", "—"]);
    set_runs(glyphs, '.', 3, &["…"]);
    set_quotes(glyphs);
}

/// Replaces runs of `mark`: `marks[0]` for `shortest` of them, `marks[1]` for one more; the longest
/// first.
fn set_runs(glyphs: &mut [Glyph], mark: char, shortest: usize, marks: &[&'static str]) {
    let mut at = 0;
    while let Some(next) = glyphs[at..].iter().position(|own| own.is(mark)) {
        at += next;
        let run = glyphs[at..].iter().take_while(|own| own.is(mark)).count();
        let mut rest = &mut glyphs[at..at + run];
        while rest.len() >= shortest {
            let longest = rest.len().min(shortest + marks.len() - 1);
            let (now, after) = rest.split_at_mut(longest);
            for (place, glyph) in now.iter_mut().enumerate() {
                glyph.set = Some(if place == 0 {
                    marks[longest - shortest]
                } else {
                    ""
                });
            }
            rest = after;
        }
        at += run;
    }
}

/// Decides each straight quotation mark. A single one before two digits (the '90s), or one that
/// opens and is never closed, is an apostrophe.
fn set_quotes(glyphs: &mut [Glyph]) {
    let mut open = Open::default();
    for at in 0..glyphs.len() {
        if glyphs[at].is('"') {
            set_double(glyphs, at, &mut open);
        } else if glyphs[at].is('\'') {
            set_single(glyphs, at, &mut open);
        }
    }
}

/// The quotations that are open, innermost last: their marks and places.
#[derive(Default)]
struct Open {
    marks: Vec<(char, usize)>,
    doubles: usize,
}

impl Open {
    /// Closes the innermost double quotation and what was opened in it.
    fn close_double(&mut self) {
        if self.doubles == 0 {
            return;
        }
        self.doubles -= 1;
        while let Some((mark, _)) = self.marks.pop() {
            if mark == '"' {
                return;
            }
        }
    }
}

fn set_double(glyphs: &mut [Glyph], at: usize, open: &mut Open) {
    let marks = glyphs[at].marks;
    // French elision: l'"ami".
    let elided = open.doubles == 0
        && at > 0
        && glyphs[at - 1].set == Some("’")
        && glyphs.get(at + 1).is_some_and(|next| is_word(next.char));
    if can_open(glyphs, at) || elided {
        glyphs[at].set = Some(marks.double.0);
        glyphs[at].opens = true;
        open.marks.push(('"', at));
        open.doubles += 1;
        return;
    }
    glyphs[at].set = Some(marks.double.1);
    open.close_double();
}

fn set_single(glyphs: &mut [Glyph], at: usize, open: &mut Open) {
    let marks = glyphs[at].marks;
    let word_before = at > 0 && is_word(glyphs[at - 1].char);
    let word_after = glyphs.get(at + 1).is_some_and(|next| is_word(next.char));
    glyphs[at].set = Some("’");
    let digits = glyphs.get(at + 1..at + 3).unwrap_or(&[]);
    let decade = digits.len() == 2 && digits.iter().all(|own| own.char.is_ascii_digit());
    if decade || (word_before && word_after) {
        return;
    }
    if can_open(glyphs, at) {
        glyphs[at].opens = true;
        open.marks.push(('\'', at));
        return;
    }
    if let Some(('\'', opening)) = open.marks.last().copied() {
        open.marks.pop();
        glyphs[opening].set = Some(glyphs[opening].marks.single.0);
        glyphs[at].set = Some(marks.single.1);
    }
}

/// Whether the mark at `at` stands where a quotation begins: after a space, a dash or an opening
/// bracket, and before something.
fn can_open(glyphs: &[Glyph], at: usize) -> bool {
    let before = at == 0
        || glyphs[at - 1].opens
        || glyphs[at - 1].char.is_whitespace()
        || matches!(
            glyphs[at - 1].char,
            '(' | '['
                | '{'
                | '<'
                | '/'
                | '-'
                | '–'
                | '—'
                | '«'
                | '“'
                | '‘'
                | '„'
                | '‚'
                | '¿'
                | '¡'
        );
    let after = glyphs
        .get(at + 1)
        .is_some_and(|next| !next.char.is_whitespace());
    before && after
}

fn is_word(char: char) -> bool {
    char.is_alphanumeric() || char == OBJECT
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{FileId, Span};

    #[test]
    fn strings_are_set_by_language() {
        for (language, straight, set) in [
            ("en-GB", "\"A 'b' c\"", "“A ‘b’ c”"),
            ("en-GB", "'A \"b\" c'", "‘A “b” c’"),
            (
                "en",
                "it's the '90s, the boys' own",
                "it’s the ’90s, the boys’ own",
            ),
            ("en", "a \"'b' c\"", "a “‘b’ c”"),
            ("en", "(\"x\") non-\"y\"", "(“x”) non-“y”"),
            ("en", "\"wait---\" he", "“wait—” he"),
            (
                "en",
                "1990--2000 --- a... b.... c-d",
                "1990–2000 — a… b…. c-d",
            ),
            ("en", "----", "—-"),
            ("fr-CH", "l'\"ami\" dit", "l’«\u{202F}ami\u{202F}» dit"),
            ("fr", "\"a\"", "«\u{202F}a\u{202F}»"),
            ("es", "\"a\"", "«a»"),
            ("de", "\"a 'b' c\"", "„a ‚b‘ c“"),
            ("ru", "\"a\"", "«a»"),
            ("en", "\" ", "” "),
            ("en", "", ""),
        ] {
            assert_eq!(set_punctuation(straight, language), set, "{language}");
        }
    }

    fn piece(text: &str, fixed: bool) -> Raw {
        let span = Span::new(FileId(0), 0, 0);
        Raw::Piece(Piece {
            text: text.into(),
            span,
            fixed,
        })
    }

    fn styled(style: Style, inlines: Vec<Raw>) -> Raw {
        let span = Span::new(FileId(0), 0, 0);
        Raw::Styled {
            style,
            inlines,
            span,
            depth: 1,
        }
    }

    #[test]
    fn the_paragraph_is_one_run_and_code_is_left_alone() {
        let mut inlines = vec![
            piece("\"", false),
            styled(Style::Emphasis, vec![piece("Yes", false)]),
            piece("\" ", false),
            styled(Style::Code, vec![piece("\"x\" --", true)]),
            piece("\"", false),
            piece("\"", true),
            styled(Style::Language("de".into()), vec![piece(" \"ja\"", false)]),
        ];
        set(&mut inlines, "en");
        assert_eq!(super::super::raw::plain(&inlines), "“Yes” \"x\" --”\" „ja“");
    }
}
