//! `[editions.print]` and `[[colour]]` of `book.toml` -> the [`PrintSettings`], with the profile that they
//! name read and checked.

use std::collections::BTreeMap;

use crate::colour::OutputProfile;
use crate::diagnostic::{Diagnostic, codes};
use crate::print::{OutputIntent, PrintSettings, PrintStandard, REGISTRY, SpotColour};
use crate::source::Span;

use super::config::{BookConfig, ColourConfig, IntentConfig};
use super::read::Reader;
use super::settings::{Settings, Step};

/// Plates that every press has, and words that PDF gives a meaning of their own (PDF 32000-1, 8.6.6.4).
const TAKEN: [&str; 6] = ["All", "None", "Cyan", "Magenta", "Yellow", "Black"];

/// What `book.toml` says of the print edition.
pub struct NamedPrint {
    settings: PrintSettings,
    intent: Option<(IntentConfig, Option<Span>)>,
}

/// Checks the colours, and takes up what names a profile, with its place.
pub fn named_print(settings: &mut Settings<'_>, config: &BookConfig) -> NamedPrint {
    check_colours(settings, &config.colour);
    check_theme(settings, config);
    let own = &config.editions.print;
    let place = |key: &str| ["editions", "print", "intent", key].map(Step::from);
    let is_nameless = |intent: &IntentConfig| intent.condition.trim().is_empty();
    if own.intent.as_ref().is_some_and(is_nameless) {
        let message = "`condition` is empty, and the printer knows the press by it".to_owned();
        let help = "write the name of its characterization data, as `FOGRA51`";
        report(settings, &place("condition"), message, help);
    }
    NamedPrint {
        settings: PrintSettings {
            standard: own.standard,
            intent: OutputIntent::default(),
            spots: config.colour.iter().filter_map(spot).collect(),
        },
        intent: (own.intent.clone()).map(|intent| (intent, settings.value(&place("profile")))),
    }
}

impl Reader {
    /// Reads the profile of the printing condition, and keeps the settings.
    pub fn read_print(&mut self, named: NamedPrint) {
        let NamedPrint {
            mut settings,
            intent,
        } = named;
        if let Some((own, span)) = intent
            && let Some(profile) = self.read_profile(&own.profile, span, settings.standard)
        {
            settings.intent = OutputIntent {
                condition: own.condition,
                description: own.description.unwrap_or(profile.description.clone()),
                registry: own.registry.unwrap_or_else(|| REGISTRY.to_owned()),
                span,
                profile,
            };
        }
        self.manuscript.print = settings;
    }

    fn read_profile(
        &mut self,
        path: &str,
        span: Option<Span>,
        standard: PrintStandard,
    ) -> Option<OutputProfile> {
        let data = match self.folder.read(path, self.limits.profile) {
            Ok(found) => found.data,
            Err(refusal) => {
                self.diagnostics.push(refusal.diagnostic(path, span));
                return None;
            }
        };
        let (message, help) = match OutputProfile::read(data) {
            Ok(profile) if !standard.takes(&profile) => {
                let [major, minor] = profile.version;
                (
                    format!("`{path}` follows ICC {major}.{minor}, and PDF/X-1a takes version 2"),
                    "ask the printer for the profile in version 2, or print as PDF/X-4: \
                     `standard = \"x-4\"`",
                )
            }
            Ok(profile) => return Some(profile),
            Err(fault) => (
                format!("`{path}` cannot be the profile of a printing condition: {fault}"),
                "take the profile that the printer names, or delete `intent` for offset on coated \
                 paper (FOGRA39)",
            ),
        };
        let found = Diagnostic::new(codes::PRINT_PROFILE, span, message).help(help);
        self.diagnostics.push(found);
        None
    }
}

/// The ink of a setting. One whose value on the screen cannot be read was reported.
pub(super) fn spot(own: &ColourConfig) -> Option<SpotColour> {
    let digits = own.srgb.strip_prefix('#')?;
    let is_value = digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let value = u32::from_str_radix(digits, 16).ok().filter(|_| is_value)?;
    let [_, red, green, blue] = value.to_be_bytes();
    Some(SpotColour {
        name: own.name.clone(),
        srgb: [red, green, blue],
        cmyk: own.cmyk,
    })
}

/// Each ink has a plate of its own, and a value on the screen of its own.
fn check_colours(settings: &mut Settings<'_>, colours: &[ColourConfig]) {
    let mut names: BTreeMap<&str, usize> = BTreeMap::new();
    let mut values: BTreeMap<String, usize> = BTreeMap::new();
    for (at, own) in colours.iter().enumerate() {
        let place = |at: usize, key: &str| [Step::from("colour"), at.into(), key.into()];
        let taken = TAKEN
            .iter()
            .any(|taken| taken.eq_ignore_ascii_case(&own.name));
        if taken {
            let message = format!("`{}` is no name for an ink of one's own", own.name);
            let help = "write the name under which the printer knows the ink";
            report(settings, &place(at, "name"), message, help);
        }
        if spot(own).is_none() {
            let message = format!("`srgb` is a colour as `#0033A0`, unlike `{}`", own.srgb);
            let help = "write `#` and six digits, two each for red, green and blue, from 0 to f";
            report(settings, &place(at, "srgb"), message, help);
        }
        let value = own.srgb.to_ascii_lowercase();
        for (key, first) in [
            ("name", names.insert(&own.name, at)),
            ("srgb", values.insert(value, at)),
        ] {
            let Some(first) = first else { continue };
            let message = format!("two colours have this `{key}`");
            let (Some(span), first) = (
                settings.value(&place(at, key)),
                settings.value(&place(first, key)),
            ) else {
                continue;
            };
            let twice = Diagnostic::new(codes::CONFIG_VALUE, span, message)
                .help("delete one of the two, or change it");
            settings.report(match first {
                Some(first) => twice.related(first, "the first time"),
                None => twice,
            });
        }
    }
}

/// What the theme is to be printed in is there.
fn check_theme(settings: &mut Settings<'_>, config: &BookConfig) {
    let Some(name) = &config.theme.boxes.colour else {
        return;
    };
    let mut names = config.colour.iter().map(|colour| colour.name.as_str());
    if names.any(|own| own == name) {
        return;
    }
    let place = ["theme", "boxes", "colour"].map(Step::from);
    let message = format!("there is no `[[colour]]` called `{name}`");
    let help = "write one with this name, with its `srgb` and its `cmyk`";
    report(settings, &place, message, help);
}

fn report(settings: &mut Settings<'_>, place: &[Step], message: String, help: &str) {
    if let Some(span) = settings.value(place) {
        settings.report(Diagnostic::new(codes::CONFIG_VALUE, span, message).help(help));
    }
}
