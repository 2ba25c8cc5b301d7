//! How much of a sample is rounding noise.
//!
//! (1 − cos x)/x² near 0 loses all its digits: 1 − cos x is a difference of nearly equal numbers. Nothing in a
//! single value shows that. Its neighbours do: a smooth function is nearly a polynomial on a short stretch, so its
//! tenth difference there is nearly 0, and what is left of it is noise. Source: J. J. Moré and S. M. Wild,
//! *Estimating Computational Noise*, SIAM J. Sci. Comput. 33 (2011), who also say how to tell noise from a
//! function that is merely steep: noise gives the same figure in the differences of every order.

use super::sample::{BIN, Samples};

/// Noise beyond this part of a value ends what is used of the samples.
const LOST: f64 = 1e-4;

/// The logarithm of how many times louder noise can get from bin to bin, where the distance shrinks by √e. A division
/// by x⁸ makes it 4.
const GROWTH: f64 = 5.5;

/// The logarithm of how many times quieter it can get. Where few values differ, a bin may see none of it by chance.
const DECAY: f64 = 0.25;

/// What is known of the noise, bin by bin.
#[derive(Clone, Debug)]
pub(super) struct Noise {
    /// The standard deviation of the rounding noise in every bin, estimated; in rough bins that of the bin before.
    pub(super) levels: Vec<f64>,
    /// The standard deviation of a value from its neighbours, whatever it comes from.
    pub(super) scatter: Vec<f64>,
    /// Bins whose scatter cannot be rounding: a jump, a kink, or an oscillation too fast to follow.
    pub(super) rough: Vec<bool>,
    /// Bins of equal values after noisy ones: all of them are rounded to the same number, which may be a wrong one.
    pub(super) frozen: Vec<bool>,
    /// The first bin in which rounding has eaten the digits, if there is one.
    pub(super) lost: Option<usize>,
}

/// The scatter of the values in each bin, from the differences of the given order; for pure noise it is its
/// standard deviation, whatever the order.
fn scatter(values: &[f64], order: usize) -> Vec<f64> {
    let mut differences = values.to_vec();
    // The differences of order n of independent values of variance 1 have the variance (2n choose n).
    let mut variance = 1.0;
    for n in 1..=order {
        for index in 0..differences.len().saturating_sub(1) {
            differences[index] = differences[index + 1] - differences[index];
        }
        differences.pop();
        variance *= 2.0 * (2 * n - 1) as f64 / n as f64;
    }
    let scatter = |bin: &[f64]| {
        let largest = largest(bin);
        if largest == 0.0 {
            return 0.0;
        }
        let mean = bin.iter().map(|d| (d / largest).powi(2)).sum::<f64>() / bin.len() as f64;
        largest * (mean / variance).sqrt()
    };
    differences.chunks(BIN).map(scatter).collect()
}

/// The standard deviation of the rounding noise in values of a smooth function at equal, very small distances.
/// There must be more than eight of them, all finite.
pub(crate) fn scatter_of(values: &[f64]) -> f64 {
    scatter(values, 8).into_iter().fold(0.0, f64::max)
}

/// The largest magnitude.
pub(super) fn largest(values: &[f64]) -> f64 {
    values.iter().fold(0.0, |most: f64, value| most.max(value.abs()))
}

/// Tells rounding noise from what the function does. The values must be finite.
///
/// Rounding noise starts near the 16th digit and grows step by step as the digits are lost; each bin's level can be
/// explained by that of the bin before. Scatter that comes from nowhere belongs to the function.
pub(super) fn noise(samples: &Samples) -> Noise {
    let higher = scatter(&samples.values, 10);
    let lower = scatter(&samples.values, 8);
    let scales: Vec<f64> = samples.values.chunks(BIN).map(largest).collect();
    let mut rough = vec![false; higher.len()];
    let mut frozen = vec![false; higher.len()];
    let mut lost = None;
    let mut levels: Vec<f64> = Vec::new();
    // The least noise so far, relative to the values and as it is.
    let mut quietest = f64::INFINITY;
    let mut least = f64::INFINITY;
    for (bin, &scatter) in higher.iter().enumerate() {
        let floor = 16.0 * f64::EPSILON * scales[bin];
        let before = levels.iter().rev().take(2).fold(floor, |most, &level| most.max(level));
        let same_in_both_orders = lower[bin] <= 2.5 * scatter;
        let audible = scatter > 4.0 * floor;
        rough[bin] = audible && same_in_both_orders && bin >= 2 && scatter > before * GROWTH.exp();
        let level = if rough[bin] {
            before
        } else if audible && !same_in_both_orders {
            // The function is steep; the noise hides below and may have grown a little.
            scatter.min(before * 1f64.exp())
        } else {
            scatter
        };
        let remembered = if before > 4.0 * floor { before * (-DECAY).exp() } else { 0.0 };
        levels.push(level.max(remembered));
        frozen[bin] = scatter == 0.0 && remembered > 0.0;
        let scale = scales[bin].max(f64::MIN_POSITIVE);
        let relative = scatter / scale;
        quietest = quietest.min(levels[bin] / scale);
        least = least.min(levels[bin].max(floor));
        let grown = quietest < 1e-2 * LOST || (quietest < 1e-3 && scatter > 100.0 * least);
        if same_in_both_orders && !rough[bin] && audible && relative > LOST && grown {
            lost = Some(bin);
            break;
        }
    }
    Noise { levels, scatter: higher, rough, frozen, lost }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::outcome::Side;
    use crate::limits::sample::Path;

    fn of(f: impl Fn(f64) -> f64) -> Noise {
        noise(&Path::new(0.0, Side::Right).sample(&f))
    }

    #[test]
    fn cancellation_is_noticed_and_smoothness_is_not_taken_for_it() {
        let cancelling = of(|x| (1.0 - x.cos()) / x.powi(2));
        assert!(cancelling.lost.is_some());
        assert!(cancelling.rough.iter().all(|rough| !rough));
        let smooth = of(|x| x.sin() / x);
        assert_eq!(smooth.lost, None);
        assert!(smooth.rough.iter().all(|rough| !rough));
    }

    #[test]
    fn an_oscillation_and_a_jump_are_not_rounding() {
        let oscillation = of(|x| (1.0 / x).sin());
        assert_eq!(oscillation.lost, None);
        assert!(oscillation.rough.last().is_some_and(|&rough| rough));
        let jump = of(|x| if x < 1e-7 { 0.0 } else { 1.0 });
        assert_eq!(jump.lost, None);
        assert!(jump.rough.iter().any(|&rough| rough));
    }
}
