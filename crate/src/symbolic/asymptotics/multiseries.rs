//! Series in several scales at once: in a power of the fastest scale, whose coefficients are series in the next slower one,
//! down to numbers. x eˣ + ln x is one in the scales eˣ, x, ln x.
//!
//! A series is cut off after some terms, with a bound for the rest, as 1 + 1/x + O(1/x²) is. Only what stands before the
//! bound is known.
//!
//! Source: B. Salvy and J. Shackell, *Symbolic asymptotics: multiseries of inverse functions*, 1999; M. Eberl, *Verified
//! real asymptotics in Isabelle/HOL*, 2019. The idea of comparing by the most rapidly varying parts is that of D. Gruntz,
//! *On computing limits in a symbolic manipulation system*, 1996.

use super::Stop;
use super::coefficient::Coefficient;
use super::constant::Constant;
use super::scales::{Scale, Scales};
use super::tree::Tree;
use crate::symbolic::expr::Expr;
use std::cmp::Ordering;
use std::rc::Rc;

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

/// Exponents and coefficients at the same scale.
type Terms = Vec<(Constant, Multiseries)>;

impl Scales {
    /// A series from terms with falling exponents, cut off after as many as are wanted.
    pub(super) fn series(
        &mut self,
        scale: Scale,
        terms: Terms,
        rest: Option<Constant>,
        tree: Option<Tree>,
    ) -> Result<Multiseries, Stop> {
        let mut kept = Terms::new();
        let mut rest = rest;
        for (exponent, coefficient) in terms {
            self.pay(1)?;
            if let Some(bound) = &rest
                && exponent.compare(bound)?.is_le()
            {
                break;
            }
            if coefficient.is_zero()? {
                continue;
            }
            // A coefficient of which nothing is known: from here on nothing is.
            let unknown = match coefficient.leading() {
                Ok(_) => false,
                Err(Stop::MoreTerms) if coefficient.tree().is_some_and(|tree| tree.is_surely_zero()) => continue,
                Err(Stop::MoreTerms) => true,
                Err(stop) => return Err(stop),
            };
            if unknown || kept.len() == self.most_terms {
                rest = Some(exponent);
                break;
            }
            kept.push((exponent, coefficient));
        }
        match (kept.as_slice(), &rest) {
            ([], None) => Ok(Multiseries::integer(0)),
            ([(exponent, coefficient)], None) if exponent.is_zero()? => Ok(coefficient.clone()),
            _ => Ok(InScale(Rc::new(Series { scale, terms: kept, rest, tree }))),
        }
    }

    /// Both at the faster of their scales.
    fn common(&self, one: &Multiseries, two: &Multiseries) -> Option<Scale> {
        let scale = |of: &Multiseries| match of {
            Number(_) => None,
            InScale(series) => Some(series.scale),
        };
        match (scale(one), scale(two)) {
            (Some(one), Some(two)) => Some(if self.place(one) <= self.place(two) { one } else { two }),
            (one, two) => one.or(two),
        }
    }

    fn at_scale(&self, part: &Multiseries, scale: Scale) -> (Terms, Option<Constant>) {
        match part {
            InScale(series) if series.scale == scale => (series.terms.clone(), series.rest.clone()),
            _ => (vec![(Constant::integer(0), part.clone())], None),
        }
    }

    pub(super) fn plus(&mut self, one: &Multiseries, two: &Multiseries) -> Result<Multiseries, Stop> {
        let scale = match (one, two, self.common(one, two)) {
            (Number(one), Number(two), _) => return Ok(Number(one.plus(two)?)),
            (_, _, Some(scale)) => scale,
            _ => return Err(Stop::MoreTerms),
        };
        if one.is_zero()? {
            return Ok(two.clone());
        }
        if two.is_zero()? {
            return Ok(one.clone());
        }
        let ((left, left_rest), (right, right_rest)) = (self.at_scale(one, scale), self.at_scale(two, scale));
        let tree = one.tree().zip(two.tree()).map(|(one, two)| one.plus(&two));
        let mut terms = Terms::new();
        let (mut left, mut right) = (left.into_iter().peekable(), right.into_iter().peekable());
        loop {
            let order = match (left.peek(), right.peek()) {
                (Some((one, _)), Some((two, _))) => one.compare(two)?,
                (Some(_), None) => Ordering::Greater,
                (None, Some(_)) => Ordering::Less,
                (None, None) => break,
            };
            let term = match order {
                Ordering::Greater => left.next(),
                Ordering::Less => right.next(),
                Ordering::Equal => match (left.next(), right.next()) {
                    (Some((exponent, one)), Some((_, two))) => Some((exponent, self.plus(&one, &two)?)),
                    _ => None,
                },
            };
            terms.extend(term);
        }
        self.series(scale, terms, larger(left_rest, right_rest)?, tree)
    }

    pub(super) fn minus(&mut self, one: &Multiseries, two: &Multiseries) -> Result<Multiseries, Stop> {
        let negative = self.negated(two)?;
        self.plus(one, &negative)
    }

    pub(super) fn negated(&mut self, part: &Multiseries) -> Result<Multiseries, Stop> {
        self.times(&Multiseries::integer(-1), part)
    }

    pub(super) fn times(&mut self, one: &Multiseries, two: &Multiseries) -> Result<Multiseries, Stop> {
        self.pay(1)?;
        let scale = match (one, two, self.common(one, two)) {
            (Number(one), Number(two), _) => return Ok(Number(one.times(two)?)),
            (_, _, Some(scale)) => scale,
            _ => return Err(Stop::MoreTerms),
        };
        if one.is_zero()? || two.is_zero()? {
            return Ok(Multiseries::integer(0));
        }
        let ((left, left_rest), (right, right_rest)) = (self.at_scale(one, scale), self.at_scale(two, scale));
        let tree = one.tree().zip(two.tree()).map(|(one, two)| one.times(&two));
        // The leading exponent, or what is above it.
        let top = |terms: &Terms, rest: &Option<Constant>| terms.first().map(|(e, _)| e.clone()).or(rest.clone());
        let (left_top, right_top) = (top(&left, &left_rest), top(&right, &right_rest));
        let bound = |rest: &Option<Constant>, top: &Option<Constant>| match (rest, top) {
            (Some(rest), Some(top)) => rest.plus(top).map(Some),
            _ => Ok(None),
        };
        let mut rest = larger(bound(&left_rest, &right_top)?, bound(&right_rest, &left_top)?)?;
        let mut pairs: Vec<(Constant, usize, usize)> = Vec::new();
        for (i, (first, _)) in left.iter().enumerate() {
            for (j, (second, _)) in right.iter().enumerate() {
                pairs.push((first.plus(second)?, i, j));
            }
        }
        let pairs = sorted(pairs)?;
        let mut terms = Terms::new();
        let mut open = pairs.into_iter().peekable();
        while let Some((exponent, i, j)) = open.next() {
            if let Some(bound) = &rest
                && exponent.compare(bound)?.is_le()
            {
                break;
            }
            // What will be cut off need not be calculated.
            if terms.len() > self.most_terms {
                rest = Some(exponent);
                break;
            }
            let mut sum = self.times(&left[i].1, &right[j].1)?;
            while let Some((_, i, j)) = match open.peek() {
                Some((next, ..)) if next.compare(&exponent)?.is_eq() => open.next(),
                _ => None,
            } {
                let product = self.times(&left[i].1, &right[j].1)?;
                sum = self.plus(&sum, &product)?;
            }
            terms.push((exponent, sum));
        }
        self.series(scale, terms, rest, tree)
    }

    /// c·(scale to the exponent)
    pub(super) fn monomial(&mut self, scale: Scale, exponent: Constant) -> Result<Multiseries, Stop> {
        let tree = Tree::leaf(self.formula(scale)).power(exponent.formula());
        self.series(scale, vec![(exponent, Multiseries::integer(1))], None, Some(tree))
    }

    /// Σ cₖ εᵏ for an ε that goes to 0, with the tree of the function that this is the series of. One number more than
    /// there are terms: the last stands for what is left out.
    pub(super) fn composed(
        &mut self,
        numbers: &[Constant],
        small: &Multiseries,
        tree: Option<Tree>,
    ) -> Result<Multiseries, Stop> {
        let Some(first) = numbers.first() else { return Err(Stop::MoreTerms) };
        let InScale(series) = small else {
            return if small.is_zero()? { Ok(Multiseries::exact(first.clone())) } else { Err(Stop::MoreTerms) };
        };
        let scale = series.scale;
        let top = series.terms.first().map(|(exponent, _)| exponent.clone()).or(series.rest.clone());
        let top = top.ok_or(Stop::MoreTerms)?;
        let mut sum = Multiseries::exact(first.clone());
        let mut power = Multiseries::integer(1);
        for number in numbers.iter().skip(1) {
            power = self.times(&power, small)?;
            if !number.is_zero()? {
                let term = self.times(&Multiseries::exact(number.clone()), &power)?;
                sum = self.plus(&sum, &term)?;
            }
        }
        let left_out = top.times(&Constant::integer(numbers.len() as i64))?;
        let (terms, rest) = self.at_scale(&sum, scale);
        self.series(scale, terms, larger(rest, Some(left_out))?, tree)
    }

    /// The terms that grow, what neither grows nor falls in its fastest scale, and what goes to 0. Nothing is said if the
    /// bound for the rest is not below.
    pub(super) fn parted(&mut self, part: &Multiseries) -> Result<[Multiseries; 3], Stop> {
        let InScale(series) = part else {
            return Ok([Multiseries::integer(0), part.clone(), Multiseries::integer(0)]);
        };
        if let Some(rest) = &series.rest
            && rest.sign()?.is_ge()
        {
            return Err(Stop::MoreTerms);
        }
        let (mut growing, mut staying, mut falling) = (Terms::new(), Multiseries::integer(0), Terms::new());
        for (exponent, coefficient) in &series.terms {
            match exponent.sign()? {
                Ordering::Greater => growing.push((exponent.clone(), coefficient.clone())),
                Ordering::Equal => staying = coefficient.clone(),
                Ordering::Less => falling.push((exponent.clone(), coefficient.clone())),
            }
        }
        let sum_of = |terms: &Terms, scale: Expr| {
            terms.iter().try_fold(Tree::leaf(Expr::integer(0)), |sum, (exponent, coefficient)| {
                Some(sum.plus(&Tree::leaf(scale).power(exponent.formula()).times(&coefficient.tree()?)))
            })
        };
        let scale = self.formula(series.scale);
        let growing_tree = sum_of(&growing, scale);
        // What is left when the others are taken away.
        let falling_tree = if growing.is_empty() && staying.is_zero()? {
            series.tree.clone()
        } else {
            let minus = Tree::leaf(Expr::integer(-1));
            let others = growing_tree.clone().zip(staying.tree()).map(|(one, two)| one.plus(&two).times(&minus));
            series.tree.clone().zip(others).map(|(all, others)| all.plus(&others))
        };
        let growing = self.series(series.scale, growing, None, growing_tree)?;
        let falling = self.series(series.scale, falling, series.rest.clone(), falling_tree)?;
        Ok([growing, staying, falling])
    }
}

/// The larger exponent; nothing is below everything.
fn larger(one: Option<Constant>, two: Option<Constant>) -> Result<Option<Constant>, Stop> {
    match (one, two) {
        (Some(one), Some(two)) => Ok(Some(if one.compare(&two)?.is_ge() { one } else { two })),
        (one, two) => Ok(one.or(two)),
    }
}

/// By falling exponents; comparing can fail, so this is an insertion by halving.
fn sorted(pairs: Vec<(Constant, usize, usize)>) -> Result<Vec<(Constant, usize, usize)>, Stop> {
    let mut failed = None;
    let mut pairs = pairs;
    pairs.sort_by(|one, two| {
        two.0.compare(&one.0).unwrap_or_else(|stop| {
            failed.get_or_insert(stop);
            Ordering::Equal
        })
    });
    failed.map_or(Ok(pairs), Err)
}
