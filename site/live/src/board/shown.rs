//! How things go to the page: a formula as text and as LaTeX, all else in its forms.

use super::bounds::LONGEST_SHOWN;
use crate::forms;
use calculus::show::Rich;
use calculus::symbolic::Expr;
use serde_json::{Value, json};

/// A formula, its LaTeX without dollar signs.
pub fn formula(formula: Expr) -> Value {
    let latex = Some(formula.latex()).filter(|latex| latex.len() <= LONGEST_SHOWN);
    json!({ "text": short(formula.to_string()), "latex": latex })
}

/// A picture, a derivation, a table: `text`, and `html` and `latex` where there are.
pub fn value(value: &dyn Rich) -> Value {
    let mut forms = forms::of(value);
    if forms.get("latex").and_then(Value::as_str).is_some_and(|latex| latex.len() > LONGEST_SHOWN) {
        forms.remove("latex");
    }
    if let Some(Value::String(text)) = forms.get_mut("text") {
        *text = short(std::mem::take(text));
    }
    Value::Object(forms)
}

/// A text that can be read, or a sentence in its place.
pub fn short(text: String) -> String {
    if text.len() <= LONGEST_SHOWN {
        text
    } else {
        format!("({} characters, too many to be shown)", text.chars().count())
    }
}

/// A number within LaTeX, to six digits.
pub fn latex_number(value: f64) -> String {
    let Some((digits, power)) = format!("{value:.5e}").split_once('e').map(|(d, p)| (d.to_owned(), p.to_owned()))
    else {
        return "\\text{NaN}".to_owned();
    };
    let power: i32 = power.parse().unwrap_or(0);
    let trimmed = |text: &str| {
        if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { text }.to_owned()
    };
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
