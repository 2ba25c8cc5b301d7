//! What is measured: a function of n inputs, in the words of each library.

use calculus::number::Number;
use easy_ml::differentiation::{Record, WengertList};
use num_dual::Dual64;

pub trait Problem {
    const NAME: &str;
    const TITLE: &str;

    /// For n inputs, a power of ten.
    fn new(n: usize) -> Self;
    /// Where the gradient is taken.
    fn at(n: usize) -> Vec<f64>;
    fn value<N: Number>(&self, x: &[N]) -> N;
    fn num_dual(&self, x: &[Dual64]) -> Dual64;
    fn easy_ml<'a>(&self, x: &[Record<'a, f64>]) -> Record<'a, f64>;
    /// The gradient, vectorised.
    fn dfdx(&self, x: &[f64]) -> Vec<f64>;
}

/// Forward mode: one run for each input.
pub fn num_dual_gradient(problem: &impl Problem, xs: &[f64]) -> Vec<f64> {
    let mut inputs: Vec<Dual64> = xs.iter().map(|x| Dual64::from(*x)).collect();
    let slope_by = |index: usize| {
        inputs[index].eps = 1.0;
        let slope = problem.num_dual(&inputs).eps;
        inputs[index].eps = 0.0;
        slope
    };
    (0..xs.len()).map(slope_by).collect()
}

/// Reverse mode with a list of operations.
pub fn easy_ml_gradient(problem: &impl Problem, xs: &[f64]) -> Vec<f64> {
    let list = WengertList::new();
    let inputs: Vec<Record<f64>> = xs.iter().map(|x| Record::variable(*x, &list)).collect();
    let derivatives = problem.easy_ml(&inputs).derivatives();
    inputs.iter().map(|x| derivatives[x]).collect()
}
