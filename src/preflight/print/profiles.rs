//! A picture in CMYK is printed as it is: its amounts of ink were chosen for a press. Where it names
//! another press than the book is printed on, its colours are not those that its maker saw. And a printer may
//! take a standard alone that cannot hold the book's own profile.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, codes};
use crate::layout::PagedBook;
use crate::print::PrintSettings;

use super::sights;

/// Reports an intent whose profile is too new for the standard. Where that is the book's own standard, it was
/// reported when the profile was read.
pub fn of_intent(settings: &PrintSettings) -> Option<Diagnostic> {
    let (intent, standard) = (&settings.intent, settings.standard);
    let [major, minor] = intent.profile.version;
    (!standard.takes(&intent.profile)).then(|| {
        let message = format!(
            "the file is {}, which takes profiles of ICC version 2, and the profile of {} follows {major}.{minor}",
            standard.name(),
            intent.condition
        );
        Diagnostic::new(codes::PRINT_PROFILE, intent.span, message)
            .help("ask the printer for the profile in version 2")
    })
}

/// Reports each picture once.
pub fn judge(book: &PagedBook, settings: &PrintSettings) -> Vec<Diagnostic> {
    let mut seen = BTreeSet::new();
    let found = sights(book).filter_map(|sight| {
        let file = book.images.get(sight.placed.image)?;
        let own = file.pixels.profile.as_deref()?;
        let differs = file.pixels.are_inks() && *own != *settings.intent.profile.bytes;
        if !differs || !seen.insert(sight.placed.image) {
            return None;
        }
        let message = format!(
            "`{}` is in CMYK for another press than {}, and is printed as it is",
            file.path, settings.intent.condition
        );
        let found = Diagnostic::new(
            codes::PRINT_IMAGE_PROFILE,
            sight.placed.span.or(file.span),
            message,
        );
        Some(found.help(
            "save it as RGB: the build makes the inks of the book's own press of it; or name its \
             profile as `intent` under `[editions.print]`",
        ))
    });
    found.collect()
}
