//! Chapter 2, first half: the slope of a curve from two of its points.
//!
//! A [`secant`] goes through two points; a difference quotient is its slope. [`difference_table`] lets Δx shrink,
//! and [`tangent`] is where that leads. On a machine Δx must not shrink for ever: [`best_step`] says how far, and
//! [`step_errors`] shows why.
//!
//! ```
//! use calculus::prelude::*;
//!
//! fn f(x: f64) -> f64 { x.powi(2) + 2.0 * x + 2.0 }
//!
//! assert_eq!(secant(f, 2.0, 5.0).slope(), 9.0);
//! assert_eq!(secant(f, 2.0, 2.1).slope(), 6.099999999999989);
//! assert_eq!(forward_difference(f, 2.0, 1e-6), 6.000001000927568);
//! assert_eq!(tangent(f, 2.0).slope(), 6.0);
//! ```
//!
//! # When there is no answer
//!
//! Nothing here panics. Where a slope does not exist (both points are the same, the function has no value, the curve
//! has a corner) the number is NaN, as 0/0 is; the value shown under the cell says in a sentence why, and so does
//! the method `problem`.

mod agreement;
mod decide;
mod extrapolate;
pub(crate) mod line;
mod motion;
mod of_formula;
mod quotient;
mod ring;
mod rounding;
mod secant;
mod slope;
mod step;
mod surroundings;
mod table;
mod tangent;

pub use motion::secant_to_tangent;
pub use quotient::{Formula, backward_difference, central_difference, forward_difference};
pub use rounding::{StepError, StepErrors, step_errors};
pub use secant::{Secant, secant, secant_through};
pub use step::{BestStep, BestSteps, best_step};
pub use table::{DifferenceTable, difference_table, difference_table_with};
pub use tangent::{Tangent, tangent};
