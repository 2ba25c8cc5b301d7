//! Functions of simplified formulas: ln eˣ = x, sin(asin x) = x, sin(−x) = −sin x, √x² = |x|.

use super::values::known_value;
use crate::symbolic::arena::{Function, Node};
use crate::symbolic::canonical::base_and_exponent;
use crate::symbolic::canonical::terms_of;
use crate::symbolic::expr::Expr;
use crate::symbolic::factors::Factors;
use crate::symbolic::function::Parity;
use crate::symbolic::terms::Terms;
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{One, Signed};

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
    if let Some(value) = known_value(function, u) {
        return value;
    }
    if let Some(simple) = undone(function, u) {
        return simple;
    }
    match (function, function.parity()) {
        (Function::AbsoluteValue, _) => absolute_value(u),
        // f(−u) = −f(u)
        (_, Some(Parity::Odd)) => match without_sign(u) {
            Some(positive) => Factors::of(positive.function_of(function)).with_number(-BigRational::one()).formula(),
            None => expr,
        },
        // f(−u) = f(u)
        (_, Some(Parity::Even)) => without_sign(u).map_or(expr, |positive| positive.function_of(function)),
        // A root is a power and was treated as one.
        _ => expr,
    }
}

/// A function of a function: what one does, the other undoes. Where the whole had a value it keeps it.
fn undone(function: Function, u: Expr) -> Option<Expr> {
    use Function::*;
    let Node::Function(inner, v) = *u.node() else { return power_undone(function, u) };
    let (one, two) = (Expr::integer(1), Expr::integer(2));
    let square = v.raised(two);
    Some(match (function, inner) {
        (Exponential, Logarithm) | (Logarithm, Exponential) => v,
        (Sine, ArcSine) | (Cosine, ArcCosine) | (Tangent, ArcTangent) => v,
        (HyperbolicSine, AreaSine) | (AreaSine, HyperbolicSine) => v,
        (HyperbolicTangent, AreaTangent) | (AreaTangent, HyperbolicTangent) | (HyperbolicCosine, AreaCosine) => v,
        // Each number and its opposite have the same hyperbolic cosine.
        (AreaCosine, HyperbolicCosine) => absolute_value(v),
        (Sine, ArcCosine) | (Cosine, ArcSine) => (one - square).function_of(SquareRoot).simplify(),
        (HyperbolicCosine, AreaSine) => (square + one).function_of(SquareRoot).simplify(),
        (Rectifier, Rectifier | AbsoluteValue | Exponential | SquareRoot | Sigmoid | Softplus | HyperbolicCosine) => u,
        (Sign, Exponential | Sigmoid | Softplus | HyperbolicCosine) => one,
        (Floor, Floor | Sign) => u,
        _ => return None,
    })
}

/// log_b bᵘ = u, and the cube root of a third power.
fn power_undone(function: Function, u: Expr) -> Option<Expr> {
    let Node::Power(base, exponent) = *u.node() else { return None };
    let is = |expr: Expr, number: i64| expr == Expr::integer(number);
    match function {
        Function::BinaryLogarithm if is(base, 2) => Some(exponent),
        Function::DecimalLogarithm if is(base, 10) => Some(exponent),
        Function::Logarithm if base.as_constant().is_some_and(Signed::is_positive) => {
            (exponent * base.function_of(Function::Logarithm)).simplify().into()
        }
        Function::CubeRoot if is(exponent, 3) => Some(base),
        _ => None,
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
        | Node::Function(
            Function::AbsoluteValue
            | Function::Exponential
            | Function::SquareRoot
            | Function::HyperbolicCosine
            | Function::Sigmoid
            | Function::Softplus
            | Function::Rectifier
            | Function::AreaCosine
            | Function::ArcCosine
            | Function::Step,
            _,
        ) => true,
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
