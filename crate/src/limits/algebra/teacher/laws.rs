//! Where the limit of a formula follows from the limits of its parts: no 0/0, no ∞ − ∞, nothing else of that kind.

use super::base::Teacher;
use super::comes::Comes;
use crate::limits::algebra::place::At;
use crate::limits::algebra::rule::LimitRule;
use crate::symbolic::{Expr, Factors, Function, Node};
use num_traits::Signed;

/// So many parts are named.
const MOST_NAMED: usize = 3;

/// Why a limit follows.
pub(super) struct Why {
    pub(super) rule: LimitRule,
    pub(super) reason: [String; 2],
}

impl Teacher {
    pub(super) fn laws(&mut self, formula: Expr) -> Option<Why> {
        self.comes(formula)?;
        let mut rule = LimitRule::Substitute;
        if !self.follows(formula, &mut rule) {
            return None;
        }
        if rule == LimitRule::Substitute && self.place.is_infinite() && !formula.variables().is_empty() {
            rule = LimitRule::Laws;
        }
        if formula.variables().is_empty() {
            return Some(Why { rule: LimitRule::WorkOut, reason: Default::default() });
        }
        let reason = match rule {
            LimitRule::Laws => self.named_parts(formula),
            LimitRule::Growth => [
                "powers grow faster than logarithms, exponentials faster than powers".to_owned(),
                "\\text{powers grow faster than logarithms, exponentials faster than powers}".to_owned(),
            ],
            LimitRule::Squeeze => [
                "a factor that stays between two numbers, and one that goes to 0".to_owned(),
                "\\text{a factor that stays between two numbers, and one that goes to 0}".to_owned(),
            ],
            _ => Default::default(),
        };
        Some(Why { rule, reason })
    }

    /// Whether the limit of the whole follows from those of the parts. `rule` becomes the strongest that is needed.
    fn follows(&mut self, formula: Expr, rule: &mut LimitRule) -> bool {
        if formula.variables().is_empty() || matches!(formula.node(), Node::Variable(_)) {
            return true;
        }
        let Some(comes) = self.comes(formula) else { return false };
        let [first, second] = {
            let mut parts = formula.parts();
            [parts.next(), parts.next()]
        };
        let Some(u) = first else { return false };
        let (of_u, of_v) = (self.comes(u), second.and_then(|v| self.comes(v)));
        let zero = |comes: &Option<Comes>| comes.as_ref().is_some_and(Comes::is_zero);
        let infinite = |comes: &Option<Comes>| comes.as_ref().is_some_and(Comes::is_infinite);
        if infinite(&of_u) || infinite(&of_v) || comes.is_infinite() {
            raise(rule, LimitRule::Laws);
        }
        if let (Node::Product(..) | Node::Quotient(..), Some(v)) = (formula.node(), second) {
            let quotient = matches!(formula.node(), Node::Quotient(..));
            let small = if quotient { infinite(&of_v) } else { zero(&of_v) };
            if comes.is_zero() && (small && of_u.is_none() && self.is_bounded(u)) && self.follows(v, rule) {
                raise(rule, LimitRule::Squeeze);
                return true;
            }
            if comes.is_zero()
                && !quotient
                && zero(&of_u)
                && of_v.is_none()
                && self.is_bounded(v)
                && self.follows(u, rule)
            {
                raise(rule, LimitRule::Squeeze);
                return true;
            }
            // 0·∞, ∞/∞ and 0/0 say nothing, but for growth that is known.
            let open = if quotient {
                (zero(&of_u) && zero(&of_v)) || (infinite(&of_u) && infinite(&of_v))
            } else {
                (zero(&of_u) && infinite(&of_v)) || (infinite(&of_u) && zero(&of_v))
            };
            if open {
                if is_growth(formula, self.place.at) {
                    raise(rule, LimitRule::Growth);
                    return true;
                }
                return false;
            }
        }
        match *formula.node() {
            Node::Sum(u, v) => match (&of_u, &of_v) {
                (Some(Comes::Infinite(one)), Some(Comes::Infinite(two))) if one != two => return false,
                // Something bounded beside something infinite.
                (None, Some(Comes::Infinite(_))) if self.is_bounded(u) => return self.follows(v, rule),
                (Some(Comes::Infinite(_)), None) if self.is_bounded(v) => return self.follows(u, rule),
                _ => {}
            },
            Node::Power(_, v) if !v.variables().is_empty() => {
                let one = of_u.as_ref().is_some_and(Comes::is_one);
                if (one && infinite(&of_v)) || (zero(&of_v) && (zero(&of_u) || infinite(&of_u))) {
                    return false;
                }
            }
            Node::Function(Function::Sine | Function::Cosine | Function::Tangent, _) if infinite(&of_u) => {
                return false;
            }
            Node::Function(function, _) if super::base::jumps(function) => return false,
            // Which side it is on then says more.
            Node::Function(function, _) if super::base::has_a_corner(function) && infinite(&of_u) => return false,
            Node::Angle(..) if zero(&of_v) || infinite(&of_u) => return false,
            Node::Maximum(..) | Node::Minimum(..) if infinite(&of_u) || infinite(&of_v) => return false,
            _ => {}
        }
        if of_u.is_none() || (second.is_some() && of_v.is_none()) {
            return false;
        }
        formula.parts().all(|part| self.follows(part, rule))
    }

    /// "1/x → 0, e^x → +∞": the parts that are not at once seen.
    fn named_parts(&mut self, formula: Expr) -> [String; 2] {
        let mut parts: Vec<Expr> = Vec::new();
        let mut open = vec![formula];
        while let Some(part) = open.pop() {
            match *part.node() {
                Node::Sum(u, v) | Node::Product(u, v) => open.extend([v, u]),
                Node::Quotient(u, v) if u.variables().is_empty() => parts.push(v),
                Node::Quotient(u, v) => open.extend([v, u]),
                Node::Negative(u) => open.push(u),
                Node::Function(_, u) if part == formula => parts.push(u),
                Node::Power(_, v) if part == formula && !v.variables().is_empty() => parts.extend(formula.parts()),
                _ => parts.push(part),
            }
        }
        parts.retain(|part| !part.variables().is_empty() && part.name().is_none() && *part != formula);
        let mut said: [Vec<String>; 2] = Default::default();
        for part in parts.into_iter().take(MOST_NAMED) {
            if let Some(comes) = self.comes(part) {
                let [text, latex] = Teacher::said(part, &comes);
                if !said[0].contains(&text) {
                    said[0].push(text);
                    said[1].push(latex);
                }
            }
        }
        [said[0].join(", "), said[1].join(",\\; ")]
    }
}

/// The rule that says most.
fn raise(rule: &mut LimitRule, to: LimitRule) {
    let strength = |rule: LimitRule| match rule {
        LimitRule::Substitute => 0,
        LimitRule::Laws => 1,
        LimitRule::Growth => 2,
        _ => 3,
    };
    if strength(to) > strength(*rule) {
        *rule = to;
    }
}

/// A product of powers of x, of ln x, and of exponentials of powers of x, for an x that grows; or the same with x − a and
/// exponentials of powers of 1/(x − a), for an x that goes to a.
fn is_growth(formula: Expr, at: At) -> bool {
    let x = Expr::variable("x");
    let (small, infinite) = match at {
        At::Number(at) => ((x - at).simplify(), false),
        _ => (x, true),
    };
    // c xᵖ with a p above 0; below 0 where x goes to a number.
    let power = |exponent: Expr| {
        let factors = Factors::of(exponent.simplify());
        let mut powers = factors.iter().filter(|(base, _)| !base.variables().is_empty());
        match (powers.next(), powers.next()) {
            (Some((base, number)), None) if base == small => {
                number.as_number().is_some_and(|number| number.is_positive() == infinite)
            }
            _ => false,
        }
    };
    let simple = formula.simplify();
    // It cancels, and nothing grows.
    if simple.variables().is_empty() {
        return false;
    }
    let factors = Factors::of(simple);
    let mut exponentials = 0;
    let all = factors.iter().all(|(base, exponent)| {
        if base.variables().is_empty() {
            exponentials += 1;
            return exponent.as_number().is_some() || power(exponent.formula());
        }
        let logarithm = infinite && matches!(*base.node(), Node::Function(Function::Logarithm, u) if u == x);
        (base == small || logarithm) && exponent.as_number().is_some()
    });
    // x ln x at 0 has steps of its own.
    all && (infinite || exponentials > 0)
}
