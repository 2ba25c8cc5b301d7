//! A curve in few numbers: pieces of it as sums of Chebyshev polynomials, so exact that a part of it can be shown a
//! hundred times larger and stays smooth, and that its slope is known too.
//!
//! A piece on which the sum does not come to the function is halved (L. N. Trefethen, *Approximation Theory and
//! Approximation Practice*, 2013, chapters 3 and 8). At a corner that goes on until a piece is too narrow to be seen; what
//! is not smooth anywhere, such as noise, has too many pieces and gets none.

use std::f64::consts::PI;
use std::sync::LazyLock;

use super::{Measure, Point};

/// The polynomials of a piece that is halved if they do not suffice.
const DEGREE: usize = 16;
/// The sum is as near as this, as a part of the usual spread of the values, or of the values themselves where they are
/// larger: a thousandth of a pixel where the picture is a hundred times larger.
const NEAR: f64 = 1e-8;
/// Pieces are no narrower than this part of the whole: a hundredth of a pixel where the picture is a hundred times larger.
const NARROW: f64 = 2e-7;
/// What lies so many usual spreads away belongs to a pole, and is not looked at.
const AWAY: f64 = 300.0;
/// A curve of more pieces is not smooth enough.
const MOST: usize = 400;

/// Of multiples of π/16, once around.
static COSINES: LazyLock<[f64; 2 * DEGREE]> =
    LazyLock::new(|| std::array::from_fn(|index| (PI * index as f64 / DEGREE as f64).cos()));

/// The values of a function at the Chebyshev points of one stretch, from its end to its beginning.
#[derive(Clone)]
pub struct Smooth {
    pub from: f64,
    pub to: f64,
    values: Vec<f64>,
}

/// The smooth parts of the pieces of a curve, in rising x. Empty if there are too many.
pub fn parts(value: &dyn Fn(f64) -> f64, pieces: &[Vec<Point>], measure: &Measure) -> Vec<Smooth> {
    let Some((first, last)) = pieces.first().and_then(|p| p.first()).zip(pieces.last().and_then(|p| p.last())) else {
        return vec![];
    };
    let narrow = NARROW * (last.0 - first.0);
    let mut parts = vec![];
    for piece in pieces {
        let (Some(from), Some(to)) = (piece.first(), piece.last()) else { continue };
        // Halves that wait, the leftmost on top.
        let mut waiting = vec![(from.0, to.0)];
        while let Some((from, to)) = waiting.pop() {
            let middle = from + (to - from) / 2.0;
            if parts.len() > MOST || !(from < middle && middle < to) {
                break;
            }
            let smooth = Smooth::of(value, from, to);
            if smooth.values.iter().all(|value| value.abs() > AWAY * measure.scale) && !measure.has_decades() {
                continue;
            }
            if smooth.is_near(value, measure) {
                parts.push(smooth);
            } else if to - from < narrow {
                parts.push(Smooth { from, to, values: vec![value(to), value(from)] });
            } else {
                waiting.extend([(middle, to), (from, middle)]);
            }
        }
    }
    if parts.len() > MOST { vec![] } else { parts }
}

impl Smooth {
    fn of(value: &dyn Fn(f64) -> f64, from: f64, to: f64) -> Smooth {
        let place = |index: usize| match index {
            0 => to,
            DEGREE => from,
            _ => f64::midpoint(from, to) + (to - from) / 2.0 * COSINES[index],
        };
        Smooth { from, to, values: (0..=DEGREE).map(|index| value(place(index))).collect() }
    }

    /// The height and the slope at a place, of the values or their logarithms to base ten.
    pub fn at(&self, place: f64, log: bool) -> (f64, f64) {
        let half = (self.to - self.from) / 2.0;
        let (height, slope) = sum(&self.terms(log), (place - self.from) / half - 1.0);
        (height, slope / half)
    }

    /// Whether the sum comes to the function: its last terms vanish, and places between the points agree.
    fn is_near(&self, value: &dyn Fn(f64) -> f64, measure: &Measure) -> bool {
        if !self.values.iter().all(|value| value.is_finite()) {
            return false;
        }
        let largest = self.values.iter().fold(0.0, |largest: f64, value| largest.max(value.abs()));
        let near = NEAR * measure.scale.max(largest * 1e-3);
        let terms = self.terms(false);
        let known = |x: f64| {
            let there = value(self.from + (self.to - self.from) * (1.0 + x) / 2.0);
            (sum(&terms, x).0 - there).abs() <= 4.0 * near
        };
        let vanishes = |terms: &[f64], near: f64| terms[DEGREE - 2..].iter().all(|term| term.abs() <= near);
        // On an axis in powers of ten it must be near too.
        let decades = measure.has_decades() && self.values.iter().all(|value| *value > 0.0);
        vanishes(&terms, near) && known(-0.637) && known(0.271) && (!decades || vanishes(&self.terms(true), NEAR))
    }

    /// The factors of the Chebyshev polynomials, of the values or their logarithms to base ten. A value that has none gives
    /// NaN.
    pub fn terms(&self, log: bool) -> Vec<f64> {
        let at = |index: usize| if log { self.values[index].log10() } else { self.values[index] };
        if self.values.len() == 2 {
            return vec![f64::midpoint(at(0), at(1)), (at(0) - at(1)) / 2.0];
        }
        let half = |index: usize| if index == 0 || index == DEGREE { 0.5 } else { 1.0 };
        (0..=DEGREE)
            .map(|degree| {
                let cosine = |index: usize| COSINES[degree * index % (2 * DEGREE)];
                let total: f64 = (0..=DEGREE).map(|index| half(index) * at(index) * cosine(index)).sum();
                2.0 / DEGREE as f64 * half(degree) * total
            })
            .collect()
    }
}

/// The sum and its derivative by Clenshaw's recurrence, at a place from −1 to 1.
fn sum(terms: &[f64], x: f64) -> (f64, f64) {
    let (mut next, mut after, mut slope, mut slope_after) = (0.0, 0.0, 0.0, 0.0);
    for term in terms.iter().skip(1).rev() {
        (slope, slope_after) = (2.0 * next + 2.0 * x * slope - slope_after, slope);
        (next, after) = (term + 2.0 * x * next - after, next);
    }
    (terms.first().copied().unwrap_or(0.0) + x * next - after, next + x * slope - slope_after)
}

#[cfg(test)]
mod tests {
    use super::super::Curve;
    use super::*;
    use crate::plot::interval::Interval;

    /// The largest error at many places, and how many terms there are.
    fn errors(f: &dyn Fn(f64) -> f64, over: Interval) -> (f64, usize) {
        let parts = Curve::sample(f, over).smooth;
        assert!(!parts.is_empty());
        let mut worst: f64 = 0.0;
        for part in &parts {
            let terms = part.terms(false);
            for step in 0..=50 {
                let x = f64::from(step) / 25.0 - 1.0;
                let place = part.from + (part.to - part.from) * (1.0 + x) / 2.0;
                worst = worst.max((sum(&terms, x).0 - f(place)).abs());
            }
        }
        (worst, parts.iter().map(|part| part.values.len()).sum())
    }

    #[test]
    fn smooth_curves_take_few_numbers() {
        let over = Interval { from: -10.0, to: 10.0 };
        for (f, most) in [
            (&(|x: f64| x * x + 2.0 * x + 2.0) as &dyn Fn(f64) -> f64, 17),
            (&f64::sin, 17 * 4),
            (&|x| x.sin() / x, 17 * 8),
            (&f64::exp, 17 * 4),
        ] {
            let (worst, terms) = errors(f, over);
            assert!(worst < 1e-5 && terms <= most, "{worst:e} with {terms}");
        }
    }

    #[test]
    fn corners_and_upright_ends_are_met_to_less_than_can_be_seen() {
        let over = Interval { from: -1.0, to: 2.0 };
        assert!(errors(&|x| (x - 0.3).abs(), over).0 < 1e-6);
        assert!(errors(&f64::sqrt, Interval { from: 0.0, to: 2.0 }).0 < 1e-3);
        let pole = |x: f64| 1.0 / (x - 0.3);
        assert!(Curve::sample(&pole, over).smooth.iter().all(|part| part.from >= 0.3 || part.to <= 0.3));
    }

    #[test]
    fn noise_has_no_smooth_parts() {
        assert!(Curve::sample(&|x| (1e9 * x).sin() * 1e-4 + x, Interval { from: 0.0, to: 1.0 }).smooth.is_empty());
    }
}
