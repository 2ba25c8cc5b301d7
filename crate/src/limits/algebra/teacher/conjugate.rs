//! √u − v = (u − v²)/(√u + v)

use super::{Comes, Move, Teacher};
use crate::limits::algebra::rule::LimitRule;
use crate::symbolic::{Expr, Factors, Function, Node, terms_of};
use num_traits::{One, Signed};

impl Teacher {
    pub(super) fn by_conjugate(&mut self, formula: Expr) -> Option<Vec<Move>> {
        let simple = formula.simplify();
        let factors = Factors::of(simple);
        for (base, exponent) in factors.iter() {
            let Some(exponent) = exponent.as_number().filter(|number| number.abs().is_one()) else { continue };
            let Some((product, conjugate)) = self.conjugated(base) else { continue };
            let mut others = Factors::number(factors.coefficient.clone());
            factors
                .iter()
                .filter(|(other, _)| *other != base)
                .for_each(|(other, exponent)| others.multiply(other, exponent));
            let (rest_above, rest_below) = parted(&others);
            let up = exponent.is_positive();
            let (above, below) = if up { (product, conjugate) } else { (conjugate, product) };
            let line = times(rest_above, above) / times(rest_below, below);
            // What then cancels.
            let mut all = others;
            let inner = Factors::of(product.factor());
            all.coefficient *= if up { inner.coefficient.clone() } else { inner.coefficient.recip() };
            let weight = exponent.clone();
            inner.iter().for_each(|(base, exponent)| all.multiply(base, &exponent.scaled(&weight)));
            let conjugate = Factors::of(conjugate);
            all.coefficient *= if up { conjugate.coefficient.recip() } else { conjugate.coefficient.clone() };
            conjugate.iter().for_each(|(base, exponent)| all.multiply(base, &exponent.scaled(&-weight.clone())));
            let cancelled = all.formula();
            let mut moves = vec![Move::by(LimitRule::Conjugate, line)];
            if cancelled.tree_size() < line.tree_size() {
                moves.push(Move::by(LimitRule::Cancel, cancelled));
            }
            return Some(moves);
        }
        None
    }

    /// The product with the conjugate, and the conjugate, of a difference that goes to 0 or is ∞ − ∞.
    fn conjugated(&mut self, sum: Expr) -> Option<(Expr, Expr)> {
        if !matches!(sum.node(), Node::Sum(..)) {
            return None;
        }
        let terms = terms_of(sum);
        let term = |(number, monic): &(num_rational::BigRational, Expr)| Expr::constant(number.clone()) * *monic;
        let root = terms.iter().position(|(_, monic)| has_root(*monic))?;
        let first = term(&terms[root]);
        let rest = terms.iter().enumerate().filter(|(place, _)| *place != root).map(|(_, part)| term(part));
        let rest = rest.reduce(|sum, term| sum + term)?;
        // The number in front of the conjugate's root is to be positive.
        let (first, rest) = if terms[root].0.is_negative() { (rest, first) } else { (first, rest) };
        let (of_first, of_rest) = (self.comes(first)?, self.comes(rest)?);
        let open = match (&of_first, &of_rest) {
            (Comes::Infinite(one), Comes::Infinite(two)) => one != two,
            _ => self.comes(sum)?.is_zero() && !of_first.is_zero() && !of_rest.is_infinite(),
        };
        if !open {
            return None;
        }
        let two = Expr::integer(2);
        let product = (first.simplify().raised(two) - rest.simplify().raised(two)).expand();
        let fewer = count_of_roots(product) < count_of_roots(sum);
        let conjugate = (first - rest).simplify();
        (fewer && !product.is_zero()).then_some((product, conjugate))
    }
}

fn has_root(formula: Expr) -> bool {
    let factors = Factors::of(formula);
    factors.iter().any(|(base, exponent)| {
        !base.variables().is_empty() && exponent.as_number().is_some_and(|number| number.denom() == &2.into())
    })
}

fn count_of_roots(formula: Expr) -> usize {
    let is_root = |part: &Expr| match *part.node() {
        Node::Function(Function::SquareRoot, _) => true,
        Node::Power(_, v) => v.as_constant().is_some_and(|exponent| !exponent.is_integer()),
        _ => false,
    };
    formula.nodes().iter().filter(|part| is_root(part)).count()
}

/// What stands above the line, and what below.
pub(super) fn parted(factors: &Factors) -> (Expr, Expr) {
    let mut above = Factors::number(num_rational::BigRational::from_integer(factors.coefficient.numer().clone()));
    let mut below = Factors::number(num_rational::BigRational::from_integer(factors.coefficient.denom().clone()));
    for (base, exponent) in factors.iter() {
        match exponent.as_number() {
            Some(number) if number.is_negative() => {
                below.multiply(base, &exponent.scaled(&-num_rational::BigRational::one()));
            }
            // e⁻ˣ = 1/eˣ
            None if base == Expr::e() && exponent.iter().all(|(_, number)| number.is_negative()) => {
                below.multiply(base, &exponent.scaled(&-num_rational::BigRational::one()));
            }
            _ => above.multiply(base, exponent),
        }
    }
    (above.formula(), below.formula())
}

fn times(one: Expr, two: Expr) -> Expr {
    if one.is_one() {
        two
    } else if two.is_one() {
        one
    } else {
        one * two
    }
}
