//! What the types of `[editions.print]` cannot say: papers that a printer has, and margins that leave
//! room for the text. Typed settings go in; findings come out, each at the value it is about.

use crate::diagnostic::{Diagnostic, codes, nearest};
use crate::length::Length;
use crate::printer::Profile;

use super::checks::MIN_MEASURE;
use super::config::BookConfig;
use super::settings::{Settings, Step};

/// Reports the values of `[editions.print]` that cannot be used.
pub fn check_print(settings: &mut Settings<'_>, config: &BookConfig) {
    check_paper(settings, config);
    check_gutter(settings, config);
}

fn place(keys: &[Step]) -> Vec<Step> {
    let table = [Step::from("editions"), "print".into()];
    table.into_iter().chain(keys.iter().cloned()).collect()
}

fn report(settings: &mut Settings<'_>, keys: &[Step], message: String, help: String) {
    if let Some(span) = settings.value(&place(keys)) {
        settings.report(Diagnostic::new(codes::CONFIG_VALUE, span, message).help(help));
    }
}

fn check_paper(settings: &mut Settings<'_>, config: &BookConfig) {
    let print = &config.editions.print;
    let Some(paper) = &print.paper else { return };
    if print.leaf.is_some() {
        let message = "`leaf` is for a paper that no printer's profile has, and `paper` names one";
        let help = "delete one of the two";
        report(settings, &["leaf".into()], message.into(), help.into());
    }
    let papers: Vec<&str> = Profile::all().iter().flat_map(Profile::papers).collect();
    if papers.contains(&paper.as_str()) {
        return;
    }
    let message = format!("no printer's profile has a paper `{paper}`");
    let help = match nearest(paper, papers.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!(
            "known are {}; for another paper write the thickness of a leaf, as `leaf = \"0.1mm\"`",
            papers.join(", ")
        ),
    };
    report(settings, &["paper".into()], message, help);
}

fn check_gutter(settings: &mut Settings<'_>, config: &BookConfig) {
    let page = &config.page;
    for (at, step) in config.editions.print.gutter.iter().enumerate() {
        // As narrow as the fore edge may become.
        let measure = page.trim[0] - step.inside - page.outside / 2;
        if measure >= MIN_MEASURE || page.measure() < MIN_MEASURE {
            continue;
        }
        let left = match measure > Length::ZERO {
            true => format!("only {} are left for the text", measure.to_text()),
            false => "nothing is left for the text".to_owned(),
        };
        let message = format!(
            "with this margin {left}, and a line needs {}",
            MIN_MEASURE.to_text()
        );
        let keys = ["gutter".into(), at.into(), "inside".into()];
        report(settings, &keys, message, "write a smaller `inside`".into());
    }
}
