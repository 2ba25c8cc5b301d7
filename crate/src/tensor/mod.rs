//! The PyTorch of this course: `dfdx`, one step a cell.
//!
//! Every number here is computed by [`dfdx`], in `f32` as usual in machine learning, and so is every gradient. A
//! [`Tensor`] only makes it fit for a notebook, where a step is a cell and a cell may be run twice: operations take
//! their tensors by reference, and [`backward`](Tensor::backward) leaves what it was asked of as it was, whereas `dfdx`
//! gives away its tensors with every operation and its record with every gradient. And it has one plain type where
//! `dfdx` has one for each shape and each kind of record, so that a cell is compiled in no time.
//!
//! ```
//! use calculus::prelude::*;
//!
//! let x = tensor(5.0).trace(); // from now on, what is done with x is recorded
//! let y = x.square();
//! let gradients = y.backward();
//! assert_eq!(gradients.get(&x), tensor(10.0));
//! ```

mod backward;
mod error;
mod operation;
mod optimizer;
mod value;

pub use backward::Gradients;
pub use error::TensorError;
pub use optimizer::Sgd;

use std::cell::Cell;
use std::fmt;
use std::rc::Rc;

use crate::or_panic;
use crate::show::{Rich, shown};
use operation::Operation;
use value::Value;

/// A number or a list of numbers in `f32`, and, if it is traced, how it was computed.
///
/// Cloning it is cheap: the numbers are shared.
#[derive(Clone)]
pub struct Tensor(Rc<Node>);

struct Node {
    /// The same for a tensor, for that tensor traced, and for what an optimizer makes of it.
    key: usize,
    value: Value,
    record: Record,
}

/// What is known about where a tensor comes from.
enum Record {
    /// Nothing: it is a constant to every gradient.
    None,
    /// Gradients with respect to it can be asked for.
    Begin,
    /// It was computed from tensors of which at least one is traced.
    From(Operation, Vec<Tensor>),
}

/// Keeps numbers in the form that computes: a number makes a tensor without dimensions, a list one with one.
///
/// Takes a number, or a list of them as an array, a slice or a `Vec`. They are rounded to `f32`.
///
/// ```
/// use calculus::prelude::*;
/// assert_eq!(tensor(0.5).values(), [0.5]);
/// assert_eq!(tensor([1.0, 2.0]).values(), [1.0, 2.0]);
/// ```
///
/// # Panics
/// If the list is empty; [`try_tensor`] gives that as an error.
#[track_caller]
pub fn tensor(numbers: impl Into<Numbers>) -> Tensor {
    or_panic(try_tensor(numbers))
}

/// The same as [`tensor`], with an empty list as an error.
///
/// ```
/// use calculus::tensor::{try_tensor, TensorError};
/// assert_eq!(try_tensor([]).unwrap_err(), TensorError::Empty);
/// ```
pub fn try_tensor(numbers: impl Into<Numbers>) -> Result<Tensor, TensorError> {
    match numbers.into() {
        Numbers::One(number) => Ok(Tensor::new(Value::one(number as f32), Record::None)),
        Numbers::Many(numbers) if numbers.is_empty() => Err(TensorError::Empty),
        Numbers::Many(numbers) => {
            let numbers = numbers.into_iter().map(|number| number as f32).collect();
            Ok(Tensor::new(Value::many(numbers), Record::None))
        }
    }
}

/// What [`tensor`] takes.
#[derive(Clone, Debug, PartialEq)]
pub enum Numbers {
    /// A single number.
    One(f64),
    /// A list.
    Many(Vec<f64>),
}

impl From<f64> for Numbers {
    fn from(number: f64) -> Numbers {
        Numbers::One(number)
    }
}

impl<const N: usize> From<[f64; N]> for Numbers {
    fn from(numbers: [f64; N]) -> Numbers {
        Numbers::Many(numbers.to_vec())
    }
}

impl From<&[f64]> for Numbers {
    fn from(numbers: &[f64]) -> Numbers {
        Numbers::Many(numbers.to_vec())
    }
}

impl From<Vec<f64>> for Numbers {
    fn from(numbers: Vec<f64>) -> Numbers {
        Numbers::Many(numbers)
    }
}

impl From<&Vec<f64>> for Numbers {
    fn from(numbers: &Vec<f64>) -> Numbers {
        Numbers::Many(numbers.clone())
    }
}

impl Tensor {
    fn new(value: Value, record: Record) -> Tensor {
        thread_local!(static KEYS: Cell<usize> = const { Cell::new(0) });
        let key = KEYS.with(|keys| keys.replace(keys.get() + 1));
        Tensor(Rc::new(Node { key, value, record }))
    }

    /// A tensor that takes the place of this one: gradients with respect to either are the same.
    fn in_place(&self, value: Value, record: Record) -> Tensor {
        Tensor(Rc::new(Node { key: self.0.key, value, record }))
    }

    /// The same numbers, with a record of what will be done with them. `dfdx` calls it `leaky_trace`, PyTorch
    /// `requires_grad_`.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// assert!(tensor(5.0).trace().is_traced());
    /// ```
    pub fn trace(&self) -> Tensor {
        self.in_place(self.0.value.clone(), Record::Begin)
    }

    /// The same numbers without a record: a constant to every gradient.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// assert!(!tensor(5.0).trace().square().detach().is_traced());
    /// ```
    pub fn detach(&self) -> Tensor {
        self.in_place(self.0.value.clone(), Record::None)
    }

    /// Whether what is done with it is recorded.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// assert!(!tensor(5.0).is_traced());
    /// ```
    pub fn is_traced(&self) -> bool {
        !matches!(self.0.record, Record::None)
    }

    /// Its numbers, as a list of one if it has no dimensions.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// assert_eq!(tensor([1.0, 2.0]).values(), [1.0, 2.0]);
    /// ```
    pub fn values(&self) -> Vec<f32> {
        self.0.value.numbers()
    }

    /// Its number.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// assert_eq!(tensor(5.0).square().item(), 25.0);
    /// ```
    ///
    /// # Panics
    /// If it is a list.
    #[track_caller]
    pub fn item(&self) -> f32 {
        match self.0.value.numbers().as_slice() {
            [number] => *number,
            numbers => or_panic(Err(TensorError::NotOneNumber { method: "item", length: numbers.len() })),
        }
    }
}

/// A long computation is a long chain of records; each would end the next one, one call inside the other.
impl Drop for Node {
    fn drop(&mut self) {
        let inputs = |node: &mut Node| match std::mem::replace(&mut node.record, Record::None) {
            Record::From(_, inputs) => inputs,
            Record::None | Record::Begin => vec![],
        };
        let mut ended = inputs(self);
        while let Some(tensor) = ended.pop() {
            ended.extend(Rc::into_inner(tensor.0).map(|mut node| inputs(&mut node)).unwrap_or_default());
        }
    }
}

/// Equal numbers in the same shape; a record makes no difference.
impl PartialEq for Tensor {
    fn eq(&self, other: &Tensor) -> bool {
        self.0.value.length() == other.0.value.length() && self.values() == other.values()
    }
}

impl fmt::Display for Tensor {
    /// `tensor(25.0, traced)`; of a long list the first and the last few numbers.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        const MOST: usize = 20;
        const ENDS: usize = 3;
        let written =
            |numbers: &[f32]| numbers.iter().map(|number| format!("{number:?}")).collect::<Vec<_>>().join(", ");
        let numbers = self.values();
        let list = match self.0.value.length() {
            None => written(&numbers),
            Some(length) if length > MOST => {
                let (first, last) = (written(&numbers[..ENDS]), written(&numbers[length - ENDS..]));
                format!("[{first}, … {} more …, {last}]", length - 2 * ENDS)
            }
            Some(_) => format!("[{}]", written(&numbers)),
        };
        let traced = if self.is_traced() { ", traced" } else { "" };
        write!(out, "tensor({list}{traced})")
    }
}

impl fmt::Debug for Tensor {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{self}")
    }
}

impl Rich for Tensor {
    fn text(&self) -> String {
        self.to_string()
    }
}

shown!(Tensor);
