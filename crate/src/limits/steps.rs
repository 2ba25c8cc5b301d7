//! Steps that are too short for anyone to have made them: those of rounding inside of f.
//!
//! ln(x² + 1) near 0 goes by steps, since x² + 1 is a multiple of 2⁻⁵². At the point all values may be on one of them, and agree on
//! what is wrong. From one distance to twice that there are many, and the values scatter as much at one distance as
//! at the next; those of a wave or near a hole do not.

use super::noise::{largest, scatter_of};
use super::sample::Path;

/// The scatter of values that go by steps of less than 10⁻⁶; 0 if they do not, and at infinity.
pub(super) fn short_steps(path: &Path, f: &dyn Fn(f64) -> f64) -> f64 {
    if path.at_infinity() {
        return 0.0;
    }
    const FIRST: i32 = 64;
    const COUNT: i32 = 32;
    // Several widths, lest one is in time with the steps. As eighths, so that x is what it should be to the last digit.
    const EIGHTHS: [f64; 3] = [9.0, 11.0, 13.0];
    const DISTANCES: usize = 5;
    const SAME: f64 = 2.0;
    let scatter = |width: f64| {
        let values = (FIRST..FIRST + COUNT).map(|count| f(path.x(width * f64::from(count)))).collect::<Vec<_>>();
        let scatter = if values.iter().all(|value| value.is_finite()) { scatter_of(&values) } else { 0.0 };
        if scatter > 16.0 * f64::EPSILON * largest(&values) { scatter } else { 0.0 }
    };
    let (widest, narrowest) = (2f64.powi(-20), (8.0 * path.neighbour(1.0)).max(2f64.powi(-56)));
    let widths = std::iter::successors(Some(widest), |width| Some(width / 2.0)).take_while(|width| *width >= narrowest);
    let scatters: Vec<f64> = widths
        .map(|width| {
            let squares = EIGHTHS.map(|eighths| scatter(width * eighths / 8.0).powi(2));
            (squares.iter().sum::<f64>() / squares.len() as f64).sqrt()
        })
        .collect();
    let levels = scatters.windows(DISTANCES).map(|near| {
        let low = near.iter().copied().fold(f64::INFINITY, f64::min);
        let high = largest(near);
        if high <= SAME * low { high } else { 0.0 }
    });
    levels.fold(0.0, f64::max)
}
