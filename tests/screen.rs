//! The screen edition as a tagged file: veraPDF says that it is PDF/UA-1 and PDF/A-2a, the tree says what the
//! book holds, and files with one fault each are refused, so that a judge that sees nothing is noticed.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use lopdf::{Dictionary, Document, Object, ObjectId};
use tempfile::TempDir;

use crate::editions::{books, fixture, judged, notes};
use crate::harness::Workshop;
use crate::judges::{call, judge, text};

#[test]
fn verapdf_passes_every_book_as_pdf_ua_1_and_pdf_a_2a() {
    let folder = TempDir::new().expect("a folder for the test");
    let files: Vec<PathBuf> = judged()
        .iter()
        .map(|book| write(&folder, book.name, &book.screen))
        .collect();
    let verdicts = verdicts(&files);
    assert_eq!(verdicts.len(), files.len() * 2);
    for verdict in verdicts {
        assert!(verdict.passes, "{verdict:?}");
    }
}

#[test]
fn a_draft_and_a_text_alone_are_tagged_too() {
    let workshop = Workshop::with_fixture("small");
    let draft = "---\ntitle: Draft\nstatus: draft\n---\n\n### Deep\n\nText with\nan [address](https://a.org).\n";
    workshop.write("manuscript/body/first.md", draft);
    workshop
        .recto(&["build", "--edition", "screen"])
        .ends_with(0);
    workshop
        .recto(&["build", "--edition", "screen", "--only", "first"])
        .ends_with(0);
    let files = [
        workshop.path("build/small-screen.pdf"),
        workshop.path("build/small-first-screen.pdf"),
    ];
    for verdict in verdicts(&files) {
        assert!(verdict.passes, "{verdict:?}");
    }
}

/// A fault that is brought into a sound file, and the rule that it breaks: flavour, clause and test.
struct Fault {
    name: &'static str,
    breaks: (&'static str, &'static str),
    change: fn(&mut Document),
}

const FAULTS: &[Fault] = &[
    Fault {
        name: "a figure has no alternative",
        breaks: ("ua1", "7.3-1"),
        change: |own| first(own, "Figure", |figure| drop(figure.remove(b"Alt"))),
    },
    Fault {
        name: "the catalog has no language",
        breaks: ("ua1", "7.2-"),
        change: |own| drop(catalog(own).remove(b"Lang")),
    },
    Fault {
        name: "the file does not say that it is marked",
        breaks: ("ua1", "6.2-1"),
        change: |own| drop(catalog(own).remove(b"MarkInfo")),
    },
    Fault {
        name: "the title is not shown",
        breaks: ("ua1", "7.1-10"),
        change: |own| drop(catalog(own).remove(b"ViewerPreferences")),
    },
    Fault {
        name: "a page does not say the order of its tabs",
        breaks: ("ua1", "7.18.3-1"),
        change: |own| page_with_links(own, |page| drop(page.remove(b"Tabs"))),
    },
    Fault {
        name: "a link says nothing",
        breaks: ("ua1", "7.18.5-2"),
        change: |own| link(own, |link| drop(link.remove(b"Contents"))),
    },
    Fault {
        name: "a link is in no element",
        breaks: ("ua1", "7.18.5-1"),
        change: |own| link(own, |link| drop(link.remove(b"StructParent"))),
    },
    Fault {
        name: "a link is not printed",
        breaks: ("2a", "6.3.2-1"),
        change: |own| link(own, |link| drop(link.remove(b"F"))),
    },
    Fault {
        name: "a note has no id",
        breaks: ("ua1", "7.9-1"),
        change: |own| first(own, "Note", |note| drop(note.remove(b"ID"))),
    },
    Fault {
        name: "two notes have one id",
        breaks: ("ua1", "7.9-2"),
        change: |own| {
            let id = Object::string_literal("note");
            all(own, "Note", |note| note.set("ID", id.clone()));
        },
    },
    Fault {
        name: "a cell has no headers",
        breaks: ("ua1", "7.5-1"),
        change: |own| {
            all(own, "TH", |cell| drop(cell.remove(b"A")));
            all(own, "TD", |cell| drop(cell.remove(b"A")));
        },
    },
    Fault {
        name: "a role is not known",
        breaks: ("ua1", "7.1-5"),
        change: |own| first(own, "P", |element| element.set("S", "Paragraph")),
    },
    Fault {
        name: "a heading leaves out a level",
        breaks: ("ua1", "7.4.2-1"),
        change: |own| all(own, "H2", |heading| heading.set("S", "H4")),
    },
    Fault {
        name: "a list holds a paragraph",
        breaks: ("ua1", "7.2-"),
        change: |own| first(own, "LI", |item| item.set("S", "P")),
    },
    Fault {
        name: "text is neither an artifact nor tagged",
        breaks: ("ua1", "7.1-3"),
        change: |own| drop(catalog(own).remove(b"StructTreeRoot")),
    },
    Fault {
        name: "the metadata do not claim PDF/UA",
        breaks: ("ua1", "5-1"),
        change: |own| metadata(own, "<pdfuaid:part>1</pdfuaid:part>", ""),
    },
    Fault {
        name: "the metadata do not explain the claim",
        breaks: ("2a", "6.6.2.3.1-"),
        change: |own| metadata(own, "pdfaExtension:schemas", "pdfaExtension:others"),
    },
    Fault {
        name: "there is no output intent",
        breaks: ("2a", "6.2.4.3-"),
        change: |own| drop(catalog(own).remove(b"OutputIntents")),
    },
    Fault {
        name: "the file has no identity",
        breaks: ("2a", "6.1.3-1"),
        change: |own| drop(own.trailer.remove(b"ID")),
    },
];

#[test]
fn a_file_with_one_fault_is_refused_by_the_rule_that_it_breaks() {
    let folder = TempDir::new().expect("a folder for the test");
    let sound = &fixture().screen;
    let files: Vec<PathBuf> = FAULTS
        .iter()
        .enumerate()
        .map(|(at, fault)| {
            let mut document = Document::load_mem(sound).expect("a PDF that can be read");
            (fault.change)(&mut document);
            let mut bytes = Vec::new();
            document.save_to(&mut bytes).expect("a file with a fault");
            write(&folder, &format!("fault-{at}"), &bytes)
        })
        .collect();
    // Reading and writing alone is no fault.
    let mut document = Document::load_mem(sound).expect("a PDF that can be read");
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("the same file");
    let same = write(&folder, "same", &bytes);
    for verdict in verdicts(&[same]) {
        assert!(verdict.passes, "{verdict:?}");
    }
    let verdicts = verdicts(&files);
    let mut failures = Vec::new();
    for (fault, file) in FAULTS.iter().zip(&files) {
        let (flavour, rule) = fault.breaks;
        let of_file = verdicts.iter().filter(|own| Path::new(&own.file) == file);
        let own = of_file
            .clone()
            .find(|own| own.flavour == flavour)
            .expect("a verdict");
        if own.passes || !own.rules.iter().any(|own| own.starts_with(rule)) {
            failures.push(format!("{}: {:?}", fault.name, of_file.collect::<Vec<_>>()));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn the_tree_names_what_the_book_holds() {
    let document = Document::load_mem(&fixture().screen).expect("a PDF that can be read");
    let counts = counts(&document);
    for role in [
        "Document",
        "Sect",
        "H1",
        "H2",
        "P",
        "L",
        "LI",
        "Lbl",
        "LBody",
        "Table",
        "Caption",
        "TR",
        "TH",
        "TD",
        "Figure",
        "Note",
        "Reference",
        "Link",
        "TOC",
        "TOCI",
        "Code",
        "BlockQuote",
        "Aside",
        "Span",
    ] {
        assert!(counts.contains_key(role), "no {role} in {counts:?}");
    }
    let compendium = Document::load_mem(&books()[0].screen).expect("a PDF that can be read");
    let counts = self::counts(&compendium);
    for role in ["Part", "Index"] {
        assert!(counts.contains_key(role), "no {role} in {counts:?}");
    }
    // Every note is called, and leads back.
    let notes = Document::load_mem(&notes().screen).expect("a PDF that can be read");
    let counts = self::counts(&notes);
    assert!(counts["Reference"] >= counts["Note"], "{counts:?}");
    for note in elements(&notes).filter(|own| role(own) == "Note") {
        let holds_link = below(&notes, note).iter().any(|own| role(own) == "Link");
        assert!(holds_link, "{note:?}");
    }
}

#[test]
fn every_link_is_in_an_element_and_every_sequence_too() {
    for editions in books() {
        let document = Document::load_mem(&editions.screen).expect("a PDF that can be read");
        let mut links = 0;
        for element in elements(&document).filter(|own| role(own) == "Link") {
            let kids = element.get(b"K").expect("a link that holds something");
            let kids = kids
                .as_array()
                .cloned()
                .unwrap_or_else(|_| vec![kids.clone()]);
            let is_annotation = |kid: &&Object| kid.as_dict().is_ok_and(|kid| kid.has(b"Obj"));
            let annotations = kids.iter().filter(is_annotation).count();
            assert!(
                annotations > 0 && kids.len() > annotations,
                "{}: {element:?}",
                editions.name
            );
            links += annotations;
        }
        let pages = document.get_pages().into_values();
        let annotated: usize = pages
            .filter_map(|page| {
                document
                    .get_dictionary(page)
                    .ok()?
                    .get(b"Annots")
                    .ok()?
                    .as_array()
                    .ok()
            })
            .map(Vec::len)
            .sum();
        assert_eq!(links, annotated, "{}", editions.name);
        // No sequence is left to the whole document.
        let root = catalog_of(&document)
            .get(b"StructTreeRoot")
            .and_then(Object::as_reference);
        let root = document
            .get_dictionary(root.expect("a tree"))
            .expect("a tree");
        let whole = root
            .get(b"K")
            .and_then(Object::as_reference)
            .expect("an element");
        let tree = root
            .get(b"ParentTree")
            .and_then(Object::as_reference)
            .expect("a tree");
        let tree = document.get_dictionary(tree).expect("a tree");
        let numbers = tree
            .get(b"Nums")
            .and_then(Object::as_array)
            .expect("numbers");
        let owners = numbers.iter().flat_map(|own| match own {
            Object::Array(owners) => owners.clone(),
            other => vec![other.clone()],
        });
        let lost = owners.filter(|own| own.as_reference().is_ok_and(|own| own == whole));
        assert_eq!(lost.count(), 0, "{}", editions.name);
    }
}

#[test]
fn foreign_words_acronyms_and_cells_say_what_they_are() {
    let document = Document::load_mem(&books()[1].screen).expect("a PDF that can be read");
    let all: Vec<&Dictionary> = elements(&document).collect();
    let with = |key: &[u8]| all.iter().filter(|own| own.has(key)).count();
    assert!(with(b"Lang") > 0, "no span has a language");
    assert!(with(b"E") > 0, "no acronym has its expansion");
    let attribute = |key: &[u8]| {
        let attributes = all
            .iter()
            .filter_map(|own| own.get(b"A").ok()?.as_dict().ok());
        attributes.filter(|own| own.has(key)).count()
    };
    for key in [
        "Scope",
        "Headers",
        "ColSpan",
        "RowSpan",
        "ListNumbering",
        "BBox",
    ] {
        assert!(attribute(key.as_bytes()) > 0, "no {key}");
    }
}

/// What veraPDF says of a file in a flavour.
#[derive(Debug)]
struct Verdict {
    passes: bool,
    flavour: String,
    file: String,
    rules: Vec<String>,
}

fn verdicts(files: &[PathBuf]) -> Vec<Verdict> {
    let flavours = [OsStr::new("ua1,2a")];
    let paths = files.iter().map(|path| path.as_os_str());
    let output = call(&judge("RECTO_VERAPDF"), flavours.into_iter().chain(paths));
    let said = text(&output.stdout);
    let lines = said.lines().map(|line| {
        let fields: Vec<&str> = line.split('\t').collect();
        let [verdict @ ("PASS" | "FAIL"), flavour, file, rules @ ..] = fields.as_slice() else {
            panic!("no verdict: {output:?}");
        };
        Verdict {
            passes: *verdict == "PASS",
            flavour: (*flavour).to_owned(),
            file: (*file).to_owned(),
            rules: rules
                .join(" ")
                .split_whitespace()
                .map(str::to_owned)
                .collect(),
        }
    });
    lines.collect()
}

fn write(folder: &TempDir, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.path().join(format!("{name}.pdf"));
    std::fs::write(&path, bytes).expect("a file for the test");
    path
}

fn catalog_of(document: &Document) -> &Dictionary {
    document.catalog().expect("a catalog")
}

fn catalog(document: &mut Document) -> &mut Dictionary {
    document.catalog_mut().expect("a catalog")
}

fn elements(document: &Document) -> impl Iterator<Item = &Dictionary> {
    let dictionaries = document
        .objects
        .values()
        .filter_map(|own| own.as_dict().ok());
    dictionaries.filter(|own| own.has_type(b"StructElem"))
}

fn role(element: &Dictionary) -> String {
    let name = element.get(b"S").and_then(Object::as_name);
    text(name.expect("a role"))
}

fn counts(document: &Document) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for element in elements(document) {
        *counts.entry(role(element)).or_insert(0) += 1;
    }
    counts
}

/// The elements below an element.
fn below<'d>(document: &'d Document, element: &'d Dictionary) -> Vec<&'d Dictionary> {
    let kids = match element.get(b"K") {
        Ok(Object::Array(kids)) => kids.as_slice(),
        Ok(one) => std::slice::from_ref(one),
        Err(_) => &[],
    };
    let mut found = Vec::new();
    for kid in kids.iter().filter_map(|kid| kid.as_reference().ok()) {
        let own = document.get_dictionary(kid).expect("an element");
        found.push(own);
        found.extend(below(document, own));
    }
    found
}

fn ids(document: &Document, wanted: &str) -> Vec<ObjectId> {
    let of_role = |own: &Object| {
        let own = own.as_dict().ok().filter(|own| own.has_type(b"StructElem"));
        own.is_some_and(|own| role(own) == wanted)
    };
    let found = document.objects.iter().filter(|(_, own)| of_role(own));
    let found: Vec<ObjectId> = found.map(|(id, _)| *id).collect();
    assert!(!found.is_empty(), "no {wanted}");
    found
}

fn all(document: &mut Document, wanted: &str, change: impl Fn(&mut Dictionary)) {
    for id in ids(document, wanted) {
        change(document.get_dictionary_mut(id).expect("an element"));
    }
}

fn first(document: &mut Document, wanted: &str, change: impl Fn(&mut Dictionary)) {
    let id = ids(document, wanted)[0];
    change(document.get_dictionary_mut(id).expect("an element"));
}

fn page_with_links(document: &mut Document, change: impl Fn(&mut Dictionary)) {
    let mut pages = document.get_pages().into_values();
    let has_links = |page: &ObjectId| {
        document
            .get_dictionary(*page)
            .is_ok_and(|own| own.has(b"Annots"))
    };
    let page = pages.find(has_links).expect("a page with links");
    change(document.get_dictionary_mut(page).expect("a page"));
}

fn link(document: &mut Document, change: impl Fn(&mut Dictionary)) {
    let is_link = |own: &Object| own.as_dict().is_ok_and(|own| own.has_type(b"Annot"));
    let mut objects = document.objects.values_mut();
    let link = objects.find(|own| is_link(own)).expect("a link");
    change(link.as_dict_mut().expect("a link"));
}

fn metadata(document: &mut Document, from: &str, to: &str) {
    let id = catalog(document)
        .get(b"Metadata")
        .and_then(Object::as_reference);
    let stream = document
        .get_object_mut(id.expect("metadata"))
        .and_then(Object::as_stream_mut);
    let stream = stream.expect("a stream");
    let packet = text(&stream.content);
    assert!(packet.contains(from), "{packet}");
    stream.set_plain_content(packet.replace(from, to).into_bytes());
}
