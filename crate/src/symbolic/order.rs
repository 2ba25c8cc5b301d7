//! The order of terms in a sum and of factors in a product, as in a textbook.

use super::arena::{Function, Node};
use super::expr::Expr;
use super::factors::Factors;
use num_traits::ToPrimitive;
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

/// What decides about the place of a term in a sum.
pub(super) struct TermKey {
    degree: f64,
    /// The powers of single variables.
    powers: Vec<(&'static str, f64)>,
    /// Kinds of the other factors.
    ranks: Vec<u8>,
}

impl TermKey {
    pub(super) fn of(monic: Expr) -> TermKey {
        let factors = Factors::of(monic);
        let mut key = TermKey { degree: monic.degree(), powers: Vec::new(), ranks: Vec::new() };
        for (base, exponent) in factors.iter() {
            match base.name() {
                Some(name) => {
                    let exponent = exponent.as_number().and_then(|value| value.to_f64()).unwrap_or(0.0);
                    key.powers.push((name, exponent));
                }
                None => key.ranks.push(rank(base)),
            }
        }
        key.powers.sort_by(|one, two| one.0.cmp(two.0));
        key.ranks.sort_unstable();
        key
    }

    /// Higher degrees first; among equal ones what is no polynomial first, x ln x before x, then x² before x y before
    /// y². The number is last.
    pub(super) fn compare(&self, other: &TermKey) -> Ordering {
        let number = |key: &TermKey| key.degree == 0.0 && key.powers.is_empty() && key.ranks.is_empty();
        other.degree.total_cmp(&self.degree).then_with(|| number(self).cmp(&number(other))).then_with(|| {
            let plain = self.ranks.is_empty().cmp(&other.ranks.is_empty());
            if plain.is_ne() {
                return plain;
            }
            for (one, two) in self.powers.iter().zip(&other.powers) {
                let order = one.0.cmp(two.0).then(two.1.total_cmp(&one.1));
                if order.is_ne() {
                    return order;
                }
            }
            other.powers.len().cmp(&self.powers.len()).then_with(|| self.ranks.cmp(&other.ranks))
        })
    }
}
