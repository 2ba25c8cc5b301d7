//! Gradients: what was recorded is done once more by `dfdx`, with its own record, which it then runs backward.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::rc::Rc;

use dfdx::prelude::{Backward, Cpu, Merge, OwnedTape, PutTape, SplitTape, Trace};

use super::error::TensorError;
use super::value::Value;
use super::{Node, Record, Tensor};
use crate::or_panic;
use crate::show::{Rich, shown};

type Memory = OwnedTape<f32, Cpu>;

/// The gradients of one result with respect to everything traced that had a part in it.
#[derive(Clone)]
pub struct Gradients {
    pub(super) found: dfdx::tensor::Gradients<f32, Cpu>,
    /// What `dfdx` knows the tensors by that gradients can be asked for.
    known: HashMap<usize, Value>,
}

impl Tensor {
    /// The gradients of this number with respect to everything traced that went into it, by the chain rule from
    /// the result back to the beginning.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// let (m, b) = (tensor(0.9).trace(), tensor(0.1).trace());
    /// let error = &m * 7.0 + &b - -1.37;
    /// let gradients = error.square().backward();
    /// assert!((gradients.get(&m).item() - 108.78).abs() < 1e-4);
    /// assert!((gradients.get(&b).item() - 15.54).abs() < 1e-4);
    /// ```
    ///
    /// # Panics
    /// If it is a list, or nothing that went into it is traced; [`try_backward`](Tensor::try_backward) gives that as
    /// an error.
    #[track_caller]
    pub fn backward(&self) -> Gradients {
        or_panic(self.try_backward())
    }

    /// The same as [`backward`](Tensor::backward), with the error.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// use calculus::tensor::TensorError;
    /// assert_eq!(tensor(5.0).try_backward().unwrap_err(), TensorError::NotTraced);
    /// ```
    pub fn try_backward(&self) -> Result<Gradients, TensorError> {
        let nothing = Gradients { found: dfdx::tensor::Gradients::leaky(), known: HashMap::new() };
        self.gradients_onto(nothing)
    }

    /// The gradients of this number, added to those that were there before: what PyTorch does unless it is told to
    /// set them to zero.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// let x = tensor(5.0).trace();
    /// let once = x.square().backward();
    /// let twice = x.square().backward_onto(&once);
    /// assert_eq!(twice.get(&x), tensor(20.0));
    /// ```
    ///
    /// # Panics
    /// As [`backward`](Tensor::backward).
    #[track_caller]
    pub fn backward_onto(&self, before: &Gradients) -> Gradients {
        or_panic(self.gradients_onto(before.clone()))
    }

    fn gradients_onto(&self, before: Gradients) -> Result<Gradients, TensorError> {
        if !self.is_traced() {
            return Err(TensorError::NotTraced);
        }
        let length = self.0.value.length().unwrap_or(1);
        let nodes = self.record();
        let begun: HashSet<usize> = nodes.iter().filter(|node| node.begins()).map(|node| node.key).collect();
        let mut known = before.known;
        // Results are computed again, so that they are those which the record of this pass is about.
        let mut values: HashMap<*const Node, Value> = HashMap::new();
        let mut memory = Memory::default();
        for node in nodes {
            let value = match &node.record {
                Record::None | Record::Begin => node.value.clone(),
                Record::From(operation, inputs) => {
                    let input = |(index, input): (usize, &Tensor)| {
                        let value = match values.get(&input.address()) {
                            Some(value) => value.clone(),
                            // The same tensor may be a constant here and traced there, and is then two to `dfdx`.
                            None if begun.contains(&input.0.key) => input.0.value.clone().again(),
                            None => input.0.value.clone(),
                        };
                        let value = value.with_record(Memory::default());
                        let twice = index > 0 && inputs[0].0.key == input.0.key;
                        if twice { value.again() } else { value }
                    };
                    let inputs = inputs.iter().enumerate().map(input).collect();
                    let (value, record) = operation.apply(inputs).split();
                    memory = memory.merge(record);
                    value
                }
            };
            known.insert(node.key, value.clone());
            values.insert(node, value);
        }
        match values.remove(&self.address()) {
            Some(Value::One(result)) => {
                let (result, begin) = result.traced(before.found).split_tape();
                Ok(Gradients { found: result.put_tape(begin.merge(memory)).backward(), known })
            }
            _ => Err(TensorError::NotOneNumber { method: "backward", length }),
        }
    }

    fn address(&self) -> *const Node {
        Rc::as_ptr(&self.0)
    }

    /// All that is traced and led to this tensor, each after what it was computed from.
    fn record(&self) -> Vec<&Node> {
        let mut order = vec![];
        let mut seen: HashSet<*const Node> = HashSet::new();
        // Each with whether its inputs are in the order already. A loop, because records get long.
        let mut waiting = vec![(self, false)];
        while let Some((tensor, inputs_done)) = waiting.pop() {
            if inputs_done {
                order.push(&*tensor.0);
            } else if tensor.is_traced() && seen.insert(tensor.address()) {
                waiting.push((tensor, true));
                if let Record::From(_, inputs) = &tensor.0.record {
                    waiting.extend(inputs.iter().map(|input| (input, false)));
                }
            }
        }
        order
    }
}

impl Node {
    fn begins(&self) -> bool {
        matches!(self.record, Record::Begin)
    }
}

impl Gradients {
    /// The gradient with respect to a tensor: as many numbers as it has.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// let x = tensor([1.0, 2.0]).trace();
    /// assert_eq!(x.square().sum().backward().get(&x), tensor([2.0, 4.0]));
    /// ```
    ///
    /// # Panics
    /// If the tensor had no part in the result; [`try_get`](Gradients::try_get) gives that as an error.
    #[track_caller]
    pub fn get(&self, tensor: &Tensor) -> Tensor {
        or_panic(self.try_get(tensor))
    }

    /// The same as [`get`](Gradients::get), with the error.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// use calculus::tensor::TensorError;
    /// let gradients = tensor(5.0).trace().square().backward();
    /// assert_eq!(gradients.try_get(&tensor(5.0)).unwrap_err(), TensorError::NoPart);
    /// ```
    pub fn try_get(&self, tensor: &Tensor) -> Result<Tensor, TensorError> {
        let value = match self.known.get(&tensor.0.key).ok_or(TensorError::NoPart)? {
            Value::One(number) => Value::One(self.found.get(number)),
            Value::Many(numbers) => Value::Many(self.found.get(numbers)),
        };
        Ok(Tensor::new(value, Record::None))
    }
}

impl fmt::Debug for Gradients {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Gradients(of a result with respect to {} tensors)", self.known.len())
    }
}

impl Rich for Gradients {
    fn text(&self) -> String {
        format!("The gradients with respect to {} tensors; .get(&x) gives the one for x.", self.known.len())
    }
}

shown!(Gradients);
