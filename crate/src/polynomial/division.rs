//! Polynomials divided with a remainder, and what that tells: what two of them have in common, and whether there are
//! real roots.

use super::Polynomial;
use num_rational::BigRational;
use num_traits::{Signed, Zero};

impl Polynomial {
    /// The quotient and the remainder, whose degree is lower than that of `divisor`, which is not 0.
    pub(crate) fn divided_by(&self, divisor: &Polynomial) -> (Polynomial, Polynomial) {
        let (mut quotient, mut rest) = (Polynomial::constant(BigRational::zero()), self.clone());
        while !rest.is_zero() && rest.degree() >= divisor.degree() {
            let term = Polynomial::power(rest.leading() / divisor.leading(), rest.degree() - divisor.degree());
            rest = rest.add(&term.multiply(divisor).negated());
            quotient = quotient.add(&term);
        }
        (quotient, rest)
    }

    /// The polynomial of the highest degree that divides both, with whole coefficients that have no common divisor: by
    /// Euclid's algorithm.
    pub(crate) fn common_with(&self, other: &Polynomial) -> Polynomial {
        if [self, other].into_iter().any(|polynomial| polynomial.degree() == 0 && !polynomial.is_zero()) {
            return Polynomial::one();
        }
        let (mut one, mut two) = (self.clone(), other.clone());
        while !two.is_zero() {
            let rest = one.divided_by(&two).1.primitive();
            (one, two) = (two, rest);
        }
        one.primitive()
    }

    /// What is left when everything is divided out that it has in common with `other`.
    pub(crate) fn without(&self, other: &Polynomial) -> Polynomial {
        let mut rest = self.clone();
        loop {
            let common = rest.common_with(other);
            if common.degree() == 0 {
                return rest;
            }
            rest = rest.divided_by(&common).0;
        }
    }

    /// How many different real roots there are: the changes of sign in a chain of remainders at −∞ and at +∞ (C. Sturm,
    /// 1829).
    pub(crate) fn count_of_real_roots(&self) -> usize {
        let mut chain = vec![self.primitive(), self.slope().primitive()];
        while let [.., before, last] = chain.as_slice()
            && !last.is_zero()
        {
            let rest = before.divided_by(last).1.negated().primitive();
            chain.push(rest);
        }
        let changes = |sign_of: &dyn Fn(&Polynomial) -> bool| {
            let signs: Vec<bool> = chain.iter().filter(|part| !part.is_zero()).map(sign_of).collect();
            signs.windows(2).filter(|pair| pair[0] != pair[1]).count()
        };
        let far_right = |part: &Polynomial| part.leading().is_positive();
        let far_left = |part: &Polynomial| part.leading().is_positive() == part.degree().is_multiple_of(2);
        changes(&far_left).saturating_sub(changes(&far_right))
    }

    fn slope(&self) -> Polynomial {
        let terms = self.coefficients().iter().enumerate().skip(1);
        terms.fold(Polynomial::constant(BigRational::zero()), |sum, (power, coefficient)| {
            let power_rule = coefficient * BigRational::from_integer(power.into());
            sum.add(&Polynomial::power(power_rule, power - 1))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn polynomial(coefficients: &[i64]) -> Polynomial {
        let terms = coefficients.iter().rev().enumerate();
        terms.fold(Polynomial::constant(BigRational::zero()), |sum, (power, coefficient)| {
            sum.add(&Polynomial::power(BigRational::from_integer((*coefficient).into()), power))
        })
    }

    #[test]
    fn a_common_factor_is_found_and_divided_out() {
        let (one, two) = (polynomial(&[1, 0, -1]), polynomial(&[2, -2]));
        assert_eq!(one.common_with(&two), polynomial(&[1, -1]));
        assert_eq!(one.without(&two), polynomial(&[1, 1]));
        assert_eq!(polynomial(&[1, -3, 3, -1]).without(&two), polynomial(&[1]));
        assert_eq!(one.common_with(&polynomial(&[1, 0, 1])).degree(), 0);
        assert_eq!(
            polynomial(&[1, 0, 0, 5]).divided_by(&polynomial(&[1, 2])),
            (polynomial(&[1, -2, 4]), polynomial(&[-3]))
        );
    }

    #[test]
    fn real_roots_are_counted_once_each() {
        for (coefficients, count) in [
            (&[1, 0, -2][..], 2),
            (&[1, 0, 2], 0),
            (&[1, -2, 1], 1),
            (&[1, 0, 0, 0, 1], 0),
            (&[1, 0, -1, 0], 3),
            (&[-3, 1], 1),
            (&[1, 0, -5, 0, 4], 4),
            (&[7], 0),
        ] {
            assert_eq!(polynomial(coefficients).count_of_real_roots(), count, "{coefficients:?}");
        }
    }
}
