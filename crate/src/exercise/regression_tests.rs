//! The exercises on fitting: where the tolerances end, and what is said on either side.

use super::YOUR_ANSWER;
use super::answer::Answer;
use super::feedback::Verdict;
use super::fit::{IntoFittedLine, standard_errors};
use super::regression::{FIT_1, RATE_1};
use crate::regression::{Data, GradientDescent, Line, clinical_trial, curvatures, fit, least_squares, simulate};
use crate::show::Rich;

fn mine() -> Data {
    simulate(Line::new(3.0, -2.0), 0.5, 100, 7)
}

fn verdict(data: &Data, answer: impl IntoFittedLine) -> Verdict {
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
    let lent: &Line = &least_squares(&mine());
    assert_eq!(verdict(&mine(), lent), Verdict::Right);
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
fn a_rate_is_right_within_half_a_thousandth_of_the_bound() {
    let largest = 2.0 / curvatures(&clinical_trial())[0];
    for (rate, expected) in [
        (largest, Verdict::Right),
        (0.0549, Verdict::Right),
        (0.0545, Verdict::Right),
        (largest - 0.00049, Verdict::Right),
        (largest - 0.00051, Verdict::Close),
        (largest + 1e-12, Verdict::Right),
        // 36.4234 is rounded down, so this is a little above the bound. The solution writes it so.
        (2.0 / 36.4234, Verdict::Right),
        (0.05491, Verdict::Right),
        (0.055, Verdict::Right),
        (largest + 0.00049, Verdict::Right),
        (largest + 0.00051, Verdict::Close),
        (0.0555, Verdict::Close),
        (0.05, Verdict::Close),
        (0.01, Verdict::Wrong),
        (0.1, Verdict::Wrong),
        (1e300, Verdict::Wrong),
        (-0.0549, Verdict::Wrong),
    ] {
        assert_eq!(RATE_1.check(rate).verdict(), expected, "{rate}");
    }
    assert_eq!(RATE_1.check("2/36.4234").verdict(), Verdict::Right);
    assert_eq!(RATE_1.check("2/36").verdict(), Verdict::Close);
    assert!(RATE_1.check(2 / 36).message.contains("2/36 is 0"));
    assert_eq!(RATE_1.check(YOUR_ANSWER).verdict(), Verdict::Unanswered);
    assert_eq!(RATE_1.check("banana").verdict(), Verdict::NotUnderstood);
}

#[test]
fn a_right_rate_at_which_the_cost_rises_is_told_so() {
    let bound = 2.0 / curvatures(&clinical_trial())[0];
    for step in 0..=20 {
        let rate = 0.0545 + 4e-5 * f64::from(step);
        let feedback = RATE_1.check(rate);
        assert!(feedback.is_right() && feedback.message.contains("2/36.4234"), "{rate}: {}", feedback.message);
        assert_eq!(feedback.message.contains("the cost rises"), rate > bound, "{rate}: {}", feedback.message);
        let rises = fit(&clinical_trial(), Line::new(0.9, 0.1), GradientDescent::new(rate), 200).first_rise();
        assert!(rises.is_none_or(|epoch| feedback.message.contains(&format!("after epoch {epoch}"))), "{rate}");
    }
}

#[test]
fn a_wrong_rate_is_told_what_it_does() {
    for (rate, words) in [
        (0.0555, "rises, for the first time after epoch 0. So the largest stable rate is below it"),
        (0.06, "So the largest stable rate is below it"),
        (1e300, "rises"),
        (0.05, "never rises"),
        (36.4234, "that is a curvature"),
        (0.5766, "that is a curvature"),
        (2.0 / 0.57655, "along the floor of the valley"),
        (1.0 / 36.4234, "lands just at its lowest point"),
        (0.0, "above 0, and this is 0: a division of whole numbers drops the fraction, so 2/36 is 0. Write 2.0/36.0."),
        (-0.05, "above 0, and this is −0.05."),
        (f64::INFINITY, "above 0, and this is +∞."),
    ] {
        let feedback = RATE_1.check(rate);
        assert!(feedback.message.contains(words), "{rate}: {}", feedback.message);
        let beside = feedback.message.replace(&rate.to_string(), "");
        assert!(beside.contains("RATE_1.hint(1)") && !beside.contains("0.0549"), "{rate}");
    }
}

#[test]
fn a_solution_in_code_can_be_copied_and_runs() {
    let solution = FIT_1.solution();
    assert_eq!(solution.latex(), None);
    let html = solution.html().unwrap();
    assert!(
        html.contains("<pre><code>let mine: Data") && html.contains("FIT_1.check(&amp;mine, &amp;found)"),
        "{html}"
    );
    assert!(solution.text().contains("\nFIT_1.check(&mine, &found)"), "{}", solution.text());
    assert!(RATE_1.solution().latex().is_some() && RATE_1.solution().html().is_none());
    let found = fit(&mine(), Line::new(0.0, 0.0), GradientDescent::new(0.05), 1000);
    assert!(FIT_1.check(&mine(), &found).is_right());
}
