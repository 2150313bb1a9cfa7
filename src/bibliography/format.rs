//! Citations and the bibliography as a style prints them: a library, a style, a language and the
//! citations of a book in the order of print go in; pieces of text come out.

use std::collections::BTreeMap;

use hayagriva::archive::locales;
use hayagriva::citationberg::{IndependentStyle, Locale, LocaleCode, StyleClass};
use hayagriva::{
    BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, ElemChildren, Entry,
    LocatorPayload, Rendered, RenderedBibliography, SpecificLocator,
};

use super::guard::guarded;
use super::locator::{Place, place};
use super::pieces::{self, Asked, Piece};
use super::{Library, Style};

/// A style with the words of a language.
pub struct Formatter {
    style: IndependentStyle,
    locale: LocaleCode,
    locales: Vec<Locale>,
}

/// A citation: what stands in one pair of brackets.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Citation {
    /// The works, in the order written.
    pub works: Vec<CitedWork>,
    /// The chapter: in a style of notes, each cites as if it stood alone.
    pub section: usize,
    /// The place among the chapter's notes of the note that it is or stands in.
    pub note: Option<usize>,
}

/// One work of a citation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CitedWork {
    /// The key.
    pub key: String,
    /// The words before it.
    pub prefix: Option<String>,
    /// What follows the key: the place, and words.
    pub place: Option<String>,
    /// Whether its author is left out.
    pub suppress_author: bool,
}

/// Which works are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Those that nothing cites, too, in the list of the book.
    pub uncited: bool,
    /// Those of each chapter apart, too.
    pub per_section: bool,
}

/// What a style made of a book's citations.
#[derive(Debug, Default)]
pub struct Formatted {
    /// The citations, in the order given.
    pub citations: Vec<Vec<Piece>>,
    /// The bibliography, in the style's order.
    pub entries: Vec<WorkEntry>,
    /// The works of each chapter, where they are asked for.
    pub sections: BTreeMap<usize, Vec<WorkEntry>>,
}

/// An entry of the bibliography.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkEntry {
    /// The key.
    pub key: String,
    /// What stands before it in a column of its own: `[1]`.
    pub label: Option<String>,
    /// Its text.
    pub pieces: Vec<Piece>,
}

impl Formatter {
    /// Unpacks a style and the words of a language, a BCP 47 tag. `None` where a style that depends on
    /// another does not find it.
    pub fn new(style: &Style, language: &str) -> Option<Formatter> {
        let style = style.unpacked()?;
        let all = locales();
        let locale = locale_of(language, &all);
        let fallback = locale.fallback();
        let needed = |own: &Locale| {
            let code = own.lang.as_ref();
            code == Some(&locale) || code == fallback.as_ref() || code == Some(&LocaleCode::en_us())
        };
        let locales = all.into_iter().filter(needed).collect();
        Some(Formatter {
            style,
            locale,
            locales,
        })
    }

    /// Whether the style cites in notes.
    pub fn cites_in_notes(&self) -> bool {
        self.style.settings.class == StyleClass::Note
    }

    /// What the style puts after each citation, if it is a full stop: a note that holds the citation
    /// has one of its own.
    pub fn ends_with_point(&self) -> bool {
        self.style.citation.layout.suffix.as_deref() == Some(".")
    }

    /// Formats the citations, and the bibliography of what they cite. `None` where the style makes the
    /// formatter fail.
    pub fn format(
        &self,
        library: &Library,
        citations: &[Citation],
        wanted: Wanted,
    ) -> Option<Formatted> {
        guarded(|| self.format_all(library, citations, wanted))
    }

    fn format_all(&self, library: &Library, citations: &[Citation], wanted: Wanted) -> Formatted {
        let places: Vec<Vec<Place>> = citations
            .iter()
            .map(|citation| {
                let works = citation.works.iter();
                works
                    .map(|work| place(work.place.as_deref().unwrap_or("")))
                    .collect()
            })
            .collect();
        let asked_for: Vec<_> = citations.iter().zip(&places).collect();
        let mut whole = BibliographyDriver::new();
        for (citation, places) in &asked_for {
            whole.citation(self.request(library, citation, places));
        }
        if wanted.uncited {
            let items = library.works.iter();
            let items = items.map(|work| CitationItem::new(&work.entry, None, None, true, None));
            whole.citation(self.of_items(items.collect(), None));
        }
        let whole = self.finish(whole);
        let mut sections = BTreeMap::new();
        let rendered: Vec<ElemChildren> = match self.cites_in_notes() || wanted.per_section {
            false => whole
                .citations
                .into_iter()
                .map(|own| own.citation)
                .collect(),
            true => {
                let mut rendered = Vec::with_capacity(citations.len());
                for section in asked_for.chunk_by(|a, b| a.0.section == b.0.section) {
                    let mut driver = BibliographyDriver::new();
                    for (citation, places) in section {
                        driver.citation(self.request(library, citation, places));
                    }
                    let own = self.finish(driver);
                    rendered.extend(own.citations.into_iter().map(|own| own.citation));
                    if let Some((citation, _)) = section.first().filter(|_| wanted.per_section) {
                        sections.insert(citation.section, entries(own.bibliography));
                    }
                }
                rendered
            }
        };
        let citations = citations.iter().zip(&places).zip(&rendered);
        Formatted {
            citations: citations
                .map(|((citation, places), rendered)| {
                    pieces::citation(rendered, &asked(citation, places))
                })
                .collect(),
            entries: entries(whole.bibliography),
            sections,
        }
    }

    fn request<'a>(
        &'a self,
        library: &'a Library,
        citation: &Citation,
        places: &'a [Place],
    ) -> CitationRequest<'a, Entry> {
        let works = citation.works.iter().zip(places);
        let items = works.filter_map(|(cited, place)| {
            let work = library.work(&cited.key)?;
            let locator = place.locator.as_ref();
            let locator =
                locator.map(|(kind, value)| SpecificLocator(*kind, LocatorPayload::Str(value)));
            Some(CitationItem::with_locator(&work.entry, locator))
        });
        self.of_items(items.collect(), citation.note.map(|note| note + 1))
    }

    fn of_items<'a>(
        &'a self,
        items: Vec<CitationItem<'a, Entry>>,
        note: Option<usize>,
    ) -> CitationRequest<'a, Entry> {
        let locale = Some(self.locale.clone());
        CitationRequest::new(items, &self.style, locale, &self.locales, note)
    }

    fn finish(&self, driver: BibliographyDriver<'_, Entry>) -> Rendered {
        let locale = Some(self.locale.clone());
        driver.finish(BibliographyRequest::new(&self.style, locale, &self.locales))
    }
}

/// The entries of a bibliography.
fn entries(bibliography: Option<RenderedBibliography>) -> Vec<WorkEntry> {
    let items = bibliography.into_iter().flat_map(|own| own.items);
    items
        .map(|item| WorkEntry {
            key: item.key,
            label: item.first_field.as_ref().map(pieces::label),
            pieces: pieces::entry(&item.content),
        })
        .collect()
}

/// The items of a citation as their pieces are put together.
fn asked<'a>(citation: &'a Citation, places: &'a [Place]) -> Vec<Asked<'a>> {
    let works = citation.works.iter().zip(places);
    works
        .map(|(work, place)| Asked {
            key: &work.key,
            prefix: work.prefix.as_deref().unwrap_or(""),
            suffix: &place.suffix,
            suppress_author: work.suppress_author,
        })
        .collect()
}

/// The locale of a language: its own, or the one that CSL takes for it, or American English.
fn locale_of(language: &str, locales: &[Locale]) -> LocaleCode {
    let wanted = LocaleCode(language.to_owned());
    let mut known = locales.iter().filter_map(|own| own.lang.as_ref());
    let own = known.find(|own| own.0.eq_ignore_ascii_case(language));
    own.cloned()
        .or_else(|| wanted.fallback())
        .unwrap_or_else(LocaleCode::en_us)
}
