//! The parts of the floor, each a function that does nothing but have its library work, and what is made of
//! the book beforehand for them to work on.

pub mod contents;
pub mod lines;
pub mod texts;
pub mod words;
