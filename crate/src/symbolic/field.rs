//! Formulas calculated with whole numbers modulo a prime, where nothing is rounded.
//!
//! Two rational functions are equal if and only if the numerator of their difference is the polynomial 0. A polynomial
//! of degree d that is not 0 vanishes at a random point of a field of p elements with a chance of at most d/p
//! (J. T. Schwartz, *Fast probabilistic algorithms for verification of polynomial identities*, 1980; R. Zippel, 1979).

use super::arena::{Node, Table};
use super::expr::Expr;
use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::ToPrimitive;

/// 2⁶¹ − 1, and the largest prime below 2⁶⁴: a number in a formula would have to be a multiple of both to go unseen.
pub(super) const PRIMES: [u64; 2] = [(1 << 61) - 1, u64::MAX - 58];

fn times(a: u64, b: u64, p: u64) -> u64 {
    (u128::from(a) * u128::from(b) % u128::from(p)) as u64
}

fn plus(a: u64, b: u64, p: u64) -> u64 {
    ((u128::from(a) + u128::from(b)) % u128::from(p)) as u64
}

fn power(mut base: u64, mut exponent: u64, p: u64) -> u64 {
    let mut result = 1;
    while exponent > 0 {
        if exponent & 1 == 1 {
            result = times(result, base, p);
        }
        base = times(base, base, p);
        exponent >>= 1;
    }
    result
}

/// 1/a, by Fermat's little theorem.
fn inverse(a: u64, p: u64) -> Option<u64> {
    (a != 0).then(|| power(a, p - 2, p))
}

fn reduced(value: &BigInt, p: u64) -> u64 {
    value.mod_floor(&BigInt::from(p)).to_u64().unwrap_or(0)
}

/// Random numbers from a fixed start, so that every run decides the same (G. L. Steele and others, *Fast splittable
/// pseudorandom number generators*, 2014).
#[derive(Clone, Debug)]
pub(super) struct Random(pub(super) u64);

impl Random {
    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From 0 to 1.
    pub(super) fn fraction(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }
}

/// The values of several formulas at one point, chosen at random: one number for each variable, and for each part that
/// is no rational function (such as sin x), as if it were a variable too. `None` for what divides by 0 there.
pub(super) fn values(formulas: &[Expr], p: u64, random: &mut Random) -> Vec<Option<u64>> {
    let mut chosen: Table<u64> = Table::default();
    let mut of = |formula: Expr| {
        let mut results: Table<Option<u64>> = Table::default();
        for expr in formula.nodes() {
            let known = |part: Expr| results.get(&part).copied().flatten();
            let both = |u: Expr, v: Expr| known(u).zip(known(v));
            let result = match *expr.node() {
                Node::Constant(ref value) => {
                    inverse(reduced(value.denom(), p), p).map(|below| times(reduced(value.numer(), p), below, p))
                }
                Node::Sum(u, v) => both(u, v).map(|(a, b)| plus(a, b, p)),
                Node::Negative(u) => known(u).map(|a| (p - a) % p),
                Node::Read(u, _) => known(u),
                Node::Product(u, v) => both(u, v).map(|(a, b)| times(a, b, p)),
                Node::Quotient(u, v) => both(u, v).and_then(|(a, b)| Some(times(a, inverse(b, p)?, p))),
                Node::Power(u, v) => match whole(v) {
                    // The powers of a repeat after p − 1.
                    Some(exponent) => known(u).and_then(|a| {
                        let size = reduced(&BigInt::from(exponent.magnitude().clone()), p - 1);
                        let raised = power(a, size, p);
                        if exponent.sign() == num_bigint::Sign::Minus { inverse(raised, p) } else { Some(raised) }
                    }),
                    None => Some(*chosen.entry(expr).or_insert_with(|| random.next() % p)),
                },
                Node::Undefined(_) | Node::Derivative(..) => None,
                Node::Pi
                | Node::Measured(_)
                | Node::Variable(_)
                | Node::Function(..)
                | Node::Maximum(..)
                | Node::Minimum(..)
                | Node::Angle(..) => Some(*chosen.entry(expr).or_insert_with(|| random.next() % p)),
            };
            results.insert(expr, result);
        }
        results.get(&formula).copied().flatten()
    };
    formulas.iter().map(|formula| of(*formula)).collect()
}

fn whole(exponent: Expr) -> Option<&'static BigInt> {
    exponent.as_constant().filter(|value| value.is_integer()).map(num_rational::BigRational::numer)
}

/// Whether a formula is made of numbers, variables, + − · / and whole powers only.
pub(super) fn is_rational(formula: Expr) -> bool {
    formula.nodes().into_iter().all(|expr| match *expr.node() {
        // Its last digit is rounded.
        Node::Measured(_) => false,
        Node::Function(..) | Node::Maximum(..) | Node::Minimum(..) | Node::Angle(..) => false,
        Node::Derivative(..) | Node::Undefined(_) => false,
        Node::Power(_, v) => whole(v).is_some(),
        _ => true,
    })
}

/// A bound for the degree of numerator and denominator, as a number that may be large.
pub(super) fn degree_bound(formula: Expr) -> f64 {
    let mut bounds: Table<f64> = Table::default();
    for expr in formula.nodes() {
        let known = |part: Expr| bounds.get(&part).copied().unwrap_or(0.0);
        let bound = match *expr.node() {
            Node::Constant(_) | Node::Measured(_) => 0.0,
            Node::Sum(u, v) | Node::Product(u, v) | Node::Quotient(u, v) => known(u) + known(v),
            Node::Negative(u) | Node::Read(u, _) => known(u),
            Node::Power(u, v) => match whole(v) {
                Some(exponent) => known(u) * exponent.to_f64().unwrap_or(f64::INFINITY).abs(),
                None => 1.0,
            },
            _ => 1.0,
        };
        bounds.insert(expr, bound);
    }
    bounds.get(&formula).copied().unwrap_or(0.0)
}
