//! The opening of a chapter: it sinks on its page, with the contributor's acronym or the chapter's
//! number, the title, and the contributor's name.

use crate::document::{Content, LabelTerms, Resolved, Stream};
use crate::resolve::ResolvedChapter;
use crate::theme::{Ink, PartsTheme};

use super::super::flow::FlowItem;
use super::super::lower::Lowering;
use super::super::paged::{Artifact, Fill, Mark, NodeId, NodeRole};
use super::display::Display;

/// The opening of a text.
pub fn opening(lowering: &mut Lowering, chapter: &ResolvedChapter) {
    let type_ = &lowering.shared.theme.type_;
    let byline = chapter.contributor.as_ref();
    let label = match (byline, &chapter.number) {
        (Some(byline), _) => Some(byline.short.clone()),
        (None, Some(number)) => {
            let terms = LabelTerms::of(&lowering.division.language);
            Some(format!("{}\u{a0}{number}", terms.chapter))
        }
        (None, None) => None,
    };
    let mut opening = Opening::new(lowering, type_.chapter_sink);
    opening.label(label.as_deref());
    opening.title(&chapter.title);
    opening.byline(byline.map(|byline| byline.name.as_str()));
    opening.finish();
}

/// The opening of pages that the tool makes.
pub fn generated_opening(lowering: &mut Lowering, title: &str) {
    let sink = lowering.shared.theme.type_.chapter_sink;
    let mut opening = Opening::new(lowering, sink);
    opening.label(None);
    opening.generated_title(title);
    opening.finish();
}

/// An opening while it is built: one strip, which no page divides.
pub struct Opening<'l, 'a, 'w> {
    display: Display<'l, 'a, 'w>,
    sink: i64,
    heading: NodeId,
}

impl<'l, 'a, 'w> Opening<'l, 'a, 'w> {
    /// An opening that ends, with a short title, `sink` lines and a blank one below the top.
    pub fn new(lowering: &'l mut Lowering<'a, 'w>, sink: i64) -> Opening<'l, 'a, 'w> {
        let place = lowering.body_place();
        let heading = lowering.node(NodeRole::Heading(1), place);
        let above = lowering.shared.theme.parts.opening.above;
        let blank = place.text.leading * (sink / above.max(1));
        Opening {
            display: Display::new(lowering, blank),
            sink,
            heading,
        }
    }

    fn parts(&self) -> &PartsTheme {
        &self.display.lowering.shared.theme.parts
    }

    /// The line above the title, in letterspaced small capitals.
    pub fn label(&mut self, label: Option<&str>) {
        let text = self.display.lowering.shared.theme.type_.chapter_label;
        if let Some(label) = label {
            let node = self.display.lowering.structure.push(
                NodeRole::Label,
                self.heading,
                Stream::Generated,
            );
            self.display.text(label, text, node);
        }
        let gap = self.parts().opening.label_gap;
        self.display.skip(text.leading.share(gap));
    }

    /// The title of a text.
    pub fn title(&mut self, title: &Content<Resolved>) {
        let text = self.display.lowering.shared.theme.type_.chapter_title;
        self.display.content(title, text, self.heading);
    }

    /// A title that the tool makes.
    pub fn generated_title(&mut self, title: &str) {
        let text = self.display.lowering.shared.theme.type_.chapter_title;
        self.display
            .lowering
            .structure
            .edit(self.heading, |node| node.stream = Stream::Generated);
        self.display.text(title, text, self.heading);
    }

    /// The contributor's name below the title.
    pub fn byline(&mut self, name: Option<&str>) {
        let Some(name) = name else { return };
        let text = self.display.lowering.shared.theme.type_.chapter_byline;
        let gap = self.parts().opening.byline_gap;
        self.display.skip(text.leading.share(gap));
        let place = self.display.lowering.body_place();
        let node = self.display.lowering.structure.push(
            NodeRole::Paragraph,
            place.parent,
            Stream::Generated,
        );
        self.display.text(name, text, node);
    }

    /// The hairline, and the white space down to the text.
    pub fn finish(mut self) {
        let body = self.display.lowering.body_place();
        let leading = body.text.leading;
        let gap = self.parts().opening.rule_gap;
        self.display.strip.height += leading.share(gap);
        self.display.strip.marks.push(Mark::Fill(Fill {
            x: body.column.left,
            y: self.display.strip.height,
            width: body.column.measure,
            height: self.display.lowering.shared.theme.type_.table_head_rule,
            ink: Ink::Black,
            artifact: Artifact::Decoration,
        }));
        let least = leading * (self.sink + 1);
        self.display.strip.height = (self.display.strip.height + leading)
            .max(least)
            .round_up_to(leading);
        self.display
            .lowering
            .items
            .push(FlowItem::Strip(self.display.strip));
        self.display.lowering.forbid_break();
    }
}
