//! What hayagriva renders -> pieces: runs of text in one style that lead to one place.

use hayagriva::citationberg::{FontStyle, FontVariant, FontWeight, VerticalAlign};
use hayagriva::{ElemChild, ElemChildren, ElemMeta, Formatting};

use crate::document::Style;

/// A run of text of a citation or of the bibliography.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The text.
    pub text: String,
    /// How it differs from the text around it, outermost first.
    pub styles: Vec<Style>,
    /// Where it leads.
    pub leads_to: LeadsTo,
}

/// Where a piece leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LeadsTo {
    /// Nowhere.
    Nothing,
    /// To the work of this key in the bibliography.
    Work(String),
    /// To an address outside the book.
    Address(String),
}

/// One item of a citation as it was asked for.
pub(super) struct Asked<'a> {
    pub key: &'a str,
    pub prefix: &'a str,
    pub suffix: &'a str,
    pub suppress_author: bool,
}

/// The pieces of a citation of these items.
pub(super) fn citation(rendered: &ElemChildren, items: &[Asked<'_>]) -> Vec<Piece> {
    let mut pieces = Pieces {
        items,
        pieces: Vec::new(),
        leads_to: LeadsTo::Nothing,
        in_names: false,
    };
    pieces.children(rendered);
    joined(pieces.pieces)
}

/// The pieces of an entry of the bibliography.
pub(super) fn entry(rendered: &ElemChildren) -> Vec<Piece> {
    citation(rendered, &[])
}

/// The text of an entry's label: `[1]`.
pub(super) fn label(rendered: &ElemChild) -> String {
    let children = ElemChildren(vec![rendered.clone()]);
    let pieces = entry(&children);
    let text: String = pieces.into_iter().map(|piece| piece.text).collect();
    text.trim().to_owned()
}

/// A piece, and whether it is part of names.
type Found = (Piece, bool);

struct Pieces<'a> {
    items: &'a [Asked<'a>],
    pieces: Vec<Found>,
    leads_to: LeadsTo,
    in_names: bool,
}

impl Pieces<'_> {
    fn children(&mut self, children: &ElemChildren) {
        for child in &children.0 {
            match child {
                ElemChild::Text(text) => {
                    let leads_to = self.leads_to.clone();
                    self.push(&text.text, styles(&text.formatting), leads_to);
                }
                ElemChild::Link { text, url } => {
                    let leads_to = match &self.leads_to {
                        LeadsTo::Nothing => LeadsTo::Address(url.clone()),
                        LeadsTo::Work(_) | LeadsTo::Address(_) => self.leads_to.clone(),
                    };
                    self.push(&text.text, styles(&text.formatting), leads_to);
                }
                ElemChild::Markup(text) => {
                    let leads_to = self.leads_to.clone();
                    self.push(text, Vec::new(), leads_to);
                }
                ElemChild::Elem(element) => {
                    // What CSL displays as a block of its own is parted by a space at least.
                    if element.display.is_some() && !self.pieces.is_empty() {
                        self.push(" ", Vec::new(), LeadsTo::Nothing);
                    }
                    match &element.meta {
                        Some(ElemMeta::Entry(at)) if self.items.get(*at).is_some() => {
                            self.item(*at, &element.children);
                        }
                        Some(ElemMeta::Names(_)) => {
                            let before = std::mem::replace(&mut self.in_names, true);
                            self.children(&element.children);
                            self.in_names = before;
                        }
                        Some(_) | None => self.children(&element.children),
                    }
                }
                // Only asked for by those who give such locators.
                ElemChild::Transparent { .. } => {}
            }
        }
    }

    /// One item with the words around it.
    fn item(&mut self, at: usize, children: &ElemChildren) {
        let Some(item) = self.items.get(at) else {
            return;
        };
        let gap = if item.prefix.is_empty() { "" } else { " " };
        let prefix = format!("{}{gap}", item.prefix);
        self.push(&prefix, Vec::new(), LeadsTo::Nothing);
        let start = self.pieces.len();
        self.leads_to = LeadsTo::Work(item.key.to_owned());
        self.children(children);
        self.leads_to = LeadsTo::Nothing;
        if item.suppress_author {
            self.drop_names(start);
        }
        self.push(item.suffix, Vec::new(), LeadsTo::Nothing);
    }

    /// Drops the names at the start of an item, and the punctuation after them. What is nothing but
    /// names stays.
    fn drop_names(&mut self, start: usize) {
        let item = self.pieces.get(start..).unwrap_or(&[]);
        let names = item.iter().take_while(|(_, in_names)| *in_names).count();
        if names == 0 || names == item.len() {
            return;
        }
        self.pieces.drain(start..start + names);
        if let Some((first, _)) = self.pieces.get_mut(start) {
            let kept = first
                .text
                .trim_start_matches([' ', '\u{a0}', ',', ';', ':', '.']);
            first.text = kept.to_owned();
        }
    }

    fn push(&mut self, text: &str, styles: Vec<Style>, leads_to: LeadsTo) {
        if text.is_empty() {
            return;
        }
        let piece = Piece {
            text: text.to_owned(),
            styles,
            leads_to,
        };
        self.pieces.push((piece, self.in_names));
    }
}

/// Neighbours in one style that lead to one place become one piece.
fn joined(found: Vec<Found>) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for (piece, _) in found {
        match pieces.last_mut() {
            Some(before) if before.styles == piece.styles && before.leads_to == piece.leads_to => {
                before.text.push_str(&piece.text);
            }
            _ => pieces.push(piece),
        }
    }
    pieces.retain(|piece| !piece.text.is_empty());
    pieces
}

/// The styles of CSL that books have; underlining is not one of them.
fn styles(formatting: &Formatting) -> Vec<Style> {
    let mut styles = Vec::new();
    if formatting.font_weight == FontWeight::Bold {
        styles.push(Style::Strong);
    }
    if formatting.font_style == FontStyle::Italic {
        styles.push(Style::Emphasis);
    }
    if formatting.font_variant == FontVariant::SmallCaps {
        styles.push(Style::SmallCaps);
    }
    match formatting.vertical_align {
        VerticalAlign::Sup => styles.push(Style::Superscript),
        VerticalAlign::Sub => styles.push(Style::Subscript),
        VerticalAlign::None | VerticalAlign::Baseline => {}
    }
    styles
}
