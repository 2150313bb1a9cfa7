//! The whole publication, taken apart again: every file well formed, every address found, every
//! text there once and in order.

mod publication;

use std::collections::{BTreeMap, BTreeSet};

use super::fixture;
use crate::layout::PageMap;

use publication::{Element, Publication};

#[test]
fn the_same_book_is_the_same_bytes_with_one_thread_or_many() {
    let book = fixture::book();
    let pages = fixture::pages(&book);
    let many = super::write(&book, &pages).expect("the EPUB can be written");
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build();
    let one = pool
        .expect("a pool can be built")
        .install(|| super::write(&book, &pages));
    assert!(many == one.expect("the EPUB can be written"));
}

#[test]
fn the_archive_starts_with_its_type_and_stores_images() {
    let publication = Publication::whole();
    let (name, stored, data) = &publication.files[0];
    assert_eq!((name.as_str(), *stored), ("mimetype", true));
    assert_eq!(data, b"application/epub+zip");
    let names: Vec<&str> = publication
        .files
        .iter()
        .map(|(name, ..)| name.as_str())
        .collect();
    assert_eq!(names[1], "META-INF/container.xml");
    for (name, stored, _) in &publication.files[1..] {
        assert_eq!(*stored, name.contains("/images/"), "{name}");
    }
    for gone in ["OEBPS/stylesheet.css", "OEBPS/toc.xhtml"] {
        assert!(
            !names.contains(&gone),
            "epub-builder's {gone} must not ship"
        );
    }
}

#[test]
fn ids_are_unique_in_their_files_and_every_address_is_found() {
    let publication = Publication::whole();
    let mut places = BTreeSet::new();
    for (name, parsed) in &publication.xml {
        places.insert(name.clone());
        for id in parsed
            .elements
            .iter()
            .filter_map(|element| element.get("id"))
        {
            assert!(
                places.insert(format!("{name}#{id}")),
                "{name} has {id} twice"
            );
        }
    }
    places.extend(publication.files.iter().map(|(name, ..)| name.clone()));
    let mut addresses = 0;
    for (name, parsed) in &publication.xml {
        for element in &parsed.elements {
            let wanted = ["href", "src", "full-path"].map(|key| element.get(key));
            for address in wanted.into_iter().flatten() {
                if address.contains(':') {
                    continue;
                }
                addresses += 1;
                let target = resolve(name, address);
                assert!(places.contains(&target), "{name}: {address} leads nowhere");
            }
            if let Some(id) = element.get("aria-labelledby") {
                assert!(places.contains(&format!("{name}#{id}")), "{name}: {id}");
            }
        }
    }
    assert!(addresses > 80, "only {addresses} addresses");
}

/// An address seen from a file, as a name in the archive.
fn resolve(from: &str, address: &str) -> String {
    if from == "META-INF/container.xml" {
        return address.to_owned();
    }
    if address.starts_with('#') {
        return format!("{from}{address}");
    }
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    match address.strip_prefix("../") {
        Some(rest) => {
            let above = folder.rsplit_once('/').map_or("", |(above, _)| above);
            format!("{above}/{rest}")
        }
        None => format!("{folder}/{address}"),
    }
}

#[test]
fn the_manifest_lists_every_file_and_the_spine_every_document_in_order() {
    let publication = Publication::whole();
    let package = &publication.xml["OEBPS/content.opf"];
    let items: BTreeMap<&str, &str> = package
        .elements
        .iter()
        .filter(|element| element.name == "item")
        .filter_map(|item| Some((item.get("id")?, item.get("href")?)))
        .collect();
    let listed: BTreeSet<String> = items.values().map(|href| format!("OEBPS/{href}")).collect();
    let there = publication.files.iter().map(|(name, ..)| name.clone());
    let there: BTreeSet<String> = there
        .filter(|name| name.starts_with("OEBPS/") && name != "OEBPS/content.opf")
        .collect();
    assert_eq!(listed, there);
    let spine = package
        .elements
        .iter()
        .filter(|element| element.name == "itemref");
    let spine: Vec<&str> = spine
        .filter_map(|item| items.get(item.get("idref")?).copied())
        .collect();
    let names = fixture::book()
        .divisions
        .into_iter()
        .map(|own| format!("text/{}.xhtml", own.name));
    let expected: Vec<String> = std::iter::once("cover.xhtml".to_owned())
        .chain(names)
        .collect();
    assert_eq!(spine, expected);
}

#[test]
fn every_text_of_a_chapter_is_there_once_and_in_order() {
    let publication = Publication::whole();
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = words(&publication.xml["OEBPS/text/iom.xhtml"].text);
    let awkward = fixture::AWKWARD.replace('\u{1}', "\u{FFFD}");
    assert_eq!(
        text,
        words(&format!(
            "Working in cities today The Organization works in 150 countries and every office \
             reports to le Conseil; see  or . \
             Formulae such as CO2 and 1st, old text, Small Capitals, if x < 3 {{ y }} and a link. \
             Awkward: {awkward}after the break \
             Good practices The practices below were reported by the offices. \
             A one-stop shop in Lisbon Fourteen services share one counter, so that nobody is \
             sent from door to door. ask first then act agreed in print \
             States should collect data on internal migration and publish it every year, in a \
             form that others can use. States should collect data on internal migration and \
             publish it every year, in a form that others can use. \
             What was spent, and on whom \
             RegionMoney, in US$ millionPeopleKind Africa1,204.51,300both Asia87900 \
             Europe3.25not counted Estimate. IOM, 2024. \
             Flows between two regions. Source: IOM. Nothing to report. \
             Figures of 2024, with affiliates. Seen on 1 May; & so on."
        ))
    );
}

#[test]
fn notes_and_their_marks_lead_to_each_other() {
    let publication = Publication::whole();
    let iom = &publication.xml["OEBPS/text/iom.xhtml"];
    let by = |role: &str| -> Vec<&Element> {
        iom.elements
            .iter()
            .filter(|element| element.is("role", role))
            .collect()
    };
    let (marks, notes, backs) = (by("doc-noteref"), by("doc-footnote"), by("doc-backlink"));
    assert_eq!((marks.len(), notes.len(), backs.len()), (3, 3, 3));
    for (note, back) in notes.iter().zip(&backs) {
        let id = note.get("id").expect("a note has an id");
        let mark = marks.iter().find(|mark| mark.is("href", &format!("#{id}")));
        let mark = mark
            .and_then(|mark| mark.get("id"))
            .expect("a note has a mark");
        assert_eq!(back.get("href"), Some(format!("#{mark}").as_str()));
    }
    // The lettered note stands under its table, before those of the chapter.
    assert_eq!(notes[0].get("id"), Some("note-6-2"));
}

#[test]
fn pages_start_at_their_character_even_inside_an_emphasis() {
    let publication = Publication::whole();
    let iom = publication.text("OEBPS/text/iom.xhtml");
    let page = |label: &str| {
        format!(
            "<span epub:type=\"pagebreak\" role=\"doc-pagebreak\" id=\"page-{label}\" \
             aria-label=\"{label}\"></span>"
        )
    };
    assert!(
        iom.contains(&format!("<em>every {}office ", page("4"))),
        "{iom}"
    );
    assert!(
        iom.contains(&format!("<p>Formulae {}{}such as", page("5"), page("6"))),
        "{iom}"
    );
    let numbers = publication.text("OEBPS/text/numbers.xhtml");
    assert!(
        numbers.contains(&format!("{}<h3 id=\"numbers-two\">", page("8"))),
        "{numbers}"
    );
    assert!(
        numbers.contains(&format!("{}<header", page("7"))),
        "{numbers}"
    );
}

#[test]
fn the_page_lists_name_every_page_in_the_order_of_the_text() {
    let publication = Publication::whole();
    let expected = "i iii iv v vii 1 3 4 5 6 7 8 9";
    for (file, start, end) in [
        ("OEBPS/nav.xhtml", "epub:type=\"page-list\"", "</nav>"),
        ("OEBPS/toc.ncx", "<pageList>", "</pageList>"),
    ] {
        let text = publication.text(file);
        let list = text
            .split_once(start)
            .and_then(|(_, rest)| rest.split_once(end));
        let (list, _) = list.unwrap_or_else(|| panic!("{file} has no page list"));
        let targets = list.split("#page-").skip(1);
        let labels: Vec<_> = targets.filter_map(|rest| rest.split('"').next()).collect();
        assert_eq!(labels.join(" "), expected, "{file}");
    }
    let book = fixture::book();
    let plain = Publication::of(&book, &PageMap::default());
    assert!(!plain.text("OEBPS/nav.xhtml").contains("page-list"));
    let package = plain.text("OEBPS/content.opf");
    for absent in ["pageBreakSource", "pageNavigation", "dc:source"] {
        assert!(!package.contains(absent), "{absent}");
    }
}

#[test]
fn a_heading_never_skips_a_level() {
    use crate::document::BlockKind;
    use crate::resolve::DivisionKind;
    let mut book = fixture::book();
    let DivisionKind::Chapter(chapter) = &mut book.divisions[fixture::CHAPTER].kind else {
        panic!("the chapter stands where the fixture says");
    };
    for (block, level) in chapter.blocks.iter_mut().zip([5, 0, 4, 0, 2]) {
        if let BlockKind::Heading(heading) = &mut block.kind {
            heading.level = level;
        }
    }
    let publication = Publication::of(&book, &PageMap::default());
    let elements = publication.xml["OEBPS/text/numbers.xhtml"].elements.iter();
    let names = elements.map(|element| element.name.as_str());
    let names: Vec<_> = names
        .filter(|name| ["h1", "h2", "h3", "h4", "h5"].contains(name))
        .collect();
    assert_eq!(names, ["h1", "h2", "h3", "h2"]);
}

#[test]
fn references_print_their_text_and_link_across_files() {
    let publication = Publication::whole();
    let iom = publication.text("OEBPS/text/iom.xhtml");
    assert!(iom.contains(
        "<span class=\"reference generated\"><a href=\"#tbl-money\">table 1</a> and \
         <a href=\"#fig-flows\">figure 1</a> on page <a href=\"#fig-flows\">42</a></span>"
    ));
    assert!(iom.contains("<a href=\"numbers.xhtml#numbers\">chapter 2</a>"));
    assert!(iom.contains(
        "<a href=\"https://www.iom.int/a%20b?x=1&amp;y=2\">a link</a><sup class=\"mark\">"
    ));
}

#[test]
fn navigation_nests_sections_in_chapters_in_parts() {
    let publication = Publication::whole();
    let nav = publication.text("OEBPS/nav.xhtml").replace('\n', "");
    assert!(nav.contains(
        "Contributions</a><ol><li><a href=\"text/iom.xhtml#iom\">IOM: Working in cities today</a>\
         <ol><li><a href=\"text/iom.xhtml#iom-good\">(c) Good practices</a></li></ol></li>\
         <li><a href=\"text/numbers.xhtml#numbers\">2. Words &amp; numbers</a><ol><li>\
         <a href=\"text/numbers.xhtml#numbers-one\">2.1 Numbers of 2024</a><ol>"
    ), "{nav}");
    let contents = publication
        .text("OEBPS/text/contents.xhtml")
        .replace('\n', "");
    assert!(
        contents.contains(
            "</a></li></ol></li><li class=\"chapter-line\"><a href=\"acronyms.xhtml#acronyms\">"
        ),
        "what follows the text is not in its last part: {contents}"
    );
    for landmark in [
        "cover",
        "titlepage",
        "toc",
        "foreword",
        "bodymatter",
        "glossary",
    ] {
        assert!(
            nav.contains(&format!("<a epub:type=\"{landmark}\"")),
            "{landmark}"
        );
    }
}

#[test]
fn metadata_is_escaped_and_dated_by_the_manuscript() {
    let publication = Publication::whole();
    let package = publication.text("OEBPS/content.opf");
    for line in [
        "<dc:title id=\"title\">A small compendium: “R&amp;D” &lt;today&gt;</dc:title>",
        "<meta refines=\"#subtitle\" property=\"title-type\">subtitle</meta>",
        "<meta property=\"dcterms:modified\">2026-11-01T00:00:00Z</meta>",
        "<meta refines=\"#creator-1\" property=\"role\" scheme=\"marc:relators\">edt</meta>",
        "<dc:contributor id=\"contributor-2\">",
        "<meta property=\"pageBreakSource\">urn:isbn:9789290000013</meta>",
        "<meta property=\"schema:accessibilityFeature\">pageNavigation</meta>",
    ] {
        assert!(package.contains(line), "{line} is not in {package}");
    }
    let mut unnumbered = fixture::book();
    unnumbered.metadata.isbn_print = None;
    let pages = fixture::pages(&unnumbered);
    let package = Publication::of(&unnumbered, &pages);
    let package = package.text("OEBPS/content.opf");
    assert!(!package.contains("dc:source"));
    assert!(package.contains(
        "<meta property=\"pageBreakSource\">A small compendium: “R&amp;D” &lt;today&gt;, \
         print edition, Example Press, 2026</meta>"
    ));
    let mut undated = fixture::book();
    undated.metadata.date = None;
    let undated = Publication::of(&undated, &PageMap::default());
    let package = undated.text("OEBPS/content.opf");
    assert!(package.contains(">2000-01-01T00:00:00Z<") && !package.contains("dc:date"));
}

#[test]
fn only_the_faces_that_are_used_are_embedded_with_their_licences() {
    let publication = Publication::whole();
    let style = publication.text("OEBPS/style/book.css");
    let faces = |family: &str| {
        style
            .matches(&format!("@font-face {{ font-family: \"{family}\""))
            .count()
    };
    assert_eq!(
        (faces("Book Text"), faces("Book Sans"), faces("Book Code")),
        (3, 2, 1)
    );
    let names: Vec<_> = publication
        .files
        .iter()
        .map(|(name, ..)| name.as_str())
        .collect();
    for name in [
        "fonts/OFL-Literata.txt",
        "fonts/OFL-SourceSans3.txt",
        "fonts/OFL-SourceCodePro.txt",
    ] {
        assert!(names.contains(&format!("OEBPS/{name}").as_str()), "{name}");
    }
    let style = style.replace("color: inherit", "");
    for word in ["color:", "background"] {
        assert!(!style.contains(word), "{word} is the reader's");
    }
}

#[test]
fn a_book_without_divisions_is_still_a_publication() {
    let mut book = fixture::book();
    book.divisions.clear();
    book.cover = None;
    let empty = Publication::of(&book, &PageMap::default());
    assert!(
        empty
            .text("OEBPS/content.opf")
            .contains("<itemref idref=\"nav\"/>")
    );
}
