//! Formulas in one variable as polynomials and as fractions of them, and back.

use super::arena::{Node, Table};
use super::expr::Expr;
use super::factors::Factors;
use super::rules::power;
use super::terms::Terms;
use crate::polynomial::Polynomial;
use num_rational::BigRational;
use num_traits::{One, ToPrimitive, Zero};

/// Polynomials of a higher degree are left alone.
const HIGHEST_DEGREE: usize = 100;
/// Fractions of polynomials are, from here on: their common factors take long numbers to find.
const HIGHEST_IN_FRACTION: usize = 24;

/// A simplified formula as a polynomial in its only variable, if it is one.
pub(super) fn polynomial(sum: Expr) -> Option<(Polynomial, Expr)> {
    let [name] = sum.variables()[..] else { return None };
    let x = Expr::variable(name);
    let mut polynomial = Polynomial::constant(BigRational::zero());
    for (monic, coefficient) in Terms::of(sum).iter() {
        let factors = Factors::of(monic);
        let power = match factors.iter().collect::<Vec<_>>()[..] {
            [] => 0,
            [(base, exponent)] if base == x => {
                exponent.as_number().filter(|n| n.is_integer()).and_then(|n| n.to_integer().to_usize())?
            }
            _ => return None,
        };
        if power > HIGHEST_DEGREE {
            return None;
        }
        polynomial = polynomial.add(&Polynomial::power(coefficient.clone(), power));
    }
    Some((polynomial, x))
}

/// A polynomial as a sum of powers of x.
pub(super) fn formula_in(polynomial: &Polynomial, x: Expr) -> Expr {
    let mut sum = Terms::default();
    for (exponent, coefficient) in polynomial.coefficients().iter().enumerate() {
        sum.add(power(x, Expr::from(exponent as i64)), coefficient.clone());
    }
    sum.formula()
}

/// A formula as one fraction of polynomials in its only variable without a common factor, if it is one of low degree.
pub(super) fn fraction(formula: Expr) -> Option<(Polynomial, Polynomial, Expr)> {
    let [name] = formula.variables()[..] else { return None };
    let x = Expr::variable(name);
    let mut known: Table<(Polynomial, Polynomial)> = Table::default();
    for part in formula.nodes() {
        let of = |part: Expr| known.get(&part).cloned();
        let times = |one: &Polynomial, two: &Polynomial| {
            (one.degree() + two.degree() <= HIGHEST_IN_FRACTION).then(|| one.multiply(two))
        };
        let (above, below) = match *part.node() {
            Node::Constant(ref value) => (Polynomial::constant(value.clone()), Polynomial::one()),
            Node::Variable(_) => (Polynomial::power(BigRational::one(), 1), Polynomial::one()),
            Node::Read(u, _) => of(u)?,
            Node::Negative(u) => of(u).map(|(above, below)| (above.negated(), below))?,
            Node::Sum(u, v) => {
                let ((a, b), (c, d)) = (of(u)?, of(v)?);
                (times(&a, &d)?.add(&times(&c, &b)?), times(&b, &d)?)
            }
            Node::Product(u, v) => {
                let ((a, b), (c, d)) = (of(u)?, of(v)?);
                (times(&a, &c)?, times(&b, &d)?)
            }
            Node::Quotient(u, v) => {
                let ((a, b), (c, d)) = (of(u)?, of(v)?);
                (times(&a, &d)?, times(&b, &c)?)
            }
            Node::Power(u, v) => {
                let exponent = v.as_constant().filter(|n| n.is_integer()).and_then(ToPrimitive::to_i32)?;
                let (above, below) = of(u)?;
                let times = exponent.unsigned_abs() as usize;
                if times > HIGHEST_IN_FRACTION || above.degree().max(below.degree()) * times > HIGHEST_IN_FRACTION {
                    return None;
                }
                let raised = |part: &Polynomial| (0..times).fold(Polynomial::one(), |power, _| power.multiply(part));
                let (above, below) = (raised(&above), raised(&below));
                if exponent < 0 { (below, above) } else { (above, below) }
            }
            _ => return None,
        };
        if below.is_zero() {
            return None;
        }
        known.insert(part, (above, below));
    }
    let (above, below) = known.remove(&formula)?;
    let common = above.common_with(&below);
    Some((above.divided_by(&common).0, below.divided_by(&common).0, x))
}
