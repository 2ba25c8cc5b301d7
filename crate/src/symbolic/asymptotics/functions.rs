//! Functions of series: what is in front is taken out, and the rest, which goes to 0, is put into the function's power
//! series.

use super::Stop;
use super::coefficient::{Coefficient, swings_through_zero};
use super::constant::Constant;
use super::multiseries::Multiseries::{self, Number, Series};
use super::scales::Scales;
use super::tree::Tree;
use crate::symbolic::arena::Function;
use crate::symbolic::expr::Expr;
use std::cmp::Ordering;

/// Powers up to here are multiplied out, so that polynomials stay exact.
const HIGHEST_POWER: i64 = 24;

impl Scales {
    /// The coefficients of a power series as many as are worked with, each from the one before.
    fn coefficients(
        &self,
        first: Constant,
        next: impl Fn(&Constant, i64) -> Result<Constant, Stop>,
    ) -> Result<Vec<Constant>, Stop> {
        let mut numbers = vec![first];
        for place in 1..=self.most_terms as i64 {
            let Some(last) = numbers.last() else { break };
            numbers.push(next(last, place)?);
        }
        Ok(numbers)
    }

    /// A series as c·(scale to a power)·(1 + ε): the exponent, c, and ε.
    fn factored(&mut self, part: &Multiseries) -> Result<Option<(Constant, Multiseries, Multiseries)>, Stop> {
        let Series(series) = part else { return Ok(None) };
        let (exponent, coefficient) = series.terms.first().cloned().ok_or(Stop::MoreTerms)?;
        let inverse = self.power(&coefficient, &Constant::integer(-1))?;
        let down = self.monomial(series.scale, exponent.negated()?)?;
        let factor = self.times(&inverse, &down)?;
        // Without the first term, so that it need not cancel.
        let rest = self.series(series.scale, series.terms[1..].to_vec(), series.rest.clone(), None)?;
        let small = self.times(&factor, &rest)?;
        let one = Tree::leaf(Expr::integer(-1));
        let tree = part.tree().zip(factor.tree()).map(|(one_of, factor)| one_of.times(&factor).plus(&one));
        Ok(Some((exponent, coefficient, with_tree(small, tree))))
    }

    /// A power with a number as its exponent.
    pub(super) fn power(&mut self, base: &Multiseries, exponent: &Constant) -> Result<Multiseries, Stop> {
        if exponent.is_zero()? {
            return Ok(Multiseries::integer(1));
        }
        if base.is_zero()? {
            return match exponent.sign()? {
                Ordering::Greater => Ok(Multiseries::integer(0)),
                _ => Err(Stop::NoValue("it divides by 0, whatever x is".into())),
            };
        }
        if let Some(natural @ 1..=HIGHEST_POWER) = exponent.whole() {
            let mut product = base.clone();
            for _ in 1..natural {
                product = self.times(&product, base)?;
            }
            return Ok(product);
        }
        if !exponent.is_integer() {
            match base.sign()? {
                Some(Ordering::Less) => {
                    return Err(Stop::NoValue("a root or a power of a negative number has no value".into()));
                }
                None => return Err(swings_through_zero()),
                _ => {}
            }
        }
        let tree = base.tree().map(|tree| tree.power(exponent.formula()));
        let Some((power, coefficient, small)) = self.factored(base)? else {
            let Number(number) = base else { return Err(Stop::MoreTerms) };
            return Ok(Number(number.power(exponent)?));
        };
        let Series(series) = base else { return Err(Stop::MoreTerms) };
        let in_front = self.power(&coefficient, exponent)?;
        let raised = self.monomial(series.scale, power.times(exponent)?)?;
        let in_front = self.times(&in_front, &raised)?;
        // (1 + ε)ᵖ = 1 + p ε + p(p − 1)/2 ε² + …
        let binomial = self.coefficients(Constant::integer(1), |last, place| {
            last.times(&exponent.plus(&Constant::integer(1 - place))?)?.times(&Constant::ratio(1, place))
        })?;
        let of_small = one_more(&small).map(|tree| tree.power(exponent.formula()));
        let series = self.composed(&binomial, &small, of_small)?;
        let product = self.times(&in_front, &series)?;
        Ok(with_tree(product, tree))
    }

    pub(super) fn quotient(&mut self, one: &Multiseries, two: &Multiseries) -> Result<Multiseries, Stop> {
        let inverse = self.power(two, &Constant::integer(-1))?;
        self.times(one, &inverse)
    }

    pub(super) fn logarithm_of(&mut self, part: &Multiseries) -> Result<Multiseries, Stop> {
        match part.sign()? {
            Some(Ordering::Greater) => {}
            Some(_) => return Err(Stop::NoValue("the logarithm of a number that is not above 0 has no value".into())),
            None => return Err(swings_through_zero()),
        }
        let tree = part.tree().map(|tree| tree.function(Function::Logarithm));
        let Some((power, coefficient, small)) = self.factored(part)? else {
            let Number(number) = part else { return Err(Stop::MoreTerms) };
            return Ok(Number(number.monotone(|value| value.function(Function::Logarithm))?));
        };
        let Series(series) = part else { return Err(Stop::MoreTerms) };
        let in_front = self.logarithm_of(&coefficient)?;
        let sum = if power.is_zero()? {
            in_front
        } else {
            let of_scale = self.logarithm(series.scale)?;
            let of_power = self.times(&Multiseries::exact(power), &of_scale)?;
            self.plus(&of_power, &in_front)?
        };
        // ln(1 + ε) = ε − ε²/2 + ε³/3 − …
        let mut numbers = vec![Constant::integer(0)];
        numbers.extend(
            (1..=self.most_terms as i64).map(|place| Constant::ratio(if place % 2 == 1 { 1 } else { -1 }, place)),
        );
        let of_small = one_more(&small).map(|tree| tree.function(Function::Logarithm));
        let series = self.composed(&numbers, &small, of_small)?;
        let sum = self.plus(&sum, &series)?;
        Ok(with_tree(sum, tree))
    }

    pub(super) fn exponential_of(&mut self, part: &Multiseries) -> Result<Multiseries, Stop> {
        let Series(series) = part else {
            let Number(number) = part else { return Err(Stop::MoreTerms) };
            return Ok(Number(number.monotone(|value| value.function(Function::Exponential))?));
        };
        let tree = part.tree().map(|tree| tree.function(Function::Exponential));
        let [growing, staying, falling] = self.parted(part)?;
        let in_front = if growing.is_zero()? {
            self.exponential_of(&staying)?
        } else {
            let exponent = self.plus(&growing, &staying)?;
            self.large_exponential(&exponent, series.scale)?
        };
        // e^ε = 1 + ε + ε²/2 + …
        let numbers = self.coefficients(Constant::integer(1), |last, place| last.times(&Constant::ratio(1, place)))?;
        let of_falling = falling.tree().map(|tree| tree.function(Function::Exponential));
        let small = self.composed(&numbers, &falling, of_falling)?;
        let product = self.times(&in_front, &small)?;
        Ok(with_tree(product, tree))
    }

    /// e to a power that goes to +∞ or −∞ and whose fastest scale is this one: compared with the scales that are there, it
    /// is a power of one of them times something slower, or a new scale.
    fn large_exponential(&mut self, exponent: &Multiseries, scale: super::scales::Scale) -> Result<Multiseries, Stop> {
        let positive = match exponent.sign()? {
            Some(Ordering::Greater) => true,
            Some(Ordering::Less) => false,
            _ => return Err(swings_through_zero()),
        };
        let mut place = self.place(scale);
        for faster in self.faster_than(scale) {
            let logarithm = self.logarithm(faster)?;
            let ratio = self.quotient(exponent, &logarithm)?.leading()?;
            match ratio.growth()? {
                Ordering::Greater => {
                    place = self.place(faster);
                    break;
                }
                Ordering::Equal => {
                    let Coefficient::Exact(power) = ratio.coefficient else { return Err(swings_through_zero()) };
                    let part = self.times(&Multiseries::exact(power.clone()), &logarithm)?;
                    let left = self.minus(exponent, &part)?;
                    let left = self.exponential_of(&left)?;
                    let of_scale = self.monomial(faster, power)?;
                    return self.times(&of_scale, &left);
                }
                Ordering::Less => {}
            }
        }
        let size = if positive { exponent.clone() } else { self.negated(exponent)? };
        let new = self.exponential(place, &size)?;
        self.monomial(new, Constant::integer(if positive { 1 } else { -1 }))
    }

    /// The sine and the cosine.
    pub(super) fn sine_and_cosine(&mut self, angle: &Multiseries) -> Result<[Multiseries; 2], Stop> {
        let between = |swings: bool| {
            Number(Coefficient::Bounded { low: Constant::integer(-1), high: Constant::integer(1), swings })
        };
        match angle {
            Number(Coefficient::Exact(value)) => {
                let of = |function| Ok(Multiseries::exact(value.function(function)?));
                return Ok([of(Function::Sine)?, of(Function::Cosine)?]);
            }
            Number(_) => return Ok([between(false), between(false)]),
            Series(_) => {}
        }
        let leading = angle.leading()?;
        if leading.growth()?.is_gt() {
            // A factor that swings itself need not take all values on the way.
            let swings = leading.coefficient.exact().is_some();
            return Ok([between(swings), between(swings)]);
        }
        let trees = [Function::Sine, Function::Cosine].map(|function| angle.tree().map(|tree| tree.function(function)));
        let [_, staying, falling] = self.parted(angle)?;
        let [sine, cosine] = self.sine_and_cosine(&staying)?;
        let mut numbers = [vec![], vec![]];
        let mut factorial = Constant::integer(1);
        for place in 0..=self.most_terms as i64 {
            if place > 0 {
                factorial = factorial.times(&Constant::ratio(1, place))?;
            }
            let sign = Constant::integer(if place % 4 < 2 { 1 } else { -1 });
            let [of_sine, of_cosine] = &mut numbers;
            let (zero, number) = (Constant::integer(0), factorial.times(&sign)?);
            if place % 2 == 1 {
                of_sine.push(number);
                of_cosine.push(zero);
            } else {
                of_sine.push(zero);
                of_cosine.push(number);
            }
        }
        let of_falling = |function| falling.tree().map(|tree| tree.function(function));
        let small_sine = self.composed(&numbers[0], &falling, of_falling(Function::Sine))?;
        let small_cosine = self.composed(&numbers[1], &falling, of_falling(Function::Cosine))?;
        // sin(c + ε) = sin c cos ε + cos c sin ε,  cos(c + ε) = cos c cos ε − sin c sin ε
        let (one, two) = (self.times(&sine, &small_cosine)?, self.times(&cosine, &small_sine)?);
        let (three, four) = (self.times(&cosine, &small_cosine)?, self.times(&sine, &small_sine)?);
        let [sine_tree, cosine_tree] = trees;
        Ok([with_tree(self.plus(&one, &two)?, sine_tree), with_tree(self.minus(&three, &four)?, cosine_tree)])
    }

    /// |u|, and for the larger of two: whichever is larger from some place on.
    pub(super) fn absolute(&mut self, part: &Multiseries) -> Result<Multiseries, Stop> {
        match (part, part.sign()?) {
            (_, Some(Ordering::Less)) => self.negated(part),
            (_, Some(_)) => Ok(part.clone()),
            (Number(number), None) => Ok(Number(number.absolute()?)),
            (Series(_), None) => Err(swings_through_zero()),
        }
    }

    pub(super) fn chosen(&mut self, one: &Multiseries, two: &Multiseries, larger: bool) -> Result<Multiseries, Stop> {
        match self.minus(one, two)?.sign()? {
            Some(order) => Ok(if order.is_ge() == larger { one.clone() } else { two.clone() }),
            None => Err(Stop::Unknown("which of two is the larger changes again and again".into())),
        }
    }

    /// The largest whole number that is not above u.
    pub(super) fn floor(&mut self, part: &Multiseries) -> Result<Multiseries, Stop> {
        if let Number(Coefficient::Exact(value)) = part {
            return Ok(Multiseries::exact(super::constant::floor(value)?));
        }
        let leading = part.leading()?;
        match (leading.growth()?, &leading.coefficient) {
            // Less than 1 below u.
            (Ordering::Greater, _) | (_, Coefficient::Bounded { .. }) => {
                let bounded =
                    Coefficient::Bounded { low: Constant::integer(-1), high: Constant::integer(0), swings: false };
                self.plus(part, &Number(bounded))
            }
            (order, Coefficient::Exact(value)) => {
                let near = if order.is_lt() { Constant::integer(0) } else { value.clone() };
                let whole = super::constant::floor(&near)?;
                if near.compare(&whole)?.is_gt() {
                    return Ok(Multiseries::exact(whole));
                }
                // At a whole number the side decides.
                let above = self.minus(part, &Multiseries::exact(near))?.sign()?;
                match above {
                    Some(Ordering::Less) => Ok(Multiseries::exact(whole.plus(&Constant::integer(-1))?)),
                    Some(_) => Ok(Multiseries::exact(whole)),
                    None => Err(Stop::Unknown("a whole number is crossed again and again".into())),
                }
            }
        }
    }

    /// 1 above 0, and 0 below.
    pub(super) fn step(&mut self, part: &Multiseries) -> Result<Multiseries, Stop> {
        match part.sign()? {
            Some(Ordering::Greater) => Ok(Multiseries::integer(1)),
            Some(Ordering::Less) => Ok(Multiseries::integer(0)),
            Some(Ordering::Equal) => Err(Stop::NoValue("the step has no value where it jumps".into())),
            None => Err(swings_through_zero()),
        }
    }

    /// The power whose exponent may depend on x: uᵛ = e^(v ln u).
    pub(super) fn general_power(&mut self, base: &Multiseries, exponent: &Multiseries) -> Result<Multiseries, Stop> {
        if let Number(Coefficient::Exact(exponent)) = exponent {
            return self.power(base, exponent);
        }
        if base.is_zero()? {
            return match exponent.sign()? {
                Some(Ordering::Greater) => Ok(Multiseries::integer(0)),
                _ => Err(Stop::NoValue("0 to a power that is not above 0 has no value".into())),
            };
        }
        if let Number(Coefficient::Exact(one)) = base
            && one == &Constant::integer(1)
        {
            return Ok(Multiseries::integer(1));
        }
        let logarithm = self.logarithm_of(base)?;
        let product = self.times(exponent, &logarithm)?;
        self.exponential_of(&product)
    }
}

/// 1 + ε
fn one_more(small: &Multiseries) -> Option<Tree> {
    small.tree().map(|tree| tree.plus(&Tree::leaf(Expr::integer(1))))
}

/// The same series, standing for this.
pub(super) fn with_tree(part: Multiseries, tree: Option<Tree>) -> Multiseries {
    match part {
        Series(series) => Series(std::rc::Rc::new(super::multiseries::Series {
            scale: series.scale,
            terms: series.terms.clone(),
            rest: series.rest.clone(),
            tree,
        })),
        number @ Number(_) => number,
    }
}
