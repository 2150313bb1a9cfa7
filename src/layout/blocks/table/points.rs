//! The decimal marks of a column: its numbers -> where the mark stands, so that the block of numbers
//! is centred under its head, and at the right edge of the column where it is as wide.

use crate::length::Length;

use super::cells::Figure;

/// Where the decimal mark of a column stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Point {
    /// The widest part before it.
    before: Length,
    /// The widest part after it.
    after: Length,
    /// The widest part after it with what hangs.
    whole: Length,
    /// From the mark to the right edge of the column.
    right: Length,
}

impl Point {
    /// Makes room for a number.
    pub fn take_in(&mut self, figure: Figure) {
        match figure {
            Figure::Nothing => {}
            Figure::Number {
                before,
                after,
                whole,
            } => {
                self.before = self.before.max(before);
                self.after = self.after.max(after);
                self.whole = self.whole.max(whole);
                self.right = self.whole;
            }
        }
    }

    /// What all numbers together need.
    pub fn width(&self) -> Length {
        self.before + self.whole
    }

    /// Centres the block of numbers under a head of this width, which stands flush right.
    pub fn centre_under(&mut self, head: Length) {
        let room = (head - self.before - self.after).max(Length::ZERO);
        self.right = self.whole.max(self.after + room / 2);
    }

    /// How far a line that begins at the column's left edge moves to stand in the column: a number on
    /// its mark, everything else in the middle of the numbers, as far as the column has room.
    pub fn shift(&self, figure: Option<Figure>, width: Length, measure: Length) -> Length {
        let mark = measure - self.right;
        match figure {
            Some(Figure::Number { before, .. }) => mark - before,
            Some(Figure::Nothing) | None => {
                let middle = mark + (self.after - self.before) / 2;
                let most = (measure - width).max(Length::ZERO);
                (middle - width / 2).max(Length::ZERO).min(most)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(before: i64, after: i64, hanging: i64) -> Figure {
        Figure::Number {
            before: Length::pt(before),
            after: Length::pt(after),
            whole: Length::pt(after + hanging),
        }
    }

    fn point(figures: &[Figure]) -> Point {
        let mut point = Point::default();
        figures.iter().for_each(|figure| point.take_in(*figure));
        point
    }

    #[test]
    fn numbers_stand_on_their_marks_under_the_middle_of_the_head() {
        let figures = [number(10, 7, 0), number(15, 0, 0), number(5, 2, 0)];
        let mut point = point(&figures);
        point.centre_under(Length::pt(42));
        let measure = Length::pt(60);
        let marks = figures.map(|figure| match figure {
            Figure::Number { before, .. } => {
                point.shift(Some(figure), Length::ZERO, measure) + before
            }
            Figure::Nothing => Length::ZERO,
        });
        // The block is 22 wide: 10 are left on either side of it under the head.
        assert_eq!(marks, [Length::pt(60 - 10 - 7); 3]);
    }

    #[test]
    fn what_hangs_moves_the_block_only_where_the_column_ends() {
        let figures = [number(10, 0, 4), number(10, 0, 0)];
        let mut narrow = point(&figures);
        narrow.centre_under(Length::pt(10));
        assert_eq!(
            narrow.shift(Some(figures[1]), Length::pt(10), Length::pt(30)),
            Length::pt(16)
        );
        let mut wide = point(&figures);
        wide.centre_under(Length::pt(30));
        assert_eq!(
            wide.shift(Some(figures[1]), Length::pt(10), Length::pt(30)),
            Length::pt(10)
        );
    }

    #[test]
    fn a_dash_stands_in_the_middle_of_the_numbers() {
        let mut point = point(&[number(10, 10, 0)]);
        point.centre_under(Length::pt(20));
        let shift = point.shift(Some(Figure::Nothing), Length::pt(4), Length::pt(20));
        assert_eq!(shift, Length::pt(8));
    }
}
