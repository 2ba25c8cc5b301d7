//! The fourth reading of a function: a formula is a [`Number`].

use super::arena::{Function, Node, node};
use super::expr::Expr;
use super::rules::{divide, multiply};
use crate::number::Number;
use crate::number::reading::{Constant, Reading, Unit};
use num_rational::BigRational;
use std::f64::consts::{E, PI};
use std::ops::{Add, Div, Mul, Neg, Sub};

impl From<f64> for Expr {
    /// The number that is meant, exactly. A decimal of up to ten digits is what it says: 0.1 is 1/10. The constants
    /// `PI` and `E` of the standard library are π and e themselves. A longer number comes from a calculation in the
    /// machine's arithmetic, and is read as what it was rounded from: a small fraction, a root, a small multiple of π
    /// or e. A formula that is shown says so. What could be rounded from anything stays as it is, a constant of
    /// its own. NaN and the infinities give a formula that is undefined.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// assert_eq!(formula(|x| x * (1.0 / 3.0) + 0.1).to_string(), "(1/3) x + 1/10");
    /// assert_eq!(formula(|x| x * (PI / 4.0) + 2f64.sqrt()).to_string(), "(pi/4) x + sqrt(2)");
    /// assert_eq!(formula(|x| x * 0.7351928374651928).to_string(), "0.7351928374651928x");
    /// ```
    fn from(value: f64) -> Expr {
        if value == PI {
            Expr::pi()
        } else if value == E {
            Expr::e()
        } else if value.is_finite() {
            read(value)
        } else {
            Expr::undefined("the formula contains NaN or an infinity, which are not numbers to calculate with")
        }
    }
}

fn read(value: f64) -> Expr {
    match Reading::of(value) {
        Reading::Written(value) => Expr::constant(value),
        Reading::Rounded(Constant { factor, unit: Unit::One }) => {
            node(Node::Read(Expr::constant(factor), value.to_bits()))
        }
        // The sign in front, as a person writes it.
        _ if value < 0.0 => -read(-value),
        Reading::Rounded(Constant { factor, unit }) => node(Node::Read(multiple(&factor, &unit), value.to_bits())),
        Reading::Unknown => node(Node::Measured(value.to_bits())),
    }
}

/// A fraction of a constant: 3√2/2.
fn multiple(factor: &BigRational, unit: &Unit) -> Expr {
    let whole = |value: &num_bigint::BigInt| Expr::constant(BigRational::from(value.clone()));
    let power = |base: Expr, power: i32| if power.abs() == 2 { base.raised(Expr::integer(2)) } else { base };
    let (unit, above_the_line) = match unit {
        Unit::One => (Expr::integer(1), true),
        Unit::Root { index: 2, of } => (whole(of).function_of(Function::SquareRoot), true),
        Unit::Root { index, of } => {
            let exponent = BigRational::new(1.into(), (*index).into());
            (whole(of).raised(Expr::constant(exponent)), true)
        }
        Unit::Pi(exponent) => (power(Expr::pi(), *exponent), *exponent > 0),
        Unit::E(exponent) => (power(Expr::e(), *exponent), *exponent > 0),
        Unit::Logarithm(of) => (Expr::integer((*of).into()).function_of(Function::Logarithm), true),
    };
    let (above, below) = (whole(factor.numer()), whole(factor.denom()));
    if above_the_line { divide(multiply(above, unit), below) } else { divide(above, multiply(below, unit)) }
}

macro_rules! from_integers {
    ($($integer:ty),+) => {$(
        impl From<$integer> for Expr {
            fn from(value: $integer) -> Expr {
                Expr::integer(value.into())
            }
        }
    )+};
}
from_integers!(i32, i64, u32);

impl Neg for Expr {
    type Output = Expr;
    fn neg(self) -> Expr {
        node(Node::Negative(self))
    }
}

impl Add for Expr {
    type Output = Expr;
    fn add(self, other: Expr) -> Expr {
        node(Node::Sum(self, other))
    }
}

impl Sub for Expr {
    type Output = Expr;
    fn sub(self, other: Expr) -> Expr {
        node(Node::Sum(self, -other))
    }
}

impl Mul for Expr {
    type Output = Expr;
    /// A number goes in front, where a person writes it: code for any [`Number`] can only say `x * 2.0`.
    fn mul(self, other: Expr) -> Expr {
        let swap = other.is_number() && !self.is_number();
        if swap { node(Node::Product(other, self)) } else { node(Node::Product(self, other)) }
    }
}

impl Div for Expr {
    type Output = Expr;
    fn div(self, other: Expr) -> Expr {
        node(Node::Quotient(self, other))
    }
}

macro_rules! with_numbers {
    ($($operator:ident $method:ident),+) => {$(
        impl $operator<f64> for Expr {
            type Output = Expr;
            fn $method(self, number: f64) -> Expr {
                $operator::$method(self, Expr::from(number))
            }
        }
        impl $operator<Expr> for f64 {
            type Output = Expr;
            fn $method(self, other: Expr) -> Expr {
                $operator::$method(Expr::from(self), other)
            }
        }
    )+};
}
with_numbers!(Add add, Sub sub, Mul mul, Div div);

macro_rules! functions {
    ($($name:ident: $function:ident),+) => {$(
        fn $name(self) -> Expr {
            self.function_of(Function::$function)
        }
    )+};
}

impl Number for Expr {
    functions!(sqrt: SquareRoot, cbrt: CubeRoot, exp: Exponential, ln: Logarithm, log2: BinaryLogarithm);
    functions!(log10: DecimalLogarithm, sin: Sine, cos: Cosine, tan: Tangent, asin: ArcSine, acos: ArcCosine);
    functions!(atan: ArcTangent, sinh: HyperbolicSine, cosh: HyperbolicCosine, tanh: HyperbolicTangent);
    functions!(asinh: AreaSine, acosh: AreaCosine, atanh: AreaTangent, sigmoid: Sigmoid, softplus: Softplus);
    functions!(relu: Rectifier, abs: AbsoluteValue, sign: Sign, floor: Floor);

    fn powi(self, exponent: i32) -> Expr {
        self.raised(Expr::from(exponent))
    }
    fn powf(self, exponent: f64) -> Expr {
        self.raised(Expr::from(exponent))
    }
    fn pow(self, exponent: Expr) -> Expr {
        self.raised(exponent)
    }
    fn max(self, other: impl Into<Expr>) -> Expr {
        node(Node::Maximum(self, other.into()))
    }
    fn min(self, other: impl Into<Expr>) -> Expr {
        node(Node::Minimum(self, other.into()))
    }
    fn exp2(self) -> Expr {
        Expr::integer(2).raised(self)
    }
    fn atan2(self, x: impl Into<Expr>) -> Expr {
        node(Node::Angle(self, x.into()))
    }
    fn hypot(self, other: impl Into<Expr>) -> Expr {
        let two = Expr::integer(2);
        (self.raised(two) + other.into().raised(two)).function_of(Function::SquareRoot)
    }
}
