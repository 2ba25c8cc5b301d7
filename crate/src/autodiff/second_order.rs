//! Second derivatives of a function of many inputs: duals go forward, and the tape of what they do goes back.

use super::dual::Dual;
use super::error::TapeError;
use super::reverse::looked_at;
use super::run::Run;
use super::var::Var;
use crate::or_panic;

/// The second derivatives of `f` at `xs`: row i, column j is the derivative by the inputs i and j. One gradient for
/// each input.
///
/// ```
/// use calculus::prelude::*;
/// assert_eq!(hessian(|x| x[0].powi(2) * x[1], &[3.0, 4.0]), [[8.0, 6.0], [6.0, 0.0]]);
/// ```
///
/// # Panics
/// As [`try_hessian`] fails.
#[track_caller]
pub fn hessian(f: impl Fn(&[Dual<Var>]) -> Dual<Var>, xs: &[f64]) -> Vec<Vec<f64>> {
    or_panic(try_hessian(f, xs))
}

/// The second derivatives of `f` at `xs`. Fails where a value or derivative is NaN or infinite.
pub fn try_hessian(f: impl Fn(&[Dual<Var>]) -> Dual<Var>, xs: &[f64]) -> Result<Vec<Vec<f64>>, TapeError> {
    let mut direction = vec![0.0; xs.len()];
    let row = |index: usize| {
        direction[index] = 1.0;
        let row = gradient_of_slope(&f, xs, &direction);
        direction[index] = 0.0;
        row
    };
    (0..xs.len()).map(row).collect()
}

/// The matrix of second derivatives of `f` at `xs` times the vector `v`, without the matrix: the cost is that of one
/// gradient (B. A. Pearlmutter, *Fast exact multiplication by the Hessian*, Neural Computation 6 (1994)).
///
/// ```
/// use calculus::prelude::*;
/// assert_eq!(hessian_times_vector(|x| x[0].powi(2) * x[1], &[3.0, 4.0], &[1.0, 10.0]), [68.0, 6.0]);
/// ```
///
/// # Panics
/// As [`try_hessian_times_vector`] fails.
#[track_caller]
pub fn hessian_times_vector(f: impl Fn(&[Dual<Var>]) -> Dual<Var>, xs: &[f64], v: &[f64]) -> Vec<f64> {
    or_panic(try_hessian_times_vector(f, xs, v))
}

/// The matrix of second derivatives times a vector. Fails where a value or derivative is NaN or infinite, and if `v`
/// does not have a part for each input.
pub fn try_hessian_times_vector(
    f: impl Fn(&[Dual<Var>]) -> Dual<Var>,
    xs: &[f64],
    v: &[f64],
) -> Result<Vec<f64>, TapeError> {
    if xs.len() != v.len() {
        return Err(TapeError::LengthsDiffer { inputs: xs.len(), direction: v.len() });
    }
    gradient_of_slope(&f, xs, v)
}

/// The gradient of the slope of `f` in a direction.
fn gradient_of_slope(
    f: &dyn Fn(&[Dual<Var>]) -> Dual<Var>,
    xs: &[f64],
    direction: &[f64],
) -> Result<Vec<f64>, TapeError> {
    let slope_of = |inputs: &[Var]| {
        let dual = |(input, part): (&Var, &f64)| Dual::new(*input, Var::from(*part));
        f(&inputs.iter().zip(direction).map(dual).collect::<Vec<Dual<Var>>>())
    };
    let run = Run::of(&slope_of, xs);
    let result = run.result;
    let gradient = run.gradient(result.slope())?;
    let finite = result.value().value().is_finite() && result.slope().value().is_finite();
    if finite && gradient.iter().all(|part| part.is_finite()) {
        return Ok(gradient);
    }
    let both = |inputs: &[Var]| {
        let result = slope_of(inputs);
        vec![result.value(), result.slope()]
    };
    Ok(looked_at(&both, xs)?.swap_remove(1))
}
