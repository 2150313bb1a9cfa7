//! What a printer would refuse: pages and their sheets -> findings. What comes from a setting stands at its
//! key, and what concerns the book as a whole at the head of its settings.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, codes};
use crate::document::FigureReach;
use crate::layout::{Mark, Page, PagedBook, PlacedImage};
use crate::length::Length;
use crate::printer::Profile;
use crate::source::Span;
use crate::theme::Edges;

use super::told::measure;
use super::{Fit, Order, Sheets};

/// Pictures that reach the edge of the page in a book without bleed there.
pub fn unbled(pages: &PagedBook, bleed: Edges) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut told = BTreeSet::new();
    for page in &pages.pages {
        for (image, top) in pictures(page) {
            let edges = match image.reach {
                FigureReach::Block => continue,
                FigureReach::Sides if top <= Length::ZERO => {
                    vec![("head", bleed.head), ("fore edge", bleed.outside)]
                }
                FigureReach::Sides => vec![("fore edge", bleed.outside)],
                FigureReach::Page => vec![
                    ("head", bleed.head),
                    ("fore edge", bleed.outside),
                    ("foot", bleed.foot),
                ],
            };
            let bare = edges.iter().find(|(_, bleed)| *bleed == Length::ZERO);
            let Some((edge, _)) = bare.filter(|_| told.insert(image.image)) else {
                continue;
            };
            let message =
                format!("this picture reaches the {edge} of the page, and there is no bleed");
            let finding = Diagnostic::new(codes::PRINT_NO_BLEED, image.span, message);
            let help = "give `bleed` below `[page]` 3mm or what the printer asks";
            found.push(finding.help(help).on_page(&page.label));
        }
    }
    found
}

/// Whether a picture reaches the edge of a page.
pub fn has_bleeding_pictures(pages: &PagedBook) -> bool {
    let mut pictures = pages.pages.iter().flat_map(pictures);
    pictures.any(|(own, _)| own.reach != FigureReach::Block)
}

/// Whether a page has a rule finer than this.
pub fn has_finer_rules(pages: &PagedBook, least: Length) -> bool {
    let frames = pages.pages.iter().flat_map(|page| &page.frames);
    let mut marks = frames.flat_map(|frame| &frame.marks);
    marks.any(|mark| match mark {
        Mark::Fill(fill) => fill.width.min(fill.height) < least,
        Mark::Text(_) | Mark::Image(_) => false,
    })
}

/// The pictures of a page, each with its top from the head of the page.
fn pictures(page: &Page) -> impl Iterator<Item = (&PlacedImage, Length)> {
    page.frames.iter().flat_map(|frame| {
        frame.marks.iter().filter_map(|mark| match mark {
            Mark::Image(image) => Some((image, frame.y + image.y)),
            Mark::Text(_) | Mark::Fill(_) => None,
        })
    })
}

/// What the printer of an order would refuse.
pub fn of_printer(
    order: &Order<'_>,
    pages: &PagedBook,
    sheets: &Sheets,
    fit: &Fit,
) -> Vec<Diagnostic> {
    let Some(profile) = order.profile else {
        return Vec::new();
    };
    let finding = |code: &'static Code, span: Option<Span>| {
        move |(message, help): (String, String)| Diagnostic::new(code, span, message).help(help)
    };
    let places = &order.places;
    let count = pages.pages.len() + sheets.blanks;
    let found = [
        page_count(profile, count).map(finding(codes::PRINT_PAGE_COUNT, places.book)),
        trim(profile, fit).map(finding(codes::PRINT_TRIM, places.trim)),
        blank_pages(profile, pages, sheets).map(finding(codes::PRINT_BLANK_PAGES, places.blanks)),
        paper(order, profile).map(finding(codes::PRINT_PAPER, places.paper)),
    ];
    let margins = margins(order, profile, fit);
    let margins = margins.map(|(span, message, help)| {
        Diagnostic::new(codes::PRINT_SAFETY, span, message).help(help)
    });
    found.into_iter().flatten().chain(margins).collect()
}

fn page_count(profile: &Profile, count: usize) -> Option<(String, String)> {
    let count = u32::try_from(count).unwrap_or(u32::MAX);
    let title = &profile.title;
    let message =
        |limit: String| format!("the book has {count} pages for {title}, which prints {limit}");
    match (profile.pages.least, profile.pages.most) {
        (Some(least), _) if count < least => Some((
            message(format!("{least} at least")),
            "make the page smaller or the type larger, or choose another printer".to_owned(),
        )),
        (_, Some(most)) if count > most => Some((
            message(format!("{most} at most")),
            "make the page larger or the type smaller, or print two volumes".to_owned(),
        )),
        _ => None,
    }
}

fn trim(profile: &Profile, fit: &Fit) -> Option<(String, String)> {
    let own = fit.page.trim;
    let asked = profile.trim.as_ref()?;
    let text = |[width, height]: [Length; 2]| format!("{} x {}", measure(width), measure(height));
    let message =
        |limit: &str| format!("{} prints no page of {}: {limit}", profile.title, text(own));
    if let (Some(least), Some(most)) = (asked.least, asked.most) {
        let fits = (0..2).all(|side| {
            let bounds = (least.get(side), own.get(side), most.get(side));
            matches!(bounds, (Some(least), Some(own), Some(most)) if least <= own && own <= most)
        });
        let limit = format!("it goes from {} to {}", text(least), text(most));
        let help = "write a `trim` within these limits below `[page]`".to_owned();
        return (!fits).then(|| (message(&limit), help));
    }
    let near = |size: &[Length; 2]| {
        // Sizes are told in whole hundredths of an inch, or in whole millimetres.
        let off = |side: usize| match (size.get(side), own.get(side)) {
            (Some(asked), Some(own)) => (*asked - *own).abs(),
            _ => Length::ZERO,
        };
        off(0).max(off(1))
    };
    let nearest = asked.sizes.iter().min_by_key(|size| near(size))?;
    if near(nearest) <= TRIM_TOLERANCE {
        return None;
    }
    let [width, height] = nearest.map(measure);
    let help = format!(
        "the nearest that it prints is `trim = [\"{width}\", \"{height}\"]` below `[page]`"
    );
    Some((message("it is none of the sizes in its guide"), help))
}

/// Guides round sizes to a millimetre.
const TRIM_TOLERANCE: Length = Length::centimillimetres(60);

fn blank_pages(profile: &Profile, pages: &PagedBook, sheets: &Sheets) -> Option<(String, String)> {
    let most = profile.pages.consecutive_blanks? as usize;
    let own = pages.pages.iter().map(|page| page.blank);
    let after = std::iter::repeat_n(true, sheets.blanks);
    let (mut run, mut longest) = (0, 0);
    for is_blank in own.chain(after) {
        run = if is_blank { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    (longest > most).then(|| {
        let message = format!(
            "{longest} blank pages follow each other for {}, which takes {most} at most",
            profile.title
        );
        let help = "make `pages_multiple` below `[editions.print]` smaller, or delete it";
        (message, help.to_owned())
    })
}

fn paper(order: &Order<'_>, profile: &Profile) -> Option<(String, String)> {
    let paper = order.print.paper.as_deref()?;
    let papers: Vec<&str> = profile.papers().collect();
    let is_known = order.print.leaf.is_some() || papers.contains(&paper) || papers.is_empty();
    (!is_known).then(|| {
        let message = format!("{} has no paper `{paper}`", profile.title);
        let help = format!("its papers are {}", papers.join(", "));
        (message, help)
    })
}

/// Margins that are less than what text keeps from the trim.
fn margins(
    order: &Order<'_>,
    profile: &Profile,
    fit: &Fit,
) -> impl Iterator<Item = (Option<Span>, String, &'static str)> {
    let (page, leading) = (&fit.page, order.theme.type_.body.leading);
    let heads = &order.theme.parts.running_head;
    let head = page.head - leading * heads.above;
    // The folio of an opening is a line high.
    let foot = page.head + leading * (page.lines + heads.folio_below + 1);
    let least = profile.safety_for(true);
    let places = &order.places;
    let edges = [
        (
            "head",
            head,
            places.head,
            "make `head` below `[page]` larger",
        ),
        (
            "foot",
            page.trim[1] - foot,
            places.lines,
            "make `lines` or `head` below `[page]` smaller",
        ),
        (
            "fore edge",
            fit.outside(),
            places.outside,
            "make `outside` below `[page]` larger",
        ),
    ];
    let title = profile.title.clone();
    edges
        .into_iter()
        .filter(move |(_, own, _, _)| *own < least)
        .map(move |(edge, own, span, help)| {
            let message = format!(
                "text comes within {} of the {edge}, and {title} asks for {}",
                measure(own),
                measure(least)
            );
            (span, message, help)
        })
}
