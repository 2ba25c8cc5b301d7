//! What a series stands for, as a formula that is only written out when somebody asks: whether all of it is 0 cannot be
//! seen from its first terms.

use crate::symbolic::arena::Function;
use crate::symbolic::equal::{Equivalence, equivalent};
use crate::symbolic::expr::Expr;
use crate::symbolic::rules::{add, multiply, power};
use std::rc::Rc;

/// Larger ones are not looked at.
const MOST_NODES: usize = 300;
/// Deeper ones are not written out, which is done by recursion.
const DEEPEST: u32 = 400;

#[derive(Clone)]
pub(super) struct Tree(Rc<(Kind, u32)>);

enum Kind {
    Leaf(Expr),
    Sum(Tree, Tree),
    Product(Tree, Tree),
    Power(Tree, Expr),
    Function(Function, Tree),
}

impl Tree {
    pub(super) fn leaf(formula: Expr) -> Tree {
        Tree(Rc::new((Kind::Leaf(formula), 1)))
    }

    pub(super) fn plus(&self, other: &Tree) -> Tree {
        match (&self.0.0, &other.0.0) {
            (Kind::Leaf(zero), _) if zero.is_zero() => other.clone(),
            (_, Kind::Leaf(zero)) if zero.is_zero() => self.clone(),
            _ => Tree(Rc::new((Kind::Sum(self.clone(), other.clone()), self.0.1.max(other.0.1) + 1))),
        }
    }

    pub(super) fn times(&self, other: &Tree) -> Tree {
        match (&self.0.0, &other.0.0) {
            (Kind::Leaf(one), _) if one.is_one() => other.clone(),
            (_, Kind::Leaf(one)) if one.is_one() => self.clone(),
            _ => Tree(Rc::new((Kind::Product(self.clone(), other.clone()), self.0.1.max(other.0.1) + 1))),
        }
    }

    pub(super) fn power(&self, exponent: Expr) -> Tree {
        Tree(Rc::new((Kind::Power(self.clone(), exponent), self.0.1 + 1)))
    }

    pub(super) fn function(&self, function: Function) -> Tree {
        Tree(Rc::new((Kind::Function(function, self.clone()), self.0.1 + 1)))
    }

    pub(super) fn formula(&self) -> Option<Expr> {
        if self.0.1 > DEEPEST {
            return None;
        }
        let written = match &self.0.0 {
            Kind::Leaf(formula) => *formula,
            Kind::Sum(one, two) => add(one.formula()?, two.formula()?),
            Kind::Product(one, two) => multiply(one.formula()?, two.formula()?),
            Kind::Power(base, exponent) => power(base.formula()?, *exponent),
            Kind::Function(function, inner) => inner.formula()?.function_of(*function),
        };
        (written.tree_size() <= 10 * MOST_NODES as u64).then_some(written)
    }

    /// Whether all of it is 0, by an exact proof.
    pub(super) fn is_surely_zero(&self) -> bool {
        let Some(formula) = self.formula() else { return false };
        is_surely_zero(formula)
    }
}

/// Whether a formula is 0 wherever it has a value, by an exact proof.
pub(super) fn is_surely_zero(formula: Expr) -> bool {
    if formula.has_more_nodes_than(MOST_NODES) {
        return false;
    }
    if formula.simplify().is_zero() || equivalent(formula, Expr::integer(0)) == Equivalence::Equal {
        return true;
    }
    let with_sines = by_sines(formula);
    with_sines != formula && with_sines.expand().is_zero()
}

/// cos² u = 1 − sin² u and tan u = sin u/cos u, so that what follows from them cancels.
fn by_sines(formula: Expr) -> Expr {
    use crate::symbolic::arena::Node;
    let one = Expr::integer(1);
    let quotients = formula.simplify().rebuilt(|_, again| match *again.node() {
        Node::Function(Function::Tangent, u) => u.function_of(Function::Sine) / u.function_of(Function::Cosine),
        _ => again,
    });
    quotients.expand().rebuilt(|_, again| match *again.node() {
        Node::Power(base, exponent) => match (base.node(), exponent.as_constant()) {
            (&Node::Function(Function::Cosine, u), Some(two)) if two.is_integer() => {
                let sine = u.function_of(Function::Sine);
                let square = one - sine * sine;
                match super::super::tape::whole(exponent) {
                    Some(times @ 2..=8) => {
                        let squares = (0..times / 2).fold(one, |product, _| product * square);
                        if times % 2 == 0 { squares } else { squares * base }
                    }
                    _ => again,
                }
            }
            _ => again,
        },
        _ => again,
    })
}
