//! How f goes on where something in it has left the machine's numbers, as far as its values before that tell.
//!
//! (eˣ − e⁻ˣ)/(eˣ + e⁻ˣ) is ∞/∞ from 710 on, which is no value of the function's. What came before was 1 to the last digit,
//! and it had come to that like e⁻²ˣ: by the same exponential that overflows. That it goes on so is an estimate. Where no such law is
//! seen (5 + 10⁻⁵⁰·eˣ/x¹⁰⁰ is 5 all the way), nothing is said.

use super::growth::{goes_on_in_underflow, infinity, law_of, law_towards};
use super::law::Law;
use super::machine::{boundary, is_end, overflows};
use super::noise::largest;
use super::outcome::Outcome;
use super::rounding::finite;
use super::sample::{PER_FOLD, Samples};

/// The outcome that the values before sample `end` tell, if f has none from there on because numbers are too large or too small
/// for the machine.
pub(super) fn outcome(samples: &Samples, end: usize) -> Option<Outcome> {
    let path = samples.path;
    let from = samples.values[..end].iter().rposition(|value| !value.is_finite()).map_or(0, |last| last + 1);
    let values = &samples.values[from..end];
    let last = *values.last()?;
    let x = |index: usize| path.x(path.distance(index));
    let edge = boundary(x(end - 1), x(end), |x| (samples.f)(x).is_finite()).0;
    let at = path.distance_to(edge);
    let at = if path.at_infinity() { at.abs() } else { 1.0 / at.abs() };
    let size = |index: usize| path.size(from + index);
    if last == 0.0 {
        // What is too small for the machine, and then times what is too large.
        let zero_from = values.iter().rposition(|&value| value != 0.0)? + 1;
        let (seen, _) = boundary(x(from + zero_from - 1), x(from + zero_from), |x| (samples.f)(x) != 0.0);
        let farther = x(from) - seen;
        return (!comes_to_0(samples.f, seen, farther) && goes_on_in_underflow(values, &size))
            .then(|| finite(0.0, 0.0));
    }
    if let Some(law) = law_of(values, &size) {
        let before = values[values.len() - 2].abs();
        return (leaves_the_numbers(at, &law))
            .then(|| match law.leading() {
                grows if grows > 0.0 && last.abs() > before => Some(infinity(last.signum())),
                falls if falls < 0.0 && last.abs() < before => Some(finite(0.0, last.abs())),
                _ => None,
            })
            .flatten()
            .or_else(|| settled(values, &size, at));
    }
    settled(values, &size, at)
}

/// Whether f, which is 0 beyond the edge, comes to that by itself, as (x − 1/5)⁺ does. What is 0 for want of smaller numbers
/// has jumped there.
fn comes_to_0(f: &dyn Fn(f64) -> f64, edge: f64, farther: f64) -> bool {
    let sizes: Vec<f64> = (0..8).map(|doublings| f(edge + 1e-6 * f64::from(1 << doublings) * farther).abs()).collect();
    sizes[0] > 0.0 && sizes.windows(2).all(|pair| pair[1] > 1.3 * pair[0])
}

/// The number that the values have come to by an exponential that dies away.
fn settled(values: &[f64], size: &dyn Fn(usize) -> f64, edge: f64) -> Option<Outcome> {
    /// The rate of what dies away times that of what overflows or underflows is about so much, if they are made of the same
    /// exponential: 710, half of it, or a few times as much. Powers that overflow, and have died away, have a hundred times that.
    const SAME: std::ops::RangeInclusive<f64> = 140.0..=2840.0;
    let mut latest = values[values.len().checked_sub(PER_FOLD / 2)?..].to_vec();
    latest.sort_by(f64::total_cmp);
    let value = latest[latest.len() / 2];
    let spread = (latest[latest.len() - 1] - value).max(value - latest[0]);
    let error = (4.0 * spread).max(64.0 * f64::EPSILON * largest(values));
    let law = law_towards(values, size, value, error)?;
    let seen = values.iter().rposition(|other| (other - value).abs() > error)?;
    let same = SAME.contains(&(-law.steepness(size(seen)) * edge));
    let dies = law.leading() < 0.0 && law.is_exponential();
    (dies && same && leaves_the_numbers(edge, &law)).then(|| finite(value, error))
}

/// Whether a power or an exponential as people write them, or one of the law's, comes to the end of the machine's numbers at u.
fn leaves_the_numbers(u: f64, law: &Law) -> bool {
    const ENDS: [f64; 2] = [709.8, 744.8];
    // Of f or of what dies away; the square of one may be the other, as in tanh u = 1 − 2e⁻²ᵘ + ….
    let near = |times: f64| ENDS.into_iter().any(|end| (times / end - 1.0).abs() < 3e-3);
    let by_law = law.terms(u).into_iter().any(|term| [0.5, 1.0, 2.0].into_iter().any(|part| near(part * term.abs())));
    is_end(u) || overflows(u) || by_law
}
