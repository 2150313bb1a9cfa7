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
        let error = write(&book, Edition::Print, &sheets(&book, Edition::Print))
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
