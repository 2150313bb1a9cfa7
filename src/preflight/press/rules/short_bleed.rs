//! What reaches the trim reaches the edge of the bleed: a cut that is a little off would leave a white
//! line. Odd pages are right-hand pages, whose bind is at the left.

use crate::diagnostic::codes;

use super::super::geometry::TOLERANCE;
use super::super::report::{Report, Told};
use super::super::walk::Kind;
use super::{Page, edges};

/// What is so near to the trim is meant to reach it.
const NEAR: f64 = 0.5;

pub fn check(page: &Page<'_, '_>, report: &mut Report) {
    let Some(trim) = page.sheet.boxes.page() else {
        return;
    };
    let asked = match (page.survey.profile, page.sheet.boxes.bleed) {
        (Some(profile), _) => {
            let own = &profile.bleed;
            let [left, right] = edges(page.sheet.is_recto(), own.inside, own.outside);
            [own.top, own.bottom, left, right].map(|own| own.to_points())
        }
        (None, Some(bleed)) => [
            bleed.top - trim.top,
            trim.bottom - bleed.bottom,
            trim.left - bleed.left,
            bleed.right - trim.right,
        ],
        (None, None) => return,
    };
    let names = ["head", "foot", "left", "right"];
    for mark in page
        .seen
        .marks
        .iter()
        .filter(|own| own.is_placed && own.is_visible())
    {
        // A letter beyond the trim is cut off, which another rule says.
        if !trim.meets(mark.bounds) || matches!(mark.kind, Kind::Text(_)) {
            continue;
        }
        let reach = [
            mark.bounds.top - trim.top,
            trim.bottom - mark.bounds.bottom,
            trim.left - mark.bounds.left,
            mark.bounds.right - trim.right,
        ];
        for ((reach, asked), name) in reach.into_iter().zip(asked).zip(names) {
            if asked > TOLERANCE && reach >= -NEAR && reach < asked - TOLERANCE {
                let what = mark.kind.words();
                let told = Told::new(format!(
                    "{what} reaches {reach:.2} pt beyond the trim at the {name}, and needs {asked:.2} pt"
                ));
                report.tell(
                    codes::PRINT_SHORT_BLEED,
                    told.on(page.sheet.number)
                        .at(mark.at())
                        .worst(format!("{what} {name}"), asked - reach)
                        .help("let it reach the edge of the bleed, or keep it from the trim"),
                );
            }
        }
    }
}
