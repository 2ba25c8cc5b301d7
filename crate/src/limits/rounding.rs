//! From a number and its error to the digits that are stated.

use super::outcome::Outcome;

/// A number, rounded to the digits that the error leaves; the rounding is added to the error. No error is stated that is less
/// than the distance from one number of the machine to the next: so much nobody can know of an `f64`.
pub(crate) fn finite(value: f64, error: f64) -> Outcome {
    let error = error.max(f64::EPSILON * value.abs()).max(f64::MIN_POSITIVE);
    let rounded = if value.abs() <= error { 0.0 } else { round(value, error) };
    Outcome::Finite { value: rounded, error: error + (rounded - value).abs() }
}

/// `value` to the last decimal place whose unit is more than twice the error.
fn round(value: f64, error: f64) -> f64 {
    let exponent = (2.0 * error).log10().ceil() as i32;
    let leading = value.abs().log10().floor() as i32;
    // By way of text: the decimal that a person would write is the one that is meant.
    let digits = (leading - exponent).clamp(0, 16) as usize;
    format!("{value:.digits$e}").parse().unwrap_or(value)
}
