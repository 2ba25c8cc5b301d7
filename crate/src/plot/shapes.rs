//! The polygons of the method of exhaustion.

use std::f64::consts::{PI, TAU};

/// The corners of the regular polygon with `n` sides inside the unit circle: they lie on it. Its area is
/// n/2 · sin(2π/n). With fewer than 3 sides there is no polygon, and no corner.
///
/// ```
/// use calculus::prelude::*;
/// figure().equal_axes().circle((0.0, 0.0), 1.0).polygon(&regular_polygon_inside(12));
/// ```
pub fn regular_polygon_inside(n: usize) -> Vec<(f64, f64)> {
    corners(n, 1.0)
}

/// The corners of the regular polygon with `n` sides outside the unit circle: its sides touch it. Its area is
/// n · tan(π/n). With fewer than 3 sides there is no polygon, and no corner.
///
/// ```
/// use calculus::prelude::*;
/// figure().equal_axes().polygon(&regular_polygon_outside(12)).circle((0.0, 0.0), 1.0);
/// ```
pub fn regular_polygon_outside(n: usize) -> Vec<(f64, f64)> {
    corners(n, 1.0 / (PI / n as f64).cos())
}

/// The first side lies at the bottom, so that the polygon stands.
fn corners(n: usize, radius: f64) -> Vec<(f64, f64)> {
    if n < 3 {
        return vec![];
    }
    let corner = |index: usize| {
        let angle = -PI / 2.0 + (index as f64 - 0.5) * TAU / n as f64;
        (radius * zeroed(angle.cos()), radius * zeroed(angle.sin()))
    };
    (0..n).map(corner).collect()
}

/// The cosine of a right angle is 0, not 6×10⁻¹⁷ as floating point has it.
fn zeroed(value: f64) -> f64 {
    if value.abs() < 1e-15 { 0.0 } else { value }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn area(corners: &[(f64, f64)]) -> f64 {
        let next = |index: usize| corners[(index + 1) % corners.len()];
        let twice: f64 = corners.iter().enumerate().map(|(i, p)| p.0 * next(i).1 - next(i).0 * p.1).sum();
        twice / 2.0
    }

    #[test]
    fn polygons_bracket_the_circle() {
        assert!((area(&regular_polygon_inside(96)) - 3.1393502).abs() < 1e-7);
        assert!((area(&regular_polygon_outside(96)) - 3.1427146).abs() < 1e-7);
        assert_eq!(regular_polygon_inside(5)[3].0, 0.0);
        assert!(regular_polygon_inside(2).is_empty() && regular_polygon_outside(0).is_empty());
    }
}
