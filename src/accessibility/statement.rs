//! The accessibility statement: what was looked at in this book, and what was found -> sentences. It says
//! what was verified and no more: what has findings is left out of the praise and named among the barriers,
//! and what nobody looked at is said to be so.

use std::collections::BTreeMap;

use crate::diagnostic::{Criterion, Diagnostic, codes};
use crate::document::{
    Block, BlockKind, Content, Image, Inline, Part, Stage, Style, Visited, primary_language,
    walk_content, walk_parts,
};

use super::Text;

/// What was verified of a book.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verified {
    /// Images with an alternative text.
    pub described: usize,
    /// Images that are marked as decorative.
    pub decorative: usize,
    /// Images that are neither.
    pub silent: usize,
    /// Tables.
    pub tables: usize,
    /// Links to the web.
    pub links: usize,
    /// Headings that leave out a level.
    pub skipped: usize,
    /// Passages whose language is marked.
    pub passages: usize,
    /// Whether the theme's inks can be told from their grounds.
    pub has_contrast: bool,
    /// The criteria of WCAG 2.2 that there are findings about, each with how many.
    pub barriers: BTreeMap<&'static str, usize>,
}

impl Verified {
    /// Counts what the texts hold. `found` are the findings about them.
    pub fn of<'a, S: Stage>(
        texts: impl IntoIterator<Item = Text<'a, S>>,
        found: &[Diagnostic],
        has_contrast: bool,
    ) -> Verified {
        let mut own = Verified {
            has_contrast,
            ..Verified::default()
        };
        for text in texts {
            own.count(&text);
        }
        let criteria = found.iter().filter_map(|own| own.code.criterion());
        for criterion in criteria {
            own.add(criterion, 1);
        }
        let skipped = own.skipped;
        if let Some(criterion) = codes::HEADING_SKIPPED.criterion().filter(|_| skipped > 0) {
            own.add(criterion, skipped);
        }
        let silent = own.silent;
        if let Some(criterion) = codes::IMAGE_NO_ALTERNATIVE
            .criterion()
            .filter(|_| silent > 0)
        {
            own.add(criterion, silent);
        }
        if let Some(criterion) = codes::ACCESSIBILITY_CONTRAST
            .criterion()
            .filter(|_| !has_contrast)
        {
            own.add(criterion, 1);
        }
        own
    }

    fn add(&mut self, criterion: &Criterion, count: usize) {
        *self.barriers.entry(criterion.number).or_insert(0) += count;
    }

    fn count<S: Stage>(&mut self, text: &Text<'_, S>) {
        let mut level = 1;
        self.title(text.title);
        for blocks in std::iter::once(text.blocks).chain(text.notes.iter().copied()) {
            walk_parts(blocks, &mut |part| match part {
                Part::Block(block) => self.block(block, &mut level),
                Part::Run(content) => self.run(content),
            });
        }
    }

    fn title<S: Stage>(&mut self, title: Option<&Content<S>>) {
        if let Some(title) = title {
            self.run(title);
        }
    }

    fn block<S: Stage>(&mut self, block: &Block<S>, level: &mut u8) {
        match &block.kind {
            BlockKind::Heading(heading) => {
                self.skipped += usize::from(heading.level > *level + 1);
                *level = heading.level;
            }
            BlockKind::Table(_) => self.tables += 1,
            BlockKind::Figure(figure) => self.image(&figure.image),
            BlockKind::Paragraph(_)
            | BlockKind::List(_)
            | BlockKind::Definitions(_)
            | BlockKind::Quotation(_)
            | BlockKind::Code(_)
            | BlockKind::Rule
            | BlockKind::Box(_)
            | BlockKind::Recommendation(_)
            | BlockKind::Signatures(_) => {}
        }
    }

    fn run<S: Stage>(&mut self, content: &Content<S>) {
        walk_content(content, &mut |visited| {
            let Visited::Inline(inline) = visited else {
                return;
            };
            match inline {
                Inline::Link(_) => self.links += 1,
                Inline::Image(image) => self.image(image),
                Inline::Styled(styled) => {
                    self.passages += usize::from(matches!(styled.style, Style::Language(_)));
                }
                Inline::Text(_)
                | Inline::NoteMark(_)
                | Inline::Reference(_)
                | Inline::Registry(_)
                | Inline::IndexMark(_)
                | Inline::LineBreak(_) => {}
            }
        });
    }

    fn image<S: Stage>(&mut self, image: &Image<S>) {
        if image.decorative {
            self.decorative += 1;
        } else if image.alternative.trim().is_empty() {
            self.silent += 1;
        } else {
            self.described += 1;
        }
    }

    fn is_free_of(&self, criterion: &str) -> bool {
        !self.barriers.contains_key(criterion)
    }

    /// What was verified, in sentences of a language.
    pub fn sentences(&self, language: &str) -> Vec<String> {
        let words = Words::of(language);
        let mut said = Vec::new();
        let mut say = |is_so: bool, sentence: String| {
            if is_so {
                said.push(sentence);
            }
        };
        let tells = |criterion: &str| self.is_free_of(criterion);
        say(
            self.described > 0 && tells("1.1.1"),
            words.counted(words.images, self.described),
        );
        say(
            self.decorative > 0 && tells("1.1.1"),
            words.counted(words.decorative, self.decorative),
        );
        say(tells("1.3.1"), words.headings.to_owned());
        say(
            self.tables > 0 && tells("1.3.1"),
            words.counted(words.tables, self.tables),
        );
        say(
            self.links > 0 && tells("2.4.4") && tells("2.4.9"),
            words.counted(words.links, self.links),
        );
        say(
            self.passages > 0 && tells("3.1.2"),
            words.counted(words.passages, self.passages),
        );
        say(self.has_contrast, words.contrast.to_owned());
        let barriers = self.barriers.iter();
        let barriers = barriers.map(|(criterion, count)| words.barrier(criterion, *count));
        let barriers: Vec<String> = barriers.collect();
        say(
            !barriers.is_empty(),
            format!("{}{}.", words.barriers, barriers.join(", ")),
        );
        said.push(words.limits.to_owned());
        said
    }

    /// The statement that stands in a book: what its editions are, what was verified, by whom.
    pub fn statement(&self, language: &str) -> String {
        let words = Words::of(language);
        let mut sentences = vec![words.editions.to_owned()];
        sentences.extend(self.sentences(language));
        sentences.join(" ")
    }
}

/// The sentences of a language. In a pair the first is for one, and `#` in the second for a number.
struct Words {
    editions: &'static str,
    images: [&'static str; 2],
    decorative: [&'static str; 2],
    headings: &'static str,
    tables: [&'static str; 2],
    links: [&'static str; 2],
    passages: [&'static str; 2],
    contrast: &'static str,
    barriers: &'static str,
    place: [&'static str; 2],
    limits: &'static str,
}

const ENGLISH: Words = Words {
    editions: "Accessibility: the screen PDF of this book is tagged and declares PDF/UA-1 and PDF/A-2a; the \
               EPUB has the page numbers of the print edition.",
    images: [
        "The one image that is not decorative has a text alternative.",
        "All # images that are not decorative have a text alternative.",
    ],
    decorative: [
        "One image is marked as decorative.",
        "# images are marked as decorative.",
    ],
    headings: "No heading leaves out a level.",
    tables: [
        "The columns or rows of its table have headers.",
        "The columns or rows of all # tables have headers.",
    ],
    links: [
        "The text of its link is neither an address nor a word such as “here”.",
        "None of the # links has an address for its text, a word such as “here”, or the text of one that \
         leads elsewhere.",
    ],
    passages: [
        "One passage in another language is marked with it.",
        "# passages in other languages are marked with them.",
    ],
    contrast: "The inks of the page have the contrast that WCAG 2.2 asks for in 1.4.3 and 1.4.11.",
    barriers: "Known barriers, by the success criteria of WCAG 2.2: ",
    place: [" (in one place)", " (in # places)"],
    limits: "This was verified by Recto when the book was made; whether the alternatives say what matters, and \
             what images show, was not.",
};

const FRENCH: Words = Words {
    editions: "Accessibilité\u{a0}: le PDF pour l’écran est balisé et se déclare conforme à PDF/UA-1 et à \
               PDF/A-2a\u{a0}; l’EPUB a les numéros de page de l’édition imprimée.",
    images: [
        "L’image qui n’est pas décorative a un texte de remplacement.",
        "Les # images qui ne sont pas décoratives ont un texte de remplacement.",
    ],
    decorative: [
        "Une image est signalée comme décorative.",
        "# images sont signalées comme décoratives.",
    ],
    headings: "Aucun titre ne saute un niveau.",
    tables: [
        "Les colonnes ou les lignes de son tableau ont des en-têtes.",
        "Les colonnes ou les lignes des # tableaux ont des en-têtes.",
    ],
    links: [
        "Le texte de son lien n’est ni une adresse ni un mot tel que «\u{a0}ici\u{a0}».",
        "Aucun des # liens n’a pour texte une adresse, un mot tel que «\u{a0}ici\u{a0}» ou le texte d’un \
         lien qui mène ailleurs.",
    ],
    passages: [
        "Un passage dans une autre langue en porte l’indication.",
        "# passages dans d’autres langues en portent l’indication.",
    ],
    contrast: "Les encres de la page ont le contraste que les WCAG 2.2 demandent en 1.4.3 et 1.4.11.",
    barriers: "Obstacles connus, selon les critères de succès des WCAG 2.2\u{a0}: ",
    place: [" (à un endroit)", " (à # endroits)"],
    limits: "Recto l’a vérifié à la fabrication du livre\u{a0}; il n’a vérifié ni si les textes de remplacement \
             disent l’essentiel, ni ce que montrent les images.",
};

impl Words {
    fn of(language: &str) -> &'static Words {
        match primary_language(language).as_str() {
            "fr" => &FRENCH,
            _ => &ENGLISH,
        }
    }

    fn counted(&self, [one, many]: [&str; 2], count: usize) -> String {
        match count {
            1 => one.to_owned(),
            _ => many.replace('#', &count.to_string()),
        }
    }

    fn barrier(&self, criterion: &str, count: usize) -> String {
        format!("{criterion}{}", self.counted(self.place, count))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verified() -> Verified {
        Verified {
            described: 3,
            decorative: 1,
            tables: 1,
            links: 2,
            passages: 4,
            has_contrast: true,
            ..Verified::default()
        }
    }

    #[test]
    fn what_was_verified_is_said_with_its_number() {
        for language in ["en-GB", "fr"] {
            let said = verified().sentences(language).join(" ");
            for number in ["3", "2", "4"] {
                assert!(said.contains(number), "{said}");
            }
            assert!(!said.contains('#'), "{said}");
        }
    }

    #[test]
    fn what_has_findings_is_a_barrier_and_not_praised() {
        let mut own = verified();
        own.has_contrast = false;
        own.barriers.insert("2.4.4", 2);
        own.barriers.insert("1.1.1", 1);
        let said = own.sentences("en").join(" ");
        assert!(
            said.contains("2.4.4 (in 2 places)") && said.contains("1.1.1 (in one place)"),
            "{said}"
        );
        for absent in [
            "links has",
            "have a text alternative",
            "decorative",
            "contrast",
        ] {
            assert!(!said.contains(absent), "{absent}: {said}");
        }
    }

    #[test]
    fn a_book_of_plain_text_says_nothing_of_what_it_has_not() {
        let said = Verified::default().sentences("en").join(" ");
        for absent in ["image is", "images that", "table", "link", "passage"] {
            assert!(!said.contains(absent), "{absent}: {said}");
        }
    }
}
