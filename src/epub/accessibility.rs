//! What the publication says of its accessibility, derived from what is in it. Nothing is claimed:
//! conformance to a standard is the publisher's word, not the tool's.

use crate::document::{SpokenTerms, Terms};

use super::package::Contents;

/// The accessibility metadata of schema.org, as EPUB Accessibility 1.1 asks for it.
#[derive(Debug, PartialEq, Eq)]
pub struct Accessibility {
    /// Property and value, in the order written.
    pub properties: Vec<(&'static str, String)>,
}

/// What is in the publication that matters to those who read in another way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Facts {
    images: bool,
    described: bool,
    pages: bool,
}

/// Reads the facts off the documents.
pub fn of(contents: &Contents<'_>) -> Accessibility {
    let documents = || contents.documents.iter().chain(contents.cover);
    let facts = Facts {
        images: !contents.images.is_empty(),
        described: documents().any(|document| document.record.describes_images),
        pages: contents
            .documents
            .iter()
            .any(|document| !document.record.pages.is_empty()),
    };
    let book = contents.edition.book;
    let verified = book.accessibility.as_ref();
    let verified = verified.map(|own| own.sentences(&book.metadata.language));
    describe(facts, contents.edition.terms(), verified)
}

/// `verified` are the sentences of the accessibility statement that hold for every edition.
fn describe(facts: Facts, terms: &Terms, verified: Option<Vec<String>>) -> Accessibility {
    let mut properties = vec![("schema:accessMode", "textual".to_owned())];
    let mut add = |name, value: &str| properties.push((name, value.to_owned()));
    if facts.images {
        add("schema:accessMode", "visual");
    }
    // Every image has its alternative or is decorative: the text alone is enough.
    add("schema:accessModeSufficient", "textual");
    if facts.images {
        add("schema:accessModeSufficient", "textual,visual");
    }
    for feature in [
        "tableOfContents",
        "structuralNavigation",
        "readingOrder",
        "displayTransformability",
        "ARIA",
    ] {
        add("schema:accessibilityFeature", feature);
    }
    if facts.described {
        add("schema:accessibilityFeature", "alternativeText");
    }
    if facts.pages {
        add("schema:accessibilityFeature", "pageBreakMarkers");
        add("schema:accessibilityFeature", "pageNavigation");
    }
    add("schema:accessibilityHazard", "none");
    add(
        "schema:accessibilitySummary",
        &summary(facts, &terms.spoken, verified),
    );
    Accessibility { properties }
}

fn summary(facts: Facts, spoken: &SpokenTerms, verified: Option<Vec<String>>) -> String {
    let mut sentences = vec![spoken.readable.to_owned()];
    let mut say = |is_so: bool, sentence: &str| {
        if is_so {
            sentences.push(sentence.to_owned());
        }
    };
    // What was verified tells of the images itself.
    say(
        facts.described && verified.is_none(),
        spoken.images_described,
    );
    say(facts.pages, spoken.page_numbers);
    sentences.extend(verified.into_iter().flatten());
    sentences.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(facts: Facts, property: &str) -> Vec<String> {
        let all = describe(facts, Terms::of("en"), None)
            .properties
            .into_iter();
        all.filter(|(own, _)| own.ends_with(property))
            .map(|(_, value)| value)
            .collect()
    }

    #[test]
    fn a_book_of_plain_text_says_nothing_of_images_and_pages() {
        let facts = Facts::default();
        assert_eq!(values(facts, ":accessMode"), ["textual"]);
        let features = values(facts, "accessibilityFeature");
        assert!(features.contains(&"tableOfContents".to_owned()));
        for absent in ["alternativeText", "pageNavigation", "pageBreakMarkers"] {
            assert!(!features.contains(&absent.to_owned()), "{absent}");
        }
        assert!(!summary(facts, &Terms::of("en").spoken, None).contains("mages"));
    }

    #[test]
    fn images_and_pages_are_named_when_they_are_there() {
        let facts = Facts {
            images: true,
            described: true,
            pages: true,
        };
        assert_eq!(values(facts, ":accessMode"), ["textual", "visual"]);
        let features = values(facts, "accessibilityFeature");
        for present in ["alternativeText", "pageNavigation", "pageBreakMarkers"] {
            assert!(features.contains(&present.to_owned()), "{present}");
        }
    }
}
