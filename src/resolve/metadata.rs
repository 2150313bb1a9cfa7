//! What the editions say of the book: settings and contributors -> [`Metadata`].

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};

use crate::manuscript::{
    Contributor, ContributorKind, Credited, Identifier, IdentifierKind, Manuscript, isbn_digits,
};
use crate::parse::set_punctuation;

use super::contributors::identifiers;
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
        (None, None) => made_identifier(&[&book.slug, &book.title, &book.language]),
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
        creators: creators(manuscript, contributors),
        identifier,
        isbn_print: isbn.print,
        isbn_screen: isbn.screen,
        isbn_epub: isbn.epub,
        conformance: {
            let epub = &manuscript.config.editions.epub;
            let claim = epub.conforms_to;
            claim.map(|claim| (claim, epub.certified_by.clone()))
        },
    }
}

/// The book's own creators, its editors and coordinators, the contributors with a chapter and the
/// advisers, each once in the same role.
fn creators(manuscript: &Manuscript, contributors: &[&Contributor]) -> Vec<Credit> {
    let book = &manuscript.config.book;
    let set = |text: &str| set_punctuation(text, &book.language);
    let own = book.creators.iter().map(|own| Credit {
        name: set(&own.name),
        file_as: set(own.file_as.as_ref().unwrap_or(&own.name)),
        role: own.role.clone(),
        identifiers: Vec::new(),
    });
    let credits = &manuscript.credits;
    let editors = credits.editors.iter().map(|own| (own, "edt"));
    // MARC has no code for coordinators; a project director is who leads the work of others.
    let coordinators = credits.coordinators.iter().map(|own| (own, "pdr"));
    let made = editors
        .chain(coordinators)
        .filter_map(|(own, role)| credited(manuscript, own, role));
    let advisers = manuscript.contributors.iter();
    let advisers = advisers.filter(|own| own.kind == ContributorKind::Adviser);
    let contributed = contributors
        .iter()
        .copied()
        .chain(advisers)
        .map(|own| of_contributor(own, own.relator(), &book.language));
    let mut seen = BTreeSet::new();
    own.chain(made)
        .chain(contributed)
        .filter(|credit| seen.insert((credit.name.clone(), credit.role.clone())))
        .collect()
}

/// An editor or coordinator; what is nobody was reported where the registry was read.
fn credited(manuscript: &Manuscript, own: &Credited, role: &str) -> Option<Credit> {
    let language = &manuscript.config.book.language;
    if let Some(id) = &own.contributor {
        let found = manuscript
            .contributors
            .iter()
            .find(|other| other.id == *id)?;
        return Some(of_contributor(found, role, language));
    }
    let name = own.name.as_ref()?;
    let orcid = own.orcid.as_deref();
    let orcid = orcid.and_then(|text| Identifier::read(IdentifierKind::Orcid, text).ok());
    Some(Credit {
        name: set_punctuation(name, language),
        file_as: set_punctuation(own.file_as.as_ref().unwrap_or(name), language),
        role: role.to_owned(),
        identifiers: orcid.iter().map(Identifier::url).collect(),
    })
}

fn of_contributor(own: &Contributor, role: &str, language: &str) -> Credit {
    Credit {
        name: set_punctuation(own.name_in(language), language),
        file_as: set_punctuation(own.order_in(language), language),
        role: role.to_owned(),
        identifiers: identifiers(own).iter().map(Identifier::url).collect(),
    }
}

/// A UUID made from what names a book, so that it is the same on every build: version 8 of RFC 9562,
/// section 5.8, for which the maker chooses the bits.
pub fn made_identifier(names: &[&str]) -> String {
    let digest = Sha256::digest(names.join("\0"));
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
    use crate::manuscript::config::BookMetadata;

    #[test]
    fn a_made_identifier_is_a_uuid_of_the_custom_version_and_depends_on_the_title() {
        let mut book = BookConfig::empty().book;
        let made = |book: &BookMetadata| made_identifier(&[&book.slug, &book.title]);
        let first = made(&book);
        let uuid = first.strip_prefix("urn:uuid:").unwrap();
        let lengths: Vec<usize> = uuid.split('-').map(str::len).collect();
        assert_eq!(lengths, [8, 4, 4, 4, 12]);
        assert_eq!(uuid.as_bytes()[14], b'8');
        assert!(matches!(uuid.as_bytes()[19], b'8' | b'9' | b'a' | b'b'));
        assert_eq!(first, made(&book));
        book.title = "Another".into();
        assert_ne!(first, made(&book));
    }
}
