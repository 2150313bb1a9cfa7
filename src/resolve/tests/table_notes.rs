//! Notes of tables: letters, the words of references, and what is counted.

use super::books::resolved;
use super::dump::dump;
use super::notation::Sample;
use crate::manuscript::NoteNumbering;

#[test]
fn notes_of_tables_begin_with_a_and_belong_to_their_table() {
    let sample = || {
        Sample::new()
            .chapter(
                "a.md",
                "# A\ntable: One[^1] | x[^2]\ntable #t: Two | y[^3]\nText[^4]\n\
                 [@2; @1; @3; @4] [@3]{.number}\n\
                 [^1]: N\n[^2]: N\n[^3]: N\n[^4]: N",
            )
            .chapter("b.md", "lang: fr\n# B\ntable: T | y[^3]\n[@3]\n[^3]: N")
    };
    let text = dump(&resolved(sample()));
    let references: Vec<&str> = text.lines().filter(|line| line.contains('‹')).collect();
    assert_eq!(
        references,
        [
            "‹notes~b→a-note-2| and |a→a-note-1| to table~1|, |note~a→a-note-3| to table~2| and \
             |note~1→a-note-4› ‹a→a-note-3›",
            "‹note~a→b-note-1| du tableau~3›",
        ]
    );
    // A table that has no number is not named.
    let plain = Sample::new().chapter("a.md", "# A\ntable: | x[^1]\n[@1]\n[^1]: N");
    let plain_dump = dump(&resolved(plain));
    assert!(plain_dump.contains("‹note~a→a-note-1›"), "{plain_dump}");
    // Only what stands outside tables is counted.
    let mut by_book = sample();
    by_book.manuscript.config.notes.numbering = NoteNumbering::Book;
    let by_book = resolved(by_book);
    let numbers: Vec<&str> = by_book.divisions[0]
        .notes
        .iter()
        .filter_map(|note| note.number.as_deref())
        .collect();
    assert_eq!(numbers, ["a", "b", "a", "1"]);
    let under_tables: Vec<u32> = by_book.divisions[0]
        .table_notes()
        .into_iter()
        .map(|id| id.0)
        .collect();
    assert_eq!(under_tables, [0, 1, 2]);
}
