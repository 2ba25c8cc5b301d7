//! Where a wrong formula differs from the right one: enough to find the mistake by, and not the answer.

use super::answer::equal;
use crate::symbolic::{Expr, Node};

/// The answers of the exercises have no higher powers than this.
const HIGHEST: usize = 6;

/// Which terms of the answer are wrong, if it has terms that can be compared; or else a place at which it is wrong.
/// `denominator` is what the function is divided by.
pub(super) fn where_they_differ(answer: Expr, right: Expr, denominator: Option<Expr>) -> String {
    if let Some(powers) = differing_powers(answer, right) {
        return format!("that is not equal to the derivative. Look again at {}.", powers);
    }
    if let Some(z) = denominator.filter(|z| z.degree() <= 2.0 && matches!(answer.node(), Node::Quotient(..)))
        && let Some(powers) = differing_powers(answer * z * z, right * z * z)
    {
        return format!(
            "that is not equal to the derivative. With z² below the line, look above it again, at {powers}."
        );
    }
    for x in [1.0, 2.0, -1.0, 0.0, 3.0] {
        if let (Some(given), Some(slope)) = (answer.at(x).value(), right.at(x).value())
            && !equal(given, slope)
        {
            let [x, given, slope] = [x, given, slope].map(|value| format!("{}", Short(value)).replace('-', "−"));
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

/// "the terms with x^2 and x", if both are polynomials.
fn differing_powers(one: Expr, two: Expr) -> Option<String> {
    let (one, two) = (coefficients(one)?, coefficients(two)?);
    let names: Vec<String> = (0..=HIGHEST)
        .rev()
        .filter(|power| !equal(one[*power], two[*power]))
        .map(|power| match power {
            0 => "the constant".to_owned(),
            1 => "the term with x".to_owned(),
            power => format!("the term with x^{power}"),
        })
        .collect();
    match names.as_slice() {
        [] => None,
        [one] => Some(one.clone()),
        // Where most of it is wrong, a list helps nobody.
        [_, _, _, _, ..] => None,
        [some @ .., last] => Some(format!("{} and {last}", some.join(", "))),
    }
}

/// Those of a polynomial, by its derivatives at 0 (Taylor's formula); `None` for anything else.
fn coefficients(formula: Expr) -> Option<[f64; HIGHEST + 1]> {
    if formula.nodes().iter().any(|part| matches!(part.node(), Node::Function(..))) || formula.degree() > HIGHEST as f64
    {
        return None;
    }
    let mut coefficients = [0.0; HIGHEST + 1];
    let (mut derivative, mut factorial) = (formula.simplify(), 1.0);
    for (power, coefficient) in coefficients.iter_mut().enumerate() {
        factorial *= power.max(1) as f64;
        *coefficient = derivative.at(0.0).value()? / factorial;
        derivative = derivative.derivative("x").simplify();
    }
    let polynomial = |x: f64| coefficients.iter().rev().fold(0.0, |sum, coefficient| sum * x + coefficient);
    let agrees =
        |x: f64| formula.at(x).value().is_some_and(|value| (value - polynomial(x)).abs() <= 1e-6 * value.abs());
    [0.31, -0.73, 1.29].into_iter().all(agrees).then_some(coefficients)
}
