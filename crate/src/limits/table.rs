//! The table of approach: values at x = 0.9, 0.99, 0.999, … as a person would choose them.
//!
//! These round numbers are for reading. The estimate is made from other points.

use super::outcome::Side;
use crate::number::written::{decimal, number};
use num_bigint::BigInt;

/// Rows on each side.
const ROWS: i32 = 7;

/// The values of a function on the way to a point. From [`approach`](super::approach) or
/// [`Limit::table`](super::Limit::table).
#[derive(Clone)]
pub struct Approach {
    pub(super) at: f64,
    /// The only side, if the other was not asked for or does not exist.
    pub(super) side: Option<Side>,
    pub(super) left: Vec<(f64, f64)>,
    pub(super) right: Vec<(f64, f64)>,
    pub(super) value_at_the_point: Option<f64>,
}

impl Approach {
    pub(super) fn new(f: &dyn Fn(f64) -> f64, at: f64, side: Option<Side>) -> Approach {
        let side = match at {
            f64::INFINITY => Some(Side::Left),
            f64::NEG_INFINITY => Some(Side::Right),
            _ => side,
        };
        let rows = |wanted: Side| -> Vec<(f64, f64)> {
            if at.is_nan() || side.is_some_and(|side| side != wanted) {
                return Vec::new();
            }
            let mut places: Vec<f64> = (0..ROWS).map(|row| place(at, wanted, row)).collect();
            places.dedup();
            places.into_iter().filter(|&x| x != at).map(|x| (x, f(x))).collect()
        };
        let value_at_the_point = at.is_finite().then(|| f(at));
        Approach { at, side, left: rows(Side::Left), right: rows(Side::Right), value_at_the_point }
    }

    /// The pairs (x, f(x)) from the left, towards the point. Empty if only the right side was asked for.
    ///
    /// ```
    /// let table = calculus::limits::approach(|x| x.sin() / x, 0.0);
    /// assert_eq!(table.left()[0], (-0.1, 0.9983341664682815));
    /// ```
    pub fn left(&self) -> &[(f64, f64)] {
        &self.left
    }

    /// The pairs (x, f(x)) from the right, towards the point. Empty if only the left side was asked for, and at +∞.
    ///
    /// ```
    /// let table = calculus::limits::approach(|x| x.sin() / x, 0.0);
    /// assert_eq!(table.right()[2], (0.001, 0.9999998333333416));
    /// ```
    pub fn right(&self) -> &[(f64, f64)] {
        &self.right
    }

    /// The function's value at the point itself, which is not the limit; NaN if it is not defined there. `None` at
    /// infinity, which is not a place to be at.
    ///
    /// ```
    /// let table = calculus::limits::approach(|x| x * x + 2.0 * x + 2.0, 5.0);
    /// assert_eq!(table.value_at_the_point(), Some(37.0));
    /// ```
    pub fn value_at_the_point(&self) -> Option<f64> {
        self.value_at_the_point
    }

    /// The point with its side, as in `x → 0⁺`.
    pub(super) fn arrow(&self) -> String {
        let side = match self.side {
            Some(Side::Left) if self.at.is_finite() => "⁻",
            Some(Side::Right) if self.at.is_finite() => "⁺",
            _ => "",
        };
        format!("x → {}{side}", number(self.at))
    }
}

/// The x of a row. It is calculated in decimals, so that it is the number that a person writes: 0.9 and not
/// 1.0 − 0.1 as floating point has it, where the next digits differ.
fn place(at: f64, side: Side, row: i32) -> f64 {
    if at.is_infinite() {
        return at.signum() * 10f64.powi(row + 1);
    }
    let (digits, exponent) = decimal(at);
    // The first step is a tenth, or for a point nearer to 0 a tenth of it, and for a distant one what can be added.
    let magnitude = if at == 0.0 { 0 } else { at.abs().log10().floor() as i32 };
    let step = if (0..=6).contains(&magnitude) {
        -1
    } else if magnitude > 6 {
        magnitude - 7
    } else {
        magnitude - 1
    };
    let step = if magnitude == -1 { -2 } else { step } - row;
    let common = exponent.min(step);
    let scaled = |digits: BigInt, exponent: i32| digits * BigInt::from(10).pow(exponent.abs_diff(common));
    let distance = scaled(BigInt::from(1), step);
    let point = scaled(digits, exponent);
    let sum = if side == Side::Left { point - distance } else { point + distance };
    format!("{sum}e{common}").parse().unwrap_or(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_the_numbers_a_person_writes() {
        let places = |at, side| (0..4).map(|row| place(at, side, row)).collect::<Vec<_>>();
        assert_eq!(places(1.0, Side::Left), [0.9, 0.99, 0.999, 0.9999]);
        assert_eq!(places(1.0, Side::Right), [1.1, 1.01, 1.001, 1.0001]);
        assert_eq!(places(0.0, Side::Left), [-0.1, -0.01, -0.001, -0.0001]);
        assert_eq!(places(-5.0, Side::Right), [-4.9, -4.99, -4.999, -4.9999]);
        assert_eq!(places(0.5, Side::Left), [0.49, 0.499, 0.4999, 0.49999]);
        assert_eq!(places(1e-8, Side::Right), [1.1e-8, 1.01e-8, 1.001e-8, 1.0001e-8]);
        assert_eq!(places(f64::NEG_INFINITY, Side::Right), [-10.0, -100.0, -1000.0, -10000.0]);
    }
}
