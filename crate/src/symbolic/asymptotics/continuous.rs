//! Where a formula is continuous, its limit is its value.

use super::constant::{self, Constant};
use crate::symbolic::arena::{Function, Node, Table};
use crate::symbolic::expr::Expr;
use std::cmp::Ordering;

/// The value at a point near which all parts of the formula are continuous; nothing if that is not clear at once.
pub(super) fn value(formula: Expr, at: Expr) -> Option<Constant> {
    let mut known: Table<Constant> = Table::default();
    for part in formula.nodes() {
        let of = |part: Expr| known.get(&part);
        let sign = |part: Expr| of(part)?.sign().ok();
        let value = match *part.node() {
            Node::Constant(_) | Node::Pi | Node::Measured(_) => Constant::of(part).ok()?,
            Node::Read(u, _) => of(u)?.clone(),
            Node::Variable("x") => Constant::of(at).ok()?,
            Node::Sum(u, v) => of(u)?.plus(of(v)?).ok()?,
            Node::Negative(u) => of(u)?.negated().ok()?,
            Node::Product(u, v) => of(u)?.times(of(v)?).ok()?,
            Node::Quotient(u, v) => {
                let inverse = (sign(v)?.is_ne()).then(|| of(v)?.inverse().ok())??;
                of(u)?.times(&inverse).ok()?
            }
            Node::Power(u, v) => {
                let whole = v.variables().is_empty() && of(v)?.is_integer();
                let fits = sign(u)?.is_gt() || (whole && sign(u)?.is_ne());
                fits.then(|| of(u)?.power(of(v)?).ok())??
            }
            Node::Maximum(u, v) => constant::chosen(of(u)?, of(v)?, true).ok()?,
            Node::Minimum(u, v) => constant::chosen(of(u)?, of(v)?, false).ok()?,
            Node::Function(function, u) => {
                let u_sign = sign(u)?;
                match function {
                    Function::SquareRoot
                    | Function::Logarithm
                    | Function::BinaryLogarithm
                    | Function::DecimalLogarithm
                        if u_sign.is_le() =>
                    {
                        return None;
                    }
                    Function::Sign if u_sign.is_eq() => return None,
                    Function::ArcSine | Function::ArcCosine | Function::AreaTangent => {
                        let size = constant::absolute(of(u)?).ok()?;
                        let inside = size.compare(&Constant::integer(1)).ok()?.is_lt();
                        inside.then(|| of(u)?.function(function).ok())??
                    }
                    Function::AreaCosine => {
                        let inside = of(u)?.compare(&Constant::integer(1)).ok()?.is_gt();
                        inside.then(|| of(u)?.function(function).ok())??
                    }
                    Function::Tangent if of(u)?.function(Function::Cosine).ok()?.sign().ok()?.is_eq() => return None,
                    Function::Step if u_sign.is_eq() => return None,
                    Function::Step => Constant::integer(i64::from(u_sign.is_gt())),
                    Function::Floor => {
                        let whole = constant::floor(of(u)?).ok()?;
                        (whole.compare(of(u)?) != Ok(Ordering::Equal)).then_some(whole)?
                    }
                    _ => of(u)?.function(function).ok()?,
                }
            }
            _ => return None,
        };
        known.insert(part, value);
    }
    known.remove(&formula)
}
