//! The questions of a questionnaire in the texts: a draft's divisions -> the sections that answer, and
//! what is wrong with them: unknown, double and misplaced letters, empty sections, questions that a
//! contribution leaves out.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, codes, nearest};
use crate::document::{AnchorId, Block, BlockKind, Role, TextRole};
use crate::manuscript::Manuscript;
use crate::source::Span;

use super::draft::{DraftChapter, DraftDivision, DraftKind, Unreferenced};

/// A section that answers a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The question.
    pub letter: String,
    /// The heading's place.
    pub anchor: AnchorId,
    /// What stands under it.
    pub holds: Holds,
    /// The heading.
    pub span: Span,
}

/// What stands under a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// An answer.
    Text,
    /// The words that there is nothing to report, and nothing else.
    NothingToReport,
    /// Nothing.
    Nothing,
}

/// The sections of a text that answer questions, in its order.
pub fn answers(chapter: &DraftChapter) -> Vec<Answer> {
    let mut answers: Vec<Answer> = Vec::new();
    let mut open: Option<(u8, Answer)> = None;
    for block in &chapter.blocks {
        if let BlockKind::Heading(heading) = &block.kind {
            let ends = open
                .as_ref()
                .is_some_and(|(level, _)| heading.level <= *level);
            if ends || heading.question.is_some() {
                answers.extend(open.take().map(|(_, answer)| answer));
            }
            if let Some(letter) = &heading.question {
                let answer = Answer {
                    letter: letter.clone(),
                    anchor: heading.numbered.anchor,
                    holds: Holds::Nothing,
                    span: block.span,
                };
                open = Some((heading.level, answer));
                continue;
            }
        }
        if let Some((_, answer)) = &mut open {
            answer.holds = match (answer.holds, is_nothing(block)) {
                (Holds::Nothing | Holds::NothingToReport, true) => Holds::NothingToReport,
                (Holds::Text, _) | (_, false) => Holds::Text,
            };
        }
    }
    answers.extend(open.map(|(_, answer)| answer));
    answers
}

fn is_nothing(block: &Block<Unreferenced>) -> bool {
    matches!(&block.kind, BlockKind::Quotation(own) if own.role == TextRole::NothingToReport)
}

/// Compares the texts with the questionnaire, where the manuscript has one.
pub fn check(
    divisions: &[DraftDivision],
    manuscript: &Manuscript,
    diagnostics: &mut Vec<Diagnostic>,
) {
    if manuscript.questions.is_empty() {
        return;
    }
    let spans = manuscript.question_spans();
    let letters = manuscript.questions.iter().enumerate();
    let mut checker = Checker {
        manuscript,
        places: letters.map(|(at, own)| (own.letter.as_str(), at)).collect(),
        spans,
        diagnostics,
    };
    for division in divisions {
        if let DraftKind::Chapter(chapter) = &division.kind {
            checker.text(chapter, division.span);
        }
    }
}

struct Checker<'a> {
    manuscript: &'a Manuscript,
    /// The place of each letter in the questionnaire.
    places: BTreeMap<&'a str, usize>,
    /// Where each stands.
    spans: Vec<Option<Span>>,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Checker<'_> {
    fn text(&mut self, chapter: &DraftChapter, front: Option<Span>) {
        let mut first: BTreeMap<usize, Span> = BTreeMap::new();
        let mut latest: Option<(usize, Span)> = None;
        for answer in answers(chapter) {
            let Some(&at) = self.places.get(answer.letter.as_str()) else {
                self.unknown(&answer);
                continue;
            };
            if answer.holds == Holds::Nothing {
                self.empty(&answer, at);
            }
            if let Some(span) = first.get(&at) {
                let message = format!("this text answers question ({}) twice", answer.letter);
                let twice = Diagnostic::new(codes::QUESTION_TWICE, answer.span, message)
                    .help("put both answers into one section, or correct the letter of one");
                self.diagnostics
                    .push(twice.related(*span, "the first answer"));
                continue;
            }
            first.insert(at, answer.span);
            match latest {
                Some((before, span)) if before > at => self.misplaced(&answer, at, span),
                Some(_) | None => latest = Some((at, answer.span)),
            }
        }
        if chapter.role == Role::Contribution {
            for (at, question) in self.manuscript.questions.iter().enumerate() {
                if question.required && !first.contains_key(&at) {
                    let message = format!(
                        "this contribution has no section for question ({}), \u{201c}{}\u{201d}",
                        question.letter, question.title
                    );
                    let help = format!(
                        "add a heading with `{{.question letter={}}}`, and `::: \
                         {{.nothing-to-report}}` under it if there is nothing to say",
                        question.letter
                    );
                    let missing = Diagnostic::new(codes::QUESTION_MISSING, front, message);
                    self.report(missing.help(help), at);
                }
            }
        }
    }

    fn unknown(&mut self, answer: &Answer) {
        let message = format!("the questionnaire has no question ({})", answer.letter);
        let unknown = Diagnostic::new(codes::QUESTION_UNKNOWN, answer.span, message);
        let letters = self.places.keys().copied();
        // Any other letter is near to a single one.
        let is_word = answer.letter.chars().count() > 1;
        let near = is_word.then(|| nearest(&answer.letter, letters.clone()));
        let help = match near.flatten() {
            Some(near) => format!("did you mean `letter={near}`?"),
            None => {
                let letters: Vec<&str> = letters.take(30).collect();
                format!("its letters are {}", letters.join(", "))
            }
        };
        let last = self.spans.iter().copied().flatten().last();
        let unknown = unknown.help(help);
        self.diagnostics.push(match last {
            Some(span) => unknown.related(span, "the last question that is asked"),
            None => unknown,
        });
    }

    fn empty(&mut self, answer: &Answer, at: usize) {
        let message = format!("nothing stands under question ({})", answer.letter);
        let empty = Diagnostic::new(codes::QUESTION_EMPTY, answer.span, message)
            .help("write the answer, or `::: {.nothing-to-report}` and `:::`");
        self.report(empty, at);
    }

    fn misplaced(&mut self, answer: &Answer, at: usize, before: Span) {
        let message = format!(
            "question ({}) is answered after one that is asked later",
            answer.letter
        );
        let misplaced = Diagnostic::new(codes::QUESTION_ORDER, answer.span, message)
            .help("put the sections into the order of the questionnaire")
            .related(before, "the answer that stands before it");
        self.report(misplaced, at);
    }

    /// Reports, with the place of the question.
    fn report(&mut self, diagnostic: Diagnostic, at: usize) {
        let span = self.spans.get(at).copied().flatten();
        self.diagnostics.push(match span {
            Some(span) => diagnostic.related(span, "the question"),
            None => diagnostic,
        });
    }
}
