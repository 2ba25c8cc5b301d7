//! How far the function's own arithmetic has moved its values, as far as they show it.
//!
//! (x + 10⁹) − 10⁹ is a staircase: 10⁹ + x is a multiple of 2⁻²³. Near enough to a point all values are on the same step,
//! agree to the last digit, and are wrong by up to half a step. ⌊x⌋ is a staircase too, and right. Its steps are not
//! of the size of roundings, nor at the places where one rounding goes over to the next.

use super::sample::BIN;
use super::way::Way;

/// A step smaller than this part of the value is taken for a rounding, unless it is one that people write.
const TINY: f64 = 1e-5;

/// The largest step that is taken for a rounding because it is a power of 2.
const LARGEST: f64 = 1.0 / 16.0;

/// A step smaller than this part of the value is taken for a rounding if it is where one rounding goes over to the next.
const SMALL: f64 = 1e-4;

/// The smallest fraction with a power of 2 below at which people put a step.
const FRACTION: f64 = 1.0 / 256.0;

/// The rounding to be expected in the value at the point.
pub(super) fn rounding(way: &Way) -> f64 {
    on_the_way(way).max(way.samples.steps)
}

fn on_the_way(way: &Way) -> f64 {
    let noise = &way.noise;
    if let Some(last) = way.samples.values.last()
        && way.samples.values.iter().all(|value| value == last)
    {
        return way.carried.max(next_step(way)).max(difference_of_large(way, *last));
    }
    // Towards a hole the noise gets louder, and what is known from farther off is better.
    if !way.arrives {
        return way.carried;
    }
    let level = match last_step(way) {
        None => noise.last_heard(way.end),
        Some(bin) if is_rounding(way, bin) => noise.last_heard(bin + 1),
        // The function's own: what is heard after it, if anything is.
        Some(bin) => (bin + 2..way.end).rev().find(|&bin| noise.heard[bin]).map_or(0.0, |bin| noise.scatter[bin]),
    };
    level.max(way.carried)
}

/// Where all values are the same: the last digit of x, if the value is a multiple of it and no number that people write.
/// √(x² + 1) − x at 2·10⁵ is, for three units of x around.
fn difference_of_large(way: &Way, value: f64) -> f64 {
    let digit = way.samples.path.neighbour(1.0);
    let short: f64 = format!("{value:.5e}").parse().unwrap_or(value);
    let of_a_value = value.abs().next_up() - value.abs();
    let is_short = (value - short).abs() <= 2.0 * of_a_value;
    if !is_short && digit > 1e3 * of_a_value && value % digit == 0.0 { digit } else { 0.0 }
}

/// The rounding of a staircase that ends on the way.
pub(super) fn staircase(way: &Way) -> f64 {
    last_step(way).filter(|&bin| is_rounding(way, bin)).map_or(0.0, |bin| way.noise.last_heard(bin + 1))
}

/// Where all values are the same: the height of the next step farther out that is one of rounding.
fn next_step(way: &Way) -> f64 {
    let path = way.samples.path;
    let f = way.samples.f;
    if path.neighbour(1.0) == 0.0 {
        return 0.0;
    }
    let x = |doubling: i32| path.x(path.distance(0) * 2f64.powi(doubling));
    let steps = (0..24).filter(|&doubling| f(x(doubling)) != f(x(doubling + 1)));
    let from_rounding = steps.filter_map(|doubling| {
        let step = Step::between(f, x(doubling), x(doubling + 1), 0.0);
        // After a kink it goes on as before.
        let goes_on = (f(step.after + 16.0 * (step.after - step.before)) - f(step.before)).abs() > 4.0 * step.height;
        (!goes_on && step.is_rounding(f(x(0)))).then_some(step.height)
    });
    from_rounding.take(1).fold(0.0, f64::max)
}

/// Where the noise stops all at once, the last step of a staircase may be.
fn last_step(way: &Way) -> Option<usize> {
    let scatter = &way.noise.scatter;
    let mut later = scatter[way.end.saturating_sub(2)..way.end].iter().copied().fold(0.0, f64::max);
    // The quiet must be long enough to be heard.
    (0..way.end.saturating_sub(4)).rev().find(|&bin| {
        later = later.max(scatter[bin + 2]);
        way.noise.heard[bin] && way.is_audible(bin) && later <= 1e-3 * scatter[bin]
    })
}

/// Whether the step in a bin, or in the next, is one from a rounding to the next.
fn is_rounding(way: &Way, bin: usize) -> bool {
    let values = way.bins(bin, (bin + 2).min(way.end));
    // A step stands out from a curve, however steep, by its third difference.
    let third =
        |index: usize| (values[index + 2] - values[index - 1] - 3.0 * (values[index + 1] - values[index])).abs();
    let Some(at) = (1..values.len().saturating_sub(2)).max_by(|&one, &two| third(one).total_cmp(&third(two))) else {
        return false;
    };
    let f = way.samples.f;
    let x = |index: usize| way.samples.path.x(way.distance_of(bin * BIN + index));
    // The slope of the curve is that of a part without the step.
    let slope = |index: usize| (values[index + 1] - values[index]) / (x(index + 1) - x(index));
    let slope = (at - 1..at + 2).map(slope).min_by(|one, other| one.abs().total_cmp(&other.abs())).unwrap_or(0.0);
    let step = Step::between(f, x(at - 1), x(at + 2), slope);
    let value = values.last().map_or(0.0, |value| value.abs());
    step.height > 0.1 * third(at) && (step.is_rounding(value) || step.flickers(f, x(0)))
}

/// Two neighbouring numbers between which the values leap.
struct Step {
    before: f64,
    after: f64,
    height: f64,
}

impl Step {
    /// The step between two places, on a curve of this slope.
    fn between(f: &dyn Fn(f64) -> f64, mut before: f64, mut after: f64, slope: f64) -> Step {
        loop {
            let middle = before + (after - before) / 2.0;
            if middle == before || middle == after {
                return Step { before, after, height: (f(after) - f(before)).abs() };
            }
            let leap = |from: f64, to: f64| (f(to) - f(from) - slope * (to - from)).abs();
            if leap(before, middle) > leap(middle, after) {
                after = middle;
            } else {
                before = middle;
            }
        }
    }

    /// Whether its size, or its place, is that of a step from one rounding to the next.
    fn is_rounding(&self, value: f64) -> bool {
        let is_power_of_2 = self.height <= LARGEST && (self.height.log2() - self.height.log2().round()).abs() < 1e-6;
        // Steps of 1 or 0.05 are a person's.
        let written: f64 = format!("{:.2e}", self.height).parse().unwrap_or(0.0);
        let by_hand = (self.height - written).abs() <= 1e-6 * written + 4.0 * f64::EPSILON * value.abs();
        // Nor do roundings go over at 7 or 0.8.
        let short: f64 = format!("{:.2e}", self.after).parse().unwrap_or(0.0);
        let by_hand = by_hand || (self.after - short).abs() <= 2.0 * f64::EPSILON * short.abs();
        let tiny = self.height < TINY * value.abs() && !(by_hand && self.height > 1e-12 * value.abs());
        tiny || is_power_of_2 || self.height < SMALL * value.abs() && is_dyadic(self.before)
    }

    /// Whether the values change more than once there. At the steps of a function they do not, at those of x² rounded
    /// they do.
    fn flickers(&self, f: &dyn Fn(f64) -> f64, outside: f64) -> bool {
        let apart = 64.0 * (self.after - self.before).abs();
        let out = if outside < self.before { -apart } else { apart };
        let value = |steps: i32| f(self.before + out * f64::from(steps));
        let levels = [value(-1), value(1)];
        let near = |value: f64, level: f64| (value - level).abs() < 0.25 * (levels[1] - levels[0]).abs();
        let steps = || (2..16).flat_map(|steps| [-steps, steps]);
        let strays = |steps: i32| near(value(steps), levels[usize::from(steps < 0)]);
        steps().all(|steps| levels.iter().any(|&level| near(value(steps), level))) && steps().any(strays)
    }
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
