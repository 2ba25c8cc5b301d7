//! Step 2: how wrong a prediction is, as one number. Each cost is written once, for any kind of [`Number`], and so it can
//! be computed, differentiated and drawn. (Huber's has a branch, and asks for [`Ordered`] ones.)

use super::data::same_length;
use super::error::RegressionError;
use crate::number::{Number, Ordered};
use crate::or_panic;

/// The mean squared error, (1/n)·Σ(ŷ − y)². Its derivative by ŷᵢ is (2/n)·(ŷᵢ − yᵢ): large errors weigh most.
///
/// ```
/// use calculus::prelude::*;
/// assert_eq!(mean_squared_error(&[1.0, 5.0], &[1.0, 2.0]), 4.5);
/// ```
///
/// # Panics
/// If there are no values, or not as many predictions as observations.
#[track_caller]
pub fn mean_squared_error<N: Number>(predicted: &[N], observed: &[f64]) -> N {
    mean(predicted, observed, |error| error.powi(2))
}

/// The mean absolute error, (1/n)·Σ|ŷ − y|. Its derivative by ŷᵢ is 1/n or −1/n, however large the error is: an
/// outlier pulls no more than any other point. At 0 there is a corner.
///
/// ```
/// use calculus::prelude::*;
/// assert_eq!(mean_absolute_error(&[1.0, 5.0], &[1.0, 2.0]), 1.5);
/// ```
///
/// # Panics
/// As [`mean_squared_error`].
#[track_caller]
pub fn mean_absolute_error<N: Number>(predicted: &[N], observed: &[f64]) -> N {
    mean(predicted, observed, N::abs)
}

/// The mean of Huber's cost: e²/2 for errors up to 1, and |e| − 1/2 beyond. Its derivative by ŷᵢ is the error, cut off at
/// −1 and 1, over n: smooth like the squared error in the middle, calm like the absolute one outside. (P. J. Huber,
/// *Robust estimation of a location parameter*, Annals of Mathematical Statistics 35 (1964).)
///
/// ```
/// use calculus::prelude::*;
/// assert_eq!(huber(&[0.5, 3.0], &[0.0, 0.0]), (0.125 + 2.5) / 2.0);
/// ```
///
/// # Panics
/// As [`mean_squared_error`].
#[track_caller]
pub fn huber<N: Ordered>(predicted: &[N], observed: &[f64]) -> N {
    mean(predicted, observed, |error| if error.abs() <= 1.0 { error.powi(2) * 0.5 } else { error.abs() - 0.5 })
}

/// The mean cross-entropy, −(1/n)·Σ(y·ln p + (1 − y)·ln(1 − p)), of predicted probabilities p where y is 1 for yes and 0
/// for no. Its derivative by pᵢ is (pᵢ − yᵢ)/(pᵢ·(1 − pᵢ))/n: to be sure and wrong costs without bound.
///
/// ```
/// use calculus::prelude::*;
/// assert_eq!(cross_entropy(&[0.5], &[1.0]), 2f64.ln());
/// assert_eq!(cross_entropy(&[0.0], &[1.0]), INFINITY);
/// ```
///
/// # Panics
/// As [`mean_squared_error`].
#[track_caller]
pub fn cross_entropy<N: Number>(predicted: &[N], observed: &[f64]) -> N {
    or_panic(checked(predicted, observed));
    let mut sum = None;
    for (p, y) in predicted.iter().zip(observed) {
        // What has no weight does not count, even where it is 0·ln 0.
        let yes = if *y == 0.0 { N::from(0.0) } else { p.ln() * *y };
        let no = if *y == 1.0 { N::from(0.0) } else { (-*p + 1.0).ln() * (1.0 - y) };
        sum = added(sum, -(yes + no));
    }
    sum.unwrap_or(N::from(0.0)) / predicted.len() as f64
}

/// Loops and no closures, so that a panic in what is calculated has the place of the call.
#[track_caller]
fn mean<N: Number>(predicted: &[N], observed: &[f64], cost: impl Fn(N) -> N) -> N {
    or_panic(checked(predicted, observed));
    let mut sum = None;
    for (predicted, observed) in predicted.iter().zip(observed) {
        sum = added(sum, cost(*predicted - *observed));
    }
    sum.unwrap_or(N::from(0.0)) / predicted.len() as f64
}

#[track_caller]
fn added<N: Number>(sum: Option<N>, value: N) -> Option<N> {
    match sum {
        Some(sum) => Some(sum + value),
        None => Some(value),
    }
}

fn checked<N>(predicted: &[N], observed: &[f64]) -> Result<(), RegressionError> {
    same_length("predictions", predicted.len(), "observations", observed.len())?;
    if predicted.is_empty() { Err(RegressionError::Empty) } else { Ok(()) }
}
