//! Forward mode: a number that carries its slope along.
//!
//! A dual number is a + b·ε with ε² = 0. Calculating with it is calculating with values and applying the rules of
//! differentiation at the same time (W. K. Clifford 1873; R. E. Wengert, *A simple automatic derivative evaluation
//! program*, Comm. ACM 7 (1964)).

use crate::number::{Number, Ordered, slopes};
use crate::show::plain;
use std::cmp::Ordering;
use std::fmt;
use std::ops::{Add, Div, Mul, Neg, Sub};

/// A value, and its slope with respect to the variable.
///
/// ```
/// use calculus::prelude::*;
///
/// let x = Dual::variable(5.0);
/// let y = x * x;
/// assert_eq!((y.value(), y.slope()), (25.0, 10.0));
/// ```
///
/// The parts may be dual numbers themselves; then the slope has a slope, the second derivative.
///
/// ```
/// # use calculus::prelude::*;
/// let x = Dual::variable(Dual::variable(5.0));
/// assert_eq!((x * x * x).slope().slope(), 30.0);
/// ```
#[derive(Clone, Copy)]
pub struct Dual<N = f64> {
    value: N,
    slope: N,
}

impl<N: Number> Dual<N> {
    /// A value with the slope that it has so far.
    pub fn new(value: N, slope: N) -> Dual<N> {
        Dual { value, slope }
    }

    /// The variable that slopes are taken with respect to: its own slope is 1.
    pub fn variable(value: N) -> Dual<N> {
        Dual::new(value, N::from(1.0))
    }

    /// A number that does not depend on the variable: its slope is 0.
    pub fn constant(value: N) -> Dual<N> {
        Dual::new(value, N::from(0.0))
    }

    /// What the function without the slope would give.
    pub fn value(&self) -> N {
        self.value
    }

    /// The derivative with respect to the variable.
    pub fn slope(&self) -> N {
        self.slope
    }

    /// The chain rule: the slope of f(u) is f′(u)·u′.
    #[track_caller]
    fn chain(self, value: N, derivative: N) -> Dual<N> {
        Dual::new(value, derivative * self.slope)
    }
}

impl<N: Number> From<f64> for Dual<N> {
    fn from(number: f64) -> Dual<N> {
        Dual::constant(N::from(number))
    }
}

impl<N: Number> Neg for Dual<N> {
    type Output = Dual<N>;
    #[track_caller]
    fn neg(self) -> Dual<N> {
        Dual::new(-self.value, -self.slope)
    }
}

impl<N: Number> Add for Dual<N> {
    type Output = Dual<N>;
    #[track_caller]
    fn add(self, other: Dual<N>) -> Dual<N> {
        Dual::new(self.value + other.value, self.slope + other.slope)
    }
}

impl<N: Number> Sub for Dual<N> {
    type Output = Dual<N>;
    #[track_caller]
    fn sub(self, other: Dual<N>) -> Dual<N> {
        Dual::new(self.value - other.value, self.slope - other.slope)
    }
}

impl<N: Number> Mul for Dual<N> {
    type Output = Dual<N>;
    #[track_caller]
    fn mul(self, other: Dual<N>) -> Dual<N> {
        Dual::new(self.value * other.value, self.slope * other.value + self.value * other.slope)
    }
}

impl<N: Number> Div for Dual<N> {
    type Output = Dual<N>;
    #[track_caller]
    fn div(self, other: Dual<N>) -> Dual<N> {
        let quotient = self.value / other.value;
        Dual::new(quotient, (self.slope - quotient * other.slope) / other.value)
    }
}

impl<N: Number> Add<f64> for Dual<N> {
    type Output = Dual<N>;
    #[track_caller]
    fn add(self, number: f64) -> Dual<N> {
        Dual::new(self.value + number, self.slope)
    }
}

impl<N: Number> Sub<f64> for Dual<N> {
    type Output = Dual<N>;
    #[track_caller]
    fn sub(self, number: f64) -> Dual<N> {
        Dual::new(self.value - number, self.slope)
    }
}

impl<N: Number> Mul<f64> for Dual<N> {
    type Output = Dual<N>;
    #[track_caller]
    fn mul(self, number: f64) -> Dual<N> {
        Dual::new(self.value * number, self.slope * number)
    }
}

impl<N: Number> Div<f64> for Dual<N> {
    type Output = Dual<N>;
    #[track_caller]
    fn div(self, number: f64) -> Dual<N> {
        Dual::new(self.value / number, self.slope / number)
    }
}

/// NaN in all its parts: where there is no slope, the slope has none either. (NaN as a constant would have the slope 0.)
#[track_caller]
fn none<N: Number>(slope: N) -> N {
    slope * f64::NAN
}

macro_rules! number_on_the_left {
    ($($operator:ident $method:ident),+) => {$(
        impl<N: Number> $operator<Dual<N>> for f64 {
            type Output = Dual<N>;
            #[track_caller]
            fn $method(self, other: Dual<N>) -> Dual<N> {
                $operator::$method(Dual::from(self), other)
            }
        }
    )+};
}
number_on_the_left!(Add add, Sub sub, Mul mul, Div div);

/// Functions whose slopes are written down in one place for all.
macro_rules! by_their_slopes {
    ($($function:ident),+) => {$(
        #[track_caller]
        fn $function(self) -> Dual<N> {
            self.chain(self.value.$function(), slopes::$function(self.value))
        }
    )+};
}

impl<N: Ordered> Number for Dual<N> {
    by_their_slopes!(
        sinh, cosh, tanh, asin, acos, atan, asinh, acosh, atanh, log2, log10, cbrt, exp2, sigmoid, softplus
    );

    #[track_caller]
    fn powi(self, exponent: i32) -> Dual<N> {
        // Without the first case x⁰ would have the slope 0·0⁻¹ at 0, which is NaN.
        let derivative = match exponent {
            0 => N::from(0.0),
            n => self.value.powi(n.saturating_sub(1)) * f64::from(n),
        };
        self.chain(self.value.powi(exponent), derivative)
    }
    #[track_caller]
    fn powf(self, exponent: f64) -> Dual<N> {
        let derivative = if exponent == 0.0 { N::from(0.0) } else { self.value.powf(exponent - 1.0) * exponent };
        self.chain(self.value.powf(exponent), derivative)
    }
    #[track_caller]
    fn pow(self, exponent: Dual<N>) -> Dual<N> {
        let power = self.value.pow(exponent.value);
        let by_base = if exponent.value == 0.0 && self.value == 0.0 {
            N::from(0.0)
        } else {
            exponent.value * self.value.pow(exponent.value - 1.0)
        };
        // The logarithm of a base that is not positive is of no interest to an exponent that stays as it is.
        let by_exponent =
            if exponent.slope == 0.0 && self.value <= 0.0 { N::from(0.0) } else { power * self.value.ln() };
        Dual::new(power, by_base * self.slope + by_exponent * exponent.slope)
    }
    #[track_caller]
    fn sqrt(self) -> Dual<N> {
        let root = self.value.sqrt();
        self.chain(root, N::from(0.5) / root)
    }
    #[track_caller]
    fn exp(self) -> Dual<N> {
        let power = self.value.exp();
        self.chain(power, power)
    }
    #[track_caller]
    fn ln(self) -> Dual<N> {
        // Below 0 the formula 1/x has a value where the logarithm has none.
        let derivative = if self.value < 0.0 { N::from(f64::NAN) } else { N::from(1.0) / self.value };
        self.chain(self.value.ln(), derivative)
    }
    #[track_caller]
    fn sin(self) -> Dual<N> {
        self.chain(self.value.sin(), self.value.cos())
    }
    #[track_caller]
    fn cos(self) -> Dual<N> {
        self.chain(self.value.cos(), -self.value.sin())
    }
    #[track_caller]
    fn tan(self) -> Dual<N> {
        let tangent = self.value.tan();
        self.chain(tangent, tangent * tangent + 1.0)
    }
    #[track_caller]
    fn abs(self) -> Dual<N> {
        self.max(-self)
    }
    #[track_caller]
    fn max(self, other: impl Into<Dual<N>>) -> Dual<N> {
        let other = other.into();
        match self.value.partial_cmp(&other.value) {
            Some(Ordering::Greater) => self,
            Some(Ordering::Less) => other,
            Some(Ordering::Equal) => match (self - other).leaves_zero() {
                // One touches the other, and is larger on both sides.
                Some((order, sign)) if order > 0 && order % 2 == 0 => [other, self][usize::from(sign > 0.0)],
                _ => self.meets(other),
            },
            // As f64 does: the one that is a number.
            None if self.value.partial_cmp(&self.value).is_some() => self,
            None => other,
        }
    }
    fn leaves_zero(self) -> Option<(u32, f64)> {
        let of_value = self.value.leaves_zero().filter(|(order, _)| *order == 0);
        of_value.or_else(|| self.slope.leaves_zero().map(|(order, sign)| (order + 1, sign)))
    }
    #[track_caller]
    fn meets(self, other: Dual<N>) -> Dual<N> {
        // A corner, unless they run side by side.
        let slope = if self.slope == other.slope { self.slope.meets(other.slope) } else { none(self.slope) };
        Dual::new(self.value.meets(other.value), slope)
    }
    #[track_caller]
    fn min(self, other: impl Into<Dual<N>>) -> Dual<N> {
        -(-self).max(-other.into())
    }
    #[track_caller]
    fn floor(self) -> Dual<N> {
        let below = self.value.floor();
        let jumps = self.value == below && self.slope != 0.0;
        Dual::new(below, if jumps { none(self.slope) } else { N::from(0.0) })
    }
    #[track_caller]
    fn sign(self) -> Dual<N> {
        let jumps = self.value == 0.0 && self.slope != 0.0;
        Dual::new(self.value.sign(), if jumps { none(self.slope) } else { N::from(0.0) })
    }
    #[track_caller]
    fn atan2(self, x: impl Into<Dual<N>>) -> Dual<N> {
        let x = x.into();
        let [by_y, by_x] = slopes::atan2(self.value, x.value);
        // From π to −π, where the point crosses the negative x-axis.
        let jumps = self.value == 0.0 && x.value < 0.0 && self.slope != 0.0;
        let slope = by_y * self.slope + by_x * x.slope;
        Dual::new(self.value.atan2(x.value), if jumps { none(slope) } else { slope })
    }
    #[track_caller]
    fn hypot(self, other: impl Into<Dual<N>>) -> Dual<N> {
        let other = other.into();
        let distance = self.value.hypot(other.value);
        // At the origin there is a corner, unless the point stays there.
        let stays = distance == 0.0 && self.slope == 0.0 && other.slope == 0.0;
        let slope = self.value / distance * self.slope + other.value / distance * other.slope;
        Dual::new(distance, if stays { N::from(0.0) } else { slope })
    }
}

/// Two dual numbers are equal when their values are, as a program that branches on `f64` would have it.
impl<N: PartialEq> PartialEq for Dual<N> {
    fn eq(&self, other: &Dual<N>) -> bool {
        self.value == other.value
    }
}

impl<N: PartialEq<f64>> PartialEq<f64> for Dual<N> {
    fn eq(&self, number: &f64) -> bool {
        self.value == *number
    }
}

impl<N: PartialOrd> PartialOrd for Dual<N> {
    fn partial_cmp(&self, other: &Dual<N>) -> Option<Ordering> {
        self.value.partial_cmp(&other.value)
    }
}

impl<N: PartialOrd<f64>> PartialOrd<f64> for Dual<N> {
    fn partial_cmp(&self, number: &f64) -> Option<Ordering> {
        self.value.partial_cmp(number)
    }
}

plain!(<N> Dual<N>);

impl<N: fmt::Debug> fmt::Debug for Dual<N> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:?} with slope {:?}", self.value, self.slope)
    }
}
