//! Whether two formulas mean the same.

use crate::prelude::*;
use crate::symbolic::Equivalence;

fn compare(one: &str, two: &str) -> Equivalence {
    equivalent(parse_in(one, &["x", "y"]).unwrap(), parse_in(two, &["x", "y"]).unwrap())
}

#[test]
fn rational_functions_are_decided_exactly() {
    for (one, two) in [
        ("(x + y)^2", "x^2 + 2xy + y^2"),
        ("-((x^4+1)^5+7)^-2 * 5(x^4+1)^4 * 4x^3", "-20x^3(x^4 + 1)^4/((x^4 + 1)^5 + 7)^2"),
        ("(x + 1)^100", "(1 + x)^50 (x + 1)^50"),
        ("pi x", "x pi"),
        ("x/3", "(1/3)x"),
        ("0.1x", "x/10"),
        ("e^x (x + 1)", "x e^x + e^x"),
        ("sin(2x) + sin(x + x)", "2sin(2x)"),
    ] {
        assert_eq!(compare(one, two), Equivalence::Equal, "{one} and {two}");
    }
    for (one, two) in [
        ("x", "x + 10^-30"),
        ("(x + 1)^100", "(x + 1)^100 + 1"),
        ("x^2", "x^3"),
        ("(x^2 - 1)/(x - 1)", "x - 1"),
        ("x y", "x + y"),
        ("1/x", "1/x^2"),
        ("2", "3"),
    ] {
        assert!(matches!(compare(one, two), Equivalence::Different { .. }), "{one} and {two}: {}", compare(one, two));
    }
}

#[test]
fn other_functions_are_compared_at_many_points() {
    for (one, two) in [
        ("sin(x)^2 + cos(x)^2", "1"),
        ("ln(x^4)", "2ln(x^2)"),
        ("tan x", "sin(x)/cos(x)"),
        ("sin(2x)", "2sin(x)cos(x)"),
        ("max(x, y)", "(x + y + |x - y|)/2"),
        ("sqrt(2) sqrt(3)", "sqrt(6)"),
    ] {
        assert!(matches!(compare(one, two), Equivalence::EqualAtManyPoints { .. }), "{one}: {}", compare(one, two));
    }
    for (one, two) in [("|x|", "x"), ("sin x", "cos x"), ("e^x", "x^e"), ("ln x", "ln(x) + 10^-9"), ("2^x", "x^2")] {
        assert!(matches!(compare(one, two), Equivalence::Different { .. }), "{one}: {}", compare(one, two));
    }
    for (one, two) in [("sqrt(-1 - x^2)", "x"), ("ln(-1 - |x|)", "x")] {
        assert!(matches!(compare(one, two), Equivalence::Undetermined { .. }), "{one}: {}", compare(one, two));
    }
    let nothing = Expr::from(1) / (Expr::variable("x") - Expr::variable("x"));
    assert!(matches!(equivalent(nothing, 1), Equivalence::Undetermined { .. }));
}

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
    ] {
        assert_eq!(compare(one, two), Equivalence::Equal, "{one} and {two}");
    }
    assert!(matches!(compare("tan x", "sin(x)/cos(x)"), Equivalence::EqualAtManyPoints { .. }));
    assert!(matches!(compare("sqrt(x^2)", "x"), Equivalence::Different { .. }));
}
