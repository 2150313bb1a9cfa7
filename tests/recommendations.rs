//! Recommendations on the page: where their text begins, in their chapter and in the annex.

use recto::layout::{Mark, lay_out};
use recto::length::Length;
use recto::theme::Theme;
use recto::{manuscript, parse, resolve};

use crate::harness::Workshop;

const SETTINGS: &str = "[book]\nslug = \"r\"\ntitle = \"R\"\nlanguage = \"en-GB\"\n\
                        [[contents.body]]\nfile = \"a.md\"\n\
                        [[contents.back]]\ngenerate = \"recommendations\"\n";

const TEXT: &str = "---\ntitle: A\n---\n\n::: {.recommendation}\nStates should\n\n- boil\n- pour\n:::\n\n\
                    ::: {.recommendation}\nCities should\n\n- wait\n\nand afterwards drink.\n:::\n";

/// The words of a division with their left edges.
fn edges(division: u32) -> Vec<(String, Length)> {
    let workshop = Workshop::empty();
    workshop.write("manuscript/book.toml", SETTINGS);
    workshop.write("manuscript/a.md", TEXT);
    let (manuscript, _) = manuscript::read(&workshop.path("manuscript")).expect("a folder");
    let (book, found) = parse::parse(&manuscript);
    assert!(found.is_empty(), "{found:?}");
    let (images, _) = manuscript::read_images(&manuscript, &book);
    let (book, _) = resolve::resolve(book, &manuscript, images, None);
    let (pages, _) = lay_out(&book, &Theme::default());
    let mut edges = Vec::new();
    let own = |page: &&recto::layout::Page| page.division.0 == division;
    for frame in pages.pages.iter().filter(own).flat_map(|page| &page.frames) {
        for mark in &frame.marks {
            if let Mark::Text(run) = mark {
                let words = &pages.divisions[division as usize].words;
                edges.extend(run.words.iter().map(|word| {
                    let text = words.view(word.word).text.to_owned();
                    (text, frame.x + run.x + word.dx())
                }));
            }
        }
    }
    edges
}

#[test]
fn what_follows_a_list_begins_at_the_edge_of_the_recommendation() {
    for (division, last) in [(0, "and"), (1, "page")] {
        let edges = edges(division);
        let edge = |wanted: &str| {
            let found = edges.iter().find(|(text, _)| text.starts_with(wanted));
            found
                .unwrap_or_else(|| panic!("no {wanted} in {edges:?}"))
                .1
        };
        assert_eq!(edge(last), edge("States"), "{edges:?}");
        assert_eq!(edge("and"), edge("Cities"), "{edges:?}");
        assert!(edge("boil") > edge("States"), "{edges:?}");
    }
}
