//! The line that fits best, by a formula.

use super::data::Data;
use super::error::RegressionError;
use super::line::Line;
use crate::or_panic;

/// The line with the least mean squared error, in closed form: m = Σ(x − x̄)(y − ȳ) / Σ(x − x̄)² and b = ȳ − m·x̄.
///
/// ```
/// use calculus::prelude::*;
/// assert_eq!(least_squares(&clinical_trial()).to_string(), "y = −0.469286x + 1.76");
/// ```
///
/// # Panics
/// As [`try_least_squares`] fails.
#[track_caller]
pub fn least_squares(data: &Data) -> Line {
    or_panic(try_least_squares(data))
}

/// The same as [`least_squares`]. Fails if all points have the same x.
///
/// ```
/// use calculus::prelude::*;
/// use calculus::regression::try_least_squares;
/// let error = try_least_squares(&Data::new(&[3.0, 3.0], &[1.0, 2.0])).unwrap_err();
/// assert!(error.to_string().starts_with("All points have the same x = 3"));
/// ```
pub fn try_least_squares(data: &Data) -> Result<Line, RegressionError> {
    let (x_mean, y_mean) = (mean(data.xs()), mean(data.ys()));
    let around = data.points().into_iter().map(|(x, y)| (x - x_mean, y - y_mean));
    let (squares, products) = around.fold((0.0, 0.0), |sum, (x, y)| (sum.0 + x * x, sum.1 + x * y));
    if squares == 0.0 {
        return Err(RegressionError::NoSpread { x: x_mean });
    }
    let m = products / squares;
    Ok(Line { m, b: y_mean - m * x_mean })
}

pub(super) fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}
