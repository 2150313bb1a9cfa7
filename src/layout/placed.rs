//! A word of a run at its place.

use crate::length::Length;

use super::paged::After;
use super::words::WordId;

/// A shaped word at its place. A book has of nothing as much as of these: they are twelve bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlacedWord {
    /// The word, of the page's division.
    pub word: WordId,
    /// The lower half of its left edge.
    low: u32,
    /// What is above that.
    upper: i16,
    /// What follows it in the text.
    pub after: After,
}

impl PlacedWord {
    /// A word whose left edge is so far from the run's `x`: up to two thousand kilometres.
    pub fn new(word: WordId, dx: Length, after: After) -> PlacedWord {
        let [low, upper] = [dx.0 & 0xffff_ffff, dx.0 >> 32];
        let farthest = if upper < 0 { i16::MIN } else { i16::MAX };
        let low = u32::try_from(low).unwrap_or(u32::MAX);
        let upper = i16::try_from(upper).unwrap_or(farthest);
        PlacedWord {
            word,
            low,
            upper,
            after,
        }
    }

    /// Its left edge from the run's `x`.
    pub fn dx(self) -> Length {
        Length(i64::from(self.upper) << 32 | i64::from(self.low))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_comes_back_as_it_was_and_takes_little_room() {
        assert_eq!(size_of::<PlacedWord>(), 12);
        for place in [
            0,
            1,
            -1,
            0x7fff_ffff,
            0x1_2345_6789,
            -0x1_2345_6789,
            (1 << 47) - 1,
        ] {
            let placed = PlacedWord::new(WordId(7), Length(place), After::Space);
            assert_eq!(placed.dx(), Length(place));
            assert_eq!((placed.word, placed.after), (WordId(7), After::Space));
        }
    }
}
