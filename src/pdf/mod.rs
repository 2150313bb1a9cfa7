//! [`PagedBook`](crate::layout::PagedBook) -> the bytes of a PDF.
