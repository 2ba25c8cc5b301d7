//! What a function does on one side of a point: a series in h^(1/6), where h > 0 is the distance from the point.
//!
//! Sixths, so that square and cube roots have a series; negative exponents, so that poles have.

use std::collections::BTreeMap;

use super::big::{Big, big, is_zero, magnitude, plus, scale, sign, with_all_bits};

/// Exponents in one power of h.
pub const WHOLE: i32 = 6;

/// How many exponents are known.
const LENGTH: i32 = 7 * WHOLE;

/// Σ cₖ·h^(k/6), known for all k below `end`.
#[derive(Clone, Debug)]
pub struct Series {
    terms: BTreeMap<i32, Big>,
    end: i32,
}

impl Series {
    pub fn constant(number: Big) -> Series {
        Series { terms: BTreeMap::from([(0, with_all_bits(number))]), end: LENGTH }.tidy()
    }

    /// The variable: the point `x`, and h in the direction `side`, which is −1 or 1.
    pub fn variable(x: f64, side: f64) -> Series {
        Series { terms: BTreeMap::from([(0, big(x)), (WHOLE, big(side))]), end: LENGTH }.tidy()
    }

    fn tidy(mut self) -> Series {
        self.terms.retain(|exponent, number| *exponent < self.end && !is_zero(number));
        let end = self.end.min(self.first().map_or(self.end, |(first, _)| first + LENGTH));
        self.terms.retain(|exponent, _| *exponent < end);
        Series { end, ..self }
    }

    /// The exponent of the first term and its coefficient. `None` if all that is known is 0.
    pub fn first(&self) -> Option<(i32, &Big)> {
        self.terms.iter().next().map(|(exponent, number)| (*exponent, number))
    }

    pub fn coefficient(&self, exponent: i32) -> Big {
        self.terms.get(&exponent).cloned().unwrap_or_else(|| big(0.0))
    }

    /// Whether it has a value at h = 0.
    pub fn is_finite(&self) -> bool {
        self.first().is_none_or(|(exponent, _)| exponent >= 0) && self.end > 0
    }

    /// Whether the coefficient of an exponent is known.
    pub fn knows(&self, exponent: i32) -> bool {
        exponent < self.end
    }

    /// The sign on the way to the point; 0 if all that is known is 0.
    pub fn sign(&self) -> i32 {
        self.first().map_or(0, |(_, number)| sign(number))
    }

    /// Without the constant term.
    pub fn rest(&self) -> Series {
        let mut rest = self.clone();
        rest.terms.remove(&0);
        rest
    }

    /// About how far away the nearest zero is, as a logarithm to base 2; −∞ if it is here.
    pub fn distance_of_zero(&self) -> f64 {
        let Some(constant) = self.terms.get(&0) else { return f64::NEG_INFINITY };
        let others = self.terms.iter().filter(|(exponent, _)| **exponent > 0);
        let distances = others
            .map(|(exponent, number)| (scale(constant) - scale(number)) * f64::from(WHOLE) / f64::from(*exponent));
        distances.fold(f64::INFINITY, f64::min)
    }

    pub fn add(&self, other: &Series) -> Series {
        let mut sum = Series { terms: self.terms.clone(), end: self.end.min(other.end) };
        for (exponent, number) in &other.terms {
            let total = sum.terms.get(exponent).map_or_else(|| number.clone(), |before| plus(before, number));
            sum.terms.insert(*exponent, total);
        }
        sum.tidy()
    }

    pub fn negative(&self) -> Series {
        Series { terms: self.terms.iter().map(|(exponent, number)| (*exponent, -number.clone())).collect(), ..*self }
    }

    pub fn times(&self, other: &Series) -> Series {
        let begins = |series: &Series| series.first().map_or(series.end, |(exponent, _)| exponent);
        let end = (begins(self) + other.end).min(begins(other) + self.end);
        let mut product = Series { terms: BTreeMap::new(), end };
        for (one, factor) in &self.terms {
            for (other, number) in other.terms.range(..end - one) {
                let term = factor * number;
                let total =
                    product.terms.get(&(one + other)).map_or_else(|| term.clone(), |before| plus(before, &term));
                product.terms.insert(one + other, total);
            }
        }
        product.tidy()
    }

    /// Times `factor`·h^(`by`/6).
    pub fn scaled(&self, factor: &Big, by: i32) -> Series {
        let terms = self.terms.iter().map(|(exponent, number)| (exponent + by, number * factor)).collect();
        Series { terms, end: self.end + by }.tidy()
    }

    /// Σ `coefficient(k)`·restᵏ, where the series is a constant plus the rest.
    pub fn composed(&self, coefficients: impl Iterator<Item = Big>) -> Series {
        let rest = self.rest();
        let coefficients: Vec<Big> = coefficients.take(LENGTH as usize + 1).collect();
        let enough = rest.first().map_or(1, |(exponent, _)| (LENGTH / exponent + 1) as usize);
        let mut sum = Series::constant(big(0.0));
        for coefficient in coefficients.iter().take(enough).rev() {
            sum = sum.times(&rest).add(&Series::constant(coefficient.clone()));
        }
        Series { end: sum.end.min(self.end), ..sum }.tidy()
    }

    /// The power of a series that begins with a positive term, or of any series for a whole exponent. `None` where it
    /// has no series in sixths.
    pub fn power(&self, exponent: f64) -> Option<Series> {
        let (first, leading) = self.first()?;
        let begins = f64::from(first) * exponent;
        if begins.fract() != 0.0 || begins.abs() > 1e4 {
            return None;
        }
        // cᵖ·h^(fp)·(1 + r)ᵖ
        let ratio = self.scaled(&(big(1.0) / leading), -first);
        let binomials = (0..).scan(big(1.0), |binomial, k| {
            let this = binomial.clone();
            *binomial = &*binomial * big(exponent - f64::from(k)) / big(f64::from(k + 1));
            Some(this)
        });
        // Roots of squares are whole.
        let factor = match exponent {
            whole if whole.fract() == 0.0 => leading.powi((whole as i32).into()),
            half if (2.0 * half).fract() == 0.0 => leading.sqrt().powi(((2.0 * half) as i32).into()),
            _ => (leading.ln() * big(exponent)).exp(),
        };
        Some(ratio.composed(binomials).scaled(&factor, begins as i32))
    }

    pub fn magnitude(&self) -> Series {
        if self.sign() < 0 { self.negative() } else { self.clone() }
    }

    /// Whether the constant term is so large that functions of it take for ever.
    pub fn is_huge(&self) -> bool {
        magnitude(&self.coefficient(0)) > big(1e15)
    }
}
