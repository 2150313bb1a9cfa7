//! Small SVG files, and what becomes of them.

use super::{DrawingMark, Drawings};
use crate::diagnostic::Diagnostic;
use crate::document::ImageId;
use crate::length::Length;
use crate::manuscript::{ImageFile, ImageFormat, Images};

fn read(svg: &str) -> (Drawings, Vec<Diagnostic>) {
    let file = ImageFile {
        path: "images/a.svg".to_owned(),
        format: ImageFormat::Svg,
        data: svg.as_bytes().to_vec(),
        pixels: crate::manuscript::PixelFacts::default(),
        width: 0,
        height: 0,
        decoded: None,
        span: None,
    };
    Drawings::read(&Images { files: vec![file] })
}

fn svg(body: &str) -> String {
    format!(
        "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' \
         width='100' height='50'>{body}</svg>"
    )
}

fn codes(svg: &str) -> Vec<&'static str> {
    read(svg).1.iter().map(|found| found.code.name).collect()
}

#[test]
fn a_user_unit_is_three_quarters_of_a_point() {
    let (drawings, found) = read(&svg("<rect width='10' height='10'/>"));
    assert_eq!(found, []);
    let drawing = drawings.get(ImageId(0)).unwrap();
    assert_eq!(drawing.width, Length::pt(75));
    assert_eq!(drawing.height, Length::centipoints(3750));
    assert_eq!(drawing.marks.len(), 1);
}

#[test]
fn text_stays_text_in_the_books_faces() {
    let (drawings, found) = read(&svg(
        "<text y='20' font-family='Literata' font-size='16'>Affluent staff</text>",
    ));
    assert_eq!(found, []);
    let [DrawingMark::Text(text)] = drawings.get(ImageId(0)).unwrap().marks.as_slice() else {
        panic!("one run of text");
    };
    assert_eq!(text.text, "Affluent staff");
    assert!((text.size - 12.0).abs() < 1e-3, "{}", text.size);
    assert!((text.matrix[5] - 15.0).abs() < 1e-3 && text.matrix[3] < 0.0);
}

#[test]
fn what_is_not_drawn_as_meant_is_named() {
    for (body, named) in [
        (
            "<image href='data:image/png;base64,AAAA' width='9' height='9'/>",
            "`<image>`",
        ),
        (
            "<image xlink:href='http://example.org/a.png' width='9' height='9'/>",
            "`<image>`",
        ),
        ("<foreignObject width='9' height='9'/>", "`<foreignObject>`"),
        ("<script>1</script>", "`<script>`"),
        ("<use href='other.svg#a'/>", "`other.svg#a`"),
        ("<style>@import 'a.css';</style>", "`@import`"),
        (
            "<filter id='f'><feGaussianBlur stdDeviation='2'/></filter><rect filter='url(#f)' \
             width='9' height='9'/>",
            "`filter`",
        ),
        (
            "<mask id='m'><rect width='5' height='5' fill='white'/></mask><rect mask='url(#m)' \
             width='9' height='9'/>",
            "`mask`",
        ),
        (
            "<pattern id='p' width='2' height='2' patternUnits='userSpaceOnUse'><rect width='1' \
             height='1'/></pattern><rect fill='url(#p)' width='9' height='9'/>",
            "`<pattern>`",
        ),
        ("<text y='9' stroke='red'>a</text>", "`stroke` on text"),
    ] {
        let found = read(&svg(body)).1;
        let said = found
            .iter()
            .any(|d| d.code.name == "image/svg-unsupported" && d.message.contains(named));
        assert!(said, "{body}: {found:?}");
    }
}

#[test]
fn a_missing_font_is_noted_and_a_missing_character_is_an_error() {
    assert_eq!(
        codes(&svg("<text y='9' font-family='Arial'>a</text>")),
        ["image/svg-font"]
    );
    assert_eq!(
        codes(&svg("<text y='9'>\u{13000}</text>")),
        ["image/svg-character"]
    );
    assert!(codes(&svg("<text y='9'>Zw\u{f6}lf \u{2192} \u{41f}</text>")).is_empty());
}

#[test]
fn broken_and_bottomless_files_are_refused() {
    assert_eq!(codes("<svg"), ["image/svg-syntax"]);
    assert_eq!(codes("<html/>"), ["image/svg-syntax"]);
    let deep = format!("{}{}", "<g>".repeat(70), "</g>".repeat(70));
    assert_eq!(codes(&svg(&deep)), ["image/svg-too-complex"]);
    assert_eq!(
        codes(&svg("<g id='a'><use href='#a'/></g>")),
        ["image/svg-too-complex"]
    );
    // Ten uses of ten uses of ten: a short file, a million rectangles.
    let mut doubling = "<rect id='n0' width='1' height='1'/>".to_owned();
    for level in 1..7 {
        let again = format!("<use href='#n{}'/>", level - 1).repeat(10);
        doubling.push_str(&format!("<g id='n{level}'>{again}</g>"));
    }
    assert_eq!(codes(&svg(&doubling)), ["image/svg-too-complex"]);
    let markers = format!(
        "<marker id='m'>{}</marker><path marker-mid='url(#m)' d='M0 0{}'/>",
        "<rect width='1' height='1'/>".repeat(1000),
        "L1 1".repeat(2000)
    );
    assert_eq!(codes(&svg(&markers)), ["image/svg-too-complex"]);
}
