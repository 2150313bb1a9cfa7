//! Notes: those of a table under it, all others at the end of the division's file, each with a link
//! back to its mark.

use crate::document::{BlockKind, Note, NoteId, Resolved, Table};

use super::blocks;
use super::inlines;
use super::scribe::Scribe;

/// Writes the notes that are not yet written.
pub fn at_the_end(scribe: &mut Scribe<'_>) {
    let waiting: Vec<NoteId> = (0..)
        .map(NoteId)
        .take(scribe.division.notes.len())
        .filter(|note| !scribe.noted.contains(note))
        .collect();
    if waiting.is_empty() {
        return;
    }
    let name = scribe.terms().spoken.notes;
    scribe
        .xml
        .tag("section")
        .with("epub:type", "footnotes")
        .with("class", "notes")
        .with("aria-label", name)
        .open();
    scribe.xml.line();
    for note in waiting {
        self::note(scribe, note, "note");
    }
    scribe.xml.close();
    scribe.xml.line();
}

/// Writes the lettered notes of a table.
pub fn under_table(scribe: &mut Scribe<'_>, table: &Table<Resolved>) {
    if table.notes.is_empty() {
        return;
    }
    scribe.xml.tag("div").with("class", "table-notes").open();
    scribe.xml.line();
    for note in &table.notes {
        if scribe.noted.insert(*note) {
            self::note(scribe, *note, "note table-note");
        }
    }
    scribe.xml.close();
    scribe.xml.line();
}

fn note(scribe: &mut Scribe<'_>, id: NoteId, class: &str) {
    let Some(note) = scribe.division.notes.get(id.0 as usize) else {
        return;
    };
    let element = scribe.claim(note.anchor);
    scribe
        .xml
        .tag("aside")
        .with("epub:type", "footnote")
        .with("role", "doc-footnote")
        .with("class", class)
        .with_some("id", element)
        .open();
    let rest = match note.blocks.split_first() {
        Some((first, rest)) => match &first.kind {
            BlockKind::Paragraph(content) => {
                scribe.xml.open("p");
                number(scribe, id, note);
                inlines::content(scribe, content);
                scribe.xml.close();
                rest
            }
            BlockKind::Heading(_)
            | BlockKind::List(_)
            | BlockKind::Definitions(_)
            | BlockKind::Quotation(_)
            | BlockKind::Code(_)
            | BlockKind::Rule
            | BlockKind::Table(_)
            | BlockKind::Figure(_)
            | BlockKind::Box(_)
            | BlockKind::Recommendation(_)
            | BlockKind::Signatures(_) => {
                number_alone(scribe, id, note);
                note.blocks.as_slice()
            }
        },
        None => {
            number_alone(scribe, id, note);
            &[]
        }
    };
    blocks::write(scribe, rest);
    scribe.xml.close();
    scribe.xml.line();
}

fn number_alone(scribe: &mut Scribe<'_>, id: NoteId, note: &Note<Resolved>) {
    scribe.xml.open("p");
    number(scribe, id, note);
    scribe.xml.close();
}

/// Writes the note's number, which leads back to its first mark.
fn number(scribe: &mut Scribe<'_>, id: NoteId, note: &Note<Resolved>) {
    let number = note.number.as_deref().unwrap_or("*");
    let mark = scribe.marks.get(&id);
    match mark.and_then(|mark| scribe.edition.places.id(*mark)) {
        Some(mark) => {
            scribe
                .xml
                .tag("a")
                .with("role", "doc-backlink")
                .with("class", "note-number generated")
                .with("href", &format!("#{mark}"))
                .open();
            scribe.text(number);
            scribe.xml.close();
        }
        None => scribe.generated("span", "note-number", number),
    }
    scribe.generated("span", "", " ");
}
