//! The libraries that write the editions, each alone, with what the book that is measured gives it. What they
//! are given is made beforehand: the time is the library's.

pub mod draft;
pub mod objects;
pub mod skeleton;
