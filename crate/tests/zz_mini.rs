//! Slopes of functions made by hand against the truth: most must be decided, none wrongly, and a stated error must hold.
//!
//! `ROUNDS=10000` tries as many functions as that; `SHOW=1` prints what was not decided.

#[path = "handmade/mod.rs"]
mod handmade;

use calculus::prelude::*;
use calculus::show::Rich;
use handmade::{Case, Point, Side, cases};
use std::collections::BTreeMap;

/// What was claimed of a point, beside what is true.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Judgement {
    Right,
    /// A slope whose error is larger than stated, but less than ten times as large.
    ErrorTooSmall,
    Undecided,
    Wrong,
}

use Judgement::{ErrorTooSmall, Right, Undecided, Wrong};

/// A claimed slope, or the kind of the sentence that says why there is none.
fn claim(slope: f64, problem: Option<&str>) -> &'static str {
    const KINDS: [&str; 8] =
        ["No slope is claimed", "a corner", "jumps", "upright", "only", "no values", "up and down", "f("];
    match problem {
        None => {
            assert!(slope.is_finite());
            "a slope"
        }
        Some(problem) => KINDS.into_iter().find(|kind| problem.contains(kind)).expect("a kind of sentence"),
    }
}

fn held(errors: f64) -> Judgement {
    match errors {
        off if off <= 1.0 => Right,
        off if off <= 10.0 => ErrorTooSmall,
        _ => Wrong,
    }
}

fn is_upright(side: Side) -> bool {
    matches!(side, Side::Finite { slope, .. } if slope.is_infinite())
}

fn judge(case: &Case) -> (Judgement, String) {
    let found = tangent(|x| case.formula.at(x), case.at);
    let claim = claim(found.slope(), found.problem());
    let value = case.formula.at(case.at);
    let judgement = match (claim, case.truth.point) {
        ("No slope is claimed", _) => Undecided,
        ("f(", Point::Smooth { .. } | Point::Kink { .. } | Point::Jump { .. } | Point::Upright { .. }) => {
            // It overflows on the machine.
            assert!(!value.is_finite());
            Right
        }
        ("f(", _) => Right,
        // The machine fills some holes: y/(1/0) is y/∞ = 0.
        ("a slope", Point::Smooth { slope, .. } | Point::Hole { slope, .. }) => {
            held((found.slope() - slope).abs() / found.error())
        }
        // A corner may be smaller than the error.
        ("a slope", Point::Kink { left, right }) => {
            held((left - found.slope()).abs().max((right - found.slope()).abs()) / found.error())
        }
        ("upright", Point::Edge { left, right }) if [left, right].into_iter().any(is_upright) => Right,
        ("upright", Point::Jump { .. }) if [case.truth.left, case.truth.right].into_iter().any(is_upright) => Right,
        ("a corner", Point::Kink { .. }) | ("jumps", Point::Jump { .. }) | ("upright", Point::Upright { .. }) => Right,
        ("only", Point::Edge { .. }) | ("no values", Point::Outside) => Right,
        _ => Wrong,
    };
    let claim = if claim == "No slope is claimed" { found.problem().unwrap_or_default() } else { claim };
    let claimed =
        if claim == "a slope" { format!("{:?} ± {:.1e}", found.slope(), found.error()) } else { claim.into() };
    (judgement, claimed)
}

#[test]
fn functions_made_by_hand() {
    let rounds = std::env::var("ROUNDS").map_or(300, |rounds| rounds.parse().expect("a number"));
    let seed = std::env::var("SEED").map_or(1, |seed| seed.parse().expect("a number"));
    let show = std::env::var_os("SHOW").is_some();
    let mut counts: BTreeMap<(&str, Judgement), usize> = BTreeMap::new();
    for case in cases(seed).take(rounds) {
        let (judgement, claimed) = judge(&case);
        if judgement > Right && (show || judgement != Undecided) {
            println!("{judgement:?}: {claimed} for {}: {:?}", case.written(), case.truth);
        }
        let kind = if matches!(case.truth.point, Point::Smooth { .. }) { "smooth" } else { "other" };
        *counts.entry((kind, judgement)).or_default() += 1;
    }
    let count = |kind, judgement| counts.get(&(kind, judgement)).copied().unwrap_or(0);
    let all =
        |kind| [Right, ErrorTooSmall, Undecided, Wrong].map(|judgement| count(kind, judgement)).iter().sum::<usize>();
    let undecided = count("smooth", Undecided) + count("other", Undecided);
    let part = |some: usize, all: usize| 100.0 * some as f64 / all as f64;
    println!(
        "{rounds} functions: {} wrong, {} errors too small; undecided {:.2} % of {} smooth points, {:.2} % of all",
        count("smooth", Wrong) + count("other", Wrong),
        count("smooth", ErrorTooSmall) + count("other", ErrorTooSmall),
        part(count("smooth", Undecided), all("smooth")),
        all("smooth"),
        part(undecided, rounds)
    );
    assert_eq!(count("smooth", Wrong) + count("other", Wrong), 0);
    assert!((count("smooth", ErrorTooSmall) + count("other", ErrorTooSmall)) * 1000 <= rounds);
    assert!(count("smooth", Undecided) * 50 <= all("smooth") && undecided * 10 <= rounds);
}
