//! Rules over the book, its pages and the finished files -> diagnostics.

pub mod conservation;
mod generated;
mod pages;
mod print;
mod streams;

pub use generated::generated;
pub use pages::{Setting, SettingFigures, give_pages, setting};
pub use print::print;
pub use streams::{Piece, PlacedStreams, StreamTexts, placed_streams, streams};
