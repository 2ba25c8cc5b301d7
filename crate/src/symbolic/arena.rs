//! Where formulas live: each node once, in one arena for the process.

pub(crate) use super::function::{FUNCTIONS, Function};
use num_rational::BigRational;
use num_traits::ToPrimitive;
use std::borrow::Borrow;
use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hash, Hasher};
use std::sync::{LazyLock, Mutex, PoisonError};

/// A formula: numbers, variables, and what is calculated from them.
///
/// It is a [`Number`](crate::number::Number), so a function written for any number gives its formula when it is
/// called with a variable. Numbers in it are exact: `0.1` is 1/10, `PI` and `E` are π and e themselves, and
/// `1.0 / 3.0`, which the machine has rounded, is read as 1/3 (see [`Expr::from`]).
/// Operators only write down; nothing is calculated or cancelled until [`simplify`](Expr::simplify) is called.
///
/// A value is a handle, free to copy. Equal formulas are the same node, so `==` asks whether two formulas are
/// written the same; whether they mean the same is for [`equivalent`](super::equivalent) to say. Nodes are kept
/// until the process ends, about 150 bytes each.
///
/// ```
/// use calculus::symbolic::Expr;
/// let x = Expr::variable("x");
/// assert_eq!((x * x + 0.5 * x).to_string(), "x x + (1/2) x");
/// ```
#[derive(Clone, Copy)]
pub struct Expr(pub(super) &'static Entry);

impl PartialEq for Expr {
    fn eq(&self, other: &Expr) -> bool {
        self.0.id == other.0.id
    }
}
impl Eq for Expr {}
impl Hash for Expr {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.id.hash(state);
    }
}

/// A node and what is known about it.
pub(super) struct Entry {
    /// Counted upwards: the parts of a formula have smaller numbers than the formula itself.
    pub(super) id: usize,
    /// How many nodes the formula would have as a tree, with nothing shared.
    pub(super) size: u64,
    /// The degree as a polynomial in all variables together; functions count as 0. For the order of terms.
    pub(super) degree: f64,
    pub(super) node: Node,
}

/// What a formula is made of.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) enum Node {
    /// No value whatever the variables are, and why, as a sentence without its full stop.
    Undefined(&'static str),
    Constant(BigRational),
    Pi,
    /// What a machine number was read as, and the bits of that number: 1/3 for 0.3333333333333333.
    Read(Expr, u64),
    /// The bits of a machine number that could be rounded from anything: a constant of its own, as π is.
    Measured(u64),
    Variable(&'static str),
    Sum(Expr, Expr),
    Negative(Expr),
    Product(Expr, Expr),
    Quotient(Expr, Expr),
    Power(Expr, Expr),
    Function(Function, Expr),
    Maximum(Expr, Expr),
    Minimum(Expr, Expr),
    /// The angle of the point whose y is the first and whose x is the second, from −π to π.
    Angle(Expr, Expr),
    /// The derivative of the first by the second (a variable), not worked out yet: the lines of a derivation.
    Derivative(Expr, Expr),
}

/// Names that mean something already and cannot be variables.
pub(crate) fn is_reserved(name: &str) -> bool {
    ["e", "pi", "π", "max", "min", "atan2"].contains(&name) || FUNCTIONS.iter().any(|(known, ..)| *known == name)
}

/// A table by formula, and a set of formulas.
pub(crate) type Table<V> = HashMap<Expr, V, BuildHasherDefault<Mixer>>;
pub(crate) type Set = HashSet<Expr, BuildHasherDefault<Mixer>>;

/// A quick hash: the numbers of nodes come from us, so nobody can choose them to collide, and tables of them are most
/// of the work.
#[derive(Default)]
pub(crate) struct Mixer(u64);

impl Hasher for Mixer {
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.write_u64(u64::from_le_bytes(word));
        }
    }
    fn write_u64(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
    fn write_usize(&mut self, word: usize) {
        self.write_u64(word as u64);
    }
    fn finish(&self) -> u64 {
        // Tables look at the lowest and the highest bits.
        self.0 ^ (self.0 >> 32)
    }
}

struct Key(&'static Entry);

impl PartialEq for Key {
    fn eq(&self, other: &Key) -> bool {
        self.0.node == other.0.node
    }
}
impl Eq for Key {}
impl Hash for Key {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.node.hash(state);
    }
}
impl Borrow<Node> for Key {
    fn borrow(&self) -> &Node {
        &self.0.node
    }
}

static ARENA: LazyLock<Mutex<HashSet<Key, BuildHasherDefault<Mixer>>>> = LazyLock::new(Mutex::default);
static NAMES: LazyLock<Mutex<HashSet<&'static str>>> = LazyLock::new(Mutex::default);

/// The one copy of a name that lives as long as the process.
pub(super) fn kept(name: &str) -> &'static str {
    let mut names = NAMES.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = names.get(name) {
        return known;
    }
    let name: &'static str = Box::leak(name.into());
    names.insert(name);
    name
}

pub(crate) fn node(node: Node) -> Expr {
    let mut arena = ARENA.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = arena.get(&node) {
        return Expr(known.0);
    }
    let (size, degree) = (size(&node), degree(&node));
    // Degrees are compared when terms are sorted, which NaN and the negative zero would confuse.
    let degree = if degree.is_nan() { 0.0 } else { degree + 0.0 };
    let entry: &'static Entry = Box::leak(Box::new(Entry { id: arena.len(), size, degree, node }));
    arena.insert(Key(entry));
    Expr(entry)
}

fn size(node: &Node) -> u64 {
    parts_of(node).iter().flatten().fold(1, |size: u64, part| size.saturating_add(part.0.size))
}

fn degree(node: &Node) -> f64 {
    match node {
        Node::Variable(_) => 1.0,
        Node::Sum(u, v) => u.0.degree.max(v.0.degree),
        Node::Negative(u) => u.0.degree,
        Node::Product(u, v) => u.0.degree + v.0.degree,
        Node::Quotient(u, v) => u.0.degree - v.0.degree,
        Node::Power(u, v) => match &v.0.node {
            Node::Constant(exponent) if u.0.degree != 0.0 => u.0.degree * exponent.to_f64().unwrap_or(0.0),
            _ => 0.0,
        },
        Node::Function(Function::SquareRoot, u) => u.0.degree / 2.0,
        Node::Function(Function::CubeRoot, u) => u.0.degree / 3.0,
        _ => 0.0,
    }
}

pub(super) fn parts_of(node: &Node) -> [Option<Expr>; 2] {
    match *node {
        Node::Undefined(_) | Node::Constant(_) | Node::Pi | Node::Measured(_) | Node::Variable(_) => [None, None],
        Node::Negative(u) | Node::Function(_, u) | Node::Read(u, _) => [Some(u), None],
        Node::Sum(u, v)
        | Node::Product(u, v)
        | Node::Quotient(u, v)
        | Node::Power(u, v)
        | Node::Maximum(u, v)
        | Node::Minimum(u, v)
        | Node::Angle(u, v)
        | Node::Derivative(u, v) => [Some(u), Some(v)],
    }
}
