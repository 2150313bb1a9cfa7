//! The rules themselves. A rule says what holds, checks one file, and carries a file that breaks it.

use super::code::{SourceText, words};

/// One rule.
pub struct Rule {
    /// What holds.
    pub says: &'static str,
    /// The faults of a file.
    pub check: fn(&SourceText) -> Vec<String>,
    /// The path and the text of a file that breaks it.
    pub broken: (&'static str, &'static str),
    /// How often that text is repeated.
    pub repeat: usize,
}

/// All rules.
pub const RULES: &[Rule] = &[
    rule(
        "every file opens with what it is for",
        opens_with_its_purpose,
        ("src/a.rs", "use b;\n//! Too late.\n"),
    ),
    Rule {
        says: "a file has at most 400 lines, or its head says why it is longer than that",
        check: is_short,
        broken: ("src/a.rs", "//! Long.\n"),
        repeat: 401,
    },
    rule(
        "only `manuscript` reads the disk and only `cli/outputs.rs` writes to it",
        leaves_the_disk_alone,
        ("src/layout/a.rs", "fn f() { std::fs::read(\"a\"); }"),
    ),
    rule(
        "`manuscript` writes nothing",
        manuscript_only_reads,
        ("src/manuscript/a.rs", "fn f() { fs::write(a, b); }"),
    ),
    rule(
        "only `cli` prints and reads the environment",
        is_silent,
        ("src/parse/mod.rs", "fn f() { println!(\"a\"); }"),
    ),
    rule(
        "nothing is fetched",
        fetches_nothing,
        ("src/epub/a.rs", "use std::net::TcpStream;"),
    ),
    rule(
        "`pdf` never sees a block",
        pdf_sees_pages_only,
        ("src/pdf/a.rs", "use crate::document::{Stream, Block};"),
    ),
    rule(
        "`epub` never sees a placed frame",
        epub_sees_no_frame,
        ("src/epub/a.rs", "use crate::layout::{PageMap, Frame};"),
    ),
    rule(
        "the proof of finished files shares nothing with what writes them",
        proves_on_its_own,
        ("src/preflight/a.rs", "use crate::pdf::Edition;"),
    ),
    rule(
        "a stage knows only the stages before it",
        knows_only_what_is_before,
        ("src/parse/a.rs", "use crate::layout::Page;"),
    ),
    rule(
        "rooms that write output have no order of hashes",
        has_no_hash_order,
        ("src/pdf/a.rs", "use std::collections::HashMap;"),
    ),
    rule(
        "measures of design are settings of the theme",
        leaves_design_to_the_theme,
        (
            "src/layout/blocks/a.rs",
            "const GAP: Length = Length::centipoints(500); fn f() { leading / 2; }",
        ),
    ),
    rule(
        "no code is outside the compiler's care",
        is_safe,
        ("src/a.rs", "fn f() { unsafe { g() } }"),
    ),
    rule(
        "nothing is left for another day",
        is_finished,
        ("src/a.rs", concat!("//! A.\n// TO", "DO: write it\n")),
    ),
    rule(
        "every exception from a lint has its reason",
        gives_reasons,
        ("src/a.rs", "#[allow(dead_code)]\nfn f() {}"),
    ),
];

const fn rule(
    says: &'static str,
    check: fn(&SourceText) -> Vec<String>,
    broken: (&'static str, &'static str),
) -> Rule {
    Rule {
        says,
        check,
        broken,
        repeat: 1,
    }
}

fn opens_with_its_purpose(file: &SourceText) -> Vec<String> {
    fault(!file.text.starts_with("//! "), "it opens otherwise")
}

fn is_short(file: &SourceText) -> Vec<String> {
    let lines = file.text.lines().count();
    let mut head = file.text.lines().take_while(|line| line.starts_with("//!"));
    // A file that is nothing but head gives no reason either.
    let has_reason = head.any(|line| line.contains("longer than"));
    let is_long = file.path.starts_with("src/") && lines > 400 && !has_reason;
    fault(is_long, &format!("it has {lines} lines"))
}

fn leaves_the_disk_alone(file: &SourceText) -> Vec<String> {
    if file.is_in("manuscript") || file.path == "src/cli/outputs.rs" {
        return Vec::new();
    }
    forbidden_words(file, &["fs", "File", "OpenOptions"])
}

fn manuscript_only_reads(file: &SourceText) -> Vec<String> {
    if !file.is_in("manuscript") {
        return Vec::new();
    }
    let mut faults = forbidden_words(file, &["OpenOptions"]);
    for call in [
        "fs::write",
        "fs::create",
        "fs::remove",
        "fs::rename",
        "fs::copy",
        "fs::set",
        "File::create",
    ] {
        faults.extend(fault(file.shipped.contains(call), call));
    }
    faults
}

fn is_silent(file: &SourceText) -> Vec<String> {
    if file.is_in("cli") || file.path == "src/main.rs" {
        return Vec::new();
    }
    let calls = ["print!", "println!", "stdout()", "stderr()", "env::"];
    let found = calls.iter().filter(|call| file.shipped.contains(**call));
    found.map(|call| format!("it has `{call}`")).collect()
}

fn fetches_nothing(file: &SourceText) -> Vec<String> {
    forbidden_words(
        file,
        &["TcpStream", "TcpListener", "UdpSocket", "UnixStream"],
    )
}

fn pdf_sees_pages_only(file: &SourceText) -> Vec<String> {
    if !file.is_in("pdf") {
        return Vec::new();
    }
    let identities = &[
        "AnchorId",
        "DivisionId",
        "ImageId",
        "Label",
        "Stream",
        "TextId",
    ];
    let mut faults = other_names(file, "document", identities);
    let facts = &["Anchor", "Credit", "Date", "Metadata"];
    faults.extend(other_names(file, "resolve", facts));
    faults.extend(other_names(file, "parse", &[]));
    faults
}

fn epub_sees_no_frame(file: &SourceText) -> Vec<String> {
    if !file.is_in("epub") {
        return Vec::new();
    }
    let map = &[
        "PageMap",
        "PageMapEntry",
        "TextPosition",
        "FolioPlace",
        "FolioRun",
        "folio_runs",
    ];
    other_names(file, "layout", map)
}

fn proves_on_its_own(file: &SourceText) -> Vec<String> {
    if !file.is_in("preflight") {
        return Vec::new();
    }
    let mut faults = forbidden_words(file, &["lopdf", "printpdf", "epub_builder"]);
    for room in ["crate::pdf", "crate::epub", "crate::pipeline"] {
        faults.extend(fault(file.shipped.contains(room), room));
    }
    faults
}

/// The stages in the order in which the book goes through them.
const STAGES: &[&str] = &[
    "bibliography",
    "manuscript",
    "parse",
    "resolve",
    "layout",
    "press",
    "pdf",
    "epub",
    "cli",
];

fn knows_only_what_is_before(file: &SourceText) -> Vec<String> {
    let Some(own) = STAGES.iter().position(|stage| file.is_in(stage)) else {
        return Vec::new();
    };
    let mut faults = Vec::new();
    for stage in STAGES.iter().skip(own + 1) {
        let path = format!("crate::{stage}::");
        faults.extend(fault(file.shipped.contains(&path), &path));
    }
    // The two editions are made side by side, so neither comes before the other.
    if file.is_in("epub") {
        faults.extend(fault(file.shipped.contains("crate::pdf::"), "crate::pdf::"));
    }
    // `read_images` looks into the parsed book for the names of the images.
    if file.is_in("manuscript") {
        faults.retain(|fault| fault != "crate::parse::");
    }
    faults
}

fn has_no_hash_order(file: &SourceText) -> Vec<String> {
    if !["pdf", "epub", "cli"].iter().any(|room| file.is_in(room)) {
        return Vec::new();
    }
    forbidden_words(file, &["HashMap", "HashSet", "FxHashMap", "FxHashSet"])
}

/// Rooms of layout whose numbers are those of an algorithm, and the rooms that set tables, lines and
/// pages.
const NOT_DESIGN: &[&str] = &[
    "layout/break_lines",
    "layout/dump",
    "layout/blocks/table",
    "layout/drawing",
    "layout/paged",
    "layout/paginate",
    "layout/paragraph",
    "layout/shape",
];

/// What a number of design follows, in code without white space.
const DESIGN: &[&str] = &[
    "Length::pt(",
    "Length::centipoints(",
    "Length::centimillimetres(",
    "Ink::Tint(",
    "Tint(",
    ".scale(",
    ".share(",
    "leading/",
    "leading*",
    "measure/",
    "measure*",
    "size/",
    "size*",
    "indent/",
    "indent*",
    "sink/",
    "tracking:",
    ":i64=",
];

/// The least length, and the measure that no line reaches.
const NO_MEASURE: &[&str] = &["1", "100_000"];

fn leaves_design_to_the_theme(file: &SourceText) -> Vec<String> {
    if !file.is_in("layout") || NOT_DESIGN.iter().any(|room| file.is_in(room)) {
        return Vec::new();
    }
    let mut faults = Vec::new();
    for before in DESIGN {
        for (at, _) in file.shipped.match_indices(before) {
            let rest = &file.shipped[at + before.len()..];
            let length = rest.find(|c: char| !c.is_ascii_digit() && c != '_');
            let number = &rest[..length.unwrap_or(rest.len())];
            let is_design = !number.is_empty() && !NO_MEASURE.contains(&number);
            faults.extend(fault(is_design, &format!("it has `{before}{number}`")));
        }
    }
    faults
}

fn is_safe(file: &SourceText) -> Vec<String> {
    fault(words(&file.code).any(|word| word == "unsafe"), "unsafe")
}

/// Put together here so that this file does not contain them.
const UNFINISHED: &[&str] = &[
    concat!("TO", "DO"),
    concat!("FIX", "ME"),
    concat!("XX", "X"),
    concat!("todo", "!"),
    concat!("unimpl", "emented!"),
    concat!("for ", "now"),
    concat!("place", "holder"),
];

fn is_finished(file: &SourceText) -> Vec<String> {
    let found = UNFINISHED.iter().filter(|word| file.text.contains(**word));
    found.map(|word| format!("it says `{word}`")).collect()
}

fn gives_reasons(file: &SourceText) -> Vec<String> {
    let mut faults = Vec::new();
    for opening in ["[allow(", "[expect("] {
        for (at, _) in file.code.match_indices(opening) {
            let rest = &file.code[at..];
            let attribute = rest.split(")]").next().unwrap_or(rest);
            faults.extend(fault(!attribute.contains("reason"), attribute));
        }
    }
    faults
}

fn fault(is_there: bool, what: &str) -> Vec<String> {
    if is_there {
        vec![what.to_owned()]
    } else {
        Vec::new()
    }
}

fn forbidden_words(file: &SourceText, forbidden: &[&str]) -> Vec<String> {
    let found = file.shipped_words().filter(|word| forbidden.contains(word));
    found.map(|word| format!("it names `{word}`")).collect()
}

fn other_names(file: &SourceText, module: &str, allowed: &[&str]) -> Vec<String> {
    let names = file.names_from(module).into_iter();
    names
        .filter(|name| !allowed.contains(name))
        .map(|name| format!("it names `{module}::{name}`"))
        .collect()
}
