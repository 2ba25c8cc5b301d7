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
            // Whoever writes log10x may mean log(10x) as well as log₁₀ x.
            let unclear = end < letters.len() && name.ends_with(|c: char| c.is_ascii_digit());
            let found = meaning(&name, variables);
            // Sin and TANH, but no other letter than the one that was given.
            let found = found.or_else(|| (end > start + 1).then(|| meaning(&name.to_lowercase(), variables))?);
            found.filter(|found| !unclear || matches!(found, Meaning::Formula(_))).map(|found| (found, end))
        });
        let (found, end) = known?;
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
    known.map(|name| (edits(&word, name), name)).filter(|(edits, _)| *edits <= most).min().map(|(_, name)| name)
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
