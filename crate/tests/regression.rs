//! The figures of the chapter on fitting a line, row by row, and what it says to misuse.

use calculus::prelude::*;
use calculus::regression::{RegressionError, try_epoch_times, try_fit, try_fit_with, try_simulate, try_train};
use calculus::show::Rich;

const START: Line = Line { m: 0.9, b: 0.1 };

fn near(value: f64, expected: f64, tolerance: f64) {
    assert!((value - expected).abs() <= tolerance, "{value} is not {expected} within {tolerance}");
}

/// Steps 1 to 3 with a tape held open, as in the notebook: ŷ, the cost and the gradient.
fn by_tape(data: &Data, line: Line) -> (Vec<f64>, f64, Vec<f64>) {
    let tape = Tape::new();
    let (m, b) = (tape.watch_named("m", line.m), tape.watch_named("b", line.b));
    let y_hat = forward(m, b, data.xs());
    let cost = mean_squared_error(&y_hat, data.ys());
    (y_hat.iter().map(|y| y.value()).collect(), cost.value(), tape.gradients(cost, &[m, b]))
}

fn after_one_step() -> Line {
    GradientDescent::new(0.01).step(START, &by_tape(&clinical_trial(), START).2)
}

#[test]
fn r1_the_data_are_drawn_with_their_names() {
    let words = START.on(clinical_trial().plot()).describe();
    for expected in ["Clinical Trial", "Drug dosage (mL)", "Forgetfulness", "8 blue data points", "y = 0.9x + 0.1"] {
        assert!(words.contains(expected), "{words}");
    }
}

#[test]
fn r2_to_r5_one_turn_of_the_four_steps() {
    let data = clinical_trial();
    let (y_hat, cost, gradient) = by_tape(&data, START);
    for (y, expected) in y_hat.iter().zip([0.1, 1.0, 1.9, 2.8, 3.7, 4.6, 5.5, 6.4]) {
        near(*y, expected, 1e-14);
    }
    near(cost, 19.6755, 5e-5);
    near(gradient[0], 36.3050, 5e-5);
    near(gradient[1], 6.2650, 5e-5);
    let line = after_one_step();
    near(line.m, 0.53695, 1e-5);
    near(line.b, 0.03735, 1e-5);
    near(by_tape(&data, line).1, 8.5722, 5e-5);
}

#[test]
fn r6_a_thousand_epochs_more() {
    let data = clinical_trial();
    let history = fit(&data, after_one_step(), GradientDescent::new(0.01), 1000);
    let costs: Vec<String> = history.epochs()[..4].iter().map(|epoch| format!("{:.2}", epoch.cost)).collect();
    assert_eq!(costs, ["8.57", "4.08", "2.25", "1.51"]);
    near(history.line().m, -0.46813, 1e-5);
    near(history.line().b, 1.75430, 1e-5);
    assert_eq!(history.first_rise(), None);

    let best = least_squares(&data);
    near(best.m, -0.469286, 5e-7);
    near(best.b, 1.76, 1e-12);
    // What is left of the way is what the flat direction's curvature says.
    let [steep, flat] = curvatures(&data);
    near(steep, 36.4234, 5e-5);
    near(flat, 0.5766, 5e-5);
    let distance = |line: Line| (line.m - best.m).hypot(line.b - best.b);
    let left = distance(history.line()) / distance(history.epochs()[100].line);
    near(left, (1.0 - 0.01 * flat).powi(900), 1e-9);
}

#[test]
fn r6_gradients_that_are_not_set_to_zero_add_up() {
    let forgetful = fit(&clinical_trial(), after_one_step(), GradientDescent::new(0.01).without_zeroing(), 1000);
    assert!(forgetful.first_rise().is_some_and(|epoch| epoch < 5));
    // It swings for ever: near its end it is once more as far up as it began.
    assert!(forgetful.epochs()[900..].iter().any(|epoch| epoch.cost > 8.0));
    // The second step goes by the sum of the first two gradients.
    let [first, second, third] = forgetful.epochs()[..3] else { panic!("three epochs") };
    let gradient = |line| by_tape(&clinical_trial(), line).2;
    let sum = gradient(first.line)[0] + gradient(second.line)[0];
    near(third.line.m, second.line.m - 0.01 * sum, 1e-12);
}

#[test]
fn r7_the_chain_rule_by_hand_agrees_with_the_tape() {
    let data = clinical_trial();
    for line in [START, after_one_step(), least_squares(&data), Line::new(-7.0, 40.0)] {
        let errors: Vec<f64> = data.points().iter().map(|(x, y)| line.at(*x) - y).collect();
        let by_m = 2.0 / 8.0 * errors.iter().zip(data.xs()).map(|(error, x)| error * x).sum::<f64>();
        let by_b = 2.0 / 8.0 * errors.iter().sum::<f64>();
        let gradient = by_tape(&data, line).2;
        let size: f64 = errors.iter().zip(data.xs()).map(|(error, x)| (error * x).abs()).sum();
        near(gradient[0], by_m, 1e-15 * size);
        near(gradient[1], by_b, 1e-15 * size);
    }
}

#[test]
fn r8_the_map_has_its_lowest_point_and_the_walk() {
    let history = fit(&clinical_trial(), START, GradientDescent::new(0.01), 1000);
    let words = history.surface().describe();
    for expected in ["0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20", "at (−0.469286, 1.76)", "“the steps”", "from (0.9, 0.1)"]
    {
        assert!(words.contains(expected), "{words}");
    }
    for moving in [history.walk(), history.settling()] {
        assert!(moving.frames().len() > 20);
        let words = moving.describe();
        assert!(words.contains("Epoch 0: cost 19.7") && words.contains("Epoch 1000: cost 0.0195"), "{words}");
    }
    assert!(history.plot().describe().contains("in powers of ten"));
}

#[test]
fn a_descent_that_starts_at_the_best_line_has_nothing_left_to_lose() {
    let data = clinical_trial();
    let still = fit(&data, least_squares(&data), GradientDescent::new(0.01), 5).excess(5);
    let words = still.describe();
    assert!(words.contains("nothing is left to lose, for the start is already the best line"), "{words}");
    assert!(!words.contains("path"), "{words}");
    // One epoch is a point, and no path.
    let words = fit(&data, START, GradientDescent::new(0.01), 5).excess(0).describe();
    assert!(words.contains("A blue point at (0, ") && !words.contains("path"), "{words}");
}

#[test]
fn r9_the_largest_stable_rate_is_where_the_cost_begins_to_rise() {
    let rises = |rate: f64| fit(&clinical_trial(), START, GradientDescent::new(rate), 50).first_rise().is_some();
    let largest = 2.0 / 36.4234;
    assert!(!rises(largest - 0.0001) && rises(largest + 0.0001));
}

#[test]
fn r9_a_simulated_line_is_found_again() {
    let mut right = 0;
    for seed in 0..40 {
        let data = simulate(Line::new(-1.5, 4.0), 0.3, 20, seed);
        assert_eq!(data.len(), 20);
        let found = fit(&data, Line::new(0.0, 0.0), GradientDescent::new(0.05), 400);
        right += usize::from(FIT_1.check(&data, &found).is_right());
    }
    // Three standard errors hold both m and b in 199 of 200 cases.
    assert!(right >= 38, "{right} of 40");
}

#[test]
fn simulated_noise_has_the_deviation_that_was_asked_for() {
    let line = Line::new(-0.5, 2.0);
    let data = simulate(line, 0.2, 10_000, 3);
    assert_eq!((data.xs()[0], data.xs()[9_999]), (0.0, 7.0));
    let noise: Vec<f64> = data.points().iter().map(|(x, y)| y - line.at(*x)).collect();
    let mean = noise.iter().sum::<f64>() / 10_000.0;
    let deviation = (noise.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / 10_000.0).sqrt();
    near(mean, 0.0, 0.01);
    near(deviation, 0.2, 0.005);
    // A seed is a promise: these points must not change with a new version of anything.
    let first = simulate(line, 0.2, 3, 42);
    assert_eq!(first.ys(), [2.0955962476702044, 0.5168141220463616, -1.542173336654206]);
    assert_ne!(data.ys()[..3], simulate(line, 0.2, 10_000, 4).ys()[..3]);
}

#[test]
fn r10_more_points_take_more_time() {
    let times = epoch_times(&[100, 10_000]);
    assert!(times.rows()[1].1 > times.rows()[0].1);
    assert!(times.plot().describe().contains("slope"));
    assert!(times.text().contains("one epoch"));
}

#[test]
fn the_costs_have_the_gradients_that_their_documentation_says() {
    let (observed, n) = ([0.2, 1.0, 0.0], 3.0);
    let predicted = [0.7, 0.25, 0.9];
    let slopes = |cost: fn(&[Var], &[f64]) -> Var, at: &[f64]| gradient(|predicted| cost(predicted, &observed), at);
    for (index, (p, y)) in predicted.into_iter().zip(observed).enumerate() {
        near(slopes(mean_squared_error, &predicted)[index], 2.0 * (p - y) / n, 1e-15);
        near(slopes(mean_absolute_error, &predicted)[index], (p - y).signum() / n, 1e-15);
        near(slopes(huber, &predicted)[index], (p - y) / n, 1e-15);
        near(slopes(cross_entropy, &predicted)[index], (p - y) / (p * (1.0 - p)) / n, 1e-14);
    }
    let far = [3.2, -4.0, 0.0];
    assert_eq!(slopes(huber, &far), [1.0 / n, -1.0 / n, 0.0]);
    // Both pieces of Huber's cost meet at 1, in height and slope.
    near(huber(&[1.0 - 1e-9], &[0.0]), 0.5, 2e-9);
    near(huber(&[1.0 + 1e-9], &[0.0]), 0.5, 2e-9);
}

#[test]
fn a_learner_can_bring_a_cost() {
    fn mine<N: Number>(y_hat: &[N], ys: &[f64]) -> N {
        let squares = y_hat.iter().zip(ys).map(|(y_hat, y)| (*y_hat - *y).powi(2));
        squares.fold(N::from(0.0), |sum, square| sum + square) / ys.len() as f64
    }
    let (data, rate) = (clinical_trial(), GradientDescent::new(0.01));
    let (own, ready) = (fit_with(mine, &data, START, rate, 1000).line(), fit(&data, START, rate, 1000).line());
    near(own.m, ready.m, 1e-14);
    near(own.b, ready.b, 1e-14);
}

#[test]
fn a_rate_that_diverges_is_said_with_its_epoch_and_without_the_answer_to_the_exercise() {
    let error = try_fit(&clinical_trial(), START, GradientDescent::new(0.06), 1000).unwrap_err();
    let RegressionError::Diverged { epoch, rate, largest, .. } = error else { panic!("{error}") };
    assert!(epoch > 10 && epoch < 100 && rate == 0.06, "{epoch}");
    near(largest.unwrap(), 0.0549, 5e-5);
    let words = error.to_string();
    for expected in ["learning rate 0.06", &format!("epoch {epoch}"), "Try half of the rate"] {
        assert!(words.contains(expected), "{words}");
    }
    for said in [words, format!("{error:?}")] {
        assert!(!said.contains("0.0549") && !said.contains("36.4"), "{said}");
    }
    // A rate so large that the first step leaves f64.
    let error = try_train(&clinical_trial(), START, GradientDescent::new(1e300), 5).unwrap_err();
    assert!(matches!(error, RegressionError::Diverged { epoch: 1, .. }), "{error}");
    // With another cost nobody knows the largest stable rate, and the message does not pretend to.
    let fourth = |y_hat: &[Var], ys: &[f64]| mean_squared_error(y_hat, ys).powi(2);
    let error = try_fit_with(fourth, &clinical_trial(), START, GradientDescent::new(0.01), 100).unwrap_err();
    assert!(matches!(error, RegressionError::Diverged { largest: None, .. } | RegressionError::Cost { .. }), "{error}");
}

#[test]
fn no_rate_is_said_to_be_zero() {
    let far: Vec<f64> = (0..8).map(|x| 1e5 * f64::from(x)).collect();
    let error = try_fit(&Data::new(&far, &far), START, GradientDescent::new(1e-9), 1000).unwrap_err();
    assert!(error.to_string().contains("learning rate 1e−9"), "{error}");
    assert!(!error.to_string().contains("0.0000"), "{error}");
}

#[test]
fn gradients_that_are_added_up_bear_twice_the_rate_before_they_run_away() {
    let data = clinical_trial();
    let forgetful = |rate: f64| try_fit(&data, START, GradientDescent::new(rate).without_zeroing(), 2000);
    let bound = 4.0 / curvatures(&data)[0];
    assert!(forgetful(bound - 1e-4).is_ok());
    let error = forgetful(bound + 1e-4).unwrap_err();
    let RegressionError::Diverged { largest, .. } = error else { panic!("{error}") };
    assert_eq!(largest, Some(bound));
}

#[test]
fn misuse_gets_a_sentence() {
    let rate = GradientDescent::new(0.01);
    let sentences = [
        (Data::try_new(&[], &[]).unwrap_err(), "There are no points"),
        (Data::try_new(&[1.0], &[1.0, 2.0]).unwrap_err(), "There are 1 x values and 2 y values"),
        (Data::try_new(&[1.0, f64::NAN], &[1.0, 2.0]).unwrap_err(), "x[1] is NaN"),
        (Data::try_new(&[1.0], &[f64::INFINITY]).unwrap_err(), "y[0] is +∞"),
        (GradientDescent::try_new(0.0).unwrap_err(), "A learning rate of 0 leads nowhere"),
        (GradientDescent::try_new(f64::NAN).unwrap_err(), "A learning rate of NaN leads nowhere"),
        (rate.try_step(START, &[1.0, 2.0, 3.0]).unwrap_err(), "The gradient has 3 parts"),
        (try_fit(&clinical_trial(), Line::new(0.9, f64::NAN), rate, 1).unwrap_err(), "b is NaN"),
        (try_simulate(START, -1.0, 5, 1).unwrap_err(), "Noise cannot have the standard deviation −1"),
        (try_simulate(Line::new(f64::INFINITY, 0.0), 1.0, 5, 1).unwrap_err(), "m is +∞"),
        (try_epoch_times(&[10, 0]).unwrap_err(), "There are no points"),
    ];
    for (error, expected) in sentences {
        assert!(error.to_string().contains(expected), "{error}");
    }
}

fn panics_with(misuse: impl FnOnce() + std::panic::UnwindSafe, expected: &str) {
    let panic = std::panic::catch_unwind(misuse).unwrap_err();
    let words = panic.downcast_ref::<String>().map_or("", String::as_str);
    assert!(words.contains(expected), "{words}");
}

#[test]
fn the_plain_forms_panic_with_the_sentence() {
    panics_with(|| drop(Data::new(&[], &[])), "There are no points");
    panics_with(|| _ = GradientDescent::new(-1.0), "A learning rate of −1 leads nowhere");
    panics_with(|| _ = mean_squared_error(&[1.0], &[1.0, 2.0]), "There are 1 predictions and 2 observations");
    panics_with(|| _ = cross_entropy::<f64>(&[], &[]), "There are no points");
    panics_with(|| drop(train(&clinical_trial(), START, GradientDescent::new(0.2), 99)), "diverges: in epoch");
}

#[test]
fn unusual_data_are_fitted_too() {
    // One point, two equal x, a perfect fit, many epochs of nothing.
    let one = fit(&Data::new(&[2.0], &[3.0]), Line::new(0.0, 0.0), GradientDescent::new(0.1), 200);
    near(one.line().at(2.0), 3.0, 1e-9);
    one.surface().svg();
    let upright = Data::new(&[1.0, 1.0], &[0.0, 2.0]);
    assert!(fit(&upright, START, GradientDescent::new(0.1), 100).surface().svg().starts_with("<svg"));
    let exact = simulate(Line::new(2.0, 1.0), 0.0, 8, 1);
    let stays = fit(&exact, Line::new(2.0, 1.0), GradientDescent::new(0.01), 10);
    assert_eq!((stays.cost(), stays.first_rise()), (0.0, None));
    for picture in [stays.surface().svg(), stays.walk().svg(), stays.settling().svg(), stays.plot().svg()] {
        assert!(picture.starts_with("<svg"));
    }
    assert_eq!(fit(&exact, START, GradientDescent::new(0.01), 0).line(), START);
}
