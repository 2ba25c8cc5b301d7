//! What can go wrong when a line is fitted, as sentences.

use crate::autodiff::TapeError;
use crate::limits::number;
use std::fmt;

/// Why a line was not fitted.
#[derive(Clone, PartialEq)]
pub enum RegressionError {
    /// There are no points.
    Empty,
    /// Two lists that belong together are not equally long.
    LengthsDiffer {
        /// What the first list holds.
        first: &'static str,
        /// How many it holds.
        firsts: usize,
        /// What the second list holds.
        second: &'static str,
        /// How many it holds.
        seconds: usize,
    },
    /// NaN or an infinity among the data, or in the line to begin with.
    NotFinite {
        /// Where: `x[3]`, `y[0]`, `m`.
        place: String,
        /// What stands there.
        value: f64,
    },
    /// All points have the same x.
    NoSpread {
        /// That x.
        x: f64,
    },
    /// A learning rate that is no positive number.
    Rate {
        /// The rate.
        rate: f64,
    },
    /// A standard deviation that is negative, infinite or NaN.
    Noise {
        /// The standard deviation.
        deviation: f64,
    },
    /// A gradient for a line has two parts, by m and by b.
    Gradient {
        /// How many parts were given.
        parts: usize,
    },
    /// The cost has no gradient somewhere on the way.
    Cost {
        /// After so many steps.
        epoch: usize,
        /// What the tape says.
        error: TapeError,
    },
    /// The cost has grown a million times, or beyond all numbers.
    Diverged {
        /// After so many steps.
        epoch: usize,
        /// The learning rate.
        rate: f64,
        /// The cost by then.
        cost: f64,
        /// The largest rate at which the descent does not run away, where that is known: for the mean squared error. It is
        /// 2/λ with the largest curvature λ, and 4/λ where gradients are added up. No message shows it: to find it is
        /// an exercise.
        largest: Option<f64>,
    },
}

impl fmt::Display for RegressionError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RegressionError::Empty => {
                write!(out, "There are no points. A line needs at least one, and two to be sure.")
            }
            RegressionError::LengthsDiffer { first, firsts, second, seconds } => write!(
                out,
                "There are {firsts} {first} and {seconds} {second}. They belong together one by one, so give as many of \
                 the one as of the other."
            ),
            RegressionError::NotFinite { place, value } => write!(
                out,
                "{place} is {}. Nothing can be learned from that: leave the point out, or give a finite number.",
                number(*value)
            ),
            RegressionError::NoSpread { x } => write!(
                out,
                "All points have the same x = {}, so lines of any slope fit equally well. Add a point with another x.",
                number(*x)
            ),
            RegressionError::Rate { rate } => write!(
                out,
                "A learning rate of {} leads nowhere. Give a number above 0; 0.01 is a good one to begin with.",
                number(*rate)
            ),
            RegressionError::Noise { deviation } => write!(
                out,
                "Noise cannot have the standard deviation {}. Give 0 or a number above it.",
                number(*deviation)
            ),
            RegressionError::Gradient { parts } => {
                write!(out, "The gradient has {parts} parts, and a line needs two: by m and by b, in this order.")
            }
            RegressionError::Cost { epoch, error } => write!(out, "In epoch {epoch}: {error}"),
            RegressionError::Diverged { epoch, rate, cost, .. } => {
                let cost = if cost.is_finite() { format!("{cost:.1e}") } else { "beyond all numbers".into() };
                write!(
                    out,
                    "With the learning rate {} the descent diverges: in epoch {epoch} the cost is {cost}. The steps go so \
                     far beyond the lowest point that they lead higher and higher. Try half of the rate, and half of \
                     that, until the cost falls.",
                    number(*rate)
                )
            }
        }
    }
}

/// As [`Display`](fmt::Display), for `unwrap` and for cells that end in an error.
impl fmt::Debug for RegressionError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{self}")
    }
}

impl std::error::Error for RegressionError {}

/// Gives a number back if it is finite.
pub(super) fn finite(place: &dyn Fn() -> String, value: f64) -> Result<f64, RegressionError> {
    if value.is_finite() { Ok(value) } else { Err(RegressionError::NotFinite { place: place(), value }) }
}
