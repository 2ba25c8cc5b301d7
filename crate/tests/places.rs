//! Where a panic is reported: in the learner's own line, never in the library.

use calculus::prelude::*;
use std::panic::{AssertUnwindSafe, Location, catch_unwind, set_hook, take_hook};
use std::sync::Mutex;

static PLACE: Mutex<Option<(String, u32)>> = Mutex::new(None);

/// Calls `call`, which stands in the line of the call of this function, and says where it panicked if not there.
#[track_caller]
fn misplaced<T>(call: impl FnOnce() -> T) -> Option<String> {
    let here = Location::caller();
    *PLACE.lock().unwrap() = None;
    assert!(catch_unwind(AssertUnwindSafe(call)).is_err(), "no panic in line {}", here.line());
    let place = PLACE.lock().unwrap().take();
    (place != Some((here.file().to_owned(), here.line()))).then(|| format!("line {} panics at {place:?}", here.line()))
}

/// All in one test: a panic hook is the whole process's.
#[test]
fn a_panic_has_the_place_of_the_learner() {
    let data = clinical_trial();
    let (start, rate) = (Line::new(0.9, 0.1), GradientDescent::new(0.01));
    let vertical = Data::new(&[1.0, 1.0], &[0.0, 1.0]);

    let (tape, other) = (Tape::new(), Tape::new());
    let (x, y) = (tape.watch(2.0), other.watch(3.0));
    let forgotten = {
        let dropped = Tape::new();
        dropped.watch(2.0)
    };

    let (two, three) = (tensor([1.0, 2.0]), tensor([1.0, 2.0, 3.0]));
    let traced = tensor(1.0).trace();
    let gradients = traced.square().backward();

    let usual = take_hook();
    set_hook(Box::new(|info| {
        *PLACE.lock().unwrap() = info.location().map(|place| (place.file().to_owned(), place.line()));
    }));
    #[rustfmt::skip] // a call and the function that looks at it stand in one line
    let found = [
        misplaced(|| gradient(|x| x[0].ln(), &[-1.0])),
        misplaced(|| value_and_gradient(|x| x[0].ln(), &[-1.0])),
        misplaced(|| jacobian(|x| vec![x[0].ln()], &[-1.0])),
        misplaced(|| hessian(|x| x[0].ln(), &[-1.0])),
        misplaced(|| hessian_times_vector(|x| x[0] * x[0], &[1.0], &[1.0, 2.0])),
        misplaced(|| tape.index(y)),
        misplaced(|| tape.gradient(y, x)),
        misplaced(|| tape.gradients(x, &[y])),
        misplaced(|| tape.jacobian(&[x], &[y])),
        misplaced(|| tape.adjoints(y)),
        misplaced(|| forgotten.named("x")),
        misplaced(|| forgotten.sin()),
        misplaced(|| x + y),
        misplaced(|| x - y),
        misplaced(|| x * y),
        misplaced(|| x / y),
        misplaced(|| x.pow(y)),
        misplaced(|| x.max(y)),
        misplaced(|| Dual::variable(x) * Dual::variable(y)),
        misplaced(|| rosenbrock(&[x, y])),
        misplaced(|| forward(x, y, &[1.0])),
        misplaced(|| mean_squared_error(&[x, y], &[1.0, 2.0])),
        misplaced(|| mean_squared_error(&[1.0], &[1.0, 2.0])),
        misplaced(|| mean_absolute_error(&[1.0], &[1.0, 2.0])),
        misplaced(|| huber(&[1.0], &[1.0, 2.0])),
        misplaced(|| cross_entropy(&[1.0], &[1.0, 2.0])),
        misplaced(|| cross_entropy(&[forgotten], &[1.0])),
        misplaced(|| simulate(start, -1.0, 10, 1)),
        misplaced(|| Data::new(&[1.0], &[])),
        misplaced(|| GradientDescent::new(0.0)),
        misplaced(|| rate.step(start, &[1.0])),
        misplaced(|| least_squares(&vertical)),
        misplaced(|| epoch_times(&[])),
        misplaced(|| train(&data, start, GradientDescent::new(1e9), 10)),
        misplaced(|| fit(&data, start, GradientDescent::new(1.0), 100)),
        misplaced(|| fit_with(cross_entropy, &data, start, rate, 10)),
        misplaced(|| tensor(&[] as &[f64])),
        misplaced(|| &two + &three),
        misplaced(|| two.clone() * three.clone()),
        misplaced(|| two.item()),
        misplaced(|| two.backward()),
        misplaced(|| three.backward_onto(&gradients)),
        misplaced(|| gradients.get(&two)),
        misplaced(|| Sgd::new(-0.1)),
        misplaced(|| Network::new(&[2.0, 0.0, 3.0, 1.0]).stepped(&[1.0, 0.0, 2.0, 4.0], -0.5)),
        misplaced(|| Sgd::new(0.1).step(&two, &gradients)),
    ];
    set_hook(usual);
    let wrong: Vec<String> = found.into_iter().flatten().collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
