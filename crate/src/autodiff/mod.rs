//! Automatic differentiation: derivatives that are exact to rounding, of any function that a program computes.
//!
//! A function written for any [`Number`](crate::number::Number) is run on numbers that know more than their value.
//!
//! - **Forward mode**: a [`Dual`] carries its slope along. One run gives the derivative by one input, so it suits
//!   functions of one number: [`derivative`], [`second_derivative`], [`third_derivative`].
//! - **Reverse mode**: a [`Var`] is recorded on a tape, and one walk backwards over the tape gives the derivatives by
//!   all inputs: [`gradient`], [`value_and_gradient`], [`jacobian`].
//! - **Both**: duals whose parts are recorded give second derivatives of many inputs: [`hessian`],
//!   [`hessian_times_vector`].
//! - A [`Tape`] held open shows what was recorded, as a table and as a graph, and answers questions one by one.
//! - [`readings!`](crate::readings) shows one function in all its readings, and [`gradient_cost`] measures what a
//!   gradient costs.
//!
//! ```
//! use calculus::prelude::*;
//!
//! fn f<N: Number>(x: N) -> N { x.powi(2) + x * 2.0 + 2.0 }
//! assert_eq!(derivative(f, 2.0), 6.0);
//!
//! fn g<N: Number>(x: &[N]) -> N { x[0] * x[1].sin() }
//! assert_eq!(gradient(g, &[2.0, 0.0]), [0.0, 2.0]);
//! ```
//!
//! # Where there is no derivative
//!
//! Forward mode gives NaN at a corner (|x| and a maximum of equal numbers whose slopes differ) and at a jump (`floor`
//! at a whole number), so that a plot of the derivative has a gap there; and what has no first derivative has no second.
//! Reverse mode is what a descent walks by, and a walk needs a direction everywhere: it takes the mean of the slopes on
//! both sides of a corner, 0 for |x| at 0, and for `floor` 0. x⁰ is 1 and has the slope 0, also at x = 0. A power of a
//! negative base has a slope where the exponent is a constant whole number.
//!
//! Sources: A. Griewank and A. Walther, *Evaluating Derivatives*, 2nd ed. (2008); A. G. Baydin, B. A. Pearlmutter,
//! A. A. Radul and J. M. Siskind, *Automatic differentiation in machine learning: a survey*, JMLR 18 (2018).

mod cost;
mod dual;
mod entry;
mod error;
mod forward;
mod graph;
mod nodes;
mod numerical;
mod readings;
mod recording;
mod reverse;
mod run;
mod second_order;
mod step;
mod steps;
mod table;
mod tape;
mod twice;
mod var;

pub use cost::{CostOf, GradientCost, gradient_cost, rosenbrock};
pub use dual::Dual;
pub use entry::Entry;
pub use error::{OnTheWay, TapeError};
pub use forward::{derivative, gradient_forward, second_derivative, third_derivative};
pub use nodes::BYTES_PER_OPERATION;
pub use numerical::gradient_numerical;
pub use readings::{FourReadings, Readings, Slopes};
pub use reverse::{gradient, jacobian, try_gradient, try_jacobian, try_value_and_gradient, value_and_gradient};
pub use second_order::{hessian, hessian_times_vector, try_hessian, try_hessian_times_vector};
pub use step::Operand;
pub use table::TapeTable;
pub use tape::Tape;
pub use var::Var;
