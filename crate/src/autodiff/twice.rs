//! Numbers with twice the digits of `f64`, to see how far a result in `f64` is from the truth.
//!
//! A number is the sum of two `f64`, the second smaller than the last digit of the first: about 31 decimal digits
//! (T. J. Dekker, *A floating-point technique for extending the available precision*, 1971; Y. Hida, X. S. Li and
//! D. H. Bailey, *Algorithms for quad-double precision floating point arithmetic*, 2001).

mod functions;

use std::cmp::Ordering;
use std::f64::consts;
use std::ops::{Add, Div, Mul, Neg, Sub};

/// A number with twice the digits of `f64`.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Twice {
    high: f64,
    low: f64,
}

const HALF_PI: Twice = Twice { high: consts::FRAC_PI_2, low: 6.123233995736766e-17 };
const LN_2: Twice = Twice { high: consts::LN_2, low: 2.3190468138462996e-17 };
const LN_10: Twice = Twice { high: consts::LN_10, low: -2.1707562233822494e-16 };

/// The sum of two `f64`, with what rounding takes from it.
fn sum(a: f64, b: f64) -> Twice {
    let high = a + b;
    let part = high - a;
    Twice { high, low: (a - (high - part)) + (b - part) }
}

impl Twice {
    /// How far an `f64` is from this number.
    pub(super) fn distance(self, from: f64) -> f64 {
        f64::abs((self - from).high)
    }

    /// The nearest `f64`.
    pub(super) fn rounded(self) -> f64 {
        self.high
    }

    /// A function that is told by its value in `f64` alone: where there is nothing to add to it.
    fn or_plain(self, plain: f64, exact: impl Fn() -> Twice) -> Twice {
        if self.high.is_finite() && plain.is_finite() { exact() } else { Twice::from(plain) }
    }

    /// x − x³/3! + x⁵/5! − … from `first` = x, or 1 − x²/2! + x⁴/4! − … from `first` = 1.
    fn alternating(self, first: Twice, order: f64) -> Twice {
        self.series(first, order, -1.0)
    }

    /// The same, and with `sign` = 1 the hyperbolic sine and cosine.
    fn series(self, first: Twice, mut order: f64, sign: f64) -> Twice {
        let (mut term, mut total) = (first, first);
        while term.high != 0.0 && f64::abs(term.high) > 1e-34 * f64::abs(total.high) {
            term = term * self * self * sign / ((order + 1.0) * (order + 2.0));
            total = total + term;
            order += 2.0;
        }
        total
    }

    /// The sine of this number plus a number of quarter turns.
    fn sine(self, turns: f64) -> Twice {
        let quarters = f64::round(self.high / HALF_PI.high);
        let rest = self - HALF_PI * quarters;
        match (quarters + turns).rem_euclid(4.0) as u8 {
            0 => rest.alternating(rest, 1.0),
            1 => rest.alternating(Twice::from(1.0), 0.0),
            2 => -rest.alternating(rest, 1.0),
            _ => -rest.alternating(Twice::from(1.0), 0.0),
        }
    }
}

impl From<f64> for Twice {
    fn from(number: f64) -> Twice {
        Twice { high: number, low: 0.0 }
    }
}

impl Neg for Twice {
    type Output = Twice;
    fn neg(self) -> Twice {
        Twice { high: -self.high, low: -self.low }
    }
}

impl Add for Twice {
    type Output = Twice;
    fn add(self, other: Twice) -> Twice {
        let (high, low) = (sum(self.high, other.high), sum(self.low, other.low));
        if !high.high.is_finite() {
            return Twice::from(high.high);
        }
        let middle = sum(high.high, high.low + low.high);
        sum(middle.high, middle.low + low.low)
    }
}

impl Sub for Twice {
    type Output = Twice;
    fn sub(self, other: Twice) -> Twice {
        self + -other
    }
}

impl Mul for Twice {
    type Output = Twice;
    fn mul(self, other: Twice) -> Twice {
        let high = self.high * other.high;
        if !high.is_finite() {
            return Twice::from(high);
        }
        let rounded_off = self.high.mul_add(other.high, -high);
        sum(high, rounded_off + (self.high * other.low + self.low * other.high))
    }
}

impl Div for Twice {
    type Output = Twice;
    fn div(self, other: Twice) -> Twice {
        let first = self.high / other.high;
        if !first.is_finite() || !other.high.is_finite() {
            return Twice::from(first);
        }
        let rest = self - other * first;
        let second = rest.high / other.high;
        let third = (rest - other * second).high / other.high;
        sum(first, second) + third
    }
}

macro_rules! with_numbers {
    ($($operator:ident $method:ident),+) => {$(
        impl $operator<f64> for Twice {
            type Output = Twice;
            fn $method(self, number: f64) -> Twice {
                $operator::$method(self, Twice::from(number))
            }
        }
    )+};
}
with_numbers!(Add add, Sub sub, Mul mul, Div div);

impl PartialEq<f64> for Twice {
    fn eq(&self, number: &f64) -> bool {
        *self == Twice::from(*number)
    }
}

impl PartialOrd for Twice {
    fn partial_cmp(&self, other: &Twice) -> Option<Ordering> {
        (self.high, self.low).partial_cmp(&(other.high, other.low))
    }
}

impl PartialOrd<f64> for Twice {
    fn partial_cmp(&self, number: &f64) -> Option<Ordering> {
        self.partial_cmp(&Twice::from(*number))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::Number;

    /// The first digits after those that an `f64` holds are known for these.
    #[test]
    fn well_known_numbers_have_thirty_digits() {
        let one = Twice::from(1.0);
        let known = [
            (one.exp(), consts::E, 1.4456468917292502e-16),
            (one.sin(), 0.8414709848078965, 1.776845092935536e-18),
            (one.cos(), 0.5403023058681398, -4.760954612604417e-17),
            (Twice::from(2.0).ln(), LN_2.high, LN_2.low),
            (Twice::from(2.0).sqrt(), consts::SQRT_2, -9.667293313452913e-17),
            (one / 3.0, 0.3333333333333333, 1.850371707708594e-17),
            (HALF_PI.sin(), 1.0, 0.0),
            (Twice::from(-300.0).exp() * Twice::from(300.0).exp(), 1.0, 0.0),
        ];
        for (number, high, low) in known {
            let far = f64::abs((number - high - low).high);
            assert!(far < 1e-30, "{number:?}: {far:e} from {high:?} + {low:?}");
        }
    }

    #[test]
    fn functions_undo_each_other_and_obey_their_laws() {
        for step in -20..=20 {
            let x = Twice::from(f64::from(step) / 3.7);
            let laws = [
                x.sin() * x.sin() + x.cos() * x.cos() - 1.0,
                x.exp() * (-x).exp() - 1.0,
                (x.exp().ln() - x) / (1.0 + f64::abs(x.high)),
                (x.exp().sqrt().powi(2) / x.exp()) - 1.0,
                x.exp().powf(0.5) / x.exp().sqrt() - 1.0,
                x.tan() * x.cos() - x.sin(),
                x.cosh() - x.sinh() - (-x).exp(),
                x.tanh() - x.sinh() / x.cosh(),
                (x.sinh().asinh() - x) / (1.0 + f64::abs(x.high)),
                ((x.cosh().acosh() - x.abs()) / (1.0 + f64::abs(x.high))) * x.high.min(1.0).max(-1.0),
                (x / 3.0).tanh().atanh() - x / 3.0,
                x.atan().tan() / (x + 10.0) - x / (x + 10.0),
                (x / 6.0).asin().sin() - x / 6.0,
                (x / 6.0).acos().cos() - x / 6.0,
                x.cbrt().powi(3) - x,
                (x.exp2().log2() - x) / (1.0 + f64::abs(x.high)),
                (x.abs() + 1.0).log10() * LN_10 - (x.abs() + 1.0).ln(),
                x.sigmoid() + (-x).sigmoid() - 1.0,
                x.softplus() - (-x).softplus() - x,
                x.softplus().exp() / (x.exp() + 1.0) - 1.0,
                x.atan2(2.0) - (x / 2.0).atan(),
                x.hypot(3.0).powi(2) / (x * x + 9.0) - 1.0,
            ];
            for (number, law) in laws.iter().enumerate() {
                assert!(f64::abs(law.high) < 1e-29, "law {number} at {x:?}: {:e}", law.high);
            }
        }
    }

    #[test]
    fn where_there_is_no_number_it_says_so_as_f64_does() {
        let of = |x: f64| Twice::from(x);
        assert!(of(-1.0).ln().high.is_nan() && of(-1.0).sqrt().high.is_nan() && of(f64::NAN).sin().high.is_nan());
        assert_eq!(of(0.0).ln().high, f64::NEG_INFINITY);
        assert_eq!((of(1.0) / 0.0).high, f64::INFINITY);
        assert_eq!((of(1e4).exp().high, of(-1e4).exp().high), (f64::INFINITY, 0.0));
        assert_eq!((of(0.0).sqrt().high, of(0.0).powf(0.5).high, of(0.0).powi(0).high), (0.0, 0.0, 1.0));
        assert_eq!((of(-1.5).floor().high, of(2.0).floor().high), (-2.0, 2.0));
        assert_eq!((of(1.0).max(2.0).high, of(1.0).min(2.0).high, of(-1.0).abs().high), (2.0, 1.0, 1.0));
    }
}
