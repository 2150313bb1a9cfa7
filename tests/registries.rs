//! What the registries answer to the spans of texts: acronyms written out at their first use, numbers
//! compared with groups, members named, contributors listed; and what is said of mistakes.

use recto::diagnostic::{self, Diagnostic, codes};
use recto::preflight::{generated, streams};
use recto::resolve::{DivisionKind, ResolvedBook};
use recto::{manuscript, parse, resolve};

use crate::harness::Workshop;

const BOOK: &str = "[book]\nslug = \"r\"\ntitle = \"R\"\nlanguage = \"en\"\n";

const ACRONYMS: &str = r#"
[[acronym]]
short = "IDP"
long = "internally displaced person"
long_plural = "internally displaced persons"

[[acronym]]
short = "NGO"
long = "non-governmental organization"

[[acronym]]
short = "MP"
long = "member of parliament"
plural = "MsP"
long_plural = "members of parliament"
"#;

const CONTRIBUTORS: &str = r#"
[[group]]
id = "gmg"
name = "Global Migration Group"

[[group]]
id = "nobody"
name = "Nobody"

[[contributor]]
id = "who"
name = "World Health Organization"
short = "WHO"
kind = "agency"
groups = ["gmg"]

[[contributor]]
id = "iom"
name = "International Organization for Migration"
short = "IOM"
kind = "agency"
groups = ["gmg", "gmg"]

[[contributor]]
id = "bank"
name = "The World Bank"
short = "World Bank"
kind = "agency"
groups = ["gmg"]
order = "World Bank"

[[contributor]]
id = "srsg"
name = "École of Advice"
short = "SRSG"
kind = "adviser"
groups = ["gmg", "nobody"]
"#;

/// The book with these settings and texts, and what was found, one line each, with its help.
fn book(settings: &str, texts: &[&str]) -> (ResolvedBook, Vec<String>) {
    let workshop = Workshop::empty();
    let names = (0..texts.len())
        .map(|at| format!("\"{at}.md\""))
        .collect::<Vec<_>>();
    let contents = format!("[[contents.body]]\nfiles = [{}]\n", names.join(", "));
    // What plain text says of acronyms is in `tests/fixtures/mistakes`.
    let unchecked = "check = false\n";
    let settings = match settings.contains("[acronyms]") {
        true => format!("{settings}{unchecked}"),
        false => format!("{settings}[acronyms]\n{unchecked}"),
    };
    workshop.write(
        "manuscript/book.toml",
        &format!("{BOOK}{contents}{settings}"),
    );
    workshop.write("manuscript/acronyms.toml", ACRONYMS);
    workshop.write("manuscript/contributors.toml", CONTRIBUTORS);
    for (at, text) in texts.iter().enumerate() {
        workshop.write(&format!("manuscript/{at}.md"), text);
    }
    let (manuscript, mut found) = manuscript::read(&workshop.path("manuscript")).expect("a folder");
    let (parsed, more) = parse::parse(&manuscript);
    found.extend(more);
    let (images, more) = manuscript::read_images(&manuscript, &parsed);
    found.extend(more);
    let (book, more) = resolve::resolve(parsed, &manuscript, images, None);
    found.extend(more);
    diagnostic::sort(&mut found);
    // These books need no cover.
    found.retain(|own| own.code != codes::EPUB_NO_COVER);
    let line = |own: &Diagnostic| {
        let help = own.help.as_deref().unwrap_or_default();
        let related = own.related.iter();
        let related = related.map(|(span, why)| {
            let place = manuscript.sources.position(*span);
            format!("; {}:{}: {why}", place.line, place.column)
        });
        let related: String = related.collect();
        format!("{} ({help}){related}", own.one_line(&manuscript.sources))
    };
    let lines = found.iter().map(line).collect();
    (book, lines)
}

/// What is generated in a book of one text that has nothing wrong.
#[track_caller]
fn generated_in(settings: &str, text: &str) -> Vec<String> {
    let (book, found) = book(settings, &[text]);
    assert_eq!(found, [""; 0]);
    let mut texts = generated(&book);
    // The number of the chapter.
    texts.remove(0);
    texts
}

const AUTO: &str = "[acronyms]\nexpand = \"auto\"\n";

#[test]
fn the_first_use_in_running_text_is_written_out() {
    let text = "# The [IOM]{.ac}\n\n> The [IDPs]{.ac} quoted\n\n\
                The [IDPs]{.ac}, an [IDP]{.ac}; two [MsP]{.ac}, a non-governmental Organization \
                ([NGO]{.ac}).\n\n## The [WHO]{.ac}\n\n- The *[WHO]{.ac}* and [WHO]{.ac}\n";
    assert_eq!(
        generated_in(AUTO, text),
        [
            "internally displaced persons (",
            ")",
            "members of parliament (",
            ")",
            "1.1",
            "World Health Organization (",
            ")",
        ]
    );
    assert_eq!(generated_in("", text), ["1.1"]);
}

#[test]
fn each_text_writes_an_acronym_out_and_notes_do_not() {
    let text = "# Title\n\nThe [IOM]{.ac}.^[The [WHO]{.ac}.]\n";
    let (book, found) = book(AUTO, &[text, text]);
    assert_eq!(found, [""; 0]);
    let written = ["International Organization for Migration (", ")"];
    let own = [&["1"][..], &written, &["1", "1"]].concat();
    let second = [&["2"][..], &written, &["1", "1"]].concat();
    assert_eq!(generated(&book), [own, second].concat());
    let texts = streams(&book);
    assert_eq!(texts.running, "Title The IOM. Title The IOM.");
    assert_eq!(texts.notes, "The WHO. The WHO.");
}

#[test]
fn a_book_that_is_one_scope_writes_an_acronym_out_once() {
    let settings = format!("{AUTO}scope = \"book\"\n");
    let text = "# Title\n\nThe [IOM]{.ac}.\n";
    let (book, found) = book(&settings, &[text, text]);
    assert_eq!(found, [""; 0]);
    let written = ["International Organization for Migration (", ")"];
    assert_eq!(generated(&book), [&["1"][..], &written, &["2"]].concat());
}

#[test]
fn numbers_print_as_written_and_members_are_named_by_the_program() {
    let text = "---\nlang: fr\ntitle: \"T []{members=gmg form=short}\"\n---\n\n\
                [3]{count=gmg} [Three]{count=gmg} [trois]{count=gmg} []{members=gmg} \
                []{members=gmg form=short lang=en}\n";
    let (book, found) = book("", &[text]);
    assert_eq!(found, [""; 0]);
    assert_eq!(
        generated(&book),
        [
            "1",
            "WHO, IOM et World Bank",
            "World Health Organization, International Organization for Migration et The World Bank",
            "WHO, IOM and World Bank",
        ]
    );
    assert_eq!(streams(&book).running, "T 3 Three trois");
    let DivisionKind::Chapter(chapter) = &book.divisions[0].kind else {
        panic!("a chapter");
    };
    assert_eq!(chapter.running_title.text, "T WHO, IOM et World Bank");
}

#[test]
fn contributors_are_listed_by_their_keys_with_their_chapters() {
    let settings = "[[contents.back]]\ngenerate = \"contributors\"\n";
    let text = "---\ntitle: T\ncontributor: iom\n---\n\nText.\n";
    let (book, found) = book(settings, &[text, text]);
    assert_eq!(found, [""; 0]);
    let DivisionKind::Contributors {
        title,
        contributors,
    } = &book.divisions[2].kind
    else {
        panic!("a list of contributors");
    };
    assert_eq!(title, "Contributors");
    let lines = contributors.iter().map(|own| {
        let chapters = own.chapters.iter();
        let names = chapters.map(|own| book.anchors[own.0 as usize].name.as_str());
        (own.short.as_str(), names.collect::<Vec<_>>().join(" "))
    });
    let of = |short, chapters: &str| (short, chapters.to_owned());
    assert_eq!(
        lines.collect::<Vec<_>>(),
        [
            of("SRSG", ""),
            of("IOM", "text-0 text-1"),
            of("World Bank", ""),
            of("WHO", ""),
        ]
    );
}

#[test]
fn mistakes_say_what_is_known() {
    let defined = "; 3:6: the group `Global Migration Group` is defined here";
    for (text, expected) in [
        (
            "[IOMM]{.ac}",
            "error[acronym/unknown]: `IOMM` is in none of the registries of acronyms \
             (did you mean `IOM`?)"
                .to_owned(),
        ),
        (
            "[two]{count=gmg}",
            format!(
                "error[group/count]: the group `gmg` has 3 members, and this says `two` (write `3` \
                 or `three` alone between the brackets, or mend contributors.toml){defined}"
            ),
        ),
        (
            "[3]{count=gm}",
            "error[group/unknown]: there is no group `gm` (did you mean `gmg`?)".to_owned(),
        ),
        (
            "[]{members=elsewhere}",
            "error[group/unknown]: there is no group `elsewhere` (add a `[[group]]` with this id to \
             contributors.toml)"
                .to_owned(),
        ),
        (
            "[]{members=nobody}",
            "error[group/empty]: the group `nobody` has no members to be named (add its id to the \
             `groups` of the contributors who belong to it); 7:6: the group `Nobody` is defined here"
                .to_owned(),
        ),
        (
            "[NGOs]{.ac} [NGO]{.ac}",
            "warning[acronym/no-plural]: the first use of `NGO` in this text is a plural, and \
             acronyms.toml does not say what that stands for (add `long_plural = \"...\"` to the \
             entry of `NGO`)"
                .to_owned(),
        ),
    ] {
        let (_, found) = book(AUTO, &[&format!("# T\n\n{text}\n")]);
        assert_eq!(found, [format!("0.md:3:1: {expected}")], "{text}");
    }
}

#[test]
fn a_contributor_is_suggested_by_its_short_name() {
    let text = "---\ntitle: T\ncontributor: World Bank\n---\n\nText.\n";
    let (_, found) = book("", &[text]);
    assert_eq!(
        found,
        [
            "0.md:3:14: error[contributor/unknown]: there is no contributor `World Bank` (did you \
             mean `bank`?)"
        ]
    );
}
