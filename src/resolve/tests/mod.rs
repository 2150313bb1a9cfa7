//! Resolving small books. They are written in a notation of one block a line (`notation`), and what
//! comes out is compared as text (`dump`).

mod annexes;
mod books;
mod dump;
mod findings;
pub(crate) mod notation;
mod questions;
mod references;
mod table_notes;
