//! The ToUnicode map of a font: the text of each of its codes, for search, copying and screen
//! readers.

use super::fonts::Font;

/// Lines of one `beginbfchar` section; PDF 32000-1, 9.10.3 allows a hundred.
const SECTION: usize = 100;

/// The map as a CMap program.
pub fn cmap(font: &Font) -> Vec<u8> {
    let mut out = String::from(
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo \
         << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n/CMapName \
         /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\n\
         endcodespacerange\n",
    );
    // The first glyph is .notdef, which is never shown.
    let entries: Vec<(usize, &String)> = font.texts.iter().enumerate().skip(1).collect();
    for section in entries.chunks(SECTION) {
        out.push_str(&format!("{} beginbfchar\n", section.len()));
        for (code, text) in section {
            let units: String = text
                .encode_utf16()
                .map(|unit| format!("{unit:04X}"))
                .collect();
            out.push_str(&format!("<{code:04X}> <{units}>\n"));
        }
        out.push_str("endbfchar\n");
    }
    out.push_str("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    out.into_bytes()
}
