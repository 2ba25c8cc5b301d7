//! What a chapter on limits can be asked, asked of a formula.

use super::{Approach, Limit, Side, approach, sides};
use crate::show::{Rich, shown};
use crate::symbolic::Expr;
use std::fmt;

/// Where a formula leads. From [`Expr::limit`], [`Expr::limit_left`] and [`Expr::limit_right`].
#[derive(Clone)]
pub struct FormulaLimit(Way);

/// How the limit was found.
#[derive(Clone)]
enum Way {
    /// From values.
    Estimate(Limit),
    /// The formula has several variables, and a sentence about it.
    NotOneVariable(String),
}

/// The ways to a limit of a formula, the best one first.
fn way(formula: Expr, at: f64, side: Option<Side>) -> Way {
    match formula.only_variable() {
        Ok(_) => Way::Estimate(sides::limit(&formula.function(), at, side)),
        Err(sentence) => Way::NotOneVariable(sentence),
    }
}

impl Expr {
    /// The limit of a formula in one variable as that approaches `at`, a number or an infinity. See
    /// [`limit`](super::limit).
    ///
    /// ```
    /// use calculus::prelude::*;
    /// assert_eq!(parse("sin(x)/x")?.limit(0).value(), Some(1.0));
    /// assert_eq!(parse("tanh x")?.limit(INFINITY).value(), Some(1.0));
    /// # Ok::<(), calculus::symbolic::ParseError>(())
    /// ```
    #[must_use]
    pub fn limit(self, at: impl Into<f64>) -> FormulaLimit {
        FormulaLimit(way(self, at.into(), None))
    }

    /// The limit from the left, that is, from smaller numbers.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// assert_eq!(parse("|x|/x")?.limit_left(0).value(), Some(-1.0));
    /// # Ok::<(), calculus::symbolic::ParseError>(())
    /// ```
    #[must_use]
    pub fn limit_left(self, at: impl Into<f64>) -> FormulaLimit {
        FormulaLimit(way(self, at.into(), Some(Side::Left)))
    }

    /// The limit from the right, that is, from larger numbers.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// assert_eq!(parse("|x|/x")?.limit_right(0).value(), Some(1.0));
    /// # Ok::<(), calculus::symbolic::ParseError>(())
    /// ```
    #[must_use]
    pub fn limit_right(self, at: impl Into<f64>) -> FormulaLimit {
        FormulaLimit(way(self, at.into(), Some(Side::Right)))
    }

    /// The table of values on the way to `at`. See [`approach`].
    ///
    /// ```
    /// use calculus::prelude::*;
    /// assert_eq!(parse("x^2")?.approach(0).left()[0], (-0.1, 0.010000000000000002));
    /// # Ok::<(), calculus::symbolic::ParseError>(())
    /// ```
    #[must_use]
    pub fn approach(self, at: impl Into<f64>) -> Approach {
        approach(self.function(), at)
    }
}

impl FormulaLimit {
    /// The limit, if it is a number.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// assert_eq!("1/x".into_formula().limit(0).value(), None);
    /// ```
    pub fn value(&self) -> Option<f64> {
        match &self.0 {
            Way::Estimate(limit) => limit.value(),
            Way::NotOneVariable(_) => None,
        }
    }

    /// The estimate, if that is how the limit was found.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// assert!("x y".into_formula().limit(0).estimate().is_none());
    /// ```
    pub fn estimate(&self) -> Option<&Limit> {
        match &self.0 {
            Way::Estimate(limit) => Some(limit),
            Way::NotOneVariable(_) => None,
        }
    }
}

impl Rich for FormulaLimit {
    fn text(&self) -> String {
        match &self.0 {
            Way::Estimate(limit) => limit.text(),
            Way::NotOneVariable(sentence) => sentence.clone(),
        }
    }

    fn html(&self) -> Option<String> {
        self.estimate()?.html()
    }
}

shown!(FormulaLimit);

impl fmt::Debug for FormulaLimit {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.text())
    }
}
