//! The scales of a series, from the one that grows fastest to the slowest: e^(x²), eˣ, x, ln x. Each grows beyond all
//! bounds, and beyond every power of the next; the logarithm of each but the last is a series in those after it.

use super::Stop;
use super::constant::Constant;
use super::multiseries::Multiseries;
use crate::symbolic::arena::Function;
use crate::symbolic::expr::Expr;

/// So many scales at most: no formula that a person writes needs more.
const MOST_SCALES: usize = 12;
/// So much work at most, in multiplications of two coefficients, for one limit.
const MOST_WORK: usize = 60_000;

/// Which scale, whatever stands before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Scale(usize);

pub(super) struct Scales {
    /// By their names, in the order in which they were found.
    known: Vec<(Expr, Option<Multiseries>)>,
    /// The fastest first.
    order: Vec<Scale>,
    pub(super) most_terms: usize,
    work: usize,
}

impl Scales {
    /// The first scale, which is what becomes large: x, −x, or 1/(x − a).
    pub(super) fn new(large: Expr, most_terms: usize) -> Scales {
        Scales { known: vec![(large, None)], order: vec![Scale(0)], most_terms, work: 0 }
    }

    pub(super) fn first(&self) -> Scale {
        Scale(0)
    }

    pub(super) fn pay(&mut self, work: usize) -> Result<(), Stop> {
        self.work += work;
        if self.work > MOST_WORK {
            return Err(Stop::Unknown("to follow its terms takes more work than I am allowed".into()));
        }
        Ok(())
    }

    pub(super) fn place(&self, scale: Scale) -> usize {
        self.order.iter().position(|known| *known == scale).unwrap_or(0)
    }

    pub(super) fn formula(&self, scale: Scale) -> Expr {
        self.known.get(scale.0).map_or(Expr::integer(0), |(formula, _)| *formula)
    }

    /// The scales that grow faster than this one, the fastest first.
    pub(super) fn faster_than(&self, scale: Scale) -> Vec<Scale> {
        self.order[..self.place(scale)].to_vec()
    }

    /// The logarithm of a scale. That of the slowest is a new scale, slower still.
    pub(super) fn logarithm(&mut self, scale: Scale) -> Result<Multiseries, Stop> {
        if let Some((_, Some(logarithm))) = self.known.get(scale.0) {
            return Ok(logarithm.clone());
        }
        let formula = self.formula(scale).function_of(Function::Logarithm);
        let place = self.order.len();
        let slower = self.insert(place, formula, None)?;
        let logarithm = self.monomial(slower, Constant::integer(1))?;
        if let Some((_, place)) = self.known.get_mut(scale.0) {
            *place = Some(logarithm.clone());
        }
        Ok(logarithm)
    }

    /// e to a power that grows beyond all bounds, as a scale just faster than the one at this place.
    pub(super) fn exponential(&mut self, before: usize, power: &Multiseries) -> Result<Scale, Stop> {
        let tree = power.tree().ok_or_else(|| {
            Stop::Unknown("a part of it swings in the exponent, and its growth cannot be compared".into())
        })?;
        // A formula that is too long to be written is never seen to cancel, and does no harm.
        let written = tree.function(Function::Exponential).formula();
        let formula = written.unwrap_or_else(|| Expr::undefined("the formula is too long to be written out"));
        self.insert(before, formula, Some(power.clone()))
    }

    fn insert(&mut self, place: usize, formula: Expr, logarithm: Option<Multiseries>) -> Result<Scale, Stop> {
        if self.known.len() == MOST_SCALES {
            return Err(Stop::Unknown("it grows in more ways at once than I can compare".into()));
        }
        let scale = Scale(self.known.len());
        self.known.push((formula, logarithm));
        self.order.insert(place, scale);
        Ok(scale)
    }
}
