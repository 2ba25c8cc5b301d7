//! What is no ratio of polynomials any more: functions that a learner will try all the same.

use super::rational_function::{Fault, HIGHEST_DEGREE, RationalFunction};
use crate::number::Number;

/// Functions that a learner will try. They give a value that stands for nothing and says why, which helps more than
/// the compiler's "method not found".
#[allow(missing_docs)]
impl RationalFunction {
    #[doc(hidden)]
    #[must_use]
    pub fn powf(self, exponent: f64) -> RationalFunction {
        // The written exponent: 2.0 is whole, whoever writes it as a real number.
        let whole = exponent.fract() == 0.0 && exponent.abs() <= HIGHEST_DEGREE as f64;
        if whole { self.powi(exponent as i32) } else { self.beyond("powf") }
    }

    #[doc(hidden)]
    #[must_use]
    pub fn pow(self, exponent: RationalFunction) -> RationalFunction {
        RationalFunction::nothing(self.fault().or(exponent.fault()).unwrap_or(Fault::Calls("pow")))
    }

    #[doc(hidden)]
    #[must_use]
    pub fn max(self, _: impl Into<RationalFunction>) -> RationalFunction {
        self.beyond("max")
    }

    #[doc(hidden)]
    #[must_use]
    pub fn min(self, _: impl Into<RationalFunction>) -> RationalFunction {
        self.beyond("min")
    }

    fn beyond(self, name: &'static str) -> RationalFunction {
        RationalFunction::nothing(self.fault().unwrap_or(Fault::Calls(name)))
    }
}

macro_rules! beyond_ratios {
    ($($name:ident),+) => {
        #[allow(missing_docs)]
        impl RationalFunction {$(
            #[doc(hidden)]
            #[must_use]
            pub fn $name(self) -> RationalFunction {
                self.beyond(stringify!($name))
            }
        )+}
    };
}
beyond_ratios!(sin, cos, tan, exp, ln, sqrt, abs, floor);

/// A function for any number is one for this one too, as far as it is a ratio of polynomials.
impl Number for RationalFunction {
    fn powi(self, exponent: i32) -> RationalFunction {
        RationalFunction::powi(self, exponent)
    }
    fn powf(self, exponent: f64) -> RationalFunction {
        RationalFunction::powf(self, exponent)
    }
    fn pow(self, exponent: RationalFunction) -> RationalFunction {
        RationalFunction::pow(self, exponent)
    }
    fn sqrt(self) -> RationalFunction {
        RationalFunction::sqrt(self)
    }
    fn exp(self) -> RationalFunction {
        RationalFunction::exp(self)
    }
    fn ln(self) -> RationalFunction {
        RationalFunction::ln(self)
    }
    fn sin(self) -> RationalFunction {
        RationalFunction::sin(self)
    }
    fn cos(self) -> RationalFunction {
        RationalFunction::cos(self)
    }
    fn tan(self) -> RationalFunction {
        RationalFunction::tan(self)
    }
    fn abs(self) -> RationalFunction {
        RationalFunction::abs(self)
    }
    fn max(self, other: impl Into<RationalFunction>) -> RationalFunction {
        RationalFunction::max(self, other)
    }
    fn min(self, other: impl Into<RationalFunction>) -> RationalFunction {
        RationalFunction::min(self, other)
    }
    fn floor(self) -> RationalFunction {
        RationalFunction::floor(self)
    }
}
