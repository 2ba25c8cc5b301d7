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
//!   arc sine          (asin u)′ = u′ / √(1 − u²)   (acos u)′ = −u′ / √(1 − u²)
//!   arc tangent       (atan u)′ = u′ / (1 + u²)
//!   hyperbolic        (sinh u)′ = cosh u u′        (cosh u)′ = sinh u u′
//!                     (tanh u)′ = u′ / cosh² u
//!   their inverses    (asinh u)′ = u′ / √(u² + 1)  (acosh u)′ = u′ / √(u² − 1)
//!                     (atanh u)′ = u′ / (1 − u²)
//!   other bases       (log_b u)′ = u′ / (u ln b)
//!   cube root         (∛u)′     = u′ / (3 (∛u)²)
//!   sigmoid           σ(u)′     = σ(u) (1 − σ(u)) u′
//!   softplus          (softplus u)′ = σ(u) u′
//!   rectifier         (relu u)′ = step(u) u′      where u ≠ 0
//!   absolute value    |u|′      = u/|u| u′        where u ≠ 0
//!   steps             ⌊u⌋′      = 0               where u is not a whole number
//!                     (sign u)′ = 0               where u ≠ 0
//! angle of a point    atan2(v, u)′ = (u v′ − v u′) / (u² + v²)
//! larger of two       max(u, v)′ = u′ where u > v, v′ where u < v
//! power of functions  (uᵛ)′     = uᵛ (v′ ln u + v u′ / u)
//! ```
//!
//! Source: any first calculus text, such as G. Strang, *Calculus* (MIT OpenCourseWare), chapters 2, 4 and 6.

use super::arena::{Function, Node, node};
use super::expr::Expr;
use super::rule::Rule;

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
            let of = |function: Function| u.function_of(function);
            let square = u.raised(two);
            let root = |inside: Expr| inside.function_of(Function::SquareRoot);
            match function {
                Function::Exponential => (Rule::Exponential, multiply(expr, d(u))),
                Function::Logarithm => (Rule::Logarithm, divide(d(u), u)),
                Function::BinaryLogarithm => (Rule::LogarithmToBase, divide(d(u), multiply(u, logarithm_of(2)))),
                Function::DecimalLogarithm => (Rule::LogarithmToBase, divide(d(u), multiply(u, logarithm_of(10)))),
                Function::SquareRoot => (Rule::SquareRoot, divide(d(u), multiply(two, expr))),
                Function::CubeRoot => (Rule::CubeRoot, divide(d(u), multiply(Expr::integer(3), expr.raised(two)))),
                Function::Sine => (Rule::Sine, multiply(of(Function::Cosine), d(u))),
                Function::Cosine => (Rule::Cosine, multiply(negative(of(Function::Sine)), d(u))),
                Function::Tangent => (Rule::Tangent, divide(d(u), of(Function::Cosine).raised(two))),
                Function::ArcSine => (Rule::ArcSine, divide(d(u), root(one - square))),
                Function::ArcCosine => (Rule::ArcCosine, negative(divide(d(u), root(one - square)))),
                Function::ArcTangent => (Rule::ArcTangent, divide(d(u), one + square)),
                Function::HyperbolicSine => (Rule::HyperbolicSine, multiply(of(Function::HyperbolicCosine), d(u))),
                Function::HyperbolicCosine => (Rule::HyperbolicCosine, multiply(of(Function::HyperbolicSine), d(u))),
                Function::HyperbolicTangent => {
                    (Rule::HyperbolicTangent, divide(d(u), of(Function::HyperbolicCosine).raised(two)))
                }
                Function::AreaSine => (Rule::AreaSine, divide(d(u), root(square + one))),
                Function::AreaCosine => (Rule::AreaCosine, divide(d(u), root(square - one))),
                Function::AreaTangent => (Rule::AreaTangent, divide(d(u), one - square)),
                Function::Sigmoid => (Rule::Sigmoid, multiply(multiply(expr, one - expr), d(u))),
                Function::Softplus => (Rule::Softplus, multiply(of(Function::Sigmoid), d(u))),
                Function::Rectifier => (Rule::Rectifier, multiply(of(Function::Step), d(u))),
                Function::AbsoluteValue => (Rule::AbsoluteValue, multiply(divide(u, expr), d(u))),
                Function::Floor | Function::Step | Function::Sign => (Rule::Steps, zero),
            }
        }
        // atan2(v, u)′ = (u v′ − v u′) / (u² + v²)
        Node::Angle(v, u) => {
            let above = add(multiply(u, d(v)), negative(multiply(v, d(u))));
            (Rule::Angle, divide(above, u.raised(two) + v.raised(two)))
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

fn logarithm_of(base: i64) -> Expr {
    Expr::integer(base).function_of(Function::Logarithm)
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
