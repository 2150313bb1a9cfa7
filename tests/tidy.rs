//! The rules of the house that a compiler does not check. Each rule is a function from a source file
//! to its faults; one test applies all of them to the whole tree, and another proves that each of
//! them finds the fault it is there for.

mod code;
mod rules;

use std::fs;
use std::path::Path;

use recto::diagnostic::codes;

use code::SourceText;
use rules::RULES;

/// What may stand at the top of the house; hidden files are the tools' own.
const TOP_LEVEL: &[&str] = &[
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "benches",
    "build",
    "clippy.toml",
    "deny.toml",
    "docs",
    "fonts",
    "icc",
    "manuscript",
    "rust-toolchain.toml",
    "rustfmt.toml",
    "src",
    "target",
    "tests",
    "tools",
];

#[test]
fn the_house_is_tidy() {
    let mut files = Vec::new();
    for folder in ["src", "tests", "benches"] {
        collect(&root().join(folder), folder, &mut files);
    }
    assert!(files.len() > 30, "the tree was not found");
    let faults: Vec<String> = files
        .iter()
        .flat_map(|file| {
            RULES.iter().flat_map(|rule| {
                let faults = (rule.check)(file).into_iter();
                faults.map(|fault| format!("{}: {fault} ({})", file.path, rule.says))
            })
        })
        .collect();
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn every_rule_finds_the_fault_it_is_there_for() {
    for rule in RULES {
        let (path, text) = rule.broken;
        let text = text.repeat(rule.repeat);
        let faults = (rule.check)(&SourceText::new(path, &text));
        assert!(!faults.is_empty(), "{}: nothing found in {path}", rule.says);
    }
}

#[test]
fn the_top_level_holds_what_the_house_needs_and_nothing_else() {
    for entry in fs::read_dir(root()).expect("the house") {
        let name = entry.expect("an entry").file_name();
        let name = name.to_str().expect("a name in UTF-8");
        assert!(
            name.starts_with('.') || TOP_LEVEL.contains(&name),
            "what is `{name}` doing at the top level?"
        );
    }
}

#[test]
fn the_codes_are_in_order_well_formed_and_explained() {
    let names: Vec<&str> = codes::ALL.iter().map(|code| code.name).collect();
    assert!(!names.is_empty());
    for pair in names.windows(2) {
        assert!(
            pair[0] < pair[1],
            "`{}` stands before `{}`",
            pair[0],
            pair[1]
        );
    }
    for code in codes::ALL {
        assert!(is_area_and_name(code.name), "`{}`", code.name);
        let heading = format!("# {}: {}\n", code.name, code.summary());
        assert!(code.page.starts_with(&heading), "`{}`", code.name);
        assert!(!code.summary().is_empty(), "`{}`", code.name);
        // An explanation is at least a sentence.
        assert!(code.explanation().len() > 40, "`{}`", code.name);
        assert!(code.explanation().ends_with('.'), "`{}`", code.name);
    }
    for wrong in [
        "area",
        "area/",
        "/name",
        "Area/name",
        "a/b/c",
        "a/-b",
        "a b/c",
    ] {
        assert!(!is_area_and_name(wrong), "`{wrong}`");
    }
}

/// Two words of small letters, digits and hyphens, parted by a stroke.
fn is_area_and_name(name: &str) -> bool {
    let is_word = |word: &str| {
        let mut parts = word.split('-');
        parts.all(|part| {
            !part.is_empty()
                && part
                    .chars()
                    .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
        })
    };
    name.split_once('/')
        .is_some_and(|(area, name)| is_word(area) && is_word(name))
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The Rust files below a folder, with their paths from the root.
fn collect(folder: &Path, name: &str, files: &mut Vec<SourceText>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries {
        let entry = entry.expect("an entry of the tree");
        let own = entry.file_name();
        let name = format!("{name}/{}", own.to_str().expect("a name in UTF-8"));
        if entry.path().is_dir() {
            collect(&entry.path(), &name, files);
        } else if name.ends_with(".rs") {
            let text = fs::read_to_string(entry.path()).expect("a source file");
            files.push(SourceText::new(&name, &text));
        }
    }
}
