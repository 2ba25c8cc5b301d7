//! What a learner can answer, and how a written answer is read.

use crate::symbolic::Expr;
use std::fmt;

/// An answer to an exercise. Numbers and texts turn into one by themselves; see [`Answer::from`].
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// Nobody has answered yet: [`YOUR_ANSWER`].
    Unanswered,
    /// A number, or +∞ or −∞. Never NaN.
    Number(f64),
    /// There is no limit: [`DOES_NOT_EXIST`].
    DoesNotExist,
    /// One value from the left and another one from the right: [`sides`].
    Sides {
        /// What is approached from below.
        left: f64,
        /// What is approached from above.
        right: f64,
    },
    /// "±∞": both infinities, without saying which of them is where.
    PlusMinusInfinity,
    /// NaN, which the machine gives for 0/0.
    NotANumber,
    /// A fraction over 0, written out, such as "25/0".
    DividedByZero,
    /// Any other text. An exercise that asks for a formula reads it as one.
    Text(String),
    /// A formula.
    Formula(Expr),
}

/// What a check takes: whatever turns into an [`Answer`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no answer: a number is one, and a text and a formula",
    label = "take it out of this: `.slope()` of a dual number, `[0]` of a gradient, `.item()` of a tensor, `.result()` of a \
             derivation; two sides are `sides(left, right)`"
)]
pub trait IntoAnswer: Into<Answer> {}

/// One by one: of a trait that everything has which turns into an answer, the compiler would not tell the message.
macro_rules! answers {
    ($($kind:ty),+) => {$( impl IntoAnswer for $kind {} )+};
}
answers!(Answer, f64, f32, i32, i64, usize, &str, String, Expr);

/// Stands in an exercise until the learner has an answer, so that the cell compiles and invites.
///
/// ```
/// use calculus::prelude::*;
/// assert!(!LIMIT_1.check(YOUR_ANSWER).is_right());
/// ```
pub const YOUR_ANSWER: Answer = Answer::Unanswered;

/// The answer that there is no limit.
///
/// ```
/// use calculus::prelude::*;
/// assert!(LIMIT_5.check(DOES_NOT_EXIST).is_right());
/// ```
pub const DOES_NOT_EXIST: Answer = Answer::DoesNotExist;

/// The answer that the limit is `left` from below and `right` from above.
///
/// Takes what [`Answer::from`] takes. Equal sides are the ordinary limit. If a side is no number and no
/// infinity, the answer is not understood, and the check says so.
///
/// ```
/// use calculus::prelude::*;
/// assert!(LIMIT_5.check(sides(-INFINITY, INFINITY)).is_right());
/// ```
pub fn sides(left: impl IntoAnswer, right: impl IntoAnswer) -> Answer {
    match (left.into(), right.into()) {
        (Answer::Number(left), Answer::Number(right)) if left == right => Answer::Number(left),
        (Answer::Number(left), Answer::Number(right)) => Answer::Sides { left, right },
        (Answer::Unanswered, _) | (_, Answer::Unanswered) => Answer::Unanswered,
        (left, right) => Answer::Text(format!("sides({left}, {right})")),
    }
}

impl From<f64> for Answer {
    /// The infinities count as answers, NaN as [`Answer::NotANumber`].
    fn from(value: f64) -> Answer {
        if value.is_nan() { Answer::NotANumber } else { Answer::Number(value) }
    }
}

impl From<f32> for Answer {
    /// Of a tensor. As it is written: the 0.1 of `f32` is another number than that of `f64`.
    fn from(value: f32) -> Answer {
        Answer::from(value.to_string().parse::<f64>().unwrap_or(value.into()))
    }
}

impl From<i32> for Answer {
    fn from(value: i32) -> Answer {
        Answer::Number(value.into())
    }
}

impl From<i64> for Answer {
    fn from(value: i64) -> Answer {
        // Beyond 2⁵³ this rounds, far from every answer that an exercise has.
        Answer::Number(value as f64)
    }
}

impl From<usize> for Answer {
    /// Of a count.
    fn from(value: usize) -> Answer {
        Answer::Number(value as f64)
    }
}

impl From<Expr> for Answer {
    fn from(formula: Expr) -> Answer {
        Answer::Formula(formula)
    }
}

/// Someone this near has read a table of values, or measured a slope, and not yet said where it leads.
pub(super) const CLOSE: f64 = 1e-2;

/// Digits beyond these are rounding, not the learner's. Relative to the numbers: beside 0 nothing is small.
const ROUNDING: f64 = 1e-12;

/// Whether two numbers are the same but for rounding.
pub(super) fn equal(a: f64, b: f64) -> bool {
    // Infinities are equal or not; their difference would be NaN.
    a == b || (a - b).abs() <= ROUNDING * a.abs().max(b.abs()) && a.is_finite() && b.is_finite()
}

/// Whether one number has come near the other.
pub(super) fn close(a: f64, b: f64) -> bool {
    a == b || (a - b).abs() <= CLOSE
}

impl Answer {
    /// Whether both say the same, if numbers do that are `near` each other.
    pub(super) fn agrees(&self, other: &Answer, near: fn(f64, f64) -> bool) -> bool {
        match (self, other) {
            (Answer::Number(a), Answer::Number(b)) => near(*a, *b),
            (Answer::Sides { left: a, right: b }, Answer::Sides { left: c, right: d }) => near(*a, *c) && near(*b, *d),
            _ => self == other,
        }
    }
}

impl fmt::Display for Answer {
    /// The answer as a message quotes it; a text that was not understood is shortened.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Answer::Unanswered => write!(out, "YOUR_ANSWER"),
            Answer::Number(value) => write!(out, "{}", number(*value)),
            Answer::DoesNotExist => write!(out, "does not exist"),
            Answer::Sides { left, right } => {
                write!(out, "{} from the left, {} from the right", number(*left), number(*right))
            }
            Answer::PlusMinusInfinity => write!(out, "±∞"),
            Answer::NotANumber => write!(out, "NaN"),
            Answer::DividedByZero => write!(out, "a division by 0"),
            Answer::Text(text) => write!(out, "{}", quoted(text)),
            Answer::Formula(formula) => write!(out, "{}", quoted(&formula.to_string())),
        }
    }
}

/// A number as it is written in mathematics: 0 without a sign, the true minus, ∞.
fn number(value: f64) -> String {
    let size = if value.is_infinite() { "∞".to_owned() } else { format!("{:?}", value.abs()) };
    // A whole number looks like one: 6, not 6.0.
    let size = size.strip_suffix(".0").unwrap_or(&size);
    match value {
        f64::INFINITY => format!("+{size}"),
        _ if value < 0.0 => format!("−{size}"),
        _ => size.to_owned(),
    }
}

/// At most 40 characters, and none that a terminal obeys or that turns the text around.
pub(super) fn quoted(text: &str) -> String {
    let mut short: String = text.chars().take(40).map(|c| if is_visible(c) { c } else { '\u{fffd}' }).collect();
    if text.chars().nth(40).is_some() {
        short.push('…');
    }
    format!("“{short}”")
}

pub(super) fn is_visible(c: char) -> bool {
    !c.is_control() && !matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_sides_that_agree_are_one_limit() {
        assert_eq!(sides(3, 3.0), Answer::Number(3.0));
        assert_eq!(sides("-oo", "+oo"), Answer::Sides { left: f64::NEG_INFINITY, right: f64::INFINITY });
        assert_eq!(sides(YOUR_ANSWER, 3), Answer::Unanswered);
        assert!(matches!(sides("banana", 3), Answer::Text(_)));
        assert!(matches!(sides(DOES_NOT_EXIST, DOES_NOT_EXIST), Answer::Text(_)));
    }

    #[test]
    fn a_number_of_a_tensor_is_read_as_it_is_written() {
        for value in [6.0, -0.1, 1e-30, f64::INFINITY] {
            assert_eq!(Answer::from(value as f32), Answer::from(value));
        }
        assert_eq!(Answer::from(f32::NAN), Answer::NotANumber);
    }

    #[test]
    fn answers_are_quoted_as_in_mathematics() {
        assert_eq!(Answer::from(-10).to_string(), "−10");
        assert_eq!(Answer::from(-0.0).to_string(), "0");
        assert_eq!(Answer::from(2.5).to_string(), "2.5");
        assert_eq!(sides("-oo", "oo").to_string(), "−∞ from the left, +∞ from the right");
        assert_eq!(Answer::from("bell \u{7} and \u{202e}").to_string(), "“bell \u{fffd} and \u{fffd}”");
        assert_eq!(Answer::from("x".repeat(41)).to_string(), format!("“{}…”", "x".repeat(40)));
    }
}
