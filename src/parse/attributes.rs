//! Attributes in braces, `{#id .class key=value key="two words"}`, read from the source by offset:
//! in comes the place of the `{`, out come the [`Attributes`] or what is wrong with them. Also
//! says which attributes a construct takes and reports the others.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, codes, nearest};
use crate::document::{Attributes, Label};
use crate::source::{FileId, Span};

/// Braces that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Malformed {
    /// From the opening brace to the fault.
    pub span: Span,
    /// What is wrong.
    pub message: String,
}

impl Malformed {
    /// The finding; the text is kept as it stands.
    pub(super) fn diagnostic(&self) -> Diagnostic {
        Diagnostic::new(
            codes::ATTRIBUTES_SYNTAX,
            self.span,
            format!("these attributes cannot be read: {}", self.message),
        )
        .help("attributes are written {#id .class key=value key=\"two words\"}; a backslash before the brace, \\{, keeps it as text")
    }
}

/// Reads the attributes whose `{` stands at `open`; they must end before `limit`.
pub(super) fn read(
    source: &str,
    file: FileId,
    open: usize,
    limit: usize,
) -> Result<Attributes, Malformed> {
    let text = source.get(open..limit.max(open)).unwrap_or("");
    let mut cursor = Cursor { text, at: 0 };
    let mut attributes = Attributes {
        id: None,
        classes: Vec::new(),
        pairs: Vec::new(),
        span: Span::new(file, open, open),
    };
    match cursor.all(&mut attributes) {
        Ok(()) => {
            attributes.span = Span::new(file, open, open + cursor.at);
            Ok(attributes)
        }
        Err(message) => {
            let end = next_boundary(text, cursor.at);
            Err(Malformed {
                span: Span::new(file, open, open + end),
                message,
            })
        }
    }
}

/// The end of the character that starts at `at`.
fn next_boundary(text: &str, at: usize) -> usize {
    text.get(at..)
        .and_then(|rest| rest.chars().next())
        .map_or(at, |char| at + char.len_utf8())
}

/// A place in the text of the attributes.
struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    fn all(&mut self, attributes: &mut Attributes) -> Result<(), String> {
        self.take('{');
        let mut keys = BTreeSet::new();
        loop {
            let before = self.at;
            self.skip_space();
            let spaced = self.at > before || before == 1;
            match self.peek() {
                None => return Err("the closing brace is missing".to_owned()),
                Some('}') => {
                    self.take('}');
                    return Ok(());
                }
                Some(_) if !spaced => {
                    return Err("there is no space between two attributes".to_owned());
                }
                Some('#') => {
                    self.take('#');
                    let id = self.name("`#` is not followed by an id")?;
                    if attributes.id.replace(Label(id)).is_some() {
                        return Err("there are two ids".to_owned());
                    }
                }
                Some('.') => {
                    self.take('.');
                    let class = self.name("`.` is not followed by a class")?;
                    attributes.classes.push(class);
                }
                Some(_) => {
                    let (key, value) = self.pair()?;
                    if !keys.insert(key.clone()) {
                        return Err(format!("`{key}` is given twice"));
                    }
                    attributes.pairs.push((key, value));
                }
            }
        }
    }

    fn pair(&mut self) -> Result<(String, String), String> {
        let key = self.name("expected `#id`, `.class` or `key=value`")?;
        if !self.take('=') {
            return Err(format!(
                "`{key}` is neither `#id`, `.class` nor `key=value`"
            ));
        }
        let value = match self.peek() {
            Some(quote @ ('"' | '\'')) => {
                self.take(quote);
                self.quoted(quote)?
            }
            _ => self
                .while_true(|char| !char.is_whitespace() && !matches!(char, '{' | '}' | '"' | '\''))
                .to_owned(),
        };
        Ok((key, value))
    }

    /// The rest of a quoted value. A line end in it counts as a space.
    fn quoted(&mut self, quote: char) -> Result<String, String> {
        let mut value = String::new();
        while let Some(char) = self.next() {
            match char {
                '\\' if matches!(self.peek(), Some('"' | '\'' | '\\')) => {
                    value.extend(self.next());
                }
                '\r' => {}
                '\n' => value.push(' '),
                char if char == quote => return Ok(value),
                char => value.push(char),
            }
        }
        Err(format!("the closing {quote} is missing"))
    }

    fn name(&mut self, otherwise: &str) -> Result<String, String> {
        let name =
            self.while_true(|char| char.is_alphanumeric() || matches!(char, '-' | '_' | '.' | ':'));
        if name.is_empty() {
            return Err(otherwise.to_owned());
        }
        Ok(name.to_owned())
    }

    fn skip_space(&mut self) {
        self.while_true(char::is_whitespace);
    }

    fn while_true(&mut self, accept: impl Fn(char) -> bool) -> &'a str {
        let rest = self.text.get(self.at..).unwrap_or("");
        let length = rest.find(|char: char| !accept(char)).unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }

    fn peek(&self) -> Option<char> {
        self.text.get(self.at..)?.chars().next()
    }

    fn next(&mut self) -> Option<char> {
        let char = self.peek()?;
        self.at += char.len_utf8();
        Some(char)
    }

    fn take(&mut self, expected: char) -> bool {
        let taken = self.peek() == Some(expected);
        if taken {
            self.at += expected.len_utf8();
        }
        taken
    }
}

/// The attributes that a construct takes.
pub(super) struct Accepted {
    /// The construct with its article: "a span".
    pub what: &'static str,
    /// Whether references may lead to it.
    pub id: bool,
    /// Its classes.
    pub classes: &'static [&'static str],
    /// Its keys.
    pub keys: &'static [&'static str],
}

impl Accepted {
    /// Reports what among `attributes` the construct does not take.
    pub(super) fn check(&self, attributes: &Attributes, found: &mut Vec<Diagnostic>) {
        if let Some(id) = attributes.id.as_ref().filter(|_| !self.id) {
            found.push(
                Diagnostic::new(
                    codes::ATTRIBUTES_ID,
                    attributes.span,
                    format!("{} cannot have an id, but has #{id}", self.what),
                )
                .help("give the id to the nearest heading, box, figure, table or recommendation"),
            );
        }
        for class in &attributes.classes {
            if !self.classes.contains(&class.as_str()) {
                let message = format!("unknown class .{class} on {}", self.what);
                let code = codes::ATTRIBUTES_UNKNOWN_CLASS;
                // `.lang` where `lang=` was meant.
                found.push(match self.keys.contains(&class.as_str()) {
                    true => Diagnostic::new(code, attributes.span, message)
                        .help(format!("did you mean {class}=...? It is a key")),
                    false => {
                        let word = (class.as_str(), self.classes, ".");
                        unknown(code, attributes.span, message, word)
                    }
                });
            }
        }
        for (key, value) in &attributes.pairs {
            if !self.keys.contains(&key.as_str()) {
                let message = format!("unknown key {key}= on {}", self.what);
                let code = codes::ATTRIBUTES_UNKNOWN_KEY;
                // `class=x` and `smallcaps=true` where `.smallcaps` was meant.
                let of_value = (key == "class").then_some(value.as_str());
                let class = of_value.unwrap_or(key);
                found.push(match self.classes.contains(&class) {
                    true => Diagnostic::new(code, attributes.span, message)
                        .help(format!("did you mean .{class}? It is a class")),
                    false => unknown(code, attributes.span, message, (key, self.keys, "")),
                });
            }
        }
    }
}

/// A word that nothing reads, with the nearest that is read, or all of them.
pub(super) fn unknown(
    code: &'static Code,
    span: Span,
    message: String,
    (word, known, sigil): (&str, &[&str], &str),
) -> Diagnostic {
    let diagnostic = Diagnostic::new(code, span, message);
    if let Some(near) = nearest(word, known.iter().copied()) {
        return diagnostic.help(format!("did you mean {sigil}{near}?"));
    }
    let known: Vec<String> = known.iter().map(|own| format!("{sigil}{own}")).collect();
    match known.len() {
        0 => diagnostic.help("delete it"),
        _ => diagnostic.help(format!("known here: {}", known.join(", "))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Result<Attributes, String> {
        read(text, FileId(0), 0, text.len()).map_err(|malformed| malformed.message)
    }

    #[test]
    fn ids_classes_and_pairs_are_read_and_the_end_is_found() {
        let text = "{#a.b-c .x .y k=v two=\"a } \\\" b\" t='q' } tail";
        let attributes = all(text).unwrap();
        assert_eq!(attributes.id, Some(Label("a.b-c".into())));
        assert_eq!(attributes.classes, ["x", "y"]);
        let pair = |key: &str, value: &str| (key.to_owned(), value.to_owned());
        assert_eq!(
            attributes.pairs,
            [pair("k", "v"), pair("two", "a } \" b"), pair("t", "q")]
        );
        assert_eq!(&text[attributes.span.range().end..], " tail");
        assert!(all("{}").is_ok());
    }

    #[test]
    fn faults_say_what_is_wrong() {
        for (text, fault) in [
            ("{.x", "closing brace is missing"),
            ("{word}", "`word` is neither"),
            ("{# .x}", "not followed by an id"),
            ("{#a #b}", "two ids"),
            ("{k=1 k=2}", "`k` is given twice"),
            ("{k=\"v}", "the closing \" is missing"),
            ("{k=\"v\".x}", "no space between"),
            ("{é=}", ""),
            ("{=x}", "expected"),
        ] {
            match all(text) {
                Ok(_) => assert_eq!(fault, "", "{text}"),
                Err(message) => assert!(message.contains(fault), "{text}: {message}"),
            }
        }
    }
}
