//! A finished PDF -> its text, stream by stream. It is read from the contents of the pages in the
//! order of the page tree, by marked content, fonts' ToUnicode maps and actual text alone; nothing
//! of the writer's code takes part.

use std::collections::BTreeMap;
use std::rc::Rc;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId, decode_text_string};

use recto::document::Stream;

use super::font::CodeTexts;
use super::texts::{BREAK, EditionTexts};

/// Reads a PDF.
pub fn read(bytes: &[u8]) -> EditionTexts {
    let document = Document::load_mem(bytes).expect("a PDF that can be read");
    let mut reader = Reader {
        document: &document,
        texts: EditionTexts::default(),
        fonts: BTreeMap::new(),
        places: BTreeMap::new(),
        page: 0,
        last: None,
    };
    for (number, page) in document.get_pages() {
        reader.page = number;
        let content = document.get_page_content(page);
        let resources = inherited_resources(&document, page);
        reader.content(&content, resources, None);
    }
    reader.texts
}

struct Reader<'a> {
    document: &'a Document,
    texts: EditionTexts,
    fonts: BTreeMap<ObjectId, Rc<CodeTexts>>,
    /// The page and the baseline on which each text was written last.
    places: BTreeMap<&'static str, (u32, f32)>,
    page: u32,
    /// Whose text was read last.
    last: Option<Part>,
}

/// Whose text it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Stream(Stream),
    Artifact,
    Drawing,
}

/// A marked sequence that is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    Part(Part),
    /// What is shown inside has been read already.
    ActualText,
    Other,
}

/// The graphics state, as far as text needs it.
#[derive(Clone, Default)]
struct State {
    font: Rc<CodeTexts>,
    size: f32,
    y: f32,
}

impl Reader<'_> {
    /// Reads a content stream; `part` is whose text it is before any mark says so.
    fn content(&mut self, content: &[u8], resources: &Dictionary, part: Option<Part>) {
        let content = Content::decode(content).expect("a content stream that can be read");
        let mut marks: Vec<Mark> = part.map(Mark::Part).into_iter().collect();
        let outer = marks.len();
        let mut state = State::default();
        let mut saved = Vec::new();
        for operation in &content.operations {
            let operands = &operation.operands;
            match operation.operator.as_str() {
                "q" => saved.push(state.clone()),
                "Q" => state = saved.pop().expect("Q follows a q"),
                "BMC" | "BDC" => {
                    let mark = self.begin(operands, &marks, &state);
                    marks.push(mark);
                }
                "EMC" => {
                    assert!(marks.len() > outer, "EMC follows a BMC or BDC");
                    marks.pop();
                }
                "BT" => state.y = 0.0,
                "Td" => state.y += number(&operands[1]),
                "Tm" => state.y = number(&operands[5]),
                "Tf" => {
                    state.font = self.font(resources, operands[0].as_name().expect("a font"));
                    state.size = number(&operands[1]);
                }
                "TJ" => {
                    for item in operands[0].as_array().expect("an array of strings") {
                        if let Object::String(shown, _) = item {
                            self.show(shown, &marks, &state);
                        }
                    }
                }
                "Do" => {
                    let name = operands[0].as_name().expect("the name of an object");
                    self.object(resources, name);
                }
                "Tj" | "'" | "\"" | "T*" | "TD" => {
                    panic!("{} is not written by this program", operation.operator)
                }
                _ => {}
            }
        }
        assert_eq!(marks.len(), outer, "a marked sequence is still open");
    }

    fn begin(&mut self, operands: &[Object], marks: &[Mark], state: &State) -> Mark {
        let tag = operands[0].as_name().expect("a tag");
        if let Some(Object::Dictionary(properties)) = operands.get(1)
            && let Ok(text) = properties.get(b"ActualText")
        {
            let text = decode_text_string(text).expect("a text string");
            self.text(&text, marks, state);
            return Mark::ActualText;
        }
        let stream = Stream::OF_THE_MANUSCRIPT
            .into_iter()
            .chain([Stream::Generated])
            .find(|stream| stream.name().as_bytes() == tag);
        match stream {
            Some(stream) => Mark::Part(Part::Stream(stream)),
            None if tag == b"Artifact" => Mark::Part(Part::Artifact),
            None => Mark::Other,
        }
    }

    fn show(&mut self, shown: &[u8], marks: &[Mark], state: &State) {
        let text = state.font.of(shown);
        if !marks.contains(&Mark::ActualText) {
            self.text(&text, marks, state);
        }
    }

    /// Gives a text to its part. A new line of a part starts with a [`BREAK`]; a space that somebody
    /// else's text ends with may have been the part's own, so it is a break of every stream.
    fn text(&mut self, text: &str, marks: &[Mark], state: &State) {
        let part = marks.iter().rev().find_map(|mark| match mark {
            Mark::Part(part) => Some(*part),
            Mark::ActualText | Mark::Other => None,
        });
        let part = part.unwrap_or_else(|| panic!("text that belongs to nobody: {text:?}"));
        if self.last.replace(part) != Some(part) {
            // Generated texts that something else stands between do not run into each other.
            self.texts.stream_mut(Stream::Generated).push(BREAK);
        }
        let (into, name) = match part {
            Part::Stream(stream) => (self.texts.stream_mut(stream), stream.name()),
            Part::Drawing => (&mut self.texts.drawings, "Drawing"),
            Part::Artifact => (&mut self.texts.artifacts, "Artifact"),
        };
        let place = (self.page, state.y);
        let before = self.places.insert(name, place);
        let same_line = before
            .is_some_and(|(page, y)| page == self.page && (y - state.y).abs() < 0.6 * state.size);
        if !same_line {
            into.push(BREAK);
        }
        into.push_str(text);
        if part == Part::Stream(Stream::Generated) && text.ends_with(char::is_whitespace) {
            for stream in Stream::OF_THE_MANUSCRIPT {
                self.texts.stream_mut(stream).push(BREAK);
            }
        }
    }

    fn font(&mut self, resources: &Dictionary, name: &[u8]) -> Rc<CodeTexts> {
        let fonts = entry(self.document, resources, b"Font");
        let id = fonts.get(name).and_then(Object::as_reference);
        let id = id.unwrap_or_else(|_| panic!("no font {}", String::from_utf8_lossy(name)));
        let document = self.document;
        let read = || {
            let font = document.get_dictionary(id).expect("a font");
            let map = font.get_deref(b"ToUnicode", document);
            let map = map.and_then(Object::as_stream).expect("a ToUnicode map");
            let cmap = map.get_plain_content().expect("a map that can be inflated");
            Rc::new(CodeTexts::read(&String::from_utf8_lossy(&cmap)))
        };
        Rc::clone(self.fonts.entry(id).or_insert_with(read))
    }

    /// Reads a form, which is a drawing; an image has no text.
    fn object(&mut self, resources: &Dictionary, name: &[u8]) {
        let objects = entry(self.document, resources, b"XObject");
        let object = objects.get_deref(name, self.document);
        let form = object
            .and_then(Object::as_stream)
            .expect("an object to paint");
        let kind = form.dict.get(b"Subtype").and_then(Object::as_name);
        if kind.expect("a kind of object") != b"Form" {
            return;
        }
        let document = self.document;
        let content = form
            .get_plain_content()
            .expect("a form that can be inflated");
        let own = entry(document, &form.dict, b"Resources");
        self.content(&content, own, Some(Part::Drawing));
        // The next drawing starts on a line of its own.
        self.places.remove("Drawing");
    }
}

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
