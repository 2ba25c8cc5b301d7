//! Where the difference quotients of a function lead as Δx → 0: a number with its error, or why there is none.
//!
//! [`limit`] decides whether they lead anywhere: it sees corners, jumps and upright tangents, and it is not fooled by
//! rounding. For a smooth curve the number itself is then made better by extrapolating central differences, which
//! lose fewer digits. Source: C. J. F. Ridders, *Accurate computation of F′(x) and F′(x)F″(x)*, Advances in
//! Engineering Software 4 (1982); in the form of W. H. Press et al., *Numerical Recipes*, 3rd ed. (2007), §5.7.

use super::line::height;
use super::quotient::Formula;
use super::step::value_noise;
use crate::limits::{Outcome, Side, finite, limit, number};

/// A slope and how far it may be from the true one. An estimate, not a bound that is proven.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Slope {
    pub value: f64,
    pub error: f64,
}

/// The slope of the curve of `f` at `x`, or a sentence that says why there is none.
pub(super) fn slope(f: &dyn Fn(f64) -> f64, x: f64) -> Result<Slope, String> {
    let y = height(f, x)?;
    let at = number(x);
    let outcome = limit(|dx| (f(x + dx) - y) / dx, 0.0).outcome().clone();
    let (value, error) = match outcome {
        Outcome::Finite { value, error } => (value, error),
        Outcome::PlusInfinity | Outcome::MinusInfinity => {
            return Err(format!(
                "At x = {at} the difference quotients grow beyond every number: the tangent is upright and has no slope."
            ));
        }
        Outcome::SidesDiffer { left, right } => {
            return Err(match (left.as_ref(), right.as_ref()) {
                (Outcome::Finite { value: left, .. }, Outcome::Finite { value: right, .. }) => format!(
                    "At x = {at} the curve has a corner: the difference quotients lead to {} from the left and to {} from \
                     the right. So there is no tangent and no slope.",
                    number(*left),
                    number(*right)
                ),
                _ => format!(
                    "At x = {at} the difference quotients do one thing on the left and another on the right. So there is no \
                     tangent and no slope."
                ),
            });
        }
        Outcome::OneSideOnly { side, .. } => {
            let side = if side == Side::Left { "left" } else { "right" };
            return Err(format!(
                "The function has values on the {side} of x = {at} only, so there is no slope from both sides. Try an x \
                 inside of its domain."
            ));
        }
        Outcome::Oscillates { .. } => {
            return Err(format!("At x = {at} the difference quotients keep going up and down. So there is no slope."));
        }
        Outcome::NoValues => {
            return Err(format!(
                "The function has no values beside x = {at}, so there is no second point for a secant."
            ));
        }
        Outcome::Undetermined { reason } => {
            return Err(format!("No slope is claimed at x = {at}: {reason}. Look at a plot near this x."));
        }
    };
    let coarse = Slope { value, error };
    let Some(fine) = extrapolated(f, x) else { return Ok(coarse) };
    if fine.error < error && (fine.value - value).abs() <= error + fine.error {
        let Outcome::Finite { value, error } = finite(fine.value, fine.error) else { return Ok(coarse) };
        return Ok(Slope { value, error });
    }
    Ok(coarse)
}

/// Ridders' extrapolation of central differences, from several first steps because the curve's scale is not known.
fn extrapolated(f: &dyn Fn(f64) -> f64, x: f64) -> Option<Slope> {
    let noise = value_noise(f, x);
    let first = (1e-6 * x.abs()).max(1.0);
    let starts = (0..8).map(|quarter| first * 0.3 * 0.25f64.powi(quarter));
    let candidates = starts.filter_map(|start| ridders(f, x, start, noise));
    candidates.min_by(|one, other| one.error.total_cmp(&other.error))
}

/// One table of extrapolations: each row begins with a smaller step, each column removes one more even power of it.
fn ridders(f: &dyn Fn(f64) -> f64, x: f64, start: f64, noise: f64) -> Option<Slope> {
    const ROWS: usize = 8;
    const SHRINK: f64 = 1.4;
    // The true error is seldom more than this many times what neighbours in the table differ by.
    const SAFETY: f64 = 4.0;
    let mut best: Option<Slope> = None;
    let mut above: Vec<f64> = vec![];
    for row in 0..ROWS {
        let dx = start / SHRINK.powi(row as i32);
        let mut this = vec![Formula::Central.of(f, x, dx)];
        let mut power = 1.0;
        for column in 1..=row {
            power *= SHRINK * SHRINK;
            let value = (this[column - 1] * power - above[column - 1]) / (power - 1.0);
            this.push(value);
            let apart = (value - this[column - 1]).abs().max((value - above[column - 1]).abs());
            let error = SAFETY * apart + 4.0 * noise / dx;
            if value.is_finite() && best.is_none_or(|best| error < best.error) {
                best = Some(Slope { value, error });
            }
        }
        above = this;
    }
    best.filter(|best| best.error.is_finite())
}
