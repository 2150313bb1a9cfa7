//! Gradients as shading patterns (PDF 32000-1, 8.7.4.5).

use lopdf::{Dictionary, Object, dictionary};

use crate::layout::{Gradient, GradientGeometry, Matrix};
use crate::theme::Ink;

use super::Edition;
use super::colour::{Colour, Palette};

/// The pattern of a gradient; `base` leads from the drawing to the form's own coordinates.
pub fn pattern(gradient: &Gradient, base: Matrix, palette: &Palette<'_>) -> Dictionary {
    let (kind, coordinates): (i64, &[f32]) = match &gradient.geometry {
        GradientGeometry::Linear(line) => (2, line),
        GradientGeometry::Radial(circles) => (3, circles),
    };
    let shading = dictionary! {
        "ShadingType" => kind,
        "ColorSpace" => palette.blending_space(),
        "Coords" => reals(coordinates),
        "Function" => function(&gradient.stops, palette),
        "Extend" => vec![true.into(), true.into()],
    };
    dictionary! {
        "Type" => "Pattern",
        "PatternType" => 2,
        "Shading" => shading,
        "Matrix" => reals(&product(gradient.matrix, base)),
    }
}

/// First `a`, then `b`.
fn product(a: Matrix, b: Matrix) -> Matrix {
    [
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    ]
}

/// From 0 to 1, one exponential function for each pair of stops that are apart.
fn function(stops: &[(u16, Ink)], palette: &Palette<'_>) -> Dictionary {
    let mut stops = stops.to_vec();
    if let (Some(first), Some(last)) = (stops.first().copied(), stops.last().copied()) {
        stops.insert(0, (0, first.1));
        stops.push((1000, last.1));
    }
    let pairs = stops.windows(2).filter(|pair| pair[0].0 < pair[1].0);
    let mut parts: Vec<(u16, Dictionary)> = pairs
        .map(|pair| {
            let part = dictionary! {
                "FunctionType" => 2,
                "Domain" => vec![0.into(), 1.into()],
                "C0" => components(pair[0].1, palette),
                "C1" => components(pair[1].1, palette),
                "N" => 1,
            };
            (pair[1].0, part)
        })
        .collect();
    if parts.len() == 1
        && let Some((_, only)) = parts.pop()
    {
        return only;
    }
    let bounds = parts
        .iter()
        .map(|(end, _)| Object::Real(f32::from(*end) / 1000.0));
    let bounds: Vec<Object> = bounds.take(parts.len().saturating_sub(1)).collect();
    let encode = parts
        .iter()
        .flat_map(|_| [Object::Integer(0), Object::Integer(1)])
        .collect();
    let parts = parts
        .into_iter()
        .map(|(_, part)| Object::Dictionary(part))
        .collect();
    dictionary! {
        "FunctionType" => 3,
        "Domain" => vec![0.into(), 1.into()],
        "Functions" => Object::Array(parts),
        "Bounds" => bounds,
        "Encode" => Object::Array(encode),
    }
}

/// The components in the space of the edition's drawings: on the screen that is RGB for greys too.
fn components(ink: Ink, palette: &Palette<'_>) -> Vec<Object> {
    let colour = match (palette.edition, palette.process(ink)) {
        (Edition::Screen, Colour::Grey(grey)) => Colour::Rgb([grey; 3]),
        (_, other) => other,
    };
    let shares = colour.components().iter();
    shares
        .map(|share| Object::Real(f32::from(*share) / 1000.0))
        .collect()
}

/// Numbers rounded to six decimals, so that the last bit of a float reaches no file.
fn reals(values: &[f32]) -> Vec<Object> {
    let rounded = values
        .iter()
        .map(|value| (f64::from(*value) * 1e6).round() / 1e6);
    rounded.map(|value| Object::Real(value as f32)).collect()
}
