//! What a file says of itself: its objects -> its claim, metadata, output intents and pages. What
//! stands on the pages is read by `walk`.

mod icc;
pub mod moment;
mod sheet;
mod xmp;

use std::collections::BTreeMap;

use crate::preflight::pdf_syntax::{Dictionary, Object, utf16};
use crate::printer::{Profile, Standard};

use super::file::{PressFile, references};
use super::report::Told;

pub use icc::{IccProfile, read as read_icc};
pub use sheet::Sheet;
pub use xmp::Xmp;

/// What a file says of itself, and what it is judged by.
#[derive(Debug)]
pub struct Survey<'f> {
    /// The file.
    pub file: &'f PressFile<'f>,
    /// What the printer asks.
    pub profile: Option<&'f Profile>,
    /// The standard that it says it follows, word for word.
    pub claim: Option<String>,
    /// The standard that it is judged by: the one that it claims, or that the printer asks for.
    pub standard: Standard,
    /// The catalog.
    pub catalog: &'f Dictionary,
    /// The document information.
    pub info: Option<&'f Dictionary>,
    /// The metadata.
    pub metadata: Metadata,
    /// The output intents for print.
    pub intents: Vec<Intent<'f>>,
    /// The pages.
    pub sheets: Vec<Sheet<'f>>,
    /// Whether the page tree is sound.
    pub has_sound_tree: bool,
    /// Everything that the trailer leads to.
    pub objects: Vec<(Option<u32>, &'f Object)>,
    /// The first page that each object is on.
    owners: BTreeMap<u32, usize>,
}

/// The XMP packet of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Metadata {
    /// There is none.
    Missing,
    /// It is coded by a filter.
    Coded,
    /// It is not well-formed.
    Broken,
    /// What it says.
    Read(Box<Xmp>),
}

/// An output intent for print (PDF 32000-1, 14.11.5).
#[derive(Clone, Debug)]
pub struct Intent<'f> {
    /// Its dictionary.
    pub own: &'f Dictionary,
    /// The bytes of its profile.
    pub data: Option<Vec<u8>>,
    /// The profile; what is wrong with it; nothing where none is embedded.
    pub profile: Option<Result<IccProfile, &'static str>>,
    /// The components that the file says it has.
    pub components: Option<usize>,
}

impl<'f> Survey<'f> {
    /// Reads what the file says of itself.
    pub fn of(file: &'f PressFile<'f>, profile: Option<&'f Profile>) -> Option<Survey<'f>> {
        let catalog = file.catalog()?;
        let info = file.dictionary(&file.trailer, b"Info");
        let metadata = metadata(file, catalog);
        let claim = claim(file, info, &metadata);
        let (sheets, has_sound_tree) = sheet::sheets(file);
        Some(Survey {
            file,
            profile,
            owners: owners(file, &sheets),
            standard: standard(claim.as_deref(), profile),
            claim,
            catalog,
            info,
            metadata,
            intents: intents(file, catalog),
            sheets,
            has_sound_tree,
            objects: file.reachable(),
        })
    }

    /// Whether the rules of PDF/X are asked.
    pub fn is_x(&self) -> bool {
        self.standard != Standard::Plain
    }

    /// Whether it is of those kinds of PDF/X that have inks alone or no transparency.
    pub fn is_old_x(&self) -> bool {
        matches!(self.standard, Standard::X1a | Standard::X3)
    }

    /// What the metadata say; nothing where there are none that can be read.
    pub fn xmp(&self) -> Option<&Xmp> {
        match &self.metadata {
            Metadata::Read(own) => Some(own),
            _ => None,
        }
    }

    /// A text of the document information.
    pub fn told(&self, key: &[u8]) -> Option<String> {
        let own = self.file.entry(self.info?, key)?;
        own.string().map(text)
    }

    /// The components of the colours of the output intent: four inks, most of all.
    pub fn intent_components(&self) -> Option<usize> {
        let [intent] = self.intents.as_slice() else {
            return None;
        };
        let own = intent.profile.as_ref()?.as_ref().ok()?;
        Some(own.components)
    }

    /// The version, which the catalog may raise.
    pub fn version(&self) -> Option<(u8, u8)> {
        let told = self.file.name(self.catalog, b"Version");
        let told = told.and_then(|own| match own {
            [major, b'.', minor] => Some((major.wrapping_sub(b'0'), minor.wrapping_sub(b'0'))),
            _ => None,
        });
        self.file.header.max(told)
    }

    /// Whether strings and streams are encrypted.
    pub fn is_encrypted(&self) -> bool {
        self.file.is_encrypted
    }

    /// A finding about an object, on the first page that it is on.
    pub fn owned(&self, told: Told, object: Option<u32>) -> Told {
        let owner = object.and_then(|own| self.owners.get(&own));
        Told {
            sheet: owner.copied(),
            ..told
        }
    }

    /// Every dictionary of the file with the number of the object that it stands in.
    pub fn dictionaries(&self) -> Vec<(Option<u32>, &'f Dictionary)> {
        let mut found = Vec::new();
        for (id, own) in &self.objects {
            nested(*id, own, &mut found);
        }
        found
    }
}

/// The first page that each object is on. Nothing of another page, or of the tree above, is entered.
fn owners(file: &PressFile<'_>, sheets: &[Sheet<'_>]) -> BTreeMap<u32, usize> {
    let mut owners = BTreeMap::new();
    for sheet in sheets {
        let above: [&[u8]; 3] = [b"Parent", b"Annots", b"B"];
        let mut waiting = Vec::new();
        let own = sheet
            .own
            .iter()
            .filter(|(key, _)| !above.contains(&key.as_slice()));
        own.for_each(|(_, own)| references(own, &mut waiting));
        let annotations = file.items(sheet.own, b"Annots").iter();
        annotations.for_each(|own| references(own, &mut waiting));
        while let Some(id) = waiting.pop() {
            if owners.contains_key(&id) {
                continue;
            }
            let Some(own) = file.object(id) else {
                continue;
            };
            let kind = own.dictionary().and_then(|own| file.name(own, b"Type"));
            if matches!(kind, Some(b"Page" | b"Pages" | b"Catalog" | b"StructElem")) {
                continue;
            }
            owners.insert(id, sheet.number);
            references(own, &mut waiting);
        }
    }
    owners
}

/// The dictionaries of an object. Nesting is limited by the lexer.
fn nested<'f>(id: Option<u32>, object: &'f Object, into: &mut Vec<(Option<u32>, &'f Dictionary)>) {
    match object {
        Object::Array(items) => items.iter().for_each(|item| nested(id, item, into)),
        Object::Dictionary(own) | Object::Stream(own, _) => {
            into.push((id, own));
            own.values().for_each(|item| nested(id, item, into));
        }
        _ => {}
    }
}

/// A text string; what is neither UTF-16 nor UTF-8 counts as Latin-1, which is near enough to
/// PDFDocEncoding to compare with.
pub fn text(bytes: &[u8]) -> String {
    match bytes {
        [0xFE, 0xFF, units @ ..] => utf16(units).unwrap_or_default(),
        [0xEF, 0xBB, 0xBF, text @ ..] => String::from_utf8_lossy(text).into_owned(),
        text => text.iter().map(|byte| char::from(*byte)).collect(),
    }
}

fn metadata(file: &PressFile<'_>, catalog: &Dictionary) -> Metadata {
    let Some(object @ Object::Stream(own, _)) = file.entry(catalog, b"Metadata") else {
        return Metadata::Missing;
    };
    if file.entry(own, b"Filter").is_some() {
        return Metadata::Coded;
    }
    let data = file.stream(object);
    match data.map(|own| xmp::read(&own.data)) {
        Some(Ok(own)) => Metadata::Read(Box::new(own)),
        _ => Metadata::Broken,
    }
}

/// PDF/X-4 says what it is in its metadata, the older kinds in the document information.
fn claim(file: &PressFile<'_>, info: Option<&Dictionary>, metadata: &Metadata) -> Option<String> {
    if let Metadata::Read(own) = metadata
        && let Some(version) = &own.version
    {
        return Some(version.trim().to_owned());
    }
    let told = |key: &[u8]| file.entry(info?, key)?.string().map(text);
    // PDF/X-1a:2001 has its name in the second key.
    let name = told(b"GTS_PDFXConformance").filter(|own| own.starts_with("PDF/X"));
    name.or_else(|| told(b"GTS_PDFXVersion"))
}

fn standard(claim: Option<&str>, profile: Option<&Profile>) -> Standard {
    let claim = claim.unwrap_or_default();
    let claimed = [
        ("PDF/X-4", Standard::X4),
        ("PDF/X-3", Standard::X3),
        ("PDF/X-1", Standard::X1a),
    ];
    let claimed = claimed.iter().find(|(own, _)| claim.starts_with(own));
    let claimed = claimed.map(|(_, own)| *own);
    let asked = profile.and_then(|own| own.file.standards.first().copied());
    claimed.or(asked).unwrap_or(Standard::Plain)
}

fn intents<'f>(file: &'f PressFile<'_>, catalog: &'f Dictionary) -> Vec<Intent<'f>> {
    let items = file.items(catalog, b"OutputIntents");
    let dictionaries = items
        .iter()
        .filter_map(|own| file.resolve(own)?.dictionary());
    let for_print = dictionaries.filter(|own| file.name(own, b"S") == Some(b"GTS_PDFX"));
    for_print
        .map(|own| {
            let stream = file.entry(own, b"DestOutputProfile");
            let data = stream.and_then(|own| file.stream(own));
            let data = data.map(|own| own.data.clone());
            let components = stream
                .and_then(Object::dictionary)
                .and_then(|own| file.entry(own, b"N")?.whole());
            Intent {
                own,
                profile: match (&stream, &data) {
                    (None, _) => None,
                    (Some(_), None) => Some(Err("it cannot be decoded")),
                    (Some(_), Some(data)) => Some(read_icc(data)),
                },
                data,
                components,
            }
        })
        .collect()
}
