//! The formula as a value, and the walks along its nodes.

pub use super::arena::Expr;
use super::arena::{Function, Node, Set, Table, is_reserved, kept, node, parts_of};
use crate::number::reading;
use crate::number::written::plain;
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, Zero};
use std::sync::LazyLock;

impl Expr {
    /// A variable. A name is a letter, or letters, digits and `_` after a letter. Names with a meaning of their own
    /// (`e`, `pi`, `sin`, …) cannot be variables: the result is a formula that is undefined and says so.
    ///
    /// ```
    /// use calculus::symbolic::Expr;
    /// let t = Expr::variable("t");
    /// assert_eq!((2.0 * t).derivative("t").to_string(), "2");
    /// assert_eq!(Expr::variable("pi").to_string(), "undefined (this name has a meaning of its own, so it cannot be a variable)");
    /// ```
    pub fn variable(name: &str) -> Expr {
        let mut letters = name.chars();
        let well_formed = letters.next().is_some_and(char::is_alphabetic)
            && letters.all(|letter| letter.is_alphanumeric() || letter == '_');
        if !well_formed {
            return Expr::undefined("the name of a variable is a letter, or letters, digits and _ after a letter");
        }
        if is_reserved(name) {
            return Expr::undefined("this name has a meaning of its own, so it cannot be a variable");
        }
        node(Node::Variable(kept(name)))
    }

    /// The names of the variables in this formula, in alphabetical order.
    ///
    /// ```
    /// use calculus::symbolic::parse_in;
    /// assert_eq!(parse_in("y - m x - b", &["b", "m", "x", "y"])?.variables(), ["b", "m", "x", "y"]);
    /// # Ok::<(), calculus::symbolic::ParseError>(())
    /// ```
    pub fn variables(self) -> Vec<&'static str> {
        let mut names: Vec<&'static str> = self.nodes().into_iter().filter_map(Expr::name).collect();
        names.sort_unstable();
        names
    }

    /// How many different nodes this formula has; a part that occurs twice counts once.
    ///
    /// ```
    /// use calculus::symbolic::Expr;
    /// let u = Expr::variable("x") + 1.0;
    /// assert_eq!((u * u).node_count(), 4); // x, 1, x + 1, and the product
    /// ```
    pub fn node_count(self) -> usize {
        self.nodes().len()
    }

    pub(crate) fn undefined(reason: &'static str) -> Expr {
        node(Node::Undefined(reason))
    }

    pub(crate) fn constant(value: BigRational) -> Expr {
        node(Node::Constant(value))
    }

    pub(crate) fn integer(value: i64) -> Expr {
        fn exact(value: i64) -> Expr {
            Expr::constant(BigRational::from(BigInt::from(value)))
        }
        // The rules of differentiation ask for these at every node.
        static SMALL: LazyLock<[Expr; 4]> = LazyLock::new(|| [-1, 0, 1, 2].map(exact));
        let small = usize::try_from(value + 1).ok().and_then(|place| SMALL.get(place).copied());
        small.unwrap_or_else(|| exact(value))
    }

    pub(crate) fn pi() -> Expr {
        node(Node::Pi)
    }

    /// Euler's number.
    pub(crate) fn e() -> Expr {
        Expr::integer(1).function_of(Function::Exponential)
    }

    pub(crate) fn function_of(self, function: Function) -> Expr {
        node(Node::Function(function, self))
    }

    /// A power as written; a power of e is the exponential function.
    pub(crate) fn raised(self, exponent: Expr) -> Expr {
        match self.node() {
            Node::Function(Function::Exponential, one) if one.is_one() => exponent.function_of(Function::Exponential),
            _ => node(Node::Power(self, exponent)),
        }
    }

    pub(crate) fn node(self) -> &'static Node {
        &self.0.node
    }

    pub(crate) fn id(self) -> usize {
        self.0.id
    }

    pub(crate) fn tree_size(self) -> u64 {
        self.0.size
    }

    pub(crate) fn degree(self) -> f64 {
        self.0.degree
    }

    pub(crate) fn name(self) -> Option<&'static str> {
        if let Node::Variable(name) = self.node() { Some(name) } else { None }
    }

    pub(crate) fn as_constant(self) -> Option<&'static BigRational> {
        match self.node() {
            Node::Constant(value) => Some(value),
            Node::Read(read, _) => read.as_constant(),
            _ => None,
        }
    }

    /// Whether it is a number that was given as one, with its sign.
    pub(crate) fn is_number(self) -> bool {
        match *self.node() {
            Node::Constant(_) | Node::Read(..) | Node::Measured(_) => true,
            Node::Negative(u) => matches!(u.node(), Node::Read(..) | Node::Measured(_)),
            _ => false,
        }
    }

    /// With what machine numbers were read as in place of them.
    pub(crate) fn with_readings(self) -> Expr {
        if !self.nodes().into_iter().any(|expr| matches!(expr.node(), Node::Read(..))) {
            return self;
        }
        self.rebuilt(|_, again| if let Node::Read(read, _) = *again.node() { read } else { again })
    }

    /// How the machine's numbers in the formula were read, as sentences without their full stops.
    pub(crate) fn readings(self) -> Vec<String> {
        let said = |expr: Expr| match *expr.node() {
            Node::Read(_, bits) => reading::said(f64::from_bits(bits)),
            Node::Measured(bits) => {
                Some(format!("{} is kept as it is, for it may be rounded from anything", plain(f64::from_bits(bits))))
            }
            _ => None,
        };
        self.nodes().into_iter().filter_map(said).collect()
    }

    pub(crate) fn is_zero(self) -> bool {
        self.as_constant().is_some_and(Zero::is_zero)
    }

    pub(crate) fn is_one(self) -> bool {
        self.as_constant().is_some_and(One::is_one)
    }

    pub(crate) fn is_negative_constant(self) -> bool {
        self.as_constant().is_some_and(Signed::is_negative)
    }

    pub(crate) fn parts(self) -> impl Iterator<Item = Expr> {
        parts_of(self.node()).into_iter().flatten()
    }

    /// Every node of this formula once, parts before the wholes that contain them.
    pub(crate) fn nodes(self) -> Vec<Expr> {
        let mut seen: Set = std::iter::once(self).collect();
        let mut nodes = vec![self];
        let mut next = 0;
        while let Some(&expr) = nodes.get(next) {
            nodes.extend(expr.parts().filter(|part| seen.insert(*part)));
            next += 1;
        }
        nodes.sort_unstable_by_key(|expr| expr.id());
        nodes
    }

    /// As soon as it is known: a large formula is not counted to its end.
    pub(crate) fn has_more_nodes_than(self, limit: usize) -> bool {
        if self.tree_size() <= limit as u64 {
            return false;
        }
        let mut seen: Set = std::iter::once(self).collect();
        let mut open = vec![self];
        while let Some(expr) = open.pop() {
            open.extend(expr.parts().filter(|part| seen.insert(*part)));
            if seen.len() > limit {
                return true;
            }
        }
        false
    }

    /// The nodes that contain `part`, itself among them.
    pub(crate) fn nodes_with(self, part: Expr) -> Set {
        let mut found = Set::default();
        for expr in self.nodes() {
            if expr == part || expr.parts().any(|inner| found.contains(&inner)) {
                found.insert(expr);
            }
        }
        found
    }

    pub(crate) fn contains(self, part: Expr) -> bool {
        self.nodes().contains(&part)
    }

    /// This formula with each node replaced as `change` says, which is given a node whose parts are done already.
    pub(crate) fn rebuilt(self, mut change: impl FnMut(Expr, Expr) -> Expr) -> Expr {
        let mut done: Table<Expr> = Table::default();
        for expr in self.nodes() {
            let again = expr.with_parts(|part| done.get(&part).copied().unwrap_or(part));
            done.insert(expr, change(expr, again));
        }
        done.get(&self).copied().unwrap_or(self)
    }

    /// The same node over other parts.
    pub(crate) fn with_parts(self, part: impl Fn(Expr) -> Expr) -> Expr {
        match *self.node() {
            Node::Undefined(_) | Node::Constant(_) | Node::Pi | Node::Measured(_) | Node::Variable(_) => self,
            Node::Read(u, bits) => node(Node::Read(part(u), bits)),
            Node::Sum(u, v) => node(Node::Sum(part(u), part(v))),
            Node::Negative(u) => node(Node::Negative(part(u))),
            Node::Product(u, v) => node(Node::Product(part(u), part(v))),
            Node::Quotient(u, v) => node(Node::Quotient(part(u), part(v))),
            Node::Power(u, v) => part(u).raised(part(v)),
            Node::Function(function, u) => part(u).function_of(function),
            Node::Maximum(u, v) => node(Node::Maximum(part(u), part(v))),
            Node::Minimum(u, v) => node(Node::Minimum(part(u), part(v))),
            Node::Angle(u, v) => node(Node::Angle(part(u), part(v))),
            Node::Derivative(u, v) => node(Node::Derivative(part(u), part(v))),
        }
    }
}
