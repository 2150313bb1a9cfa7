//! The faces that drawings are set in: the book's own and no others, so that the text of a drawing
//! looks alike on every machine. A family that the book does not have is set in Source Sans 3.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use usvg::fontdb::{Database, Family, ID, Query, Source, Stretch, Style, Weight};
use usvg::{FontFamily, FontResolver, FontStyle};

use crate::theme::{FaceId, Faces};

/// The family for text that names none, or none that the book has.
pub const DEFAULT_FAMILY: &str = "Source Sans 3";

/// The book's faces as the SVG reader knows them.
pub struct DrawingFaces {
    /// The faces.
    pub database: Arc<Database>,
    ids: BTreeMap<ID, FaceId>,
}

impl DrawingFaces {
    /// The faces, loaded once.
    pub fn get() -> &'static DrawingFaces {
        static FACES: OnceLock<DrawingFaces> = OnceLock::new();
        FACES.get_or_init(|| {
            let mut database = Database::new();
            let mut ids = BTreeMap::new();
            for (face, file) in Faces::get().all() {
                for id in database.load_font_source(Source::Binary(Arc::new(file.data))) {
                    ids.insert(id, face);
                }
            }
            database.set_serif_family("Literata");
            database.set_sans_serif_family(DEFAULT_FAMILY);
            database.set_cursive_family(DEFAULT_FAMILY);
            database.set_fantasy_family(DEFAULT_FAMILY);
            database.set_monospace_family("Source Code Pro");
            DrawingFaces {
                database: Arc::new(database),
                ids,
            }
        })
    }

    /// The face behind an id of the database.
    pub fn face(&self, id: ID) -> Option<FaceId> {
        self.ids.get(&id).copied()
    }
}

/// Chooses among the book's faces, and notes the families that it does not have.
pub fn resolver(missing: &Mutex<BTreeSet<String>>) -> FontResolver<'_> {
    FontResolver {
        select_font: Box::new(move |font, database| {
            let families: Vec<Family<'_>> = font.families().iter().map(family).collect();
            let known = |family: &Family<'_>| query(database, &[*family], font).is_some();
            if !families.iter().any(known)
                && let Some(wanted) = font.families().first()
            {
                let mut missing = missing.lock().unwrap_or_else(PoisonError::into_inner);
                missing.insert(wanted.to_string());
            }
            let mut families = families;
            families.push(Family::Name(DEFAULT_FAMILY));
            query(database, &families, font)
        }),
        select_fallback: FontResolver::default_fallback_selector(),
    }
}

fn query(database: &Database, families: &[Family<'_>], font: &usvg::Font) -> Option<ID> {
    database.query(&Query {
        families,
        weight: Weight(font.weight()),
        stretch: Stretch::Normal,
        style: match font.style() {
            FontStyle::Normal => Style::Normal,
            FontStyle::Italic => Style::Italic,
            FontStyle::Oblique => Style::Oblique,
        },
    })
}

fn family(family: &FontFamily) -> Family<'_> {
    match family {
        FontFamily::Serif => Family::Serif,
        FontFamily::SansSerif => Family::SansSerif,
        FontFamily::Cursive => Family::Cursive,
        FontFamily::Fantasy => Family::Fantasy,
        FontFamily::Monospace => Family::Monospace,
        FontFamily::Named(name) => Family::Name(name),
    }
}
