//! Blocks of signatures: the blocks of a division, or the ids of signatories whom the registry knows ->
//! offices and their organizations.

use crate::document::{
    Block, BlockKind, Content, Definition, Inline, Parsed, RegistryRequest, RegistrySpan,
    SignatoryPart, Signature,
};
use crate::source::Span;

use super::divisions::{Blocks, Made, Wanting};

/// The signatures of a text.
pub(super) fn make_signatures(mut blocks: Blocks) -> Made {
    let wanting = Wanting {
        message: "a block of signatures holds one definition list: offices, and their organizations in one paragraph each",
        help: "write the office on a line, and on the next the organization after a colon and a space",
    };
    let good = matches!(
        blocks.as_slice(),
        [Block { kind: BlockKind::Definitions(entries), .. }] if entries.iter().all(is_signature)
    );
    match blocks.pop() {
        Some(Block {
            kind: BlockKind::Definitions(entries),
            ..
        }) if good => Ok(BlockKind::Signatures(
            entries.into_iter().map(signature).collect(),
        )),
        last => {
            blocks.extend(last);
            Err((blocks, wanting))
        }
    }
}

/// The signatures of those whom the registry knows, by their ids; it says what is printed.
pub(super) fn signatories(ids: &str, span: Span, blocks: Blocks) -> Made {
    if !blocks.is_empty() || ids.trim().is_empty() {
        let message = "a block of signatures has the ids of signatories or a text, one of both";
        let help =
            "leave the division empty where `signatory=` names somebody, or delete `signatory=`";
        return Err((blocks, Wanting { message, help }));
    }
    let content = |id: &str, part: SignatoryPart| Content {
        id: (),
        inlines: vec![Inline::Registry(RegistrySpan {
            registry: RegistryRequest::Signatory {
                id: id.to_owned(),
                part,
            },
            inlines: Vec::new(),
            span,
        })],
    };
    let signature = |id: &str| Signature {
        office: content(id, SignatoryPart::Office),
        organizations: vec![content(id, SignatoryPart::Organization)],
    };
    let signatures = ids.split_whitespace().map(signature);
    Ok(BlockKind::Signatures(signatures.collect()))
}

/// Whether each meaning is made of paragraphs.
fn is_signature(entry: &Definition<Parsed>) -> bool {
    let mut blocks = entry.definitions.iter().flatten();
    blocks.all(|block| matches!(block.kind, BlockKind::Paragraph(_)))
}

fn signature(entry: Definition<Parsed>) -> Signature<Parsed> {
    let blocks = entry.definitions.into_iter().flatten();
    let organizations = blocks.filter_map(|block| {
        let BlockKind::Paragraph(content) = block.kind else {
            return None;
        };
        Some(content)
    });
    Signature {
        office: entry.term,
        organizations: organizations.collect(),
    }
}
