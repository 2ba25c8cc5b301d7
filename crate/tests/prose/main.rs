//! Every number that the course prints in its prose and can be calculated is calculated here; the others are named as what
//! the text sets. A new number in the prose fails until somebody says where it comes from.
//!
//! The numbers in hints, solutions and answers to wrong answers are in the library, `src/exercise/said.rs`.

mod account;
mod autodiff;
mod derivatives;
mod limits;
mod network;
mod notebook;
mod numbers;
mod regression;

use notebook::Notebook;

#[test]
fn the_sections_take_as_long_as_the_notebook_says_and_exercises_are_counted() {
    for (name, minutes, exercises) in [
        ("01-limits", 90.0, 5),
        ("02-derivatives", 120.0, 12),
        ("03-autodiff", 80.0, 0),
        ("04-regression", 100.0, 2),
        ("05-network", 45.0, 2),
    ] {
        let notebook = Notebook::read(name);
        assert!((notebook.minutes() - minutes).abs() <= 5.0, "{name} takes {} minutes", notebook.minutes());
        assert_eq!(notebook.exercises(), (1..=exercises).collect::<Vec<_>>(), "{name}");
    }
}

/// x² + 2x + 2, which the course comes back to in every notebook.
fn parabola(x: f64) -> f64 {
    x * x + 2.0 * x + 2.0
}

/// Its slope.
fn slope(x: f64) -> f64 {
    2.0 * x + 2.0
}

/// The slope from x = p to x = q.
fn secant(f: impl Fn(f64) -> f64, p: f64, q: f64) -> f64 {
    (f(q) - f(p)) / (q - p)
}

/// Whether two formulas are the same, for claims that are formulas.
fn same(one: &str, two: calculus::prelude::Expr) -> bool {
    use calculus::prelude::*;
    calculus::symbolic::equivalent(parse(one).unwrap(), two).is_equal()
}

/// The derivative of a formula.
fn slope_of(formula: &str) -> calculus::prelude::Expr {
    calculus::prelude::parse(formula).unwrap().derivative("x")
}
