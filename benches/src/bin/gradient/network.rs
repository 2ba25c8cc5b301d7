//! A small network, as a user of each library would write it: three neurons that see all of the data, and one that
//! sees the three. The n inputs of the function are its weights; the value is the squared error of its answer.

use crate::problem::Problem;
use calculus::dfdx::prelude::*;
use calculus::number::Number;
use easy_ml::differentiation::Record;
use num_dual::{Dual64, DualNum};

/// Neurons in the first layer.
const NEURONS: usize = 3;
const ANSWER: f64 = 1.0;

/// Weights are laid out as: the rows of the first layer, its three offsets, the weights of the second, its offset.
pub struct Network {
    data: Vec<f64>,
}

impl Problem for Network {
    const NAME: &str = "network";
    const TITLE: &str = "a network of two layers, 2 operations for each input";

    fn new(n: usize) -> Network {
        let size = (n - 7) / NEURONS;
        assert_eq!(NEURONS * size + 7, n, "n is a power of ten");
        Network { data: (0..size).map(|i| ((i % 7) as f64 - 3.0) / size as f64).collect() }
    }

    fn at(n: usize) -> Vec<f64> {
        (0..n).map(|i| (i % 11) as f64 / 10.0 - 0.5).collect()
    }

    fn value<N: Number>(&self, weights: &[N]) -> N {
        let (rows, rest) = weights.split_at(NEURONS * self.data.len());
        let mut answer = rest[6];
        for (neuron, row) in rows.chunks(self.data.len()).enumerate() {
            let mut sum = rest[neuron];
            for (weight, x) in row.iter().zip(&self.data) {
                sum = sum + *weight * *x;
            }
            answer = answer + rest[3 + neuron] / ((-sum).exp() + 1.0);
        }
        (answer - ANSWER).powi(2)
    }

    fn num_dual(&self, weights: &[Dual64]) -> Dual64 {
        let (rows, rest) = weights.split_at(NEURONS * self.data.len());
        let mut answer = rest[6];
        for (neuron, row) in rows.chunks(self.data.len()).enumerate() {
            let mut sum = rest[neuron];
            for (weight, x) in row.iter().zip(&self.data) {
                sum += *weight * *x;
            }
            answer += rest[3 + neuron] / ((-sum).exp() + 1.0);
        }
        (answer - ANSWER).powi(2)
    }

    fn easy_ml<'a>(&self, weights: &[Record<'a, f64>]) -> Record<'a, f64> {
        use easy_ml::numeric::extra::Exp;
        let (rows, rest) = weights.split_at(NEURONS * self.data.len());
        let mut answer = rest[6];
        for (neuron, row) in rows.chunks(self.data.len()).enumerate() {
            let mut sum = rest[neuron];
            for (weight, x) in row.iter().zip(&self.data) {
                sum = sum + *weight * *x;
            }
            answer = answer + rest[3 + neuron] / ((-sum).exp() + 1.0);
        }
        let error = answer - ANSWER;
        error * error
    }

    fn dfdx(&self, weights: &[f64]) -> Vec<f64> {
        let (cpu, size) = (Cpu::default(), self.data.len());
        let (rows, rest) = weights.split_at(NEURONS * size);
        let data = cpu.tensor_from_vec(self.data.clone(), (size, Const::<1>));
        let rows = cpu.tensor_from_vec(rows.to_vec(), (Const::<NEURONS>, size));
        let column = |part: &[f64]| cpu.tensor_from_vec(part.to_vec(), (Const::<NEURONS>, Const::<1>));
        let (offsets, outer) = (column(&rest[..3]), column(&rest[3..6]));
        let offset = cpu.tensor(rest[6]);
        let hidden = (rows.leaky_trace().matmul(data) + offsets.clone()).sigmoid();
        let error = (hidden * outer.clone()).sum() + offset.clone() - ANSWER;
        let gradients = error.square().backward();
        let mut gradient = gradients.get(&rows).as_vec();
        gradient.extend(gradients.get(&offsets).as_vec());
        gradient.extend(gradients.get(&outer).as_vec());
        gradient.push(gradients.get(&offset).array());
        gradient
    }
}
