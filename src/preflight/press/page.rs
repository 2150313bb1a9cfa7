//! A page as rules look at it, and what is kept of it for those that look at all pages together.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use crate::length::Length;

use super::pixels::{Peak, peak};
use super::survey::{Sheet, Survey};
use super::walk::colours::{Family, Inks};
use super::walk::{At, Placed, Seen};

/// A page, and what is seen on it.
pub struct Page<'p, 'f> {
    /// What the file says of itself.
    pub survey: &'p Survey<'f>,
    /// The page.
    pub sheet: &'p Sheet<'f>,
    /// What is seen.
    pub seen: &'p Seen<'f>,
    /// The images whose ink is known.
    pub peaks: &'p Peaks,
}

/// The images whose ink is known, by where their dictionaries are.
pub type Peaks = RefCell<BTreeMap<usize, Result<Option<Peak>, &'static str>>>;

/// What is kept of a page until all are read.
#[derive(Clone, Debug)]
pub struct Digest {
    /// Its place, counted from 1.
    pub number: usize,
    /// Whether nothing is printed on it.
    pub is_blank: bool,
    /// Its spot colours: the name, what the tint transform is, and where.
    pub spots: Vec<(Vec<u8>, u64, At)>,
}

impl Page<'_, '_> {
    /// The place of an image with the most ink, which is looked for once.
    ///
    /// # Errors
    /// What is wrong with the image.
    pub fn ink_of(&self, placed: &Placed<'_>) -> Result<Option<Peak>, &'static str> {
        let key = Rc::as_ptr(&placed.picture).addr();
        // An image that stands in the contents is not there on the next page.
        let is_kept = placed.picture.stream.is_some();
        if let Some(own) = self.peaks.borrow().get(&key).filter(|_| is_kept) {
            return *own;
        }
        let own = peak(self.survey.file, &placed.picture);
        if is_kept {
            self.peaks.borrow_mut().insert(key, own);
        }
        own
    }

    /// What is kept of it.
    pub fn digest(&self) -> Digest {
        let trim = self.sheet.boxes.page();
        let mut marks = self.seen.marks.iter();
        let is_printed =
            marks.any(|own| own.is_visible() && trim.is_none_or(|trim| trim.meets(own.bounds)));
        let spaces = self.seen.spaces.iter();
        let chains =
            spaces.flat_map(|(space, _, at)| space.chain().into_iter().map(move |own| (own, *at)));
        let spots = chains.filter(|(own, _)| own.family == Family::Separation);
        Digest {
            number: self.sheet.number,
            is_blank: !is_printed,
            spots: spots
                .filter_map(|(own, at)| Some((own.colorants.first()?.clone(), own.tint, at)))
                .filter(|(name, ..)| !matches!(name.as_slice(), b"All" | b"None"))
                .collect(),
        }
    }
}

/// What holds at the left and at the right of a page.
pub fn edges(is_recto: bool, inside: Length, outside: Length) -> [Length; 2] {
    match is_recto {
        true => [inside, outside],
        false => [outside, inside],
    }
}

/// Whether it is black with other inks below it.
pub fn is_rich_black(inks: &Inks) -> bool {
    inks.process
        .is_some_and(|[c, m, y, k]| k >= 0.9 && c + m + y > 0.02)
}
