//! Chapter 1: what the values of a function approach.
//!
//! [`approach`] makes the table that a person would make; [`limit`], [`limit_left`] and [`limit_right`] estimate
//! where it leads; [`limit_by_algebra`] finds the exact limit of a formula, with every step.
//!
//! ```
//! use calculus::prelude::*;
//!
//! assert_eq!(limit(|x| x.sin() / x, 0.0).value(), Some(1.0));
//! assert_eq!(limit(|x| 25.0 / x, INFINITY).value(), Some(0.0));
//! ```
//!
//! # How an estimate is made, and how far it can be trusted
//!
//! A closure can only be asked for values, so nothing is proven: whoever knows all points at which it is asked can
//! write a function that fools it. What is done to make that hard: the points are dense and at irrational
//! distances; what lies before a pole, a kink or a jump on the way is left out; rounding noise is measured and not taken
//! for the function; the extrapolation is made many times over, and the stated error is ten times what the results
//! disagree by, and never less than the rounding of the values that is seen; every nearer sample must agree with the
//! result. Values that are infinite, 0 or all the same because something inside of f left the machine's numbers are no
//! values: growth must go on without slowing down to be called infinite, and where f is ∞/∞ from somewhere on, its values
//! before must obey a law, to the last digits, that says how it goes on. Otherwise the outcome is "undetermined", with
//! the reason.
//!
//! What cannot be seen in floating point is not seen: a jump or an oscillation in the last few digits looks like
//! rounding; ⌊cos x⌋ is 1 near 0, because cos x is rounded to 1. What happens nearer to a ≠ 0 than some 10⁻¹² of a, or
//! beyond 10³⁰, is taken to go on as before, and so is what happens where values would be larger than 10³⁰⁸.

pub mod algebra;
mod answer;
mod arithmetic;
mod arrival;
mod cut;
mod estimate;
pub mod exhaustion;
mod extrapolate;
mod growth;
mod law;
mod machine;
mod noise;
mod of_formula;
mod oscillation;
mod outcome;
mod past;
mod polygons;
mod rounding;
mod sample;
mod settle;
mod shown;
mod sides;
mod steps;
mod table;
mod way;

pub use algebra::{
    AlgebraicLimit, ExactOutcome, LimitRule, LimitStep, exact_limit, exact_limit_left, exact_limit_right,
    limit_by_algebra,
};
pub use answer::Limit;
pub use of_formula::FormulaLimit;
pub use outcome::{Outcome, Side};
pub use polygons::exhaustion_slider;
pub use table::Approach;

pub(crate) use crate::number::written::{number, plain};
pub(crate) use noise::scatter_of;
pub(crate) use rounding::finite;
pub(crate) use shown::rounded_up;

/// +∞, as the place that x approaches by growing beyond every number; [`f64::INFINITY`] under a shorter name.
///
/// ```
/// use calculus::prelude::*;
/// assert_eq!(limit(|x| 1.0 / x, INFINITY).value(), Some(0.0));
/// ```
pub const INFINITY: f64 = f64::INFINITY;

/// −∞, as the place that x approaches by falling below every number; [`f64::NEG_INFINITY`] under a shorter name.
///
/// ```
/// use calculus::prelude::*;
/// assert_eq!(limit(f64::exp, NEG_INFINITY).value(), Some(0.0));
/// ```
pub const NEG_INFINITY: f64 = f64::NEG_INFINITY;

/// Estimates the limit of `f` as x approaches `at` from both sides.
///
/// Takes a number, whole (`0`) or not, or [`f64::INFINITY`] or [`f64::NEG_INFINITY`], each of which has one side only. `f` is never
/// asked for its value at the point itself, except to show it in the table, and as a witness: a function that is seen to come
/// to its value there has not broken down on the way. It is called fewer than 20,000 times.
/// With NaN as `at`, or a function for which the samples do not say, the outcome is [`Outcome::Undetermined`].
///
/// ```
/// use calculus::limits::{Outcome, limit};
/// // A hole: 0/0 at 1, but a limit.
/// assert_eq!(limit(|x| (x.powi(2) - 1.0) / (x - 1.0), 1.0).value(), Some(2.0));
/// // A pole: two limits, one for each side.
/// assert!(matches!(limit(|x| 25.0 / x, 0.0).outcome(), Outcome::SidesDiffer { .. }));
/// ```
pub fn limit(f: impl Fn(f64) -> f64, at: impl Into<f64>) -> Limit {
    sides::limit(&f, at.into(), None)
}

/// Estimates the limit of `f` as x approaches `at` from the left, that is, from smaller x. See [`limit`].
///
/// ```
/// use calculus::limits::{Outcome, limit_left};
/// assert_eq!(limit_left(|x| 25.0 / x, 0.0).outcome(), &Outcome::MinusInfinity);
/// assert_eq!(limit_left(f64::floor, 3.0).value(), Some(2.0));
/// ```
pub fn limit_left(f: impl Fn(f64) -> f64, at: impl Into<f64>) -> Limit {
    sides::limit(&f, at.into(), Some(Side::Left))
}

/// Estimates the limit of `f` as x approaches `at` from the right, that is, from larger x. See [`limit`].
///
/// ```
/// use calculus::limits::{Outcome, limit_right};
/// assert_eq!(limit_right(|x| 25.0 / x, 0.0).outcome(), &Outcome::PlusInfinity);
/// assert_eq!(limit_right(f64::floor, 3.0).value(), Some(3.0));
/// ```
pub fn limit_right(f: impl Fn(f64) -> f64, at: impl Into<f64>) -> Limit {
    sides::limit(&f, at.into(), Some(Side::Right))
}

/// The values of `f` on the way to `at` from both sides, and at the point itself, without a word on where they lead.
///
/// Takes a number or an infinity, as [`limit`] does.
///
/// ```
/// use calculus::limits::approach;
/// let table = approach(|x| (x.powi(2) - 1.0) / (x - 1.0), 1.0);
/// assert_eq!(table.left()[2], (0.999, 1.9989999999999712));
/// assert!(table.value_at_the_point().is_some_and(f64::is_nan));
/// ```
pub fn approach(f: impl Fn(f64) -> f64, at: impl Into<f64>) -> Approach {
    Approach::new(&f, at.into(), None)
}
