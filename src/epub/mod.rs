//! [`ResolvedBook`](crate::resolve::ResolvedBook) and the page map -> the bytes of an EPUB.
