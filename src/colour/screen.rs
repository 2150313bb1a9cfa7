//! The profile of the screen: sRGB (IEC 61966-2-1) as an ICC profile of version 4, made here, so that it
//! is the same on every day and may go into every file.

/// A number of the profile: fifteen bits, a point, sixteen bits.
const fn fixed(hundred_thousandths: i64) -> [u8; 4] {
    let half = if hundred_thousandths < 0 {
        -50_000
    } else {
        50_000
    };
    let value = (hundred_thousandths * 65_536 + half) / 100_000;
    (value as i32).to_be_bytes()
}

/// The profile.
pub fn srgb() -> Vec<u8> {
    // Colours and white as ICC wants them, adapted to D50 (Bradford).
    let white = xyz([96_420, 100_000, 82_491]);
    // ICC.1:2010, 10.16: X above 0.04045 is ((X + 0.055) / 1.055) ^ 2.4, and X / 12.92 below.
    let mut curve = b"para\0\0\0\0\0\x03\0\0".to_vec();
    for number in [240_000, 94_787, 5_213, 7_740, 4_045] {
        curve.extend(fixed(number));
    }
    let mut adaptation = b"sf32\0\0\0\0".to_vec();
    for number in [
        104_788, 2_292, -5_013, 2_954, 99_048, -1_706, -923, 1_506, 75_213,
    ] {
        adaptation.extend(fixed(number));
    }
    let tags: [(&[u8; 4], Vec<u8>); 8] = [
        (b"desc", text("sRGB IEC61966-2.1")),
        (b"cprt", text("No copyright, use freely")),
        (b"wtpt", white),
        (b"chad", adaptation),
        (b"rXYZ", xyz([43_607, 22_249, 1_392])),
        (b"gXYZ", xyz([38_515, 71_687, 9_708])),
        (b"bXYZ", xyz([14_307, 6_061, 71_410])),
        (b"rTRC", curve),
    ];
    assemble(&tags)
}

/// Header, table of tags, data. The three curves are one.
fn assemble(tags: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    const HEADER: usize = 128;
    let count = tags.len() + 2;
    let mut table = (count as u32).to_be_bytes().to_vec();
    let mut data = Vec::new();
    let start = HEADER + 4 + 12 * count;
    let mut entry = |name: &[u8], at: usize, length: usize| {
        table.extend(name);
        table.extend((at as u32).to_be_bytes());
        table.extend((length as u32).to_be_bytes());
    };
    for (name, own) in tags {
        let at = start + data.len();
        entry(*name, at, own.len());
        if *name == b"rTRC" {
            entry(b"gTRC", at, own.len());
            entry(b"bTRC", at, own.len());
        }
        data.extend(own);
        data.resize(data.len().next_multiple_of(4), 0);
    }
    let mut profile = ((start + data.len()) as u32).to_be_bytes().to_vec();
    profile.extend(*b"\0\0\0\0\x04\x20\0\0mntrRGB XYZ ");
    for part in [2026_u16, 1, 1, 0, 0, 0] {
        profile.extend(part.to_be_bytes());
    }
    profile.extend(*b"acsp");
    profile.resize(68, 0);
    profile.extend([96_420, 100_000, 82_491].map(fixed).concat());
    profile.resize(HEADER, 0);
    profile.extend(table);
    profile.extend(data);
    profile
}

fn xyz(values: [i64; 3]) -> Vec<u8> {
    let mut own = b"XYZ \0\0\0\0".to_vec();
    own.extend(values.map(fixed).concat());
    own
}

fn text(words: &str) -> Vec<u8> {
    let utf_16: Vec<u8> = words.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let mut own = b"mluc\0\0\0\0\0\0\0\x01\0\0\0\x0cenUS".to_vec();
    own.extend((utf_16.len() as u32).to_be_bytes());
    own.extend(28_u32.to_be_bytes());
    own.extend(utf_16);
    own
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_profile_is_read_as_srgb() {
        let own = moxcms::ColorProfile::new_from_slice(&srgb()).unwrap();
        let known = moxcms::ColorProfile::new_srgb();
        let options = moxcms::TransformOptions::default();
        let same = own
            .create_transform_8bit(moxcms::Layout::Rgb, &known, moxcms::Layout::Rgb, options)
            .unwrap();
        for colour in [[0u8; 3], [255; 3], [31, 78, 121], [200, 10, 90], [5, 5, 5]] {
            let mut out = [0u8; 3];
            same.transform(&colour, &mut out).unwrap();
            for (one, other) in colour.iter().zip(out) {
                assert!(one.abs_diff(other) <= 1, "{colour:?} {out:?}");
            }
        }
    }
}
