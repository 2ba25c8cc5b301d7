//! A function that is seen to arrive at its value at the point.
//!
//! Where a wave or a step is nearer to the point than the way reaches, the very neighbours of the point still say
//! something: if their values lie on a line, to within rounding, and the line leads to the value at the point, then the function
//! is continuous there as far as the machine's numbers can show it. A limit does not need this, and holes and poles do not
//! have it: it only decides what is else left open.

use super::arithmetic::rounding;
use super::extrapolate::Candidate;
use super::noise::largest;
use super::sample::FIRST_NEIGHBOUR;
use super::way::{Way, range};

/// How much the neighbours may differ, as a part of their values, if growth is seen on the way to them.
const LEVEL: f64 = 1e-2;

/// How far the neighbours may be from a straight line, as a part of how much they differ.
const STRAIGHT: f64 = 0.1;

/// The value at which the neighbours arrive.
pub(super) fn arrival(way: &Way) -> Option<Candidate> {
    let values = &way.samples.neighbours;
    if values.is_empty() || !way.samples.there.is_finite() || values.iter().any(|value| !value.is_finite()) {
        return None;
    }
    let (value, residual) = line(values);
    let error = 4.0 * residual + 16.0 * f64::EPSILON * largest(values) + 4.0 * rounding(way);
    ((way.samples.there - value).abs() <= error).then_some(Candidate { value, error, bin: way.end })
}

/// The line of least squares through the neighbours' values: where it leads at the point, and how far the farthest of them
/// is from it.
fn line(values: &[f64]) -> (f64, f64) {
    let count = values.len() as f64;
    // The distance in spacings.
    let middle = FIRST_NEIGHBOUR as f64 + (count - 1.0) / 2.0;
    let mean = values.iter().map(|value| value / count).sum::<f64>();
    let from_middle = |index: usize| (index + FIRST_NEIGHBOUR) as f64 - middle;
    let squares = (0..values.len()).map(|index| from_middle(index).powi(2)).sum::<f64>();
    let slope =
        values.iter().enumerate().map(|(index, value)| from_middle(index) * (value - mean) / squares).sum::<f64>();
    let residual = |(index, value): (usize, &f64)| (value - mean - slope * from_middle(index)).abs();
    (mean - slope * middle, values.iter().enumerate().map(residual).fold(0.0, f64::max))
}

/// Whether the neighbours of the point have stopped growing, or grow by a straight line: beside a pole, and where a
/// logarithm falls, they are on none. So a pole that is only very near the point is not one at it.
pub(super) fn is_level(way: &Way, arrival: &Candidate) -> bool {
    let values = &way.samples.neighbours;
    let (low, high) = range(values);
    values.iter().all(|value| (value - arrival.value).abs() <= LEVEL * arrival.value.abs())
        || line(values).1 <= STRAIGHT * (high - low)
}
