//! The judge of finished files: a book in order has no finding, each fault of it is found by its code and
//! no other, no bytes make it panic or hang, and the command says what was judged and found.

mod book;
mod faults;

use std::collections::BTreeSet;
use std::fs;
use std::time::{Duration, Instant};

use lopdf::{Object, Stream, dictionary};
use recto::preflight::press::{self, Judgement};
use recto::printer::{Colour, Profile};
use serde_json::Value;

use crate::harness::Workshop;
use book::{Book, Kind, TEXT, numbers};
use faults::FAULTS;

/// How many faults there are at least.
const FEWEST: usize = 90;

/// How many damaged files are read.
const DAMAGED: u64 = 500;

/// What a test does to a book.
type Breaks = fn(&mut Book);

/// Many times what a file takes on a slow machine under load.
const PATIENCE: Duration = Duration::from_secs(60);

fn codes(judgement: &Judgement) -> BTreeSet<&str> {
    let findings = judgement.findings.iter();
    findings.map(|own| own.code.name).collect()
}

/// The profile of that name; one of a printer who has black alone; none for no name.
fn profile(name: &str) -> Option<Profile> {
    match name {
        "" => None,
        "mono" => {
            let mut own = Profile::named("sheetfed").expect("a profile").clone();
            own.ink.colour = Some(Colour::Mono);
            Some(own)
        }
        _ => Some(Profile::named(name).expect("a profile").clone()),
    }
}

#[test]
fn books_in_order_have_no_finding() {
    for (kind, names) in [
        (Kind::X4, &["", "sheetfed", "kdp", "lulu"][..]),
        (Kind::X1a, &["", "sheetfed", "ingramspark", "kdp"]),
        (Kind::Plain, &["", "kdp", "lulu"]),
    ] {
        let bytes = Book::new(kind).bytes();
        for name in names {
            let judgement = press::judge(&bytes, profile(name).as_ref());
            assert_eq!(judgement.findings, [], "{kind:?} {name}");
            let facts = judgement.facts.expect("a file that can be read");
            assert_eq!(facts.pages, book::PAGES);
            assert_eq!(facts.trim, Some([500.0, 700.0]));
        }
    }
}

#[test]
fn each_fault_is_found_by_its_code_and_no_other() {
    assert!(FAULTS.len() >= FEWEST, "{} faults", FAULTS.len());
    let mut failures = Vec::new();
    for fault in FAULTS {
        let mut book = Book::new(fault.kind);
        (fault.breaks)(&mut book);
        let judgement = press::judge(&book.bytes(), profile(fault.profile).as_ref());
        let code = format!("print/{}", fault.code);
        let found = codes(&judgement);
        if found != BTreeSet::from([code.as_str()]) {
            failures.push(format!("{}: {code}, and {found:?}", fault.name));
        }
    }
    assert!(failures.is_empty(), "\n{}\n", failures.join("\n"));
}

#[test]
fn every_rule_has_a_fault() {
    let broken: BTreeSet<String> = FAULTS
        .iter()
        .map(|own| format!("print/{}", own.code))
        .collect();
    for rule in press::rules() {
        assert!(broken.contains(rule.name), "nothing breaks {}", rule.name);
    }
}

#[test]
fn a_finding_names_its_pages_and_its_place() {
    let mut book = Book::new(Kind::X4);
    for page in [5, 7, 8] {
        book.write(page, "0.9 0.9 0.8 0.9 k 200 210 50 50 re f");
    }
    book.write(7, "1 0.9 0.9 1 k 300 310 50 50 re f");
    let judgement = press::judge(&book.bytes(), profile("sheetfed").as_ref());
    let [finding] = judgement.findings.as_slice() else {
        panic!("{judgement:?}");
    };
    assert_eq!(press::page_list(&finding.sheets), "5, 7-8");
    assert!(finding.message.contains("380 %"), "{}", finding.message);
    let spot = finding.spot.expect("a place");
    assert_eq!((spot.sheet, spot.x, spot.y), (7, 300.0, 310.0));
}

#[test]
fn the_dark_place_of_an_image_is_named() {
    let mut book = Book::new(Kind::X4);
    faults::dark(&mut book);
    let judgement = press::judge(&book.bytes(), profile("sheetfed").as_ref());
    let [finding] = judgement.findings.as_slice() else {
        panic!("{judgement:?}");
    };
    assert!(finding.message.contains(" 36"), "{}", finding.message);
    let spot = finding.spot.expect("a place");
    // The square is 20 of 100 pixels wide; the image is 24 points.
    let inside = |own: f64, from: f64, to: f64| (from..=to).contains(&((own * 100.0) / 24.0));
    assert!(inside(spot.x - 100.0, 20.0, 40.0), "{spot:?}");
    assert!(inside(spot.y - 500.0, 60.0, 80.0), "{spot:?}");
    assert_eq!(finding.image.as_deref(), Some("I1"));
}

#[test]
fn a_file_that_is_damaged_is_judged_all_the_same() {
    let good = Book::new(Kind::X4).bytes();
    let mut broken = good.clone();
    let at = good
        .windows(9)
        .rposition(|own| own == b"startxref")
        .expect("an end");
    broken.truncate(at);
    broken.extend(b"startxref\n7\n%%EOF");
    let judgement = press::judge(&broken, profile("sheetfed").as_ref());
    assert_eq!(codes(&judgement), BTreeSet::from(["print/damaged"]));
    for (bytes, what) in [
        (&b"%PDF-1.6"[..], "empty"),
        (b"tea", "no PDF"),
        (&good[..20], "cut"),
    ] {
        let judgement = press::judge(bytes, None);
        assert_eq!(
            codes(&judgement),
            BTreeSet::from(["print/unreadable"]),
            "{what}"
        );
        assert_eq!(judgement.facts, None);
    }
}

#[test]
fn the_ledger_has_every_rule_once_and_counts_them() {
    let ledger = include_str!("../docs/profiles/pdf-x4.md");
    let count = press::rules().count();
    assert!(ledger.contains(&format!("checks {count} rules")), "{count}");
    for rule in press::rules() {
        let row = format!("| [`{0}`](../diagnostics/{0}.md) |", rule.name);
        assert_eq!(ledger.matches(&row).count(), 1, "{}", rule.name);
    }
    let rows = ledger.lines().filter(|own| own.starts_with("| [`print/"));
    assert_eq!(rows.count(), count);
    let changes = include_str!("../CHANGELOG.md");
    assert!(changes.contains(&format!("by {count} rules")));
}

/// Numbers that are the same each time (xorshift, Marsaglia 2003).
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % most.max(1) as u64) as usize
    }
}

#[test]
fn no_damage_makes_the_judge_panic_or_hang() {
    let good = [Kind::X4, Kind::X1a].map(|kind| Book::new(kind).bytes());
    let sheetfed = profile("sheetfed");
    let mut seen = BTreeSet::new();
    for seed in 1..=DAMAGED {
        let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let mut bytes = good[seed as usize % 2].clone();
        damage(&mut bytes, &mut dice);
        let begun = Instant::now();
        let judgement = press::judge(&bytes, sheetfed.as_ref());
        assert!(
            begun.elapsed() < PATIENCE,
            "seed {seed}: {:?}",
            begun.elapsed()
        );
        seen.extend(judgement.findings.iter().map(|own| own.code.name));
    }
    // Damage that nobody sees would prove nothing.
    assert!(seen.len() > 20, "{seen:?}");
}

/// Changes bytes, cuts the end off, or exchanges two objects. The profile and the font are most of the
/// file, so changes are made among the words.
fn damage(bytes: &mut Vec<u8>, dice: &mut Dice) {
    let places: Vec<usize> = bytes
        .windows(4)
        .enumerate()
        .filter(|(_, own)| own == b" obj")
        .map(|(at, _)| at)
        .collect();
    let last = bytes.len() - 1;
    let near = |dice: &mut Dice| {
        let at = places[dice.below(places.len())] + dice.below(200);
        at.min(last)
    };
    match dice.below(4) {
        0 | 1 => {
            for _ in 0..=dice.below(30) {
                let at = near(dice);
                bytes[at] = match dice.below(3) {
                    0 => dice.below(256) as u8,
                    1 => b"0123456789 []<>/()"[dice.below(18)],
                    _ => bytes[at] ^ 1 << dice.below(8),
                };
            }
        }
        2 => {
            let end = dice.below(bytes.len());
            bytes.truncate(end);
        }
        _ => {
            let (first, second) = (near(dice), near(dice));
            for at in 0..dice.below(300) {
                if first.max(second) + at < bytes.len() {
                    bytes.swap(first + at, second + at);
                }
            }
        }
    }
}

#[test]
fn files_that_are_made_to_be_slow_are_not() {
    let evil: [(&str, Breaks); 7] = [
        ("forms that double", |book| {
            let mut inner = book.form;
            for _ in 0..15 {
                let form = dictionary! {
                    "Type" => "XObject", "Subtype" => "Form", "BBox" => numbers([0, 0, 200, 50]),
                    "Resources" => dictionary! { "XObject" => dictionary! { "X" => inner } },
                };
                let contents = b"/X Do ".repeat(40);
                inner = book.add(Stream::new(form, contents));
            }
            book.give(5, "XObject", "X2", inner);
            book.write(5, "/X2 Do");
        }),
        ("a form that uses itself", |book| {
            let id = book.form;
            let own = dictionary! { "XObject" => dictionary! { "X" => id } };
            book.dictionary(id).set("Resources", own);
            let stream = book.document.get_object_mut(id).expect("a form");
            stream
                .as_stream_mut()
                .expect("a stream")
                .set_content(b"/X Do".repeat(1_000));
        }),
        ("a tree that is a ring", |book| {
            let tree = book.tree;
            book.pages.push(tree);
        }),
        ("brackets", |book| book.write(5, &"[".repeat(3_000_000))),
        ("saved states", |book| {
            book.write(5, &"q ".repeat(3_000_000))
        }),
        ("much of nothing", |book| {
            let zeros = Stream::new(dictionary! {}, vec![b' '; 120_000_000]);
            let zeros = book::compressed(zeros);
            for page in 1..=32 {
                book.add_contents(page, zeros.clone());
            }
        }),
        ("a space of spaces", |book| {
            let mut inner: Object = "DeviceCMYK".into();
            for _ in 0..40 {
                inner = vec![Object::from("Pattern"), inner].into();
            }
            let names: Vec<Object> = (0..50_000)
                .map(|own| format!("N{own}").into_bytes())
                .map(Object::Name)
                .collect();
            book.give(5, "ColorSpace", "C1", inner);
            book.give(
                5,
                "ColorSpace",
                "C2",
                vec!["DeviceN".into(), names.into(), "DeviceCMYK".into()],
            );
            book.write(5, &"/C1 cs /C2 cs ".repeat(100_000));
        }),
    ];
    for (name, breaks) in evil {
        let mut book = Book::new(Kind::X4);
        breaks(&mut book);
        let bytes = book.bytes();
        let begun = Instant::now();
        let judgement = press::judge(&bytes, None);
        assert!(begun.elapsed() < PATIENCE, "{name}: {:?}", begun.elapsed());
        assert!(!judgement.findings.is_empty(), "{name} is in order");
    }
}

#[test]
fn the_command_tells_what_was_judged_and_found() {
    let workshop = Workshop::empty();
    fs::write(workshop.path("good.pdf"), Book::new(Kind::X4).bytes()).expect("a file");
    let mut book = Book::new(Kind::X4);
    for page in [5, 6, 9] {
        book.write(
            page,
            &format!("BT 0.6 0.4 0.4 1 k /F1 11 Tf 100 300 Td {TEXT} Tj ET"),
        );
    }
    fs::write(workshop.path("bad.pdf"), book.bytes()).expect("a file");
    let arguments = ["preflight", "good.pdf", "bad.pdf", "--profile", "sheetfed"];
    let run = workshop.recto(&arguments).ends_with(1);
    crate::harness::expect("preflight/human.txt", &run.stdout);
    workshop.recto(&arguments[..2]).ends_with(0);
    let run = workshop.recto(&["preflight", "good.pdf", "bad.pdf", "--format", "json"]);
    let found: Value = serde_json::from_str(&run.ends_with(1).stdout).expect("JSON");
    let [found] = found.as_array().expect("an array").as_slice() else {
        panic!("{found}");
    };
    assert_eq!(found["code"], "print/rich-black-text");
    assert_eq!(found["file"], "bad.pdf");
    assert_eq!(found["sheets"], serde_json::json!([5, 6, 9]));
    assert_eq!((&found["sheet"], &found["x"]), (&5.into(), &100.0.into()));
    let run = workshop.recto(&["preflight", "good.pdf", "bad.pdf", "--format", "sarif"]);
    let log: Value = serde_json::from_str(&run.ends_with(1).stdout).expect("JSON");
    let result = &log["runs"][0]["results"][0];
    assert_eq!(result["ruleId"], "print/rich-black-text");
    assert_eq!(
        result["locations"][0]["physicalLocation"]["artifactLocation"]["index"],
        1
    );
    assert_eq!(result["locations"][0]["logicalLocations"][2]["name"], "9");
}

#[test]
fn wrong_usage_and_files_that_are_not_there_are_told() {
    let workshop = Workshop::empty();
    fs::write(workshop.path("good.pdf"), Book::new(Kind::X4).bytes()).expect("a file");
    let wrong = ["preflight", "good.pdf", "--profile", "sheetfeed"];
    workshop
        .recto(&wrong)
        .ends_with(2)
        .says("did you mean `sheetfed`?");
    let wrong = ["preflight", "good.pdf", "--profile", "papyrus"];
    workshop
        .recto(&wrong)
        .ends_with(2)
        .says("ingramspark, kdp, lulu, sheetfed");
    workshop.recto(&["preflight"]).ends_with(2).says("FILE");
    let run = workshop
        .recto(&["preflight", "good.pdf", "gone.pdf"])
        .ends_with(74);
    assert_eq!(run.says("gone.pdf").stdout, "");
}

#[test]
fn a_finding_about_our_own_file_leads_to_the_manuscript() {
    let workshop = Workshop::with_fixture("small");
    workshop
        .recto(&["build", "--edition", "print"])
        .ends_with(0);
    let path = "build/small-print.pdf";
    let arguments = ["preflight", path, "--profile", "kdp", "--format", "json"];
    let related = |run: crate::harness::Run| {
        let found: Value = serde_json::from_str(&run.stdout).expect("JSON");
        let found = found.as_array().expect("an array").clone();
        let on_pages = found.into_iter().filter(|own| !own["sheet"].is_null());
        let places = on_pages.map(|own| own["related"][0]["file"].clone());
        places.collect::<Vec<Value>>()
    };
    let places = related(workshop.recto(&arguments).ends_with(1));
    let known = places.iter().filter_map(Value::as_str).collect::<Vec<_>>();
    assert!(!known.is_empty(), "{places:?}");
    for file in known {
        assert!(
            workshop.path(&format!("manuscript/{file}")).exists(),
            "{file}"
        );
    }
    // One byte more, and it is another file.
    let mut bytes = workshop.bytes(path);
    bytes.push(b'\n');
    fs::write(workshop.path(path), bytes).expect("a file");
    let places = related(workshop.recto(&arguments).ends_with(1));
    assert!(places.iter().all(Value::is_null), "{places:?}");
}
