//! Ratios of polynomials as values that a formula can be evaluated with.

use super::notation::Notation;
use super::polynomial::{Polynomial, exact};
use num_rational::BigRational;
use num_traits::One;
use std::fmt;
use std::ops::{Add, Div, Mul, Neg, Sub};

/// The highest degree that is calculated with. Beyond it nobody wants to read the steps.
const HIGHEST_DEGREE: usize = 100;

/// A ratio of two polynomials in x with exact coefficients, not reduced: what a formula becomes when it is evaluated
/// with a letter instead of a number. See [`limit_by_algebra`](super::limit_by_algebra).
///
/// The operators `+ - * /` and [`powi`](RationalFunction::powi) work with one another and with `f64` on either side. A
/// number stands for the shortest decimal that denotes it: 0.1 is 1/10. Nothing cancels on its own, so that what a
/// person would cancel is still there to be seen.
///
/// A value is a handle, free to copy. What it stands for is kept until the process ends: a few hundred bytes for
/// each operation, which is meant for formulas and not for loops.
///
/// ```
/// use calculus::limits::RationalFunction;
/// let x = RationalFunction::x();
/// assert_eq!(format!("{:?}", (2.0 * x - 1.0) / (x * 0.5)), "(2x − 1)/((1/2)x)");
/// ```
#[derive(Clone, Copy)]
pub struct RationalFunction(&'static Parts);

struct Parts {
    numerator: Polynomial,
    denominator: Polynomial,
    /// Why the value stands for nothing, as a sentence without its full stop.
    fault: Option<&'static str>,
}

impl RationalFunction {
    /// The letter x.
    ///
    /// ```
    /// use calculus::limits::RationalFunction;
    /// assert_eq!(format!("{:?}", RationalFunction::x()), "x");
    /// ```
    pub fn x() -> RationalFunction {
        RationalFunction::new(Polynomial::power(BigRational::one(), 1), Polynomial::one(), None)
    }

    fn new(numerator: Polynomial, denominator: Polynomial, fault: Option<&'static str>) -> RationalFunction {
        let fault = fault.or_else(|| denominator.is_zero().then_some("the formula divides by 0, whatever x is"));
        RationalFunction(Box::leak(Box::new(Parts { numerator, denominator, fault })))
    }

    /// Faults instead of multiplying if the degree gets too high.
    fn product(self, other: (&Polynomial, &Polynomial), fault: Option<&'static str>) -> RationalFunction {
        let (numerator, denominator) = self.parts();
        let fault = self.0.fault.or(fault).or_else(|| {
            let highest = (numerator.degree() + other.0.degree()).max(denominator.degree() + other.1.degree());
            (highest > HIGHEST_DEGREE).then_some("the formula has powers of x above 100")
        });
        if fault.is_some() {
            return RationalFunction::new(Polynomial::one(), Polynomial::one(), fault);
        }
        RationalFunction::new(numerator.multiply(other.0), denominator.multiply(other.1), None)
    }

    /// This ratio to an integer power; a negative one swaps numerator and denominator. The power 0 is 1.
    ///
    /// ```
    /// use calculus::limits::RationalFunction;
    /// let x = RationalFunction::x();
    /// assert_eq!(format!("{:?}", (x + 1.0).powi(2)), "x² + 2x + 1");
    /// assert_eq!(format!("{:?}", x.powi(-2)), "1/x²");
    /// ```
    #[must_use]
    pub fn powi(self, exponent: i32) -> RationalFunction {
        let one = RationalFunction::from(1.0);
        // A constant to a high power would fill the memory as surely as x does.
        if exponent.unsigned_abs() as usize > HIGHEST_DEGREE {
            return RationalFunction::new(
                Polynomial::one(),
                Polynomial::one(),
                self.0.fault.or(Some("the formula has powers above 100")),
            );
        }
        let power = (0..exponent.unsigned_abs()).fold(one, |power, _| power * self);
        if exponent < 0 { one / power } else { power }
    }

    pub(super) fn parts(self) -> (&'static Polynomial, &'static Polynomial) {
        (&self.0.numerator, &self.0.denominator)
    }

    pub(super) fn fault(self) -> Option<&'static str> {
        self.0.fault
    }

    pub(super) fn written(self, notation: Notation) -> String {
        let (numerator, denominator) = self.parts();
        if denominator.is_one() {
            numerator.written(notation)
        } else {
            notation.fraction(&numerator.written(notation), &denominator.written(notation))
        }
    }
}

impl fmt::Debug for RationalFunction {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.fault() {
            Some(fault) => write!(out, "undefined ({fault})"),
            None => out.write_str(&self.written(Notation::Text)),
        }
    }
}

impl From<f64> for RationalFunction {
    fn from(value: f64) -> RationalFunction {
        if value.is_finite() {
            RationalFunction::new(Polynomial::constant(exact(value)), Polynomial::one(), None)
        } else {
            let fault = Some("the formula contains NaN or an infinity, which are not numbers to calculate with");
            RationalFunction::new(Polynomial::one(), Polynomial::one(), fault)
        }
    }
}

impl Add for RationalFunction {
    type Output = RationalFunction;
    fn add(self, other: RationalFunction) -> RationalFunction {
        let ((p, q), (r, s)) = (self.parts(), other.parts());
        let fault = self.fault().or(other.fault());
        if q == s {
            return RationalFunction::new(p.add(r), q.clone(), fault);
        }
        // p/q + r/s = (ps + rq)/(qs); the product sees to the degrees.
        let left = self.product((s, s), fault);
        let right = other.product((q, q), left.fault());
        RationalFunction::new(left.parts().0.add(right.parts().0), left.parts().1.clone(), right.fault())
    }
}

impl Neg for RationalFunction {
    type Output = RationalFunction;
    fn neg(self) -> RationalFunction {
        RationalFunction::new(self.parts().0.negated(), self.parts().1.clone(), self.fault())
    }
}

impl Sub for RationalFunction {
    type Output = RationalFunction;
    fn sub(self, other: RationalFunction) -> RationalFunction {
        self + -other
    }
}

impl Mul for RationalFunction {
    type Output = RationalFunction;
    fn mul(self, other: RationalFunction) -> RationalFunction {
        self.product(other.parts(), other.fault())
    }
}

impl Div for RationalFunction {
    type Output = RationalFunction;
    fn div(self, other: RationalFunction) -> RationalFunction {
        let (numerator, denominator) = other.parts();
        self.product((denominator, numerator), other.fault())
    }
}

macro_rules! with_numbers {
    ($($operator:ident $method:ident),+) => {$(
        impl $operator<f64> for RationalFunction {
            type Output = RationalFunction;
            fn $method(self, number: f64) -> RationalFunction {
                $operator::$method(self, RationalFunction::from(number))
            }
        }
        impl $operator<RationalFunction> for f64 {
            type Output = RationalFunction;
            fn $method(self, other: RationalFunction) -> RationalFunction {
                $operator::$method(RationalFunction::from(self), other)
            }
        }
    )+};
}
with_numbers!(Add add, Sub sub, Mul mul, Div div);
