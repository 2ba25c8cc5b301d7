//! The points that no line fits.

use crate::regression::Data;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use rand_distr::{Distribution, StandardNormal};

/// Thirty points around the wave y = sin 2x, at x from −1.5 to 1.5 in equal steps, with noise in y of standard deviation
/// 0.1. The same on every machine.
///
/// ```
/// use calculus::prelude::*;
/// let wave = noisy_wave();
/// assert_eq!((wave.len(), wave.xs()[0]), (30, -1.5));
/// ```
pub fn noisy_wave() -> Data {
    const POINTS: usize = 30;
    const END: f64 = 1.5;
    let xs: Vec<f64> = (0..POINTS).map(|index| END * (2.0 * index as f64 / (POINTS - 1) as f64 - 1.0)).collect();
    let mut random = ChaCha8Rng::seed_from_u64(1);
    let mut deviate = || -> f64 { StandardNormal.sample(&mut random) };
    // Two decimals, as one would write down what one has measured.
    // And no −0, which is no measurement either.
    let measured = |x: &f64| (100.0 * ((2.0 * x).sin() + 0.1 * deviate())).round() / 100.0 + 0.0;
    let ys: Vec<f64> = xs.iter().map(measured).collect();
    Data::new(&xs, &ys).titled("A Noisy Wave", "x", "y")
}
