//! Figures.

use crate::document::{Figure, Resolved};

use crate::epub::inlines;
use crate::epub::scribe::{Look, Scribe};

/// Writes a figure. A decorative image without caption is no figure: there is nothing to announce.
pub fn write(scribe: &mut Scribe<'_>, figure: &Figure<Resolved>) {
    let number = figure.numbered.number.as_deref();
    let captioned = number.is_some() || figure.caption.is_some();
    let name = if figure.image.decorative && !captioned {
        "div"
    } else {
        "figure"
    };
    let id = scribe.claim(figure.numbered.anchor);
    scribe
        .xml
        .tag(name)
        .with("class", "figure")
        .with_some("id", id)
        .open();
    scribe.set(Look::SANS, |scribe| {
        inlines::image(scribe, &figure.image, "plate");
        if captioned {
            scribe.xml.open("figcaption");
            if number.is_some() {
                let word = scribe.terms().labels.figure;
                super::label(scribe, &super::kind_and_number(word, number));
            }
            if let Some(caption) = &figure.caption {
                inlines::content(scribe, caption);
            }
            scribe.xml.close();
        }
    });
    scribe.xml.close();
}
