//! What depends on the side, |u|, ⌊u⌋ and the larger of two, as what it is on this side; and what is the same, but
//! simpler.

use super::base::{Move, Teacher};
use super::comes::Comes;
use crate::limits::algebra::rule::LimitRule;
use crate::symbolic::{Expr, Function, Node};
use std::cmp::Ordering;

impl Teacher {
    pub(super) fn on_this_side(&mut self, formula: Expr) -> Option<Vec<Move>> {
        let (part, replaced) = formula.nodes().into_iter().find_map(|part| Some((part, self.without_sides(part)?)))?;
        let said = [format!("{part} = {replaced}"), format!("{} = {}", part.latex(), replaced.latex())];
        let formula = formula.rebuilt(|old, new| if old == part { replaced } else { new });
        let on_both_sides = self.place.side.is_none() && !self.place.is_infinite();
        let rule = if on_both_sides { LimitRule::NearThePoint } else { LimitRule::OnThisSide };
        Some(vec![Move { rule, reason: said, formula }])
    }

    /// What a part is near the point, if that depends on the side, and all sides from which the point is approached agree.
    fn without_sides(&mut self, part: Expr) -> Option<Expr> {
        if part.variables().is_empty() {
            return None;
        }
        Some(match *part.node() {
            Node::Function(Function::AbsoluteValue, u) => {
                if self.sign(u)?.is_lt() {
                    (-u).simplify()
                } else {
                    u
                }
            }
            Node::Function(Function::Step, u) => Expr::integer(i64::from(self.sign(u)?.is_gt())),
            Node::Function(Function::Sign, u) => {
                if self.sign(u)?.is_lt() {
                    Expr::integer(-1)
                } else {
                    Expr::integer(1)
                }
            }
            Node::Function(Function::Rectifier, u) => {
                if self.sign(u)?.is_lt() {
                    Expr::integer(0)
                } else {
                    u
                }
            }
            Node::Function(Function::Floor, _) => {
                let Comes::Number(value, None) = self.comes(part)? else { return None };
                value.formula()
            }
            Node::Maximum(u, v) => {
                if self.sign(u - v)?.is_lt() {
                    v
                } else {
                    u
                }
            }
            Node::Minimum(u, v) => {
                if self.sign(u - v)?.is_lt() {
                    u
                } else {
                    v
                }
            }
            _ => return None,
        })
    }

    /// The sign near the point.
    fn sign(&mut self, formula: Expr) -> Option<Ordering> {
        match self.comes(formula)? {
            Comes::Infinite(positive) => Some(if positive { Ordering::Greater } else { Ordering::Less }),
            Comes::Number(value, side) => match value.sign().ok()? {
                Ordering::Equal => side,
                order => Some(order),
            },
        }
    }

    /// Simplified, if that is shorter: most of the time because something cancels.
    pub(super) fn simpler(&mut self, formula: Expr) -> Option<Vec<Move>> {
        let simple = formula.simplify();
        let factored = formula.factor();
        let shorter = if factored.tree_size() < simple.tree_size() { factored } else { simple };
        // One exponential for two is simpler, also if it is no shorter.
        let functions =
            |formula: Expr| formula.nodes().iter().filter(|part| matches!(part.node(), Node::Function(..))).count();
        let longer = shorter.tree_size() >= formula.tree_size();
        if longer && (shorter.tree_size() > formula.tree_size() + 1 || functions(shorter) >= functions(formula)) {
            return None;
        }
        // What is above the line and what is below it change together.
        let cancels = match (formula.node(), shorter.node()) {
            (Node::Quotient(above, below), Node::Quotient(over, under)) => above != over && below != under,
            (Node::Quotient(..), _) => true,
            _ => false,
        } && !longer;
        let rule = if cancels { LimitRule::Cancel } else { LimitRule::Simplify };
        Some(vec![Move::by(rule, shorter)])
    }

    /// Factored above and below the line, if then something cancels: (e²ˣ − 1)/(eˣ − 1) = eˣ + 1.
    pub(super) fn factored_out(&mut self, formula: Expr) -> Option<Vec<Move>> {
        let Node::Quotient(above, below) = *formula.simplify().node() else { return None };
        // A polynomial in eˣ is one in a letter.
        let x = Expr::variable("x");
        let letter = Expr::variable("u");
        let exponential = x.function_of(Function::Exponential);
        let polynomial = |part: Expr| {
            let written = part.rebuilt(|_, again| match *again.node() {
                Node::Function(Function::Exponential, u) => {
                    let times = (u / x).simplify();
                    match times.as_constant() {
                        Some(number) if number.is_integer() => letter.raised(times),
                        _ => again,
                    }
                }
                _ => again,
            });
            (written.variables() == ["u"]).then_some(written)
        };
        let (above, below) = (polynomial(above)?, polynomial(below)?);
        let back = |formula: Expr| formula.substitute("u", exponential);
        let factored = (above.factor(), below.factor());
        let cancelled = (above / below).simplify();
        if cancelled.tree_size() >= (above / below).tree_size() {
            return None;
        }
        let line = back(factored.0 / factored.1);
        Some(vec![Move::by(LimitRule::Factor, line), Move::by(LimitRule::Cancel, back(cancelled))])
    }
}
