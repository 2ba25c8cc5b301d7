//! Where the difference quotients of a function lead as Δx → 0: a number with its error, or why there is none.
//!
//! Nothing can be proven from values. What is claimed must survive an objection: every quotient with a smaller step, on
//! both sides, must agree with it, up to what the noise of the values explains. So a kink, a jump or a fast wave
//! anywhere on the way is seen, and the scale on which the function is smooth need not be known: all are tried.

use super::decide::{self, Verdict};
use super::line::{height, latex_number};
use crate::limits::{Outcome, finite, limit, number, rounded_up};

/// A slope and how far it may be from the true one. An estimate, not a bound that is proven.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Slope {
    pub value: f64,
    pub error: f64,
    /// How far the step may be: nearer than that the curve has no jump, kink or pole. Infinite if none was seen.
    pub reach: f64,
}

impl Slope {
    /// The error with one digit, rounded up. That of an estimate is never 0.
    pub fn stated_error(self) -> String {
        if self.error < LEAST { "less than 10⁻³⁰⁰".into() } else { rounded_up(self.error) }
    }

    /// The same for a formula.
    pub fn latex_error(self) -> String {
        let error = self.error.max(LEAST);
        let unit = 10f64.powi(error.log10().floor() as i32);
        let digit = format!("{:.0e}", (error / unit).ceil() * unit);
        latex_number(digit.parse().unwrap_or(error))
    }
}

/// Errors below this are not told apart.
const LEAST: f64 = 1e-300;

/// The slope of the curve of `f` at `x`, or a sentence that says why there is none.
pub(super) fn slope(f: &dyn Fn(f64) -> f64, x: f64) -> Result<Slope, String> {
    let y = height(f, x)?;
    let at = number(x);
    let verdict = decide::verdict(f, x, y);
    if !matches!(verdict, Verdict::Slope { .. })
        && let Some(leads) = leads_to_infinity(f, x)
    {
        return Err(format!(
            "At x = {at} the curve has a pole: f(x) leads to {leads}, and f({at}) is {}. So there is no tangent and no \
             slope.",
            number(y)
        ));
    }
    Err(match verdict {
        Verdict::Slope { slope, reach } => return Ok(Slope { reach, ..rounded(slope.value, slope.error) }),
        Verdict::Corner { left, right } => format!(
            "At x = {at} the curve has a corner: the difference quotients lead to {} from the left and to {} from \
             the right. So there is no tangent and no slope.",
            number(rounded(left.value, left.error).value),
            number(rounded(right.value, right.error).value)
        ),
        Verdict::Jump { left, right } => format!(
            "At x = {at} the curve jumps: f(x) leads to {} from the left and to {} from the right, and f({at}) is {}. So \
             there is no tangent and no slope.",
            number(rounded(left.0, left.1).value),
            number(rounded(right.0, right.1).value),
            number(y)
        ),
        Verdict::Upright => format!(
            "At x = {at} the difference quotients grow beyond every number: the tangent is upright and has no slope."
        ),
        Verdict::OneSideOnly(side) => format!(
            "The function has values on the {side} of x = {at} only, so there is no slope from both sides. Try an x \
             inside of its domain."
        ),
        Verdict::NoValues => {
            format!("The function has no values beside x = {at}, so there is no second point for a secant.")
        }
        Verdict::Oscillates => {
            format!("At x = {at} the difference quotients keep going up and down. So there is no slope.")
        }
        Verdict::Undetermined(reason) => {
            format!("No slope is claimed at x = {at}: {reason}. Look at a plot near this x.")
        }
    })
}

/// Where f leads on the two sides of a pole, in which the machine's numbers may well have a value: those beside π/2 are not
/// π/2. It is the limit that says so, and it is not to be contradicted.
fn leads_to_infinity(f: &dyn Fn(f64) -> f64, x: f64) -> Option<String> {
    let infinite = |side: &Outcome| matches!(side, Outcome::PlusInfinity | Outcome::MinusInfinity);
    match limit(f, x).outcome() {
        side if infinite(side) => Some(format!("{side:?} from both sides")),
        Outcome::SidesDiffer { left, right } if infinite(left) || infinite(right) => {
            Some(format!("{} from the left and to {} from the right", led_to(left)?, led_to(right)?))
        }
        _ => None,
    }
}

/// Where one side leads, as a word; nothing if it does not settle.
fn led_to(side: &Outcome) -> Option<String> {
    match side {
        Outcome::Finite { value, .. } => Some(number(*value)),
        Outcome::PlusInfinity | Outcome::MinusInfinity => Some(format!("{side:?}")),
        _ => None,
    }
}

/// To the digits that the error leaves.
fn rounded(value: f64, error: f64) -> Slope {
    match finite(value, error) {
        Outcome::Finite { value, error } => Slope { value, error, reach: f64::INFINITY },
        _ => Slope { value, error, reach: f64::INFINITY },
    }
}
