//! Whether two formulas mean the same.

use super::expr::Expr;

/// Whether two formulas have the same value everywhere where both have one.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Equivalence {
    /// Equal, decided exactly.
    Equal,
    /// Equal to rounding at this many points, which is no proof.
    EqualAtManyPoints {
        /// How many points.
        points: usize,
    },
    /// Different, for example here.
    Different {
        /// A value for each variable.
        at: Vec<(&'static str, f64)>,
        /// The value of the first formula there.
        left: f64,
        /// The value of the second formula there.
        right: f64,
    },
    /// Not decided.
    Undetermined {
        /// Why not, as a sentence without its full stop.
        reason: String,
    },
}

impl Equivalence {
    /// Whether the formulas are equal, exactly or at many points.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// assert!(equivalent(parse("2(2x + 1)")?, parse("4x + 2")?).is_equal());
    /// # Ok::<(), calculus::symbolic::ParseError>(())
    /// ```
    pub fn is_equal(&self) -> bool {
        matches!(self, Equivalence::Equal | Equivalence::EqualAtManyPoints { .. })
    }
}

/// Whether two formulas have the same value everywhere where both have one.
pub fn equivalent(one: impl Into<Expr>, two: impl Into<Expr>) -> Equivalence {
    let (one, two) = (one.into(), two.into());
    if one.simplify() == two.simplify() {
        Equivalence::Equal
    } else {
        Equivalence::Undetermined { reason: "early version".to_owned() }
    }
}
