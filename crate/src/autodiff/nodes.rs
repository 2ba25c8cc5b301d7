//! A tape that nobody looks at: it keeps what a walk back needs, 24 bytes for an operation.

use std::cell::{Cell, RefCell, UnsafeCell};

/// The most inputs, and the most operations. So places, and the distances between them, can be numbers of 32 bits.
const MOST: usize = 1 << 31;

/// An operation that two places of the tape went into: inputs, or nodes before it.
#[derive(Clone, Copy)]
struct Node {
    /// By each parent.
    derivatives: [f64; 2],
    /// How many places before this one the parents are.
    distances: [u32; 2],
}

/// The memory that a gradient's tape needs for one recorded operation: 24 bytes.
pub const BYTES_PER_OPERATION: usize = size_of::<Node>();
const _: () = assert!(BYTES_PER_OPERATION == 24);

/// The inputs, which have the first places, and after them the operations, parents before children.
#[derive(Default)]
pub(super) struct Nodes {
    inputs: Cell<usize>,
    nodes: UnsafeCell<Vec<Node>>,
    /// What the last walk back used. All zeros: a walk leaves zeros behind it, so that the next one finds them.
    adjoints: RefCell<Vec<f64>>,
}

impl Nodes {
    /// How many places there are.
    #[inline(always)]
    pub(super) fn len(&self) -> usize {
        // SAFETY: the reference ends here; see `push`.
        self.inputs.get() + unsafe { (*self.nodes.get()).len() }
    }

    #[cfg(test)]
    pub(super) fn capacity(&self) -> usize {
        // SAFETY: the reference ends here; see `push`.
        unsafe { (*self.nodes.get()).capacity() }
    }

    /// Forgets everything, and keeps the memory.
    pub(super) fn clear(&self) {
        self.inputs.set(0);
        // SAFETY: the reference ends here; see `push`.
        unsafe { (*self.nodes.get()).clear() };
    }

    /// Forgets everything, and gives the memory back.
    pub(super) fn free(&self) {
        self.inputs.set(0);
        self.adjoints.take();
        // SAFETY: the reference ends here; see `push`.
        unsafe { *self.nodes.get() = Vec::new() };
    }

    /// Starts anew with this many inputs.
    pub(super) fn start(&self, inputs: usize) {
        assert!(inputs < MOST, "a tape has at most 2³¹ inputs");
        self.clear();
        self.inputs.set(inputs);
    }

    /// An operation with its parents, so many places before it, and the derivatives by them. False if there are no
    /// such places.
    #[inline(always)]
    pub(super) fn push(&self, distances: [u64; 2], derivatives: [f64; 2]) -> bool {
        let places = self.len() as u64;
        // From 1 to `places`; 0 wraps round to a number that is too large.
        if distances[0].wrapping_sub(1) >= places || distances[1].wrapping_sub(1) >= places {
            return false;
        }
        // SAFETY: `Nodes` is not `Sync`, and no method gives a reference to the list away or calls foreign code while
        // it holds one. So this is the only one.
        let nodes = unsafe { &mut *self.nodes.get() };
        if nodes.len() == nodes.capacity() {
            grow(nodes);
        }
        // There are at most `MOST` inputs and as many operations, so a distance is less than 2³².
        nodes.push(Node { derivatives, distances: distances.map(|distance| distance as u32) });
        true
    }

    /// The derivatives of the result by all inputs, when it has the slope `slope` with respect to `place`: the walk
    /// back, by the chain rule.
    pub(super) fn gradient(&self, place: usize, slope: f64) -> Vec<f64> {
        let inputs = self.inputs.get();
        // SAFETY: the list does not change while this reference lives; see `push`.
        let nodes = unsafe { &*self.nodes.get() };
        let mut adjoints = self.adjoints.borrow_mut();
        if adjoints.len() < self.len() {
            // Written, where a new block of zeros would be read first and so cost each page twice.
            adjoints.resize(self.len(), 0.0);
        }
        adjoints[place] = slope;
        // Half of all operations go on with the result of the one before. What flows to it waits here, because memory
        // takes longer to come back than the multiplication does.
        let mut to_the_one_before = 0.0;
        for (index, node) in nodes.iter().enumerate().rev() {
            let place = inputs + index;
            let adjoint = adjoints[place] + to_the_one_before;
            adjoints[place] = 0.0;
            to_the_one_before = 0.0;
            for (distance, derivative) in node.distances.iter().zip(node.derivatives) {
                match distance {
                    1 => to_the_one_before += adjoint * derivative,
                    _ => adjoints[place - *distance as usize] += adjoint * derivative,
                }
            }
        }
        let mut gradient = adjoints[..inputs].to_vec();
        adjoints[..inputs].fill(0.0);
        if !nodes.is_empty() {
            gradient[inputs - 1] += to_the_one_before;
        }
        gradient
    }
}

/// Makes room for more.
#[cold]
#[inline(never)]
fn grow(nodes: &mut Vec<Node>) {
    // Asked for at once, so that the list need not move while it grows: the system gives memory, page by page,
    // only for what is used.
    const AT_LEAST: usize = 1 << 22;
    if nodes.try_reserve_exact(nodes.len().max(AT_LEAST)).is_err() {
        nodes.reserve_exact(1024);
    }
    assert!(nodes.capacity() <= MOST, "a tape has at most 2³¹ operations");
}
