//! What a teacher knows about the limit, and what a move is.

use super::comes::Comes;
use crate::limits::algebra::notation::Notation;
use crate::limits::algebra::outcome::ExactOutcome;
use crate::limits::algebra::place::Place;
use crate::limits::algebra::rule::LimitRule;
use crate::symbolic::asymptotics::{Constant, behaviour};
use crate::symbolic::{Expr, Function, Node, Table};

/// So often L'Hôpital's rule.
pub(super) const MOST_DERIVATIVES: usize = 4;
/// So many limits of parts at most are asked for.
const MOST_QUESTIONS: usize = 300;

pub(in crate::limits::algebra) struct Teacher {
    pub(super) place: Place,
    /// What parts of the formulas come to.
    pub(super) known: Table<Option<Comes>>,
    /// What the formula that is worked on comes to.
    pub(super) target: Option<Comes>,
    /// What comes out in the end.
    pub(super) outcome: ExactOutcome,
    pub(super) derivatives: usize,
}

/// A formula with the same limit, and why.
pub(super) struct Move {
    pub(super) rule: LimitRule,
    pub(super) reason: [String; 2],
    pub(super) formula: Expr,
}

impl Move {
    pub(super) fn by(rule: LimitRule, formula: Expr) -> Move {
        Move { rule, reason: Default::default(), formula }
    }
}

/// A factor before a formula, as it is written: not at all if it is 1.
pub(super) fn with_factor(factor: Expr, formula: Expr) -> Expr {
    if factor.is_one() {
        formula
    } else if factor == Expr::integer(-1) {
        -formula
    } else {
        factor * formula
    }
}

impl Teacher {
    pub(in crate::limits::algebra) fn new(place: Place, outcome: &ExactOutcome) -> Teacher {
        let target = match outcome {
            ExactOutcome::PlusInfinity => Some(Comes::Infinite(true)),
            ExactOutcome::MinusInfinity => Some(Comes::Infinite(false)),
            other => {
                other.formula().and_then(|formula| Constant::of(formula).ok()).map(|value| Comes::Number(value, None))
            }
        };
        Teacher { place, known: Table::default(), target, outcome: outcome.clone(), derivatives: 0 }
    }

    pub(super) fn is_target(&self, comes: &Comes) -> bool {
        self.target.as_ref().is_some_and(|target| target.same_as(comes))
    }

    pub(super) fn said(u: Expr, comes: &Comes) -> [String; 2] {
        [Notation::Text, Notation::Latex].map(|notation| {
            let formula = if notation == Notation::Text { u.to_string() } else { u.latex() };
            let arrow = if notation == Notation::Text { "→" } else { "\\to" };
            format!("{formula} {arrow} {}", comes.written(notation))
        })
    }
}

/// A function with a corner, which is something else on each side of it, but continuous.
pub(super) fn has_a_corner(function: Function) -> bool {
    matches!(function, Function::AbsoluteValue | Function::Rectifier)
}

/// Whether a part of a formula may be something else on each side of a point.
pub(super) fn depends_on_side(part: Expr) -> bool {
    let depends = match *part.node() {
        Node::Function(function, _) => has_a_corner(function) || jumps(function),
        Node::Maximum(..) | Node::Minimum(..) => true,
        _ => false,
    };
    depends && !part.variables().is_empty()
}

/// A function that is not continuous where it jumps.
pub(super) fn jumps(function: Function) -> bool {
    matches!(function, Function::Floor | Function::Sign | Function::Step)
}

impl Teacher {
    /// What a formula comes to from all sides from which the point is approached; nothing if that differs, or is not
    /// known.
    pub(super) fn comes(&mut self, formula: Expr) -> Option<Comes> {
        if let Some(known) = self.known.get(&formula) {
            return known.clone();
        }
        if self.known.len() >= MOST_QUESTIONS {
            return None;
        }
        let mut comes: Option<Comes> = None;
        let mut agree = true;
        for way in self.place.ways() {
            let one = behaviour(formula, way).ok().and_then(|found| Comes::of(&found));
            comes = match (comes, one) {
                (None, Some(one)) => Some(one),
                (Some(before), Some(one)) => before.with(&one),
                _ => None,
            };
            agree &= comes.is_some();
            if !agree {
                break;
            }
        }
        let comes = comes.filter(|_| agree);
        self.known.insert(formula, comes.clone());
        comes
    }

    /// Whether it stays between two numbers, as far as that can be seen at once.
    pub(super) fn is_bounded(&self, formula: Expr) -> bool {
        match *formula.node() {
            Node::Function(
                Function::Sine
                | Function::Cosine
                | Function::ArcTangent
                | Function::HyperbolicTangent
                | Function::Sign
                | Function::Step,
                _,
            )
            | Node::Constant(_)
            | Node::Pi => true,
            Node::Sum(u, v) | Node::Product(u, v) => self.is_bounded(u) && self.is_bounded(v),
            Node::Negative(u) | Node::Function(Function::AbsoluteValue, u) => self.is_bounded(u),
            Node::Power(u, v) => {
                self.is_bounded(u)
                    && v.as_constant().is_some_and(|exponent| exponent.is_integer() && *exponent.numer() > 0.into())
            }
            _ => false,
        }
    }
}
