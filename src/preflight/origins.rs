//! Where the pages and images of a book come from: [`PagedBook`] -> the file and line of the first text
//! of each page, and the file of each image by the name of its resource. The report holds it, so that
//! findings about a finished file lead to the manuscript.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::document::ImageId;
use crate::layout::{Mark, Owner, Page, PagedBook};
use crate::source::{Sources, Span};

/// Where pages and images come from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origins {
    /// The pages in their order.
    #[serde(default)]
    pub sheets: Vec<SheetOrigin>,
    /// The images by the names of their resources.
    #[serde(default)]
    pub image_files: BTreeMap<String, String>,
}

/// Where a page comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetOrigin {
    /// The folio, printed or implied.
    pub folio: String,
    /// The file of its first text, from the manuscript's folder; none where the tool made the text.
    pub file: Option<String>,
    /// The line of its first text, or of the paragraph that goes on there.
    pub line: Option<usize>,
}

/// Finds where everything comes from. `name` is what an image is called on a page.
pub fn origins(book: &PagedBook, sources: &Sources, name: fn(ImageId) -> String) -> Origins {
    let sheets = book.pages.iter().map(|page| sheet(page, sources));
    let marks = book
        .pages
        .iter()
        .flat_map(|page| &page.frames)
        .flat_map(|frame| &frame.marks);
    let images = marks.filter_map(|mark| match mark {
        Mark::Image(placed) => {
            let file = book.images.get(placed.image)?;
            Some((name(placed.image), file.path.clone()))
        }
        Mark::Text(_) | Mark::Fill(_) => None,
    });
    Origins {
        sheets: sheets.collect(),
        image_files: images.collect(),
    }
}

fn sheet(page: &Page, sources: &Sources) -> SheetOrigin {
    let marks = page.frames.iter().flat_map(|frame| &frame.marks);
    let mut spans = marks.filter_map(|mark| match mark {
        Mark::Text(run) => of_text(&run.owner, run.span),
        Mark::Image(placed) => of_text(&placed.owner, placed.span),
        Mark::Fill(_) => None,
    });
    let span = spans.next();
    let file = span.and_then(|span| sources.get(span.file));
    SheetOrigin {
        folio: page.label.clone(),
        file: file.map(|file| file.path.clone()),
        line: span
            .filter(|_| file.is_some())
            .map(|span| sources.position(span).line),
    }
}

/// Heads and folios are not the text of a page.
fn of_text(owner: &Owner, span: Option<Span>) -> Option<Span> {
    match owner {
        Owner::Artifact(_) => None,
        _ => span,
    }
}
