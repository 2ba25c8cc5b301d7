//! The shapes of a graph's nodes, and what a gradient is written on.

use super::super::canvas::Canvas;
use super::super::clip::Rect;
use super::super::colour::RGBColor;
use super::super::style::{BLUE, GREEN, INK, ORANGE, SKY, SOFT_INK};
use super::NodeKind;
use std::f64::consts::PI;

/// The shape of a node in this area.
pub(super) fn draw_shape(canvas: &mut Canvas, kind: NodeKind, area: Rect) {
    let (fill, opacity, line, width): (RGBColor, f64, RGBColor, f64) = match kind {
        NodeKind::Input => (SKY, 0.35, SOFT_INK, 1.0),
        NodeKind::Parameter => (ORANGE, 0.35, INK, 2.5),
        NodeKind::Operation => (BLUE, 0.1, BLUE, 2.0),
        NodeKind::Output => (BLUE, 1.0, BLUE, 2.0),
    };
    if kind.is_round() {
        let around = rounded(area);
        canvas.polygon(&around, fill, opacity);
        canvas.line(&around, line, width);
    } else {
        canvas.rectangle(area, fill, opacity);
        canvas.outline(area, line, width);
    }
}

/// What a gradient is written on.
pub(super) fn draw_chip(canvas: &mut Canvas, area: Rect) {
    canvas.rectangle(area, GREEN, 0.2);
    canvas.outline(area, GREEN, 1.0);
}

/// A box whose left and right side are half circles; a circle, if it is as high as it is broad.
fn rounded(area: Rect) -> Vec<(f64, f64)> {
    const PARTS: u32 = 16;
    let radius = area.height / 2.0;
    let y = area.top + radius;
    let side = |x: f64, begin: f64| {
        (0..=PARTS).map(move |part| {
            let angle = begin + PI * f64::from(part) / f64::from(PARTS);
            (x + radius * angle.cos(), y + radius * angle.sin())
        })
    };
    let mut around: Vec<(f64, f64)> =
        side(area.right() - radius, -PI / 2.0).chain(side(area.left + radius, PI / 2.0)).collect();
    around.push(around[0]);
    around
}
