//! The exercises on fitting: where the tolerances end, and what is said on either side.

use super::YOUR_ANSWER;
use super::answer::Answer;
use super::feedback::Verdict;
use super::regression::{FIT_1, FittedLine, RATE_1, standard_errors};
use crate::regression::{Data, GradientDescent, Line, clinical_trial, fit, least_squares, simulate};

fn mine() -> Data {
    simulate(Line::new(3.0, -2.0), 0.5, 100, 7)
}

fn verdict(data: &Data, answer: impl Into<FittedLine>) -> Verdict {
    FIT_1.check(data, answer).verdict()
}

#[test]
fn a_fitted_line_is_right_within_three_standard_errors() {
    let [by_m, by_b] = standard_errors(&mine(), 0.5);
    // σ/√Σ(x − x̄)²: a hundred points from 0 to 7 in equal steps have Σ(x − x̄)² = 7²·100·101/(12·99).
    assert!((by_m - 0.5 / (49.0 * 100.0 * 101.0 / (12.0 * 99.0f64)).sqrt()).abs() < 1e-12);
    assert!((by_b - 0.5 * (0.01 + 12.25 / (49.0 * 100.0 * 101.0 / (12.0 * 99.0f64))).sqrt()).abs() < 1e-12);
    for (m, b, expected) in [
        (3.0, -2.0, Verdict::Right),
        (3.0 + 2.9 * by_m, -2.0 - 2.9 * by_b, Verdict::Right),
        (3.0 + 3.1 * by_m, -2.0, Verdict::Wrong),
        (3.0, -2.0 + 3.1 * by_b, Verdict::Wrong),
        (-2.0, 3.0, Verdict::Wrong),
        (f64::NAN, 0.0, Verdict::NotUnderstood),
    ] {
        assert_eq!(verdict(&mine(), (m, b)), expected, "{m} {b}");
    }
    assert!(FIT_1.check(&mine(), (-2.0, 3.0)).message.contains("changed places"));
}

#[test]
fn a_descent_that_has_arrived_is_right_and_one_on_its_way_is_not() {
    let fitted = |epochs| fit(&mine(), Line::new(0.0, 0.0), GradientDescent::new(0.05), epochs);
    let arrived = fitted(1000);
    assert_eq!(verdict(&mine(), &arrived), Verdict::Right);
    assert_eq!(verdict(&mine(), fitted(20)), Verdict::Wrong);
    assert_eq!(verdict(&mine(), arrived.line()), Verdict::Right);
    assert_eq!(verdict(&mine(), arrived), Verdict::Right);
}

#[test]
fn it_invites_and_says_what_it_does_not_understand() {
    assert_eq!(verdict(&mine(), YOUR_ANSWER), Verdict::Unanswered);
    assert_eq!(verdict(&mine(), Answer::from(3.0)), Verdict::NotUnderstood);
    assert_eq!(verdict(&clinical_trial(), (3.0, -2.0)), Verdict::NotUnderstood);
    assert_eq!(verdict(&simulate(Line::new(1.0, 0.0), 0.5, 1, 1), (1.0, 0.0)), Verdict::NotUnderstood);
    // Three noiseless points: no standard error, and still an answer.
    let exact = simulate(Line::new(1.0, 0.0), 0.0, 3, 1);
    assert_eq!(verdict(&exact, (1.0, 0.0)), Verdict::Right);
}

#[test]
fn unlucky_noise_is_told_from_a_descent_that_has_not_arrived() {
    let far = |data: &Data| verdict(data, least_squares(data)) != Verdict::Right;
    let unlucky = (0..2000).map(|seed| simulate(Line::new(3.0, -2.0), 0.5, 10, seed)).find(far).unwrap();
    let best = least_squares(&unlucky);
    assert_eq!(verdict(&unlucky, best), Verdict::Close);
    let outwards = (best.m - 3.0).signum() * standard_errors(&unlucky, 0.5)[0];
    assert_eq!(verdict(&unlucky, (best.m + 0.09 * outwards, best.b)), Verdict::Close);
    assert_eq!(verdict(&unlucky, (best.m + 0.11 * outwards, best.b)), Verdict::Wrong);
}

#[test]
fn the_largest_stable_rate_is_accepted_within_half_a_thousandth() {
    let largest = 2.0 / 36.4234;
    for (rate, expected) in [
        (largest, Verdict::Right),
        (0.0549, Verdict::Right),
        (largest + 0.00049, Verdict::Right),
        (largest - 0.00049, Verdict::Right),
        (largest + 0.00051, Verdict::Close),
        (largest - 0.00051, Verdict::Close),
        (0.05, Verdict::Close),
        (0.01, Verdict::Wrong),
        (0.1, Verdict::Wrong),
        (1e300, Verdict::Wrong),
        (-0.0549, Verdict::Wrong),
    ] {
        assert_eq!(RATE_1.check(rate).verdict(), expected, "{rate}");
    }
    assert!(RATE_1.check(0.06).message.contains("rises"));
    assert!(RATE_1.check(0.05).message.contains("never rises"));
    assert_eq!(RATE_1.check(YOUR_ANSWER).verdict(), Verdict::Unanswered);
    assert_eq!(RATE_1.check("banana").verdict(), Verdict::NotUnderstood);
}
