//! LZW as PDF has it (PDF 32000-1, 7.4.4): codes of 9 to 12 bits, 256 clears the table, 257 ends.

const CLEAR: u16 = 256;
const END: u16 = 257;
const LARGEST: usize = 4096;

/// The data that is coded; what comes after damage is left out. `None` where it would be more than
/// `limit` bytes. `early` is 1 where codes grow one code early, as they do by default.
pub fn decode(coded: &[u8], early: usize, limit: usize) -> Option<Vec<u8>> {
    let mut data: Vec<u8> = Vec::new();
    // Where each string of the table lies in the data.
    let mut table: Vec<(usize, usize)> = Vec::new();
    let mut last: Option<(usize, usize)> = None;
    let mut bits = Bits { coded, at: 0 };
    while let Some(code) = bits.take(width(table.len(), early)) {
        match code {
            CLEAR => {
                table.clear();
                last = None;
            }
            END => break,
            _ => {
                let start = data.len();
                let own = usize::from(code);
                if own < 256 {
                    data.push((code & 0xFF) as u8);
                } else if let Some(&(from, length)) = table.get(own - 258) {
                    data.extend_from_within(from..from + length);
                } else if let (Some((from, length)), true) = (last, own - 258 == table.len()) {
                    data.extend_from_within(from..from + length);
                    data.push(*data.get(start)?);
                } else {
                    break;
                }
                if data.len() > limit {
                    return None;
                }
                if let Some((from, length)) = last
                    && table.len() + 258 < LARGEST
                {
                    // The last string and the first byte of this one, which follows it.
                    table.push((from, length + 1));
                }
                last = Some((start, data.len() - start));
            }
        }
    }
    Some(data)
}

fn width(entries: usize, early: usize) -> usize {
    match entries + 259 + early - 1 {
        0..=511 => 9,
        512..=1023 => 10,
        1024..=2047 => 11,
        _ => 12,
    }
}

struct Bits<'a> {
    coded: &'a [u8],
    at: usize,
}

impl Bits<'_> {
    fn take(&mut self, width: usize) -> Option<u16> {
        let mut code = 0;
        for _ in 0..width {
            let byte = self.coded.get(self.at / 8)?;
            code = code << 1 | u16::from(byte >> (7 - self.at % 8) & 1);
            self.at += 1;
        }
        Some(code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_of_the_specification_is_decoded() {
        // PDF 32000-1, 7.4.4.2, example 1.
        let coded = [0x80, 0x0B, 0x60, 0x50, 0x22, 0x0C, 0x0C, 0x85, 0x01];
        let data = [45, 45, 45, 45, 45, 65, 45, 45, 45, 66];
        assert_eq!(decode(&coded, 1, 100).as_deref(), Some(&data[..]));
        assert_eq!(decode(&coded, 1, 5), None);
    }
}
