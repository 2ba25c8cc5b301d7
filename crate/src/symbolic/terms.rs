//! Sums: numbers, and what they stand before.

use super::arena::Table;
use super::expr::Expr;
use num_rational::BigRational;
use num_traits::{One, Zero};

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
}
