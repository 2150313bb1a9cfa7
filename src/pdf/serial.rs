//! lopdf's objects -> their bytes (PDF 32000-1, 7.3). lopdf writes a file by itself, but copies every
//! object and writes it three times, on one thread: a third of the time that it took to write a tagged book.

use std::io::Write;

use lopdf::{Dictionary, Object, StringFormat};

/// Writes an object. A stream is written as its dictionary alone.
pub fn object(out: &mut Vec<u8>, object: &Object) {
    match object {
        Object::Null => out.extend_from_slice(b"null"),
        Object::Boolean(value) => {
            out.extend_from_slice(if *value { b"true" } else { b"false" });
        }
        Object::Integer(value) => number(out, value),
        Object::Real(value) => number(out, value),
        Object::Name(own) => name(out, own),
        Object::String(own, StringFormat::Literal) => literal(out, own),
        Object::String(own, StringFormat::Hexadecimal) => hexadecimal(out, own),
        Object::Array(items) => array(out, items),
        Object::Dictionary(own) => dictionary(out, own),
        Object::Stream(stream) => dictionary(out, &stream.dict),
        Object::Reference((id, generation)) => {
            number(out, id);
            out.push(b' ');
            number(out, generation);
            out.extend_from_slice(b" R");
        }
    }
}

/// Writes a dictionary.
pub fn dictionary(out: &mut Vec<u8>, own: &Dictionary) {
    out.extend_from_slice(b"<<");
    for (key, value) in own {
        name(out, key);
        separate(out, value);
        object(out, value);
    }
    out.extend_from_slice(b">>");
}

fn array(out: &mut Vec<u8>, items: &[Object]) {
    out.push(b'[');
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            separate(out, item);
        }
        object(out, item);
    }
    out.push(b']');
}

/// A space, before what would else run together with the word before it.
fn separate(out: &mut Vec<u8>, next: &Object) {
    match next {
        Object::Null
        | Object::Boolean(_)
        | Object::Integer(_)
        | Object::Real(_)
        | Object::Reference(_) => out.push(b' '),
        Object::Name(_)
        | Object::String(..)
        | Object::Array(_)
        | Object::Dictionary(_)
        | Object::Stream(_) => {}
    }
}

fn number(out: &mut Vec<u8>, value: impl std::fmt::Display) {
    // A vector takes all that is written to it.
    drop(write!(out, "{value}"));
}

fn name(out: &mut Vec<u8>, own: &[u8]) {
    out.push(b'/');
    for byte in own {
        let is_regular = byte.is_ascii_graphic() && !b"()<>[]{}/%#".contains(byte);
        if is_regular {
            out.push(*byte);
        } else {
            out.push(b'#');
            digits(out, *byte);
        }
    }
}

fn literal(out: &mut Vec<u8>, own: &[u8]) {
    out.push(b'(');
    for byte in own {
        match byte {
            b'(' | b')' | b'\\' => out.extend_from_slice(&[b'\\', *byte]),
            // A bare one would be read as the end of a line.
            b'\r' => out.extend_from_slice(b"\\r"),
            _ => out.push(*byte),
        }
    }
    out.push(b')');
}

fn hexadecimal(out: &mut Vec<u8>, own: &[u8]) {
    out.push(b'<');
    own.iter().for_each(|byte| digits(out, *byte));
    out.push(b'>');
}

fn digits(out: &mut Vec<u8>, byte: u8) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let digit = |half: u8| DIGITS.get(usize::from(half)).copied().unwrap_or(b'0');
    out.extend([digit(byte >> 4), digit(byte & 0xf)]);
}

#[cfg(test)]
mod tests {
    use lopdf::{Stream, dictionary};

    use super::*;

    fn written(own: impl Into<Object>) -> String {
        let mut out = Vec::new();
        object(&mut out, &own.into());
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn objects_are_written_as_the_standard_says() {
        let string = |text: &[u8]| Object::String(text.to_vec(), StringFormat::Literal);
        let own = dictionary! {
            "Type" => "A B#",
            "Kids" => vec![Object::Reference((12, 0)), 3.into(), Object::Name(b"X".to_vec()), 4.into()],
            "Real" => 0.5_f32,
            "Null" => Object::Null,
            "Text" => string(b"(a\\b)\rc\n"),
            "Id" => Object::String(vec![0x0a, 0xff], StringFormat::Hexadecimal),
            "Inner" => dictionary! { "Yes" => true },
        };
        let whole = "<</Type/A#20B#23/Kids[12 0 R 3/X 4]/Real 0.5/Null null\
            /Text(\\(a\\\\b\\)\\rc\n)/Id<0AFF>/Inner<</Yes true>>>>";
        assert_eq!(written(own.clone()), whole);
        assert_eq!(
            written(Stream::new(own, vec![1])),
            whole.replace(">>>>", ">>/Length 1>>")
        );
    }

    /// What lopdf reads again is what was written.
    #[test]
    fn every_byte_of_a_string_and_of_a_name_comes_back() {
        let bytes: Vec<u8> = (0..=255).collect();
        let named: Vec<u8> = (1..=255).collect();
        for own in [
            Object::String(bytes.clone(), StringFormat::Literal),
            Object::String(bytes, StringFormat::Hexadecimal),
            Object::Name(named),
        ] {
            let mut file = b"%PDF-1.4\n1 0 obj\n".to_vec();
            object(&mut file, &own);
            let at = file.len() + 8;
            file.extend_from_slice(b"\nendobj\n");
            file.extend_from_slice(b"xref\n0 2\n0000000000 65535 f \n0000000009 00000 n \n");
            file.extend_from_slice(
                format!("trailer\n<</Size 2/Root 1 0 R>>\nstartxref\n{at}\n%%EOF").as_bytes(),
            );
            let read = lopdf::Document::load_mem(&file).unwrap();
            let read = read.objects.get(&(1, 0)).unwrap();
            match (&own, read) {
                (Object::String(own, _), Object::String(read, _))
                | (Object::Name(own), Object::Name(read)) => assert_eq!(own, read),
                _ => panic!("{read:?}"),
            }
        }
    }
}
