//! Numbers as a person writes them.

use num_bigint::BigInt;

/// A number as it is read: 10 rather than 10.0, and a minus sign that is one.
pub(crate) fn number(value: f64) -> String {
    if value.is_infinite() {
        return if value > 0.0 { "+∞".into() } else { "−∞".into() };
    }
    plain(value).replace('-', "−")
}

/// A finite number as it is written in a cell, without a needless .0.
pub(crate) fn plain(value: f64) -> String {
    let text = format!("{value:?}");
    text.strip_suffix(".0").unwrap_or(&text).to_owned()
}

/// The digits as they stand in an exponent, each in the place of its value.
pub(crate) const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/// A whole number as it stands in an exponent, with whichever minus sign.
pub(crate) fn raised(number: &str) -> String {
    number.chars().map(|c| c.to_digit(10).map_or('⁻', |digit| RAISED[digit as usize])).collect()
}

/// The shortest decimal of a finite number, as digits and an exponent of ten.
pub(crate) fn decimal(value: f64) -> (BigInt, i32) {
    let text = format!("{value:e}");
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let places = mantissa.split_once('.').map_or(0, |(_, fraction)| fraction.len() as i32);
    let digits = mantissa.replace('.', "").parse().unwrap_or_default();
    (digits, exponent.parse::<i32>().unwrap_or(0) - places)
}
