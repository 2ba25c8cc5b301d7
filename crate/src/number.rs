//! One function, read four ways: as a number, with its slope, as a tape, as a symbol.
//!
//! A function written for any [`Number`] can be read in each of them: the plain number is `f64`, the number with its
//! slope [`Dual`](crate::autodiff::Dual), the tape's variable [`Var`](crate::autodiff::Var), and the symbol
//! [`Expr`](crate::symbolic::Expr). A function with a branch asks for [`Ordered`] numbers, and has three readings.
//! As a symbol it is read by [`limit_by_algebra`](crate::limits::limit_by_algebra), too, which finds its limit exactly.

mod plain;
pub(crate) mod reading;
pub(crate) mod slopes;
pub(crate) mod written;

use std::fmt::Debug;
use std::ops::{Add, Div, Mul, Neg, Sub};

/// What a function of the course can be computed with.
///
/// A plain number stands on the right of an operator (`x * 2.0`), or is made one first
/// (`N::from(25.0) / x`); `2.0 * x` is not possible for every `N`.
///
/// Numbers have no order here: a formula that is not computed yet cannot say whether it is positive, so a
/// branch such as `if x > 0.0` would silently take the wrong side. `abs`, `max`, `min` and `floor` are
/// operations instead.
///
/// ```
/// use calculus::number::Number;
///
/// fn f<N: Number>(x: N) -> N { x.powi(2) + x * 2.0 + 2.0 }
///
/// assert_eq!(f(2.0), 10.0);
/// ```
///
/// Nothing here panics: where the real numbers have no answer, `f64` gives NaN or an infinity.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a number that a function of this course can take",
    label = "not a number of calculus",
    note = "write a number with a decimal point: `2.0`, not `2`"
)]
pub trait Number:
    Copy
    + Debug
    + From<f64>
    + 'static
    + Neg<Output = Self>
    + Add<Output = Self>
    + Add<f64, Output = Self>
    + Sub<Output = Self>
    + Sub<f64, Output = Self>
    + Mul<Output = Self>
    + Mul<f64, Output = Self>
    + Div<Output = Self>
    + Div<f64, Output = Self>
{
    /// The power with a whole exponent, xⁿ. Any base will do, and x⁰ is 1, also at x = 0.
    ///
    /// ```
    /// # use calculus::number::Number;
    /// fn f<N: Number>(x: N) -> N { x.powi(3) }
    /// assert_eq!(f(-2.0), -8.0);
    /// ```
    fn powi(self, exponent: i32) -> Self;

    /// The power with a real exponent, xᵖ. NaN for a negative base unless the exponent is whole.
    ///
    /// ```
    /// # use calculus::number::Number;
    /// fn f<N: Number>(x: N) -> N { x.powf(1.5) }
    /// assert_eq!(f(4.0), 8.0);
    /// ```
    fn powf(self, exponent: f64) -> Self;

    /// The power whose exponent may depend on x too, such as xˣ. NaN for a negative base unless the
    /// exponent is whole.
    ///
    /// ```
    /// # use calculus::number::Number;
    /// fn f<N: Number>(x: N) -> N { x.pow(x) }
    /// assert_eq!(f(3.0), 27.0);
    /// ```
    fn pow(self, exponent: Self) -> Self;

    /// The square root. NaN below 0.
    ///
    /// ```
    /// # use calculus::number::Number;
    /// fn f<N: Number>(x: N) -> N { x.sqrt() }
    /// assert_eq!(f(9.0), 3.0);
    /// ```
    fn sqrt(self) -> Self;

    /// The exponential function eˣ.
    ///
    /// ```
    /// # use calculus::number::Number;
    /// fn f<N: Number>(x: N) -> N { x.exp() }
    /// assert_eq!(f(0.0), 1.0);
    /// ```
    fn exp(self) -> Self;

    /// The natural logarithm. −∞ at 0, NaN below.
    ///
    /// ```
    /// # use calculus::number::Number;
    /// fn f<N: Number>(x: N) -> N { x.ln() }
    /// assert_eq!(f(1.0), 0.0);
    /// ```
    fn ln(self) -> Self;

    /// The sine of an angle in radians.
    ///
    /// ```
    /// # use calculus::number::Number;
    /// fn f<N: Number>(x: N) -> N { x.sin() / x }
    /// assert_eq!(f(0.1), 0.9983341664682815);
    /// ```
    fn sin(self) -> Self;

    /// The cosine of an angle in radians.
    ///
    /// ```
    /// # use calculus::number::Number;
    /// fn f<N: Number>(x: N) -> N { x.cos() }
    /// assert_eq!(f(0.0), 1.0);
    /// ```
    fn cos(self) -> Self;

    /// The tangent of an angle in radians.
    ///
    /// ```
    /// # use calculus::number::Number;
    /// fn f<N: Number>(x: N) -> N { x.tan() }
    /// assert_eq!(f(0.0), 0.0);
    /// ```
    fn tan(self) -> Self;

    /// The distance from 0, |x|.
    ///
    /// ```
    /// # use calculus::number::Number;
    /// fn f<N: Number>(x: N) -> N { x.abs() }
    /// assert_eq!(f(-3.0), 3.0);
    /// ```
    fn abs(self) -> Self;

    /// The larger of two; `other` may be a plain number.
    ///
    /// ```
    /// # use calculus::number::Number;
    /// fn rectifier<N: Number>(x: N) -> N { x.max(0.0) }
    /// assert_eq!(rectifier(-3.0), 0.0);
    /// ```
    fn max(self, other: impl Into<Self>) -> Self;

    /// The smaller of two; `other` may be a plain number.
    ///
    /// ```
    /// # use calculus::number::Number;
    /// fn f<N: Number>(x: N) -> N { x.min(x * x) }
    /// assert_eq!(f(0.5), 0.25);
    /// ```
    fn min(self, other: impl Into<Self>) -> Self;

    /// The largest whole number that is not above x.
    ///
    /// ```
    /// # use calculus::number::Number;
    /// fn f<N: Number>(x: N) -> N { x.floor() }
    /// assert_eq!(f(-1.5), -2.0);
    /// ```
    fn floor(self) -> Self;

    /// The hyperbolic sine, (eˣ − e⁻ˣ)/2.
    ///
    /// ```
    /// # use calculus::number::Number;
    /// fn f<N: Number>(x: N) -> N { x.sinh() }
    /// assert_eq!(f(0.0), 0.0);
    /// ```
    fn sinh(self) -> Self;

    /// The hyperbolic cosine, (eˣ + e⁻ˣ)/2: the shape of a hanging chain.
    ///
    /// ```
    /// # use calculus::number::Number;
    /// fn f<N: Number>(x: N) -> N { x.cosh() }
    /// assert_eq!(f(0.0), 1.0);
    /// ```
    fn cosh(self) -> Self;

    /// The hyperbolic tangent, sinh x / cosh x: from −1 to 1, and 1 without any overflow at x = 1000.
    ///
    /// ```
    /// # use calculus::number::Number;
    /// fn f<N: Number>(x: N) -> N { x.tanh() }
    /// assert_eq!(f(1000.0), 1.0);
    /// ```
    fn tanh(self) -> Self;

    /// The angle from −π/2 to π/2 whose sine is x. NaN unless x is from −1 to 1.
    ///
    /// ```
    /// # use calculus::number::Number;
    /// fn f<N: Number>(x: N) -> N { x.asin() }
    /// assert_eq!(f(1.0), std::f64::consts::FRAC_PI_2);
    /// ```
    fn asin(self) -> Self;

    /// The angle from 0 to π whose cosine is x. NaN unless x is from −1 to 1.
    ///
    /// ```
    /// # use calculus::number::Number;
    /// fn f<N: Number>(x: N) -> N { x.acos() }
    /// assert_eq!(f(1.0), 0.0);
    /// ```
    fn acos(self) -> Self;

    /// The angle between −π/2 and π/2 whose tangent is x.
    ///
    /// ```
    /// # use calculus::number::Number;
    /// fn f<N: Number>(x: N) -> N { x.atan() }
    /// assert_eq!(f(1.0), std::f64::consts::FRAC_PI_4);
    /// ```
    fn atan(self) -> Self;

    /// The number whose hyperbolic sine is x, ln(x + √(x² + 1)).
    ///
    /// ```
    /// # use calculus::number::Number;
    /// fn f<N: Number>(x: N) -> N { x.asinh() }
    /// assert_eq!(f(0.0), 0.0);
    /// ```
    fn asinh(self) -> Self;

    /// The number from 0 up whose hyperbolic cosine is x. NaN below 1.
    ///
    /// ```
    /// # use calculus::number::Number;
    /// fn f<N: Number>(x: N) -> N { x.acosh() }
    /// assert_eq!(f(1.0), 0.0);
    /// ```
    fn acosh(self) -> Self;

    /// The number whose hyperbolic tangent is x. ±∞ at ±1, NaN beyond.
    ///
    /// ```
    /// # use calculus::number::Number;
    /// fn f<N: Number>(x: N) -> N { x.atanh() }
    /// assert_eq!(f(0.0), 0.0);
    /// ```
    fn atanh(self) -> Self;

    /// The logarithm to base 2. −∞ at 0, NaN below.
    ///
    /// ```
    /// # use calculus::number::Number;
    /// fn f<N: Number>(x: N) -> N { x.log2() }
    /// assert_eq!(f(8.0), 3.0);
    /// ```
    fn log2(self) -> Self;

    /// The logarithm to base 10. −∞ at 0, NaN below.
    ///
    /// ```
    /// # use calculus::number::Number;
    /// fn f<N: Number>(x: N) -> N { x.log10() }
    /// assert_eq!(f(1000.0), 3.0);
    /// ```
    fn log10(self) -> Self;

    /// The cube root, of negative numbers too.
    ///
    /// ```
    /// # use calculus::number::Number;
    /// fn f<N: Number>(x: N) -> N { x.cbrt() }
    /// assert_eq!(f(-8.0), -2.0);
    /// ```
    fn cbrt(self) -> Self;

    /// The power of two, 2ˣ.
    ///
    /// ```
    /// # use calculus::number::Number;
    /// fn f<N: Number>(x: N) -> N { x.exp2() }
    /// assert_eq!(f(3.0), 8.0);
    /// ```
    fn exp2(self) -> Self;

    /// 1 for a positive number, −1 for a negative one, and 0 for 0, also for −0.0.
    ///
    /// ```
    /// # use calculus::number::Number;
    /// fn f<N: Number>(x: N) -> N { x.sign() }
    /// assert_eq!((f(-3.0), f(0.0)), (-1.0, 0.0));
    /// ```
    fn sign(self) -> Self;

    /// The logistic sigmoid σ(x) = 1/(1 + e⁻ˣ): from 0 to 1, without any overflow.
    ///
    /// ```
    /// # use calculus::number::Number;
    /// fn f<N: Number>(x: N) -> N { x.sigmoid() }
    /// assert_eq!((f(-1000.0), f(0.0), f(1000.0)), (0.0, 0.5, 1.0));
    /// ```
    fn sigmoid(self) -> Self;

    /// ln(1 + eˣ), a rectifier without a corner. Its slope is the sigmoid.
    ///
    /// ```
    /// # use calculus::number::Number;
    /// fn f<N: Number>(x: N) -> N { x.softplus() }
    /// assert_eq!((f(-1000.0), f(1000.0)), (0.0, 1000.0));
    /// ```
    fn softplus(self) -> Self;

    /// The angle of the point with this number as its y and `x` as its x, from −π to π.
    ///
    /// ```
    /// # use calculus::number::Number;
    /// fn f<N: Number>(y: N) -> N { y.atan2(-1.0) }
    /// assert_eq!(f(1.0), 3.0 * std::f64::consts::FRAC_PI_4);
    /// ```
    fn atan2(self, x: impl Into<Self>) -> Self;

    /// The distance of the point with these two coordinates from the origin, √(x² + y²), without overflow on the way.
    ///
    /// ```
    /// # use calculus::number::Number;
    /// fn f<N: Number>(x: N) -> N { x.hypot(4.0) }
    /// assert_eq!(f(3.0), 5.0);
    /// ```
    fn hypot(self, other: impl Into<Self>) -> Self;

    /// How a number that is 0, and carries slopes by one variable along, leaves 0 with it: the order of the first derivative
    /// that is not 0, and its sign. `None` if all are 0 or there are none.
    #[doc(hidden)]
    fn leaves_zero(self) -> Option<(u32, f64)> {
        None
    }

    /// The maximum of two that meet without being the same on both sides: with no derivative where theirs differ, and none
    /// of it.
    #[doc(hidden)]
    fn meets(self, other: Self) -> Self {
        self.max(other)
    }

    /// The rectifier of machine learning: x where x is positive, or else 0. It has a corner at 0, as `max` has.
    ///
    /// ```
    /// # use calculus::number::Number;
    /// fn f<N: Number>(x: N) -> N { x.relu() }
    /// assert_eq!((f(-3.0), f(3.0)), (0.0, 3.0));
    /// ```
    fn relu(self) -> Self {
        self.max(0.0)
    }

    /// One divided by x.
    ///
    /// ```
    /// # use calculus::number::Number;
    /// fn f<N: Number>(x: N) -> N { x.recip() }
    /// assert_eq!(f(4.0), 0.25);
    /// ```
    fn recip(self) -> Self {
        Self::from(1.0) / self
    }

    /// Another name of [`sign`](Number::sign). The machine's own method of this name, which a plain `fn f(x: f64)` calls,
    /// is 1 at 0.0 and −1 at −0.0.
    ///
    /// ```
    /// # use calculus::number::Number;
    /// fn f<N: Number>(x: N) -> N { x.signum() }
    /// assert_eq!((f(-3.0), f(0.0), 0f64.signum()), (-1.0, 0.0, 1.0));
    /// ```
    fn signum(self) -> Self {
        self.sign()
    }
}

/// A [`Number`] that can be compared, for functions with a branch or a loop that ends when it is close enough. A
/// comparison looks at the value alone.
///
/// ```
/// use calculus::prelude::*;
///
/// fn f<N: Ordered>(x: N) -> N { if x > 1.0 { x * 2.0 - 1.0 } else { x * x } }
///
/// assert_eq!(f(3.0), 5.0);
/// assert_eq!(derivative(f, 3.0), 2.0);
/// ```
///
/// `f64`, `Dual` and `Var` are ordered. A formula is not:
///
/// ```compile_fail,E0277
/// # use calculus::prelude::*;
/// # fn f<N: Ordered>(x: N) -> N { if x > 1.0 { x * 2.0 - 1.0 } else { x * x } }
/// let formula = formula(f); // an `Expr` has no value yet that could be above 1
/// ```
#[diagnostic::on_unimplemented(
    message = "the function has a branch, and `{Self}` cannot decide which side to take",
    label = "has no order",
    note = "a formula (`Expr`) is not computed yet, so it is neither above nor below a number",
    note = "take `abs`, `max` or `min` instead of the branch, or read the function as `f64`, `Dual` or `Var`"
)]
pub trait Ordered: Number + PartialOrd + PartialOrd<f64> {}

impl<N: Number + PartialOrd + PartialOrd<f64>> Ordered for N {}

#[cfg(test)]
mod tests {
    use super::*;

    /// Stands for every helper of the library that takes a function.
    fn value_at_two(f: impl Fn(f64) -> f64) -> f64 {
        f(2.0)
    }

    fn concrete(x: f64) -> f64 {
        2.0 + 2.0 * x + x.powi(2)
    }

    fn generic<N: Number>(x: N) -> N {
        x.powi(2) + x * 2.0 + 2.0
    }

    fn every_operation<N: Number>(x: N) -> N {
        let sum = x + x - x * x / (x + 1.0) - 1.0;
        let powers = x.powi(2) + x.powf(0.5) + x.pow(x) + x.sqrt();
        let others = x.exp() + x.ln() + x.sin() + x.cos() + x.tan() + x.abs();
        let hyperbolic = x.sinh() + x.cosh() + x.tanh() + x.asinh() + x.acosh() + (x / 10.0).atanh();
        let angles = (x / 10.0).asin() + (x / 10.0).acos() + x.atan() + x.atan2(1.0) + x.hypot(x);
        let others = others + hyperbolic + angles + x.log2() + x.log10() + x.cbrt() + x.exp2() + x.recip();
        let others = others + x.sign() + x.signum() + x.sigmoid() + x.relu() + x.softplus();
        let choices = x.max(0.0).min(x) + x.max(x * 2.0) + x.min(10.0) + x.floor();
        -(sum + powers + others + choices) + N::from(25.0) / x * 2.0 / 2.0
    }

    #[test]
    fn helpers_take_a_plain_function_a_generic_one_and_a_closure() {
        assert_eq!(value_at_two(concrete), 10.0);
        assert_eq!(value_at_two(generic), 10.0);
        assert_eq!(value_at_two(|x| x.powi(2) + 2.0 * x + 2.0), 10.0);
        assert!(value_at_two(every_operation).is_finite());
    }

    #[test]
    fn the_plain_number_gives_what_the_machine_gives() {
        for x in [-2.5, -1.0, -0.0, 0.0, 0.3, 1.0, 7.0, f64::INFINITY, f64::NAN] {
            assert_eq!(generic(x).to_bits(), (x.powi(2) + x * 2.0 + 2.0).to_bits());
            assert_eq!(Number::max(x, 0.5), f64::max(x, 0.5));
        }
        assert_eq!(Number::powi(0.0, 0), 1.0);
        assert_eq!(Number::powi(-2.0, 3), -8.0);
        assert_eq!(Number::powi(0.0, -1), f64::INFINITY);
        assert!(Number::powf(-2.0, 0.5).is_nan());
    }
}
