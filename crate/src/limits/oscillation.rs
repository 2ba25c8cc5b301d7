//! Values that keep going up and down.

use super::noise::largest;
use super::outcome::Outcome;
use super::way::{After, STRETCH, Way, range};

/// An oscillation that does not get smaller over the second half of the way, or gets larger.
pub(super) fn oscillation(way: &Way) -> Option<Outcome> {
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
