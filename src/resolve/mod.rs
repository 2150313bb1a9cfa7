//! [`Book`] -> [`ResolvedBook`]: notes get their numbers, references their
//! targets, headings and figures their numbers, generated pages their entries. After this room
//! nothing is a name any more: every label has become a handle.

mod acronyms;
mod alphabet;
mod annexes;
mod book;
mod chapter;
mod citations;
mod collation;
mod colophon;
mod contents;
mod contributors;
mod credits;
mod draft;
mod drafting;
mod gaps;
mod index;
mod labels;
mod links;
mod lists;
mod matrix;
mod metadata;
mod names;
mod notes;
mod number_words;
mod numbers;
mod provenance;
mod questions;
mod reference_words;
mod references;
mod registries;
mod registry;
mod registry_spans;
mod suggestions;
#[cfg(test)]
pub(crate) mod tests;
mod theme_table;

use crate::accessibility::{self, Verified};
use crate::diagnostic::Diagnostic;
use crate::document::{
    AnnexTerms, DivisionId, Note, QuotationMarks, Terms, fold_blocks, fold_content,
};
use crate::manuscript::{Acronym, Generated, Images, Manuscript, has_contrast};
use crate::parse::{Book, set_punctuation};
use crate::source::{FileId, Span};

use annexes::{Clerk, Gathered, NewPlaces};
use contents::page_title;
use contributors::contributor_lines;
use credits::{generated_line, imprint_lines};
use draft::{Draft, DraftDivision, DraftKind, Unreferenced};
use drafting::draft;
use provenance::Merges;
use references::Referencing;
use suggestions::Suggestions;

pub use crate::manuscript::Date;
pub use annexes::{Annex, AnnexKind, Listed};
pub use book::{
    Anchor, BibliographyEntry, Byline, ChapterBibliography, ContentsLine, ContributorDetail,
    ContributorLine, Credit, Division, DivisionKind, Metadata, ResolvedBook, ResolvedChapter,
    RunningTitle, TextIds,
};
pub use index::{IndexEntry, IndexGroup, IndexPlace};
pub use metadata::made_identifier;
pub use provenance::{Named, RecommendationRecord};

/// Looks everything up. A book always comes back, also where there are errors, so that what comes
/// after can be checked as well. `epoch` is the day of `SOURCE_DATE_EPOCH`: it dates a book whose
/// manuscript has no date.
pub fn resolve(
    book: Book,
    manuscript: &Manuscript,
    images: Images,
    epoch: Option<Date>,
) -> (ResolvedBook, Vec<Diagnostic>) {
    let Draft {
        divisions,
        mut anchors,
        labels,
        index,
        works,
        contributors,
        contributor_chapters,
        recommendations,
        mut names,
        mut diagnostics,
    } = draft(book, manuscript, &images);
    let mut text_ids = TextIds::default();
    let mut suggestions = Suggestions::default();
    let language = &manuscript.config.book.language;
    let indexed = index::ContributorEntry::all(manuscript, &divisions);
    let index_groups = index::index(
        &index,
        &indexed,
        language,
        &mut suggestions,
        &mut diagnostics,
    );
    diagnostics.extend(index::whether_it_is_printed(&index, &indexed, &divisions));
    let texts = || divisions.iter().map(DraftDivision::text);
    let found = accessibility::judge(texts());
    let verified = Verified::of(texts(), &found, has_contrast(&manuscript.config));
    let gathered = Gathered {
        accessibility: verified.clone(),
        contributors: contributor_lines(manuscript, &contributor_chapters, language),
        index: index_groups,
        theme_rows: theme_table::gather(&divisions, &recommendations),
        ..Gathered::of(&divisions, manuscript)
    };
    questions::check(&divisions, manuscript, &mut diagnostics);
    diagnostics.extend(acronyms::check(&divisions, manuscript));
    diagnostics.extend(found);
    let merges = Merges::of(
        &recommendations,
        &labels,
        &mut suggestions,
        &mut diagnostics,
    );
    gaps::check(&divisions, &recommendations, manuscript, &mut diagnostics);
    let recommendations = provenance::register(recommendations, &merges);
    let mut resolved = Vec::with_capacity(divisions.len());
    for (division, id) in divisions.into_iter().zip((0..).map(DivisionId)) {
        let referencing = Referencing {
            manuscript,
            labels: &labels,
            library: &manuscript.library,
            works: &works,
            division: id,
            terms: Terms::of(&division.language),
            annex_terms: AnnexTerms::of(&division.language),
            merges: &merges,
            quotation_marks: QuotationMarks::of(&division.language),
            text_ids: &mut text_ids,
            suggestions: &mut suggestions,
            diagnostics: &mut diagnostics,
        };
        let places = NewPlaces {
            anchors: &mut anchors,
            names: &mut names,
            division: id,
        };
        resolved.push(finish_division(
            division,
            manuscript,
            &gathered,
            places,
            referencing,
        ));
    }
    let cover = manuscript.config.editions.epub.cover.as_deref();
    let book = ResolvedBook {
        metadata: metadata::metadata(manuscript, &contributors, epoch),
        divisions: resolved,
        anchors,
        cover: cover.and_then(|path| images.find(path)),
        images,
        recommendations,
        accessibility: Some(verified),
        text_count: text_ids.count(),
    };
    (book, diagnostics)
}

/// Gives a division's references their targets and its generated pages their entries.
fn finish_division(
    division: DraftDivision,
    manuscript: &Manuscript,
    gathered: &Gathered,
    places: NewPlaces<'_>,
    mut referencing: Referencing<'_>,
) -> Division {
    let kind = match division.kind {
        DraftKind::Part(title) => DivisionKind::Part(fold_content(title, &mut referencing)),
        DraftKind::Chapter(chapter) => DivisionKind::Chapter(ResolvedChapter {
            role: chapter.role,
            number: chapter.number,
            title: fold_content(chapter.title, &mut referencing),
            running_title: chapter.running_title,
            contributor: chapter.contributor,
            blocks: fold_blocks(chapter.blocks, &mut referencing),
            bibliography: {
                let mut clerk = Clerk {
                    language: &division.language,
                    entry: division.span,
                    span: division.span.unwrap_or(Span::new(FileId(0), 0, 0)),
                    places,
                    referencing: &mut referencing,
                };
                annexes::chapter_bibliography(&mut clerk)
            },
        }),
        DraftKind::Generated {
            page,
            title,
            by,
            blocks,
        } => {
            let made = page_title(page, title.as_deref(), &division.language);
            let list = |of: Listed, referencing: &mut Referencing<'_>| {
                lists::list(of, made.clone(), division.span, gathered, referencing)
            };
            let annex = |kind: AnnexKind, own, referencing: &mut Referencing<'_>| {
                let own = fold_blocks(own, referencing);
                let mut clerk = Clerk {
                    language: &division.language,
                    entry: division.span,
                    span: division.span.unwrap_or(Span::new(FileId(0), 0, 0)),
                    places,
                    referencing,
                };
                let generated = annexes::blocks(kind, by, gathered, manuscript, &mut clerk);
                DivisionKind::Annex(Annex {
                    kind,
                    title: made.clone(),
                    own,
                    generated,
                })
            };
            match page {
                Generated::HalfTitle => DivisionKind::HalfTitle,
                Generated::Title => DivisionKind::TitlePage,
                Generated::Imprint => {
                    let mut blocks = fold_blocks(blocks, &mut referencing);
                    let span = division.span.unwrap_or(Span::new(FileId(0), 0, 0));
                    let ids = &mut *referencing.text_ids;
                    let lines = imprint_lines(manuscript, &division.language, span, ids);
                    blocks.extend(lines);
                    let contents = &manuscript.config.contents;
                    if contents.states_accessibility(Generated::Imprint) {
                        let words = gathered.accessibility.statement(&division.language);
                        blocks.push(generated_line(words, span, ids));
                    }
                    DivisionKind::Imprint(blocks)
                }
                Generated::Contents => DivisionKind::Contents {
                    title: made,
                    entries: gathered
                        .contents
                        .iter()
                        .map(|line| line.clone().finish(referencing.text_ids))
                        .collect(),
                },
                Generated::Acronyms => DivisionKind::Acronyms {
                    title: made,
                    acronyms: sorted_acronyms(manuscript),
                },
                Generated::Contributors => DivisionKind::Contributors {
                    title: made,
                    contributors: gathered.contributors.clone(),
                },
                Generated::Bibliography => DivisionKind::Bibliography {
                    title: made,
                    entries: referencing
                        .works
                        .entries(referencing.division, referencing.text_ids),
                },
                Generated::Index => DivisionKind::Index {
                    title: made,
                    groups: gathered.index.clone(),
                },
                Generated::Figures => list(Listed::Figures, &mut referencing),
                Generated::Tables => list(Listed::Tables, &mut referencing),
                Generated::Boxes => list(Listed::Boxes, &mut referencing),
                Generated::Recommendations => {
                    annex(AnnexKind::Recommendations, blocks, &mut referencing)
                }
                Generated::Themes => annex(AnnexKind::Themes, blocks, &mut referencing),
                Generated::Matrix => annex(AnnexKind::Matrix, blocks, &mut referencing),
                Generated::Colophon => annex(AnnexKind::Colophon, blocks, &mut referencing),
            }
        }
    };
    let finish_note = |note: Note<Unreferenced>| Note {
        label: note.label,
        anchor: note.anchor,
        number: note.number,
        blocks: fold_blocks(note.blocks, &mut referencing),
        span: note.span,
    };
    Division {
        matter: division.matter,
        in_part: division.in_part,
        anchor: division.anchor,
        name: division.name,
        kind,
        notes: division.notes.into_iter().map(finish_note).collect(),
        language: division.language,
        span: division.span,
        is_draft: division.is_draft,
    }
}

/// The acronyms in the order of their letters, capitals or not, with the book's punctuation.
fn sorted_acronyms(manuscript: &Manuscript) -> Vec<Acronym> {
    let language = &manuscript.config.book.language;
    let set = |own: &Acronym| Acronym {
        long: set_punctuation(&own.long, language),
        ..own.clone()
    };
    let mut acronyms: Vec<Acronym> = manuscript.acronyms.iter().map(set).collect();
    acronyms.sort_by_cached_key(|acronym| (acronym.short.to_lowercase(), acronym.short.clone()));
    acronyms
}
