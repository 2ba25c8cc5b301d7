//! What a tape says when it is used in a way that has no answer. Each sentence is tested, and that it comes.

use calculus::autodiff::{try_gradient, try_hessian, try_hessian_times_vector, try_jacobian};
use calculus::prelude::*;
use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex};
use std::thread;

const TWO_TAPES: &str =
    "Two tapes are mixed: each variable belongs to the tape that watches it. Watch all inputs with one tape.";
const FORGOTTEN: &str = "The tape of this variable was reset or dropped, and what it recorded is forgotten. Watch the \
                         inputs again, and calculate again.";

/// The sentence that a panic says.
fn said<T>(act: impl FnOnce() -> T) -> String {
    let Err(payload) = catch_unwind(AssertUnwindSafe(act)) else { return "nothing".to_owned() };
    payload.downcast_ref::<String>().cloned().unwrap_or_else(|| "not a sentence".to_owned())
}

#[test]
fn variables_of_two_tapes_do_not_mix() {
    let (one, two) = (Tape::new(), Tape::new());
    let (x, y) = (one.watch(2.0), two.watch(3.0));
    assert_eq!(said(|| x + y), TWO_TAPES);
    assert_eq!(said(|| y.pow(x)), TWO_TAPES);
    assert_eq!(said(|| one.gradient(x * x, y)), TWO_TAPES);
    assert_eq!(two.try_gradient(x * x, y), Err(TapeError::TwoTapes));
    assert_eq!(one.try_index(y), Err(TapeError::TwoTapes));
    // Nor in a gradient, whose tape nobody sees.
    assert_eq!(said(|| gradient(|a| a[0] * x, &[1.0])), TWO_TAPES);
    assert_eq!(said(|| gradient(|a| x * a[0], &[1.0])), TWO_TAPES);
    assert_eq!(try_gradient(|_| x * x, &[1.0]), Err(TapeError::TwoTapes));
    assert_eq!(said(|| gradient(|a| gradient(|b| a[0] * b[0], &[1.0])[0] * a[0], &[1.0])), TWO_TAPES);
    assert_eq!(one.gradient(x * x, x), 4.0);
}

#[test]
fn what_was_recorded_before_a_reset_is_forgotten() {
    let tape = Tape::new();
    let x = tape.watch(5.0);
    let y = x * x;
    tape.reset();
    assert!(tape.entries().is_empty());
    assert_eq!(said(|| tape.gradient(y, x)), FORGOTTEN);
    assert_eq!(tape.try_gradients(y, &[x]), Err(TapeError::Forgotten));
    assert_eq!(tape.try_adjoints(y), Err(TapeError::Forgotten));
    assert_eq!(said(|| x.sin()), FORGOTTEN);
    assert_eq!(said(|| x * 2.0), FORGOTTEN);
    assert_eq!(said(|| x.named("x")), FORGOTTEN);
    let again = tape.watch(3.0);
    assert_eq!(said(|| again + x), FORGOTTEN);
    assert_eq!(tape.try_gradient(again, x), Err(TapeError::Forgotten));
    assert_eq!(tape.gradient(again * again, again), 6.0);
    assert_eq!(y.value(), 25.0);
}

#[test]
fn what_a_dropped_tape_has_recorded_is_forgotten() {
    let first = Tape::new();
    let x = first.watch(5.0);
    drop(first);
    let next = Tape::new();
    let y = next.watch(2.0);
    assert_eq!(next.try_gradient(x, y), Err(TapeError::Forgotten));
    assert_eq!(said(|| x * y), FORGOTTEN);
    // A variable that a gradient's function keeps.
    let kept = Cell::new(Var::from(0.0));
    let keep = |x: &[Var]| {
        kept.set(x[0]);
        x[0] * x[1]
    };
    gradient(keep, &[2.0, 3.0]);
    assert_eq!(said(|| gradient(|x| x[0] * kept.get(), &[4.0])), FORGOTTEN);
    assert_eq!(said(|| gradient(|x| kept.get() - x[0], &[4.0])), FORGOTTEN);
    assert_eq!(try_gradient(|_| kept.get(), &[4.0]), Err(TapeError::Forgotten));
}

#[test]
fn there_is_no_derivative_by_a_constant() {
    let tape = Tape::new();
    let x = tape.watch(2.0);
    let sentence = "The number 3 is a constant that no tape watches, so there is no derivative by it. Make it a \
                    variable with tape.watch(3.0) before calculating.";
    assert_eq!(said(|| tape.gradient(x * 3.0, Var::from(3.0))), sentence);
    assert_eq!(tape.gradient(Var::from(3.0), x), 0.0);
}

#[test]
fn nan_and_infinity_are_named_where_they_come_up() {
    let end = "Try other inputs, or a function that avoids this.";
    let says = |f: &dyn Fn(&[Var]) -> Var, xs: &[f64], sentence: &str| {
        let expected = format!("There is no gradient: {sentence}. {end}");
        assert_eq!(try_gradient(f, xs).map_err(|error| error.to_string()), Err(expected.clone()));
        assert_eq!(said(|| gradient(f, xs)), expected);
        assert_eq!(said(|| value_and_gradient(f, xs)), expected);
        assert_eq!(try_jacobian(|x| vec![x[0], f(x)], xs).map_err(|error| error.to_string()), Err(expected));
    };
    says(&|x| (x[0] - 3.0).ln() * x[0] + 1.0, &[2.0], "ln(v1) is NaN at v1 = −1");
    says(&|x| x[0].exp() + x[1], &[1000.0, 1.0], "exp(x[0]) is +∞ at x[0] = 1000");
    says(&|x| 1.0 / (1.0 / x[0]), &[0.0], "1 / x[0] is +∞ at x[0] = 0");
    says(&|x| (x[0] / x[1]).max(0.0) * 2.0, &[1.0, 0.0], "x[0] / x[1] is +∞ at x[0] = 1, x[1] = 0");
    says(&|x| x[0] * x[0], &[f64::NAN], "the input x[0] is NaN");
    says(&|x| x[0] + f64::INFINITY, &[1.0], "x[0] + +∞ is +∞ at x[0] = 1");
    says(&|_| Var::from(f64::NAN), &[1.0], "a calculation with constants alone is NaN");
    says(&|x| x[0] * x[0], &[1e200], "x[0] · x[0] is +∞ at x[0] = 1e200");
    // Not what came up first, but what came up first on the way to the result.
    says(
        &|x| {
            let _elsewhere = x[1].ln() * x[0];
            x[0].sqrt()
        },
        &[-4.0, -1.0],
        "√x[0] is NaN at x[0] = −4",
    );
    // The value is finite, and what led to it was not.
    says(&|x| 1.0 / (x[0].exp() + 1.0), &[1000.0], "exp(x[0]) is +∞ at x[0] = 1000");
    // All values are finite, and a derivative is not.
    says(&|x| x[0].sqrt(), &[0.0], "on the way back through √x[0] the derivative becomes +∞ at x[0] = 0");
    says(
        &|x| (x[0] * x[1]).sqrt() + 1.0,
        &[0.0, 3.0],
        "on the way back through √v2 the derivative becomes +∞ at v2 = 0",
    );
}

#[test]
fn a_tape_that_is_looked_at_says_so_too() {
    let tape = Tape::new();
    let m = tape.watch_named("m", -4.0);
    let root = m.sqrt();
    let sentence = "There is no gradient: √m is NaN at m = −4. Try other inputs, or a function that avoids this.";
    assert_eq!(said(|| tape.gradient(root * 2.0, m)), sentence);
    assert_eq!(said(|| tape.gradients(root, &[m])), sentence);
    assert_eq!(said(|| tape.jacobian(&[m, root], &[m])), sentence);
    assert_eq!(said(|| tape.adjoints(root)), sentence);
    // The rest of the tape is as good as before.
    assert_eq!(tape.gradient(m * m, m), -8.0);
}

#[test]
fn second_derivatives_say_the_same() {
    let sentence =
        "There is no gradient: ln(x[0]) is NaN at x[0] = −1. Try other inputs, or a function that avoids this.";
    assert_eq!(try_hessian(|x| x[0].ln(), &[-1.0]).unwrap_err().to_string(), sentence);
    assert_eq!(said(|| hessian(|x| x[0].ln(), &[-1.0])), sentence);
    assert_eq!(said(|| hessian_times_vector(|x| x[0].ln(), &[-1.0], &[1.0])), sentence);
    let lengths = "The function has 2 inputs and the direction has 1 parts. Give it one part for each input.";
    assert_eq!(said(|| hessian_times_vector(|x| x[0] * x[1], &[1.0, 2.0], &[1.0])), lengths);
    assert!(try_hessian_times_vector(|x| x[0] * x[1], &[1.0, 2.0], &[1.0]).is_err());
}

#[test]
fn a_panic_is_placed_where_the_learner_wrote_the_call() {
    let places = Arc::new(Mutex::new(Vec::new()));
    let (seen, here) = (Arc::clone(&places), thread::current().id());
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        // Other tests panic at the same time.
        if let (true, Some(place)) = (thread::current().id() == here, info.location()) {
            seen.lock().unwrap().push((place.file().to_owned(), place.line()));
        }
    }));
    let (one, two) = (Tape::new(), Tape::new());
    let (x, y) = (one.watch(2.0), two.watch(3.0));
    let first_line = line!() + 1;
    said(|| x * y);
    said(|| one.gradient(x, y));
    said(|| gradient(|x| x[0].ln(), &[-1.0]));
    said(|| hessian(|x| x[0].ln(), &[-1.0]));
    panic::set_hook(usual);
    let expected: Vec<(String, u32)> = (first_line..first_line + 4).map(|line| (file!().to_owned(), line)).collect();
    assert_eq!(*places.lock().unwrap(), expected);
}
