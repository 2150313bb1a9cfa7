//! printpdf's share of a PDF, as `src/pdf/assemble.rs` has it work: a document with all pages of the book, a
//! specimen on the first that shows every glyph of the faces, and the reduced programs of the faces, which
//! becomes lopdf's document. Not measured here: the reducing of the faces, and what is done to that document
//! afterwards, which are the subsetter's, lopdf's and our own.

use std::collections::{BTreeMap, BTreeSet};

use printpdf::{
    Codepoint, FontId, FontMetrics, Op, ParsedFont, PdfDocument, PdfFont, PdfFontHandle, PdfPage,
    PdfSaveOptions, Pt, Rect, TextItem,
};
use recto::theme::{FaceId, Faces};

use crate::book::Volume;
use crate::book::faces::{subset, with_missing};

/// What printpdf is given.
pub struct Skeleton {
    faces: Vec<Reduced>,
    pages: usize,
    media: Rect,
}

/// A face of the file.
struct Reduced {
    face: FaceId,
    program: Vec<u8>,
    glyphs: u16,
}

impl Skeleton {
    /// What the print edition of a book gives it.
    pub fn of(volume: &Volume) -> Skeleton {
        let geometry = volume.pages.geometry;
        let [width, height] =
            [geometry.width, geometry.height].map(|own| Pt(own.to_points() as f32));
        let reduced = |(face, glyphs): (FaceId, BTreeSet<u16>)| Reduced {
            face,
            program: subset(face, &glyphs),
            glyphs: u16::try_from(with_missing(&glyphs).count()).expect("glyphs of a face"),
        };
        Skeleton {
            faces: volume.glyphs().into_iter().map(reduced).collect(),
            pages: volume.pages.pages.len(),
            media: Rect::from_wh(width, height),
        }
    }

    /// The document.
    pub fn build(&self) -> lopdf::Document {
        let mut document = PdfDocument::new("");
        let fonts = &mut document.resources.fonts.map;
        fonts.extend(self.faces.iter().map(|own| (own.id(), own.font())));
        let mut specimen = self.specimen();
        let page = |_| PdfPage {
            media_box: self.media.clone(),
            trim_box: self.media.clone(),
            crop_box: self.media.clone(),
            ops: std::mem::take(&mut specimen),
        };
        document.pages = (0..self.pages).map(page).collect();
        let options = PdfSaveOptions {
            optimize: false,
            subset_fonts: false,
            secure: false,
            image_optimization: None,
        };
        document.to_lopdf_document(&options, &mut Vec::new())
    }

    /// The operators that show every glyph.
    fn specimen(&self) -> Vec<Op> {
        let mut ops = vec![Op::StartTextSection];
        for face in &self.faces {
            let glyph = |gid| Codepoint {
                gid,
                offset: 0.0,
                cid: None,
            };
            ops.push(Op::SetFont {
                font: PdfFontHandle::External(face.id()),
                size: Pt(1.0),
            });
            ops.push(Op::ShowText {
                items: vec![TextItem::GlyphIds((0..face.glyphs).map(glyph).collect())],
            });
        }
        ops.push(Op::EndTextSection);
        ops
    }
}

impl Reduced {
    fn id(&self) -> FontId {
        FontId(format!("F{}", self.face.0))
    }

    fn font(&self) -> PdfFont {
        let face = Faces::get().face(self.face);
        let metric = |value: i32| i16::try_from(value).unwrap_or(i16::MAX);
        let metrics = FontMetrics {
            ascent: metric(face.ascent),
            descent: metric(face.descent),
        };
        PdfFont::new(ParsedFont::with_glyph_data(
            self.program.clone(),
            0,
            Some(format!("ABCDEF+{}", face.postscript_name)),
            BTreeMap::new(),
            BTreeMap::new(),
            face.units_per_em,
            metrics,
        ))
    }
}
