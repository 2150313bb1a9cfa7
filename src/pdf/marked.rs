//! Marked content: whose each mark is, as the operators around it. The rest of the encoder says
//! only whose the next mark is; which tags that gives is decided here.

use crate::document::Stream;
use crate::layout::{Artifact, Node, Owner};

/// What a sequence of marks is tagged with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tag {
    Stream(Stream),
    Artifact(Artifact),
}

/// The sequence that is open in a content stream. Marks of one tag that follow each other share a
/// sequence.
#[derive(Debug)]
pub struct MarkedContent<'a> {
    structure: &'a [Node],
    open: Option<Tag>,
}

impl<'a> MarkedContent<'a> {
    /// For a page of the division with this structure.
    pub fn new(structure: &'a [Node]) -> MarkedContent<'a> {
        MarkedContent {
            structure,
            open: None,
        }
    }

    /// The next mark is text or a rule of this owner.
    pub fn mark(&mut self, out: &mut Vec<u8>, owner: Owner) {
        let tag = match owner {
            Owner::Node(id) => {
                let node = self.structure.get(id.0 as usize);
                Tag::Stream(node.map_or(Stream::Generated, |node| node.stream))
            }
            Owner::Artifact(artifact) => Tag::Artifact(artifact),
        };
        self.enter(out, tag);
    }

    /// The next mark is an image or a drawing of this owner: its text belongs to the floats.
    pub fn image(&mut self, out: &mut Vec<u8>, owner: Owner) {
        let tag = match owner {
            Owner::Node(_) => Tag::Stream(Stream::Floats),
            Owner::Artifact(artifact) => Tag::Artifact(artifact),
        };
        self.enter(out, tag);
    }

    /// Ends the open sequence.
    pub fn close(&mut self, out: &mut Vec<u8>) {
        if self.open.take().is_some() {
            out.extend_from_slice(b"EMC\n");
        }
    }

    fn enter(&mut self, out: &mut Vec<u8>, tag: Tag) {
        if self.open == Some(tag) {
            return;
        }
        self.close(out);
        match tag {
            Tag::Stream(stream) => {
                out.push(b'/');
                out.extend_from_slice(stream.name().as_bytes());
                out.extend_from_slice(b" BMC\n");
            }
            Tag::Artifact(artifact) => {
                out.extend_from_slice(b"/Artifact ");
                out.extend_from_slice(properties(artifact));
                out.extend_from_slice(b" BDC\n");
            }
        }
        self.open = Some(tag);
    }
}

/// The property list of an artifact (PDF 32000-1, table 330).
fn properties(artifact: Artifact) -> &'static [u8] {
    match artifact {
        Artifact::Header => b"<</Type /Pagination /Subtype /Header>>",
        Artifact::Footer => b"<</Type /Pagination /Subtype /Footer>>",
        Artifact::Repeated => b"<</Type /Pagination>>",
        Artifact::Decoration => b"<</Type /Layout>>",
    }
}
