//! The four steps in a loop.

use super::cost::mean_squared_error;
use super::data::Data;
use super::descent::{GradientDescent, largest_stable_rate};
use super::error::RegressionError;
use super::history::{Epoch, History};
use super::least_squares::mean;
use super::line::{Line, forward};
use crate::autodiff::{Var, try_value_and_gradient};
use crate::or_panic;
use crate::show::{Bar, is_live};

/// A cost that has grown so many times will not come back.
const GROWN: f64 = 1e6;
/// A training of so many epochs times points takes about a second, and shows a bar.
const LONG: usize = 10_000_000;

/// Fits a line by gradient descent on the mean squared error, and prints the cost as it goes: after each of the first
/// ten epochs, and then after every hundredth. A long training shows a bar besides, as [`progress`](crate::show::progress())
/// does: one with ten million epochs times points, which takes about a second.
///
/// An epoch is one turn of the four steps: forward pass, cost, gradient, step.
///
/// ```
/// use calculus::prelude::*;
/// let history = train(&clinical_trial(), Line::new(0.9, 0.1), GradientDescent::new(0.01), 100);
/// assert!(history.cost() < 0.35);
/// ```
///
/// # Panics
/// As [`try_train`] fails.
#[track_caller]
pub fn train(data: &Data, start: Line, optimizer: GradientDescent, epochs: usize) -> History {
    or_panic(try_train(data, start, optimizer, epochs))
}

/// The same as [`train`]. Fails if the line to start with is not finite, and if the descent diverges: the error says in
/// which epoch, with which rate, and what to try.
///
/// ```
/// use calculus::prelude::*;
/// use calculus::regression::try_train;
/// let error = try_train(&clinical_trial(), Line::new(0.9, 0.1), GradientDescent::new(0.1), 100).unwrap_err();
/// assert!(error.to_string().contains("Try half of the rate"));
/// ```
pub fn try_train(
    data: &Data,
    start: Line,
    optimizer: GradientDescent,
    epochs: usize,
) -> Result<History, RegressionError> {
    let print = |epoch: &Epoch| {
        if epoch.number < epochs && (epoch.number < 10 || epoch.number.is_multiple_of(100)) {
            println!("{epoch}");
        }
    };
    squared(data).run(start, optimizer, epochs, &print)
}

/// The same as [`train`], without printing the cost.
///
/// ```
/// use calculus::prelude::*;
/// let line = fit(&clinical_trial(), Line::new(0.9, 0.1), GradientDescent::new(0.01), 2000).line();
/// assert!((line.m - -0.4693).abs() < 1e-4 && (line.b - 1.76).abs() < 1e-4);
/// ```
///
/// # Panics
/// As [`try_fit`] fails.
#[track_caller]
pub fn fit(data: &Data, start: Line, optimizer: GradientDescent, epochs: usize) -> History {
    or_panic(try_fit(data, start, optimizer, epochs))
}

/// The same as [`fit`]. Fails as [`try_train`] does.
///
/// ```
/// use calculus::prelude::*;
/// use calculus::regression::try_fit;
/// assert!(try_fit(&clinical_trial(), Line::new(NAN, 0.1), GradientDescent::new(0.01), 100).is_err());
/// # use std::f64::NAN;
/// ```
pub fn try_fit(
    data: &Data,
    start: Line,
    optimizer: GradientDescent,
    epochs: usize,
) -> Result<History, RegressionError> {
    squared(data).run(start, optimizer, epochs, &|_| {})
}

/// The same as [`fit`], with a cost of one's own: a function of predictions and observations.
///
/// ```
/// use calculus::prelude::*;
/// let data = Data::new(&[0.0, 1.0, 2.0, 3.0], &[0.0, 1.0, 2.0, 30.0]); // an outlier
/// let line = fit_with(mean_absolute_error, &data, Line::new(0.0, 0.0), GradientDescent::new(0.01), 1000).line();
/// assert!((line.m - 1.0).abs() < 0.1);
/// ```
///
/// # Panics
/// As [`try_fit_with`] fails.
#[track_caller]
pub fn fit_with(
    cost: impl Fn(&[Var], &[f64]) -> Var,
    data: &Data,
    start: Line,
    optimizer: GradientDescent,
    epochs: usize,
) -> History {
    or_panic(try_fit_with(cost, data, start, optimizer, epochs))
}

/// The same as [`fit_with`]. Fails as [`try_train`] does, and where the cost or its gradient is NaN or infinite.
///
/// ```
/// use calculus::prelude::*;
/// use calculus::regression::try_fit_with;
/// let rate = GradientDescent::new(0.01);
/// let error = try_fit_with(cross_entropy, &clinical_trial(), Line::new(0.9, 0.1), rate, 100).unwrap_err();
/// assert!(error.to_string().starts_with("In epoch 0: There is no gradient")); // the logarithm of 1 − 1
/// ```
pub fn try_fit_with(
    cost: impl Fn(&[Var], &[f64]) -> Var,
    data: &Data,
    start: Line,
    optimizer: GradientDescent,
    epochs: usize,
) -> Result<History, RegressionError> {
    Training { data, cost: &cost, is_squared: false }.run(start, optimizer, epochs, &|_| {})
}

/// One turn of the four steps.
pub(super) fn epoch(data: &Data, line: Line, optimizer: GradientDescent) -> Result<Line, RegressionError> {
    let (_, gradient) = squared(data).cost_and_gradient(line, 0, optimizer)?;
    optimizer.try_step(line, &gradient)
}

fn squared(data: &Data) -> Training<'_> {
    Training { data, cost: &mean_squared_error::<Var>, is_squared: true }
}

struct Training<'a> {
    data: &'a Data,
    cost: &'a dyn Fn(&[Var], &[f64]) -> Var,
    /// Whether it is the squared error, which has a gradient at every finite line.
    is_squared: bool,
}

impl Training<'_> {
    fn run(
        &self,
        start: Line,
        optimizer: GradientDescent,
        epochs: usize,
        report: &dyn Fn(&Epoch),
    ) -> Result<History, RegressionError> {
        let mut line = start.checked()?;
        let mut walked: Vec<Epoch> = Vec::with_capacity(epochs + 1);
        let mut gradient = [0.0; 2];
        // By the work and not by the clock, so that the same cell always shows the same. Where the bar could only appear
        // when it is over, it would do no good, and cover what the cell is about.
        let is_long = epochs.saturating_mul(self.data.len()) >= LONG;
        let mut bar = (is_long && is_live()).then(|| Bar::new(Some(epochs)));
        for number in 0..=epochs {
            bar.iter_mut().for_each(Bar::advance);
            let (cost, new) = self.cost_and_gradient(line, number, optimizer)?;
            let epoch = Epoch { number, cost, line };
            report(&epoch);
            walked.push(epoch);
            if cost > GROWN * walked[0].cost.max(self.spread()) {
                return Err(self.diverged(number, optimizer, cost));
            }
            let kept = if optimizer.sets_to_zero() { [0.0; 2] } else { gradient };
            gradient = [kept[0] + new[0], kept[1] + new[1]];
            if number < epochs {
                line = optimizer.step(line, &gradient);
            }
        }
        bar.iter_mut().for_each(Bar::finish);
        Ok(History::new(self.data.clone(), optimizer, walked))
    }

    /// Steps 1 to 3.
    fn cost_and_gradient(
        &self,
        line: Line,
        epoch: usize,
        optimizer: GradientDescent,
    ) -> Result<(f64, [f64; 2]), RegressionError> {
        let cost =
            |parameters: &[Var]| (self.cost)(&forward(parameters[0], parameters[1], self.data.xs()), self.data.ys());
        match try_value_and_gradient(cost, &[line.m, line.b]) {
            Ok((cost, gradient)) => Ok((cost, [gradient[0], gradient[1]])),
            // So the numbers have grown beyond all bounds.
            Err(_) if self.is_squared && epoch > 0 => Err(self.diverged(epoch, optimizer, f64::INFINITY)),
            Err(error) => Err(RegressionError::Cost { epoch, error }),
        }
    }

    fn diverged(&self, epoch: usize, optimizer: GradientDescent, cost: f64) -> RegressionError {
        let largest = self.is_squared.then(|| largest_stable_rate(self.data, optimizer));
        RegressionError::Diverged { epoch, rate: optimizer.rate(), cost, largest }
    }

    /// What the squared error would be at best without a slope: a measure for a cost that is not small.
    fn spread(&self) -> f64 {
        let middle = mean(self.data.ys());
        let squares: Vec<f64> = self.data.ys().iter().map(|y| (y - middle).powi(2)).collect();
        mean(&squares)
    }
}
