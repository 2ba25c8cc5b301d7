//! Formulas without variables in a form in which equal ones look alike, as far as a textbook knows:
//!
//! ```text
//! roots        √12 = 2√3,  1/√2 = √2/2
//! logarithms   ln 12 = 2 ln 2 + ln 3,  ln √e = 1/2
//! powers       e^(2 ln 3) = 9
//! angles       sin(π/6) = 1/2,  cos(3π/4) = −√2/2,  tan(π/3) = √3
//! ```

use super::sign::{floor, sign, sign_by_value};
use super::stop::Stop;
use crate::symbolic::arena::{Function, Node, Table};
use crate::symbolic::expr::Expr;
use crate::symbolic::factors::Factors;
use crate::symbolic::rules::{add, multiply, power};
use crate::symbolic::terms::Terms;
use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive, Zero};
use std::cell::{Cell, RefCell};

/// Divisors of numbers are looked for up to here.
const LARGEST_DIVISOR: u32 = 1_000;
/// So many results are kept.
const MOST_KEPT: usize = 20_000;

/// So many nodes at most are worked on for one question.
const MOST_WORK: u64 = 20_000;

thread_local! {
    static KNOWN: RefCell<Table<Expr>> = RefCell::new(Table::default());
    static WORK: Cell<u64> = const { Cell::new(0) };
}

/// Lets the next questions work on so much more.
pub(super) fn start() {
    WORK.set(0);
}

pub(super) fn canonical(formula: Expr) -> Result<Expr, Stop> {
    if let Some(known) = KNOWN.with_borrow(|known| known.get(&formula).copied()) {
        return Ok(known);
    }
    WORK.set(WORK.get() + formula.tree_size());
    if WORK.get() > MOST_WORK {
        return Err(Stop::Unknown("the numbers in it take more work than I am allowed".into()));
    }
    let mut failed = None;
    let rebuilt = formula.rebuilt(|old, again| {
        // What was made canonical before is.
        if let Some(known) = KNOWN.with_borrow(|known| known.get(&old).copied()) {
            return known;
        }
        let simple = match *again.node() {
            Node::Function(function, u) => of_function(function, u, again),
            Node::Power(u, v) => Ok(of_power(u, v).or_else(|| of_any_power(u, v)).unwrap_or(again)),
            Node::Quotient(u, v) if v.is_number() || matches!(v.node(), Node::Pi) => Ok(u / v),
            Node::Quotient(u, v) => Ok(of_power(v, Expr::integer(-1)).map_or(again, |inverse| multiply(u, inverse))),
            Node::Maximum(u, v) => choice(u, v, true),
            Node::Minimum(u, v) => choice(u, v, false),
            _ => Ok(again),
        };
        simple.unwrap_or_else(|stop| {
            failed.get_or_insert(stop);
            again
        })
    });
    if let Some(stop) = failed {
        return Err(stop);
    }
    let simple = reduced(rebuilt.simplify());
    KNOWN.with_borrow_mut(|known| {
        if known.len() > MOST_KEPT {
            known.clear();
        }
        known.insert(formula, simple);
        known.insert(simple, simple);
    });
    Ok(simple)
}

/// As a person writes it: 2√2 for 2^(3/2), and 1/e.
pub(super) fn shown(formula: Expr) -> Expr {
    formula.rebuilt(|_, again| match *again.node() {
        Node::Power(u, v) => of_power(u, v).unwrap_or(again),
        Node::Function(Function::Exponential, u) if u == Expr::integer(-1) => Expr::integer(1) / Expr::e(),
        // 2^π for e^(π ln 2)
        Node::Function(Function::Exponential, u) if !matches!(u.node(), Node::Sum(..)) => {
            let factors = Factors::of(u);
            let logarithm = factors.iter().find_map(|(base, times)| match *base.node() {
                Node::Function(Function::Logarithm, of) if times.as_number().is_some_and(|n| n.is_one()) => {
                    Some((base, of))
                }
                _ => None,
            });
            logarithm.map_or(again, |(logarithm, of)| of.raised((u / logarithm).simplify()))
        }
        _ => again,
    })
}

/// Once more for what multiplying has made: √6/√2, 2^(−1/2), (3 ln 2 + 3 ln 5)/(ln 2 + ln 5).
fn reduced(formula: Expr) -> Expr {
    let again = formula.rebuilt(|_, again| match *again.node() {
        Node::Power(u, v) => of_power(u, v).unwrap_or(again),
        Node::Function(Function::SquareRoot, u) => of_power(u, half()).unwrap_or(again),
        Node::Quotient(u, v) if v.as_constant().is_none() => proportion(u, v)
            .or_else(|| of_power(v, Expr::integer(-1)).map(|inverse| multiply(u, inverse)))
            .unwrap_or(again),
        _ => again,
    });
    if again == formula { formula } else { again.simplify() }
}

/// How many times one sum another is, if that is a fraction.
fn proportion(u: Expr, v: Expr) -> Option<Expr> {
    if !matches!((u.node(), v.node()), (Node::Sum(..), Node::Sum(..))) {
        return None;
    }
    let (above, below) = (Terms::of(u), Terms::of(v));
    let (first, of_below) = below.iter().next()?;
    let times = above.iter().find(|(monic, _)| *monic == first).map(|(_, of_above)| of_above / of_below)?;
    let mut rest = above;
    rest.add_all(&below, &-times.clone());
    rest.formula().is_zero().then(|| Expr::constant(times))
}

fn half() -> Expr {
    Expr::constant(BigRational::new(1.into(), 2.into()))
}

fn choice(u: Expr, v: Expr, larger: bool) -> Result<Expr, Stop> {
    Ok(if sign(canonical(u - v)?)?.is_ge() == larger { u } else { v })
}

fn of_function(function: Function, u: Expr, again: Expr) -> Result<Expr, Stop> {
    Ok(match function {
        Function::SquareRoot => of_power(u, half()).unwrap_or(again),
        Function::Exponential => exponential(u.simplify()),
        Function::Logarithm => logarithm(u.simplify()).unwrap_or(again),
        Function::AbsoluteValue => {
            let value = canonical(u)?;
            if sign(value)?.is_lt() { -value } else { value }
        }
        Function::Floor => floor(canonical(u)?)?,
        Function::Sign => match sign(canonical(u)?)? {
            std::cmp::Ordering::Less => Expr::integer(-1),
            std::cmp::Ordering::Equal => Expr::integer(0),
            std::cmp::Ordering::Greater => Expr::integer(1),
        },
        Function::Rectifier => choice(u, Expr::integer(0), true)?,
        Function::CubeRoot => {
            let value = canonical(u)?;
            let third = Expr::constant(BigRational::new(1.into(), 3.into()));
            let root = |positive: Expr| of_power(positive, third).unwrap_or_else(|| power(positive, third));
            match sign(value)? {
                std::cmp::Ordering::Equal => Expr::integer(0),
                std::cmp::Ordering::Greater => root(value),
                std::cmp::Ordering::Less => -root((-value).simplify()),
            }
        }
        _ => match by_exponentials(function, u) {
            Some(formula) => canonical(formula)?,
            None => again,
        },
    })
}

/// Hyperbolic functions and their kin by exponentials and logarithms, so that what is equal looks alike.
fn by_exponentials(function: Function, u: Expr) -> Option<Expr> {
    let (one, two) = (Expr::integer(1), Expr::integer(2));
    let (exponential, logarithm) = (Function::Exponential, Function::Logarithm);
    let (up, down) = (u.function_of(exponential), (-u).simplify().function_of(exponential));
    let area = |number: Expr| (u + (u * u + number).function_of(Function::SquareRoot)).function_of(logarithm);
    Some(match function {
        Function::BinaryLogarithm => u.function_of(logarithm) / two.function_of(logarithm),
        Function::DecimalLogarithm => u.function_of(logarithm) / Expr::integer(10).function_of(logarithm),
        Function::HyperbolicSine => (up - down) / two,
        Function::HyperbolicCosine => (up + down) / two,
        Function::HyperbolicTangent => (up - down) / (up + down),
        Function::AreaSine => area(one),
        Function::AreaCosine => area(Expr::integer(-1)),
        Function::AreaTangent => ((one + u) / (one - u)).function_of(logarithm) / two,
        Function::Sigmoid => one / (one + down),
        Function::Softplus => (one + up).function_of(logarithm),
        _ => return None,
    })
}

fn ratio(above: i64, below: i64) -> BigRational {
    BigRational::new(above.into(), below.into())
}

/// e^(a + q ln r) = rᑫ eᵃ
fn exponential(u: Expr) -> Expr {
    let mut rest = Terms::default();
    let mut factors = Vec::new();
    for (monic, coefficient) in Terms::of(u).iter() {
        match *monic.node() {
            Node::Function(Function::Logarithm, inner) => {
                let exponent = Expr::constant(coefficient.clone());
                factors.push(of_power(inner, exponent).unwrap_or_else(|| power(inner, exponent)));
            }
            _ => rest.add(monic, coefficient.clone()),
        }
    }
    let rest = rest.formula();
    let rest = if rest.is_zero() { Expr::integer(1) } else { rest.function_of(Function::Exponential) };
    factors.into_iter().fold(rest, |product, factor| multiply(factor, product))
}

/// The logarithm of a product, if all of it is above 0: the sum of the logarithms.
fn logarithm(u: Expr) -> Option<Expr> {
    let factors = Factors::of(u);
    if !factors.coefficient.is_positive() {
        return None;
    }
    let mut sum = Expr::integer(0);
    for (number, sign) in [(factors.coefficient.numer(), 1), (factors.coefficient.denom(), -1)] {
        let (primes, rest) = divisors(number)?;
        let mut parts: Vec<(BigInt, i64)> = primes.into_iter().map(|(prime, times)| (prime.into(), times)).collect();
        parts.push((rest, 1));
        for (part, times) in parts.into_iter().filter(|(part, _)| !part.is_one()) {
            let of = Expr::constant(BigRational::from_integer(part)).function_of(Function::Logarithm);
            sum = add(sum, multiply(Expr::integer(sign * times), of));
        }
    }
    for (base, exponent) in factors.iter() {
        if base == Expr::e() {
            sum = add(sum, exponent.formula());
            continue;
        }
        if sign_by_value(base) != Some(std::cmp::Ordering::Greater) {
            return None;
        }
        let of = match base.as_constant() {
            Some(_) => logarithm(base)?,
            None => base.function_of(Function::Logarithm),
        };
        sum = add(sum, multiply(exponent.formula(), of));
    }
    Some(sum.simplify())
}

/// The prime divisors of a positive number with their multiplicities, and what is left.
fn divisors(number: &BigInt) -> Option<(Vec<(u32, i64)>, BigInt)> {
    if !number.is_positive() || number.bits() > 256 {
        return None;
    }
    let mut rest = number.clone();
    let mut primes = Vec::new();
    let mut divisor = 2u32;
    while divisor <= LARGEST_DIVISOR && !rest.is_one() {
        if BigInt::from(divisor) * divisor > rest {
            break;
        }
        let mut times = 0;
        while let (quotient, remainder) = rest.div_rem(&BigInt::from(divisor))
            && remainder.is_zero()
        {
            rest = quotient;
            times += 1;
        }
        if times > 0 {
            primes.push((divisor, times));
        }
        divisor += 1;
    }
    // A prime that is left is like the others.
    if let Some(prime) = rest.to_u32().filter(|prime| *prime > 1 && u64::from(*prime) <= 1_000_000) {
        match primes.iter_mut().find(|(known, _)| *known == prime) {
            Some((_, times)) => *times += 1,
            None => primes.push((prime, 1)),
        }
        rest = BigInt::one();
    }
    Some((primes, rest))
}

/// A power of a positive fraction, as a fraction times roots of primes, each to a power between 0 and 1; a power of a
/// root, and 1 divided by a root.
fn of_power(base: Expr, exponent: Expr) -> Option<Expr> {
    let exponent = exponent.as_constant()?;
    if exponent.denom().to_u32().is_none_or(|below| below > 1_000) || exponent.numer().bits() > 16 {
        return None;
    }
    let (inner, outer) = match *base.node() {
        Node::Function(Function::SquareRoot, u) => (u.as_constant()?.clone(), exponent * ratio(1, 2)),
        Node::Power(u, v) => (u.as_constant()?.clone(), exponent * v.as_constant()?),
        Node::Constant(ref value) => (value.clone(), exponent.clone()),
        Node::Product(..) | Node::Quotient(..) | Node::Negative(_) => return of_product(base, exponent),
        _ => return None,
    };
    if !inner.is_positive() {
        return None;
    }
    let mut number = BigRational::one();
    let mut roots: Vec<(BigInt, BigRational)> = Vec::new();
    for (part, sign) in [(inner.numer(), 1), (inner.denom(), -1)] {
        let (primes, rest) = divisors(part)?;
        let mut parts: Vec<(BigInt, i64)> = primes.into_iter().map(|(prime, times)| (prime.into(), times)).collect();
        parts.push((rest, 1));
        for (part, times) in parts.into_iter().filter(|(part, _)| !part.is_one()) {
            let exponent = &outer * BigRational::from_integer((sign * times).into());
            let whole = exponent.floor();
            number *= BigRational::from_integer(part.clone()).pow(whole.to_integer().to_i32()?);
            let left = exponent - whole;
            if !left.is_zero() {
                roots.push((part, left));
            }
        }
    }
    let half = ratio(1, 2);
    let root = |(part, exponent): (BigInt, BigRational)| {
        let part = Expr::constant(BigRational::from_integer(part));
        if exponent == half { part.function_of(Function::SquareRoot) } else { part.raised(Expr::constant(exponent)) }
    };
    let roots = roots.into_iter().map(root).reduce(multiply);
    let above = |number: &BigInt| Expr::constant(BigRational::from_integer(number.clone()));
    let product = roots.map_or(above(number.numer()), |roots| multiply(above(number.numer()), roots));
    Some(if number.denom().is_one() { product } else { product / above(number.denom()) })
}

/// A power of a fraction with an exponent that is none, as a power of e: 2^π = e^(π ln 2).
fn of_any_power(base: Expr, exponent: Expr) -> Option<Expr> {
    let positive = base.as_constant().is_some_and(Signed::is_positive);
    if !positive || exponent.as_constant().is_some() {
        return None;
    }
    Some(exponential(multiply(exponent, logarithm(base)?).expand()))
}

/// A whole power of a product of a number and roots of numbers.
fn of_product(base: Expr, exponent: &BigRational) -> Option<Expr> {
    if !exponent.is_integer() {
        return None;
    }
    let factors = Factors::of(base);
    let mut product = Expr::constant(factors.coefficient.pow(exponent.to_integer().to_i32()?));
    if factors.coefficient.is_zero() {
        return None;
    }
    for (base, inner) in factors.iter() {
        let exponent = inner.as_number()? * exponent;
        let raised = of_power(base, Expr::constant(exponent.clone()));
        product = multiply(product, raised.unwrap_or_else(|| power(base, Expr::constant(exponent))));
    }
    Some(product)
}
