//! The same mathematics written in two ways: as LaTeX, and as plain text for a terminal and a screen reader.

use crate::number::written::{RAISED, raised};
use num_rational::BigRational;
use num_traits::Signed;

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Notation {
    Text,
    Latex,
}

use Notation::{Latex, Text};

impl Notation {
    fn choose<'a>(self, text: &'a str, latex: &'a str) -> &'a str {
        match self {
            Text => text,
            Latex => latex,
        }
    }

    pub(super) fn minus(self) -> &'static str {
        self.choose("−", "-")
    }

    pub(super) fn spaced_minus(self) -> &'static str {
        self.choose(" − ", " - ")
    }

    pub(super) fn times(self) -> &'static str {
        self.choose("·", " \\cdot ")
    }

    pub(super) fn infinity(self, positive: bool) -> &'static str {
        if positive { self.choose("+∞", "+\\infty") } else { self.choose("−∞", "-\\infty") }
    }

    pub(super) fn number(self, value: &BigRational) -> String {
        let sign = if value.is_negative() { self.minus() } else { "" };
        let (numerator, denominator) = (value.numer().abs(), value.denom());
        if value.is_integer() {
            format!("{sign}{numerator}")
        } else if self == Latex {
            format!("{sign}\\frac{{{numerator}}}{{{denominator}}}")
        } else {
            format!("{sign}{numerator}/{denominator}")
        }
    }

    pub(super) fn power(self, base: &str, exponent: usize) -> String {
        if exponent == 1 {
            return base.into();
        }
        let exponent = exponent.to_string();
        if self == Latex {
            return format!("{base}^{{{exponent}}}");
        }
        format!("{base}{}", raised(&exponent))
    }

    pub(super) fn parentheses(self, inner: &str) -> String {
        match self {
            Text => format!("({inner})"),
            Latex => format!("\\left({inner}\\right)"),
        }
    }

    pub(super) fn fraction(self, numerator: &str, denominator: &str) -> String {
        match self {
            Latex => format!("\\frac{{{}}}{{{}}}", bare(numerator), bare(denominator)),
            Text => {
                let above = if sum(numerator) { format!("({numerator})") } else { numerator.to_owned() };
                let below = if one_factor(denominator) { denominator.to_owned() } else { format!("({denominator})") };
                format!("{above}/{below}")
            }
        }
    }

    /// A number in front of something: a fraction needs parentheses there, in text.
    pub(super) fn coefficient(self, value: &BigRational) -> String {
        let number = self.number(value);
        if self == Text && !value.is_integer() { format!("({number})") } else { number }
    }

    /// The limit sign; `side` is empty, `+` or `-`.
    pub(super) fn limit(self, at: &str, side: &str) -> String {
        match (self, side) {
            (Latex, "") => format!("\\lim_{{x \\to {at}}} "),
            (Latex, side) => format!("\\lim_{{x \\to {at}^{{{side}}}}} "),
            (Text, "+") => format!("lim[x → {at}⁺] "),
            (Text, "-") => format!("lim[x → {at}⁻] "),
            (Text, _) => format!("lim[x → {at}] "),
        }
    }

    /// A factor that cancels, above or below the fraction bar.
    ///
    /// A brace with a word rather than a stroke through it, because no way to strike works wherever a notebook is
    /// read: `\cancel` is known to JupyterLab (MathJax 3 with all its packages) and to KaTeX, but not to the page
    /// that nbconvert writes (MathJax 2.7.7, `TeX-AMS_CHTML-full`) nor to Colab; `\require{cancel}` would help
    /// MathJax 2, and is an error in KaTeX. Braces are known to all of them, and take the theme's colour.
    pub(super) fn cancelled(self, factor: &str, above: bool) -> String {
        match (self, above) {
            (Text, _) => format!("[cancel {factor}]"),
            (Latex, true) => format!("\\overbrace{{{factor}}}^{{\\text{{cancels}}}}"),
            (Latex, false) => format!("\\underbrace{{{factor}}}_{{\\text{{cancels}}}}"),
        }
    }

    pub(super) fn sentence(self, words: &str) -> String {
        match self {
            Text => words.into(),
            Latex => format!("\\text{{{words}}}"),
        }
    }
}

/// How deep in parentheses or brackets each character of a text is.
fn depths(text: &str) -> impl Iterator<Item = (char, i32)> {
    text.chars().scan(0, |depth, c| {
        *depth += i32::from(c == '(' || c == '[') - i32::from(c == ')' || c == ']');
        Some((c, *depth))
    })
}

/// Without the parentheses around all of it, which a fraction bar makes needless.
fn bare(text: &str) -> &str {
    let inner = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    inner.filter(|_| one_factor(text)).unwrap_or(text)
}

/// Whether plus or minus stands outside of parentheses.
fn sum(text: &str) -> bool {
    depths(text).any(|(c, depth)| depth == 0 && c == ' ')
}

/// Whether a text is a single number, power or parenthesis, and can follow a slash as it is.
fn one_factor(text: &str) -> bool {
    let base = text.trim_end_matches(RAISED);
    base.chars().all(|c| c.is_ascii_digit())
        || base == "x"
        || (base.starts_with(['(', '[']) && depths(base).filter(|&(_, depth)| depth == 0).count() == 1)
}
