//! What the recommendations of a book leave out: contributors without one, and themes that none names.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, codes};
use crate::document::Role;
use crate::manuscript::Manuscript;

use super::draft::{DraftDivision, DraftKind};
use super::provenance::RecommendationRecord;

/// Reports both; a book without recommendations has no such gaps.
pub fn check(
    divisions: &[DraftDivision],
    records: &[RecommendationRecord],
    manuscript: &Manuscript,
    diagnostics: &mut Vec<Diagnostic>,
) {
    if records.is_empty() {
        return;
    }
    let recommending = records.iter().filter_map(|own| own.contributor.as_ref());
    let mut known: BTreeSet<&str> = recommending.map(|own| own.id.as_str()).collect();
    for division in divisions {
        let DraftKind::Chapter(chapter) = &division.kind else {
            continue;
        };
        let (Role::Contribution, Some(byline)) = (chapter.role, &chapter.contributor) else {
            continue;
        };
        // Each contributor is named once, at its first contribution.
        if known.insert(&byline.id) {
            let message = format!("{} makes no recommendation", byline.short);
            let help = "mark the recommendation with `::: {.recommendation}`, if there is one";
            let code = codes::CONTRIBUTOR_NO_RECOMMENDATION;
            diagnostics.push(Diagnostic::new(code, division.span, message).help(help));
        }
    }
    let themes = records.iter().flat_map(|own| &own.themes);
    let used: BTreeSet<&str> = themes.map(|own| own.id.as_str()).collect();
    let spans = manuscript.theme_spans();
    for (at, theme) in manuscript.themes.iter().enumerate() {
        if !used.contains(theme.id.as_str()) {
            let message = format!("no recommendation has the theme `{}`", theme.id);
            let span = spans.get(at).copied().flatten();
            let unused = Diagnostic::new(codes::THEME_UNUSED, span, message);
            diagnostics
                .push(unused.help("name it in the `themes=` of a recommendation, or delete it"));
        }
    }
}
