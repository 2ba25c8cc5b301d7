//! The derivative of a whole formula by the rules, each part once.

use super::arena::{Function, Node, Table};
use super::expr::Expr;
use super::rules::differentiated_once;

impl Expr {
    /// The derivative by a variable, in its simplest form. 0 if the variable does not occur.
    ///
    /// A derivative that does not exist somewhere has no value there: [`at`](Expr::at) says so. Where a corner or a
    /// jump cannot be seen in the result any more (⌊x⌋ has the derivative 0), [`Derivation::at`] still knows it.
    ///
    /// [`Derivation::at`]: super::Derivation::at
    ///
    /// ```
    /// use calculus::symbolic::{parse, parse_in};
    /// assert_eq!(parse("(5x + 25)^3")?.derivative("x").to_string(), "15(5x + 25)^2");
    /// assert_eq!(parse_in("(m x + b - y)^2", &["b", "m", "x", "y"])?.derivative("b").to_string(), "2m x + 2b - 2y");
    /// assert_eq!(parse("abs(x)")?.derivative("x").at(0.0).value(), None);
    /// # Ok::<(), calculus::symbolic::ParseError>(())
    /// ```
    #[must_use]
    pub fn derivative(self, variable: &str) -> Expr {
        by_the_rules(self.with_readings(), Expr::variable(variable)).simplify()
    }

    /// The derivative of the derivative, and so on; `nth_derivative("x", 0)` is the formula itself, simplified.
    ///
    /// ```
    /// use calculus::symbolic::parse;
    /// assert_eq!(parse("sin x")?.nth_derivative("x", 3).to_string(), "-cos(x)");
    /// # Ok::<(), calculus::symbolic::ParseError>(())
    /// ```
    #[must_use]
    pub fn nth_derivative(self, variable: &str, order: u32) -> Expr {
        let mut derivative = self.simplify();
        for _ in 0..order {
            if derivative.is_zero() {
                break;
            }
            derivative = derivative.derivative(variable);
        }
        derivative
    }
}

/// The derivative as the rules leave it, in time and size proportional to the number of different parts: each part is
/// differentiated once, and every use of it shares the result.
pub(super) fn by_the_rules(expr: Expr, variable: Expr) -> Expr {
    if let Node::Undefined(_) = variable.node() {
        return variable;
    }
    let zero = Expr::integer(0);
    // Of the parts that depend on the variable; all others have the derivative 0.
    let mut derivatives: Table<Expr> = Table::default();
    for part in expr.nodes() {
        if let Node::Undefined(_) = part.node() {
            return part;
        }
        if part == variable || part.parts().any(|inner| derivatives.contains_key(&inner)) {
            let depends = |inner: Expr| inner == part || derivatives.contains_key(&inner);
            let known = |inner: Expr| derivatives.get(&inner).copied().unwrap_or(zero);
            let (_, derivative) = differentiated_once(part, depends, known);
            derivatives.insert(part, derivative);
        }
    }
    derivatives.get(&expr).copied().unwrap_or(zero)
}

/// A place where a rule does not hold.
#[derive(Clone, Copy, Debug)]
pub(super) enum Exception {
    /// |u| and relu(u) where u = 0, and max(u, v) where u − v = 0
    Corner { of: Expr, zero: Expr },
    /// ⌊u⌋ where u is whole
    Whole { of: Expr, inner: Expr },
    /// step(u) and sign(u) where u = 0
    Jump { of: Expr, zero: Expr },
}

/// Every corner and jump in a formula that moves with the variable.
pub(super) fn exceptions(expr: Expr, variable: Expr) -> Vec<Exception> {
    let dependent = expr.nodes_with(variable);
    let exception = |of: Expr| match *of.node() {
        _ if !dependent.contains(&of) => None,
        Node::Function(Function::AbsoluteValue | Function::Rectifier, zero) => Some(Exception::Corner { of, zero }),
        Node::Function(Function::Step | Function::Sign, zero) => Some(Exception::Jump { of, zero }),
        Node::Function(Function::Floor, inner) => Some(Exception::Whole { of, inner }),
        Node::Maximum(u, v) | Node::Minimum(u, v) => Some(Exception::Corner { of, zero: u - v }),
        _ => None,
    };
    expr.nodes().into_iter().filter_map(exception).collect()
}
