//! Books with mistakes: each is reported at its place, and the book is resolved all the same.

use super::dump::dump;
use super::notation::Sample;
use crate::diagnostic;
use crate::document::{Matter, Role};
use crate::manuscript::{Addressee, Theme};
use crate::resolve::resolve;

/// What is found in the last text of a book, with help and related lines, and how it is printed.
fn check(sample: Sample, findings: &[&str], printed: &str) {
    let images = Sample::images();
    let (book, mut diagnostics) = resolve(sample.book, &sample.manuscript, images, None);
    diagnostic::sort(&mut diagnostics);
    let sources = &sample.manuscript.sources;
    let lines: Vec<String> = diagnostics
        .iter()
        .map(|own| {
            let help = own
                .help
                .as_deref()
                .map(|help| format!(" ({help})"))
                .unwrap_or_default();
            let related = own
                .related
                .iter()
                .map(|(span, why)| format!(" [{why}: line {}]", sources.position(*span).line));
            own.one_line(sources) + &help + &related.collect::<String>()
        })
        .collect();
    assert_eq!(lines, findings);
    let dump = dump(&book);
    assert!(dump.contains(printed), "{dump}");
}

fn chapter(text: &str) -> Sample {
    Sample::new().chapter("a.md", text)
}

#[test]
fn a_mark_without_a_note_prints_a_question_mark() {
    check(
        chapter("# A\nText[^lable] and[^xyz]\nmore[^label]\n[^label]: N"),
        &[
            "a.md:2:1: error[note/dangling]: there is no note `lable` (did you mean `[^label]`?)",
            "a.md:2:1: error[note/dangling]: there is no note `xyz` (write `[^xyz]: ...` in the same text)",
        ],
        "Text^^? and^^?\nmore^1<a-mark-1>",
    );
}

#[test]
fn a_note_without_a_mark_is_kept_at_the_end() {
    check(
        chapter("# A\nText[^b]\n[^a]: Orphan\n[^b]: N"),
        &[
            "a.md:3:1: error[note/orphan]: nothing refers to the note `a` \
           (put `[^a]` where it belongs, or delete the note)",
        ],
        "note 1 <a-note-1> N\nnote 2 <a-note-2> Orphan",
    );
}

#[test]
fn a_note_has_one_mark() {
    check(
        chapter("# A\nText[^a]\nand again[^a]\n[^a]: N"),
        &[
            "a.md:3:1: error[note/marked-twice]: the note `a` is marked twice (a note belongs to one \
           place: write a second note, or refer to the first one) [the first mark: line 2]",
        ],
        "Text^1<a-mark-1>\nand again^^1\nnote 1 <a-note-1> N",
    );
}

#[test]
fn a_note_in_a_note_is_kept_too() {
    check(
        chapter("# A\nText[^a]\n[^a]: Outer[^b]\n[^b]: Inner"),
        &[
            "a.md:3:1: error[note/nested]: the note `b` is marked inside another note (put its text \
           into the outer note, or its mark into the running text)",
        ],
        "note 1 <a-note-1> Outer^^?\nnote 2 <a-note-2> Inner",
    );
}

#[test]
fn a_second_note_of_the_same_label_is_kept_and_left_to_the_parser_to_report() {
    check(
        chapter("# A\nText[^a]\n[^a]: One\n[^a]: Two"),
        &[],
        "note 1 <a-note-1> One\nnote 2 <a-note-2> Two",
    );
}

#[test]
fn notes_belong_to_their_chapter() {
    check(
        Sample::new()
            .chapter("a.md", "# A\nText[^n]\n[^n]: N")
            .chapter("b.md", "# B\nText[^n]"),
        &[
            "b.md:2:1: error[note/dangling]: there is no note `n` (write `[^n]: ...` in the same text)",
        ],
        "Text^^?",
    );
}

#[test]
fn an_id_belongs_to_the_whole_book() {
    check(
        Sample::new()
            .chapter("a.md", "# A\n## One {#same}")
            .chapter("b.md", "id: same\n# B\nfigure #same: C\n[@same]"),
        &[
            "b.md:1:1: error[id/duplicate]: the id `same` is there twice \
             (an id belongs to the whole book: rename one of the two) [the first one: line 2]",
            "b.md:3:1: error[id/duplicate]: the id `same` is there twice \
             (an id belongs to the whole book: rename one of the two) [the first one: line 2]",
        ],
        "figure 1 <same-3> C\n‹section~1.1→same›",
    );
}

#[test]
fn a_reference_to_nothing_prints_its_key() {
    check(
        chapter("# A\n## One {#sec-one}\nSee [@sec-on] and [@sec-one; @qqqqq]."),
        &[
            "a.md:3:1: error[ref/unknown]: nothing in the book has the id `qqqqq` \
             (no text gives this id: write `{#qqqqq}` after the heading, or `#qqqqq` in the braces of the \
             figure, table or box that you mean)",
            "a.md:3:1: error[ref/unknown]: nothing in the book has the id `sec-on` \
             (did you mean `[@sec-one]`?) [`sec-one` is here: line 2]",
        ],
        "See **‹[sec-on]›** and **‹section~1.1→sec-one| and |[qqqqq]›**.",
    );
}

#[test]
fn what_has_no_number_or_title_is_printed_by_the_other() {
    check(
        Sample::new()
            .text(Matter::Front, Role::Preface, "p.md", "id: preface\n# The preface\n## S {#s}")
            .chapter(
                "a.md",
                "# A\n[@preface] and [@s]{.number}\n[@n]{.title} and[^n] [@s, p. 3]{.title}\n[^n]: N",
            ),
        &[
            "a.md:2:1: warning[ref/no-number]: `preface` has no number, so that its title is printed \
             (write `[@preface]{.title}` to say so) [the place: line 1]",
            "a.md:2:1: warning[ref/no-number]: `s` has no number, so that its title is printed \
             (write `[@s]{.title}` to say so) [the place: line 3]",
            "a.md:3:1: error[ref/locator]: `s` is a place in this book, and takes no locator \
             [the place: line 3]",
            "a.md:3:1: warning[ref/no-title]: `n` has no title, so that its number is printed \
             (write `[@n]` to say so) [the place: line 4]",
        ],
        "‹“The preface”→preface› and ‹“S”→s›\n‹note~1→a-note-1› and^1<a-mark-1> ‹S→s›",
    );
}

#[test]
fn contributors_are_looked_up_in_the_registry() {
    let role = Role::Contribution;
    check(
        Sample::new()
            .text(Matter::Body, role, "a.md", "contributor: ion\n# A")
            .text(Matter::Body, role, "b.md", "contributor: unknown\n# B")
            .text(Matter::Body, role, "c.md", "# C"),
        &[
            "a.md:1:1: error[contributor/unknown]: there is no contributor `ion` (did you mean `iom`?)",
            "b.md:1:1: error[contributor/unknown]: there is no contributor `unknown` \
             (add a `[[contributor]]` with this id to contributors.toml)",
            "c.md:1:1: warning[contributor/missing]: this contribution does not say whose it is \
             (add `contributor: id` at the head of the text, with an id of contributors.toml)",
        ],
        "3 C (C)",
    );
    let mut sample = Sample::new().text(Matter::Body, role, "a.md", "contributor: iom\n# A");
    sample.manuscript.contributors.clear();
    check(
        sample,
        &[
            "a.md:1:1: error[contributor/unknown]: there is no contributor `iom` \
           (the manuscript has no contributors.toml, or none is named in it)",
        ],
        "1 A (A)",
    );
}

#[test]
fn themes_are_looked_up_in_the_registry_if_there_is_one() {
    let text = "# A\nrecommendation: health climat-change | Do";
    let mut sample = chapter(text);
    for (id, name) in [
        ("health", "Public \"health\""),
        ("climate-change", "Climate"),
    ] {
        sample.manuscript.themes.push(Theme {
            id: id.into(),
            name: name.into(),
        });
    }
    check(
        sample,
        &[
            "a.md:2:1: error[theme/unknown]: there is no theme `climat-change` \
             (did you mean `climate-change`?)",
            "note[theme/unused]: no recommendation has the theme `climate-change` (name it in the \
             `themes=` of a recommendation, or delete it)",
        ],
        "(Public “health”) (climat change)\nDo",
    );
    check(chapter(text), &[], "(health) (climat change)\nDo");
}

#[test]
fn addressees_are_looked_up_in_the_registry_if_there_is_one() {
    let text = "# A\nrecommendation to=states agences: Do";
    let mut sample = chapter(text);
    for (id, name) in [("states", "States"), ("agencies", "The \"agencies\"")] {
        sample.manuscript.addressees.push(Addressee {
            id: id.into(),
            name: name.into(),
        });
    }
    check(
        sample,
        &[
            "a.md:2:1: error[addressee/unknown]: there is no addressee `agences` \
             (did you mean `agencies`?)",
        ],
        "<a--recommendation> [to States, agences]\nDo",
    );
    check(
        chapter("# A\nrecommendation to=civil-society: Do"),
        &[],
        "<a--recommendation> [to civil society]\nDo",
    );
}

#[test]
fn a_place_that_brackets_name_twice_is_printed_once() {
    check(
        chapter("# A\n## B {#b}\nSee [@b; @b; @a--b]{.number}."),
        &[
            "a.md:3:1: warning[ref/repeated]: `b` leads where another key leads \
             (correct it, or delete it: each place is printed once) [the first key: line 3]",
            "a.md:3:1: error[ref/unknown]: nothing in the book has the id `a--b` \
             (no text gives this id: write `{#a--b}` after the heading, or `#a--b` in the braces of the \
             figure, table or box that you mean)",
        ],
        "1.1→b| and |[a--b]",
    );
}
