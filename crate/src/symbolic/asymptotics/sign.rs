//! The sign of a number that a formula without variables stands for.

use super::stop::Stop;
use crate::symbolic::equal::{Equivalence, equivalent};
use crate::symbolic::expr::Expr;
use crate::symbolic::rounded::Side;
use num_rational::BigRational;
use num_traits::Zero;
use std::cmp::Ordering;

/// Whether it is below, equal to or above 0. An inequality is certain by the bound for the rounding, an equality by an
/// exact proof; where there is neither, this refuses.
pub(super) fn sign(formula: Expr) -> Result<Ordering, Stop> {
    if let Some(value) = formula.as_constant() {
        return Ok(value.cmp(&BigRational::zero()));
    }
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

/// The sign, if rounding leaves it beyond doubt.
pub(super) fn sign_by_value(formula: Expr) -> Option<Ordering> {
    let (value, error) = Side::new(formula, &[]).at(&[]);
    (value.is_finite() && error.is_finite() && value.abs() > 8.0 * error.abs() + f64::MIN_POSITIVE)
        .then(|| if value.is_sign_positive() { Ordering::Greater } else { Ordering::Less })
}

/// The largest whole number that is not above it.
pub(super) fn floor(formula: Expr) -> Result<Expr, Stop> {
    if let Some(value) = formula.as_constant() {
        return Ok(Expr::constant(value.floor()));
    }
    let (rounded, error) = Side::new(formula, &[]).at(&[]);
    let whole = (rounded - 8.0 * error).floor();
    if whole != (rounded + 8.0 * error).floor() || whole.abs() > 2f64.powi(52) {
        return Err(Stop::Unknown("a number is too near to a whole one to be rounded down".into()));
    }
    Ok(Expr::integer(whole as i64))
}
