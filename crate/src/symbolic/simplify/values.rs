//! The values that everyone knows: sin(π/6) = 1/2, ln 1 = 0, atan 1 = π/4; and numbers that a function is not made for.

use crate::symbolic::arena::{Function, Node};
use crate::symbolic::expr::Expr;
use crate::symbolic::terms::Terms;
use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive, Zero};

/// The value of a function of a number, if it is written more simply than that.
pub(super) fn known_value(function: Function, u: Expr) -> Option<Expr> {
    use Function::*;
    if let Sine | Cosine | Tangent = function {
        return of_angle(function, &turns(u)?);
    }
    if u == Expr::e() {
        return (function == Logarithm).then(|| Expr::integer(1));
    }
    let number = u.as_constant()?;
    if let Some(reason) = not_defined(function, number) {
        return Some(Expr::undefined(reason));
    }
    let size = number.to_f64().unwrap_or(f64::INFINITY);
    match function {
        Floor => Some(Expr::constant(number.floor())),
        Rectifier => Some(if number.is_positive() { u } else { Expr::integer(0) }),
        Sign => Some(Expr::constant(number.signum())),
        Step => Some(Expr::integer(i64::from(number.is_positive()))),
        CubeRoot => {
            let root = |value: &BigInt| Some(value.cbrt()).filter(|root| root.pow(3) == *value);
            Some(Expr::constant(BigRational::new(root(number.numer())?, root(number.denom())?)))
        }
        BinaryLogarithm => whole_logarithm(number, 2),
        DecimalLogarithm => whole_logarithm(number, 10),
        ArcSine | ArcCosine | ArcTangent => angle(function, size),
        Logarithm | AreaCosine if number.is_one() => Some(Expr::integer(0)),
        HyperbolicSine | HyperbolicTangent | AreaSine | AreaTangent if number.is_zero() => Some(Expr::integer(0)),
        Exponential | HyperbolicCosine if number.is_zero() => Some(Expr::integer(1)),
        Sigmoid if number.is_zero() => Some(fraction(1, 2)),
        Softplus if number.is_zero() => Some(Expr::integer(2).function_of(Logarithm)),
        _ => None,
    }
}

fn fraction(above: i64, below: i64) -> Expr {
    Expr::constant(BigRational::new(above.into(), below.into()))
}

/// Why a function has no value for a number.
fn not_defined(function: Function, number: &BigRational) -> Option<&'static str> {
    use Function::*;
    let beyond_one = number.abs() > BigRational::one();
    match function {
        Logarithm | BinaryLogarithm | DecimalLogarithm if !number.is_positive() => {
            Some("the formula has the logarithm of a number that is not above 0")
        }
        ArcSine if beyond_one => Some("the formula has the arc sine of a number that is not from −1 to 1"),
        ArcCosine if beyond_one => Some("the formula has the arc cosine of a number that is not from −1 to 1"),
        AreaCosine if *number < BigRational::one() => {
            Some("the formula has the inverse hyperbolic cosine of a number below 1")
        }
        AreaTangent if beyond_one || number.abs().is_one() => {
            Some("the formula has the inverse hyperbolic tangent of a number that is not between −1 and 1")
        }
        Step if number.is_zero() => Some("the formula has a step function where it jumps"),
        _ => None,
    }
}

/// The n of a number bⁿ, if it is one.
fn whole_logarithm(number: &BigRational, base: i64) -> Option<Expr> {
    let (mut large, sign) = match (number.denom().is_one(), number.numer().is_one()) {
        (true, _) => (number.numer().clone(), 1),
        (_, true) => (number.denom().clone(), -1),
        _ => return None,
    };
    let base = BigInt::from(base);
    let mut count = 0;
    while large.is_multiple_of(&base) && count < 10_000 {
        large /= &base;
        count += 1;
    }
    large.is_one().then(|| Expr::integer(sign * count))
}

/// The arc functions of the numbers that they have a known angle for.
fn angle(function: Function, number: f64) -> Option<Expr> {
    let of_pi =
        |above: i64, below: i64| (Expr::constant(BigRational::new(above.into(), below.into())) * Expr::pi()).simplify();
    Some(match (function, number) {
        (Function::ArcSine | Function::ArcTangent, 0.0) => Expr::integer(0),
        (Function::ArcSine, 1.0) => of_pi(1, 2),
        (Function::ArcSine, 0.5) => of_pi(1, 6),
        (Function::ArcSine, -1.0) => of_pi(-1, 2),
        (Function::ArcSine, -0.5) => of_pi(-1, 6),
        (Function::ArcCosine, 1.0) => Expr::integer(0),
        (Function::ArcCosine, 0.5) => of_pi(1, 3),
        (Function::ArcCosine, 0.0) => of_pi(1, 2),
        (Function::ArcCosine, -0.5) => of_pi(2, 3),
        (Function::ArcCosine, -1.0) => Expr::pi(),
        (Function::ArcTangent, 1.0) => of_pi(1, 4),
        (Function::ArcTangent, -1.0) => of_pi(-1, 4),
        _ => return None,
    })
}

/// The k of an angle k π.
fn turns(u: Expr) -> Option<BigRational> {
    if u.is_zero() {
        return Some(BigRational::zero());
    }
    // Nothing else is looked at more closely: this is asked of every sine.
    if !matches!(u.node(), Node::Pi | Node::Negative(_) | Node::Product(..) | Node::Quotient(..)) {
        return None;
    }
    let terms = Terms::of(u);
    let mut terms = terms.iter();
    match (terms.next(), terms.next()) {
        (Some((monic, turns)), None) if monic == Expr::pi() => Some(turns.clone()),
        _ => None,
    }
}

/// Sine, cosine and tangent of the multiples of π/6 and π/4.
fn of_angle(function: Function, turns: &BigRational) -> Option<Expr> {
    let twelfths = turns * BigInt::from(12);
    let twelfths = twelfths.is_integer().then(|| twelfths.to_integer().mod_floor(&BigInt::from(24)))?.to_i64()?;
    let sine = |twelfths: i64| {
        let twelfths = twelfths.rem_euclid(24);
        let (size, sign) = if twelfths < 12 { (twelfths, 1) } else { (twelfths - 12, -1) };
        let root = |number: i64| Expr::integer(number).function_of(Function::SquareRoot) / Expr::integer(2);
        let value = match size.min(12 - size) {
            0 => Expr::integer(0),
            2 => fraction(1, 2),
            3 => root(2),
            4 => root(3),
            6 => Expr::integer(1),
            _ => return None,
        };
        Some(if sign < 0 { (-value).simplify() } else { value })
    };
    match function {
        Function::Sine => sine(twelfths),
        Function::Cosine => sine(twelfths + 6),
        _ => {
            let (above, below) = (sine(twelfths)?, sine(twelfths + 6)?);
            if below.is_zero() {
                return Some(Expr::undefined("the formula has the tangent of a right angle"));
            }
            Some((above / below).simplify())
        }
    }
}
