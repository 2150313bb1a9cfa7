//! The words that the tool prints or says itself, by language: before numbers ("Figure 2"), in
//! references ("figures 2 and 3"), as titles of pages that it makes, and for those who listen. One
//! table a language; English stands in for languages that have none.

use super::primary_language;

/// The words of one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    /// Those that begin a line.
    pub labels: LabelTerms,
    /// Those that references print.
    pub nouns: NounTerms,
    /// Names of the book's pages, in navigation and as their titles.
    pub pages: PageTerms,
    /// Those for who listens instead of looks.
    pub spoken: SpokenTerms,
    /// Before the entry of an index to look at instead.
    pub see: &'static str,
    /// Before the entry of an index to look at besides.
    pub see_also: &'static str,
    /// Between the last two of a list, with its spaces.
    pub and: &'static str,
    /// Between the letter of a note under a table and the table's number, with its spaces.
    pub to_table: &'static str,
    /// Between the ends of a range of numbers, with its spaces.
    pub to: &'static str,
    /// Between a name and what it names, with its spaces.
    pub colon: &'static str,
}

/// The words before numbers, and the other labels that begin a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LabelTerms {
    /// Before a chapter's number.
    pub chapter: &'static str,
    /// Before a figure's number.
    pub figure: &'static str,
    /// Before a table's number.
    pub table: &'static str,
    /// A recommendation that has no number.
    pub recommendation: &'static str,
    /// After the label of a table or a note that goes on.
    pub continued: &'static str,
    /// Before the source of a table.
    pub source: &'static str,
    boxes: BoxTerms,
}

/// Before a box's number, by its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct BoxTerms {
    plain: &'static str,
    good_practice: &'static str,
    tool: &'static str,
    challenge: &'static str,
    case: &'static str,
}

/// What the targets of references are called in running text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are the targets")]
pub struct NounTerms {
    pub chapter: Noun,
    pub section: Noun,
    pub figure: Noun,
    pub table: Noun,
    pub boxed: Noun,
    pub recommendation: Noun,
    pub note: Noun,
    pub page: Noun,
}

/// One of them, and several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Noun {
    one: &'static str,
    several: &'static str,
}

/// Names of pages and lists of pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageTerms {
    /// The cover.
    pub cover: &'static str,
    /// The half-title.
    pub half_title: &'static str,
    /// The title page.
    pub title_page: &'static str,
    /// The imprint.
    pub imprint: &'static str,
    /// The table of contents.
    pub contents: &'static str,
    /// The list of acronyms.
    pub acronyms: &'static str,
    /// The list of contributors.
    pub contributors: &'static str,
    /// The works that are cited.
    pub bibliography: &'static str,
    /// The works that a chapter cites.
    pub works_cited: &'static str,
    /// The index.
    pub index: &'static str,
    /// Where the text starts.
    pub start_of_text: &'static str,
    /// The list of such places.
    pub landmarks: &'static str,
    /// The list of the print edition's pages.
    pub page_list: &'static str,
    /// What that list is of, where it has no ISBN.
    pub print_edition: &'static str,
    /// A page or heading whose title has no text.
    pub untitled: &'static str,
    /// A text that is still being written.
    pub draft: &'static str,
    /// Between the title of a text and that of its book, with its spaces.
    pub in_book: &'static str,
}

/// What only those hear who listen, and what is said of the publication to them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SpokenTerms {
    /// The notes at a chapter's end.
    pub notes: &'static str,
    /// A task that is done.
    pub done: &'static str,
    /// A task that is not.
    pub open: &'static str,
    /// How the text can be read.
    pub readable: &'static str,
    /// That images have alternatives.
    pub images_described: &'static str,
    /// What the page numbers are.
    pub page_numbers: &'static str,
}

const ENGLISH: Terms = Terms {
    labels: LabelTerms {
        chapter: "Chapter",
        figure: "Figure",
        table: "Table",
        recommendation: "Recommendation",
        continued: "(continued)",
        source: "Source:",
        boxes: BoxTerms {
            plain: "Box",
            good_practice: "Good practice",
            tool: "Tool",
            challenge: "Challenge",
            case: "Case",
        },
    },
    nouns: NounTerms {
        chapter: noun("chapter", "chapters"),
        section: noun("section", "sections"),
        figure: noun("figure", "figures"),
        table: noun("table", "tables"),
        boxed: noun("box", "boxes"),
        recommendation: noun("recommendation", "recommendations"),
        note: noun("note", "notes"),
        page: noun("page", "pages"),
    },
    pages: PageTerms {
        cover: "Cover",
        half_title: "Half-title",
        title_page: "Title page",
        imprint: "Imprint",
        contents: "Contents",
        acronyms: "Acronyms",
        contributors: "Contributors",
        bibliography: "Bibliography",
        works_cited: "Works cited",
        index: "Index",
        start_of_text: "Start of the text",
        landmarks: "Landmarks",
        page_list: "Pages of the print edition",
        print_edition: "print edition",
        untitled: "Untitled",
        draft: "Draft",
        in_book: ", in: ",
    },
    spoken: SpokenTerms {
        notes: "Notes",
        done: "Done",
        open: "Open",
        readable: "All of the text can be enlarged, reflowed and read aloud. Headings, notes, \
                   lists, tables and links are marked up as such, and the contents lead to every \
                   chapter.",
        images_described: "Images have text alternatives.",
        page_numbers: "The page numbers are those of the print edition.",
    },
    see: "see",
    see_also: "see also",
    and: " and ",
    to_table: " to table\u{a0}",
    to: " to ",
    colon: ": ",
};

const FRENCH: Terms = Terms {
    labels: LabelTerms {
        chapter: "Chapitre",
        figure: "Figure",
        table: "Tableau",
        recommendation: "Recommandation",
        continued: "(suite)",
        source: "Source\u{a0}:",
        boxes: BoxTerms {
            plain: "Encadré",
            good_practice: "Bonne pratique",
            tool: "Outil",
            challenge: "Défi",
            case: "Cas",
        },
    },
    nouns: NounTerms {
        chapter: noun("chapitre", "chapitres"),
        section: noun("section", "sections"),
        figure: noun("figure", "figures"),
        table: noun("tableau", "tableaux"),
        boxed: noun("encadré", "encadrés"),
        recommendation: noun("recommandation", "recommandations"),
        note: noun("note", "notes"),
        page: noun("page", "pages"),
    },
    pages: PageTerms {
        cover: "Couverture",
        half_title: "Faux-titre",
        title_page: "Page de titre",
        imprint: "Mentions légales",
        contents: "Table des matières",
        acronyms: "Sigles et acronymes",
        contributors: "Contributeurs",
        bibliography: "Bibliographie",
        works_cited: "Ouvrages cités",
        index: "Index",
        start_of_text: "Début du texte",
        landmarks: "Points de repère",
        page_list: "Pages de l’édition imprimée",
        print_edition: "édition imprimée",
        untitled: "Sans titre",
        draft: "Projet",
        in_book: ", dans\u{a0}: ",
    },
    spoken: SpokenTerms {
        notes: "Notes",
        done: "Fait",
        open: "À faire",
        readable: "Tout le texte peut être agrandi, remis en page et lu à haute voix. Les titres, \
                   notes, listes, tableaux et liens sont balisés comme tels, et la table des \
                   matières mène à chaque chapitre.",
        images_described: "Les images ont un texte de remplacement.",
        page_numbers: "Les numéros de page sont ceux de l’édition imprimée.",
    },
    see: "voir",
    see_also: "voir aussi",
    and: " et ",
    to_table: " du tableau\u{a0}",
    to: " à ",
    colon: "\u{a0}: ",
};

const fn noun(one: &'static str, several: &'static str) -> Noun {
    Noun { one, several }
}

impl Terms {
    /// The words of a language, given by its BCP 47 tag.
    pub fn of(language: &str) -> &'static Terms {
        match primary_language(language).as_str() {
            "fr" => &FRENCH,
            _ => &ENGLISH,
        }
    }
}

/// The kinds of boxes that have a name of their own.
pub const BOX_KINDS: &[&str] = &["good-practice", "tool", "challenge", "case"];

impl LabelTerms {
    /// The labels of a language, given by its BCP 47 tag.
    pub fn of(language: &str) -> &'static LabelTerms {
        &Terms::of(language).labels
    }

    /// Before a box's number: its kind, or the plain word.
    pub fn of_box(&self, kind: Option<&str>) -> &'static str {
        match kind {
            Some("good-practice") => self.boxes.good_practice,
            Some("tool") => self.boxes.tool,
            Some("challenge") => self.boxes.challenge,
            Some("case") => self.boxes.case,
            _ => self.boxes.plain,
        }
    }
}

impl Noun {
    /// The form for a number of things.
    pub fn of(self, count: usize) -> &'static str {
        if count == 1 { self.one } else { self.several }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_decides_and_not_its_region_or_case() {
        for (tag, contents) in [
            ("en-GB", "Contents"),
            ("FR", "Table des matières"),
            ("fr-CH", "Table des matières"),
            ("frr", "Contents"),
            ("", "Contents"),
        ] {
            assert_eq!(Terms::of(tag).pages.contents, contents, "{tag}");
        }
    }

    #[test]
    fn boxes_are_called_by_their_kind() {
        let english = LabelTerms::of("en");
        assert_eq!(english.of_box(Some("good-practice")), "Good practice");
        assert_eq!(english.of_box(Some("other")), "Box");
        assert_eq!(LabelTerms::of("fr").of_box(None), "Encadré");
    }
}
