//! What references print, and where it leads.

use super::books::resolved;
use super::dump::dump;
use super::notation::Sample;
use crate::document::{Matter, Role};

/// A book in which everything can be referred to, and one paragraph in its second chapter.
fn referring(paragraph: &str) -> String {
    let sample = Sample::new()
        .text(Matter::Body, Role::Contribution, "iom.md",
            "id: iom\ncontributor: iom\n# The title[^1]\n## Good {#good letter=c}\n## Two {#two}\n## Three {#three}\n## Four {#four}\n\
             figure #fig: A caption[^2]\ntable #tbl: | x\nbox #box: | x\nrecommendation #rec: x\nrecommendation #rec-2: x\nrecommendation #rec-3: x\n\
             [^1]: N\n[^2]: N")
        .chapter("b.md", &format!("# B\n{paragraph}[^n]\n## Local one\n[^n]: N"));
    let dump = dump(&resolved(sample));
    let line = dump.lines().find(|line| line.contains("‹")).unwrap();
    line.split('‹')
        .nth(1)
        .unwrap()
        .split('›')
        .next()
        .unwrap()
        .to_owned()
}

#[test]
fn references_print_kind_number_title_or_page() {
    for (reference, expected) in [
        ("[@iom]", "chapter~1→iom"),
        ("[@two]", "section~1.1→two"),
        ("[@good]", "section~1(c)→good"),
        ("[@fig]", "figure~1→fig"),
        ("[@tbl]", "table~1→tbl"),
        ("[@box]", "box~1→box"),
        ("[@rec]", "recommendation~IOM~1→rec"),
        ("[@n]", "note~1→b-note-1"),
        ("[@local-one]", "section~2.1→b--local-one"),
        ("[@two; @three]", "sections~1.1→two| and |1.2→three"),
        (
            "[@good; @two; @three]",
            "sections~1(c)→good|, |1.1→two| and |1.2→three",
        ),
        (
            "[@two; @three; @fig]",
            "sections~1.1→two| and |1.2→three| and |figure~1→fig",
        ),
        (
            "[@fig; @tbl; @box]",
            "figure~1→fig|, |table~1→tbl| and |box~1→box",
        ),
        ("[@iom]{.title}", "The title→iom"),
        ("[@fig]{.title}", "A caption→fig"),
        ("[@two; @three]{.title}", "Two→two| and |Three→three"),
        ("[@rec]{.number}", "IOM~1→rec"),
        ("[@two; @three]{.number}", "1.1→two| and |1.2→three"),
        ("[@two]{.page}", "page~→two|#→two"),
        ("[@two; @n]{.page}", "2#"),
        ("[@two; @three; @four]", "sections~1.1→two| to |1.3→four"),
        (
            "[@fig; @two; @three; @four; @good; @tbl]",
            "figure~1→fig|, |sections~1.1→two| to |1.3→four| and |1(c)→good| and |table~1→tbl",
        ),
        (
            "[@four; @three; @two]",
            "sections~1.3→four|, |1.2→three| and |1.1→two",
        ),
        (
            "[@two; @three; @four; @fig]{.number}",
            "1.1→two| to |1.3→four| and |1→fig",
        ),
        (
            "[@rec; @rec-2; @rec-3]",
            "recommendations~IOM~1→rec| to |IOM~3→rec-3",
        ),
    ] {
        assert_eq!(referring(reference), expected, "{reference}");
    }
}

#[test]
fn references_speak_the_language_of_their_chapter() {
    let sample = Sample::new()
        .chapter("a.md", "id: a\n# A\nbox #x: | t")
        .chapter(
            "b.md",
            "lang: fr-CA\n# B\n[@a; @x] [@x]{.page}\n## C {#c}\n## D {#d}\n## E {#e}\n[@c; @d; @e]",
        )
        .chapter("c.md", "lang: nl\n# C\n[@a]");
    let dump = dump(&resolved(sample));
    assert!(
        dump.contains("‹chapitre~1→a| et |encadré~1→x› ‹page~→x|#→x›"),
        "{dump}"
    );
    assert!(dump.contains("‹sections~2.1→c| à |2.3→e›"), "{dump}");
    assert!(dump.contains("‹chapter~1→a›"), "{dump}");
}
