//! Which pieces of a formula need parentheses, and which begin with a sign.

use super::Writing::{self, Latex, Text};
use crate::symbolic::arena::{Function, Node, node};
use crate::symbolic::expr::Expr;
use num_traits::Signed;

/// How tightly a piece of a formula holds together.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub(super) enum Strength {
    Sum,
    Negative,
    Product,
    /// What may follow `/`, or stand as a factor.
    Power,
    /// What may be raised to a power.
    Atom,
}

pub(super) fn strength(expr: Expr, writing: Writing) -> Strength {
    match *expr.node() {
        Node::Read(u, _) => strength(u, writing),
        Node::Undefined(_) | Node::Sum(..) => Strength::Sum,
        Node::Negative(_) => Strength::Negative,
        Node::Constant(ref value) if value.is_negative() => Strength::Negative,
        Node::Constant(ref value) if !value.is_integer() => fraction_strength(writing),
        Node::Product(..) if starts_with_minus(expr) => Strength::Negative,
        Node::Product(..) => Strength::Product,
        Node::Quotient(..) => fraction_strength(writing),
        Node::Power(..) => Strength::Power,
        // e^u is a power to look at; e alone is a letter.
        Node::Function(Function::Exponential, u) if !u.is_one() => Strength::Power,
        Node::Derivative(..) => Strength::Power,
        _ => Strength::Atom,
    }
}

/// Whether the first factor of a product has a minus sign, which can do without parentheses there. Looked for among the
/// first few factors only, so that a long product is written in time proportional to its length.
pub(super) fn starts_with_minus(expr: Expr) -> bool {
    let mut first = expr;
    for _ in 0..8 {
        match *first.node() {
            Node::Product(u, _) => first = u,
            _ => return first != expr && (first.is_negative_constant() || matches!(first.node(), Node::Negative(_))),
        }
    }
    false
}

/// Whether the first factor is a derivative that is not worked out.
pub(super) fn starts_with_promise(expr: Expr) -> bool {
    let mut first = expr;
    for _ in 0..8 {
        match *first.node() {
            Node::Product(u, _) => first = u,
            _ => break,
        }
    }
    matches!(first.node(), Node::Derivative(..))
}

/// A fraction bar encloses what it divides; a slash does not.
fn fraction_strength(writing: Writing) -> Strength {
    match writing {
        Text => Strength::Product,
        Latex => Strength::Power,
    }
}

/// The formula without its minus sign, if it starts with one.
pub(super) fn without_minus(expr: Expr) -> Option<Expr> {
    match *expr.node() {
        Node::Negative(u) => Some(u),
        Node::Read(u, _) => without_minus(u),
        Node::Constant(ref value) if value.is_negative() => Some(Expr::constant(-value)),
        Node::Product(u, v) if u.is_negative_constant() => Some(node(Node::Product(without_minus(u)?, v))),
        _ => None,
    }
}
