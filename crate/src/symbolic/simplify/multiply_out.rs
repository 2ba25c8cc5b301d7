//! Products of sums, multiplied out where a textbook would do so.

use super::powers::number_to;
use crate::symbolic::arena::Node;
use crate::symbolic::canonical::terms_of;
use crate::symbolic::expr::Expr;
use crate::symbolic::factors::Factors;
use crate::symbolic::terms::Terms;
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive};

/// So many products of two terms are made on the way at most.
const MOST_PRODUCTS: usize = 20_000;

/// What is multiplied out.
#[derive(Clone, Copy)]
pub(super) struct Expansion {
    pub(super) most_terms: usize,
    /// Powers, products with functions and fractions too.
    pub(super) all: bool,
    /// Common factors above and below a line are cancelled.
    pub(super) cancel: bool,
}

/// The same number as a base twice may have become a whole power: √2 √2 = 2.
pub(super) fn merged(product: Factors) -> Factors {
    let mut merged = Factors::number(product.coefficient.clone());
    for (base, exponent) in product.iter() {
        let number = exponent.as_number();
        match (base.as_constant(), number) {
            (Some(value), Some(number)) if number.is_integer() => match number_to(value, &number) {
                Ok(factors) => merged.coefficient *= factors.coefficient,
                Err(_) => merged.multiply(base, exponent),
            },
            _ => merged.multiply(base, exponent),
        }
    }
    merged
}

/// The product multiplied out, if that is what a textbook would do.
pub(super) fn expanded(product: &Factors, expansion: Expansion) -> Option<Expr> {
    let mut sums: Vec<(Expr, usize)> = Vec::new();
    let mut single = Factors::number(product.coefficient.clone());
    for (base, exponent) in product.iter() {
        let number = exponent.as_number();
        let whole =
            number.as_ref().filter(|number| number.is_integer()).and_then(|number| number.to_integer().to_usize());
        match base.node() {
            Node::Sum(..) if whole == Some(1) || (expansion.all && whole.is_some()) => {
                sums.push((base, whole.unwrap_or(1)));
            }
            Node::Variable(_) if whole.is_some() || expansion.all => single.multiply(base, exponent),
            _ if expansion.all => single.multiply(base, exponent),
            // Not a polynomial: only a number in front of a sum is multiplied in, and here is more than that.
            _ => return None,
        }
    }
    let only_number = single.iter().next().is_none() && sums.len() == 1;
    let polynomial = |sum: Expr| terms_of(sum).iter().all(|(_, monic)| is_power_product(*monic));
    if sums.is_empty() || !(expansion.all || only_number || sums.iter().all(|(sum, _)| polynomial(*sum))) {
        return None;
    }
    // Unless terms cancel, the nth power of a sum of k terms has n(k − 1) + 1 of them: known before any is made.
    let hopeless = |(sum, exponent): &(Expr, usize)| {
        let (count, n) = (Terms::of(*sum).count() as f64, *exponent as f64);
        let products = count * (n + (count - 1.0) * n * (n - 1.0) / 2.0);
        n * (count - 1.0) + 1.0 > expansion.most_terms as f64 || products > MOST_PRODUCTS as f64
    };
    if sums.iter().any(hopeless) {
        return None;
    }
    // The number of terms before they are collected, which bounds the work.
    let mut result = Terms::of(single.formula());
    let mut products = 0;
    for (sum, exponent) in sums {
        let factor = Terms::of(sum);
        for _ in 0..exponent {
            let count = result.count().saturating_mul(factor.count());
            products += count;
            if count > expansion.most_terms || products > MOST_PRODUCTS {
                return None;
            }
            result = multiplied(&result, &factor);
        }
    }
    Some(result.formula())
}

fn multiplied(one: &Terms, two: &Terms) -> Terms {
    let mut product = Terms::default();
    for (m, c) in one.iter() {
        for (n, d) in two.iter() {
            let mut factors = Factors::of(m);
            Factors::of(n).iter().for_each(|(base, exponent)| factors.multiply(base, exponent));
            let factors = merged(factors);
            let coefficient = c * d * &factors.coefficient;
            product.add(factors.with_number(BigRational::one()).formula(), coefficient);
        }
    }
    product
}

/// Whether a term is x² y and the like.
pub(super) fn is_power_product(monic: Expr) -> bool {
    let power = |exponent: &Terms| exponent.as_number().is_some_and(|n| n.is_integer() && n.is_positive());
    Factors::of(monic).iter().all(|(base, exponent)| base.name().is_some() && power(exponent))
}
