//! The text of `approvals.toml` as it is, and new approvals -> its new text. Entries stand in the
//! order of the book; what is not replaced stays as it was written, comments with it.
//!
//! An entry is its line `[[approval]]`, the comments directly above it, and everything down to the next
//! entry. A new one takes the comments of the one that it replaces.

use std::collections::BTreeMap;

use crate::manuscript::Approval;

/// Marks of paragraphs in a line.
const MARKS_IN_LINE: usize = 8;

/// How a file begins that is made.
const HEAD: &str = "# Who approved which text: written by `recto approve`.\n";

/// The new text. `old` are the entries of `text`, `order` the files of the book.
pub fn record(text: &str, old: &[Approval], new: &[Approval], order: &[&str]) -> String {
    let text = text.replace("\r\n", "\n");
    let (head, pieces) = pieces(&text);
    // Where the pieces cannot be told apart, as in a file of inline tables, the file is written anew.
    let (head, pieces) = match pieces.len() == old.len() {
        true => (head, pieces),
        false => (String::new(), old.iter().map(entry).collect()),
    };
    let mut entries: Vec<(&str, String)> = Vec::new();
    let mut replaced: BTreeMap<&str, &Approval> =
        new.iter().map(|own| (own.file.as_str(), own)).collect();
    for (own, piece) in old.iter().zip(pieces) {
        let piece = match replaced.remove(own.file.as_str()) {
            Some(new) => comments(&piece) + &entry(new),
            None => piece,
        };
        entries.push((own.file.as_str(), piece));
    }
    entries.extend(
        replaced
            .into_values()
            .map(|own| (own.file.as_str(), entry(own))),
    );
    let places: BTreeMap<&str, usize> = order.iter().copied().zip(0..).collect();
    // Those of no text come last, as they stood.
    entries.sort_by_key(|(file, _)| {
        let place = places.get(file).copied();
        place.unwrap_or(order.len())
    });
    let head = match head.trim().is_empty() {
        true => HEAD.to_owned(),
        false => format!("{}\n", head.trim_end()),
    };
    let entries = entries.iter().map(|(_, piece)| piece.trim_matches('\n'));
    let entries: Vec<&str> = entries.collect();
    format!("{head}\n{}\n", entries.join("\n\n"))
}

/// What stands before the first entry, and the entries.
fn pieces(text: &str) -> (String, Vec<String>) {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let is_head = |line: &&str| {
        let bare = line.split('#').next().unwrap_or_default();
        bare.split_whitespace().collect::<String>() == "[[approval]]"
    };
    let mut starts = Vec::new();
    for (at, _) in lines.iter().enumerate().filter(|(_, line)| is_head(line)) {
        let above = lines.get(..at).unwrap_or_default().iter().rev();
        let comments = above.take_while(|line| line.trim_start().starts_with('#'));
        starts.push(at - comments.count());
    }
    let end = starts.first().copied().unwrap_or(lines.len());
    let join = |from: usize, to: usize| lines.get(from..to).unwrap_or_default().concat();
    let ends = starts.iter().skip(1).copied().chain([lines.len()]);
    let pieces = starts.iter().zip(ends).map(|(from, to)| join(*from, to));
    (join(0, end), pieces.collect())
}

/// The comments that have lines of their own.
fn comments(piece: &str) -> String {
    let lines = piece.split_inclusive('\n');
    let comments = lines.filter(|line| line.trim_start().starts_with('#'));
    comments
        .map(|line| format!("{}\n", line.trim_end()))
        .collect()
}

fn entry(own: &Approval) -> String {
    let mut text = String::from("[[approval]]\n");
    for (key, value) in [
        ("id", &own.id),
        ("file", &own.file),
        ("sha256", &own.sha256),
        ("by", &own.by),
        ("date", &own.date),
    ] {
        text.push_str(&format!("{key} = {}\n", quoted(value)));
    }
    let marks: Vec<&str> = own.marks().collect();
    text.push_str("paragraphs = [\n");
    for line in marks.chunks(MARKS_IN_LINE) {
        text.push_str(&format!("  \"{}\",\n", line.join(" ")));
    }
    text.push_str("]\n");
    text
}

/// A text as TOML writes it.
fn quoted(value: &str) -> String {
    let mut text = String::from("\"");
    for c in value.chars() {
        match c {
            '"' | '\\' => text.extend(['\\', c]),
            c if c.is_control() => text.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => text.push(c),
        }
    }
    text.push('"');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn approval(file: &str, by: &str) -> Approval {
        Approval {
            id: file.trim_end_matches(".md").to_owned(),
            file: file.to_owned(),
            sha256: "0".repeat(64),
            by: by.to_owned(),
            date: "2026-11-01".to_owned(),
            paragraphs: vec!["01234567".to_owned(); 9],
        }
    }

    #[test]
    fn a_new_file_has_its_entries_in_the_order_of_the_book() {
        let new = [approval("a.md", "A \"b\" \\c"), approval("b.md", "B")];
        let text = record("", &[], &new, &["b.md", "a.md"]);
        let marks = ["01234567"; 8].join(" ");
        let zeros = "0".repeat(64);
        let rest =
            format!("date = \"2026-11-01\"\nparagraphs = [\n  \"{marks}\",\n  \"01234567\",\n]\n");
        assert_eq!(
            text,
            format!(
                "{HEAD}\n[[approval]]\nid = \"b\"\nfile = \"b.md\"\nsha256 = \"{zeros}\"\nby = \"B\"\n{rest}\n\
                 [[approval]]\nid = \"a\"\nfile = \"a.md\"\nsha256 = \"{zeros}\"\n\
                 by = \"A \\\"b\\\" \\\\c\"\n{rest}"
            )
        );
    }

    #[test]
    fn what_is_not_replaced_stays_and_comments_stay() {
        let text = "# Head.\n\n# Of a.\n[[ approval ]] # here\n# Within a.\nid='a' # odd\n\
                    # Of gone.\n[[approval]]\nid = \"gone\"\n";
        let old = [approval("a.md", "A"), approval("gone.md", "G")];
        let new = [approval("b.md", "B")];
        let made = record(text, &old, &new, &["b.md", "a.md"]);
        assert!(
            made.starts_with("# Head.\n\n[[approval]]\nid = \"b\"\n"),
            "{made}"
        );
        let end = "\n\n# Of a.\n[[ approval ]] # here\n# Within a.\nid='a' # odd\n\n\
                   # Of gone.\n[[approval]]\nid = \"gone\"\n";
        assert!(made.ends_with(end), "{made}");

        let new = [approval("a.md", "New")];
        let made = record(text, &old, &new, &["a.md"]);
        let start = "# Head.\n\n# Of a.\n# Within a.\n[[approval]]\nid = \"a\"\n";
        assert!(made.starts_with(start), "{made}");
        assert!(made.contains("by = \"New\"\n"), "{made}");
        let again = record(&made, &old, &new, &["a.md"]);
        assert_eq!(again, made);
    }

    #[test]
    fn a_file_of_another_form_is_written_anew() {
        let old = [approval("a.md", "A")];
        let new = [approval("b.md", "B")];
        let made = record("approval = [{}]\n", &old, &new, &["a.md", "b.md"]);
        assert_eq!(made.matches("[[approval]]").count(), 2, "{made}");
        assert!(!made.contains("approval ="), "{made}");
    }
}
