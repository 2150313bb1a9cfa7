//! Dates of the document information (PDF 32000-1, 7.9.4) and of XMP (ISO 8601) -> moments that can be
//! compared.

/// A moment, as exactly as it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// Minutes since the year 0 in UTC, where an hour is told; otherwise of the day's beginning.
    minutes: i64,
    /// The seconds, where they are told.
    seconds: Option<i64>,
}

impl Moment {
    /// Whether both say the same, as exactly as the less exact one tells it.
    pub fn agrees(self, other: Moment) -> bool {
        let seconds = self.seconds.zip(other.seconds);
        self.minutes == other.minutes && seconds.is_none_or(|(own, other)| own == other)
    }
}

/// `D:20261101120000+01'00'`.
pub fn of_info(text: &str) -> Option<Moment> {
    let text = text.strip_prefix("D:").unwrap_or(text);
    let end = text.find(|c: char| !c.is_ascii_digit());
    let (digits, zone) = text.split_at(end.unwrap_or(text.len()));
    let part = |from: usize, to: usize| digits.get(from..to)?.parse::<i64>().ok();
    let zone: String = zone.chars().filter(|c| *c != '\'').collect();
    moment(
        [
            part(0, 4)?,
            part(4, 6).unwrap_or(1),
            part(6, 8).unwrap_or(1),
            part(8, 10).unwrap_or(0),
            part(10, 12).unwrap_or(0),
        ],
        part(12, 14),
        &zone,
    )
}

/// `2026-11-01T12:00:00+01:00`.
pub fn of_xmp(text: &str) -> Option<Moment> {
    let (day, time) = text.split_once('T').unwrap_or((text, ""));
    let mut day = day.split('-').map(|part| part.parse::<i64>().ok());
    let mut next = || day.next().flatten();
    let (year, month, day) = (next()?, next().unwrap_or(1), next().unwrap_or(1));
    let zone_at = time.find(['Z', '+', '-']).unwrap_or(time.len());
    let (clock, zone) = time.split_at(zone_at);
    let zone = zone.replace(':', "");
    let mut parts = clock.split(':');
    let mut next = || parts.next().and_then(|part| part.parse::<i64>().ok());
    let (hour, minute) = (next().unwrap_or(0), next().unwrap_or(0));
    // A fraction of a second is nothing that the other form can tell.
    let seconds = parts.next().and_then(|own| own.get(..2)?.parse().ok());
    moment([year, month, day, hour, minute], seconds, &zone)
}

/// From year to minute, with a zone such as `+0100`, `Z` or nothing.
fn moment(parts: [i64; 5], seconds: Option<i64>, zone: &str) -> Option<Moment> {
    let [year, month, day, hour, minute] = parts;
    let is_sound = (0..=9999).contains(&year)
        && (1..=12).contains(&month)
        && (1..=31).contains(&day)
        && (0..24).contains(&hour)
        && (0..60).contains(&minute);
    if !is_sound {
        return None;
    }
    let digits = zone.get(1..).unwrap_or_default();
    let part = |from: usize, to: usize| digits.get(from..to)?.parse::<i64>().ok();
    let off = part(0, 2).unwrap_or(0) * 60 + part(2, 4).unwrap_or(0);
    let off = if zone.starts_with('-') { -off } else { off };
    let days = days_before(year, month) + day - 1;
    Some(Moment {
        minutes: (days * 24 + hour) * 60 + minute - off,
        seconds,
    })
}

/// Days from the year 0 to the first of a month, in the Gregorian calendar.
fn days_before(year: i64, month: i64) -> i64 {
    let before = year - 1;
    let leap_days = before.div_euclid(4) - before.div_euclid(100) + before.div_euclid(400);
    let is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    let lengths = [
        31,
        28 + i64::from(is_leap),
        31,
        30,
        31,
        30,
        31,
        31,
        30,
        31,
        30,
        31,
    ];
    let months: i64 = lengths
        .iter()
        .take(usize::try_from(month - 1).unwrap_or(0))
        .sum();
    before * 365 + leap_days + months
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_of_a_moment_agree() {
        for (info, xmp, is_same) in [
            ("D:20261101120000Z", "2026-11-01T12:00:00Z", true),
            ("D:20261101130000+01'00'", "2026-11-01T12:00:00Z", true),
            ("D:20261101130000+01'00", "2026-11-01T12:00Z", true),
            ("D:20270101003000+01'00'", "2026-12-31T23:30:00Z", true),
            ("D:20261101120000Z", "2026-11-01T12:00:01Z", false),
            ("D:20261101120000-05'00'", "2026-11-01T12:00:00Z", false),
            ("D:20261101", "2026-11-01", true),
        ] {
            let (info, xmp) = (of_info(info).expect(info), of_xmp(xmp).expect(xmp));
            assert_eq!(info.agrees(xmp), is_same, "{info:?} {xmp:?}");
        }
        for wrong in ["", "D:", "soon", "D:20261301"] {
            assert_eq!(of_info(wrong), None, "{wrong}");
        }
        for wrong in ["", "soon", "2026-13-01", "2026-11-01T25:00:00"] {
            assert_eq!(of_xmp(wrong), None, "{wrong}");
        }
    }
}
