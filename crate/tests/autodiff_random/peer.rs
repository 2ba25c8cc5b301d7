//! The dual numbers of the crate `num-dual` as numbers of the course, with the sums of the magnitudes of the terms that
//! the derivatives are made of.

use calculus::prelude::*;
use num_dual::{Dual2_64, DualNum};
use std::ops::{Add, Div, Mul, Neg, Sub};

#[derive(Clone, Copy, Debug)]
pub struct Peer {
    dual: Dual2_64,
    terms: f64,
    second_terms: f64,
    /// Bounds for what rounding does to the value and to the slope.
    value_error: f64,
    slope_error: f64,
    /// Whether a jump or corner is too near, or a part has no value or a huge one: the machine may go on where the
    /// formula has no value, as in 1/(1/0).
    at_edge: bool,
}

/// The derivatives of an operation by its operands: once by each, and twice.
struct Partials {
    by: [f64; 2],
    by_both: [f64; 3],
}

impl Peer {
    pub fn input(value: f64, slope: f64) -> Peer {
        Peer { terms: slope.abs(), ..Peer::exact(Dual2_64::new(value, slope, 0.0)) }
    }

    pub fn slope(&self) -> f64 {
        self.dual.v1
    }

    pub fn second_derivative(&self) -> f64 {
        self.dual.v2
    }

    /// The sum of the magnitudes of the terms that the slope is made of.
    pub fn terms(&self) -> f64 {
        self.terms.max(self.dual.v1.abs())
    }

    /// The same for the second derivative.
    pub fn second_terms(&self) -> f64 {
        self.second_terms.max(self.dual.v2.abs())
    }

    /// Whether there is a slope, and rounding leaves enough digits of it: two ways to calculate the same are rounded
    /// in two ways.
    pub fn is_a_case(&self, tolerance: f64) -> bool {
        !self.at_edge
            && self.dual.v1.is_finite()
            && self.terms < 1e60
            && self.slope_error <= 0.1 * tolerance * self.terms
    }

    fn exact(dual: Dual2_64) -> Peer {
        let at_edge = dual.re.is_nan() || dual.re.abs() > 1e60;
        Peer { dual, terms: 0.0, second_terms: 0.0, value_error: 0.0, slope_error: 0.0, at_edge }
    }

    fn unary(self, function: impl Fn(Dual2_64) -> Dual2_64) -> Peer {
        let own = function(Dual2_64::new(self.dual.re, 1.0, 0.0));
        self.binary(Peer::from(0.0), function(self.dual), Partials { by: [own.v1, 0.0], by_both: [own.v2, 0.0, 0.0] })
    }

    fn binary(self, other: Peer, dual: Dual2_64, partials: Partials) -> Peer {
        let ([by_u, by_v], [uu, uv, vv]) = (partials.by.map(f64::abs), partials.by_both.map(f64::abs));
        let (u, v) = (self.dual.v1.abs(), other.dual.v1.abs());
        let terms = by_u * self.terms + by_v * other.terms;
        let (error_u, error_v) = (self.value_error, other.value_error);
        let of_partials = (uu * u + uv * v) * error_u + (uv * u + vv * v) * error_v;
        let products =
            uu * self.terms * self.terms + 2.0 * uv * self.terms * other.terms + vv * other.terms * other.terms;
        Peer {
            terms,
            second_terms: by_u * self.second_terms + by_v * other.second_terms + products,
            value_error: by_u * error_u + by_v * error_v + f64::EPSILON * dual.re.abs(),
            slope_error: by_u * self.slope_error + by_v * other.slope_error + of_partials + f64::EPSILON * terms,
            at_edge: Peer::exact(dual).at_edge || self.at_edge || other.at_edge,
            dual,
        }
    }

    fn near_edge(mut self, distance: f64) -> Peer {
        self.at_edge |= distance.abs() < 1e-6;
        self
    }
}

impl From<f64> for Peer {
    fn from(number: f64) -> Peer {
        Peer::exact(Dual2_64::from(number))
    }
}

impl Neg for Peer {
    type Output = Peer;
    fn neg(self) -> Peer {
        self.unary(|u| -u)
    }
}

impl Add for Peer {
    type Output = Peer;
    fn add(self, other: Peer) -> Peer {
        self.binary(other, self.dual + other.dual, Partials { by: [1.0; 2], by_both: [0.0; 3] })
    }
}

impl Sub for Peer {
    type Output = Peer;
    fn sub(self, other: Peer) -> Peer {
        self.binary(other, self.dual - other.dual, Partials { by: [1.0; 2], by_both: [0.0; 3] })
    }
}

impl Mul for Peer {
    type Output = Peer;
    fn mul(self, other: Peer) -> Peer {
        let by = [other.dual.re, self.dual.re];
        self.binary(other, self.dual * other.dual, Partials { by, by_both: [0.0, 1.0, 0.0] })
    }
}

impl Div for Peer {
    type Output = Peer;
    fn div(self, other: Peer) -> Peer {
        let (quotient, v) = (self.dual / other.dual, other.dual.re);
        let by = [1.0 / v, quotient.re / v];
        self.binary(other, quotient, Partials { by, by_both: [0.0, 1.0 / v / v, 2.0 * quotient.re / v / v] })
    }
}

macro_rules! with_numbers {
    ($($operator:ident $method:ident),+) => {$(
        impl $operator<f64> for Peer {
            type Output = Peer;
            fn $method(self, number: f64) -> Peer {
                self.$method(Peer::from(number))
            }
        }
    )+};
}
with_numbers!(Add add, Sub sub, Mul mul, Div div);

impl Number for Peer {
    fn powi(self, exponent: i32) -> Peer {
        self.unary(|u| u.powi(exponent))
    }
    fn powf(self, exponent: f64) -> Peer {
        self.unary(|u| u.powf(exponent))
    }
    fn pow(self, exponent: Peer) -> Peer {
        // The peer has no power of two duals; this is u^v = e^(v·ln u). The bases of random formulas are positive.
        let (u, v) = (self.dual.re, exponent.dual.re);
        let (power, ln) = (u.powf(v), u.ln());
        let by_both = [power * v * (v - 1.0) / u / u, power * (1.0 + v * ln) / u, power * ln * ln];
        self.binary(
            exponent,
            (exponent.dual * self.dual.ln()).exp(),
            Partials { by: [power * v / u, power * ln], by_both },
        )
    }
    fn sqrt(self) -> Peer {
        self.unary(|u| u.sqrt())
    }
    fn exp(self) -> Peer {
        self.unary(|u| u.exp())
    }
    fn ln(self) -> Peer {
        self.unary(|u| u.ln())
    }
    fn sin(self) -> Peer {
        self.unary(|u| u.sin())
    }
    fn cos(self) -> Peer {
        self.unary(|u| u.cos())
    }
    fn tan(self) -> Peer {
        self.unary(|u| u.tan())
    }
    fn sinh(self) -> Peer {
        self.unary(|u| u.sinh())
    }
    fn cosh(self) -> Peer {
        self.unary(|u| u.cosh())
    }
    fn tanh(self) -> Peer {
        self.unary(|u| match u.re {
            // The peer's own loses the slope's digits far out.
            1.0.. => ((u * 2.0).exp() + 1.0).recip() * -2.0 + 1.0,
            ..-1.0 => ((u * -2.0).exp() + 1.0).recip() * 2.0 - 1.0,
            _ => u.tanh(),
        })
    }
    fn asin(self) -> Peer {
        self.unary(|u| u.asin())
    }
    fn acos(self) -> Peer {
        self.unary(|u| u.acos())
    }
    fn atan(self) -> Peer {
        self.unary(|u| u.atan())
    }
    fn asinh(self) -> Peer {
        self.unary(|u| u.asinh())
    }
    fn acosh(self) -> Peer {
        self.unary(|u| u.acosh())
    }
    fn atanh(self) -> Peer {
        self.unary(|u| u.atanh())
    }
    fn log2(self) -> Peer {
        self.unary(|u| u.log2())
    }
    fn log10(self) -> Peer {
        self.unary(|u| u.log10())
    }
    fn cbrt(self) -> Peer {
        self.unary(|u| u.cbrt())
    }
    fn exp2(self) -> Peer {
        self.unary(|u| u.exp2())
    }
    fn sigmoid(self) -> Peer {
        self.unary(|u| if u.re < 0.0 { u.exp() / (u.exp() + 1.0) } else { ((-u).exp() + 1.0).recip() })
    }
    fn softplus(self) -> Peer {
        self.unary(|u| if u.re < 0.0 { u.exp().ln_1p() } else { (-u).exp().ln_1p() + u })
    }
    fn sign(self) -> Peer {
        let u = self.dual.re;
        Peer { at_edge: self.at_edge, ..Peer::from(u.signum()) }.near_edge(u)
    }
    fn atan2(self, x: impl Into<Peer>) -> Peer {
        let x: Peer = x.into();
        // The angle of the half plane in which the point lies, far from where it jumps.
        let (v, u) = (self.dual.re, x.dual.re);
        let square = u * u + v * v;
        let mixed = (v * v - u * u) / square / square;
        let twice = 2.0 * u * v / square / square;
        let partials = Partials { by: [u / square, v / square], by_both: [twice, mixed, twice] };
        let edge = if u < 0.0 { v / u } else { square };
        self.binary(x, self.dual.atan2(x.dual), partials).near_edge(edge)
    }
    fn hypot(self, other: impl Into<Peer>) -> Peer {
        let other = other.into();
        (self * self + other * other).sqrt()
    }
    fn abs(self) -> Peer {
        if self.dual.re < 0.0 { (-self).near_edge(self.dual.re) } else { self.near_edge(self.dual.re) }
    }
    fn max(self, other: impl Into<Peer>) -> Peer {
        let other = other.into();
        let mut larger = if self.dual.re > other.dual.re { self } else { other };
        larger.at_edge |= self.at_edge || other.at_edge;
        larger.near_edge(self.dual.re - other.dual.re)
    }
    fn min(self, other: impl Into<Peer>) -> Peer {
        -(-self).max(-other.into())
    }
    fn floor(self) -> Peer {
        let u = self.dual.re;
        Peer { at_edge: self.at_edge, ..Peer::from(u.floor()) }.near_edge(u - u.round())
    }
}
