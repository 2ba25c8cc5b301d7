//! The rules of differentiation. With u and v for formulas in x, c and n for what does not depend on x, and ′ for
//! the derivative by x:
//!
//! ```text
//! constant            c′        = 0
//! power               (xⁿ)′     = n xⁿ⁻¹          (x′ = 1)
//! constant multiple   (c u)′    = c u′
//! sum                 (u + v)′  = u′ + v′
//! product             (u v)′    = u′ v + u v′
//! quotient            (u / v)′  = (v u′ − u v′) / v²
//! chain               f(u)′     = f′(u) u′
//!   so, for a power   (uⁿ)′     = n uⁿ⁻¹ u′
//!   exponential       (eᵘ)′     = eᵘ u′           (cᵘ)′ = cᵘ ln c u′
//!   logarithm         (ln u)′   = u′ / u
//!   square root       (√u)′     = u′ / (2 √u)
//!   sine              (sin u)′  = cos u u′
//!   cosine            (cos u)′  = −sin u u′
//!   tangent           (tan u)′  = u′ / cos² u
//!   absolute value    |u|′      = u/|u| u′        where u ≠ 0
//!   steps             ⌊u⌋′      = 0               where u is not a whole number
//! larger of two       max(u, v)′ = u′ where u > v, v′ where u < v
//! power of functions  (uᵛ)′     = uᵛ (v′ ln u + v u′ / u)
//! ```
//!
//! Source: any first calculus text, such as G. Strang, *Calculus* (MIT OpenCourseWare), chapters 2, 4 and 6.

use super::arena::{Function, Node, node};
use super::expr::Expr;
use std::fmt;

/// The name of a step in a derivation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Rule {
    /// c′ = 0
    Constant,
    /// (xⁿ)′ = n xⁿ⁻¹
    Power,
    /// (c u)′ = c u′
    ConstantMultiple,
    /// (u + v)′ = u′ + v′
    Sum,
    /// (u v)′ = u′ v + u v′
    Product,
    /// (u/v)′ = (v u′ − u v′)/v²
    Quotient,
    /// dy/dx = dy/du · du/dx
    Chain,
    /// (uⁿ)′ = n uⁿ⁻¹ u′: the power rule on a function chain, which is the power rule and the chain rule at once.
    PowerOnChain,
    /// (eˣ)′ = eˣ and (cˣ)′ = cˣ ln c
    Exponential,
    /// (ln x)′ = 1/x
    Logarithm,
    /// (√x)′ = 1/(2√x)
    SquareRoot,
    /// (sin x)′ = cos x
    Sine,
    /// (cos x)′ = −sin x
    Cosine,
    /// (tan x)′ = 1/cos² x
    Tangent,
    /// |x|′ = x/|x|, where x ≠ 0
    AbsoluteValue,
    /// A function that is level between its jumps has slope 0 there.
    Steps,
    /// The larger or smaller of two has the slope of the one that it is.
    LargerOrSmaller,
    /// (uᵛ)′ = uᵛ (v′ ln u + v u′/u)
    PowerOfFunctions,
    /// The product is multiplied out first, no rule of differentiation.
    MultiplyOut,
    /// The same formula written otherwise, such as 1/v as v⁻¹.
    Rewrite,
    /// A letter for an inner function.
    Substitute,
    /// The inner function in place of its letter.
    PutBack,
    /// Terms are collected and numbers multiplied.
    Simplify,
    /// What stands above and below a line as a factor is taken away.
    Cancel,
}

impl Rule {
    /// The name that a person would write beside the line.
    ///
    /// ```
    /// use calculus::symbolic::Rule;
    /// assert_eq!(Rule::PowerOnChain.name(), "power rule on a function chain");
    /// ```
    pub fn name(self) -> &'static str {
        match self {
            Rule::Constant => "constant rule",
            Rule::Power => "power rule",
            Rule::ConstantMultiple => "constant multiple rule",
            Rule::Sum => "sum rule",
            Rule::Product => "product rule",
            Rule::Quotient => "quotient rule",
            Rule::Chain => "chain rule",
            Rule::PowerOnChain => "power rule on a function chain",
            Rule::Exponential => "derivative of the exponential function",
            Rule::Logarithm => "derivative of the logarithm",
            Rule::SquareRoot => "derivative of the square root",
            Rule::Sine => "derivative of the sine",
            Rule::Cosine => "derivative of the cosine",
            Rule::Tangent => "derivative of the tangent",
            Rule::AbsoluteValue => "derivative of the absolute value",
            Rule::Steps => "level between jumps",
            Rule::LargerOrSmaller => "slope of the one that counts",
            Rule::PowerOfFunctions => "power of functions",
            Rule::MultiplyOut => "multiply out",
            Rule::Rewrite => "write as a power",
            Rule::Substitute => "substitution",
            Rule::PutBack => "put the inner function back",
            Rule::Simplify => "simplify",
            Rule::Cancel => "cancel common factors",
        }
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())
    }
}

/// One rule, the outermost that applies. `depends` says whether a part depends on x; `d` stands for the derivative of
/// a part: the finished one, or a promise of it that is written d/dx.
pub(super) fn differentiated_once(
    expr: Expr,
    depends: impl Fn(Expr) -> bool,
    d: impl Fn(Expr) -> Expr,
) -> (Rule, Expr) {
    let (zero, one, two) = (Expr::integer(0), Expr::integer(1), Expr::integer(2));
    if !depends(expr) {
        return (Rule::Constant, zero);
    }
    match *expr.node() {
        // x′ = 1
        Node::Variable(_) => (Rule::Power, one),
        // (u + v)′ = u′ + v′
        Node::Sum(u, v) => (Rule::Sum, add(d(u), d(v))),
        // (c u)′ = c u′
        Node::Negative(u) => (Rule::ConstantMultiple, negative(d(u))),
        Node::Product(c, u) if !depends(c) => (Rule::ConstantMultiple, multiply(c, d(u))),
        Node::Product(u, c) if !depends(c) => (Rule::ConstantMultiple, multiply(c, d(u))),
        Node::Quotient(u, c) if !depends(c) => (Rule::ConstantMultiple, divide(d(u), c)),
        // (u v)′ = u′ v + u v′
        Node::Product(u, v) => (Rule::Product, add(multiply(d(u), v), multiply(u, d(v)))),
        // (u / v)′ = (v u′ − u v′) / v²
        Node::Quotient(u, v) => {
            let above = add(multiply(v, d(u)), negative(multiply(u, d(v))));
            (Rule::Quotient, divide(above, v.raised(two)))
        }
        // (uⁿ)′ = n uⁿ⁻¹ u′
        Node::Power(u, n) if !depends(n) => {
            let rule = if u.name().is_some() { Rule::Power } else { Rule::PowerOnChain };
            (rule, multiply(multiply(n, power(u, minus_one(n))), d(u)))
        }
        // (cᵘ)′ = cᵘ ln c u′
        Node::Power(c, u) if !depends(c) => {
            (Rule::Exponential, multiply(multiply(expr, c.function_of(Function::Logarithm)), d(u)))
        }
        // (uᵛ)′ = uᵛ (v′ ln u + v u′ / u)
        Node::Power(u, v) => {
            let logarithm = u.function_of(Function::Logarithm);
            let slope = add(multiply(d(v), logarithm), divide(multiply(v, d(u)), u));
            (Rule::PowerOfFunctions, multiply(expr, slope))
        }
        // f(u)′ = f′(u) u′
        Node::Function(function, u) => {
            let cosine = |u: Expr| u.function_of(Function::Cosine);
            match function {
                Function::Exponential => (Rule::Exponential, multiply(expr, d(u))),
                Function::Logarithm => (Rule::Logarithm, divide(d(u), u)),
                Function::SquareRoot => (Rule::SquareRoot, divide(d(u), multiply(two, expr))),
                Function::Sine => (Rule::Sine, multiply(cosine(u), d(u))),
                Function::Cosine => (Rule::Cosine, multiply(negative(u.function_of(Function::Sine)), d(u))),
                Function::Tangent => (Rule::Tangent, divide(d(u), cosine(u).raised(two))),
                Function::AbsoluteValue => (Rule::AbsoluteValue, multiply(divide(u, expr), d(u))),
                Function::Floor | Function::Step => (Rule::Steps, zero),
            }
        }
        // max(u, v)′ = u′ where u > v, v′ where u < v
        Node::Maximum(u, v) => (Rule::LargerOrSmaller, chosen(u, v, d(u), d(v))),
        Node::Minimum(u, v) => (Rule::LargerOrSmaller, chosen(v, u, d(u), d(v))),
        // Without x, or never asked for: a derivative inside of a derivative.
        Node::Undefined(_)
        | Node::Constant(_)
        | Node::Pi
        | Node::Read(..)
        | Node::Measured(_)
        | Node::Derivative(..) => (Rule::Constant, zero),
    }
}

/// `first` where u > v, `second` where u < v, and nothing where they are equal.
fn chosen(u: Expr, v: Expr, first: Expr, second: Expr) -> Expr {
    let step = |above: Expr, below: Expr| add(above, negative(below)).function_of(Function::Step);
    add(multiply(step(u, v), first), multiply(step(v, u), second))
}

// The rules leave 0 and 1 behind everywhere. They go at once: otherwise formulas would drown in them.

pub(super) fn add(u: Expr, v: Expr) -> Expr {
    if u.is_zero() {
        v
    } else if v.is_zero() {
        u
    } else {
        node(Node::Sum(u, v))
    }
}

pub(super) fn negative(u: Expr) -> Expr {
    match *u.node() {
        Node::Constant(ref value) => Expr::constant(-value),
        Node::Negative(inner) => inner,
        _ => node(Node::Negative(u)),
    }
}

pub(super) fn multiply(u: Expr, v: Expr) -> Expr {
    if u.is_zero() || v.is_zero() {
        Expr::integer(0)
    } else if u.is_one() {
        v
    } else if v.is_one() {
        u
    } else if u == Expr::integer(-1) {
        negative(v)
    } else {
        node(Node::Product(u, v))
    }
}

pub(super) fn divide(u: Expr, v: Expr) -> Expr {
    if v.is_one() || (u.is_zero() && !v.is_zero()) { u } else { node(Node::Quotient(u, v)) }
}

pub(super) fn power(u: Expr, exponent: Expr) -> Expr {
    if exponent.is_one() {
        u
    } else if exponent.is_zero() {
        Expr::integer(1)
    } else {
        u.raised(exponent)
    }
}

fn minus_one(n: Expr) -> Expr {
    match n.as_constant() {
        Some(value) => Expr::constant(value - num_bigint::BigInt::from(1)),
        None => add(n, Expr::integer(-1)),
    }
}
