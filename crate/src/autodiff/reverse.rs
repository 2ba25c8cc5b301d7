//! Gradients of a function of many inputs by reverse mode, each with a tape of its own that nobody looks at.

use super::error::TapeError;
use super::run::Run;
use super::tape::Tape;
use super::var::Var;
use crate::or_panic;

/// The gradient of `f` at `xs`: its derivatives by each input. It costs a small multiple of `f`, however many inputs
/// there are.
///
/// ```
/// use calculus::prelude::*;
/// assert_eq!(gradient(|x| x[0] * x[1] + x[0], &[3.0, 4.0]), [5.0, 3.0]);
/// ```
///
/// The tape is taken from a pool and goes back to it, so that a loop of gradients needs no new memory.
///
/// # Panics
/// As [`try_gradient`] fails.
#[track_caller]
pub fn gradient(f: impl Fn(&[Var]) -> Var, xs: &[f64]) -> Vec<f64> {
    or_panic(try_gradient(f, xs))
}

/// The gradient of `f` at `xs`. Fails where the value or a derivative is NaN or infinite, and says in which operation
/// that came about first.
///
/// ```
/// use calculus::autodiff::try_gradient;
/// use calculus::prelude::*;
/// let error = try_gradient(|x| x[0].ln(), &[-1.0]).unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "There is no gradient: ln(x[0]) is NaN at x[0] = −1. Try other inputs, or a function that avoids this."
/// );
/// ```
pub fn try_gradient(f: impl Fn(&[Var]) -> Var, xs: &[f64]) -> Result<Vec<f64>, TapeError> {
    Ok(value_and_gradient_of(&f, xs)?.1)
}

/// The value of `f` at `xs`, and its gradient.
///
/// ```
/// use calculus::prelude::*;
/// let (value, slopes) = value_and_gradient(|x| x[0] * x[1], &[3.0, 4.0]);
/// assert_eq!(value, 12.0);
/// assert_eq!(slopes, [4.0, 3.0]);
/// ```
///
/// # Panics
/// As [`try_gradient`] fails.
#[track_caller]
pub fn value_and_gradient(f: impl Fn(&[Var]) -> Var, xs: &[f64]) -> (f64, Vec<f64>) {
    or_panic(try_value_and_gradient(f, xs))
}

/// The value of `f` at `xs`, and its gradient. Fails as [`try_gradient`] does.
pub fn try_value_and_gradient(f: impl Fn(&[Var]) -> Var, xs: &[f64]) -> Result<(f64, Vec<f64>), TapeError> {
    value_and_gradient_of(&f, xs)
}

fn value_and_gradient_of(f: &dyn Fn(&[Var]) -> Var, xs: &[f64]) -> Result<(f64, Vec<f64>), TapeError> {
    let run = Run::of(f, xs);
    let (result, gradient) = (run.result, run.gradient(run.result)?);
    if result.value.is_finite() && gradient.iter().all(|slope| slope.is_finite()) {
        return Ok((result.value, gradient));
    }
    let mut rows = looked_at(&|x| vec![f(x)], xs)?;
    Ok((result.value, rows.swap_remove(0)))
}

/// The derivatives of each output of `f` (the rows) by each input (the columns). One walk over the tape for each
/// output.
///
/// ```
/// use calculus::prelude::*;
/// assert_eq!(jacobian(|x| vec![x[0] * x[1], x[0] + x[1]], &[2.0, 3.0]), [[3.0, 2.0], [1.0, 1.0]]);
/// ```
///
/// # Panics
/// As [`try_gradient`] fails.
#[track_caller]
pub fn jacobian(f: impl Fn(&[Var]) -> Vec<Var>, xs: &[f64]) -> Vec<Vec<f64>> {
    or_panic(try_jacobian(f, xs))
}

/// The derivatives of each output of `f` by each input. Fails as [`try_gradient`] does.
pub fn try_jacobian(f: impl Fn(&[Var]) -> Vec<Var>, xs: &[f64]) -> Result<Vec<Vec<f64>>, TapeError> {
    jacobian_of(&f, xs)
}

fn jacobian_of(f: &dyn Fn(&[Var]) -> Vec<Var>, xs: &[f64]) -> Result<Vec<Vec<f64>>, TapeError> {
    let run = Run::of(f, xs);
    let results = &run.result;
    let rows = results.iter().map(|result| run.gradient(*result)).collect::<Result<Vec<Vec<f64>>, TapeError>>()?;
    let finite = results.iter().all(|result| result.value.is_finite());
    if finite && rows.iter().flatten().all(|slope| slope.is_finite()) { Ok(rows) } else { looked_at(f, xs) }
}

/// The derivatives of `f` once more, with a tape that keeps what was done and so can say where a NaN or an infinity
/// came from. It multiplies in another order, so that a product that was too large may turn out not to be.
#[cold]
pub(super) fn looked_at(f: &dyn Fn(&[Var]) -> Vec<Var>, xs: &[f64]) -> Result<Vec<Vec<f64>>, TapeError> {
    let tape = Tape::new();
    let inputs: Vec<Var> = xs.iter().enumerate().map(|(i, x)| tape.watch_named(&format!("x[{i}]"), *x)).collect();
    tape.try_jacobian(&f(&inputs), &inputs)
}
