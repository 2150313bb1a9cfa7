//! `[bibliography]` of `book.toml` -> the works that texts may cite, and the style in which they are
//! cited.

use crate::bibliography::{Style, style_names};
use crate::diagnostic::{Diagnostic, codes, nearest};
use crate::source::{FileId, Span};

use super::config::BookConfig;
use super::read::{NamedText, Reader};
use super::settings::Settings;

/// What `[bibliography]` names.
pub struct NamedWorks {
    files: Vec<NamedText>,
    style: Option<NamedText>,
}

/// The files and the style that the settings name, each with its place.
pub fn named_works(settings: &Settings<'_>, config: &BookConfig) -> NamedWorks {
    let own = &config.bibliography;
    let files = own.files.iter().enumerate().map(|(at, path)| NamedText {
        path: path.clone(),
        span: settings.value(&["bibliography".into(), "files".into(), at.into()]),
    });
    let style = own.style.as_ref().map(|style| NamedText {
        path: style.clone(),
        span: settings.value(&["bibliography".into(), "style".into()]),
    });
    NamedWorks {
        files: files.collect(),
        style,
    }
}

impl Reader {
    /// Reads the files and the style.
    pub fn read_works(&mut self, named: NamedWorks) {
        for NamedText { path, span } in named.files {
            let Some((file, text, is_text)) = self.read_named(&path, span) else {
                self.manuscript.library.lacks_a_file();
                continue;
            };
            let library = &mut self.manuscript.library;
            let mut found = library.add_file(file, &path, &text);
            if !is_text {
                // What stands for broken bytes may break the syntax, and the keys, too.
                library.lacks_a_file();
                found.retain(|own| own.code != codes::BIBLIOGRAPHY_SYNTAX);
            }
            self.diagnostics.extend(found);
        }
        if let Some(NamedText { path, span }) = named.style {
            self.manuscript.citation_style = self.read_style(&path, span);
        }
    }

    /// The style of a name, or of a file in the manuscript.
    fn read_style(&mut self, name: &str, span: Option<Span>) -> Option<Style> {
        if name.to_ascii_lowercase().ends_with(".csl") {
            let (file, text, is_text) = self.read_named(name, span)?;
            let style = Style::read(file, &text);
            return style
                .map_err(|finding| self.diagnostics.extend(is_text.then_some(finding)))
                .ok();
        }
        let style = Style::named(name);
        if style.is_none() {
            let message = format!("there is no citation style `{name}`");
            let unknown = Diagnostic::new(codes::BIBLIOGRAPHY_STYLE, span, message);
            self.diagnostics.push(match nearest(name, style_names()) {
                Some(near) => unknown.help(format!("did you mean `{near}`?")),
                None => unknown.help(
                    "docs/configuration.md says where their names are listed; a style of your own is \
                     the path of a `.csl` file in the manuscript",
                ),
            });
        }
        style
    }

    /// A file with its text, and whether all of it is UTF-8; what is not was reported.
    fn read_named(&mut self, path: &str, span: Option<Span>) -> Option<(FileId, String, bool)> {
        match self.folder.read(path, self.limits.settings) {
            Ok(found) => {
                let is_text = std::str::from_utf8(&found.data).is_ok();
                let file = self.add_source(path, found.data);
                let text = self.manuscript.sources.get(file)?.text.clone();
                Some((file, text, is_text))
            }
            Err(refusal) => {
                self.diagnostics.push(refusal.diagnostic(path, span));
                None
            }
        }
    }
}
