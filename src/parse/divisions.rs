//! Fenced divisions: in come the attributes of the opening fence and the blocks up to the closing
//! one; out comes the block that the class names. Where a division does not hold what its class
//! asks for, its blocks are kept as ordinary ones and the author is told.

use crate::diagnostic::{Diagnostic, codes};
use crate::document::{
    Attributes, BOX_KINDS, Block, BlockKind, BoxBlock, Content, Figure, FigureReach, Label,
    NumberedBlock, Parsed, Quotation, Recommendation, Table, TextRole,
};
use crate::source::Span;

use super::attributes::{Accepted, unknown};
use super::events::Builder;
use super::foreign;
use super::prepare::{Fence, FenceKind};
use super::signatures::{make_signatures, signatories};
use super::{tables, titles};

/// A class of division, what it makes and what it takes.
struct Class {
    makes: Makes,
    accepted: Accepted,
}

#[derive(Clone, Copy)]
enum Makes {
    Box,
    Figure,
    Table,
    Recommendation,
    Signatures,
    Text(TextRole),
}

/// A figure whose image reaches over the sides of the page, and one whose image fills a page.
const BLEED: &str = "bleed";
const FULL_PAGE: &str = "full-page";

/// The classes of divisions by name.
const CLASSES: &[(&str, Class)] = &[
    (
        "box",
        class(Makes::Box, "a box", true, &["box"], &["kind", "title"]),
    ),
    (
        "figure",
        class(
            Makes::Figure,
            "a figure",
            true,
            &["figure", BLEED, FULL_PAGE],
            &[],
        ),
    ),
    (
        "table",
        class(
            Makes::Table,
            "a table",
            true,
            &["table"],
            &["align", "head", "headers", "source"],
        ),
    ),
    (
        "recommendation",
        class(
            Makes::Recommendation,
            "a recommendation",
            true,
            &["recommendation"],
            &["from", "themes", "to"],
        ),
    ),
    (
        "nothing-to-report",
        class(
            Makes::Text(TextRole::NothingToReport),
            "an empty answer",
            false,
            &["nothing-to-report"],
            &[],
        ),
    ),
    (
        "signatures",
        class(
            Makes::Signatures,
            "a block of signatures",
            false,
            &["signatures"],
            &["signatory"],
        ),
    ),
    (
        "epigraph",
        class(
            Makes::Text(TextRole::Epigraph),
            "an epigraph",
            false,
            &["epigraph"],
            &[],
        ),
    ),
    (
        "verse",
        class(
            Makes::Text(TextRole::Verse),
            "a verse",
            false,
            &["verse"],
            &[],
        ),
    ),
];

const fn class(
    makes: Makes,
    what: &'static str,
    id: bool,
    classes: &'static [&'static str],
    keys: &'static [&'static str],
) -> Class {
    Class {
        makes,
        accepted: Accepted {
            what,
            id,
            classes,
            keys,
        },
    }
}

/// The blocks of a division.
pub(super) type Blocks = Vec<Block<Parsed>>;

/// What a division became: its block, or its blocks and what was wanting.
pub(super) type Made = Result<BlockKind<Parsed>, (Blocks, Wanting)>;

/// What a division lacks or has too much, and how to mend it.
pub(super) struct Wanting {
    /// What is wrong.
    pub message: &'static str,
    /// What to do.
    pub help: &'static str,
}

impl Builder<'_, '_> {
    /// Adds what a division became.
    pub(super) fn division(&mut self, fence: Fence, blocks: Blocks, span: Span) {
        let made = match &fence.kind {
            FenceKind::Open(Ok(attributes)) => self.make(attributes, blocks, fence.span),
            // The fault was reported at the fence.
            FenceKind::Open(Err(_)) | FenceKind::Close => Err(blocks),
        };
        match made {
            Ok(kind) => self.push_block(span, kind),
            Err(blocks) => {
                for block in blocks {
                    self.push_block(block.span, block.kind);
                }
            }
        }
    }

    fn make(
        &mut self,
        attributes: &Attributes,
        blocks: Blocks,
        fence: Span,
    ) -> Result<BlockKind<Parsed>, Blocks> {
        let mut classes = attributes.classes.iter();
        let class = classes.find_map(|class| CLASSES.iter().find(|(own, _)| own == class));
        let Some((_, class)) = class else {
            self.context.found.push(unknown_division(attributes));
            return Err(blocks);
        };
        class.accepted.check(attributes, &mut self.context.found);
        let made = match class.makes {
            Makes::Box => self.make_box(attributes, blocks),
            Makes::Figure => make_figure(attributes, blocks),
            Makes::Table => self.make_table(attributes, blocks),
            Makes::Recommendation => make_recommendation(attributes, blocks),
            Makes::Signatures => match attributes.get("signatory") {
                Some(ids) => signatories(ids, attributes.span, blocks),
                None => make_signatures(blocks),
            },
            Makes::Text(role) => make_quotation(role, blocks),
        };
        made.map_err(|(blocks, wanting)| {
            self.context.found.push(
                Diagnostic::new(codes::DIVISION_CONTENT, fence, wanting.message).help(wanting.help),
            );
            blocks
        })
    }

    fn make_box(&mut self, attributes: &Attributes, blocks: Blocks) -> Made {
        if blocks.is_empty() {
            return Err((blocks, EMPTY));
        }
        let title = attributes
            .get("title")
            .map(|title| titles::read(title, attributes.span, &mut self.context));
        Ok(BlockKind::Box(BoxBlock {
            numbered: NumberedBlock::labelled(attributes.id.clone()),
            kind: self.box_kind(attributes),
            title,
            blocks,
        }))
    }

    /// The kind of a box; reports one that there is not.
    fn box_kind(&mut self, attributes: &Attributes) -> Option<String> {
        let kind = attributes.get("kind")?;
        if BOX_KINDS.contains(&kind) {
            return Some(kind.to_owned());
        }
        self.context.found.push(unknown(
            codes::ATTRIBUTES_VALUE,
            attributes.span,
            format!("there is no kind of box \"{kind}\""),
            (kind, BOX_KINDS, ""),
        ));
        None
    }

    fn make_table(&mut self, attributes: &Attributes, mut blocks: Blocks) -> Made {
        let message = "a table's division holds one table and, last, its caption";
        let help = "leave blank lines round the table and its caption, which is one paragraph";
        let Some((first, caption)) = with_caption(&mut blocks) else {
            return Err((blocks, Wanting { message, help }));
        };
        match first.kind {
            BlockKind::Table(table) => {
                let table: Table<Parsed> = tables::dress(
                    table,
                    attributes,
                    caption.map(Caption::text),
                    &mut self.context,
                );
                Ok(BlockKind::Table(table))
            }
            kind => Err((
                restored(
                    Block {
                        span: first.span,
                        kind,
                    },
                    caption,
                ),
                Wanting { message, help },
            )),
        }
    }
}

/// Any division that must say something.
const EMPTY: Wanting = Wanting {
    message: "this division holds nothing",
    help: "write its text between the fences, or delete it",
};

/// A caption's paragraph.
struct Caption {
    span: Span,
    content: Content<Parsed>,
}

impl Caption {
    fn text(self) -> Content<Parsed> {
        self.content
    }
}

/// Takes apart a division of one block and, after it, the paragraph of its caption; leaves
/// `blocks` as they are where they are others.
fn with_caption(blocks: &mut Blocks) -> Option<(Block<Parsed>, Option<Caption>)> {
    match blocks.as_slice() {
        [_] => Some((blocks.pop()?, None)),
        [_, second] if matches!(second.kind, BlockKind::Paragraph(_)) => {
            let second = blocks.pop()?;
            let first = blocks.pop()?;
            let BlockKind::Paragraph(content) = second.kind else {
                return None;
            };
            let span = second.span;
            Some((first, Some(Caption { span, content })))
        }
        _ => None,
    }
}

/// Puts together what [`with_caption`] took apart.
fn restored(first: Block<Parsed>, caption: Option<Caption>) -> Blocks {
    let caption = caption.map(|caption| Block {
        span: caption.span,
        kind: BlockKind::Paragraph(caption.content),
    });
    std::iter::once(first).chain(caption).collect()
}

fn make_figure(attributes: &Attributes, mut blocks: Blocks) -> Made {
    let message = "a figure's division holds one image and, last, its caption";
    let help = "leave a blank line between the image, which stands alone, and the caption, which is one paragraph";
    let Some((first, caption)) = with_caption(&mut blocks) else {
        return Err((blocks, Wanting { message, help }));
    };
    match first.kind {
        BlockKind::Figure(Figure {
            image,
            caption: None,
            ..
        }) => Ok(BlockKind::Figure(Figure {
            numbered: NumberedBlock::labelled(attributes.id.clone()),
            image,
            reach: reach_of(attributes),
            caption: caption.map(Caption::text),
        })),
        kind => Err((
            restored(
                Block {
                    span: first.span,
                    kind,
                },
                caption,
            ),
            Wanting { message, help },
        )),
    }
}

/// A page of its own is more than a pair of sides.
fn reach_of(attributes: &Attributes) -> FigureReach {
    let has = |class: &str| attributes.classes.iter().any(|own| own == class);
    if has(FULL_PAGE) {
        FigureReach::Page
    } else if has(BLEED) {
        FigureReach::Sides
    } else {
        FigureReach::Block
    }
}

fn make_recommendation(attributes: &Attributes, blocks: Blocks) -> Made {
    if blocks.is_empty() {
        return Err((blocks, EMPTY));
    }
    let words = |key: &str| {
        let words = attributes.get(key).unwrap_or("").split_whitespace();
        words.map(str::to_owned).collect()
    };
    Ok(BlockKind::Recommendation(Recommendation {
        numbered: NumberedBlock::labelled(attributes.id.clone()),
        themes: words("themes"),
        addressees: words("to"),
        from: words("from").into_iter().map(Label).collect(),
        provenance: Vec::new(),
        blocks,
    }))
}

fn make_quotation(role: TextRole, blocks: Blocks) -> Made {
    // An empty answer says enough by being there.
    if blocks.is_empty() && role != TextRole::NothingToReport {
        return Err((blocks, EMPTY));
    }
    Ok(BlockKind::Quotation(Quotation { role, blocks }))
}

/// The finding that no class of a division is known.
fn unknown_division(attributes: &Attributes) -> Diagnostic {
    let known: Vec<&str> = CLASSES.iter().map(|(class, _)| *class).collect();
    match attributes.classes.first() {
        Some(class) => {
            let message = format!("there is no kind of division .{class}");
            let (code, word) = (codes::DIVISION_UNKNOWN, (class.as_str(), &*known, "."));
            foreign::division(class, unknown(code, attributes.span, message, word))
        }
        None => Diagnostic::new(
            codes::DIVISION_UNKNOWN,
            attributes.span,
            "this division does not say what it is",
        )
        .help(format!("give it a class: .{}", known.join(", ."))),
    }
}
