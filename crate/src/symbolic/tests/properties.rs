//! What holds for random formulas.

use super::peer::{Place, Result, evaluate};
use super::random::{Cases, cases, formula, pick, point, rational};
use crate::prelude::*;
use crate::symbolic::arena::Node;
use crate::symbolic::derivative::by_the_rules;
use crate::symbolic::field::Random;
use crate::symbolic::rounded::with_error;
use crate::symbolic::{Derivation, Equivalence, Gap, Line};

fn x() -> Expr {
    Expr::variable("x")
}

/// Relative to the sum of the magnitudes of the terms.
const TOLERANCE: f64 = 1e-10;

/// Whether rounding leaves enough digits of the value and the slope for a comparison at the tolerance: two ways to
/// write the same are rounded in two ways.
fn is_trustworthy(formula: Expr, at: f64) -> bool {
    let place = Place::at(at);
    let exact_enough = |formula: Expr| {
        let ((value, error), here) = (with_error(formula, at), evaluate(formula, x(), &place));
        !here.at_edge && here.magnitude < 1e12 && error <= 0.1 * TOLERANCE * here.magnitude.max(value.abs())
    };
    exact_enough(formula) && exact_enough(by_the_rules(formula, x()))
}

/// A random formula, and a point where it and its slope are defined and not lost in rounding.
fn next(cases: &mut Cases<Random>) -> (Expr, Place, Result) {
    let formula = |random: &mut Random| {
        let depth = 1 + pick(random, 6) as u32;
        formula(random, depth)
    };
    let attempt = |random: &mut Random, formula: &Expr| {
        let at = point(random);
        let place = Place::at(at);
        let result = evaluate(*formula, x(), &place);
        (result.value.is_finite() && result.slope.is_finite() && is_trustworthy(*formula, at))
            .then_some((place, result))
    };
    let (formula, (place, result)) = cases.next(formula, attempt);
    (formula, place, result)
}

fn agree(one: f64, two: f64, magnitude: f64) -> bool {
    (one - two).abs() <= TOLERANCE * magnitude.max(one.abs()).max(two.abs())
}

#[test]
fn derivatives_agree_with_dual_numbers() {
    let mut tried = Cases::new(Random(1));
    for _ in 0..cases(400) {
        let (formula, place, expected) = next(&mut tried);
        let raw = by_the_rules(formula, x());
        let by_rule = evaluate(raw, x(), &place);
        for derivative in [raw, formula.derivative("x")] {
            let found = evaluate(derivative, x(), &place);
            let magnitude = by_rule.magnitude.max(found.magnitude);
            assert!(
                agree(found.value, expected.slope, magnitude),
                "{formula} at {:?}: {derivative} gives {}, dual numbers {}",
                place.values,
                found.value,
                expected.slope
            );
        }
    }
    tried.report("derivatives against num-dual");
}

fn ways(formula: Expr) -> [Derivation; 4] {
    let usual = differentiate(formula);
    let others = [Rule::PowerOnChain, Rule::MultiplyOut, Rule::Quotient].map(|rule| usual.by(rule));
    let [one, two, three] = others;
    [usual, one, two, three]
}

/// What a random formula seldom is: as plain as an exercise.
const COURSE: [&str; 12] = [
    "-5x^3",
    "2x^2 + 2x + 2",
    "10x^5 - 6x^3 - x - 1",
    "(2x^2 + 6x)(2x^3 + 5x^2)",
    "6x^2/(2 - x)",
    "(3x + 1)^2",
    "(x^2 + 5x)^6",
    "1/((x^4 + 1)^5 + 7)",
    "x^2 sin x",
    "5(3x + 1)^4 - 2",
    "e^(-x^2)/2",
    "1 - 3/sqrt(x^2 + 1)",
];

/// The values of the letters that lines and steps introduce, found by putting in what they stand for.
fn with_letters(place: &Place, letters: &[(Expr, Expr)]) -> Place {
    let mut place = place.clone();
    for _ in 0..=letters.len() {
        for (letter, inner) in letters {
            let value = evaluate(*inner, x(), &place).value;
            if let Some(name) = letter.name() {
                place.values.insert(name, value);
            }
            place.meanings.insert(*letter, *inner);
        }
    }
    place
}

#[test]
fn every_step_and_every_line_is_an_equality() {
    let mut tried = Cases::new(Random(2));
    let (mut steps_seen, mut lines_seen, mut unclear) = (0, 0, 0);
    let course = COURSE.map(|text| (parse(text).unwrap(), Place::at(0.7)));
    let random = (0..cases(40)).map(|_| next(&mut tried)).map(|(formula, place, _)| (formula, place));
    for (formula, place) in course.into_iter().chain(random) {
        for derivation in ways(formula) {
            let steps = derivation.steps();
            let letters: Vec<(Expr, Expr)> = steps.iter().filter_map(|step| step.substitution).collect();
            let at = with_letters(&place, &letters);
            for step in &steps {
                let left = evaluate(step.of, step.variable, &at);
                let right = evaluate(step.formula, step.variable, &at);
                if !left.slope.is_finite() || !right.value.is_finite() || left.at_edge {
                    unclear += 1;
                    continue;
                }
                // Terms of the slope may cancel that the step has not even written: those of 2x/x multiplied out.
                let terms = evaluate(by_the_rules(step.of, step.variable), step.variable, &at).magnitude;
                let magnitude = terms.max(right.magnitude);
                assert!(agree(left.slope, right.value, magnitude), "{formula} at {:?}: {step:?}", at.values);
                steps_seen += 1;
            }
            for (step, index) in steps.iter().zip(0..) {
                assert!(step.parts.iter().all(|part| *part < index));
            }
            // In lines, the letters of substitution lines count too.
            let lines = derivation.lines();
            let introduced = |line: &Line| {
                let named = (line.rules == [Rule::Substitute]).then(|| (line.left.unwrap(), line.right));
                line.letters.iter().copied().chain(named).collect::<Vec<_>>()
            };
            let letters: Vec<(Expr, Expr)> = lines.iter().flat_map(introduced).collect();
            let at = with_letters(&place, &letters);
            let mut before: Option<Expr> = None;
            // Terms that cancel leave their rounding behind, also in the lines after them.
            let mut magnitude = 0f64;
            for line in lines.iter().filter(|line| line.rules != [Rule::Substitute]) {
                let left = line.left.or(before).unwrap();
                before = Some(line.right);
                let (one, two) = (evaluate(left, x(), &at), evaluate(line.right, x(), &at));
                magnitude = magnitude.max(one.magnitude).max(two.magnitude);
                if !one.value.is_finite() || !two.value.is_finite() || magnitude > 1e12 {
                    unclear += 1;
                    continue;
                }
                assert!(
                    agree(one.value, two.value, magnitude),
                    "{formula} at {:?}: {left} {line}\n{derivation:?}",
                    at.values
                );
                lines_seen += 1;
            }
            // The end is reached: no derivative is left to be worked out.
            let end = lines.last().unwrap().right;
            assert_eq!(end.to_string(), derivation.result().to_string(), "{derivation:?}");
            assert!(end.nodes().iter().all(|node| !matches!(node.node(), Node::Derivative(..))));
        }
    }
    println!("{steps_seen} steps and {lines_seen} lines are equalities; {unclear} could not be judged");
    assert!(unclear * 20 <= steps_seen + lines_seen, "{unclear} of {} could not be judged", steps_seen + lines_seen);
    tried.report("steps and lines");
}

#[test]
fn rewriting_keeps_the_value() {
    let mut tried = Cases::new(Random(3));
    let (mut judged, mut unclear) = (0, 0);
    for _ in 0..cases(200) {
        let (formula, place, _) = next(&mut tried);
        let before = evaluate(formula, x(), &place);
        let printed = parse(&formula.to_string()).unwrap_or_else(|error| panic!("{formula}\n{error}"));
        let simple = formula.simplify();
        for (what, after) in [
            ("printed and parsed", printed),
            ("simplified", simple),
            ("expanded", formula.expand()),
            ("factored", formula.factor()),
            ("simplified, printed and parsed", parse(&simple.to_string()).unwrap()),
        ] {
            let found = evaluate(after, x(), &place);
            let magnitude = before.magnitude.max(found.magnitude);
            judged += 1;
            // Multiplied out, a formula may cancel itself away at this point: (x − 3)²⁰ near 3.
            if with_error(after, place.values["x"]).1 > 0.1 * TOLERANCE * magnitude {
                unclear += 1;
                continue;
            }
            assert!(
                agree(before.value, found.value, magnitude),
                "{formula} at {:?} is {}, {what}: {after} is {}",
                place.values,
                before.value,
                found.value
            );
        }
        // The tape calculates what the peer calculates.
        let tape = formula.function()(place.values["x"]);
        assert!(agree(tape, before.value, before.magnitude), "{formula}: {tape} and {}", before.value);
    }
    println!("{judged} rewritings, of which {unclear} could not be judged");
    assert!(unclear * 20 <= judged);
    tried.report("rewriting");
}

#[test]
fn simplifying_twice_changes_nothing() {
    let mut random = Random(4);
    // Each is a case: a formula without any value has a simplest form too.
    for case in 0..cases(300) {
        let depth = 1 + pick(&mut random, 6) as u32;
        let y = if case % 3 == 0 { rational(&mut random, depth) } else { formula(&mut random, depth) };
        for y in [y, y.derivative("x")] {
            let once = y.simplify();
            assert_eq!(once.simplify(), once, "{y}");
            let text = once.to_string();
            assert!(!text.contains("+ -") && !text.contains("- -") && !text.contains("1*"), "{text}");
        }
    }
    println!("simplified twice: {} formulas, none discarded", 2 * cases(300));
}

#[test]
fn simple_forms_do_not_depend_on_what_came_before() {
    // Written the other way round, the parts are made in another order.
    for (one, two) in [("sin x + cos x + e^x", "e^x + cos x + sin x"), ("x sin(x) (x+1)", "(1+x) x sin(x)")] {
        assert_eq!(parse(one).unwrap().simplify(), parse(two).unwrap().simplify());
    }
}

#[test]
fn rational_functions_equal_their_rewritings_and_nothing_else() {
    let mut random = Random(5);
    let (mut decided, mut undecided, mut gaps_seen) = (0, 0, 0);
    for _ in 0..cases(100) {
        let depth = 1 + pick(&mut random, 5) as u32;
        let y = rational(&mut random, depth);
        for other in [y.simplify(), y.expand(), y.factor(), y + x() - x(), (y * 3.0) / 3.0] {
            match equivalent(y, other) {
                Equivalence::Equal => {
                    decided += 1;
                    // Neither divides by 0 where the other does not.
                    for at in -6..=6 {
                        let divides = |y: Expr| y.at(at).reason().is_some_and(|reason| reason.contains("divides by 0"));
                        assert_eq!(divides(y), divides(other), "{y} and {other} at {at}");
                    }
                }
                Equivalence::EqualExcept { points: None, first_lacks, second_lacks } => {
                    decided += 1;
                    let single =
                        |gap: &Gap| gap.place().strip_prefix("x = ").map(|at| parse(at).unwrap().at(0).value());
                    for (with_gaps, whole, gaps) in [(y, other, first_lacks), (other, y, second_lacks)] {
                        for at in gaps.iter().filter_map(single).flatten() {
                            let values = [with_gaps, whole].map(|formula| formula.at(at).value());
                            // A third is no number of the machine, so it may pass beside the gap.
                            let hit = (at * 64.0).fract() == 0.0;
                            let found = (!hit || values[0].is_none()) && values[1].is_some();
                            assert!(found, "{with_gaps} and {whole} at {at}: {values:?}");
                            gaps_seen += 1;
                        }
                    }
                }
                // 0 below a fraction line, whatever x is.
                Equivalence::Undetermined { .. } => undecided += 1,
                wrong => panic!("{y} and {other}: {wrong}"),
            }
        }
        for other in [y + 1.0, y + x() / 1000.0, y + x().powi(3) * 1e-9] {
            let answer = equivalent(y, other);
            assert!(!answer.is_equal(), "{y} and {other}: {answer}");
        }
    }
    let share = 100.0 * f64::from(undecided) / f64::from(decided + undecided);
    println!("{decided} rewritings decided exactly, {gaps_seen} gaps named, {share:.1} % discarded");
    assert!(gaps_seen > 0);
    assert!(share <= 5.0, "{share:.1} % of the rewritings have no value anywhere");
}
