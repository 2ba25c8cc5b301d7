//! The part of the samples that can be used, and what ends it.

use super::noise::{Noise, largest, noise};
use super::sample::{BIN, Samples};

/// Bins in a stretch of the way over which behaviour is compared: a factor of e² of the distance.
pub(super) const STRETCH: usize = 4;

/// The part of the samples without NaN and infinities, and what follows it.
pub(super) struct Way<'f> {
    pub(super) samples: Samples<'f>,
    pub(super) noise: Noise,
    /// The index of the first of the samples in the whole way.
    pub(super) offset: usize,
    /// The bin after the last that can be used.
    pub(super) end: usize,
    pub(super) after: After,
    /// The rounding in the values that was heard before the way, and is taken to be in those of the way.
    pub(super) carried: f64,
    /// The largest magnitude of all samples, before the way too.
    pub(super) loudest: f64,
    /// Whether f has a value at the point and is seen to come to it. Then it has not broken down on the way.
    pub(super) arrives: bool,
}

/// What comes after the usable samples.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum After {
    /// Nothing: they reach as near as they should.
    Nothing,
    /// Values without a correct digit.
    Noise,
    /// +∞ or −∞, given as its sign.
    Overflow(f64),
    /// NaN.
    NoValues,
}

impl<'f> Way<'f> {
    /// A way of samples that are all finite.
    pub(super) fn new(samples: Samples<'f>, offset: usize, after: After) -> Way<'f> {
        let noise = noise(&samples.values);
        let loudest = largest(&samples.values);
        let arrives = arrives(&samples);
        Way { end: noise.scatter.len(), samples, noise, offset, after, carried: 0.0, loudest, arrives }
    }

    /// The part of the way with the samples `from..to`.
    pub(super) fn part(&self, from: usize, to: usize) -> Way<'f> {
        let values = &self.samples.values;
        let values = values[from.min(values.len())..to.min(values.len())].to_vec();
        let part = Way::new(Samples { values, ..self.samples.clone() }, self.offset + from, self.after);
        Way { carried: self.carried, loudest: self.loudest, ..part }
    }

    /// The distance of a bin's first sample from the point.
    pub(super) fn distance(&self, bin: usize) -> f64 {
        self.distance_of(bin * BIN)
    }

    /// The distance of a sample from the point.
    pub(super) fn distance_of(&self, index: usize) -> f64 {
        self.samples.path.distance(self.offset + index)
    }

    /// How large x is at a sample, or 1/(x − a) on the way to a.
    pub(super) fn size(&self, index: usize) -> f64 {
        self.samples.path.size(self.offset + index)
    }

    /// Whether the samples reach as near to the point as they should.
    pub(super) fn is_complete(&self) -> bool {
        self.offset + self.samples.values.len() >= self.samples.path.count()
    }

    pub(super) fn bin(&self, bin: usize) -> &[f64] {
        let values = &self.samples.values;
        &values[(bin * BIN).min(values.len())..((bin + 1) * BIN).min(values.len())]
    }

    /// The bins `from..to` in one.
    pub(super) fn bins(&self, from: usize, to: usize) -> &[f64] {
        let values = &self.samples.values;
        &values[(from * BIN).min(values.len())..(to.max(from) * BIN).min(values.len())]
    }

    /// How far rounding, that of the function and that of the point, may have moved the values of a bin. Where f arrives at
    /// its value at the point, the point is no other than it seems.
    pub(super) fn blur(&self, bin: usize) -> f64 {
        let scale = largest(self.bins(bin.saturating_sub(2), bin + 1));
        let of_the_point = if self.arrives { 0.0 } else { self.samples.path.rounding(self.offset + bin * BIN) };
        8.0 * self.noise.levels.get(bin).copied().unwrap_or(0.0) + scale * (16.0 * f64::EPSILON + 4.0 * of_the_point)
    }

    /// The largest distance of a bin's values from `value`.
    pub(super) fn deviation(&self, bin: usize, value: f64) -> f64 {
        self.bin(bin).iter().fold(0.0, |most: f64, sample| most.max((sample - value).abs()))
    }

    /// Whether a bin scatters by more than the last digits.
    pub(super) fn is_audible(&self, bin: usize) -> bool {
        self.noise.scatter[bin] > 64.0 * f64::EPSILON * largest(self.bin(bin))
    }

    /// Where a distance is, for a sentence.
    pub(super) fn place(&self, distance: f64) -> String {
        self.samples.path.place(distance)
    }
}

fn arrives(samples: &Samples) -> bool {
    let last = &samples.values[samples.values.len().saturating_sub(BIN)..];
    let (low, high) = range(last);
    let apart = last.last().map_or(f64::INFINITY, |value| (samples.there - value).abs());
    apart <= 10.0 * (high - low) + 64.0 * f64::EPSILON * largest(last)
}

/// The lowest and the highest.
pub(super) fn range(values: &[f64]) -> (f64, f64) {
    values.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), &value| (low.min(value), high.max(value)))
}

/// The most steps of a staircase that goes up and down.
const STAIRS: usize = 16;

/// Whether values are those of a staircase, whose last step is no surprise: few steps, or all in the same direction.
pub(super) fn is_staircase(values: &[f64]) -> bool {
    let steps = || values.windows(2).map(|pair| pair[1] - pair[0]).filter(|&step| step != 0.0);
    let flat = steps().count() * 2 < values.len();
    steps().count() <= STAIRS || flat && (steps().all(|step| step > 0.0) || steps().all(|step| step < 0.0))
}
