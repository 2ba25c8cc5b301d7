//! The limits that everyone knows, and formulas in which they hide:
//!
//! ```text
//! sin u/u → 1    tan u/u → 1    (1 − cos u)/u² → 1/2
//! asin u/u → 1   atan u/u → 1    sinh u/u → 1    tanh u/u → 1    (cosh u − 1)/u² → 1/2
//! (eᵘ − 1)/u → 1    (aᵘ − 1)/u → ln a    ln(1 + u)/u → 1    ((1 + u)ᵖ − 1)/u → p        as u → 0
//! ```

use super::base::{Move, Teacher, with_factor};
use super::comes::Comes;
use crate::limits::algebra::notation::Notation;
use crate::limits::algebra::rule::LimitRule;
use crate::symbolic::{Expr, Factors, Function, Node, terms_of};
use num_traits::ToPrimitive;

/// A factor that goes to 0 like `number` times `simple`, and the known limit that says so.
struct Known {
    /// What is divided by: u, or u².
    simple: Expr,
    number: Expr,
    /// The known limit in the letter u, and what it comes to.
    ratio: Expr,
    limit: Expr,
    u: Expr,
}

impl Teacher {
    pub(super) fn by_known_limits(&mut self, formula: Expr) -> Option<Vec<Move>> {
        let factors = Factors::of(formula.simplify());
        let mut found: Vec<(Expr, i32, Known)> = Vec::new();
        let mut rest = Expr::constant(factors.coefficient.clone());
        for (base, exponent) in factors.iter() {
            let whole = exponent.as_number().filter(|n| n.is_integer()).and_then(|n| n.to_i32());
            let known = match whole {
                Some(whole) if whole.abs() <= 6 => self.known_limit(base).map(|known| (whole, known)),
                _ => None,
            };
            match known {
                Some((whole, known)) => {
                    rest = rest * known.simple.raised(Expr::integer(whole.into()));
                    found.push((base, whole, known));
                }
                None => rest = rest * base.raised(exponent.formula()),
            }
        }
        if found.is_empty() {
            return None;
        }
        let rest = rest.simplify();
        let one = Expr::integer(1);
        let mut above = None;
        let mut below = None;
        let mut number = one;
        for (base, whole, known) in &found {
            let power =
                |ratio: Expr| if whole.abs() == 1 { ratio } else { ratio.raised(Expr::integer((*whole).abs().into())) };
            let ratio = if *whole > 0 { power(*base / known.simple) } else { power(known.simple / *base) };
            let side = if *whole > 0 { &mut above } else { &mut below };
            *side = Some(side.map_or(ratio, |product: Expr| product * ratio));
            number = number * known.number.raised(Expr::integer((*whole).into()));
        }
        let ratios = match (above, below) {
            (Some(above), Some(below)) => above * below,
            (one, two) => one.or(two)?,
        };
        let brought_in = with_factor(rest, ratios);
        let reasons: Vec<[String; 2]> = found.iter().map(|(_, _, known)| known.said(self)).collect();
        let mut distinct: Vec<[String; 2]> = Vec::new();
        reasons.into_iter().for_each(|reason| {
            if !distinct.contains(&reason) {
                distinct.push(reason)
            }
        });
        let reason = [0, 1].map(|which| {
            let separator = if which == 0 { ", " } else { ",\\; " };
            distinct.iter().map(|reason| reason[which].clone()).collect::<Vec<_>>().join(separator)
        });
        let result = (number * rest).simplify();
        let mut moves = Vec::new();
        // Nothing need be brought in where the formula is the known limit itself.
        if brought_in.simplify() != formula.simplify() || !rest.is_one() {
            moves.push(Move::by(LimitRule::BringIn, brought_in));
        }
        moves.push(Move { rule: LimitRule::KnownLimit, reason, formula: result });
        Some(moves)
    }

    fn goes_to_zero(&mut self, formula: Expr) -> bool {
        !formula.variables().is_empty() && self.comes(formula).as_ref().is_some_and(Comes::is_zero)
    }

    fn known_limit(&mut self, factor: Expr) -> Option<Known> {
        let (one, letter) = (Expr::integer(1), Expr::variable("u"));
        if !self.goes_to_zero(factor) {
            return None;
        }
        match *factor.node() {
            Node::Function(function, u) if like_identity(function) && self.goes_to_zero(u) => {
                Some(Known { simple: u, number: one, ratio: letter.function_of(function) / letter, limit: one, u })
            }
            // ln w for a w that comes to 1
            Node::Function(Function::Logarithm, w) => {
                let u = (w - one).simplify();
                let ratio = (one + letter).function_of(Function::Logarithm) / letter;
                (self.goes_to_zero(u) && u != factor).then_some(Known { simple: u, number: one, ratio, limit: one, u })
            }
            Node::Sum(..) => self.known_sum(factor),
            _ => None,
        }
    }

    /// c (f(u) − f(0)) for the functions above.
    fn known_sum(&mut self, factor: Expr) -> Option<Known> {
        let terms = terms_of(factor);
        let [(first, one), (second, two)] = terms.as_slice() else { return None };
        let (number, constant, function) = match (one.is_one(), two.is_one()) {
            (true, false) => (second, first, *two),
            (false, true) => (first, second, *one),
            _ => return None,
        };
        if *constant != -number {
            return None;
        }
        let number = Expr::constant(number.clone());
        let (one, letter) = (Expr::integer(1), Expr::variable("u"));
        match *function.node() {
            Node::Function(Function::Exponential, u) if self.goes_to_zero(u) => {
                let ratio = (letter.function_of(Function::Exponential) - one) / letter;
                Some(Known { simple: u, number, ratio, limit: one, u })
            }
            Node::Function(cosine @ (Function::Cosine | Function::HyperbolicCosine), u) if self.goes_to_zero(u) => {
                let square = Expr::integer(2);
                let of_letter = letter.function_of(cosine);
                let (rises, sign) = if cosine == Function::Cosine {
                    (one - of_letter, Expr::integer(-1))
                } else {
                    (of_letter - one, one)
                };
                let ratio = rises / letter.raised(square);
                let limit = one / square;
                let simple = u.raised(square).simplify();
                Some(Known { simple, number: (sign * number / square).simplify(), ratio, limit, u })
            }
            Node::Power(base, u) if base.variables().is_empty() && self.goes_to_zero(u) => {
                let limit = base.function_of(Function::Logarithm);
                let ratio = (base.raised(letter) - one) / letter;
                Some(Known { simple: u, number: (number * limit).simplify(), ratio, limit, u })
            }
            Node::Power(base, exponent) if exponent.variables().is_empty() => self.known_power(number, base, exponent),
            Node::Function(Function::SquareRoot, base) => self.known_power(number, base, one / Expr::integer(2)),
            _ => None,
        }
    }

    fn known_power(&mut self, number: Expr, base: Expr, exponent: Expr) -> Option<Known> {
        let (one, letter) = (Expr::integer(1), Expr::variable("u"));
        let u = (base - one).simplify();
        if !self.goes_to_zero(u) {
            return None;
        }
        // Whole powers are multiplied out, and roots of polynomials have their conjugates.
        let exponent = exponent.simplify();
        if exponent.as_constant().is_none_or(|exponent| exponent.is_integer()) {
            return None;
        }
        let ratio = ((one + letter).raised(exponent) - one) / letter;
        Some(Known { simple: u, number: (number * exponent).simplify(), ratio, limit: exponent, u })
    }
}

/// f(u)/u → 1 as u → 0.
fn like_identity(function: Function) -> bool {
    matches!(
        function,
        Function::Sine
            | Function::Tangent
            | Function::ArcSine
            | Function::ArcTangent
            | Function::HyperbolicSine
            | Function::HyperbolicTangent
            | Function::AreaSine
            | Function::AreaTangent
    )
}

impl Known {
    /// "sin(u)/u → 1 as u = 5x → 0"
    fn said(&self, teacher: &mut Teacher) -> [String; 2] {
        let comes = teacher.comes(self.u).unwrap_or(Comes::Infinite(true));
        let zero = comes.formula().unwrap_or(self.u);
        [Notation::Text, Notation::Latex].map(|notation| {
            let of = |formula: Expr| notation.formula(formula);
            let arrow = if notation == Notation::Text { "→" } else { "\\to" };
            let ratio = if notation == Notation::Text { self.ratio.to_string() } else { self.ratio.latex() };
            format!(
                "{ratio} {arrow} {}{}u = {} {arrow} {}",
                of(self.limit),
                notation.sentence(" as "),
                of(self.u),
                of(zero)
            )
        })
    }
}
