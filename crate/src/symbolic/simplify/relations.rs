//! What functions of the same formula have to do with each other: cosh² u − sinh² u = 1, sinh u/cosh u = tanh u.

use crate::symbolic::arena::{Function, Node};
use crate::symbolic::expr::Expr;
use crate::symbolic::factors::Factors;
use crate::symbolic::terms::Terms;
use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{Signed, ToPrimitive};

/// Where there are more terms, nobody looks for two that belong together.
const MOST_TERMS: usize = 30;

/// Two squares in a sum that are 1 together, whatever stands before both of them: 3x cosh² u − 3x sinh² u = 3x.
pub(super) fn squares(mut terms: Terms) -> Terms {
    const PAIRS: [(Function, Function, i64); 2] =
        [(Function::Cosine, Function::Sine, 1), (Function::HyperbolicCosine, Function::HyperbolicSine, -1)];
    if terms.count() > MOST_TERMS {
        return terms;
    }
    loop {
        let found = terms.iter().find_map(|(monic, coefficient)| {
            PAIRS.into_iter().find_map(|(function, other, sign)| {
                let (u, rest) = square_of(monic, function)?;
                let partner = times(&rest, u.function_of(other), 2);
                let wanted = coefficient * BigInt::from(sign);
                let there = terms.iter().any(|(monic, coefficient)| monic == partner && *coefficient == wanted);
                there.then(|| (monic, partner, rest.formula(), coefficient.clone(), wanted))
            })
        });
        let Some((monic, partner, rest, coefficient, wanted)) = found else { return terms };
        terms.add(monic, -&coefficient);
        terms.add(partner, -wanted);
        terms.add_formula(rest, &coefficient);
    }
}

/// The u of a factor f(u)², and the other factors.
fn square_of(monic: Expr, function: Function) -> Option<(Expr, Factors)> {
    let factors = Factors::of(monic);
    let two = BigRational::from_integer(2.into());
    let of = |base: Expr| match *base.node() {
        Node::Function(found, u) if found == function => Some(u),
        _ => None,
    };
    let (base, u) = factors.iter().find_map(|(base, exponent)| {
        of(base).filter(|_| exponent.as_number().as_ref() == Some(&two)).map(|u| (base, u))
    })?;
    let mut rest = Factors::default();
    factors.iter().filter(|(other, _)| *other != base).for_each(|(base, exponent)| rest.multiply(base, exponent));
    Some((u, rest))
}

fn times(factors: &Factors, base: Expr, exponent: i64) -> Expr {
    let mut product = factors.clone();
    product.multiply(base, &Terms::number(BigRational::from_integer(exponent.into())));
    product.formula()
}

/// sinh u/cosh u = tanh u, as far as both have the same power; and (∛u)³ = u.
pub(super) fn quotients(product: Factors) -> Factors {
    const RATIOS: [(Function, Function, Function); 2] = [
        (Function::Sine, Function::Cosine, Function::Tangent),
        (Function::HyperbolicSine, Function::HyperbolicCosine, Function::HyperbolicTangent),
    ];
    let functions = product.iter().any(|(base, _)| matches!(base.node(), Node::Function(..)));
    if !functions {
        return product;
    }
    let whole =
        |exponent: &Terms| exponent.as_number().filter(BigRational::is_integer).map(|number| number.to_integer());
    let powers: Vec<(Expr, Function, Expr, BigInt)> = product
        .iter()
        .filter_map(|(base, exponent)| match *base.node() {
            Node::Function(function, u) => Some((base, function, u, whole(exponent)?)),
            _ => None,
        })
        .collect();
    let mut product = product;
    let add = |product: &mut Factors, base: Expr, exponent: BigInt| {
        product.multiply(base, &Terms::number(BigRational::from_integer(exponent)));
    };
    for (base, function, u, exponent) in &powers {
        if *function == Function::CubeRoot && exponent.abs() >= BigInt::from(3) {
            let (thirds, _) = exponent.div_rem(&BigInt::from(3));
            add(&mut product, *base, -(&thirds * BigInt::from(3)));
            for (inner, power) in Factors::of(*u).iter() {
                product.multiply(inner, &power.scaled(&BigRational::from_integer(thirds.clone())));
            }
            let number = Factors::of(*u).coefficient;
            product.coefficient *= num_traits::Pow::pow(&number, thirds.to_i32().unwrap_or(0));
        }
        for (above, below, ratio) in RATIOS {
            if *function != above {
                continue;
            }
            let partner = u.function_of(below);
            let other = powers.iter().find(|(base, ..)| *base == partner).map(|(.., exponent)| exponent);
            let Some(other) = other.filter(|other| (*other * exponent).is_negative()) else { continue };
            let common = exponent.abs().min(other.abs()) * exponent.signum();
            add(&mut product, *base, -common.clone());
            add(&mut product, partner, common.clone());
            add(&mut product, u.function_of(ratio), common);
        }
    }
    product
}
