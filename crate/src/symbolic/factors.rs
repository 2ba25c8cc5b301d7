//! Products: a number, and powers of what cannot be taken apart.

use super::expr::Expr;
use super::terms::Terms;
use num_rational::BigRational;
use num_traits::One;

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
}
