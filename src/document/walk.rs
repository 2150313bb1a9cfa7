//! Walking through a tree without changing it: every block and inline in the order in which it is
//! printed, at whatever stage.

use super::{Block, BlockKind, Content, Inline, Row, Stage};

/// What a walk passes.
#[derive(Clone, Copy, Debug)]
pub enum Visited<'a, S: Stage> {
    /// A block, before what it holds.
    Block(&'a Block<S>),
    /// An inline, before what it holds.
    Inline(&'a Inline<S>),
}

/// What a walk that leaves runs of inlines whole passes.
#[derive(Clone, Copy, Debug)]
pub enum Part<'a, S: Stage> {
    /// A block, before what it holds.
    Block(&'a Block<S>),
    /// A run of inlines.
    Run(&'a Content<S>),
}

/// Passes all blocks and inlines in the order of print: a table's caption stands above its cells, a
/// figure's below it. A figure's image is part of its block, no inline. Nesting is limited by the
/// parser, and so is the recursion here.
pub fn walk<'a, S: Stage>(blocks: &'a [Block<S>], visit: &mut impl FnMut(Visited<'a, S>)) {
    walk_parts(blocks, &mut |part| match part {
        Part::Block(block) => visit(Visited::Block(block)),
        Part::Run(content) => walk_content(content, visit),
    });
}

/// Passes all blocks and the runs of inlines that they hold, in the order of print.
pub fn walk_parts<'a, S: Stage>(blocks: &'a [Block<S>], visit: &mut impl FnMut(Part<'a, S>)) {
    for block in blocks {
        visit(Part::Block(block));
        walk_block(block, visit);
    }
}

/// Passes the inlines of one run.
pub fn walk_content<'a, S: Stage>(content: &'a Content<S>, visit: &mut impl FnMut(Visited<'a, S>)) {
    walk_inlines(&content.inlines, visit);
}

/// The last run of inlines that is set as running text: neither in a table or figure, which may stand
/// elsewhere, nor a heading.
pub fn last_text<S: Stage>(blocks: &mut [Block<S>]) -> Option<&mut Content<S>> {
    blocks.iter_mut().rev().find_map(last_of_block)
}

fn last_of_block<S: Stage>(block: &mut Block<S>) -> Option<&mut Content<S>> {
    match &mut block.kind {
        BlockKind::Paragraph(content) => Some(content),
        BlockKind::List(list) => {
            let mut items = list.items.iter_mut().rev();
            items.find_map(|item| last_text(&mut item.blocks))
        }
        BlockKind::Definitions(definitions) => {
            let all = definitions.iter_mut().rev();
            let mut blocks = all.flat_map(|own| own.definitions.iter_mut().rev());
            blocks.find_map(|blocks| last_text(blocks))
        }
        BlockKind::Quotation(quotation) => last_text(&mut quotation.blocks),
        BlockKind::Box(boxed) => last_text(&mut boxed.blocks),
        BlockKind::Recommendation(own) => last_text(&mut own.blocks),
        BlockKind::Signatures(signatures) => {
            let last = signatures.last_mut()?;
            Some(last.organizations.last_mut().unwrap_or(&mut last.office))
        }
        BlockKind::Heading(_)
        | BlockKind::Code(_)
        | BlockKind::Rule
        | BlockKind::Table(_)
        | BlockKind::Figure(_) => None,
    }
}

fn walk_block<'a, S: Stage>(block: &'a Block<S>, visit: &mut impl FnMut(Part<'a, S>)) {
    match &block.kind {
        BlockKind::Heading(heading) => visit(Part::Run(&heading.content)),
        BlockKind::Paragraph(content) => visit(Part::Run(content)),
        BlockKind::List(list) => {
            for item in &list.items {
                walk_parts(&item.blocks, visit);
            }
        }
        BlockKind::Definitions(definitions) => {
            for definition in definitions {
                visit(Part::Run(&definition.term));
                for blocks in &definition.definitions {
                    walk_parts(blocks, visit);
                }
            }
        }
        BlockKind::Quotation(quotation) => walk_parts(&quotation.blocks, visit),
        BlockKind::Code(_) | BlockKind::Rule => {}
        BlockKind::Table(table) => {
            walk_optional(table.caption.as_ref(), visit);
            walk_rows(&table.head, visit);
            walk_rows(&table.rows, visit);
        }
        BlockKind::Figure(figure) => walk_optional(figure.caption.as_ref(), visit),
        BlockKind::Box(boxed) => {
            walk_optional(boxed.title.as_ref(), visit);
            walk_parts(&boxed.blocks, visit);
        }
        BlockKind::Recommendation(recommendation) => {
            walk_parts(&recommendation.blocks, visit);
            for line in &recommendation.provenance {
                visit(Part::Run(line));
            }
        }
        BlockKind::Signatures(signatures) => {
            for signature in signatures {
                visit(Part::Run(&signature.office));
                for organization in &signature.organizations {
                    visit(Part::Run(organization));
                }
            }
        }
    }
}

fn walk_optional<'a, S: Stage>(
    content: Option<&'a Content<S>>,
    visit: &mut impl FnMut(Part<'a, S>),
) {
    if let Some(content) = content {
        visit(Part::Run(content));
    }
}

fn walk_rows<'a, S: Stage>(rows: &'a [Row<S>], visit: &mut impl FnMut(Part<'a, S>)) {
    for cell in rows.iter().flat_map(|row| &row.cells) {
        visit(Part::Run(&cell.content));
    }
}

fn walk_inlines<'a, S: Stage>(inlines: &'a [Inline<S>], visit: &mut impl FnMut(Visited<'a, S>)) {
    for inline in inlines {
        visit(Visited::Inline(inline));
        match inline {
            Inline::Styled(styled) => walk_inlines(&styled.inlines, visit),
            Inline::Link(link) => walk_inlines(&link.inlines, visit),
            Inline::Registry(own) => walk_inlines(&own.inlines, visit),
            Inline::Text(_)
            | Inline::NoteMark(_)
            | Inline::Reference(_)
            | Inline::IndexMark(_)
            | Inline::Image(_)
            | Inline::LineBreak(_) => {}
        }
    }
}
