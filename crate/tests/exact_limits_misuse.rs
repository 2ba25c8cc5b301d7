//! Questions about limits that have no answer, or none that anybody could wait for.

use calculus::limits::{AlgebraicLimit, ExactOutcome};
use calculus::prelude::*;
use calculus::show::Rich;

fn refusal(limit: &AlgebraicLimit) -> &str {
    match limit.outcome() {
        ExactOutcome::Undefined { reason } | ExactOutcome::Undecided { reason } => reason,
        other => panic!("{other:?}"),
    }
}

fn at(text: &str, at: f64) -> AlgebraicLimit {
    exact_limit(parse(text).unwrap_or_else(|error| panic!("{text}: {error}")), at)
}

#[test]
fn a_point_outside_of_the_domain_is_said() {
    for (text, place, words) in [
        ("ln(x)", -1.0, "near x = −1 the formula has no values: the logarithm of a number that is not above 0"),
        ("sqrt(x)", -4.0, "near x = −4 the formula has no values: a root or a power of a negative number"),
        ("acos(x)", 2.0, "near x = 2 the formula has no values: acos(u) has values for −1 ≤ u ≤ 1 only"),
        ("asin(x)", 3.0, "asin(u) has values for −1 ≤ u ≤ 1 only"),
        ("acosh(x)", 0.0, "acosh(u) has values for u ≥ 1 only"),
        ("atanh(x)", 2.0, "atanh(u) has values for −1 < u < 1 only"),
        ("x^(1/2)", -4.0, "near x = −4"),
        ("ln(-x)", INFINITY, "for large x the formula has no values"),
        ("sqrt(x) + ln(x)", NEG_INFINITY, "for x far to the left the formula has no values"),
        ("1/(sin(x)^2 + cos(x)^2 - 1)", 0.0, "divides by 0, whatever x is"),
        ("x^x", -2.5, "near x = −5/2"),
        ("1/ln(x - x + 1)", 0.0, "divides by 0, whatever x is"),
    ] {
        let limit = at(text, place);
        assert!(matches!(limit.outcome(), ExactOutcome::Undefined { .. }), "{text}: {limit:?}");
        assert!(refusal(&limit).contains(words), "{text}: {limit:?}");
        assert!(limit.html().is_some_and(|html| html.contains("No limit by algebra")));
    }
}

#[test]
fn one_side_is_enough_to_be_told_from_none() {
    for (text, place, said) in [
        ("sqrt(x)", 0.0, "lim[x → 0⁺] sqrt(x) = sqrt(0) = 0"),
        ("x ln(x)", 0.0, "lim[x → 0⁺]"),
        ("ln(x)", 0.0, "lim[x → 0⁺] ln(x) = −∞"),
    ] {
        let limit = at(text, place);
        assert!(matches!(limit.outcome(), ExactOutcome::OneSideOnly { .. }), "{text}: {limit:?}");
        assert!(limit.text().contains("from the right only") && limit.text().contains(said), "{}", limit.text());
        assert_eq!(limit.value(), None);
    }
}

#[test]
fn what_never_settles_has_no_limit() {
    for text in ["sin(x)", "2 + cos(x^2)", "sin(ln(x))", "1 + 3sin(x) + 1/x", "x/(x + 1) - cos(e^x)"] {
        let limit = at(text, INFINITY);
        assert!(matches!(limit.outcome(), ExactOutcome::Oscillates { .. }), "{text}: {limit:?}");
        assert!(
            limit.text().contains("does not exist: the values") || limit.text().contains("go back and forth"),
            "{}",
            limit.text()
        );
    }
    let limit = at("1 + 3sin(x) + 1/x", INFINITY);
    let ends = |outcome: &ExactOutcome| match outcome {
        ExactOutcome::Oscillates { low, high } => (low.at(0.0).value(), high.at(0.0).value()),
        other => panic!("{other:?}"),
    };
    assert_eq!(ends(limit.outcome()), (Some(-2.0), Some(4.0)));
    // Between two numbers is not at both of them: nothing is claimed.
    for text in ["sin(x) cos(x)", "sin(x)^2 + cos(x^2)", "x sin(x)", "1/sin(x)", "tan(x)"] {
        let limit = at(text, INFINITY);
        assert!(matches!(limit.outcome(), ExactOutcome::Undecided { .. }), "{text}: {limit:?}");
    }
}

#[test]
fn numbers_from_nowhere_and_other_letters_are_refused() {
    let l = limit_by_algebra(|x| (x * 0.7351928374651928).sin() / x, 0);
    assert!(refusal(&l).contains("0.7351928374651928 could be rounded from anything"), "{l:?}");
    let l = limit_by_algebra(|x| x.sin(), 0.7351928374651928);
    assert!(refusal(&l).contains("could be rounded from anything"), "{l:?}");
    let two = parse_in("a x + 1", &["a", "x"]).unwrap_or_else(|error| panic!("{error}"));
    assert!(refusal(&exact_limit(two, 0)).contains("contains a beside x"));
    let of_t = exact_limit("t^2", 3);
    assert!(refusal(&of_t).contains("is in t, and a limit is taken in x; write x for t"), "{of_t:?}");
    assert!(refusal(&limit_by_algebra(|x| x.exp() + f64::NAN, 0)).contains("NaN"));
    assert!(refusal(&limit_by_algebra(|x| x.exp(), f64::NAN)).contains("the point is NaN"));
}

/// Time in proportion, no overflow of the stack: an answer where it is quick, or a refusal.
#[test]
fn formulas_of_a_hundred_thousand_parts() {
    let x = Expr::variable("x");
    let many = 100_000u32;
    let deep = |step: fn(Expr) -> Expr, parts: u32| (0..many / parts).fold(x, |inner, _| step(inner));
    let sums = (1..many / 4).fold(x, |sum, k| sum + (x * f64::from(k)).sin());
    assert!(refusal(&exact_limit(deep(|u| (u + 1.0).sin(), 2), 0)).contains("300 parts"));
    assert!(refusal(&exact_limit(sums, 0)).contains("300 parts"));
    assert!(refusal(&exact_limit(deep(|u| u * u, 1), 0)).contains("above 100"));
    assert!(refusal(&exact_limit(deep(|u| u * u * 3.0 - u * 2.0, 5), 0)).contains("powers above 100"));
    assert_eq!(exact_limit(deep(|u| u + 1.0, 1), 0).value(), Some(f64::from(many)));
    assert!(refusal(&exact_limit((0..many).fold(Expr::from(3.0), |u, _| u * u) + x, 0)).contains("too long"));
}

/// No blow-up: small formulas whose series, numbers or derivatives grow.
#[test]
fn small_formulas_that_grow() {
    let x = Expr::variable("x");
    let nested = |step: fn(Expr) -> Expr, times: usize| (0..times).fold(x, |inner, _| step(inner));
    for formula in [
        nested(Expr::exp, 40),
        nested(|u| (u + 1.0).ln(), 40),
        nested(|u| u.sin(), 40) / x.powi(30),
        nested(|u| (u * u + u).sqrt(), 12) / x,
        nested(|u| u.pow(u), 6),
        nested(|u| (1.0 + u).pow(1.0 / u), 4),
        (1..12).fold(x, |product, k| product * (x * f64::from(k)).tan() - x) / x.powi(11),
        nested(|u| (u + 1.5).tan() / (u + 0.7).exp(), 5),
    ] {
        for place in [0.0, INFINITY] {
            let limit = exact_limit(formula, place);
            assert!(!limit.text().is_empty());
        }
    }
}
