//! Growth beyond every number.

use super::law::{Law, Place};
use super::noise::largest;
use super::outcome::{Outcome, undetermined};
use super::sample::{BEYOND_FOLDS, PER_FOLD};
use super::way::{After, Way};

pub(super) fn infinity(sign: f64) -> Outcome {
    if sign > 0.0 { Outcome::PlusInfinity } else { Outcome::MinusInfinity }
}

/// Why growth on the way is not taken for growth without end.
pub(super) const STOPS: &str = "the values grow, but much nearer to the point they stop growing";

/// The fewest samples that show a trend.
const TREND: usize = 24;

/// Whether values that end in overflow, to infinity of this sign, were growing into it. From nowhere, infinity may come
/// from a division by 0; and growth that slows down, as that of x²⁰⁰/eˣ does, may have ended where x²⁰⁰ overflows.
pub(super) fn goes_on_in_overflow(values: &[f64], size: &dyn Fn(usize) -> f64, sign: f64) -> bool {
    let growing = values.windows(2).rev().take_while(|pair| pair[1] * sign > pair[0] * sign && pair[0] * sign > 0.0);
    let growing = growing.count().min(4 * TREND);
    let logarithms: Vec<f64> = values[values.len() - growing..].iter().map(|value| value.abs().ln()).collect();
    let is_large = logarithms.len() >= TREND && logarithms.last().is_some_and(|last| *last > LARGE);
    is_large && law_of(values, size).map_or_else(|| goes_on_by(&logarithms, 1), |law| law.leading() > 0.0)
}

/// The law c·uⁿ·e^(ku + mu²) that the last of the values obey to their last digits, if they do.
pub(super) fn law_of(values: &[f64], size: &dyn Fn(usize) -> f64) -> Option<Law> {
    /// Of smaller numbers the machine has fewer digits.
    const LEAST: f64 = 1e-290;
    let begins = values.iter().rposition(|value| value.abs() < LEAST).map_or(0, |last| last + 1);
    let place = |index: usize| -> Place {
        let logarithm = values[index].abs().ln();
        (size(index), logarithm, 2e-12 + 1e-14 * logarithm.abs())
    };
    let stretches = [4 * PER_FOLD, 2 * PER_FOLD, PER_FOLD, PER_FOLD / 2].into_iter();
    let stretches = stretches.map(|length| values.len().saturating_sub(length).max(begins));
    stretches.into_iter().find_map(|from| Law::of(&(from..values.len()).map(place).collect::<Vec<_>>()))
}

/// About the law by which values come to `value`, where they are farther from it than `error`.
pub(super) fn law_towards(values: &[f64], size: &dyn Fn(usize) -> f64, value: f64, error: f64) -> Option<Law> {
    /// Nearer than that the law is clear of its own square, as in tanh u = 1 − 2e⁻²ᵘ + 2e⁻⁴ᵘ − ….
    const NEAR: f64 = 1e-4;
    const ABOUT: f64 = 2e-3;
    let apart = |index: usize| (values[index] - value).abs();
    let near = NEAR * largest(values);
    let to = (0..values.len()).rev().find(|&index| apart(index) > 1e3 * error)? + 1;
    let from = (0..to).rev().find(|&index| apart(index) > near).map_or(0, |last| last + 1);
    let place = |index: usize| -> Place { (size(index), apart(index).ln(), ABOUT + error / apart(index)) };
    Law::of(&(from..to).map(place).collect::<Vec<_>>())
}

/// What a division by a difference that is only rounding can hardly reach, as a logarithm: 10¹⁸.
const LARGE: f64 = 41.5;

/// Whether values that end in exact 0 were shrinking into it, rather than being 0 because something in f underflows.
pub(super) fn goes_on_in_underflow(values: &[f64], size: &dyn Fn(usize) -> f64) -> bool {
    let values = &values[..values.iter().rposition(|&value| value != 0.0).map_or(0, |last| last + 1)];
    let before = values.iter().rposition(|value| value.abs() > 1e-290).map_or(0, |last| last + 1);
    if let Some(law) = law_of(&values[..before], size) {
        return law.leading() < 0.0
            && values.len() > 1
            && values[values.len() - 1].abs() < values[values.len() - 2].abs();
    }
    let falling = |size: usize| {
        // Of a wave that dies away, the crests.
        let crests: Vec<f64> = values.rchunks(size).take(4 * TREND / size).map(|chunk| -largest(chunk).ln()).collect();
        let falling = crests.windows(2).take_while(|pair| pair[1] < pair[0]).count();
        let crests: Vec<f64> = crests[..falling].iter().rev().copied().collect();
        (crests, size)
    };
    [1, 4].into_iter().map(falling).any(|(crests, size)| crests.len() * size >= TREND && goes_on_by(&crests, size))
}

/// Whether the growth of logarithms at equal distances does not slow down, or slows down less and less. Powers grow by
/// equal steps, exponentials by steps that grow like a power. Steps that grow ever less are those of e^(5x − x²), say,
/// which turns.
fn goes_on_by(logarithms: &[f64], samples: usize) -> bool {
    let third = logarithms.len() / 3;
    if third < 2 {
        return false;
    }
    let at = |back: usize| logarithms[logarithms.len() - 1 - back * (third - 1)];
    let steps = [at(2) - at(3), at(1) - at(2), at(0) - at(1)];
    let rounding = 1e-10 * steps[2].abs() + 1e-12 * at(0).abs();
    let slowing = [steps[0] - steps[1], steps[1] - steps[2]];
    let shrinks = slowing[0] > slowing[1] && slowing[1] * slowing[1] < 0.5 * steps[2] * (slowing[0] - slowing[1]);
    if steps.iter().any(|&step| step <= 0.0) || !(slowing[1] <= rounding || shrinks) {
        return false;
    }
    let exponents = [steps[1] / steps[0], steps[2] / steps[1]]
        .map(|ratio| ratio.ln() * PER_FOLD as f64 / (samples * (third - 1)) as f64);
    exponents[1].abs() < 0.02 || exponents[1] > 0.9 || (exponents[1] - exponents[0]).abs() < 0.15 * exponents[1]
}

/// ±∞, if the magnitudes grow over the second half of the way by steps that do not get smaller. Logarithms pass:
/// their steps are equal. A function that levels off does not.
pub(super) fn infinite(way: &Way) -> Option<Outcome> {
    let part = way.end / 8;
    if part == 0 {
        return None;
    }
    let second_half = way.bins(way.end - 4 * part, way.end);
    let sign = second_half.last()?.signum();
    if second_half.iter().any(|value| value * sign <= 0.0) {
        return None;
    }
    // Four stretches with equally many bins: the steps of a logarithm between them are equal.
    let least = |back: usize| {
        let start = way.end - back * part;
        way.bins(start, start + part.min(2)).iter().fold(f64::INFINITY, |least: f64, value| least.min(value.abs()))
    };
    let smallest = [least(4), least(3), least(2), least(1)];
    let steps = [smallest[1] - smallest[0], smallest[2] - smallest[1], smallest[3] - smallest[2]];
    let steady = steps.windows(2).all(|pair| pair[1] >= pair[0] * (1.0 - 1e-6));
    let clear = steps.iter().all(|&step| step > 0.0) && steps[2] > 1e3 * way.blur(way.end - part);
    if !(steady && clear) {
        return None;
    }
    // Growth must go on beyond, or among the neighbours of the point. A logarithm's steps are the smallest that pass.
    let per_fold = steps[2] / (0.5 * part as f64);
    let grows = |before: f64, now: f64, folds: f64| {
        now == f64::INFINITY || now - before >= (0.5 * folds * per_fold).min(0.1 * before.abs()) && before > 0.0
    };
    if way.after == After::Nothing {
        let beyond: Vec<f64> =
            way.samples.beyond.iter().filter(|value| !value.is_nan()).map(|value| value * sign).collect();
        let among_neighbours = way.samples.nearer().is_none_or(|(nearer, folds)| {
            let last = second_half[second_half.len() - 1] * sign;
            nearer.is_nan() || grows(last, nearer * sign, folds)
        });
        if !among_neighbours || !beyond.windows(2).all(|pair| grows(pair[0], pair[1], BEYOND_FOLDS)) {
            return Some(undetermined(STOPS));
        }
    }
    Some(infinity(sign))
}
