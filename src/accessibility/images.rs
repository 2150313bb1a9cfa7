//! Images whose words say nothing, and images that are said to be decorative although the text speaks
//! of them (WCAG 2.2, 1.1.1 Non-text Content).

use crate::diagnostic::{Diagnostic, codes};
use crate::document::{
    Block, BlockKind, Content, Image, Inline, Stage, Visited, plain_text, walk_content,
};

/// Words that name a kind of thing and no thing, in English, French, German and Spanish.
const PLACEHOLDERS: &[&str] = &[
    "abbildung",
    "alt",
    "bild",
    "chart",
    "diagram",
    "diagramm",
    "diagramme",
    "figura",
    "figure",
    "foto",
    "graph",
    "graphic",
    "graphique",
    "grafik",
    "gráfico",
    "illustration",
    "imagen",
    "image",
    "logo",
    "photo",
    "photograph",
    "photographie",
    "picture",
    "screenshot",
    "todo",
    "untitled",
];

/// Endings of the files that images come in.
const ENDINGS: &[&str] = &[
    ".gif", ".jpeg", ".jpg", ".png", ".svg", ".tif", ".tiff", ".webp",
];

/// Looks at the image of a figure.
pub fn block<S: Stage>(block: &Block<S>, found: &mut Vec<Diagnostic>) {
    let BlockKind::Figure(figure) = &block.kind else {
        return;
    };
    let caption = figure.caption.as_ref();
    if let (true, Some(caption)) = (figure.image.decorative, caption) {
        let message = "this image is marked as decorative, but has a caption";
        let finding = Diagnostic::new(codes::ACCESSIBILITY_DECORATIVE, figure.image.span, message)
            .help("say between the brackets what it shows, and delete .decorative");
        found.push(match first_span(caption) {
            Some(span) => finding.related(span, "the caption speaks of the image"),
            None => finding,
        });
    }
    alternative(
        &figure.image,
        caption.map(|own| plain_text(&own.inlines)),
        found,
    );
}

/// Looks at the images in a line of text.
pub fn inlines<S: Stage>(content: &Content<S>, found: &mut Vec<Diagnostic>) {
    walk_content(content, &mut |visited| {
        if let Visited::Inline(Inline::Image(image)) = visited {
            alternative(image, None, found);
        }
    });
}

fn alternative<S: Stage>(image: &Image<S>, caption: Option<String>, found: &mut Vec<Diagnostic>) {
    let words = image.alternative.trim();
    if words.is_empty() {
        return;
    }
    let bare = words.trim_end_matches(|c: char| c.is_ascii_digit() || " .:-_#".contains(c));
    let bare = bare.to_lowercase();
    let is_file = !words.contains(' ')
        && ENDINGS
            .iter()
            .any(|ending| words.to_lowercase().ends_with(ending));
    let (message, help) = if is_file {
        (
            format!("the alternative text `{words}` is the name of a file"),
            "say in a sentence what the image shows",
        )
    } else if bare.is_empty() || PLACEHOLDERS.contains(&bare.as_str()) {
        (
            format!("the alternative text `{words}` does not say what the image shows"),
            "say in a sentence what the image shows",
        )
    } else if caption
        .is_some_and(|caption| caption.trim_end_matches('.') == words.trim_end_matches('.'))
    {
        (
            "the alternative text is the caption again".to_owned(),
            "say what the image shows: the caption is read to every reader besides",
        )
    } else {
        return;
    };
    found.push(Diagnostic::new(codes::ACCESSIBILITY_ALTERNATIVE, image.span, message).help(help));
}

/// Where a run of inlines begins.
fn first_span<S: Stage>(content: &Content<S>) -> Option<crate::source::Span> {
    let mut first = None;
    walk_content(content, &mut |visited| {
        if let Visited::Inline(Inline::Text(text)) = visited {
            first = first.or(Some(text.span));
        }
    });
    first
}
