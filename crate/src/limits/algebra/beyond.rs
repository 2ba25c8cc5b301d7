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

    #[doc(hidden)]
    #[must_use]
    pub fn atan2(self, _: impl Into<RationalFunction>) -> RationalFunction {
        self.beyond("atan2")
    }

    #[doc(hidden)]
    #[must_use]
    pub fn hypot(self, _: impl Into<RationalFunction>) -> RationalFunction {
        self.beyond("hypot")
    }

    /// This is a ratio of polynomials still.
    #[doc(hidden)]
    #[must_use]
    pub fn recip(self) -> RationalFunction {
        RationalFunction::from(1.0) / self
    }

    fn beyond(self, name: &'static str) -> RationalFunction {
        RationalFunction::nothing(self.fault().unwrap_or(Fault::Calls(name)))
    }
}

/// Each as a method, and as that of a [`Number`]: a function for any number is one for this one too, as far as it is a
/// ratio of polynomials.
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

        impl Number for RationalFunction {
            $(
                fn $name(self) -> RationalFunction {
                    RationalFunction::$name(self)
                }
            )+
            fn powi(self, exponent: i32) -> RationalFunction {
                RationalFunction::powi(self, exponent)
            }
            fn powf(self, exponent: f64) -> RationalFunction {
                RationalFunction::powf(self, exponent)
            }
            fn pow(self, exponent: RationalFunction) -> RationalFunction {
                RationalFunction::pow(self, exponent)
            }
            fn max(self, other: impl Into<RationalFunction>) -> RationalFunction {
                RationalFunction::max(self, other)
            }
            fn min(self, other: impl Into<RationalFunction>) -> RationalFunction {
                RationalFunction::min(self, other)
            }
            fn atan2(self, x: impl Into<RationalFunction>) -> RationalFunction {
                RationalFunction::atan2(self, x)
            }
            fn hypot(self, other: impl Into<RationalFunction>) -> RationalFunction {
                RationalFunction::hypot(self, other)
            }
        }
    };
}
beyond_ratios!(
    sin, cos, tan, exp, ln, sqrt, abs, floor, sinh, cosh, tanh, asin, acos, atan, asinh, acosh, atanh, log2, log10,
    cbrt, exp2, sign, signum, sigmoid, relu, softplus
);
