//! The limit of a formula: what it is, and the shortest way to it that a person would write.

use super::notation::Notation;
use super::outcome::ExactOutcome;
use super::place::{At, Place};
use super::ratio::{Fault, Ratio};
use super::ratio_steps;
use super::step::LimitStep;
use super::teacher::Teacher;
use super::work::Work;
use crate::limits::Side;
use crate::symbolic::asymptotics::{Found, Stop, behaviour};
use crate::symbolic::{Expr, Node};

/// Larger formulas are not written out.
const LONGEST: u64 = 400;

pub(super) fn work(formula: Expr, place: Place) -> Work {
    if let Some(reason) = at_fault(formula, place) {
        return Work::done(ExactOutcome::Undefined { reason }, Vec::new());
    }
    let formula = formula.with_readings();
    let place = match place.at {
        At::Number(at) => Place { at: At::Number(at.with_readings()), ..place },
        _ => place,
    };
    let fraction = !matches!(place.at, At::Number(at) if at.as_constant().is_none());
    match Ratio::of(formula) {
        Ok(ratio) if fraction => {
            if let Some(work) = ratio_steps::work(&ratio, place) {
                return work;
            }
        }
        Ok(_) | Err(Fault::Other) => {}
        Err(fault @ Fault::DividesByZero) => {
            return Work::done(ExactOutcome::Undefined { reason: fault.words().into() }, Vec::new());
        }
        Err(fault) => return Work::done(ExactOutcome::Undefined { reason: fault.words().into() }, Vec::new()),
    }
    elementary(formula, place)
}

/// What makes the question itself unfit.
fn at_fault(formula: Expr, place: Place) -> Option<String> {
    let estimates = "write a short decimal or a fraction such as 1.0/3.0, or take limit(…), which estimates";
    let point = if let At::Number(at) = place.at { Some(at) } else { None };
    for part in formula.nodes().into_iter().chain(point.into_iter().flat_map(Expr::nodes)) {
        match *part.node() {
            Node::Undefined(reason) => {
                return Some(format!("{reason}, so there is no function to take a limit of"));
            }
            Node::Measured(bits) => {
                let number = crate::number::written::plain(f64::from_bits(bits));
                return Some(format!(
                    "{number} could be rounded from anything, so nothing exact can be said with it; {estimates}"
                ));
            }
            _ => {}
        }
    }
    match formula.variables()[..] {
        [] | ["x"] => None,
        [name] => Some(format!("the formula is in {name}, and a limit is taken in x; write x for {name}")),
        [one, other, ..] => {
            let name = if one == "x" { other } else { one };
            Some(format!(
                "the formula contains {name} beside x, and a limit is taken in x alone; put a number for {name} first"
            ))
        }
    }
}

fn elementary(formula: Expr, place: Place) -> Work {
    let sides: Vec<Result<Found, Stop>> = place.ways().into_iter().map(|way| behaviour(formula, way)).collect();
    let of = |found: &Result<Found, Stop>| {
        ExactOutcome::one_sided(found.as_ref().map(|found| found.behaviour.clone()).map_err(Clone::clone))
    };
    let outcome = match sides.as_slice() {
        [left, right] => ExactOutcome::of_sides(of(left), of(right)),
        [only] => of(only),
        _ => ExactOutcome::Undecided { reason: "there is no way to the point".into() },
    };
    // Large formulas are not written for a refusal.
    let first = || vec![LimitStep::limit(place, None, formula)];
    match &outcome {
        ExactOutcome::Undefined { reason } => {
            let reason = format!("{} the formula has no values: {reason}", place.words());
            Work::done(ExactOutcome::Undefined { reason }, Vec::new())
        }
        ExactOutcome::Undecided { reason } => {
            let reason = format!("I could not decide it: {reason}; limit(…) estimates from values alone");
            Work::done(ExactOutcome::Undecided { reason }, Vec::new())
        }
        ExactOutcome::SidesDiffer { left, right } => {
            let work = Work::done(outcome.clone(), first()).without_limit(" does not exist, because the sides differ:");
            let sides = [(Side::Left, left), (Side::Right, right)];
            sides.into_iter().fold(work, |work, (side, outcome)| with_side(work, formula, place.from(side), outcome))
        }
        ExactOutcome::OneSideOnly { side, outcome: inner } => {
            let words = match side {
                Side::Left => " is a limit from the left only: on the right the formula has no values",
                Side::Right => " is a limit from the right only: on the left the formula has no values",
            };
            let work = Work::done(outcome.clone(), first()).without_limit(words);
            with_side(work, formula, place.from(*side), inner)
        }
        ExactOutcome::Oscillates { low, high } => {
            let said = |notation: Notation| {
                let (low, high) = (notation.formula(*low), notation.formula(*high));
                let text = "the values go back and forth for ever between ";
                notation.sentence(text) + &low + &notation.sentence(" and ") + &high
            };
            let remarks = vec![[said(Notation::Text), said(Notation::Latex)]];
            Work { remarks, ..Work::done(outcome.clone(), first()) }.without_limit(" does not exist:")
        }
        _ => {
            if let Some(lines) = steps(formula, place, &outcome) {
                return Work::done(outcome, lines);
            }
            let work = Work::done(outcome.clone(), without_steps(formula, place, &outcome));
            // What is something else on each side may have steps on each.
            let of_sides = [Side::Left, Side::Right].map(|side| steps(formula, place.from(side), &outcome));
            match of_sides {
                [Some(left), Some(right)] if sides.len() == 2 => [left, right].into_iter().fold(work, with_lines),
                _ => Work { remarks: vec![how(&sides)], ..work },
            }
        }
    }
}

/// The lines to a number or an infinity, if a way was found that a person would write.
fn steps(formula: Expr, place: Place, outcome: &ExactOutcome) -> Option<Vec<LimitStep>> {
    if formula.tree_size() <= LONGEST { Teacher::new(place, outcome).lines(formula) } else { None }
}

fn without_steps(formula: Expr, place: Place, outcome: &ExactOutcome) -> Vec<LimitStep> {
    vec![LimitStep::limit(place, None, formula), LimitStep::result(outcome)]
}

/// How it was decided when there are no steps for a person: on each side, if it has two that differ.
fn how(sides: &[Result<Found, Stop>]) -> [String; 2] {
    let leading = |found: &Result<Found, Stop>| {
        let leading = found.as_ref().ok().and_then(|found| found.leading).map(Expr::simplify);
        leading.filter(|leading| leading.tree_size() < 60 && !leading.variables().is_empty())
    };
    let mut terms: Vec<Expr> = sides.iter().map_while(leading).collect();
    let all_are_known = terms.len() == sides.len();
    terms.dedup();
    [Notation::Text, Notation::Latex].map(|notation| {
        let said = |words: &str| notation.sentence(&format!("exact, by comparing how fast its parts grow{words}"));
        let written = |term: &Expr| if notation == Notation::Text { term.to_string() } else { term.latex() };
        match terms.as_slice() {
            [term] if all_are_known => said(": the leading term is ") + &written(term),
            [left, right] => {
                let (left, right) = (written(left), written(right));
                said(": the leading term is ")
                    + &left
                    + &notation.sentence(" on the left and ")
                    + &right
                    + &notation.sentence(" on the right")
            }
            _ => said(" (a series in several scales)"),
        }
    })
}

/// A one-sided limit as a remark, in one line.
fn with_side(mut work: Work, formula: Expr, place: Place, outcome: &ExactOutcome) -> Work {
    let lines = match outcome {
        ExactOutcome::Oscillates { low, high } => {
            let said = |notation: Notation| {
                let sentence = |words: &str| notation.sentence(words);
                let formula = if notation == Notation::Text { formula.to_string() } else { formula.latex() };
                format!(
                    "{}{formula}{}{}{}{}",
                    place.sign(notation),
                    sentence(" does not exist: the values go back and forth for ever between "),
                    notation.formula(*low),
                    sentence(" and "),
                    notation.formula(*high)
                )
            };
            work.remarks.push([said(Notation::Text), said(Notation::Latex)]);
            return work;
        }
        outcome => steps(formula, place, outcome).unwrap_or_else(|| without_steps(formula, place, outcome)),
    };
    with_lines(work, lines)
}

/// Its lines, in one.
fn with_lines(mut work: Work, lines: Vec<LimitStep>) -> Work {
    let joined = |text: fn(&LimitStep) -> &str| lines.iter().map(text).collect::<Vec<_>>().join(" = ");
    work.remarks.push([joined(|line| &line.text), joined(|line| &line.latex)]);
    work.of_sides.push(lines);
    work
}
