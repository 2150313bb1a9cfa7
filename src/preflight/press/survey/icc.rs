//! The head of an ICC profile (ICC.1, 7.2): bytes -> what it is for.

/// Bytes of the head, and of an entry of its table.
const HEAD: usize = 128;
const ENTRY: usize = 12;

/// The most entries that are looked at.
const MOST_TAGS: usize = 1_000;

/// What a profile is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IccProfile {
    /// Its class, such as `prtr`.
    pub class: [u8; 4],
    /// The components of its colour space.
    pub components: usize,
    /// Its version, such as 2.
    pub major: u8,
}

/// Reads the head.
///
/// # Errors
/// What is wrong with it, as a sentence fragment that begins with "it".
pub fn read(data: &[u8]) -> Result<IccProfile, &'static str> {
    let four = |at: usize| -> Option<[u8; 4]> { data.get(at..at + 4)?.try_into().ok() };
    let number = |at: usize| four(at).map(u32::from_be_bytes);
    if four(36) != Some(*b"acsp") {
        return Err("it is no ICC profile");
    }
    let size = number(0).and_then(|size| usize::try_from(size).ok());
    if size.is_none_or(|size| size > data.len()) {
        return Err("it ends before its end");
    }
    let components = match &four(16).unwrap_or_default() {
        b"GRAY" => 1,
        b"RGB " | b"Lab " | b"XYZ " => 3,
        b"CMYK" => 4,
        [digit, b'C', b'L', b'R'] => {
            let digit = char::from(*digit).to_digit(16);
            digit.map_or(0, |digit| digit as usize)
        }
        _ => 0,
    };
    if components == 0 {
        return Err("its colour space is not known");
    }
    let count = number(HEAD).and_then(|count| usize::try_from(count).ok());
    let count = count.filter(|count| *count > 0 && *count <= MOST_TAGS);
    let count = count.ok_or("its table is damaged")?;
    for tag in 0..count {
        let at = HEAD + 4 + tag * ENTRY;
        let place = number(at + 4).zip(number(at + 8));
        let end = place.map(|(offset, length)| u64::from(offset) + u64::from(length));
        if end.is_none_or(|end| end > data.len() as u64) {
            return Err("its table is damaged");
        }
    }
    Ok(IccProfile {
        class: four(12).unwrap_or_default(),
        components,
        major: data.get(8).copied().unwrap_or_default(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const FOGRA39: &[u8] = include_bytes!("../../../../icc/FOGRA39L_300.icc");

    #[test]
    fn a_profile_tells_its_class_and_components() {
        let own = read(FOGRA39).expect("a profile");
        assert_eq!((own.class, own.components, own.major), (*b"prtr", 4, 2));
        for end in [0, 40, 127, 140, FOGRA39.len() - 1] {
            assert!(read(&FOGRA39[..end]).is_err(), "{end}");
        }
    }
}
