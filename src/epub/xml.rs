//! The one place that writes XML: elements, attributes and escaped text into a string. What XML
//! forbids in a document (control characters, U+FFFE, U+FFFF) becomes U+FFFD.

/// A document being written. Elements are closed in the order in which they were opened.
#[derive(Debug)]
pub struct Xml {
    text: String,
    open: Vec<&'static str>,
}

/// A start tag being written.
#[must_use = "a tag ends with `open`, `empty` or `text`"]
pub struct Tag<'a> {
    xml: &'a mut Xml,
    name: &'static str,
}

impl Xml {
    /// A document with its XML declaration.
    pub fn new() -> Xml {
        Xml {
            text: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned(),
            open: Vec::new(),
        }
    }

    /// A document with its XML declaration and HTML's document type.
    pub fn html() -> Xml {
        let mut xml = Xml::new();
        xml.text.push_str("<!DOCTYPE html>\n");
        xml
    }

    /// Starts a tag.
    pub fn tag(&mut self, name: &'static str) -> Tag<'_> {
        self.text.push('<');
        self.text.push_str(name);
        Tag { xml: self, name }
    }

    /// Starts and opens an element without attributes.
    pub fn open(&mut self, name: &'static str) {
        self.tag(name).open();
    }

    /// Closes the innermost open element.
    pub fn close(&mut self) {
        if let Some(name) = self.open.pop() {
            self.text.push_str("</");
            self.text.push_str(name);
            self.text.push('>');
        }
    }

    /// Writes text.
    pub fn text(&mut self, text: &str) {
        for character in text.chars() {
            match character {
                '&' => self.text.push_str("&amp;"),
                '<' => self.text.push_str("&lt;"),
                '>' => self.text.push_str("&gt;"),
                '\r' => self.text.push_str("&#13;"),
                other => self.text.push(allowed(other)),
            }
        }
    }

    /// Ends the line, for those who read the file.
    pub fn line(&mut self) {
        self.text.push('\n');
    }

    /// The document, with whatever is still open closed.
    pub fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.line();
        self.text
    }
}

impl Tag<'_> {
    /// Writes an attribute.
    pub fn with(self, name: &str, value: &str) -> Self {
        let text = &mut self.xml.text;
        text.push(' ');
        text.push_str(name);
        text.push_str("=\"");
        for character in value.chars() {
            match character {
                '&' => text.push_str("&amp;"),
                '<' => text.push_str("&lt;"),
                '>' => text.push_str("&gt;"),
                '"' => text.push_str("&quot;"),
                '\n' => text.push_str("&#10;"),
                '\r' => text.push_str("&#13;"),
                '\t' => text.push_str("&#9;"),
                other => text.push(allowed(other)),
            }
        }
        text.push('"');
        self
    }

    /// Writes an attribute that may be absent.
    pub fn with_some(self, name: &str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// Opens the element.
    pub fn open(self) {
        self.xml.text.push('>');
        self.xml.open.push(self.name);
    }

    /// Ends an element that holds nothing.
    pub fn empty(self) {
        self.xml.text.push_str("/>");
    }

    /// Writes the element with this text and closes it.
    pub fn text(self, text: &str) {
        self.xml.text.push('>');
        self.xml.text(text);
        self.xml.text.push_str("</");
        self.xml.text.push_str(self.name);
        self.xml.text.push('>');
    }
}

/// The character, or U+FFFD for one that is not a `Char` of XML 1.0 (section 2.2).
fn allowed(character: char) -> char {
    match character {
        '\t' | '\n' | '\r' | '\u{20}'..='\u{FFFD}' | '\u{10000}'.. => character,
        _ => '\u{FFFD}',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_quotes_and_forbidden_characters_are_escaped() {
        let mut xml = Xml::new();
        xml.tag("p").with("title", "a \"b\" <c>\n&").open();
        xml.text("1 < 2 & 3 > 2 \"q\" \u{0} \u{B} \u{FFFE} \u{1F600}");
        assert_eq!(
            xml.finish(),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <p title=\"a &quot;b&quot; &lt;c&gt;&#10;&amp;\">\
             1 &lt; 2 &amp; 3 &gt; 2 \"q\" \u{FFFD} \u{FFFD} \u{FFFD} \u{1F600}</p>\n"
        );
    }

    #[test]
    fn elements_close_in_the_order_opened_and_all_at_the_end() {
        let mut xml = Xml::html();
        xml.open("a");
        xml.open("b");
        xml.tag("c").empty();
        xml.close();
        xml.tag("d").text("x");
        assert!(xml.finish().ends_with("<a><b><c/></b><d>x</d></a>\n"));
    }
}
