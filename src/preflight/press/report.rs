//! What is found in a file: findings of one kind and one wording are one, with all their pages.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::diagnostic::{Code, Severity};

/// The most findings of one code; what is beyond is counted.
const MOST: usize = 50;

/// A place on a page, in points from its lower left corner.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Spot {
    /// The page, counted from 1.
    pub sheet: usize,
    /// How far to the right.
    pub x: f64,
    /// How far up.
    pub y: f64,
}

/// One finding about a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// What kind of finding it is.
    pub code: &'static Code,
    /// How much it stops.
    pub severity: Severity,
    /// What is wrong, as a sentence fragment without a full stop.
    pub message: String,
    /// How to mend it.
    pub help: Option<String>,
    /// The pages where it is seen, counted from 1; none where it concerns the whole file.
    pub sheets: BTreeSet<usize>,
    /// The place that the message speaks of.
    pub spot: Option<Spot>,
    /// The resource that it is about, by its name on the page.
    pub image: Option<String>,
}

/// A finding as a rule tells it.
#[derive(Clone, Debug, Default)]
pub struct Told {
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub help: &'static str,
    /// The page, where it is on one.
    pub sheet: Option<usize>,
    /// The place on the page.
    pub at: Option<(f64, f64)>,
    /// The image that it is about.
    pub image: Option<String>,
    /// What is one finding with others; without it, the message.
    pub key: Option<String>,
    /// How bad it is: of those that are one finding the worst gives message and place.
    pub figure: f64,
}

/// All findings while they are gathered.
#[derive(Debug, Default)]
pub struct Report {
    found: BTreeMap<(&'static str, String), (f64, Finding)>,
    /// How many of each code are left out.
    beyond: BTreeMap<&'static str, (&'static Code, usize)>,
}

impl Told {
    /// A finding about the file.
    pub fn new(message: impl Into<String>) -> Told {
        Told {
            message: message.into(),
            ..Told::default()
        }
    }

    /// Says how to mend it.
    #[must_use]
    pub fn help(self, help: &'static str) -> Told {
        Told { help, ..self }
    }

    /// On a page.
    #[must_use]
    pub fn on(self, sheet: usize) -> Told {
        Told {
            sheet: Some(sheet),
            ..self
        }
    }

    /// At a place of the page.
    #[must_use]
    pub fn at(self, at: Option<(f64, f64)>) -> Told {
        Told { at, ..self }
    }

    /// One with all of this key, of which the largest figure is told.
    #[must_use]
    pub fn worst(self, key: impl Into<String>, figure: f64) -> Told {
        Told {
            key: Some(key.into()),
            figure,
            ..self
        }
    }

    /// About an image.
    #[must_use]
    pub fn image(self, name: &str) -> Told {
        Told {
            image: Some(name.to_owned()),
            ..self
        }
    }
}

impl Report {
    /// Adds a finding.
    pub fn tell(&mut self, code: &'static Code, told: Told) {
        let key = told.key.unwrap_or_else(|| told.message.clone());
        let spot = told
            .sheet
            .zip(told.at)
            .map(|(sheet, (x, y))| Spot { sheet, x, y });
        let finding = Finding {
            code,
            severity: code.severity,
            message: told.message,
            help: (!told.help.is_empty()).then(|| told.help.to_owned()),
            sheets: told.sheet.into_iter().collect(),
            spot,
            image: told.image,
        };
        self.add((code.name, key), told.figure, finding);
    }

    fn add(&mut self, key: (&'static str, String), figure: f64, finding: Finding) {
        if let Some((worst, own)) = self.found.get_mut(&key) {
            own.sheets.extend(&finding.sheets);
            if figure > *worst {
                *worst = figure;
                own.message = finding.message;
                own.spot = finding.spot;
                own.image = finding.image;
            }
            return;
        }
        let code = finding.code;
        let all = (code.name, String::new())..=(code.name, "\u{10FFFF}".to_owned());
        if self.found.range(all).count() >= MOST {
            self.beyond.entry(code.name).or_insert((code, 0)).1 += 1;
            return;
        }
        self.found.insert(key, (figure, finding));
    }

    /// The findings: those about the whole file first, then by their first page, code and message.
    pub fn findings(self) -> Vec<Finding> {
        let mut all: Vec<Finding> = self.found.into_values().map(|(_, own)| own).collect();
        for (code, count) in self.beyond.into_values() {
            all.push(Finding {
                code,
                severity: code.severity,
                message: format!("there are {count} more of these"),
                help: None,
                sheets: BTreeSet::new(),
                spot: None,
                image: None,
            });
        }
        let place = |own: &Finding| (own.sheets.first().copied(), own.code.name);
        all.sort_by(|a, b| {
            place(a)
                .cmp(&place(b))
                .then_with(|| a.message.cmp(&b.message))
        });
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::codes;

    #[test]
    fn findings_of_one_key_are_one_and_the_worst_is_told() {
        let mut report = Report::default();
        for (sheet, figure) in [(3, 1.0), (1, 5.0), (2, 2.0)] {
            let told = Told::new(format!("{figure}"))
                .on(sheet)
                .at(Some((figure, 0.0)));
            report.tell(codes::FILE_MISSING, told.worst("size", figure));
        }
        report.tell(codes::FILE_ENCODING, Told::new("odd"));
        let found = report.findings();
        let messages: Vec<&str> = found.iter().map(|own| own.message.as_str()).collect();
        assert_eq!(messages, ["odd", "5"]);
        assert_eq!(found[1].sheets, BTreeSet::from([1, 2, 3]));
        let spot = Spot {
            sheet: 1,
            x: 5.0,
            y: 0.0,
        };
        assert_eq!(found[1].spot, Some(spot));
    }

    #[test]
    fn what_is_too_much_to_read_is_counted() {
        let mut report = Report::default();
        for number in 0..MOST + 7 {
            report.tell(codes::FILE_MISSING, Told::new(number.to_string()));
        }
        let found = report.findings();
        assert_eq!(found.len(), MOST + 1);
        assert!(
            found
                .iter()
                .any(|own| own.message == "there are 7 more of these")
        );
    }
}
