//! The pages before the text: half-title, title page, imprint; and part pages.

use crate::document::{Block, Content, Resolved, Stream};
use crate::length::Length;
use crate::theme::{Alignment, Caps, TextStyle};

use super::super::flow::{FlowItem, Strip};
use super::super::lower::{Lowering, Place, add_line, baseline_in_line};
use super::super::paged::NodeRole;
use super::super::paragraph::{ParagraphStyle, SetLine};

/// Lines above the half-title and a part's title.
const HALF_TITLE_SINK: i64 = 10;

/// Lines above the book's title.
const TITLE_SINK: i64 = 7;

/// The short title alone, on its recto.
pub fn half_title(lowering: &mut Lowering) {
    let subtitle = lowering.shared.theme.type_.subtitle;
    let text = TextStyle {
        posture: Default::default(),
        ..subtitle
    };
    let title = lowering.shared.book.metadata.short_title.clone();
    let mut page = Page::new(lowering);
    page.sink(HALF_TITLE_SINK);
    page.text(&title, text, NodeRole::Paragraph);
    page.finish();
}

/// Title, subtitle, and the publisher at the foot.
pub fn title_page(lowering: &mut Lowering) {
    let metadata = &lowering.shared.book.metadata;
    let type_ = &lowering.shared.theme.type_;
    let mut page = Page::new(lowering);
    page.sink(TITLE_SINK);
    page.text(&metadata.title, type_.title, NodeRole::Heading(1));
    if let Some(subtitle) = &metadata.subtitle {
        page.strip.height += type_.subtitle.leading;
        page.text(subtitle, type_.subtitle, NodeRole::Paragraph);
    }
    if let Some(publisher) = &metadata.publisher {
        let text = TextStyle {
            caps: Caps::AllSmall,
            tracking: 60,
            ..type_.body
        };
        page.at_foot(publisher, text);
    }
    page.finish();
}

/// A part's title, on a recto of its own.
pub fn part(lowering: &mut Lowering, title: &Content<Resolved>) {
    let text = lowering.shared.theme.type_.chapter_title;
    let mut page = Page::new(lowering);
    page.sink(HALF_TITLE_SINK);
    page.content(title, text);
    page.finish();
}

/// The imprint's text, at the foot of its page.
pub fn imprint(lowering: &mut Lowering, blocks: &[Block<Resolved>]) {
    let text = lowering.shared.theme.type_.imprint;
    let body = lowering.body_place();
    let place = Place {
        text,
        on_grid: false,
        alignment: Alignment::Ragged,
        ..body
    };
    for (at, block) in blocks.iter().enumerate() {
        if at > 0 {
            lowering.space(text.leading / 2);
        }
        lowering.block(block, None, place);
    }
    let height: Length = lowering.items.iter().map(height).sum();
    let room = block_height(lowering) - height;
    if room > Length::ZERO {
        let above = Strip {
            height: room,
            ..Strip::default()
        };
        lowering.items.insert(0, FlowItem::Strip(above));
    }
}

fn height(item: &FlowItem) -> Length {
    match item {
        FlowItem::Strip(strip) => strip.height,
        FlowItem::Space(height) => *height,
        FlowItem::Penalty(_) => Length::ZERO,
    }
}

/// The height of the text block.
fn block_height(lowering: &Lowering) -> Length {
    lowering.shared.theme.type_.body.leading * lowering.shared.theme.page.lines
}

/// A page that is one strip.
struct Page<'l, 'a, 'w> {
    lowering: &'l mut Lowering<'a, 'w>,
    strip: Strip,
}

impl<'l, 'a, 'w> Page<'l, 'a, 'w> {
    fn new(lowering: &'l mut Lowering<'a, 'w>) -> Page<'l, 'a, 'w> {
        Page {
            lowering,
            strip: Strip {
                on_grid: true,
                ..Strip::default()
            },
        }
    }

    fn sink(&mut self, lines: i64) {
        self.strip.height += self.lowering.shared.theme.type_.body.leading * lines;
    }

    fn text(&mut self, words: &str, text: TextStyle, role: NodeRole) {
        let lines = self.set(words, text, role);
        self.add(lines, &text);
    }

    fn content(&mut self, content: &Content<Resolved>, text: TextStyle) {
        let place = self.lowering.body_place();
        let node = self.lowering.node(NodeRole::Heading(1), place);
        let style = self.style(text);
        let lines = self.lowering.set(content, style, node, place.column);
        self.add(lines, &text);
    }

    fn at_foot(&mut self, words: &str, text: TextStyle) {
        let lines = self.set(words, text, NodeRole::Paragraph);
        let depth = text.leading * i64::try_from(lines.len()).unwrap_or(0);
        self.strip.height = self.strip.height.max(block_height(self.lowering) - depth);
        self.add(lines, &text);
    }

    fn set(&mut self, words: &str, text: TextStyle, role: NodeRole) -> Vec<SetLine> {
        let place = self.lowering.body_place();
        let node = self
            .lowering
            .structure
            .push(role, place.parent, Stream::Generated);
        let style = self.style(text);
        self.lowering
            .setter()
            .set_text(words, style, node, place.column)
    }

    fn style(&self, text: TextStyle) -> ParagraphStyle {
        let place = self.lowering.body_place();
        ParagraphStyle {
            text,
            alignment: Alignment::Ragged,
            hyphenate: false,
            ..self.lowering.style(place)
        }
    }

    fn add(&mut self, lines: Vec<SetLine>, text: &TextStyle) {
        for line in lines {
            let baseline = self.strip.height + baseline_in_line(text);
            add_line(&mut self.strip, line, baseline);
            self.strip.height += text.leading;
        }
    }

    fn finish(self) {
        self.lowering.items.push(FlowItem::Strip(self.strip));
    }
}
