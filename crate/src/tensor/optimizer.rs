//! The optimizer of `dfdx`, one step at a time.

use dfdx::prelude::{Optimizer, SgdConfig};

use super::backward::Gradients;
use super::error::TensorError;
use super::value::Value;
use super::{Record, Tensor};
use crate::or_panic;
use crate::regression::GradientDescent;
use crate::show::plain;

/// Gradient descent: a step goes against the gradient, by the learning rate times its size. (Its name in `dfdx` and in
/// PyTorch says *stochastic*, for the case that each step looks at a random part of the data.)
///
/// ```
/// use calculus::prelude::*;
/// let x = tensor(5.0).trace();
/// let gradients = x.square().backward();
/// assert_eq!(Sgd::new(0.1).step(&x, &gradients), tensor(4.0)); // 5 − 0.1 · 10
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sgd {
    rate: f64,
}

plain!(Sgd);

impl Sgd {
    /// With this learning rate.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// assert_eq!(Sgd::new(0.01).rate(), 0.01);
    /// ```
    ///
    /// # Panics
    /// As [`Sgd::try_new`] fails.
    #[track_caller]
    pub fn new(rate: f64) -> Sgd {
        or_panic(Sgd::try_new(rate))
    }

    /// The same as [`Sgd::new`]. Fails if the rate is not a positive, finite number.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// use calculus::tensor::TensorError;
    /// assert_eq!(Sgd::try_new(-0.1), Err(TensorError::Rate { rate: -0.1 }));
    /// ```
    pub fn try_new(rate: f64) -> Result<Sgd, TensorError> {
        match GradientDescent::try_new(rate) {
            Ok(_) => Ok(Sgd { rate }),
            Err(_) => Err(TensorError::Rate { rate }),
        }
    }

    /// The learning rate.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// assert_eq!(Sgd::new(0.01).rate(), 0.01);
    /// ```
    pub fn rate(&self) -> f64 {
        self.rate
    }

    /// What `parameter` is after one step. It is traced if `parameter` is, and `parameter` itself stays as it is.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// let m = tensor(2.0).trace();
    /// let gradients = (&m * 3.0).backward();
    /// assert_eq!(Sgd::new(0.5).step(&m, &gradients), tensor(0.5));
    /// ```
    ///
    /// # Panics
    /// If `parameter` is a list, or had no part in the result that the gradients are of;
    /// [`try_step`](Sgd::try_step) gives that as an error.
    #[track_caller]
    pub fn step(&self, parameter: &Tensor, gradients: &Gradients) -> Tensor {
        or_panic(self.try_step(parameter, gradients))
    }

    /// The same as [`step`](Sgd::step), with the error.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// use calculus::tensor::TensorError;
    /// let gradients = tensor(5.0).trace().square().backward();
    /// assert_eq!(Sgd::new(0.1).try_step(&tensor(5.0), &gradients).unwrap_err(), TensorError::NoPart);
    /// ```
    pub fn try_step(&self, parameter: &Tensor, gradients: &Gradients) -> Result<Tensor, TensorError> {
        gradients.try_get(parameter)?;
        // `dfdx` steps single numbers, and lists whose length the compiler knows. Ours are known when they run.
        let Value::One(mut number) = parameter.0.value.clone() else { return Err(TensorError::ListStep) };
        let configuration = SgdConfig { lr: self.rate, momentum: None, weight_decay: None };
        let mut optimizer = dfdx::optim::Sgd::new(&number, configuration);
        optimizer.update(&mut number, &gradients.found).map_err(|_| TensorError::NoPart)?;
        let record = if parameter.is_traced() { Record::Begin } else { Record::None };
        Ok(parameter.in_place(Value::One(number), record))
    }
}
