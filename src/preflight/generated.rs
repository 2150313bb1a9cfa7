//! A resolved book -> the texts that the tool writes itself, in order, as the resolver knows them:
//! numbers, references, citations, expansions of acronyms, members of groups, bylines, title pages,
//! contents, acronyms, contributors, lists, annexes, the bibliography, the index. Folios, running heads
//! and the pages of references are known to the pages alone and are not here; nor is the line that marks a
//! draft in an EPUB, for no release has one.

use crate::document::{
    AnnexTerms, Block, BlockKind, Content, Inline, Reference, ReferenceTarget, RegistryAnswer,
    Resolved, TextRole, Visited, plain_text, walk, walk_content,
};
use crate::resolve::{
    BibliographyEntry, ContentsLine, Division, DivisionKind, IndexEntry, Metadata, ResolvedBook,
};

/// The generated texts, division by division: what stands on its pages, in order, then the numbers of
/// its notes, each before what the note itself refers to.
pub fn generated(book: &ResolvedBook) -> Vec<String> {
    let mut texts = Vec::new();
    for division in &book.divisions {
        let terms = AnnexTerms::of(&division.language);
        division_texts(division, &book.metadata, &mut texts);
        for note in &division.notes {
            texts.extend(note.number.clone());
            walk(&note.blocks, &mut |visited| {
                visit(visited, terms, &mut texts)
            });
        }
    }
    texts
}

fn division_texts(division: &Division, metadata: &Metadata, texts: &mut Vec<String>) {
    let terms = AnnexTerms::of(&division.language);
    match &division.kind {
        DivisionKind::Chapter(chapter) => {
            // The contributor's short name stands where other chapters have their number.
            match &chapter.contributor {
                Some(contributor) => {
                    texts.extend([contributor.short.clone(), contributor.name.clone()]);
                }
                None => texts.extend(chapter.number.clone()),
            }
            content(&chapter.title, terms, texts);
            walk(&chapter.blocks, &mut |visited| visit(visited, terms, texts));
            if let Some(own) = &chapter.bibliography {
                made(std::slice::from_ref(&own.heading), terms, texts);
                entries_texts(&own.entries, terms, texts);
            }
        }
        DivisionKind::Part(title) => content(title, terms, texts),
        DivisionKind::HalfTitle => texts.push(metadata.short_title.clone()),
        DivisionKind::TitlePage => {
            texts.push(metadata.title.clone());
            texts.extend(metadata.subtitle.clone());
            texts.extend(metadata.publisher.clone());
        }
        DivisionKind::Imprint(blocks) => walk(blocks, &mut |visited| visit(visited, terms, texts)),
        DivisionKind::Contents { title, entries } | DivisionKind::List { title, entries, .. } => {
            texts.push(title.clone());
            entries.iter().for_each(|line| line_texts(line, texts));
        }
        DivisionKind::Acronyms { title, acronyms } => {
            texts.push(title.clone());
            let each = acronyms
                .iter()
                .flat_map(|own| [own.short.clone(), own.long.clone()]);
            texts.extend(each);
        }
        DivisionKind::Contributors {
            title,
            contributors,
        } => {
            texts.push(title.clone());
            let each = contributors.iter().flat_map(|own| {
                let details = own.details.iter().map(|detail| detail.text.clone());
                [own.name.clone(), own.short.clone()]
                    .into_iter()
                    .chain(details)
            });
            texts.extend(each);
        }
        DivisionKind::Annex(annex) => {
            texts.push(annex.title.clone());
            walk(&annex.own, &mut |visited| visit(visited, terms, texts));
            made(&annex.generated, terms, texts);
        }
        DivisionKind::Bibliography { title, entries } => {
            texts.push(title.clone());
            entries_texts(entries, terms, texts);
        }
        DivisionKind::Index { title, groups } => {
            texts.push(title.clone());
            for group in groups {
                texts.extend(group.letter.clone());
                index_texts(&group.entries, texts);
            }
        }
    }
}

/// Blocks that the tool makes: their own words are generated too.
fn made(blocks: &[Block<Resolved>], terms: &AnnexTerms, texts: &mut Vec<String>) {
    walk(blocks, &mut |visited| {
        if let Visited::Inline(Inline::Text(text)) = visited {
            texts.push(text.text.clone());
        }
        visit(visited, terms, texts);
    });
}

/// The entries of a bibliography.
fn entries_texts(entries: &[BibliographyEntry], terms: &AnnexTerms, texts: &mut Vec<String>) {
    for entry in entries {
        texts.extend(entry.label.clone());
        content(&entry.text, terms, texts);
    }
}

/// The entries of an index; their folios are known to the pages alone.
fn index_texts(entries: &[IndexEntry], texts: &mut Vec<String>) {
    for entry in entries {
        texts.push(entry.words.clone());
        texts.extend(entry.see.iter().chain(&entry.see_also).cloned());
        index_texts(&entry.entries, texts);
    }
}

fn line_texts(line: &ContentsLine, texts: &mut Vec<String>) {
    texts.extend(line.number.clone());
    texts.push(plain_text(&line.title.inlines));
    texts.extend(line.byline.clone());
}

fn content(content: &Content<Resolved>, terms: &AnnexTerms, texts: &mut Vec<String>) {
    walk_content(content, &mut |visited| visit(visited, terms, texts));
}

/// The words of a citation or of an entry of the bibliography in one: its pieces may part words.
fn cited_text(reference: &Reference) -> Option<String> {
    let pieces = reference.parts.iter().filter_map(|(part, _)| match part {
        ReferenceTarget::Cited(piece) => Some(piece.text.as_str()),
        ReferenceTarget::Text(_) | ReferenceTarget::Page(_) | ReferenceTarget::Pages(_) => None,
    });
    Some(pieces.collect::<String>()).filter(|text| !text.is_empty())
}

/// The number of a block, and the number of a mark or the words of a reference.
fn visit(visited: Visited<'_, Resolved>, terms: &AnnexTerms, texts: &mut Vec<String>) {
    match visited {
        Visited::Block(block) => {
            texts.extend(number(&block.kind));
            texts.extend(words(&block.kind, terms));
        }
        Visited::Inline(inline) => match inline {
            Inline::NoteMark(mark) => texts.push(mark.number.clone()),
            Inline::Reference(reference) => {
                texts.extend(reference.parts.iter().filter_map(|(part, _)| match part {
                    ReferenceTarget::Text(text) => Some(text.clone()),
                    ReferenceTarget::Page(_)
                    | ReferenceTarget::Pages(_)
                    | ReferenceTarget::Cited(_) => None,
                }));
                texts.extend(cited_text(reference));
            }
            Inline::Registry(own) => {
                let RegistryAnswer { before, after, .. } = &own.registry;
                let around = [before, after].into_iter();
                texts.extend(around.filter(|text| !text.is_empty()).cloned());
            }
            Inline::Text(_)
            | Inline::Styled(_)
            | Inline::Link(_)
            | Inline::IndexMark(_)
            | Inline::Image(_)
            | Inline::LineBreak(_) => {}
        },
    }
}

/// What stands before a block that can have a number: of a question the letter alone, in parentheses.
fn number(kind: &BlockKind<Resolved>) -> Option<String> {
    if let BlockKind::Heading(heading) = kind
        && let Some(letter) = &heading.question
    {
        return Some(format!("({letter})"));
    }
    kind.numbered()?.number.clone()
}

/// What the tool says in a block: themes and addressees, and the words of an empty answer.
fn words(kind: &BlockKind<Resolved>, terms: &AnnexTerms) -> Option<String> {
    match kind {
        BlockKind::Recommendation(own) => terms.under_recommendation(&own.themes, &own.addressees),
        BlockKind::Quotation(own) => {
            let empty = own.role == TextRole::NothingToReport && own.blocks.is_empty();
            empty.then(|| terms.nothing_to_report.to_owned())
        }
        BlockKind::Heading(_)
        | BlockKind::Paragraph(_)
        | BlockKind::List(_)
        | BlockKind::Definitions(_)
        | BlockKind::Code(_)
        | BlockKind::Rule
        | BlockKind::Table(_)
        | BlockKind::Figure(_)
        | BlockKind::Box(_)
        | BlockKind::Signatures(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Matter, Role};
    use crate::manuscript::{Acronym, Generated};
    use crate::resolve::resolve;
    use crate::resolve::tests::notation::Sample;

    #[test]
    fn generated_texts_are_listed_in_their_order() {
        let mut sample = Sample::new()
            .page(Generated::HalfTitle, None)
            .page(Generated::Title, None)
            .page(Generated::Contents, None)
            .page(Generated::Acronyms, None)
            .text(
                Matter::Body,
                Role::Contribution,
                "a.md",
                "contributor: iom\n# Title[^1]\n## Head\nSee [@f] [@f]{.page}.\nfigure #f: C\n\
                 [^1]: One [@f]{.title}",
            );
        sample.manuscript.config.acronyms.check = false;
        let acronym = Acronym {
            short: "UN".into(),
            long: "United Nations".into(),
            ..Acronym::default()
        };
        sample.manuscript.acronyms.push(acronym);
        sample.manuscript.config.book.short_title = Some("Short".into());
        sample.manuscript.config.book.publisher = Some("Publisher".into());
        let (book, diagnostics) = resolve(sample.book, &sample.manuscript, Sample::images(), None);
        assert_eq!(diagnostics, []);
        assert_eq!(
            generated(&book),
            [
                "Short",
                "Sample",
                "Publisher",
                "Contents",
                "Acronyms",
                "1",
                "Title",
                "IOM",
                "Acronyms",
                "UN",
                "United Nations",
                "IOM",
                "International Organization for Migration",
                "1",
                "1.1",
                "figure\u{a0}1",
                "page\u{a0}",
                "1",
                "1",
                "C",
            ]
        );
    }
}
