//! Whether two formulas mean the same.

use super::arena::Node;
use super::expr::Expr;
use super::field::{PRIMES, Random, degree_bound, is_rational, values};
use super::gaps::{Gap, gaps};
use super::rounded::{Rounded, Side};
use super::text::IntoFormula;
use crate::show::{Rich, shown};
use std::fmt;

/// Points in each of the two finite fields.
const EXACT_POINTS: usize = 4;
/// Points that are tried where the decision is numerical, and how many of them must tell something.
const TRIED: usize = 400;
const ENOUGH: usize = 20;
/// For large formulas there are fewer points, so that all of them take this many operations.
const MOST_OPERATIONS: usize = 4_000_000;
/// Degrees from which the chance of an error in a field would no longer be small.
const HIGHEST_DEGREE: f64 = 1e9;

/// Whether two formulas have the same value wherever both have one, and where only one of them has one. From
/// [`equivalent`].
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Equivalence {
    /// Equal, decided exactly.
    Equal,
    /// Equal to rounding at this many points, which is no proof.
    EqualAtManyPoints {
        /// How many points.
        points: usize,
    },
    /// Equal wherever both have a value, but one of them has a value where the other has none.
    EqualExcept {
        /// At how many points they were found equal to rounding; nothing if it is decided exactly.
        points: Option<usize>,
        /// Where only the second formula has a value.
        first_lacks: Vec<Gap>,
        /// Where only the first formula has a value.
        second_lacks: Vec<Gap>,
    },
    /// Different, for example here.
    Different {
        /// A value for each variable.
        at: Vec<(&'static str, f64)>,
        /// The value of the first formula there.
        left: f64,
        /// The value of the second formula there.
        right: f64,
    },
    /// Not decided.
    Undetermined {
        /// Why not, as a sentence without its full stop.
        reason: String,
    },
}

impl Equivalence {
    /// Whether the formulas are equal, exactly or at many points, wherever both have a value.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// assert!(equivalent(parse("2(2x + 1)")?, parse("4x + 2")?).is_equal());
    /// # Ok::<(), calculus::symbolic::ParseError>(())
    /// ```
    pub fn is_equal(&self) -> bool {
        let different = matches!(self, Equivalence::Different { .. } | Equivalence::Undetermined { .. });
        !different
    }

    /// The same, with the places where only one of the formulas has a value.
    fn with_gaps(self, one: Expr, two: Expr) -> Equivalence {
        let points = match self {
            Equivalence::Equal => None,
            Equivalence::EqualAtManyPoints { points } => Some(points),
            other => return other,
        };
        let (first_lacks, second_lacks) = (gaps(one, two), gaps(two, one));
        if first_lacks.is_empty() && second_lacks.is_empty() {
            return self;
        }
        Equivalence::EqualExcept { points, first_lacks, second_lacks }
    }
}

/// So many places are named.
const MOST_PLACES: usize = 6;

/// "at x = 1 and for x < 0"
pub(crate) fn listed(gaps: &[Gap]) -> String {
    let mut places: Vec<String> = gaps.iter().take(MOST_PLACES).map(Gap::to_string).collect();
    if gaps.len() > MOST_PLACES {
        places.push(format!("at {} other places", gaps.len() - MOST_PLACES));
    }
    places.join(" and ")
}

impl fmt::Display for Equivalence {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Equivalence::Equal => write!(out, "equal"),
            Equivalence::EqualAtManyPoints { points } => write!(out, "equal at {points} points, to rounding"),
            Equivalence::EqualExcept { points, first_lacks, second_lacks } => {
                write!(out, "equal")?;
                if let Some(points) = points {
                    write!(out, " at {points} points, to rounding,")?;
                }
                let sides = [("first", first_lacks), ("second", second_lacks)];
                let lacking = sides.into_iter().filter(|(_, gaps)| !gaps.is_empty());
                let words = lacking.map(|(side, gaps)| format!("{}, where the {side} has no value", listed(gaps)));
                write!(out, " except {}", words.collect::<Vec<_>>().join(", and "))
            }
            Equivalence::Different { at, left, right } => {
                // As the number π and its first sixteen digits.
                if left == right {
                    let words = "different, but by so little that the machine has one number for both";
                    return write!(out, "{words}: {left}");
                }
                let place: Vec<String> = at.iter().map(|(name, value)| format!("{name} = {value}")).collect();
                let place = if place.is_empty() { String::new() } else { format!(" at {}", place.join(", ")) };
                write!(out, "different: {left} and {right}{place}")
            }
            Equivalence::Undetermined { reason } => write!(out, "undetermined: {reason}"),
        }
    }
}

impl Rich for Equivalence {
    fn text(&self) -> String {
        self.to_string()
    }
}

shown!(Equivalence);

/// Whether two formulas have the same value wherever both have one, and where only one of them has a value:
/// (x² − 1)/(x − 1) equals x + 1 except at x = 1.
///
/// Rational functions (numbers, variables, + − · / and whole powers) are decided exactly, by calculating at random
/// points modulo two large primes. Equal formulas never come out as different. Formulas with a degree up to 10⁹
/// that are different come out as equal with a chance below 10⁻⁷⁰, or if all the numbers of their difference are
/// multiples of (2⁶¹ − 1)(2⁶⁴ − 59). In other formulas, each function of simplified arguments is first taken for a
/// variable: eˣ(x + 1) = x eˣ + eˣ is exact too. What is left is compared at many points, and called
/// [`EqualAtManyPoints`](Equivalence::EqualAtManyPoints).
///
/// Where only one has a value is found from what each divides by and takes roots and logarithms of. Formulas of more
/// than 200 nodes are not searched for it.
///
/// ```
/// use calculus::prelude::*;
/// use calculus::symbolic::Equivalence;
/// assert_eq!(equivalent(parse("2(2x + 1)")?, parse("4x + 2")?), Equivalence::Equal);
/// let hole = equivalent(parse("(x^2 - 1)/(x - 1)")?, parse("x + 1")?);
/// assert_eq!(hole.to_string(), "equal except at x = 1, where the first has no value");
/// let identity = equivalent(parse("sin(2x)")?, parse("2 sin x cos x")?);
/// assert!(matches!(identity, Equivalence::EqualAtManyPoints { .. }));
/// assert_eq!(equivalent("cosh(x)^2 - sinh(x)^2", 1), Equivalence::Equal);
/// assert_eq!(equivalent(parse("|x|")?, parse("x")?).to_string(), "different: 1 and -1 at x = -1");
/// # Ok::<(), calculus::symbolic::ParseError>(())
/// ```
///
/// # Panics
/// With a text that is no formula; the message shows where.
#[track_caller]
pub fn equivalent(one: impl IntoFormula, two: impl IntoFormula) -> Equivalence {
    let (one, two) = (one.into_formula(), two.into_formula());
    compared(one, two).with_gaps(one, two)
}

/// Wherever both have a value.
fn compared(one: Expr, two: Expr) -> Equivalence {
    let undetermined = |reason: &str| Equivalence::Undetermined { reason: reason.to_owned() };
    let decidable = degree_bound(one) + degree_bound(two) <= HIGHEST_DEGREE;
    if decidable && is_rational(one) && is_rational(two) {
        return match same_in_fields(one, two) {
            Some(true) => Equivalence::Equal,
            Some(false) => different_somewhere(one, two),
            None => undetermined("one of the formulas divides by 0, whatever the variables are"),
        };
    }
    let simple = [one, two].map(Expr::simplify);
    if let Some(reason) = simple.iter().find_map(|formula| match formula.node() {
        Node::Undefined(reason) => Some(reason),
        _ => None,
    }) {
        return undetermined(reason);
    }
    if one == two || (decidable && same_in_fields(simple[0], simple[1]) == Some(true)) {
        return Equivalence::Equal;
    }
    numerically(one, two)
}

/// Whether the formulas agree at random points of finite fields; nothing if they never have values there.
fn same_in_fields(one: Expr, two: Expr) -> Option<bool> {
    let mut random = Random(0x5eed);
    for prime in PRIMES {
        let mut compared = 0;
        for _ in 0..4 * EXACT_POINTS {
            if let [Some(left), Some(right)] = values(&[one, two], prime, &mut random)[..] {
                if left != right {
                    return Some(false);
                }
                compared += 1;
                if compared == EXACT_POINTS {
                    break;
                }
            }
        }
        if compared == 0 {
            return None;
        }
    }
    Some(true)
}

/// Places that are easy to check by hand come first, then random ones, near 0 and far away.
fn points(variables: usize) -> impl Iterator<Item = Vec<f64>> {
    const SIMPLE: [f64; 8] = [1.0, 2.0, -1.0, 3.0, -2.0, 0.5, 0.0, -3.0];
    let mut random = Random(0xca1c);
    (0..TRIED).map(move |index| {
        (0..variables)
            .map(|variable| match SIMPLE.get(index) {
                // Different numbers for different variables, or x − y would be 0 everywhere.
                Some(_) => SIMPLE[(index + variable) % SIMPLE.len()],
                None => (2.0 * random.fraction() - 1.0) * [0.5, 3.0, 10.0, 30.0][index % 4],
            })
            .collect()
    })
}

fn numerically(one: Expr, two: Expr) -> Equivalence {
    let comparison = Comparison::new(one, two);
    let mut agreed = 0;
    for point in comparison.points() {
        let ((left, left_error), (right, right_error)) = comparison.at(&point);
        let error = left_error + right_error;
        let size = left.abs().max(right.abs());
        // Where rounding has eaten most of the digits, a point says nothing.
        if !error.is_finite() || !size.is_finite() || error > 1e-6 * size.max(f64::MIN_POSITIVE) {
            continue;
        }
        if (left - right).abs() > 8.0 * error + 1e-13 * size {
            return comparison.different(&point, left, right);
        }
        agreed += 1;
    }
    if agreed >= ENOUGH || (agreed > 0 && comparison.variables.is_empty()) {
        Equivalence::EqualAtManyPoints { points: agreed }
    } else {
        let reason = "there are too few points at which both formulas have a value that can be trusted".to_owned();
        Equivalence::Undetermined { reason }
    }
}

/// The formulas are different: a place where one sees it best.
fn different_somewhere(one: Expr, two: Expr) -> Equivalence {
    let comparison = Comparison::new(one, two);
    let mut best: Option<(f64, Vec<f64>, f64, f64)> = None;
    for point in comparison.points() {
        let ((left, left_error), (right, right_error)) = comparison.at(&point);
        let gap = (left - right).abs() / (left.abs() + right.abs() + f64::MIN_POSITIVE);
        let seen = (left - right).abs() > 8.0 * (left_error + right_error);
        if seen && gap > 1e-3 {
            return comparison.different(&point, left, right);
        }
        if gap.is_finite() && best.as_ref().is_none_or(|best| gap > best.0) {
            best = Some((gap, point, left, right));
        }
    }
    match best {
        Some((_, point, left, right)) => comparison.different(&point, left, right),
        None => {
            let reason =
                "the formulas are different, but have no value in common at any point that was tried".to_owned();
            Equivalence::Undetermined { reason }
        }
    }
}

struct Comparison {
    variables: Vec<&'static str>,
    sides: [Side; 2],
}

impl Comparison {
    fn new(one: Expr, two: Expr) -> Comparison {
        let variables = (one + two).variables();
        let sides = [one, two].map(|expr| Side::new(expr, &variables));
        Comparison { variables, sides }
    }

    fn points(&self) -> impl Iterator<Item = Vec<f64>> + use<> {
        let operations = self.sides.iter().map(|side| side.nodes.len()).sum::<usize>().max(1);
        points(self.variables.len()).take(MOST_OPERATIONS / operations)
    }

    fn different(&self, point: &[f64], left: f64, right: f64) -> Equivalence {
        Equivalence::Different { at: self.variables.iter().copied().zip(point.iter().copied()).collect(), left, right }
    }

    fn at(&self, point: &[f64]) -> (Rounded, Rounded) {
        (self.sides[0].at(point), self.sides[1].at(point))
    }
}
