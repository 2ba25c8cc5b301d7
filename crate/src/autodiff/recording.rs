//! Where tapes keep what they record, and the pool that gives each thread its memory back.

use super::error::TapeError;
use super::nodes::Nodes;
use super::step::Step;
use super::steps::Steps;
use std::cell::{Cell, RefCell};
use std::ops::Deref;

/// What one tape has recorded. It lives as long as the process, so that a variable may point to it, and is used again.
#[derive(Default)]
pub(super) struct Recording {
    /// The number of the first place. Numbers are not used again, so a variable with a smaller one is from before the
    /// last reset.
    first: Cell<u64>,
    /// Of a tape that nobody looks at.
    nodes: Nodes,
    /// Of a tape that is looked at.
    steps: RefCell<Steps>,
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

    /// The place with this number. Fails for one from before the last reset.
    pub(super) fn place(&self, number: u64) -> Result<usize, TapeError> {
        number.checked_sub(self.first.get()).map(|place| place as usize).ok_or(TapeError::Forgotten)
    }
}

/// A tape that nobody looks at.
impl Recording {
    /// Starts anew with this many inputs. The number of the first one; the others follow it.
    pub(super) fn start(&self, inputs: usize) -> u64 {
        self.forget();
        self.nodes.start(inputs);
        self.first.get()
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

    /// The derivatives by all inputs of a result that has the slope `slope` with respect to `place`.
    pub(super) fn gradient(&self, place: usize, slope: f64) -> Vec<f64> {
        self.nodes.gradient(place, slope)
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

    /// Notes an operation, or an input. Its own number.
    pub(super) fn note(&self, step: Step) -> u64 {
        let mut steps = self.steps.borrow_mut();
        steps.push(step);
        self.first.get() + steps.len() as u64 - 1
    }
}

/// How many recordings are in this thread's pool, and the room for operations in all of them.
#[cfg(test)]
pub(super) fn pool() -> (usize, usize) {
    POOL.with_borrow(|pool| (pool.plain.len(), pool.plain.iter().map(|recording| recording.nodes.capacity()).sum()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thread_that_ends_gives_its_memory_back() {
        let recording = *Recording::lend(false);
        recording.start(2);
        recording.record([0, 1], [1.0, 1.0]);
        assert!(recording.nodes.capacity() > 0);
        drop(POOL.take());
        assert_eq!(recording.nodes.capacity(), 0);
    }
}
