//! The words of a formula: numbers, names, signs and brackets.

use super::error::{Fault, ParseError};
use super::{HIGHEST_POWER_OF_TEN, known_names};
use crate::symbolic::arena::{FUNCTIONS, Function};
use crate::symbolic::expr::Expr;
use num_bigint::BigInt;
use num_rational::BigRational;

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Token {
    pub(super) meaning: Meaning,
    /// How many characters stand before it.
    pub(super) place: usize,
}

impl Token {
    /// The formula that the token is by itself.
    pub(super) fn formula(&self) -> Option<Expr> {
        if let Meaning::Formula(expr) = self.meaning { Some(expr) } else { None }
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Meaning {
    /// A number, a variable, e or π.
    Formula(Expr),
    Function(Function),
    OfTwo {
        larger: bool,
    },
    Plus,
    Minus,
    Times,
    Divide,
    Power,
    Comma,
    Bar,
    Open(char),
    Close(char),
    End,
}

const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/// The text as tokens, the last of them [`Meaning::End`].
pub(super) fn tokens(text: &str, variables: &[&str]) -> Result<Vec<Token>, ParseError> {
    let letters: Vec<char> = text.chars().collect();
    let mut tokens: Vec<Token> = Vec::new();
    let mut place = 0;
    while let Some(&letter) = letters.get(place) {
        let start = place;
        place += 1;
        let word = |allowed: &dyn Fn(char) -> bool| -> String {
            letters[start..].iter().take_while(|letter| allowed(**letter)).collect()
        };
        let meaning = match letter {
            _ if letter.is_whitespace() => continue,
            '0'..='9' | '.' => {
                let digits = word(&|c| c.is_ascii_digit() || c == '.');
                place = start + digits.len();
                let power = power_of_ten(&letters[place..]);
                if let Some((size, exponent)) = power {
                    place += size;
                    if exponent.is_none() {
                        return Err(ParseError::new(text, start, Fault::TooManyZeros));
                    }
                }
                let exponent = power.and_then(|(_, exponent)| exponent).unwrap_or(0);
                match number(&digits, exponent) {
                    Some(value) => Meaning::Formula(Expr::constant(value)),
                    None => {
                        let found = digits.chars().take(20).collect();
                        let what = "a number with one decimal point at most";
                        return Err(ParseError::new(text, start, Fault::Expected { what, found }));
                    }
                }
            }
            _ if RAISED.contains(&letter) || letter == '⁻' => {
                let raised = word(&|c| RAISED.contains(&c) || c == '⁻');
                place = start + raised.chars().count();
                tokens.push(Token { meaning: Meaning::Power, place: start });
                let digits: String =
                    raised.chars().filter_map(|c| RAISED.iter().position(|r| *r == c)).map(|d| d.to_string()).collect();
                let minus = raised.starts_with('⁻');
                let value = digits.parse::<BigInt>().ok().filter(|_| !raised.chars().skip(1).any(|c| c == '⁻'));
                let Some(value) = value else {
                    let what = "raised digits";
                    return Err(ParseError::new(text, start, Fault::Expected { what, found: raised }));
                };
                Meaning::Formula(Expr::constant(BigRational::from(if minus { -value } else { value })))
            }
            '+' => Meaning::Plus,
            _ if is_minus(letter) => Meaning::Minus,
            '*' if letters.get(place) == Some(&'*') => {
                place += 1;
                Meaning::Power
            }
            '*' | '·' | '×' | '⋅' | '∙' => Meaning::Times,
            '/' | '÷' => Meaning::Divide,
            '^' => Meaning::Power,
            ',' => Meaning::Comma,
            '|' => Meaning::Bar,
            '√' => Meaning::Function(Function::SquareRoot),
            '(' | '[' | '{' => Meaning::Open(letter),
            ')' | ']' | '}' => Meaning::Close(letter),
            _ if letter.is_alphabetic() => {
                let name = word(&|c| c.is_alphanumeric() && !RAISED.contains(&c) || c == '_');
                place = start + name.chars().count();
                match names(&name, variables) {
                    Some(meanings) => {
                        tokens.extend(meanings.into_iter().map(|meaning| Token { meaning, place: start }));
                        continue;
                    }
                    None => {
                        let name = name.chars().take(20).collect();
                        let kind = Fault::Name { name, known: known_names(variables) };
                        return Err(ParseError::new(text, start, kind));
                    }
                }
            }
            _ => return Err(ParseError::new(text, start, Fault::Character(letter))),
        };
        tokens.push(Token { meaning, place: start });
    }
    tokens.push(Token { meaning: Meaning::End, place: letters.len() });
    Ok(tokens)
}

/// The power of ten right behind the digits of a number, as in 1e-6 and 2.5E3: how many characters it takes, and the
/// exponent, unless that is beyond every use. An e without digits behind it is e itself.
fn power_of_ten(letters: &[char]) -> Option<(usize, Option<i32>)> {
    let sign = usize::from(letters.get(1).is_some_and(|c| is_minus(*c) || *c == '+'));
    let digits: String = letters.iter().skip(1 + sign).take_while(|c| c.is_ascii_digit()).collect();
    if !matches!(letters.first(), Some('e' | 'E')) || digits.is_empty() {
        return None;
    }
    let exponent = digits.parse::<i32>().ok().filter(|exponent| *exponent <= HIGHEST_POWER_OF_TEN);
    let negative = is_minus(letters[1]);
    Some((1 + sign + digits.len(), exponent.map(|exponent| if negative { -exponent } else { exponent })))
}

fn is_minus(letter: char) -> bool {
    matches!(letter, '-' | '−' | '–')
}

/// A decimal number times a power of ten, as an exact fraction.
fn number(digits: &str, exponent: i32) -> Option<BigRational> {
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let all = format!("{whole}{fraction}");
    let value: BigInt = all.parse().ok()?;
    let exponent = exponent - fraction.len() as i32;
    let power = BigInt::from(10).pow(exponent.unsigned_abs());
    Some(if exponent < 0 { BigRational::new(value, power) } else { BigRational::from(value * power) })
}

fn name(word: &str, variables: &[&str]) -> Option<Meaning> {
    if variables.contains(&word) {
        return Some(Meaning::Formula(Expr::variable(word)));
    }
    match word {
        "e" => Some(Meaning::Formula(Expr::e())),
        "pi" | "π" => Some(Meaning::Formula(Expr::pi())),
        "max" => Some(Meaning::OfTwo { larger: true }),
        "min" => Some(Meaning::OfTwo { larger: false }),
        _ => FUNCTIONS.iter().find(|(name, ..)| *name == word).map(|(_, function, _)| Meaning::Function(*function)),
    }
}

/// A word as one name, or as several without a space between them: `xy`, `sinx`, `pix`. The longest known name counts.
fn names(word: &str, variables: &[&str]) -> Option<Vec<Meaning>> {
    let letters: Vec<char> = word.chars().collect();
    let longest = variables.iter().map(|name| name.chars().count()).max().unwrap_or(0).max(5);
    let mut meanings = Vec::new();
    let mut start = 0;
    while start < letters.len() {
        let ends = (start + 1..=letters.len().min(start + longest)).rev();
        let known = ends.into_iter().find_map(|end| {
            name(&letters[start..end].iter().collect::<String>(), variables).map(|meaning| (meaning, end))
        });
        let (meaning, end) = known?;
        meanings.push(meaning);
        start = end;
    }
    Some(meanings)
}
