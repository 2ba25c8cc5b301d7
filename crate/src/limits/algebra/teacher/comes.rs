//! What a part of a formula comes to, the same from all sides from which the point is approached.

use super::Teacher;
use crate::limits::algebra::notation::Notation;
use crate::symbolic::Expr;
use crate::symbolic::asymptotics::{Behaviour, Constant, Found, behaviour};
use std::cmp::Ordering;

#[derive(Clone, Debug)]
pub(in crate::limits::algebra) enum Comes {
    /// To a number; from above or from below, if from there on both sides.
    Number(Constant, Option<Ordering>),
    /// To +∞, or to −∞.
    Infinite(bool),
}

impl Comes {
    fn of(found: &Found) -> Option<Comes> {
        match &found.behaviour {
            Behaviour::Number(value) => Some(Comes::Number(value.clone(), found.side)),
            Behaviour::PlusInfinity => Some(Comes::Infinite(true)),
            Behaviour::MinusInfinity => Some(Comes::Infinite(false)),
            Behaviour::Swings { .. } => None,
        }
    }

    pub(super) fn same_as(&self, other: &Comes) -> bool {
        match (self, other) {
            (Comes::Number(one, _), Comes::Number(two, _)) => one.compare(two).is_ok_and(Ordering::is_eq),
            (Comes::Infinite(one), Comes::Infinite(two)) => one == two,
            _ => false,
        }
    }

    fn with(self, other: &Comes) -> Option<Comes> {
        if !self.same_as(other) {
            return None;
        }
        Some(match (self, other) {
            (Comes::Number(value, side), Comes::Number(_, other)) => {
                Comes::Number(value, side.filter(|side| Some(*side) == *other))
            }
            (comes, _) => comes,
        })
    }

    pub(super) fn is_zero(&self) -> bool {
        matches!(self, Comes::Number(value, _) if value.is_zero() == Ok(true))
    }

    pub(super) fn is_infinite(&self) -> bool {
        matches!(self, Comes::Infinite(_))
    }

    pub(super) fn is_one(&self) -> bool {
        matches!(self, Comes::Number(value, _) if value.whole() == Some(1))
    }

    pub(super) fn formula(&self) -> Option<Expr> {
        match self {
            Comes::Number(value, _) => Some(value.formula()),
            Comes::Infinite(_) => None,
        }
    }

    pub(super) fn written(&self, notation: Notation) -> String {
        match self {
            Comes::Infinite(positive) => notation.infinity(*positive).to_owned(),
            Comes::Number(value, side) => {
                let number = notation.formula(value.shown());
                // From above or below is of interest at 0 only.
                let side = side.filter(|_| self.is_zero());
                match (side, notation) {
                    (None, _) => number,
                    (Some(Ordering::Greater), Notation::Text) => number + "⁺",
                    (Some(_), Notation::Text) => number + "⁻",
                    (Some(Ordering::Greater), Notation::Latex) => number + "^{+}",
                    (Some(_), Notation::Latex) => number + "^{-}",
                }
            }
        }
    }
}

impl Teacher {
    /// What a formula comes to from all sides from which the point is approached; nothing if that differs, or is not
    /// known.
    pub(super) fn comes(&mut self, formula: Expr) -> Option<Comes> {
        if let Some(known) = self.known.get(&formula) {
            return known.clone();
        }
        if self.known.len() >= super::MOST_QUESTIONS {
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
        use crate::symbolic::{Function, Node};
        match *formula.node() {
            Node::Function(
                Function::Sine | Function::Cosine | Function::ArcTangent | Function::HyperbolicTangent,
                _,
            )
            | Node::Constant(_)
            | Node::Pi => true,
            Node::Sum(u, v) | Node::Product(u, v) => self.is_bounded(u) && self.is_bounded(v),
            Node::Negative(u) => self.is_bounded(u),
            Node::Power(u, v) => {
                self.is_bounded(u)
                    && v.as_constant().is_some_and(|exponent| exponent.is_integer() && *exponent.numer() > 0.into())
            }
            _ => false,
        }
    }
}
