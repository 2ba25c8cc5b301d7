//! What can be asked of tensors that has no answer.

use crate::regression::RegressionError;
use std::fmt;

/// Why a computation with tensors was not done, with what to do instead.
#[derive(Clone, Debug, PartialEq)]
pub enum TensorError {
    /// A tensor of no numbers.
    Empty,
    /// Lists of different lengths, number by number.
    LengthsDiffer {
        /// The operation, as it is written.
        operation: &'static str,
        /// How many numbers stand to its left.
        left: usize,
        /// And how many to its right.
        right: usize,
    },
    /// A single number was needed, and a list given.
    NotOneNumber {
        /// What was asked for.
        method: &'static str,
        /// How long the list is.
        length: usize,
    },
    /// A gradient of something that was computed from constants alone.
    NotTraced,
    /// A gradient with respect to something that had no part in the result.
    NoPart,
    /// A step of an optimizer for a list.
    ListStep,
    /// A learning rate that is no positive number.
    Rate {
        /// The rate.
        rate: f64,
    },
}

impl fmt::Display for TensorError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TensorError::Empty => write!(out, "A tensor needs one number at least, and this list is empty."),
            TensorError::LengthsDiffer { operation, left, right } => write!(
                out,
                "The operation {operation} goes number by number, but there are {left} numbers to its left and {right} to \
                 its right. Make both lists equally long; a single number fits any list."
            ),
            TensorError::NotOneNumber { method, length } => write!(
                out,
                "{method} needs a single number, and this tensor is a list of {length}. Make one number of it, with \
                 .mean() or .sum()."
            ),
            TensorError::NotTraced => write!(
                out,
                "There is no record from which a gradient could be computed: nothing that went into this tensor is traced. \
                 Call .trace() on what you want a gradient for, and compute again."
            ),
            TensorError::ListStep => write!(
                out,
                "The optimizer steps single numbers, and this parameter is a list. Make a tensor of each of its numbers."
            ),
            TensorError::Rate { rate } => RegressionError::Rate { rate: *rate }.fmt(out),
            TensorError::NoPart => write!(
                out,
                "There is no gradient with respect to this tensor: it had no part in the result, or it was not traced \
                 then. Call .trace() on it, and compute with what that gives."
            ),
        }
    }
}

impl std::error::Error for TensorError {}
