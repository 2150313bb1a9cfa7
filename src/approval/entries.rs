//! The entries of `approvals.toml` and the texts of the book -> which entry is of which text. An entry
//! is of the text in its file; where the book has no such file, of the text that is still called as the
//! entry's id says, for files are renamed.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, codes, nearest};
use crate::manuscript::{Approval, Manuscript};
use crate::parse::Book;
use crate::source::{FileId, Span};

use super::path_of;

/// How often a file that was meant is looked for: each time all names are compared.
const MAX_SUGGESTIONS: usize = 100;

/// The entries, each with the text that it is of.
pub struct Entries<'m> {
    approvals: &'m [Approval],
    texts: Vec<Option<FileId>>,
    /// The places of the entries, by their texts.
    by_text: BTreeMap<FileId, usize>,
    /// Where the digests stand.
    spans: Vec<Option<Span>>,
    /// The files of the book.
    files: Vec<&'m str>,
}

impl<'m> Entries<'m> {
    /// Of a manuscript.
    pub fn of(manuscript: &'m Manuscript, book: &Book) -> Entries<'m> {
        let approvals = manuscript.approvals.as_slice();
        let by_file: BTreeMap<&str, FileId> = book
            .texts()
            .map(|own| (path_of(manuscript, own.file), own.file))
            .collect();
        let by_name: BTreeMap<&str, FileId> = book
            .texts()
            .map(|own| (own.name(&manuscript.sources), own.file))
            .collect();
        let mut by_text = BTreeMap::new();
        let mut texts = vec![None; approvals.len()];
        for ((at, own), text) in approvals.iter().enumerate().zip(&mut texts) {
            *text = by_file.get(own.file.as_str()).copied();
            if let Some(file) = *text {
                // Two of one text are a finding of the reader's; the first counts.
                by_text.entry(file).or_insert(at);
            }
        }
        for ((at, own), text) in approvals.iter().enumerate().zip(&mut texts) {
            let renamed = by_name.get(own.id.as_str()).filter(|_| text.is_none());
            if let Some(file) = renamed.filter(|file| !by_text.contains_key(*file)) {
                by_text.insert(*file, at);
                *text = Some(*file);
            }
        }
        Entries {
            approvals,
            texts,
            by_text,
            spans: manuscript.approval_spans("sha256"),
            files: by_file.into_keys().collect(),
        }
    }

    /// The entry of a text, and where its digest stands.
    pub fn of_text(&self, file: FileId) -> Option<(&'m Approval, Option<Span>)> {
        let at = *self.by_text.get(&file)?;
        Some((
            self.approvals.get(at)?,
            self.spans.get(at).copied().flatten(),
        ))
    }

    /// The entries, with the names that their files have now.
    pub fn with_files(&self, manuscript: &Manuscript) -> Vec<Approval> {
        let entries = self.approvals.iter().zip(&self.texts);
        let renamed = entries.map(|(own, text)| Approval {
            file: match text {
                Some(file) => path_of(manuscript, *file).to_owned(),
                None => own.file.clone(),
            },
            ..own.clone()
        });
        renamed.collect()
    }

    /// The findings about entries whose text is gone.
    pub fn of_no_text(&self, manuscript: &Manuscript) -> Vec<Diagnostic> {
        let spans = manuscript.approval_spans("file");
        let entries = self.approvals.iter().zip(&self.texts).zip(spans);
        let gone = entries.filter(|((_, text), _)| text.is_none());
        gone.enumerate()
            .map(|(at, ((own, _), span))| {
                let message = format!("`{}` is approved, and the book has no such text", own.file);
                let near = match at < MAX_SUGGESTIONS {
                    true => nearest(&own.file, self.files.iter().copied()),
                    false => None,
                };
                Diagnostic::new(codes::APPROVAL_UNKNOWN, span, message).help(match near {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "delete the entry, or name the text in the contents".to_owned(),
                })
            })
            .collect()
    }
}
