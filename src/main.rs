//! The program `recto`: what it does is in the library.

fn main() {}
