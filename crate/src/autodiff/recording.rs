//! Where tapes keep what they record, and the pool that gives each thread its memory back.

use super::error::TapeError;
use super::nodes::Nodes;
use super::steps::{INPUT, Operand, Step, Steps};
use super::var::Var;
use crate::or_panic;
use std::cell::{Cell, RefCell};
use std::ops::Deref;

/// What one tape has recorded. It lives as long as the process, so that a [`Var`] may point to it, and is used again.
#[derive(Default)]
pub(super) struct Recording {
    /// The number of the first place. Numbers are not used again, so a variable with a smaller one is from before the
    /// last reset.
    first: Cell<u64>,
    /// Of a tape that nobody looks at.
    nodes: Nodes,
    /// Of a tape that is looked at.
    steps: RefCell<Steps>,
    /// The variables of the last gradient; kept for their memory.
    inputs: RefCell<Vec<Var>>,
}

/// Tapes that are looked at count from here, so that a variable knows its kind of tape by its number.
pub(super) const LOOKED_AT: u64 = 1 << 63;

/// The recordings of a thread that no tape uses.
#[derive(Default)]
struct Pool {
    plain: Vec<&'static Recording>,
    looked_at: Vec<&'static Recording>,
}

impl Pool {
    fn kind(&mut self, looked_at: bool) -> &mut Vec<&'static Recording> {
        if looked_at { &mut self.looked_at } else { &mut self.plain }
    }
}

impl Drop for Pool {
    /// At the end of a thread. What is left of a recording are the few bytes that a variable may still look at.
    fn drop(&mut self) {
        for recording in self.plain.iter().chain(&self.looked_at) {
            recording.nodes.free();
            recording.steps.take();
            recording.inputs.take();
        }
    }
}

thread_local! {
    static POOL: RefCell<Pool> = RefCell::default();
}

/// A recording that a tape uses. Dropping it puts it back into the pool.
pub(super) struct Lent(&'static Recording);

impl Deref for Lent {
    type Target = &'static Recording;
    fn deref(&self) -> &&'static Recording {
        &self.0
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        self.0.forget();
        // At the end of a thread the pool may be gone already.
        let _ = POOL.try_with(|pool| pool.borrow_mut().kind(self.0.is_looked_at()).push(self.0));
    }
}

impl Recording {
    /// One that nobody uses.
    pub(super) fn lend(looked_at: bool) -> Lent {
        let free = POOL.try_with(|pool| pool.borrow_mut().kind(looked_at).pop()).ok().flatten();
        Lent(free.unwrap_or_else(|| {
            let first = Cell::new(if looked_at { LOOKED_AT } else { 0 });
            Box::leak(Box::new(Recording { first, ..Recording::default() }))
        }))
    }

    pub(super) fn is_looked_at(&self) -> bool {
        self.first.get() >= LOOKED_AT
    }

    /// Forgets everything recorded; the memory is kept.
    pub(super) fn forget(&self) {
        self.first.set(self.first.get() + (self.nodes.len() + self.steps.borrow().len()) as u64);
        self.nodes.clear();
        self.steps.borrow_mut().clear();
    }

    /// The place of a variable's node. Fails for a variable of another tape or from before the last reset.
    pub(super) fn place(&self, var: Var) -> Result<usize, TapeError> {
        match var.tape {
            None => Err(TapeError::NotWatched { value: var.value }),
            Some(tape) if var.number < tape.first.get() => Err(TapeError::Forgotten),
            Some(tape) if !std::ptr::eq(tape, self) => Err(TapeError::TwoTapes),
            Some(_) => Ok((var.number - self.first.get()) as usize),
        }
    }
}

/// A tape that nobody looks at.
impl Recording {
    /// Runs `f` on the inputs of a new tape.
    pub(super) fn run<T>(&'static self, values: &[f64], f: &dyn Fn(&[Var]) -> T) -> T {
        self.forget();
        self.nodes.start(values.len());
        let mut inputs = self.inputs.borrow_mut();
        inputs.clear();
        let var = |(number, value): (u64, &f64)| Var { value: *value, slope: 1.0, number, tape: Some(self) };
        inputs.extend((self.first.get()..).zip(values).map(var));
        f(&inputs)
    }

    /// An operation on two variables of this tape, with the derivatives by their places. Its own number.
    #[inline(always)]
    #[track_caller]
    pub(super) fn record(&self, parents: [u64; 2], derivatives: [f64; 2]) -> u64 {
        let number = self.first.get() + self.nodes.len() as u64;
        if !self.nodes.push(parents.map(|parent| number - parent), derivatives) {
            forgotten();
        }
        number
    }

    /// The derivatives of `result` by all inputs.
    pub(super) fn gradient(&self, result: Var) -> Result<Vec<f64>, TapeError> {
        match result.tape {
            // A constant depends on nothing.
            None => Ok(vec![0.0; self.inputs.borrow().len()]),
            Some(_) => Ok(self.nodes.gradient(self.place(result)?, result.slope)),
        }
    }
}

/// Out of line, so that the way without it stays short.
#[cold]
#[inline(never)]
#[track_caller]
fn forgotten() -> ! {
    panic!("{}", TapeError::Forgotten)
}

/// A tape that is looked at.
impl Recording {
    pub(super) fn steps(&self) -> &RefCell<Steps> {
        &self.steps
    }

    /// A new input.
    pub(super) fn watch(&'static self, value: f64) -> Var {
        let number = self.enter(Step::new(INPUT, &[], &[], value));
        Var { value, slope: 1.0, number, tape: Some(self) }
    }

    /// An operation with everything about it. Its own number.
    #[cold]
    #[inline(never)]
    #[track_caller]
    pub(super) fn note<const N: usize>(
        &self,
        operation: &'static str,
        operands: [Var; N],
        value: f64,
        derivatives: [f64; N],
    ) -> u64 {
        let mut parents = [Operand::Constant(0.0); N];
        for (parent, operand) in parents.iter_mut().zip(operands) {
            *parent = match operand.tape {
                None => Operand::Constant(operand.value),
                Some(_) => Operand::Entry(or_panic(self.place(operand))),
            };
        }
        self.enter(Step::new(operation, &parents, &derivatives, value))
    }

    fn enter(&self, step: Step) -> u64 {
        let mut steps = self.steps.borrow_mut();
        steps.push(step);
        self.first.get() + steps.len() as u64 - 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::autodiff::gradient;
    use std::panic::{AssertUnwindSafe, catch_unwind};

    fn product(x: &[Var]) -> Var {
        x[0] * x[1] * x[0]
    }

    /// How many recordings are in the pool, and the room for operations in all of them.
    fn pool() -> (usize, usize) {
        POOL.with_borrow(|pool| (pool.plain.len(), pool.plain.iter().map(|recording| recording.nodes.capacity()).sum()))
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

    #[test]
    fn a_thread_that_ends_gives_its_memory_back() {
        gradient(product, &[3.0, 4.0]);
        let recording = *Recording::lend(false);
        assert!(recording.nodes.capacity() > 0);
        drop(POOL.take());
        assert_eq!(recording.nodes.capacity(), 0);
    }
}
