//! Where a function is looked at on its way to a point.
//!
//! The distances to the point shrink by the same factor from sample to sample, so that a term c·hᵖ of the function
//! becomes a geometric sequence, which is what the extrapolation in [`super::extrapolate`] removes. The factor is
//! e^(1/64): its powers are neither integers nor fractions of small integers, so that a function like sin(π/x) is
//! not caught at its zeros again and again, as it would be at 0.1, 0.01, 0.001. (Powers of the golden ratio would
//! be no better: they come closer and closer to integers.)

use super::outcome::Side;

/// Samples in a factor of e of the distance.
pub(super) const PER_FOLD: usize = 64;

/// Samples in one bin; two bins are a factor of e of the distance.
pub(super) const BIN: usize = 32;

/// The widest range of distances, as the natural logarithm of their ratio. Bounds the number of evaluations.
const MOST_FOLDS: f64 = 60.0;

/// The step from sample to sample beyond the way: a factor of e^4.1, down to 10⁻³⁰⁰ at 0 and up to 10³⁰ at infinity. Beyond
/// that, x and x + √x are the same number.
pub(super) const BEYOND_FOLDS: f64 = 4.1;

/// How many spacings away the first of the neighbours is that are looked at.
pub(super) const FIRST_NEIGHBOUR: usize = 4;

/// The nearest distance to a point a ≠ 0, in units of the spacing of floating-point numbers there. Nearer, the
/// distance itself is not known well enough: π, say, is not a floating-point number, and its neighbour is not π.
const NEAREST: f64 = 1e4;

/// The way to a point from one side.
#[derive(Clone, Copy, Debug)]
pub(super) struct Path {
    at: f64,
    side: Side,
    farthest: f64,
    folds: f64,
    /// Distance between neighbouring floating-point numbers at the point; 0 at 0 and at infinity.
    spacing: f64,
}

/// The values of a function along a [`Path`], the farthest first.
#[derive(Clone)]
pub(super) struct Samples<'f> {
    pub(super) f: &'f dyn Fn(f64) -> f64,
    pub(super) path: Path,
    pub(super) values: Vec<f64>,
    /// A few values much nearer still. Only at 0 and at infinity, where floating-point numbers reach that far.
    pub(super) beyond: Vec<f64>,
    /// The values among the very neighbours of the point. Not at 0 and at infinity.
    pub(super) neighbours: Vec<f64>,
    /// The value at the point itself; NaN at infinity. Never a reason for a limit, which does not ask for it. A witness
    /// only: where the function has a value, and is seen to come to it, it has not broken down on the way.
    pub(super) there: f64,
    /// How far the values are off because they go by steps that are shorter than people make them; 0 if they do not, or it
    /// was not looked for.
    pub(super) steps: f64,
}

impl Path {
    /// The way to `at`, which is not NaN, from `side`. Infinity is approached from its only side, whatever `side`.
    pub(super) fn new(at: f64, side: Side) -> Path {
        // Not a round number: see the module's text.
        let unit = 0.923_456_789;
        let (farthest, folds, spacing) = if at == 0.0 {
            (unit, 40.0, 0.0)
        } else if at.is_infinite() {
            // Up to x = 10¹⁵: farther on, floating-point numbers are integers, and x − ⌊x⌋ is 0 for no reason of f.
            (unit, 34.0, 0.0)
        } else {
            let spacing = at.abs().next_up() - at.abs();
            let nearest = NEAREST * spacing;
            let farthest = (unit * f64::max(1.0, at.abs() * 1e-6)).min(nearest * MOST_FOLDS.exp());
            (farthest, (farthest / nearest).ln(), spacing)
        };
        Path { at, side, farthest, folds, spacing }
    }

    /// Distance of sample `index` from the point; at infinity the reciprocal of |x|.
    pub(super) fn distance(&self, index: usize) -> f64 {
        self.farthest * (-(index as f64) / PER_FOLD as f64).exp()
    }

    /// The point, if it is a number.
    pub(super) fn at(&self) -> Option<f64> {
        (!self.at_infinity()).then_some(self.at)
    }

    pub(super) fn at_infinity(&self) -> bool {
        self.at.is_infinite()
    }

    /// Where a distance is, for a sentence.
    pub(super) fn place(&self, distance: f64) -> String {
        if self.at_infinity() {
            format!("about x = {:.0e}", self.x(distance))
        } else {
            format!("a distance of about {distance:.0e}")
        }
    }

    /// The x of a distance.
    pub(super) fn x(&self, distance: f64) -> f64 {
        if self.at.is_infinite() {
            self.at.signum() / distance
        } else if self.side == Side::Left {
            self.at - distance
        } else {
            self.at + distance
        }
    }

    /// How many samples there are on the way.
    pub(super) fn count(&self) -> usize {
        (self.folds * PER_FOLD as f64) as usize
    }

    /// The distance of a sample beyond.
    pub(super) fn beyond(&self, step: usize) -> f64 {
        self.distance(self.count()) * (-BEYOND_FOLDS * step as f64).exp()
    }

    /// The distance of the place `spacings` floating-point numbers away from the point. 0 at 0 and at infinity.
    pub(super) fn neighbour(&self, spacings: f64) -> f64 {
        spacings * self.spacing
    }

    /// What x is to the functions of it that over- or underflow: itself at 0 and at infinity, elsewhere its distance.
    pub(super) fn distance_to(&self, x: f64) -> f64 {
        if self.at_infinity() { x } else { x - self.at }
    }

    /// How large x is at a sample, or on the way to a number 1/(x − a), as the machine has it.
    pub(super) fn size(&self, index: usize) -> f64 {
        let distance = self.distance_to(self.x(self.distance(index))).abs();
        if self.at_infinity() { distance } else { 1.0 / distance }
    }

    /// How far the point's own rounding may move f, relative to f, at sample `index`.
    pub(super) fn rounding(&self, index: usize) -> f64 {
        self.spacing / self.distance(index)
    }

    /// The function's values along the way.
    pub(super) fn sample(self, f: &dyn Fn(f64) -> f64) -> Samples<'_> {
        let count = self.count();
        let values = (0..count).map(|index| f(self.x(self.distance(index)))).collect();
        let beyond = if self.spacing > 0.0 {
            Vec::new()
        } else {
            let reach = if self.at_infinity() { 1e-30 } else { 1e-300 };
            let steps = ((self.distance(count) / reach).ln() / BEYOND_FOLDS) as usize;
            (0..steps).map(|step| f(self.x(self.beyond(step)))).collect()
        };
        let neighbours = (FIRST_NEIGHBOUR..100).map(|spacings| self.neighbour(spacings as f64));
        let neighbours: Vec<f64> =
            neighbours.filter(|&distance| distance > 0.0).map(|distance| f(self.x(distance))).collect();
        let there = if self.at_infinity() { f64::NAN } else { f(self.at) };
        Samples { f, path: self, values, beyond, neighbours, there, steps: 0.0 }
    }
}

impl Samples<'_> {
    /// A value among the neighbours of the point, and how many factors of e nearer it is than the last sample.
    pub(super) fn nearer(&self) -> Option<(f64, f64)> {
        const SPACINGS: f64 = 40.0;
        let distance = self.path.neighbour(SPACINGS);
        (distance > 0.0).then(|| ((self.f)(self.path.x(distance)), (NEAREST / SPACINGS).ln()))
    }
}
