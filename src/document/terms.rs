//! The words that the tool prints before numbers, by language: "Figure 2", "Chapter 4". English
//! stands in for languages that have no table here.

/// The words of one language, as they begin a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LabelTerms {
    /// Before a chapter's number.
    pub chapter: &'static str,
    /// Before a figure's number.
    pub figure: &'static str,
    /// Before a table's number.
    pub table: &'static str,
    /// After the label of a table or a note that goes on.
    pub continued: &'static str,
    /// Before the source of a table.
    pub source: &'static str,
    boxes: [&'static str; 5],
}

const ENGLISH: LabelTerms = LabelTerms {
    chapter: "Chapter",
    figure: "Figure",
    table: "Table",
    continued: "(continued)",
    source: "Source:",
    boxes: ["Box", "Good practice", "Tool", "Challenge", "Case"],
};

const FRENCH: LabelTerms = LabelTerms {
    chapter: "Chapitre",
    figure: "Figure",
    table: "Tableau",
    continued: "(suite)",
    source: "Source\u{a0}:",
    boxes: ["Encadré", "Bonne pratique", "Outil", "Défi", "Cas"],
};

impl LabelTerms {
    /// The words of a language, given by its BCP 47 tag.
    pub fn of(language: &str) -> LabelTerms {
        match language.split('-').next() {
            Some("fr") => FRENCH,
            _ => ENGLISH,
        }
    }

    /// Before a box's number: its kind, or the plain word.
    pub fn of_box(&self, kind: Option<&str>) -> &'static str {
        let [plain, good_practice, tool, challenge, case] = self.boxes;
        match kind {
            Some("good-practice") => good_practice,
            Some("tool") => tool,
            Some("challenge") => challenge,
            Some("case") => case,
            _ => plain,
        }
    }
}
