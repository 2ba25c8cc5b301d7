//! What a formula truly does at a point: from a series on each side of it, in 96 digits.

use super::big::{Big, big, is_zero, magnitude, plus, rounded, sign};
use super::formula::Formula;
use super::read::{Fault, Reader};
use super::series::WHOLE;

/// What the formula does on one side.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Side {
    /// It comes to a value, with this slope, which may be infinite.
    Finite { value: f64, slope: f64 },
    /// It grows beyond all numbers: +∞ or −∞.
    Infinite(f64),
    /// There are no values.
    NoValues,
}

/// What kind of point it is. The slopes and values are those of the formula with the constants that `f64` makes of
/// its decimals.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Point {
    Smooth {
        value: f64,
        slope: f64,
    },
    /// As smooth, but the formula itself is 0/0 or the like at the very point.
    Hole {
        value: f64,
        slope: f64,
    },
    Kink {
        left: f64,
        right: f64,
    },
    /// The value is there, the slope is infinite on one side or both.
    Upright {
        left: f64,
        right: f64,
    },
    Jump {
        left: f64,
        right: f64,
    },
    /// Infinite on one side or both.
    Pole {
        left: Side,
        right: Side,
    },
    /// Values on one side only.
    Edge {
        left: Side,
        right: Side,
    },
    /// No values at all around the point.
    Outside,
}

/// The truth about a point, and how far away the next kink, jump, pole or edge is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Truth {
    pub left: Side,
    pub right: Side,
    pub point: Point,
    /// About the distance to the next place, other than the point itself, where the formula is not smooth.
    pub next_feature: f64,
    /// About the length over which it changes its course: of its waves and steep places.
    pub shortest_wave: f64,
}

/// The truth about `formula` at `x`; `None` where its series cannot be had.
pub fn truth(formula: &Formula, x: f64) -> Option<Truth> {
    let (left, right) = (Reader::new(x, -1.0), Reader::new(x, 1.0));
    let sides = [side(&left, formula)?, side(&right, formula)?];
    let nearest = |length: fn(&Reader) -> f64| length(&left).min(length(&right)).exp2();
    Some(Truth {
        left: sides[0].0,
        right: sides[1].0,
        point: point(&sides, &Reader::new(x, 0.0).read(formula).map(|there| there.coefficient(0)).ok()),
        next_feature: nearest(|reader| reader.feature.get()),
        shortest_wave: nearest(|reader| reader.wave.get()),
    })
}

/// From what the sides do, and the value at the point itself, if there is one.
fn point(sides: &[(Side, Option<[Big; 2]>); 2], there: &Option<Big>) -> Point {
    let ((left, exact_left), (right, exact_right)) = (&sides[0], &sides[1]);
    let is_same = |one: &Big, other: &Big| is_zero(&plus(one, &-other.clone()));
    let same = |index: usize| match (exact_left, exact_right) {
        (Some(one), Some(other)) => is_same(&one[index], &other[index]),
        _ => false,
    };
    match (*left, *right) {
        (Side::NoValues, Side::NoValues) => Point::Outside,
        (Side::NoValues, _) | (_, Side::NoValues) => Point::Edge { left: *left, right: *right },
        (Side::Infinite(_), _) | (_, Side::Infinite(_)) => Point::Pole { left: *left, right: *right },
        (Side::Finite { value, slope: one }, Side::Finite { value: other_value, slope: other }) => {
            let is_elsewhere = |there: &Big| exact_left.as_ref().is_some_and(|left| !is_same(&left[0], there));
            if !same(0) || there.as_ref().is_some_and(is_elsewhere) {
                Point::Jump { left: value, right: other_value }
            } else if one.is_infinite() || other.is_infinite() {
                Point::Upright { left: one, right: other }
            } else if !same(1) {
                Point::Kink { left: one, right: other }
            } else if there.is_some() {
                Point::Smooth { value, slope: one }
            } else {
                Point::Hole { value, slope: one }
            }
        }
    }
}

/// A root that is less than this part of the value, at a distance of 1, is in no digit of the values.
const LAST_DIGIT: f64 = 1e-13;

/// What the formula does, and its value and slope in all digits.
fn side(reader: &Reader, formula: &Formula) -> Option<(Side, Option<[Big; 2]>)> {
    let series = match reader.read(formula) {
        Ok(series) => series,
        Err(Fault::NoValues) => return Some((Side::NoValues, None)),
        Err(Fault::Unknown) => return None,
    };
    if !series.is_finite() {
        return series.first().map(|(_, leading)| (Side::Infinite(f64::from(sign(leading)) * f64::INFINITY), None));
    }
    if !series.knows(WHOLE) {
        return None;
    }
    let value = series.coefficient(0);
    // Away from the point h grows; the slope is by x.
    let slope = series.coefficient(WHOLE) * big(reader.side);
    let rest = series.rest();
    let steep = rest.first().filter(|(exponent, _)| *exponent < WHOLE).map(|(_, leading)| leading);
    if steep.is_some_and(|leading| rounded(&magnitude(leading)) < LAST_DIGIT * rounded(&magnitude(&value))) {
        return None;
    }
    let steep = steep.map(sign);
    let slope_shown = match steep {
        Some(sign) => f64::from(sign) * reader.side * f64::INFINITY,
        None => rounded(&slope),
    };
    let value_shown = rounded(&value);
    if !value_shown.is_finite() || (steep.is_none() && !slope_shown.is_finite()) {
        return None;
    }
    Some((Side::Finite { value: value_shown, slope: slope_shown }, Some([value, slope])))
}
