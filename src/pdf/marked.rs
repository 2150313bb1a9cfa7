//! Marked content: whose each mark is, as the operators around it. The rest of the encoder says
//! only whose the next mark is; which tags that gives is decided here. In the screen edition each sequence
//! has a number on its page, by which the structure tree (`tags`) names it.

use crate::document::Stream;
use crate::layout::{Artifact, LinkTarget, Node, NodeId, Owner};

use super::Edition;

/// What a sequence of marks is tagged with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tag<'a> {
    Stream(Stream),
    Node(Stream, Sequence<'a>),
    Artifact(Artifact),
    /// An artifact whose text is of a stream all the same.
    Decoration(Stream),
}

/// A sequence that the structure tree names: whose it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sequence<'a> {
    /// The node of the division's structure.
    pub node: NodeId,
    /// Where a click on it leads.
    pub link: Option<&'a LinkTarget>,
}

/// The sequence that is open in a content stream. Marks of one tag that follow each other share a
/// sequence.
#[derive(Debug)]
pub struct MarkedContent<'a> {
    structure: &'a [Node],
    edition: Edition,
    open: Option<Tag<'a>>,
    sequences: Vec<Sequence<'a>>,
}

impl<'a> MarkedContent<'a> {
    /// For a page of the division with this structure.
    pub fn new(structure: &'a [Node], edition: Edition) -> MarkedContent<'a> {
        MarkedContent {
            structure,
            edition,
            open: None,
            sequences: Vec::new(),
        }
    }

    /// The next mark is text or a rule of this owner.
    pub fn mark(&mut self, out: &mut Vec<u8>, owner: Owner, link: Option<&'a LinkTarget>) {
        let tag = match owner {
            Owner::Node(node) => {
                let own = self.structure.get(node.0 as usize);
                let stream = own.map_or(Stream::Generated, |own| own.stream);
                self.of_node(stream, Sequence { node, link })
            }
            Owner::Artifact(artifact) => Tag::Artifact(artifact),
        };
        self.enter(out, tag);
    }

    /// The next mark is an image or a drawing of this owner: its text belongs to the floats. One without an
    /// alternative is passed over where the file is read aloud.
    pub fn image(&mut self, out: &mut Vec<u8>, owner: Owner) {
        let tag = match owner {
            Owner::Node(node) => {
                let own = self.structure.get(node.0 as usize);
                let is_silent = own
                    .is_some_and(|own| own.alternative.as_deref().unwrap_or_default().is_empty());
                match is_silent && self.edition == Edition::Screen {
                    true => Tag::Decoration(Stream::Floats),
                    false => self.of_node(Stream::Floats, Sequence { node, link: None }),
                }
            }
            Owner::Artifact(artifact) => Tag::Artifact(artifact),
        };
        self.enter(out, tag);
    }

    fn of_node(&self, stream: Stream, sequence: Sequence<'a>) -> Tag<'a> {
        match self.edition {
            Edition::Screen => Tag::Node(stream, sequence),
            Edition::Print => Tag::Stream(stream),
        }
    }

    /// The sequences so far; a sequence's place is its number.
    pub fn into_sequences(self) -> Vec<Sequence<'a>> {
        self.sequences
    }

    /// Ends the open sequence.
    pub fn close(&mut self, out: &mut Vec<u8>) {
        match self.open.take() {
            Some(Tag::Decoration(_)) => out.extend_from_slice(b"EMC\nEMC\n"),
            Some(_) => out.extend_from_slice(b"EMC\n"),
            None => {}
        }
    }

    fn enter(&mut self, out: &mut Vec<u8>, tag: Tag<'a>) {
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
            Tag::Node(stream, sequence) => {
                let (name, number) = (stream.name(), self.sequences.len());
                out.extend_from_slice(format!("/{name} <</MCID {number}>> BDC\n").as_bytes());
                self.sequences.push(sequence);
            }
            Tag::Decoration(stream) => {
                out.extend_from_slice(b"/Artifact ");
                out.extend_from_slice(properties(Artifact::Decoration));
                out.extend_from_slice(format!(" BDC\n/{} BMC\n", stream.name()).as_bytes());
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
