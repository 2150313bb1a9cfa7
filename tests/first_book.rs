//! `docs/first-book.md` is done as it is written. Blocks of the language `console` are typed into a shell,
//! one command after another in one folder, and what is printed is compared; a block of the language
//! `markdown` with a path is written to that file. In what is printed, a line `...` stands for any
//! lines, and `...` in a line for any text.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::harness::Workshop;

/// What the page tells its reader to do.
enum Step {
    Write {
        path: String,
        text: String,
    },
    Type {
        command: String,
        printed: Vec<String>,
    },
}

#[cfg(unix)]
#[test]
fn the_first_book_is_made_as_it_is_written() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/first-book.md");
    let page = fs::read_to_string(path).expect("the page");
    let workshop = Workshop::empty();
    let mut typed = 0;
    for step in steps(&page) {
        match step {
            Step::Write { path, text } => {
                assert!(
                    workshop.path(&path).is_file(),
                    "{path} is there to be changed"
                );
                workshop.write(&path, &text);
            }
            Step::Type { command, printed } => {
                typed += 1;
                let said = typed_into_a_shell(&workshop, &command);
                let said: Vec<&str> = said.lines().collect();
                assert!(
                    fits(&printed, &said),
                    "$ {command}\nthe page has\n{}\nand it printed\n{}",
                    printed.join("\n"),
                    said.join("\n"),
                );
            }
        }
    }
    assert!(typed >= 7, "{typed} commands");
    assert_eq!(workshop.names(""), ["build", "my-book"]);
}

fn steps(page: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        let Some(language) = line.strip_prefix("```") else {
            continue;
        };
        let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        if let Some(path) = language.strip_prefix("markdown ") {
            let text = block.join("\n") + "\n";
            steps.push(Step::Write {
                path: path.to_owned(),
                text,
            });
        }
        for line in block.iter().filter(|_| language == "console") {
            match (line.strip_prefix("$ "), steps.last_mut()) {
                (Some(command), _) => steps.push(Step::Type {
                    command: command.to_owned(),
                    printed: Vec::new(),
                }),
                (None, Some(Step::Type { printed, .. })) => printed.push((*line).to_owned()),
                (None, _) => panic!("nothing was typed before {line}"),
            }
        }
    }
    steps
}

/// Both streams of a command, as a terminal shows them.
fn typed_into_a_shell(workshop: &Workshop, command: &str) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_recto"));
    let mut path = program
        .parent()
        .expect("the program's folder")
        .as_os_str()
        .to_owned();
    path.push(":");
    path.push(std::env::var_os("PATH").unwrap_or_default());
    let output = Command::new("sh")
        .args(["-c", &format!("{{ {command}; }} 2>&1")])
        .current_dir(workshop.path(""))
        .env("PATH", path)
        .env_remove("SOURCE_DATE_EPOCH")
        .env_remove("CLICOLOR_FORCE")
        .output()
        .expect("a shell");
    String::from_utf8(output.stdout).expect("text in UTF-8")
}

/// Whether lines are what a page says they are.
fn fits<T: AsRef<str>>(page: &[T], printed: &[&str]) -> bool {
    let Some((first, page_rest)) = page.split_first() else {
        return printed.is_empty();
    };
    if first.as_ref() == "..." {
        return (0..=printed.len()).any(|skipped| fits(page_rest, &printed[skipped..]));
    }
    match printed.split_first() {
        Some((line, rest)) => fits_line(first.as_ref(), line) && fits(page_rest, rest),
        None => false,
    }
}

fn fits_line(page: &str, printed: &str) -> bool {
    let mut pieces = page.split("...");
    let first = pieces.next().unwrap_or_default();
    let Some(mut rest) = printed.strip_prefix(first) else {
        return false;
    };
    let pieces: Vec<&str> = pieces.collect();
    let Some((last, middle)) = pieces.split_last() else {
        return rest.is_empty();
    };
    for piece in middle {
        match rest.split_once(piece) {
            Some((_, after)) => rest = after,
            None => return false,
        }
    }
    rest.ends_with(last)
}

#[test]
fn an_ellipsis_stands_for_lines_or_for_a_part_of_one() {
    assert!(fits(&["a", "...", "d"], &["a", "b", "c", "d"]));
    assert!(fits(&["a", "...", "d"], &["a", "d"]));
    assert!(!fits(&["a", "...", "d"], &["a", "b"]));
    assert!(!fits(&["a"], &["a", "b"]));
    assert!(fits(
        &["x: ... pages, ... s"],
        &["x: 10 pages, 3 words, 0.1 s"]
    ));
    assert!(!fits(&["x: ... pages"], &["x: 10 words"]));
    assert!(!fits(&["x"], &["xy"]));
}
