//! What helps where shorter ways do not: one denominator, L'Hôpital's rule, and the first terms of series.

use super::conjugate::parted;
use super::{Move, Teacher};
use crate::limits::algebra::rule::LimitRule;
use crate::symbolic::asymptotics::{Way, behaviour};
use crate::symbolic::{Expr, Factors, Function, Node, terms_of};
use num_traits::{One, Signed};

/// A derivative may be longer than the formula, but not by more than this.
const LONGER: u64 = 24;

impl Teacher {
    /// A sum of fractions that grow against one another, as one fraction.
    pub(super) fn on_one_denominator(&mut self, formula: Expr) -> Option<Vec<Move>> {
        let simple = formula.simplify();
        if !matches!(simple.node(), Node::Sum(..)) {
            return None;
        }
        let terms = terms_of(simple);
        let parts: Vec<(Expr, Expr)> = terms
            .iter()
            .map(|(number, monic)| {
                let factors = Factors::of(by_sines(Expr::constant(number.clone()) * *monic).simplify());
                parted(&factors)
            })
            .collect();
        let mut common = Factors::default();
        for (_, below) in &parts {
            for (base, exponent) in Factors::of(*below).iter() {
                let wanted = exponent.as_number()?;
                let there =
                    common.iter().find(|(known, _)| *known == base).and_then(|(_, exponent)| exponent.as_number());
                let missing = wanted - there.unwrap_or_else(num_traits::Zero::zero);
                if missing.is_positive() {
                    common.multiply(base, &exponent.scaled(&(missing / exponent.as_number()?)));
                }
            }
        }
        let denominator = common.formula();
        if denominator.variables().is_empty() {
            return None;
        }
        let scaled = parts.iter().map(|(above, below)| (*above * (denominator / *below)).simplify());
        let numerator = scaled.reduce(|sum, part| sum + part)?.simplify();
        Some(vec![Move::by(LimitRule::CommonDenominator, numerator / denominator)])
    }

    /// ln u − ln v where both grow: ln(u/v).
    pub(super) fn one_logarithm(&mut self, formula: Expr) -> Option<Vec<Move>> {
        let simple = formula.simplify();
        if !matches!(simple.node(), Node::Sum(..)) {
            return None;
        }
        let [mut above, mut below] = [Expr::integer(1); 2];
        for (number, monic) in terms_of(simple) {
            let Node::Function(Function::Logarithm, u) = *monic.node() else { return None };
            let side = if number.is_negative() { &mut below } else { &mut above };
            let power = if number.abs().is_one() { u } else { u.raised(Expr::constant(number.abs())) };
            *side = if side.is_one() { power } else { *side * power };
        }
        let one = (above / below).function_of(Function::Logarithm);
        (!above.is_one() && !below.is_one()).then(|| vec![Move::by(LimitRule::Logarithms, one)])
    }

    /// Above and below the line both go to 0, or both grow beyond all bounds: L'Hôpital's rule.
    pub(super) fn by_derivatives(&mut self, formula: Expr) -> Option<Vec<Move>> {
        if let Node::Quotient(above, below) = *formula.node() {
            return self.derived(formula, above, below);
        }
        let (above, below) = parted(&Factors::of(formula.simplify()));
        let mut moves = self.derived(formula, above, below)?;
        moves.insert(0, Move::by(LimitRule::Quotient, above / below));
        Some(moves)
    }

    fn derived(&mut self, formula: Expr, above: Expr, below: Expr) -> Option<Vec<Move>> {
        if below.variables().is_empty() || above.variables().is_empty() || self.derivatives >= super::MOST_DERIVATIVES {
            return None;
        }
        let (of_above, of_below) = (self.comes(above)?, self.comes(below)?);
        let form = match () {
            () if of_above.is_zero() && of_below.is_zero() => ["0/0", "\\tfrac{0}{0}"],
            () if of_above.is_infinite() && of_below.is_infinite() => ["∞/∞", "\\tfrac{\\infty}{\\infty}"],
            () => return None,
        };
        let (over, under) = (above.derivative("x"), below.derivative("x"));
        // The condition: the derivative of the denominator is not 0 near the point. Its leading term says so.
        let not_zero = |way: &Way| behaviour(under, *way).is_ok_and(|found| found.leading.is_some());
        if !self.place.ways().iter().all(not_zero) {
            return None;
        }
        let quotient = over / under;
        let simple = quotient.simplify();
        let simple = if simple.tree_size() < quotient.tree_size() { simple } else { quotient };
        if simple.tree_size() > formula.tree_size() + LONGER {
            return None;
        }
        let comes = self.comes(simple)?;
        if !self.is_target(&comes) {
            return None;
        }
        self.derivatives += 1;
        let reason = [
            format!("{} for both parts, and the derivatives have a limit", form[0]),
            format!("{} \\text{{ for both parts, and the derivatives have a limit}}", form[1]),
        ];
        Some(vec![Move { rule: LimitRule::LHopital, reason, formula: simple }])
    }

    /// 0·∞ as a quotient: x ln x = ln x/(1/x), for the rule above.
    pub(super) fn as_quotient(&mut self, formula: Expr) -> Option<Vec<Move>> {
        let factors = Factors::of(formula.simplify());
        let all: Vec<(Expr, Expr)> =
            factors.iter().map(|(base, exponent)| (base, base.raised(exponent.formula()).simplify())).collect();
        for (base, factor) in &all {
            // What gets simpler by its derivative stays above the line.
            let stays = matches!(base.node(), Node::Function(Function::Logarithm, _)) || *base == Expr::e();
            if stays || factor.variables().is_empty() {
                continue;
            }
            let comes = self.comes(*factor)?;
            let mut others = Factors::number(factors.coefficient.clone());
            factors
                .iter()
                .filter(|(other, _)| other != base)
                .for_each(|(other, exponent)| others.multiply(other, exponent));
            let others = others.formula();
            let below = (Expr::integer(1) / *factor).simplify();
            let of_others = self.comes(others)?;
            let open = (comes.is_zero() && of_others.is_infinite()) || (comes.is_infinite() && of_others.is_zero());
            if !open {
                continue;
            }
            let line = others / below;
            if let Some(mut moves) = self.derived(line, others, below) {
                moves.insert(0, Move::by(LimitRule::Quotient, line));
                return Some(moves);
            }
        }
        None
    }

    /// The first terms above and below the line.
    pub(super) fn by_series(&mut self, formula: Expr) -> Option<Vec<Move>> {
        let (above, below) = parted(&Factors::of(formula.simplify()));
        let (over, under) = (self.leading(above)?, self.leading(below)?);
        if over == above && under == below {
            return None;
        }
        let result = (over / under).simplify();
        let said = |write: &dyn Fn(Expr) -> String| {
            let of = |part: Expr, leading: Expr| {
                (part != leading).then(|| format!("{} = {} + …", write(part), write(leading)))
            };
            [of(above, over), of(below, under)].into_iter().flatten().collect::<Vec<_>>()
        };
        let reason =
            [said(&|part| part.to_string()).join(", "), said(&Expr::latex).join(",\\; ").replace('…', "\\cdots")];
        Some(vec![Move { rule: LimitRule::Series, reason, formula: result }])
    }

    /// The leading term, the same on both sides.
    fn leading(&mut self, formula: Expr) -> Option<Expr> {
        if formula.variables().is_empty() {
            return Some(formula);
        }
        let mut leading: Option<Expr> = None;
        for way in self.place.ways() {
            let one = behaviour(formula, way).ok()?.leading?.simplify();
            if leading.is_some_and(|before| before != one) {
                let ratio = leading.map(|before| (before / one).simplify())?;
                if !ratio.is_one() {
                    return None;
                }
            }
            leading.get_or_insert(one);
        }
        leading.filter(|leading| leading.tree_size() <= formula.tree_size() + 6)
    }
}

/// tan u = sin u/cos u, so that denominators are seen.
fn by_sines(formula: Expr) -> Expr {
    formula.rebuilt(|_, again| match *again.node() {
        Node::Function(Function::Tangent, u) => u.function_of(Function::Sine) / u.function_of(Function::Cosine),
        Node::Negative(u) if u.as_constant().is_some_and(One::is_one) => Expr::integer(-1),
        _ => again,
    })
}
