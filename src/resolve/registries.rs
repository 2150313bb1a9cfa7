//! What texts name, looked up in the registries during the first pass: themes and addressees of
//! recommendations, and contributors. An id goes in; its name comes out, or a finding.

use crate::diagnostic::{Diagnostic, codes, nearest};
use crate::document::Role;
use crate::parse::ChapterFront;
use crate::source::Span;

use super::Byline;
use super::drafting::Drafting;

impl Drafting<'_> {
    /// The name of a recommendation's theme; reports an id that the registry lacks. A manuscript
    /// without a registry names its themes by their ids alone: their words are printed.
    pub fn theme_name(&mut self, id: &str, span: Span) -> String {
        let themes = &self.manuscript.themes;
        if let Some(theme) = themes.iter().find(|own| own.id == id) {
            return self.set(&theme.name);
        }
        if !themes.is_empty() {
            let message = format!("there is no theme `{id}`");
            let unknown = Diagnostic::new(codes::THEME_UNKNOWN, span, message);
            let ids = themes.iter().map(|own| own.id.as_str());
            let near = self.suggestions.allow().then(|| nearest(id, ids)).flatten();
            self.draft.diagnostics.push(match near {
                Some(near) => unknown.help(format!("did you mean `{near}`?")),
                None => unknown.help("add a `[[theme]]` with this id to themes.toml"),
            });
        }
        id.replace('-', " ")
    }

    /// The name of a recommendation's addressee, as [`Drafting::theme_name`] has that of a theme.
    pub fn addressee_name(&mut self, id: &str, span: Span) -> String {
        let addressees = &self.manuscript.addressees;
        if let Some(addressee) = addressees.iter().find(|own| own.id == id) {
            return self.set(&addressee.name);
        }
        if !addressees.is_empty() {
            let message = format!("there is no addressee `{id}`");
            let unknown = Diagnostic::new(codes::ADDRESSEE_UNKNOWN, span, message);
            let ids = addressees.iter().map(|own| own.id.as_str());
            let near = self.suggestions.allow().then(|| nearest(id, ids)).flatten();
            self.draft.diagnostics.push(match near {
                Some(near) => unknown.help(format!("did you mean `{near}`?")),
                None => unknown.help("add an `[[addressee]]` with this id to themes.toml"),
            });
        }
        id.replace('-', " ")
    }

    /// The contributor of a chapter; reports a name that the registry lacks, and a contribution
    /// without a name.
    pub fn contributor(&mut self, role: Role, front: &ChapterFront) -> Option<Byline> {
        let Some((id, span)) = &front.contributor else {
            if role == Role::Contribution {
                let message = "this contribution does not say whose it is";
                let missing = Diagnostic::new(codes::CONTRIBUTOR_MISSING, front.span, message);
                let help = "add `contributor: id` at the head of the text, with an id of \
                            contributors.toml";
                self.draft.diagnostics.push(missing.help(help));
            }
            return None;
        };
        let registry = &self.manuscript.contributors;
        if let Some(found) = registry.iter().find(|own| own.id == *id) {
            if self.draft.contributors.iter().all(|own| own.id != *id) {
                self.draft.contributors.push(found);
            }
            return Some(Byline {
                short: self.set(&found.short),
                name: self.set(&found.name),
            });
        }
        let message = format!("there is no contributor `{id}`");
        let unknown = Diagnostic::new(codes::CONTRIBUTOR_UNKNOWN, *span, message);
        let ids = registry.iter().map(|own| own.id.as_str());
        self.draft.diagnostics.push(match nearest(id, ids) {
            Some(near) => unknown.help(format!("did you mean `{near}`?")),
            None if registry.is_empty() => {
                unknown.help("the manuscript has no contributors.toml, or none is named in it")
            }
            None => unknown.help("add a `[[contributor]]` with this id to contributors.toml"),
        });
        None
    }
}
