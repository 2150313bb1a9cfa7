//! JPEG files as they are: their data goes into the PDF untouched, so only the frame header is
//! read, for the number of components, and Adobe's marker, for inverted CMYK.

/// What a JPEG's headers say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JpegHeader {
    /// Pixels across.
    pub width: u16,
    /// Pixels down.
    pub height: u16,
    /// 1 grey, 3 RGB, 4 CMYK.
    pub components: u8,
    /// Whether Adobe's marker is there: its CMYK is stored inverted.
    pub adobe: bool,
}

/// Reads the headers (ITU-T T.81, annex B).
///
/// # Errors
/// Says what a PDF cannot hold.
pub fn header(data: &[u8]) -> Result<JpegHeader, &'static str> {
    let broken = "the JPEG is damaged";
    let mut rest = data.strip_prefix(&[0xFF, 0xD8]).ok_or(broken)?;
    let mut adobe = false;
    loop {
        let [0xFF, marker, tail @ ..] = rest else {
            return Err(broken);
        };
        if *marker == 0xFF {
            // Fill bytes may stand before a marker.
            rest = &rest[1..];
            continue;
        }
        if matches!(marker, 0x01 | 0xD0..=0xD7) {
            rest = tail;
            continue;
        }
        let [high, low, ..] = tail else {
            return Err(broken);
        };
        let length = usize::from(u16::from_be_bytes([*high, *low]));
        let segment = tail.get(2..length).ok_or(broken)?;
        match marker {
            // Baseline, extended and progressive frames with Huffman coding.
            0xC0..=0xC2 => return frame(segment, adobe).ok_or(broken)?,
            // DHT, JPG and DAC share the range with the other frames, but are none.
            0xC4 | 0xC8 | 0xCC => {}
            0xC3 | 0xC5..=0xCF => {
                return Err("this kind of JPEG (lossless or arithmetic) cannot stand in a PDF");
            }
            0xD9 | 0xDA => return Err(broken),
            0xEE => adobe |= segment.starts_with(b"Adobe"),
            _ => {}
        }
        rest = tail.get(length..).ok_or(broken)?;
    }
}

fn frame(segment: &[u8], adobe: bool) -> Option<Result<JpegHeader, &'static str>> {
    let [precision, h1, h2, w1, w2, components, ..] = segment else {
        return None;
    };
    if *precision != 8 {
        return Some(Err("a JPEG in a PDF has 8 bits to the component"));
    }
    if !matches!(components, 1 | 3 | 4) {
        return Some(Err("a JPEG in a PDF is grey, RGB or CMYK"));
    }
    Some(Ok(JpegHeader {
        width: u16::from_be_bytes([*w1, *w2]),
        height: u16::from_be_bytes([*h1, *h2]),
        components: *components,
        adobe,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn jpeg(frame_marker: u8, components: u8, adobe: bool) -> Vec<u8> {
        let mut data = vec![0xFF, 0xD8];
        if adobe {
            data.extend([0xFF, 0xEE, 0, 14]);
            data.extend(b"Adobe\0\x64\0\0\0\0\x02");
        }
        data.extend([0xFF, frame_marker, 0, 8, 8, 0, 3, 0, 5, components]);
        data
    }

    #[test]
    fn headers_give_size_components_and_adobes_marker() {
        let found = header(&jpeg(0xC2, 4, true));
        let expected = JpegHeader {
            width: 5,
            height: 3,
            components: 4,
            adobe: true,
        };
        assert_eq!(found, Ok(expected));
        assert_eq!(header(&jpeg(0xC0, 1, false)).map(|h| h.adobe), Ok(false));
    }

    #[test]
    fn what_a_pdf_cannot_hold_is_refused() {
        assert!(header(&jpeg(0xC3, 3, false)).is_err());
        assert!(header(&jpeg(0xC0, 2, false)).is_err());
        let whole = jpeg(0xC0, 3, true);
        for end in 0..whole.len() - 1 {
            assert!(header(&whole[..end]).is_err(), "{end} bytes");
        }
    }
}
