//! Whose editions have which name: two manuscripts with one slug would overwrite each other's.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use crate::manuscript::read_slug;

use super::run::Failure;
use super::settings::UsageError;

/// The slugs of the manuscripts that are built in one call, each with the place of the manuscript that
/// has it.
pub struct Slugs<'a> {
    manuscripts: &'a [PathBuf],
    owners: Mutex<BTreeMap<String, usize>>,
}

impl<'a> Slugs<'a> {
    /// Reads all of them. A manuscript whose settings cannot be read has none yet.
    ///
    /// # Errors
    /// Two manuscripts have the same. Case does not tell files apart on every disk.
    pub fn read(manuscripts: &'a [PathBuf]) -> Result<Slugs<'a>, Failure> {
        let slugs = Slugs {
            manuscripts,
            owners: Mutex::default(),
        };
        // One alone has nobody to be confused with.
        if manuscripts.len() > 1 {
            let read: Vec<Option<String>> =
                manuscripts.par_iter().map(|own| read_slug(own)).collect();
            for (at, slug) in read.into_iter().enumerate() {
                slug.map_or(Ok(()), |slug| slugs.claim(at, &slug))?;
            }
        }
        Ok(slugs)
    }

    /// Gives a slug to a manuscript, by its place: before its editions are written, for its settings may
    /// have changed since they were first read.
    ///
    /// # Errors
    /// Another one has it.
    pub fn claim(&self, at: usize, slug: &str) -> Result<(), Failure> {
        let mut owners = self.owners.lock().unwrap_or_else(PoisonError::into_inner);
        let owner = *owners.entry(slug.to_ascii_lowercase()).or_insert(at);
        if owner == at {
            return Ok(());
        }
        let name = |at: usize| {
            self.manuscripts
                .get(at)
                .map(|own| own.display().to_string())
        };
        let (other, own) = (name(owner.min(at)), name(owner.max(at)));
        Err(Failure::Usage(UsageError {
            message: format!(
                "`{}` and `{}` have one slug, `{slug}`",
                other.unwrap_or_default(),
                own.unwrap_or_default()
            ),
            help: "give each book a slug of its own in book.toml, or an --out of its own"
                .to_owned(),
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_that_changes_while_others_are_built_is_refused_where_it_is_taken() {
        let manuscripts = ["a", "b"].map(PathBuf::from);
        let slugs = Slugs::read(&manuscripts).expect("nothing can be read, so nothing is the same");
        assert!(slugs.claim(0, "tea").is_ok());
        assert!(slugs.claim(0, "tea").is_ok());
        let refused = slugs.claim(1, "TEA").expect_err("it is taken").to_string();
        assert!(refused.contains("`a` and `b` have one slug"), "{refused}");
        assert!(slugs.claim(1, "pot").is_ok());
    }
}
