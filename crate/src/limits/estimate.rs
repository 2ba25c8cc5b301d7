//! The decision from one side: samples in, [`Outcome`] out.
//!
//! Nothing can be proven about a closure, so every decision must survive objections: a number must be approached
//! by all samples that are nearer than those it was extrapolated from; infinity must be approached without slowing
//! down; an oscillation must not get smaller. What survives none of them is undetermined.

use super::extrapolate::{Candidate, candidates};
use super::noise::{Noise, largest, noise};
use super::outcome::{Outcome, Side};
use super::sample::{BIN, Path, Samples};

/// Bins in a stretch of the way over which behaviour is compared: a factor of e² of the distance.
const STRETCH: usize = 4;

/// A value whose error is more than this part of what the function's values are is not worth stating.
const COARSE: f64 = 1e-3;

/// Below this exponent p, an approach like hᵖ cannot be told from one like 1/ln h without a closer look.
const SLOW: f64 = 0.25;

/// A jump nearer than this, relative to where the samples begin, leaves too little of the way to judge.
const NEAR: f64 = 1e-5;

/// What `f` does as x approaches `at`, which is not NaN, from `side`.
pub(super) fn estimate(f: &dyn Fn(f64) -> f64, at: f64, side: Side) -> Outcome {
    let samples = Path::new(at, side).sample(f);
    match usable(samples) {
        Ok(way) => decide(&way),
        Err(outcome) => outcome,
    }
}

/// The part of the samples without NaN and infinities, and what follows it.
struct Way {
    samples: Samples,
    noise: Noise,
    /// The index of the first of the samples in the whole way.
    offset: usize,
    /// The bin after the last that can be used.
    end: usize,
    after: After,
}

/// What comes after the usable samples.
#[derive(Clone, Copy, PartialEq)]
enum After {
    /// Nothing: they reach as near as they should.
    Nothing,
    /// Values without a correct digit.
    Noise,
    /// +∞ or −∞, given as its sign.
    Overflow(f64),
    /// NaN.
    NoValues,
}

impl Way {
    /// The distance of a bin's first sample from the point.
    fn distance(&self, bin: usize) -> f64 {
        self.samples.path.distance(self.offset + bin * BIN)
    }

    fn bin(&self, bin: usize) -> &[f64] {
        let values = &self.samples.values;
        &values[(bin * BIN).min(values.len())..((bin + 1) * BIN).min(values.len())]
    }

    /// The bins `from..to` in one.
    fn bins(&self, from: usize, to: usize) -> &[f64] {
        let values = &self.samples.values;
        &values[(from * BIN).min(values.len())..(to * BIN).min(values.len())]
    }

    /// How far rounding, that of the function and that of the point, may have moved the values of a bin.
    fn blur(&self, bin: usize) -> f64 {
        let scale = largest(self.bins(bin.saturating_sub(2), bin + 1));
        8.0 * self.noise.levels.get(bin).copied().unwrap_or(0.0)
            + scale * (16.0 * f64::EPSILON + 4.0 * self.samples.path.rounding(self.offset + bin * BIN))
    }

    /// The largest distance of a bin's values from `value`.
    fn deviation(&self, bin: usize, value: f64) -> f64 {
        self.bin(bin).iter().fold(0.0, |most: f64, sample| most.max((sample - value).abs()))
    }

    /// Where a distance is, for a sentence.
    fn place(&self, distance: f64) -> String {
        self.samples.path.place(distance)
    }
}

/// Cuts the samples down to those that can be used.
fn usable(mut samples: Samples) -> Result<Way, Outcome> {
    let values = &samples.values;
    let nan_from = values.iter().rposition(|value| !value.is_nan()).map_or(0, |last| last + 1);
    let finite_from = values[..nan_from].iter().rposition(|value| value.is_finite()).map_or(0, |last| last + 1);
    if nan_from == 0 {
        return Err(Outcome::NoValues);
    }
    let after = if finite_from < nan_from {
        let sign = values[finite_from].signum();
        if values[finite_from..nan_from].iter().any(|value| value.signum() != sign) {
            return Err(undetermined("the values overflow to +∞ and to −∞ by turns"));
        }
        After::Overflow(sign)
    } else if nan_from < values.len() {
        After::NoValues
    } else {
        After::Nothing
    };
    if let After::Overflow(sign) = after
        && grows_into_overflow(&values[..finite_from], sign)
    {
        return Err(infinity(sign));
    }
    let offset = values[..finite_from].iter().rposition(|value| !value.is_finite()).map_or(0, |last| last + 1);
    samples.values = samples.values[offset..finite_from].to_vec();
    let noise = noise(&samples);
    let mut way = Way { end: noise.levels.len(), samples, noise, offset, after };
    if let Some(bin) = way.noise.lost {
        way.end = bin;
        way.after = After::Noise;
    }
    match way.after {
        // The edge of the domain, or an overflow inside f: the values alone do not say which.
        After::NoValues => Err(undetermined(&format!(
            "f has no values (NaN) from {} on; does something in it overflow, or is the point outside of its domain?",
            way.place(way.samples.path.distance(nan_from))
        ))),
        After::Overflow(_) if way.noise.levels.is_empty() && way.samples.values.is_empty() => {
            Err(undetermined("every value is infinite"))
        }
        _ => Ok(way),
    }
}

fn decide(way: &Way) -> Outcome {
    if let After::Overflow(_) = way.after {
        let place = way.place(way.samples.path.distance(way.offset + way.samples.values.len()));
        return undetermined(&format!("f is infinite from {place} on, but does not grow towards it"));
    }
    if way.end < 2 * STRETCH {
        return undetermined("too few of the samples can be used; is the function defined on the way to the point?");
    }
    let last_rough = way.noise.rough[..way.end].iter().rposition(|&rough| rough);
    if let Some(outcome) = infinite(way) {
        return outcome;
    }
    let mut reason = None;
    let mut found = Vec::new();
    // A jump or a kink on the way says that what was before it says nothing about what comes after.
    let smooth_from = last_rough.map_or(0, |bin| bin + 2);
    let near = NEAR * way.samples.path.distance(0);
    let abrupt = last_rough.filter(|&bin| smooth_from + STRETCH <= way.end && way.distance(bin) < near);
    if let Some(bin) = abrupt {
        reason = Some(format!("f changes abruptly at {}, very near the point", way.place(way.distance(bin))));
    } else if smooth_from + STRETCH <= way.end {
        match smooth(way, smooth_from) {
            Ok(candidate) => found.push(candidate),
            Err(why) => reason = Some(why),
        }
    }
    // Roughness that has died away is no abrupt change.
    found.extend(squeezed(way).filter(|candidate| {
        abrupt.is_none_or(|bin| {
            let tiny = f64::max(10.0 * candidate.error, 64.0 * f64::EPSILON * candidate.value.abs());
            (0..=bin).all(|bin| !way.noise.rough[bin] || way.distance(bin) > near || way.noise.scatter[bin] <= tiny)
        })
    }));
    let best = found.into_iter().min_by(|one, other| one.error.total_cmp(&other.error));
    if let Some(best) = best {
        let scale = largest(&way.samples.values[..(way.end * BIN).min(way.samples.values.len())]);
        if best.error > f64::MIN_POSITIVE.max(COARSE * scale.max(best.value.abs())) {
            reason = Some("the values settle, if they do, too slowly to say where".into());
        } else if beyond_disagrees(way, best) {
            reason = Some("much nearer to the point, the values leave what they seemed to approach".into());
        } else {
            return finite(best.value, best.error);
        }
    }
    oscillation(way).unwrap_or_else(|| {
        let reason = reason.unwrap_or_else(|| "the values neither settle nor grow without slowing down".into());
        Outcome::Undetermined { reason }
    })
}

/// Whether values that end in overflow grew into it. From nowhere, infinity may come from a division by 0.
fn grows_into_overflow(values: &[f64], sign: f64) -> bool {
    let tail = &values[values.len().saturating_sub(2 * BIN)..];
    tail.windows(2).all(|pair| pair[1] * sign > pair[0] * sign) && tail.last().is_some_and(|last| last * sign > 1e30)
}

fn infinity(sign: f64) -> Outcome {
    if sign > 0.0 { Outcome::PlusInfinity } else { Outcome::MinusInfinity }
}

/// ±∞, if the magnitudes grow over the second half of the way by steps that do not get smaller. Logarithms pass:
/// their steps are equal. A function that levels off does not.
fn infinite(way: &Way) -> Option<Outcome> {
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
    // Growth must go on beyond, where there is a beyond. A logarithm's steps of e^4.1 are the smallest that pass.
    if way.after == After::Nothing && !way.samples.beyond.is_empty() {
        let expected = 0.5 * 4.1 * steps[2] / (0.5 * part as f64);
        let finite: Vec<f64> = way.samples.beyond.iter().copied().filter(|value| !value.is_nan()).collect();
        let goes_on = finite.windows(2).all(|pair| {
            let (before, now) = (pair[0] * sign, pair[1] * sign);
            now == f64::INFINITY || now - before >= expected.min(0.1 * before.abs()) && before > 0.0
        });
        if !goes_on {
            return Some(undetermined("the values grow, but much nearer to the point they stop growing"));
        }
    }
    Some(infinity(sign))
}

/// The best extrapolation of the smooth stretch from bin `from` on that all nearer samples agree with.
fn smooth(way: &Way, from: usize) -> Result<Candidate, String> {
    let candidates = candidates(&way.samples.values, &way.noise, from, way.end);
    let Some(mut best) = candidates.into_iter().find(|candidate| approached(way, from, candidate)) else {
        return Err("no number was found that the values keep approaching".into());
    };
    if best.error == 0.0 {
        best.error = f64::MIN_POSITIVE;
    }
    // The exponent of the approach, where the distance to the limit can still be seen.
    let distances: Vec<f64> = (from..way.end).map(|bin| way.deviation(bin, best.value)).collect();
    let seen = (0..distances.len())
        .rposition(|index| distances[index] > 10.0 * best.error.max(way.blur(from + index)))
        .unwrap_or(0);
    let length = (distances.len() / 4).min(3 * STRETCH);
    if length == 0 || seen < 2 * length {
        return Ok(best);
    }
    let exponent = |to: usize| (distances[to - length] / distances[to]).ln() / (0.5 * length as f64);
    let (near, far) = (exponent(seen), exponent(seen - length));
    if near < SLOW && (near - far).abs() > 0.02 * near.abs() {
        // An approach like 1/ln h fools every extrapolation. What has changed since half-way is a measure of what
        // is still to come: of 1/lnⁿ h, for every n from 1/2 up, less than three times as much.
        let half_way = way.bin(from + (way.end - from) / 2);
        let change =
            way.bin(way.end - 1).last().zip(half_way.first()).map_or(f64::INFINITY, |(last, half)| (last - half).abs());
        best.error = best.error.max(3.0 * change);
    }
    Ok(best)
}

/// Whether all samples nearer than those the candidate was extrapolated from are nearer to it, too.
fn approached(way: &Way, from: usize, candidate: &Candidate) -> bool {
    let first = way.deviation(candidate.bin, candidate.value);
    let farthest = (from..=candidate.bin).map(|bin| way.deviation(bin, candidate.value)).fold(0.0, f64::max);
    (candidate.bin..way.end).all(|bin| {
        let allowed = if bin + STRETCH < way.end { 1.2 * first } else { 0.95 * farthest };
        way.deviation(bin, candidate.value) <= allowed.max(candidate.error).max(way.blur(bin))
    })
}

/// The middle of the last values, if the band they lie in keeps getting narrower. Needs no smoothness: this is
/// how x·sin(1/x) is decided, by squeezing.
fn squeezed(way: &Way) -> Option<Candidate> {
    let bands = (way.end / STRETCH).min(5);
    if bands < 3 {
        return None;
    }
    let last = way.bins(way.end - STRETCH, way.end);
    let (low, high) = range(last);
    let value = low + (high - low) / 2.0;
    // Each band together with the next nearer one, so that they hang together.
    let widths: Vec<f64> = (0..bands)
        .map(|back| {
            let to = way.end - back * STRETCH;
            let (low, high) = range(way.bins(to - STRETCH, (to + STRETCH).min(way.end)));
            high - low
        })
        .collect();
    // widths[0] is the nearest.
    let narrowing = widths.windows(2).all(|pair| pair[0] <= 1.1 * pair[1]);
    let factor = if widths[0] == 0.0 { 0.0 } else { (widths[0] / widths[bands - 1]).powf(1.0 / (bands - 1) as f64) };
    if !narrowing || factor > 0.7 {
        return None;
    }
    let error = 3.0 * widths[0] / (1.0 - factor) + 8.0 * f64::EPSILON * value.abs();
    Some(Candidate { value, error: error.max(f64::MIN_POSITIVE), bin: way.end - STRETCH })
}

/// Whether finite values much nearer to the point contradict the candidate.
fn beyond_disagrees(way: &Way, candidate: Candidate) -> bool {
    let allowed = candidate.error.max(way.deviation(way.end - 1, candidate.value)) + way.blur(way.end - 1);
    way.after == After::Nothing
        && way.samples.beyond.iter().any(|value| !value.is_nan() && (value - candidate.value).abs() > allowed)
}

/// An oscillation that does not get smaller over the second half of the way, or gets larger.
fn oscillation(way: &Way) -> Option<Outcome> {
    let stretch = way.end / 6;
    // Less than a factor of e² could be a single bend.
    if way.after != After::Nothing || stretch < STRETCH {
        return None;
    }
    let stretches: Vec<&[f64]> =
        (0..4).rev().map(|back| way.bins(way.end - (back + 1) * stretch, way.end - back * stretch)).collect();
    let turns = |values: &[f64]| values.windows(3).filter(|w| (w[1] - w[0]) * (w[2] - w[1]) < 0.0).count();
    if stretches.iter().any(|values| turns(values) < 2) {
        return None;
    }
    let extents: Vec<f64> = stretches.iter().map(|values| range(values)).map(|(low, high)| high - low).collect();
    let most = extents.iter().copied().fold(0.0, f64::max);
    let blur = (way.end - 4 * stretch..way.end).map(|bin| largest(way.bin(bin))).fold(0.0, f64::max) * 1e-12;
    let ranges: Vec<(f64, f64)> = stretches.iter().map(|values| range(values)).collect();
    let steady = ranges.iter().all(|&(low, high)| {
        let drift = f64::max((low - ranges[3].0).abs(), (high - ranges[3].1).abs());
        high - low > 0.97 * most && high - low > blur && drift < 0.03 * most
    });
    // Unbounded ones have single high values: compare the bulk.
    let bulks: Vec<f64> = stretches.iter().map(|values| bulk(values)).collect();
    let both_signs = stretches.iter().all(|values| range(values).0 < 0.0 && range(values).1 > 0.0);
    let growing = both_signs && bulks.windows(2).all(|pair| pair[1] > 0.93 * pair[0]) && bulks[3] > 0.95 * bulks[0];
    if !steady && !growing {
        return None;
    }
    // It must go on among the point's neighbours: otherwise it is only too fast for samples at this distance. (At
    // infinity there are none: the neighbours of 10³⁰⁰ are farther apart than any wave is long.)
    let samples = &way.samples;
    let nearest = if samples.neighbours.is_empty() { &samples.beyond } else { &samples.neighbours };
    let (low, high) = range(nearest);
    if !samples.path.at_infinity() && high - low < 0.8 * most {
        return None;
    }
    let (low, high) = range(way.bins(way.end - 4 * stretch, way.end));
    Some(Outcome::Oscillates { low, high })
}

/// The width of the band that holds the middle eighty percent.
fn bulk(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let tenth = sorted.len() / 10;
    sorted[sorted.len() - 1 - tenth] - sorted[tenth]
}

fn range(values: &[f64]) -> (f64, f64) {
    values.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), &value| (low.min(value), high.max(value)))
}

/// A number, rounded to the digits that the error leaves; the rounding is added to the error.
pub(crate) fn finite(value: f64, error: f64) -> Outcome {
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

pub(super) fn undetermined(reason: &str) -> Outcome {
    Outcome::Undetermined { reason: reason.into() }
}
