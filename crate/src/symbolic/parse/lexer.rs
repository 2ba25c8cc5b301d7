//! The words of a formula: numbers, names, signs and brackets.

use super::bounds::HIGHEST_POWER_OF_TEN;
use super::called::Called;
use super::error::{Fault, ParseError};
use super::names::{known_names, names, similar};
use super::token::{Meaning, Token};
use crate::number::written::RAISED;
use crate::symbolic::arena::Function;
use crate::symbolic::expr::Expr;
use num_bigint::BigInt;
use num_rational::BigRational;

const FRACTIONS: [(char, i64, i64); 9] = [
    ('½', 1, 2),
    ('⅓', 1, 3),
    ('⅔', 2, 3),
    ('¼', 1, 4),
    ('¾', 3, 4),
    ('⅕', 1, 5),
    ('⅙', 1, 6),
    ('⅛', 1, 8),
    ('⅒', 1, 10),
];

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
            '*' | '·' | '×' | '⋅' | '∙' | '•' | '∗' => Meaning::Times,
            '/' | '÷' | '∕' | '⁄' => Meaning::Divide,
            '^' => Meaning::Power,
            ',' => Meaning::Comma,
            '|' => Meaning::Bar,
            '√' => Meaning::Called(Called::Function(Function::SquareRoot)),
            '∛' => Meaning::Called(Called::Function(Function::CubeRoot)),
            '∜' => Meaning::Called(Called::Root(4)),
            '(' | '[' | '{' | '⌊' | '⌈' => Meaning::Open(letter),
            ')' | ']' | '}' | '⌋' | '⌉' => Meaning::Close(letter),
            _ if let Some((_, above, below)) = FRACTIONS.iter().find(|(fraction, ..)| *fraction == letter) => {
                Meaning::Formula(Expr::constant(BigRational::new((*above).into(), (*below).into())))
            }
            _ if letter.is_alphabetic() => {
                let mut name = word(&|c| c.is_alphanumeric() && !RAISED.contains(&c) && !is_fraction(c) || c == '_');
                place = start + name.chars().count();
                // log_{10}
                if name.ends_with('_')
                    && letters.get(place) == Some(&'{')
                    && let Some(size) = letters[place..].iter().position(|letter| *letter == '}')
                {
                    name.extend(&letters[place + 1..place + size]);
                    place += size + 1;
                }
                match names(&plain(&name), variables) {
                    Some(meanings) => {
                        tokens.extend(meanings.into_iter().map(|(at, meaning)| Token { meaning, place: start + at }));
                        continue;
                    }
                    None => {
                        let known = known_names(variables);
                        let similar = similar(&name);
                        let name = name.chars().take(20).collect();
                        return Err(ParseError::new(text, start, Fault::Name { name, known, similar }));
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
    matches!(letter, '-' | '−' | '–' | '—' | '‐' | '‑')
}

fn is_fraction(letter: char) -> bool {
    FRACTIONS.iter().any(|(fraction, ..)| *fraction == letter)
}

/// Lowered digits as a name in plain letters has them: log₁₀ is log_10.
fn plain(name: &str) -> String {
    const LOWERED: [char; 10] = ['₀', '₁', '₂', '₃', '₄', '₅', '₆', '₇', '₈', '₉'];
    let mut plain = String::new();
    let mut lowered = false;
    for letter in name.chars() {
        let digit = LOWERED.iter().position(|known| *known == letter);
        if digit.is_some() && !lowered && !plain.ends_with('_') {
            plain.push('_');
        }
        lowered = digit.is_some();
        match digit {
            Some(digit) => plain += &digit.to_string(),
            None => plain.push(letter),
        }
    }
    plain
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
