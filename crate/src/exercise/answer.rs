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
pub fn sides(left: impl Into<Answer>, right: impl Into<Answer>) -> Answer {
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

impl From<&str> for Answer {
    /// Reads a decimal, a fraction, an infinity in words or signs, or a way to say that there is no limit.
    /// Case and spaces do not matter. Everything else is [`Answer::Text`], which may be a formula.
    ///
    /// ```
    /// use calculus::exercise::Answer;
    /// assert_eq!(Answer::from("1/2"), Answer::Number(0.5));
    /// assert_eq!(Answer::from("−10"), Answer::Number(-10.0));
    /// assert_eq!(Answer::from("-oo"), Answer::Number(f64::NEG_INFINITY));
    /// assert_eq!(Answer::from("no limit"), Answer::DoesNotExist);
    /// ```
    fn from(text: &str) -> Answer {
        read(text).unwrap_or_else(|| Answer::Text(text.to_owned()))
    }
}

impl From<Expr> for Answer {
    fn from(formula: Expr) -> Answer {
        Answer::Formula(formula)
    }
}

impl From<String> for Answer {
    fn from(text: String) -> Answer {
        Answer::from(text.as_str())
    }
}

/// Numbers that people write as words, in the place of their value.
const WORDS: [&str; 11] = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/// No answer is longer than this; a longer text need not be looked at.
const LONGEST: usize = 60;

fn read(text: &str) -> Option<Answer> {
    let text: String = text.chars().take(LONGEST + 1).collect::<String>().to_lowercase();
    if text.chars().count() > LONGEST {
        return None;
    }
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let compact: String = words.chars().filter(|c| *c != ' ').map(plain_sign).collect();
    match compact.trim_end_matches(['.', '!']) {
        "dne" | "does_not_exist" | "nolimit" | "none" | "undefined" | "thereisnolimit" | "thereisnone" | "∄" => {
            return Some(Answer::DoesNotExist);
        }
        "nan" => return Some(Answer::NotANumber),
        words if ["doesnotexist", "doesn'texist", "doesntexist"].iter().any(|none| words.contains(none)) => {
            return Some(Answer::DoesNotExist);
        }
        word if WORDS.contains(&word) => {
            return WORDS.iter().position(|known| *known == word).map(|n| Answer::from(n as f64));
        }
        _ => {}
    }
    if let Some(rest) = ["±", "+-", "+/-"].iter().find_map(|both| compact.strip_prefix(both)) {
        return is_infinity(rest).then_some(Answer::PlusMinusInfinity);
    }
    infinity(&compact).map(Answer::Number).or_else(|| of_two_sides(&compact)).or_else(|| decimal_or_fraction(&compact))
}

fn infinity(compact: &str) -> Option<f64> {
    let (sign, size) = signed(compact);
    is_infinity(size).then_some(sign * f64::INFINITY)
}

/// "−∞ from the left, +∞ from the right", as a message writes it, "left: −∞, right: +∞", sides(−∞, +∞) as a text, and
/// "∞ and −∞" without the sides.
fn of_two_sides(compact: &str) -> Option<Answer> {
    if let Some(both) = compact.strip_prefix("sides(").and_then(|rest| rest.strip_suffix(')')) {
        let (left, right) = both.split_once(',')?;
        let side = |value: &str| infinity(value).or_else(|| finite(value));
        return Some(sides(side(left)?, side(right)?));
    }
    let (one, two) = [",", ";", "and", "or", "/"].iter().find_map(|between| compact.split_once(between))?;
    let side = |part: &str, name: &str| -> Option<f64> {
        let after = |value: &'_ str| value.strip_suffix("fromthe").or_else(|| value.strip_suffix("from")).map(str::len);
        let value = match part.strip_prefix(name) {
            Some(value) => value.trim_start_matches(':'),
            None => part.strip_suffix(name).and_then(|value| Some(&value[..after(value)?]))?,
        };
        infinity(value).or_else(|| finite(value))
    };
    let sides_of = |left: &str, right: &str| Some(sides(side(left, "left")?, side(right, "right")?));
    let both = || match (infinity(one)?, infinity(two)?) {
        (one, two) if one != two => Some(Answer::PlusMinusInfinity),
        _ => None,
    };
    sides_of(one, two).or_else(|| sides_of(two, one)).or_else(both)
}

fn decimal_or_fraction(compact: &str) -> Option<Answer> {
    match compact.split_once('/') {
        None => finite(compact).map(Answer::Number),
        Some((above, below)) => match (finite(above)?, finite(below)?) {
            (0.0, 0.0) => Some(Answer::NotANumber),
            (_, 0.0) => Some(Answer::DividedByZero),
            (above, below) => Some(above / below).filter(|quotient| quotient.is_finite()).map(Answer::Number),
        },
    }
}

/// Keyboards and word processors have more than one minus.
fn plain_sign(c: char) -> char {
    match c {
        '−' | '–' | '—' | '‐' | '‑' | '－' => '-',
        '＋' => '+',
        '’' => '\'',
        '⁄' | '∕' | '÷' => '/',
        other => other,
    }
}

fn signed(text: &str) -> (f64, &str) {
    for (word, sign) in [("plus", 1.0), ("positive", 1.0), ("+", 1.0), ("minus", -1.0), ("negative", -1.0), ("-", -1.0)]
    {
        if let Some(rest) = text.strip_prefix(word) {
            return (sign, rest);
        }
    }
    (1.0, text)
}

fn is_infinity(text: &str) -> bool {
    matches!(text, "∞" | "inf" | "infinity" | "infinite" | "oo")
}

/// A finite decimal. Rust would read "1e400" as infinity, which nobody means by it.
fn finite(text: &str) -> Option<f64> {
    let (sign, digits) = signed(text);
    let begins_well = digits.starts_with(|c: char| c.is_ascii_digit() || c == '.');
    let number = if begins_well { digits.parse::<f64>().ok()? } else { return None };
    number.is_finite().then_some(sign * number)
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
    fn numbers_are_read_in_every_usual_writing() {
        let ways = [
            ("6", 6.0),
            (" 6 ", 6.0),
            ("6.0", 6.0),
            ("6.", 6.0),
            (".5", 0.5),
            ("+6", 6.0),
            ("−10", -10.0),
            ("– 10", -10.0),
            ("minus 10", -10.0),
            ("1/2", 0.5),
            ("-1/2", -0.5),
            ("1 / -2", -0.5),
            ("25e-6", 25e-6),
            ("0", 0.0),
            ("-0", 0.0),
        ];
        for (text, value) in ways {
            assert_eq!(Answer::from(text), Answer::Number(value), "{text:?}");
        }
        assert_eq!(Answer::from(6), Answer::from(6.0));
        assert_eq!(Answer::from(6_i64), Answer::from("6".to_owned()));
    }

    #[test]
    fn infinities_are_read_in_words_and_signs() {
        for text in
            ["∞", "+∞", "inf", "+inf", "Infinity", "INFINITY", "oo", "+oo", "plus infinity", "positive infinity"]
        {
            assert_eq!(Answer::from(text), Answer::Number(f64::INFINITY), "{text:?}");
        }
        for text in ["-∞", "−∞", "- inf", "-infinity", "−oo", "minus infinity", "negative infinity"] {
            assert_eq!(Answer::from(text), Answer::Number(f64::NEG_INFINITY), "{text:?}");
        }
        for text in ["±∞", "+-inf", "+/- infinity"] {
            assert_eq!(Answer::from(text), Answer::PlusMinusInfinity, "{text:?}");
        }
    }

    #[test]
    fn no_limit_is_read_in_words() {
        for text in
            ["does not exist", "Does not  exist", "the limit does not exist", "doesn’t exist", "DNE", "no limit"]
        {
            assert_eq!(Answer::from(text), Answer::DoesNotExist, "{text:?}");
        }
    }

    #[test]
    fn a_zero_below_the_line_is_no_number() {
        assert_eq!(Answer::from("25/0"), Answer::DividedByZero);
        assert_eq!(Answer::from("0/0"), Answer::NotANumber);
        assert_eq!(Answer::from("NaN"), Answer::NotANumber);
        assert_eq!(Answer::from(f64::NAN), Answer::NotANumber);
    }

    #[test]
    fn nonsense_is_unclear_and_nothing_panics() {
        let long = "9".repeat(100_000);
        for text in ["", " ", "banana", "1e400", "--6", "+-6", "1/2/3", "/", "1e", "e5", "1e308/1e-308", "\u{7}", &long]
        {
            assert!(matches!(Answer::from(text), Answer::Text(_)), "{text:?} is {:?}", Answer::from(text));
        }
    }

    #[test]
    fn two_sides_that_agree_are_one_limit() {
        assert_eq!(sides(3, 3.0), Answer::Number(3.0));
        assert_eq!(sides("-oo", "+oo"), Answer::Sides { left: f64::NEG_INFINITY, right: f64::INFINITY });
        assert_eq!(sides(YOUR_ANSWER, 3), Answer::Unanswered);
        assert!(matches!(sides("banana", 3), Answer::Text(_)));
        assert!(matches!(sides(DOES_NOT_EXIST, DOES_NOT_EXIST), Answer::Text(_)));
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
