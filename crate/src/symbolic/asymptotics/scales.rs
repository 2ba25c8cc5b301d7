//! The scales of a series, from the one that grows fastest to the slowest: e^(x²), eˣ, x, ln x. Each grows beyond all
//! bounds, and beyond every power of the next; the logarithm of each but the last is a series in those after it.

use super::series::{Multiseries, Scale};
use super::stop::Stop;
use crate::symbolic::expr::Expr;

/// So many scales at most: no formula that a person writes needs more.
const MOST_SCALES: usize = 12;
/// So much work at most, in multiplications of two coefficients, for one limit.
const MOST_WORK: usize = 60_000;

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

    pub(super) fn count(&self) -> usize {
        self.order.len()
    }

    /// The logarithm of a scale, if it was asked for before.
    pub(super) fn known_logarithm(&self, scale: Scale) -> Option<Multiseries> {
        self.known.get(scale.0).and_then(|(_, logarithm)| logarithm.clone())
    }

    pub(super) fn set_logarithm(&mut self, scale: Scale, logarithm: &Multiseries) {
        if let Some((_, place)) = self.known.get_mut(scale.0) {
            *place = Some(logarithm.clone());
        }
    }

    pub(super) fn formula(&self, scale: Scale) -> Expr {
        self.known.get(scale.0).map_or(Expr::integer(0), |(formula, _)| *formula)
    }

    /// The scales that grow faster than this one, the fastest first.
    pub(super) fn faster_than(&self, scale: Scale) -> Vec<Scale> {
        self.order[..self.place(scale)].to_vec()
    }

    pub(super) fn insert(
        &mut self,
        place: usize,
        formula: Expr,
        logarithm: Option<Multiseries>,
    ) -> Result<Scale, Stop> {
        if self.known.len() == MOST_SCALES {
            return Err(Stop::Unknown("it grows in more ways at once than I can compare".into()));
        }
        let scale = Scale(self.known.len());
        self.known.push((formula, logarithm));
        self.order.insert(place, scale);
        Ok(scale)
    }
}
