//! The contrast of the theme's inks with their grounds, as WCAG 2.2 computes it: [`Theme`] -> pairs that
//! a reader has to tell apart, each with the ratio that it has and the one that it needs. Whole numbers
//! alone, so that every machine computes the same.

use crate::length::Length;

use super::{Ink, TextStyle, Theme, Weight};

/// An ink on its ground.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// What is shown, for a message: "the label of a box".
    pub what: &'static str,
    /// The ink.
    pub ink: Ink,
    /// What is behind it.
    pub ground: Ink,
    /// What it is, which says how much contrast it needs.
    pub kind: Shown,
    /// The keys of `book.toml` that decide it, the likeliest first.
    pub keys: &'static [&'static [&'static str]],
}

/// What is shown in an ink.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// Text (WCAG 1.4.3).
    Text,
    /// Text of 18 pt and more, or of 14 pt and more in bold (WCAG 1.4.3).
    LargeText,
    /// A rule or mark that says something (WCAG 1.4.11).
    Graphic,
}

impl Pair {
    /// The ratio of the two, in hundredths, rounded down.
    pub fn contrast(&self) -> u32 {
        contrast(self.ink.on_screen(), self.ground.on_screen())
    }

    /// The least ratio that it needs, in hundredths.
    pub fn needs(&self) -> u32 {
        match self.kind {
            Shown::Text => 450,
            Shown::LargeText | Shown::Graphic => 300,
        }
    }

    /// Whether a reader can tell them apart.
    pub fn is_enough(&self) -> bool {
        self.contrast() >= self.needs()
    }
}

/// Every ink of a theme that differs from its ground by choice. Black text on the paper needs no look.
pub fn pairs(theme: &Theme) -> Vec<Pair> {
    const BOX_TINT: &[&str] = &["type", "box_tint"];
    const BOX_COLOUR: &[&str] = &["theme", "boxes", "colour"];
    const PAPER: Ink = Ink::Tint(0);
    let (type_, parts) = (&theme.type_, &theme.parts);
    let ground = Ink::Tint(type_.box_tint);
    let of_box = |tint: u8| theme.ink(parts.boxes.colour.as_deref(), Ink::Tint(tint));
    let label = TextStyle {
        size: type_.box_text.size.scale(parts.boxes.label_size, 1_000),
        weight: Weight::Bold,
        ..type_.box_text
    };
    let pair = |what, ink, ground, kind, keys| Pair {
        what,
        ink,
        ground,
        kind,
        keys,
    };
    vec![
        pair("a link", Ink::Link, PAPER, Shown::Text, &[]),
        pair(
            "the text of a box",
            Ink::Black,
            ground,
            text(&type_.box_text),
            &[BOX_TINT],
        ),
        pair(
            "a link in a box",
            Ink::Link,
            ground,
            text(&type_.box_text),
            &[BOX_TINT],
        ),
        pair(
            "the label of a box",
            of_box(parts.boxes.label_tint),
            ground,
            text(&label),
            &[BOX_COLOUR, &["theme", "boxes", "label-tint"], BOX_TINT],
        ),
        pair(
            "the rule at the head of a box",
            of_box(type_.box_rule_tint),
            PAPER,
            Shown::Graphic,
            &[BOX_COLOUR, &["type", "box_rule_tint"]],
        ),
        pair(
            "the leader of the contents",
            Ink::Tint(parts.contents.leader_tint),
            PAPER,
            Shown::Graphic,
            &[&["theme", "contents", "leader-tint"]],
        ),
        pair(
            "the mark of a turned line of code",
            Ink::Tint(parts.code.turn_tint),
            PAPER,
            Shown::Graphic,
            &[&["theme", "code", "turn-tint"]],
        ),
    ]
}

fn text(style: &TextStyle) -> Shown {
    let large = match style.weight {
        Weight::Bold => Length::pt(14),
        Weight::Regular => Length::pt(18),
    };
    match style.size >= large {
        true => Shown::LargeText,
        false => Shown::Text,
    }
}

/// The contrast ratio of two colours in hundredths, rounded down: from 100 to 2100.
fn contrast(one: [u8; 3], other: [u8; 3]) -> u32 {
    // WCAG adds 0.05 to each luminance, for the light that a screen throws back.
    const FLARE: u64 = 50_000;
    let (one, other) = (luminance(one) + FLARE, luminance(other) + FLARE);
    let ratio = one.max(other) * 100 / one.min(other);
    u32::try_from(ratio).unwrap_or(u32::MAX)
}

/// The relative luminance in millionths.
fn luminance(colour: [u8; 3]) -> u64 {
    let parts = colour.iter().zip([2_126, 7_152, 722]);
    let sum: u64 = parts
        .map(|(value, share)| {
            LINEAR
                .get(usize::from(*value))
                .map_or(0, |own| u64::from(*own))
                * share
        })
        .sum();
    sum / 10_000
}

/// The light of each value of sRGB in millionths of the whole (WCAG 2.2, "relative luminance"): for
/// `v = value / 255` it is `v / 12.92` up to 0.04045, and `((v + 0.055) / 1.055) ^ 2.4` above.
const LINEAR: [u32; 256] = [
    0, 304, 607, 911, 1_214, 1_518, 1_821, 2_125, 2_428, 2_732, 3_035, 3_347, 3_677, 4_025, 4_391,
    4_777, 5_182, 5_605, 6_049, 6_512, 6_995, 7_499, 8_023, 8_568, 9_134, 9_721, 10_330, 10_960,
    11_612, 12_286, 12_983, 13_702, 14_444, 15_209, 15_996, 16_807, 17_642, 18_500, 19_382, 20_289,
    21_219, 22_174, 23_153, 24_158, 25_187, 26_241, 27_321, 28_426, 29_557, 30_713, 31_896, 33_105,
    34_340, 35_601, 36_889, 38_204, 39_546, 40_915, 42_311, 43_735, 45_186, 46_665, 48_172, 49_707,
    51_269, 52_861, 54_480, 56_128, 57_805, 59_511, 61_246, 63_010, 64_803, 66_626, 68_478, 70_360,
    72_272, 74_214, 76_185, 78_187, 80_220, 82_283, 84_376, 86_500, 88_656, 90_842, 93_059, 95_307,
    97_587, 99_899, 102_242, 104_616, 107_023, 109_462, 111_932, 114_435, 116_971, 119_538,
    122_139, 124_772, 127_438, 130_136, 132_868, 135_633, 138_432, 141_263, 144_128, 147_027,
    149_960, 152_926, 155_926, 158_961, 162_029, 165_132, 168_269, 171_441, 174_647, 177_888,
    181_164, 184_475, 187_821, 191_202, 194_618, 198_069, 201_556, 205_079, 208_637, 212_231,
    215_861, 219_526, 223_228, 226_966, 230_740, 234_551, 238_398, 242_281, 246_201, 250_158,
    254_152, 258_183, 262_251, 266_356, 270_498, 274_677, 278_894, 283_149, 287_441, 291_771,
    296_138, 300_544, 304_987, 309_469, 313_989, 318_547, 323_143, 327_778, 332_452, 337_164,
    341_914, 346_704, 351_533, 356_400, 361_307, 366_253, 371_238, 376_262, 381_326, 386_429,
    391_572, 396_755, 401_978, 407_240, 412_543, 417_885, 423_268, 428_690, 434_154, 439_657,
    445_201, 450_786, 456_411, 462_077, 467_784, 473_531, 479_320, 485_150, 491_021, 496_933,
    502_886, 508_881, 514_918, 520_996, 527_115, 533_276, 539_479, 545_724, 552_011, 558_340,
    564_712, 571_125, 577_580, 584_078, 590_619, 597_202, 603_827, 610_496, 617_207, 623_960,
    630_757, 637_597, 644_480, 651_406, 658_375, 665_387, 672_443, 679_542, 686_685, 693_872,
    701_102, 708_376, 715_694, 723_055, 730_461, 737_910, 745_404, 752_942, 760_525, 768_151,
    775_822, 783_538, 791_298, 799_103, 806_952, 814_847, 822_786, 830_770, 838_799, 846_873,
    854_993, 863_157, 871_367, 879_622, 887_923, 896_269, 904_661, 913_099, 921_582, 930_111,
    938_686, 947_307, 955_973, 964_686, 973_445, 982_251, 991_102, 1_000_000,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratios_are_those_that_are_known() {
        let (black, white) = ([0; 3], [255; 3]);
        assert_eq!(contrast(black, white), 2_100);
        assert_eq!(contrast(white, white), 100);
        // The lightest grey that text may have on white is 767676; 777777 is too light.
        assert_eq!(contrast([0x76; 3], white), 454);
        assert_eq!(contrast([0x77; 3], white), 447);
        // Pure red, green and blue on white, as WebAIM's checker has them.
        assert_eq!(contrast([255, 0, 0], white), 399);
        assert_eq!(contrast([0, 255, 0], white), 137);
        assert_eq!(contrast([0, 0, 255], white), 859);
    }

    #[test]
    fn the_house_theme_has_contrast_enough() {
        let theme = Theme::default();
        let pairs = pairs(&theme);
        assert!(pairs.iter().any(|own| own.kind == Shown::Graphic));
        for own in pairs {
            assert!(own.is_enough(), "{}: {}", own.what, own.contrast());
        }
    }

    #[test]
    fn large_text_needs_less() {
        let mut theme = Theme::default();
        theme.type_.box_tint = 50;
        theme.parts.boxes.label_tint = 100;
        let kind = |theme: &Theme| pairs(theme)[3].kind;
        assert_eq!(kind(&theme), Shown::Text);
        theme.type_.box_text.size = Length::pt(20);
        assert_eq!(kind(&theme), Shown::LargeText);
    }
}
