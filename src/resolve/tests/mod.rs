//! Resolving small books. They are written in a notation of one block a line (`notation`), and what
//! comes out is compared as text (`dump`).

mod books;
mod dump;
mod findings;
pub(crate) mod notation;
mod table_notes;
