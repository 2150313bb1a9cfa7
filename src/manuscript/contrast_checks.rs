//! The inks that `book.toml` asks for -> whether readers can tell them from their grounds: findings at
//! the key that decides it.

use crate::diagnostic::{Diagnostic, codes};
use crate::theme::{Pair, Shown, Theme, pairs};

use super::config::BookConfig;
use super::print::spot;
use super::settings::{Settings, Step};

/// What colours need of the settings.
fn theme_of(config: &BookConfig) -> Theme {
    let colours = config.colour.iter().filter_map(spot);
    Theme {
        type_: config.type_.clone(),
        parts: config.theme.clone(),
        colours: colours.map(|own| (own.name, own.srgb)).collect(),
        ..Theme::default()
    }
}

/// Whether every ink of the theme can be told from its ground.
pub fn has_contrast(config: &BookConfig) -> bool {
    pairs(&theme_of(config)).iter().all(Pair::is_enough)
}

/// Reports the inks that are too near to their grounds.
pub fn check_contrast(settings: &mut Settings<'_>, config: &BookConfig) {
    for pair in pairs(&theme_of(config)) {
        if !pair.is_enough() {
            report(settings, &pair);
        }
    }
}

fn report(settings: &mut Settings<'_>, pair: &Pair) {
    let place = |keys: &&'static [&'static str]| {
        let path: Vec<Step> = keys.iter().map(|key| Step::from(*key)).collect();
        Some((settings.value(&path)?, *keys.last()?))
    };
    // What the file does not say is the house's, which has contrast enough.
    let mut places = pair.keys.iter().filter_map(place);
    let Some((span, key)) = places.next() else {
        return;
    };
    let others: Vec<_> = places.collect();
    let ratio = |hundredths: u32| match hundredths % 100 {
        0 => format!("{}:1", hundredths / 100),
        part => format!("{}.{part:02}:1", hundredths / 100),
    };
    let (code, what) = match pair.kind {
        Shown::Text => (codes::ACCESSIBILITY_CONTRAST, "text"),
        Shown::LargeText => (codes::ACCESSIBILITY_CONTRAST, "large text"),
        Shown::Graphic => (codes::ACCESSIBILITY_GRAPHIC_CONTRAST, "a rule or mark"),
    };
    let message = format!(
        "{} has a contrast of {} with its ground, and {what} needs {}",
        pair.what,
        ratio(pair.contrast()),
        ratio(pair.needs())
    );
    let finding = Diagnostic::new(code, span, message).help(match key {
        "colour" => "choose a darker colour",
        "box_tint" => "write a smaller `box_tint`: the ground becomes lighter",
        _ => "write a greater number: the ink becomes darker",
    });
    let finding = others.into_iter().fold(finding, |finding, (span, _)| {
        finding.related(span, "this counts too")
    });
    settings.report(finding);
}
