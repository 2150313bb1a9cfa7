//! What contents use: forms, images, patterns, graphics states with their soft masks.

use std::rc::Rc;

use crate::preflight::pdf_syntax::{Dictionary, Object};

use super::super::geometry::{Matrix, Rect};
use super::colours::Space;
use super::operators::{Run, here};
use super::state::State;
use super::{At, DEEPEST, Reading, Tag};

impl<'f> Reading<'_, 'f> {
    /// `Do`.
    pub(super) fn xobject(&mut self, name: &[u8], run: &mut Run<'f>) {
        let file = self.walker.survey.file;
        let objects = run
            .resources
            .and_then(|own| file.dictionary(own, b"XObject"));
        let object = objects.and_then(|own| file.entry(own, name));
        let Some(object @ Object::Stream(own, _)) = object else {
            self.fault("its contents name an object that is not there", here(run));
            return;
        };
        if own.contains_key(b"OC".as_slice()) {
            self.seen.layers.push(here(run));
            self.seen.layers.truncate(1);
        }
        match file.name(own, b"Subtype") {
            Some(b"Image") => self.image(name, object, own, run),
            Some(b"Form") => {
                let state = run.state.clone();
                self.form(object, run.resources, &state);
            }
            // PostScript is found wherever it stands.
            _ => {}
        }
    }

    fn image(&mut self, name: &[u8], object: &'f Object, own: &'f Dictionary, run: &Run<'f>) {
        let file = self.walker.survey.file;
        let key = std::ptr::from_ref(own).addr();
        let picture = match self.walker.pictures.get(&key) {
            Some(own) => Rc::clone(own),
            None => {
                let space = own.get(b"ColorSpace".as_slice());
                let space = space.map(|space| self.space(space, run.resources));
                let picture = self.picture(Some(object), Rc::new(own.clone()), space, Vec::new());
                let picture = Rc::new(picture);
                self.walker.pictures.insert(key, Rc::clone(&picture));
                picture
            }
        };
        let at = here(run);
        if own.contains_key(b"SMask".as_slice()) && file.entry(own, b"SMask").is_some() {
            self.transparent("an image with a soft mask", at);
        }
        if file
            .number(own, b"SMaskInData")
            .is_some_and(|own| own > 0.0)
        {
            self.transparent("an image with a soft mask", at);
        }
        if let Some(intent) = file.name(own, b"Intent") {
            self.rendering(intent, at);
        }
        self.place(picture, name, run);
    }

    /// The contents of a form (8.10).
    pub(super) fn form(
        &mut self,
        object: &'f Object,
        resources: Option<&'f Dictionary>,
        state: &State<'f>,
    ) {
        let file = self.walker.survey.file;
        let Object::Stream(own, _) = object else {
            return;
        };
        let key = std::ptr::from_ref(own).addr();
        if self.open.contains(&key) {
            self.fault("a form uses itself", None);
            return;
        }
        if self.open.len() >= DEEPEST {
            self.seen.is_cut = true;
            return;
        }
        let Some(data) = file.stream(object) else {
            self.fault("a form cannot be decoded", None);
            return;
        };
        let matrix = Matrix::of(&file.numbers(file.items(own, b"Matrix")));
        let mut state = state.clone();
        if let Some(matrix) = matrix {
            state.matrix = matrix.then(state.matrix);
        }
        let shape: Option<[f64; 4]> = file.numbers(file.items(own, b"BBox")).try_into().ok();
        let shape = shape.and_then(Rect::of);
        if let Some(shape) = shape.and_then(|own| state.matrix.rect(own)) {
            let clip = match state.clip {
                Some(clip) => clip.and(shape),
                None => Some(shape),
            };
            state.clip = clip.or(Rect::of([-1e8, -1e8, -1e8, -1e8]));
        }
        let own_resources = file.dictionary(own, b"Resources");
        let [.., x, y] = state.matrix.0;
        if let Some(group) = file.dictionary(own, b"Group") {
            self.group("a form", group, own_resources, Some((x, y)));
        }
        self.open.push(key);
        self.run(&data.data, own_resources.or(resources), state);
        self.open.pop();
    }

    /// A pattern is chosen (8.7). Each is read once on a page.
    pub(super) fn pattern(
        &mut self,
        name: &[u8],
        operands: &[Object],
        space: &Rc<Space>,
        run: &Run<'f>,
    ) {
        let file = self.walker.survey.file;
        let patterns = run
            .resources
            .and_then(|own| file.dictionary(own, b"Pattern"));
        let object = patterns.and_then(|own| file.entry(own, name));
        let Some(own) = object.and_then(Object::dictionary) else {
            self.fault("its contents name a pattern that is not there", None);
            return;
        };
        if !self.is_new(std::ptr::from_ref(own).addr(), Tag::Pattern, 0) {
            return;
        }
        let at = here(run);
        if let Some(shading) = file.dictionary(own, b"Shading") {
            self.shading(shading, run.resources, at);
        }
        if let Some(extended) = file.dictionary(own, b"ExtGState") {
            self.state_used(extended, at, run);
        }
        if file.number(own, b"PatternType") != Some(1.0) {
            return;
        }
        let mut state = State::first(self.first, None);
        let colour = super::operators::numbers(operands);
        if let Some(base) = &space.base {
            let paint = Rc::new(super::state::Paint::of(Rc::clone(base), &colour));
            state.fill = Rc::clone(&paint);
            state.stroke = paint;
        }
        let was_placed = std::mem::replace(&mut self.is_placed, false);
        if let Some(object) = object {
            self.form(object, run.resources, &state);
        }
        self.is_placed = was_placed;
    }

    /// `gs`.
    pub(super) fn set_state(&mut self, name: &[u8], run: &mut Run<'f>) {
        let file = self.walker.survey.file;
        let states = run
            .resources
            .and_then(|own| file.dictionary(own, b"ExtGState"));
        let Some(own) = states.and_then(|own| file.dictionary(own, name)) else {
            self.fault("its contents name a graphics state that is not there", None);
            return;
        };
        let flag = |key: &[u8]| file.entry(own, key).and_then(Object::boolean);
        let state = &mut run.state;
        if let Some(width) = file.number(own, b"LW") {
            state.weight = width.abs();
        }
        if let Some(stroke) = flag(b"OP") {
            state.overprints_stroke = stroke;
            state.overprints_fill = stroke;
        }
        if let Some(fill) = flag(b"op") {
            state.overprints_fill = fill;
        }
        if let Some(mode) = file.number(own, b"OPM") {
            state.overprint_mode = mode == 1.0;
        }
        if let Some([font, size]) = file.items(own, b"Font").get(..2) {
            let font = file.resolve(font).and_then(Object::dictionary);
            let size = file.resolve(size).and_then(Object::number);
            let font = font.map(|own| self.font_of(own));
            run.state.text.font = font.or(run.state.text.font.take());
            run.state.text.size = size.unwrap_or(run.state.text.size);
        }
        let at = here(run);
        self.state_used(own, at, run);
    }

    /// A graphics state is used; each is looked at once on a page.
    fn state_used(&mut self, own: &'f Dictionary, at: At, run: &Run<'f>) {
        let file = self.walker.survey.file;
        if !self.is_new(std::ptr::from_ref(own).addr(), Tag::State, 0) {
            return;
        }
        self.seen.states.push((own, at));
        let number = |key: &[u8]| file.number(own, key);
        if [&b"CA"[..], b"ca"]
            .iter()
            .any(|key| number(key).is_some_and(|own| own < 1.0))
        {
            self.transparent("an opacity below 1", at);
        }
        let modes = match file.entry(own, b"BM") {
            Some(Object::Name(mode)) => vec![mode.as_slice()],
            Some(Object::Array(modes)) => {
                let modes = modes.iter().filter_map(|own| file.resolve(own)?.name());
                modes.take(1).collect()
            }
            _ => Vec::new(),
        };
        if modes
            .iter()
            .any(|mode| !matches!(*mode, b"Normal" | b"Compatible"))
        {
            self.transparent("a blend mode", at);
        }
        if let Some(intent) = file.name(own, b"RI") {
            self.rendering(intent, at);
        }
        let Some(mask) = file.dictionary(own, b"SMask") else {
            return;
        };
        self.transparent("a soft mask", at);
        let group = file.entry(mask, b"G");
        if let Some(group) = group
            && self.is_new(std::ptr::from_ref(group).addr(), Tag::Mask, 0)
        {
            let was_silent = std::mem::replace(&mut self.is_silent, true);
            let state = State::first(run.state.matrix, None);
            self.form(group, run.resources, &state);
            self.is_silent = was_silent;
        }
    }
}
