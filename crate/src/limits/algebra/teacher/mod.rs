//! The way to a limit as a good teacher would write it: whichever of the usual moves comes first that leads on.
//!
//! Each move gives a formula with the same limit. What the limit is has been decided before; a move that would lead to
//! another one, or to a formula of which the limit is not known, is not made.

mod comes;
mod conjugate;
mod dominant;
mod known;
mod laws;
mod quotients;
mod side;

use super::decide::result;
use super::notation::Notation;
use super::outcome::ExactOutcome;
use super::place::{At, Place};
use super::rule::LimitRule;
use super::step::{LIMIT, LimitStep};
use crate::symbolic::asymptotics::Constant;
use crate::symbolic::{Expr, Function, Node, Table};
pub(super) use comes::Comes;

/// So many moves at most: nobody reads more.
const MOST_MOVES: usize = 9;
/// So often L'Hôpital's rule.
const MOST_DERIVATIVES: usize = 4;
/// Formulas that grow beyond this are given up.
const LONGEST: u64 = 300;

pub(super) struct Teacher {
    place: Place,
    /// What parts of the formulas come to.
    known: Table<Option<Comes>>,
    target: Option<Comes>,
    derivatives: usize,
}

/// A formula with the same limit, and why.
pub(super) struct Move {
    rule: LimitRule,
    reason: [String; 2],
    formula: Expr,
}

impl Move {
    fn by(rule: LimitRule, formula: Expr) -> Move {
        Move { rule, reason: Default::default(), formula }
    }
}

impl Teacher {
    pub(super) fn new(place: Place, outcome: &ExactOutcome) -> Teacher {
        let target = match outcome {
            ExactOutcome::PlusInfinity => Some(Comes::Infinite(true)),
            ExactOutcome::MinusInfinity => Some(Comes::Infinite(false)),
            other => other.formula().and_then(|formula| Constant::of(formula).ok()).map(|value| Comes::Number(value, None)),
        };
        Teacher { place, known: Table::default(), target, derivatives: 0 }
    }

    /// All lines, from the limit to what it is; nothing if no way was found.
    pub(super) fn lines(&mut self, formula: Expr) -> Option<Vec<LimitStep>> {
        let mut outer: Option<Expr> = None;
        let mut formula = formula;
        let mut lines = vec![LimitStep::limit(self.place, None, formula)];
        let mut seen = vec![formula];
        for _ in 0..MOST_MOVES {
            if let Some(last) = self.last_lines(formula, outer) {
                lines.extend(last);
                return Some(lines);
            }
            if let Some((exponent, reason)) = self.power_of_e(formula).filter(|_| outer.is_none()) {
                outer = Some(Expr::variable(LIMIT).function_of(Function::Exponential));
                formula = exponent;
                seen.push(formula);
                lines.push(LimitStep::limit(self.place, outer, formula).because(LimitRule::PowerOfE, reason));
                self.target = Some(self.comes(formula)?);
                continue;
            }
            let moves = self.moves(formula, &seen)?;
            for made in moves {
                formula = made.formula;
                seen.push(formula);
                let line = LimitStep::limit(self.place, outer, formula);
                if lines.last().is_some_and(|last| last.text == line.text) {
                    continue;
                }
                lines.push(line.because(made.rule, made.reason));
            }
        }
        None
    }

    /// The first kind of move that leads to another formula with the same limit.
    fn moves(&mut self, formula: Expr, seen: &[Expr]) -> Option<Vec<Move>> {
        let kinds: [fn(&mut Teacher, Expr) -> Option<Vec<Move>>; 10] = [
            Teacher::on_this_side,
            Teacher::simpler,
            Teacher::by_known_limits,
            Teacher::by_conjugate,
            Teacher::by_dominant_terms,
            Teacher::on_one_denominator,
            Teacher::factored_out,
            Teacher::by_derivatives,
            Teacher::as_quotient,
            Teacher::by_series,
        ];
        for kind in kinds {
            let Some(moves) = kind(self, formula) else { continue };
            let Some(last) = moves.last() else { continue };
            if seen.contains(&last.formula) || last.formula.tree_size() > LONGEST {
                continue;
            }
            if moves.iter().all(|made| self.comes(made.formula).is_some_and(|comes| self.is_target(&comes))) {
                return Some(moves);
            }
        }
        None
    }

    fn is_target(&self, comes: &Comes) -> bool {
        self.target.as_ref().is_some_and(|target| target.same_as(comes))
    }

    /// The last lines, where the limit follows from those of the parts.
    fn last_lines(&mut self, formula: Expr, outer: Option<Expr>) -> Option<Vec<LimitStep>> {
        let why = self.laws(formula)?;
        let comes = self.comes(formula)?;
        let whole = |value: Expr| outer.map_or(value, |outer| outer.substitute(LIMIT, value));
        let value = comes.formula();
        let mut lines = Vec::new();
        let last = match (value, outer) {
            (Some(value), _) => {
                let value = Constant::of(whole(value)).ok()?.formula();
                if let (At::Number(at), LimitRule::Substitute) = (self.place.at, why.rule) {
                    let substituted = whole(formula.substitute("x", at));
                    let evaluated = substituted.at(0.0).value();
                    let exact = value.at(0.0).value();
                    let close = evaluated.zip(exact).is_some_and(|(one, two)| (one - two).abs() <= 1e-9 * (1.0 + two.abs()));
                    if close && substituted != value && formula != substituted {
                        lines.push(LimitStep::formula_of_unworked(substituted).by(LimitRule::Substitute));
                        lines.push(LimitStep::formula_of(value).by(LimitRule::WorkOut));
                        return Some(lines);
                    }
                }
                LimitStep::formula_of(value)
            }
            (None, Some(_)) => match comes {
                // e to +∞ or −∞
                Comes::Infinite(true) => result(&ExactOutcome::PlusInfinity),
                Comes::Infinite(false) => LimitStep::formula_of(Expr::integer(0)),
                Comes::Number(..) => return None,
            },
            (None, None) => match comes {
                Comes::Infinite(true) => result(&ExactOutcome::PlusInfinity),
                _ => result(&ExactOutcome::MinusInfinity),
            },
        };
        lines.push(last.because(why.rule, why.reason));
        Some(lines)
    }

    /// uᵛ where the exponent depends on x, and u and v alone do not say: the exponent v ln u.
    fn power_of_e(&mut self, formula: Expr) -> Option<(Expr, [String; 2])> {
        let Node::Power(base, exponent) = *formula.node() else { return None };
        if exponent.variables().is_empty() {
            return None;
        }
        let logarithm = base.function_of(Function::Logarithm);
        let simple = match *exponent.node() {
            // (1/x) ln u is ln u/x.
            Node::Quotient(above, below) if above.is_one() => logarithm / below,
            Node::Quotient(above, below) => (above * logarithm) / below,
            _ => exponent * logarithm,
        };
        Some((simple, Default::default()))
    }

    fn said(u: Expr, comes: &Comes) -> [String; 2] {
        [Notation::Text, Notation::Latex].map(|notation| {
            let formula = if notation == Notation::Text { u.to_string() } else { u.latex() };
            let arrow = if notation == Notation::Text { "→" } else { "\\to" };
            format!("{formula} {arrow} {}", comes.written(notation))
        })
    }
}
