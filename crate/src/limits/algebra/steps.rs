//! The limit of a ratio of polynomials, worked out as a person writes it.

use super::ExactOutcome;
use super::notation::Notation;
use super::polynomial::Polynomial;
use super::rational_function::{Fault, RationalFunction};
use crate::number::reading::Reading;
use num_rational::BigRational;
use num_traits::{One, Signed, Zero};

/// What comes out, and the lines on the way to it, each without its equals sign.
pub(super) struct Work {
    pub(super) outcome: ExactOutcome,
    pub(super) lines: Vec<String>,
    /// What is to be said after the last line.
    pub(super) remarks: Vec<String>,
}

impl Work {
    fn done(outcome: ExactOutcome, lines: Vec<String>) -> Work {
        Work { outcome, lines, remarks: Vec::new() }
    }
}

/// A ratio that is being worked on, and how to write it.
struct Writer<'a> {
    at: &'a str,
    notation: Notation,
}

impl Writer<'_> {
    fn limit(&self, expression: &str) -> String {
        // A sum after the limit sign would be read as having its own limit.
        let sum = !expression.starts_with("\\frac") && expression.contains(' ') && !expression.contains('/');
        let expression = if sum { self.notation.parentheses(expression) } else { expression.to_owned() };
        format!("{}{expression}", self.notation.limit(self.at, ""))
    }

    fn ratio(&self, numerator: &Polynomial, denominator: &Polynomial) -> String {
        let numerator = numerator.written(self.notation);
        if denominator.is_one() {
            numerator
        } else {
            self.notation.fraction(&numerator, &denominator.written(self.notation))
        }
    }

    /// (x − a)ⁿ, with its parentheses; plain x if a is 0.
    fn root(&self, a: &BigRational, times: usize) -> String {
        let factor = Polynomial::root(a).written(self.notation);
        let factor = if a.is_zero() { factor } else { format!("({factor})") };
        self.notation.power(&factor, times)
    }

    /// A polynomial as a product: (x − a) to the power `times`, of which `marked` cancel, and the `rest`.
    fn product(&self, a: &BigRational, times: usize, rest: &Polynomial, marked: Option<(usize, bool)>) -> String {
        let mut roots = String::new();
        if let Some((count, above)) = marked {
            roots += &self.notation.cancelled(&self.root(a, count), above);
            if times > count {
                roots += &self.root(a, times - count);
            }
        } else if times > 0 {
            roots += &self.root(a, times);
        }
        if rest.is_one() && !roots.is_empty() {
            return roots;
        }
        if rest.degree() == 0 {
            let number = self.notation.coefficient(&rest.leading());
            return if rest.negated().is_one() && !roots.is_empty() {
                format!("{}{roots}", self.notation.minus())
            } else {
                number + &roots
            };
        }
        if let Some([one, other]) = rest.rational_roots() {
            let leading = rest.leading();
            let leading = if leading.is_one() { String::new() } else { self.notation.coefficient(&leading) };
            let others = if one == other { self.root(&one, 2) } else { self.root(&one, 1) + &self.root(&other, 1) };
            return format!("{leading}{roots}{others}");
        }
        if roots.is_empty() { rest.written(self.notation) } else { format!("{roots}({})", rest.written(self.notation)) }
    }
}

/// Adds a line unless it says the same as the one before.
fn push(lines: &mut Vec<String>, line: String) {
    if lines.last() != Some(&line) {
        lines.push(line);
    }
}

/// The work for the limit of `ratio` as x approaches `at`, which is not NaN.
pub(super) fn work(ratio: RationalFunction, at: f64, notation: Notation) -> Work {
    let point = at.is_finite().then(|| Reading::of(at).fraction());
    if let Some(fault) = ratio.fault().or_else(|| (point == Some(None)).then_some(Fault::NoFraction(at))) {
        let reason = format!("{}{}", fault.words(), fault.advice());
        return Work::done(ExactOutcome::Undefined { reason: reason.clone() }, vec![notation.sentence(&reason)]);
    }
    let (numerator, denominator) = ratio.parts();
    match point.flatten() {
        Some(point) => at_point(numerator, denominator, &point, notation),
        None => at_infinity(numerator, denominator, at > 0.0, notation),
    }
}

fn at_point(numerator: &Polynomial, denominator: &Polynomial, a: &BigRational, notation: Notation) -> Work {
    let point = notation.number(a);
    let writer = Writer { at: &point, notation };
    let mut lines = vec![writer.limit(&writer.ratio(numerator, denominator))];
    if numerator.is_zero() {
        push(&mut lines, "0".into());
        return Work::done(ExactOutcome::Value(BigRational::zero()), lines);
    }
    let (zeros, numerator_rest) = numerator.factor_out(a);
    let (poles, denominator_rest) = denominator.factor_out(a);
    let cancelling = zeros.min(poles);
    let (mut left, mut below) = (numerator.clone(), denominator.clone());
    if cancelling > 0 {
        let factored = |marked: bool| {
            let mark = |above| marked.then_some((cancelling, above));
            notation.fraction(
                &writer.product(a, zeros, &numerator_rest, mark(true)),
                &writer.product(a, poles, &denominator_rest, mark(false)),
            )
        };
        push(&mut lines, writer.limit(&factored(false)));
        push(&mut lines, writer.limit(&factored(true)));
        let root = Polynomial::root(a);
        let times =
            |rest: &Polynomial, count: usize| (0..count).fold(rest.clone(), |product, _| product.multiply(&root));
        left = times(&numerator_rest, zeros - cancelling);
        below = times(&denominator_rest, poles - cancelling);
        push(&mut lines, writer.limit(&writer.ratio(&left, &below)));
    }
    if poles > cancelling {
        let positive = (left.at(a) / denominator_rest.at(a)).is_positive();
        return at_pole(&writer, lines, &writer.ratio(&left, &below), positive, poles - cancelling);
    }
    let substituted = left.written_at(a, notation);
    push(
        &mut lines,
        if below.is_one() { substituted } else { notation.fraction(&substituted, &below.written_at(a, notation)) },
    );
    let value = left.at(a) / below.at(a);
    push(&mut lines, notation.number(&value));
    Work::done(ExactOutcome::Value(value), lines)
}

/// The denominator alone is 0 at the point, `order` times: on the right the sign is `positive`, on the left it is
/// the same if the order is even.
fn at_pole(writer: &Writer, mut lines: Vec<String>, ratio: &str, positive: bool, order: usize) -> Work {
    let notation = writer.notation;
    let infinity = |positive: bool| if positive { ExactOutcome::PlusInfinity } else { ExactOutcome::MinusInfinity };
    if order.is_multiple_of(2) {
        push(&mut lines, notation.infinity(positive).into());
        return Work::done(infinity(positive), lines);
    }
    let one_sided =
        |side: &str, positive| format!("{}{ratio} = {}", notation.limit(writer.at, side), notation.infinity(positive));
    // No equals sign: what does not exist is equal to nothing.
    if let Some(last) = lines.last_mut() {
        *last += &notation.sentence(" does not exist, because the sides differ:");
    }
    let outcome =
        ExactOutcome::SidesDiffer { left: Box::new(infinity(!positive)), right: Box::new(infinity(positive)) };
    Work { outcome, lines, remarks: vec![one_sided("-", !positive), one_sided("+", positive)] }
}

/// At infinity the highest powers decide.
fn at_infinity(numerator: &Polynomial, denominator: &Polynomial, positive: bool, notation: Notation) -> Work {
    let writer = Writer { at: notation.infinity(positive), notation };
    let mut lines = vec![writer.limit(&writer.ratio(numerator, denominator))];
    let (above, below) = (numerator.degree(), denominator.degree());
    let factor = numerator.leading() / denominator.leading();
    if !numerator.is_zero() {
        let highest = |polynomial: &Polynomial| Polynomial::power(polynomial.leading(), polynomial.degree());
        push(&mut lines, writer.limit(&writer.ratio(&highest(numerator), &highest(denominator))));
        let reduced = if above >= below {
            writer.ratio(&Polynomial::power(factor.clone(), above - below), &Polynomial::one())
        } else {
            let numerator = Polynomial::constant(BigRational::from(factor.numer().clone()));
            let denominator = BigRational::from(factor.denom().clone());
            writer.ratio(&numerator, &Polynomial::power(denominator, below - above))
        };
        if above != below {
            push(&mut lines, writer.limit(&reduced));
        }
    }
    let outcome = if above > below {
        let sign = factor.is_positive() == (positive || (above - below).is_multiple_of(2));
        push(&mut lines, notation.infinity(sign).into());
        if sign { ExactOutcome::PlusInfinity } else { ExactOutcome::MinusInfinity }
    } else {
        let value = if above == below { factor } else { BigRational::zero() };
        push(&mut lines, notation.number(&value));
        ExactOutcome::Value(value)
    };
    Work::done(outcome, lines)
}
