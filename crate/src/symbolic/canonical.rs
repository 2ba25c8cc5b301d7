//! Sums and products, taken apart and put together in the order of a textbook. Exponents are sums and terms are products, so
//! that each needs the other.

use super::arena::{Function, Node, node};
use super::expr::Expr;
use super::factors::Factors;
use super::order::{SUM, rank, tie};
use super::terms::Terms;
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive, Zero};
use std::cmp::Ordering;

impl Terms {
    /// Adds `factor` times a simplified formula.
    pub(crate) fn add_formula(&mut self, canonical: Expr, factor: &BigRational) {
        for (coefficient, monic) in terms_of(canonical) {
            self.add(monic, coefficient * factor);
        }
    }

    pub(crate) fn of(canonical: Expr) -> Terms {
        let mut terms = Terms::default();
        terms.add_formula(canonical, &BigRational::one());
        terms
    }

    /// The sum as a formula, highest power first; the other way round if that saves a minus sign in front: 2 − x.
    pub(crate) fn formula(&self) -> Expr {
        let mut terms: Vec<(TermKey, Expr, &BigRational)> =
            self.iter().map(|(monic, coefficient)| (TermKey::of(monic), monic, coefficient)).collect();
        terms.sort_by(|one, two| one.0.compare(&two.0).then_with(|| tie(one.1, two.1)));
        if let [(_, _, first), .., (_, _, last)] = terms.as_slice()
            && first.is_negative()
            && last.is_positive()
        {
            terms.reverse();
        }
        let mut sum: Option<Expr> = None;
        for (_, monic, coefficient) in terms {
            let term = scaled(coefficient, monic);
            sum = Some(match (sum, term.as_constant()) {
                (None, _) => term,
                // A number that is subtracted is written so.
                (Some(sum), Some(value)) if value.is_negative() => sum - Expr::constant(-value),
                (Some(sum), _) => sum + term,
            });
        }
        sum.unwrap_or_else(|| Expr::integer(0))
    }
}

/// A simplified formula as terms: numbers, and what they stand before.
pub(crate) fn terms_of(canonical: Expr) -> Vec<(BigRational, Expr)> {
    let mut terms = Vec::new();
    let mut left = canonical;
    while let Node::Sum(rest, last) = *left.node() {
        terms.push(last);
        left = rest;
    }
    terms.push(left);
    terms.into_iter().rev().map(split_number).collect()
}

/// A simplified term as a number and the rest: −3x²/2 is −3/2 and x².
pub(crate) fn split_number(term: Expr) -> (BigRational, Expr) {
    if let Some(value) = term.as_constant() {
        return (value.clone(), Expr::integer(1));
    }
    if !matches!(term.node(), Node::Negative(_) | Node::Product(..) | Node::Quotient(..)) {
        return (BigRational::one(), term);
    }
    let factors = Factors::of(term);
    let coefficient = factors.coefficient.clone();
    (coefficient, factors.with_number(BigRational::one()).formula())
}

fn scaled(coefficient: &BigRational, monic: Expr) -> Expr {
    if coefficient.is_one() {
        return monic;
    }
    if let Node::Sum(..) = monic.node() {
        return Terms::of(monic).scaled(coefficient).formula();
    }
    let mut factors = Factors::of(monic);
    factors.coefficient *= coefficient;
    factors.formula()
}

impl Factors {
    /// A simplified term, taken apart.
    pub(crate) fn of(term: Expr) -> Factors {
        let mut factors = Factors::default();
        let mut rest = vec![(term, BigRational::one())];
        while let Some((factor, sign)) = rest.pop() {
            match *factor.node() {
                Node::Negative(u) => {
                    factors.coefficient = -factors.coefficient;
                    rest.push((u, sign));
                }
                Node::Product(u, v) => rest.extend([(v, sign.clone()), (u, sign)]),
                Node::Quotient(u, v) => rest.extend([(v, -&sign), (u, sign)]),
                Node::Constant(ref value) if value.is_zero() && sign.is_negative() => {}
                Node::Constant(ref value) if sign.is_negative() => factors.coefficient /= value,
                Node::Constant(ref value) => factors.coefficient *= value,
                _ => {
                    let (base, exponent) = base_and_exponent(factor);
                    factors.multiply(base, &exponent.scaled(&sign));
                }
            }
        }
        factors
    }

    /// The product as a formula: a fraction where exponents are negative, the number in front.
    pub(crate) fn formula(&self) -> Expr {
        if self.coefficient.is_zero() {
            return Expr::integer(0);
        }
        let mut factors: Vec<(Expr, &Terms)> = self.iter().collect();
        if factors.is_empty() {
            return Expr::constant(self.coefficient.clone());
        }
        let exponent = |terms: &Terms| terms.as_number().and_then(|n| n.to_f64()).unwrap_or(1.0);
        factors.sort_by(|one, two| {
            let both_sums = rank(one.0) == SUM && rank(two.0) == SUM;
            let sums =
                if both_sums { exponent(two.1).abs().total_cmp(&exponent(one.1).abs()) } else { Ordering::Equal };
            rank(one.0)
                .cmp(&rank(two.0))
                .then(sums)
                .then_with(|| two.0.degree().total_cmp(&one.0.degree()))
                .then_with(|| tie(one.0, two.0))
        });
        let whole = |value: &BigInt| Expr::constant(BigRational::from(value.abs()));
        let mut above = Some(whole(self.coefficient.numer())).filter(|number| !number.is_one());
        let mut below = Some(whole(self.coefficient.denom())).filter(|number| !number.is_one());
        for (base, exponent) in factors {
            let number = exponent.as_number();
            let (side, exponent) = match number {
                Some(value) if value.is_negative() && base != Expr::e() => (&mut below, Terms::number(-value)),
                _ => (&mut above, exponent.clone()),
            };
            let factor = power(base, &exponent);
            *side = Some(side.map_or(factor, |product| node(Node::Product(product, factor))));
        }
        let above = above.unwrap_or_else(|| Expr::integer(1));
        let product = below.map_or(above, |below| above / below);
        if self.coefficient.is_negative() { -product } else { product }
    }
}

/// A simplified factor as a power. The root is the power ½, and eᵘ the power u of e.
pub(crate) fn base_and_exponent(factor: Expr) -> (Expr, Terms) {
    match *factor.node() {
        Node::Power(u, v) => (u, Terms::of(v)),
        Node::Function(Function::SquareRoot, u) => (u, Terms::number(BigRational::new(1.into(), 2.into()))),
        Node::Function(Function::Exponential, u) => (Expr::e(), Terms::of(u)),
        _ => (factor, Terms::number(BigRational::one())),
    }
}

fn power(base: Expr, exponent: &Terms) -> Expr {
    match exponent.as_number() {
        Some(value) if value.is_one() => base,
        Some(value) if value == BigRational::new(1.into(), 2.into()) && base != Expr::e() => {
            base.function_of(Function::SquareRoot)
        }
        _ => base.raised(exponent.formula()),
    }
}

/// What decides about the place of a term in a sum.
struct TermKey {
    degree: f64,
    /// The powers of single variables.
    powers: Vec<(&'static str, f64)>,
    /// Kinds of the other factors.
    ranks: Vec<u8>,
}

impl TermKey {
    fn of(monic: Expr) -> TermKey {
        let factors = Factors::of(monic);
        let mut key = TermKey { degree: monic.degree(), powers: Vec::new(), ranks: Vec::new() };
        for (base, exponent) in factors.iter() {
            match base.name() {
                Some(name) => {
                    let exponent = exponent.as_number().and_then(|value| value.to_f64()).unwrap_or(0.0);
                    key.powers.push((name, exponent));
                }
                None => key.ranks.push(rank(base)),
            }
        }
        key.powers.sort_by(|one, two| one.0.cmp(two.0));
        key.ranks.sort_unstable();
        key
    }

    /// Higher degrees first; among equal ones what is no polynomial first, x ln x before x, then x² before x y before
    /// y². The number is last.
    fn compare(&self, other: &TermKey) -> Ordering {
        let number = |key: &TermKey| key.degree == 0.0 && key.powers.is_empty() && key.ranks.is_empty();
        other.degree.total_cmp(&self.degree).then_with(|| number(self).cmp(&number(other))).then_with(|| {
            let plain = self.ranks.is_empty().cmp(&other.ranks.is_empty());
            if plain.is_ne() {
                return plain;
            }
            for (one, two) in self.powers.iter().zip(&other.powers) {
                let order = one.0.cmp(two.0).then(two.1.total_cmp(&one.1));
                if order.is_ne() {
                    return order;
                }
            }
            other.powers.len().cmp(&self.powers.len()).then_with(|| self.ranks.cmp(&other.ranks))
        })
    }
}
