//! A page's content streams -> the page's texts: what is shown, in which marked sequence, and where a
//! line ends.

use crate::document::Stream;

use super::super::Unreadable;
use super::super::texts::{BREAK, EditionTexts};
use super::Fonts;
use super::file::PdfFile;
use super::font::CodeTexts;
use super::pages::Page;
use super::syntax::{Dictionary, Lexer, Object, text_string};

/// How deep drawings may lie in each other: as deep as the groups of a drawing that is read.
const DEEPEST: usize = 80;

/// What a call of a form costs, beside its bytes.
const CALL: usize = 256;

/// Parts of a page whose lines are followed: the streams, the artifacts, the drawings.
const PARTS: usize = 7;

/// Reads a page.
///
/// # Errors
/// Its content is damaged, or shows text that is not marked as anybody's.
pub fn page(
    file: &PdfFile<'_>,
    fonts: &Fonts,
    page: &Page<'_>,
) -> Result<EditionTexts, Unreadable> {
    let mut content = Vec::new();
    let own = page.own.get(b"Contents".as_slice());
    let list = own.and_then(|own| file.resolve(own)?.array());
    for object in list.unwrap_or(own.map(std::slice::from_ref).unwrap_or_default()) {
        let stream = file.resolve(object);
        let stream = stream.ok_or_else(|| Unreadable::new("its content is not there"))?;
        content.extend(file.stream(stream)?);
        content.push(b'\n');
    }
    let mut reader = Reader {
        file,
        fonts,
        texts: EditionTexts::default(),
        drawing: String::new(),
        baselines: [None; PARTS],
        last: None,
    };
    reader.content(&content, page.resources, None, 0)?;
    Ok(reader.texts)
}

struct Reader<'r> {
    file: &'r PdfFile<'r>,
    fonts: &'r Fonts,
    texts: EditionTexts,
    /// The text of the drawing that is being read.
    drawing: String,
    /// The baseline on which each part was written last.
    baselines: [Option<f64>; PARTS],
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
#[derive(Clone, Copy, Default)]
struct State<'r> {
    font: Option<&'r CodeTexts>,
    size: f64,
    y: f64,
}

impl<'r> Reader<'r> {
    /// Reads a content stream; `part` is whose text it is before any mark says so.
    fn content(
        &mut self,
        content: &[u8],
        resources: Option<&'r Dictionary>,
        part: Option<Part>,
        depth: usize,
    ) -> Result<(), Unreadable> {
        let broken = || Unreadable::new("its content is broken");
        let mut marks: Vec<Mark> = part.map(Mark::Part).into_iter().collect();
        let outer = marks.len();
        let mut state = State::default();
        let mut saved = Vec::new();
        let mut operands: Vec<Object> = Vec::new();
        let mut lexer = Lexer::new(content, 0);
        while !lexer.ends() {
            let object = lexer.object().ok_or_else(broken)?;
            let Object::Operator(operator) = &object else {
                operands.push(object);
                continue;
            };
            let number = |at: usize| operands.get(at).and_then(Object::number);
            match operator.as_slice() {
                b"q" => saved.push(state),
                b"Q" => state = saved.pop().ok_or_else(broken)?,
                b"BMC" | b"BDC" => {
                    let mark = self.begin(&operands, &marks, &state)?;
                    marks.push(mark);
                }
                b"EMC" => {
                    let is_open = marks.len() > outer;
                    marks.pop().filter(|_| is_open).ok_or_else(broken)?;
                }
                b"BT" => state.y = 0.0,
                b"Td" => state.y += number(1).ok_or_else(broken)?,
                b"Tm" => state.y = number(5).ok_or_else(broken)?,
                b"Tf" => {
                    let name = operands.first().and_then(Object::name).ok_or_else(broken)?;
                    state.font = Some(self.font(resources, name)?);
                    state.size = number(1).ok_or_else(broken)?;
                }
                b"TJ" => {
                    let items = operands
                        .first()
                        .and_then(Object::array)
                        .ok_or_else(broken)?;
                    self.show(items, &marks, &state)?;
                }
                b"Do" => {
                    let name = operands.first().and_then(Object::name).ok_or_else(broken)?;
                    self.object(resources, name, &marks, depth)?;
                }
                // Nobody here writes them, so what they show would not be read.
                b"Tj" | b"'" | b"\"" | b"T*" | b"TD" | b"BI" => return Err(broken()),
                _ => {}
            }
            operands.clear();
        }
        match operands.is_empty() && marks.len() == outer && saved.is_empty() {
            true => Ok(()),
            false => Err(broken()),
        }
    }

    fn begin(
        &mut self,
        operands: &[Object],
        marks: &[Mark],
        state: &State<'_>,
    ) -> Result<Mark, Unreadable> {
        let properties = operands.get(1).and_then(Object::dictionary);
        if let Some(actual) = properties.and_then(|own| own.get(b"ActualText".as_slice())) {
            let text = match actual {
                Object::String(bytes) => text_string(bytes),
                _ => None,
            };
            let text = text.ok_or_else(|| Unreadable::new("it has an actual text that is none"))?;
            self.text(&text, marks, state)?;
            return Ok(Mark::ActualText);
        }
        let tag = operands.first().and_then(Object::name).unwrap_or_default();
        let streams = Stream::OF_THE_MANUSCRIPT.into_iter();
        let mut streams = streams.chain([Stream::Generated]);
        Ok(
            match streams.find(|stream| stream.name().as_bytes() == tag) {
                Some(stream) => Mark::Part(Part::Stream(stream)),
                None if tag == b"Artifact" => Mark::Part(Part::Artifact),
                None => Mark::Other,
            },
        )
    }

    fn show(
        &mut self,
        items: &[Object],
        marks: &[Mark],
        state: &State<'_>,
    ) -> Result<(), Unreadable> {
        if marks.contains(&Mark::ActualText) {
            return Ok(());
        }
        let font = state
            .font
            .ok_or_else(|| Unreadable::new("it shows text in no font"))?;
        let mut text = String::new();
        for item in items {
            if let Object::String(shown) = item {
                font.read_into(shown, &mut text);
            }
        }
        self.text(&text, marks, state)
    }

    /// Gives a text to its part. A new line of a part starts with a [`BREAK`]; a space that somebody
    /// else's text ends with may have been the part's own, so it is a break of every stream.
    fn text(&mut self, text: &str, marks: &[Mark], state: &State<'_>) -> Result<(), Unreadable> {
        let part = marks.iter().rev().find_map(|mark| match mark {
            Mark::Part(part) => Some(*part),
            Mark::ActualText | Mark::Other => None,
        });
        let part = part.ok_or_else(|| Unreadable::new("it has text that is not marked"))?;
        if self.last.replace(part) != Some(part) {
            // Generated texts that something else stands between do not run into each other.
            self.texts.stream_mut(Stream::Generated).push(BREAK);
        }
        let (into, place) = match part {
            Part::Stream(stream) => (
                self.texts.stream_mut(stream),
                match stream {
                    Stream::Running => 0,
                    Stream::Notes => 1,
                    Stream::Cells => 2,
                    Stream::Floats => 3,
                    Stream::Generated => 4,
                },
            ),
            Part::Drawing => (&mut self.drawing, 5),
            Part::Artifact => (&mut self.texts.artifacts, 6),
        };
        if let Some(before) = self.baselines.get_mut(place) {
            let is_same_line = before.is_some_and(|y| (y - state.y).abs() < 0.6 * state.size);
            *before = Some(state.y);
            if !is_same_line {
                into.push(BREAK);
            }
        }
        into.push_str(text);
        if part == Part::Stream(Stream::Generated) && text.ends_with(char::is_whitespace) {
            for stream in Stream::OF_THE_MANUSCRIPT {
                self.texts.stream_mut(stream).push(BREAK);
            }
        }
        Ok(())
    }

    fn font(
        &self,
        resources: Option<&'r Dictionary>,
        name: &[u8],
    ) -> Result<&'r CodeTexts, Unreadable> {
        let fonts = resources.and_then(|own| self.file.entry(own, b"Font")?.dictionary());
        let found = match fonts.and_then(|own| own.get(name)) {
            Some(Object::Reference(id)) => self.fonts.get(id),
            _ => None,
        };
        found.ok_or_else(|| Unreadable::new("it names a font without a ToUnicode map"))
    }

    /// Reads a form, which is a drawing or a part of one; an image has no text.
    fn object(
        &mut self,
        resources: Option<&'r Dictionary>,
        name: &[u8],
        marks: &[Mark],
        depth: usize,
    ) -> Result<(), Unreadable> {
        let objects = resources.and_then(|own| self.file.entry(own, b"XObject")?.dictionary());
        let object = objects.and_then(|own| self.file.entry(own, name));
        let object = object.ok_or_else(|| Unreadable::new("it paints what is not there"))?;
        let own = object.dictionary();
        let kind = own.and_then(|own| own.get(b"Subtype".as_slice())?.name());
        if kind != Some(b"Form") {
            return Ok(());
        }
        if depth == DEEPEST {
            return Err(Unreadable::new(
                "its drawings lie in each other without end",
            ));
        }
        self.file.spend(CALL)?;
        let content = self.file.stream(object)?;
        let own = own.and_then(|own| self.file.entry(own, b"Resources")?.dictionary());
        self.content(&content, own, Some(Part::Drawing), depth + 1)?;
        if depth == 0 {
            let text = std::mem::take(&mut self.drawing);
            // What decorates a page is no drawing of the manuscript, unless a mark inside says so.
            let mut parts = marks.iter().rev();
            let innermost = parts.find(|mark| matches!(mark, Mark::Part(_)));
            match innermost == Some(&Mark::Part(Part::Artifact)) {
                true => self.texts.artifacts.push_str(&text),
                false => self.texts.push_drawing(text),
            }
            // The next drawing starts on a line of its own.
            if let Some(baseline) = self.baselines.get_mut(5) {
                *baseline = None;
            }
        }
        Ok(())
    }
}
