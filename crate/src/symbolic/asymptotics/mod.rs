//! What a formula does where x approaches a point from one side, or grows beyond all bounds: decided exactly.
//!
//! The formula becomes a series in several scales at once, part by part, and its leading term says everything. Nothing is
//! answered that has not been derived: where the terms cancel one another as far as one looks, or a number is too near to
//! 0 to be told from it, the answer is a refusal with its reason.

mod canonical;
mod coefficient;
pub(crate) mod constant;
mod continuous;
mod derived;
mod functions;
mod multiseries;
mod scales;
mod tree;

pub(crate) use constant::Constant;

use super::arena::{Function, Node, Table};
use super::expr::Expr;
use coefficient::Coefficient;
use multiseries::Multiseries;
use scales::Scales;
use std::cmp::Ordering;

/// So many terms of each series, from few to many.
const TERMS: [usize; 4] = [2, 5, 10, 18];
/// Larger formulas are refused: nobody waits for them.
const MOST_NODES: usize = 300;

/// Where x goes, and from where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    PlusInfinity,
    MinusInfinity,
    /// To a number, from smaller x.
    Left(Expr),
    /// To a number, from larger x.
    Right(Expr),
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Stop {
    /// More terms of the series may tell.
    MoreTerms,
    /// The formula has no values there, and why, as a sentence without its full stop.
    NoValue(String),
    /// Not decided, and why.
    Unknown(String),
}

/// What a formula comes to.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Behaviour {
    Number(Constant),
    PlusInfinity,
    MinusInfinity,
    /// It comes to both again and again.
    Swings {
        low: Constant,
        high: Constant,
    },
}

/// What a formula in x comes to, and the leading term of its series as a formula in x if that has one.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Found {
    pub(crate) behaviour: Behaviour,
    pub(crate) leading: Option<Expr>,
    /// From which side it comes to a number, where that is known: above or below it.
    pub(crate) side: Option<Ordering>,
}

pub(crate) fn behaviour(formula: Expr, way: Way) -> Result<Found, Stop> {
    if formula.has_more_nodes_than(MOST_NODES) {
        return Err(Stop::Unknown(format!("it has more than {MOST_NODES} parts")));
    }
    let formula = formula.with_readings();
    canonical::start();
    if let Way::Left(at) | Way::Right(at) = way
        && let Some(value) = continuous::value(formula, at)
        && value.sign().is_ok_and(Ordering::is_ne)
    {
        let leading = Some(value.formula());
        return Ok(Found { behaviour: Behaviour::Number(value), leading, side: None });
    }
    for most_terms in TERMS {
        match once(formula, way, most_terms) {
            Err(Stop::MoreTerms) => {}
            other => return other,
        }
    }
    Err(Stop::Unknown("its terms cancel one another as far as I looked".into()))
}

fn once(formula: Expr, way: Way, most_terms: usize) -> Result<Found, Stop> {
    let x = Expr::variable("x");
    let one = Expr::integer(1);
    let large = match way {
        Way::PlusInfinity => x,
        Way::MinusInfinity => -x,
        Way::Right(at) => one / (if at.is_zero() { x } else { x - at }),
        Way::Left(at) => one / (if at.is_zero() { -x } else { at - x }),
    };
    let mut scales = Scales::new(large, most_terms);
    let scale = scales.first();
    let variable = match way {
        Way::PlusInfinity => scales.monomial(scale, Constant::integer(1))?,
        Way::MinusInfinity => {
            let large = scales.monomial(scale, Constant::integer(1))?;
            scales.negated(&large)?
        }
        Way::Left(at) | Way::Right(at) => {
            let small = scales.monomial(scale, Constant::integer(-1))?;
            let small = if matches!(way, Way::Left(_)) { scales.negated(&small)? } else { small };
            scales.plus(&Multiseries::exact(Constant::of(at)?), &small)?
        }
    };
    let series = expanded(&mut scales, formula, &variable)?;
    found(&mut scales, &series)
}

fn expanded(scales: &mut Scales, formula: Expr, variable: &Multiseries) -> Result<Multiseries, Stop> {
    let mut known: Table<Multiseries> = Table::default();
    for part in formula.nodes() {
        let of = |part: Expr| known.get(&part).cloned().ok_or(Stop::MoreTerms);
        let series = match *part.node() {
            Node::Undefined(reason) => return Err(Stop::NoValue(reason.into())),
            Node::Constant(_) | Node::Pi | Node::Measured(_) => Multiseries::exact(Constant::of(part)?),
            Node::Read(u, _) => of(u)?,
            Node::Variable("x") => variable.clone(),
            Node::Variable(name) => {
                return Err(Stop::Unknown(format!("it contains {name}, of which nothing is known")));
            }
            Node::Sum(u, v) => scales.plus(&of(u)?, &of(v)?)?,
            Node::Negative(u) => scales.negated(&of(u)?)?,
            Node::Product(u, v) => scales.times(&of(u)?, &of(v)?)?,
            Node::Quotient(u, v) => scales.quotient(&of(u)?, &of(v)?)?,
            Node::Power(u, v) => scales.general_power(&of(u)?, &of(v)?)?,
            Node::Function(function, u) => of_function(scales, function, &of(u)?)?,
            Node::Maximum(u, v) => scales.chosen(&of(u)?, &of(v)?, true)?,
            Node::Minimum(u, v) => scales.chosen(&of(u)?, &of(v)?, false)?,
            Node::Angle(y, x) => scales.angle(&of(y)?, &of(x)?)?,
            Node::Derivative(..) => {
                return Err(Stop::Unknown("it contains a derivative that is not worked out".into()));
            }
        };
        // What is 0 all along is seen here at the latest.
        let unknown = !series.is_zero()? && matches!(series.leading(), Err(Stop::MoreTerms));
        let series = if unknown && tree::is_surely_zero(part) { Multiseries::integer(0) } else { series };
        known.insert(part, series);
    }
    known.remove(&formula).ok_or(Stop::MoreTerms)
}

fn of_function(scales: &mut Scales, function: Function, u: &Multiseries) -> Result<Multiseries, Stop> {
    match function {
        Function::SquareRoot => scales.power(u, &Constant::ratio(1, 2)),
        Function::AbsoluteValue => scales.absolute(u),
        Function::Exponential => scales.exponential_of(u),
        Function::Logarithm => scales.logarithm_of(u),
        Function::Sine => Ok(scales.sine_and_cosine(u)?[0].clone()),
        Function::Cosine => Ok(scales.sine_and_cosine(u)?[1].clone()),
        Function::Tangent => {
            let [sine, cosine] = scales.sine_and_cosine(u)?;
            scales.quotient(&sine, &cosine)
        }
        Function::Floor => scales.floor(u),
        Function::Step => scales.step(u),
        _ => scales.derived(function, u),
    }
}

fn found(scales: &mut Scales, series: &Multiseries) -> Result<Found, Stop> {
    if series.is_zero()? {
        return Ok(Found { behaviour: Behaviour::Number(Constant::integer(0)), leading: None, side: None });
    }
    let leading = match series.leading() {
        Err(Stop::MoreTerms) => {
            // Nothing is known but that it is smaller than something that goes to 0.
            return Err(Stop::MoreTerms);
        }
        other => other?,
    };
    let formula = leading.coefficient.exact().map(|coefficient| {
        let power = |(scale, exponent): &(scales::Scale, Constant)| scales.formula(*scale).raised(exponent.formula());
        leading.powers.iter().map(power).fold(coefficient.formula(), |product, factor| product * factor)
    });
    let sign = leading.coefficient.sign()?;
    let (behaviour, side) = match (leading.growth()?, sign, &leading.coefficient) {
        (Ordering::Less, sign, _) => (Behaviour::Number(Constant::integer(0)), sign),
        (Ordering::Greater, Some(Ordering::Greater), _) => (Behaviour::PlusInfinity, None),
        (Ordering::Greater, Some(Ordering::Less), _) => (Behaviour::MinusInfinity, None),
        (Ordering::Greater, ..) => {
            return Err(Stop::Unknown(
                "it swings with growing strength, or what grows in it comes to 0 again and again".into(),
            ));
        }
        (Ordering::Equal, _, Coefficient::Exact(value)) => {
            let rest = scales.minus(series, &Multiseries::exact(value.clone()));
            let side = rest.ok().and_then(|rest| rest.sign().ok().flatten()).filter(|order| order.is_ne());
            (Behaviour::Number(value.clone()), side)
        }
        (Ordering::Equal, _, Coefficient::Bounded { low, high, swings: true }) => {
            (Behaviour::Swings { low: low.clone(), high: high.clone() }, None)
        }
        (Ordering::Equal, ..) => {
            return Err(Stop::Unknown(
                "it stays between two numbers, and whether it comes to one is more than I can tell".into(),
            ));
        }
    };
    Ok(Found { behaviour, leading: formula, side })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::symbolic::parse;

    fn at(text: &str, way: Way) -> String {
        let formula = match parse(text) {
            Ok(formula) => formula,
            Err(error) => panic!("{text}: {error}"),
        };
        match behaviour(formula, way) {
            Ok(Found { behaviour: Behaviour::Number(value), .. }) => value.formula().to_string(),
            Ok(found) => format!("{:?}", found.behaviour),
            Err(stop) => format!("{stop:?}"),
        }
    }

    #[test]
    fn leading_terms_decide() {
        let zero = Way::Right(Expr::integer(0));
        for (text, way, expected) in [
            ("sin(x)/x", zero, "1"),
            ("(e^x - 1)/x", zero, "1"),
            ("ln(1 + x)/x", zero, "1"),
            ("(1 + 1/x)^x", Way::PlusInfinity, "e"),
            ("(1 - cos(x))/x^2", zero, "1/2"),
            ("(tan(x) - x)/x^3", zero, "1/3"),
            ("x^x", zero, "1"),
            ("x ln(x)", zero, "0"),
            ("ln(ln(x))/ln(x)", Way::PlusInfinity, "0"),
            ("sqrt(x + sqrt(x)) - sqrt(x)", Way::PlusInfinity, "1/2"),
            ("x - ln(e^x + 1)", Way::PlusInfinity, "0"),
            ("(e^x - e^-x)/(e^x + e^-x)", Way::PlusInfinity, "1"),
            ("(e^x - e^-x)/(e^x + e^-x)", Way::MinusInfinity, "-1"),
            ("e^x (e^(1/x - e^-x) - e^(1/x))", Way::PlusInfinity, "-1"),
            ("e^(1/x)", Way::Left(Expr::integer(0)), "0"),
            ("x sin(1/x)", zero, "0"),
            ("(x + sin(x))/x", Way::PlusInfinity, "1"),
            (
                "sin(x)",
                Way::PlusInfinity,
                "Swings { low: Fraction(Ratio { numer: -1, denom: 1 }), high: Fraction(Ratio { numer: 1, denom: 1 }) }",
            ),
            ("sin(x)/(x - pi)", Way::Left(Expr::pi()), "-1"),
            ("e^(x + e^(-x^2)) / e^x", Way::PlusInfinity, "1"),
            ("(sin(x)^2 + cos(x)^2 - 1)/x^9 + 7", zero, "7"),
            ("floor(x)", Way::Left(Expr::integer(3)), "2"),
            ("abs(x)/x", Way::Left(Expr::integer(0)), "-1"),
            ("x^(ln(ln(x)))/ e^(sqrt(ln(x)))", Way::PlusInfinity, "PlusInfinity"),
            ("(2^x - 3^x)/x", zero, "ln(2) - ln(3)"),
        ] {
            assert_eq!(at(text, way), expected, "{text} {way:?}");
        }
    }
}
