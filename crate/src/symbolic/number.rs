//! The fourth reading of a function: a formula is a [`Number`].

use super::arena::{Function, Node, node};
use super::expr::Expr;
use crate::limits::algebra::exact;
use crate::number::Number;
use std::f64::consts::{E, PI};
use std::ops::{Add, Div, Mul, Neg, Sub};

impl From<f64> for Expr {
    /// The shortest decimal that denotes the number, as an exact fraction: 0.1 is 1/10. The constants `PI` and `E` of
    /// the standard library are π and e themselves. NaN and the infinities give a formula that is undefined.
    fn from(value: f64) -> Expr {
        if value == PI {
            Expr::pi()
        } else if value == E {
            Expr::e()
        } else if value.is_finite() {
            Expr::constant(exact(value))
        } else {
            Expr::undefined("the formula contains NaN or an infinity, which are not numbers to calculate with")
        }
    }
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
        let swap = other.as_constant().is_some() && self.as_constant().is_none();
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

impl Number for Expr {
    fn powi(self, exponent: i32) -> Expr {
        self.raised(Expr::from(exponent))
    }
    fn powf(self, exponent: f64) -> Expr {
        self.raised(Expr::from(exponent))
    }
    fn pow(self, exponent: Expr) -> Expr {
        self.raised(exponent)
    }
    fn sqrt(self) -> Expr {
        self.function_of(Function::SquareRoot)
    }
    fn exp(self) -> Expr {
        self.function_of(Function::Exponential)
    }
    fn ln(self) -> Expr {
        self.function_of(Function::Logarithm)
    }
    fn sin(self) -> Expr {
        self.function_of(Function::Sine)
    }
    fn cos(self) -> Expr {
        self.function_of(Function::Cosine)
    }
    fn tan(self) -> Expr {
        self.function_of(Function::Tangent)
    }
    fn abs(self) -> Expr {
        self.function_of(Function::AbsoluteValue)
    }
    fn max(self, other: impl Into<Expr>) -> Expr {
        node(Node::Maximum(self, other.into()))
    }
    fn min(self, other: impl Into<Expr>) -> Expr {
        node(Node::Minimum(self, other.into()))
    }
    fn floor(self) -> Expr {
        self.function_of(Function::Floor)
    }
}
