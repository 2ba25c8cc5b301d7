//! The way to a limit as a good teacher would write it: whichever of the usual moves comes first that leads on.
//!
//! Each move gives a formula with the same limit. What the limit is has been decided before; a move that would lead to
//! another one, or to a formula of which the limit is not known, is not made.

mod base;
mod comes;
mod conjugate;
mod dominant;
mod known;
mod laws;
mod quotients;
mod side;

use super::place::At;
use super::rule::LimitRule;
use super::step::{LIMIT, LimitStep};
use crate::symbolic::{Expr, Function, Node};
pub(super) use base::Teacher;
use base::{Move, depends_on_side, has_a_corner, jumps};
use comes::Comes;

/// So many moves at most: nobody reads more.
const MOST_MOVES: usize = 9;
/// Formulas that grow beyond this are given up.
const LONGEST: u64 = 300;

/// A kind of move: what it makes of a formula, if it fits.
type Kind = fn(&mut Teacher, Expr) -> Option<Vec<Move>>;

impl Teacher {
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
            if let Some((rule, function, inner)) = self.inside(formula) {
                let comes = self.comes(inner)?;
                // Where it is infinite a function is not continuous.
                let leaves = self.outcome.formula().is_none() && !comes.is_infinite();
                let rule = if leaves && rule == LimitRule::Continuity { LimitRule::Laws } else { rule };
                outer = Some(outer.map_or(function, |outer| outer.substitute(LIMIT, function)));
                formula = inner;
                seen.push(formula);
                lines.push(LimitStep::limit(self.place, outer, formula).by(rule));
                self.target = Some(comes);
                continue;
            }
            for made in self.moves(formula, &seen)? {
                formula = made.formula;
                seen.push(formula);
                // The limit of a number is that number.
                if formula.variables().is_empty() {
                    lines.push(LimitStep::result(&self.outcome).because(made.rule, made.reason));
                    return Some(lines);
                }
                let line = LimitStep::limit(self.place, outer, formula);
                if lines.last().is_none_or(|last| last.text != line.text) {
                    lines.push(line.because(made.rule, made.reason));
                }
            }
        }
        None
    }

    /// The first kind of move that leads to another formula with the same limit.
    fn moves(&mut self, formula: Expr, seen: &[Expr]) -> Option<Vec<Move>> {
        let kinds: [Kind; 8] = [
            Teacher::on_this_side,
            Teacher::simpler,
            Teacher::by_known_limits,
            Teacher::by_dominant_terms,
            Teacher::by_conjugate,
            Teacher::one_logarithm,
            Teacher::on_one_denominator,
            Teacher::factored_out,
        ];
        // What is something else on each side has a derivative and a series on each of them only.
        let of_smooth: &[Kind] = if formula.nodes().into_iter().any(depends_on_side) {
            &[]
        } else {
            &[Teacher::by_derivatives, Teacher::as_quotient, Teacher::by_series]
        };
        for kind in kinds.iter().chain(of_smooth) {
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

    /// The last lines, where the limit follows from those of the parts.
    fn last_lines(&mut self, formula: Expr, outer: Option<Expr>) -> Option<Vec<LimitStep>> {
        let why = self.laws(formula)?;
        let comes = self.comes(formula)?;
        let last = LimitStep::result(&self.outcome);
        if let (At::Number(at), LimitRule::Substitute, Some(_)) = (self.place.at, why.rule, comes.formula()) {
            let substituted = formula.substitute("x", at);
            let substituted = outer.map_or(substituted, |outer| outer.substitute(LIMIT, substituted));
            let values = [Some(substituted), self.outcome.formula()].map(|formula| formula?.at(0.0).value());
            let close = matches!(values, [Some(one), Some(two)] if (one - two).abs() <= 1e-9 * (1.0 + two.abs()));
            let line = LimitStep::formula_of_unworked(substituted).by(LimitRule::Substitute);
            if close && Some(substituted) != last.formula && formula != substituted {
                return Some(vec![line, last.by(LimitRule::WorkOut)]);
            }
        }
        // Nothing infinite comes of putting the point in.
        if why.rule == LimitRule::Substitute && last.formula().is_none() {
            return Some(vec![last.because(LimitRule::Laws, Teacher::said(formula, &comes))]);
        }
        Some(vec![last.because(why.rule, why.reason)])
    }

    /// f(u) for a continuous f, where u alone does not say what it comes to: the limit goes inside. And uᵛ = e^(v ln u)
    /// where the exponent depends on x.
    fn inside(&mut self, formula: Expr) -> Option<(LimitRule, Expr, Expr)> {
        let limit = Expr::variable(LIMIT);
        match *formula.node() {
            Node::Function(function, u) if !jumps(function) => {
                // At infinity the side of a corner says more.
                let fits = |comes: Comes| !(has_a_corner(function) && comes.is_infinite());
                (!u.variables().is_empty() && self.comes(u).is_some_and(fits))
                    .then(|| (LimitRule::Continuity, limit.function_of(function), u))
            }
            Node::Power(base, exponent) if exponent.variables().is_empty() => {
                matches!(base.node(), Node::Quotient(..)).then(|| (LimitRule::Continuity, limit.raised(exponent), base))
            }
            Node::Power(base, exponent) => {
                let logarithm = base.function_of(Function::Logarithm);
                let power = limit.function_of(Function::Exponential);
                let inner = match *exponent.node() {
                    // (1/x) ln u is ln u/x.
                    Node::Quotient(above, below) if above.is_one() => logarithm / below,
                    Node::Quotient(above, below) => (above * logarithm) / below,
                    _ => exponent * logarithm,
                };
                Some((LimitRule::PowerOfE, power, inner))
            }
            _ => None,
        }
    }
}
