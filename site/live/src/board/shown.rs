//! How formulas and pictures go to the page: a formula as text and as LaTeX, a picture with its data for a hand and its words.

use super::bounds::LONGEST_LATEX;
use calculus::plot::{Picture, Touchable};
use calculus::show::Rich;
use calculus::symbolic::Expr;
use serde_json::{Value, json};

/// A formula. Its LaTeX is missing where it is too long to be read.
pub fn formula(formula: Expr) -> Value {
    json!({ "text": formula.to_string(), "latex": short(formula.latex()) })
}

/// What is shown as a formula, such as a derivation with its rules.
pub fn latex(value: &dyn Rich) -> Option<String> {
    let latex = value.latex()?;
    short(latex.trim().trim_start_matches("$$").trim_end_matches("$$").to_owned())
}

fn short(latex: String) -> Option<String> {
    (latex.len() <= LONGEST_LATEX).then_some(latex)
}

pub fn picture(picture: &dyn Picture) -> Value {
    let Touchable { svg, data } = picture.touchable();
    json!({ "svg": svg, "touch": data, "words": picture.describe() })
}

/// A number within LaTeX, to six digits.
pub fn latex_number(value: f64) -> String {
    let Some((digits, power)) = format!("{value:.5e}").split_once('e').map(|(d, p)| (d.to_owned(), p.to_owned())) else {
        return "\\text{NaN}".to_owned();
    };
    let power: i32 = power.parse().unwrap_or(0);
    let trimmed = |text: &str| if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { text }.to_owned();
    if (-4..=6).contains(&power) {
        return trimmed(&format!("{value:.*}", usize::try_from(5 - power).unwrap_or(0)));
    }
    format!("{} \\cdot 10^{{{power}}}", trimmed(&digits))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_six_digits() {
        let written = [2.0, -0.469_285_714, 36.42, 1_234_567.0, 1.5e-7, 0.0, 1e300].map(latex_number);
        assert_eq!(written, ["2", "-0.469286", "36.42", "1234567", "1.5 \\cdot 10^{-7}", "0", "1 \\cdot 10^{300}"]);
        assert_eq!(latex_number(f64::INFINITY), "\\text{NaN}");
    }
}
