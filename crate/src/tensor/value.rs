//! The tensors of `dfdx` that are used here: a number, or a list whose length is known when it runs.

use dfdx::prelude::{AsArray, Cpu, HasShape, NoneTape, PutTape, Rank0, SplitTape, TensorFrom};

/// With what `T` records; [`NoneTape`] records nothing.
#[derive(Clone)]
pub(super) enum Value<T = NoneTape> {
    One(dfdx::tensor::Tensor<Rank0, f32, Cpu, T>),
    Many(dfdx::tensor::Tensor<(usize,), f32, Cpu, T>),
}

/// Where `dfdx` keeps numbers. One for all of them, so that it can use memory again.
pub(super) fn device() -> Cpu {
    thread_local!(static DEVICE: Cpu = Cpu::default());
    DEVICE.with(Clone::clone)
}

impl Value {
    pub fn one(number: f32) -> Value {
        Value::One(device().tensor(number))
    }

    pub fn many(numbers: Vec<f32>) -> Value {
        let shape = (numbers.len(),);
        Value::Many(device().tensor((numbers, shape)))
    }

    pub fn with_record<T>(self, record: T) -> Value<T> {
        match self {
            Value::One(number) => Value::One(number.put_tape(record)),
            Value::Many(numbers) => Value::Many(numbers.put_tape(record)),
        }
    }

    pub fn numbers(&self) -> Vec<f32> {
        match self {
            Value::One(number) => vec![number.array()],
            Value::Many(numbers) => numbers.as_vec(),
        }
    }
}

impl<T> Value<T> {
    /// How long the list is; `None` for a single number.
    pub fn length(&self) -> Option<usize> {
        match self {
            Value::One(_) => None,
            Value::Many(numbers) => Some(numbers.shape().0),
        }
    }

    /// The numbers without the record, and the record.
    pub fn split(self) -> (Value, T) {
        match self {
            Value::One(number) => {
                let (number, tape) = number.split_tape();
                (Value::One(number), tape)
            }
            Value::Many(numbers) => {
                let (numbers, tape) = numbers.split_tape();
                (Value::Many(numbers), tape)
            }
        }
    }
}
