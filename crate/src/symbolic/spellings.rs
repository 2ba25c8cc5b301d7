//! What can be typed, and what it is read as: to be shown when somebody asks.

use super::parse::parse_in_its_letters;
use crate::show::{Table, shown_as_table};

/// What can be typed in a formula. From [`spellings`].
#[derive(Clone, Copy, Debug)]
pub struct Spellings;

/// A table of what can be typed in a formula, each with what it is read as.
///
/// `log` is the natural logarithm, as in Python, NumPy and nearly all of machine learning, and it is shown as `ln` so
/// that nobody is misled; to base 10 it is `log10` or `lg`, to base 2 `log2` or `log_2`.
///
/// ```
/// use calculus::prelude::*;
/// use calculus::show::Rich;
/// assert!(spellings().text().contains("log(x)"));
/// ```
pub fn spellings() -> Spellings {
    Spellings
}

const TYPED: [(&str, &[&str]); 22] = [
    ("products", &["2x(x + 1)", "x·y", "x×y", "x*y"]),
    ("fractions, from left to right", &["1/2x", "x÷2", "½x"]),
    ("powers", &["x²", "x^2", "x**2", "2^-x", "e^-x"]),
    ("roots", &["√x", "sqrt(x)", "∛x", "cbrt(x)", "x^(1/2)"]),
    ("distance from 0", &["|x|", "abs(x)"]),
    ("exponential functions", &["exp x", "e^x", "2^x", "exp2(x)"]),
    ("natural logarithm", &["log(x)", "ln x", "log x"]),
    ("logarithm to base 10", &["lg x", "log10(x)", "log_10 x"]),
    ("logarithm to another base", &["log_2 x", "log2(x)", "lb x", "log_3(x)"]),
    ("angles in radians", &["sin 2x", "cos(2x)", "tan x"]),
    ("the rest of the triangle", &["cot x", "sec x", "csc x"]),
    ("powers of functions", &["sin²x", "sin^2 x", "sin(x)^2"]),
    ("arc functions", &["sin^-1 x", "asin x", "arcsin x", "tan⁻¹ x"]),
    ("hyperbolic functions", &["sinh x", "cosh x", "tanh x"]),
    ("their inverses", &["tanh^-1 x", "atanh x", "artanh x"]),
    ("machine learning", &["logistic(x)", "sigmoid x", "relu(x)", "softplus(x)"]),
    ("jumps", &["⌊x⌋", "floor(x)", "⌈x⌉", "sgn x", "sign x", "step(x)"]),
    ("of two numbers", &["max(x, 0)", "min(x, 0)"]),
    ("length and angle of (x, y)", &["hypot(x, y)", "atan2(y, x)"]),
    ("constants", &["2π", "2pi", "e"]),
    ("numbers", &["2.5e-3", "0.5", ".5"]),
    ("brackets", &["[x + 1]/{x}", "(x + 1)/(x)"]),
];

impl Table for Spellings {
    fn caption(&self) -> Option<String> {
        Some(
            "What can be typed in a formula. log is the natural logarithm, as in Python; to base 10 it is log10."
                .into(),
        )
    }

    fn cells(&self) -> Vec<Vec<String>> {
        let headings = ["what is meant", "what is typed", "what the first is read as"].map(str::to_owned).to_vec();
        let row = |(meant, typed): &(&str, &[&str])| {
            let first = typed.first().copied().unwrap_or_default();
            let read = parse_in_its_letters(first).map_or_else(|error| error.message(), |read| read.to_string());
            vec![(*meant).to_owned(), typed.join("   "), read]
        };
        std::iter::once(headings).chain(TYPED.iter().map(row)).collect()
    }
}

shown_as_table!(Spellings);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_in_the_table_is_read() {
        for text in TYPED.iter().flat_map(|(_, typed)| typed.iter()) {
            assert!(parse_in_its_letters(text).is_ok(), "{text}");
        }
        assert_eq!(parse_in_its_letters("log x").unwrap().to_string(), "ln(x)");
    }
}
