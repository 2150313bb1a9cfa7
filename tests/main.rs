//! The one integration binary. `harness` runs the program on fixtures; every other module is one
//! area of what the program promises.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test says what it expects by failing, in its helpers too"
)]

mod accessibility;
mod approval;
mod citations;
mod command_line;
mod commonmark;
mod conservation;
mod contributors;
mod documentation;
mod editions;
mod extremes;
mod findings;
mod first_book;
mod foreign;
mod harness;
mod index;
mod judges;
mod layout;
mod many;
mod mistakes;
mod notation;
mod notes;
mod offprint;
mod pages;
mod pandoc;
mod parts;
mod preflight;
mod press;
mod print_colour;
mod publication;
mod random;
mod readers;
mod recommendations;
mod references;
mod registries;
mod running_heads;
mod sameness;
mod scale;
mod schema;
mod screen;
mod survival;
mod tables;
mod tidy;
mod timings;
mod tour;
mod watch;
