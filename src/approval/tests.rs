//! Whole manuscripts with their approvals: what is found, and what an approval writes.

use super::*;
use crate::source::Sources;

const A: &str = "---\nstatus: approved\n---\n\n# A\n\nOne.\n\nTwo.\n";

/// A manuscript of these texts, with these approvals.
fn manuscript(texts: &[(&str, &str)], approvals: &[Approval]) -> Manuscript {
    let mut sources = Sources::default();
    let mut config = crate::manuscript::BookConfig::empty();
    let mut named = Vec::new();
    for (path, text) in texts {
        let id = sources.add((*path).to_owned(), (*text).to_owned());
        named.push(((*path).to_owned(), id));
        config.contents.body.push(crate::manuscript::ContentsEntry {
            file: Some((*path).to_owned()),
            ..Default::default()
        });
    }
    let mut sample = crate::resolve::tests::notation::Sample::new().manuscript;
    sample.sources = sources;
    sample.config = config;
    sample.texts = named;
    sample.approvals = approvals.to_vec();
    sample
}

fn approved(texts: &[(&str, &str)], name: &str) -> Result<Approval, NotApproved> {
    let manuscript = manuscript(texts, &[]);
    let (book, _) = crate::parse::parse(&manuscript);
    let date = Date::parse("2026-11-01").expect("a day");
    let choice = Choice::One(name.to_owned());
    let made = approve(&manuscript, &book, &choice, ("A. B., Director", date))?;
    let file = toml::from_str::<toml::Value>(&made.file).expect("TOML");
    Ok(file["approval"][0].clone().try_into().expect("an approval"))
}

/// The findings of a release and of another build, each as severity, code, message and the text of
/// its place.
fn found(texts: &[(&str, &str)], approvals: &[Approval]) -> [Vec<String>; 2] {
    let manuscript = manuscript(texts, approvals);
    let (book, _) = crate::parse::parse(&manuscript);
    [true, false].map(|release| {
        let found = check(&manuscript, &book, release, None);
        let said = found.iter().map(|own| {
            let place = own
                .span
                .map_or("", |span| &text_of(&manuscript, span.file)[span.range()]);
            let related = own.related.iter().map(|(_, why)| format!(" + {why}"));
            format!(
                "{}[{}]: {} at {place:?}{}",
                own.severity.word(),
                own.code.name,
                own.message,
                related.collect::<String>()
            )
        });
        said.collect()
    })
}

#[test]
fn a_text_without_a_status_and_one_that_is_cleared_need_no_approval() {
    let texts = [
        ("a.md", "# A\n"),
        ("b.md", "---\nstatus: cleared\n---\n# B\n"),
    ];
    assert_eq!(found(&texts, &[]), [vec![], vec![]] as [Vec<String>; 2]);
}

#[test]
fn drafts_and_missing_approvals_stop_a_release() {
    let texts = [("a.md", A), ("b.md", "---\nstatus: draft\n---\n# B\n")];
    let [release, plain] = found(&texts, &[]);
    let missing = "[approval/missing]: this text says that it is approved, and nobody has approved \
                   it at \"approved\"";
    assert_eq!(
        release,
        [
            format!("error{missing}"),
            "error[approval/draft]: this text is a draft at \"draft\"".to_owned(),
        ]
    );
    assert_eq!(plain, [format!("note{missing}")]);
}

#[test]
fn an_approval_holds_until_a_paragraph_is_changed() {
    let own = approved(&[("a.md", A)], "a").expect("an approval");
    assert_eq!((own.id.as_str(), own.file.as_str()), ("a", "a.md"));
    let nothing: [Vec<String>; 2] = [vec![], vec![]];
    assert_eq!(found(&[("a.md", A)], std::slice::from_ref(&own)), nothing);
    let cleared = A.replace("approved", "cleared").replace('\n', "\r\n");
    assert_eq!(
        found(&[("a.md", &cleared)], std::slice::from_ref(&own)),
        nothing
    );
    // The same text in another file is still called the same where it has an id.
    let after = " after the approval by A. B., Director on 2026-11-01";
    for (text, expected) in [
        (
            A.replace("One", "Eins"),
            format!("this paragraph was changed{after} at \"Eins.\""),
        ),
        (
            A.replace("One", "Eins").replace("\n\nTwo.", ""),
            format!(
                "this paragraph was changed{after}, and 1 other place at \"Eins.\" + a paragraph after this one was removed"
            ),
        ),
        (
            format!("{A}\nThree.\n"),
            format!("this paragraph was added{after} at \"Three.\""),
        ),
        (
            A.replace("One.\n\n", ""),
            format!("a paragraph before this one was removed{after} at \"Two.\""),
        ),
        (
            A.replace("\n\nTwo", "\n\n\nTwo"),
            format!("blank lines of this text were changed{after} at \"# A\""),
        ),
        (
            // A text that says no status has its approval all the same.
            A.replace("---\nstatus: approved\n---\n", "")
                .replace("Two", "Deux"),
            format!("this paragraph was changed{after} at \"Deux.\""),
        ),
    ] {
        let [release, plain] = found(&[("a.md", &text)], std::slice::from_ref(&own));
        assert_eq!(release, [format!("error[approval/changed]: {expected}")]);
        assert_eq!(plain, [format!("note[approval/changed]: {expected}")]);
    }
}

#[test]
fn an_entry_of_no_text_is_told_and_one_of_a_renamed_file_is_not() {
    let text = "---\nid: ch-a\nstatus: approved\n---\n\n# A\n";
    let own = approved(&[("a.md", text)], "ch-a").expect("an approval");
    let approvals = [own];
    let nothing: [Vec<String>; 2] = [vec![], vec![]];
    assert_eq!(found(&[("b.md", text)], &approvals), nothing);
    let [release, plain] = found(&[("b.md", "# B\n")], &approvals);
    assert_eq!(release, plain);
    let said =
        "warning[approval/unknown]: `a.md` is approved, and the book has no such text at \"\"";
    assert_eq!(release, [said]);
}

#[test]
fn a_draft_is_not_approved_and_a_wrong_name_brings_the_nearest_to_mind() {
    let text = A.replace("approved", "draft");
    let drafted = approved(&[("a.md", &text)], "a");
    assert_eq!(drafted, Err(NotApproved::Draft("a".to_owned())));
    let Err(NotApproved::NoSuchText(wrong)) = approved(&[("body/chapter.md", A)], "chaptr") else {
        panic!("no such text");
    };
    assert_eq!(wrong.message, "no text is called `chaptr`");
    assert_eq!(wrong.help, "did you mean `chapter`?");
}

#[test]
fn all_that_are_cleared_are_approved_where_their_approval_does_not_hold() {
    let cleared = A.replace("approved", "cleared");
    let own = approved(&[("a.md", &cleared)], "a").expect("an approval");
    let texts = [
        ("c.md", cleared.as_str()),
        ("a.md", &cleared),
        ("b.md", &cleared.replace("cleared", "draft")),
        ("d.md", A),
    ];
    let manuscript = manuscript(&texts, &[own]);
    let (book, _) = crate::parse::parse(&manuscript);
    let date = Date::parse("2026-12-01").expect("a day");
    let made = approve(&manuscript, &book, &Choice::Cleared, ("C", date)).expect("an approval");
    assert_eq!(made.names, ["c"]);
    let by: Vec<&str> = made
        .file
        .lines()
        .filter(|line| line.starts_with("by"))
        .collect();
    assert_eq!(by, ["by = \"C\"", "by = \"A. B., Director\""]);
}
