//! Rules over the book, its pages and the finished files -> diagnostics.

mod generated;
mod streams;

pub use generated::generated;
pub use streams::{StreamTexts, streams};
