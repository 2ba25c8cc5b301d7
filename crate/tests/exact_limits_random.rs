//! Exact limits of random formulas against the estimates from values alone. `ROUNDS=5000` for a long run.

#[allow(dead_code)] // shared with other tests
mod random;

use calculus::limits::{ExactOutcome, Outcome};
use calculus::prelude::*;
use calculus::show::Rich;
use random::formula;
use std::collections::BTreeMap;

/// How many limits of which both the exact way and the estimate say something.
fn rounds() -> usize {
    std::env::var("ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(60)
}

/// Random numbers from a fixed start (D. Knuth's multiplier).
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

/// A formula and a place, of the kinds that people ask about.
fn case(dice: &mut Dice) -> (Expr, f64) {
    let x = Expr::variable("x");
    let at = match dice.below(12) {
        0..=3 => 0.0,
        4 => 1.0,
        5 => -1.0,
        6 => 2.0,
        7 => 0.5,
        8..=9 => INFINITY,
        10 => NEG_INFINITY,
        _ => dice.below(13) as f64 - 6.0,
    };
    let depth = 1 + dice.below(3) as u32;
    let mut part = |depth| formula(&[x], depth, &mut |below| dice.below(below));
    let (u, v) = (part(depth), part(2));
    let kind = dice.below(6);
    let value = |u: Expr| u.substitute("x", Expr::from(if at.is_finite() { at } else { 1.0 }));
    let formula = match kind {
        // The hole of a difference quotient.
        0 if at.is_finite() => (u - value(u)) / (x - at),
        // 0/0 of two functions.
        1 if at.is_finite() => (u - value(u)) / (v - value(v)),
        2 => u / v,
        3 if at.is_finite() => (u - value(u)) * (1.0 / (x - at)).sin(),
        _ => u,
    };
    (formula, at)
}

/// Whether both say the same; nothing if one of them says nothing.
fn agree(exact: &ExactOutcome, estimate: &Outcome) -> Option<bool> {
    let number = match exact {
        ExactOutcome::Value(_) | ExactOutcome::Number(_) => value_of(exact),
        _ => None,
    };
    Some(match (exact, estimate) {
        (ExactOutcome::Undecided { .. }, _) | (_, Outcome::Undetermined { .. }) => return None,
        (_, Outcome::Finite { value, error }) => {
            // A number has digits of its own, too.
            number.is_some_and(|number| (number - value).abs() <= error + 4.0 * f64::EPSILON * number.abs())
        }
        (ExactOutcome::PlusInfinity, outcome) => *outcome == Outcome::PlusInfinity,
        (ExactOutcome::MinusInfinity, outcome) => *outcome == Outcome::MinusInfinity,
        (ExactOutcome::SidesDiffer { left, right }, Outcome::SidesDiffer { left: one, right: two }) => {
            return Some(agree(left, one)? && agree(right, two)?);
        }
        (ExactOutcome::OneSideOnly { side, outcome }, Outcome::OneSideOnly { side: seen, outcome: estimate }) => {
            return Some(side == seen && agree(outcome, estimate)?);
        }
        (ExactOutcome::Oscillates { .. }, outcome) => matches!(outcome, Outcome::Oscillates { .. }),
        (ExactOutcome::Undefined { .. }, outcome) => *outcome == Outcome::NoValues,
        _ => false,
    })
}

/// Why the machine's function is not the one that is written, where that is so. The estimate can only know the former.
fn explained(formula: Expr, at: f64, exact: &ExactOutcome, estimate: &Outcome) -> Option<&'static str> {
    let near = if at.is_infinite() { [at.signum() * 10.1, at.signum() * 33.3] } else { [at - 1e-3, at + 1e-3] };
    let has_values = near.iter().any(|x| formula.at(*x).value().is_some());
    let tiny = |value: f64| value.abs() < 1e-12;
    match (exact, estimate) {
        (ExactOutcome::Undefined { .. }, _) if !has_values => {
            Some("a part has no value anywhere, but 1/∞ is 0 to the machine")
        }
        (_, Outcome::NoValues) if at.is_infinite() => Some("the machine's numbers end before infinity"),
        (ExactOutcome::Value(_), Outcome::Finite { value, .. }) if value_of(exact) == Some(0.0) && tiny(*value) => {
            Some("sin π is 0, but not to the machine")
        }
        (ExactOutcome::Value(_), Outcome::Oscillates { low, high }) if tiny(*low) && tiny(*high) => {
            Some("u(x) − u(a) does not come to 0, because u(a) is rounded otherwise")
        }
        (ExactOutcome::Value(_), Outcome::SidesDiffer { left, right }) => {
            let side =
                |side: &Outcome| agree(exact, side) == Some(true) || explained(formula, at, exact, side).is_some();
            (side(left) && side(right)).then_some("u(x) − u(a) does not come to 0, because u(a) is rounded otherwise")
        }
        _ => None,
    }
}

fn value_of(exact: &ExactOutcome) -> Option<f64> {
    match exact {
        ExactOutcome::Value(value) => value.to_string().parse().ok().or_else(|| ratio(&value.to_string())),
        ExactOutcome::Number(number) => number.at(0.0).value(),
        _ => None,
    }
}

fn ratio(text: &str) -> Option<f64> {
    parse(text).ok()?.at(0.0).value()
}

#[test]
fn exact_limits_agree_with_estimates() {
    let mut dice = Dice(12);
    let (mut both, mut undecided, mut tried) = (0, Vec::new(), 0);
    let mut different = Vec::new();
    let mut explanations: BTreeMap<&str, usize> = BTreeMap::new();
    while both < rounds() {
        tried += 1;
        let (formula, at) = case(&mut dice);
        if formula.variables().is_empty() {
            continue;
        }
        let exact = exact_limit(formula, at);
        let estimate = limit(formula.function(), at);
        if let ExactOutcome::Undecided { reason } = exact.outcome() {
            undecided.push(format!("{formula} at {at}: {reason}"));
        }
        match agree(exact.outcome(), estimate.outcome()) {
            Some(true) => both += 1,
            Some(false) => {
                both += 1;
                if let Some(reason) = explained(formula, at, exact.outcome(), estimate.outcome()) {
                    *explanations.entry(reason).or_insert(0) += 1;
                    continue;
                }
                different.push(format!(
                    "{:?}\nexact {:?}\nestimate {:?}",
                    exact.text(),
                    exact.outcome(),
                    estimate.outcome()
                ));
            }
            None => {}
        }
    }
    println!(
        "{tried} tried, {both} with both, {} undecided, explained {explanations:?}, {} different",
        undecided.len(),
        different.len()
    );
    if std::env::var_os("SHOW").is_some() {
        println!("{}\n\n", undecided.join("\n"));
    }
    assert!(undecided.len() * 5 < tried, "{}", undecided.join("\n"));
    assert!(different.is_empty(), "{}", different.join("\n\n"));
}
