//! Reverse mode: a variable whose calculations are recorded.
//!
//! Each operation below is one line: its value, and beside it the derivative of the value by each operand.
//!
//! A variable is a dual number in the small: it carries its slope with respect to the one place of the tape that it was
//! calculated from. The chain rule goes into that slope as long as nothing else comes in. Only where two places meet is
//! something recorded. (A. Griewank and A. Walther, *Evaluating Derivatives*, 2nd ed. (2008), chapter 10, call this
//! local preaccumulation.) A tape that is looked at records every operation.

use super::error::TapeError;
use super::recording::{LOOKED_AT, Recording};
use super::step::{Operand, Step};
use crate::number::{Number, slopes};
use crate::or_panic;
use crate::show::plain;
use std::cmp::Ordering;
use std::fmt;
use std::ops::{Add, Div, Mul, Neg, Sub};

/// A number that knows how it was calculated. [`Tape::watch`](super::Tape::watch) and
/// [`gradient`](super::gradient()) make them; one made from an `f64` is a constant, which belongs to no tape and
/// records nothing.
///
/// It is free to copy, and belongs to its thread. It may outlive its tape; then it is a value still, and what would
/// need the tape panics with [`TapeError::Forgotten`].
///
/// ```
/// use calculus::prelude::*;
///
/// let tape = Tape::new();
/// let x = tape.watch(5.0);
/// let y = x * x;
/// assert_eq!(y.value(), 25.0);
/// assert_eq!(tape.gradient(y, x), 10.0);
/// ```
#[derive(Clone, Copy)]
pub struct Var {
    pub(super) value: f64,
    /// The derivative of the value with respect to the place of the tape that it was calculated from.
    pub(super) slope: f64,
    /// The number of that place.
    pub(super) number: u64,
    pub(super) tape: Option<&'static Recording>,
}

impl Var {
    /// The result of the calculation.
    pub fn value(self) -> f64 {
        self.value
    }

    /// Gives the value a name on a tape that is looked at: `(m * x + b).named("ŷ")`. On any other it does nothing.
    #[track_caller]
    pub fn named(self, name: &str) -> Var {
        if let Some(tape) = self.tape.filter(|_| self.number >= LOOKED_AT) {
            let place = or_panic(self.place_on(tape));
            tape.steps().borrow_mut().name(place, name);
        }
        self
    }

    /// An input of a tape, which has this number there.
    pub(super) fn input(value: f64, tape: &'static Recording, number: u64) -> Var {
        Var { value, slope: 1.0, number, tape: Some(tape) }
    }

    /// Its place on a tape. Fails for a constant, a variable of another tape, and one from before the last reset.
    pub(super) fn place_on(self, tape: &Recording) -> Result<usize, TapeError> {
        let mine = self.tape.ok_or(TapeError::NotWatched { value: self.value })?;
        let place = mine.place(self.number)?;
        if std::ptr::eq(mine, tape) { Ok(place) } else { Err(TapeError::TwoTapes) }
    }

    /// A function of one variable.
    #[inline(always)]
    #[track_caller]
    fn unary(self, operation: &'static str, value: f64, derivative: f64) -> Var {
        let (slope, number) = match self.tape {
            Some(tape) if self.number >= LOOKED_AT => (1.0, noted(tape, operation, [self], value, [derivative])),
            _ => (self.slope * derivative, self.number),
        };
        Var { value, slope, number, ..self }
    }

    /// A function of two variables, with the derivative by each.
    #[inline(always)]
    #[track_caller]
    fn binary(self, operation: &'static str, other: Var, value: f64, by_self: f64, by_other: f64) -> Var {
        let (by_mine, by_theirs) = (self.slope * by_self, other.slope * by_other);
        let (slope, number, tape) = match (self.tape, other.tape) {
            (Some(tape), _) | (None, Some(tape)) if self.number | other.number >= LOOKED_AT => {
                (1.0, noted(tape, operation, [self, other], value, [by_self, by_other]), Some(tape))
            }
            (mine, None) => (by_mine, self.number, mine),
            (None, theirs) => (by_theirs, other.number, theirs),
            (Some(mine), Some(theirs)) if !std::ptr::eq(mine, theirs) => two_tapes(),
            (mine, _) if self.number == other.number => (by_mine + by_theirs, self.number, mine),
            (Some(tape), _) => (1.0, tape.record([self.number, other.number], [by_mine, by_theirs]), Some(tape)),
        };
        Var { value, slope, number, tape }
    }
}

impl From<f64> for Var {
    #[inline(always)]
    fn from(value: f64) -> Var {
        Var { value, slope: 0.0, number: 0, tape: None }
    }
}

impl Neg for Var {
    type Output = Var;
    #[inline(always)]
    #[track_caller]
    fn neg(self) -> Var {
        self.unary("negative", -self.value, -1.0)
    }
}

impl Add for Var {
    type Output = Var;
    #[inline(always)]
    #[track_caller]
    fn add(self, other: Var) -> Var {
        self.binary("+", other, self.value + other.value, 1.0, 1.0)
    }
}

impl Sub for Var {
    type Output = Var;
    #[inline(always)]
    #[track_caller]
    fn sub(self, other: Var) -> Var {
        self.binary("−", other, self.value - other.value, 1.0, -1.0)
    }
}

impl Mul for Var {
    type Output = Var;
    #[inline(always)]
    #[track_caller]
    fn mul(self, other: Var) -> Var {
        self.binary("·", other, self.value * other.value, other.value, self.value)
    }
}

impl Div for Var {
    type Output = Var;
    #[inline(always)]
    #[track_caller]
    fn div(self, other: Var) -> Var {
        let quotient = self.value / other.value;
        self.binary("/", other, quotient, 1.0 / other.value, -quotient / other.value)
    }
}

/// Functions whose slopes are written down in one place for all.
macro_rules! by_their_slopes {
    ($($function:ident),+) => {$(
        #[inline(always)]
        #[track_caller]
        fn $function(self) -> Var {
            self.unary(stringify!($function), self.value.$function(), slopes::$function(self.value))
        }
    )+};
}

impl Number for Var {
    by_their_slopes!(
        sinh, cosh, tanh, asin, acos, atan, asinh, acosh, atanh, log2, log10, cbrt, exp2, sigmoid, softplus
    );

    #[inline(always)]
    #[track_caller]
    fn powi(self, exponent: i32) -> Var {
        let derivative =
            if exponent == 0 { 0.0 } else { f64::from(exponent) * self.value.powi(exponent.saturating_sub(1)) };
        self.binary("^", Var::from(f64::from(exponent)), self.value.powi(exponent), derivative, 0.0)
    }
    #[inline(always)]
    #[track_caller]
    fn powf(self, exponent: f64) -> Var {
        self.pow(Var::from(exponent))
    }
    #[inline(always)]
    #[track_caller]
    fn pow(self, exponent: Var) -> Var {
        let (base, power) = (self.value, self.value.powf(exponent.value));
        let by_base =
            if exponent.value == 0.0 && base == 0.0 { 0.0 } else { exponent.value * base.powf(exponent.value - 1.0) };
        self.binary("^", exponent, power, by_base, power * base.ln())
    }
    #[inline(always)]
    #[track_caller]
    fn sqrt(self) -> Var {
        let root = self.value.sqrt();
        self.unary("√", root, 0.5 / root)
    }
    #[inline(always)]
    #[track_caller]
    fn exp(self) -> Var {
        let power = self.value.exp();
        self.unary("exp", power, power)
    }
    #[inline(always)]
    #[track_caller]
    fn ln(self) -> Var {
        self.unary("ln", self.value.ln(), if self.value < 0.0 { f64::NAN } else { 1.0 / self.value })
    }
    #[inline(always)]
    #[track_caller]
    fn sin(self) -> Var {
        self.unary("sin", self.value.sin(), self.value.cos())
    }
    #[inline(always)]
    #[track_caller]
    fn cos(self) -> Var {
        self.unary("cos", self.value.cos(), -self.value.sin())
    }
    #[inline(always)]
    #[track_caller]
    fn tan(self) -> Var {
        let tangent = self.value.tan();
        self.unary("tan", tangent, 1.0 + tangent * tangent)
    }
    #[inline(always)]
    #[track_caller]
    fn abs(self) -> Var {
        let sign = if self.value == 0.0 { 0.0 } else { self.value.signum() };
        self.unary("abs", self.value.abs(), sign)
    }
    #[inline(always)]
    #[track_caller]
    fn max(self, other: impl Into<Var>) -> Var {
        let other = other.into();
        let share = share(self.value, other.value);
        self.binary("max", other, self.value.max(other.value), share, 1.0 - share)
    }
    #[inline(always)]
    #[track_caller]
    fn min(self, other: impl Into<Var>) -> Var {
        let other = other.into();
        let share = share(-self.value, -other.value);
        self.binary("min", other, self.value.min(other.value), share, 1.0 - share)
    }
    #[inline(always)]
    #[track_caller]
    fn floor(self) -> Var {
        self.unary("floor", self.value.floor(), 0.0)
    }
    #[inline(always)]
    #[track_caller]
    fn sign(self) -> Var {
        self.unary("sign", self.value.sign(), 0.0)
    }
    #[inline(always)]
    #[track_caller]
    fn relu(self) -> Var {
        self.unary("relu", self.value.relu(), share(self.value, 0.0))
    }
    #[inline(always)]
    #[track_caller]
    fn atan2(self, x: impl Into<Var>) -> Var {
        let x = x.into();
        let [by_y, by_x] = slopes::atan2(self.value, x.value);
        self.binary("atan2", x, self.value.atan2(x.value), by_y, by_x)
    }
    #[inline(always)]
    #[track_caller]
    fn hypot(self, other: impl Into<Var>) -> Var {
        let other = other.into();
        let distance = self.value.hypot(other.value);
        let slope = |part: f64| if distance == 0.0 { 0.0 } else { part / distance };
        self.binary("hypot", other, distance, slope(self.value), slope(other.value))
    }
}

/// How much of the larger of two numbers is the first: all, nothing, or half where they are equal. As for `f64`, NaN
/// is never the larger one.
#[inline]
fn share(one: f64, other: f64) -> f64 {
    match one.partial_cmp(&other) {
        Some(Ordering::Equal) => 0.5,
        Some(Ordering::Less) => 0.0,
        None if one.is_nan() => 0.0,
        _ => 1.0,
    }
}

macro_rules! with_numbers {
    ($($operator:ident $method:ident),+) => {$(
        impl $operator<f64> for Var {
            type Output = Var;
            #[inline(always)]
            #[track_caller]
            fn $method(self, number: f64) -> Var {
                $operator::$method(self, Var::from(number))
            }
        }
        impl $operator<Var> for f64 {
            type Output = Var;
            #[inline(always)]
            #[track_caller]
            fn $method(self, other: Var) -> Var {
                $operator::$method(Var::from(self), other)
            }
        }
    )+};
}
with_numbers!(Add add, Sub sub, Mul mul, Div div);

/// Two variables are equal when their values are, as a program that branches on `f64` would have it.
impl PartialEq for Var {
    fn eq(&self, other: &Var) -> bool {
        self.value == other.value
    }
}

impl PartialEq<f64> for Var {
    fn eq(&self, number: &f64) -> bool {
        self.value == *number
    }
}

impl PartialOrd for Var {
    fn partial_cmp(&self, other: &Var) -> Option<Ordering> {
        self.value.partial_cmp(&other.value)
    }
}

impl PartialOrd<f64> for Var {
    fn partial_cmp(&self, number: &f64) -> Option<Ordering> {
        self.value.partial_cmp(number)
    }
}

plain!(Var);

impl fmt::Debug for Var {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.value, out)
    }
}

/// An operation with everything about it, for a tape that is looked at. Its number there.
#[cold]
#[inline(never)]
#[track_caller]
fn noted<const N: usize>(
    tape: &Recording,
    operation: &'static str,
    operands: [Var; N],
    value: f64,
    derivatives: [f64; N],
) -> u64 {
    let mut parents = [Operand::Constant(0.0); N];
    for (parent, operand) in parents.iter_mut().zip(operands) {
        *parent = match operand.tape {
            None => Operand::Constant(operand.value),
            Some(_) => Operand::Entry(or_panic(operand.place_on(tape))),
        };
    }
    tape.note(Step::new(operation, &parents, &derivatives, value))
}

#[cold]
#[inline(never)]
#[track_caller]
fn two_tapes() -> ! {
    panic!("{}", TapeError::TwoTapes)
}
