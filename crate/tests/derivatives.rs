//! The rules against a table of derivatives that another computer algebra system has made.

use calculus::symbolic::{Equivalence, differentiate, equivalent, parse};

/// Each function and its derivative by SymPy.
fn table() -> Vec<(&'static str, &'static str)> {
    let lines = include_str!("derivatives.tsv").lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| line.split_once('\t').unwrap_or_else(|| panic!("no tab in {line:?}"))).collect()
}

#[test]
fn the_rules_agree_with_an_independent_table() {
    let table = table();
    assert!(table.len() >= 60, "{} rows", table.len());
    let mut exact = 0;
    for (function, derivative) in table {
        let function = parse(function).unwrap_or_else(|error| panic!("{function}: {error}"));
        let expected = parse(derivative).unwrap_or_else(|error| panic!("{derivative}: {error}"));
        let simplified = function.derivative("x");
        let sameness = equivalent(simplified, expected);
        assert!(sameness.is_equal(), "{function}: {simplified}, not {expected} ({sameness:?})");
        exact += usize::from(sameness == Equivalence::Equal);
        let derived = differentiate(function).result();
        assert!(equivalent(derived, expected).is_equal(), "{function}: derived {derived}, not {expected}");
    }
    // Every rational function of the table.
    assert!(exact >= 35, "only {exact} were decided exactly");
}

#[test]
fn a_wrong_derivative_does_not_agree() {
    for (function, derivative) in table() {
        let wrong = format!("{derivative} + x/1000");
        let sameness = equivalent(parse(function).unwrap().derivative("x"), parse(&wrong).unwrap());
        assert!(!sameness.is_equal(), "{function}: {wrong} ({sameness:?})");
    }
}

#[test]
fn where_the_course_states_a_form_it_is_that() {
    let forms = [
        ("7", "0"),
        ("2x^4", "8x^3"),
        ("x^2 + 2x + 2", "2x + 2"),
        ("-5x^3", "-15x^2"),
        ("2x^2 + 2x + 2", "4x + 2"),
        ("10x^5 - 6x^3 - x - 1", "50x^4 - 18x^2 - 1"),
        ("(2x^2 + 8)^2", "16x^3 + 64x"),
        ("(5x + 25)^3", "15(5x + 25)^2"),
        ("(2x^2 + 6x)(2x^3 + 5x^2)", "20x^4 + 88x^3 + 90x^2"),
        ("6x^2/(2 - x)", "(24x - 6x^2)/(2 - x)^2"),
        ("(3x + 1)^2", "18x + 6"),
        ("(x^2 + 5x)^6", "6(x^2 + 5x)^5 (2x + 5)"),
    ];
    let plain = |text: &str| text.replace([' ', '*'], "");
    for (function, form) in forms {
        let derivative = parse(function).unwrap().derivative("x");
        assert_eq!(plain(&derivative.to_string()), plain(form), "{function}");
    }
    // Its last one is written in the order in which the chain rule gave it. Ours is tidied, and equal to it.
    let chain = "-((x^4 + 1)^5 + 7)^(-2) * 5(x^4 + 1)^4 * 4x^3";
    let ours = parse("1/((x^4 + 1)^5 + 7)").unwrap().derivative("x");
    assert!(equivalent(ours, parse(chain).unwrap()).is_equal(), "{ours}");
}
