//! Rules over the book, its pages and the finished files -> diagnostics.
