//! Pictures that reach the edges of the page: their places, once it is known on which page they stand.

use crate::document::FigureReach;
use crate::length::Length;
use crate::theme::Theme;

use super::super::flow::{FlowItem, Strip};
use super::super::paged::{Mark, PlacedImage};
use super::super::paginate::PagePlan;

/// Whether a picture fills the page: then neither head nor folio stands on it.
pub fn is_filled_by_picture(plan: &PagePlan, items: &[Option<FlowItem>]) -> bool {
    let floats = plan.floats_above.iter().chain(&plan.floats_below);
    let placed = floats.chain(&plan.strips);
    placed.into_iter().any(|(item, _)| match items.get(*item) {
        Some(Some(FlowItem::Strip(strip) | FlowItem::Float(strip))) => fills_a_page(strip),
        _ => false,
    })
}

/// Whether a picture rises over the head of the text block, where the running head would stand.
pub fn is_headed_by_picture(plan: &PagePlan) -> bool {
    let placed = plan.floats_above.first().or_else(|| plan.strips.first());
    placed.is_some_and(|(_, y)| *y < Length::ZERO)
}

fn fills_a_page(strip: &Strip) -> bool {
    let fills = |mark: &Mark| matches!(mark, Mark::Image(own) if own.reach == FigureReach::Page);
    strip.marks.iter().any(fills)
}

/// Puts the images of a strip that reach over the text block at the edges of the trim; `place` is that of
/// the strip on the page.
pub fn to_the_trim(strip: &mut Strip, place: [Length; 2], theme: &Theme) {
    for mark in &mut strip.marks {
        if let Mark::Image(image) = mark {
            put(image, place, theme);
        }
    }
}

fn put(image: &mut PlacedImage, [x, y]: [Length; 2], theme: &Theme) {
    let page = &theme.page;
    match image.reach {
        FigureReach::Block => {}
        FigureReach::Sides => {
            image.x = -x;
            image.width = page.trim[0];
        }
        FigureReach::Page => {
            let foot = y + image.y + image.height;
            let is_alone = foot >= page.head + theme.type_.body.leading * page.lines;
            image.x = -x;
            image.y = -y;
            image.width = page.trim[0];
            image.height = match is_alone {
                true => page.trim[1],
                false => foot,
            };
        }
    }
}
