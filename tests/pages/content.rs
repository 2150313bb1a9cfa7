//! A finished PDF -> what stands on each page: words with their places and the spaces after them,
//! fills and pictures. It is read from the contents of the pages and the fonts' own widths; nothing of
//! the writer's code and nothing of layout takes part.
//!
//! Lengths are points, `x` from the left edge of the trim and `y` downwards from its top.

use std::collections::BTreeMap;
use std::rc::Rc;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId, decode_text_string};

use recto::document::Stream;

use crate::conservation::pdf::{entry, inherited_resources, number};

use super::font::Font;

/// What stands on a page.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// The words in the order of the content stream.
    pub words: Vec<Word>,
    /// Rules and grounds.
    pub fills: Vec<Area>,
    /// Images and drawings.
    pub pictures: Vec<Area>,
}

/// Glyphs without a space between them.
#[derive(Clone, Debug)]
pub struct Word {
    /// Whose they are.
    pub part: Part,
    /// What they read as.
    pub text: String,
    /// The name of the face, as `Literata-Regular`.
    pub face: Rc<str>,
    /// The size.
    pub size: f64,
    /// The horizontal scale; 1 where the glyphs are as wide as they were drawn.
    pub scale: f64,
    /// Where they stand.
    pub baseline: f64,
    /// The left edge of the first glyph.
    pub left: f64,
    /// The right edge of the last.
    pub right: f64,
    /// The width of the last glyph.
    pub last_glyph: f64,
    /// The space that follows in the text: how wide it is in the face at this size.
    pub space: Option<f64>,
}

/// Whose text it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Of a stream of the book.
    Stream(Stream),
    /// A running head.
    Header,
    /// A folio.
    Footer,
    /// What is repeated or decorates.
    Artifact,
}

/// A rectangle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Area {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

/// Reads a PDF, page by page.
pub fn read(bytes: &[u8]) -> Vec<Sheet> {
    let document = Document::load_mem(bytes).expect("a PDF that can be read");
    let mut fonts = BTreeMap::new();
    let pages = document.get_pages().into_values();
    pages
        .map(|page| sheet(&document, page, &mut fonts))
        .collect()
}

fn sheet(document: &Document, page: ObjectId, fonts: &mut Fonts) -> Sheet {
    let trim = document.get_dictionary(page).expect("a page");
    let trim = trim.get_deref(b"TrimBox", document);
    let trim = trim.and_then(Object::as_array).expect("a trim box");
    let content = document.get_page_content(page);
    let content = Content::decode(&content).expect("a content stream that can be read");
    let mut reader = Reader {
        document,
        resources: inherited_resources(document, page),
        fonts,
        corner: (coordinate(&trim[0]), coordinate(&trim[3])),
        marks: Vec::new(),
        state: State::default(),
        saved: Vec::new(),
        open: None,
        sheet: Sheet::default(),
    };
    for operation in &content.operations {
        reader.operation(operation);
    }
    reader.end_word();
    reader.sheet
}

type Fonts = BTreeMap<ObjectId, Rc<Font>>;

struct Reader<'a> {
    document: &'a Document,
    resources: &'a Dictionary,
    fonts: &'a mut Fonts,
    /// The left and the upper edge of the trim.
    corner: (f64, f64),
    marks: Vec<Mark>,
    state: State,
    saved: Vec<State>,
    /// The word that glyphs are added to.
    open: Option<Word>,
    sheet: Sheet,
}

/// A marked sequence that is open.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Mark {
    Part(Part),
    /// The text of the glyphs inside, until the first of them has taken it.
    ActualText(String),
    Other,
}

/// The graphics state, as far as the places of text and pictures need it.
#[derive(Clone)]
struct State {
    font: Option<Rc<Font>>,
    size: f64,
    tracking: f64,
    scale: f64,
    /// The pen, in the coordinates of the page.
    pen: (f64, f64),
    /// `a`, `d`, `e` and `f` of the current matrix: nothing is turned.
    matrix: [f64; 4],
}

impl Default for State {
    fn default() -> State {
        State {
            font: None,
            size: 0.0,
            tracking: 0.0,
            scale: 1.0,
            pen: (0.0, 0.0),
            matrix: [1.0, 1.0, 0.0, 0.0],
        }
    }
}

impl Reader<'_> {
    fn operation(&mut self, operation: &Operation) {
        let operands = &operation.operands;
        let length = |at: usize| coordinate(&operands[at]);
        match operation.operator.as_str() {
            "q" => self.saved.push(self.state.clone()),
            "Q" => self.state = self.saved.pop().expect("Q follows a q"),
            "cm" => {
                let [a, d, e, f] = self.state.matrix;
                self.state.matrix = [
                    a * length(0),
                    d * length(3),
                    e + a * length(4),
                    f + d * length(5),
                ];
            }
            "BMC" | "BDC" => {
                let mark = mark(operands);
                self.marks.push(mark);
            }
            "EMC" => {
                self.marks.pop().expect("EMC follows a BMC or BDC");
            }
            "BT" => {
                self.end_word();
                self.state.pen = (0.0, 0.0);
            }
            "ET" => self.end_word(),
            "Td" => {
                self.end_word();
                self.state.pen.0 += length(0);
                self.state.pen.1 += length(1);
            }
            "Tf" => {
                self.end_word();
                self.state.font = Some(self.font(operands[0].as_name().expect("a font")));
                self.state.size = length(1);
            }
            "Tc" => self.state.tracking = length(0),
            "Tz" => {
                self.end_word();
                self.state.scale = length(0) / 100.0;
            }
            "TJ" => {
                for item in operands[0].as_array().expect("an array of strings") {
                    match item {
                        Object::String(shown, _) => self.show(shown),
                        moved => {
                            let em = self.state.size * self.state.scale;
                            self.state.pen.0 -= coordinate(moved) / 1_000.0 * em;
                        }
                    }
                }
            }
            "re" => {
                let (x, y) = (length(0), length(1));
                let area = self.area(x, y, x + length(2), y + length(3));
                self.sheet.fills.push(area);
            }
            "Do" => self.picture(operands[0].as_name().expect("the name of an object")),
            "Tm" | "Tj" | "'" | "\"" | "T*" | "TD" | "TL" | "Tw" => {
                panic!("{} is not written by this program", operation.operator)
            }
            _ => {}
        }
    }

    fn show(&mut self, shown: &[u8]) {
        let font = self.state.font.clone().expect("a font is set");
        for code in shown.chunks_exact(2) {
            let width = font.widths.get(&u16::from_be_bytes([code[0], code[1]]));
            let em = self.state.size * self.state.scale;
            let width = width.map_or(0.0, |width| width / 1_000.0 * em);
            let text = self.text_of(font.texts.of(code));
            self.glyph(&font, text, width);
            self.state.pen.0 += width + self.state.tracking * self.state.scale;
        }
    }

    /// What a glyph reads as: the actual text around it belongs to the first glyph inside.
    fn text_of(&mut self, own: String) -> String {
        let actual = self.marks.iter_mut().rev().find_map(|mark| match mark {
            Mark::ActualText(text) => Some(text),
            Mark::Part(_) | Mark::Other => None,
        });
        actual.map_or(own, std::mem::take)
    }

    fn glyph(&mut self, font: &Font, text: String, width: f64) {
        if text == " " {
            let space = width / self.state.scale + self.state.tracking;
            match (&mut self.open, self.sheet.words.last_mut()) {
                (Some(word), _) => word.space = Some(space),
                (None, Some(word)) => word.space = Some(space),
                (None, None) => {}
            }
            return self.end_word();
        }
        let left = self.state.pen.0 - self.corner.0;
        let part = self.part(&text);
        let state = &self.state;
        let corner = self.corner;
        let word = self.open.get_or_insert_with(|| Word {
            part,
            text: String::new(),
            face: Rc::clone(&font.face),
            size: state.size,
            scale: state.scale,
            baseline: corner.1 - state.pen.1,
            left,
            right: left,
            last_glyph: 0.0,
            space: None,
        });
        word.text.push_str(&text);
        word.right = left + width;
        word.last_glyph = width;
    }

    fn end_word(&mut self) {
        self.sheet.words.extend(self.open.take());
    }

    fn part(&self, text: &str) -> Part {
        let part = self.marks.iter().rev().find_map(|mark| match mark {
            Mark::Part(part) => Some(*part),
            Mark::ActualText(_) | Mark::Other => None,
        });
        part.unwrap_or_else(|| panic!("text that belongs to nobody: {text:?}"))
    }

    fn font(&mut self, name: &[u8]) -> Rc<Font> {
        let document = self.document;
        let fonts = entry(document, self.resources, b"Font");
        let id = fonts.get(name).and_then(Object::as_reference);
        let id = id.unwrap_or_else(|_| panic!("no font {}", String::from_utf8_lossy(name)));
        let read = || Rc::new(Font::read(document, id));
        Rc::clone(self.fonts.entry(id).or_insert_with(read))
    }

    /// An image fills the unit square, a form its bounding box.
    fn picture(&mut self, name: &[u8]) {
        let objects = entry(self.document, self.resources, b"XObject");
        let object = objects.get_deref(name, self.document);
        let object = object
            .and_then(Object::as_stream)
            .expect("an object to paint");
        let bounds = object.dict.get_deref(b"BBox", self.document);
        let bounds = match bounds.and_then(Object::as_array) {
            Ok(bounds) => [0, 1, 2, 3].map(|at| coordinate(&bounds[at])),
            Err(_) => [0.0, 0.0, 1.0, 1.0],
        };
        let [a, d, e, f] = self.state.matrix;
        let [left, bottom, right, top] = bounds;
        let area = self.area(a * left + e, d * bottom + f, a * right + e, d * top + f);
        self.sheet.pictures.push(area);
    }

    /// A rectangle between two corners, from the corner of the trim.
    fn area(&self, left: f64, bottom: f64, right: f64, top: f64) -> Area {
        Area {
            left: left - self.corner.0,
            top: self.corner.1 - top,
            right: right - self.corner.0,
            bottom: self.corner.1 - bottom,
        }
    }
}

/// A marked sequence, by its tag and properties.
fn mark(operands: &[Object]) -> Mark {
    let tag = operands[0].as_name().expect("a tag");
    let properties = operands.get(1).and_then(|own| own.as_dict().ok());
    let property = |key: &[u8]| properties.and_then(|own| own.get(key).ok());
    if let Some(text) = property(b"ActualText") {
        return Mark::ActualText(decode_text_string(text).expect("a text string"));
    }
    if tag == b"Artifact" {
        let kind = property(b"Subtype").and_then(|kind| kind.as_name().ok());
        return Mark::Part(match kind {
            Some(b"Header") => Part::Header,
            Some(b"Footer") => Part::Footer,
            _ => Part::Artifact,
        });
    }
    let streams = Stream::OF_THE_MANUSCRIPT.into_iter();
    let mut streams = streams.chain([Stream::Generated]);
    let stream = streams.find(|stream| stream.name().as_bytes() == tag);
    stream.map_or(Mark::Other, |stream| Mark::Part(Part::Stream(stream)))
}

/// A number of the file.
pub fn coordinate(object: &Object) -> f64 {
    f64::from(number(object))
}

/// A page of one font whose code 1 is "a", 500 wide, code 2 a hyphen, 300 wide, and code 3 a space.
#[cfg(test)]
fn specimen(content: &str) -> Vec<u8> {
    use lopdf::{Stream as Data, dictionary};

    let mut document = Document::with_version("1.6");
    let cmap = "3 beginbfchar <0001> <0061> <0002> <002D> <0003> <0020> endbfchar";
    let cmap = document.add_object(Data::new(Dictionary::new(), cmap.into()));
    let descendant = dictionary! { "W" => vec![
        1.into(), vec![500.into(), 300.into()].into(), 3.into(), 3.into(), 250.into(),
    ] };
    let font = document.add_object(dictionary! {
        "Type" => "Font", "BaseFont" => "ABCDEF+Face", "ToUnicode" => cmap,
        "DescendantFonts" => vec![descendant.into()],
    });
    let content = document.add_object(Data::new(Dictionary::new(), content.into()));
    let pages = document.new_object_id();
    let boxed = |edges: [i64; 4]| Object::Array(edges.map(Object::from).to_vec());
    let page = document.add_object(dictionary! {
        "Type" => "Page", "Parent" => pages, "Contents" => content,
        "MediaBox" => boxed([0, 0, 120, 220]), "TrimBox" => boxed([10, 10, 110, 210]),
        "Resources" => dictionary! { "Font" => dictionary! { "F0" => font } },
    });
    let kids = vec![page.into()];
    let tree = dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => 1 };
    document.objects.insert(pages, tree.into());
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    document.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("a PDF");
    bytes
}

#[test]
fn words_and_spaces_stand_where_the_file_puts_them() {
    let sheets = read(&specimen(
        "/Running BMC BT 20 180 Td /F0 10 Tf \
         [<0001>-100<0001><0003>-200<0001>] TJ \
         /Span <</ActualText <FEFF00AD>>> BDC [<0002>] TJ EMC ET EMC \
         20 30 48 .5 re f",
    ));
    let [first, second] = &sheets[0].words[..] else {
        panic!("{:?}", sheets[0].words);
    };
    assert_eq!((&*first.text, &*second.text), ("aa", "a\u{ad}"));
    assert_eq!(
        (&*first.face, first.part),
        ("Face", Part::Stream(Stream::Running))
    );
    // Two glyphs of 5 pt with 1 pt between them; a space of 2.5 pt, which gained 2.
    let expected = [10.0, 21.0, 25.5, 33.5, 30.0, 3.0, 2.5];
    let space = first.space.expect("a space follows");
    let own = [first.left, first.right, second.left, second.right];
    let own = own
        .into_iter()
        .chain([first.baseline, second.last_glyph, space]);
    for (own, expected) in own.zip(expected) {
        assert!((own - expected).abs() < 1e-4, "{own} {expected}");
    }
    let [rule] = sheets[0].fills[..] else {
        panic!("{:?}", sheets[0].fills);
    };
    assert!((rule.top - 179.5).abs() < 1e-4 && (rule.right - 58.0).abs() < 1e-4);
}

#[test]
fn the_horizontal_scale_moves_glyphs_and_adjustments_alike() {
    let sheets = read(&specimen(
        "/Running BMC BT 20 180 Td /F0 10 Tf 102 Tz 1 Tc \
         [<0001>-100<0001><0003><0001>] TJ 100 Tz ET EMC",
    ));
    let [first, second] = &sheets[0].words[..] else {
        panic!("{:?}", sheets[0].words);
    };
    assert!((first.scale - 1.02).abs() < 1e-6);
    // 5 + 1 of tracking + 1 of adjustment + 5, and the tracking and the space after it.
    assert!(
        (first.right - (10.0 + 12.0 * 1.02)).abs() < 1e-4,
        "{first:?}"
    );
    assert!(
        (second.left - (10.0 + 16.5 * 1.02)).abs() < 1e-4,
        "{second:?}"
    );
    assert!((first.space.expect("a space") - 3.5).abs() < 1e-4);
}
