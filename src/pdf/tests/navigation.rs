//! Labels, links, destinations and bookmarks.

use super::*;

#[test]
fn the_labels_are_ranges_of_one_style() {
    let file = reread(Edition::Print);
    let ranges = file
        .follow(file.catalog(), &["PageLabels", "Nums"])
        .as_array()
        .unwrap();
    let found: Vec<(i64, &[u8], i64)> = ranges
        .chunks(2)
        .map(|range| {
            let style = range[1].as_dict().unwrap();
            let name = style.get(b"S").unwrap().as_name().unwrap();
            let start = style.get(b"St").unwrap().as_i64().unwrap();
            (range[0].as_i64().unwrap(), name, start)
        })
        .collect();
    assert_eq!(found, [(0, b"r" as &[u8], 1), (2, b"D", 1)]);
}

#[test]
fn links_lead_to_destinations_and_addresses_on_the_screen_alone() {
    assert!(
        reread(Edition::Print)
            .pages()
            .iter()
            .all(|page| !page.has(b"Annots"))
    );
    let file = reread(Edition::Screen);
    let links = file.pages()[0].get(b"Annots").unwrap().as_array().unwrap();
    // The link that changes face is one annotation.
    let links: Vec<&Dictionary> = links
        .iter()
        .map(|id| {
            file.document
                .get_dictionary(id.as_reference().unwrap())
                .unwrap()
        })
        .collect();
    let contents = links
        .iter()
        .map(|link| decode_text_string(link.get(b"Contents").unwrap()).unwrap());
    assert_eq!(
        contents.collect::<Vec<_>>(),
        ["the second chapter", "https://example.org/caf\u{e9}"]
    );
    assert_eq!(links[0].get(b"Dest").unwrap().as_str().unwrap(), b"second");
    let uri = file.follow(links[1], &["A", "URI"]).as_str().unwrap();
    assert_eq!(uri, b"https://example.org/caf%C3%A9");
    let names = file
        .follow(file.catalog(), &["Names", "Dests", "Names"])
        .as_array()
        .unwrap();
    let names: Vec<&[u8]> = names
        .iter()
        .step_by(2)
        .map(|name| name.as_str().unwrap())
        .collect();
    assert_eq!(names, [b"second" as &[u8], b"waffles"]);
}

#[test]
fn the_outline_is_nested_and_open_at_its_outermost_level() {
    let file = reread(Edition::Screen);
    let outline = file
        .follow(file.catalog(), &["Outlines"])
        .as_dict()
        .unwrap();
    let count = |node: &Dictionary| node.get(b"Count").map(|n| n.as_i64().unwrap()).unwrap_or(0);
    let first = file.follow(outline, &["First"]).as_dict().unwrap();
    let second = file.follow(first, &["First"]).as_dict().unwrap();
    let last = file.follow(first, &["Next"]).as_dict().unwrap();
    assert_eq!([outline, first, second, last].map(count), [3, 1, -1, 0]);
    let third = file.follow(second, &["First", "Title"]);
    assert_eq!(decode_text_string(third).unwrap(), "D\u{e9}j\u{e0} vu");
    assert!(!reread(Edition::Print).catalog().has(b"Outlines"));
}

#[test]
fn many_destinations_are_a_balanced_tree_in_the_order_of_their_names() {
    let mut book = book();
    for number in 0..5_000 {
        let mut anchor = book.anchors[0].clone();
        anchor.name = Label(format!("sec-{number}"));
        book.anchors.push(anchor);
        book.places.push(book.places[0]);
    }
    let file = Reread::of(&book, Edition::Screen);
    let mut names: Vec<Vec<u8>> = Vec::new();
    let mut waiting = vec![
        file.follow(file.catalog(), &["Names", "Dests"])
            .as_dict()
            .unwrap(),
    ];
    while let Some(node) = waiting.pop() {
        if let Ok(kids) = node.get(b"Kids").and_then(Object::as_array) {
            assert!(kids.len() <= 64);
            let kids = kids.iter().rev().map(|kid| kid.as_reference().unwrap());
            waiting.extend(kids.map(|kid| file.document.get_dictionary(kid).unwrap()));
            continue;
        }
        let own = node.get(b"Names").unwrap().as_array().unwrap();
        let own: Vec<_> = own
            .iter()
            .step_by(2)
            .map(|n| n.as_str().unwrap().to_vec())
            .collect();
        let limits = node.get(b"Limits").unwrap().as_array().unwrap();
        assert_eq!(limits[0].as_str().ok(), own.first().map(Vec::as_slice));
        assert_eq!(limits[1].as_str().ok(), own.last().map(Vec::as_slice));
        names.extend(own);
    }
    assert_eq!(names.len(), 5_002);
    assert!(names.is_sorted());
}
