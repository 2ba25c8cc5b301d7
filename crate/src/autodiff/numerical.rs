//! Derivatives by the difference quotient, which the other ways are compared with.

/// The gradient of `f` at `xs` by central differences: two runs of `f` for each input, four or more for an input beyond
/// ±1, and about five correct digits fewer than the machine has.
///
/// The step is ∛ε·max(1, |x|), the best where the function and its derivatives are about 1: see
/// [`best_step`](crate::delta::best_step). Far from 0 that may be longer than the function's waves, so that there a shorter
/// step must confirm it, or takes its place.
///
/// ```
/// use calculus::prelude::*;
/// let slopes = gradient_numerical(|x| x[0].exp() * x[1], &[0.0, 4.0]);
/// assert!((slopes[0] - 4.0).abs() < 1e-9 && (slopes[1] - 1.0).abs() < 1e-9);
/// assert!((gradient_numerical(|x| x[0].tan(), &[-1000.0])[0] - 3.161853116767).abs() < 1e-6);
/// ```
pub fn gradient_numerical(f: impl Fn(&[f64]) -> f64, xs: &[f64]) -> Vec<f64> {
    gradient_numerical_of(&f, xs)
}

fn gradient_numerical_of(f: &dyn Fn(&[f64]) -> f64, xs: &[f64]) -> Vec<f64> {
    let mut inputs = xs.to_vec();
    let slope_by = |index: usize| {
        let x = xs[index];
        let mut central = |dx: f64| {
            let (left, right) = (x - dx, x + dx);
            inputs[index] = right;
            let above = f(&inputs);
            inputs[index] = left;
            let below = f(&inputs);
            inputs[index] = x;
            // Not by 2dx: x ± dx are rounded.
            let slope = (above - below) / (right - left);
            let rounding = f64::EPSILON * (above.abs().max(below.abs()) + x.abs() * slope.abs()) / dx;
            Quotient { slope, rounding }
        };
        numerical_slope(&mut central, x)
    };
    (0..xs.len()).map(slope_by).collect()
}

/// A central difference, and what rounding may do to it.
#[derive(Clone, Copy)]
struct Quotient {
    slope: f64,
    rounding: f64,
}

/// The central difference with the step ∛ε·max(1, |x|); or, where a shorter one shows that this is too long for the
/// function, with the first that the next one agrees with.
fn numerical_slope(central: &mut dyn FnMut(f64) -> Quotient, x: f64) -> f64 {
    const SHORTER: f64 = 8.0;
    const TRIALS: i32 = 8;
    const SHORTEST: f64 = 1e-6;
    let widest = f64::EPSILON.cbrt() * x.abs().max(1.0);
    let first = central(widest);
    // Steps that are shorter by themselves need no second opinion.
    if x.abs() <= 1.0 {
        return first.slope;
    }
    let mut best = (f64::INFINITY, first.slope);
    let mut before = first;
    for trial in 1..=TRIALS {
        let dx = widest / SHORTER.powi(trial);
        let next = central(dx);
        // A step so short that it changes nothing says nothing: it may be lost in a rounding inside of f.
        if next.slope == 0.0 && before.slope != 0.0 && dx < SHORTEST {
            break;
        }
        let apart = (next.slope - before.slope).abs();
        // Apart by no more than rounding: the longer step has lost fewer digits.
        if apart.is_finite() && apart <= 4.0 * (before.rounding + next.rounding) {
            return before.slope;
        }
        if apart < best.0 {
            best = (apart, before.slope);
        }
        before = next;
    }
    best.1
}
