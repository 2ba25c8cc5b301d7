//! From the samples to those that can be used: without what came before a pole or a gap, and without what is no value
//! of the function but what an overflow, a division by 0 or rounding made of it.

use super::arithmetic;
use super::growth;
use super::machine;
use super::noise::largest;
use super::number;
use super::outcome::{Outcome, undetermined};
use super::past;
use super::sample::{BIN, PER_FOLD, Samples};
use super::way::{After, Way, is_staircase, range};

/// Cuts the samples down to those that can be used.
pub(super) fn usable(samples: Samples) -> Result<Way, Outcome> {
    let values = &samples.values;
    let nan_from = values.iter().rposition(|value| !value.is_nan()).map_or(0, |last| last + 1);
    let finite_from = values[..nan_from].iter().rposition(|value| value.is_finite()).map_or(0, |last| last + 1);
    if nan_from == 0 {
        return Err(match overflows_elsewhere(&samples) {
            Some(x) => undetermined(&format!(
                "f has no values (NaN) around this point, but perhaps only because something in it leaves the machine's \
                 numbers from x = {} on",
                number(x)
            )),
            None => Outcome::NoValues,
        });
    }
    let after = if finite_from < nan_from {
        let sign = values[finite_from].signum();
        let by_turns = values[finite_from..nan_from].iter().any(|value| value.signum() != sign);
        if by_turns { After::Noise } else { After::Overflow(sign) }
    } else if nan_from < values.len() {
        After::NoValues
    } else {
        After::Nothing
    };
    let size = |index: usize| samples.path.size(index);
    if let After::Overflow(sign) = after
        && growth::goes_on_in_overflow(&values[..finite_from], &size, sign)
    {
        return Err(growth::infinity(sign));
    }
    if after == After::NoValues && ends_at_an_edge(&samples, nan_from) {
        return Err(Outcome::NoValues);
    }
    if matches!(after, After::Overflow(_) | After::NoValues)
        && let Some(outcome) = past::outcome(&samples, finite_from)
    {
        return Err(outcome);
    }
    let offset = values[..finite_from].iter().rposition(|value| !value.is_finite()).map_or(0, |last| last + 1);
    let finite = values[offset..finite_from].to_vec();
    let mut way = Way::new(Samples { values: finite, ..samples }, offset, after);
    if let Some(from) = leaves_the_numbers(&way) {
        way = way.part(0, from);
        way.after = After::Noise;
    }
    // What is loud and passed was a pole, a jump or the like: the way begins after it. Behind it all values may be the
    // same: then only the point itself tells them from those that rounding has made equal.
    while let Some(bin) = way.noise.passed {
        let rest = way.part((bin + 1) * BIN, way.samples.values.len());
        let frozen = rest.samples.values.windows(2).all(|pair| pair[0] == pair[1]);
        if frozen && !rest.arrives && !is_staircase(&way.samples.values) {
            break;
        }
        let carried = way.carried.max(arithmetic::staircase(&way));
        way = Way { carried, ..rest };
    }
    if let Some(bin) = way.noise.lost {
        way.end = bin;
        way.after = After::Noise;
    } else if way.after == After::Noise && after == After::Noise {
        return Err(undetermined("the values overflow to +∞ and to −∞ by turns"));
    }
    match way.after {
        // The edge of the domain, or an overflow inside f: the values alone do not say which.
        After::NoValues => Err(undetermined(&format!(
            "f has no values (NaN) from {} on: something in it overflows, or the point is outside of its domain",
            way.place(way.samples.path.distance(nan_from))
        ))),
        After::Overflow(_) if way.noise.levels.is_empty() && way.samples.values.is_empty() => {
            Err(undetermined("every value is infinite"))
        }
        _ => Ok(way),
    }
}

/// The index from which on all values are the same because x is lost in a sum, or in a power that over- or underflows,
/// very near to 0 or to infinity. What was before says enough.
fn leaves_the_numbers(way: &Way) -> Option<usize> {
    const VERY_NEAR: f64 = 1e-12;
    let values = &way.samples.values;
    let last = *values.last()?;
    let from = values.iter().rposition(|&value| value != last)? + 1;
    let path = way.samples.path;
    let distance = |index: usize| path.distance(way.offset + index);
    if from + BIN > values.len() || distance(from) > VERY_NEAR || path.neighbour(1.0) > 0.0 {
        return None;
    }
    let (edge, _) =
        machine::boundary(path.x(distance(from - 1)), path.x(distance(from)), |x| (way.samples.f)(x) != last);
    machine::is_edge(edge).then_some(from)
}

/// Where on the way from the point to 0, or beyond, a function without values around the point comes to have some, if it
/// is at an end of the machine's numbers.
fn overflows_elsewhere(samples: &Samples) -> Option<f64> {
    let (f, path) = (samples.f, samples.path);
    let at = path.at().filter(|at| *at != 0.0)?;
    let places = (0..=64).map(|part| at - at * f64::from(part) / 32.0).collect::<Vec<f64>>();
    let with_value = places.iter().position(|&x| !f(x).is_nan())?;
    let without = places[with_value.checked_sub(1)?];
    let (inside, _) = machine::boundary(places[with_value], without, |x| !f(x).is_nan());
    let infinite = f(inside).is_infinite() && f(inside + 1e-9 * (places[with_value] - inside)).is_infinite();
    (inside.abs() > 1.5 && (infinite || machine::is_edge(inside))).then_some(inside)
}

/// Whether what has no value (NaN) from sample `nan_from` on lies outside of the domain of f. To the edge of a domain
/// a function comes as √x, ln x or 1/x come to 0: by 0, by infinity, or ever steeper. Where something overflows, it is as
/// smooth as before.
fn ends_at_an_edge(samples: &Samples, nan_from: usize) -> bool {
    let (f, path) = (samples.f, samples.path);
    // Two factors of e without a value, and nothing nearer.
    let nearest = samples.beyond.iter().chain(&samples.neighbours);
    if nan_from + 2 * PER_FOLD > samples.values.len() || nearest.into_iter().any(|value| !value.is_nan()) {
        return false;
    }
    let x = |index: usize| path.x(path.distance(index));
    let (inside, outside) = machine::boundary(x(nan_from - 1), x(nan_from), |x| !f(x).is_nan());
    let first = if nan_from < 64 { x(0) } else { x(nan_from - 64) };
    if machine::is_edge(path.distance_to(inside)) || is_wild(f, inside + 0.5 * (first - inside)) {
        return false;
    }
    let away = |part: f64| f(inside + part * (first - inside));
    let near = (16.0 * (outside - inside).abs() / (first - inside).abs()).max(1e-13);
    let slope = |part: f64| (away(2.0 * part) - away(part)).abs() / part;
    let far = 1e-3;
    near < 1e-3 * far
        && (slope(near) > 30.0 * slope(far) + 30.0 * f64::EPSILON * away(far).abs() / near
            || away(near).abs() < 1e-6 * away(far).abs() && away(near).abs() > f64::MIN_POSITIVE / f64::EPSILON)
}

/// Whether f jumps up and down from each of the machine's numbers to the next, already far from where it ends, as sin 2ˣ
/// does before 2ˣ overflows. That is no way to come to the edge of a domain.
fn is_wild(f: &dyn Fn(f64) -> f64, around: f64) -> bool {
    const NUMBERS: usize = 64;
    /// Of a wave whose length is nearly the distance of the numbers, few are seen.
    const TURNS: usize = 4;
    const CLEAR: f64 = 1e-9;
    let numbers = std::iter::successors(Some(around), |x| Some(x.next_up()));
    let values: Vec<f64> = numbers.take(NUMBERS).map(f).collect();
    let rises: Vec<f64> = values.windows(2).map(|pair| (pair[1] - pair[0]).signum()).collect();
    let turns = rises.windows(2).filter(|pair| pair[0] != pair[1]).count();
    let (low, high) = range(&values);
    turns >= TURNS && high - low > CLEAR * largest(&values)
}
