//! The objects of a finished PDF, for tests that look at more than its texts, and for those that
//! damage it.

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId};

use recto::document::Stream;

/// A dictionary in a dictionary.
pub fn entry<'d>(document: &'d Document, dictionary: &'d Dictionary, key: &[u8]) -> &'d Dictionary {
    let found = dictionary
        .get_deref(key, document)
        .and_then(Object::as_dict);
    found.unwrap_or_else(|_| panic!("no {}", String::from_utf8_lossy(key)))
}

/// The resources of a page, its own or those of the tree above it.
pub fn inherited_resources(document: &Document, page: ObjectId) -> &Dictionary {
    let mut node = document.get_dictionary(page).expect("a page");
    loop {
        if node.has(b"Resources") {
            return entry(document, node, b"Resources");
        }
        node = entry(document, node, b"Parent");
    }
}

/// A number of a content stream.
pub fn number(object: &Object) -> f32 {
    object.as_float().expect("a number")
}

/// A PDF after `damage` has changed one page; it says whether it has.
pub fn damaged(pdf: &[u8], damage: impl Fn(&mut Vec<Operation>) -> bool) -> Vec<u8> {
    changed(pdf, |document| {
        for page in document.get_pages().into_values() {
            let content = document.get_page_content(page);
            let mut content = Content::decode(&content).expect("a content stream");
            if damage(&mut content.operations) {
                let content = content.encode().expect("a content stream");
                let stream = document.get_page_contents(page)[0];
                set(document, stream, content);
                break;
            }
        }
    })
}

/// A PDF after a change of its objects.
pub fn changed(pdf: &[u8], change: impl FnOnce(&mut Document)) -> Vec<u8> {
    let mut document = Document::load_mem(pdf).expect("a PDF that can be read");
    change(&mut document);
    let mut bytes = Vec::new();
    document
        .save_to(&mut bytes)
        .expect("a PDF that can be written");
    bytes
}

/// Changes the data of every stream for which `change` makes other data.
pub fn change_streams(
    document: &mut Document,
    change: impl Fn(&Dictionary, &[u8]) -> Option<Vec<u8>>,
) {
    let streams: Vec<ObjectId> = document
        .objects
        .iter()
        .filter(|(_, object)| object.as_stream().is_ok())
        .map(|(id, _)| *id)
        .collect();
    let mut changed = false;
    for id in streams {
        let stream = document.get_object(id).and_then(Object::as_stream);
        let stream = stream.expect("a stream");
        let data = stream.get_plain_content().unwrap_or_default();
        if let Some(data) = change(&stream.dict, &data) {
            set(document, id, data);
            changed = true;
        }
    }
    assert!(changed, "no stream is changed");
}

fn set(document: &mut Document, id: ObjectId, data: Vec<u8>) {
    let stream = document.get_object_mut(id).and_then(Object::as_stream_mut);
    stream.expect("a stream").set_plain_content(data);
}

/// The places at which text of a stream is shown, each with its font.
fn lines_of(content: &[Operation], stream: Stream) -> Vec<(usize, Vec<Object>)> {
    let mut open = Vec::new();
    let mut lines = Vec::new();
    let mut font = Vec::new();
    for (at, operation) in content.iter().enumerate() {
        match operation.operator.as_str() {
            "BMC" | "BDC" => open.push(operation.operands[0].clone()),
            "EMC" => {
                open.pop();
            }
            "Tf" => font.clone_from(&operation.operands),
            "TJ" if matches!(&open[..], [Object::Name(tag)] if tag == stream.name().as_bytes()) => {
                lines.push((at, font.clone()));
            }
            _ => {}
        }
    }
    lines
}

/// Takes away the first line of a stream.
pub fn lose_a_line(content: &mut Vec<Operation>, stream: Stream) -> bool {
    let lines = lines_of(content, stream);
    lines.first().map(|(at, _)| content.remove(*at)).is_some()
}

/// Shows the first line of a stream twice.
pub fn double_a_line(content: &mut Vec<Operation>, stream: Stream) -> bool {
    let lines = lines_of(content, stream);
    let double = |(at, _): &(usize, _)| content.insert(*at, content[*at].clone());
    lines.first().map(double).is_some()
}

/// Shows a line of a stream before the one above it, which has the same font.
#[allow(clippy::ptr_arg, reason = "one type with the other damages")]
pub fn exchange_two_lines(content: &mut Vec<Operation>, stream: Stream) -> bool {
    let lines = lines_of(content, stream);
    let alike = lines.windows(2).find(|pair| {
        let shown = |at: usize| content[at].operands.clone();
        pair[0].1 == pair[1].1 && shown(pair[0].0) != shown(pair[1].0)
    });
    let Some([(first, _), (second, _)]) = alike else {
        return false;
    };
    content.swap(*first, *second);
    true
}
