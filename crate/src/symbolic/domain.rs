//! What a formula needs in order to have a value: no division by 0, no root and no logarithm of what they are not
//! defined for.

use super::arena::{Function, Node};
use super::expr::Expr;
use super::factors::Factors;
use super::terms::Terms;
use super::univariate::{formula_in, fraction, polynomial};
use num_traits::Signed;

/// Longer formulas, and those of a higher degree, are not taken apart.
const LONGEST: u64 = 100;
const HIGHEST_DEGREE: f64 = 20.0;

/// Where each of these is not 0, and each of those not negative, a formula has a value; nowhere else.
#[derive(Default)]
pub(super) struct Domain {
    pub(super) not_zero: Vec<Expr>,
    pub(super) not_negative: Vec<Expr>,
}

impl Domain {
    pub(super) fn of(formula: Expr) -> Domain {
        let mut domain = Domain::default();
        for expr in formula.nodes() {
            match *expr.node() {
                Node::Quotient(_, v) => domain.needs_not_zero(v),
                Node::Power(u, v) => {
                    let exponent = v.as_constant();
                    if exponent.is_some_and(Signed::is_negative) {
                        domain.needs_not_zero(u);
                    }
                    if exponent.is_none_or(|exponent| !exponent.is_integer()) {
                        domain.needs_not_negative(u);
                    }
                }
                Node::Function(Function::SquareRoot, u) => domain.needs_not_negative(u),
                Node::Function(Function::Logarithm | Function::BinaryLogarithm | Function::DecimalLogarithm, u) => {
                    domain.needs_not_negative(u);
                    domain.needs_not_zero(u);
                }
                Node::Function(Function::ArcSine | Function::ArcCosine, u) => domain.needs_not_negative(up_to_one(u)),
                Node::Function(Function::AreaTangent, u) => {
                    domain.needs_not_negative(up_to_one(u));
                    domain.needs_not_zero(up_to_one(u));
                }
                Node::Function(Function::AreaCosine, u) => domain.needs_not_negative(u - Expr::integer(1)),
                Node::Angle(v, u) => domain.needs_not_zero(u * u + v * v),
                Node::Function(Function::Tangent, u) => domain.needs_not_zero(u.function_of(Function::Cosine)),
                Node::Function(Function::Step, u) => domain.needs_not_zero(u),
                _ => {}
            }
        }
        domain
    }

    fn needs_not_zero(&mut self, formula: Expr) {
        for factor in zero_where(formula) {
            if !self.has_not_zero(factor) {
                self.not_zero.push(factor);
            }
        }
    }

    fn needs_not_negative(&mut self, formula: Expr) {
        let formula = formula.simplify();
        if formula.as_constant().is_none() && !self.not_negative.contains(&formula) {
            self.not_negative.push(formula);
        }
    }

    /// Whether this is needed here as well.
    pub(super) fn has_not_zero(&self, formula: Expr) -> bool {
        contains(&self.not_zero, formula)
    }
}

/// 1 − u², which is not negative for the numbers from −1 to 1.
fn up_to_one(u: Expr) -> Expr {
    Expr::integer(1) - u.raised(Expr::integer(2))
}

/// A formula is 0 where one of these is, provided that it has a value: a product where one of its factors is, and so are
/// a power, a root and an absolute value; ln u where u is 1, and asin u where u is 0.
pub(super) fn zero_where(formula: Expr) -> Vec<Expr> {
    let mut factors = Vec::new();
    let mut open = vec![formula];
    while let Some(formula) = open.pop() {
        let factors_of = Factors::of(if is_short(formula) { formula.factor() } else { formula.simplify() });
        let above_the_line = |exponent: &Terms| exponent.as_number().is_none_or(|number| number.is_positive());
        for (base, _) in factors_of.iter().filter(|(_, exponent)| above_the_line(exponent)) {
            match *base.node() {
                // e to any power among them
                Node::Constant(_) | Node::Pi | Node::Measured(_) => {}
                Node::Function(function, inner) => match function {
                    Function::Exponential | Function::HyperbolicCosine | Function::Sigmoid | Function::Softplus => {}
                    Function::AbsoluteValue
                    | Function::CubeRoot
                    | Function::ArcSine
                    | Function::ArcTangent
                    | Function::HyperbolicSine
                    | Function::HyperbolicTangent
                    | Function::AreaSine
                    | Function::AreaTangent => open.push(inner),
                    Function::Logarithm
                    | Function::BinaryLogarithm
                    | Function::DecimalLogarithm
                    | Function::AreaCosine
                    | Function::ArcCosine => open.push(inner - Expr::integer(1)),
                    _ => factors.push(base),
                },
                // 1 + 1/x is 0 where x + 1 is.
                Node::Sum(..) if polynomial(base).is_none() && is_short(base) => match fraction(base) {
                    Some((above, _, x)) => open.push(formula_in(&above, x)),
                    None => factors.push(base),
                },
                _ => factors.push(base),
            }
        }
    }
    factors
}

/// Whether a factor is among others, if only with the other sign: 2 − x and x − 2.
pub(super) fn contains(factors: &[Expr], factor: Expr) -> bool {
    factors.contains(&factor) || (!factors.is_empty() && is_short(factor) && factors.contains(&(-factor).simplify()))
}

fn is_short(formula: Expr) -> bool {
    formula.tree_size() <= LONGEST && formula.degree().abs() <= HIGHEST_DEGREE
}
