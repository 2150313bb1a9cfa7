//! A spot colour is one colour in the whole file: where it is converted, it is converted in one way.

use std::collections::BTreeMap;

use crate::diagnostic::codes;

use super::super::report::{Report, Told};
use super::super::survey::Survey;
use super::Digest;

pub fn check(_: &Survey<'_>, pages: &[Digest], report: &mut Report) {
    let mut known: BTreeMap<&[u8], u64> = BTreeMap::new();
    for page in pages {
        for (name, tint, at) in &page.spots {
            let first = *known.entry(name).or_insert(*tint);
            if first != *tint {
                let name = String::from_utf8_lossy(name);
                let message = format!("the spot colour `{name}` is converted in two ways");
                let told = Told::new(message).on(page.number).at(*at);
                report.tell(
                    codes::PRINT_SPOT_COLOUR,
                    told.help("take the colour from one library in all parts of the book"),
                );
            }
        }
    }
}
