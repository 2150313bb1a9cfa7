//! The words of the lists and annexes that the tool makes, and of answers that authors leave empty, by
//! language. English stands in for languages that have none.

use super::primary_language;

/// The words of one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AnnexTerms {
    /// The title of the list of figures.
    pub figures: &'static str,
    /// The title of the list of tables.
    pub tables: &'static str,
    /// The title of the list of boxes.
    pub boxes: &'static str,
    /// The title of the recommendations.
    pub recommendations: &'static str,
    /// Above those that no contributor makes, or that have no theme.
    pub other: &'static str,
    /// Before the addressees of a recommendation, with its space.
    pub to: &'static str,
    /// The title of the table of questions.
    pub matrix: &'static str,
    /// The head of its first column.
    pub contributor: &'static str,
    /// A cell of it: an explicit empty answer.
    pub nothing: &'static str,
    /// What its marks mean.
    pub matrix_key: &'static str,
    /// An explicit empty answer to which the author added no words.
    pub nothing_to_report: &'static str,
    /// The title of the colophon.
    pub colophon: &'static str,
    /// Before the program and its version.
    pub made_with: &'static str,
    /// Before the names of the faces.
    pub set_in: &'static str,
    /// Between the names of the faces and that of their licence.
    pub licensed: &'static str,
    /// Before the measures of the page.
    pub trim: &'static str,
    /// Before who asked for the book, with its space.
    pub mandate: &'static str,
    /// Before the editors.
    pub editors: &'static str,
    /// Before the coordinators.
    pub coordinators: &'static str,
    /// Before the advisers.
    pub advisers: &'static str,
    /// The title of the table of themes.
    pub themes: &'static str,
    /// What its marks mean.
    pub themes_key: &'static str,
    /// Before the recommendations that one merges, with its space.
    pub merges: &'static str,
    /// Before the recommendation that merges this one.
    pub merged_into: &'static str,
    /// The decimal point.
    pub point: char,
}

const ENGLISH: AnnexTerms = AnnexTerms {
    figures: "Figures",
    tables: "Tables",
    boxes: "Boxes",
    recommendations: "Recommendations",
    other: "Others",
    to: "To: ",
    matrix: "Questions and answers",
    contributor: "Contributor",
    nothing: "nothing to report",
    matrix_key: "A dot stands for an answer, an empty cell for none.",
    nothing_to_report: "Nothing to report.",
    colophon: "Colophon",
    made_with: "This book was made with ",
    set_in: "It is set in ",
    licensed: ", under the ",
    trim: "The printed page measures ",
    mandate: "Mandate: ",
    editors: "Edited by: ",
    coordinators: "Coordinated by: ",
    advisers: "Advised by: ",
    themes: "Contributors and themes",
    themes_key: "A dot stands for at least one recommendation on the theme.",
    merges: "Merges ",
    merged_into: "Merged into ",
    point: '.',
};

const FRENCH: AnnexTerms = AnnexTerms {
    figures: "Figures",
    tables: "Tableaux",
    boxes: "Encadrés",
    recommendations: "Recommandations",
    other: "Autres",
    to: "À l’attention de\u{a0}: ",
    matrix: "Questions et réponses",
    contributor: "Contributeur",
    nothing: "rien à signaler",
    matrix_key: "Un point signale une réponse, une case vide son absence.",
    nothing_to_report: "Rien à signaler.",
    colophon: "Colophon",
    made_with: "Ce livre a été réalisé avec ",
    set_in: "Il est composé en ",
    licensed: ", sous licence ",
    trim: "La page imprimée mesure ",
    mandate: "Mandat\u{a0}: ",
    editors: "Direction de l’ouvrage\u{a0}: ",
    coordinators: "Coordination\u{a0}: ",
    advisers: "Conseil\u{a0}: ",
    themes: "Contributeurs et thèmes",
    themes_key: "Un point signale au moins une recommandation sur le thème.",
    merges: "Réunit ",
    merged_into: "Reprise dans ",
    point: ',',
};

impl AnnexTerms {
    /// The words of a language, given by its BCP 47 tag.
    pub fn of(language: &str) -> &'static AnnexTerms {
        match primary_language(language).as_str() {
            "fr" => &FRENCH,
            _ => &ENGLISH,
        }
    }

    /// The line under a recommendation: its themes, and to whom it is addressed.
    pub fn under_recommendation(&self, themes: &[String], addressees: &[String]) -> Option<String> {
        let to = (!addressees.is_empty()).then(|| format!("{}{}", self.to, addressees.join(", ")));
        let themes = (!themes.is_empty()).then(|| themes.join(", "));
        let parts: Vec<String> = themes.into_iter().chain(to).collect();
        (!parts.is_empty()).then(|| parts.join(" · "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn themes_and_addressees_share_a_line() {
        let one = |word: &str| vec![word.to_owned()];
        let english = AnnexTerms::of("en-GB");
        for (themes, addressees, expected) in [
            (vec![], vec![], None),
            (one("Water"), vec![], Some("Water")),
            (vec![], one("States"), Some("To: States")),
            (one("Water"), one("States"), Some("Water · To: States")),
        ] {
            let line = english.under_recommendation(&themes, &addressees);
            assert_eq!(line.as_deref(), expected);
        }
    }
}
