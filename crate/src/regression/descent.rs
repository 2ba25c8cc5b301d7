//! Step 4: against the gradient, by the learning rate times its size; and how large a rate the cost can bear.

use super::data::Data;
use super::error::RegressionError;
use super::least_squares::mean;
use super::line::Line;
use crate::limits::number;
use crate::or_panic;
use crate::show::{Rich, shown};

/// The optimizer of gradient descent, with its learning rate.
///
/// ```
/// use calculus::prelude::*;
/// let optimizer = GradientDescent::new(0.01);
/// let line = optimizer.step(Line::new(0.9, 0.1), &[36.305, 6.265]);
/// assert_eq!(line, Line::new(0.9 - 0.01 * 36.305, 0.1 - 0.01 * 6.265));
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GradientDescent {
    rate: f64,
    zeroing: bool,
}

impl GradientDescent {
    /// With this learning rate.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// assert_eq!(GradientDescent::new(0.01).rate(), 0.01);
    /// ```
    ///
    /// # Panics
    /// As [`GradientDescent::try_new`] fails.
    #[track_caller]
    pub fn new(rate: f64) -> GradientDescent {
        or_panic(GradientDescent::try_new(rate))
    }

    /// The same as [`GradientDescent::new`]. Fails if the rate is not a positive, finite number.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// use calculus::regression::RegressionError;
    /// assert_eq!(GradientDescent::try_new(-0.1), Err(RegressionError::Rate { rate: -0.1 }));
    /// ```
    pub fn try_new(rate: f64) -> Result<GradientDescent, RegressionError> {
        let good = rate > 0.0 && rate.is_finite();
        if good { Ok(GradientDescent { rate, zeroing: true }) } else { Err(RegressionError::Rate { rate }) }
    }

    /// The same optimizer with a mistake: in a training, the gradient of each epoch is added to those of all epochs
    /// before it, as in PyTorch when nobody sets them to zero.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// let forgetful = GradientDescent::new(0.01).without_zeroing();
    /// assert!(fit(&clinical_trial(), Line::new(0.9, 0.1), forgetful, 1000).cost() > 1.0);
    /// ```
    pub fn without_zeroing(self) -> GradientDescent {
        GradientDescent { zeroing: false, ..self }
    }

    /// The learning rate.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// assert_eq!(GradientDescent::new(0.01).rate(), 0.01);
    /// ```
    pub fn rate(&self) -> f64 {
        self.rate
    }

    /// The line after one step: m − rate · ∂C/∂m and b − rate · ∂C/∂b.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// assert_eq!(GradientDescent::new(0.5).step(Line::new(1.0, 2.0), &[2.0, 4.0]), Line::new(0.0, 0.0));
    /// ```
    ///
    /// # Panics
    /// As [`try_step`](GradientDescent::try_step) fails.
    #[track_caller]
    pub fn step(&self, line: Line, gradient: &[f64]) -> Line {
        or_panic(self.try_step(line, gradient))
    }

    /// The same as [`step`](GradientDescent::step). Fails unless the gradient has two parts.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// use calculus::regression::RegressionError;
    /// let error = GradientDescent::new(0.5).try_step(Line::new(1.0, 2.0), &[2.0]);
    /// assert_eq!(error, Err(RegressionError::Gradient { parts: 1 }));
    /// ```
    pub fn try_step(&self, line: Line, gradient: &[f64]) -> Result<Line, RegressionError> {
        match *gradient {
            [by_m, by_b] => Ok(Line { m: line.m - self.rate * by_m, b: line.b - self.rate * by_b }),
            _ => Err(RegressionError::Gradient { parts: gradient.len() }),
        }
    }

    pub(crate) fn sets_to_zero(&self) -> bool {
        self.zeroing
    }
}

impl Rich for GradientDescent {
    fn text(&self) -> String {
        let mistake = if self.zeroing { "" } else { ", gradients not set to zero" };
        format!("Gradient descent, learning rate {}{mistake}", number(self.rate))
    }
}

shown!(GradientDescent);

/// How strongly the mean squared error of these data is curved where it is steepest, and where it is flattest: the
/// eigenvalues of its Hessian, which is (2/n)·[[Σx², Σx], [Σx, n]] at every line.
///
/// A step of gradient descent multiplies the distance from the lowest point by 1 − rate·λ, in each of the two directions
/// with its own λ. So the steeper one says how large the rate may be, and the flatter one how long it takes.
///
/// ```
/// use calculus::prelude::*;
/// let [steep, flat] = curvatures(&clinical_trial());
/// assert!((steep - 36.4234).abs() < 1e-4 && (flat - 0.5766).abs() < 1e-4);
/// ```
pub fn curvatures(data: &Data) -> [f64; 2] {
    let squares: Vec<f64> = data.xs().iter().map(|x| x * x).collect();
    let [by_m, both, by_b] = [2.0 * mean(&squares), 2.0 * mean(data.xs()), 2.0];
    let (middle, half) = (f64::midpoint(by_m, by_b), ((by_m - by_b) / 2.0).hypot(both));
    [middle + half, middle - half]
}

/// The largest learning rate at which a descent of the mean squared error of these data does not run away.
///
/// With λ for the largest curvature: a step leads from the distance d to (1 − rate·λ)·d, which does not grow up to 2/λ.
/// If gradients are added up, three distances in a row obey d₂ = (2 − rate·λ)·d₁ − d₀. That swings for ever without
/// growing as long as 2 − rate·λ lies between −2 and 2, so up to 4/λ.
pub(super) fn largest_stable_rate(data: &Data, optimizer: GradientDescent) -> f64 {
    let [steep, _] = curvatures(data);
    if optimizer.sets_to_zero() { 2.0 / steep } else { 4.0 / steep }
}
