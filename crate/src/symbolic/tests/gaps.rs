//! Where one of two equal formulas has a value and the other has none.

use super::meaning::compare;
use super::random::{cases, formula, pick, rational};
use crate::prelude::*;
use crate::symbolic::Equivalence;
use crate::symbolic::field::Random;
use crate::symbolic::gaps::gaps;

#[test]
fn where_only_one_has_a_value_is_said() {
    let first = "where the first has no value";
    let second = "where the second has no value";
    for (one, two, place, whose) in [
        ("(x^2 - 1)/(x - 1)", "x + 1", "at x = 1", first),
        ("x + 1", "(x^2 - 1)/(x - 1)", "at x = 1", second),
        ("x/x", "1", "at x = 0", first),
        ("(8x^2 + 4x)/(2x)", "4x + 2", "at x = 0", first),
        ("1/(1/x)", "x", "at x = 0", first),
        ("1/(1 + 1/(1 + 1/x))", "(x + 1)/(2x + 1)", "at x = 0 and at x = -1", first),
        ("1/x - 1/x", "0", "at x = 0", first),
        ("x(3x - 1)/(3x - 1)", "x", "at x = 1/3", first),
        ("(x^2 - 2)(x + 1)/(x^2 - 2)", "x + 1", "for x^2 - 2 = 0", first),
        ("(x^3 - x)/(x^3 - x)", "1", "at x = 0 and at x = -1 and at x = 1", first),
        ("(x^2 - 1)/(x - 1)", "(x^2 + x)/x", "at x = 1, where the first has no value, and at x = 0", second),
        ("|x|/|x|", "1", "at x = 0", first),
        ("e^(ln x)", "x", "for x ≤ 0", first),
        ("ln(x)/ln(x)", "1", "for x ≤ 0 and at x = 1", first),
        ("sqrt(x) sqrt(x)", "x", "for x < 0", first),
        ("sqrt(x)/sqrt(x)", "1", "for x ≤ 0", first),
        ("sqrt(3 - x)^2", "3 - x", "for x > 3", first),
        ("sqrt(1000 - x)^2", "1000 - x", "for x > 1000", first),
        ("(x^20 + x^3 - 7x + 1)/(x^20 + x^3 - 7x + 1)", "1", "for x^20 + x^3 - 7x + 1 = 0", first),
        ("sin(x)/sin(x)", "1", "for sin(x) = 0", first),
        ("step(x) - step(x)", "0", "at x = 0", first),
        ("(x^2 - y^2)/(x - y)", "x + y", "for x - y = 0", first),
        ("x y/y", "x", "at y = 0", first),
        ("(x^2 + y^2)/(x^2 + y^2)", "1", "for x^2 + y^2 = 0", first),
    ] {
        let answer = compare(one, two);
        assert!(answer.is_equal(), "{one} and {two}");
        assert_eq!(answer.to_string(), format!("equal except {place}, {whose}"), "{one} and {two}");
    }
    for (one, two, place) in [
        ("ln(x^2)", "2ln(x)", "for x ≤ 0, where the second"),
        ("ln(x y)", "ln x + ln y", "for x ≤ 0 and for y ≤ 0, where the second"),
        ("tan(x) cos(x)", "sin x", "for cos(x) = 0, where the first"),
        ("sqrt(x)^2", "|x|", "for x < 0, where the first"),
        ("x^x", "e^(x ln x)", "at x = 0, where the second"),
    ] {
        let answer = compare(one, two).to_string();
        assert!(answer.starts_with("equal at ") && answer.contains(" points, to rounding, except "), "{answer}");
        assert!(answer.ends_with(&format!(" except {place} has no value")), "{one} and {two}: {answer}");
    }
    // Nothing is missing where both need the same, or what they need is never wanting.
    for (one, two) in [
        ("x(x^2 + 1)/(x^2 + 1)", "x"),
        ("(e^x + 1)/(e^x + 1)", "1"),
        ("(2 - x)/(2 - x)", "(x - 2)/(x - 2)"),
        ("1/(x^2 - 3x + 2)", "1/((x - 1)(x - 2))"),
        ("1/(2sqrt(x))", "x^(-1/2)/2"),
        ("sqrt(x^2)", "|x|"),
        ("ln(e^x)", "x"),
        ("x^0", "1"),
        ("x sqrt(x - 5)/x", "sqrt(x - 5)"),
        // Not for all x < 0: there are values at −1, −2, …
        ("x^x - x^x", "0"),
    ] {
        assert_eq!(compare(one, two), Equivalence::Equal, "{one} and {two}");
    }
    assert_eq!(compare("tan x", "sin(x)/cos(x)"), Equivalence::Equal);
    assert!(matches!(compare("tan x", "sin(2x)/(1 + cos(2x))"), Equivalence::EqualAtManyPoints { .. }));
    assert!(matches!(compare("sqrt(x^2)", "x"), Equivalence::Different { .. }));
}

/// What is lost when a formula is simplified, and nothing else, is said: at places where machines divide by 0 exactly.
#[test]
fn gaps_are_named_where_a_value_is_gained() {
    let mut random = Random(6);
    let (mut gained, mut named) = (0, 0);
    for case in 0..cases(150) {
        let depth = 1 + pick(&mut random, 4) as u32;
        let y = if case % 2 == 0 { rational(&mut random, depth) } else { formula(&mut random, depth) };
        let x = Expr::variable("x");
        // A part that is often wanting, and of which nothing is left in the end.
        let whole = match case % 4 {
            0 => y * x / x,
            1 => y + x.ln() - x.ln(),
            2 => y * (x - 1.0) / (x - 1.0),
            _ => y + (x - 2.0).sqrt().powi(2),
        };
        let simple = whole.simplify();
        let gaps = gaps(whole, simple);
        named += gaps.len();
        let places = (-12..=12).map(|half| f64::from(half) / 2.0);
        // What has no value anywhere is no function with a gap: (1/0x)⁰.
        if places.clone().all(|at| whole.at(at).value().is_none()) {
            continue;
        }
        for at in places {
            let (before, after) = (whole.at(at), simple.at(at));
            let no_value = before.reason().is_some_and(|reason| !reason.contains("too large"));
            let said = gaps.iter().any(|gap| gap.contains(at));
            if no_value && after.value().is_some() {
                assert!(said, "{whole} and {simple} at {at}: {gaps:?}");
                gained += 1;
            }
            assert!(!said || before.value().is_none(), "{whole} at {at} is {before}: {gaps:?}");
        }
    }
    println!("{gained} values gained, all in the {named} gaps that were named");
    assert!(gained > 0);
}
