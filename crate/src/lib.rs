//! The library that the notebooks of *Calculus I in Rust* load: a function goes in, and a limit, a table or a
//! picture comes out.
//!
//! Its modules follow the chapters of the course, so that whoever has read a notebook knows where to look.
//! A notebook imports everything at once:
//!
//! ```
//! use calculus::prelude::*;
//! ```

pub mod autodiff;
pub mod delta;
pub mod exercise;
pub mod from_mind_to_cell;
pub mod interact;
pub mod limits;
pub mod network;
pub mod number;
pub mod plot;
mod polynomial;
pub mod regression;
pub mod show;
#[cfg(not(target_family = "wasm"))]
mod single_threaded;
pub mod symbolic;
#[cfg(not(target_family = "wasm"))]
pub mod tensor;

/// Cells must reach `dfdx` through this library: it numbers its tensors with one counter, and what cells link by
/// themselves they get a copy of each.
///
/// Type inference in cells does not read it, so a `let` of a type from here needs that type written out.
///
/// What it computes, and the gradients of that, are tested against plain Rust: products of matrices of all shapes, broadcasting,
/// reductions, activations. One is wrong in its last release, 0.13.0: the gradient of `accurate_gelu`. Take `gelu`.
#[cfg(not(target_family = "wasm"))]
pub use dfdx;

/// The answer of a `try_` function, or a panic with its error's sentence, at the place in the learner's code.
#[track_caller]
fn or_panic<T>(answer: Result<T, impl std::fmt::Display>) -> T {
    match answer {
        Ok(answer) => answer,
        Err(error) => panic!("{error}"),
    }
}

/// What a notebook imports.
pub mod prelude {
    pub use crate::autodiff::{
        Dual, Tape, TapeError, Var, derivative, gradient, gradient_cost, gradient_forward, gradient_numerical, hessian,
        hessian_times_vector, jacobian, rosenbrock, second_derivative, third_derivative, value_and_gradient,
    };
    pub use crate::delta::{
        backward_difference, best_step, central_difference, difference_table, difference_table_with,
        forward_difference, secant, secant_through, secant_to_tangent, step_errors, tangent,
    };
    pub use crate::exercise::autodiff::AUTODIFF_1;
    pub use crate::exercise::derivatives::{
        DERIVATIVE_1, DERIVATIVE_2, DERIVATIVE_3, DERIVATIVE_4, DERIVATIVE_5, DERIVATIVE_6, DERIVATIVE_7, DERIVATIVE_8,
        DERIVATIVE_9, DERIVATIVE_10, DERIVATIVE_11, DERIVATIVE_12, SLOPE_1,
    };
    pub use crate::exercise::limits::{LIMIT_1, LIMIT_2, LIMIT_3, LIMIT_4, LIMIT_5};
    pub use crate::exercise::network::{NETWORK_1, NETWORK_2};
    pub use crate::exercise::practice::practice;
    pub use crate::exercise::progress::{exercises, hand_in};
    pub use crate::exercise::regression::{FIT_1, RATE_1};
    pub use crate::exercise::room::{join, leave};
    pub use crate::exercise::{DOES_NOT_EXIST, YOUR_ANSWER, sides};
    pub use crate::interact::{choice, control, interact};
    pub use crate::limits::exhaustion::{circumscribed_area, exhaustion_table, inscribed_area};
    pub use crate::limits::{
        INFINITY, NEG_INFINITY, approach, exact_limit, exact_limit_left, exact_limit_right, exhaustion_slider, limit,
        limit_by_algebra, limit_left, limit_right,
    };
    pub use crate::network::{Learning, Network, learn, noisy_wave, predict};
    pub use crate::number::{Number, Ordered};
    pub use crate::plot::{
        Picture, Plot, Role, animation, figure, house, panels, plot, regular_polygon_inside, regular_polygon_outside,
        side_by_side, slider, timeline, touch, zoom,
    };
    pub use crate::readings;
    pub use crate::regression::{
        Data, EpochTimes, GradientDescent, History, Line, clinical_trial, cost_surface, cross_entropy, curvatures,
        epoch_times, fit, fit_with, forward, huber, landscape, least_squares, mean_absolute_error, mean_squared_error,
        simulate, train,
    };
    pub use crate::show::{Live, Show, clear_output, input, progress, show};
    pub use crate::symbolic::{
        Derivation, Expr, IntoFormula, Rule, differentiate, equivalent, formula, parse, parse_in, spellings,
    };
    #[cfg(not(target_family = "wasm"))]
    pub use crate::tensor::{Gradients, Sgd, Tensor, tensor};
    pub use std::f64::consts::{E, PI};
}
