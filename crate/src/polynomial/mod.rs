//! Polynomials in x with exact coefficients.

mod division;

use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{One, Signed, Zero};

/// A polynomial: the coefficients of 1, x, x², …, the last of them not 0. The polynomial 0 has none.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Polynomial(Vec<BigRational>);

/// The greatest number of which all of these are whole multiples; 1 if there are none but 0.
pub(crate) fn content<'a>(coefficients: impl Iterator<Item = &'a BigRational>) -> BigRational {
    let (above, below) = coefficients.fold((BigInt::zero(), BigInt::one()), |(above, below), coefficient| {
        (above.gcd(coefficient.numer()), below.lcm(coefficient.denom()))
    });
    if above.is_zero() { BigRational::one() } else { BigRational::new(above, below) }
}

impl Polynomial {
    fn trimmed(mut coefficients: Vec<BigRational>) -> Polynomial {
        while coefficients.last().is_some_and(Zero::is_zero) {
            coefficients.pop();
        }
        Polynomial(coefficients)
    }

    pub(crate) fn constant(value: BigRational) -> Polynomial {
        Polynomial::trimmed(vec![value])
    }

    pub(crate) fn one() -> Polynomial {
        Polynomial(vec![BigRational::one()])
    }

    /// c·xⁿ
    pub(crate) fn power(coefficient: BigRational, exponent: usize) -> Polynomial {
        let mut coefficients = vec![BigRational::zero(); exponent];
        coefficients.push(coefficient);
        Polynomial::trimmed(coefficients)
    }

    /// x − a
    pub(crate) fn root(a: &BigRational) -> Polynomial {
        Polynomial(vec![-a, BigRational::one()])
    }

    /// The multiple with whole coefficients that have no common divisor, and the same signs.
    pub(crate) fn primitive(&self) -> Polynomial {
        let content = content(self.0.iter());
        Polynomial(self.0.iter().map(|coefficient| coefficient / &content).collect())
    }

    pub(crate) fn is_zero(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn is_one(&self) -> bool {
        self.degree() == 0 && self.leading().is_one()
    }

    /// The degree; 0 for the polynomial 0 as well.
    pub(crate) fn degree(&self) -> usize {
        self.0.len().saturating_sub(1)
    }

    /// The coefficient of the highest power; 0 for the polynomial 0.
    pub(crate) fn leading(&self) -> BigRational {
        self.0.last().cloned().unwrap_or_else(BigRational::zero)
    }

    /// The coefficients of 1, x, x², …
    pub(crate) fn coefficients(&self) -> &[BigRational] {
        &self.0
    }

    pub(crate) fn add(&self, other: &Polynomial) -> Polynomial {
        let coefficient =
            |polynomial: &Polynomial, power: usize| polynomial.0.get(power).cloned().unwrap_or_else(BigRational::zero);
        let length = self.0.len().max(other.0.len());
        Polynomial::trimmed((0..length).map(|power| coefficient(self, power) + coefficient(other, power)).collect())
    }

    pub(crate) fn negated(&self) -> Polynomial {
        Polynomial(self.0.iter().map(|coefficient| -coefficient).collect())
    }

    pub(crate) fn multiply(&self, other: &Polynomial) -> Polynomial {
        if self.is_zero() || other.is_zero() {
            return Polynomial(Vec::new());
        }
        let mut product = vec![BigRational::zero(); self.0.len() + other.0.len() - 1];
        for (i, one) in self.0.iter().enumerate() {
            for (j, two) in other.0.iter().enumerate() {
                product[i + j] += one * two;
            }
        }
        Polynomial::trimmed(product)
    }

    /// The value at `a`, by Horner's rule.
    pub(crate) fn at(&self, a: &BigRational) -> BigRational {
        self.0.iter().rev().fold(BigRational::zero(), |value, coefficient| value * a + coefficient)
    }

    /// The quotient by x − a, if it goes without remainder: synthetic division, whose running sums are the
    /// quotient's coefficients and whose last one is the remainder.
    pub(crate) fn without_root(&self, a: &BigRational) -> Option<Polynomial> {
        let mut sums: Vec<BigRational> = Vec::new();
        for coefficient in self.0.iter().rev() {
            let carried = sums.last().map_or_else(BigRational::zero, |sum| sum * a);
            sums.push(carried + coefficient);
        }
        if !sums.pop()?.is_zero() {
            return None;
        }
        sums.reverse();
        Some(Polynomial(sums))
    }

    /// How often x − a can be divided out, and what is left.
    pub(crate) fn factor_out(&self, a: &BigRational) -> (usize, Polynomial) {
        let mut rest = self.clone();
        let mut times = 0;
        while let Some(quotient) = rest.without_root(a) {
            rest = quotient;
            times += 1;
        }
        (times, rest)
    }

    /// The two rational roots of a quadratic, if it has them.
    pub(crate) fn rational_roots(&self) -> Option<[BigRational; 2]> {
        let [c, b, a] = self.0.as_slice() else { return None };
        let discriminant = b * b - a * c * BigInt::from(4);
        if discriminant.is_negative() {
            return None;
        }
        // A reduced fraction is a square if both its parts are.
        let root = BigRational::new(discriminant.numer().sqrt(), discriminant.denom().sqrt());
        let twice = a * BigInt::from(2);
        (&root * &root == discriminant).then(|| [(&root - b) / &twice, (-&root - b) / &twice])
    }
}
