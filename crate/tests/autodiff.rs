//! Automatic differentiation against what is known, and its misuse.

use calculus::prelude::*;

fn f<N: Number>(x: N) -> N {
    x.powi(2) + x * 2.0 + 2.0
}

/// Heron's iteration: a loop that stops when it is close enough.
fn square_root<N: Ordered>(a: N) -> N {
    let mut root = a;
    while (root * root - a).abs() > 1e-15 {
        root = (root + a / root) / 2.0;
    }
    root
}

fn branch<N: Ordered>(x: N) -> N {
    if x > 1.0 { x * 3.0 } else { x * x }
}

#[test]
fn one_function_has_four_readings() {
    assert_eq!(f(2.0), 10.0);
    let dual = f(Dual::variable(2.0));
    assert_eq!((dual.value(), dual.slope()), (10.0, 6.0));
    let tape = Tape::new();
    let x = tape.watch(2.0);
    assert_eq!(tape.gradient(f(x), x), 6.0);
    assert_eq!(gradient(|x| f(x[0]), &[2.0]), [6.0]);
    assert_eq!(differentiate(formula(f)).result().to_string(), "2x + 2");
    assert_eq!(format!("{dual:?}"), "10.0 with slope 6.0");
}

#[test]
fn loops_and_branches_are_differentiated_as_they_run() {
    for slope in [derivative(square_root, 2.0), gradient(|a| square_root(a[0]), &[2.0])[0]] {
        assert!((slope - 0.35355339059327373).abs() < 1e-12, "{slope}");
    }
    assert_eq!((derivative(branch, 2.0), derivative(branch, 0.5)), (3.0, 1.0));
    assert_eq!(gradient(|x| branch(x[0]) + branch(x[1]), &[2.0, 0.5]), [3.0, 1.0]);
}

#[test]
fn a_line_and_its_cost_on_a_tape() {
    let tape = Tape::new();
    let (m, x, b) = (tape.watch_named("m", 0.9), tape.watch_named("x", 7.0), tape.watch_named("b", 0.1));
    let prediction = (m * x + b).named("ŷ");
    let cost = (prediction + 1.37).powi(2).named("C");
    assert!((prediction.value() - 6.4).abs() < 1e-12);
    let slopes = tape.gradients(cost, &[m, b]);
    assert!((slopes[0] - 108.78).abs() < 1e-12 && (slopes[1] - 15.54).abs() < 1e-12, "{slopes:?}");
    let formulas: Vec<String> = tape.entries().iter().map(|entry| entry.formula().to_owned()).collect();
    assert_eq!(formulas, ["m", "x", "b", "m · x", "v3 + b", "ŷ + 1.37", "v5²"]);
    let symbols: Vec<String> = tape.entries().iter().map(|entry| entry.symbol()).collect();
    assert_eq!(symbols, ["m", "x", "b", "·", "+", "+ 1.37", "²"]);
}

#[test]
fn a_variable_from_before_a_reset_is_known_as_such() {
    let tape = Tape::new();
    let x = tape.watch(5.0);
    let y = x * x;
    tape.reset();
    assert_eq!(tape.try_gradient(y, x), Err(TapeError::Forgotten));
    let x = tape.watch(3.0);
    assert_eq!(tape.gradient(x * x, x), 6.0);
    let other = Tape::new();
    assert_eq!(other.try_gradient(x * x, x), Err(TapeError::TwoTapes));
}
