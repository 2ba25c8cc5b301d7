//! The limit of a ratio of polynomials, worked out as a person writes it.

use super::notation::Notation;
use super::outcome::ExactOutcome;
use super::place::{At, Place};
use super::ratio::{Ratio, formula};
use super::rule::LimitRule;
use super::step::LimitStep;
use super::work::Work;
use crate::limits::Side;
use crate::polynomial::Polynomial;
use crate::symbolic::Expr;
use num_rational::BigRational;
use num_traits::{One, Signed, Zero};

/// A ratio that is being worked on, and how to write it.
struct Writer {
    place: Place,
    notation: Notation,
}

impl Writer {
    fn limit(&self, expression: &str) -> String {
        // A sum after the limit sign would be read as having its own limit.
        let sum = !expression.starts_with("\\frac") && expression.contains(' ') && !expression.contains('/');
        let expression = if sum { self.notation.parentheses(expression) } else { expression.to_owned() };
        format!("{}{expression}", self.place.sign(self.notation))
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

/// A line in both notations, unless it says the same as the one before.
struct Lines {
    place: Place,
    lines: Vec<LimitStep>,
}

impl Lines {
    fn push(&mut self, rule: Option<LimitRule>, formula: Option<Expr>, write: impl Fn(&Writer) -> String) {
        let written = |notation| write(&Writer { place: self.place, notation });
        let line = LimitStep::written(written(Notation::Text), written(Notation::Latex), formula);
        if self.lines.last().is_none_or(|last| last.text != line.text) {
            self.lines.push(LimitStep { rule, ..line });
        }
    }

    fn number(&mut self, value: &BigRational) {
        let rule = if self.lines.len() > 1 { LimitRule::WorkOut } else { LimitRule::Substitute };
        self.push(Some(rule), Some(Expr::constant(value.clone())), |writer| writer.notation.number(value));
    }

    fn infinity(&mut self, positive: bool) {
        self.push(Some(LimitRule::Laws), None, |writer| writer.notation.infinity(positive).to_owned());
    }
}

/// The work for the limit of `ratio` at this place, which is a fraction or infinite.
pub(super) fn work(ratio: &Ratio, place: Place) -> Option<Work> {
    let Ratio(numerator, denominator) = ratio;
    let mut lines = Lines { place, lines: Vec::new() };
    let whole = as_formula(numerator, denominator);
    lines.push(None, Some(whole), |writer| writer.limit(&writer.ratio(numerator, denominator)));
    if numerator.is_zero() && !denominator.is_one() {
        let zero = BigRational::zero();
        lines.push(Some(LimitRule::Simplify), Some(Expr::integer(0)), |writer| writer.notation.number(&zero));
        return Some(Work::done(ExactOutcome::Value(zero), lines.lines));
    }
    match place.at {
        At::Number(at) => Some(at_point(numerator, denominator, at.as_constant()?, lines)),
        At::PlusInfinity => Some(at_infinity(numerator, denominator, true, lines)),
        At::MinusInfinity => Some(at_infinity(numerator, denominator, false, lines)),
    }
}

fn as_formula(numerator: &Polynomial, denominator: &Polynomial) -> Expr {
    if denominator.is_one() { formula(numerator) } else { formula(numerator) / formula(denominator) }
}

fn at_point(numerator: &Polynomial, denominator: &Polynomial, a: &BigRational, mut lines: Lines) -> Work {
    let (zeros, numerator_rest) = numerator.factor_out(a);
    let (poles, denominator_rest) = denominator.factor_out(a);
    let cancelling = zeros.min(poles);
    let (mut left, mut below) = (numerator.clone(), denominator.clone());
    if cancelling > 0 {
        let factored = |writer: &Writer, marked: bool| {
            let mark = |above| marked.then_some((cancelling, above));
            writer.limit(&writer.notation.fraction(
                &writer.product(a, zeros, &numerator_rest, mark(true)),
                &writer.product(a, poles, &denominator_rest, mark(false)),
            ))
        };
        let whole = Some(as_formula(numerator, denominator));
        lines.push(Some(LimitRule::Factor), whole, |writer| factored(writer, false));
        lines.push(Some(LimitRule::Cancel), whole, |writer| factored(writer, true));
        let root = Polynomial::root(a);
        let times =
            |rest: &Polynomial, count: usize| (0..count).fold(rest.clone(), |product, _| product.multiply(&root));
        left = times(&numerator_rest, zeros - cancelling);
        below = times(&denominator_rest, poles - cancelling);
        let reduced = Some(as_formula(&left, &below));
        lines.push(Some(LimitRule::WorkOut), reduced, |writer| writer.limit(&writer.ratio(&left, &below)));
    }
    if poles > cancelling {
        let positive = (left.at(a) / denominator_rest.at(a)).is_positive();
        return at_pole(lines, (&left, &below), positive, poles - cancelling);
    }
    let value = left.at(a) / below.at(a);
    lines.push(Some(LimitRule::Substitute), Some(Expr::constant(value.clone())), |writer| {
        let substituted = left.written_at(a, writer.notation);
        if below.is_one() {
            substituted
        } else {
            writer.notation.fraction(&substituted, &below.written_at(a, writer.notation))
        }
    });
    lines.number(&value);
    Work::done(ExactOutcome::Value(value), lines.lines)
}

/// The denominator alone is 0 at the point, `order` times: on the right the sign is `positive`, on the left it is
/// the same if the order is even.
fn at_pole(mut lines: Lines, ratio: (&Polynomial, &Polynomial), positive: bool, order: usize) -> Work {
    let place = lines.place;
    let infinity = |positive: bool| if positive { ExactOutcome::PlusInfinity } else { ExactOutcome::MinusInfinity };
    let on_the_left = positive == order.is_multiple_of(2);
    if order.is_multiple_of(2) || place.side.is_some() {
        let positive = if place.side == Some(Side::Left) { on_the_left } else { positive };
        lines.infinity(positive);
        return Work::done(infinity(positive), lines.lines);
    }
    let one_sided = |side: Side, positive: bool| {
        let written = |notation: Notation| {
            let writer = Writer { place: place.from(side), notation };
            let ratio = writer.ratio(ratio.0, ratio.1);
            format!("{}{ratio} = {}", writer.place.sign(notation), notation.infinity(positive))
        };
        [written(Notation::Text), written(Notation::Latex)]
    };
    let outcome =
        ExactOutcome::SidesDiffer { left: Box::new(infinity(on_the_left)), right: Box::new(infinity(positive)) };
    let remarks = vec![one_sided(Side::Left, on_the_left), one_sided(Side::Right, positive)];
    Work { remarks, ..Work::done(outcome, lines.lines) }.without_limit(" does not exist, because the sides differ:")
}

/// At infinity the highest powers decide.
fn at_infinity(numerator: &Polynomial, denominator: &Polynomial, positive: bool, mut lines: Lines) -> Work {
    let (above, below) = (numerator.degree(), denominator.degree());
    let factor = numerator.leading() / denominator.leading();
    if !numerator.is_zero() {
        let highest = |polynomial: &Polynomial| Polynomial::power(polynomial.leading(), polynomial.degree());
        let (top, bottom) = (highest(numerator), highest(denominator));
        lines.push(Some(LimitRule::HighestPowers), Some(as_formula(&top, &bottom)), |writer| {
            writer.limit(&writer.ratio(&top, &bottom))
        });
        let (top, bottom) = if above >= below {
            (Polynomial::power(factor.clone(), above - below), Polynomial::one())
        } else {
            let numerator = Polynomial::constant(BigRational::from(factor.numer().clone()));
            (numerator, Polynomial::power(BigRational::from(factor.denom().clone()), below - above))
        };
        if above != below {
            lines.push(Some(LimitRule::Cancel), Some(as_formula(&top, &bottom)), |writer| {
                writer.limit(&writer.ratio(&top, &bottom))
            });
        }
    }
    let outcome = if above > below {
        let sign = factor.is_positive() == (positive || (above - below).is_multiple_of(2));
        lines.infinity(sign);
        if sign { ExactOutcome::PlusInfinity } else { ExactOutcome::MinusInfinity }
    } else {
        let value = if above == below { factor } else { BigRational::zero() };
        let rule = if above == below { LimitRule::Cancel } else { LimitRule::Laws };
        lines.push(Some(rule), Some(Expr::constant(value.clone())), |writer| writer.notation.number(&value));
        ExactOutcome::Value(value)
    };
    Work::done(outcome, lines.lines)
}
