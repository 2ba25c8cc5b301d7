//! An answer that is no formula, read from a text: decimals, fractions, infinities, and the ways to say that there is no
//! limit.

use super::answer::{Answer, sides};

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
    // "from the left" stands before its value or behind it.
    const BEFORE_A_SIDE: [&str; 6] = ["fromthe", "from", "onthe", "on", "the", ""];
    let side = |part: &str, name: &str| -> Option<f64> {
        let first = BEFORE_A_SIDE.iter().find_map(|words| part.strip_prefix(words)?.strip_prefix(name));
        let value = match first {
            Some(value) => value.trim_start_matches([':', '=']),
            None => {
                let value = part.strip_suffix(name)?;
                BEFORE_A_SIDE.iter().find_map(|words| value.strip_suffix(words))?
            }
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
    fn two_sides_are_read_in_either_order_and_with_the_side_before_or_behind() {
        let apart = Answer::Sides { left: f64::NEG_INFINITY, right: f64::INFINITY };
        for text in [
            "−∞ from the left, +∞ from the right",
            "from the right +∞, from the left −∞",
            "+∞ on the right, −∞ on the left",
            "-inf left, +inf right",
            "on the left: -oo; on the right: oo",
            "left = -∞ and right = ∞",
        ] {
            assert_eq!(Answer::from(text), apart, "{text:?}");
        }
        assert_eq!(Answer::from("0 on the left, 1 on the right"), Answer::Sides { left: 0.0, right: 1.0 });
        for text in ["left, right", "on the left, on the right", "1 on the left, 2 on the left", "−∞ beside, ∞ right"]
        {
            assert!(matches!(Answer::from(text), Answer::Text(_)), "{text:?} is {:?}", Answer::from(text));
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
}
