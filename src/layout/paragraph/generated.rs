//! What the tool writes within a line -> pieces: references, citations, and what the registries answer,
//! each a node of its own in the structure.

use crate::document::{
    AnchorId, Around, CitedText, PageList, Reference, ReferenceTarget, RegistrySpan, Resolved,
    Stream,
};
use crate::source::Span;
use crate::theme::{Faces, Ink};

use super::super::folio_list::{folio_list, most_parts};
use super::super::folio_use::{UNKNOWN_FOLIO, folio, is_figures};
use super::super::paged::{LinkTarget, NodeRole};
use super::context::Context;
use super::{PieceTag, Pieces, Setter};

impl Setter<'_, '_> {
    pub(super) fn push_reference(
        &mut self,
        pieces: &mut Pieces,
        reference: &Reference,
        context: &Context,
    ) {
        let offset = pieces.offset;
        for (part, anchor) in &reference.parts {
            match part {
                ReferenceTarget::Cited(piece) => {
                    self.push_cited(pieces, piece, *anchor, (reference.span, context));
                }
                ReferenceTarget::Text(text) => {
                    let inner = self.reference_context(reference, *anchor, context);
                    self.push_string(pieces, text, &inner, None);
                }
                ReferenceTarget::Page(target) => {
                    let inner = self.reference_context(reference, *anchor, context);
                    self.push_folio(pieces, *target, &inner);
                }
                ReferenceTarget::Pages(pages) => {
                    self.push_pages(pieces, pages, reference, context);
                }
            }
        }
        pieces.offset = offset;
    }

    /// The author's text, and around it what the registries answer.
    pub(super) fn push_registry(
        &mut self,
        pieces: &mut Pieces,
        own: &RegistrySpan<Resolved>,
        context: &Context,
    ) {
        let (before, after) = own.registry.around();
        self.push_generated(pieces, before, own.span, context);
        match &own.registry.expansion {
            Some(expansion) => {
                let owner = self.child(NodeRole::Span, context.owner);
                self.structure
                    .edit(owner, |node| node.expansion = Some(expansion.clone()));
                let inner = Context {
                    owner,
                    ..context.clone()
                };
                self.push_inlines(pieces, &own.inlines, &inner);
            }
            None => self.push_inlines(pieces, &own.inlines, context),
        }
        self.push_generated(pieces, after, own.span, context);
    }

    /// Text that the tool makes within a line. It has no place in the manuscript's text.
    fn push_generated(&mut self, pieces: &mut Pieces, text: &str, span: Span, context: &Context) {
        if text.is_empty() {
            return;
        }
        let parent = context.owner;
        let inner = Context {
            owner: self
                .structure
                .push(NodeRole::Span, parent, Stream::Generated),
            span: Some(span),
            ..context.clone()
        };
        let offset = pieces.offset;
        self.push_string(pieces, text, &inner, None);
        pieces.offset = offset;
    }

    /// The page of an anchor, with room for as many of the widest figure.
    fn push_folio(&mut self, pieces: &mut Pieces, target: AnchorId, context: &Context) {
        let folio = self.folio_use.show(target, self.folios);
        let mut tag = None;
        if is_figures(&folio) {
            let style = context.run_style();
            let units_per_em = Faces::get().face(style.shape.face).units_per_em;
            let widths = self.words.widths_of_number(style.shape, &folio);
            let [own, widest] =
                widths.map(|units| style.size.font_units(i64::from(units), units_per_em));
            // To the last unit, so that the lines that are kept are those of any number.
            tag = Some(PieceTag::Folio { room: widest - own });
        }
        self.push_string(pieces, &folio, context, tag);
    }

    /// The pages of several anchors. How many parts they have depends on the folios, and a block that
    /// is set again must make as many nodes as before: each possible part has its node.
    fn push_pages(
        &mut self,
        pieces: &mut Pieces,
        pages: &PageList,
        reference: &Reference,
        context: &Context,
    ) {
        self.folio_use.any = true;
        let folios = self.folios;
        let mut parts = folio_list(pages, |anchor| {
            Some(folio(folios, anchor).unwrap_or(UNKNOWN_FOLIO))
        })
        .into_iter();
        for _ in 0..most_parts(pages) {
            let (text, anchor) = parts.next().unwrap_or_default();
            let inner = self.reference_context(reference, anchor, context);
            self.push_string(pieces, &text, &inner, None);
        }
    }

    fn reference_context(
        &mut self,
        reference: &Reference,
        anchor: Option<AnchorId>,
        context: &Context,
    ) -> Context {
        let owner = self
            .structure
            .push(NodeRole::Link, context.owner, Stream::Generated);
        Context {
            owner,
            link: anchor.map(LinkTarget::Anchor),
            span: Some(reference.span),
            ..context.clone()
        }
    }

    /// A piece of a citation, which leads to its work, or of the bibliography.
    fn push_cited(
        &mut self,
        pieces: &mut Pieces,
        piece: &CitedText,
        anchor: Option<AnchorId>,
        (span, context): (Span, &Context),
    ) {
        let address = piece.url.clone().map(LinkTarget::Url);
        let ink = if address.is_some() {
            Ink::Link
        } else {
            context.ink
        };
        let link = anchor.map(LinkTarget::Anchor).or(address);
        let role = match link {
            Some(_) => NodeRole::Link,
            None => NodeRole::Span,
        };
        let owner = self.structure.push(role, context.owner, Stream::Generated);
        let inner = Context {
            owner,
            link,
            ink,
            span: Some(span),
            ..context.clone()
        };
        self.push_inlines(pieces, &[piece.inline(span)], &inner);
    }
}
