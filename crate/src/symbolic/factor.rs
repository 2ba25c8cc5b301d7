//! Factors, on request: what is common to all terms of a sum, and what belongs to a rational root.

use super::arena::Node;
use super::canonical::terms_of;
use super::expr::Expr;
use super::factors::Factors;
use super::terms::Terms;
use super::univariate::{formula_in, polynomial};
use crate::polynomial::{Polynomial, content};
use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive, Zero};

/// Roots are looked for among fractions of divisors up to here (the rational root theorem).
const LARGEST_DIVISOR: u64 = 10_000;

impl Expr {
    /// Written as a product where one is found: what is common to all terms of a sum, and for polynomials in one
    /// variable what belongs to rational roots (with numerators and denominators up to 10,000).
    /// [`simplify`](Expr::simplify) may multiply it out again.
    ///
    /// ```
    /// use calculus::symbolic::parse;
    /// assert_eq!(parse("2x^3 - 2x")?.factor().to_string(), "2x(x + 1)(x - 1)");
    /// assert_eq!(parse("(24x - 6x^2)/(2 - x)^2")?.factor().to_string(), "6x(4 - x)/(2 - x)^2");
    /// assert_eq!(parse("x^2 e^x + 2x e^x")?.factor().to_string(), "x(x + 2) e^x");
    /// # Ok::<(), calculus::symbolic::ParseError>(())
    /// ```
    #[must_use]
    pub fn factor(self) -> Expr {
        let simple = self.simplify();
        let outer = Factors::of(simple);
        let mut product = Factors::number(outer.coefficient.clone());
        for (base, exponent) in outer.iter() {
            let whole = exponent.as_number().filter(|number| number.is_integer()).and_then(|n| n.to_i32());
            match (base.node(), whole) {
                (Node::Sum(..), Some(whole)) if whole.unsigned_abs() <= 100 => {
                    let inner = factors_of_sum(base);
                    product.coefficient *= inner.coefficient.pow(whole);
                    inner.iter().for_each(|(base, inner)| product.multiply(base, &inner.scaled(&number(whole.into()))));
                }
                _ => product.multiply(base, exponent),
            }
        }
        product.formula()
    }
}

fn number(value: BigInt) -> BigRational {
    BigRational::from(value)
}

fn factors_of_sum(sum: Expr) -> Factors {
    let terms: Vec<(BigRational, Factors)> =
        Terms::of(sum).iter().map(|(monic, coefficient)| (coefficient.clone(), Factors::of(monic))).collect();
    let Some((_, first)) = terms.first() else { return Factors::of(sum) };
    // The lowest power of each base that all terms have.
    let mut common = Factors::default();
    for (base, exponent) in first.iter() {
        let find = |factors: &Factors| factors.iter().find(|(other, _)| *other == base).map(|(_, e)| e.clone());
        let Some(powers) = terms.iter().map(|(_, factors)| find(factors)).collect::<Option<Vec<Terms>>>() else {
            continue;
        };
        let numbers: Option<Vec<BigRational>> = powers.iter().map(Terms::as_number).collect();
        match numbers.and_then(|numbers| numbers.into_iter().min()) {
            Some(lowest) => common.multiply(base, &Terms::number(lowest)),
            // Exponents with letters are common if they are the same: e^x.
            None if powers.iter().all(|power| power.formula() == exponent.formula()) => common.multiply(base, exponent),
            None => {}
        }
    }
    let minus_one = -BigRational::one();
    let mut rest = Terms::default();
    for (coefficient, mut factors) in terms {
        common.iter().for_each(|(base, exponent)| factors.multiply(base, &exponent.scaled(&minus_one)));
        rest.add(factors.formula(), coefficient);
    }
    let rest = rest.formula().simplify();
    if !matches!(rest.node(), Node::Sum(..)) {
        let inner = Factors::of(rest);
        common.coefficient *= &inner.coefficient;
        inner.iter().for_each(|(base, exponent)| common.multiply(base, exponent));
        return common;
    }
    let polynomial = polynomial(rest);
    let split = polynomial.map_or_else(|| without_content(rest), |(polynomial, x)| by_roots(polynomial, x));
    common.coefficient *= &split.coefficient;
    split.iter().for_each(|(base, exponent)| common.multiply(base, exponent));
    common
}

/// The greatest number that divides all coefficients of a sum, and the sum divided by it.
fn without_content(sum: Expr) -> Factors {
    let terms = Terms::of(sum);
    let content = content(terms.iter().map(|(_, coefficient)| coefficient));
    // −x − 5 is −(x + 5), but 4 − x stays.
    let negative = terms_of(sum).first().is_some_and(|(coefficient, _)| coefficient.is_negative());
    let content = if negative { -content } else { content };
    let mut factors = Factors::number(content.clone());
    factors.multiply(terms.scaled(&content.recip()).formula(), &Terms::number(BigRational::one()));
    factors
}

fn by_roots(mut polynomial: Polynomial, x: Expr) -> Factors {
    let mut product = Factors::default();
    // a x² + … + c with whole numbers: a root p/q has p in c and q in a.
    let whole = content(polynomial.coefficients().iter());
    let last = polynomial.coefficients().first().cloned().unwrap_or_else(BigRational::zero);
    let numerators = divisors((last / &whole).numer());
    let denominators = divisors((polynomial.leading() / &whole).numer());
    for denominator in &denominators {
        for numerator in numerators.iter().flat_map(|n| [n.clone(), -n]) {
            if polynomial.degree() < 2 || !numerator.gcd(denominator).is_one() {
                continue;
            }
            let root = BigRational::new(numerator.clone(), denominator.clone());
            let (times, rest) = polynomial.factor_out(&root);
            if times > 0 {
                polynomial = rest;
                // x − p/q = (q x − p)/q
                let mut factor = Terms::default();
                factor.add(x, number(denominator.clone()));
                factor.add(Expr::integer(1), number(-numerator));
                product.multiply(factor.formula(), &Terms::number(number(times.into())));
                product.coefficient /= number(denominator.pow(u32::try_from(times).unwrap_or(0)));
            }
        }
    }
    let rest = formula_in(&polynomial, x);
    let inner = if matches!(rest.node(), Node::Sum(..)) { without_content(rest) } else { Factors::of(rest) };
    product.coefficient *= &inner.coefficient;
    inner.iter().for_each(|(base, exponent)| product.multiply(base, exponent));
    product
}

/// The divisors of a number up to a bound.
fn divisors(value: &BigInt) -> Vec<BigInt> {
    let value = value.abs();
    let largest = value.to_u64().unwrap_or(u64::MAX).min(LARGEST_DIVISOR);
    (1..=largest).filter(|divisor| (&value % divisor).is_zero()).map(BigInt::from).collect()
}
