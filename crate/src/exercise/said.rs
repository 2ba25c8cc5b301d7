//! Every number that the exercises say: in hints, in solutions, and in the answers to right and wrong answers. Each is
//! calculated here, or named as one that the question sets.

#[path = "../../tests/prose/account.rs"]
mod account;
#[path = "../../tests/prose/numbers.rs"]
mod numbers;

use super::Exercise;
use super::autodiff::AUTODIFF_1;
use super::derivative::DerivativeExercise;
use super::derivatives::*;
use super::limits::*;
use super::network::{NETWORK_1, NETWORK_2};
use super::regression::{FIT_1, RATE_1};
use crate::regression::{GradientDescent, Line, clinical_trial, curvatures, fit, least_squares, simulate};
use crate::show::Rich;
use account::{Formula, Given, Is, check};

fn of(exercise: &Exercise) -> (String, String) {
    let answers = exercise.right.iter().chain(exercise.mistakes).map(|(_, words)| *words);
    let steps = exercise.solution.iter().flat_map(|step| [step.formula.text, step.why]);
    let words: Vec<&str> =
        answers.chain([exercise.otherwise]).chain(exercise.hints.iter().copied()).chain(steps).collect();
    (exercise.name.to_owned(), words.join("\n"))
}

fn of_derivative(exercise: &DerivativeExercise) -> (String, String) {
    let slips = exercise.slips.iter().map(|(_, words)| *words);
    let words: Vec<&str> = slips.chain([exercise.praise]).chain(exercise.hints.iter().copied()).collect();
    (exercise.name.to_owned(), words.join("\n"))
}

/// x² + 2x + 2.
fn f(x: f64) -> f64 {
    x * x + 2.0 * x + 2.0
}

fn slope(x: f64) -> f64 {
    2.0 * x + 2.0
}

#[test]
fn limits() {
    let texts = [&LIMIT_1, &LIMIT_2, &LIMIT_3, &LIMIT_4, &LIMIT_5].map(of);
    let second = |x: f64| x * x - 2.0 * x - 8.0;
    let accounts = vec![
        ("LIMIT_1", vec![Given(&["0", "1"]), Is("1", (0.0 - 1.0) / (0.0 - 1.0))]),
        ("LIMIT_2", vec![Given(&["25", "5", "0", "1"]), Is("10", -5.0 - 5.0), Is("0", 5.0 - 5.0)]),
        (
            "LIMIT_3",
            vec![
                Given(&["2", "8", "4", "0", "1"]),
                Is("2", 4.0 - 2.0),
                Is("2", -4.0 + 2.0),
                Is("0", second(-2.0)),
                Is("8", second(0.0)),
                Is("8", -4.0 * 2.0),
                Is("2", -4.0 + 2.0),
                Is("6", 4.0 + 2.0),
                Formula("0/0"),
            ],
        ),
        (
            "LIMIT_4",
            vec![
                Given(&["25", "0", "1", "1,000", "1,000,000"]),
                Is("0.025", 25.0 / -1e3),
                Is("0.000025", 25.0 / -1e6),
                Is("thousand", 1e6 / 1e3),
            ],
        ),
        (
            "LIMIT_5",
            vec![
                Given(&["25", "0", "0.1", "0.001"]),
                Is("250", 25.0 / 0.1),
                Is("2500", 25.0 / 0.01),
                Is("25000", 25.0 / 0.001),
            ],
        ),
    ];
    check(&texts, &[], &accounts);
}

#[test]
fn slopes() {
    let texts = vec![of(&SLOPE_1), of(&AUTODIFF_1), of_derivative(&DERIVATIVE_4), of_derivative(&DERIVATIVE_5)];
    let accounts = vec![
        (
            "SLOPE_1",
            vec![
                Given(&["0.000001", "1", "2", "1.0", "millionth"]),
                Formula("1e-6"),
                Formula("1e-3"),
                Is("1", f(-1.0)),
                Is("0", slope(-1.0)),
                Is("6", slope(2.0)),
            ],
        ),
        (
            "AUTODIFF_1",
            vec![
                Given(&["2.0", "2", "3", "0", "1", "twice"]),
                Is("4", 2.0 * 2.0),
                Is("10", f(2.0)),
                Is("6", slope(2.0)),
                Formula("fourth"),
            ],
        ),
        (
            "DERIVATIVE_4",
            vec![Given(&["2", "5", "1", "twice"]), Is("4", 2.0 * 2.0), Is("0", slope(-1.0)), Is("2", 8.0 - slope(2.0))],
        ),
        ("DERIVATIVE_5", vec![Given(&["4", "1", "2"]), Is("0", slope(-1.0))]),
    ];
    check(&texts, &[], &accounts);
    // The slips on which a value depends: each hint names the place to which its number belongs.
    assert_eq!([slope(1.0), slope(-2.0), slope(0.0), slope(3.0)], [4.0, -2.0, 2.0, 8.0]);
    assert_eq!((f(5.0) - f(2.0)) / 3.0, 9.0);
    assert_eq!([2.0 * slope(2.0), 2.0 * 4.0 + 2.0 * 2.0 + 2.0, f(2.0)], [12.0, 14.0, 10.0]);
}

#[test]
fn derivatives() {
    let exercises = [
        &DERIVATIVE_1,
        &DERIVATIVE_2,
        &DERIVATIVE_3,
        &DERIVATIVE_6,
        &DERIVATIVE_7,
        &DERIVATIVE_8,
        &DERIVATIVE_9,
        &DERIVATIVE_10,
        &DERIVATIVE_11,
        &DERIVATIVE_12,
    ];
    // What a hint says of a piece of the function; checked below.
    let accounts = vec![
        ("DERIVATIVE_1", vec![Formula("−5"), Formula("3x²"), Formula("3 − 1"), Given(&["3"])]),
        (
            "DERIVATIVE_2",
            vec![Formula("2x²"), Formula("derivative 2x"), Formula("then 2x"), Formula("then 2."), Given(&["1", "0"])],
        ),
        (
            "DERIVATIVE_3",
            vec![
                Formula("10x⁵"),
                Formula("6x³"),
                Formula("10 · 5x⁴"),
                Formula("6 · 3x²"),
                Formula("−1"),
                Is("four", 4.0),
            ],
        ),
        ("DERIVATIVE_6", vec![Formula("2x² + 6x"), Formula("2x³ + 5x²"), Formula("4x + 6"), Formula("6x² + 10x")]),
        ("DERIVATIVE_7", vec![Formula("6x²"), Formula("2 − x"), Formula("12x"), Formula("dz/dx = −1")]),
        ("DERIVATIVE_8", vec![Formula("3x + 1"), Formula("2u"), Formula("du/dx = 3")]),
        ("DERIVATIVE_9", vec![Formula("x² + 5x"), Formula("6u⁵"), Formula("2x + 5")]),
        (
            "DERIVATIVE_10",
            vec![Formula("x⁴ + 1"), Formula("+ 7"), Formula("1/u"), Formula("5v⁴"), Formula("4x³"), Is("three", 3.0)],
        ),
        ("DERIVATIVE_11", vec![Formula("x² + 5x"), Formula("6th"), Formula("6(x² + 5x)⁵")]),
        (
            "DERIVATIVE_12",
            vec![Formula("1/(…)"), Formula("(x⁴ + 1)⁵"), Formula("+ 7"), Formula("The 7"), Given(&["twice"])],
        ),
    ];
    check(&exercises.map(of_derivative), &[], &accounts);
    for (function, slope) in [
        ("x^3", "3x^2"),
        ("x^2", "2x"),
        ("10x^5", "10*5x^4"),
        ("6x^3", "6*3x^2"),
        ("2x^2 + 6x", "4x + 6"),
        ("2x^3 + 5x^2", "6x^2 + 10x"),
        ("6x^2", "12x"),
        ("2 - x", "-1"),
        ("3x + 1", "3"),
        ("x^6", "6x^5"),
        ("x^2 + 5x", "2x + 5"),
        ("x^5 + 7", "5x^4"),
        ("x^4 + 1", "4x^3"),
        ("1/x", "-x^-2"),
    ] {
        let [function, slope] = [function, slope].map(|text| crate::symbolic::parse(text).unwrap());
        assert!(crate::symbolic::equivalent(function.derivative("x"), slope).is_equal(), "{function}");
    }
}

#[test]
fn fitting() {
    let all = |hints: &[&str], solution: String| hints.join("\n") + "\n" + &solution;
    let texts = vec![
        ("FIT_1".to_owned(), all(FIT_1.hints, FIT_1.solution().text())),
        ("RATE_1".to_owned(), all(RATE_1.hints, RATE_1.solution().text())),
    ];
    let steep = curvatures(&clinical_trial())[0];
    let accounts = vec![
        (
            "FIT_1",
            vec![
                Given(&["3.0", "2.0", "0.5", "100", "7", "0.0", "0.01", "0.05", "1000", "5,000"]),
                Formula("FIT_1"),
                Formula("y = 3x − 2"),
            ],
        ),
        (
            "RATE_1",
            vec![
                Formula("RATE_1"),
                Given(&["0.01", "0.1", "0.05", "four"]),
                Formula("1 − rate · λ"),
                Formula("(1 − ηλ)"),
                Formula("|1 − ηλ| ≤ 1"),
                Formula("is that −1"),
                Formula("[0]"),
                Formula("η ≤ 2/λ"),
                Given(&["2"]),
                Is("36.4234", steep),
                Is("0.05491", 2.0 / steep),
                Is("0.0549", (2.0 / steep * 1e4).floor() / 1e4),
            ],
        ),
    ];
    check(&texts, &[], &accounts);
    // RATE_1's first hint: where the cost falls, and where it rises.
    let rises =
        |rate: f64| fit(&clinical_trial(), Line::new(0.9, 0.1), GradientDescent::new(rate), 3).first_rise().is_some();
    assert!(!rises(0.01) && !rises(0.05) && rises(0.1));
    // FIT_1 says that noise is so unlucky once in two hundred times.
    let unlucky = (0..10_000).filter(|seed| {
        let data = simulate(Line::new(3.0, -2.0), 0.5, 10, *seed);
        !FIT_1.check(&data, least_squares(&data)).is_right()
    });
    let share = unlucky.count() as f64 / 10_000.0;
    assert!((share * 200.0 - 1.0).abs() < 0.3, "{share}");
    // FIT_1's second hint: further, or faster.
    let mine = simulate(Line::new(3.0, -2.0), 0.5, 100, 7);
    for (rate, epochs) in [(0.01, 5000), (0.05, 1000)] {
        let found = fit(&mine, Line::new(0.0, 0.0), GradientDescent::new(rate), epochs);
        assert!(FIT_1.check(&mine, &found).is_right(), "{rate} {epochs}");
    }
}

/// What the costs of one neuron and of two are in the end is tested where it is calculated fast, in a notebook:
/// `tests/rows/network.rs`.
#[test]
fn networks() {
    let texts = [&NETWORK_1, &NETWORK_2].map(of);
    let (w, c, v, x) = (0.5f64, -1.0, 3.0, 2.0);
    let h = (w * x + c).tanh();
    let accounts = vec![
        (
            "NETWORK_1",
            vec![
                Formula("tanh 0"),
                Formula("tanh² 0"),
                Formula("1 − tanh²"),
                Formula("1 − h²"),
                Formula("z = 0.5 · 2 − 1"),
                Is("0", w * x + c),
                Is("0", h),
                Is("1", 1.0 - h * h),
                Is("2", x),
                Formula("3 · 1 · 2"),
                Is("6", v * (1.0 - h * h) * x),
                Formula("three factors"),
                Given(&["0", "twice"]),
            ],
        ),
        (
            "NETWORK_2",
            vec![
                Formula("1 − h²"),
                Formula("Change the 1 in Network::random(1, 7) to 2"),
                Formula("> 0"),
                Given(&["0.03", "0.06", "three", "four", "five", "0.064", "0.0198", "ten", "thousand", "2"]),
            ],
        ),
    ];
    check(&texts, &[], &accounts);
}
