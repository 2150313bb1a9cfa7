//! What was found -> standard error for people, standard output for programs.

use std::io::{BufWriter, Write};

use super::Status;
use super::arguments::Format;
use super::built::Found;
use super::json::{self, Finding};
use super::run::{Failure, print};
use super::sarif::{self, Judged};

/// Writes to standard error. Who cannot read it cannot be told so.
pub fn tell_people(text: &str) {
    let mut stream = BufWriter::new(anstream::stderr());
    drop(stream.write_all(text.as_bytes()));
    drop(stream.flush());
}

/// Shows what was found in all manuscripts to programs, on standard output. `failures` are what kept
/// the program from its end.
///
/// # Errors
/// Standard output cannot be written.
pub fn show_programs(
    found: &[Found],
    format: Format,
    status: Status,
    failures: &[String],
) -> Result<(), Failure> {
    let text = match format {
        Format::Human => return Ok(()),
        Format::Json => {
            let findings: Vec<Finding<'_>> = found.iter().flat_map(Found::findings).collect();
            json::array(&findings)
        }
        Format::Sarif => {
            let judged: Vec<Judged<'_>> = found.iter().map(Found::judged).collect();
            sarif::log(&judged, status, failures)
        }
    };
    let text = text.map_err(|error| Failure::Stream(error.into()))?;
    print(text.as_bytes())
}
