//! The table of contents: a draft's divisions -> its lines.

use crate::document::{
    AnchorId, AnnexTerms, BlockKind, Content, Heading, Inline, Link, RegistryAnswer, RegistrySpan,
    Resolved, Role, Stage, Styled, Terms,
};
use crate::manuscript::Generated;

use super::draft::{DraftChapter, DraftDivision, DraftKind, Unreferenced, generated_content};
use super::{ContentsLine, TextIds};

/// A chapter with more sections than this shows them.
const SHORT_CHAPTER: usize = 3;

/// A line whose title has no identity yet: each table of contents gives its own.
#[derive(Clone, Debug)]
pub struct DraftLine {
    level: u8,
    number: Option<String>,
    title: Vec<Inline<Resolved>>,
    byline: Option<String>,
    anchor: AnchorId,
}

impl DraftLine {
    /// A line of a list: a number, and the title without what must not be there twice.
    pub fn listed(number: &str, title: Vec<Inline<Resolved>>, anchor: AnchorId) -> DraftLine {
        DraftLine {
            level: 1,
            number: Some(number.to_owned()),
            title,
            byline: None,
            anchor,
        }
    }

    /// The line with an identity.
    pub fn finish(self, text_ids: &mut TextIds) -> ContentsLine {
        ContentsLine {
            level: self.level,
            number: self.number,
            title: Content {
                id: text_ids.next_id(),
                inlines: self.title,
            },
            byline: self.byline,
            anchor: self.anchor,
        }
    }
}

/// The lines for all divisions, in order. The pages before the contents, and the contents, have none.
pub fn contents_lines(divisions: &[DraftDivision]) -> Vec<DraftLine> {
    let mut lines = Vec::new();
    for division in divisions {
        let line = |level, title: &Content<Unreferenced>| DraftLine {
            level,
            number: None,
            title: plain_inlines(&title.inlines),
            byline: None,
            anchor: division.anchor,
        };
        match &division.kind {
            DraftKind::Part(title) => lines.push(line(0, title)),
            DraftKind::Chapter(chapter) => {
                lines.push(DraftLine {
                    number: chapter.number.clone(),
                    byline: chapter
                        .contributor
                        .as_ref()
                        .map(|byline| byline.short.clone()),
                    ..line(1, &chapter.title)
                });
                lines.extend(section_lines(chapter));
            }
            DraftKind::Generated { page, title, .. } => match page {
                Generated::Acronyms
                | Generated::Contributors
                | Generated::Figures
                | Generated::Tables
                | Generated::Boxes
                | Generated::Recommendations
                | Generated::Matrix
                | Generated::Themes
                | Generated::Colophon
                | Generated::Bibliography
                | Generated::Index => {
                    let title = page_title(*page, title.as_deref(), &division.language);
                    lines.push(line(1, &generated_content(title, division.span)));
                }
                Generated::HalfTitle
                | Generated::Title
                | Generated::Imprint
                | Generated::Contents => {}
            },
        }
    }
    lines
}

/// The title of a page that the tool makes: the publisher's own, or the language's.
pub fn page_title(page: Generated, own: Option<&str>, language: &str) -> String {
    let pages = &Terms::of(language).pages;
    let annexes = AnnexTerms::of(language);
    let made = match page {
        Generated::HalfTitle => pages.half_title,
        Generated::Title => pages.title_page,
        Generated::Imprint => pages.imprint,
        Generated::Contents => pages.contents,
        Generated::Acronyms => pages.acronyms,
        Generated::Contributors => pages.contributors,
        Generated::Figures => annexes.figures,
        Generated::Tables => annexes.tables,
        Generated::Boxes => annexes.boxes,
        Generated::Recommendations => annexes.recommendations,
        Generated::Matrix => annexes.matrix,
        Generated::Themes => annexes.themes,
        Generated::Colophon => annexes.colophon,
        Generated::Bibliography => pages.bibliography,
        Generated::Index => pages.index,
    };
    own.unwrap_or(made).to_owned()
}

/// The sections of a long chapter. Contributions all answer the same questions, and the contents
/// would repeat them for each.
fn section_lines(chapter: &DraftChapter) -> Vec<DraftLine> {
    let mut sections: Vec<&Heading<Unreferenced>> = Vec::new();
    for block in &chapter.blocks {
        if let BlockKind::Heading(heading) = &block.kind {
            sections.extend((heading.level == 2).then_some(heading));
        }
    }
    if chapter.role == Role::Contribution || sections.len() <= SHORT_CHAPTER {
        return Vec::new();
    }
    let line = |heading: &&Heading<Unreferenced>| DraftLine {
        level: 2,
        number: heading.numbered.number.clone(),
        title: plain_inlines(&heading.content.inlines),
        byline: None,
        anchor: heading.numbered.anchor,
    };
    sections.iter().map(line).collect()
}

/// A copy of inlines without what must not be there twice: note and index marks, references, images.
/// Links keep their text alone, for the line is a link itself.
pub fn plain_inlines<S: Stage<Registry = RegistryAnswer>>(
    inlines: &[Inline<S>],
) -> Vec<Inline<Resolved>> {
    let mut copy = Vec::new();
    for inline in inlines {
        match inline {
            Inline::Text(text) => copy.push(Inline::Text(text.clone())),
            Inline::Styled(styled) => copy.push(Inline::Styled(Styled {
                style: styled.style.clone(),
                inlines: plain_inlines(&styled.inlines),
                span: styled.span,
            })),
            Inline::Registry(own) => copy.push(Inline::Registry(RegistrySpan {
                registry: own.registry.clone(),
                inlines: plain_inlines(&own.inlines),
                span: own.span,
            })),
            Inline::Link(Link { inlines, .. }) => copy.extend(plain_inlines(inlines)),
            Inline::LineBreak(span) => copy.push(Inline::LineBreak(*span)),
            Inline::NoteMark(_)
            | Inline::Reference(_)
            | Inline::IndexMark(_)
            | Inline::Image(_) => {}
        }
    }
    copy
}
