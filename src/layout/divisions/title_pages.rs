//! The pages before the text: half-title, title page, imprint; and part pages.

use crate::document::{Block, Content, NoteId, Resolved, Stream};
use crate::length::Length;
use crate::theme::{Alignment, Caps, TextStyle};

use super::super::flow::{FlowItem, Strip};
use super::super::lower::{Lowering, Neighbours, Place};
use super::super::notes;
use super::super::paged::{NodeId, NodeRole};
use super::super::structure::Structure;
use super::display::Display;

/// The short title alone, on its recto.
pub fn half_title(lowering: &mut Lowering) {
    let subtitle = lowering.shared.theme.type_.subtitle;
    let text = TextStyle {
        posture: Default::default(),
        ..subtitle
    };
    let title = lowering.shared.book.metadata.short_title.clone();
    let sink = lowering.shared.theme.parts.title_pages.half_title_sink;
    let mut page = Page::new(lowering, sink);
    page.text(&title, text, NodeRole::Paragraph);
    page.finish();
}

/// Title, subtitle, and the publisher at the foot.
pub fn title_page(lowering: &mut Lowering) {
    let metadata = &lowering.shared.book.metadata;
    let type_ = &lowering.shared.theme.type_;
    let parts = &lowering.shared.theme.parts.title_pages;
    let mut page = Page::new(lowering, parts.title_sink);
    page.text(&metadata.title, type_.title, NodeRole::Heading(1));
    if let Some(subtitle) = &metadata.subtitle {
        page.display.skip(type_.subtitle.leading);
        page.text(subtitle, type_.subtitle, NodeRole::Paragraph);
    }
    if let Some(publisher) = &metadata.publisher {
        let text = TextStyle {
            caps: Caps::AllSmall,
            tracking: parts.publisher_tracking,
            ..type_.body
        };
        page.at_foot(publisher, text);
    }
    page.finish();
}

/// A part's title, on a recto of its own.
pub fn part(lowering: &mut Lowering, title: &Content<Resolved>) {
    let text = lowering.shared.theme.type_.chapter_title;
    let sink = lowering.shared.theme.parts.title_pages.part_sink;
    let mut page = Page::new(lowering, sink);
    page.content(title, text);
    page.finish();
}

/// The imprint's text, at the foot of its page.
pub fn imprint(lowering: &mut Lowering, blocks: &[Block<Resolved>]) {
    let text = lowering.shared.theme.type_.imprint;
    let gap = lowering.shared.theme.parts.title_pages.imprint_gap;
    let body = lowering.body_place();
    let place = Place {
        text,
        on_grid: false,
        alignment: Alignment::Ragged,
        ..body
    };
    for (at, block) in blocks.iter().enumerate() {
        if at > 0 {
            lowering.space(text.leading.share(gap));
        }
        lowering.block(block, Neighbours::default(), place);
    }
    let height: Length = lowering.items.iter().map(FlowItem::height).sum();
    let room = block_height(lowering) - height - notes_height(lowering);
    if room > Length::ZERO {
        let above = Strip {
            height: room,
            ..Strip::default()
        };
        lowering.items.insert(0, FlowItem::Strip(above));
    }
}

/// The height of the notes at the foot of the page, with the space above them. They are lowered for
/// good later, into the same nodes.
fn notes_height(lowering: &mut Lowering) -> Length {
    let division = lowering.division;
    let position = lowering.structure.position();
    let text = std::mem::take(&mut lowering.items);
    let ids = (0..).map(NoteId).take(division.notes.len());
    ids.for_each(|id| notes::at_the_foot(lowering, id));
    let items = std::mem::replace(&mut lowering.items, text);
    lowering.structure.rewind(position);
    let notes = items.iter().filter_map(FlowItem::strip);
    let notes: Length = notes.map(|strip| strip.height).sum();
    if notes > Length::ZERO {
        notes + lowering.shared.theme.type_.body.leading
    } else {
        Length::ZERO
    }
}

/// The height of the text block.
fn block_height(lowering: &Lowering) -> Length {
    lowering.shared.theme.type_.body.leading * lowering.shared.theme.page.lines
}

/// A page that is one strip.
struct Page<'l, 'a, 'w> {
    display: Display<'l, 'a, 'w>,
}

impl<'l, 'a, 'w> Page<'l, 'a, 'w> {
    /// A page whose first line stands some lines below the top.
    fn new(lowering: &'l mut Lowering<'a, 'w>, sink: i64) -> Page<'l, 'a, 'w> {
        let blank = lowering.shared.theme.type_.body.leading * sink;
        Page {
            display: Display::new(lowering, blank),
        }
    }

    fn text(&mut self, words: &str, text: TextStyle, role: NodeRole) {
        let node = self.node(role);
        self.display.text(words, text, node);
    }

    fn content(&mut self, content: &Content<Resolved>, text: TextStyle) {
        let place = self.display.lowering.body_place();
        let node = self.display.lowering.node(NodeRole::Heading(1), place);
        self.display.content(content, text, node);
    }

    fn at_foot(&mut self, words: &str, text: TextStyle) {
        let node = self.node(NodeRole::Paragraph);
        let lines = self.display.set(words, text, node);
        let depth = text.leading * i64::try_from(lines.len()).unwrap_or(0);
        let top = block_height(self.display.lowering) - depth;
        self.display
            .skip((top - self.display.strip.height).max(Length::ZERO));
        self.display.add(lines, &text);
    }

    /// A node for text that the tool makes.
    fn node(&mut self, role: NodeRole) -> NodeId {
        let structure = &mut self.display.lowering.structure;
        structure.push(role, Structure::ROOT, Stream::Generated)
    }

    fn finish(self) {
        let strip = FlowItem::Strip(self.display.strip);
        self.display.lowering.items.push(strip);
    }
}
