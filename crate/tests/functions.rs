//! Derivatives of all the functions against a table that another computer algebra system has made, in three readings.

use calculus::autodiff::try_gradient;
use calculus::prelude::*;

const TOLERANCE: f64 = 1e-12;

/// Each function with places and derivatives.
fn table() -> Vec<(&'static str, Vec<(f64, f64)>)> {
    let lines = include_str!("functions.tsv").lines().filter(|line| !line.starts_with('#'));
    let row = |line: &'static str| {
        let mut cells = line.split('\t');
        let function = cells.next().unwrap_or_default();
        let numbers: Vec<f64> = cells.map(|cell| cell.parse().unwrap_or_else(|_| panic!("{cell} in {line}"))).collect();
        (function, numbers.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect())
    };
    lines.map(row).collect()
}

#[test]
fn every_reading_agrees_with_an_independent_table() {
    let table = table();
    assert!(table.len() >= 150, "{} rows", table.len());
    for (text, places) in table {
        assert_eq!(places.len(), 3, "{text}");
        let formula = parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        let symbolic = differentiate(formula);
        for (x, expected) in places {
            let by_the_rules = symbolic.at(x).value().unwrap_or(f64::NAN);
            let forward = derivative(|x| formula.read(&[("x", x)]), x);
            let reverse = try_gradient(|v| formula.read(&[("x", v[0])]), &[x]).map_or(f64::NAN, |found| found[0]);
            for (way, found) in [("rules", by_the_rules), ("forward", forward), ("reverse", reverse)] {
                let error = (found - expected).abs();
                assert!(error <= TOLERANCE * expected.abs(), "{text} at {x} by {way}: {found:?}, not {expected:?}");
            }
        }
    }
}
