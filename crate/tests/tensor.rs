//! Tensors: the demo of the course, the four steps, gradients against those of the tape in f64, and being asked twice.

use calculus::prelude::*;
use calculus::show::Rich;
use calculus::tensor::{TensorError, try_tensor};

const DOSES: [f64; 8] = [0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0];
const FORGETFULNESS: [f64; 8] = [1.86, 1.31, 0.62, 0.33, 0.09, -0.67, -1.23, -1.37];

fn near(value: &Tensor, expected: f64, tolerance: f64) {
    let value = f64::from(value.item());
    assert!((value - expected).abs() <= tolerance, "{value} is not {expected} within {tolerance}");
}

#[test]
fn a4_a_tensor_traced_squared_and_differentiated() {
    let x = tensor(5.0);
    let x = x.trace();
    let y = x.square();
    assert_eq!(y, tensor(25.0));
    let gradients = y.backward();
    assert_eq!(gradients.get(&x), tensor(10.0));
}

#[test]
fn r2_to_r6_the_four_steps_and_a_thousand_epochs() {
    let (xs, ys) = (tensor(DOSES), tensor(FORGETFULNESS));
    let (m, b) = (tensor(0.9).trace(), tensor(0.1).trace());
    let y_hat = &m * &xs + &b;
    for (y, expected) in y_hat.values().iter().zip([0.1, 1.0, 1.9, 2.8, 3.7, 4.6, 5.5, 6.4]) {
        assert!((y - expected).abs() < 1e-6, "{y_hat}");
    }
    let cost = (&y_hat - &ys).square().mean();
    near(&cost, 19.6755, 5e-5);
    let gradients = cost.backward();
    near(&gradients.get(&m), 36.3050, 5e-5);
    near(&gradients.get(&b), 6.2650, 5e-5);
    let optimizer = Sgd::new(0.01);
    let (mut m, mut b) = (optimizer.step(&m, &gradients), optimizer.step(&b, &gradients));
    near(&m, 0.53695, 1e-5);
    near(&b, 0.03735, 1e-5);
    let mut costs = vec![];
    for _ in 0..1000 {
        let cost = (&m * &xs + &b - &ys).square().mean();
        costs.push(format!("{:.2}", cost.item()));
        let gradients = cost.backward();
        (m, b) = (optimizer.step(&m, &gradients), optimizer.step(&b, &gradients));
    }
    assert_eq!(costs[..4], ["8.57", "4.08", "2.25", "1.51"]);
    near(&m, -0.46813, 1e-5);
    near(&b, 1.75430, 1e-5);
}

#[test]
fn r6_gradients_add_up_onto_those_before() {
    let m = tensor(0.9).trace();
    let cost = || (&m * &tensor(DOSES) - &tensor(FORGETFULNESS)).square().mean();
    let once = cost().backward();
    let twice = cost().backward_onto(&once);
    let thrice = cost().backward_onto(&twice);
    assert_eq!(twice.get(&m), once.get(&m) * 2.0);
    near(&thrice.get(&m), 3.0 * f64::from(once.get(&m).item()), 1e-3);
    // What an optimizer makes of a parameter takes its place.
    let stepped = Sgd::new(0.01).step(&m, &once);
    let onto = (&stepped * &stepped).backward_onto(&once);
    near(&onto.get(&m), f64::from(once.get(&m).item() + 2.0 * stepped.item()), 1e-5);
}

#[test]
fn asking_twice_gives_the_same() {
    let x = tensor([1.0, 2.0]).trace();
    let y = (x.square() + x.exp()).sum();
    let first = y.backward();
    assert_eq!(first.get(&x), y.backward().get(&x));
    assert_eq!(first.get(&x), first.get(&x));
    assert_eq!(x.square().values(), [1.0, 4.0]);
}

/// Every operation, on tensors and on the tape.
macro_rules! every_operation {
    ($x:expr, $y:expr, $square:ident $(, $exponent:literal)?) => {{
        let (x, y) = ($x, $y);
        let quotients = x.clone() / y.clone() - y.clone() / x.clone() + x.clone() * y.clone();
        let functions = x.sin() * y.cos() + x.exp() - y.ln() * x.sqrt() - (-x.clone()).abs();
        let same = x.clone() * x.clone() + y.clone() / y.clone() - (x.clone() + x.clone()) * (y.clone() - y.clone());
        quotients + functions.$square($($exponent)?) + same * 3.0 + 2.0 * x - 1.0 / y
    }};
}

#[test]
fn gradients_agree_with_those_of_the_tape() {
    for (x, y) in [(1.5, 2.25), (0.3, 7.0), (3.0, 0.5)] {
        let (tx, ty) = (tensor(x).trace(), tensor(y).trace());
        let gradients = every_operation!(tx.clone(), ty.clone(), square).backward();
        let expected = gradient(|v| every_operation!(v[0], v[1], powi, 2), &[x, y]);
        near(&gradients.get(&tx), expected[0], 2e-5 * expected[0].abs().max(1.0));
        near(&gradients.get(&ty), expected[1], 2e-5 * expected[1].abs().max(1.0));
    }
}

#[test]
fn lists_and_numbers_go_together_in_every_order() {
    let (list, one) = (tensor([1.0, 2.0, 4.0]).trace(), tensor(2.0).trace());
    let cost = (&list / &one - &one / &list + &list * &list).mean() + one.mean() * one.sum();
    let gradients = cost.backward();
    let by_list = |x: f64| (0.5 + 2.0 / (x * x) + 2.0 * x) / 3.0;
    for (value, x) in gradients.get(&list).values().iter().zip([1.0, 2.0, 4.0]) {
        assert!((f64::from(*value) - by_list(x)).abs() < 1e-6);
    }
    let by_one = -(1.0 + 2.0 + 4.0) / 4.0 / 3.0 - (1.0 + 0.5 + 0.25) / 3.0 + 4.0;
    near(&gradients.get(&one), by_one, 1e-6);
    // Results on the way have gradients too.
    let half = &one * 0.5;
    assert_eq!((&half * &half).backward().get(&half), tensor(2.0));
}

#[test]
fn a_constant_is_no_variable_even_if_it_is_the_same_tensor() {
    let x = tensor(3.0);
    let traced = x.trace();
    assert_eq!((&traced * &x).backward().get(&traced), tensor(3.0));
    assert_eq!((&x * &traced).backward().get(&x), tensor(3.0));
    assert_eq!((traced.square() * traced.detach()).backward().get(&traced), tensor(18.0));
    // Two traces of one tensor are one variable.
    assert_eq!((x.trace() * x.trace()).backward().get(&x), tensor(6.0));
}

#[test]
fn misuse_gets_a_sentence() {
    let x = tensor(3.0).trace();
    let words = |error: TensorError| error.to_string();
    assert!(words(try_tensor([]).unwrap_err()).contains("is empty"));
    assert!(words(tensor(3.0).square().try_backward().unwrap_err()).contains("Call .trace()"));
    assert!(words((&x * &tensor([1.0, 2.0])).try_backward().unwrap_err()).contains("a list of 2"));
    assert!(words(x.square().backward().try_get(&tensor(1.0)).unwrap_err()).contains("had no part"));
    let list = tensor([1.0, 2.0]).trace();
    let gradients = list.sum().backward();
    for rate in [-0.1, 0.0, f64::NAN, f64::INFINITY] {
        let error = GradientDescent::try_new(rate).unwrap_err();
        assert_eq!(words(Sgd::try_new(rate).unwrap_err()), error.to_string());
    }
    assert!(words(Sgd::new(0.1).try_step(&list, &gradients).unwrap_err()).contains("this parameter is a list"));
    let panic = std::panic::catch_unwind(|| tensor([1.0, 2.0]) + tensor([1.0, 2.0, 3.0])).unwrap_err();
    let words = panic.downcast_ref::<String>().unwrap();
    assert!(words.contains("2 numbers to its left and 3 to its right"), "{words}");
}

#[test]
fn a_long_record_is_walked_and_dropped_without_recursion() {
    let x = tensor(1.0).trace();
    let y = (0..50_000).fold(x.clone(), |sum, _| sum + 1.0);
    assert_eq!(y.backward().get(&x), tensor(1.0));
    drop(y);
}

#[test]
fn tensors_are_shown_as_they_are_made() {
    assert_eq!(tensor(5.0).text(), "tensor(5.0)");
    assert_eq!(tensor([0.1, 1.0]).trace().text(), "tensor([0.1, 1.0], traced)");
    let long = tensor(vec![0.5; 100]).text();
    assert_eq!(long, "tensor([0.5, 0.5, 0.5, … 94 more …, 0.5, 0.5, 0.5])");
}

#[test]
fn activations_have_the_values_and_slopes_of_the_tape() {
    let places = [-3.0, -0.5, 0.25, 2.0];
    let x = tensor(places).trace();
    type Each = (fn(&Tensor) -> Tensor, fn(Var) -> Var);
    let each: [Each; 4] = [
        (Tensor::tanh, |x| x.tanh()),
        (Tensor::sigmoid, |x| x.sigmoid()),
        (Tensor::relu, |x| x.relu()),
        (Tensor::recip, |x| x.recip()),
    ];
    for (of_tensor, of_var) in each {
        let y = of_tensor(&x);
        let slopes = y.sum().backward().get(&x).values();
        for ((place, value), slope) in places.iter().zip(y.values()).zip(slopes) {
            let (expected, gradient) = value_and_gradient(|x| of_var(x[0]), &[*place]);
            assert!((f64::from(value) - expected).abs() < 1e-6, "{value} at {place}, not {expected}");
            assert!((f64::from(slope) - gradient[0]).abs() < 1e-6, "slope {slope} at {place}, not {gradient:?}");
        }
    }
}
