//! Rectangles and matrices of a page, in points. They are judged with a tolerance, for writers round.

/// How far two edges may be apart that are meant to be one.
pub const TOLERANCE: f64 = 0.1;

/// A rectangle whose sides are in order.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rect {
    /// Its left edge.
    pub left: f64,
    /// Its lower edge.
    pub bottom: f64,
    /// Its right edge.
    pub right: f64,
    /// Its upper edge.
    pub top: f64,
}

impl Rect {
    /// From two corners, in any order. `None` where a number is none that can be used.
    pub fn of(corners: [f64; 4]) -> Option<Rect> {
        let [a, b, c, d] = corners;
        let is_sound = corners.iter().all(|own| own.is_finite() && own.abs() < 1e9);
        is_sound.then(|| Rect {
            left: a.min(c),
            bottom: b.min(d),
            right: a.max(c),
            top: b.max(d),
        })
    }

    /// Around points.
    pub fn around(points: impl IntoIterator<Item = (f64, f64)>) -> Option<Rect> {
        let mut points = points.into_iter();
        let (x, y) = points.next()?;
        let mut own = [x, y, x, y];
        for (x, y) in points {
            own = [own[0].min(x), own[1].min(y), own[2].max(x), own[3].max(y)];
        }
        Rect::of(own)
    }

    /// Its width.
    pub fn width(self) -> f64 {
        self.right - self.left
    }

    /// Its height.
    pub fn height(self) -> f64 {
        self.top - self.bottom
    }

    /// What both cover; `None` where they do not touch.
    pub fn and(self, other: Rect) -> Option<Rect> {
        let own = Rect {
            left: self.left.max(other.left),
            bottom: self.bottom.max(other.bottom),
            right: self.right.min(other.right),
            top: self.top.min(other.top),
        };
        (own.left <= own.right && own.bottom <= own.top).then_some(own)
    }

    /// The rectangle around both.
    pub fn or(self, other: Rect) -> Rect {
        Rect {
            left: self.left.min(other.left),
            bottom: self.bottom.min(other.bottom),
            right: self.right.max(other.right),
            top: self.top.max(other.top),
        }
    }

    /// Whether the other lies inside, but for the tolerance.
    pub fn holds(self, other: Rect) -> bool {
        other.left >= self.left - TOLERANCE
            && other.bottom >= self.bottom - TOLERANCE
            && other.right <= self.right + TOLERANCE
            && other.top <= self.top + TOLERANCE
    }

    /// Whether they share a place. A line has no width, and is somewhere all the same.
    pub fn meets(self, other: Rect) -> bool {
        self.right > other.left + TOLERANCE
            && self.left < other.right - TOLERANCE
            && self.top > other.bottom + TOLERANCE
            && self.bottom < other.top - TOLERANCE
    }

    /// Larger on each side.
    pub fn grown(self, by: f64) -> Rect {
        Rect {
            left: self.left - by,
            bottom: self.bottom - by,
            right: self.right + by,
            top: self.top + by,
        }
    }
}

/// A matrix (PDF 32000-1, 8.3.3).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Matrix(pub [f64; 6]);

impl Matrix {
    /// The matrix that changes nothing.
    pub const SAME: Matrix = Matrix([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// From six numbers, where there are six.
    pub fn of(numbers: &[f64]) -> Option<Matrix> {
        let own: [f64; 6] = numbers.try_into().ok()?;
        own.iter().all(|own| own.is_finite()).then_some(Matrix(own))
    }

    /// First this one, then the other.
    pub fn then(self, other: Matrix) -> Matrix {
        let ([a, b, c, d, e, f], [g, h, i, j, k, l]) = (self.0, other.0);
        Matrix([
            a * g + b * i,
            a * h + b * j,
            c * g + d * i,
            c * h + d * j,
            e * g + f * i + k,
            e * h + f * j + l,
        ])
    }

    /// Where a point comes to lie.
    pub fn point(self, x: f64, y: f64) -> (f64, f64) {
        let [a, b, c, d, e, f] = self.0;
        (a * x + c * y + e, b * x + d * y + f)
    }

    /// The rectangle around a rectangle that is moved.
    pub fn rect(self, own: Rect) -> Option<Rect> {
        let corners = [
            (own.left, own.bottom),
            (own.right, own.bottom),
            (own.left, own.top),
            (own.right, own.top),
        ];
        Rect::around(corners.map(|(x, y)| self.point(x, y)))
    }

    /// How long a step to the right becomes.
    pub fn across(self) -> f64 {
        (self.0[0] * self.0[0] + self.0[1] * self.0[1]).sqrt()
    }

    /// How long a step upwards becomes.
    pub fn along(self) -> f64 {
        (self.0[2] * self.0[2] + self.0[3] * self.0[3]).sqrt()
    }

    /// How much lengths change, in the middle of all directions.
    pub fn scale(self) -> f64 {
        let [a, b, c, d, ..] = self.0;
        (a * d - b * c).abs().sqrt()
    }
}
