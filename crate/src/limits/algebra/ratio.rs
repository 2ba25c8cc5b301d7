//! Formulas that are ratios of polynomials, not reduced: nothing cancels on its own, so that what a person would cancel is
//! still there to be seen.

use crate::polynomial::Polynomial;
use crate::symbolic::{Expr, Node, Table};
use num_rational::BigRational;
use num_traits::{One, ToPrimitive, Zero};

/// The highest degree that is calculated with. Beyond it nobody wants to read the steps.
const HIGHEST_DEGREE: usize = 100;
/// Numbers with more digits than this (in bits) are not calculated with.
const LONGEST_NUMBER: u64 = 8_192;
/// So many coefficients in all are calculated.
const MOST_COEFFICIENTS: usize = 3_000_000;

/// Numerator and denominator.
pub(super) struct Ratio(pub(super) Polynomial, pub(super) Polynomial);

/// Why a formula is no ratio of polynomials that could be worked with.
#[derive(Clone, Copy)]
pub(super) enum Fault {
    DividesByZero,
    HighPowers,
    LongNumbers,
    TooLarge,
    /// It is made of other things too.
    Other,
}

impl Fault {
    /// What is wrong, as a sentence without its full stop.
    pub(super) fn words(self) -> &'static str {
        match self {
            Fault::DividesByZero => {
                "the formula divides by 0, whatever x is, so there is no function to take a limit of"
            }
            Fault::HighPowers => {
                "the formula has powers above 100, more than anyone wants to read; limit(…) estimates from values alone"
            }
            Fault::LongNumbers => "the numbers in the formula become too long; limit(…) estimates from values alone",
            Fault::TooLarge | Fault::Other => "the formula is too large; limit(…) estimates from values alone",
        }
    }
}

impl Ratio {
    pub(super) fn of(formula: Expr) -> Result<Ratio, Fault> {
        let mut known: Table<(Polynomial, Polynomial)> = Table::default();
        let mut coefficients = 0;
        for part in formula.nodes() {
            let of = |part: Expr| known.get(&part).ok_or(Fault::Other);
            let (above, below) = match *part.node() {
                Node::Constant(ref value) => (Polynomial::constant(value.clone()), Polynomial::one()),
                Node::Variable("x") => (Polynomial::power(BigRational::one(), 1), Polynomial::one()),
                Node::Read(u, _) => of(u)?.clone(),
                Node::Negative(u) => of(u).map(|(above, below)| (above.negated(), below.clone()))?,
                Node::Sum(u, v) => {
                    let ((a, b), (c, d)) = (of(u)?, of(v)?);
                    if b == d { (a.add(c), b.clone()) } else { (product(a, d)?.add(&product(c, b)?), product(b, d)?) }
                }
                Node::Product(u, v) => {
                    let ((a, b), (c, d)) = (of(u)?, of(v)?);
                    (product(a, c)?, product(b, d)?)
                }
                Node::Quotient(u, v) => {
                    let ((a, b), (c, d)) = (of(u)?, of(v)?);
                    (product(a, d)?, product(b, c)?)
                }
                Node::Power(u, v) => {
                    let exponent = v.as_constant().filter(|n| n.is_integer()).ok_or(Fault::Other)?;
                    let (above, below) = of(u)?;
                    // A constant to a high power would fill the memory as surely as x does.
                    let exponent = exponent.to_i32().ok_or(Fault::HighPowers)?;
                    if exponent.unsigned_abs() as usize > HIGHEST_DEGREE {
                        return Err(Fault::HighPowers);
                    }
                    let raised = |part: &Polynomial| {
                        (0..exponent.unsigned_abs()).try_fold(Polynomial::one(), |power, _| product(&power, part))
                    };
                    let (above, below) = (raised(above)?, raised(below)?);
                    if exponent < 0 { (below, above) } else { (above, below) }
                }
                _ => return Err(Fault::Other),
            };
            if below.is_zero() {
                return Err(Fault::DividesByZero);
            }
            coefficients += above.degree() + below.degree() + 2;
            if coefficients > MOST_COEFFICIENTS {
                return Err(Fault::TooLarge);
            }
            known.insert(part, (above, below));
        }
        let (above, below) = known.remove(&formula).ok_or(Fault::Other)?;
        Ok(Ratio(above, below))
    }
}

fn product(one: &Polynomial, two: &Polynomial) -> Result<Polynomial, Fault> {
    if one.degree() + two.degree() > HIGHEST_DEGREE {
        return Err(Fault::HighPowers);
    }
    let bits = |value: &BigRational| value.numer().bits().max(value.denom().bits());
    if bits(&one.leading()) + bits(&two.leading()) > LONGEST_NUMBER {
        return Err(Fault::LongNumbers);
    }
    Ok(one.multiply(two))
}

/// The polynomial as a formula in x.
pub(super) fn formula(polynomial: &Polynomial) -> Expr {
    let x = Expr::variable("x");
    let terms = polynomial.coefficients().iter().enumerate().rev().filter(|(_, coefficient)| !coefficient.is_zero());
    let term = |(power, coefficient): (usize, &BigRational)| {
        let monic = match power {
            0 => return Expr::constant(coefficient.clone()),
            1 => x,
            _ => x.raised(Expr::integer(power as i64)),
        };
        if coefficient.is_one() { monic } else { Expr::constant(coefficient.clone()) * monic }
    };
    terms.map(term).reduce(|sum, term| sum + term).unwrap_or_else(|| Expr::integer(0))
}
