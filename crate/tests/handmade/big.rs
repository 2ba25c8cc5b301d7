//! Numbers with 320 bits, which is 96 digits.

use dashu_float::FBig;
use dashu_float::round::mode::HalfEven;

pub type Big = FBig<HalfEven, 2>;

const BITS: usize = 320;

/// What is smaller than this part of what it was made from is what rounding has left of 0: 2⁻²²⁰.
const NOTHING: isize = -220;

/// An `f64` as it is.
pub fn big(number: f64) -> Big {
    with_all_bits(Big::try_from(number).expect("finite"))
}

/// The number, to be calculated with in as many bits as the others: small whole numbers come with few.
pub fn with_all_bits(number: Big) -> Big {
    number.with_precision(BITS).value()
}

pub fn is_zero(number: &Big) -> bool {
    number.repr().significand().is_zero()
}

/// −1, 0 or 1.
pub fn sign(number: &Big) -> i32 {
    match number.partial_cmp(&big(0.0)) {
        Some(std::cmp::Ordering::Less) => -1,
        Some(std::cmp::Ordering::Greater) => 1,
        _ => 0,
    }
}

pub fn magnitude(number: &Big) -> Big {
    if sign(number) < 0 { -number.clone() } else { number.clone() }
}

/// The sum, and exactly 0 where only rounding would be left of it.
pub fn plus(one: &Big, other: &Big) -> Big {
    let sum = one + other;
    let largest = magnitude(one).max(magnitude(other));
    if is_zero(&sum) || magnitude(&sum) < (largest >> NOTHING.unsigned_abs() as isize) {
        return big(0.0);
    }
    with_all_bits(sum)
}

/// The nearest `f64`.
pub fn rounded(number: &Big) -> f64 {
    number.to_f64().value()
}

/// The logarithm of the magnitude to base 2, to the next whole number or so.
pub fn scale(number: &Big) -> f64 {
    let repr = number.repr();
    if is_zero(number) { f64::NEG_INFINITY } else { repr.exponent() as f64 + repr.digits() as f64 }
}

pub fn cube_root(number: &Big) -> Big {
    number.context().cbrt(number.repr()).expect("a finite number").value()
}
