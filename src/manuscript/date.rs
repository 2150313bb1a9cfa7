//! A calendar day: read from `YYYY-MM-DD`, or made from the seconds of `SOURCE_DATE_EPOCH`.

use std::fmt;

/// A calendar day, in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// The year, 1583 to 9999.
    pub year: u16,
    /// The month, 1 to 12.
    pub month: u8,
    /// The day of the month, from 1.
    pub day: u8,
}

/// The first whole year of the Gregorian calendar, and the last that four digits hold.
const YEARS: std::ops::RangeInclusive<u16> = 1583..=9999;

impl Date {
    /// The day that an edition without a date says it was made and changed on. EPUB and PDF/X demand a
    /// date, and the clock would make every build another file. 1970, the epoch, is refused or shown
    /// as an error by shops; this day is plainly a convention and older than any program that reads
    /// the editions.
    pub const OF_THE_UNDATED: Date = Date {
        year: 2000,
        month: 1,
        day: 1,
    };

    /// Reads `YYYY-MM-DD`; `None` for a day that no calendar has.
    pub fn parse(text: &str) -> Option<Date> {
        let bytes = text.as_bytes();
        let digits_and_hyphens = bytes.iter().enumerate().all(|(at, byte)| match at {
            4 | 7 => *byte == b'-',
            _ => byte.is_ascii_digit(),
        });
        if bytes.len() != 10 || !digits_and_hyphens {
            return None;
        }
        let date = Date {
            year: text.get(0..4)?.parse().ok()?,
            month: text.get(5..7)?.parse().ok()?,
            day: text.get(8..10)?.parse().ok()?,
        };
        let in_month = (1..=12).contains(&date.month)
            && (1..=days_in_month(date.year, date.month)).contains(&date.day);
        (YEARS.contains(&date.year) && in_month).then_some(date)
    }

    /// The day on which this second since 1970-01-01 00:00 UTC falls.
    pub fn from_unix_seconds(seconds: u64) -> Option<Date> {
        let mut days = seconds / 86_400;
        let mut year = 1970;
        while days >= days_in_year(year) {
            days -= days_in_year(year);
            year += 1;
            if year > *YEARS.end() {
                return None;
            }
        }
        let mut month = 1;
        while days >= u64::from(days_in_month(year, month)) {
            days -= u64::from(days_in_month(year, month));
            month += 1;
        }
        let day = u8::try_from(days).ok()? + 1;
        Some(Date { year, month, day })
    }
}

impl fmt::Display for Date {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{:04}-{:02}-{:02}",
            self.year, self.month, self.day
        )
    }
}

fn is_leap(year: u16) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

fn days_in_year(year: u16) -> u64 {
    if is_leap(year) { 366 } else { 365 }
}

fn days_in_month(year: u16, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if is_leap(year) => 29,
        2 => 28,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_of_the_calendar_are_read() {
        for right in ["2026-11-01", "2024-02-29", "2000-02-29", "1583-01-01"] {
            assert_eq!(
                Date::parse(right).map(|date| date.to_string()).as_deref(),
                Some(right)
            );
        }
        for wrong in [
            "2026-02-29",
            "1900-02-29",
            "2026-13-01",
            "2026-00-10",
            "2026-04-31",
            "2026-1-01",
            "26-01-01",
            "2026/01/01",
            "1582-01-01",
            "2026-01-0é",
            "",
        ] {
            assert_eq!(Date::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn seconds_become_the_day_they_fall_on() {
        let day = |seconds| Date::from_unix_seconds(seconds).map(|date| date.to_string());
        assert_eq!(day(0).as_deref(), Some("1970-01-01"));
        assert_eq!(day(951_782_400).as_deref(), Some("2000-02-29"));
        assert_eq!(day(1_793_491_199).as_deref(), Some("2026-10-31"));
        assert_eq!(day(u64::MAX), None);
    }
}
