//! Addresses of links: in comes what a text says between the round brackets, out comes what is wrong
//! with it. A place in the book has an id and is reached by a reference, and a book has no files
//! beside it, so an address is that of something outside.

use crate::diagnostic::{Diagnostic, codes, nearest};
use crate::document::{DivisionId, Label};
use crate::manuscript::Manuscript;
use crate::source::{FileId, Span};

use super::labels::{Labels, TargetKind};
use super::suggestions::Suggestions;

/// Schemes that lead into a reader's own machine, or that reading systems refuse.
const REFUSED: &[&str] = &["about", "blob", "data", "file", "javascript", "vbscript"];

/// What addresses are compared with.
pub struct Places<'a> {
    /// The texts.
    pub manuscript: &'a Manuscript,
    /// The ids.
    pub labels: &'a Labels,
    /// The division that the link stands in.
    pub division: DivisionId,
}

/// What is wrong with the address `url` of the link at `span`.
pub fn check(
    url: &str,
    span: Span,
    places: &Places<'_>,
    suggestions: &mut Suggestions,
) -> Option<Diagnostic> {
    let address = |message: String| Diagnostic::new(codes::LINK_ADDRESS, span, message);
    if url.trim().is_empty() {
        let help = "write the address between the round brackets";
        return Some(address("this link has no address".to_owned()).help(help));
    }
    if let Some(scheme) = scheme(url) {
        let scheme = scheme.to_ascii_lowercase();
        return REFUSED.contains(&scheme.as_str()).then(|| {
            address(format!(
                "an address with `{scheme}:` leads nowhere in a book"
            ))
            .help("link to a page of the web, https://..., or delete the link")
        });
    }
    let (path, id) = url.split_once('#').unwrap_or((url, ""));
    if path.is_empty() {
        let message = format!("`{url}` is a place in the book and not an address");
        let finding = Diagnostic::new(codes::LINK_INTERNAL, span, message);
        return Some(finding.help(places.reference_to(id, suggestions)));
    }
    if let Some(text) = places.text(path, span.file) {
        let message = format!("`{path}` is a text of the book and not an address");
        let finding = Diagnostic::new(codes::LINK_INTERNAL, span, message);
        return Some(finding.help(match id {
            "" => places.reference_to_text(text, suggestions),
            _ => places.reference_to(id, suggestions),
        }));
    }
    if path.ends_with(".md") {
        let message = format!("`{path}` is no text of the book, and no address");
        let finding = Diagnostic::new(codes::LINK_INTERNAL, span, message);
        let help = "a place in the book is reached by its id: [@id]";
        return Some(finding.help(help));
    }
    let finding = address(format!(
        "`{url}` leads nowhere: it does not begin with https://"
    ));
    Some(match looks_like_a_site(path) {
        true => finding.help(format!(
            "did you mean `https://{}`?",
            url.trim_start_matches('/')
        )),
        false => {
            finding.help("an edition has no files beside it: write the whole address, https://...")
        }
    })
}

/// The letters before the colon of `https:`. A single one is the drive of a disk.
fn scheme(url: &str) -> Option<&str> {
    let (scheme, _) = url.split_once(':')?;
    let good = scheme.len() > 1
        && scheme.starts_with(|char: char| char.is_ascii_alphabetic())
        && scheme
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'));
    // `example.org:8080` has a colon too.
    let (_, rest) = url.split_at(scheme.len() + 1);
    let is_port = scheme.contains('.') && rest.starts_with(|char: char| char.is_ascii_digit());
    (good && !is_port).then_some(scheme)
}

/// Whether a path begins like the name of a site: `www.example.org/x`, `//example.org`.
fn looks_like_a_site(path: &str) -> bool {
    let host = path
        .trim_start_matches('/')
        .split(['/', ':', '?'])
        .next()
        .unwrap_or("");
    path.starts_with("//")
        || host.starts_with("www.")
        || (path.contains('/') && host.contains('.') && !host.starts_with('.'))
}

impl Places<'_> {
    /// The text at a path, as written from the manuscript's folder or from that of the text `from`.
    fn text(&self, path: &str, from: FileId) -> Option<FileId> {
        let own = self
            .manuscript
            .sources
            .get(from)
            .map_or("", |file| file.path.as_str());
        let folder = own.rsplit_once('/').map_or("", |(folder, _)| folder);
        let path = path.split('?').next().unwrap_or(path);
        [joined("", path), joined(folder, path)]
            .into_iter()
            .flatten()
            .find_map(|path| self.manuscript.text(&path))
    }

    /// How a place with an id is reached.
    fn reference_to(&self, id: &str, suggestions: &mut Suggestions) -> String {
        if self
            .labels
            .find(self.division, &Label(id.to_owned()))
            .is_some()
        {
            return format!("write `[@{id}]`, which prints what it leads to");
        }
        let known = self
            .labels
            .known(self.division)
            .map(|(label, _)| label.as_str());
        match suggestions.allow().then(|| nearest(id, known)).flatten() {
            Some(near) => format!("did you mean `[@{near}]`, which prints what it leads to?"),
            None => "a place in the book is reached by its id: [@id]".to_owned(),
        }
    }

    /// How a text is reached.
    fn reference_to_text(&self, text: FileId, suggestions: &mut Suggestions) -> String {
        let is_text = |kind: TargetKind| matches!(kind, TargetKind::Chapter);
        let mut known = self.labels.known(self.division);
        let label = suggestions
            .allow()
            .then(|| known.find(|(_, target)| is_text(target.kind) && target.span.file == text))
            .flatten();
        match label {
            Some((label, _)) => format!("write `[@{label}]`, which prints what it leads to"),
            None => "give that text an `id` in its front matter, and write `[@id]`".to_owned(),
        }
    }
}

/// A path from the manuscript's folder without `.` and `..`; `None` where it leaves the folder.
fn joined(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            _ => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemes_are_told_from_drives_and_ports() {
        for (url, expected) in [
            ("https://example.org", Some("https")),
            ("mailto:tea@example.org", Some("mailto")),
            ("C:\\tea.md", None),
            ("example.org:8080/x", None),
            ("b.md#a:b", None),
            ("1:2", None),
        ] {
            assert_eq!(scheme(url), expected, "{url}");
        }
    }

    #[test]
    fn paths_are_joined_inside_the_folder() {
        assert_eq!(
            joined("body", "../front/a.md").as_deref(),
            Some("front/a.md")
        );
        assert_eq!(joined("body", "./b.md").as_deref(), Some("body/b.md"));
        assert_eq!(joined("body", "../../a.md"), None);
    }

    #[test]
    fn names_of_sites_are_told_from_files() {
        for (path, expected) in [
            ("www.example.org", true),
            ("//example.org/x", true),
            ("example.org/x", true),
            ("data.xlsx", false),
            ("../data.xlsx", false),
            ("files/data.xlsx", false),
        ] {
            assert_eq!(looks_like_a_site(path), expected, "{path}");
        }
    }
}
