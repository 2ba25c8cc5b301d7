//! What the first chapter of the course shows, with its numbers.

use calculus::limits::{AlgebraicLimit, ExactOutcome, Outcome, limit_left, limit_right};
use calculus::prelude::*;
use calculus::show::Rich;
use std::cell::Cell;

#[test]
fn a_continuous_function() {
    let l = limit(|x| x * x + 2.0 * x + 2.0, 5.0);
    assert_eq!(l.value(), Some(37.0));
    assert!(l.text().starts_with("lim f(x) ≈ 37   as x → 5\n"), "{}", l.text());
    assert!(
        l.text().contains("f(5) = 37.0 (the value at the point itself, which the limit does not ask for)"),
        "{}",
        l.text()
    );
}

#[test]
fn a_hole() {
    let f = |x: f64| (x.powi(2) - 1.0) / (x - 1.0);
    let l = limit(f, 1.0);
    assert_eq!(l.value(), Some(2.0));
    assert!(l.error().is_some_and(|error| error < 1e-9));
    let table = approach(f, 1.0);
    assert_eq!((table.left()[0], table.left()[2]), ((0.9, 1.9), (0.999, 1.9989999999999712)));
    assert_eq!((table.right()[0], table.right()[2]), ((1.1, 2.1), (1.001, 2.0009999999999177)));
    let text = table.text();
    assert!(text.contains("0.999       1.9989999999999712") && text.contains("2.0009999999999177"), "{text}");
    assert!(text.contains("f(1) = NaN (not a number: f is not defined here)"), "{text}");
}

#[test]
fn a_limit_that_algebra_does_not_give() {
    let f = |x: f64| x.sin() / x;
    assert_eq!(limit(f, 0.0).value(), Some(1.0));
    let table = approach(f, 0.0);
    assert_eq!(table.left()[0], (-0.1, 0.9983341664682815));
    assert_eq!(table.right()[2], (0.001, 0.9999998333333416));
}

#[test]
fn infinity_and_one_side() {
    let f = |x: f64| 25.0 / x;
    for at in [INFINITY, NEG_INFINITY] {
        assert_eq!(limit(f, at).value(), Some(0.0));
    }
    assert_eq!(limit(f, INFINITY).table().left()[2], (1000.0, 0.025));
    assert_eq!(limit(f, INFINITY).table().left()[5], (1e6, 2.5e-5));
    assert_eq!(limit_right(f, 0.0).outcome(), &Outcome::PlusInfinity);
    assert_eq!(limit_left(f, 0.0).outcome(), &Outcome::MinusInfinity);
    let both = limit(f, 0.0);
    let (left, right) = (Box::new(Outcome::MinusInfinity), Box::new(Outcome::PlusInfinity));
    assert_eq!(both.outcome(), &Outcome::SidesDiffer { left, right });
    for form in [both.text(), both.html().unwrap_or_default()] {
        assert!(form.contains("the two-sided limit does not exist"), "{form}");
        assert!(form.contains("+∞") && form.contains("−∞"), "{form}");
    }
    assert!(limit_right(f, 0.0).html().is_some_and(|html| html.contains("lim<sub>x → 0⁺</sub> f(x) = +∞")));
}

/// The function, its limit by algebra, the point and the answer.
type Exercise = (fn(f64) -> f64, AlgebraicLimit, f64, Option<f64>);

#[test]
fn the_exercises_by_number_and_by_algebra() {
    let exercises: [Exercise; 5] = [
        (|x| (x.powi(2) - 1.0) / (x - 1.0), limit_by_algebra(|x| (x.powi(2) - 1.0) / (x - 1.0), 0.0), 0.0, Some(1.0)),
        (
            |x| (x.powi(2) - 25.0) / (x + 5.0),
            limit_by_algebra(|x| (x.powi(2) - 25.0) / (x + 5.0), -5.0),
            -5.0,
            Some(-10.0),
        ),
        (
            |x| (x.powi(2) - 2.0 * x - 8.0) / (x - 4.0),
            limit_by_algebra(|x| (x.powi(2) - 2.0 * x - 8.0) / (x - 4.0), 4.0),
            4.0,
            Some(6.0),
        ),
        (|x| 25.0 / x, limit_by_algebra(|x| 25.0 / x, NEG_INFINITY), NEG_INFINITY, Some(0.0)),
        (|x| 25.0 / x, limit_by_algebra(|x| 25.0 / x, 0.0), 0.0, None),
    ];
    for (f, by_algebra, at, answer) in exercises {
        assert_eq!(limit(f, at).value(), answer, "at {at}");
        assert_eq!(by_algebra.value(), answer, "at {at}");
    }
}

#[test]
fn the_steps_are_those_of_a_person() {
    let l = limit_by_algebra(|x| (x.powi(2) - 2.0 * x - 8.0) / (x - 4.0), 4.0);
    let expected = [
        "lim[x → 4] (x² − 2x − 8)/(x − 4)",
        "lim[x → 4] (x − 4)(x + 2)/(x − 4)",
        "lim[x → 4] [cancel (x − 4)](x + 2)/[cancel (x − 4)]",
        "lim[x → 4] (x + 2)",
        "4 + 2",
        "6",
    ];
    assert_eq!(l.steps(), expected);
    let latex = limit_by_algebra(|x| (x.powi(2) - 1.0) / (x - 1.0), 1.0).latex().unwrap_or_default();
    let expected = r"$$\begin{aligned}
\lim_{x \to 1} \frac{x^{2} - 1}{x - 1} & = \lim_{x \to 1} \frac{(x - 1)(x + 1)}{x - 1} && {\small \text{factor}} \\[4pt]
& = \lim_{x \to 1} \frac{\overbrace{(x - 1)}^{\text{cancels}}(x + 1)}{\underbrace{(x - 1)}_{\text{cancels}}} && {\small \text{cancel}} \\[4pt]
& = \lim_{x \to 1} \left(x + 1\right) \\[4pt]
& = 1 + 1 && {\small \text{substitute}} \\[4pt]
& = 2
\end{aligned}$$";
    assert_eq!(latex, expected);
}

#[test]
fn what_does_not_exist_is_equal_to_nothing() {
    let l = limit_by_algebra(|x| 25.0 / x, 0);
    let text = "\
lim[x → 0] 25/x does not exist, because the sides differ:
    lim[x → 0⁻] 25/x = −∞
    lim[x → 0⁺] 25/x = +∞";
    assert_eq!(l.text(), text);
    let latex = l.latex().unwrap_or_default();
    assert!(
        latex.contains(r"& \lim_{x \to 0} \frac{25}{x}\text{ does not exist, because the sides differ:} \\[4pt]"),
        "{latex}"
    );
    let cancelled = limit_by_algebra(|x| (x - 1.0) / (x - 1.0).powi(2), 1);
    assert!(cancelled.text().contains("= lim[x → 1] 1/(x − 1) does not exist"), "{}", cancelled.text());
    assert!(!cancelled.latex().unwrap_or_default().contains(r"=\text"));
}

#[test]
fn a_known_limit_is_brought_in_and_a_refusal_is_a_sentence() {
    let l = limit_by_algebra(|x| x.sin() / x, 0.0);
    assert_eq!(l.text(), "lim[x → 0] sin(x)/x\n  = 1    (known limit: sin(u)/u → 1 as u = x → 0)");
    assert_eq!(l.outcome(), &ExactOutcome::Value(num_rational::BigRational::from_integer(1.into())));
    let l = limit_by_algebra(|x| x.ln(), -1.0);
    assert_eq!(
        l.text(),
        "No limit by algebra: near x = −1 the formula has no values: the logarithm of a number that is not above 0 has no \
         value."
    );
    assert_eq!(l.latex(), None);
    assert_eq!(l.html(), Some(format!("<p>{}</p>", l.text())));
    assert_eq!(limit_by_algebra(|x| x + 1.0, 1).html(), None);
    assert!(matches!(l.outcome(), ExactOutcome::Undefined { .. }));
}

#[test]
fn the_point_may_be_a_whole_number() {
    assert_eq!(limit(|x| x.sin() / x, 0).value(), Some(1.0));
    assert_eq!(limit_left(f64::floor, 3).value(), Some(2.0));
    assert_eq!(limit_right(f64::floor, 3).value(), Some(3.0));
    assert_eq!(approach(f64::sin, 2).left()[0].0, 1.9);
    assert_eq!(limit_by_algebra(|x| x + 1.0, -1).value(), Some(0.0));
}

#[test]
fn algebra_beyond_the_exercises() {
    let value = |l: AlgebraicLimit| l.value();
    let double_root = |x: Expr| (x.powi(3) - 3.0 * x + 2.0) / (x.powi(2) - 2.0 * x + 1.0);
    assert_eq!(value(limit_by_algebra(double_root, 1.0)), Some(3.0));
    assert_eq!(value(limit_by_algebra(|x| (2.0 * x.powi(2) + 1.0) / (3.0 - 4.0 * x.powi(2)), INFINITY)), Some(-0.5));
    assert_eq!(value(limit_by_algebra(|x| (x * 0.1 - 0.03) / (x - 0.3), 0.3)), Some(0.1));
    assert_eq!(value(limit_by_algebra(|x| x * x + 2.0 * x + 2.0, 5.0)), Some(37.0));
    assert_eq!(value(limit_by_algebra(|x| (x - x) / (x - 1.0), 1.0)), Some(0.0));
    let outcome = |l: AlgebraicLimit| l.outcome().clone();
    assert_eq!(outcome(limit_by_algebra(|x| -3.0 / (x - 2.0).powi(4), 2.0)), ExactOutcome::MinusInfinity);
    assert_eq!(outcome(limit_by_algebra(|x| (x - 1.0) / (x - 1.0).powi(3), 1.0)), ExactOutcome::PlusInfinity);
    assert_eq!(outcome(limit_by_algebra(|x| x.powi(3) - x, NEG_INFINITY)), ExactOutcome::MinusInfinity);
    assert_eq!(outcome(limit_by_algebra(|x| -x.powi(2) / (x + 1.0), NEG_INFINITY)), ExactOutcome::PlusInfinity);
    assert!(matches!(outcome(limit_by_algebra(|x| 25.0 / x, 0.0)), ExactOutcome::SidesDiffer { .. }));
}

#[test]
fn nonsense_gets_a_sentence_and_not_a_panic() {
    let undefined = |l: AlgebraicLimit| match l.outcome() {
        ExactOutcome::Undefined { reason } => reason.clone(),
        other => panic!("{other:?}"),
    };
    assert!(undefined(limit_by_algebra(|x| x / (x - x), 0.0)).contains("divides by 0"));
    assert!(undefined(limit_by_algebra(|x| (x - x) / 0.0, 0.0)).contains("divides by 0"));
    assert!(undefined(limit_by_algebra(|x| x + f64::NAN, 0.0)).contains("NaN"));
    assert!(undefined(limit_by_algebra(|x| x.powi(i32::MIN), 0.0)).contains("above 100"));
    assert!(undefined(limit_by_algebra(|x| (0..50).fold(x, |y, _| y * y), 0.0)).contains("above 100"));
    assert!(undefined(limit_by_algebra(|x| x, f64::NAN)).contains("NaN"));
    assert!(matches!(limit(|x| x, f64::NAN).outcome(), Outcome::Undetermined { .. }));
    assert_eq!(limit(f64::ln, 0.0).value(), None);
    assert!(limit(f64::ln, 0.0).text().contains("f has no values (NaN) on the left"));
}

#[test]
fn the_number_of_evaluations_is_bounded() {
    for at in [0.0, -0.0, 1.0, 1e-8, 1e6, -1e12, 1e300, 1e-300, 5e-324, f64::MAX, INFINITY, NEG_INFINITY] {
        for f in [|x: f64| x.sin() / x, |x: f64| (1.0 / x).sin(), |_: f64| f64::NAN] {
            let count = Cell::new(0);
            let counted = |x: f64| {
                count.set(count.get() + 1);
                f(x)
            };
            let _ = limit(counted, at).text();
            assert!(count.get() < 20_000, "{} evaluations at {at}", count.get());
        }
    }
}

#[test]
fn the_text_form_is_aligned_and_complete() {
    let text = limit(|x| (x.powi(2) - 1.0) / (x - 1.0), 1.0).text();
    let expected = "\
lim f(x) ≈ 2   as x → 1
An estimate from values of f, not a proof. Error estimate: 4×10⁻¹⁵.

x           f(x) from the left   x           f(x) from the right
0.9         1.9                  1.1         2.1
0.99        1.990000000000001    1.01        2.009999999999999
0.999       1.9989999999999712   1.001       2.0009999999999177
0.9999      1.9998999999994975   1.0001      2.0000999999993923
0.99999     1.9999899999991726   1.00001     2.0000100000008274
0.999999    1.9999990000221217   1.000001    2.0000010000889006
0.9999999   1.9999999000799278   1.0000001   2.000000099920072
f(1) = NaN (not a number: f is not defined here)
";
    assert_eq!(text, expected);
}
