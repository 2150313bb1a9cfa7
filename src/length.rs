//! Lengths as integers: scaled points, 65,536 to the point of 1/72 inch. No float decides where a
//! line or a page ends; floats appear only when a finished length is written to a file.

use std::iter::Sum;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserialize, Deserializer, Error};
use serde::{Serialize, Serializer};

/// A signed length in scaled points (1/65536 pt; 72 pt = 1 inch).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Length(pub i64);

/// Scaled points in one point.
pub const SCALE: i64 = 65_536;

impl Length {
    /// No length at all.
    pub const ZERO: Length = Length(0);

    /// Whole points.
    pub const fn pt(points: i64) -> Length {
        Length(points * SCALE)
    }

    /// Hundredths of a point: `Length::centipoints(1050)` is 10.5 pt.
    pub const fn centipoints(hundredths: i64) -> Length {
        Length((hundredths * SCALE + 50).div_euclid(100))
    }

    /// Hundredths of a millimetre: `Length::centimillimetres(17_000)` is 170 mm, the same as
    /// `"170mm"` in the settings.
    pub const fn centimillimetres(hundredths: i64) -> Length {
        Length((hundredths * 72 * SCALE + 1270).div_euclid(2540))
    }

    /// The length of `units` font units in a face of `units_per_em`, set at the size `self`.
    /// Rounds half away from zero, so that a run and its mirror measure the same.
    pub fn font_units(self, units: i64, units_per_em: u16) -> Length {
        // Most letters stand out by nothing, most words are not kerned with the space before them, and to
        // divide is slow.
        if units == 0 {
            return Length::ZERO;
        }
        let product = self.0 * units;
        // The faces of the program have a thousand: a division by what is known is a multiplication.
        Length(match units_per_em {
            1_000 => divide_rounded(product, 1_000),
            other => divide_rounded(product, i64::from(other).max(1)),
        })
    }

    /// So many thousandths of the length, rounded towards zero: a share of a line or of a measure.
    pub fn share(self, thousandths: i64) -> Length {
        if let Some(product) = self.0.checked_mul(thousandths) {
            return Length(product / 1_000);
        }
        let product = i128::from(self.0) * i128::from(thousandths) / 1_000;
        Length(i64::try_from(product).unwrap_or(i64::MAX))
    }

    /// `self * numerator / denominator`, rounded half away from zero.
    // Inline, so that a division by a constant is a multiplication.
    #[inline]
    pub fn scale(self, numerator: i64, denominator: i64) -> Length {
        // Nearly always the product fits, and dividing twice as wide a number is slow.
        if let Some(product) = self.0.checked_mul(numerator)
            && product.unsigned_abs() < u64::MAX / 4
            && (1..i64::MAX / 4).contains(&denominator)
        {
            return Length(divide_rounded(product, denominator));
        }
        self.scale_widely(numerator, denominator)
    }

    /// The same, where the product may not fit.
    #[cold]
    fn scale_widely(self, numerator: i64, denominator: i64) -> Length {
        let product = i128::from(self.0) * i128::from(numerator);
        let denominator = i128::from(denominator).max(1);
        let half = denominator / 2;
        let rounded = if product < 0 {
            product - half
        } else {
            product + half
        } / denominator;
        Length(i64::try_from(rounded).unwrap_or(if rounded < 0 { i64::MIN } else { i64::MAX }))
    }

    /// The next multiple of `grid` at or after `self` (for a `self` that is not negative).
    pub fn round_up_to(self, grid: Length) -> Length {
        if grid.0 <= 0 {
            return self;
        }
        match self.0.rem_euclid(grid.0) {
            0 => self,
            over => Length(self.0 - over + grid.0),
        }
    }

    /// The length in points, for writing it to a file.
    pub fn to_points(self) -> f64 {
        self.0 as f64 / SCALE as f64
    }

    /// As it is written in the settings: the shortest of points and millimetres that is read as this
    /// very length again.
    pub fn to_text(self) -> String {
        // Scaled points in so many units: `254 / 720` for millimetres, as in `parse`.
        let units = [
            ("pt", 1, i128::from(SCALE)),
            ("mm", 254, 720 * i128::from(SCALE)),
        ];
        for decimals in 0..=6 {
            for (unit, numerator, denominator) in units {
                let tenfold = 10_i128.pow(decimals);
                let product = i128::from(self.0.abs()) * numerator * tenfold;
                let rounded = (product + denominator / 2) / denominator;
                let sign = if self.0 < 0 { "-" } else { "" };
                let text = match decimals {
                    0 => format!("{sign}{rounded}{unit}"),
                    _ => format!(
                        "{sign}{}.{:0width$}{unit}",
                        rounded / tenfold,
                        rounded % tenfold,
                        width = decimals as usize
                    ),
                };
                if Length::parse(&text) == Ok(self) {
                    return if self.0 == 0 { "0".to_owned() } else { text };
                }
            }
        }
        // Longer than any page: such a length comes from no file.
        format!("{}pt", self.0 / SCALE)
    }

    /// The larger of the two.
    pub fn max(self, other: Length) -> Length {
        Length(self.0.max(other.0))
    }

    /// The smaller of the two.
    pub fn min(self, other: Length) -> Length {
        Length(self.0.min(other.0))
    }

    /// The same length without its sign.
    pub fn abs(self) -> Length {
        Length(self.0.abs())
    }

    /// Reads `"10.5pt"`, `"170mm"`, `"6in"`, `"2.2cm"`, or `"0"`: a decimal number with at most
    /// six decimals and its unit.
    ///
    /// # Errors
    /// A sentence that says what is wrong with `text`.
    pub fn parse(text: &str) -> Result<Length, String> {
        let text = text.trim();
        let unit_at = text
            .find(|c: char| c.is_ascii_alphabetic())
            .unwrap_or(text.len());
        let (number, unit) = text.split_at(unit_at);
        let micro = parse_millionths(number.trim()).ok_or_else(|| {
            format!(
                "`{text}` is not a length: write a number and a unit, as in `10.5pt` or `170mm`"
            )
        })?;
        // Scaled points in 254 units, so that millimetres stay exact.
        let per_254 = match unit {
            "pt" => 254 * SCALE,
            "mm" => 720 * SCALE,
            "cm" => 7_200 * SCALE,
            "in" => 18_288 * SCALE,
            "" if micro == 0 => 0,
            "" => {
                return Err(format!(
                    "`{text}` has no unit: write `pt`, `mm`, `cm` or `in` after the number"
                ));
            }
            other => {
                return Err(format!(
                    "`{other}` is not a unit of length: use `pt`, `mm`, `cm` or `in`"
                ));
            }
        };
        let scaled = i128::from(micro) * i128::from(per_254);
        let divisor = 254 * 1_000_000;
        let rounded = if scaled < 0 {
            scaled - divisor / 2
        } else {
            scaled + divisor / 2
        } / divisor;
        match i64::try_from(rounded) {
            Ok(length) if length.abs() <= Length::pt(14_400).0 => Ok(Length(length)),
            _ => Err(format!(
                "`{text}` is longer than the 14,400 pt that a PDF page can have"
            )),
        }
    }
}

/// Integer division rounded half away from zero.
fn divide_rounded(numerator: i64, denominator: i64) -> i64 {
    let half = denominator / 2;
    if numerator < 0 {
        (numerator - half) / denominator
    } else {
        (numerator + half) / denominator
    }
}

/// A decimal number as millionths.
fn parse_millionths(text: &str) -> Option<i64> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    if (whole.is_empty() && fraction.is_empty()) || fraction.len() > 6 || whole.len() > 9 {
        return None;
    }
    if !whole
        .bytes()
        .chain(fraction.bytes())
        .all(|b| b.is_ascii_digit())
    {
        return None;
    }
    let whole: i64 = if whole.is_empty() {
        0
    } else {
        whole.parse().ok()?
    };
    let millionths: i64 = format!("{fraction:0<6}").parse().ok()?;
    let value = whole * 1_000_000 + millionths;
    Some(if negative { -value } else { value })
}

impl Add for Length {
    type Output = Length;
    fn add(self, other: Length) -> Length {
        Length(self.0 + other.0)
    }
}

impl AddAssign for Length {
    fn add_assign(&mut self, other: Length) {
        self.0 += other.0;
    }
}

impl Sub for Length {
    type Output = Length;
    fn sub(self, other: Length) -> Length {
        Length(self.0 - other.0)
    }
}

impl SubAssign for Length {
    fn sub_assign(&mut self, other: Length) {
        self.0 -= other.0;
    }
}

impl Neg for Length {
    type Output = Length;
    fn neg(self) -> Length {
        Length(-self.0)
    }
}

impl Mul<i64> for Length {
    type Output = Length;
    fn mul(self, factor: i64) -> Length {
        Length(self.0 * factor)
    }
}

impl Div<i64> for Length {
    type Output = Length;
    fn div(self, divisor: i64) -> Length {
        Length(self.0 / divisor)
    }
}

impl Sum for Length {
    fn sum<I: Iterator<Item = Length>>(lengths: I) -> Length {
        lengths.fold(Length::ZERO, Add::add)
    }
}

impl<'de> Deserialize<'de> for Length {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Length, D::Error> {
        let text = String::deserialize(deserializer)?;
        Length::parse(&text).map_err(D::Error::custom)
    }
}

impl Serialize for Length {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.to_text())
    }
}

impl JsonSchema for Length {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Length".into()
    }

    /// What [`Length::parse`] reads, but for the sign: no setting is less than nothing.
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let number = r"([0-9]{1,9}(\.[0-9]{0,6})?|\.[0-9]{1,6})";
        json_schema!({
            "type": "string",
            "pattern": format!(r"^\s*({number}\s*(pt|mm|cm|in)|0{{1,9}}(\.0{{0,6}})?)\s*$"),
            "x-kind": "length",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn millimetres_and_inches_are_exact_to_a_scaled_point() {
        assert_eq!(Length::parse("25.4mm"), Ok(Length::pt(72)));
        assert_eq!(Length::parse("6in"), Ok(Length::pt(432)));
        assert_eq!(Length::parse("10.5pt"), Ok(Length::centipoints(1050)));
        assert_eq!(Length::parse("-1pt"), Ok(Length::pt(-1)));
        assert_eq!(Length::parse("0"), Ok(Length::ZERO));
    }

    #[test]
    fn a_length_without_unit_or_out_of_range_says_so() {
        for wrong in ["12", "pt", "1.2.3pt", "5 furlong", "20000pt", "1e3pt", ""] {
            assert!(Length::parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_length_is_written_as_short_as_it_is_read_again() {
        assert_eq!(Length::centipoints(35).to_text(), "0.35pt");
        assert_eq!(Length::centimillimetres(24_000).to_text(), "240mm");
        for text in ["0", "14pt", "10.5pt", "170mm", "0.35pt", "-1pt", "7.125mm"] {
            let length = Length::parse(text).unwrap();
            assert_eq!(length.to_text(), text);
        }
        assert_eq!(Length::parse("6in").unwrap().to_text(), "432pt");
        for scaled in [1, -1, 65_537, 7_777_777, 943_718_400] {
            let length = Length(scaled);
            assert_eq!(Length::parse(&length.to_text()), Ok(length));
        }
    }

    #[test]
    fn rounding_up_reaches_the_next_grid_line() {
        let grid = Length::pt(14);
        assert_eq!(Length::pt(0).round_up_to(grid), Length::pt(0));
        assert_eq!(Length::pt(15).round_up_to(grid), Length::pt(28));
        assert_eq!(Length::pt(28).round_up_to(grid), Length::pt(28));
    }

    #[test]
    fn font_units_round_half_away_from_zero() {
        let size = Length(1_000);
        assert_eq!(size.font_units(3, 2_000), Length(2));
        assert_eq!(size.font_units(-3, 2_000), Length(-2));
    }
}
