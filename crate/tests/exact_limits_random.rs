//! Exact limits of random formulas against the estimates from values alone. `ROUNDS=5000` for a long run.

mod random;

use calculus::limits::{ExactOutcome, Outcome};
use calculus::prelude::*;
use calculus::show::Rich;
use random::formula;

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

/// The machine's π is not π: sin π and tan π are 0, and to the machine they are not, so that its function is another one.
fn is_rounded_through_zero(formula: &Expr) -> bool {
    ["sin(pi)", "tan(pi)", "sin(-pi)", "tan(-pi)"].iter().any(|part| formula.to_string().contains(part))
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
    while both < rounds() {
        tried += 1;
        let (formula, at) = case(&mut dice);
        if formula.variables().is_empty() || is_rounded_through_zero(&formula) {
            continue;
        }
        let t0 = std::time::Instant::now();
        let exact = exact_limit(formula, at);
        let t1 = std::time::Instant::now();
        let estimate = limit(formula.function(), at);
        let t2 = std::time::Instant::now();
        println!("T {:?} {:?} {} at {at}", t1 - t0, t2 - t1, formula);
        if let ExactOutcome::Undecided { reason } = exact.outcome() {
            undecided.push(format!("{formula} at {at}: {reason}"));
        }
        match agree(exact.outcome(), estimate.outcome()) {
            Some(true) => both += 1,
            Some(false) => {
                both += 1;
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
    println!("{tried} tried, {both} with both, {} undecided, {} different", undecided.len(), different.len());
    if std::env::var_os("SHOW").is_some() {
        println!("{}\n\n", undecided.join("\n"));
    }
    assert!(undecided.len() * 5 < tried, "{}", undecided.join("\n"));
    assert!(different.is_empty(), "{}", different.join("\n\n"));
}
