//! Recto makes books that many hands wrote. A manuscript of Markdown files goes through five
//! stages, each one function from an owned type to a new one:
//!
//! 1. [`manuscript`] reads the disk: settings, registries, texts, images.
//! 2. [`parse`] turns every text into a tree of blocks and inlines, and reports what it cannot read.
//! 3. [`resolve`] numbers notes, headings and figures and gives every reference its target.
//! 4. [`layout`] shapes words, breaks lines and pages, and ends with folios and page references.
//! 5. [`pdf`] and [`epub`] write the editions; [`preflight`] says what each of them must hold.
//!
//! [`accessibility`] judges what only the author can know of it. [`press`] says what surrounds the pages of a print file. [`approval`] says which texts may be published, and [`offprint`] makes a book of one of them.
//! [`pipeline`] shows the whole build on one screen, [`cli`] runs it, and [`extent`] counts what came
//! out. [`recommendations`] writes them as data beside the editions, and [`printer`] holds what printers
//! ask of a file.

pub mod accessibility;
pub mod approval;
pub mod bibliography;
pub mod cli;
pub mod colour;
pub mod diagnostic;
pub mod document;
pub mod epub;
pub mod extent;
pub mod layout;
pub mod length;
pub mod manuscript;
pub mod offprint;
pub mod parse;
pub mod pdf;
pub mod pipeline;
pub mod preflight;
pub mod press;
pub mod print;
pub mod printer;
pub mod recommendations;
pub mod resolve;
pub mod source;
pub mod theme;
