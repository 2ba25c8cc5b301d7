//! Products: a number, and powers of what cannot be taken apart.

use super::arena::{Function, Node, node};
use super::expr::Expr;
use super::order::{SUM, rank, tie};
use super::terms::Terms;
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive, Zero};
use std::cmp::Ordering;

/// A product: a number, and bases with their exponents. The exponential function is the base e.
#[derive(Clone, Debug)]
pub(crate) struct Factors {
    pub(crate) coefficient: BigRational,
    powers: Vec<(Expr, Terms)>,
}

impl Default for Factors {
    fn default() -> Factors {
        Factors { coefficient: BigRational::one(), powers: Vec::new() }
    }
}

impl Factors {
    pub(crate) fn number(coefficient: BigRational) -> Factors {
        Factors { coefficient, ..Factors::default() }
    }

    /// The same bases behind another number.
    pub(crate) fn with_number(self, coefficient: BigRational) -> Factors {
        Factors { coefficient, ..self }
    }

    pub(crate) fn multiply(&mut self, base: Expr, exponent: &Terms) {
        match self.powers.iter_mut().find(|(known, _)| *known == base) {
            Some((_, sum)) => sum.add_all(exponent, &BigRational::one()),
            None => self.powers.push((base, exponent.clone())),
        }
    }

    /// The factors whose exponent is not 0.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (Expr, &Terms)> {
        self.powers.iter().map(|(base, exponent)| (*base, exponent)).filter(|(_, e)| e.iter().next().is_some())
    }

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
