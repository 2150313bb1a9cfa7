//! The counts of a book: chapters, sections, figures, tables, boxes, recommendations, notes.

use std::collections::BTreeMap;

use super::Byline;

/// The counts that run through the book.
#[derive(Debug, Default)]
pub struct BookCounts {
    chapters: u32,
    figures: u32,
    tables: u32,
    boxes: u32,
    /// By the contributor's id, or by what is printed before the number.
    recommendations: BTreeMap<String, u32>,
    /// The last note's number.
    pub notes: u32,
}

impl BookCounts {
    /// The next chapter.
    pub fn chapter(&mut self) -> String {
        next(&mut self.chapters)
    }

    /// The next figure.
    pub fn figure(&mut self) -> String {
        next(&mut self.figures)
    }

    /// The next table.
    pub fn table(&mut self) -> String {
        next(&mut self.tables)
    }

    /// The next box.
    pub fn boxed(&mut self) -> String {
        next(&mut self.boxes)
    }

    /// The next recommendation of whoever makes it: "IOM 1" of a contributor, "3.1" of a chapter, "1"
    /// of neither. A contributor whose name differs by language has one count.
    pub fn recommendation(
        &mut self,
        contributor: Option<&Byline>,
        chapter: Option<&str>,
    ) -> String {
        let (whose, before) = match (contributor, chapter) {
            (Some(own), _) => (format!("of {}", own.id), format!("{} ", own.short)),
            (None, Some(chapter)) => (format!("{chapter}."), format!("{chapter}.")),
            (None, None) => (String::new(), String::new()),
        };
        let count = self.recommendations.entry(whose).or_default();
        before + &next(count)
    }
}

/// The letter of the note under a table at this place, counted from 0: a to z, then aa, ab.
pub fn letter(at: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = at + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'a' + u8::try_from(rest % 26).unwrap_or(0)));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

fn next(count: &mut u32) -> String {
    *count += 1;
    count.to_string()
}

/// The counts of one chapter's headings.
#[derive(Debug, Default)]
pub struct SectionCounts {
    chapter: Option<String>,
    sections: u32,
    subsections: u32,
    /// Whether the last heading of level 2 has a number of this count.
    in_section: bool,
}

impl SectionCounts {
    /// For a chapter with this number; without one, its headings have none either.
    pub fn of_chapter(number: Option<String>) -> SectionCounts {
        SectionCounts {
            chapter: number,
            ..SectionCounts::default()
        }
    }

    /// The chapter's number.
    pub fn chapter(&self) -> Option<&str> {
        self.chapter.as_deref()
    }

    /// The number of the next heading: "3.1" and "3.1.1"; "5(c)" of one that answers a question, which
    /// is not counted. What stands under a question, and deeper levels, have none.
    pub fn heading(&mut self, level: u8, question: Option<&str>) -> Option<String> {
        let chapter = self.chapter.as_deref()?;
        if let Some(letter) = question {
            self.in_section = false;
            return Some(format!("{chapter}({letter})"));
        }
        match level {
            2 => {
                self.in_section = true;
                self.sections += 1;
                self.subsections = 0;
                Some(format!("{chapter}.{}", self.sections))
            }
            3 if self.in_section => {
                self.subsections += 1;
                Some(format!("{chapter}.{}.{}", self.sections, self.subsections))
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_counted_and_questions_are_not() {
        let mut counts = SectionCounts::of_chapter(Some("3".into()));
        let headings = [
            (3, None, None),
            (2, None, Some("3.1")),
            (3, None, Some("3.1.1")),
            (3, None, Some("3.1.2")),
            (4, None, None),
            (2, Some("c"), Some("3(c)")),
            (3, None, None),
            (2, None, Some("3.2")),
            (3, None, Some("3.2.1")),
        ];
        for (level, question, expected) in headings {
            assert_eq!(counts.heading(level, question).as_deref(), expected);
        }
        assert_eq!(SectionCounts::of_chapter(None).heading(2, Some("a")), None);
    }

    #[test]
    fn notes_of_a_table_run_past_the_alphabet() {
        let letters = [
            (0, "a"),
            (25, "z"),
            (26, "aa"),
            (51, "az"),
            (52, "ba"),
            (702, "aaa"),
        ];
        for (at, expected) in letters {
            assert_eq!(letter(at), expected);
        }
    }

    fn byline(id: &str, short: &str) -> Byline {
        Byline {
            id: id.to_owned(),
            short: short.to_owned(),
            name: String::new(),
        }
    }

    #[test]
    fn recommendations_are_counted_by_who_makes_them() {
        let mut counts = BookCounts::default();
        assert_eq!(
            counts.recommendation(Some(&byline("iom", "IOM")), Some("1")),
            "IOM 1"
        );
        assert_eq!(
            counts.recommendation(Some(&byline("un", "UN")), Some("2")),
            "UN 1"
        );
        assert_eq!(
            counts.recommendation(Some(&byline("iom", "OIM")), Some("3")),
            "OIM 2"
        );
        assert_eq!(counts.recommendation(None, Some("3")), "3.1");
        assert_eq!(counts.recommendation(None, None), "1");
    }
}
