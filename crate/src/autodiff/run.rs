//! A function that is run while a tape records it that nobody looks at.

use super::error::TapeError;
use super::recording::{Lent, Recording};
use super::var::Var;
use std::cell::RefCell;

thread_local! {
    /// The lists of inputs of earlier runs; kept for their memory.
    static SPARE: RefCell<Vec<Vec<Var>>> = const { RefCell::new(Vec::new()) };
}

/// What a function has given for the inputs of a tape, and that tape.
pub(super) struct Run<T> {
    pub result: T,
    tape: Lent,
    inputs: usize,
}

impl<T> Run<T> {
    /// Runs `f` on these inputs.
    pub(super) fn of(f: &dyn Fn(&[Var]) -> T, values: &[f64]) -> Run<T> {
        let tape = Recording::lend(false);
        // At the end of a thread they may be gone already.
        let mut inputs = SPARE.try_with(|spare| spare.borrow_mut().pop()).ok().flatten().unwrap_or_default();
        inputs.clear();
        let numbers = tape.start(values.len())..;
        inputs.extend(numbers.zip(values).map(|(number, value)| Var::input(*value, *tape, number)));
        let result = f(&inputs);
        let _ = SPARE.try_with(|spare| spare.borrow_mut().push(inputs));
        Run { result, tape, inputs: values.len() }
    }

    /// The derivatives by all inputs of the result, or of what it is made of.
    pub(super) fn gradient(&self, result: Var) -> Result<Vec<f64>, TapeError> {
        match result.tape {
            // A constant depends on nothing.
            None => Ok(vec![0.0; self.inputs]),
            Some(_) => Ok(self.tape.gradient(result.place_on(*self.tape)?, result.slope)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::recording::pool;
    use super::super::var::Var;
    use crate::autodiff::gradient;
    use std::panic::{AssertUnwindSafe, catch_unwind};

    fn product(x: &[Var]) -> Var {
        x[0] * x[1] * x[0]
    }

    #[test]
    fn gradients_use_the_same_memory_again() {
        assert_eq!(gradient(product, &[3.0, 4.0]), [24.0, 9.0]);
        let before = pool();
        assert_eq!(before.0, 1);
        for _ in 0..10_000 {
            gradient(product, &[3.0, 4.0]);
        }
        assert_eq!(pool(), before);
    }

    #[test]
    fn a_gradient_within_a_gradient_has_a_tape_of_its_own() {
        for _ in 0..10 {
            let outer = gradient(|x| x[0] * gradient(product, &[3.0, x[0].value()])[0] * x[1], &[4.0, 2.0]);
            assert_eq!(outer, [48.0, 96.0]);
        }
        assert_eq!(pool().0, 2);
    }

    #[test]
    fn a_panic_in_the_function_does_not_lose_the_tape() {
        for _ in 0..10 {
            let broken = || gradient(|x| if x[0] * x[1] > 0.0 { panic!("broken") } else { x[0] }, &[1.0, 1.0]);
            assert!(catch_unwind(AssertUnwindSafe(broken)).is_err());
        }
        assert_eq!(pool().0, 1);
        assert_eq!(gradient(product, &[3.0, 4.0]), [24.0, 9.0]);
    }
}
