//! Common factors of numerator and denominator, cancelled as a textbook does: (x² − 1)/(x − 1) = x + 1.

use crate::polynomial::Polynomial;
use crate::symbolic::arena::Node;
use crate::symbolic::expr::Expr;
use crate::symbolic::factors::Factors;
use crate::symbolic::terms::Terms;
use crate::symbolic::univariate::{formula_in, fraction, polynomial};
use num_rational::BigRational;
use num_traits::{Pow, ToPrimitive};

/// Higher powers are left alone: dividing such polynomials makes long numbers.
const HIGHEST_DEGREE: usize = 40;
const HIGHEST_POWER: i32 = 100;
/// Larger formulas are not looked through for gaps.
const MOST_NODES: usize = 200;

/// The product without the factors that stand above and below its line. What is a product stays one.
pub(super) fn cancelled(mut product: Factors) -> Factors {
    while let Some(next) = once(&product) {
        product = next;
    }
    product
}

/// A base with its whole exponent.
#[derive(Clone, Copy)]
struct Part {
    base: Expr,
    exponent: i32,
}

fn once(product: &Factors) -> Option<Factors> {
    let whole = |exponent: &Terms| {
        exponent
            .as_number()
            .filter(BigRational::is_integer)
            .and_then(|n| n.to_i32())
            .filter(|n| n.abs() <= HIGHEST_POWER)
    };
    let part = |(base, exponent): (Expr, &Terms)| Some(Part { base, exponent: whole(exponent)? });
    let (above, below): (Vec<Part>, Vec<Part>) = product.iter().filter_map(part).partition(|part| part.exponent > 0);
    above.iter().flat_map(|above| below.iter().map(move |below| (*above, *below))).find_map(|(above, below)| {
        let rest = || {
            let mut rest = Factors::number(product.coefficient.clone());
            let others = product.iter().filter(|(base, _)| *base != above.base && *base != below.base);
            others.for_each(|(base, exponent)| rest.multiply(base, exponent));
            rest
        };
        let (one, x) = polynomial(below.base).filter(|(polynomial, _)| polynomial.degree() <= HIGHEST_DEGREE)?;
        match multiplied_out(above.base) {
            Some((two, y)) => {
                let common = two.common_with(&one);
                (x == y && common.degree() > 0).then(|| divided(rest(), (above, &two), (below, &one), &common, x))
            }
            None => {
                let mut rest = rest();
                let (times, sum) = taken_out(above.base, below.base)?;
                rest.multiply(sum, &power(above.exponent));
                rest.multiply(below.base, &power(above.exponent * times + below.exponent));
                Some(rest)
            }
        }
    })
}

/// A numerator as a polynomial, if that is what it is when its products are multiplied out.
fn multiplied_out(above: Expr) -> Option<(Polynomial, Expr)> {
    polynomial(above).or_else(|| {
        let (numerator, denominator, x) = fraction(above).filter(|_| !above.has_more_nodes_than(MOST_NODES))?;
        (denominator.degree() == 0).then(|| (numerator.multiply(&inverse(&denominator)), x))
    })
}

fn inverse(number: &Polynomial) -> Polynomial {
    Polynomial::constant(number.leading().recip())
}

/// A factor that all terms of a sum have, with its lowest power, and the sum without it.
fn taken_out(sum: Expr, factor: Expr) -> Option<(i32, Expr)> {
    let of = |monic: Expr| {
        let exponent = Factors::of(monic).iter().find(|(base, _)| *base == factor)?.1.as_number()?;
        exponent.is_integer().then(|| exponent.to_i32()).flatten()
    };
    let terms = Terms::of(sum);
    let lowest = terms.iter().map(|(monic, _)| of(monic)).collect::<Option<Vec<i32>>>()?.into_iter().min()?;
    let mut rest = Terms::default();
    for (monic, coefficient) in terms.iter() {
        let mut factors = Factors::of(monic);
        factors.multiply(factor, &power(-lowest));
        rest.add(factors.formula(), coefficient.clone());
    }
    (lowest > 0).then(|| (lowest, rest.formula()))
}

/// (g h)ᵐ / (g k)ⁿ = gᵐ⁻ⁿ hᵐ / kⁿ
fn divided(
    mut rest: Factors,
    above: (Part, &Polynomial),
    below: (Part, &Polynomial),
    common: &Polynomial,
    x: Expr,
) -> Factors {
    // Where all of the denominator is common, it stays written as it is: (2 − x), not (x − 2).
    let common = if common.degree() == below.1.degree() { below.1 } else { common };
    rest.multiply(formula_in(common, x), &power(above.0.exponent + below.0.exponent));
    for (part, polynomial) in [above, below] {
        let other = polynomial.divided_by(common).0;
        if other.degree() == 0 {
            rest.coefficient *= Pow::pow(other.leading(), part.exponent);
        } else {
            rest.multiply(formula_in(&other, x), &power(part.exponent));
        }
    }
    rest
}

/// A simplified formula in one variable that divides by 0 somewhere without need, such as (1/x − 1/3)/(x − 3) at 3, as
/// one fraction that does not.
pub(super) fn without_gaps(simple: Expr) -> Option<Expr> {
    let divisor = |part: Expr| match *part.node() {
        Node::Quotient(_, below) => Some(below),
        Node::Power(base, exponent) if exponent.is_negative_constant() => Some(base),
        _ => None,
    };
    if simple.has_more_nodes_than(MOST_NODES) {
        return None;
    }
    let divisors = simple.nodes().into_iter().filter_map(divisor).flat_map(bases);
    let divisors: Vec<Polynomial> = divisors.filter_map(|base| Some(polynomial(base)?.0)).collect();
    if divisors.is_empty() {
        return None;
    }
    let (above, mut below, x) = fraction(simple)?;
    if divisors.iter().all(|divisor| divisor.without(&below).degree() == 0) {
        return None;
    }
    // What is left below the line stays a product of what was there.
    let mut product = Factors::default();
    for divisor in &divisors {
        let common = divisor.common_with(&below);
        while common.degree() > 0 {
            let (quotient, rest) = below.divided_by(&common);
            if !rest.is_zero() {
                break;
            }
            below = quotient;
            product.multiply(formula_in(&common, x), &power(-1));
        }
    }
    product.multiply(formula_in(&below, x), &power(-1));
    product.multiply(formula_in(&above, x), &power(1));
    Some(product.formula())
}

/// What a denominator is a product of.
fn bases(below: Expr) -> Vec<Expr> {
    Factors::of(below).iter().map(|(base, _)| base).collect()
}

fn power(exponent: i32) -> Terms {
    Terms::number(BigRational::from_integer(exponent.into()))
}
