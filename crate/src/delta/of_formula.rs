//! The tangent and the secant of a formula.

use super::secant::{self, Secant};
use super::slope::Slope;
use super::tangent::{self, Tangent};
use crate::symbolic::Expr;

impl Expr {
    /// The tangent of the curve of a formula in one variable. Its slope comes from the rules of differentiation, and where
    /// they give none, from values, as in [`tangent`](super::tangent()).
    ///
    /// ```
    /// use calculus::prelude::*;
    /// let t = parse("x^2 + 2x + 2")?.tangent(2);
    /// assert_eq!((t.slope(), t.equation()), (6.0, "y = 6x − 2".to_owned()));
    /// assert!(parse("|x|")?.tangent(0).problem().is_some_and(|why| why.contains("corner")));
    /// # Ok::<(), calculus::symbolic::ParseError>(())
    /// ```
    #[must_use]
    pub fn tangent(self, at: impl Into<f64>) -> Tangent {
        let (at, f) = (at.into(), self.function());
        let slope = self.only_variable().map(|variable| {
            let value = self.differentiate(variable).at(at).value()?;
            let error = self.derivative(variable).rounding_at(at);
            let error = if error.is_finite() { error } else { value.abs() * f64::EPSILON };
            Some(Slope { value, error, reach: f64::INFINITY })
        });
        match slope {
            Ok(Some(slope)) => tangent::with_slope(&f, at, Ok(slope)),
            Ok(None) => tangent::of_curve(&f, at),
            Err(sentence) => tangent::with_slope(&f, at, Err(sentence)),
        }
    }

    /// The secant through two points of the curve of a formula in one variable, each given by its place on the x axis.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// assert_eq!(parse("x^2 + 2x + 2")?.secant(2, 5).equation(), "y = 9x − 8");
    /// # Ok::<(), calculus::symbolic::ParseError>(())
    /// ```
    #[must_use]
    pub fn secant(self, p: impl Into<f64>, q: impl Into<f64>) -> Secant {
        secant::of_curve(&self.function(), p.into(), q.into())
    }
}
