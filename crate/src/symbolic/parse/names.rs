//! The names that people type, and what is meant by them.

use super::called::{Called, OfTwo};
use super::token::Meaning;
use crate::symbolic::arena::{FUNCTIONS, Function};
use crate::symbolic::expr::Expr;
use Function::*;
use num_bigint::BigInt;
use num_rational::BigRational;

/// Other names for functions than those that are printed.
const OTHER_NAMES: [(&str, Function); 20] = [
    // As in Python, in machine learning and in most of mathematics; printed as ln, so that it is seen.
    ("log", Logarithm),
    ("lb", BinaryLogarithm),
    ("lg", DecimalLogarithm),
    ("arcsin", ArcSine),
    ("arccos", ArcCosine),
    ("arctan", ArcTangent),
    ("arctg", ArcTangent),
    ("tg", Tangent),
    ("arsinh", AreaSine),
    ("arcsinh", AreaSine),
    ("arcosh", AreaCosine),
    ("arccosh", AreaCosine),
    ("artanh", AreaTangent),
    ("arctanh", AreaTangent),
    ("sgn", Sign),
    ("signum", Sign),
    ("logistic", Sigmoid),
    ("expit", Sigmoid),
    ("rectifier", Rectifier),
    ("heaviside", Step),
];

/// Names for what is written with functions.
const WRITTEN_WITH: [(&str, Called); 13] = [
    ("exp2", Called::PowerOf(2)),
    ("cot", Called::Reciprocal(Tangent)),
    ("cotan", Called::Reciprocal(Tangent)),
    ("ctg", Called::Reciprocal(Tangent)),
    ("sec", Called::Reciprocal(Cosine)),
    ("csc", Called::Reciprocal(Sine)),
    ("cosec", Called::Reciprocal(Sine)),
    ("coth", Called::Reciprocal(HyperbolicTangent)),
    ("sech", Called::Reciprocal(HyperbolicCosine)),
    ("csch", Called::Reciprocal(HyperbolicSine)),
    ("ceil", Called::Ceiling),
    ("recip", Called::Inverse),
    ("reciprocal", Called::Inverse),
];

const OF_TWO: [(&str, OfTwo); 5] = [
    ("max", OfTwo::Larger),
    ("min", OfTwo::Smaller),
    ("atan2", OfTwo::Angle),
    ("arctan2", OfTwo::Angle),
    ("hypot", OfTwo::Distance),
];

/// The longest name that is known, and the longest of a logarithm to some base.
const LONGEST_NAME: usize = 14;

/// What one name means.
fn meaning(word: &str, variables: &[&str]) -> Option<Meaning> {
    if variables.contains(&word) {
        return Some(Meaning::Formula(Expr::variable(word)));
    }
    match word {
        "e" => return Some(Meaning::Formula(Expr::e())),
        "pi" | "π" => return Some(Meaning::Formula(Expr::pi())),
        _ => {}
    }
    let function = || FUNCTIONS.iter().find(|(name, ..)| *name == word).map(|(_, function, _)| *function);
    let other = || OTHER_NAMES.iter().find(|(name, _)| *name == word).map(|(_, function)| *function);
    let written_with = || WRITTEN_WITH.iter().find(|(name, _)| *name == word).map(|(_, called)| *called);
    let called = function().or_else(other).map(Called::Function).or_else(written_with).or_else(|| logarithm(word));
    let of_two = || OF_TWO.iter().find(|(name, _)| *name == word).map(|(_, two)| Meaning::OfTwo(*two));
    called.map(Meaning::Called).or_else(of_two)
}

/// log_2, log_10 and log_b for any other whole b.
fn logarithm(word: &str) -> Option<Called> {
    let base = word.strip_prefix("log_")?.parse::<u32>().ok().filter(|base| *base > 1)?;
    Some(match base {
        2 => Called::Function(BinaryLogarithm),
        10 => Called::Function(DecimalLogarithm),
        base => Called::Logarithm(base.into()),
    })
}

/// A word as one name, or as several without a space between them: `xy`, `sinx`, `sin2x`, `pix`. The longest known name
/// counts. Each with the number of characters before it.
pub(super) fn names(word: &str, variables: &[&str]) -> Option<Vec<(usize, Meaning)>> {
    let letters: Vec<char> = word.chars().collect();
    let longest = variables.iter().map(|name| name.chars().count()).max().unwrap_or(0).max(LONGEST_NAME);
    let mut meanings = Vec::new();
    let mut start = 0;
    while start < letters.len() {
        let digits: String = letters[start..].iter().take_while(|letter| letter.is_ascii_digit()).collect();
        if !digits.is_empty() && start > 0 {
            let number = digits.parse::<BigInt>().ok()?;
            meanings.push((start, Meaning::Formula(Expr::constant(BigRational::from(number)))));
            start += digits.len();
            continue;
        }
        let ends = (start + 1..=letters.len().min(start + longest)).rev();
        let known = ends.into_iter().find_map(|end| {
            let name = letters[start..end].iter().collect::<String>();
            let found = meaning(&name, variables);
            // Sin and TANH, but no other letter than the one that was given.
            let found = found.or_else(|| (end > start + 1).then(|| meaning(&name.to_lowercase(), variables))?);
            found.map(|found| (found, end))
        });
        let (found, end) = known?;
        // Whoever writes log10x may mean log(10x) as well as log₁₀ x.
        let digit_last = end < letters.len() && letters[end - 1].is_ascii_digit();
        if digit_last && !matches!(found, Meaning::Formula(_)) {
            return None;
        }
        meanings.push((start, found));
        start = end;
    }
    Some(meanings)
}

/// The names that a formula in these variables may use; of the functions the most common ones.
pub(super) fn known_names(variables: &[&str]) -> String {
    format!("{}, e, pi, and functions such as sqrt, exp, ln, sin, cos, tan, tanh, abs, max", variables.join(", "))
}

/// The known name that is most like an unknown one, if it is like it at all.
pub(super) fn similar(word: &str) -> Option<&'static str> {
    let word = word.to_lowercase();
    let functions = FUNCTIONS.iter().map(|(name, ..)| *name);
    let others = OTHER_NAMES.iter().map(|(name, _)| *name);
    let known = functions.chain(others).chain(WRITTEN_WITH.iter().map(|(name, _)| *name));
    let known = known.chain(OF_TWO.iter().map(|(name, _)| *name));
    let most = match word.chars().count() {
        ..=2 => return None,
        3..=4 => 1,
        _ => 2,
    };
    // Among equals the one that begins alike: people get the beginnings right.
    let unlike = |name: &str| word.chars().count() - word.chars().zip(name.chars()).take_while(|(a, b)| a == b).count();
    let near = known.map(|name| (edits(&word, name), unlike(name), name)).filter(|(edits, ..)| *edits <= most);
    near.min().map(|(.., name)| name)
}

/// How many letters must be put in, left out or changed to make one word of another (V. I. Levenshtein, 1966).
fn edits(one: &str, two: &str) -> usize {
    let two: Vec<char> = two.chars().collect();
    let mut row: Vec<usize> = (0..=two.len()).collect();
    for (count, letter) in one.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], count + 1);
        for (place, other) in two.iter().enumerate() {
            let changed = diagonal + usize::from(letter != *other);
            diagonal = row[place + 1];
            row[place + 1] = changed.min(diagonal + 1).min(row[place] + 1);
        }
    }
    row[two.len()]
}

/// The single letters of a text that mean nothing else, each once: those that stand alone or in twos, such as `m x` or
/// `xy`, also with an index, `w_1`. Longer words are names, known or mistyped, unless they are made of x, y and z.
pub(super) fn letters(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let is_letter = |c: char| c.is_alphabetic() || c == '_' || c.is_ascii_digit();
    for word in text.split(|c: char| !is_letter(c)) {
        let word = word.trim_start_matches(|c: char| c.is_ascii_digit());
        let known = names(word, &["x"]).is_some();
        if word.is_empty() || known {
            continue;
        }
        let index = word.split_once('_').is_some_and(|(letter, index)| {
            letter.chars().count() == 1 && !index.is_empty() && index.chars().all(char::is_alphanumeric)
        });
        let mut add = |name: String| {
            if Expr::variable(&name).name().is_some() && !found.contains(&name) {
                found.push(name);
            }
        };
        if index {
            add(word.to_owned());
        } else if word.chars().count() <= 2 || word.chars().all(|letter| matches!(letter, 'x' | 'y' | 'z')) {
            word.chars().filter(|letter| letter.is_alphabetic()).map(String::from).for_each(&mut add);
        }
    }
    found
}
