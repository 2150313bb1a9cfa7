//! What recommendations name, looked up in the registries during the first pass: themes and addressees.
//! An id goes in; its name comes out, or a finding.

use crate::diagnostic::{Diagnostic, codes, nearest};
use crate::source::Span;

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
}
