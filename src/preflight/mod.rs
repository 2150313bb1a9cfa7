//! Rules over the book, its pages and the finished files -> diagnostics.

pub mod conservation;
mod generated;
mod pages;
mod streams;

pub use generated::generated;
pub use pages::{Setting, SettingFigures, give_pages, setting};
pub use streams::{Piece, PlacedStreams, StreamTexts, placed_streams, streams};
