//! Ratios of polynomials as values that a formula can be evaluated with.

use super::notation::Notation;
use super::polynomial::Polynomial;
use crate::limits::plain;
use crate::number::reading::Reading;
use num_rational::BigRational;
use num_traits::One;
use std::fmt;
use std::ops::{Add, Div, Mul, Neg, Sub};

/// The highest degree that is calculated with. Beyond it nobody wants to read the steps.
pub(super) const HIGHEST_DEGREE: usize = 100;

/// A ratio of two polynomials in x with exact coefficients, not reduced: what a formula becomes when it is evaluated
/// with a letter instead of a number. See [`limit_by_algebra`](super::limit_by_algebra).
///
/// The operators `+ - * /` and [`powi`](RationalFunction::powi) work with one another and with `f64` on either side. A
/// decimal of up to ten digits is what it says, 0.1 is 1/10; a longer one, which the machine has rounded, is read as the
/// small fraction that it was, and the limit says so. A number that is none stands for nothing. Nothing cancels on its
/// own, so that what a person would cancel is still there to be seen.
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
    /// Why the value stands for nothing.
    fault: Option<Fault>,
    /// The machine's numbers that were read as fractions.
    read: Vec<f64>,
}

/// Why a formula is no ratio of polynomials.
#[derive(Clone, Copy)]
pub(super) enum Fault {
    DividesByZero,
    NoNumber,
    /// This number is no fraction, or nobody can tell which.
    NoFraction(f64),
    HighPowers,
    /// It calls a function such as the sine, by this name.
    Calls(&'static str),
}

impl Fault {
    /// What is wrong, as a sentence without its full stop.
    pub(super) fn words(self) -> String {
        match self {
            Fault::DividesByZero => "the formula divides by 0, whatever x is".into(),
            Fault::NoNumber => {
                "the formula contains NaN or an infinity, which are not numbers to calculate with".into()
            }
            Fault::NoFraction(value) => match Reading::of(value) {
                Reading::Rounded(constant) => {
                    format!("{} is {constant}, as I read it, and exact here are fractions only", plain(value))
                }
                _ => format!("{} could be rounded from anything, so nothing exact can be said with it", plain(value)),
            },
            Fault::HighPowers => "the formula has powers above 100".into(),
            Fault::Calls(name) => format!("the formula contains {name}, and so it is no ratio of polynomials"),
        }
    }

    /// What follows from it, to go on with after the words.
    pub(super) fn advice(self) -> &'static str {
        match self {
            Fault::DividesByZero | Fault::NoNumber => ", so there is no function to take a limit of",
            Fault::NoFraction(_) => {
                "; write a short decimal or a fraction such as 1.0/3.0, or take limit(…), which estimates"
            }
            Fault::HighPowers => ", more than anyone wants to read; limit(…) estimates from values alone",
            Fault::Calls(_) => "; limit(…) estimates from values alone",
        }
    }
}

impl RationalFunction {
    /// The letter x.
    ///
    /// ```
    /// use calculus::limits::RationalFunction;
    /// assert_eq!(format!("{:?}", RationalFunction::x()), "x");
    /// ```
    pub fn x() -> RationalFunction {
        RationalFunction::new(Polynomial::power(BigRational::one(), 1), Polynomial::one(), None, Vec::new())
    }

    fn new(numerator: Polynomial, denominator: Polynomial, fault: Option<Fault>, read: Vec<f64>) -> RationalFunction {
        let fault = fault.or_else(|| denominator.is_zero().then_some(Fault::DividesByZero));
        RationalFunction(Box::leak(Box::new(Parts { numerator, denominator, fault, read })))
    }

    pub(super) fn nothing(fault: Fault) -> RationalFunction {
        RationalFunction::new(Polynomial::one(), Polynomial::one(), Some(fault), Vec::new())
    }

    /// The numbers that were read for either of them, each once.
    fn read_with(self, other: RationalFunction) -> Vec<f64> {
        let mut read = self.0.read.clone();
        read.extend(other.0.read.iter().filter(|value| !self.0.read.contains(value)));
        read
    }

    /// Faults instead of multiplying if the degree gets too high.
    fn product(self, other: (&Polynomial, &Polynomial), fault: Option<Fault>, read: Vec<f64>) -> RationalFunction {
        let (numerator, denominator) = self.parts();
        let fault = self.0.fault.or(fault).or_else(|| {
            let highest = (numerator.degree() + other.0.degree()).max(denominator.degree() + other.1.degree());
            (highest > HIGHEST_DEGREE).then_some(Fault::HighPowers)
        });
        if let Some(fault) = fault {
            return RationalFunction::nothing(fault);
        }
        RationalFunction::new(numerator.multiply(other.0), denominator.multiply(other.1), None, read)
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
            return RationalFunction::nothing(self.0.fault.unwrap_or(Fault::HighPowers));
        }
        let power = (0..exponent.unsigned_abs()).fold(one, |power, _| power * self);
        if exponent < 0 { one / power } else { power }
    }

    pub(super) fn parts(self) -> (&'static Polynomial, &'static Polynomial) {
        (&self.0.numerator, &self.0.denominator)
    }

    pub(super) fn fault(self) -> Option<Fault> {
        self.0.fault
    }

    /// The machine's numbers that were read as fractions.
    pub(super) fn read(self) -> &'static [f64] {
        &self.0.read
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
            Some(fault) => write!(out, "undefined ({})", fault.words()),
            None => out.write_str(&self.written(Notation::Text)),
        }
    }
}

impl From<f64> for RationalFunction {
    fn from(value: f64) -> RationalFunction {
        if !value.is_finite() {
            return RationalFunction::nothing(Fault::NoNumber);
        }
        let reading = Reading::of(value);
        let read = if let Reading::Rounded(_) = reading { vec![value] } else { Vec::new() };
        match reading.fraction() {
            Some(exact) => RationalFunction::new(Polynomial::constant(exact), Polynomial::one(), None, read),
            None => RationalFunction::nothing(Fault::NoFraction(value)),
        }
    }
}

impl Add for RationalFunction {
    type Output = RationalFunction;
    fn add(self, other: RationalFunction) -> RationalFunction {
        let ((p, q), (r, s)) = (self.parts(), other.parts());
        let fault = self.fault().or(other.fault());
        let read = self.read_with(other);
        if q == s {
            return RationalFunction::new(p.add(r), q.clone(), fault, read);
        }
        // p/q + r/s = (ps + rq)/(qs); the product sees to the degrees.
        let left = self.product((s, s), fault, Vec::new());
        let right = other.product((q, q), left.fault(), Vec::new());
        RationalFunction::new(left.parts().0.add(right.parts().0), left.parts().1.clone(), right.fault(), read)
    }
}

impl Neg for RationalFunction {
    type Output = RationalFunction;
    fn neg(self) -> RationalFunction {
        RationalFunction::new(self.parts().0.negated(), self.parts().1.clone(), self.fault(), self.0.read.clone())
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
        self.product(other.parts(), other.fault(), self.read_with(other))
    }
}

impl Div for RationalFunction {
    type Output = RationalFunction;
    fn div(self, other: RationalFunction) -> RationalFunction {
        let (numerator, denominator) = other.parts();
        self.product((denominator, numerator), other.fault(), self.read_with(other))
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
