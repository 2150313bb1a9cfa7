//! Rules over the book, its pages and the finished files -> diagnostics.

pub mod conservation;
mod generated;
mod origins;
mod pages;
mod pdf_syntax;
mod pictures;
pub mod press;
mod print;
mod streams;

pub use generated::generated;
pub use origins::{Origins, SheetOrigin, origins};
pub use pages::{Setting, SettingFigures, give_pages, setting};
pub use pictures::pictures;
pub use print::print;
pub use streams::{Piece, PlacedStreams, StreamTexts, placed_streams, streams};
