//! The success criteria of WCAG 2.2 that findings are about, by the codes.

/// A success criterion of the Web Content Accessibility Guidelines 2.2.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Criterion {
    /// "1.1.1".
    pub number: &'static str,
    /// Its name.
    pub name: &'static str,
    /// A, AA or AAA.
    pub level: &'static str,
}

impl Criterion {
    /// "1.1.1 Non-text Content (A)".
    pub fn title(&self) -> String {
        format!("{} {} ({})", self.number, self.name, self.level)
    }
}

const fn criterion(number: &'static str, name: &'static str, level: &'static str) -> Criterion {
    Criterion {
        number,
        name,
        level,
    }
}

const NON_TEXT: &Criterion = &criterion("1.1.1", "Non-text Content", "A");
const RELATIONSHIPS: &Criterion = &criterion("1.3.1", "Info and Relationships", "A");
const CONTRAST: &Criterion = &criterion("1.4.3", "Contrast (Minimum)", "AA");
const GRAPHIC_CONTRAST: &Criterion = &criterion("1.4.11", "Non-text Contrast", "AA");
const TITLED: &Criterion = &criterion("2.4.2", "Page Titled", "A");
const LINK_IN_CONTEXT: &Criterion = &criterion("2.4.4", "Link Purpose (In Context)", "A");
const LINK_ALONE: &Criterion = &criterion("2.4.9", "Link Purpose (Link Only)", "AAA");
const LANGUAGE: &Criterion = &criterion("3.1.2", "Language of Parts", "AA");

/// The codes that concern accessibility, each with its criterion.
const CRITERIA: &[(&str, &Criterion)] = &[
    ("accessibility/alternative", NON_TEXT),
    ("accessibility/contrast", CONTRAST),
    ("accessibility/decorative", NON_TEXT),
    ("accessibility/graphic-contrast", GRAPHIC_CONTRAST),
    ("accessibility/language", LANGUAGE),
    ("accessibility/link-targets", LINK_ALONE),
    ("accessibility/link-text", LINK_IN_CONTEXT),
    ("accessibility/table-headers", RELATIONSHIPS),
    ("front-matter/no-title", TITLED),
    ("heading/empty", RELATIONSHIPS),
    ("heading/skipped", RELATIONSHIPS),
    ("image/decorative-text", NON_TEXT),
    ("image/no-alternative", NON_TEXT),
    ("link/no-text", LINK_IN_CONTEXT),
    ("list/typed", RELATIONSHIPS),
    ("table/head", RELATIONSHIPS),
];

/// The criterion that a code is about.
pub fn of(code: &str) -> Option<&'static Criterion> {
    let found = CRITERIA.iter().find(|(own, _)| *own == code);
    found.map(|(_, criterion)| *criterion)
}

#[cfg(test)]
mod tests {
    use super::super::codes;
    use super::*;

    #[test]
    fn every_code_of_accessibility_has_a_criterion_and_its_page_names_it() {
        for (code, criterion) in CRITERIA {
            let code = codes::ALL.iter().find(|own| own.name == *code);
            let code = code.expect("a code of the register");
            let named = format!("WCAG 2.2, {} {}", criterion.number, criterion.name);
            let own = code.name.starts_with("accessibility/");
            assert!(
                !own || code.explanation().replace('\n', " ").contains(&named),
                "{}",
                code.name
            );
        }
        for code in codes::ALL
            .iter()
            .filter(|own| own.name.starts_with("accessibility/"))
        {
            assert!(code.criterion().is_some(), "{}", code.name);
        }
    }
}
