//! Contents, operator after operator (PDF 32000-1, annex A).

use std::rc::Rc;

use crate::preflight::pdf_syntax::{Dictionary, Lexer, Object};

use super::super::geometry::{Matrix, Rect};
use super::colours::{Family, Space};
use super::state::{Paint, State};
use super::{At, MOST_STATES, Reading, Tag, Use};

/// The most operands of an operator; what is beyond counts as none.
const MOST_OPERANDS: usize = 256;

/// Contents while they are read.
pub(super) struct Run<'f> {
    pub state: State<'f>,
    pub waiting: Vec<State<'f>>,
    /// States that are not kept, for there are too many.
    pub unkept: usize,
    pub resources: Option<&'f Dictionary>,
    pub path: Path,
    /// The matrices of text and of its line.
    pub text: Matrix,
    pub line: Matrix,
    /// How many sections may have operators that are not known.
    pub tolerant: usize,
}

/// The path that is being made.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Path {
    /// Around it, in points of the page.
    pub bounds: Option<Rect>,
    /// The thickness of its thinnest rectangle.
    pub thinnest: Option<f64>,
    /// Whether it has other parts than rectangles.
    pub has_others: bool,
    /// Whether it will clip.
    pub clips: bool,
}

impl<'f> Reading<'_, 'f> {
    /// Reads contents with a state to begin with.
    pub(super) fn run(&mut self, data: &[u8], resources: Option<&'f Dictionary>, state: State<'f>) {
        match self.walker.room.checked_sub(data.len()) {
            Some(left) => self.walker.room = left,
            None => {
                self.seen.is_cut = true;
                return;
            }
        }
        let mut run = Run {
            state,
            waiting: Vec::new(),
            unkept: 0,
            resources,
            path: Path::default(),
            text: Matrix::SAME,
            line: Matrix::SAME,
            tolerant: 0,
        };
        let mut lexer = Lexer::new(data, 0);
        let mut operands: Vec<Object> = Vec::new();
        loop {
            let before = lexer.place();
            match lexer.object() {
                Some(Object::Operator(word)) if word == b"BI" => {
                    let image = self.inline_image(data, &mut lexer, &run);
                    if image.is_none() {
                        self.fault("an image that stands in its contents is damaged", None);
                    }
                    operands.clear();
                }
                Some(Object::Operator(word)) => {
                    self.operator(&word, &operands, &mut run);
                    operands.clear();
                }
                Some(own) => {
                    if operands.len() < MOST_OPERANDS {
                        operands.push(own);
                    }
                }
                None if lexer.ends() => break,
                None => {
                    self.fault("its contents are damaged", None);
                    if lexer.place() == before {
                        lexer = Lexer::new(data, before + 1);
                    }
                }
            }
        }
        if !run.waiting.is_empty() || run.unkept > 0 {
            self.fault(
                "its contents save a graphics state and do not restore it",
                None,
            );
        }
    }

    fn operator(&mut self, word: &[u8], operands: &[Object], run: &mut Run<'f>) {
        let number = |at: usize| operands.get(at).and_then(Object::number).unwrap_or(0.0);
        let name = |at: usize| operands.get(at).and_then(Object::name).unwrap_or_default();
        match word {
            b"q" if run.waiting.len() < MOST_STATES => run.waiting.push(run.state.clone()),
            b"q" => run.unkept += 1,
            b"Q" if run.unkept > 0 => run.unkept -= 1,
            b"Q" => match run.waiting.pop() {
                Some(own) => run.state = own,
                None => self.fault(
                    "its contents restore a graphics state that is not saved",
                    None,
                ),
            },
            b"cm" => {
                if let Some(own) = matrix(operands) {
                    run.state.matrix = own.then(run.state.matrix);
                }
            }
            b"w" => run.state.weight = number(0).abs(),
            b"gs" => self.set_state(name(0), run),
            b"ri" => self.rendering(name(0), here(run)),
            b"J" | b"j" | b"M" | b"d" | b"i" => {}
            b"m" | b"l" | b"c" | b"v" | b"y" | b"re" | b"h" => {
                super::paint::extend(&mut run.path, word, operands, run.state.matrix);
            }
            b"W" | b"W*" => run.path.clips = true,
            b"S" | b"s" | b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*" | b"n" => {
                self.paint_path(word, run);
            }
            b"g" | b"rg" | b"k" | b"G" | b"RG" | b"K" => self.device(word, operands, run),
            b"cs" | b"CS" => self.set_space(word == b"CS", operands, run),
            b"sc" | b"scn" | b"SC" | b"SCN" => {
                self.set_colour(matches!(word, b"SC" | b"SCN"), operands, run);
            }
            b"sh" => self.shade(name(0), run),
            b"Do" => self.xobject(name(0), run),
            b"BT" => {
                run.text = Matrix::SAME;
                run.line = Matrix::SAME;
            }
            b"Tc" | b"Tw" | b"Tz" | b"TL" | b"Tf" | b"Tr" | b"Ts" | b"Td" | b"TD" | b"Tm"
            | b"T*" | b"Tj" | b"TJ" | b"'" | b"\"" => self.text(word, operands, run),
            b"BDC" | b"DP" => {
                if name(0) == b"OC" {
                    self.seen.layers.push(here(run));
                    self.seen.layers.truncate(1);
                }
            }
            b"BX" => run.tolerant += 1,
            b"EX" => run.tolerant = run.tolerant.saturating_sub(1),
            b"ET" | b"BMC" | b"EMC" | b"MP" | b"d0" | b"d1" => {}
            _ if run.tolerant > 0 => {}
            _ => self.fault("its contents have an operator that PDF does not know", None),
        }
    }

    /// A colour of a device space, which is set with its space.
    fn device(&mut self, word: &[u8], operands: &[Object], run: &mut Run<'f>) {
        let (space_name, is_stroke): (&[u8], bool) = match word {
            b"g" => (b"DeviceGray", false),
            b"G" => (b"DeviceGray", true),
            b"rg" => (b"DeviceRGB", false),
            b"RG" => (b"DeviceRGB", true),
            b"k" => (b"DeviceCMYK", false),
            _ => (b"DeviceCMYK", true),
        };
        let space = self.named_space(space_name, run.resources);
        self.use_space(&space, Use::Paint, here(run));
        let paint = Rc::new(Paint::of(space, &numbers(operands)));
        match is_stroke {
            true => run.state.stroke = paint,
            false => run.state.fill = paint,
        }
    }

    /// The space of a name: of a device, or among the resources.
    pub(super) fn named_space(
        &mut self,
        name: &[u8],
        resources: Option<&'f Dictionary>,
    ) -> Rc<Space> {
        let survey = self.walker.survey;
        let spaces = resources.and_then(|own| survey.file.dictionary(own, b"ColorSpace"));
        let default: &[u8] = match name {
            b"DeviceGray" => b"DefaultGray",
            b"DeviceRGB" => b"DefaultRGB",
            b"DeviceCMYK" => b"DefaultCMYK",
            _ => name,
        };
        match spaces.and_then(|own| own.get(default)) {
            Some(own) => self.space(own, resources),
            None => match name {
                b"DeviceGray" => Rc::new(Space::device(Family::Gray)),
                b"DeviceRGB" => Rc::new(Space::device(Family::Rgb)),
                b"DeviceCMYK" => Rc::new(Space::device(Family::Cmyk)),
                b"Pattern" => Rc::new(Space::device(Family::Pattern)),
                _ => {
                    self.fault("its contents name a colour space that is not there", None);
                    Rc::new(Space::device(Family::Unknown))
                }
            },
        }
    }

    fn set_space(&mut self, is_stroke: bool, operands: &[Object], run: &mut Run<'f>) {
        let name = operands.first().and_then(Object::name).unwrap_or_default();
        let space = self.named_space(name, run.resources);
        self.use_space(&space, Use::Paint, here(run));
        let first = space.first_colour();
        let paint = Rc::new(Paint::of(space, &first));
        match is_stroke {
            true => run.state.stroke = paint,
            false => run.state.fill = paint,
        }
    }

    fn set_colour(&mut self, is_stroke: bool, operands: &[Object], run: &mut Run<'f>) {
        let own = match is_stroke {
            true => &run.state.stroke,
            false => &run.state.fill,
        };
        let space = Rc::clone(&own.space);
        let pattern = operands.last().and_then(Object::name);
        if let Some(pattern) = pattern {
            self.pattern(pattern, operands, &space, run);
        }
        let paint = Rc::new(Paint::of(space, &numbers(operands)));
        match is_stroke {
            true => run.state.stroke = paint,
            false => run.state.fill = paint,
        }
    }

    pub(super) fn rendering(&mut self, name: &[u8], at: At) {
        let known: [&[u8]; 4] = [
            b"AbsoluteColorimetric",
            b"RelativeColorimetric",
            b"Saturation",
            b"Perceptual",
        ];
        if !known.contains(&name) && self.is_new(0, Tag::Intent, 0) {
            self.seen.rendering.push((name.to_vec(), at));
        }
    }
}

/// Where the contents are.
pub(super) fn here(run: &Run<'_>) -> At {
    let [.., x, y] = run.state.matrix.0;
    Some((x, y))
}

pub(super) fn numbers(operands: &[Object]) -> Vec<f64> {
    operands.iter().filter_map(Object::number).collect()
}

pub(super) fn matrix(operands: &[Object]) -> Option<Matrix> {
    Matrix::of(&numbers(operands))
}
