//! What the editions say of the book: settings and contributors -> [`Metadata`].

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};

use crate::manuscript::config::BookMetadata;
use crate::manuscript::{Contributor, Manuscript, isbn_digits};
use crate::parse::set_punctuation;

use super::{Credit, Date, Metadata};

/// The metadata. `contributors` are those with a chapter, in the chapters' order; `epoch` dates a
/// book that has no date of its own.
pub fn metadata(
    manuscript: &Manuscript,
    contributors: &[&Contributor],
    epoch: Option<Date>,
) -> Metadata {
    let book = &manuscript.config.book;
    let set = |text: &String| set_punctuation(text, &book.language);
    let isbn = book.isbn.clone().unwrap_or_default();
    let identifier = match (&isbn.epub, &book.identifier) {
        (Some(isbn), _) => format!("urn:isbn:{}", isbn_digits(isbn)),
        (None, Some(identifier)) => identifier.clone(),
        (None, None) => made_identifier(book),
    };
    Metadata {
        slug: book.slug.clone(),
        title: set(&book.title),
        subtitle: book.subtitle.as_ref().map(set),
        short_title: set(book.short_title.as_ref().unwrap_or(&book.title)),
        language: book.language.clone(),
        date: book.date.as_deref().and_then(Date::parse).or(epoch),
        publisher: book.publisher.as_ref().map(set),
        description: book.description.clone(),
        rights: book.rights.clone(),
        subjects: book.subjects.clone(),
        creators: creators(book, contributors),
        identifier,
        isbn_print: isbn.print,
        isbn_screen: isbn.screen,
        isbn_epub: isbn.epub,
    }
}

/// The book's own creators, then the contributors that are not among them, each once.
fn creators(book: &BookMetadata, contributors: &[&Contributor]) -> Vec<Credit> {
    let credit = |name: &str, file_as: Option<&String>, role: &str| Credit {
        name: set_punctuation(name, &book.language),
        file_as: set_punctuation(file_as.map_or(name, String::as_str), &book.language),
        role: role.to_owned(),
    };
    let own = book
        .creators
        .iter()
        .map(|own| credit(&own.name, own.file_as.as_ref(), &own.role));
    let contributed = contributors
        .iter()
        .map(|own| credit(&own.name, None, "ctb"));
    let mut seen = BTreeSet::new();
    own.chain(contributed)
        .filter(|credit| seen.insert((credit.name.clone(), credit.role.clone())))
        .collect()
}

/// A UUID made from what names the book, so that it is the same on every build: version 8 of RFC 9562,
/// section 5.8, for which the maker chooses the bits.
fn made_identifier(book: &BookMetadata) -> String {
    let named = [&book.slug, &book.title, &book.language].map(String::as_str);
    let digest = Sha256::digest(named.join("\0"));
    let mut bytes = [0u8; 16];
    for (byte, from) in bytes.iter_mut().zip(digest) {
        *byte = from;
    }
    bytes[6] = 0x80 | (bytes[6] & 0x0f);
    bytes[8] = 0x80 | (bytes[8] & 0x3f);
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let groups = [0..8, 8..12, 12..16, 16..20, 20..32];
    let groups = groups.map(|group| hex.get(group).unwrap_or_default());
    format!("urn:uuid:{}", groups.join("-"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::manuscript::BookConfig;

    #[test]
    fn a_made_identifier_is_a_uuid_of_the_custom_version_and_depends_on_the_title() {
        let mut book = BookConfig::empty().book;
        let first = made_identifier(&book);
        let uuid = first.strip_prefix("urn:uuid:").unwrap();
        let lengths: Vec<usize> = uuid.split('-').map(str::len).collect();
        assert_eq!(lengths, [8, 4, 4, 4, 12]);
        assert_eq!(uuid.as_bytes()[14], b'8');
        assert!(matches!(uuid.as_bytes()[19], b'8' | b'9' | b'a' | b'b'));
        assert_eq!(first, made_identifier(&book));
        book.title = "Another".into();
        assert_ne!(first, made_identifier(&book));
    }
}
