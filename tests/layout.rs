//! The layout as text, which shows every break: of the tour of the syntax, and of a long text in which
//! pages have to be made level. A change of a break is a change of these files.

use std::path::Path;

use crate::harness::{Workshop, expect};

#[test]
fn the_tour_is_laid_out_as_before() {
    let tour = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/tour");
    let workshop = Workshop::with_manuscript(&tour);
    let run = workshop.recto(&["build", "--dump", "layout"]).ends_with(0);
    expect("layout/tour.txt", &run.stdout);
    assert_eq!(workshop.names(""), ["manuscript"]);
}

#[test]
fn a_layout_is_not_printed_among_findings() {
    let workshop = Workshop::with_fixture("small");
    let arguments = ["build", "--dump", "layout", "--format", "json"];
    let run = workshop.recto(&arguments).ends_with(2);
    assert!(run.stderr.contains("--format"), "{}", run.stderr);
}
