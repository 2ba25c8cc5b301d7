//! A number in any reading, with the formula beside it: random formulas are equal when their formulas are.

use calculus::prelude::*;
use std::ops::{Add, Div, Mul, Neg, Sub};

#[derive(Clone, Copy, Debug)]
pub struct WithFormula<N> {
    formula: Expr,
    pub number: N,
}

impl<N> WithFormula<N> {
    pub fn new(formula: Expr, number: N) -> WithFormula<N> {
        WithFormula { formula, number }
    }
}

impl<N> PartialEq for WithFormula<N> {
    fn eq(&self, other: &WithFormula<N>) -> bool {
        self.formula == other.formula
    }
}

impl<N: Number> From<f64> for WithFormula<N> {
    fn from(number: f64) -> WithFormula<N> {
        WithFormula::new(Expr::from(number), N::from(number))
    }
}

impl<N: Number> Neg for WithFormula<N> {
    type Output = WithFormula<N>;
    fn neg(self) -> WithFormula<N> {
        WithFormula::new(-self.formula, -self.number)
    }
}

macro_rules! operators {
    ($($operator:ident $method:ident),+) => {$(
        impl<N: Number> $operator for WithFormula<N> {
            type Output = WithFormula<N>;
            fn $method(self, other: WithFormula<N>) -> WithFormula<N> {
                WithFormula::new(self.formula.$method(other.formula), self.number.$method(other.number))
            }
        }
        impl<N: Number> $operator<f64> for WithFormula<N> {
            type Output = WithFormula<N>;
            fn $method(self, number: f64) -> WithFormula<N> {
                WithFormula::new(self.formula.$method(number), self.number.$method(number))
            }
        }
    )+};
}
operators!(Add add, Sub sub, Mul mul, Div div);

macro_rules! functions {
    ($($function:ident($($argument:ident: $type:ty)?)),+) => {$(
        fn $function(self $(, $argument: $type)?) -> WithFormula<N> {
            WithFormula::new(self.formula.$function($($argument)?), self.number.$function($($argument)?))
        }
    )+};
}

impl<N: Number> Number for WithFormula<N> {
    functions!(powi(n: i32), powf(p: f64), sqrt(), exp(), ln(), sin(), cos(), tan(), abs(), floor());
    functions!(sinh(), cosh(), tanh(), asin(), acos(), atan(), asinh(), acosh(), atanh(), log2(), log10(), cbrt());
    functions!(exp2(), sign(), sigmoid(), relu(), softplus(), recip());
    fn atan2(self, x: impl Into<WithFormula<N>>) -> WithFormula<N> {
        let x = x.into();
        WithFormula::new(self.formula.atan2(x.formula), self.number.atan2(x.number))
    }
    fn hypot(self, other: impl Into<WithFormula<N>>) -> WithFormula<N> {
        let other = other.into();
        WithFormula::new(self.formula.hypot(other.formula), self.number.hypot(other.number))
    }
    fn pow(self, exponent: WithFormula<N>) -> WithFormula<N> {
        WithFormula::new(self.formula.pow(exponent.formula), self.number.pow(exponent.number))
    }
    fn max(self, other: impl Into<WithFormula<N>>) -> WithFormula<N> {
        let other = other.into();
        WithFormula::new(self.formula.max(other.formula), self.number.max(other.number))
    }
    fn min(self, other: impl Into<WithFormula<N>>) -> WithFormula<N> {
        let other = other.into();
        WithFormula::new(self.formula.min(other.formula), self.number.min(other.number))
    }
}
