//! How much of a sample is rounding noise.
//!
//! (1 − cos x)/x² near 0 loses all its digits: 1 − cos x is a difference of nearly equal numbers. Nothing in a
//! single value shows that. Its neighbours do: a smooth function is nearly a polynomial on a short stretch, so its
//! tenth difference there is nearly 0, and what is left of it is noise. Source: J. J. Moré and S. M. Wild,
//! *Estimating Computational Noise*, SIAM J. Sci. Comput. 33 (2011), who also say how to tell noise from a
//! function that is merely steep: noise gives the same figure in the differences of every order.

use super::sample::BIN;

/// Noise beyond this part of a value ends what is used of the samples.
const LOST: f64 = 1e-4;

/// The logarithm of how many times louder noise can get from bin to bin, where the distance shrinks by √e. A division
/// by x⁸ makes it 4.
const GROWTH: f64 = 5.5;

/// The logarithm of how many times quieter it can get. Where few values differ, a bin may see none of it by chance.
const DECAY: f64 = 0.25;

/// Bins without a break that must be quiet before what was loud is taken for something on the way.
const QUIET: usize = 8;

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
    /// Bins whose scatter is like noise: of changing sign, and of the same size in the differences of every order, if
    /// the function is not steep.
    pub(super) heard: Vec<bool>,
    /// The first bin in which rounding has eaten the digits, if there is one.
    pub(super) lost: Option<usize>,
    /// The last bin that is as loud but not from rounding (a pole, say), before many that are quiet.
    pub(super) passed: Option<usize>,
}

impl Noise {
    /// The rounding in the values that the function goes over to, as it was heard last. Where all values are rounded
    /// to the same number nothing is heard, and nothing has become better.
    pub(super) fn last_heard(&self, end: usize) -> f64 {
        let heard = (0..end.min(self.levels.len())).rev().filter(|&bin| self.heard[bin] && !self.rough[bin]);
        heard.take(8).fold(0.0, |most: f64, bin| most.max(self.scatter[bin]))
    }
}

/// The differences of the given order.
fn differences(values: &[f64], order: usize) -> Vec<f64> {
    let mut differences = values.to_vec();
    for _ in 0..order {
        for index in 0..differences.len().saturating_sub(1) {
            differences[index] = differences[index + 1] - differences[index];
        }
        differences.pop();
    }
    differences
}

/// How often the sign changes in each bin. From one of the differences of noise to the next it nearly always does; in
/// those of a function that is only steep it does not.
fn sign_changes(differences: &[f64]) -> Vec<usize> {
    differences
        .chunks(BIN)
        .map(|bin| {
            bin.windows(2).filter(|pair| (pair[0] < 0.0 && pair[1] > 0.0) || (pair[0] > 0.0 && pair[1] < 0.0)).count()
        })
        .collect()
}

/// The scatter of the values in each bin, from the differences of the given order; for pure noise it is its
/// standard deviation, whatever the order.
fn scatter(values: &[f64], order: usize) -> Vec<f64> {
    let differences = differences(values, order);
    // The differences of order n of independent values of variance 1 have the variance (2n choose n).
    let variance: f64 = (1..=order).map(|n| 2.0 * (2 * n - 1) as f64 / n as f64).product();
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
pub(super) fn noise(values: &[f64]) -> Noise {
    let higher = scatter(values, 10);
    let lower = scatter(values, 8);
    let changes = sign_changes(&differences(values, 10));
    let scales: Vec<f64> = values.chunks(BIN).map(largest).collect();
    let mut noise = Noise {
        levels: Vec::new(),
        rough: vec![false; higher.len()],
        frozen: vec![false; higher.len()],
        heard: vec![false; higher.len()],
        scatter: higher,
        lost: None,
        passed: None,
    };
    let is_square_wave = is_square_wave(values);
    // The least noise so far, relative to the values and as it is.
    let mut quietest = f64::INFINITY;
    let mut least = f64::INFINITY;
    for (bin, &scatter) in noise.scatter.iter().enumerate() {
        let floor = 16.0 * f64::EPSILON * scales[bin];
        let before = noise.levels.iter().rev().take(2).fold(floor, |most, &level| most.max(level));
        let same_in_both_orders = lower[bin] <= 2.5 * scatter;
        let like_noise = same_in_both_orders && changes[bin] >= 5;
        let audible = scatter > 4.0 * floor;
        noise.rough[bin] = audible && same_in_both_orders && bin >= 2 && scatter > before * GROWTH.exp();
        let level = if noise.rough[bin] {
            before
        } else if audible && !same_in_both_orders {
            // The function is steep; the noise hides below and may have grown a little.
            scatter.min(before * 1f64.exp())
        } else {
            scatter
        };
        // Where the values themselves shrink faster than that, so does their noise.
        let shrinks = bin > 0 && audible && !same_in_both_orders && scales[bin] < scales[bin - 1];
        let decay = if shrinks { (-DECAY).exp().min(scales[bin] / scales[bin - 1]) } else { (-DECAY).exp() };
        let remembered = if before > 4.0 * floor { before * decay } else { 0.0 };
        noise.levels.push(level.max(remembered));
        noise.frozen[bin] = scatter == 0.0 && remembered > 0.0;
        noise.heard[bin] = (like_noise || changes[bin] >= 20) && scatter > 0.0;
        let scale = scales[bin].max(f64::MIN_POSITIVE);
        let relative = scatter / scale;
        quietest = quietest.min(noise.levels[bin] / scale);
        least = least.min(noise.levels[bin].max(floor));
        let grown = quietest < 1e-2 * LOST || (quietest < 1e-3 && scatter > 100.0 * least);
        let is_loud = audible && relative > LOST && grown;
        if like_noise && is_loud && !noise.rough[bin] && !is_square_wave && noise.lost.is_none() {
            noise.lost = Some(bin);
        }
    }
    noise.passed = passed(&noise, &scales);
    if let Some(lost) = noise.lost {
        noise.levels.truncate(lost);
    }
    noise
}

/// Whether the values jump to and fro between a few numbers all the way, as those of sgn(sin x) do. Rounding makes many
/// numbers before it makes few.
fn is_square_wave(values: &[f64]) -> bool {
    const MOST: usize = 16;
    let mut numbers: Vec<f64> = Vec::new();
    for value in values {
        if !numbers.contains(value) {
            numbers.push(*value);
        }
        if numbers.len() > MOST {
            return false;
        }
    }
    // Every quarter of the way goes up and down.
    values.chunks(values.len().div_ceil(4).max(1)).all(|quarter| {
        let steps = || quarter.windows(2).map(|pair| pair[1] - pair[0]);
        steps().any(|step| step > 0.0) && steps().any(|step| step < 0.0)
    })
}

/// The last loud bin before the quiet, if what is loud came from nowhere and went away.
fn passed(noise: &Noise, scales: &[f64]) -> Option<usize> {
    let relative = |bin: usize| noise.scatter[bin] / scales[bin].max(f64::MIN_POSITIVE);
    let loud: Vec<bool> = (0..noise.scatter.len()).map(|bin| relative(bin) > 1e-2 * LOST).collect();
    let at_the_start = loud.iter().take(3).position(|&loud| loud);
    let first = noise.lost.or(at_the_start)?;
    // Rounding gets louder bit by bit.
    let growing = (0..first).rev().take_while(|&bin| noise.heard[bin] && relative(bin) > 64.0 * f64::EPSILON).count();
    if growing >= 4 {
        return None;
    }
    let loud: Vec<bool> = (0..noise.scatter.len()).map(|bin| relative(bin) > 1e-2 * LOST).collect();
    let quiet_from =
        (first..(loud.len() + 1).saturating_sub(QUIET)).find(|&bin| !loud[bin..bin + QUIET].contains(&true))?;
    loud[..quiet_from].iter().rposition(|&loud| loud)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::outcome::Side;
    use crate::limits::sample::Path;

    fn of(f: impl Fn(f64) -> f64) -> Noise {
        noise(&Path::new(0.0, Side::Right).sample(&f).values)
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
