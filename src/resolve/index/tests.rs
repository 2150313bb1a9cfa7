//! Marks of a book: what the index makes of them.

use super::*;
use crate::source::FileId;

fn marks(written: &[(&str, &str, &str)]) -> Vec<MarkedPlace> {
    let each = (0..).zip(written).map(|(at, (levels, see, also))| {
        let mut parents: Vec<String> = levels.split("; ").map(str::to_owned).collect();
        let entry = parents.pop().unwrap_or_default();
        let cross_reference = match (see.is_empty(), also.is_empty()) {
            (false, _) => Some(CrossReference::See((*see).to_owned())),
            (true, false) => Some(CrossReference::SeeAlso((*also).to_owned())),
            (true, true) => None,
        };
        MarkedPlace {
            request: IndexRequest {
                parents,
                entry,
                contributor: None,
                cross_reference,
                range: None,
                span: Span::new(FileId(0), at, at + 1),
            },
            anchor: AnchorId(u32::try_from(at).unwrap()),
        }
    });
    each.collect()
}

fn shown(entry: &IndexEntry) -> String {
    let mut line = entry.words.clone();
    for place in &entry.places {
        line.push_str(&format!(" {}", place.from.0));
        if let Some(to) = place.to {
            line.push_str(&format!("-{}", to.0));
        }
    }
    line.extend(entry.see.iter().map(|other| format!(" see {other}")));
    line.extend(entry.see_also.iter().map(|other| format!(" also {other}")));
    if !entry.entries.is_empty() {
        let below: Vec<String> = entry.entries.iter().map(shown).collect();
        line.push_str(&format!(" ({})", below.join(", ")));
    }
    line
}

#[test]
fn entries_are_gathered_sorted_and_grouped() {
    let marks = marks(&[
        ("tea", "", ""),
        ("water", "", "tea; green"),
        ("tea; green", "", ""),
        ("1951 Convention", "", ""),
        ("Étuve", "", ""),
        ("eta", "", ""),
        ("tea", "", ""),
        ("cha", "tea", ""),
        ("cha", "tea", ""),
        ("tea; black; tips", "", ""),
    ]);
    let mut found = Vec::new();
    let groups = index(&marks, &[], "en", &mut Suggestions::default(), &mut found);
    assert_eq!(found, []);
    let groups: Vec<String> = groups
        .iter()
        .map(|group| {
            let entries: Vec<String> = group.entries.iter().map(shown).collect();
            let letter = group.letter.as_deref().unwrap_or("-");
            format!("{letter}: {}", entries.join(", "))
        })
        .collect();
    assert_eq!(
        groups,
        [
            "-: 1951 Convention 3",
            "C: cha see tea",
            "E: eta 5, Étuve 4",
            "T: tea 0 6 (black (tips 9), green 2)",
            "W: water 1 also tea, green",
        ]
    );
}

#[test]
fn a_cross_reference_to_nothing_names_the_nearest_entry_and_its_place() {
    let marks = marks(&[("tea; green", "", ""), ("cha", "tea; grene", "")]);
    let mut found = Vec::new();
    index(&marks, &[], "en", &mut Suggestions::default(), &mut found);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].code, codes::INDEX_UNKNOWN_ENTRY);
    assert_eq!(found[0].help.as_deref(), Some("did you mean `tea; green`?"));
    assert_eq!(found[0].related.len(), 1);
}
