//! The graphics state (PDF 32000-1, 8.4) as far as print is judged by it.

use std::rc::Rc;

use super::super::geometry::{Matrix, Rect};
use super::colours::{Family, Inks, Space};
use super::fonts::Font;

/// The graphics state.
#[derive(Clone)]
pub struct State<'f> {
    /// From the contents to points of the page.
    pub matrix: Matrix,
    /// What is not clipped away.
    pub clip: Option<Rect>,
    /// What areas and letters are painted with.
    pub fill: Rc<Paint>,
    /// What lines are painted with.
    pub stroke: Rc<Paint>,
    /// The weight of lines.
    pub weight: f64,
    /// Whether areas overprint.
    pub overprints_fill: bool,
    /// Whether lines overprint.
    pub overprints_stroke: bool,
    /// Whether an ink that is not used leaves what is below it.
    pub overprint_mode: bool,
    /// How text is set.
    pub text: Text<'f>,
}

/// How text is set (9.3).
#[derive(Clone)]
pub struct Text<'f> {
    /// The font.
    pub font: Option<Rc<Font<'f>>>,
    /// The size.
    pub size: f64,
    /// The space after each code.
    pub letter_space: f64,
    /// The space after each blank.
    pub word_space: f64,
    /// How wide, 1 for as it is.
    pub scale: f64,
    /// From line to line.
    pub leading: f64,
    /// Above the line.
    pub rise: f64,
    /// Filled, stroked, both or neither.
    pub mode: u8,
}

/// A colour to paint with.
#[derive(Debug)]
pub struct Paint {
    /// Its space.
    pub space: Rc<Space>,
    /// Its inks.
    pub inks: Inks,
    /// Whether it is a pattern.
    pub is_pattern: bool,
}

impl Paint {
    /// A colour of a space.
    pub fn of(space: Rc<Space>, colour: &[f64]) -> Paint {
        Paint {
            inks: space.inks(colour),
            is_pattern: space.family == Family::Pattern,
            space,
        }
    }
}

impl State<'_> {
    /// The state that a page begins with.
    pub fn first<'f>(matrix: Matrix, clip: Option<Rect>) -> State<'f> {
        let black = Rc::new(Paint::of(Rc::new(Space::device(Family::Gray)), &[0.0]));
        State {
            matrix,
            clip,
            fill: Rc::clone(&black),
            stroke: black,
            weight: 1.0,
            overprints_fill: false,
            overprints_stroke: false,
            overprint_mode: false,
            text: Text {
                font: None,
                size: 0.0,
                letter_space: 0.0,
                word_space: 0.0,
                scale: 1.0,
                leading: 0.0,
                rise: 0.0,
                mode: 0,
            },
        }
    }
}
