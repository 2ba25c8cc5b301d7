//! Where one of two formulas that are equal has a value and the other has none: (x² − 1)/(x − 1) and x + 1 at 1.

use super::domain::{Domain, contains, zero_where};
use super::expr::Expr;
use super::field::Random;
use super::print::Writing;
use super::tape::Tape;
use super::univariate::{formula_in, polynomial};
use crate::polynomial::Polynomial;
use num_rational::BigRational;
use num_traits::{Signed, ToPrimitive};
use std::fmt;

/// Larger formulas are not looked through.
const MOST_NODES: usize = 200;
/// Above this degree, roots are not counted but looked for.
const HIGHEST_DEGREE: usize = 20;
/// Lines through the plane of the variables along which zeros are looked for, and steps along each.
const LINES: usize = 6;
const STEPS: usize = 600;
/// The logarithm of the farthest place.
const FARTHEST: f64 = 14.0;

/// Where a formula has no value although an equal one has: "at x = 1", "for x < 0".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// Whether it is one value of one variable.
    single: bool,
    left: Expr,
    sign: Sign,
    right: Expr,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    Equal,
    Below,
    NotAbove,
    Above,
    NotBelow,
}

impl Gap {
    fn equation(left: Expr, right: Expr) -> Gap {
        Gap { single: left.name().is_some(), left, sign: Sign::Equal, right }
    }

    /// The place as an equation or an inequality.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// let y = differentiate(parse("(x^2 - 1)/(x - 1)")?);
    /// assert_eq!(y.gaps()[0].place(), "x = 1");
    /// # Ok::<(), calculus::symbolic::ParseError>(())
    /// ```
    pub fn place(&self) -> String {
        self.written(Writing::Text)
    }

    pub(super) fn written(&self, writing: Writing) -> String {
        let sign = match (self.sign, writing) {
            (Sign::Equal, _) => "=",
            (Sign::Below, Writing::Text) => "<",
            (Sign::Below, Writing::Latex) => "\\lt",
            (Sign::Above, Writing::Text) => ">",
            (Sign::Above, Writing::Latex) => "\\gt",
            (Sign::NotAbove, Writing::Text) => "≤",
            (Sign::NotAbove, Writing::Latex) => "\\le",
            (Sign::NotBelow, Writing::Text) => "≥",
            (Sign::NotBelow, Writing::Latex) => "\\ge",
        };
        format!("{} {sign} {}", self.left.written(writing), self.right.written(writing))
    }

    /// The word before the place.
    pub(super) fn preposition(&self) -> &'static str {
        if self.single { "at" } else { "for" }
    }
}

#[cfg(test)]
impl Gap {
    /// Whether this value of the only variable belongs to the gap.
    pub(super) fn contains(&self, x: f64) -> bool {
        let side = |formula: Expr| formula.at(x).value();
        let Some((left, right)) = side(self.left).zip(side(self.right)) else { return false };
        match self.sign {
            Sign::Equal => left == right,
            Sign::Below => left < right,
            Sign::NotAbove => left <= right,
            Sign::Above => left > right,
            Sign::NotBelow => left >= right,
        }
    }
}

impl fmt::Display for Gap {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} {}", self.preposition(), self.place())
    }
}

/// Where `one` has no value and `two` has one.
pub(super) fn gaps(one: Expr, two: Expr) -> Vec<Gap> {
    if one == two || [one, two].into_iter().any(|formula| formula.has_more_nodes_than(MOST_NODES)) {
        return Vec::new();
    }
    let (needed, other) = (Domain::of(one), Domain::of(two));
    let variables = (one + two).variables();
    let (search, without) = (Search::new(two, variables.clone()), Search::new(one, variables));
    let mut gaps: Vec<Gap> = Vec::new();
    let mut add = |gap: Gap| {
        if !gaps.contains(&gap) {
            gaps.push(gap);
        }
    };
    let mut covered = Vec::new();
    for &need in needed.not_negative.iter().filter(|need| !other.not_negative.contains(need)) {
        if search.negative_with_a_value(need, &without) {
            let zeros = zero_where(need);
            let zero_too = !zeros.is_empty() && zeros.iter().all(|factor| needed.has_not_zero(*factor));
            covered.extend(zeros.into_iter().filter(|_| zero_too));
            add(negative(need, zero_too));
        }
    }
    for &need in needed.not_zero.iter().filter(|need| !contains(&covered, **need) && !other.has_not_zero(**need)) {
        zeros(need, &other, &search).into_iter().for_each(&mut add);
    }
    gaps
}

/// Where a formula is negative; or 0 too, which is then no value either.
fn negative(formula: Expr, or_zero: bool) -> Gap {
    let line = polynomial(formula).filter(|(line, _)| line.degree() == 1);
    let (left, right, below) = match line {
        // a x + b < 0
        Some((line, x)) => (x, Expr::constant(root(&line)), line.leading().is_positive()),
        None => (formula, Expr::integer(0), true),
    };
    let sign = match (below, or_zero) {
        (true, false) => Sign::Below,
        (true, true) => Sign::NotAbove,
        (false, false) => Sign::Above,
        (false, true) => Sign::NotBelow,
    };
    Gap { single: false, left, sign, right }
}

/// The root of a x + b.
fn root(line: &Polynomial) -> BigRational {
    match line.coefficients() {
        [b, a] => -b / a,
        _ => line.leading(),
    }
}

/// Where a factor is 0, and the other formula has a value.
fn zeros(need: Expr, other: &Domain, search: &Search) -> Vec<Gap> {
    let equation = |formula: Expr| Gap::equation(formula, Expr::integer(0));
    let Some((mut rest, x)) = polynomial(need) else {
        return if search.zero_with_a_value(need) { vec![equation(need)] } else { Vec::new() };
    };
    for (known, y) in other.not_zero.iter().filter_map(|known| polynomial(*known)) {
        if x == y {
            rest = rest.without(&known);
        }
    }
    if rest.degree() == 1 {
        let root = root(&rest);
        let has_a_value = root.to_f64().is_some_and(|root| search.value_on_line(x, root));
        let gap = Gap::equation(x, Expr::constant(root));
        return if has_a_value { vec![gap] } else { Vec::new() };
    }
    if rest.degree() == 0 || (rest.degree() <= HIGHEST_DEGREE && rest.count_of_real_roots() == 0) {
        return Vec::new();
    }
    let rest = formula_in(&rest, x);
    if search.zero_with_a_value(rest) { vec![equation(rest)] } else { Vec::new() }
}

/// The formula that must have a value, and where to look.
struct Search {
    variables: Vec<&'static str>,
    tape: Tape,
}

impl Search {
    fn new(formula: Expr, variables: Vec<&'static str>) -> Search {
        Search { tape: Tape::new(formula, &variables), variables }
    }

    fn has_a_value(&self, point: &[f64]) -> bool {
        let mut results = Vec::new();
        self.tape.run(point, &mut results).is_finite() && self.tape.fault(&results).is_none()
    }

    /// Whether there is a value at this place of one variable, for some values of the others.
    fn value_on_line(&self, x: Expr, value: f64) -> bool {
        self.lines().any(|line| {
            let point = line(0.0);
            let with = self.variables.iter().zip(point);
            self.has_a_value(
                &with.map(|(name, other)| if x.name() == Some(name) { value } else { other }).collect::<Vec<_>>(),
            )
        })
    }

    /// Straight lines through the space of the variables, each as a function of a step from −1 to 1. Without a second
    /// variable there is only one, with places near and far.
    fn lines(&self) -> impl Iterator<Item = Box<dyn Fn(f64) -> Vec<f64>>> {
        let mut random = Random(0x9a95);
        let count = self.variables.len();
        (0..if count > 1 { LINES } else { 1 }).map(move |line| -> Box<dyn Fn(f64) -> Vec<f64>> {
            if line == 0 {
                // Through the origin, near and far, in unequal directions: x − y is not 0 all along.
                let place = |step: f64| step.signum() * ((FARTHEST * step.abs()).exp() - 1.0);
                return Box::new(move |step| (1..=count).map(|direction| place(step) / direction as f64).collect());
            }
            let mut number = || 4.0 * random.fraction() - 2.0;
            let (start, direction): (Vec<f64>, Vec<f64>) = (0..count).map(|_| (number(), number())).unzip();
            Box::new(move |step| start.iter().zip(&direction).map(|(start, way)| start + 4.0 * step * way).collect())
        })
    }

    fn steps() -> impl Iterator<Item = f64> {
        (0..=STEPS).map(|step| 2.0 * step as f64 / STEPS as f64 - 1.0)
    }

    /// Whether there is a value where a part is negative, and never one of the other formula: (−1)⁻¹ has one, though
    /// xˣ has none between.
    fn negative_with_a_value(&self, need: Expr, without: &Search) -> bool {
        let need = Tape::new(need, &self.variables);
        let along = self.lines().flat_map(|line| Search::steps().map(line).collect::<Vec<_>>());
        let whole = (1..10).map(|number| vec![-f64::from(number); self.variables.len()]);
        let negative: Vec<Vec<f64>> = along.chain(whole).filter(|point| need.value(point) < -1e-9).collect();
        negative.iter().any(|point| self.has_a_value(point)) && !negative.iter().any(|point| without.has_a_value(point))
    }

    /// Whether a factor becomes 0 somewhere: exactly, or between two places with different signs.
    fn zero_with_a_value(&self, need: Expr) -> bool {
        let need = Tape::new(need, &self.variables);
        self.lines().any(|line| {
            let value = |step: f64| need.value(&line(step));
            let mut before: Option<(f64, f64)> = None;
            Search::steps().any(|step| {
                let now = (step, value(step));
                let last = before.replace(now);
                if now.1 == 0.0 {
                    return self.has_a_value(&line(step));
                }
                let Some(last) = last.filter(|last| last.1 * now.1 < 0.0) else { return false };
                let (mut low, mut high) = (last, now);
                for _ in 0..60 {
                    let middle = 0.5 * (low.0 + high.0);
                    let there = (middle, value(middle));
                    if there.1 * low.1 > 0.0 { low = there } else { high = there }
                }
                // At a pole the sign changes too.
                let small = low.1.abs().min(high.1.abs()) < 1e-6 * last.1.abs().max(now.1.abs());
                small && self.has_a_value(&line(low.0))
            })
        })
    }
}
