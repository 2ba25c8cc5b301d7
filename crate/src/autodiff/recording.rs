//! Where tapes keep what they record, and the pool that gives each thread its memory back.

use super::entry::{Entry, INPUT, Operand};
use super::error::{TapeError, or_panic};
use super::nodes::Nodes;
use super::var::Var;
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
    entries: RefCell<Vec<Entry>>,
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
            recording.entries.take();
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
        self.first.set(self.first.get() + (self.nodes.len() + self.entries.borrow().len()) as u64);
        self.nodes.clear();
        self.entries.borrow_mut().clear();
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
    pub(super) fn entries(&self) -> &RefCell<Vec<Entry>> {
        &self.entries
    }

    /// A new input.
    pub(super) fn watch(&'static self, name: Option<&str>, value: f64) -> Var {
        let number = self.enter(name, INPUT, vec![], vec![], value);
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
        let mut parents = Vec::with_capacity(N);
        for operand in operands {
            parents.push(match operand.tape {
                None => Operand::Constant(operand.value),
                Some(_) => Operand::Entry(or_panic(self.place(operand))),
            });
        }
        self.enter(None, operation, parents, derivatives.to_vec(), value)
    }

    fn enter(
        &self,
        name: Option<&str>,
        operation: &'static str,
        operands: Vec<Operand>,
        derivatives: Vec<f64>,
        value: f64,
    ) -> u64 {
        let mut entries = self.entries.borrow_mut();
        let index = entries.len();
        let (name, formula) = (name.map(str::to_owned), String::new());
        entries.push(Entry { name, index, operation, operands, derivatives, value, formula });
        self.first.get() + index as u64
    }
}
