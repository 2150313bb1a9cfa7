//! What is found is told to people, as JSON and as SARIF: the same findings, all at once, in the order
//! of the files; and every SARIF log is valid by the schema of OASIS.

use serde_json::Value;

use crate::harness::{Run, Workshop};

const SCHEMA: &str = include_str!("fixtures/sarif/sarif-schema-2.1.0.json");

/// Mistakes in three files, two of them with related places, and a warning that has no place.
fn mistakes() -> Workshop {
    let workshop = Workshop::empty();
    workshop.write(
        "manuscript/book.toml",
        "[book]\nslug = \"x\"\ntitel = \"X\"\nlanguage = \"en\"\n\n[[contents.body]]\n\
         files = [\"body/z é.md\", \"body/a.md\"]\n",
    );
    workshop.write(
        "manuscript/body/z é.md",
        "# The first {#ch-same}\n\n\u{1F600}é\t[@ch-sane], [a](b \"c\").\n\n::: {.box}\nOne\n\ntwo\n",
    );
    workshop.write(
        "manuscript/body/a.md",
        "# The second {#ch-same}\n\nA note.[^a]\n",
    );
    workshop
}

#[test]
fn people_and_programs_are_told_the_same_in_the_order_of_the_files() {
    let workshop = mistakes();
    let human = workshop.recto(&["check"]).ends_with(1);
    let json = json(&workshop.recto(&["check", "--format", "json"]).ends_with(1));
    let sarif = sarif(&workshop.recto(&["check", "--format", "sarif"]).ends_with(1));

    let told_people: Vec<String> = human.stderr.lines().filter_map(headline).collect();
    let told_json: Vec<String> = array(&json).iter().map(line_of_json).collect();
    let results = array(&sarif["runs"][0]["results"]);
    let told_sarif: Vec<String> = results.iter().map(line_of_sarif).collect();
    assert!(told_people.len() > 5, "{human:#?}");
    assert_eq!(told_people, told_json);
    let placed = |line: &&String| !line.starts_with("./manuscript: ");
    let told_sarif: Vec<&String> = told_sarif.iter().collect();
    let told_json: Vec<&String> = told_json.iter().filter(placed).collect();
    assert_eq!(told_sarif[..told_json.len()], told_json);
    // What has no place comes last, and SARIF places it at the settings.
    assert_eq!(results.len(), told_json.len() + 1);
    let last = &results[results.len() - 1];
    let place = &last["locations"][0]["physicalLocation"];
    assert_eq!(last["ruleId"], "epub/no-cover");
    assert_eq!(place["artifactLocation"]["uri"], "manuscript/book.toml");
    assert!(place["region"].is_null());

    let mut files: Vec<&str> = array(&json)
        .iter()
        .filter_map(|own| own["file"].as_str())
        .collect();
    files.dedup();
    let expected = [
        "./manuscript/book.toml",
        "./manuscript/body/z é.md",
        "./manuscript/body/a.md",
    ];
    assert_eq!(files, expected);
}

#[test]
fn json_says_where_a_finding_begins_and_ends() {
    let json = json(&mistakes().recto(&["check", "--format", "json"]));
    let found = find(&json, "code", "ref/unknown");
    let text = "# The first {#ch-same}\n\n\u{1F600}é\t[@ch-sane]";
    let end = text.len() - 1;
    let begin = end - "@ch-sane".len();
    for (key, expected) in [
        ("line", 3),
        ("column", 5),
        ("end_line", 3),
        ("end_column", 13),
        ("byte", begin),
        ("end_byte", end),
    ] {
        assert_eq!(found[key], expected, "{key}");
    }
    assert!(found["help"].is_string());
    let page = include_str!("../docs/command-line.md");
    let keys = found.as_object().expect("an object");
    for key in keys.keys() {
        assert!(page.contains(&format!("`{key}`")), "no {key} on the page");
    }
    let related = &found["related"][0];
    assert!(related["message"].is_string());
    assert_eq!(related["file"], "./manuscript/body/z é.md");
}

#[test]
fn sarif_is_valid_whatever_was_found() {
    let logs = [
        sarif(
            &mistakes()
                .recto(&["check", "--format", "sarif"])
                .ends_with(1),
        ),
        sarif(
            &mistakes()
                .recto(&["build", "--format", "sarif"])
                .ends_with(1),
        ),
        sarif(
            &Workshop::with_fixture("small")
                .recto(&["--format", "sarif"])
                .ends_with(0),
        ),
        sarif(&empty().recto(&["check", "--format", "sarif"]).ends_with(1)),
    ];
    for log in logs {
        let run = &log["runs"][0];
        assert_eq!(run["columnKind"], "unicodeCodePoints");
        let rules = array(&run["tool"]["driver"]["rules"]);
        for result in array(&run["results"]) {
            let index = result["ruleIndex"].as_u64().expect("a rule");
            let rule = &rules[usize::try_from(index).expect("a small number")];
            assert_eq!(rule["id"], result["ruleId"]);
            let markdown = rule["help"]["markdown"].as_str().expect("a page");
            assert!(markdown.starts_with(&format!("# {}: ", rule["id"].as_str().expect("a code"))));
        }
    }
}

#[test]
fn sarif_tells_how_the_program_ended() {
    let workshop = Workshop::with_fixture("small");
    let ending = |run: &Run| sarif(run)["runs"][0]["invocations"][0].clone();
    let fine = ending(&workshop.recto(&["--format", "sarif"]).ends_with(0));
    assert_eq!(
        (&fine["exitCode"], &fine["executionSuccessful"]),
        (&0.into(), &true.into())
    );
    let stopped = ending(
        &workshop
            .recto(&["--release", "--format", "sarif"])
            .ends_with(1),
    );
    assert_eq!(
        (&stopped["exitCode"], &stopped["executionSuccessful"]),
        (&1.into(), &true.into())
    );

    workshop.write("taken", "a file where a folder is needed");
    let run = workshop
        .recto(&["--out", "taken/build", "--format", "sarif"])
        .ends_with(74);
    let failed = ending(&run);
    assert_eq!(
        (&failed["exitCode"], &failed["executionSuccessful"]),
        (&74.into(), &false.into())
    );
    let said = failed["toolExecutionNotifications"][0]["message"]["text"].as_str();
    assert!(said.is_some_and(|said| said.contains("taken")), "{failed}");
}

#[test]
fn the_list_for_people_ends_with_where_codes_are_explained_and_how_many_there_are() {
    let run = mistakes().recto(&["check"]).ends_with(1);
    let lines: Vec<&str> = run.stderr.lines().collect();
    let [.., explain, tally] = lines.as_slice() else {
        panic!("{run:#?}");
    };
    assert!(
        explain.starts_with("= explain: recto explain "),
        "{explain}"
    );
    let code = explain.rsplit(' ').next().expect("a code");
    Workshop::empty().recto(&["explain", code]).ends_with(0);
    assert_eq!(
        *tally,
        format!(
            "{} errors, 2 warnings",
            array(&json(&mistakes().recto(&["check", "--format", "json"]))).len() - 2
        )
    );
    assert_eq!(run.stderr.matches("= explain:").count(), 1);

    let fine = Workshop::with_fixture("conservation")
        .recto(&["check"])
        .ends_with(0);
    assert_eq!(
        fine.stderr.contains("= explain:"),
        fine.stderr.contains('[')
    );
}

/// A manuscript without settings: its one finding has no text to stand in.
fn empty() -> Workshop {
    let workshop = Workshop::empty();
    workshop.write("manuscript/a.md", "# A\n");
    workshop
}

fn json(run: &Run) -> Value {
    serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{error} in {run:#?}"))
}

/// The log of a run, which the schema has found valid.
fn sarif(run: &Run) -> Value {
    let log = json(run);
    // The pattern of a language has a bracket too many, which no reader of patterns takes.
    let schema = SCHEMA.replace("{2}]?$", "{2}$");
    let schema: Value = serde_json::from_str(&schema).expect("a schema");
    let schema = jsonschema::options()
        .should_validate_formats(true)
        .build(&schema)
        .expect("a schema");
    let faults: Vec<String> = schema
        .iter_errors(&log)
        .map(|fault| format!("{fault} at {}", fault.instance_path()))
        .collect();
    assert!(faults.is_empty(), "{faults:#?}");
    log
}

/// `place: severity[code]: message` of the first line of a finding.
fn headline(line: &str) -> Option<String> {
    let is_headline = line.starts_with("./manuscript") && line.contains("]: ");
    is_headline.then(|| line.to_owned())
}

fn line_of_json(found: &Value) -> String {
    let word = |key: &str| found[key].as_str().expect("text").to_owned();
    let place = match found["file"].as_str() {
        Some(file) => format!("{file}:{}:{}", found["line"], found["column"]),
        None => "./manuscript".to_owned(),
    };
    format!(
        "{place}: {}[{}]: {}",
        word("severity"),
        word("code"),
        word("message")
    )
}

fn line_of_sarif(result: &Value) -> String {
    let word = |value: &Value| value.as_str().expect("text").to_owned();
    let place = &result["locations"][0]["physicalLocation"];
    let region = &place["region"];
    let uri = word(&place["artifactLocation"]["uri"]);
    let file = uri.replace("%20", " ").replace("%C3%A9", "é");
    let message = word(&result["message"]["text"]);
    let message = message.split("\nhelp: ").next().expect("a message");
    format!(
        "./{file}:{}:{}: {}[{}]: {message}",
        region["startLine"],
        region["startColumn"],
        word(&result["level"]),
        word(&result["ruleId"]),
    )
}

fn find<'a>(findings: &'a Value, key: &str, value: &str) -> &'a Value {
    let mut found = array(findings).iter().filter(|own| own[key] == value);
    found
        .next()
        .unwrap_or_else(|| panic!("no {value} in {findings}"))
}

#[track_caller]
fn array(value: &Value) -> &[Value] {
    value.as_array().expect("an array")
}

/// A manuscript in order whose pages have faults.
fn faulty() -> Workshop {
    let workshop = Workshop::with_fixture("small");
    let page = "\n[page]\ntrim = [\"100mm\", \"80mm\"]\ninside = \"15mm\"\noutside = \"15mm\"\n\
                head = \"10mm\"\nlines = 8\n\n[type]\nchapter_sink = 4\n";
    let settings = String::from_utf8(workshop.bytes("manuscript/book.toml")).expect("UTF-8");
    let settings = settings.replace("[[contents.front]]\ngenerate = \"title\"\n", "");
    workshop.write("manuscript/book.toml", &format!("{settings}{page}"));
    let text = "Water is poured over the leaves and stands until it has its colour and its taste. ";
    let paragraph = format!("{}\n\n", text.repeat(5));
    let chapter = format!("# Tea\n\n{}", paragraph.repeat(4));
    workshop.write("manuscript/body/first.md", &chapter);
    workshop
}

#[test]
fn faults_of_pages_are_shown_where_they_are_asked_for_with_their_page_in_every_format() {
    let workshop = faulty();
    let json = json(
        &workshop
            .recto(&["check", "--layout", "--format", "json"])
            .ends_with(0),
    );
    let found = array(&json);
    assert!(found.len() > 3, "{found:?}");
    for own in found {
        let code = own["code"].as_str().expect("a code");
        assert!(code.starts_with("layout/"), "{own}");
        assert!(own["page"].is_string(), "{own}");
    }
    let sarif = sarif(
        &workshop
            .recto(&["check", "--layout", "--format", "sarif"])
            .ends_with(0),
    );
    let results = array(&sarif["runs"][0]["results"]);
    assert_eq!(results.len(), found.len());
    for (result, own) in results.iter().zip(found) {
        let place = &result["locations"][0]["logicalLocations"][0];
        assert_eq!(
            (&place["name"], &place["kind"]),
            (&own["page"], &"page".into())
        );
    }
    let human = workshop.recto(&["check", "--layout"]).ends_with(0);
    for own in found {
        let page = format!("= page: {}", own["page"].as_str().expect("a folio"));
        assert!(human.stderr.contains(&page), "{human:#?}");
    }

    // Without the option they are counted, and neither `check` nor `build` shows them.
    let usual = workshop.recto(&["check"]).ends_with(0);
    assert!(!usual.stderr.contains("[layout/loose-line]"), "{usual:#?}");
    assert!(usual.stderr.contains("recto check --layout"), "{usual:#?}");
    let build = workshop.recto(&["build"]).ends_with(0);
    assert!(build.stdout.contains("recto check --layout"), "{build:#?}");
    let report: Value = serde_json::from_slice(&workshop.bytes("build/small.report.json"))
        .expect("the report is JSON");
    let listed = array(&report["setting"]["faults"]);
    let notes: Vec<&Value> = (found.iter())
        .filter(|own| own["severity"] == "note" && own["code"] != "layout/head-shortened")
        .collect();
    assert_eq!(listed.len(), notes.len());
    for key in ["code", "page", "line", "column", "message"] {
        let mut listed: Vec<String> = listed.iter().map(|own| own[key].to_string()).collect();
        let mut notes: Vec<String> = notes.iter().map(|own| own[key].to_string()).collect();
        listed.sort();
        notes.sort();
        assert_eq!(listed, notes);
    }

    // What does not concern the pages is counted there.
    workshop.write(
        "manuscript/body/first.md",
        "# One\n\nA [@ref-to-nothing].\n",
    );
    let other = workshop.recto(&["check", "--layout"]).ends_with(1);
    assert!(other.stderr.contains("not shown: "), "{other:#?}");
}
