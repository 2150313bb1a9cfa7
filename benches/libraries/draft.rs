//! epub-builder's share of an EPUB, as `src/epub/draft.rs` has it work: the book's names, its style sheet, a
//! document for each division, which is empty (our own code packs the texts), and its headings as contents,
//! of which it makes an archive. Not measured here: the reading of the container from that archive. A cover
//! and the kinds of divisions are left out: one document, and a word for some of them.

use std::io::{Cursor, Read};

use epub_builder::{EpubBuilder, EpubContent, EpubVersion, TocElement, ZipLibrary};
use recto::epub;
use recto::layout::PageMap;
use zip::ZipArchive;

use crate::book::Volume;

/// What epub-builder is given.
pub struct Draft {
    metadata: Vec<(&'static str, String)>,
    authors: Vec<String>,
    style: String,
    documents: Vec<Document>,
}

/// A content document.
struct Document {
    path: String,
    /// Its headings, the title first.
    lines: Vec<Line>,
}

/// A heading.
struct Line {
    level: i32,
    href: String,
    title: String,
}

impl Draft {
    /// What a book gives it.
    pub fn of(volume: &Volume) -> Draft {
        let book = &volume.resolved;
        let map = PageMap::of(&volume.pages);
        let documents = epub::content_documents(book, &map).into_iter();
        let mut documents: Vec<Document> = documents
            .map(|(path, _)| Document {
                path,
                lines: Vec::new(),
            })
            .collect();
        for entry in &volume.pages.outline {
            let anchor = &book.anchors[entry.anchor.0 as usize];
            let document = &mut documents[anchor.division.0 as usize];
            document.lines.push(Line {
                level: i32::from(entry.level) + 1,
                href: format!("{}#{}", document.path, anchor.name.as_str()),
                title: entry.title.clone(),
            });
        }
        let metadata = &book.metadata;
        let mut named = vec![
            ("title", metadata.title.clone()),
            ("lang", metadata.language.clone()),
        ];
        named.extend(metadata.subjects.iter().map(|own| ("subject", own.clone())));
        let rest = [
            ("description", &metadata.description),
            ("license", &metadata.rights),
        ];
        named.extend(
            rest.iter()
                .filter_map(|(key, own)| Some((*key, own.as_ref()?.clone()))),
        );
        Draft {
            metadata: named,
            authors: metadata
                .creators
                .iter()
                .map(|own| own.name.clone())
                .collect(),
            style: style(&epub::write(book, &map).expect("an EPUB")),
            documents,
        }
    }

    /// The archive.
    pub fn build(&self) -> Vec<u8> {
        self.archive().expect("epub-builder takes what it is given")
    }

    fn archive(&self) -> epub_builder::Result<Vec<u8>> {
        let mut builder = EpubBuilder::new(ZipLibrary::new()?)?;
        builder.epub_version(EpubVersion::V33);
        for (key, value) in &self.metadata {
            builder.metadata(*key, value)?;
        }
        for author in &self.authors {
            builder.add_author(author);
        }
        builder.add_resource("style.css", self.style.as_bytes(), "text/css")?;
        for document in &self.documents {
            let mut page = EpubContent::new(&document.path, std::io::empty());
            if let Some((title, others)) = document.lines.split_first() {
                page = page.title(&title.title).level(title.level);
                for other in others {
                    page = page.child(TocElement::new(&other.href, &other.title));
                }
            }
            builder.add_content(page)?;
        }
        let mut archive = Vec::new();
        builder.generate(&mut archive)?;
        Ok(archive)
    }
}

/// The style sheet of a finished EPUB.
fn style(epub: &[u8]) -> String {
    let mut archive = ZipArchive::new(Cursor::new(epub)).expect("an archive");
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).expect("a file of the archive");
        if file.name().is_ok_and(|name| name.ends_with(".css")) {
            let mut text = String::new();
            file.read_to_string(&mut text)
                .expect("a style sheet is text");
            return text;
        }
    }
    String::new()
}
