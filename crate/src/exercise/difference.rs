//! Where a wrong formula differs from the right one: enough to find the mistake by, and not the answer.

use super::answer::equal;
use crate::number::written::number;
use crate::symbolic::{Expr, Node};

/// Which terms of the answer are wrong, if it has terms that can be compared; or else a place at which it is wrong.
/// `denominator` is what the function is divided by.
pub(super) fn where_they_differ(answer: Expr, right: Expr, denominator: Option<Expr>) -> String {
    let at = |formula: Expr, x: f64| formula.at(x).value();
    let difference = |x: f64| Some(at(answer, x)? - at(right, x)?);
    if let Some(powers) = powers(difference) {
        return format!("that is not equal to the derivative. Look again at {powers}.");
    }
    if let Some(z) = denominator.filter(|_| matches!(answer.node(), Node::Quotient(..)))
        && let Some(powers) = powers(|x| Some(difference(x)? * at(z, x)?.powi(2)))
    {
        return format!(
            "that is not equal to the derivative. With z² below the line, look above it again, at {powers}."
        );
    }
    for x in [1.0, 2.0, -1.0, 0.0, 3.0] {
        if let (Some(given), Some(slope)) = (answer.at(x).value(), right.at(x).value())
            && !equal(given, slope)
        {
            // Not the 0 with a sign that a machine has.
            let slope = slope + 0.0;
            let short = |value: f64| Short(value).to_string().replace('-', "−");
            let [given, slope] = match [given, slope].map(short) {
                [given_short, slope_short] if given_short == slope_short => [given, slope].map(number),
                apart => apart,
            };
            let x = short(x);
            return format!(
                "that is not equal to the derivative. At x = {x}, for instance, it is {given}, and the curve has the slope \
                 {slope} there. Compare it with the rules, one by one."
            );
        }
    }
    "that is not equal to the derivative. Compare it with the rules, one by one.".to_owned()
}

/// Six digits are plenty for finding a mistake.
struct Short(f64);

impl std::fmt::Display for Short {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let size = self.0.abs();
        if size != 0.0 && !(1e-4..1e9).contains(&size) {
            return write!(out, "{:.2e}", self.0);
        }
        let text = format!("{:.4}", self.0);
        write!(out, "{}", if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text })
    }
}

/// "the term with x^2 and the constant", if two formulas differ by a polynomial of few terms.
fn powers(difference: impl Fn(f64) -> Option<f64>) -> Option<String> {
    let coefficients = coefficients(difference)?;
    let largest = coefficients.iter().fold(0.0, |largest: f64, coefficient| largest.max(coefficient.abs()));
    let names: Vec<String> = (0..PLACES.len())
        .rev()
        .filter(|power| coefficients[*power].abs() > 1e-6 * largest)
        .map(|power| match power {
            0 => "the constant".to_owned(),
            1 => "the term with x".to_owned(),
            power => format!("the term with x^{power}"),
        })
        .collect();
    match names.as_slice() {
        // Where most of it is wrong, a list helps nobody.
        [] | [_, _, _, _, ..] => None,
        [one] => Some(one.clone()),
        [some @ .., last] => Some(format!("{} and {last}", some.join(", "))),
    }
}

/// Where a polynomial is read, which has one coefficient for each.
const PLACES: [f64; 7] = [0.0, 0.5, -0.5, 1.0, -1.0, 1.5, -1.5];

/// Those of a polynomial, from its values by Newton's divided differences; `None` for anything else.
fn coefficients(f: impl Fn(f64) -> Option<f64>) -> Option<[f64; PLACES.len()]> {
    let mut differences = [0.0; PLACES.len()];
    for (value, x) in differences.iter_mut().zip(PLACES) {
        *value = f(x)?;
    }
    for order in 1..PLACES.len() {
        for n in (order..PLACES.len()).rev() {
            differences[n] = (differences[n] - differences[n - 1]) / (PLACES[n] - PLACES[n - order]);
        }
    }
    // From the innermost bracket of d₀ + (x − x₀)(d₁ + (x − x₁)(…)) outwards.
    let mut coefficients = [0.0; PLACES.len()];
    for n in (0..PLACES.len()).rev() {
        for power in (0..PLACES.len()).rev() {
            let lower = if power > 0 { coefficients[power - 1] } else { differences[n] };
            coefficients[power] = lower - PLACES[n] * coefficients[power];
        }
    }
    let polynomial = |x: f64| coefficients.iter().rev().fold(0.0, |sum, coefficient| sum * x + coefficient);
    let agrees = |x: f64| f(x).is_some_and(|value| (value - polynomial(x)).abs() <= 1e-6 * value.abs());
    [0.31, -0.73, 1.29, 2.7].into_iter().all(agrees).then_some(coefficients)
}
