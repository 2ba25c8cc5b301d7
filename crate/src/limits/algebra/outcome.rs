//! What can come out of an exact limit.

use crate::limits::Side;
use crate::symbolic::Expr;
use crate::symbolic::asymptotics::{Behaviour, Constant, Stop};
use num_rational::BigRational;

/// What an exact limit is.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum ExactOutcome {
    /// A number, as an exact fraction.
    Value(BigRational),
    /// A number that is no fraction, such as π/2 or √2, as a formula without variables.
    Number(Expr),
    /// +∞
    PlusInfinity,
    /// −∞
    MinusInfinity,
    /// One limit on the left and another on the right: the two-sided limit does not exist.
    SidesDiffer {
        /// The limit from the left.
        left: Box<ExactOutcome>,
        /// The limit from the right.
        right: Box<ExactOutcome>,
    },
    /// The formula has values on one side only.
    OneSideOnly {
        /// The side with values.
        side: Side,
        /// The limit from there.
        outcome: Box<ExactOutcome>,
    },
    /// The values come to both of these again and again, as those of the sine do, and settle nowhere: there is no limit.
    Oscillates {
        /// The lowest.
        low: Expr,
        /// The highest.
        high: Expr,
    },
    /// There is nothing to take a limit of.
    Undefined {
        /// Why not, as a sentence without its full stop.
        reason: String,
    },
    /// Not decided: what is not derived is not answered.
    Undecided {
        /// Why not, as a sentence without its full stop.
        reason: String,
    },
}

use ExactOutcome::{MinusInfinity, OneSideOnly, Oscillates, PlusInfinity, SidesDiffer, Undecided, Undefined};

impl ExactOutcome {
    pub(super) fn number(value: &Constant) -> ExactOutcome {
        match value.fraction() {
            Some(fraction) => ExactOutcome::Value(fraction.clone()),
            None => ExactOutcome::Number(value.shown()),
        }
    }

    /// What a formula comes to on one side.
    pub(super) fn one_sided(found: Result<Behaviour, Stop>) -> ExactOutcome {
        match found {
            Ok(Behaviour::Number(value)) => ExactOutcome::number(&value),
            Ok(Behaviour::PlusInfinity) => PlusInfinity,
            Ok(Behaviour::MinusInfinity) => MinusInfinity,
            Ok(Behaviour::Swings { low, high }) => Oscillates { low: low.shown(), high: high.shown() },
            Err(Stop::NoValue(reason)) => Undefined { reason },
            Err(Stop::Unknown(reason)) => Undecided { reason },
            Err(Stop::MoreTerms) => Undecided { reason: "its terms cancel one another as far as I looked".into() },
        }
    }

    /// What both sides say together.
    pub(super) fn of_sides(left: ExactOutcome, right: ExactOutcome) -> ExactOutcome {
        match (&left, &right) {
            (one, two) if one == two => left,
            (Undefined { .. }, Undefined { .. }) => left,
            (Undecided { reason }, _) => Undecided { reason: format!("on the left, {reason}") },
            (_, Undecided { reason }) => Undecided { reason: format!("on the right, {reason}") },
            (Undefined { .. }, _) => OneSideOnly { side: Side::Right, outcome: Box::new(right) },
            (_, Undefined { .. }) => OneSideOnly { side: Side::Left, outcome: Box::new(left) },
            (ExactOutcome::Number(one), ExactOutcome::Number(two)) => {
                // Two formulas that are not written the same may mean the same.
                let difference = Constant::of(*one - *two).and_then(|difference| difference.is_zero());
                match difference {
                    Ok(true) => left,
                    Ok(false) => SidesDiffer { left: Box::new(left), right: Box::new(right) },
                    Err(_) => Undecided { reason: "whether the two sides come to the same number is not clear".into() },
                }
            }
            _ => SidesDiffer { left: Box::new(left), right: Box::new(right) },
        }
    }

    /// As a formula without variables, if it is a number.
    pub(super) fn formula(&self) -> Option<Expr> {
        match self {
            ExactOutcome::Value(value) => Some(Expr::constant(value.clone())),
            ExactOutcome::Number(formula) => Some(*formula),
            _ => None,
        }
    }
}
