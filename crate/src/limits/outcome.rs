//! What can come out of looking for a limit.

use std::fmt;

/// The side from which a point is approached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// From smaller x, written x → a⁻.
    Left,
    /// From larger x, written x → a⁺.
    Right,
}

impl Side {
    /// The word for a sentence.
    pub(super) fn word(self) -> &'static str {
        match self {
            Side::Left => "left",
            Side::Right => "right",
        }
    }
}

/// What the values of a function do as x approaches a point.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub enum Outcome {
    /// They approach a number.
    Finite {
        /// The number, rounded to the digits it stands for.
        value: f64,
        /// The estimated distance from the true limit at most. An estimate, not a bound that is proven.
        error: f64,
    },
    /// They grow beyond every number: the limit is +∞.
    PlusInfinity,
    /// They fall below every number: the limit is −∞.
    MinusInfinity,
    /// They do one thing on the left and another on the right: the two-sided limit does not exist.
    SidesDiffer {
        /// What they do on the left.
        left: Box<Outcome>,
        /// What they do on the right.
        right: Box<Outcome>,
    },
    /// The function has values on one side only.
    OneSideOnly {
        /// The side with values.
        side: Side,
        /// What they do there.
        outcome: Box<Outcome>,
    },
    /// They keep going up and down and settle nowhere: the limit does not exist.
    Oscillates {
        /// The lowest value seen near the point.
        low: f64,
        /// The highest value seen near the point.
        high: f64,
    },
    /// The function has no values (they are NaN) near the point.
    NoValues,
    /// The samples do not say.
    Undetermined {
        /// Why not, as a sentence without its full stop.
        reason: String,
    },
}

pub(super) fn undetermined(reason: &str) -> Outcome {
    Outcome::Undetermined { reason: reason.into() }
}

impl fmt::Debug for Outcome {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Outcome::Finite { value, error } => write!(out, "{value:?} ± {error:.0e}"),
            Outcome::PlusInfinity => write!(out, "+∞"),
            Outcome::MinusInfinity => write!(out, "−∞"),
            Outcome::SidesDiffer { left, right } => {
                write!(out, "does not exist (left: {left:?}, right: {right:?})")
            }
            Outcome::OneSideOnly { side, outcome } => write!(out, "{outcome:?} (from the {} only)", side.word()),
            Outcome::Oscillates { low, high } => write!(out, "does not exist (oscillates in {low:?}..={high:?})"),
            Outcome::NoValues => write!(out, "no values"),
            Outcome::Undetermined { reason } => write!(out, "undetermined ({reason})"),
        }
    }
}
