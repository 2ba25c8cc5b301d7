//! An answer that a learner has written as a formula: on paper's habits, or on Rust's.

use super::answer::{Answer, quoted};
use crate::symbolic::{Expr, ParseError, equivalent, parse, parse_in};

/// The longest formula that is worth reading.
const LONGEST: usize = 2_000;

/// x, and what people leave in an answer: the letters of inner functions, factors and parts, and h for Δx.
const LETTERS: [&str; 7] = ["x", "u", "v", "w", "z", "t", "h"];

/// Methods that have a name of their own in a formula.
const METHODS: [&str; 24] = [
    "sqrt", "cbrt", "exp", "exp2", "ln", "log2", "log10", "sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh",
    "tanh", "asinh", "acosh", "atanh", "abs", "sigmoid", "softplus", "relu", "floor",
];

/// A formula, and the text that it was read from.
pub(super) struct Written {
    pub(super) formula: Expr,
    /// In the writing of [`parse`], whatever the learner's was; nothing if it was no text.
    pub(super) text: Option<String>,
}

/// Why no formula was read.
pub(super) enum NotRead {
    /// As a sentence, and the lines that point at the place if there is one.
    Fault { message: String, lines: Option<String> },
    /// Numbers that are divided by 0.
    DividedByZero,
}

impl NotRead {
    fn saying(message: impl Into<String>) -> NotRead {
        NotRead::Fault { message: message.into(), lines: None }
    }
}

/// Reads a formula, also one with a name before it (`y' = 4x + 2`), one in Rust (`x.powi(2)`), and one in which letters
/// besides x are left.
pub(super) fn read(text: &str) -> Result<Written, NotRead> {
    if text.chars().nth(LONGEST).is_some() {
        return Err(NotRead::saying(format!("{} is longer than any answer to this.", quoted(text))));
    }
    let text = without_name(text.trim().trim_end_matches(';').trim_matches(['"', '“', '”', '`', '$']));
    let text = from_rust(&text.replace('X', "x").replace("Δx", "h").replace("Δ x", "h"));
    if text.trim().is_empty() {
        return Err(NotRead::saying("There is nothing to read."));
    }
    if let Some((one, other)) = text.split_once('=') {
        // A calculation with its result, 2(3x + 1)·3 = 18x + 6, is its result.
        if let (Ok(one), Ok(other)) = (parse_in(one, &LETTERS), read(other))
            && equivalent(one, other.formula).is_equal()
        {
            return Ok(other);
        }
        return Err(NotRead::saying("Only one side of an equation is the answer: leave out the = and the other side."));
    }
    if let Some((letter, digit)) = letter_before_digit(&text) {
        return Err(NotRead::saying(format!(
            "{letter}{digit} is no power yet. The exponent needs its sign: {letter}^{digit}."
        )));
    }
    let has = |name: &str| text.split(|c: char| !c.is_alphanumeric()).any(|word| word == name);
    if let Some(name) = ["du", "dv", "dw", "dz"].into_iter().find(|name| has(name)) {
        return Err(NotRead::saying(format!("{name} is still to be calculated: put in what that derivative is.")));
    }
    if has("dx") || has("dy") {
        return Err(NotRead::saying("Leave the dx out: the answer is what stands right of dy/dx =."));
    }
    if text.to_lowercase().replace(' ', "").ends_with("+c") {
        return Err(NotRead::saying("No + C here: that belongs to the way back, from a derivative to a function."));
    }
    match parse_in(&text, &LETTERS) {
        Ok(formula) => Ok(Written { formula, text: Some(text) }),
        Err(error) if error.message() == "a division by 0 has no value" => Err(NotRead::DividedByZero),
        Err(error) => Err(pointing(&text, error)),
    }
}

/// An answer with its calculation carried out: "4 + 2" is 6. A formula with letters remains one.
pub(super) fn calculated(answer: &Answer) -> Answer {
    let formula = match answer {
        Answer::Formula(formula) => *formula,
        Answer::Text(text) => match read(text) {
            Ok(written) => written.formula,
            Err(NotRead::DividedByZero) => return Answer::DividedByZero,
            Err(NotRead::Fault { .. }) => return answer.clone(),
        },
        _ => return answer.clone(),
    };
    match formula.at(0.0).value() {
        _ if !formula.variables().is_empty() => Answer::Formula(formula),
        Some(value) => Answer::from(value),
        None => Answer::DividedByZero,
    }
}

/// The words once, and below the text nothing but a mark.
fn pointing(text: &str, error: ParseError) -> NotRead {
    // With x alone, so that the names that are known do not list our letters.
    let error = parse(text).err().filter(|plain| plain.position() == error.position()).unwrap_or(error);
    let (text, mark) = (error.to_string(), error.position() + 1);
    let words = capitalized(&error.message());
    let message = if words.ends_with(['?', ',']) {
        format!("{words} (at character {mark}).")
    } else {
        format!("{words}, at character {mark}.")
    };
    let lines = text.split_once("^ ").and_then(|_| {
        let (line, below) = text.split_once('\n')?;
        let blank = below.chars().take_while(|c| *c == ' ').count();
        Some(format!("{line}\n{}^", " ".repeat(blank)))
    });
    NotRead::Fault { message, lines }
}

pub(super) fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// What may stand on the left of an answer, in the notations of the chapters.
const NAMES: [&str; 15] =
    ["y'", "y’", "y′", "f'(x)", "f’(x)", "f′(x)", "f'", "f′", "dy/dx", "d/dxf(x)", "D_xf", "y", "m", "lim", "slope"];

/// "y' = 4x + 2" is how one writes it on paper.
fn without_name(text: &str) -> &str {
    let name = |left: &str| left.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    match text.split_once('=') {
        Some((left, right)) if left.trim().is_empty() || NAMES.contains(&name(left).as_str()) => right,
        // f'(2) = 6
        Some((left, right)) if ["f'(", "f’(", "f′("].iter().any(|begin| name(left).starts_with(begin)) => right,
        _ => text,
    }
}

/// `x4`, which people write for x⁴, in Rust's names and on telephones.
fn letter_before_digit(text: &str) -> Option<(char, char)> {
    let letters: Vec<char> = text.chars().collect();
    let is_alone = |place: usize| place == 0 || !letters[place - 1].is_alphabetic();
    (1..letters.len())
        .find(|place| letters[*place].is_ascii_digit() && letters[place - 1].is_alphabetic() && is_alone(place - 1))
        .map(|place| (letters[place - 1], letters[place]))
}

/// Rust's way to write a formula as everyone else's: `|x| 2.0_f64 * x.powi(2)` is `2.0 * (x^(2))`.
fn from_rust(text: &str) -> String {
    let closure = text.trim_start().strip_prefix("|x|").or_else(|| text.trim_start().strip_prefix("|x: f64|"));
    let mut text = closure.unwrap_or(text).replace("_f64", "").replace("f64", "");
    while let Some(call) = method(&text) {
        text = call;
    }
    text
}

/// With the first method call written without a method.
fn method(text: &str) -> Option<String> {
    for (dot, _) in text.match_indices('.') {
        let after = &text[dot + 1..];
        let Some((name, rest)) = after.split_once('(') else { continue };
        let Some(end) = closing(rest) else { continue };
        let (argument, rest) = (&rest[..end], &rest[end + 1..]);
        let (before, operand) = text[..dot].split_at(operand_start(&text[..dot]));
        let written = match name.trim() {
            _ if operand.is_empty() => continue,
            "powi" | "powf" | "pow" => format!("({operand}^({argument}))"),
            "recip" => format!("(1/{operand})"),
            name if METHODS.contains(&name) && argument.trim().is_empty() => format!("({name}({operand}))"),
            _ => continue,
        };
        return Some(format!("{before}{written}{rest}"));
    }
    None
}

/// Where the bracket closes that was opened before this text.
fn closing(text: &str) -> Option<usize> {
    let mut open = 1;
    text.char_indices().find_map(|(place, letter)| {
        open += match letter {
            '(' => 1,
            ')' => -1,
            _ => 0,
        };
        (open == 0).then_some(place)
    })
}

/// Where the last operand of a text begins: a bracket, a number, or a letter.
fn operand_start(text: &str) -> usize {
    let mut open = 0;
    let is_bracket = text.ends_with(')');
    let is_number = text.ends_with(|c: char| c.is_ascii_digit() || c == '.');
    let mut start = text.len();
    for (place, letter) in text.char_indices().rev() {
        if is_bracket {
            open += i32::from(letter == ')') - i32::from(letter == '(');
            start = place;
            if open == 0 {
                break;
            }
        } else if if is_number { letter.is_ascii_digit() || letter == '.' } else { letter.is_alphabetic() } {
            start = place;
        } else {
            break;
        }
    }
    start
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_as(text: &str) -> String {
        match read(text) {
            Ok(written) => written.formula.to_string(),
            Err(NotRead::Fault { message, .. }) => message,
            Err(NotRead::DividedByZero) => "divided by 0".to_owned(),
        }
    }

    #[test]
    fn formulas_are_read_in_rust_and_on_paper() {
        for (text, formula) in [
            ("-15.0*x.powi(2)", "-15x^2"),
            ("|x| 2.0_f64 * x.powi(2) + 8.0;", "2x^2 + 8"),
            ("|x: f64| x.powf(0.5)", "x^(1/2)"),
            ("(2.0 * x + 1.0).powi(3).sqrt()", "sqrt((2x + 1)^3)"),
            ("2.0 * (x.sin()).exp()", "2e^(sin(x))"),
            ("x.tanh().powi(2) + x.recip() + x.log2()", "tanh(x)^2 + 1/x + log2(x)"),
            ("(1.0 - x.sigmoid()) * x.sigmoid()", "(1 - sigmoid(x)) sigmoid(x)"),
            ("x.powi(2).powi(3)", "(x^2)^3"),
            ("x.powi(-1)", "x^-1"),
            ("y' = 4x + 2", "4x + 2"),
            ("= 4X + 2", "4x + 2"),
            ("2u * 3", "2u*3"),
            ("2x + Δx", "2x + h"),
            ("2(3x + 1)*3 = 18x + 6", "18x + 6"),
            ("f'(2) = 6", "6"),
            ("$4x + 2$", "4x + 2"),
            ("\"4x + 2\"", "4x + 2"),
        ] {
            assert_eq!(read_as(text), formula, "{text}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_said_once() {
        for (text, words) in [
            ("50x4", "x^4"),
            ("-15x^2 dx", "Leave the dx out"),
            ("4x + C", "No + C"),
            ("4x + 2 = 0", "one side"),
            ("6u^5 du/dx", "du is still to be calculated"),
            ("-15x^2+c", "No + C"),
            ("25/0", "divided by 0"),
            (" ", "nothing to read"),
            ("4x +", "at character 5"),
            ("x.bananas()", "at character"),
        ] {
            assert!(read_as(text).contains(words), "{text}: {}", read_as(text));
        }
        let Err(NotRead::Fault { message, lines: Some(lines) }) = read("4x + * 2") else { panic!() };
        assert_eq!(message, "Expected a term: a number, a name or a bracket, found *, at character 6.");
        assert_eq!(lines, "4x + * 2\n     ^");
    }

    #[test]
    fn nothing_that_is_typed_makes_it_panic() {
        for text in
            [".powi(2)", "x.powi(", ").powi(2)", "..().()", "é.sin()", "|x|", "x.sin().", "(.powi(1)", "5.", "1.e()"]
        {
            let _ = read(text);
        }
    }
}
