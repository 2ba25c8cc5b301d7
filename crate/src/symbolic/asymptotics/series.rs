//! Series in several scales at once: in a power of the fastest scale, whose coefficients are series in the next slower one,
//! down to numbers. x eˣ + ln x is one in the scales eˣ, x, ln x.
//!
//! A series is cut off after some terms, with a bound for the rest, as 1 + 1/x + O(1/x²) is. Only what stands before the
//! bound is known.
//!
//! Source: B. Salvy and J. Shackell, *Symbolic asymptotics: multiseries of inverse functions*, 1999; M. Eberl, *Verified
//! real asymptotics in Isabelle/HOL*, 2019. The idea of comparing by the most rapidly varying parts is that of D. Gruntz,
//! *On computing limits in a symbolic manipulation system*, 1996.

use super::coefficient::Coefficient;
use super::constant::Constant;
use super::stop::Stop;
use super::tree::Tree;
use std::cmp::Ordering;
use std::rc::Rc;

/// Which scale, whatever stands before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Scale(pub(super) usize);

#[derive(Clone)]
pub(super) enum Multiseries {
    Number(Coefficient),
    Series(Rc<Series>),
}

pub(super) struct Series {
    pub(super) scale: Scale,
    /// Exponents of the scale, falling, with their coefficients, the leading term of each of which is known.
    pub(super) terms: Vec<(Constant, Multiseries)>,
    /// All that is not in the terms is of this power of the scale, or lower, up to slower scales. Nothing if the terms are
    /// all there is.
    pub(super) rest: Option<Constant>,
    pub(super) tree: Option<Tree>,
}

use Multiseries::{Number, Series as InScale};

/// A term: what a power of each scale is multiplied by.
pub(super) struct Leading {
    pub(super) powers: Vec<(Scale, Constant)>,
    pub(super) coefficient: Coefficient,
}

impl Multiseries {
    pub(super) fn integer(value: i64) -> Multiseries {
        Number(Coefficient::integer(value))
    }

    pub(super) fn exact(value: Constant) -> Multiseries {
        Number(Coefficient::Exact(value))
    }

    /// Nothing where something is bounded only, which no formula says.
    pub(super) fn tree(&self) -> Option<Tree> {
        match self {
            Number(Coefficient::Exact(value)) => Some(Tree::leaf(value.formula())),
            Number(Coefficient::Bounded { .. }) => None,
            InScale(series) => series.tree.clone(),
        }
    }

    pub(super) fn is_zero(&self) -> Result<bool, Stop> {
        match self {
            Number(number) => number.is_zero(),
            InScale(_) => Ok(false),
        }
    }

    /// The leading term of what is not 0.
    pub(super) fn leading(&self) -> Result<Leading, Stop> {
        let mut powers = Vec::new();
        let mut part = self.clone();
        loop {
            match &part {
                Number(coefficient) => return Ok(Leading { powers, coefficient: coefficient.clone() }),
                InScale(series) => {
                    let (exponent, coefficient) = series.terms.first().ok_or(Stop::MoreTerms)?;
                    if !exponent.is_zero()? {
                        powers.push((series.scale, exponent.clone()));
                    }
                    let next = coefficient.clone();
                    part = next;
                }
            }
        }
    }

    /// Its sign from some place on; nothing if it changes for ever.
    pub(super) fn sign(&self) -> Result<Option<Ordering>, Stop> {
        if self.is_zero()? {
            return Ok(Some(Ordering::Equal));
        }
        self.leading()?.coefficient.sign()
    }
}

impl Leading {
    /// Whether it goes to 0, stays, or grows beyond all bounds.
    pub(super) fn growth(&self) -> Result<Ordering, Stop> {
        self.powers.first().map_or(Ok(Ordering::Equal), |(_, exponent)| exponent.sign())
    }
}
