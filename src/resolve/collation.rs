//! The recommendations of a book, collated: a draft's divisions -> the recommendations with who makes
//! them, and these -> the blocks of the annex. What stands in the annex is a copy: notes stay at their
//! first place, and so do tables and figures; references are looked up again from there.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Diagnostic;
use crate::document::{
    AnchorId, AnnexTerms, Block, BlockKind, Content, Definition, DivisionId, Inline, Link,
    ListItem, PageList, QuotationMarks, Recommendation, Reference, ReferenceTarget, RegistrySpan,
    Resolved, Styled, Terms, Visited, fold_blocks, walk,
};
use crate::manuscript::{Collation, Manuscript};
use crate::parse::set_punctuation;

use super::Byline;
use super::annexes::Clerk;
use super::draft::{DraftDivision, DraftKind, Unreferenced};
use super::lists::in_language;
use super::references::Referencing;
use super::suggestions::Suggestions;

/// A recommendation and where it stands.
#[derive(Clone, Debug)]
pub struct GatheredRecommendation {
    division: DivisionId,
    language: String,
    contributor: Option<Byline>,
    anchor: AnchorId,
    own: Recommendation<Unreferenced>,
}

/// The recommendations of the book in its order.
pub fn gather(divisions: &[DraftDivision]) -> Vec<GatheredRecommendation> {
    let mut gathered = Vec::new();
    for (division, id) in divisions.iter().zip((0..).map(DivisionId)) {
        let (blocks, contributor) = match &division.kind {
            DraftKind::Chapter(chapter) => (&chapter.blocks, &chapter.contributor),
            DraftKind::Generated { blocks, .. } => (blocks, &None),
            DraftKind::Part(_) => continue,
        };
        let mut visit = |visited: Visited<'_, Unreferenced>| {
            if let Visited::Block(block) = visited
                && let BlockKind::Recommendation(own) = &block.kind
            {
                gathered.push(GatheredRecommendation {
                    division: id,
                    language: division.language.clone(),
                    contributor: contributor.clone(),
                    anchor: own.numbered.anchor,
                    own: Recommendation {
                        numbered: own.numbered.clone(),
                        themes: own.themes.clone(),
                        addressees: own.addressees.clone(),
                        from: Vec::new(),
                        provenance: Vec::new(),
                        blocks: copied(&own.blocks),
                    },
                });
            }
        };
        walk(blocks, &mut visit);
        for note in &division.notes {
            walk(&note.blocks, &mut visit);
        }
    }
    gathered
}

/// The annex: a heading for each contributor or theme, and its recommendations.
pub fn blocks(
    recommendations: &[GatheredRecommendation],
    by: Collation,
    manuscript: &Manuscript,
    clerk: &mut Clerk<'_, '_>,
) -> Vec<Block<Resolved>> {
    if recommendations.is_empty() {
        clerk.report_nothing("the book has no recommendations");
    }
    let other = AnnexTerms::of(clerk.language).other;
    let mut blocks = Vec::new();
    for group in groups(recommendations, by, (manuscript, clerk.language)) {
        let heading = clerk.text(group.name.unwrap_or_else(|| other.to_owned()));
        blocks.push(clerk.heading(vec![heading]));
        for recommendation in group.members {
            blocks.push(entry(recommendation, clerk));
        }
    }
    blocks
}

/// Recommendations that stand under one heading.
struct Group<'g> {
    /// The contributor or theme; none of the last group, which has neither.
    name: Option<String>,
    members: Vec<&'g GatheredRecommendation>,
}

/// Contributors in the order of the book; themes in the order of themes.toml, then those that are not
/// there in the order of the book.
fn groups<'g>(
    recommendations: &'g [GatheredRecommendation],
    by: Collation,
    (manuscript, annex_language): (&Manuscript, &str),
) -> Vec<Group<'g>> {
    let language = &manuscript.config.book.language;
    let names_of = |own: &GatheredRecommendation| -> Vec<String> {
        match by {
            Collation::Contributor => {
                let contributor = own.contributor.as_ref();
                // One whose name differs by language is one.
                let name = |own: &Byline| {
                    let mut known = manuscript.contributors.iter();
                    let found = known.find(|other| other.id == own.id);
                    let name = found.map(|found| found.name_in(annex_language));
                    name.map_or_else(|| own.name.clone(), |name| set_punctuation(name, language))
                };
                contributor.map(name).into_iter().collect()
            }
            Collation::Theme => own.own.themes.clone(),
        }
    };
    let mut groups: Vec<Group<'g>> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut place = |name: String, groups: &mut Vec<Group<'g>>| {
        *places.entry(name.clone()).or_insert_with(|| {
            let members = Vec::new();
            let name = Some(name);
            groups.push(Group { name, members });
            groups.len() - 1
        })
    };
    if by == Collation::Theme {
        for theme in &manuscript.themes {
            place(set_punctuation(&theme.name, language), &mut groups);
        }
    }
    let mut others = Vec::new();
    for own in recommendations {
        let names: BTreeSet<String> = names_of(own).into_iter().collect();
        if names.is_empty() {
            others.push(own);
        }
        for name in names {
            let at = place(name, &mut groups);
            if let Some(group) = groups.get_mut(at) {
                group.members.push(own);
            }
        }
    }
    groups.push(Group {
        name: None,
        members: others,
    });
    groups.retain(|group| !group.members.is_empty());
    groups
}

/// A recommendation with the page of its place.
fn entry(gathered: &GatheredRecommendation, clerk: &mut Clerk<'_, '_>) -> Block<Resolved> {
    let numbered = clerk.place("annex--recommendation");
    let mut blocks = looked_up(gathered, clerk);
    if gathered.language != clerk.language {
        let languages = (gathered.language.as_str(), clerk.language);
        blocks = blocks
            .into_iter()
            .map(|block| block_in_language(block, languages))
            .collect();
    }
    let place = Inline::Reference(Reference {
        parts: vec![(
            ReferenceTarget::Pages(PageList {
                anchors: vec![gathered.anchor],
                noun: Terms::of(clerk.language).nouns.page,
                and: Terms::of(clerk.language).and,
            }),
            None,
        )],
        span: clerk.span,
    });
    let (open, close) = (clerk.text(" ("), clerk.text(")"));
    match blocks.last_mut().map(|block| &mut block.kind) {
        Some(BlockKind::Paragraph(content)) => content.inlines.extend([open, place, close]),
        _ => blocks.push(clerk.paragraph(vec![place])),
    }
    let own = &gathered.own;
    let words = (Terms::of(clerk.language), AnnexTerms::of(clerk.language));
    let merges = clerk.referencing.merges;
    let lines = [
        merges.merged_by(gathered.anchor, words, clerk.span),
        merges.merging(gathered.anchor, words, clerk.span),
    ];
    let lines = lines.into_iter().flatten();
    let provenance = lines.map(|line| clerk.content(vec![line])).collect();
    clerk.block(BlockKind::Recommendation(Recommendation {
        numbered: crate::document::NumberedBlock {
            anchor: numbered.anchor,
            number: own.numbered.number.clone(),
        },
        themes: own.themes.clone(),
        addressees: own.addressees.clone(),
        from: Vec::new(),
        provenance,
        blocks,
    }))
}

/// The blocks with their references looked up as in the text that they come from. What is wrong there
/// was reported there.
fn looked_up(gathered: &GatheredRecommendation, clerk: &mut Clerk<'_, '_>) -> Vec<Block<Resolved>> {
    let mut reported: Vec<Diagnostic> = Vec::new();
    let mut referencing = Referencing {
        manuscript: clerk.referencing.manuscript,
        labels: clerk.referencing.labels,
        library: clerk.referencing.library,
        works: clerk.referencing.works,
        division: gathered.division,
        terms: Terms::of(&gathered.language),
        annex_terms: AnnexTerms::of(&gathered.language),
        merges: clerk.referencing.merges,
        quotation_marks: QuotationMarks::of(&gathered.language),
        text_ids: &mut *clerk.referencing.text_ids,
        suggestions: &mut Suggestions::none(),
        diagnostics: &mut reported,
    };
    fold_blocks(gathered.own.blocks.clone(), &mut referencing)
}

/// A copy of blocks as the annex has them: without notes, images, tables and figures; headings are
/// paragraphs.
fn copied(blocks: &[Block<Unreferenced>]) -> Vec<Block<Unreferenced>> {
    let mut copy = Vec::new();
    for block in blocks {
        let kind = match &block.kind {
            BlockKind::Heading(own) => BlockKind::Paragraph(copied_content(&own.content)),
            BlockKind::Paragraph(content) => BlockKind::Paragraph(copied_content(content)),
            BlockKind::List(list) => {
                let item = |item: &ListItem<Unreferenced>| ListItem {
                    task: item.task,
                    blocks: copied(&item.blocks),
                    span: item.span,
                };
                BlockKind::List(crate::document::List {
                    start: list.start,
                    tight: list.tight,
                    items: list.items.iter().map(item).collect(),
                })
            }
            BlockKind::Definitions(definitions) => {
                let each = |own: &Definition<Unreferenced>| Definition {
                    term: copied_content(&own.term),
                    definitions: own.definitions.iter().map(|own| copied(own)).collect(),
                };
                BlockKind::Definitions(definitions.iter().map(each).collect())
            }
            BlockKind::Quotation(own) => BlockKind::Quotation(crate::document::Quotation {
                role: own.role,
                blocks: copied(&own.blocks),
            }),
            BlockKind::Code(code) => BlockKind::Code(code.clone()),
            BlockKind::Box(own) => {
                copy.extend(copied(&own.blocks));
                continue;
            }
            BlockKind::Recommendation(own) => {
                copy.extend(copied(&own.blocks));
                continue;
            }
            BlockKind::Rule
            | BlockKind::Table(_)
            | BlockKind::Figure(_)
            | BlockKind::Signatures(_) => continue,
        };
        copy.push(Block {
            span: block.span,
            kind,
        });
    }
    copy
}

fn copied_content(content: &Content<Unreferenced>) -> Content<Unreferenced> {
    Content {
        id: (),
        inlines: copied_inlines(&content.inlines),
    }
}

fn copied_inlines(inlines: &[Inline<Unreferenced>]) -> Vec<Inline<Unreferenced>> {
    let mut copy = Vec::new();
    for inline in inlines {
        copy.push(match inline {
            Inline::Text(text) => Inline::Text(text.clone()),
            Inline::Styled(styled) => Inline::Styled(Styled {
                style: styled.style.clone(),
                inlines: copied_inlines(&styled.inlines),
                span: styled.span,
            }),
            Inline::Link(link) => Inline::Link(Link {
                url: link.url.clone(),
                inlines: copied_inlines(&link.inlines),
                span: link.span,
            }),
            Inline::Reference(reference) => Inline::Reference(reference.clone()),
            Inline::Registry(own) => Inline::Registry(RegistrySpan {
                registry: own.registry.clone(),
                inlines: copied_inlines(&own.inlines),
                span: own.span,
            }),
            Inline::LineBreak(span) => Inline::LineBreak(*span),
            Inline::NoteMark(_) | Inline::IndexMark(_) | Inline::Image(_) => continue,
        });
    }
    copy
}

/// A block of one language among blocks of another.
fn block_in_language(block: Block<Resolved>, languages: (&str, &str)) -> Block<Resolved> {
    let span = block.span;
    let content = |content: Content<Resolved>| Content {
        id: content.id,
        inlines: in_language(content.inlines, span, languages),
    };
    let inner = |blocks: Vec<Block<Resolved>>| -> Vec<Block<Resolved>> {
        let each = blocks.into_iter();
        each.map(|block| block_in_language(block, languages))
            .collect()
    };
    let kind = match block.kind {
        BlockKind::Paragraph(own) => BlockKind::Paragraph(content(own)),
        BlockKind::List(mut list) => {
            for item in &mut list.items {
                item.blocks = inner(std::mem::take(&mut item.blocks));
            }
            BlockKind::List(list)
        }
        BlockKind::Definitions(definitions) => {
            let each = definitions.into_iter().map(|own| Definition {
                term: content(own.term),
                definitions: own.definitions.into_iter().map(inner).collect(),
            });
            BlockKind::Definitions(each.collect())
        }
        BlockKind::Quotation(mut own) => {
            own.blocks = inner(own.blocks);
            BlockKind::Quotation(own)
        }
        // A copy has no others.
        kind @ (BlockKind::Code(_)
        | BlockKind::Heading(_)
        | BlockKind::Rule
        | BlockKind::Table(_)
        | BlockKind::Figure(_)
        | BlockKind::Box(_)
        | BlockKind::Recommendation(_)
        | BlockKind::Signatures(_)) => kind,
    };
    Block { span, kind }
}
