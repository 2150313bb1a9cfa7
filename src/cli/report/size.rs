//! The size of an EPUB in the report: its budget, and the files that take most of it.

use serde::Serialize;

use crate::epub;
use crate::pipeline::{Edition, Finished};

/// What an EPUB may take: more than 50 MB cannot be sent to a Kindle by mail, and is slow to fetch
/// wherever a shop charges for delivery.
pub const EPUB_BUDGET: usize = 50_000_000;

/// So many of its largest files are named.
const LARGEST: usize = 5;

/// What an EPUB takes.
#[derive(Serialize)]
pub struct SizeReport {
    budget: usize,
    is_over: bool,
    largest: Vec<ItemReport>,
}

#[derive(Serialize)]
struct ItemReport {
    file: String,
    bytes: u64,
}

impl SizeReport {
    /// Of an EPUB; `None` of any other file.
    pub fn of(finished: &Finished) -> Option<SizeReport> {
        if finished.edition != Edition::Epub {
            return None;
        }
        let largest = epub::largest(&finished.bytes, LARGEST);
        (!largest.is_empty()).then(|| SizeReport {
            budget: EPUB_BUDGET,
            is_over: finished.bytes.len() > EPUB_BUDGET,
            largest: largest
                .into_iter()
                .map(|own| ItemReport {
                    file: own.file,
                    bytes: own.bytes,
                })
                .collect(),
        })
    }
}
