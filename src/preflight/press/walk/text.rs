//! Text (PDF 32000-1, 9.4): what is shown, in which size, and where.

use std::rc::Rc;

use crate::preflight::pdf_syntax::Object;

use super::super::geometry::{Matrix, Rect};
use super::fonts::Font;
use super::operators::{Run, matrix};
use super::state::State;
use super::{Kind, Mark, Reading, Tag};

/// Letters reach at least so far above their line, in ems: less than a small letter does, so that no
/// text is said to be where none is.
const REACH: f64 = 0.4;

impl<'f> Reading<'_, 'f> {
    pub(super) fn text(&mut self, word: &[u8], operands: &[Object], run: &mut Run<'f>) {
        let number = |at: usize| operands.get(at).and_then(Object::number).unwrap_or(0.0);
        let text = &mut run.state.text;
        match word {
            b"Tc" => text.letter_space = number(0),
            b"Tw" => text.word_space = number(0),
            b"Tz" => text.scale = number(0) / 100.0,
            b"TL" => text.leading = number(0),
            b"Ts" => text.rise = number(0),
            b"Tr" => text.mode = number(0).clamp(0.0, 7.0) as u8,
            b"Tf" => {
                text.size = number(1);
                let name = operands.first().and_then(Object::name);
                run.state.text.font = self.font(name.unwrap_or_default(), run);
            }
            b"Td" => move_line(run, number(0), number(1)),
            b"TD" => {
                run.state.text.leading = -number(1);
                move_line(run, number(0), number(1));
            }
            b"T*" => next_line(run),
            b"Tm" => {
                if let Some(own) = matrix(operands) {
                    run.text = own;
                    run.line = own;
                }
            }
            b"Tj" => self.show(operands, run),
            b"TJ" => {
                let items = operands.first().and_then(Object::array);
                self.show(items.unwrap_or_default(), run);
            }
            b"'" => {
                next_line(run);
                self.show(operands, run);
            }
            b"\"" => {
                run.state.text.word_space = number(0);
                run.state.text.letter_space = number(1);
                next_line(run);
                self.show(operands.get(2..).unwrap_or_default(), run);
            }
            _ => {}
        }
    }

    fn font(&mut self, name: &[u8], run: &Run<'f>) -> Option<Rc<Font<'f>>> {
        let file = self.walker.survey.file;
        let fonts = run.resources.and_then(|own| file.dictionary(own, b"Font"));
        let own = fonts.and_then(|own| file.dictionary(own, name));
        match own {
            Some(own) => Some(self.font_of(own)),
            None => {
                self.fault("its contents name a font that is not there", None);
                None
            }
        }
    }

    /// A font; each is read once.
    pub(super) fn font_of(
        &mut self,
        own: &'f crate::preflight::pdf_syntax::Dictionary,
    ) -> Rc<Font<'f>> {
        let file = self.walker.survey.file;
        let key = std::ptr::from_ref(own).addr();
        let font = self.walker.fonts.entry(key);
        Rc::clone(font.or_insert_with(|| Rc::new(Font::of(file, own))))
    }

    /// Shows strings; numbers between them move the pen.
    fn show(&mut self, items: &[Object], run: &mut Run<'f>) {
        let Some(font) = run.state.text.font.clone() else {
            return;
        };
        let mut shown: Option<Rect> = None;
        let at = corner(run);
        for item in items {
            match item {
                Object::Number(own) => {
                    let text = &run.state.text;
                    let step = -own / 1000.0 * text.size * text.scale;
                    run.text = Matrix([1.0, 0.0, 0.0, 1.0, step, 0.0]).then(run.text);
                }
                Object::String(codes) => {
                    for code in codes.chunks(font.bytes) {
                        let code = code.iter().fold(0, |sum, byte| sum << 8 | u32::from(*byte));
                        if let Some(own) = self.glyph(&font, code, run) {
                            shown = Some(shown.map_or(own, |shown| shown.or(own)));
                        }
                    }
                }
                _ => {}
            }
        }
        // Text of mode 3 shows nothing, that of mode 7 only clips.
        let mode = run.state.text.mode;
        if matches!(mode, 3 | 7) {
            return;
        }
        if self.is_new(Rc::as_ptr(&font).addr(), Tag::Font, 0) {
            self.seen.fonts.push((Rc::clone(&font), at));
        }
        let shown = match run.state.clip {
            Some(clip) => shown.and_then(|own| own.and(clip)),
            None => shown,
        };
        let Some(bounds) = shown else {
            return;
        };
        let state = &run.state;
        let is_filled = matches!(mode, 0 | 2 | 4 | 6);
        let (paint, is_overprint) = match is_filled {
            true => (&state.fill, state.overprints_fill),
            false => (&state.stroke, state.overprints_stroke),
        };
        let size = run.text.then(state.matrix).along() * state.text.size.abs();
        let mark = Mark {
            kind: Kind::Text(size),
            bounds,
            inks: paint.inks,
            is_overprint,
            is_placed: true,
        };
        self.mark(mark);
    }

    /// Shows a glyph and moves the pen; where it stands, unless it is a blank.
    fn glyph(&mut self, font: &Rc<Font<'f>>, code: u32, run: &mut Run<'f>) -> Option<Rect> {
        let text = &run.state.text;
        let is_shown = !matches!(text.mode, 3 | 7);
        let advance = font.advance(code);
        let size = text.size;
        let is_blank = font.bytes == 1 && code == 32;
        let mut step = advance * size + text.letter_space;
        if is_blank {
            step += text.word_space;
        }
        let to_page = run.text.then(run.state.matrix);
        let own = Rect::of([
            0.0,
            text.rise,
            advance * size * text.scale,
            text.rise + REACH * size,
        ]);
        let own = own.and_then(|own| to_page.rect(own)).filter(|_| !is_blank);
        let step = step * text.scale;
        let is_empty = is_shown && font.is_notdef(code);
        if is_empty && self.is_new(Rc::as_ptr(font).addr(), Tag::Notdef, 0) {
            let at = own.map(|own| (own.left, own.bottom));
            self.seen.notdefs.push((Rc::clone(font), at));
        }
        let is_first = font.glyphs.is_some()
            && is_shown
            && self.is_new(Rc::as_ptr(font).addr(), Tag::Glyph, code);
        if is_first {
            self.programme(font, code, run);
        }
        run.text = Matrix([1.0, 0.0, 0.0, 1.0, step, 0.0]).then(run.text);
        own
    }

    /// Reads a glyph that is contents of its own, once on a page.
    fn programme(&mut self, font: &Rc<Font<'f>>, code: u32, run: &Run<'f>) {
        let file = self.walker.survey.file;
        let Some(glyphs) = &font.glyphs else {
            return;
        };
        let Some(own) = glyphs.by_code.get(&code) else {
            return;
        };
        let key = std::ptr::from_ref(*own).addr();
        if self.open.len() >= super::DEEPEST || self.open.contains(&key) {
            return;
        }
        let Some(data) = file.stream(own) else {
            self.fault("a glyph of its text cannot be decoded", None);
            return;
        };
        let text = &run.state.text;
        let sized = Matrix([text.size * text.scale, 0.0, 0.0, text.size, 0.0, text.rise]);
        let state = State {
            matrix: glyphs
                .matrix
                .then(sized)
                .then(run.text)
                .then(run.state.matrix),
            ..run.state.clone()
        };
        self.open.push(key);
        self.run(&data.data, glyphs.resources.or(run.resources), state);
        self.open.pop();
    }
}

fn move_line(run: &mut Run<'_>, x: f64, y: f64) {
    run.line = Matrix([1.0, 0.0, 0.0, 1.0, x, y]).then(run.line);
    run.text = run.line;
}

fn next_line(run: &mut Run<'_>) {
    let leading = run.state.text.leading;
    move_line(run, 0.0, -leading);
}

/// Where the pen is.
fn corner(run: &Run<'_>) -> super::At {
    let [.., x, y] = run.text.then(run.state.matrix).0;
    Some((x, y))
}
