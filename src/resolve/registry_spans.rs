//! What the registries answer to the spans of one text: acronyms, counts, and the names of members.
//! Acronyms whose expansion the tool writes are found before, in [`ChapterDraft::introduce`].

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, codes, nearest};
use crate::document::{
    Block, BlockKind, Content, Inline, NameForm, Parsed, RegistryAnswer, RegistryRequest, TextRole,
    Visited, plain_text, plain_text_with, walk, walk_content,
};
use crate::manuscript::{AcronymExpansion, AcronymScope};
use crate::source::Span;

use super::chapter::ChapterDraft;
use super::drafting::Drafting;
use super::number_words::{in_words, says};
use super::registry::Registry;

impl ChapterDraft<'_, '_> {
    /// Finds the acronyms that the tool writes out: the first use of each in the paragraphs of the
    /// text, or of the book. Titles, captions, cells, notes and the words of others are left as they are.
    pub fn introduce(&mut self, blocks: &[Block<Parsed>]) {
        match self.book.manuscript.config.acronyms.expand {
            AcronymExpansion::Check => {}
            AcronymExpansion::Auto => {
                let book = &mut *self.book;
                match book.manuscript.config.acronyms.scope {
                    AcronymScope::Chapter => book.expanded.clear(),
                    AcronymScope::Book => {}
                }
                self.introduced =
                    first_uses(blocks, &book.registry, &self.language, &mut book.expanded);
            }
        }
    }

    /// What the registries answer to a span with this text.
    pub fn answer(
        &mut self,
        request: &RegistryRequest,
        text: &[Inline<Parsed>],
        span: Span,
    ) -> RegistryAnswer {
        match request {
            RegistryRequest::Acronym => self.acronym(&plain_text(text), span),
            RegistryRequest::Count { group } => {
                self.check_count(&plain_text(text), group, span);
                RegistryAnswer::default()
            }
            RegistryRequest::Signatory { id, part } => RegistryAnswer {
                before: self.signatory(id, *part, span),
                ..RegistryAnswer::default()
            },
            RegistryRequest::Members {
                group,
                form,
                language,
            } => RegistryAnswer {
                before: self.members(group, *form, language.as_deref(), span),
                ..RegistryAnswer::default()
            },
        }
    }

    fn acronym(&mut self, text: &str, span: Span) -> RegistryAnswer {
        let Some(reading) = self.book.registry.acronym(text, &self.language).cloned() else {
            let message = format!("`{text}` is in none of the registries of acronyms");
            let unknown = Diagnostic::new(codes::ACRONYM_UNKNOWN, span, message);
            let near = self.book.suggestions.allow();
            let near = near.then(|| nearest(text, self.book.registry.acronyms()));
            let near = near.flatten().map(str::to_owned);
            self.book.draft.diagnostics.push(match near {
                Some(near) => unknown.help(format!("did you mean `{near}`?")),
                None => unknown.help(
                    "add an `[[acronym]]` with this `short` to acronyms.toml, or write the word \
                     without .ac",
                ),
            });
            return RegistryAnswer::default();
        };
        let mut answer = RegistryAnswer {
            expansion: Some(reading.long),
            ..RegistryAnswer::default()
        };
        if !self.introduced.contains(&span) {
            return answer;
        }
        match reading.expansion {
            Some(expansion) => {
                answer.before = expansion + " (";
                answer.after = ")".to_owned();
            }
            None => {
                let short = reading.short;
                let message = format!(
                    "the first use of `{short}` in this text is a plural, and acronyms.toml does \
                     not say what that stands for"
                );
                let help = format!("add `long_plural = \"...\"` to the entry of `{short}`");
                let finding = Diagnostic::new(codes::ACRONYM_NO_PLURAL, span, message);
                self.book.draft.diagnostics.push(finding.help(help));
            }
        }
        answer
    }

    /// Reports a number that is not the size of its group.
    fn check_count(&mut self, text: &str, id: &str, span: Span) {
        let Some(size) = self.book.registry.size(id) else {
            return self.book.report_unknown_group(id, span);
        };
        if says(text, size) {
            return;
        }
        let members = if size == 1 { "member" } else { "members" };
        let message = format!("the group `{id}` has {size} {members}, and this says `{text}`");
        let number = match in_words(size, &self.language) {
            Some(words) => format!("`{size}` or `{words}`"),
            None => format!("`{size}`"),
        };
        let help = format!("write {number} alone between the brackets, or mend contributors.toml");
        self.book
            .report_group(codes::GROUP_COUNT, id, message, &help, span);
    }

    /// The names of a group's members.
    fn members(&mut self, id: &str, form: NameForm, language: Option<&str>, span: Span) -> String {
        if self.book.registry.size(id).is_none() {
            self.book.report_unknown_group(id, span);
            return String::new();
        }
        let language = language.unwrap_or(&self.language);
        match self.book.registry.names(id, form, language) {
            Some(names) => names,
            None => {
                let message = format!("the group `{id}` has no members to be named");
                let help = "add its id to the `groups` of the contributors who belong to it";
                self.book
                    .report_group(codes::GROUP_EMPTY, id, message, help, span);
                String::new()
            }
        }
    }
}

impl Drafting<'_> {
    /// The text of a title, with the names of members that it has.
    pub fn plain_title(&self, inlines: &[Inline<Parsed>], language: &str) -> String {
        plain_text_with(inlines, &|request| {
            let names = match request {
                RegistryRequest::Acronym
                | RegistryRequest::Count { .. }
                | RegistryRequest::Signatory { .. } => None,
                RegistryRequest::Members {
                    group,
                    form,
                    language: own,
                } => self
                    .registry
                    .names(group, *form, own.as_deref().unwrap_or(language)),
            };
            (names.unwrap_or_default(), String::new())
        })
    }

    fn report_unknown_group(&mut self, id: &str, span: Span) {
        let message = format!("there is no group `{id}`");
        let unknown = Diagnostic::new(codes::GROUP_UNKNOWN, span, message);
        let near = self.suggestions.allow();
        let near = near.then(|| nearest(id, self.registry.groups()));
        let near = near.flatten();
        self.draft.diagnostics.push(match near {
            Some(near) => unknown.help(format!("did you mean `{near}`?")),
            None => unknown.help("add a `[[group]]` with this id to contributors.toml"),
        });
    }

    fn report_group(
        &mut self,
        code: &'static Code,
        id: &str,
        message: String,
        help: &str,
        span: Span,
    ) {
        let finding = Diagnostic::new(code, span, message).help(help);
        let name = self.registry.group_name(id).unwrap_or(id);
        let why = format!("the group `{name}` is defined here");
        self.draft
            .diagnostics
            .push(match self.registry.group_span(id) {
                Some(place) => finding.related(place, why),
                None => finding,
            });
    }
}

/// The spans of the acronyms that stand for the first time in the paragraphs of a text, each once,
/// singular or plural. One that the author has written out just before, as in "Office for Tea
/// ([OT]{.ac})", needs nothing.
/// Those in `seen` have been used before.
fn first_uses(
    blocks: &[Block<Parsed>],
    registry: &Registry<'_>,
    language: &str,
    seen: &mut BTreeSet<String>,
) -> BTreeSet<Span> {
    let mut uses = Uses {
        registry,
        language,
        seen,
        spans: BTreeSet::new(),
    };
    let mut quoted: Option<Span> = None;
    walk(blocks, &mut |visited: Visited<'_, Parsed>| match visited {
        Visited::Block(block) => {
            let in_quotation = quoted.is_some_and(|outer| block.span.end <= outer.end);
            match &block.kind {
                BlockKind::Paragraph(content) if !in_quotation => uses.paragraph(content),
                BlockKind::Quotation(own) if !in_quotation => match own.role {
                    TextRole::Quotation | TextRole::Epigraph | TextRole::Verse => {
                        quoted = Some(block.span);
                    }
                    TextRole::NothingToReport => {}
                },
                BlockKind::Paragraph(_)
                | BlockKind::Quotation(_)
                | BlockKind::Heading(_)
                | BlockKind::List(_)
                | BlockKind::Definitions(_)
                | BlockKind::Code(_)
                | BlockKind::Rule
                | BlockKind::Table(_)
                | BlockKind::Figure(_)
                | BlockKind::Box(_)
                | BlockKind::Recommendation(_)
                | BlockKind::Signatures(_) => {}
            }
        }
        Visited::Inline(_) => {}
    });
    uses.spans
}

/// What was used so far.
struct Uses<'r, 'a> {
    registry: &'r Registry<'a>,
    language: &'r str,
    seen: &'r mut BTreeSet<String>,
    spans: BTreeSet<Span>,
}

impl Uses<'_, '_> {
    fn paragraph(&mut self, content: &Content<Parsed>) {
        let mut before = String::new();
        walk_content(content, &mut |visited: Visited<'_, Parsed>| match visited {
            Visited::Inline(Inline::Text(text)) => before.push_str(&text.text),
            Visited::Inline(Inline::Registry(own)) => match own.registry {
                RegistryRequest::Acronym => {
                    let text = plain_text(&own.inlines);
                    let Some(reading) = self.registry.acronym(&text, self.language) else {
                        return;
                    };
                    if self.seen.insert(reading.short.clone())
                        && !is_introduced(&before, &reading.long)
                    {
                        self.spans.insert(own.span);
                    }
                }
                RegistryRequest::Count { .. }
                | RegistryRequest::Members { .. }
                | RegistryRequest::Signatory { .. } => {}
            },
            Visited::Inline(
                Inline::Styled(_)
                | Inline::Link(_)
                | Inline::NoteMark(_)
                | Inline::Reference(_)
                | Inline::IndexMark(_)
                | Inline::Image(_)
                | Inline::LineBreak(_),
            )
            | Visited::Block(_) => {}
        });
    }
}

/// Whether a text ends with the long form and an opening parenthesis.
fn is_introduced(before: &str, long: &str) -> bool {
    let Some(before) = before.trim_end().strip_suffix('(') else {
        return false;
    };
    let length = long.chars().count();
    let mut tail: Vec<char> = before.trim_end().chars().rev().take(length).collect();
    tail.reverse();
    tail.into_iter().collect::<String>().to_lowercase() == long.to_lowercase()
}
