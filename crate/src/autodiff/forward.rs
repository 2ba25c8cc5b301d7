//! Derivatives by forward mode.

use super::dual::Dual;

/// The derivative of `f` at `x`, exact to rounding. NaN or an infinity where there is none; see
/// [the module](crate::autodiff#where-there-is-no-derivative).
///
/// ```
/// use calculus::prelude::*;
/// assert_eq!(derivative(|x| x * x, 5.0), 10.0);
/// assert!(derivative(|x| x.abs(), 0.0).is_nan());
/// ```
pub fn derivative(f: impl Fn(Dual) -> Dual, x: f64) -> f64 {
    f(Dual::variable(x)).slope()
}

/// The second derivative of `f` at `x`, by dual numbers whose parts are dual. NaN or an infinity where there is none.
///
/// ```
/// use calculus::prelude::*;
/// assert_eq!(second_derivative(|x| x.sin(), 1.0), -0.8414709848078965);
/// assert!(second_derivative(|x| x.abs(), 0.0).is_nan());
/// ```
pub fn second_derivative(f: impl Fn(Dual<Dual>) -> Dual<Dual>, x: f64) -> f64 {
    f(Dual::variable(Dual::variable(x))).slope().slope()
}

/// The third derivative of `f` at `x`, by dual numbers three deep. NaN or an infinity where there is none.
///
/// ```
/// use calculus::prelude::*;
/// assert_eq!(third_derivative(|x| x.sin(), 1.0), -0.5403023058681398);
/// ```
pub fn third_derivative(f: impl Fn(Dual<Dual<Dual>>) -> Dual<Dual<Dual>>, x: f64) -> f64 {
    f(Dual::variable(Dual::variable(Dual::variable(x)))).slope().slope().slope()
}

/// The gradient of `f` at `xs` by forward mode: one run of `f` for each input. NaN or an infinity where there is no
/// derivative.
///
/// ```
/// use calculus::prelude::*;
/// assert_eq!(gradient_forward(|x| x[0] * x[1], &[3.0, 4.0]), [4.0, 3.0]);
/// ```
pub fn gradient_forward(f: impl Fn(&[Dual]) -> Dual, xs: &[f64]) -> Vec<f64> {
    gradient_forward_of(&f, xs)
}

fn gradient_forward_of(f: &dyn Fn(&[Dual]) -> Dual, xs: &[f64]) -> Vec<f64> {
    let mut inputs: Vec<Dual> = xs.iter().map(|x| Dual::constant(*x)).collect();
    let slope_by = |index: usize| {
        inputs[index] = Dual::variable(xs[index]);
        let slope = f(&inputs).slope();
        inputs[index] = Dual::constant(xs[index]);
        slope
    };
    (0..xs.len()).map(slope_by).collect()
}
