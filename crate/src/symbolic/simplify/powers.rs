//! Powers of numbers and of simplified formulas.

use super::functions::absolute_value;
use crate::symbolic::arena::{Function, Node};
use crate::symbolic::canonical::base_and_exponent;
use crate::symbolic::canonical::split_number;
use crate::symbolic::expr::Expr;
use crate::symbolic::factors::Factors;
use crate::symbolic::terms::{LARGEST_NUMBER, Terms};
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{One, Pow, Signed, ToPrimitive, Zero};

pub(super) enum Fault {
    Undefined(&'static str),
    /// A number with too many digits.
    TooLarge,
}

/// A simplified formula to a power, taken apart as far as this keeps the value.
pub(super) fn raise(base: Expr, exponent: &Terms) -> Result<Factors, Fault> {
    let mut product = Factors::default();
    let Some(number) = exponent.as_number() else {
        if !base.is_one() {
            let (inner, one) = base_and_exponent(base);
            // eᵘ to the power 1 is still eᵘ; e to a power is the exponential function.
            if inner == Expr::e() && one.as_number().is_some_and(|one| one.is_one()) {
                product.multiply(inner, exponent);
            } else {
                product.multiply(base, exponent);
            }
        }
        return Ok(product);
    };
    if number.is_zero() {
        return if base.is_zero() { Err(Fault::Undefined("the formula divides by 0")) } else { Ok(product) };
    }
    if let Some(value) = base.as_constant() {
        return number_to(value, &number);
    }
    if number.is_integer() {
        let factors = Factors::of(base);
        product.coefficient = number_to(&factors.coefficient, &number)?.coefficient;
        for (inner, inner_exponent) in factors.iter() {
            // |u|² = u²
            match *inner.node() {
                Node::Function(Function::AbsoluteValue, u) if even(inner_exponent, &number) => {
                    let (inner, one) = base_and_exponent(u);
                    // Only where u is no product or power itself; otherwise the next pass takes it apart.
                    if one.as_number().is_some_and(|one| one.is_one()) {
                        product.multiply(inner, &inner_exponent.scaled(&number));
                    } else {
                        product.multiply(u, &inner_exponent.scaled(&number));
                    }
                }
                _ => product.multiply(inner, &inner_exponent.scaled(&number)),
            }
        }
        return Ok(product);
    }
    // (c u)ᵖ = cᵖ uᵖ for a positive c, written only where cᵖ is a fraction.
    let (value, monic) = split_number(base);
    if value.is_positive()
        && !value.is_one()
        && let Ok(outside) = number_to(&value, &number)
        && outside.iter().next().is_none()
        && !matches!(base.node(), Node::Sum(..))
    {
        let mut inside = raise(monic, exponent)?;
        inside.coefficient *= outside.coefficient;
        return Ok(inside);
    }
    let (inner, inner_exponent) = base_and_exponent(base);
    match inner_exponent.as_number() {
        _ if inner == Expr::e() => product.multiply(inner, &inner_exponent.scaled(&number)),
        Some(one) if one.is_one() => product.multiply(base, exponent),
        // (u²)ᵖ = |u|²ᵖ
        Some(even) if even.numer().is_even() => {
            let absolute = absolute_value(inner);
            product.multiply(absolute, &inner_exponent.scaled(&number));
        }
        Some(_) => product.multiply(inner, &inner_exponent.scaled(&number)),
        None => product.multiply(base, exponent),
    }
    Ok(product)
}

fn even(exponent: &Terms, factor: &BigRational) -> bool {
    exponent.scaled(factor).as_number().is_some_and(|number| number.is_integer() && number.numer().is_even())
}

/// A number to a power: a fraction if it is one, or else a power of the number.
pub(super) fn number_to(value: &BigRational, exponent: &BigRational) -> Result<Factors, Fault> {
    let mut product = Factors::default();
    if value.is_zero() {
        if exponent.is_negative() {
            return Err(Fault::Undefined("the formula divides by 0"));
        }
        product.coefficient = BigRational::zero();
        return Ok(product);
    }
    if value.is_one() {
        return Ok(product);
    }
    let whole = exponent.to_integer().to_i32().filter(|_| exponent.is_integer());
    if let Some(whole) = whole {
        let bits = value.numer().bits().max(value.denom().bits());
        if bits.saturating_mul(whole.unsigned_abs().into()) > LARGEST_NUMBER {
            return Err(Fault::TooLarge);
        }
        product.coefficient = value.pow(whole);
        return Ok(product);
    }
    if exponent.is_integer() {
        return Err(Fault::TooLarge);
    }
    if value.is_negative() {
        return Err(Fault::Undefined("the formula has a root of a negative number"));
    }
    if let (Some(above), Some(below)) = (exponent.numer().to_i32(), exponent.denom().to_u32()) {
        let root = BigRational::new(value.numer().nth_root(below), value.denom().nth_root(below));
        let bits = root.numer().bits().max(root.denom().bits());
        let exact = bits.saturating_mul(below.into()) <= 2 * LARGEST_NUMBER && Pow::pow(&root, below) == *value;
        if exact {
            return number_to(&root, &BigRational::from(num_bigint::BigInt::from(above)));
        }
    }
    product.multiply(Expr::constant(value.clone()), &Terms::number(exponent.clone()));
    Ok(product)
}
