//! The three difference quotients. Each is the slope of a secant; they differ in where its two points are.

use std::fmt;

/// A formula for a slope from two values of a function.
///
/// ```
/// use calculus::delta::Formula;
/// let f = |x: f64| x * x;
/// let quotients = [Formula::Forward, Formula::Backward, Formula::Central].map(|rule| rule.quotient(f, 1.0, 0.5));
/// assert_eq!(quotients, [2.5, 1.5, 2.0]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Formula {
    /// (f(x + Δx) − f(x)) / Δx, with an error in proportion to Δx.
    Forward,
    /// (f(x) − f(x − Δx)) / Δx, with an error in proportion to Δx.
    Backward,
    /// (f(x + Δx) − f(x − Δx)) / (2Δx), with an error in proportion to Δx².
    Central,
}

impl Formula {
    /// The difference quotient of `f` at `x` by this formula. NaN as in [`forward_difference`].
    ///
    /// ```
    /// use calculus::delta::Formula;
    /// assert_eq!(Formula::Central.quotient(|x| x * x, 3.0, 0.5), 6.0);
    /// ```
    pub fn quotient(self, f: impl Fn(f64) -> f64, x: f64, dx: f64) -> f64 {
        self.of(&f, x, dx)
    }

    pub(super) fn of(self, f: &dyn Fn(f64) -> f64, x: f64, dx: f64) -> f64 {
        match self {
            Formula::Forward => (f(x + dx) - f(x)) / dx,
            Formula::Backward => (f(x) - f(x - dx)) / dx,
            Formula::Central => (f(x + dx) - f(x - dx)) / (2.0 * dx),
        }
    }

    /// The formula itself, for a text.
    pub(super) fn written(self) -> &'static str {
        match self {
            Formula::Forward => "(f(x + Δx) − f(x)) / Δx",
            Formula::Backward => "(f(x) − f(x − Δx)) / Δx",
            Formula::Central => "(f(x + Δx) − f(x − Δx)) / (2Δx)",
        }
    }
}

impl fmt::Display for Formula {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Formula::Forward => "forward",
            Formula::Backward => "backward",
            Formula::Central => "central",
        })
    }
}

/// The forward difference quotient (f(x + Δx) − f(x)) / Δx: the slope of the secant from x to x + Δx.
///
/// Takes any Δx but 0; with 0, and where `f` has no value, it is NaN, because 0/0 says nothing. (With a negative
/// Δx it is the backward difference.) [`difference_table`](super::difference_table) says such things in words.
///
/// ```
/// use calculus::prelude::*;
/// let f = |x: f64| x.powi(2) + 2.0 * x + 2.0;
/// assert_eq!(forward_difference(f, 2.0, 0.1), 6.099999999999994);
/// assert!(forward_difference(f, 2.0, 0.0).is_nan());
/// ```
pub fn forward_difference(f: impl Fn(f64) -> f64, x: f64, dx: f64) -> f64 {
    Formula::Forward.of(&f, x, dx)
}

/// The backward difference quotient (f(x) − f(x − Δx)) / Δx: the slope of the secant from x − Δx to x.
///
/// NaN where [`forward_difference`] is.
///
/// ```
/// use calculus::prelude::*;
/// assert_eq!(backward_difference(|x| x * x, 1.0, 0.5), 1.5);
/// ```
pub fn backward_difference(f: impl Fn(f64) -> f64, x: f64, dx: f64) -> f64 {
    Formula::Backward.of(&f, x, dx)
}

/// The central difference quotient (f(x + Δx) − f(x − Δx)) / (2Δx): the slope of the secant from x − Δx to x + Δx.
///
/// NaN where [`forward_difference`] is. At a corner it gives a number although there is no slope: that of |x| at 0
/// is 0 for every Δx.
///
/// ```
/// use calculus::prelude::*;
/// assert_eq!(central_difference(|x| x * x, 1.0, 0.5), 2.0);
/// ```
pub fn central_difference(f: impl Fn(f64) -> f64, x: f64, dx: f64) -> f64 {
    Formula::Central.of(&f, x, dx)
}
