//! Real numbers, exactly: fractions, and formulas without variables.

use super::Stop;
use super::canonical::{canonical, shown};
use crate::symbolic::arena::{Function, Node};
use crate::symbolic::equal::{Equivalence, equivalent};
use crate::symbolic::expr::Expr;
use crate::symbolic::rounded::Side;
use crate::symbolic::rules::{add, multiply, power};
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive, Zero};
use std::cmp::Ordering;

/// Fractions with more digits than this (in bits) are not calculated with.
const LONGEST: u64 = 4_096;
/// Longer formulas are not worked on.
const MOST_NODES: usize = 200;

/// A real number.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Constant {
    Fraction(BigRational),
    /// In its canonical form, and no fraction as far as that shows.
    Formula(Expr),
}

use Constant::{Formula, Fraction};

impl Constant {
    pub(crate) fn integer(value: i64) -> Constant {
        Fraction(BigRational::from_integer(value.into()))
    }

    pub(crate) fn ratio(above: i64, below: i64) -> Constant {
        Fraction(BigRational::new(above.into(), below.into()))
    }

    /// A formula without variables.
    pub(crate) fn of(formula: Expr) -> Result<Constant, Stop> {
        if let Some(value) = formula.as_constant() {
            return Ok(Fraction(value.clone()));
        }
        if formula.has_more_nodes_than(MOST_NODES) {
            return Err(Stop::Unknown("the numbers in it become too long".into()));
        }
        let formula = canonical(formula)?;
        match formula.node() {
            Node::Constant(value) => Ok(Fraction(value.clone())),
            Node::Undefined(reason) => Err(Stop::NoValue((*reason).to_owned())),
            _ => Ok(Formula(formula)),
        }
    }

    pub(crate) fn formula(&self) -> Expr {
        match self {
            Fraction(value) => Expr::constant(value.clone()),
            Formula(formula) => *formula,
        }
    }

    /// The formula as a person writes it.
    pub(crate) fn shown(&self) -> Expr {
        match self {
            Fraction(_) => self.formula(),
            Formula(formula) => shown(*formula),
        }
    }

    pub(crate) fn fraction(&self) -> Option<&BigRational> {
        match self {
            Fraction(value) => Some(value),
            Formula(_) => None,
        }
    }

    /// As a whole number, if it is a small one.
    pub(crate) fn whole(&self) -> Option<i64> {
        self.fraction().filter(|value| value.is_integer()).and_then(ToPrimitive::to_i64)
    }

    pub(crate) fn is_integer(&self) -> bool {
        self.fraction().is_some_and(BigRational::is_integer)
    }

    pub(super) fn plus(&self, other: &Constant) -> Result<Constant, Stop> {
        match (self, other) {
            (Fraction(one), Fraction(two)) => short(one + two),
            (Fraction(zero), rest) | (rest, Fraction(zero)) if zero.is_zero() => Ok(rest.clone()),
            _ => Constant::of(add(self.formula(), other.formula())),
        }
    }

    pub(super) fn negated(&self) -> Result<Constant, Stop> {
        match self {
            Fraction(value) => Ok(Fraction(-value)),
            Formula(formula) => Constant::of(-*formula),
        }
    }

    pub(super) fn times(&self, other: &Constant) -> Result<Constant, Stop> {
        match (self, other) {
            (Fraction(one), Fraction(two)) => short(one * two),
            (Fraction(one), rest) | (rest, Fraction(one)) if one.is_one() => Ok(rest.clone()),
            (Fraction(zero), _) | (_, Fraction(zero)) if zero.is_zero() => Ok(Constant::integer(0)),
            _ => Constant::of(multiply(self.formula(), other.formula())),
        }
    }

    /// 1 divided by this number, which is not 0.
    pub(super) fn inverse(&self) -> Result<Constant, Stop> {
        match self {
            Fraction(value) => Ok(Fraction(value.recip())),
            Formula(formula) => Constant::of(Expr::integer(1) / *formula),
        }
    }

    /// A power of a number that is not 0, and not negative unless the exponent is whole.
    pub(super) fn power(&self, exponent: &Constant) -> Result<Constant, Stop> {
        if let (Fraction(base), Some(whole)) = (self, exponent.whole())
            && (base.numer().bits() + base.denom().bits()) * whole.unsigned_abs() <= LONGEST
            && let Ok(whole) = i32::try_from(whole)
        {
            return Ok(Fraction(base.pow(whole)));
        }
        Constant::of(power(self.formula(), exponent.formula()))
    }

    pub(super) fn function(&self, function: Function) -> Result<Constant, Stop> {
        Constant::of(self.formula().function_of(function))
    }

    /// Whether it is below, equal to or above 0. An inequality is certain by the bound for the rounding, an equality by
    /// an exact proof; where there is neither, this refuses.
    pub(crate) fn sign(&self) -> Result<Ordering, Stop> {
        let formula = match self {
            Fraction(value) => return Ok(value.cmp(&BigRational::zero())),
            Formula(formula) => *formula,
        };
        if let Some(order) = sign_by_value(formula) {
            return Ok(order);
        }
        if equivalent(formula, Expr::integer(0)) == Equivalence::Equal || formula.expand().is_zero() {
            return Ok(Ordering::Equal);
        }
        let short = formula.tree_size() < 30;
        let name = if short { formula.to_string() } else { "a number in it".to_owned() };
        Err(Stop::Unknown(format!("whether {name} is 0 or only near it is more than I can tell")))
    }

    pub(crate) fn is_zero(&self) -> Result<bool, Stop> {
        Ok(self.sign()?.is_eq())
    }

    pub(crate) fn compare(&self, other: &Constant) -> Result<Ordering, Stop> {
        match (self, other) {
            (Fraction(one), Fraction(two)) => Ok(one.cmp(two)),
            _ if self == other => Ok(Ordering::Equal),
            _ => self.plus(&other.negated()?)?.sign(),
        }
    }
}

/// The sign of a formula without variables, if rounding leaves it beyond doubt.
pub(super) fn sign_by_value(formula: Expr) -> Option<Ordering> {
    let (value, error) = Side::new(formula, &[]).at(&[]);
    (value.is_finite() && error.is_finite() && value.abs() > 8.0 * error.abs() + f64::MIN_POSITIVE)
        .then(|| if value.is_sign_positive() { Ordering::Greater } else { Ordering::Less })
}

fn short(value: BigRational) -> Result<Constant, Stop> {
    if value.numer().bits().max(value.denom().bits()) > LONGEST {
        return Err(Stop::Unknown("the numbers in it become too long".into()));
    }
    Ok(Fraction(value))
}

/// The larger or the smaller of two.
pub(super) fn chosen(one: &Constant, two: &Constant, larger: bool) -> Result<Constant, Stop> {
    let first = one.compare(two)?.is_ge() == larger;
    Ok(if first { one.clone() } else { two.clone() })
}

/// Where it is negative, positive or 0: −|c|, |c|.
pub(super) fn absolute(value: &Constant) -> Result<Constant, Stop> {
    if value.sign()?.is_lt() { value.negated() } else { Ok(value.clone()) }
}

/// The largest whole number that is not above it.
pub(super) fn floor(value: &Constant) -> Result<Constant, Stop> {
    let Formula(formula) = value else {
        return Ok(match value {
            Fraction(value) => Fraction(value.floor()),
            Formula(_) => value.clone(),
        });
    };
    let (rounded, error) = Side::new(*formula, &[]).at(&[]);
    let whole = (rounded - 8.0 * error).floor();
    if whole != (rounded + 8.0 * error).floor() || whole.abs() > 2f64.powi(52) {
        return Err(Stop::Unknown("a number is too near to a whole one to be rounded down".into()));
    }
    Ok(Constant::integer(whole as i64))
}

/// Whether a fraction is below 0.
pub(super) fn is_negative(value: &Constant) -> Result<bool, Stop> {
    match value {
        Fraction(value) => Ok(value.is_negative()),
        Formula(_) => Ok(value.sign()?.is_lt()),
    }
}
