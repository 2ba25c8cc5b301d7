//! Formulas with 10⁵ nodes inside of one another: no stack overflows, and the work grows with the size.

use crate::prelude::*;
use crate::symbolic::derivative::by_the_rules;

/// A chain of operations, each of which uses the one before it, some twice.
fn nested(length: usize) -> Expr {
    let x = Expr::variable("x");
    (0..length).fold(x, |u, step| match step % 6 {
        0 => u.sin(),
        1 => u + x,
        2 => u * u,
        3 => u / (x + 2.0),
        4 => u.exp(),
        _ => -u,
    })
}

#[test]
fn the_derivative_grows_in_proportion() {
    // A small stack: whoever recurses along 10,000 nodes falls off it at once.
    let small = std::thread::Builder::new().stack_size(256 * 1024);
    let work = small.spawn(|| {
        let formulas = [10_000, 100_000].map(nested);
        let share = formulas.map(|formula| {
            by_the_rules(formula, Expr::variable("x")).node_count() as f64 / formula.node_count() as f64
        });
        assert!(formulas[1].node_count() > 100_000);
        assert!(share[1] < 5.0, "{share:?}");
        assert!((share[1] / share[0] - 1.0).abs() < 0.01, "{share:?}");

        // The other walks, which a recursion would not survive on this stack either.
        let formula = formulas[0];
        assert_eq!(formula.derivative("x"), by_the_rules(formula, Expr::variable("x")));
        let derivation = differentiate(formula);
        assert_eq!(derivation.lines().len(), 1);
        assert!(derivation.remarks().is_empty());
        assert!(format!("{derivation:?}").contains("too long to write out"));
        let _ = (formula.at(0.5), formula.function()(0.5), formula.latex(), formula.expand(), formula.factor());
        let _ = (formula.substitute("x", 0.5), formula.variables());
        let _ = equivalent(formula, formula + 1.0);
        // A long sum and a long product.
        let x = Expr::variable("x");
        for long in [(1..10_000).fold(x, |u, n| u + x.powi(n)), (1..10_000).fold(x, |u, n| u * (x + f64::from(n)))] {
            let _ = (long.derivative("x"), long.to_string(), long.simplify(), long.at(0.5));
        }
        // As many steps as the tree has parts.
        let steps = differentiate(nested(1_000)).steps();
        assert!(steps.len() < 6_000);
    });
    work.unwrap().join().unwrap();
}

#[test]
fn what_is_shared_stays_shared() {
    // As a tree this has 2⁵⁰⁰ nodes.
    let x = Expr::variable("x");
    let formula = (0..500).fold(x, |u, _| u + u * u);
    assert_eq!(formula.node_count(), 1_001);
    assert!(by_the_rules(formula, x).node_count() < 6_000);
    let sums = (0..500).fold(x, |u, _| u + u);
    assert_eq!(sums.derivative("x").at(0.0).value(), Some(2f64.powi(500)));
    let _ = (formula.simplify(), formula.to_string(), equivalent(formula, formula * 2.0));
}

#[test]
fn the_new_functions_and_walks_are_loops_too() {
    let small = std::thread::Builder::new().stack_size(256 * 1024);
    let work = small.spawn(|| {
        let x = Expr::variable("x");
        let chain = |length: usize| {
            (0..length).fold(x, |u, step| match step % 5 {
                0 => u.tanh(),
                1 => u.atan(),
                2 => u.sigmoid() + x,
                3 => u.asinh(),
                _ => u.atan2(x),
            })
        };
        let formulas = [10_000, 100_000].map(chain);
        let share = formulas.map(|formula| by_the_rules(formula, x).node_count() as f64 / formula.node_count() as f64);
        assert!((share[1] / share[0] - 1.0).abs() < 0.01, "{share:?}");
        let formula = formulas[1];
        assert!(formula.node_count() > 100_000);
        let value = formula.at(0.5).value().unwrap();
        assert_eq!(formula.read(&[("x", 0.5)]), value);
        let slope = derivative(|x| formula.read(&[("x", x)]), 0.5);
        let _ = formula.derivative("x").at(0.5).value();
        assert!(slope.is_finite());
        assert_eq!(formulas[0].gradient().parts().len(), 1);
        assert_eq!(formulas[0].hessian().rows().len(), 1);
    });
    work.unwrap().join().unwrap();
}
