//! Automatic differentiation against what is known.

use calculus::autodiff::{Operand, try_gradient};
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

fn rosenbrock<N: Number>(x: &[N]) -> N {
    let mut sum = N::from(0.0);
    for pair in x.windows(2) {
        let (a, b) = (pair[0], pair[1]);
        sum = sum + (b - a.powi(2)).powi(2) * 100.0 + (N::from(1.0) - a).powi(2);
    }
    sum
}

#[test]
fn one_function_has_four_readings() {
    assert_eq!(f(2.0), 10.0);
    let dual = f(Dual::variable(2.0));
    assert_eq!((dual.value(), dual.slope()), (10.0, 6.0));
    assert_eq!(format!("{dual:?}"), "10.0 with slope 6.0");
    let tape = Tape::new();
    let x = tape.watch(2.0);
    assert_eq!(tape.gradient(f(x), x), 6.0);
    assert_eq!(gradient(|x| f(x[0]), &[2.0]), [6.0]);
    assert_eq!(differentiate(formula(f)).result().to_string(), "2x + 2");
}

#[test]
fn higher_derivatives_are_those_of_the_sine() {
    assert_eq!(derivative(|x| x.sin(), 1.0), 0.5403023058681398);
    assert_eq!(second_derivative(|x| x.sin(), 1.0), -0.8414709848078965);
    assert_eq!(third_derivative(|x| x.sin(), 1.0), -0.5403023058681398);
    let third = third_derivative(|x| x.exp() / x, 2.0);
    let by_hand = 2f64.exp() * (1.0 / 2.0 - 3.0 / 4.0 + 6.0 / 8.0 - 6.0 / 16.0);
    assert!((third - by_hand).abs() < 1e-14 * by_hand.abs().max(10.0), "{third}, by hand {by_hand}");
}

#[test]
fn loops_and_branches_are_differentiated_as_they_run() {
    let numerical = gradient_numerical(|a| square_root(a[0]), &[2.0])[0];
    for slope in [derivative(square_root, 2.0), gradient(|a| square_root(a[0]), &[2.0])[0]] {
        assert!((slope - 0.35355339059327373).abs() < 1e-12, "{slope}");
        assert!((slope - numerical).abs() < 1e-8, "{slope}, numerically {numerical}");
    }
    assert_eq!((derivative(branch, 2.0), derivative(branch, 0.5)), (3.0, 1.0));
    let (at, slopes) = ([2.0, 0.5], [3.0, 1.0]);
    assert_eq!(gradient(|x| branch(x[0]) + branch(x[1]), &at), slopes);
    let numerical = gradient_numerical(|x| branch(x[0]) + branch(x[1]), &at);
    assert!(numerical.iter().zip(slopes).all(|(one, two)| (one - two).abs() < 1e-8), "{numerical:?}");
}

#[test]
fn comparisons_look_at_values_alone() {
    let (small, large) = (Dual::new(1.0, 9.0), Dual::new(2.0, 0.0));
    assert!(small < large && small < 2.0 && small == 1.0 && small == Dual::constant(1.0));
    let tape = Tape::new();
    let (small, large) = (tape.watch(1.0), tape.watch(2.0));
    assert!(small < large && small < 2.0 && small == 1.0 && large == small * 2.0);
    assert_eq!(tape.entries().len(), 3);
}

#[test]
fn forward_reverse_and_numerical_gradients_agree() {
    let xs: Vec<f64> = (0..20).map(|i| 0.5 + f64::from(i % 10) / 10.0).collect();
    let (reverse, forward) = (gradient(rosenbrock, &xs), gradient_forward(rosenbrock, &xs));
    let numerical = gradient_numerical(rosenbrock, &xs);
    for index in 0..20 {
        assert!((reverse[index] - forward[index]).abs() < 1e-12 * 400.0, "{index}");
        assert!((reverse[index] - numerical[index]).abs() < 1e-6, "{index}");
    }
    let (value, slopes) = value_and_gradient(rosenbrock, &xs);
    assert_eq!((value, slopes), (rosenbrock(&xs), reverse));
}

#[test]
fn a_hundred_thousand_inputs_have_the_gradient_of_forward_mode() {
    let n = 100_000;
    let xs: Vec<f64> = (0..n).map(|i| f64::from(i % 17) / 10.0 - 0.8).collect();
    let reverse = gradient(rosenbrock, &xs);
    let mut inputs: Vec<Dual> = xs.iter().map(|x| Dual::constant(*x)).collect();
    for index in [0, 1, 2, 777, 31_415, 50_000, 99_997, 99_998, 99_999] {
        inputs[index] = Dual::variable(xs[index]);
        let forward = rosenbrock(&inputs).slope();
        inputs[index] = Dual::constant(xs[index]);
        // The terms of a slope: 400x³, 400xy, 200y, 200x², 2x and 2, with |x| and |y| at most 0.8.
        assert!((reverse[index] - forward).abs() <= 1e-12 * 1000.0, "{index}: {} and {forward}", reverse[index]);
    }
}

#[test]
fn jacobians_have_a_row_for_each_output() {
    let polar = |x: &[Var]| vec![x[0] * x[1].cos(), x[0] * x[1].sin(), Var::from(7.0)];
    let rows = jacobian(polar, &[2.0, 0.0]);
    assert_eq!(rows, [[1.0, 0.0], [0.0, 2.0], [0.0, 0.0]]);
    assert_eq!(jacobian(|_| vec![], &[1.0]), Vec::<Vec<f64>>::new());
    assert_eq!(gradient(|_| Var::from(3.0), &[1.0, 2.0]), [0.0, 0.0]);
    assert_eq!(gradient(|x| x[1], &[1.0, 2.0]), [0.0, 1.0]);
    assert_eq!(gradient(|x| x[0] * x[1] + x[1], &[1.0, 2.0]), [2.0, 2.0]);
    assert_eq!(gradient(|_| Var::from(3.0), &[]), []);
}

#[test]
fn powers_keep_to_what_a_power_is() {
    let at = |f: fn(Dual) -> Dual, g: fn(&[Var]) -> Var, x: f64, slope: f64| {
        assert_eq!(derivative(f, x), slope);
        assert_eq!(gradient(g, &[x]), [slope]);
    };
    // x⁰ is 1 everywhere.
    at(|x| x.powi(0), |x| x[0].powi(0), 0.0, 0.0);
    at(|x| x.powf(0.0), |x| x[0].powf(0.0), 0.0, 0.0);
    at(|x| x.pow(Dual::from(0.0)), |x| x[0].pow(Var::from(0.0)), 0.0, 0.0);
    assert_eq!(second_derivative(|x| x.powi(0), 0.0), 0.0);
    assert_eq!(second_derivative(|x| x.powi(1), 0.0), 0.0);
    // A negative base is good for whole exponents.
    at(|x| x.powi(3), |x| x[0].powi(3), -2.0, 12.0);
    at(|x| x.powi(-1), |x| x[0].powi(-1), -2.0, -0.25);
    at(|x| x.powf(2.0), |x| x[0].powf(2.0), -3.0, -6.0);
    at(|x| x.pow(Dual::from(2.0)), |x| x[0].pow(Var::from(2.0)), -3.0, -6.0);
    assert!(derivative(|x| x.powf(0.5), -1.0).is_nan());
    assert!(derivative(|x| x.pow(x), -1.0).is_nan());
    assert!(derivative(|x| x.ln(), -1.0).is_nan());
    assert!(try_gradient(|x| x[0].powf(0.5), &[-1.0]).is_err());
    // By the exponent too: (xˣ)′ = xˣ(ln x + 1), and a base that is a constant.
    at(|x| x.pow(x), |x| x[0].pow(x[0]), 2.0, 4.0 * (2f64.ln() + 1.0));
    at(|x| Dual::from(2.0).pow(x), |x| Var::from(2.0).pow(x[0]), 3.0, 8.0 * 2f64.ln());
}

#[test]
fn at_a_corner_forward_mode_has_no_slope_and_reverse_mode_the_mean_of_both_sides() {
    assert!(derivative(|x| x.abs(), 0.0).is_nan());
    assert!(derivative(|x| x.max(0.0), 0.0).is_nan());
    assert!(derivative(|x| x.min(x * x), 1.0).is_nan());
    assert!(derivative(|x| x.floor(), 2.0).is_nan());
    assert_eq!(gradient(|x| x[0].abs(), &[0.0]), [0.0]);
    assert_eq!(gradient(|x| x[0].max(0.0), &[0.0]), [0.5]);
    assert_eq!(gradient(|x| x[0].max(x[1]), &[3.0, 3.0]), [0.5, 0.5]);
    assert_eq!(gradient(|x| x[0].min(x[1]), &[3.0, 3.0]), [0.5, 0.5]);
    assert_eq!(gradient(|x| x[0].floor(), &[2.0]), [0.0]);
    // No corner: both run side by side, or what is beside it does not count.
    assert_eq!(derivative(|x| x.max(x), 3.0), 1.0);
    assert_eq!(derivative(|x| (x * x).abs(), 0.0), 0.0);
    assert_eq!(gradient(|x| x[0].max(x[0]), &[3.0]), [1.0]);
    assert_eq!(derivative(|x| x.floor(), 2.5), 0.0);
    assert_eq!((derivative(|x| x.abs(), -2.0), derivative(|x| x.min(1.0), 0.5)), (-1.0, 1.0));
    // The larger of two curves bends like the one that is larger.
    assert_eq!(second_derivative(|x| x.max(x * x), 3.0), 2.0);
    // x² + x is nowhere below x, so they only touch; but the square of what is cut off bends on one side alone.
    assert_eq!(second_derivative(|x| x.max(x * x + x), 0.0), 2.0);
    assert!(second_derivative(|x| x.max(0.0).powi(2), 0.0).is_nan());
}

#[test]
fn the_larger_of_a_number_and_nan_is_the_number() {
    assert_eq!(derivative(|x| x.max(f64::NAN), 3.0), 1.0);
    assert_eq!(derivative(|x| Dual::from(f64::NAN).max(x), 3.0), 1.0);
    assert_eq!(gradient(|x| x[0].max(f64::NAN), &[3.0]), [1.0]);
    assert_eq!(gradient(|x| Var::from(f64::NAN).min(x[0]), &[3.0]), [1.0]);
}

#[test]
fn what_the_result_does_not_depend_on_does_no_harm() {
    fn harmless<N: Number>(x: &[N]) -> N {
        let _infinite = (x[0] / x[1]).sqrt() * x[2];
        x[0] * x[2]
    }
    assert_eq!(gradient(harmless, &[1.0, 0.0, 3.0]), [3.0, 0.0, 1.0]);
    assert_eq!(hessian(harmless, &[1.0, 0.0, 3.0]), [[0.0, 0.0, 1.0], [0.0, 0.0, 0.0], [1.0, 0.0, 0.0]]);
    let tape = Tape::new();
    let x = [1.0, 0.0, 3.0].map(|x| tape.watch(x));
    assert_eq!(tape.gradients(harmless(&x), &x), [3.0, 0.0, 1.0]);
}

#[test]
fn products_that_pass_the_largest_number_are_multiplied_in_the_other_order() {
    // From the input on, the slope would be 10²⁰⁰·10²⁰⁰; from the result on, it is 10⁻³⁰⁰ first.
    let f = |x: &[Var]| (x[0] * 1e200 * 1e-200 * 1e200 + x[1]) * 1e-300;
    assert_eq!(gradient(f, &[1e-100, 1.0])[1], 1e-300);
    let g = |x: &[Var]| ((x[0] * 1e200) * 1e200) * 1e-300;
    let slope = gradient(g, &[1e-300])[0];
    assert!((slope - 1e100).abs() < 1e88, "{slope}");
}

#[test]
fn a_line_and_its_cost_on_a_tape() {
    let tape = Tape::new();
    let (m, x, b) = (tape.watch_named("m", 0.9), tape.watch_named("x", 7.0), tape.watch_named("b", 0.1));
    let prediction = (m * x + b).named("ŷ");
    let cost = (prediction - -1.37).powi(2);
    assert!((prediction.value() - 6.4).abs() < 1e-12 && (cost.value() - 60.3729).abs() < 1e-12);
    let slopes = tape.gradients(cost, &[m, b]);
    assert!((slopes[0] - 108.78).abs() < 1e-12 && (slopes[1] - 15.54).abs() < 1e-12, "{slopes:?}");
    let entries = tape.entries();
    let of = |f: &dyn Fn(usize) -> String| (0..entries.len()).map(f).collect::<Vec<String>>();
    assert_eq!(of(&|i| entries[i].formula().to_owned()), ["m", "x", "b", "m · x", "v3 + b", "ŷ − (−1.37)", "v5²"]);
    assert_eq!(of(&|i| entries[i].symbol()), ["m", "x", "b", "·", "+", "− (−1.37)", "²"]);
    assert_eq!(entries[5].operands(), [Operand::Entry(4), Operand::Constant(-1.37)]);
    assert_eq!(entries[3].derivatives(), [7.0, 0.9]);
    let adjoints = tape.adjoints(cost);
    assert_eq!((adjoints[tape.index(m)], adjoints[tape.index(cost)]), (slopes[0], 1.0));
}

#[test]
fn a_tape_that_is_looked_at_writes_every_operation() {
    let tape = Tape::new();
    let x = tape.watch_named("x", 2.0);
    let _ = [-x, 1.0 + x, x - 1.0, 2.0 * x, 25.0 / x, x.powi(-1), x.powf(0.5), x.pow(x), x.sqrt(), x.exp(), x.ln()];
    let _ = [x.sin(), x.cos(), x.tan(), x.abs(), x.max(0.0), Var::from(-1.0).min(x), x.floor()];
    let formulas: Vec<String> = tape.entries()[1..].iter().map(|entry| entry.formula().to_owned()).collect();
    let expected = [
        "−x",
        "1 + x",
        "x − 1",
        "2 · x",
        "25 / x",
        "x⁻¹",
        "x^0.5",
        "x^x",
        "√x",
        "exp(x)",
        "ln(x)",
        "sin(x)",
        "cos(x)",
        "tan(x)",
        "|x|",
        "max(x, 0)",
        "min((−1), x)",
        "floor(x)",
    ];
    assert_eq!(formulas, expected);
    let symbols: Vec<String> = tape.entries()[1..].iter().map(|entry| entry.symbol()).collect();
    let expected = [
        "−",
        "1 +",
        "− 1",
        "2 ·",
        "25 /",
        "⁻¹",
        "^0.5",
        "^",
        "√",
        "exp",
        "ln",
        "sin",
        "cos",
        "tan",
        "abs",
        "max 0",
        "min (−1)",
        "floor",
    ];
    assert_eq!(symbols, expected);
    let text = format!("{tape:?}");
    assert_eq!(text.lines().take(3).collect::<Vec<&str>>(), ["x = 2.0", "v1 = −x = -2.0", "v2 = 1 + x = 3.0"]);
}
