//! Paints of an SVG: plain colours, and gradients that end in their outer colours. Anything else is
//! reported, and painted in the nearest plain colour.

use usvg::{BaseGradient, SpreadMethod, Stop, Transform};

use crate::theme::Ink;

use super::scan::Unsupported;
use super::{Gradient, GradientGeometry, Matrix, Paint};

/// Translates a paint; `transform` leads from the painted path to the drawing, in points.
pub fn paint(paint: &usvg::Paint, transform: Transform, unsupported: &mut Unsupported) -> Paint {
    match paint {
        usvg::Paint::Color(colour) => Paint::Ink(ink(*colour)),
        usvg::Paint::LinearGradient(linear) => gradient(
            linear,
            GradientGeometry::Linear([linear.x1(), linear.y1(), linear.x2(), linear.y2()]),
            transform,
            unsupported,
        ),
        usvg::Paint::RadialGradient(radial) => gradient(
            radial,
            GradientGeometry::Radial([
                radial.fx(),
                radial.fy(),
                radial.fr().get(),
                radial.cx(),
                radial.cy(),
                radial.r().get(),
            ]),
            transform,
            unsupported,
        ),
        usvg::Paint::Pattern(_) => {
            unsupported.insert(
                "`<pattern>`".to_owned(),
                "fill with a plain colour or a tint".to_owned(),
            );
            Paint::Ink(Ink::Tint(20))
        }
    }
}

/// The plain ink for something that takes no gradient.
pub fn plain(paint: Paint) -> Result<Ink, Ink> {
    match paint {
        Paint::Ink(ink) => Ok(ink),
        Paint::Gradient(gradient) => Err(gradient.stops.first().map_or(Ink::Black, |stop| stop.1)),
    }
}

/// Six numbers as PDF takes them.
pub fn matrix(transform: Transform) -> Matrix {
    let Transform {
        sx,
        kx,
        ky,
        sy,
        tx,
        ty,
    } = transform;
    [sx, ky, kx, sy, tx, ty]
}

fn gradient(
    base: &BaseGradient,
    geometry: GradientGeometry,
    transform: Transform,
    unsupported: &mut Unsupported,
) -> Paint {
    if base.spread_method() != SpreadMethod::Pad {
        unsupported.insert(
            "a gradient with `spreadMethod`".to_owned(),
            "let the gradient cover the whole shape".to_owned(),
        );
    }
    if base.stops().iter().any(|stop| stop.opacity().get() < 1.0) {
        unsupported.insert(
            "a gradient with `stop-opacity`".to_owned(),
            "use the colours that show, without transparency".to_owned(),
        );
    }
    Paint::Gradient(Gradient {
        geometry,
        matrix: matrix(transform.pre_concat(base.transform())),
        stops: base.stops().iter().map(stop).collect(),
    })
}

fn stop(stop: &Stop) -> (u16, Ink) {
    (thousandths(stop.offset().get()), ink(stop.color()))
}

fn ink(colour: usvg::Color) -> Ink {
    Ink::Rgb(colour.red, colour.green, colour.blue)
}

/// A share between 0 and 1 in thousandths.
pub fn thousandths(share: f32) -> u16 {
    (share.clamp(0.0, 1.0) * 1000.0).round() as u16
}
