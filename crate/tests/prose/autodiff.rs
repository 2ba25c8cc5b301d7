//! The numbers in the notebook on automatic differentiation.

use super::account::*;
use super::notebook::Notebook;
use super::{same, slope_of};
use calculus::prelude::*;

fn g<N: Number>(x: N) -> N {
    x.sin().exp() * x.powi(2)
}

fn square_root<N: Ordered>(a: N) -> N {
    let mut guess = a;
    while (guess * guess / a - 1.0).abs() > 1e-15 {
        guess = (guess + a / guess) / 2.0;
    }
    guess
}

/// One turn more than needed.
fn careful_root<N: Ordered>(a: N) -> N {
    let guess = square_root(a);
    (guess + a / guess) / 2.0
}

/// The derivative of g, as a person writes it.
fn slope_of_g(x: f64) -> f64 {
    x.sin().exp() * (x * x * x.cos() + 2.0 * x)
}

/// Twenty places from −2 to 2.
fn places() -> impl Iterator<Item = f64> {
    (0..20).map(|n| -2.0 + 4.0 * f64::from(n) / 19.0)
}

const FORMULAS: [&str; 8] = [
    "$x = 1$",
    "$2x = 10$",
    r"\varepsilon^2 = 0",
    "x^2 + 2x + 2",
    r"\cos\theta",
    "$z = 3y$",
    r"\sum_{i=1}^{n-1} \left[\, 100\,(x_{i+1} - x_i^2)^2 + (1 - x_i)^2 \,\right]",
    r"$\tfrac12$",
];

#[test]
fn numbers() {
    let notebook = Notebook::read("03-autodiff");
    let numerical = (best_step(g, 1.0).central().quotient() / slope_of_g(1.0) - 1.0).abs();
    let (guess, y) = (0.9 * 7.0 + 0.1, -1.37f64);
    let back = 2.0 * (guess - y);
    let accounts = vec![
        ("start-title", vec![Formula("Rust · 3"), Is("four", 4.0), Is("eighty", 80.0)]),
        ("start-how", vec![Given(&["twice"])]),
        ("A01-three-ways", vec![Is("three", 3.0)]),
        ("A01-slopes-text", vec![Is("three", 3.0), Given(&["twice"])]),
        ("A01-errors-text", vec![About("ten", -numerical.log10()), Formula("powers of ten"), Given(&["20", "2"])]),
        (
            "A01-errors-reading",
            vec![Formula("more than a hundred thousand times"), Formula("once, twice, three and four times")],
        ),
        ("A01-direction", vec![Given(&["million", "thousand"])]),
        (
            "A02-dual",
            vec![
                Formula(r"(5 + \varepsilon)^2"),
                Is("25", Dual::variable(5.0).powi(2).value()),
                Is("10", Dual::variable(5.0).powi(2).slope()),
            ],
        ),
        ("A03-tape", vec![Given(&["5"])]),
        (
            "A03-table-text",
            vec![Is("10", gradient(|x| x[0] * x[0], &[5.0])[0]), Is("5", gradient(|x| x[0] * 5.0, &[5.0])[0])],
        ),
        ("A03-graph-text", vec![Formula(r"\partial y/\partial y = 1"), Is("5", 5.0), Is("10", 5.0 + 5.0)]),
        ("A04-words", vec![Is("10", derivative(|x| x * x, 5.0))]),
        ("A05-memory-text", vec![Given(&["million"])]),
        ("A06-one-function", vec![Is("four", 4.0)]),
        ("A06-slider-text", vec![Given(&["1"])]),
        ("A07-ways-text", vec![Is("three", 3.0)]),
        ("A07-cost-text", vec![Given(&["2", "1,000"])]),
        ("A07-cost-reading", vec![Given(&["twice", "thousand", "million", "four", "five", "2000"])]),
        ("A07-matrices-text", vec![Formula("$(2, 3)$")]),
        ("A08-line", vec![Given(&["7", "1.37", "0.9", "0.1"])]),
        ("A08-why", vec![Is("6.4", guess), Is("1.37", y), Is("60.3729", (guess - y).powi(2))]),
        (
            "A08-graph-reading",
            vec![
                Formula("begins with 1"),
                Formula("the plus by 1"),
                Is("15.54", back),
                Formula(r"2(\hat y - y)"),
                Given(&["7"]),
                Is("108.78", back * 7.0),
            ],
        ),
        ("A08-table-text", vec![Given(&["0.5", "2"])]),
        ("A09-exercise", vec![Given(&["2"])]),
        ("A09-check-text", vec![Given(&["0", "1"])]),
        ("A10-programs", vec![Given(&["2,000"])]),
        ("A10-heron-slope-text", vec![Formula(r"\frac{1}{2\sqrt 2}"), Given(&["2"])]),
        ("A10-turns-text", vec![Given(&["0", "1"])]),
        ("A10-branch-reading", vec![Given(&["0"])]),
        ("A10-question-1", vec![Formula("**1.**"), Is("0", derivative(|x| x.floor(), 0.5))]),
        ("A10-question-2", vec![Formula("**2.**")]),
        ("A10-question-3", vec![Formula("**3.**"), Given(&["2", "1"])]),
        ("A10-question-3-answer", vec![Formula("at 1 there"), Is("1", derivative(square_root, 1.0))]),
        ("A10-question-4", vec![Formula("**4.**")]),
        ("A10-question-5", vec![Formula("**5.**")]),
        ("A10-question-5-answer", vec![Formula("divided by 2")]),
        ("A10-next", vec![Is("four", 4.0)]),
    ];
    check(&notebook.prose(), &FORMULAS, &accounts);
}

/// How many times larger the errors of the best central difference are than rounding may be: the one in the middle.
fn errors_of_the_numerical_way() -> f64 {
    let ratio = |x: f64| {
        let slope = slope_of_g(x);
        (best_step(g, x).central().quotient() - slope).abs() / (slope.abs() * f64::EPSILON / 2.0)
    };
    let mut ratios: Vec<f64> = places().map(ratio).collect();
    ratios.sort_by(f64::total_cmp);
    ratios[10]
}

#[test]
fn claims_without_a_number_of_their_own() {
    // A01-errors-reading: exact to rounding, and alike but for the last digit.
    for x in places() {
        let (automatic, symbolic) = (derivative(g, x), slope_of_g(x));
        let by_rules = formula(g).derivative("x").at(x).value().unwrap();
        assert!((automatic - symbolic).abs() <= 8.0 * f64::EPSILON * symbolic.abs(), "{x}");
        assert!((automatic - by_rules).abs() <= 8.0 * f64::EPSILON * symbolic.abs(), "{x}");
    }
    let ratio = errors_of_the_numerical_way();
    assert!(ratio > 1e5, "{ratio}");
    // A01-growth: they grow and grow.
    let sizes = [0, 1, 2, 3, 4].map(|n| formula(g).nth_derivative("x", n).node_count());
    assert!(sizes.windows(2).all(|pair| pair[1] > pair[0]));
    // A07-orders-text.
    assert!(same("-sin(x)", slope_of("sin(x)").derivative("x")));
    assert!(same("-cos(x)", slope_of("sin(x)").derivative("x").derivative("x")));
    // A08-graph-reading: both gradients are positive.
    let cost = |p: &[Var]| (p[0] * 7.0 + p[1] + 1.37).powi(2);
    assert!(gradient(cost, &[0.9, 0.1]).iter().all(|slope| *slope > 0.0));
    // A10-heron-slope-text: the slope of a root.
    let exact = 1.0 / (2.0 * 2f64.sqrt());
    assert!((derivative(square_root, 2.0) - exact).abs() < 1e-15);
    assert!((central_difference(square_root, 2.0, 1e-5) - exact).abs() < 1e-10);
    // A10-turns-text: from the second turn on ever closer, value and slope; and at 1 the value is right from the beginning,
    // and the slope is not.
    let turns = |turns: usize| move |a: Dual| (0..turns).fold(a, |guess, _| (guess + a / guess) / 2.0);
    for a in [0.1, 0.3, 0.7, 2.0, 4.0, 6.0] {
        let root = Dual::variable(a).sqrt();
        let misses: Vec<[f64; 2]> = (0..5)
            .map(|n| turns(n)(Dual::variable(a)))
            .map(|found| [(found.value() - root.value()).abs(), (found.slope() - root.slope()).abs()])
            .collect();
        assert!(
            misses[1..].windows(2).all(|pair| pair[1][0] < pair[0][0] && pair[1][1] < pair[0][1]),
            "{a}: {misses:?}"
        );
    }
    let at_one = |n: usize| turns(n)(Dual::variable(1.0));
    assert!((0..5).all(|n| at_one(n).value() == 1.0) && at_one(0).slope() == 1.0 && at_one(1).slope() == 0.5);
    // A10-question-3: at 1 the value is right, and the derivative is not; one turn more mends it.
    assert_eq!((square_root(1.0), derivative(square_root, 1.0)), (1.0, 1.0));
    assert!((central_difference(square_root, 1.0, 1e-5) - 0.5).abs() < 1e-9);
    assert_eq!(derivative(careful_root, 1.0), 0.5);
    // A10-question-5-answer: for a sine wave, a quarter turn to both sides, divided by 2, is the slope.
    for angle in places() {
        let quarter = std::f64::consts::FRAC_PI_2;
        let shifted = ((angle + quarter).cos() - (angle - quarter).cos()) / 2.0;
        assert!((shifted - derivative(|x| x.cos(), angle)).abs() < 1e-15);
    }
}
