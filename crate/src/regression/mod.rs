//! Chapter 4: a line that learns.
//!
//! Gradient descent in four steps: [`forward`] says what a line predicts, a cost such as [`mean_squared_error`] says how
//! wrong that is, a tape gives the gradient of the cost, and [`GradientDescent`] takes a step against it. [`train`] does
//! so many times over and keeps a [`History`], which can be looked at in several ways.
//!
//! ```
//! use calculus::prelude::*;
//!
//! let data = clinical_trial();
//! let tape = Tape::new();
//! let (m, b) = (tape.watch_named("m", 0.9), tape.watch_named("b", 0.1));
//!
//! let y_hat = forward(m, b, data.xs()); // 1. forward pass
//! let cost = mean_squared_error(&y_hat, data.ys()); // 2. cost
//! let gradient = tape.gradients(cost, &[m, b]); // 3. gradient
//! let line = GradientDescent::new(0.01).step(Line::new(0.9, 0.1), &gradient); // 4. step
//!
//! assert!((cost.value() - 19.6755).abs() < 1e-4);
//! assert!((gradient[0] - 36.305).abs() < 1e-10 && (gradient[1] - 6.265).abs() < 1e-10);
//! assert!((line.m - 0.53695).abs() < 1e-10 && (line.b - 0.03735).abs() < 1e-10);
//! ```
//!
//! The same with tensors, as in PyTorch, is in [`tensor`](crate::tensor).

mod cost;
mod data;
mod descent;
mod error;
mod history;
mod landscape;
mod least_squares;
mod line;
mod squares;
mod surface;
mod times;
mod train;

pub use cost::{cross_entropy, huber, mean_absolute_error, mean_squared_error};
pub use data::{Data, Simulation, clinical_trial, simulate, try_simulate};
pub use descent::{GradientDescent, curvatures};
pub use error::RegressionError;
pub use history::{Epoch, History};
pub use landscape::landscape;
pub use least_squares::{least_squares, try_least_squares};
pub use line::{Line, forward};
pub use surface::cost_surface;
pub use times::{EpochTimes, epoch_times, try_epoch_times};
pub use train::{fit, fit_with, train, try_fit, try_fit_with, try_train};
