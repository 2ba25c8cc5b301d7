//! The first reading of a function: the value itself, by the machine's own operations.

use super::Number;

macro_rules! as_the_machine_has_them {
    ($($function:ident($($argument:ident: $kind:ty)?)),+) => {$(
        fn $function(self $(, $argument: $kind)?) -> f64 {
            f64::$function(self $(, $argument)?)
        }
    )+};
}

impl Number for f64 {
    as_the_machine_has_them!(powi(exponent: i32), powf(exponent: f64), sqrt(), exp(), ln(), sin(), cos(), tan(), abs());
    as_the_machine_has_them!(floor(), sinh(), cosh(), tanh(), asin(), acos(), atan(), asinh(), acosh(), atanh());
    as_the_machine_has_them!(log2(), log10(), cbrt(), exp2(), recip());

    fn leaves_zero(self) -> Option<(u32, f64)> {
        (!self.is_nan() && self != 0.0).then(|| (0, self.signum()))
    }

    fn pow(self, exponent: f64) -> f64 {
        f64::powf(self, exponent)
    }
    fn max(self, other: impl Into<f64>) -> f64 {
        f64::max(self, other.into())
    }
    fn min(self, other: impl Into<f64>) -> f64 {
        f64::min(self, other.into())
    }
    fn atan2(self, x: impl Into<f64>) -> f64 {
        f64::atan2(self, x.into())
    }
    fn hypot(self, other: impl Into<f64>) -> f64 {
        f64::hypot(self, other.into())
    }
    fn sign(self) -> f64 {
        if self == 0.0 { 0.0 } else { f64::signum(self) }
    }
    fn sigmoid(self) -> f64 {
        // The power is at most 1, so nothing overflows.
        let power = (-f64::abs(self)).exp();
        if self < 0.0 { power / (1.0 + power) } else { 1.0 / (1.0 + power) }
    }
    fn softplus(self) -> f64 {
        // ln(1 + eˣ) = x + ln(1 + e⁻ˣ)
        let rest = (-f64::abs(self)).exp().ln_1p();
        if self > 0.0 { self + rest } else { rest }
    }
}
