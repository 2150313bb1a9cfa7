//! What is told of a print file: in the report, and in the summary of a build.

use serde::Serialize;

use crate::layout::PagedBook;
use crate::length::{Length, SCALE};
use crate::theme::Edges;

use super::spine::SpineWidth;
use super::{Fit, Order, Sheets, findings};

/// A print file in the report. Lengths are as in the settings, the spine is in millimetres too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PressReport {
    /// The name of its edition.
    pub edition: String,
    /// Its pages.
    pub pages: usize,
    /// The blank ones among them that were added at the end.
    pub added: usize,
    /// Width and height of the trim.
    pub trim: [String; 2],
    /// The bleed at the head, the foot, the spine and the fore edge.
    pub bleed: [String; 4],
    /// The margin at the spine.
    pub inside: String,
    /// The margin at the fore edge.
    pub outside: String,
    /// The spine, where the book names its paper.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spine: Option<SpineReport>,
    /// What is otherwise than in the print edition, for a printer.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<String>,
}

/// The spine in the report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SpineReport {
    /// The paper.
    pub paper: String,
    /// Whose paper it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub printer: Option<&'static str>,
    /// The width in millimetres, with two decimals.
    pub width: String,
    /// Whether there may be text on it.
    pub text: bool,
}

/// What is told of a file.
pub fn report(
    order: &Order<'_>,
    pages: &PagedBook,
    sheets: &Sheets,
    fit: &Fit,
    spine: Option<SpineWidth>,
) -> PressReport {
    let text = measure;
    let Edges {
        head,
        foot,
        inside,
        outside,
    } = sheets.bleed;
    PressReport {
        edition: match order.profile {
            Some(profile) => format!("print-{}", profile.name),
            None => "print".to_owned(),
        },
        pages: pages.pages.len() + sheets.blanks,
        added: sheets.blanks,
        trim: fit.page.trim.map(text),
        bleed: [head, foot, inside, outside].map(text),
        inside: text(fit.inside()),
        outside: text(fit.outside()),
        spine: spine.map(|own| SpineReport {
            paper: own.paper,
            printer: own.printer.map(|printer| printer.name.as_str()),
            width: millimetres(own.width),
            text: own.has_text,
        }),
        changes: match order.profile {
            Some(_) => changes(order, pages, sheets, fit),
            None => Vec::new(),
        },
    }
}

impl PressReport {
    /// Lines for the summary of a build: the spine, and what was changed.
    pub fn lines(&self) -> Vec<(String, String)> {
        let spine = self.spine.iter().map(|own| {
            let whose = own.printer.map(|name| format!(" ({name})"));
            let text = if own.text {
                ""
            } else {
                ", too narrow for text"
            };
            let line = format!(
                "{} on {}{}, {} pages{text}",
                own.width,
                own.paper,
                whose.unwrap_or_default(),
                self.pages
            );
            ("spine".to_owned(), line)
        });
        let changes = self.changes.iter();
        let changes = changes.map(|change| ("changed".to_owned(), change.clone()));
        spine.chain(changes).collect()
    }
}

/// What is otherwise than the book's own settings have it.
fn changes(order: &Order<'_>, pages: &PagedBook, sheets: &Sheets, fit: &Fit) -> Vec<String> {
    let own = &order.theme.page;
    let mut changes = Vec::new();
    let standard = order.standard();
    if standard != order.print.standard {
        changes.push(format!(
            "the file is {} instead of {}",
            standard.full_name(),
            order.print.standard.full_name()
        ));
    }
    if sheets.bleed != own.bleed {
        changes.push(format!(
            "the bleed is {} instead of {}",
            edges(sheets.bleed),
            edges(own.bleed)
        ));
    }
    if sheets.bare > Length::ZERO && findings::has_bleeding_pictures(pages) {
        changes.push(format!(
            "pictures end {} before the spine, where this printer prints nothing",
            measure(sheets.bare)
        ));
    }
    if findings::has_finer_rules(pages, sheets.least_weight) {
        changes.push(format!(
            "finer rules are {} thick",
            measure(sheets.least_weight)
        ));
    }
    if fit.shift > Length::ZERO {
        changes.push(format!(
            "the text block stands {} further from the spine: inside {} instead of {}, outside {} instead of {}",
            measure(fit.shift),
            measure(fit.inside()),
            measure(own.inside),
            measure(fit.outside()),
            measure(own.outside)
        ));
    }
    if fit.page != *own {
        changes.push(format!(
            "the book is laid out anew: the text block is {} wide instead of {}, inside {} instead of {}, \
             outside {} instead of {}",
            measure(fit.page.measure()),
            measure(own.measure()),
            measure(fit.page.inside),
            measure(own.inside),
            measure(fit.page.outside),
            measure(own.outside)
        ));
    }
    match sheets.blanks {
        0 => {}
        1 => changes.push("1 blank page stands at the end".to_owned()),
        many => changes.push(format!("{many} blank pages stand at the end")),
    }
    if order.print.marks.are_drawn() && sheets.marks.is_none() {
        changes.push("there are no printer's marks: this printer takes none".to_owned());
    }
    changes
}

/// Lengths at the edges: "3mm", or "0.125in, none at the spine".
fn edges(own: Edges) -> String {
    let text = |length: Length| match length {
        Length::ZERO => "none".to_owned(),
        length => measure(length),
    };
    let Edges {
        head,
        foot,
        inside,
        outside,
    } = own;
    if own == Edges::all(head) {
        return text(head);
    }
    if (foot, outside) == (head, head) {
        return format!("{}, {} at the spine", text(head), text(inside));
    }
    format!(
        "{} at the head, {} at the foot, {} at the spine, {} at the fore edge",
        text(head),
        text(foot),
        text(inside),
        text(outside)
    )
}

/// A length as its maker thought of it: in millimetres or inches, where it is one in so many decimals.
pub fn measure(length: Length) -> String {
    for (unit, digits) in [("mm", 2), ("in", 3), ("mm", 3)] {
        let thousand = 10_i64.pow(digits);
        let [numerator, denominator] = match unit {
            "mm" => [254 * thousand, 720 * SCALE],
            _ => [thousand, 72 * SCALE],
        };
        let parts = length.scale(numerator, denominator).0;
        let width = digits as usize;
        let text = format!("{}.{:0width$}", parts / thousand, parts % thousand);
        let text = text.trim_end_matches('0').trim_end_matches('.');
        let text = format!("{text}{unit}");
        // Half of a length is rounded.
        let is_near = |own: Length| (own - length).abs() <= Length(2);
        if length > Length::ZERO && Length::parse(&text).is_ok_and(is_near) {
            return text;
        }
    }
    length.to_text()
}

/// A length in millimetres with two decimals.
fn millimetres(length: Length) -> String {
    let hundredths = length.scale(2_540, 72 * SCALE).0;
    format!("{}.{:02} mm", hundredths / 100, hundredths % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_measure_is_told_in_its_own_unit() {
        for text in [
            "3mm", "0.125in", "12.7mm", "7.44in", "22mm", "170mm", "10.5pt",
        ] {
            let length = Length::parse(text).expect("a length");
            let told = measure(length);
            assert_eq!(Length::parse(&told), Ok(length), "{text} {told}");
            assert_eq!(told.ends_with("pt"), text.ends_with("pt"), "{text} {told}");
        }
        assert_eq!(measure(Length::pt(9)), "0.125in");
        assert_eq!(measure(Length::ZERO), "0");
    }

    #[test]
    fn millimetres_are_rounded_to_hundredths() {
        assert_eq!(millimetres(Length::pt(72)), "25.40 mm");
        assert_eq!(millimetres(Length::centimillimetres(1_505)), "15.05 mm");
    }
}
