//! In a sum that grows, what grows fastest is taken out: 3x² − x + 4 = x² (3 − 1/x + 4/x²).

use super::base::{Move, Teacher, with_factor};
use crate::limits::algebra::rule::LimitRule;
use crate::symbolic::{Expr, Factors, Function, Node, terms_of};
use num_traits::{One, Signed};

impl Teacher {
    pub(super) fn by_dominant_terms(&mut self, formula: Expr) -> Option<Vec<Move>> {
        let factors = Factors::of(formula.simplify());
        let mut rest = Expr::constant(factors.coefficient.clone());
        let [mut above, mut below]: [Option<Expr>; 2] = [None, None];
        let mut taken: Vec<Expr> = Vec::new();
        for (base, exponent) in factors.iter() {
            match self.without_dominant(base) {
                Some((term, sum)) => {
                    rest = rest * term.raised(exponent.formula());
                    // Not simplified, which would put it on one line again.
                    let number = exponent.as_number()?;
                    let size = power(sum, Expr::constant(number.abs()));
                    let side = if number.is_negative() { &mut below } else { &mut above };
                    *side = Some(side.map_or(size, |product| product * size));
                    if !taken.contains(&term) {
                        taken.push(term);
                    }
                }
                None => rest = rest * base.raised(exponent.formula()),
            }
        }
        let one = Expr::integer(1);
        let sums = match (above, below) {
            (None, None) => return None,
            (above, None) => above?,
            (above, Some(below)) => above.unwrap_or(one) / below,
        };
        let rest = self.without_sign(rest.simplify());
        let result = with_factor(rest, sums);
        let said = |write: fn(Expr) -> String| taken.iter().map(|term| write(*term)).collect::<Vec<_>>().join(", ");
        let reason = [said(|term| term.to_string()), said(Expr::latex)];
        Some(vec![Move { rule: LimitRule::DominantTerm, reason, formula: result }])
    }

    /// √x² = |x| is x on one side, and −x on the other.
    fn without_sign(&mut self, formula: Expr) -> Expr {
        let absolute = Expr::variable("x").function_of(Function::AbsoluteValue);
        if formula.contains(absolute)
            && let Some(moves) = self.on_this_side(formula)
            && let Some(made) = moves.last()
        {
            return made.formula.simplify();
        }
        formula
    }

    /// The fastest term of a sum, without its number, and the sum divided by it, if all other terms divided by it go to
    /// numbers, and the sum of these is not 0. A root of a sum is taken for a power of the sum.
    fn without_dominant(&mut self, sum: Expr) -> Option<(Expr, Expr)> {
        if !matches!(sum.node(), Node::Sum(..)) || !self.is_growing(sum) {
            return None;
        }
        let terms = terms_of(sum);
        for (_, dominant) in &terms {
            let dominant = self.growth_of(*dominant);
            if dominant.variables().is_empty() {
                continue;
            }
            let mut quotient: Option<Expr> = None;
            let mut fits = true;
            for (number, monic) in &terms {
                let part = (Expr::constant(number.clone()) * self.divided(*monic, dominant)).simplify();
                let bounded = self.comes(part).is_some_and(|comes| !comes.is_infinite());
                fits &= bounded;
                if !fits {
                    break;
                }
                quotient = Some(quotient.map_or(part, |sum| sum + part));
            }
            let Some(quotient) = quotient.filter(|_| fits) else { continue };
            if self.comes(quotient).is_some_and(|comes| !comes.is_zero() && !comes.is_infinite()) {
                return Some((dominant, quotient));
            }
        }
        None
    }

    /// Whether a term of it goes to infinity, or all of them to 0.
    fn is_growing(&mut self, sum: Expr) -> bool {
        let terms = terms_of(sum);
        let comes: Vec<_> = terms.iter().map(|(_, monic)| self.comes(*monic)).collect();
        comes.iter().flatten().any(|comes| comes.is_infinite())
    }

    /// √(4x² + 1) grows like x.
    fn growth_of(&mut self, term: Expr) -> Expr {
        let Node::Function(Function::SquareRoot, inner) = *term.node() else { return term };
        let Some((dominant, _)) = self.without_dominant(inner) else { return term };
        let root = dominant.function_of(Function::SquareRoot).simplify();
        self.without_sign(root)
    }

    /// One term divided by another. A root is drawn of the quotient under it: √(4x² + 1)/x = √(4 + 1/x²), for an x above 0.
    fn divided(&mut self, term: Expr, by: Expr) -> Expr {
        let plain = term / by;
        let Node::Function(Function::SquareRoot, inner) = *term.node() else { return plain };
        let square = by.raised(Expr::integer(2));
        let under = (inner / square).expand();
        let positive = self.comes(by).map(|comes| comes.same_as(&super::comes::Comes::Infinite(true)));
        match positive {
            Some(true) => under.function_of(Function::SquareRoot),
            Some(false) if self.comes(by).is_some_and(|comes| comes.is_infinite()) => {
                -under.function_of(Function::SquareRoot)
            }
            _ => plain,
        }
    }
}

fn power(base: Expr, exponent: Expr) -> Expr {
    match exponent.as_constant() {
        Some(one) if one.is_one() => base,
        Some(half) if *half.denom() == 2.into() && half.numer().is_one() => base.function_of(Function::SquareRoot),
        _ => base.raised(exponent),
    }
}
