//! One step of a derivation.

use super::expr::Expr;
use super::rule::Rule;

/// One rule at one place: the derivative of `of` by `variable` is `formula`.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The rule.
    pub rule: Rule,
    /// What is differentiated.
    pub of: Expr,
    /// By which variable; inside of a chain rule also by the letter of an inner function.
    pub variable: Expr,
    /// What the rule makes of it. Derivatives that are still to be worked out are written d/dx.
    pub formula: Expr,
    /// The letter that the chain rule gives to the inner function, and the inner function.
    pub substitution: Option<(Expr, Expr)>,
    /// The steps (as places in [`Derivation::steps`](super::Derivation::steps)) that work out the derivatives in `formula`.
    pub parts: Vec<usize>,
}
