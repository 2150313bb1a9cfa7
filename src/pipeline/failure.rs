//! Why a build has no outcome: what the disk, the command line or an edition's writer refused.

use std::fmt;

use crate::manuscript::ReadError;
use crate::parse::NoSuchText;

use super::Edition;

/// Why there is no outcome.
#[derive(Debug)]
pub enum BuildError {
    /// The manuscript's folder cannot be read.
    Read(ReadError),
    /// No text is called as the one that is asked for.
    NoSuchText(NoSuchText),
    /// The data cannot be written as JSON.
    Data(serde_json::Error),
    /// An edition cannot be made although nothing in the manuscript forbids it.
    Edition {
        /// Which it is.
        edition: Edition,
        /// Why.
        error: Box<dyn std::error::Error + Send + Sync>,
    },
}

impl fmt::Display for BuildError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BuildError::Read(error) => write!(formatter, "{error}"),
            BuildError::NoSuchText(error) => write!(formatter, "{}", error.message),
            BuildError::Data(error) => write!(formatter, "the data cannot be written: {error}"),
            BuildError::Edition { edition, error } => {
                let name = edition.name();
                write!(formatter, "the {name} edition cannot be made: {error}")
            }
        }
    }
}

impl std::error::Error for BuildError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            BuildError::Read(error) => Some(error),
            BuildError::NoSuchText(_) => None,
            BuildError::Data(error) => Some(error),
            BuildError::Edition { error, .. } => Some(&**error),
        }
    }
}
