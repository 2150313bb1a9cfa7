//! A resolved book as text, for expectations.

use crate::document::{
    AnchorId, Around, Block, BlockKind, Content, Inline, NumberedBlock, Reference, ReferenceTarget,
    Resolved, Style,
};
use crate::resolve::{BibliographyEntry, Division, DivisionKind, IndexEntry, ResolvedBook};

/// The book, one line a block: `3.1 Heading  <anchor>`; marks as `^1`, references as `‹text→anchor›`.
pub fn dump(book: &ResolvedBook) -> String {
    let dumper = Dumper { book };
    let mut lines = Vec::new();
    for division in &book.divisions {
        dumper.division(division, &mut lines);
    }
    lines.join("\n")
}

struct Dumper<'a> {
    book: &'a ResolvedBook,
}

impl Dumper<'_> {
    fn division(&self, division: &Division, lines: &mut Vec<String>) {
        let anchor = self.book.anchors[division.anchor.0 as usize].name.as_str();
        let head = format!("== {} <{anchor}>", division.name);
        match &division.kind {
            DivisionKind::Chapter(chapter) => {
                let number = chapter.number.clone().map(|n| n + " ").unwrap_or_default();
                let by = chapter
                    .contributor
                    .as_ref()
                    .map(|by| format!(" by {}", by.short));
                let title = self.content(&chapter.title);
                let by = by.unwrap_or_default();
                lines.push(format!(
                    "{head} {number}{title}{by} ({})",
                    chapter.running_title.text
                ));
                self.blocks(&chapter.blocks, lines);
                if let Some(own) = &chapter.bibliography {
                    self.blocks(std::slice::from_ref(&own.heading), lines);
                    self.works(&own.entries, lines);
                }
            }
            DivisionKind::Part(title) => lines.push(format!("{head} {}", self.content(title))),
            DivisionKind::HalfTitle | DivisionKind::TitlePage => lines.push(head),
            DivisionKind::Imprint(blocks) => {
                lines.push(head);
                self.blocks(blocks, lines);
            }
            DivisionKind::Annex(annex) => {
                lines.push(format!("{head} {}", annex.title));
                self.blocks(&annex.own, lines);
                self.blocks(&annex.generated, lines);
            }
            DivisionKind::Contents { title, entries }
            | DivisionKind::List { title, entries, .. } => {
                lines.push(format!("{head} {title}"));
                for entry in entries {
                    let indent = "  ".repeat(usize::from(entry.level));
                    let number = entry.number.clone().map(|n| n + " ").unwrap_or_default();
                    let by = entry.byline.as_ref().map(|by| format!(" by {by}"));
                    let to = self.book.anchors[entry.anchor.0 as usize].name.as_str();
                    let title = self.content(&entry.title);
                    let by = by.unwrap_or_default();
                    lines.push(format!("{indent}{number}{title}{by} → {to}"));
                }
            }
            DivisionKind::Acronyms { title, acronyms } => {
                lines.push(format!("{head} {title}"));
                lines.extend(
                    acronyms
                        .iter()
                        .map(|own| format!("{}: {}", own.short, own.long)),
                );
            }
            DivisionKind::Contributors {
                title,
                contributors,
            } => {
                lines.push(format!("{head} {title}"));
                lines.extend(contributors.iter().map(|own| {
                    let chapters = own.chapters.iter();
                    let to = chapters.map(|to| self.book.anchors[to.0 as usize].name.as_str());
                    let to: Vec<&str> = to.collect();
                    format!("{} ({}) → {}", own.name, own.short, to.join(" "))
                }));
            }
            DivisionKind::Bibliography { title, entries } => {
                lines.push(format!("{head} {title}"));
                self.works(entries, lines);
            }
            DivisionKind::Index { title, groups } => {
                lines.push(format!("{head} {title}"));
                for group in groups {
                    lines.push(format!("[{}]", group.letter.as_deref().unwrap_or("-")));
                    self.entries(&group.entries, "", lines);
                }
            }
        }
        for note in &division.notes {
            let anchor = self.book.anchors[note.anchor.0 as usize].name.as_str();
            let mut own = Vec::new();
            self.blocks(&note.blocks, &mut own);
            let number = note.number.as_deref().unwrap_or("-");
            lines.push(format!("note {number} <{anchor}> {}", own.join(" ")));
        }
    }

    fn works(&self, entries: &[BibliographyEntry], lines: &mut Vec<String>) {
        for entry in entries {
            let name = self.book.anchors[entry.anchor.0 as usize].name.as_str();
            let label = entry.label.as_deref().unwrap_or("");
            lines.push(format!("{label}<{name}> {}", self.content(&entry.text)));
        }
    }

    fn entries(&self, entries: &[IndexEntry], indent: &str, lines: &mut Vec<String>) {
        for entry in entries {
            let mut line = format!("{indent}{}", entry.words);
            for place in &entry.places {
                let name = |anchor: AnchorId| self.book.anchors[anchor.0 as usize].name.as_str();
                line.push_str(&format!(" →{}", name(place.from)));
                if let Some(to) = place.to {
                    line.push_str(&format!("–{}", name(to)));
                }
            }
            for (word, others) in [("see", &entry.see), ("also", &entry.see_also)] {
                for other in others {
                    line.push_str(&format!(" {word}({other})"));
                }
            }
            lines.push(line);
            self.entries(&entry.entries, &format!("{indent}  "), lines);
        }
    }

    fn blocks(&self, blocks: &[Block<Resolved>], lines: &mut Vec<String>) {
        for block in blocks {
            match &block.kind {
                BlockKind::Heading(heading) => {
                    let text = self.content(&heading.content);
                    lines.push(format!("{} {text}", self.numbered(&heading.numbered)));
                }
                BlockKind::Paragraph(content) => lines.push(self.content(content)),
                BlockKind::Quotation(quotation) => self.blocks(&quotation.blocks, lines),
                BlockKind::Table(table) => {
                    let caption = table.caption.as_ref().map(|own| self.content(own));
                    lines.push(format!(
                        "table {} {}",
                        self.numbered(&table.numbered),
                        caption.unwrap_or_default()
                    ));
                    let cells = table.rows.iter().flat_map(|row| &row.cells);
                    lines.extend(cells.map(|cell| format!("| {}", self.content(&cell.content))));
                }
                BlockKind::Figure(figure) => {
                    let caption = figure.caption.as_ref().map(|own| self.content(own));
                    let caption = caption.unwrap_or_default();
                    lines.push(format!(
                        "figure {} {caption}",
                        self.numbered(&figure.numbered)
                    ));
                }
                BlockKind::Box(own) => {
                    let title = own.title.as_ref().map(|own| self.content(own));
                    let title = title.unwrap_or_default();
                    lines.push(format!("box {} {title}", self.numbered(&own.numbered)));
                    self.blocks(&own.blocks, lines);
                }
                BlockKind::Recommendation(own) => {
                    let to = match own.addressees.as_slice() {
                        [] => String::new(),
                        names => format!(" [to {}]", names.join(", ")),
                    };
                    let themes = own.themes.iter().map(|theme| format!(" ({theme})"));
                    lines.push(format!(
                        "recommendation {}{}{to}",
                        self.numbered(&own.numbered),
                        themes.collect::<String>()
                    ));
                    self.blocks(&own.blocks, lines);
                    lines.extend(own.provenance.iter().map(|line| self.content(line)));
                }
                BlockKind::List(_)
                | BlockKind::Definitions(_)
                | BlockKind::Code(_)
                | BlockKind::Rule
                | BlockKind::Signatures(_) => lines.push("(another block)".into()),
            }
        }
    }

    fn numbered(&self, numbered: &NumberedBlock<Resolved>) -> String {
        let anchor = self.book.anchors[numbered.anchor.0 as usize].name.as_str();
        format!("{} <{anchor}>", numbered.number.as_deref().unwrap_or("-"))
    }

    fn content(&self, content: &Content<Resolved>) -> String {
        content
            .inlines
            .iter()
            .map(|inline| self.inline(inline))
            .collect()
    }

    fn inline(&self, inline: &Inline<Resolved>) -> String {
        match inline {
            Inline::Text(text) => text.text.clone(),
            Inline::Styled(styled) => {
                let inner: String = styled.inlines.iter().map(|own| self.inline(own)).collect();
                match &styled.style {
                    Style::Strong => format!("**{inner}**"),
                    Style::Superscript => format!("^^{inner}"),
                    style => format!("{style:?}({inner})"),
                }
            }
            Inline::Link(link) => link.inlines.iter().map(|own| self.inline(own)).collect(),
            Inline::NoteMark(mark) => {
                let anchor = self.book.anchors[mark.anchor.0 as usize].name.as_str();
                format!("^{}<{anchor}>", mark.number)
            }
            Inline::Registry(own) => {
                let inner: String = own.inlines.iter().map(|own| self.inline(own)).collect();
                let (before, after) = own.registry.around();
                format!("‹{before}›{inner}‹{after}›")
            }
            Inline::Reference(reference) => self.reference(reference),
            Inline::IndexMark(mark) => {
                let anchor = self.book.anchors[mark.anchor.0 as usize].name.as_str();
                format!("!<{anchor}>")
            }
            Inline::Image(image) => format!("({})", image.alternative),
            Inline::LineBreak(_) => "\\".into(),
        }
    }

    fn reference(&self, reference: &Reference) -> String {
        let parts = reference.parts.iter().map(|(target, link)| {
            let text = match target {
                ReferenceTarget::Text(text) => text.replace('\u{a0}', "~"),
                ReferenceTarget::Page(_) => "#".into(),
                ReferenceTarget::Pages(pages) => format!("{}#", pages.anchors.len()),
                ReferenceTarget::Cited(piece) => {
                    let marks = "*".repeat(piece.styles.len());
                    let text = piece.text.replace('\u{a0}', "~");
                    format!("{marks}{text}{marks}")
                }
            };
            match link.map(|own| self.book.anchors[own.0 as usize].name.as_str()) {
                Some(to) => format!("{text}→{to}"),
                None => text,
            }
        });
        format!("‹{}›", parts.collect::<Vec<_>>().join("|"))
    }
}
