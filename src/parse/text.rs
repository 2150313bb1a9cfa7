//! One text: in comes a file, out come its chapter and what is wrong with it.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, codes};
use crate::document::{Block, Content, Inline, Label, Note, Parsed, Role, Text};
use crate::source::{FileId, Span};

use super::context::Context;
use super::control;
use super::events::{Builder, TitleHeading};
use super::front_matter::{self, FrontMatter};
use super::prepare::Prepared;
use super::{Chapter, ChapterFront, punctuation, titles};

/// What is known of a text before it is read.
#[derive(Clone, Copy)]
pub(super) struct Commission<'a> {
    /// Its file.
    pub file: FileId,
    /// The path, relative to the manuscript.
    pub path: &'a str,
    /// What it contains.
    pub source: &'a str,
    /// What it is in the book.
    pub role: Role,
    /// The book's language.
    pub language: &'a str,
    /// Whether it needs a title: the text of a generated page does not.
    pub titled: bool,
}

/// Reads one text.
pub(super) fn read(commission: Commission<'_>) -> (Chapter, Vec<Diagnostic>) {
    let Commission {
        file,
        source,
        role,
        language,
        titled,
        ..
    } = commission;
    let mut found = control::find(source, file);
    let front = front_matter::read(source, file, &mut found);
    let language = front.language.as_ref().map_or(language, |(tag, _)| tag);
    let mut context = Context::new(file, source, language.to_owned());
    context.found = found;
    let title = front
        .title
        .as_ref()
        .map(|(title, span)| titles::read(title, *span, &mut context));
    let title_wanted = titled && title.is_none();
    let mut body = Body::read(context.clone(), front.body, title_wanted, &BTreeSet::new());
    if !body.unseen_fences.is_empty() {
        body = Body::read(context, front.body, title_wanted, &body.unseen_fences);
    }
    let Body {
        mut context,
        blocks,
        notes,
        heading,
        ..
    } = body;
    let front = chapter_front(front, title, heading, commission, &mut context);
    let chapter = Chapter {
        file,
        role,
        front,
        blocks,
        notes,
    };
    (chapter, context.found)
}

/// What a text holds after its front matter.
struct Body<'a> {
    context: Context<'a>,
    blocks: Vec<Block<Parsed>>,
    notes: Vec<Note<Parsed>>,
    heading: Option<TitleHeading>,
    unseen_fences: BTreeSet<usize>,
}

impl<'a> Body<'a> {
    /// Reads the text from the byte `start` on; `no_fences` is for [`Prepared::new`].
    fn read(
        context: Context<'a>,
        start: usize,
        title_wanted: bool,
        no_fences: &BTreeSet<usize>,
    ) -> Body<'a> {
        let prepared = Prepared::new(context.source, context.file, start, no_fences);
        let mut builder = Builder::new(context, &prepared, title_wanted);
        Body {
            blocks: builder.read(),
            notes: builder.take_notes(),
            heading: builder.title.take(),
            unseen_fences: builder.unseen_fences(),
            context: builder.context,
        }
    }
}

/// The chapter's front, whose title is that of the front matter, or the first level-1 heading, or,
/// with an error, the file's name.
fn chapter_front(
    front: FrontMatter,
    title: Option<Content<Parsed>>,
    heading: Option<TitleHeading>,
    commission: Commission<'_>,
    context: &mut Context<'_>,
) -> ChapterFront {
    let mut id = front.id.map(|(id, _)| Label(id));
    let title = match (title, heading) {
        (Some(title), _) => title,
        (None, Some((content, own, _))) => {
            id = id.or(own);
            content
        }
        (None, None) => {
            if commission.titled && front.sound {
                context.found.push(
                    Diagnostic::new(
                        codes::FRONT_MATTER_NO_TITLE,
                        front.span,
                        "this text has no title",
                    )
                    .help(
                        "begin the text with `# Title`, or write `title: ...` between two lines `---` at \
                         the head of the file",
                    ),
                );
            }
            stem(&commission, front.span)
        }
    };
    ChapterFront {
        title,
        short_title: front
            .short_title
            .map(|(title, _)| punctuation::set_punctuation(&title, &context.language)),
        contributor: front.contributor,
        status: front.status,
        language: front.language.map(|(language, _)| language),
        id,
        span: front.span,
    }
}

/// The file's name without folder and ending, in the place of a title.
fn stem(commission: &Commission<'_>, span: Span) -> Content<Parsed> {
    let name = commission.path.rsplit('/').next().unwrap_or("");
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let text = Inline::Text(Text {
        text: stem.to_owned(),
        span,
    });
    Content {
        id: (),
        inlines: match commission.titled {
            true => vec![text],
            false => Vec::new(),
        },
    }
}
