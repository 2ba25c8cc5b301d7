//! Sums, taken apart into terms and put together in the order of a textbook.

use super::arena::{Node, Table};
use super::expr::Expr;
use super::factors::Factors;
use super::order::{TermKey, tie};
use num_rational::BigRational;
use num_traits::{One, Signed, Zero};

/// Numbers with more digits than this (in bits) are not multiplied out.
pub(crate) const LARGEST_NUMBER: u64 = 8_192;

/// Up to so many terms are looked through one by one, which is quicker than a table; most sums have few.
const FEW: usize = 16;

/// A sum, as terms c·m: the number c for each m that carries no number. The number by itself stands with m = 1.
#[derive(Clone, Debug, Default)]
pub(crate) struct Terms {
    terms: Vec<(Expr, BigRational)>,
    /// Where each m stands; empty as long as the terms are few.
    places: Table<usize>,
}

impl Terms {
    pub(crate) fn number(value: BigRational) -> Terms {
        let mut terms = Terms::default();
        terms.add(Expr::integer(1), value);
        terms
    }

    pub(crate) fn add(&mut self, monic: Expr, coefficient: BigRational) {
        let place = if self.terms.len() <= FEW {
            self.terms.iter().position(|(known, _)| *known == monic)
        } else {
            self.places.get(&monic).copied()
        };
        if let Some((_, sum)) = place.and_then(|place| self.terms.get_mut(place)) {
            *sum += coefficient;
            return;
        }
        self.terms.push((monic, coefficient));
        match self.terms.len() {
            ..=FEW => {}
            count if count == FEW + 1 => {
                self.places = self.terms.iter().enumerate().map(|(place, (monic, _))| (*monic, place)).collect();
            }
            count => {
                self.places.insert(monic, count - 1);
            }
        }
    }

    /// Adds `factor` times a simplified formula.
    pub(crate) fn add_formula(&mut self, canonical: Expr, factor: &BigRational) {
        for (coefficient, monic) in terms_of(canonical) {
            self.add(monic, coefficient * factor);
        }
    }

    pub(crate) fn add_all(&mut self, other: &Terms, factor: &BigRational) {
        for (monic, coefficient) in other.iter() {
            self.add(monic, coefficient * factor);
        }
    }

    pub(crate) fn scaled(&self, factor: &BigRational) -> Terms {
        if factor.is_one() {
            return self.clone();
        }
        let mut terms = Terms::default();
        terms.add_all(self, factor);
        terms
    }

    /// The terms that are not 0, in the order in which they came.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (Expr, &BigRational)> {
        self.terms.iter().filter(|(_, coefficient)| !coefficient.is_zero()).map(|(monic, c)| (*monic, c))
    }

    pub(crate) fn count(&self) -> usize {
        self.iter().count()
    }

    /// The number, if the sum is nothing else.
    pub(crate) fn as_number(&self) -> Option<BigRational> {
        let mut terms = self.iter();
        match (terms.next(), terms.next()) {
            (None, _) => Some(BigRational::zero()),
            (Some((monic, coefficient)), None) if monic.is_one() => Some(coefficient.clone()),
            _ => None,
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
