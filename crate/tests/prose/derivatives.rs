//! The numbers in the notebook on derivatives.

use super::account::*;
use super::notebook::Notebook;
use super::{parabola, same, secant, slope, slope_of};
use calculus::prelude::*;

const FORMULAS: [&str; 22] = [
    "x^2 + 2x + 2",
    "$2x + 2$",
    "y_2 - y_1",
    "x_2 - x_1",
    "$0/0$",
    r"\Delta x = 0$",
    r"\Delta x \to 0",
    "5x + 25",
    "-5x^3",
    "2x^2 + 2x + 2",
    "10x^5 - 6x^3 - x - 1",
    "(2x^2 + 6x)(2x^3 + 5x^2)",
    r"\frac{6x^2}{2 - x}",
    "$2 - x$",
    "(3x + 1)^2",
    "(x^2 + 5x)^6",
    r"\frac{1}{(x^4 + 1)^5 + 7}",
    "(2x^2 + 8)^2",
    "n\\,u^{n-1}",
    "$4x^3$",
    "$2x^4$",
    "$1/x$",
];

/// The nearest power of ten.
fn magnitude(value: f64) -> f64 {
    10f64.powf(value.abs().log10().round())
}

/// How far the forward difference of eˣ at 1 is from e.
fn error(step: f64) -> f64 {
    (forward_difference(f64::exp, 1.0, step) - E).abs()
}

/// The step of the powers of ten from 10⁻¹ to 10⁻¹⁶ with the least error.
fn best(error: impl Fn(f64) -> f64) -> f64 {
    let steps = (1..=16).map(|n| 10f64.powi(-n));
    steps.min_by(|a, b| error(*a).total_cmp(&error(*b))).unwrap()
}

/// The share of the corner in what is new, if both sides of a rectangle of 3 and 2 grow alike.
fn corner(growth: f64) -> f64 {
    growth.powi(2) / (3.0 * growth + 2.0 * growth + growth.powi(2))
}

#[test]
fn numbers() {
    let notebook = Notebook::read("02-derivatives");
    let f = parabola;
    let quotient = |step: f64| (f(2.0 + step) - f(2.0)) / step;
    let central = |step: f64| (central_difference(f64::exp, 1.0, step) - E).abs();
    let u = 5.0 * 1.0 + 25.0;
    let accounts = vec![
        ("start-title", vec![Formula("Rust · 2"), Given(&["millions"]), Is("four", 4.0)]),
        ("start-how", vec![Given(&["twice"])]),
        ("D01-delta-method", vec![Given(&["2", "5"])]),
        ("D01-slope-text", vec![Given(&["2", "5"]), Is("10", f(2.0)), Is("37", f(5.0))]),
        ("D01-figure-text", vec![Is("9", secant(f, 2.0, 5.0)), Is("8", f(2.0) - 9.0 * 2.0)]),
        ("D01-reading", vec![Is("9", secant(f, 2.0, 5.0))]),
        ("D02-closer", vec![Given(&["2.1"])]),
        ("D02-rounding", vec![Is("6.1", 0.61 / 0.1), Is("0.61", f(2.1) - f(2.0)), Given(&["0.1", "2.1"])]),
        ("D03-very-close", vec![Given(&["millionth", "10^{-6}"])]),
        (
            "D03-reading",
            vec![
                Is("9", secant(f, 2.0, 5.0)),
                Is("6.1", secant(f, 2.0, 2.1)),
                Is("6.000001", secant(f, 2.0, 2.0 + 1e-6)),
                Is("6", slope(2.0)),
                Given(&["10^{-6}"]),
            ],
        ),
        ("D04-exercise", vec![Given(&["1", "millionth"])]),
        ("D04-check-text", vec![Given(&["0", "1"])]),
        ("D04-figure-text", vec![About("millionth", secant(f, -1.0, -1.0 + 1e-6))]),
        (
            "D04-zero",
            vec![About("half", secant(f, -1.0, -1.0 + 0.5e-6) / secant(f, -1.0, -1.0 + 1e-6)), Is("0", slope(-1.0))],
        ),
        ("D04-notation", vec![Given(&["0"])]),
        ("D05-definition", vec![Is("three", 3.0), Formula(r"\tag{1}"), Formula(r"\tag{2}"), Formula(r"\tag{3}")]),
        (
            "D05-by-hand",
            vec![
                Formula(r"(x + \Delta x)^2 + 2(x + \Delta x) + 2 - (x^2 + 2x + 2)"),
                Formula(r"\hspace{-6em}"),
                Formula("[1.5ex]"),
                Formula(r"2x\,\Delta x + (\Delta x)^2 + 2\,\Delta x"),
                Formula(r"(2x + \Delta x + 2)"),
                Formula("&= 2x + 2"),
                Given(&["2", "1"]),
                Is("6", slope_of("x^2 + 2x + 2").at(2.0).value().unwrap()),
                Is("0", slope_of("x^2 + 2x + 2").at(-1.0).value().unwrap()),
            ],
        ),
        ("D06-at-work", vec![Given(&["tenth", "2"])]),
        (
            "D06-at-minus-one-text",
            vec![
                Is("7", quotient(1.0)),
                Is("6.1", quotient(0.1)),
                Is("6.01", quotient(0.01)),
                Is("6", slope(2.0)),
                Formula(r"2x + 2 + \Delta x"),
                Given(&["1"]),
            ],
        ),
        ("D06-try", vec![Given(&["1"])]),
        ("D06-trace-text", vec![Given(&["0"])]),
        (
            "D07-rounding",
            vec![
                Given(&["2", "0.1", "1", "10^{-6}"]),
                Is("6.1", quotient(0.1)),
                Is("5", ((quotient(0.1) - 6.1).abs() * 1e15).round()),
                Is("10^{-15}", 1e-15),
                Is("6.000001", 6.0 + 1e-6),
                Is("9", ((quotient(1e-6) - 6.000001).abs() * 1e10).round()),
                Is("10^{-10}", 1e-10),
                Is("2.718281828459045", E),
            ],
        ),
        (
            "D07-two-errors-text",
            vec![
                Is("10^{-4}", magnitude(error(1e-4))),
                Given(&["10^{-8}", "10^{-1}"]),
                Is("1", 1.0 + 1e-16),
                Is("0", (1f64 + 1e-16).exp() - E),
                Is("2.2", f64::EPSILON / 1e-16),
                Is("10^{-16}", magnitude(f64::EPSILON)),
                Formula(r"\tfrac12 f''(x)\,\Delta x"),
                Formula(r"{2\,\Delta x}"),
                Given(&["0"]),
            ],
        ),
        (
            "D07-reading",
            vec![
                Is("1", (error(1e-2) / error(1e-3)).log10().round()),
                Is("2", (central(1e-2) / central(1e-3)).log10().round()),
                Is("10^{-8}", magnitude(f64::EPSILON.sqrt())),
                Is("10^{-5}", magnitude(f64::EPSILON.cbrt())),
                Formula(r"\sqrt[3]"),
            ],
        ),
        ("D07-no-step", vec![About("16", -f64::EPSILON.log10())]),
        (
            "D07-why-not-parabola",
            vec![Given(&["2", "0"]), Formula(r"\tfrac16 f^{\prime\prime\prime}(x)\,(\Delta x)^2")],
        ),
        ("D08-notation", vec![Is("four", 4.0), Formula("half of the question")]),
        ("D09-rules", vec![Is("eight", notebook.count("### ", "D09-") as f64), Is("four", 4.0)]),
        ("D09-constant", vec![Is("0", Expr::from(7.0).derivative("x").at(1.0).value().unwrap())]),
        ("D09-power", vec![Formula("x^{n-1}")]),
        (
            "D09-power-any",
            vec![
                Formula("1, 2, 3"),
                Formula("n = 1"),
                Formula(r"1 \cdot x^0 = 1"),
                Formula(r"\tfrac12"),
                Given(&["1"]),
            ],
        ),
        ("D09-power-check-text", vec![Given(&["1.5"]), Formula(r"4 \cdot 1.5^3")]),
        ("D09-power-figure-text", vec![Is("0", 4.0 * 0f64.powi(3))]),
        ("D09-multiple", vec![Given(&["twice"]), Formula(r"2 \cdot 4x^3 = 8x^3")]),
        ("D09-sum", vec![Given(&["3", "6"]), Is("four", 4.0)]),
        ("D09-first-exercises", vec![Is("five", 5.0), Is("four", 4.0)]),
        ("D09-product", vec![Formula(r"$1 \cdot 1$")]),
        ("D09-product-why", vec![Given(&["0", "tenth"]), About("tenth", corner(0.05) / corner(0.5))]),
        ("D09-product-when", vec![Formula("x^2 (3x + 1) = 3x^3 + x^2"), Formula("9x^2 + 2x")]),
        (
            "D09-quotient-check-text",
            vec![Formula("x = 1"), Is("1", 1f64.powi(2)), Is("2", 1.0 + 1.0), Is("2", 2.0 * 1.0)],
        ),
        ("D09-chain", vec![Is("5", secant(|x| 5.0 * x + 25.0, 0.0, 1.0)), Formula("$3u^2$"), Formula(r"3u^2 \cdot 5")]),
        ("D09-chain-check-text", vec![Given(&["1"]), Is("30", u)]),
        ("D10-exercises", vec![Given(&["0", "1"])]),
        ("D10-4-question", vec![Given(&["2"])]),
        ("D10-5-question", vec![Given(&["1"])]),
        ("D11-nested-text", vec![Formula("16x^3 + 64x"), Formula("15(5x + 25)^2")]),
        ("D12-exercises", vec![Is("five", 5.0)]),
        ("D12-5-question", vec![Is("three", 3.0)]),
        ("D13-again", vec![]),
        ("D13-2-question", vec![Given(&["1"]), Formula("$-1$")]),
        ("D13-practice-text", vec![Given(&["3"])]),
        ("D13-next", vec![Is("four", 4.0), Given(&["ten", "millions"])]),
    ];
    let accounts: Vec<_> = accounts.into_iter().filter(|(_, accounts)| !accounts.is_empty()).collect();
    check(&notebook.prose(), &FORMULAS, &accounts);
}

#[test]
fn claims_that_are_formulas() {
    for (function, slope) in [
        ("x^2 + 2x + 2", "2x + 2"),
        ("2x^4", "8x^3"),
        ("x^4", "4x^3"),
        ("x", "1"),
        ("3x^3 + x^2", "9x^2 + 2x"),
        ("x^2(3x + 1)", "9x^2 + 2x"),
        ("(5x + 25)^3", "15(5x + 25)^2"),
        ("(5x + 25)^3", "3(5x + 25)^2 * 5"),
        ("(2x^2 + 8)^2", "16x^3 + 64x"),
    ] {
        assert!(same(slope, slope_of(function)), "{function}");
    }
}

#[test]
fn claims_without_a_number_of_their_own() {
    let f = parabola;
    // D01-reading: flatter at P, steeper at Q.
    assert!(slope(2.0) < 9.0 && slope(5.0) > 9.0);
    // D07-two-errors-text: tiny, and then it grows, until everything is lost.
    assert!(error(1e-8) < 1e-8 && error(1e-12) > 1e-5 && error(1e-16) == E);
    // D07-two-errors-text: the truncation is about ½f″(x)·Δx.
    assert!((error(1e-4) / (0.5 * E * 1e-4) - 1.0).abs() < 1e-3);
    // D07-reading: the best steps.
    let central = |step: f64| (central_difference(f64::exp, 1.0, step) - E).abs();
    assert_eq!((best(error), best(central)), (1e-8, 1e-5));
    // D07-why-not-parabola: even a huge step is exact.
    assert_eq!(central_difference(f, 2.0, 100.0), 6.0);
    // D09-power-figure-text: negative where the curve falls.
    assert!(slope_of("x^4").at(-1.0).value().unwrap() < 0.0);
    // D13-again: fewer lines.
    for (exercise, long, short) in [("(x^2 + 5x)^6", 10, 5), ("1/((x^4 + 1)^5 + 7)", 15, 7)] {
        let way = differentiate(parse(exercise).unwrap());
        assert_eq!((way.lines().len(), way.by(Rule::PowerOnChain).lines().len()), (long, short));
    }
    // D06-trace-reading.
    assert!(same("cos(x)", slope_of("sin(x)")));
    // D09-power-exponent-text: of odd powers the slope is nowhere negative; of even ones it is, on the left.
    for n in 1..=5 {
        let slope = slope_of(&format!("x^{n}"));
        assert!([-1.5, -1.0, -0.1].iter().all(|x| (slope.at(*x).value().unwrap() < 0.0) == (n % 2 == 0)), "{n}");
    }
    // D09-product-corner: what its title says of the corner.
    assert!((corner(0.5) - 0.5 / (5.0 + 0.5)).abs() < 1e-15 && (corner(0.01) / corner(0.1) - 0.1).abs() < 0.01);
    // D12-2-question: the derivative of 2 − x.
    assert!(same("-1", slope_of("2 - x")));
}
