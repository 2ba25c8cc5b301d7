//! Formulas that know how they were calculated, and the rules of differentiation with every step shown.
//!
//! A formula is an [`Expr`]: what a function returns when it is called with a variable, or what [`parse`] reads from
//! text.
//!
//! ```
//! use calculus::prelude::*;
//! # fn main() -> Result<(), calculus::symbolic::ParseError> {
//! fn f<N: Number>(x: N) -> N { (x.powi(2) * 2.0 + 8.0).powi(2) }
//!
//! let y = formula(f);
//! assert_eq!(y.to_string(), "(2x^2 + 8)^2");
//! assert_eq!(y.derivative("x").to_string(), "16x^3 + 64x");
//! assert_eq!(y.at(1.0), 100.0);
//! assert!(equivalent(y.derivative("x"), parse("16x (x^2 + 4)")?).is_equal());
//! # Ok(())
//! # }
//! ```
//!
//! [`differentiate`] gives the derivative with the whole derivation, rule by rule.

mod arena;
pub(crate) mod asymptotics;
mod canonical;
mod chooser;
mod derivation;
mod derivative;
mod domain;
mod equal;
mod evaluate;
mod expr;
mod factor;
mod factors;
mod field;
mod function;
mod gaps;
mod lines;
mod number;
mod order;
mod parse;
mod print;
mod reading;
mod rounded;
mod rule;
mod rules;
mod several;
mod simplify;
mod spellings;
mod step;
mod tape;
mod terms;
mod text;
mod univariate;

pub(crate) use arena::{Node, Table};
pub(crate) use canonical::terms_of;
pub use derivation::Derivation;
pub(crate) use equal::listed;
pub use equal::{Equivalence, equivalent};
pub use evaluate::{Curve, Point, Value};
pub use expr::Expr;
pub(crate) use factors::Factors;
pub(crate) use function::Function;
pub use gaps::Gap;
pub use lines::Line;
pub use parse::{ParseError, parse, parse_in};
pub use rule::Rule;
pub use several::{GradientFormula, HessianFormula};
pub use spellings::{Spellings, spellings};
pub use step::Step;
pub use text::IntoFormula;

/// The formula of a function, in the variable x.
///
/// ```
/// use calculus::prelude::*;
/// fn f<N: Number>(x: N) -> N { x.powi(2) + x * 2.0 + 2.0 }
/// assert_eq!(formula(f).to_string(), "x^2 + 2x + 2");
/// assert_eq!(formula(|x| 25.0 / x).to_string(), "25/x");
/// ```
pub fn formula(f: impl Fn(Expr) -> Expr) -> Expr {
    f(Expr::variable("x"))
}

/// The derivation of a formula's derivative, rule by rule: by x, or if x does not occur, by its first variable in
/// alphabetical order. [`Expr::differentiate`] takes the name of another one.
///
/// ```
/// use calculus::prelude::*;
/// let y = differentiate(formula(|x| 2.0 * x.powi(4)));
/// assert_eq!(y.result().to_string(), "8x^3");
/// assert_eq!(y.lines()[0].to_string(), "d/dx[2x^4] = 2 * d/dx[x^4]    (constant multiple rule)");
/// assert_eq!(differentiate("tanh x").result().to_string(), "1/cosh(x)^2");
/// ```
///
/// # Panics
/// With a text that is no formula; the message shows where.
#[track_caller]
pub fn differentiate(formula: impl IntoFormula) -> Derivation {
    let expr = formula.into_formula();
    let variables = expr.variables();
    let variable = if variables.contains(&"x") { "x" } else { variables.first().copied().unwrap_or("x") };
    expr.differentiate(variable)
}

#[cfg(test)]
mod tests;
