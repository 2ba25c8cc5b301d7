//! A function of x as a learner would write it: read as `f64`, shown as Rust.

use std::fmt;

/// A formula in x. Its values in `f64` are those of the closure that [`fmt::Display`] writes.
#[derive(Clone, Debug, PartialEq)]
pub enum Formula {
    X,
    Constant(f64),
    Add(Box<Formula>, Box<Formula>),
    Sub(Box<Formula>, Box<Formula>),
    Mul(Box<Formula>, Box<Formula>),
    Div(Box<Formula>, Box<Formula>),
    Neg(Box<Formula>),
    Powi(Box<Formula>, i32),
    Powf(Box<Formula>, f64),
    Of(Function, Box<Formula>),
    Max(Box<Formula>, Box<Formula>),
    Min(Box<Formula>, Box<Formula>),
    /// `if x < c { … } else { … }`
    If(f64, Box<Formula>, Box<Formula>),
}

/// The functions of one number, by their names in Rust.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Function {
    Sqrt,
    Cbrt,
    Exp,
    Ln,
    Sin,
    Cos,
    Tan,
    Tanh,
    Abs,
    Floor,
    Ceil,
    Round,
    Signum,
}

use Formula::{Add, Constant, Div, If, Max, Min, Mul, Neg, Of, Powf, Powi, Sub, X};

impl Formula {
    /// The value of the closure at `x`.
    pub fn at(&self, x: f64) -> f64 {
        match self {
            X => x,
            Constant(number) => *number,
            Add(one, other) => one.at(x) + other.at(x),
            Sub(one, other) => one.at(x) - other.at(x),
            Mul(one, other) => one.at(x) * other.at(x),
            Div(one, other) => one.at(x) / other.at(x),
            Neg(inner) => -inner.at(x),
            Powi(base, exponent) => base.at(x).powi(*exponent),
            Powf(base, exponent) => base.at(x).powf(*exponent),
            Of(function, inner) => function.at(inner.at(x)),
            Max(one, other) => one.at(x).max(other.at(x)),
            Min(one, other) => one.at(x).min(other.at(x)),
            If(border, below, above) => (if x < *border { below } else { above }).at(x),
        }
    }

    pub fn powi(self, exponent: i32) -> Formula {
        Powi(self.into(), exponent)
    }

    pub fn powf(self, exponent: f64) -> Formula {
        Powf(self.into(), exponent)
    }

    pub fn of(self, function: Function) -> Formula {
        Of(function, self.into())
    }
}

impl Function {
    fn at(self, u: f64) -> f64 {
        match self {
            Function::Sqrt => u.sqrt(),
            Function::Cbrt => u.cbrt(),
            Function::Exp => u.exp(),
            Function::Ln => u.ln(),
            Function::Sin => u.sin(),
            Function::Cos => u.cos(),
            Function::Tan => u.tan(),
            Function::Tanh => u.tanh(),
            Function::Abs => u.abs(),
            Function::Floor => u.floor(),
            Function::Ceil => u.ceil(),
            Function::Round => u.round(),
            Function::Signum => u.signum(),
        }
    }
}

impl From<f64> for Formula {
    fn from(number: f64) -> Formula {
        Constant(number)
    }
}

macro_rules! operators {
    ($($operator:ident $method:ident),+) => {$(
        impl<Other: Into<Formula>> std::ops::$operator<Other> for Formula {
            type Output = Formula;
            fn $method(self, other: Other) -> Formula {
                Formula::$operator(self.into(), Box::new(other.into()))
            }
        }
    )+};
}
operators!(Add add, Sub sub, Mul mul, Div div);

impl fmt::Display for Formula {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            X => write!(out, "x"),
            Constant(number) if *number < 0.0 => write!(out, "({number:?})"),
            Constant(number) => write!(out, "{number:?}"),
            Add(one, other) => write!(out, "({one} + {other})"),
            Sub(one, other) => write!(out, "({one} - {other})"),
            Mul(one, other) => write!(out, "({one} * {other})"),
            Div(one, other) => write!(out, "({one} / {other})"),
            Neg(inner) => write!(out, "(-{inner})"),
            Powi(base, exponent) => write!(out, "{base}.powi({exponent})"),
            Powf(base, exponent) => write!(out, "{base}.powf({exponent:?})"),
            Of(function, inner) => write!(out, "{inner}.{}()", format!("{function:?}").to_lowercase()),
            Max(one, other) => write!(out, "{one}.max({other})"),
            Min(one, other) => write!(out, "{one}.min({other})"),
            If(border, below, above) => write!(out, "(if x < {border:?} {{ {below} }} else {{ {above} }})"),
        }
    }
}
