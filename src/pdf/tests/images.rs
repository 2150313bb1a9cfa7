//! Images and drawings.

use super::*;

#[test]
fn a_png_is_grey_with_a_soft_mask_where_it_is_grey_and_transparent() {
    let file = reread(Edition::Print);
    let page = file.pages()[2];
    let image = file
        .follow(page, &["Resources", "XObject", "I0"])
        .as_stream()
        .unwrap();
    assert_eq!(
        image.dict.get(b"ColorSpace").unwrap().as_name().unwrap(),
        b"DeviceGray"
    );
    assert!(image.dict.has(b"SMask"));
    let group = file.follow(page, &["Group", "CS"]).as_name().unwrap();
    assert_eq!(group, b"DeviceCMYK");
}

#[test]
fn a_jpeg_is_passed_through_and_one_that_is_none_is_an_error_that_names_it() {
    let mut book = book();
    let mut jpeg = std::io::Cursor::new(Vec::new());
    let pixels = image::GrayImage::from_fn(16, 8, |x, _| image::Luma([(x * 16) as u8]));
    pixels
        .write_to(&mut jpeg, image::ImageFormat::Jpeg)
        .unwrap();
    book.images.files[0].format = ImageFormat::Jpeg;
    book.images.files[0].data = jpeg.into_inner();
    let file = Reread::of(&book, Edition::Print);
    let page = file.pages()[2];
    let image = file
        .follow(page, &["Resources", "XObject", "I0"])
        .as_stream()
        .unwrap();
    assert_eq!(
        image.dict.get(b"Filter").unwrap().as_name().unwrap(),
        b"DCTDecode"
    );
    assert_eq!(image.dict.get(b"Width").unwrap().as_i64().unwrap(), 16);
    assert_eq!(image.content, book.images.files[0].data);

    for format in [ImageFormat::Jpeg, ImageFormat::Png] {
        book.images.files[0].format = format;
        book.images.files[0].data.truncate(20);
        let error = write(
            &book,
            Edition::Print,
            &sheets(&book, Edition::Print),
            &PrintSettings::default(),
        )
        .unwrap_err()
        .to_string();
        assert!(error.contains("images/a.png"), "{error}");
    }
}

#[test]
fn a_drawing_has_text_shading_clip_and_opacity() {
    let file = reread(Edition::Print);
    let page = file.pages()[2];
    let form = file
        .follow(page, &["Resources", "XObject", "D1"])
        .as_stream()
        .unwrap();
    let content = String::from_utf8_lossy(&form.get_plain_content().unwrap()).into_owned();
    for operator in [
        "TJ",
        "/Pattern cs /P0 scn",
        "W n",
        "/G500 gs",
        "/X0 Do",
        "] 0 d",
    ] {
        assert!(content.contains(operator), "{operator}");
    }
    let resources = form.dict.get(b"Resources").unwrap().as_dict().unwrap();
    let space = file.follow(resources, &["Pattern", "P0", "Shading", "ColorSpace"]);
    assert_eq!(space.as_name().unwrap(), b"DeviceCMYK");
}

#[test]
fn pixels_that_were_kept_are_not_decoded_again() {
    let mut book = book();
    let file = &mut book.images.files[0];
    file.data.truncate(20);
    let kept = image::RgbImage::from_pixel(16, 8, image::Rgb([9, 9, 9]));
    file.decoded = Some(std::sync::Arc::new(kept.into()));
    let read = Reread::of(&book, Edition::Print);
    let image = read.follow(read.pages()[2], &["Resources", "XObject", "I0"]);
    let image = image.as_stream().unwrap();
    assert_eq!(image.decompressed_content().unwrap(), vec![9; 16 * 8]);
}

/// The dictionary of the fixture's first image, made of these pixels, and its plain samples.
fn printed(picture: &image::DynamicImage) -> (Dictionary, Vec<u8>) {
    let mut book = book();
    let mut png = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut png, image::ImageFormat::Png).unwrap();
    let file = &mut book.images.files[0];
    (file.width, file.height) = (picture.width(), picture.height());
    file.data = png.into_inner();
    let read = Reread::of(&book, Edition::Print);
    let image = read.follow(read.pages()[2], &["Resources", "XObject", "I0"]);
    let image = image.as_stream().unwrap();
    // lopdf undoes the prediction too.
    (image.dict.clone(), image.decompressed_content().unwrap())
}

#[test]
fn a_picture_in_colour_is_in_the_inks_of_the_press_and_a_deep_one_too() {
    let colour = |x: u32| [x as u8, 128, 255 - x as u8];
    let shallow = image::RgbImage::from_fn(200, 130, |x, _| image::Rgb(colour(x)));
    let (entries, inks) = printed(&shallow.into());
    assert_eq!(
        entries.get(b"ColorSpace").unwrap().as_name().unwrap(),
        b"DeviceCMYK"
    );
    assert_eq!(inks.len(), 200 * 130 * 4);
    let separator = crate::colour::Separator::new(&PrintSettings::default().intent.profile, None);
    let expected = separator.unwrap().separate(colour(77));
    assert_eq!(inks[(129 * 200 + 77) * 4..][..4], expected);

    let deep = image::ImageBuffer::from_fn(200, 130, |x, _| {
        image::Rgb(colour(x).map(|value| u16::from(value) * 257))
    });
    let (_, same) = printed(&image::DynamicImage::ImageRgb16(deep));
    assert!(same == inks);
}

#[test]
fn a_picture_of_greys_is_black_alone_in_any_kind_of_file() {
    let rgb = image::RgbImage::from_fn(40, 30, |x, y| image::Rgb([(x * y % 256) as u8; 3]));
    let (entries, greys) = printed(&rgb.into());
    assert_eq!(
        entries.get(b"ColorSpace").unwrap().as_name().unwrap(),
        b"DeviceGray"
    );
    assert_eq!(greys[29 * 40 + 39], (39 * 29 % 256) as u8);
}

#[test]
fn a_picture_is_turned_and_mirrored_within_its_square() {
    use crate::manuscript::Orientation;
    for mirrored in [false, true] {
        for turns in 0..4 {
            let mut out = Vec::new();
            super::super::images::lay(&mut out, Orientation { mirrored, turns });
            let numbers: Vec<i64> = String::from_utf8_lossy(&out)
                .split_whitespace()
                .filter_map(|word| word.parse().ok())
                .collect();
            let [a, b, c, d, e, f] = numbers[..] else {
                assert!(!mirrored && turns == 0);
                continue;
            };
            // The upper left corner of the picture, and where it is looked at: clockwise from there.
            let corners = [(0, 1), (1, 1), (1, 0), (0, 0)];
            let start = usize::from(turns) + usize::from(mirrored);
            let corner = match mirrored {
                true => corners[start % 4],
                false => corners[usize::from(turns)],
            };
            assert_eq!((c + e, d + f), corner, "{mirrored} {turns}");
            assert_eq!((a * d - b * c).abs(), 1);
        }
    }
}
