//! The outline of a BibTeX file: its entries with their fields, and its strings. The grammar is that
//! of the biblatex crate (`RawBibliography` of version 0.12), so that what is known of a file here
//! holds there.

/// A file in outline.
#[derive(Debug, Default)]
pub(super) struct Scan<'s> {
    /// The entries, in order.
    pub entries: Vec<RawEntry<'s>>,
    /// What stands in `@string`, in order.
    pub strings: Vec<Field<'s>>,
    /// Where the grammar is broken, and what was expected there. What follows is not read.
    pub fault: Option<(usize, &'static str)>,
}

/// An entry: `@article{key, name = value}`.
#[derive(Debug)]
pub(super) struct RawEntry<'s> {
    /// Its key.
    pub key: &'s str,
    /// Where the key stands.
    pub at: usize,
    /// Its fields.
    pub fields: Vec<Field<'s>>,
}

/// A field of an entry.
#[derive(Debug)]
pub(super) struct Field<'s> {
    /// Its name.
    pub name: &'s str,
    /// Where it stands.
    pub at: usize,
    /// What `#` joins.
    pub value: Vec<Chunk<'s>>,
}

/// A part of a value.
#[derive(Debug)]
pub(super) enum Chunk<'s> {
    /// Text in braces or quotation marks, or a number.
    Text(&'s str),
    /// The name of a string.
    Name(&'s str),
}

impl<'s> RawEntry<'s> {
    /// The field of a name, whatever its capitals; the last, which is the one that counts.
    pub fn field(&self, name: &str) -> Option<&Field<'s>> {
        let mut fields = self.fields.iter().rev();
        fields.find(|own| own.name.eq_ignore_ascii_case(name))
    }

    /// The keys that a field lists.
    pub fn keys_of(&self, name: &str) -> Vec<String> {
        let value = self.field(name).map(|field| field.value.as_slice());
        let text: String = value
            .into_iter()
            .flatten()
            .map(|chunk| match chunk {
                Chunk::Text(text) | Chunk::Name(text) => *text,
            })
            .collect();
        text.split(',').map(|key| key.trim().to_owned()).collect()
    }
}

/// Reads the outline of a file.
pub(super) fn scan(text: &str) -> Scan<'_> {
    let mut scanner = Scanner { text, at: 0 };
    let mut scan = Scan::default();
    while let Some(next) = scanner.peek() {
        let read = match next {
            '@' => scanner.entry(&mut scan),
            '%' => {
                scanner.comment();
                Ok(())
            }
            _ => {
                scanner.eat();
                Ok(())
            }
        };
        if let Err(expected) = read {
            scan.fault = Some((scanner.at, expected));
            break;
        }
    }
    scan
}

/// What was expected where something else stands.
type Expected = &'static str;

struct Scanner<'s> {
    text: &'s str,
    at: usize,
}

impl<'s> Scanner<'s> {
    fn rest(&self) -> &'s str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn eat(&mut self) -> Option<char> {
        let next = self.peek()?;
        self.at += next.len_utf8();
        Some(next)
    }

    fn eat_if(&mut self, wanted: char) -> bool {
        let is_there = self.peek() == Some(wanted);
        if is_there {
            self.eat();
        }
        is_there
    }

    fn eat_while(&mut self, wanted: impl Fn(char) -> bool) -> &'s str {
        let rest = self.rest();
        let end = rest.find(|c| !wanted(c)).unwrap_or(rest.len());
        self.at += end;
        rest.get(..end).unwrap_or("")
    }

    fn spaces(&mut self) {
        self.eat_while(char::is_whitespace);
    }

    fn comment(&mut self) {
        if self.eat_if('%') {
            self.eat_while(|c| c != '\n');
        }
    }

    /// A brace; biblatex takes a quotation mark for one.
    fn brace(&mut self, brace: char, expected: Expected) -> Result<(), Expected> {
        match self.eat_if(brace) || self.eat_if('"') {
            true => Ok(()),
            false => Err(expected),
        }
    }

    fn identifier(&mut self) -> Result<&'s str, Expected> {
        match self.peek().is_some_and(begins_name) {
            true => Ok(self.eat_while(continues_name)),
            false => Err("a name"),
        }
    }

    fn entry(&mut self, scan: &mut Scan<'s>) -> Result<(), Expected> {
        self.eat();
        let kind = self.identifier()?;
        self.spaces();
        self.brace('{', "`{`")?;
        self.spaces();
        match kind.to_ascii_lowercase().as_str() {
            "string" => {
                let fields = self.fields()?;
                scan.strings.extend(fields);
            }
            "preamble" => {
                self.quoted()?;
            }
            "comment" => {
                self.eat_while(|c| c != '}');
            }
            _ => {
                let entry = self.body()?;
                scan.entries.push(entry);
            }
        }
        self.spaces();
        self.brace('}', "`}`")
    }

    fn body(&mut self) -> Result<RawEntry<'s>, Expected> {
        let at = self.at;
        let key =
            self.eat_while(|c| !matches!(c, ',' | '}') && !c.is_control() && !c.is_whitespace());
        self.spaces();
        if !self.eat_if(',') {
            return Err("`,`");
        }
        self.spaces();
        self.comment();
        let fields = self.fields()?;
        Ok(RawEntry { key, at, fields })
    }

    fn fields(&mut self) -> Result<Vec<Field<'s>>, Expected> {
        let mut fields = Vec::new();
        loop {
            self.spaces();
            match self.peek() {
                None => return Err("`}`"),
                Some('}') => return Ok(fields),
                Some(_) => {}
            }
            fields.push(self.field()?);
            self.spaces();
            match self.peek() {
                Some(',') => {
                    self.eat();
                    self.spaces();
                    self.comment();
                }
                Some('}') => return Ok(fields),
                _ => return Err("`,` or `}`"),
            }
        }
    }

    fn field(&mut self) -> Result<Field<'s>, Expected> {
        let at = self.at;
        let name = self.identifier()?;
        self.spaces();
        if !self.eat_if('=') {
            return Err("`=`");
        }
        self.spaces();
        let mut value = Vec::new();
        loop {
            value.push(self.chunk()?);
            self.spaces();
            if !self.eat_if('#') {
                break;
            }
            self.spaces();
        }
        self.spaces();
        self.comment();
        Ok(Field { name, at, value })
    }

    fn chunk(&mut self) -> Result<Chunk<'s>, Expected> {
        match self.peek() {
            Some(c) if c.is_ascii_digit() => {
                let number = self.eat_while(|c| c.is_ascii_digit() || c == '.');
                Ok(Chunk::Text(number))
            }
            Some(c) if begins_name(c) => self.identifier().map(Chunk::Name),
            Some('{') => self.braced().map(Chunk::Text),
            Some('"') => self.quoted().map(Chunk::Text),
            Some(_) | None => Err("text in braces or quotation marks"),
        }
    }

    fn braced(&mut self) -> Result<&'s str, Expected> {
        self.eat();
        let start = self.at;
        let mut depth = 0usize;
        while let Some(next) = self.peek() {
            match next {
                '{' => depth += 1,
                '}' if depth == 0 => {
                    let inside = self.text.get(start..self.at).unwrap_or("");
                    self.eat();
                    return Ok(inside);
                }
                '}' => depth -= 1,
                '\\' => {
                    self.eat();
                }
                _ => {}
            }
            self.eat();
        }
        Err("`}`")
    }

    fn quoted(&mut self) -> Result<&'s str, Expected> {
        if !self.eat_if('"') {
            return Err("text in quotation marks");
        }
        let start = self.at;
        while let Some(next) = self.peek() {
            match next {
                '"' => {
                    let inside = self.text.get(start..self.at).unwrap_or("");
                    self.eat();
                    return Ok(inside);
                }
                '\\' => {
                    self.eat();
                }
                _ => {}
            }
            self.eat();
        }
        Err("a quotation mark")
    }
}

fn begins_name(c: char) -> bool {
    !matches!(c, ':' | '<' | '-' | '>') && continues_name(c)
}

fn continues_name(c: char) -> bool {
    !matches!(
        c,
        '@' | '{' | '}' | '"' | '#' | '\'' | '(' | ')' | ',' | '=' | '%' | '\\' | '~'
    ) && !c.is_control()
        && !c.is_whitespace()
}
