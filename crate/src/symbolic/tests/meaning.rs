//! Whether two formulas mean the same.

use crate::prelude::*;
use crate::symbolic::Equivalence;

pub(super) fn compare(one: &str, two: &str) -> Equivalence {
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
        ("cos(2x)", "2cos(x)^2 - 1"),
        ("ln(x^4)", "2ln(x^2)"),
        ("cosh(2x)", "cosh(x)^2 + sinh(x)^2"),
        ("tanh x", "2sigmoid(2x) - 1"),
        ("softplus x", "ln(1 + e^x)"),
        ("asin x", "pi/2 - acos x"),
        ("relu x", "max(x, 0)"),
        ("sin(2x)", "2sin(x)cos(x)"),
        ("max(x, y)", "(x + y + |x - y|)/2"),
        ("sqrt(2) sqrt(3)", "sqrt(6)"),
    ] {
        assert!(matches!(compare(one, two), Equivalence::EqualAtManyPoints { .. }), "{one}: {}", compare(one, two));
    }
    for (one, two) in [
        ("sin(x)^2 + cos(x)^2", "1"),
        ("cosh(3x)^2 - sinh(3x)^2", "1"),
        ("tan x", "sin(x)/cos(x)"),
        ("sinh(x)/cosh(x)", "tanh x"),
        ("tanh(atanh x)", "x"),
        ("asinh(sinh x)", "x"),
        ("cbrt(x)^3", "x"),
    ] {
        assert!(compare(one, two).is_equal(), "{one}: {}", compare(one, two));
        assert!(!matches!(compare(one, two), Equivalence::EqualAtManyPoints { .. }), "{one}: {}", compare(one, two));
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
fn what_no_machine_number_tells_apart_is_said_to_be_different_all_the_same() {
    for (one, two, both) in
        [("pi", "3.141592653589793", "3.141592653589793"), ("1/3", "0.3333333333333333", "0.3333333333333333")]
    {
        let words = equivalent(one, two).to_string();
        assert_eq!(words, format!("different, but by so little that the machine has one number for both: {both}"));
    }
}
