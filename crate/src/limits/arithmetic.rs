//! How far the function's own arithmetic has moved its values, as far as they show it.
//!
//! (x + 10⁹) − 10⁹ is a staircase: 10⁹ + x is a multiple of 2⁻²³. Near enough to a point all values are on the same step,
//! agree to the last digit, and are wrong by up to half a step. ⌊x⌋ is a staircase too, and right. Its steps are not
//! of the size of roundings, nor at the places where one rounding goes over to the next.

use super::machine::boundary;
use super::sample::BIN;
use super::way::Way;

/// A step smaller than this part of the value is taken for a rounding, whatever its size.
const TINY: f64 = 1e-9;

/// The largest step that is taken for a rounding because it is a power of 2.
const LARGEST: f64 = 1.0 / 16.0;

/// A step smaller than this part of the value is taken for a rounding if it is where one rounding goes over to the next.
const SMALL: f64 = 1e-4;

/// The smallest fraction with a power of 2 below at which people put a step.
const FRACTION: f64 = 1.0 / 256.0;

/// The rounding to be expected in the value at the point.
pub(super) fn rounding(way: &Way) -> f64 {
    let noise = &way.noise;
    if let Some(last) = way.samples.values.last()
        && way.samples.values.iter().all(|value| value == last)
    {
        return way.carried.max(next_step(way, *last));
    }
    let level = match last_step(way) {
        None => noise.last_heard(way.end),
        Some(bin) if is_rounding(way, bin) => noise.last_heard(bin + 1),
        // The function's own: what is heard after it, if anything is.
        Some(bin) => (bin + 2..way.end).rev().find(|&bin| noise.heard[bin]).map_or(0.0, |bin| noise.scatter[bin]),
    };
    level.max(way.carried)
}

/// The rounding of a staircase that ends on the way.
pub(super) fn staircase(way: &Way) -> f64 {
    last_step(way).filter(|&bin| is_rounding(way, bin)).map_or(0.0, |bin| way.noise.last_heard(bin + 1))
}

/// Where all values are the same: the height of the next step farther out, if it is one of rounding.
fn next_step(way: &Way, value: f64) -> f64 {
    let path = way.samples.path;
    let f = way.samples.f;
    let farthest = path.distance(0);
    let out = (1..24).map(|doubling| path.x(farthest * 2f64.powi(doubling))).find(|&x| f(x) != value);
    let Some(x) = out.filter(|_| path.neighbour(1.0) > 0.0) else { return 0.0 };
    let (place, other) = boundary(path.x(farthest), x, |x| f(x) == value);
    let height = (f(other) - value).abs();
    // After a kink it goes on like that.
    let goes_on = (f(other + 16.0 * (other - place)) - value).abs() > 4.0 * height;
    if !goes_on && is_from_rounding(place, height, value) { height } else { 0.0 }
}

/// Where the noise stops all at once, the last step of a staircase may be.
fn last_step(way: &Way) -> Option<usize> {
    let scatter = &way.noise.scatter;
    let last = (0..way.end).rev().find(|&bin| way.noise.heard[bin] && way.is_audible(bin))?;
    let later = scatter[(last + 2).min(way.end)..way.end].iter().copied().fold(0.0, f64::max);
    (later <= 1e-3 * scatter[last]).then_some(last)
}

/// Whether the step in a bin, or in the next, is one from a rounding to the next.
fn is_rounding(way: &Way, bin: usize) -> bool {
    let values = way.bins(bin, (bin + 2).min(way.end));
    let bend = |index: usize| (values[index + 1] - 2.0 * values[index] + values[index - 1]).abs();
    let Some(at) = (1..values.len().saturating_sub(1)).rev().find(|&index| bend(index) > 2.0 * way.noise.scatter[bin])
    else {
        return false;
    };
    let f = way.samples.f;
    let x = |index: usize| way.samples.path.x(way.samples.path.distance(way.offset + bin * BIN + index));
    let step = |from: usize| {
        let (one, other) = (values[from], values[from + 1]);
        let (before, after) = boundary(x(from), x(from + 1), |x| (f(x) - one).abs() < (f(x) - other).abs());
        (before, (f(before) - f(after)).abs())
    };
    // The bend is before or after the step.
    let (one, two) = (step(at - 1), step(at));
    let (place, height) = if one.1 > two.1 { one } else { two };
    let value = values.last().map_or(0.0, |value| value.abs());
    let leap = (values[at] - values[at - 1]).abs().max((values[at + 1] - values[at]).abs());
    if height < 0.1 * leap {
        return false;
    }
    is_from_rounding(place, height, value)
}

fn is_from_rounding(place: f64, height: f64, value: f64) -> bool {
    let is_power_of_2 = height <= LARGEST && (height.log2() - height.log2().round()).abs() < 1e-6;
    height < TINY * value.abs() || is_power_of_2 || height < SMALL * value.abs() && is_dyadic(place)
}

/// Whether a number is a fraction with a power of 2 below, larger than those that people use, and smaller than those
/// that any number is: there one rounding goes over to the next.
fn is_dyadic(number: f64) -> bool {
    let bits = number.to_bits();
    // The number found may be the neighbour of the one that is meant.
    let Some(meant) = [bits, bits + 1, bits.wrapping_sub(1)].into_iter().max_by_key(|bits| bits.trailing_zeros())
    else {
        return false;
    };
    meant.trailing_zeros() >= 12 && (f64::from_bits(meant) / FRACTION).fract() != 0.0
}
