//! Functions of simplified formulas: ln eˣ = x, sin(−x) = −sin x, √x² = |x|.

use crate::symbolic::arena::{Function, Node};
use crate::symbolic::expr::Expr;
use crate::symbolic::factors::{Factors, base_and_exponent};
use crate::symbolic::terms::{Terms, terms_of};
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{One, Signed, Zero};

/// Functions of simplified formulas.
pub(super) fn other(expr: Expr) -> Expr {
    match *expr.node() {
        Node::Read(u, _) => u,
        Node::Function(function, u) => of_function(expr, function, u),
        Node::Maximum(u, v) | Node::Minimum(u, v) if u == v => u,
        Node::Maximum(u, v) | Node::Minimum(u, v) => match (u.as_constant(), v.as_constant()) {
            (Some(one), Some(two)) => {
                let larger = matches!(expr.node(), Node::Maximum(..));
                if (one > two) == larger { u } else { v }
            }
            _ => expr,
        },
        _ => expr,
    }
}

fn of_function(expr: Expr, function: Function, u: Expr) -> Expr {
    let number = u.as_constant();
    match function {
        // e^(ln u) = u, where u is above 0
        Function::Exponential => match *u.node() {
            Node::Constant(ref value) if value.is_zero() => Expr::integer(1),
            Node::Function(Function::Logarithm, inner) => inner,
            _ => expr,
        },
        Function::Logarithm => match *u.node() {
            Node::Constant(ref value) if value.is_one() => Expr::integer(0),
            Node::Constant(ref value) if !value.is_positive() => {
                Expr::undefined("the formula has the logarithm of a number that is not above 0")
            }
            Node::Function(Function::Exponential, inner) => inner,
            _ => expr,
        },
        Function::AbsoluteValue => absolute_value(u),
        Function::Sine | Function::Tangent if u.is_zero() => Expr::integer(0),
        Function::Cosine if u.is_zero() => Expr::integer(1),
        Function::Sine | Function::Tangent => match without_sign(u) {
            Some(positive) => Factors::of(positive.function_of(function)).with_number(-BigRational::one()).formula(),
            None => expr,
        },
        Function::Cosine => without_sign(u).map_or(expr, |positive| positive.function_of(function)),
        Function::Floor => number.map_or(expr, |value| Expr::constant(value.floor())),
        Function::Step => match number {
            Some(value) if value.is_zero() => Expr::undefined("the formula has a step function where it jumps"),
            Some(value) => Expr::integer(i64::from(value.is_positive())),
            None => expr,
        },
        // A root is a power and was treated as one.
        _ => expr,
    }
}

pub(super) fn absolute_value(u: Expr) -> Expr {
    if let Some(value) = u.as_constant() {
        return Expr::constant(value.abs());
    }
    let positive = without_sign(u).unwrap_or(u);
    let (base, exponent) = base_and_exponent(positive);
    let never_negative = match *positive.node() {
        Node::Pi
        | Node::Measured(_)
        | Node::Function(Function::AbsoluteValue | Function::Exponential | Function::SquareRoot, _) => true,
        // An even power, and one with a fraction for its exponent: it exists only where it is not negative.
        Node::Power(..) => exponent.as_number().is_some_and(|n| !n.is_integer() || n.numer().is_even()),
        _ => false,
    };
    if never_negative && !base.is_zero() { positive } else { positive.function_of(Function::AbsoluteValue) }
}

/// The formula with the other sign, if it is written with a minus sign in front.
fn without_sign(u: Expr) -> Option<Expr> {
    let first = terms_of(u).into_iter().next()?.0;
    first.is_negative().then(|| Terms::of(u).scaled(&-BigRational::one()).formula())
}
