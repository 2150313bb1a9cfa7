//! Random texts that are in order: every construct of the language, each in the others, as an author
//! who makes no mistake could write them. Words, ids and note labels are drawn as the signs below and
//! numbered when the text is whole, so that each is there once.

use proptest::prelude::*;

/// Stands for a word.
const WORD: char = '\u{E000}';
/// Stands for a new id.
const ID: char = '\u{E001}';
/// Stands for the mark of a note that is written at the end.
const NOTE: char = '\u{E002}';
/// Stands for an id that the text has.
const TARGET: char = '\u{E003}';

/// A text in order.
#[derive(Clone, Debug)]
pub struct Text {
    /// The Markdown.
    pub markdown: String,
    /// Its words: each stands in the text once.
    pub words: Vec<String>,
}

/// Texts of up to eight blocks; `name` keeps their ids apart from those of other texts.
pub fn texts(name: &str) -> impl Strategy<Value = Text> + use<> {
    let name = name.to_owned();
    let blocks = prop::collection::vec(block(true), 1..8);
    blocks.prop_map(move |blocks| number(&blocks.join("\n"), &name))
}

/// Gives words, ids and notes their names.
fn number(drawn: &str, name: &str) -> Text {
    let ids = drawn.matches(ID).count();
    let (mut words, mut targets, mut next_id, mut notes) = (Vec::new(), 0, 0, 0);
    let mut markdown = String::new();
    let word = |words: &mut Vec<String>| {
        words.push(format!("w{}q", words.len()));
        words.last().cloned().unwrap_or_default()
    };
    for sign in drawn.chars() {
        match sign {
            WORD => markdown += &word(&mut words),
            ID => {
                markdown += &format!("{name}-{next_id}");
                next_id += 1;
            }
            NOTE => {
                markdown += &format!("[^n{notes}]");
                notes += 1;
            }
            TARGET => {
                targets += 1;
                markdown += &match ids {
                    0 => "ch-other".to_owned(),
                    ids => format!("{name}-{}", targets % ids),
                };
            }
            other => markdown.push(other),
        }
    }
    for note in 0..notes {
        let own = word(&mut words);
        markdown += &format!("\n[^n{note}]: {own} *{}*\n", word(&mut words));
    }
    Text { markdown, words }
}

/// Some inlines with a space between them, in a line.
fn inlines(notes: bool) -> BoxedStrategy<String> {
    let inline = inline(notes);
    prop::collection::vec(inline, 1..5)
        .prop_map(|own| own.join(" "))
        .boxed()
}

fn inline(notes: bool) -> BoxedStrategy<String> {
    let leaf = prop_oneof![
        6 => Just(format!("{WORD}")),
        2 => leaves(),
        1 => of_the_registries(),
    ];
    let tree = leaf.prop_recursive(3, 12, 3, |inner| {
        let inner = prop::collection::vec(inner, 1..3).prop_map(|own| own.join(" "));
        prop_oneof![
            inner
                .clone()
                .prop_map(|own| format!("*{WORD} {own} {WORD}*")),
            inner
                .clone()
                .prop_map(|own| format!("**{WORD} {own} {WORD}**")),
            inner
                .clone()
                .prop_map(|own| format!("~~{WORD} {own} {WORD}~~")),
            inner.clone().prop_map(|own| format!("\"{own}\"")),
            inner
                .clone()
                .prop_map(|own| format!("[{own}]{{.smallcaps}}")),
            inner.prop_map(|own| format!("[{own}]{{lang=fr}}")),
        ]
    });
    if !notes {
        return tree.boxed();
    }
    let note = tree.clone().prop_map(|own| format!("{WORD}^[{own}]"));
    prop_oneof![8 => tree, 1 => Just(format!("{WORD}{NOTE}")), 1 => note].boxed()
}

/// What has no inlines in it.
fn leaves() -> impl Strategy<Value = String> {
    let leaves = [
        format!("`{WORD}`"),
        format!("{WORD}~{WORD}~"),
        format!("{WORD}^{WORD}^"),
        format!("\\* {WORD}"),
        format!("{WORD} &amp; {WORD}"),
        format!("{WORD} -- {WORD}"),
        format!("'{WORD}'"),
        format!("{WORD}...\\\n{WORD}"),
        format!("{WORD}\n{WORD}"),
        format!("[{WORD}](https://example.org/a?b=c&d)"),
        "<https://example.org/>".to_owned(),
        "![A drawing](drawing.svg)".to_owned(),
        format!("[@{TARGET}]"),
        format!("[@{TARGET}]{{.page}}"),
        format!("[@{TARGET}; @{TARGET}]"),
        format!("[@{TARGET}]{{.title}}"),
    ];
    prop::sample::select(leaves.to_vec())
}

/// What the registries and the index answer.
fn of_the_registries() -> impl Strategy<Value = String> {
    let leaves = [
        "[IOM]{.ac}".to_owned(),
        "[2]{count=pair}".to_owned(),
        "[]{members=pair}".to_owned(),
        format!("[{WORD}]{{.index}}"),
        format!("[{WORD}]{{.index parent=above}}"),
        format!("[]{{.index entry=place}}{WORD}"),
    ];
    prop::sample::select(leaves.to_vec())
}

/// A block with the line ends after it.
fn block(notes: bool) -> BoxedStrategy<String> {
    leaf_block(notes)
        .prop_recursive(4, 24, 3, move |inner| {
            let blocks = prop::collection::vec(inner, 1..4).prop_map(|own| own.join("\n"));
            prop_oneof![
                blocks.clone().prop_map(|own| prefixed("- ", "  ", &own)),
                blocks.clone().prop_map(|own| prefixed("7. ", "   ", &own)),
                blocks.clone().prop_map(|own| prefixed("> ", "> ", &own)),
                blocks
                    .clone()
                    .prop_map(|own| format!("{WORD}\n{}", prefixed(": ", "  ", &own))),
                blocks.clone().prop_map(|own| format!(
                    "::: {{.box #{ID} kind=\"case\" title=\"{WORD} *{WORD}*\"}}\n{own}\n:::\n"
                )),
                blocks.clone().prop_map(|own| format!(
                    "::: {{.recommendation #{ID} themes=\"water\"}}\n{own}\n:::\n"
                )),
                blocks
                    .clone()
                    .prop_map(|own| format!("::: epigraph\n{own}\n:::\n")),
                blocks.prop_map(|own| format!("::: {{.nothing-to-report}}\n{own}\n:::\n")),
            ]
        })
        .boxed()
}

fn leaf_block(notes: bool) -> BoxedStrategy<String> {
    let own = move || inlines(notes);
    let cell = move || inlines(notes).prop_map(|own| own.replace("\\\n", " ").replace('\n', " "));
    let table = (cell(), cell(), cell()).prop_map(|(head, one, two)| {
        format!("| {head} | {WORD} |\n|---|:-:|\n| {one} | {two} |\n| {WORD} | |\n")
    });
    prop_oneof![
        6 => own().prop_map(|own| format!("{WORD} {own}\n")),
        1 => own().prop_map(|own| format!("{WORD} {own}\n")),
        1 => cell().prop_map(|own| format!("### {own} {{#{ID}}}\n")),
        1 => cell().prop_map(|own| format!("- [x] {own}\n- [ ] {own}\n")),
        1 => Just(format!("```text\n{WORD} {WORD}\n\n  {WORD}\n```\n")),
        1 => Just("***\n".to_owned()),
        1 => table.clone(),
        1 => (table, own()).prop_map(|(table, caption)| {
            format!(
                "::: {{#{ID} .table align=\"l d\" headers=\"column row\" source=\"{WORD}\"}}\n{table}\n\
                 {WORD} {caption}\n:::\n"
            )
        }),
        1 => own().prop_map(|caption| format!(
            "::: {{#{ID} .figure}}\n![A drawing](drawing.svg){{width=30%}}\n\n{WORD} {caption}\n:::\n"
        )),
        1 => own().prop_map(|own| format!("::: verse\n{WORD}\n{own}\n\n{WORD}\n:::\n")),
        1 => Just(format!("::: {{.signatures}}\n{WORD}\n: {WORD}\n:::\n")),
        1 => Just("![](rule.svg){.decorative}\n".to_owned()),
    ]
    .boxed()
}

/// The first line after `first`, the others after `rest`.
fn prefixed(first: &str, rest: &str, lines: &str) -> String {
    let mut text = String::new();
    for (at, line) in lines.lines().enumerate() {
        text.push_str(if at == 0 { first } else { rest });
        text.push_str(line);
        text.truncate(text.trim_end_matches(' ').len());
        text.push('\n');
    }
    text
}
