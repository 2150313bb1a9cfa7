//! Texts against the questionnaire.

use super::notation::Sample;
use crate::document::{Matter, Role};
use crate::manuscript::Question;
use crate::resolve::resolve;

/// What is found in a contribution to a questionnaire with the questions a, b (both required) and c.
fn found(role: Role, text: &str) -> Vec<String> {
    let text = format!("contributor: iom\n# Title\n{text}");
    let mut sample = Sample::new().text(Matter::Body, role, "iom.md", &text);
    for (letter, required) in [("a", true), ("b", true), ("c", false)] {
        sample.manuscript.questions.push(Question {
            letter: letter.into(),
            title: format!("Title {letter}"),
            required,
        });
    }
    let (_, diagnostics) = resolve(sample.book, &sample.manuscript, Sample::images(), None);
    let sources = &sample.manuscript.sources;
    let line = |own: &crate::diagnostic::Diagnostic| {
        let place = own.span.map_or(0, |span| sources.position(span).line);
        format!("{place} {}: {}", own.code.name, own.message)
    };
    diagnostics.iter().map(line).collect()
}

fn check(text: &str, expected: &[&str]) {
    assert_eq!(found(Role::Contribution, text), expected, "{text}");
}

#[test]
fn a_contribution_that_answers_everything_is_in_order() {
    check("## A {letter=a}\nText\n## B {letter=b}\nnothing:", &[]);
    check(
        "## A {letter=a}\n### Inner\n## Other\nText\n## B {letter=b}\nText\n## C {letter=c}\nText",
        &[],
    );
}

#[test]
fn a_question_that_is_left_out_is_reported_in_contributions_alone() {
    check(
        "## A {letter=a}\nText",
        &["1 question/missing: this contribution has no section for question (b), “Title b”"],
    );
    assert_eq!(found(Role::Chapter, "## A {letter=a}\nText"), [""; 0]);
}

#[test]
fn questions_are_answered_in_their_order_once_and_with_words() {
    check(
        "## B {letter=b}\nText\n## A {letter=a}\nText",
        &["5 question/order: question (a) is answered after one that is asked later"],
    );
    check(
        "## A {letter=a}\nText\n## A {letter=a}\nText\n## B {letter=b}\nText",
        &["5 question/twice: this text answers question (a) twice"],
    );
    check(
        "## A {letter=a}\n## B {letter=b}",
        &[
            "3 question/empty: nothing stands under question (a)",
            "4 question/empty: nothing stands under question (b)",
        ],
    );
    check(
        "## A {letter=a}\nText\n## B {letter=b}\nText\n## Z {letter=z}\nText",
        &["7 question/unknown: the questionnaire has no question (z)"],
    );
}
