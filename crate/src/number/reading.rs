//! Which number is meant by a floating-point number, for everything that calculates exactly.
//!
//! A machine number is rarely the number that a person means: 0.1 is 1/10 only nearly, and `1.0 / 3.0` arrives as
//! 0.3333333333333333. Read here are, in this order,
//!
//! - a decimal that is short, which no calculation gives by chance: it is what it says;
//! - a decimal with a digit less, a small fraction, the root of one, or a small fraction of π, e, their squares and
//!   inverses, and of some logarithms, if it lies within the rounding of a calculation or two.
//!
//! Whatever is longer than that could be anything, and what calculates exactly must not touch it.

use super::written::{decimal, plain};
use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{One, Signed, Zero};
use std::f64::consts::{E, LN_2, LN_10, PI};
use std::fmt;

/// A calculation that ends in a decimal of so few digits by chance is one in 10⁵.
const MOST_DIGITS: usize = 10;
/// Whole numbers up to here have no fraction that rounding could have eaten.
const LARGEST_WHOLE: f64 = 1e12;
/// How far rounding may have moved a number, in shares of 2⁻⁵² of it: as far as two to four calculations do.
const ROUNDING: i32 = 2;
/// Numerator times denominator: a chance number is near so small a fraction, or so short a decimal, once in 10⁶.
const LARGEST_FRACTION: u64 = 1_000_000_000;
const LARGEST_UNDER_ROOT: u64 = 100_000_000;
const LARGEST_FACTOR: u64 = 1_000_000;

/// What a machine number stands for.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Reading {
    /// A short decimal: exactly what is written.
    Written(BigRational),
    /// It was rounded from this.
    Rounded(Constant),
    /// Nobody can tell.
    Unknown,
}

/// A fraction, or a fraction of something that is none.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Constant {
    pub(crate) factor: BigRational,
    pub(crate) unit: Unit,
}

/// What a fraction is a multiple of.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Unit {
    One,
    /// The root of a whole number that has no such root itself.
    Root {
        index: u32,
        of: BigInt,
    },
    /// A power of π.
    Pi(i32),
    /// A power of e.
    E(i32),
    /// A natural logarithm.
    Logarithm(u32),
}

impl Reading {
    /// Reads a finite number.
    pub(crate) fn of(value: f64) -> Reading {
        if let Some(written) = short_decimal(value) {
            return Reading::Written(written);
        }
        // Below, numbers have fewer digits than they show.
        if value.abs() < f64::MIN_POSITIVE {
            return Reading::Unknown;
        }
        let Some(exact) = BigRational::from_float(value) else { return Reading::Unknown };
        let constant = fraction(&exact)
            .or_else(|| rounded_decimal(value, &exact))
            .or_else(|| root(&exact, 2))
            .or_else(|| root(&exact, 3));
        match constant.or_else(|| multiple(&exact)) {
            Some(constant) => Reading::Rounded(constant),
            None => Reading::Unknown,
        }
    }
}

/// "1/3, as I read 0.3333333333333333", if there was something to be read at all.
pub(crate) fn said(value: f64) -> Option<String> {
    match Reading::of(value) {
        Reading::Rounded(constant) => Some(format!("{constant}, as I read {}", plain(value))),
        _ => None,
    }
}

fn short_decimal(value: f64) -> Option<BigRational> {
    let whole = value.fract() == 0.0 && value.abs() <= LARGEST_WHOLE;
    let digits = decimal(value).0.magnitude().to_string().len();
    let short = digits <= MOST_DIGITS && value.abs() >= f64::MIN_POSITIVE;
    (whole || short).then(|| as_written(value))
}

/// The shortest decimal that denotes a number, as a fraction.
fn as_written(value: f64) -> BigRational {
    let (digits, exponent) = decimal(value);
    let power = BigInt::from(10).pow(exponent.unsigned_abs());
    if exponent < 0 { BigRational::new(digits, power) } else { BigRational::from(digits * power) }
}

/// The decimal of a digit less than what counts as short, if it is near enough: 1.331 for 1.3310000000000004.
fn rounded_decimal(value: f64, exact: &BigRational) -> Option<Constant> {
    let factor = as_written(format!("{value:.0$e}", MOST_DIGITS - 2).parse().ok()?);
    let near = (&factor - exact).abs() * BigInt::from(1u64 << 52) <= exact.abs() * BigInt::from(ROUNDING);
    near.then_some(Constant { factor, unit: Unit::One })
}

fn fraction(exact: &BigRational) -> Option<Constant> {
    let factor = simplest(exact, ROUNDING, LARGEST_FRACTION)?;
    Some(Constant { factor, unit: Unit::One })
}

/// ±ⁿ√(p/q), written as a fraction times the root of a whole number: √½ is √2/2.
fn root(exact: &BigRational, index: u32) -> Option<Constant> {
    let power = num_traits::Pow::pow(&exact.abs(), index);
    let square = simplest(&power, ROUNDING * index.cast_signed(), LARGEST_UNDER_ROOT)?;
    // ⁿ√(p/q) = ⁿ√(p qⁿ⁻¹)/q
    let mut of = square.numer() * square.denom().pow(index - 1);
    let mut outside = BigInt::one();
    // Whatever is taken out of the root divides p or q, and its nth power one of them or their product.
    let mut divisor = BigInt::from(2);
    while divisor.pow(index) <= of && divisor <= BigInt::from(10_000) {
        let power = divisor.pow(index);
        while of.is_multiple_of(&power) {
            of /= &power;
            outside *= &divisor;
        }
        divisor += 1;
    }
    let factor = BigRational::new(outside, square.denom().clone());
    let factor = if exact.is_negative() { -factor } else { factor };
    let unit = if of.is_one() { Unit::One } else { Unit::Root { index, of } };
    Some(Constant { factor, unit })
}

fn multiple(exact: &BigRational) -> Option<Constant> {
    let units = [
        (Unit::Pi(1), PI),
        (Unit::E(1), E),
        (Unit::Pi(2), PI * PI),
        (Unit::Pi(-1), 1.0 / PI),
        (Unit::E(2), E * E),
        (Unit::E(-1), 1.0 / E),
        (Unit::Logarithm(2), LN_2),
        (Unit::Logarithm(3), 3f64.ln()),
        (Unit::Logarithm(10), LN_10),
    ];
    units.into_iter().find_map(|(unit, size)| {
        let factor = simplest(&(exact / BigRational::from_float(size)?), ROUNDING + 1, LARGEST_FACTOR)?;
        Some(Constant { factor, unit })
    })
}

/// The simplest fraction that is as near to `value` as rounding explains, if its parts are small. `rounding` is in
/// shares of 2⁻⁵².
fn simplest(value: &BigRational, rounding: i32, largest: u64) -> Option<BigRational> {
    let (one, rounding) = (BigInt::from(1u64 << 52), BigInt::from(rounding));
    let (above, below) = (value.numer().abs(), value.denom() * &one);
    let low = (&above * (&one - &rounding), below.clone());
    let found = simplest_between(low, (above * (one + rounding), below), largest)?;
    Some(if value.is_negative() { -found } else { found })
}

/// Between two positive numbers, the fraction with the smallest numerator and denominator: along the continued fraction
/// that both have in common (A. Ya. Khinchin, *Continued Fractions*, 1964, section 6). Nothing if numerator times
/// denominator would be above `largest`.
fn simplest_between(low: (BigInt, BigInt), high: (BigInt, BigInt), largest: u64) -> Option<BigRational> {
    let (mut low, mut high) = (low, high);
    let (mut before, mut last) = ((BigInt::zero(), BigInt::one()), (BigInt::one(), BigInt::zero()));
    loop {
        let (whole, rest) = low.0.div_rem(&low.1);
        let reached = rest.is_zero();
        let next = if reached { whole.clone() } else { &whole + 1 };
        let done = reached || &next * &high.1 <= high.0;
        let term = if done { &next } else { &whole };
        let convergent = (term * &last.0 + &before.0, term * &last.1 + &before.1);
        if &convergent.0 * &convergent.1 > BigInt::from(largest) {
            return None;
        }
        if done {
            return Some(BigRational::new(convergent.0, convergent.1));
        }
        (before, last) = (last, convergent);
        // The rests, turned over.
        (low, high) = ((high.1.clone(), high.0 - whole * &high.1), (low.1, rest));
    }
}

impl fmt::Display for Constant {
    /// As a person writes it: 1/3, 3√2/2, π/4, 1/(2π), −2e.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let squared = |base: &str, power: i32| format!("{base}{}", if power.abs() == 2 { "²" } else { "" });
        let (unit, above_the_line) = match &self.unit {
            Unit::One => (String::new(), true),
            Unit::Root { index: 3, of } => (format!("∛{of}"), true),
            Unit::Root { of, .. } => (format!("√{of}"), true),
            Unit::Pi(power) => (squared("π", *power), *power > 0),
            Unit::E(power) => (squared("e", *power), *power > 0),
            Unit::Logarithm(of) => (format!("ln {of}"), true),
        };
        let with_unit = |number: BigInt, wanted: bool| match (number.is_one(), unit.as_str()) {
            (_, "") => number.to_string(),
            _ if !wanted => number.to_string(),
            (true, unit) => unit.to_owned(),
            // 2 ln 3, but 2π.
            (false, unit) => format!("{number}{}{unit}", if unit.starts_with("ln") { " " } else { "" }),
        };
        let (number, divisor) = (self.factor.numer().abs(), self.factor.denom().clone());
        let sign = if self.factor.is_negative() { "−" } else { "" };
        let product_below = !above_the_line && !divisor.is_one();
        let above = with_unit(number, above_the_line);
        let below = with_unit(divisor, !above_the_line);
        match below.as_str() {
            "1" => write!(out, "{sign}{above}"),
            below if product_below => write!(out, "{sign}{above}/({below})"),
            below => write!(out, "{sign}{above}/{below}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand_chacha::ChaCha8Rng;
    use rand_chacha::rand_core::{RngCore, SeedableRng};

    fn read(value: f64) -> String {
        match Reading::of(value) {
            Reading::Written(fraction) => format!("= {fraction}"),
            Reading::Rounded(constant) => constant.to_string(),
            Reading::Unknown => "?".to_owned(),
        }
    }

    #[test]
    fn numbers_are_read_as_a_person_would() {
        for (value, expected) in [
            (0.1, "= 1/10"),
            (-2.0, "= -2"),
            (-0.0, "= 0"),
            (1e20, "= 100000000000000000000"),
            (1e-12, "= 1/1000000000000"),
            (123_456_789_012.0, "= 123456789012"),
            (1.0 / 3.0, "1/3"),
            (-22.0 / 7.0, "−22/7"),
            (1000.0 / 3.0, "1000/3"),
            (0.1 + 0.2, "3/10"),
            (1.0 - 0.9, "1/10"),
            (1.1 * 1.1 * 1.1, "1331/1000"),
            (1.0 / 1024.0 / 1024.0, "1/1048576"),
            (2f64.sqrt(), "√2"),
            (-(0.5f64.sqrt()), "−√2/2"),
            (3.0 * 5f64.sqrt() / 7.0, "3√5/7"),
            (2f64.cbrt(), "∛2"),
            (0.25f64.cbrt(), "∛2/2"),
            (PI, "π"),
            (2.0 * PI, "2π"),
            (-PI / 4.0, "−π/4"),
            (PI.powi(2) / 6.0, "π²/6"),
            (3.0 / PI, "3/π"),
            (0.5 / PI, "1/(2π)"),
            (E, "e"),
            (E * E, "e²"),
            (2.0 / E, "2/e"),
            (2f64.ln(), "ln 2"),
            (1.5 * 10f64.ln(), "3 ln 10/2"),
            (0.333333333333, "?"),
            (0.333333333333333, "?"),
            (0.1 + 0.2 - 0.3, "?"),
            (f64::EPSILON, "?"),
            (f64::MAX, "?"),
            (5e-324, "?"),
            (1e-310 / 3.0, "?"),
        ] {
            assert_eq!(read(value), expected, "{value:?}");
        }
    }

    /// Numbers of no origin, of every size. `CALCULUS_CASES` for a long run.
    #[test]
    fn chance_numbers_are_not_read() {
        let cases = std::env::var("CALCULUS_CASES").ok().and_then(|value| value.parse().ok()).unwrap_or(500);
        let mut random = ChaCha8Rng::seed_from_u64(17);
        let read: Vec<f64> = (0..cases)
            .map(|case| {
                let mantissa = 1.0 + (random.next_u64() >> 12) as f64 / 2f64.powi(52);
                mantissa * 2f64.powi(case % 41 - 20)
            })
            .filter(|value| Reading::of(*value) != Reading::Unknown)
            .collect();
        println!("{} of {cases} chance numbers were read: {read:?}", read.len());
        // One in 10⁵ is what the bounds promise.
        assert!(read.len() * 100_000 <= cases as usize, "{read:?}");
    }
}
