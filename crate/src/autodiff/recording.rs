//! Where a tape keeps what it records, and the pool that gives each thread its tapes back.

use super::entry::{Entry, INPUT, Operand};
use super::error::{TapeError, or_panic};
use super::var::Var;
use std::cell::{Cell, RefCell};
use std::ops::Deref;

/// An operation that two nodes of the tape went into.
#[derive(Clone, Copy)]
struct Node {
    /// How far before this node its parents are.
    parents: [u32; 2],
    derivatives: [f64; 2],
}

/// What one tape has recorded. It lives as long as the process, so that a [`Var`] may point to it, and is used again.
#[derive(Default)]
pub(super) struct Recording {
    looked_at: Cell<bool>,
    /// The number of the first node. Numbers are never used again, so a variable with a smaller one is from before
    /// the last reset.
    first: Cell<u64>,
    inputs: Cell<usize>,
    nodes: RefCell<Vec<Node>>,
    adjoints: RefCell<Vec<f64>>,
    entries: RefCell<Vec<Entry>>,
}

thread_local! {
    /// The recordings of this thread that no tape uses.
    static POOL: RefCell<Vec<&'static Recording>> = const { RefCell::new(Vec::new()) };
}

/// A recording that a tape uses; dropping it puts it back into the pool.
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
        let _ = POOL.try_with(|pool| pool.borrow_mut().push(self.0));
    }
}

impl Recording {
    /// One that nobody uses.
    pub(super) fn lend(looked_at: bool) -> Lent {
        let free = POOL.try_with(|pool| pool.borrow_mut().pop()).ok().flatten();
        let recording = free.unwrap_or_else(|| Box::leak(Box::default()));
        recording.looked_at.set(looked_at);
        Lent(recording)
    }

    pub(super) fn is_looked_at(&self) -> bool {
        self.looked_at.get()
    }

    /// Forgets everything recorded; the memory is kept.
    pub(super) fn forget(&self) {
        self.first.set(self.next());
        self.inputs.set(0);
        self.nodes.borrow_mut().clear();
        self.entries.borrow_mut().clear();
    }

    fn len(&self) -> usize {
        self.inputs.get() + self.nodes.borrow().len() + self.entries.borrow().len()
    }

    /// The number of the next node.
    fn next(&self) -> u64 {
        self.first.get() + self.len() as u64
    }

    /// The place of a variable's node, unless it was recorded before the last reset.
    pub(super) fn place(&self, var: Var) -> Result<usize, TapeError> {
        var.node.checked_sub(self.first.get()).map(|place| place as usize).ok_or(TapeError::Forgotten)
    }

    /// The variables of a tape that is not looked at. They come before everything else.
    pub(super) fn watch_all(&'static self, values: &[f64]) -> Vec<Var> {
        let first = self.next();
        self.inputs.set(self.inputs.get() + values.len());
        let var = |(node, value): (u64, &f64)| Var { value: *value, slope: 1.0, node, tape: Some(self) };
        (first..).zip(values).map(var).collect()
    }

    /// An operation that two nodes go into, with the derivatives by both.
    #[track_caller]
    pub(super) fn record(&'static self, parents: [Var; 2], value: f64, derivatives: [f64; 2]) -> Var {
        let node = self.next();
        for parent in parents {
            or_panic(self.place(parent));
        }
        let distance = |var: Var| u32::try_from(node - var.node).expect("a tape has fewer than 2³² nodes");
        self.nodes.borrow_mut().push(Node { parents: parents.map(distance), derivatives });
        Var { value, slope: 1.0, node, tape: Some(self) }
    }

    /// The derivatives of `result` by all inputs: one walk from the result back to them.
    pub(super) fn try_gradient(&self, result: Var) -> Result<Vec<f64>, TapeError> {
        let inputs = self.inputs.get();
        let mut adjoints = self.adjoints.borrow_mut();
        adjoints.clear();
        adjoints.resize(self.len(), 0.0);
        if let Some(tape) = result.tape {
            let place = tape.place(result)?;
            if !std::ptr::eq(tape, self) {
                return Err(TapeError::TwoTapes);
            }
            adjoints[place] = result.slope;
        }
        for (index, node) in self.nodes.borrow().iter().enumerate().rev() {
            let place = inputs + index;
            let adjoint = adjoints[place];
            // Nothing flows through a node that the result does not depend on, not even 0·∞.
            if adjoint != 0.0 {
                for (parent, derivative) in node.parents.iter().zip(node.derivatives) {
                    adjoints[place - *parent as usize] += adjoint * derivative;
                }
            }
        }
        Ok(adjoints[..inputs].to_vec())
    }

    /// The entries of a tape that is looked at.
    pub(super) fn entries(&self) -> &RefCell<Vec<Entry>> {
        &self.entries
    }

    /// An input of a tape that is looked at.
    pub(super) fn watch(&'static self, name: Option<&str>, value: f64) -> Var {
        let var = self.enter(INPUT, vec![], vec![], value);
        if let (Some(name), Some(entry)) = (name, self.entries.borrow_mut().last_mut()) {
            entry.name = Some(name.to_owned());
        }
        var
    }

    /// An operation on a tape that is looked at, which keeps everything.
    #[cold]
    #[track_caller]
    pub(super) fn note(
        &'static self,
        operation: &'static str,
        operands: &[Var],
        value: f64,
        derivatives: &[f64],
    ) -> Var {
        let operand = |var: &Var| match var.tape {
            None => Operand::Constant(var.value),
            Some(tape) if !std::ptr::eq(tape, self) => panic!("{}", TapeError::TwoTapes),
            Some(_) => match self.place(*var) {
                Ok(place) => Operand::Entry(place),
                Err(error) => panic!("{error}"),
            },
        };
        self.enter(operation, operands.iter().map(operand).collect(), derivatives.to_vec(), value)
    }

    fn enter(&'static self, operation: &'static str, operands: Vec<Operand>, derivatives: Vec<f64>, value: f64) -> Var {
        let var = Var { value, slope: 1.0, node: self.next(), tape: Some(self) };
        let mut entries = self.entries.borrow_mut();
        let index = entries.len();
        entries.push(Entry { name: None, index, operation, operands, derivatives, value, formula: String::new() });
        var
    }
}
