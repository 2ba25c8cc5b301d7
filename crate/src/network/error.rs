//! What can go wrong with a network, as sentences.

use crate::autodiff::TapeError;
use crate::plot::number;
use crate::regression::RegressionError;
use std::fmt;

/// Why there is no network, or none that has learned.
#[derive(Clone, Debug, PartialEq)]
pub enum NetworkError {
    /// So many numbers are not those of a network.
    Count {
        /// How many there are.
        numbers: usize,
    },
    /// A number of the network is NaN or infinite.
    NotFinite {
        /// Its place among them, from 0.
        place: usize,
        /// What stands there.
        value: f64,
    },
    /// A gradient does not have one part for each number of the network.
    Gradient {
        /// How many numbers the network has.
        numbers: usize,
        /// How many parts the gradient has.
        parts: usize,
    },
    /// A learning rate that is no positive number.
    Rate {
        /// The rate.
        rate: f64,
    },
    /// The cost has grown a million times, or beyond all numbers.
    Diverged {
        /// After so many steps.
        epoch: usize,
        /// The learning rate.
        rate: f64,
    },
    /// The cost has no gradient at the beginning.
    Cost(TapeError),
}

impl fmt::Display for NetworkError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NetworkError::Count { numbers } => write!(
                out,
                "A network has three numbers for each neuron (w, c and v) and one more (b), and here are {numbers}. Give 4 \
                 for one neuron, 7 for two, 10 for three, and so on."
            ),
            NetworkError::NotFinite { place, value } => write!(
                out,
                "Number {place} of the network is {}. Nothing can be learned from that: give a finite number.",
                number(*value)
            ),
            NetworkError::Gradient { numbers, parts } => write!(
                out,
                "The gradient has {parts} parts, and the network has {numbers} numbers. Ask the tape for a part for each of \
                 them, in their order."
            ),
            NetworkError::Rate { rate } => RegressionError::Rate { rate: *rate }.fmt(out),
            NetworkError::Diverged { epoch, rate } => write!(
                out,
                "With the learning rate {} the descent diverges: in epoch {epoch} the cost is beyond all bounds. The steps \
                 go so far beyond the lowest point that they lead higher and higher. Try half of the rate, and half of that \
                 if need be.",
                number(*rate)
            ),
            NetworkError::Cost(error) => write!(out, "At the beginning: {error}"),
        }
    }
}

impl std::error::Error for NetworkError {}
