//! The operations, each by `dfdx`; and how they are written, with references.

use std::ops::{Add, Div, Mul, Neg, Sub};

use dfdx::prelude::{BroadcastTo, Cpu, MeanTo, Merge, Rank0, SumTo, Tape};

use super::error::TensorError;
use super::value::Value;
use super::{Record, Tensor, tensor};
use crate::or_panic;

#[derive(Clone, Copy)]
pub(super) enum Operation {
    Add,
    Subtract,
    Multiply,
    Divide,
    Negate,
    Square,
    SquareRoot,
    Exponential,
    Logarithm,
    Sine,
    Cosine,
    Absolute,
    HyperbolicTangent,
    Sigmoid,
    Rectifier,
    Reciprocal,
    Mean,
    Sum,
}

/// The same for a number and for a list.
macro_rules! each {
    ($value:expr, $name:ident => $result:expr) => {
        match $value {
            Value::One($name) => Value::One($result),
            Value::Many($name) => Value::Many($result),
        }
    };
}

impl Operation {
    /// Applies the operation to one value, or to two.
    pub fn apply<T: Tape<f32, Cpu>>(self, mut inputs: Vec<Value<T>>) -> Value<T> {
        let second = if inputs.len() > 1 { inputs.pop() } else { None };
        match (inputs.pop(), second) {
            (Some(left), Some(right)) => self.binary(left, right),
            (Some(only), None) => self.unary(only),
            (None, _) => unreachable!("an operation has inputs"),
        }
    }

    fn unary<T: Tape<f32, Cpu>>(self, x: Value<T>) -> Value<T> {
        match self {
            Operation::Negate => each!(x, x => -x),
            Operation::Square => each!(x, x => x.square()),
            Operation::SquareRoot => each!(x, x => x.sqrt()),
            Operation::Exponential => each!(x, x => x.exp()),
            Operation::Logarithm => each!(x, x => x.ln()),
            Operation::Sine => each!(x, x => x.sin()),
            Operation::Cosine => each!(x, x => x.cos()),
            Operation::Absolute => each!(x, x => x.abs()),
            Operation::HyperbolicTangent => each!(x, x => x.tanh()),
            Operation::Sigmoid => each!(x, x => x.sigmoid()),
            Operation::Rectifier => each!(x, x => x.relu()),
            Operation::Reciprocal => each!(x, x => x.recip()),
            Operation::Mean => match x {
                Value::Many(x) => Value::One(x.mean::<Rank0, _>()),
                one => one.again(),
            },
            Operation::Sum => match x {
                Value::Many(x) => Value::One(x.sum::<Rank0, _>()),
                one => one.again(),
            },
            Operation::Add | Operation::Subtract | Operation::Multiply | Operation::Divide => {
                unreachable!("it has two inputs")
            }
        }
    }

    fn binary<T: Tape<f32, Cpu> + Merge<T>>(self, left: Value<T>, right: Value<T>) -> Value<T> {
        match (left, right) {
            (Value::One(left), Value::One(right)) => Value::One(match self {
                Operation::Add => left + right,
                Operation::Subtract => left - right,
                Operation::Multiply => left * right,
                _ => left / right,
            }),
            (Value::Many(left), Value::Many(right)) => Value::Many(match self {
                Operation::Add => left + right,
                Operation::Subtract => left - right,
                Operation::Multiply => left * right,
                _ => left / right,
            }),
            (Value::One(left), Value::Many(right)) => {
                let left = left.broadcast_like(&right);
                self.binary(Value::Many(left), Value::Many(right))
            }
            (Value::Many(left), Value::One(right)) => {
                let right = right.broadcast_like(&left);
                self.binary(Value::Many(left), Value::Many(right))
            }
        }
    }

    fn sign(self) -> &'static str {
        match self {
            Operation::Add => "+",
            Operation::Subtract => "−",
            Operation::Multiply => "×",
            _ => "/",
        }
    }
}

impl<T: Tape<f32, Cpu>> Value<T> {
    /// The same numbers as a result of their own. `dfdx` tells tensors apart by an id, and does not compute x · x.
    pub fn again(self) -> Value<T> {
        each!(self, x => x + 0.0)
    }
}

impl Tensor {
    pub(super) fn computed(operation: Operation, inputs: &[&Tensor]) -> Tensor {
        let value = operation.apply(inputs.iter().map(|input| input.0.value.clone()).collect());
        let traced = inputs.iter().any(|input| input.is_traced());
        let inputs = inputs.iter().copied().cloned();
        Tensor::new(value, if traced { Record::From(operation, inputs.collect()) } else { Record::None })
    }

    #[track_caller]
    fn with(&self, operation: Operation, other: &Tensor) -> Tensor {
        if let (Some(left), Some(right)) = (self.0.value.length(), other.0.value.length())
            && left != right
        {
            or_panic(Err(TensorError::LengthsDiffer { operation: operation.sign(), left, right }))
        }
        Tensor::computed(operation, &[self, other])
    }
}

/// One method for each operation on a single tensor.
macro_rules! methods {
    ($($(#[$doc:meta])+ $name:ident: $operation:ident, $example:literal;)+) => {
        impl Tensor {$(
            $(#[$doc])+
            ///
            /// ```
            /// # use calculus::prelude::*;
            #[doc = $example]
            /// ```
            pub fn $name(&self) -> Tensor {
                Tensor::computed(Operation::$operation, &[self])
            }
        )+}
    };
}

methods! {
    /// The square x² of every number.
    square: Square, "assert_eq!(tensor([1.0, -2.0]).square(), tensor([1.0, 4.0]));";
    /// The square root of every number. NaN below 0.
    sqrt: SquareRoot, "assert_eq!(tensor([1.0, 4.0]).sqrt(), tensor([1.0, 2.0]));";
    /// The exponential function eˣ of every number.
    exp: Exponential, "assert_eq!(tensor(0.0).exp(), tensor(1.0));";
    /// The natural logarithm of every number. −∞ at 0, NaN below.
    ln: Logarithm, "assert_eq!(tensor(1.0).ln(), tensor(0.0));";
    /// The sine of every number, an angle in radians.
    sin: Sine, "assert_eq!(tensor(0.0).sin(), tensor(0.0));";
    /// The cosine of every number, an angle in radians.
    cos: Cosine, "assert_eq!(tensor(0.0).cos(), tensor(1.0));";
    /// The distance of every number from 0.
    abs: Absolute, "assert_eq!(tensor([1.0, -2.0]).abs(), tensor([1.0, 2.0]));";
    /// The hyperbolic tangent of every number, from −1 to 1.
    tanh: HyperbolicTangent, "assert_eq!(tensor([0.0, 1000.0]).tanh(), tensor([0.0, 1.0]));";
    /// The logistic sigmoid 1/(1 + e⁻ˣ) of every number, from 0 to 1.
    sigmoid: Sigmoid, "assert_eq!(tensor([-1000.0, 0.0]).sigmoid(), tensor([0.0, 0.5]));";
    /// Every number that is positive, and 0 for the others. At 0 itself `dfdx` takes the slope 0, where
    /// [`Number::relu`](crate::number::Number::relu) has a corner.
    relu: Rectifier, "assert_eq!(tensor([1.0, -2.0]).relu(), tensor([1.0, 0.0]));";
    /// One divided by every number.
    recip: Reciprocal, "assert_eq!(tensor([2.0, -4.0]).recip(), tensor([0.5, -0.25]));";
    /// The mean of the numbers, a tensor without dimensions.
    mean: Mean, "assert_eq!(tensor([1.0, 2.0, 6.0]).mean(), tensor(3.0));";
    /// The sum of the numbers, a tensor without dimensions.
    sum: Sum, "assert_eq!(tensor([1.0, 2.0, 6.0]).sum(), tensor(9.0));";
}

/// `&x + &y`, and with one side or both given away, or a plain number on one side.
macro_rules! operators {
    ($($trait:ident $method:ident $operation:ident)+) => {$(
        operators!(@ $trait $method $operation, &Tensor, &Tensor, |left| left, |right| right);
        operators!(@ $trait $method $operation, &Tensor, Tensor, |left| left, |right| &right);
        operators!(@ $trait $method $operation, Tensor, &Tensor, |left| &left, |right| right);
        operators!(@ $trait $method $operation, Tensor, Tensor, |left| &left, |right| &right);
        operators!(@ $trait $method $operation, &Tensor, f64, |left| left, |right| &tensor(right));
        operators!(@ $trait $method $operation, Tensor, f64, |left| &left, |right| &tensor(right));
        operators!(@ $trait $method $operation, f64, &Tensor, |left| &tensor(left), |right| right);
        operators!(@ $trait $method $operation, f64, Tensor, |left| &tensor(left), |right| &right);
    )+};
    (@ $trait:ident $method:ident $operation:ident, $left:ty, $right:ty, |$l:ident| $a:expr, |$r:ident| $b:expr) => {
        impl $trait<$right> for $left {
            type Output = Tensor;
            #[track_caller]
            fn $method(self, other: $right) -> Tensor {
                let ($l, $r) = (self, other);
                Tensor::with($a, Operation::$operation, $b)
            }
        }
    };
}

operators! {
    Add add Add
    Sub sub Subtract
    Mul mul Multiply
    Div div Divide
}

impl Neg for &Tensor {
    type Output = Tensor;
    fn neg(self) -> Tensor {
        Tensor::computed(Operation::Negate, &[self])
    }
}

impl Neg for Tensor {
    type Output = Tensor;
    fn neg(self) -> Tensor {
        -&self
    }
}
