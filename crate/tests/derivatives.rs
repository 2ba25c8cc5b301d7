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
