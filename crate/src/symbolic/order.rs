//! The order of factors in a product, as in a textbook.

use super::arena::{Function, Node};
use super::expr::Expr;
use std::cmp::Ordering;

pub(super) const SUM: u8 = 3;

/// The order of factors in a product: 2 π x (x + 1) √x |x| eˣ ln x sin x.
pub(super) fn rank(base: Expr) -> u8 {
    match *base.node() {
        Node::Constant(_) | Node::Read(..) | Node::Measured(_) => 0,
        Node::Pi => 1,
        Node::Variable(_) => 2,
        Node::Sum(..) => SUM,
        Node::Function(Function::SquareRoot, _) => 4,
        Node::Function(Function::AbsoluteValue, _) => 5,
        Node::Function(Function::Exponential, _) => 6,
        Node::Function(Function::Logarithm, _) => 7,
        Node::Function(Function::Sine, _) => 8,
        Node::Function(Function::Cosine, _) => 9,
        Node::Function(Function::Tangent, _) => 10,
        _ => 11,
    }
}

/// Where nothing else decides, the alphabet does: the order must not depend on what was calculated before.
pub(super) fn tie(one: Expr, two: Expr) -> Ordering {
    if one == two {
        return Ordering::Equal;
    }
    one.tree_size().cmp(&two.tree_size()).then_with(|| one.to_string().cmp(&two.to_string()))
}
