//! What `judge` and its parts promise that no file of the integration tests shows.

use super::*;

#[test]
fn pages_are_told_as_people_write_them() {
    let list = |pages: &[usize]| page_list(&pages.iter().copied().collect());
    assert_eq!(list(&[3, 5, 6, 7, 9, 10]), "3, 5-7, 9-10");
    assert_eq!(list(&[1, 3, 5, 7]), "1-7, every other one");
    assert_eq!(list(&[1, 3, 5]), "1, 3, 5");
    assert_eq!(list(&[1]), "1");
    assert_eq!(list(&[]), "");
}

/// Codes of no rule: of a file that is none, and of a book before its file is made.
const OF_NO_RULE: &[&str] = &[
    "print/bleed-inside",
    "print/image-profile",
    "print/no-bleed",
    "print/paper",
    "print/picture-cut",
    "print/profile",
    "print/trim",
    "print/unreadable",
];

#[test]
fn every_rule_has_a_code_of_its_own_and_every_code_a_rule() {
    let rules: Vec<&str> = rules().map(|own| own.name).collect();
    let codes = codes::ALL.iter().map(|own| own.name);
    let codes: Vec<&str> = codes
        .filter(|own| own.starts_with("print/") && !OF_NO_RULE.contains(own))
        .collect();
    assert_eq!(rules, codes);
}
