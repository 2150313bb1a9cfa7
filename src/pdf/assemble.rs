//! The skeleton of the file, which printpdf builds: fonts, resources and page tree. Its first page
//! shows every glyph once, so that printpdf writes the fonts; all contents are replaced afterwards.
//! What printpdf cannot say exactly (widths, metrics, texts) is then set on its objects.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream};
use printpdf::{
    Codepoint, FontId, FontMetrics, Op, ParsedFont, PdfDocument, PdfFont, PdfFontHandle, PdfPage,
    PdfSaveOptions, Pt, Rect, TextItem,
};

use crate::theme::{Face, Faces};

use super::PdfError;
use super::fonts::{Font, Fonts, flags, stem, thousandths};
use super::pages::Boxes;
use super::to_unicode::cmap;

/// printpdf's document, taken over.
#[derive(Debug)]
pub struct Skeleton {
    /// The objects.
    pub document: Document,
    /// The pages in order.
    pub pages: Vec<ObjectId>,
    /// The dictionary of the font resources.
    pub fonts: ObjectId,
    /// The dictionary of the image and form resources.
    pub objects: ObjectId,
    /// The dictionary of all resources.
    pub resources: ObjectId,
}

/// Builds the skeleton of a file with these contents, one deflated stream a page.
pub fn skeleton(fonts: &Fonts, boxes: Boxes, contents: Vec<Vec<u8>>) -> Result<Skeleton, PdfError> {
    let mut master = PdfDocument::new("");
    for font in fonts.iter() {
        master
            .resources
            .fonts
            .map
            .insert(FontId(font.name.clone()), program(font));
    }
    let [_, _, width, height] = boxes.media().map(|length| Pt(length.to_points() as f32));
    let media = Rect::from_wh(width, height);
    let mut specimen = specimen(fonts);
    master.pages = (contents.iter())
        .map(|_| PdfPage {
            media_box: media.clone(),
            trim_box: media.clone(),
            crop_box: media.clone(),
            ops: std::mem::take(&mut specimen),
        })
        .collect();
    // Every font has its program, so nothing is left to warn of.
    let document = master.to_lopdf_document(&options(), &mut Vec::new());
    take_over(document, fonts, contents)
}

/// printpdf's own handling of images, fonts and operators is not used.
fn options() -> PdfSaveOptions {
    PdfSaveOptions {
        optimize: false,
        subset_fonts: false,
        secure: false,
        image_optimization: None,
    }
}

fn program(font: &Font) -> PdfFont {
    let face = Faces::get().face(font.face);
    let metric = |value: i32| i16::try_from(value).unwrap_or(i16::MAX);
    let metrics = FontMetrics {
        ascent: metric(face.ascent),
        descent: metric(face.descent),
    };
    let bytes = font.program.clone();
    let name = Some(font.base_font.clone());
    let (codes, widths) = (BTreeMap::new(), BTreeMap::new());
    // This constructor belongs to printpdf without its feature `text_layout`: with the feature
    // this line does not compile.
    PdfFont::new(ParsedFont::with_glyph_data(
        bytes,
        0,
        name,
        codes,
        widths,
        face.units_per_em,
        metrics,
    ))
}

/// The operators of a page that shows every glyph.
fn specimen(fonts: &Fonts) -> Vec<Op> {
    let mut ops = vec![Op::StartTextSection];
    for font in fonts.iter() {
        let glyphs = (0..).zip(&font.widths).take(font.glyphs());
        let glyphs = glyphs.map(|(gid, _)| Codepoint {
            gid,
            offset: 0.0,
            cid: None,
        });
        ops.push(Op::SetFont {
            font: PdfFontHandle::External(FontId(font.name.clone())),
            size: Pt(1.0),
        });
        ops.push(Op::ShowText {
            items: vec![TextItem::GlyphIds(glyphs.collect())],
        });
    }
    ops.push(Op::EndTextSection);
    ops
}

fn take_over(
    mut document: Document,
    fonts: &Fonts,
    contents: Vec<Vec<u8>>,
) -> Result<Skeleton, PdfError> {
    let pages: Vec<ObjectId> = document.get_pages().into_values().collect();
    let first = *pages.first().ok_or(PdfError::NoPages)?;
    let own = document
        .get_dictionary(first)?
        .get(b"Resources")?
        .as_reference()?;
    let resources = document.get_dictionary_mut(own)?;
    // Empty classes of resources.
    let unused = [b"ExtGState".as_slice(), b"Shading"].map(|class| resources.remove(class));
    let (font_map, objects) = (
        resources.get(b"Font")?.as_reference()?,
        resources.get(b"XObject")?.as_reference()?,
    );
    for class in unused.into_iter().flatten() {
        document.objects.remove(&class.as_reference()?);
    }
    for (page, content) in pages.iter().zip(contents) {
        let id = document
            .get_dictionary(*page)?
            .get(b"Contents")?
            .as_reference()?;
        let mut stream = Stream::new(Dictionary::new(), content);
        stream.dict.set("Filter", "FlateDecode");
        document.set_object(id, stream);
    }
    for font in fonts.iter() {
        finish_font(&mut document, font_map, font)?;
    }
    Ok(Skeleton {
        document,
        pages,
        fonts: font_map,
        objects,
        resources: own,
    })
}

/// Sets what printpdf rounds, guesses or leaves out.
fn finish_font(document: &mut Document, font_map: ObjectId, font: &Font) -> Result<(), PdfError> {
    let map = document.get_dictionary(font_map)?;
    let composite = map.get(font.name.as_bytes())?.as_reference()?;
    let to_unicode = document
        .get_dictionary(composite)?
        .get(b"ToUnicode")?
        .as_reference()?;
    document.set_object(to_unicode, Stream::new(Dictionary::new(), cmap(font)));
    let glyphs_of_codes = (!font.repeats.is_empty()).then(|| {
        let stream = Stream::new(Dictionary::new(), glyphs_of_codes(font));
        document.add_object(stream)
    });

    let composite = document.get_dictionary_mut(composite)?;
    let descendants = composite.get_mut(b"DescendantFonts")?.as_array_mut()?;
    let descendant = descendants
        .first_mut()
        .ok_or_else(|| lopdf::Error::DictKey("DescendantFonts".to_owned()))?
        .as_dict_mut()?;
    descendant.set("W", vec![Object::Integer(0), Object::Array(widths(font))]);
    descendant.set("DW", 0);
    if let Some(map) = glyphs_of_codes {
        descendant.set("CIDToGIDMap", map);
    }
    let descriptor = descendant.get(b"FontDescriptor")?.as_reference()?;
    describe(
        document.get_dictionary_mut(descriptor)?,
        Faces::get().face(font.face),
    );
    Ok(())
}

/// The glyph of each code, in two bytes (PDF 32000-1, table 117).
fn glyphs_of_codes(font: &Font) -> Vec<u8> {
    let glyphs = (0..=u16::MAX).take(font.glyphs());
    let glyphs = glyphs.chain(font.repeats.iter().copied());
    glyphs.flat_map(u16::to_be_bytes).collect()
}

/// Widths in thousandths of the em, with two decimals where the face is finer than that.
fn widths(font: &Font) -> Vec<Object> {
    let exact = font.widths.iter().map(|width| match width % 100 {
        0 => Object::Integer(width / 100),
        _ => Object::Real((*width as f64 / 100.0) as f32),
    });
    exact.collect()
}

fn describe(descriptor: &mut Dictionary, face: &Face) {
    let units = |value: i32| Object::Integer(thousandths(face, value));
    descriptor.set("Ascent", units(face.ascent));
    descriptor.set("Descent", units(face.descent));
    descriptor.set("CapHeight", units(face.cap_height));
    descriptor.set("XHeight", units(face.x_height));
    descriptor.set("ItalicAngle", Object::Real(face.italic_angle as f32));
    descriptor.set("Flags", flags(face));
    descriptor.set("StemV", stem(face));
    descriptor.set("FontBBox", face.bounding_box.map(units).to_vec());
}
