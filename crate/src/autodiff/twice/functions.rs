//! The functions of a number with twice the digits of `f64`.

use super::{HALF_PI, LN_2, LN_10, Twice, sum};
use crate::number::Number;

impl Twice {
    fn one() -> Twice {
        Twice::from(1.0)
    }

    /// ln(1 + x) for x ≥ 0, which keeps the digits of a small x: 2 artanh(x/(2 + x)).
    fn ln_1p(self) -> Twice {
        (self / (self + 2.0)).atanh() * 2.0
    }
}

impl Number for Twice {
    fn powi(self, exponent: i32) -> Twice {
        let (mut power, mut square, mut left) = (Twice::from(1.0), self, exponent.unsigned_abs());
        while left > 0 {
            if left % 2 == 1 {
                power = power * square;
            }
            square = square * square;
            left /= 2;
        }
        if exponent < 0 { Twice::from(1.0) / power } else { power }
    }
    fn powf(self, exponent: f64) -> Twice {
        self.pow(Twice::from(exponent))
    }
    fn pow(self, exponent: Twice) -> Twice {
        if exponent.low == 0.0 && exponent.high.fract() == 0.0 && f64::abs(exponent.high) < 1e6 {
            return self.powi(exponent.high as i32);
        }
        let plain = self.high.powf(exponent.high);
        if plain == 0.0 { Twice::from(plain) } else { self.or_plain(plain, || (exponent * self.ln()).exp()) }
    }
    fn sqrt(self) -> Twice {
        let root = self.high.sqrt();
        if root == 0.0 { self } else { self.or_plain(root, || (self / root + root) / 2.0) }
    }
    fn exp(self) -> Twice {
        self.or_plain(self.high.exp(), || {
            // e^x = 2^k·(e^(r/512))^512, with r so small that few terms are enough.
            const HALVINGS: i32 = 9;
            let doublings = f64::round(self.high / LN_2.high);
            let small = (self - LN_2 * doublings) / f64::from(1 << HALVINGS);
            // e^r − 1, which keeps more digits than e^r.
            let (mut term, mut total) = (small, small);
            for order in 2..=9 {
                term = term * small / f64::from(order);
                total = total + term;
            }
            for _ in 0..HALVINGS {
                total = total * 2.0 + total * total;
            }
            let half = f64::exp2(f64::trunc(doublings / 2.0));
            (total + 1.0) * half * f64::exp2(doublings - f64::trunc(doublings / 2.0))
        })
    }
    fn ln(self) -> Twice {
        let plain = self.high.ln();
        // One step of Newton's method doubles the digits.
        self.or_plain(plain, || self * Twice::from(-plain).exp() - 1.0 + plain)
    }
    fn sin(self) -> Twice {
        self.or_plain(self.high.sin(), || self.sine(0.0))
    }
    fn cos(self) -> Twice {
        self.or_plain(self.high.cos(), || self.sine(1.0))
    }
    fn tan(self) -> Twice {
        self.sin() / self.cos()
    }
    fn abs(self) -> Twice {
        if self.high < 0.0 { -self } else { self }
    }
    fn max(self, other: impl Into<Twice>) -> Twice {
        let other = other.into();
        if self < other || self.high.is_nan() { other } else { self }
    }
    fn min(self, other: impl Into<Twice>) -> Twice {
        -(-self).max(-other.into())
    }
    fn floor(self) -> Twice {
        let floor = self.high.floor();
        if floor == self.high { sum(floor, self.low.floor()) } else { Twice::from(floor) }
    }
    fn sinh(self) -> Twice {
        self.or_plain(self.high.sinh(), || {
            if f64::abs(self.high) < 1.0 { self.series(self, 1.0, 1.0) } else { (self.exp() - (-self).exp()) / 2.0 }
        })
    }
    fn cosh(self) -> Twice {
        self.or_plain(self.high.cosh(), || (self.exp() + (-self).exp()) / 2.0)
    }
    fn tanh(self) -> Twice {
        if f64::abs(self.high) < 1.0 {
            return self.sinh() / self.cosh();
        }
        let size = Twice::one() - Twice::from(2.0) / ((self.abs() * 2.0).exp() + 1.0);
        self.or_plain(self.high.tanh(), || if self.high < 0.0 { -size } else { size })
    }
    fn asin(self) -> Twice {
        self.or_plain(self.high.asin(), || (self / ((Twice::one() - self) * (self + 1.0)).sqrt()).atan())
    }
    fn acos(self) -> Twice {
        self.or_plain(self.high.acos(), || ((Twice::one() - self) / (self + 1.0)).sqrt().atan() * 2.0)
    }
    fn atan(self) -> Twice {
        if self.high.is_infinite() {
            return HALF_PI * f64::signum(self.high);
        }
        let near = self.high.atan();
        let (sine, cosine) = (Twice::from(near).sin(), Twice::from(near).cos());
        // The tangent of what is missing; so small that it is its own tangent.
        self.or_plain(near, || (self * cosine - sine) / (cosine + self * sine) + near)
    }
    fn asinh(self) -> Twice {
        let near = Twice::from(self.high.asinh());
        // One step of Newton's method doubles the digits.
        self.or_plain(near.high, || near - (near.sinh() - self) / near.cosh())
    }
    fn acosh(self) -> Twice {
        // cosh y = 1 + 2 sinh² (y/2)
        self.or_plain(self.high.acosh(), || ((self - 1.0) / 2.0).sqrt().asinh() * 2.0)
    }
    fn atanh(self) -> Twice {
        self.or_plain(self.high.atanh(), || (self / ((Twice::one() - self) * (self + 1.0)).sqrt()).asinh())
    }
    fn log2(self) -> Twice {
        self.ln() / LN_2
    }
    fn log10(self) -> Twice {
        self.ln() / LN_10
    }
    fn cbrt(self) -> Twice {
        let root = self.high.cbrt();
        if root == 0.0 { self } else { self.or_plain(root, || (self / root / root + 2.0 * root) / 3.0) }
    }
    fn exp2(self) -> Twice {
        (self * LN_2).exp()
    }
    fn sign(self) -> Twice {
        Twice::from(self.high.sign())
    }
    fn sigmoid(self) -> Twice {
        let power = (-self.abs()).exp();
        (if self.high < 0.0 { power } else { Twice::one() }) / (power + 1.0)
    }
    fn softplus(self) -> Twice {
        let rest = (-self.abs()).exp().ln_1p();
        if self.high > 0.0 { self + rest } else { rest }
    }
    fn atan2(self, x: impl Into<Twice>) -> Twice {
        let x = x.into();
        let plain = self.high.atan2(x.high);
        // The nearest quarter turn, and the angle from there: that of (x, y) turned back.
        let turns = f64::round(plain / HALF_PI.high);
        let (along, across) = match turns as i8 {
            0 => (x, self),
            1 => (self, -x),
            -1 => (-self, x),
            _ => (-x, -self),
        };
        if along.high == 0.0 { Twice::from(plain) } else { (across / along).atan() + HALF_PI * turns }
    }
    fn hypot(self, other: impl Into<Twice>) -> Twice {
        let (one, two) = (self.abs(), other.into().abs());
        let (larger, smaller) = if one < two { (two, one) } else { (one, two) };
        if larger.high == 0.0 { larger } else { larger * ((smaller / larger).powi(2) + 1.0).sqrt() }
    }
}
