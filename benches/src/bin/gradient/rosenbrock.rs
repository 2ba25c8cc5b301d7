//! Rosenbrock's function of n numbers, as a user of each library would write it.

use crate::problem::Problem;
use calculus::dfdx::prelude::*;
use calculus::number::Number;
use easy_ml::differentiation::Record;
use num_dual::{Dual64, DualNum};

pub struct Rosenbrock;

impl Problem for Rosenbrock {
    const NAME: &str = "rosenbrock";
    const TITLE: &str = "Rosenbrock's function, 8 operations for each input";

    fn new(_: usize) -> Rosenbrock {
        Rosenbrock
    }

    fn at(n: usize) -> Vec<f64> {
        (0..n).map(|i| 0.5 + (i % 10) as f64 / 10.0).collect()
    }

    fn value<N: Number>(&self, x: &[N]) -> N {
        let mut sum = N::from(0.0);
        for pair in x.windows(2) {
            let (a, b) = (pair[0], pair[1]);
            sum = sum + (b - a.powi(2)).powi(2) * 100.0 + (N::from(1.0) - a).powi(2);
        }
        sum
    }

    fn num_dual(&self, x: &[Dual64]) -> Dual64 {
        let mut sum = Dual64::from(0.0);
        for pair in x.windows(2) {
            let (a, b) = (pair[0], pair[1]);
            sum = sum + (b - a.powi(2)).powi(2) * 100.0 + (-a + 1.0).powi(2);
        }
        sum
    }

    fn easy_ml<'a>(&self, x: &[Record<'a, f64>]) -> Record<'a, f64> {
        let mut sum = Record::constant(0.0);
        for pair in x.windows(2) {
            let (a, b) = (pair[0], pair[1]);
            let (one, two) = (b - a * a, -a + 1.0);
            sum = sum + one * one * 100.0 + two * two;
        }
        sum
    }

    fn dfdx(&self, x: &[f64]) -> Vec<f64> {
        // Not two slices of one tensor: the gradient of the second would take the place of that of the first.
        let (cpu, last) = (Cpu::default(), x.len() - 1);
        let a = cpu.tensor_from_vec(x[..last].to_vec(), (last,));
        let b = cpu.tensor_from_vec(x[1..].to_vec(), (last,));
        let curved = (b.leaky_trace() - a.leaky_trace().square()).square() * 100.0;
        let gradients = (curved + (a.leaky_trace().negate() + 1.0).square()).sum().backward();
        let mut gradient = gradients.get(&a).as_vec();
        gradient.push(0.0);
        for (sum, slope) in gradient[1..].iter_mut().zip(gradients.get(&b).as_vec()) {
            *sum += slope;
        }
        gradient
    }
}
