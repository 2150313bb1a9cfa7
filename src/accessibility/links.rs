//! Links whose text does not say where they lead: "here", an address, one text for two places (WCAG
//! 2.2, 2.4.4 Link Purpose (In Context) and 2.4.9 Link Purpose (Link Only)).

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, codes};
use crate::document::{
    Content, Inline, Link, Stage, Visited, plain_text, primary_language, walk_content,
};
use crate::source::Span;

/// Texts of links that say nothing, by language.
const EMPTY: &[(&str, &[&str])] = &[
    (
        "en",
        &[
            "click",
            "click here",
            "click on this link",
            "click this link",
            "details",
            "follow this link",
            "here",
            "learn more",
            "link",
            "more",
            "more information",
            "read more",
            "read on",
            "see here",
            "see more",
            "source",
            "this link",
            "this page",
            "website",
        ],
    ),
    (
        "fr",
        &[
            "à lire",
            "cliquez ici",
            "cliquer ici",
            "ce lien",
            "cette page",
            "en savoir plus",
            "ici",
            "lien",
            "lire la suite",
            "lire plus",
            "par ici",
            "plus",
            "plus d’informations",
            "site",
            "voir ici",
        ],
    ),
    (
        "de",
        &[
            "dieser link",
            "hier",
            "hier klicken",
            "klick",
            "klicken sie hier",
            "link",
            "mehr",
            "mehr erfahren",
            "siehe hier",
            "weiter",
            "weiterlesen",
        ],
    ),
    (
        "es",
        &[
            "aquí",
            "enlace",
            "este enlace",
            "haga clic aquí",
            "leer más",
            "más",
            "más información",
            "pulse aquí",
            "ver más",
        ],
    ),
];

/// The links of one text so far.
#[derive(Debug)]
pub struct Links {
    empty: Vec<&'static str>,
    /// Where each text leads, and where it stands first.
    targets: BTreeMap<String, (String, Span)>,
}

impl Links {
    /// No links yet, in a text of this language.
    pub fn new(language: &str) -> Links {
        let language = primary_language(language);
        let known = |own: &&(&str, &[&str])| own.0 == language || own.0 == "en";
        let lists = EMPTY.iter().filter(known);
        Links {
            empty: lists.flat_map(|(_, words)| words.iter().copied()).collect(),
            targets: BTreeMap::new(),
        }
    }

    /// Looks at the links of a run of inlines.
    pub fn run<S: Stage>(&mut self, content: &Content<S>, found: &mut Vec<Diagnostic>) {
        walk_content(content, &mut |visited| {
            if let Visited::Inline(Inline::Link(link)) = visited {
                found.extend(self.link(link));
            }
        });
    }

    fn link<S: Stage>(&mut self, link: &Link<S>) -> Option<Diagnostic> {
        let text = plain_text(&link.inlines);
        let words = text
            .trim_matches(|c: char| !c.is_alphanumeric())
            .to_lowercase();
        let words = words.replace('\u{a0}', " ");
        if words.is_empty() {
            return None;
        }
        let ambiguous =
            |message: String| Diagnostic::new(codes::ACCESSIBILITY_LINK_TEXT, link.span, message);
        if self.empty.contains(&words.as_str()) {
            let message = format!("the link `{text}` does not say where it leads");
            let help = "make the name of what it leads to the text of the link";
            return Some(ambiguous(message).help(help));
        }
        if is_address(&text) {
            let message = "the text of this link is an address, which is read out letter by letter";
            let help =
                "write [what it leads to](address), and the address in a note for print readers";
            return Some(ambiguous(message.to_owned()).help(help));
        }
        let (first, span) = self
            .targets
            .entry(words)
            .or_insert_with(|| (link.url.clone(), link.span));
        if *first == link.url {
            return None;
        }
        let message = format!("another link has the text `{text}` and leads elsewhere");
        let finding = Diagnostic::new(codes::ACCESSIBILITY_LINK_TARGETS, link.span, message);
        Some(
            finding
                .help("say in the text of each what it leads to")
                .related(*span, format!("it leads to {first}")),
        )
    }
}

/// Whether a text is an address of a page of the web. The address of a whole site is a name that readers
/// know it by, and one of mail says whom it reaches.
fn is_address(text: &str) -> bool {
    let text = text.trim().to_ascii_lowercase();
    let schemes = ["http://", "https://", "ftp://"];
    let bare = schemes.iter().find_map(|scheme| text.strip_prefix(scheme));
    let bare = bare.unwrap_or(&text);
    let (host, path) = bare.split_once(['/', '?', '#']).unwrap_or((bare, ""));
    let is_part = |part: &str| {
        let is_letter = |c: char| c.is_ascii_alphanumeric() || c == '-';
        !part.is_empty() && part.chars().all(is_letter)
    };
    host.contains('.') && host.split('.').all(is_part) && !path.is_empty() && !text.contains(' ')
}
