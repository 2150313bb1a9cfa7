//! The index: entries under their letters, with the folios of their places, in two columns. A page of
//! it is one strip, which holds both columns: so the text of a column is read before the next one's,
//! and the last page's columns are of one height.

use crate::document::{Stream, Terms};
use crate::length::Length;
use crate::resolve::{IndexEntry, IndexGroup};
use crate::theme::{Alignment, IndexTheme, Posture, TextStyle, Weight};

use super::super::flow::{FlowItem, Strip};
use super::super::folio_runs::{FolioPlace, folio_runs};
use super::super::lower::{Lowering, add_line, baseline_in_line};
use super::super::paged::{LinkTarget, NodeId, NodeRole};
use super::super::paragraph::{Column, ParagraphStyle, Pieces, SetLine};
use super::super::structure::Structure;
use super::chapter::Opening;

/// The index.
pub fn lower(lowering: &mut Lowering, title: &str, groups: &[IndexGroup]) {
    let sink = lowering.shared.theme.type_.chapter_sink;
    let mut opening = Opening::new(lowering, sink);
    opening.label(None);
    opening.generated_title(title);
    opening.finish();
    lowering.folio_use.any = true;
    let page = lowering.shared.theme.page.measure();
    let text = lowering.shared.theme.type_.index;
    let parts = &lowering.shared.theme.parts.index;
    let columns = Columns::of(page, text.size, parts);
    let mut list = List {
        parts,
        lowering,
        text,
        measure: columns.measure,
        rows: Vec::new(),
    };
    for group in groups {
        list.group(group);
    }
    let rows = list.rows;
    pages(lowering, rows, columns);
}

/// The columns of a page.
#[derive(Clone, Copy)]
struct Columns {
    count: usize,
    measure: Length,
    /// From the left edge of one to that of the next.
    step: Length,
}

impl Columns {
    fn of(page: Length, size: Length, parts: &IndexTheme) -> Columns {
        let gutter = size.scale(parts.gutter, 1_000);
        let measure = (page - gutter) / 2;
        if measure < size * parts.narrowest {
            return Columns {
                count: 1,
                measure: page,
                step: page,
            };
        }
        Columns {
            count: 2,
            measure,
            step: measure + gutter,
        }
    }
}

/// A line of the index.
struct Row {
    line: SetLine,
    text: TextStyle,
    /// White space above it, unless it stands at the head of a column.
    above: Length,
    /// Whether the next line must stand in the same column.
    stays: bool,
}

/// The index while its lines are set.
struct List<'l, 'a, 'w> {
    parts: &'a IndexTheme,
    lowering: &'l mut Lowering<'a, 'w>,
    text: TextStyle,
    measure: Length,
    rows: Vec<Row>,
}

impl List<'_, '_, '_> {
    fn group(&mut self, group: &IndexGroup) {
        let from = self.rows.len();
        if let Some(letter) = &group.letter {
            let text = TextStyle {
                weight: Weight::Bold,
                ..self.text
            };
            let style = self.style(text);
            let column = Column {
                left: Length::ZERO,
                measure: self.measure,
            };
            let role = NodeRole::Heading(2);
            let root = Structure::ROOT;
            let lines = (self.lowering).set_generated(letter, style, role, root, column);
            self.push(lines, text, true);
        }
        let list = self.node(NodeRole::List { ordered: false }, Structure::ROOT);
        for entry in &group.entries {
            self.entry(entry, 0, list);
        }
        if let Some(first) = self.rows.get_mut(from)
            && from > 0
        {
            first.above = self.text.leading;
        }
    }

    /// An entry and those under it. The resolver makes three levels at most.
    fn entry(&mut self, entry: &IndexEntry, level: i64, list: NodeId) {
        let item = self.node(NodeRole::ListItem, list);
        let body = self.node(NodeRole::ListBody, item);
        let turnover = self.text.size * self.parts.turnover;
        let left = self.text.size * (self.parts.level_indent * level) + turnover;
        let style = ParagraphStyle {
            indent: -turnover,
            hyphenate: true,
            ..self.style(self.text)
        };
        let mut pieces = Pieces::new(style, None);
        self.words(&mut pieces, entry, body);
        let column = Column {
            left,
            measure: self.measure - left,
        };
        let lines = self.lowering.setter().lines(pieces, column);
        let heads_others = entry.places.is_empty() && !entry.entries.is_empty();
        self.push(lines, self.text, heads_others);
        if !entry.entries.is_empty() {
            let list = self.node(NodeRole::List { ordered: false }, body);
            for below in &entry.entries {
                self.entry(below, level + 1, list);
            }
        }
    }

    /// "tea, 12, 14–16; see also coffee".
    fn words(&mut self, pieces: &mut Pieces, entry: &IndexEntry, body: NodeId) {
        let terms = Terms::of(&self.lowering.division.language);
        let italic = TextStyle {
            posture: Posture::Italic,
            ..self.text
        };
        self.plain(pieces, &entry.words, body);
        let folios = self.lowering.shared.folios.clone();
        let runs = folio_runs(&entry.places, &folios);
        for run in &runs {
            self.plain(pieces, ", ", body);
            self.folio(pieces, &run.first, body);
            if let Some(last) = &run.last {
                self.plain(pieces, "–", body);
                self.folio(pieces, last, body);
            }
        }
        let mut separator = if runs.is_empty() { ", " } else { "; " };
        for (word, others) in [(terms.see, &entry.see), (terms.see_also, &entry.see_also)] {
            if others.is_empty() {
                continue;
            }
            self.plain(pieces, separator, body);
            let mut setter = self.lowering.setter();
            setter.push_text(pieces, word, italic, body, None);
            self.plain(pieces, &format!(" {}", others.join("; ")), body);
            separator = "; ";
        }
    }

    fn plain(&mut self, pieces: &mut Pieces, text: &str, owner: NodeId) {
        let mut setter = self.lowering.setter();
        setter.push_text(pieces, text, self.text, owner, None);
    }

    fn folio(&mut self, pieces: &mut Pieces, place: &FolioPlace, body: NodeId) {
        let node = self.node(NodeRole::Link, body);
        let link = Some(LinkTarget::Anchor(place.anchor));
        let mut setter = self.lowering.setter();
        setter.push_text(pieces, &place.folio, self.text, node, link);
    }

    fn push(&mut self, lines: Vec<SetLine>, text: TextStyle, stays: bool) {
        let count = lines.len();
        for (at, line) in lines.into_iter().enumerate() {
            let is_last = at + 1 == count;
            self.rows.push(Row {
                line,
                text,
                above: Length::ZERO,
                stays: if is_last {
                    stays
                } else {
                    count <= self.parts.undivided
                },
            });
        }
    }

    fn node(&mut self, role: NodeRole, parent: NodeId) -> NodeId {
        let structure = &mut self.lowering.structure;
        structure.push(role, parent, Stream::Generated)
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
}

/// Fills pages with the lines: the first one below the opening.
fn pages(lowering: &mut Lowering, rows: Vec<Row>, columns: Columns) {
    let theme = lowering.shared.theme;
    let leading = theme.type_.index.leading;
    let full = theme.type_.body.leading * theme.page.lines;
    let opening = lowering.items.iter().map(FlowItem::height);
    let below = full - opening.sum::<Length>();
    let mut room = if below < leading { full } else { below };
    let mut rows = rows.as_slice();
    while !rows.is_empty() {
        let mut ends = fill(rows, room, columns.count);
        let mut height = room;
        let is_last = ends.last() == Some(&rows.len());
        if is_last {
            (ends, height) = balanced(rows, room, leading, columns.count);
        }
        let end = ends.last().copied().unwrap_or(rows.len());
        let (page, rest) = rows.split_at(end);
        let strip = strip(page, &ends, height, columns.step);
        lowering.items.push(FlowItem::Strip(strip));
        rows = rest;
        room = full;
    }
}

/// The ends of the columns of a page with room for so much.
fn fill(rows: &[Row], room: Length, columns: usize) -> Vec<usize> {
    let mut ends = Vec::with_capacity(columns);
    let mut from = 0;
    for _ in 0..columns {
        from += column(rows.get(from..).unwrap_or(&[]), room);
        ends.push(from);
    }
    ends
}

/// How many lines stand in a column: as many as fit, without parting what stays together. One always
/// does.
fn column(rows: &[Row], room: Length) -> usize {
    let mut height = Length::ZERO;
    let mut most = 0;
    for row in rows {
        let above = if most == 0 { Length::ZERO } else { row.above };
        height += above + row.text.leading;
        if height > room && most > 0 {
            break;
        }
        most += 1;
    }
    if most == rows.len() {
        return most;
    }
    let sound = rows.iter().take(most).rposition(|row| !row.stays);
    sound.map_or(most, |last| last + 1)
}

/// The columns of the last page, as even as they can be, and their height.
fn balanced(rows: &[Row], room: Length, leading: Length, columns: usize) -> (Vec<usize>, Length) {
    let mut height = leading;
    while height < room {
        let ends = fill(rows, height, columns);
        if ends.last() == Some(&rows.len()) {
            return (ends, height);
        }
        height += leading;
    }
    (fill(rows, room, columns), room)
}

/// A page's columns as one strip.
fn strip(rows: &[Row], ends: &[usize], height: Length, step: Length) -> Strip {
    let mut strip = Strip {
        height,
        on_grid: true,
        ..Strip::default()
    };
    let mut x = Length::ZERO;
    let mut from = 0;
    for end in ends {
        let mut y = Length::ZERO;
        for (at, row) in rows.get(from..*end).unwrap_or(&[]).iter().enumerate() {
            if at > 0 {
                y += row.above;
            }
            let mut line = row.line.clone();
            for mark in &mut line.marks {
                mark.shift(x, Length::ZERO);
            }
            add_line(&mut strip, line, y + baseline_in_line(&row.text));
            y += row.text.leading;
        }
        x += step;
        from = *end;
    }
    strip
}
