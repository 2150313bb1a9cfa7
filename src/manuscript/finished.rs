//! Finished files that are judged: a path -> its bytes. Nothing but the file that is named is opened.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// Reads a file, and one byte more than `limit` at most, so that whoever judges it sees that it is too
/// large.
///
/// # Errors
/// The disk's own.
pub fn read_finished(path: &Path, limit: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?
        .take(limit as u64 + 1)
        .read_to_end(&mut bytes)?;
    Ok(bytes)
}
