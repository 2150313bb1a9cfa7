//! RGB -> inks. The colour engine separates the nodes of a grid, once for each pair of profiles; between
//! them whole numbers are interpolated, so that a pixel has the same inks on every processor.

use std::fmt;

use moxcms::{
    ColorProfile, DataColorSpace, Layout, RenderingIntent, ToneReprCurve, TransformOptions,
};

use super::profile::{Inks, OutputProfile, ProfileFault, parse};

/// Nodes along an edge of the grid.
const NODES: usize = 33;

/// What a byte and the interpolation count to.
const FULL: u32 = 255;

/// Bits that hold a step to a neighbouring node: the longest is 33 * 33.
const STEP_BITS: u32 = 16;
const STEP_MASK: u32 = (1 << STEP_BITS) - 1;

/// Entries of a tone curve that is made anew.
const CURVE: u16 = 4096;

/// The inks of a node, of a full 65,535; a press with black alone has the first of them.
type Node = [u16; 4];

/// Separates the colours of one kind of RGB.
pub struct Separator {
    nodes: Vec<Node>,
    inks: Inks,
}

impl Separator {
    /// For colours of the profile `source`, an ICC file; without one, or where that is not of RGB, for
    /// sRGB.
    ///
    /// # Errors
    /// The output profile has no way to its inks.
    pub fn new(output: &OutputProfile, source: Option<&[u8]>) -> Result<Separator, ProfileFault> {
        let embedded = source.and_then(|bytes| parse(bytes).ok());
        let embedded = embedded.filter(|own| own.color_space == DataColorSpace::Rgb);
        let compensated =
            |profile| with_black_point(profile, output.black()).and_then(|own| grid(&own, output));
        let nodes = match embedded.and_then(compensated) {
            Some(nodes) => nodes,
            None => compensated(ColorProfile::new_srgb()).ok_or(ProfileFault::NoSeparation)?,
        };
        Ok(Separator {
            nodes,
            inks: output.inks,
        })
    }

    /// The inks of one colour, of a full 255; a press with black alone has the first of them, whose 255
    /// is no ink.
    pub fn separate(&self, rgb: [u8; 3]) -> [u8; 4] {
        let mut base = 0;
        // How far the colour lies along each axis of its cell, above the step to the next node on it.
        let mut axes = [0; 3];
        for ((axis, value), step) in axes.iter_mut().zip(rgb).zip([NODES * NODES, NODES, 1]) {
            let place = u32::from(value) * (NODES as u32 - 1);
            base += (place / FULL) as usize * step;
            *axis = ((place % FULL) << STEP_BITS) | step as u32;
        }
        // Of the six tetrahedra of a cell, the one whose edges follow the axes from the furthest to the
        // nearest. Maxima need no branch, which no processor could foresee in a photograph.
        let [a, b, c] = axes;
        let (a, b) = (a.max(b), a.min(b));
        let (b, c) = (b.max(c), b.min(c));
        let (a, b) = (a.max(b), a.min(b));
        // The shares together are 255, so that sums of 16 bits fit into 32.
        let unit = FULL * 257;
        let mut sums = [unit / 2; 4];
        let mut at = base;
        let mut left = FULL;
        for axis in [a, b, c] {
            let share = axis >> STEP_BITS;
            self.add(&mut sums, at, left - share);
            left = share;
            // Past the end of the grid the share is nothing.
            at += (axis & STEP_MASK) as usize;
        }
        self.add(&mut sums, at, left);
        sums.map(|sum| (sum / unit) as u8)
    }

    /// Appends the inks of pixels.
    pub fn separate_all(&self, pixels: &[u8], out: &mut Vec<u8>) {
        let count = self.inks.count();
        let mut last = ([0; 3], self.separate([0; 3]));
        for pixel in pixels.as_chunks::<3>().0 {
            if *pixel != last.0 {
                last = (*pixel, self.separate(*pixel));
            }
            out.extend(last.1.iter().take(count));
        }
    }

    fn add(&self, sums: &mut [u32; 4], at: usize, share: u32) {
        if let Some(node) = self.nodes.get(at) {
            for (sum, ink) in sums.iter_mut().zip(node) {
                *sum += u32::from(*ink) * share;
            }
        }
    }
}

/// The options of every conversion: relative to the paper, and by the curves that the profile has.
fn options() -> TransformOptions {
    TransformOptions {
        rendering_intent: RenderingIntent::RelativeColorimetric,
        allow_use_cicp_transfer: false,
        prefer_fixed_point: false,
        ..TransformOptions::default()
    }
}

/// The inks of all nodes.
fn grid(source: &ColorProfile, output: &OutputProfile) -> Option<Vec<Node>> {
    let target = output.parsed().ok()?;
    let (layout, count) = match output.inks {
        Inks::Black => (Layout::Gray, 1),
        // The layout of four inks is that of four channels.
        Inks::Process => (Layout::Rgba, 4),
    };
    let transform = source
        .create_transform_16bit(Layout::Rgb, &target, layout, options())
        .ok()?;
    let step = |at: usize| (at * 65_535 / (NODES - 1)) as u16;
    let mut pixels = Vec::with_capacity(NODES * NODES * NODES * 3);
    for at in 0..NODES * NODES * NODES {
        pixels.extend([at / (NODES * NODES), at / NODES % NODES, at % NODES].map(step));
    }
    let mut inks = vec![0; pixels.len() / 3 * count];
    transform.transform(&pixels, &mut inks).ok()?;
    let nodes = inks.chunks_exact(count).map(|inks| {
        let mut node = [0; 4];
        node.iter_mut().zip(inks).for_each(|(to, from)| *to = *from);
        node
    });
    let mut nodes: Vec<Node> = nodes.collect();
    // White is the paper, whatever the profile's table rounds it to.
    if let Some(white) = nodes.last_mut() {
        *white = match output.inks {
            Inks::Black => [65_535, 0, 0, 0],
            Inks::Process => [0; 4],
        };
    }
    Some(nodes)
}

/// The profile with its black lifted to a luminance, all other tones in proportion. The black of the
/// press is taken as neutral: then the compensation, which is linear in XYZ (Adobe Systems' Implementation
/// of Black Point Compensation, 2006), is the same line in each of the three tone curves. A profile
/// that has a table instead of curves is left as it is.
fn with_black_point(mut profile: ColorProfile, black: f64) -> Option<ColorProfile> {
    profile.cicp = None;
    let has_table = profile.lut_a_to_b_colorimetric.is_some()
        || profile.lut_a_to_b_perceptual.is_some()
        || profile.lut_a_to_b_saturation.is_some();
    if has_table {
        return Some(profile);
    }
    for curve in [
        &mut profile.red_trc,
        &mut profile.green_trc,
        &mut profile.blue_trc,
    ] {
        let tone = curve.as_ref()?.make_linear_evaluator().ok()?;
        let entry = |at: u16| {
            let linear = f64::from(tone.evaluate_value(f32::from(at) / f32::from(CURVE - 1)));
            let lifted = linear.clamp(0.0, 1.0) * (1.0 - black) + black;
            (lifted * 65_535.0).round() as u16
        };
        *curve = Some(ToneReprCurve::Lut((0..CURVE).map(entry).collect()));
    }
    Some(profile)
}

/// The luminance of the darkest black that a profile separates to, in millionths of its paper's: what
/// it prints for the black of a screen. 0 where it does not say.
pub(super) fn black_point(output: &ColorProfile) -> u32 {
    /// An L* of 50: no black is lighter.
    const LIGHTEST: u32 = 184_187;
    let darkest = || -> Option<u32> {
        if output.color_space != DataColorSpace::Cmyk {
            return None;
        }
        let screen = ColorProfile::new_srgb();
        let mut linear = ColorProfile::new_srgb();
        linear.cicp = None;
        for curve in [
            &mut linear.red_trc,
            &mut linear.green_trc,
            &mut linear.blue_trc,
        ] {
            *curve = Some(ToneReprCurve::Lut(vec![0, u16::MAX]));
        }
        let mut inks = [0; 4];
        screen
            .create_transform_16bit(Layout::Rgb, output, Layout::Rgba, options())
            .ok()?
            .transform(&[0; 3], &mut inks)
            .ok()?;
        let mut light = [0; 3];
        output
            .create_transform_16bit(Layout::Rgba, &linear, Layout::Rgb, options())
            .ok()?
            .transform(&inks, &mut light)
            .ok()?;
        // The share of each primary in the luminance (IEC 61966-2-1).
        let shares = [2_126_u64, 7_152, 722];
        let sum: u64 = shares
            .iter()
            .zip(light)
            .map(|(share, own)| share * u64::from(own))
            .sum();
        u32::try_from(sum * 100 / 65_535).ok()
    };
    darkest().unwrap_or(0).min(LIGHTEST)
}

impl fmt::Debug for Separator {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Separator({:?})", self.inks)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn total(inks: [u8; 4]) -> u32 {
        inks.iter().map(|ink| u32::from(*ink)).sum()
    }

    #[test]
    fn white_is_paper_and_black_is_within_the_total_of_the_profile() {
        let separator = Separator::new(&OutputProfile::standard(), None).unwrap();
        assert_eq!(separator.separate([255; 3]), [0; 4]);
        let black = separator.separate([0; 3]);
        assert!(total(black) > 600 && black[3] > 200, "{black:?}");
        let mut most = 0;
        for at in 0..64_u32 * 64 * 64 {
            let rgb = [at / 4096, at / 64 % 64, at % 64].map(|value| (value * 255 / 63) as u8);
            most = most.max(total(separator.separate(rgb)));
        }
        // 300 % of 255 are 765; four inks are rounded.
        assert!(most <= 767, "{most}");
    }

    #[test]
    fn colours_go_to_their_inks_and_shadows_stay_apart() {
        let separator = Separator::new(&OutputProfile::standard(), None).unwrap();
        let [c, m, y, _] = separator.separate([255, 0, 0]);
        assert!(c < 30 && m > 220 && y > 200, "{c} {m} {y}");
        let [c, _, y, _] = separator.separate([0, 255, 0]);
        assert!(c > 120 && y > 200, "{c} {y}");
        let shadows = [0, 12, 24, 36].map(|grey| total(separator.separate([grey; 3])));
        assert!(shadows.is_sorted_by(|a, b| a > b), "{shadows:?}");
    }

    #[test]
    fn a_profile_of_its_own_changes_the_inks() {
        let output = OutputProfile::standard();
        let wide = ColorProfile::new_adobe_rgb().encode().unwrap();
        let srgb = Separator::new(&output, None).unwrap();
        let own = Separator::new(&output, Some(&wide)).unwrap();
        assert_ne!(srgb.separate([40, 200, 60]), own.separate([40, 200, 60]));
        let broken = Separator::new(&output, Some(b"no profile")).unwrap();
        assert_eq!(srgb.separate([40, 200, 60]), broken.separate([40, 200, 60]));
    }

    #[test]
    fn the_inks_are_these_on_every_machine() {
        let separator = Separator::new(&OutputProfile::standard(), None).unwrap();
        let inks = [
            [255, 0, 0],
            [0, 0, 255],
            [128, 64, 200],
            [12, 99, 150],
            [240, 230, 200],
        ]
        .map(|rgb| separator.separate(rgb));
        let expected = [
            [0, 233, 237, 3],
            [243, 181, 0, 0],
            [175, 192, 0, 1],
            [214, 103, 5, 78],
            [7, 11, 57, 21],
        ];
        assert_eq!(inks, expected);
    }
}
