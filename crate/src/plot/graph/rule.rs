//! How the numbers of a graph follow from each other, and where they stand in the picture: what it takes to change them there.

/// How a node is calculated: the name of the operation and what it is done with; none for an input, which has a value.
#[derive(Clone, Debug)]
pub(crate) struct Rule {
    pub operation: &'static str,
    pub operands: Vec<Operand>,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum Operand {
    /// The node with this index.
    Node(usize),
    Constant(f64),
}

/// The elements in which numbers stand: of each node its value, and the last line of its gradient; of each edge its local
/// derivative.
#[derive(Default)]
pub(in crate::plot) struct Numbers {
    pub values: Vec<usize>,
    pub gradients: Vec<usize>,
    pub local: Vec<usize>,
}
