//! The printing condition that a print edition is meant for, and which standard it says that it follows.

use lopdf::{Dictionary, Document, Object, Stream, dictionary, text_string};

use crate::colour;
use crate::print::{PrintSettings, PrintStandard};

use super::Edition;
use super::colour::Palette;

/// `/OutputIntents` of the catalog: exactly one, with its profile.
pub fn output_intents(document: &mut Document, print: &PrintSettings) -> Object {
    let intent = &print.intent;
    let inks = dictionary! { "N" => intent.profile.inks.count() as i64 };
    let profile = match intent.profile.deflated {
        Some(deflated) => {
            let mut profile = Stream::new(inks, deflated.to_vec());
            profile.dict.set("Filter", "FlateDecode");
            profile
        }
        None => Stream::new(inks, intent.profile.bytes.to_vec()),
    };
    let profile = document.add_object(profile);
    let intent = dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFX",
        "OutputConditionIdentifier" => text_string(&intent.condition),
        "OutputCondition" => text_string(&intent.description),
        "RegistryName" => text_string(&intent.registry),
        "Info" => text_string(&intent.description),
        "DestOutputProfile" => profile,
    };
    Object::Array(vec![intent.into()])
}

/// `/OutputIntents` of the screen edition: its colours are those of sRGB, as PDF/A wants it said.
pub fn screen_intents(document: &mut Document) -> Object {
    let profile = Stream::new(dictionary! { "N" => 3 }, colour::srgb());
    let profile = document.add_object(profile);
    let intent = dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => text_string("sRGB"),
        "Info" => text_string("sRGB IEC61966-2.1"),
        "DestOutputProfile" => profile,
    };
    Object::Array(vec![intent.into()])
}

/// Whether the file has XMP: PDF 1.3, on which PDF/X-1a:2001 is built, does not know it.
pub fn has_xmp(palette: &Palette<'_>) -> bool {
    palette.edition == Edition::Screen || palette.print.standard != PrintStandard::X1a2001
}

/// What a print edition says of the standard that it follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claim(PrintStandard);

impl Claim {
    /// The claim of an edition; the screen edition has none.
    pub fn of(palette: &Palette<'_>) -> Option<Claim> {
        (palette.edition == Edition::Print).then_some(Claim(palette.print.standard))
    }

    /// Its entries in Info. PDF/X-4 names itself in XMP alone. Nothing is trapped: that is for the
    /// printer, who knows the press.
    pub fn inform(self, info: &mut Dictionary) {
        info.set("Trapped", "False");
        // ISO 15930-1 calls the family and the kind; ISO 15930-4 the kind, which older readers look for
        // in both places.
        let names = match self.0 {
            PrintStandard::X4 => return,
            PrintStandard::X1a => ["PDF/X-1a:2003", "PDF/X-1a:2003"],
            PrintStandard::X1a2001 => ["PDF/X-1:2001", "PDF/X-1a:2001"],
        };
        for (key, name) in ["GTS_PDFXVersion", "GTS_PDFXConformance"].iter().zip(names) {
            info.set(*key, Object::string_literal(name));
        }
    }

    /// Its properties in XMP.
    pub fn xmp(self) -> String {
        let trapped = "<pdf:Trapped>False</pdf:Trapped>\n";
        match self.0 {
            PrintStandard::X4 => {
                format!("{trapped}<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>\n")
            }
            PrintStandard::X1a | PrintStandard::X1a2001 => trapped.to_owned(),
        }
    }
}
