//! The slips that people make, each with the way that leads to it and with words that must answer it.
//!
//! A number stands here as a calculation wherever it comes about by one, so that a hint cannot answer another mistake than
//! the one that it was written for.

use super::autodiff::AUTODIFF_1;
use super::derivatives::*;
use super::limits::*;
use super::*;

fn f(x: f64) -> f64 {
    x * x + 2.0 * x + 2.0
}

fn secant(p: f64, q: f64) -> f64 {
    (f(q) - f(p)) / (q - p)
}

#[test]
fn wrong_limits_and_slopes_are_answered_by_what_led_to_them() {
    let (up, down) = (f64::INFINITY, f64::NEG_INFINITY);
    let slips: [(&Exercise, Vec<(Answer, &str)>); 7] = [
        (
            &LIMIT_1,
            vec![
                ((-1.0 / 1.0).into(), "which sign does that have"),
                (0.into(), "that is where x goes"),
                ((1 + 1).into(), "limit as x goes to 1"),
                ((-1 + -1).into(), "divided, not added"),
                (DOES_NOT_EXIST, "x = 1"),
                ("0/0".into(), "happens at x = 1"),
                (up.into(), "the denominator is −1"),
                ("x + 1".into(), "a letter left"),
                (0.999.into(), "is on the way"),
                ("1/0".into(), "it has no value"),
                ("-1/1".into(), "which sign does that have"),
            ],
        ),
        (
            &LIMIT_2,
            vec![
                ((5 + 5).into(), "−5 − 5 where x is −5"),
                ((5 - 5).into(), "not to 5, where x − 5 is 0"),
                (1.into(), "0/0 is not 1"),
                ((-5).into(), "that is where x goes"),
                (5.into(), "x − 5 remains"),
                (DOES_NOT_EXIST, "is a hole"),
                ("0/0".into(), "is a hole"),
                (up.into(), "so does the numerator"),
                ("x - 5".into(), "a letter left"),
                ((-9.999).into(), "is on the way"),
                ("(25 - 25)/(5 - 5)".into(), "it has no value"),
            ],
        ),
        (
            &LIMIT_3,
            vec![
                ((4 - 2).into(), "(x − 4)(x − 2) is not"),
                ((-(4 + 2)).into(), "with the right size"),
                ((-4 + 2).into(), "not to −4"),
                (4.into(), "that is where x goes"),
                (0.into(), "0/0 is not 0"),
                (1.into(), "0/0 is not 1"),
                ((4 + 4).into(), "x + 2, not x + 4"),
                ((-8).into(), "the numerator at x = 0"),
                (DOES_NOT_EXIST, "is a hole"),
                (down.into(), "so does the numerator"),
                ("x + 2".into(), "a letter left"),
                (6.0000001.into(), "is on the way"),
            ],
        ),
        (
            &LIMIT_4,
            vec![
                (down.into(), "that is where x goes"),
                (up.into(), "when x is near 0"),
                ("±∞".into(), "when x is near 0"),
                (25.into(), "above the line"),
                ((25.0 / -1.0).into(), "the value at x = −1."),
                ((25.0 / -1e3).into(), "the value at x = −1,000."),
                ((25.0 / -1e6).into(), "is on the way"),
                (1e-9.into(), "is on the way"),
                (1e-300.into(), "is on the way"),
                (1.into(), "no ∞/∞ here"),
                (DOES_NOT_EXIST, "whether 25/x settles"),
                ("25/0".into(), "not near 0"),
                ("0-".into(), "From which side"),
                ("25/-∞".into(), "Infinity is no number"),
                ("25/x".into(), "a letter left"),
            ],
        ),
        (
            &LIMIT_5,
            vec![
                (up.into(), "only from the right"),
                (down.into(), "only from the left"),
                ("±∞".into(), "a limit is one value"),
                ("∞ and −∞".into(), "a limit is one value"),
                ("+∞ from the left, −∞ from the right".into(), "swapped"),
                (sides(up, down), "swapped"),
                (0.into(), "that is where x goes"),
                (25.into(), "above the line"),
                ("25/0".into(), "has no value"),
                ("0/0".into(), "above the line is 25"),
                (250.into(), "each side"),
            ],
        ),
        (
            &SLOPE_1,
            vec![
                (f(-1.0).into(), "the height"),
                ((2.0 * 2.0 + 2.0).into(), "the slope at x = 2"),
                ((-1).into(), "where P is"),
                (secant(-1.0, -2.0).into(), "far away"),
                ((2.0 * 1.0 + 2.0).into(), "the slope at x = 1"),
                ((2.0 * -2.0 + 2.0).into(), "the slope at x = −2"),
                (2.into(), "2x alone"),
                ("0/0".into(), "never is P"),
                (DOES_NOT_EXIST, "it does"),
                (up.into(), "nowhere as steep"),
                (down.into(), "nowhere as steep"),
                ("Δx".into(), "let Δx go to 0"),
                ("2x + 2".into(), "Put in where P is"),
                (1e-6.into(), "is on the way"),
                (1e-9.into(), "is on the way"),
            ],
        ),
        (
            &AUTODIFF_1,
            vec![
                (f(2.0).into(), "the value, f(2)"),
                ((2 * 2).into(), "x² alone"),
                (2.into(), "where we are"),
                ((2 * 3 + 2).into(), "the slope at x = 3"),
                ((2 * -2 + 2).into(), "the slope at x = −2"),
                (0.into(), "a constant"),
                (1.into(), "x.slope()"),
                ((6 + 6).into(), "twice as much"),
                ("2x + 2".into(), "a letter left"),
                (6.000001.into(), "looks measured"),
                (up.into(), "nowhere as steep"),
                (DOES_NOT_EXIST, "it does"),
                ("0/0".into(), "wherever the curve is smooth"),
            ],
        ),
    ];
    for (exercise, slips) in slips {
        assert!(slips.len() >= 10, "{}", exercise.name);
        for (answer, words) in slips {
            let feedback = exercise.check(answer.clone());
            assert!(feedback.text().contains(words), "{} {answer}: {}", exercise.name, feedback.text());
            assert!(!feedback.is_right());
        }
    }
}

/// Slips that no wrong rule explains. (Those of the rules are in `derivative_tests`.)
const WRITING: [(&DerivativeExercise, &str, &str); 41] = [
    // Brackets.
    (&DERIVATIVE_2, "2*2x + 1", "brackets are missing"),
    (&DERIVATIVE_6, "2x^2 + 6x(6x^2 + 10x) + (2x^3 + 5x^2)(4x + 6)", "brackets are missing"),
    (&DERIVATIVE_6, "(2x^2 + 6x)*6x^2 + 10x + (2x^3 + 5x^2)*4x + 6", "brackets are missing"),
    (&DERIVATIVE_7, "24x-6x^2/(2-x)^2", "brackets are missing"),
    (&DERIVATIVE_7, "(24x - 6x^2)/2 - x^2", "brackets are missing"),
    (&DERIVATIVE_7, "24x - 6x^2/2 - x^2", "brackets are missing"),
    (&DERIVATIVE_7, "(2 - x)*12x - 6x^2*(-1)/(2 - x)^2", "brackets are missing"),
    (&DERIVATIVE_8, "6x + 2*3", "brackets are missing"),
    (&DERIVATIVE_8, "2*3x + 1*3", "brackets are missing"),
    (&DERIVATIVE_8, "6*3x + 1", "brackets are missing"),
    (&DERIVATIVE_9, "6(x^2 + 5x)^5*2x + 5", "brackets are missing"),
    (&DERIVATIVE_11, "2x + 5*6(x^2 + 5x)^5", "brackets are missing"),
    (&DERIVATIVE_12, "-20x^3(x^4 + 1)^4/(x^4 + 1)^5 + 7^2", "brackets are missing"),
    // Letters.
    (&DERIVATIVE_8, "2u*3", "Put back what it stands for, and it is right"),
    (&DERIVATIVE_8, "6u", "Put back what it stands for, and it is right"),
    (&DERIVATIVE_8, "2u", "you forgot the inner derivative"),
    (&DERIVATIVE_9, "6u^5(2x + 5)", "Put back what it stands for, and it is right"),
    (&DERIVATIVE_9, "6u^5", "you forgot the inner derivative"),
    (&DERIVATIVE_10, "-u^-2 * 5v^4 * 4x^3", "Put back what it stands for, and it is right"),
    (&DERIVATIVE_12, "-u^(-2) * 5(x^4 + 1)^4 * 4x^3", "Put back what it stands for, and it is right"),
    (&DERIVATIVE_6, "w(6x^2 + 10x) + z(4x + 6)", "Put back what it stands for, and it is right"),
    (&DERIVATIVE_1, "-15t^2", "there is still a letter t"),
    (&DERIVATIVE_2, "4x + 2 + h", "there is still a letter h"),
    // Signs and habits.
    (&DERIVATIVE_3, "50x4 - 18x2 - 1", "x^4"),
    (&DERIVATIVE_1, "-15x2", "x^2"),
    (&DERIVATIVE_1, "-15x^2 dx", "Leave the dx out"),
    (&DERIVATIVE_2, "4x + 2 + C", "No + C"),
    (&DERIVATIVE_2, "4x + 2 = 0", "one side"),
    (&DERIVATIVE_1, "-15,0x^2", "a decimal number has a point"),
    (&DERIVATIVE_2, "4x + 2)", "closes nothing"),
    // Wrong terms, and wrong without terms.
    (&DERIVATIVE_1, "-16x^2", "Look again at the term with x^2"),
    (&DERIVATIVE_2, "4x + 7", "Look again at the constant"),
    (&DERIVATIVE_2, "5x + 2", "Look again at the term with x"),
    (&DERIVATIVE_3, "40x^4 - 18x^2 - 7", "the term with x^4 and the constant"),
    (&DERIVATIVE_6, "20x^4 + 80x^3 + 90x^2", "the term with x^3"),
    (&DERIVATIVE_7, "(24x - 7x^2)/(2 - x)^2", "look above it again, at the term with x^2"),
    (&DERIVATIVE_7, "(25x - 6x^2)/(2 - x)^2", "look above it again, at the term with x"),
    (&DERIVATIVE_8, "18x + 1", "the constant"),
    (
        &DERIVATIVE_9,
        "6(x^2 + 5x)^5(2x + 4)",
        "At x = 1, for instance, it is 279936, and the curve has the slope 326592",
    ),
    (&DERIVATIVE_9, "0", "one number"),
    (&DERIVATIVE_10, "-u^-2", "you forgot the inner derivative"),
];

#[test]
fn what_no_wrong_rule_explains_is_answered_too() {
    for (exercise, answer, words) in WRITING {
        let feedback = exercise.check(answer);
        assert!(!feedback.is_right(), "{} {answer}", exercise.name);
        assert!(feedback.text().contains(words), "{} {answer}: {}", exercise.name, feedback.text());
    }
}

#[test]
fn slopes_at_a_place_are_answered_by_what_led_to_them() {
    let slips: [(&DerivativeExercise, Vec<(f64, &str)>); 2] = [
        (
            &DERIVATIVE_4,
            vec![
                (f(2.0), "the height"),
                (2.0 * 2.0, "the slope of x² alone"),
                (2.0, "2x alone"),
                (2.0 * -2.0 + 2.0, "the sign of x was lost"),
                (2.0 * 2.0 + 2.0 + 2.0, "the constant 2 was not dropped"),
                (2.0 * 2.0 + 1.0, "a constant factor was lost"),
                (2.0 * (2.0 * 2.0 + 2.0), "twice as much"),
                (2.0 * 2.0 * 2.0 + 2.0 * 2.0 + 2.0, "above it stayed"),
                (0.0, "where the curve is lowest"),
                (secant(2.0, 5.0), "the secant to Q at x = 5"),
                (secant(2.0, 3.0), "the secant to Q at x = 3"),
                (secant(2.0, 2.1), "the secant to Q at x = 2.1"),
                (secant(2.0, 2.0 + 1e-6), "looks measured"),
            ],
        ),
        (
            &DERIVATIVE_5,
            vec![
                (f(-1.0), "the height"),
                (-1.0, "where we are"),
                (2.0, "2x alone"),
                (-2.0, "x² alone"),
                (2.0 * 1.0 + 2.0, "the sign of x was lost"),
                (2.0 * 2.0 + 2.0, "the slope at x = 2"),
                (-2.0 - 2.0, "a sign was lost"),
                (f(2.0), "the height at x = 2"),
                (secant(-1.0, -0.9), "the secant to Q at x = −0.9"),
                (1e-9, "looks measured"),
                (1e-300, "looks measured"),
            ],
        ),
    ];
    for (exercise, slips) in slips {
        for (answer, words) in slips {
            let feedback = exercise.check(answer);
            assert!(feedback.text().contains(words), "{} {answer}: {}", exercise.name, feedback.text());
            assert!(!feedback.is_right());
        }
    }
}

/// Right answers in the writings that people use.
#[test]
fn any_writing_of_a_right_answer_is_right() {
    for (exercise, answers) in [
        (
            &DERIVATIVE_1,
            vec!["-15.0 * x.powi(2)", "|x| -15.0*x.powi(2)", "-15X²", "= -15x^2", "-15x**2;", "-15.0_f64 * x * x"],
        ),
        (&DERIVATIVE_3, vec!["50.0 * x.powi(4) - 18.0 * x.powi(2) - 1.0", "50 x⁴ − 18 x² − 1"]),
        (&DERIVATIVE_7, vec!["(24.0*x - 6.0*x.powi(2)) / (2.0 - x).powi(2)"]),
        (&DERIVATIVE_9, vec!["6.0 * (x.powi(2) + 5.0 * x).powi(5) * (2.0 * x + 5.0)"]),
        (&DERIVATIVE_4, vec!["6", "4+2", "2*2 + 2", "slope = 6", "36_f64.sqrt()", "2.0_f64.powi(2) + 2.0"]),
    ] {
        for answer in answers {
            assert!(exercise.check(answer).is_right(), "{answer}: {}", exercise.check(answer).text());
        }
    }
    for (exercise, answers) in [
        (&LIMIT_1, vec!["(0^2 - 1)/(0 - 1)", "lim = 1", "-1/-1", "1."]),
        (&LIMIT_2, vec!["-5 - 5", "-(5 + 5)", "−10"]),
        (&LIMIT_3, vec!["4+2", "4 + 2", "2*3"]),
        (&LIMIT_4, vec!["0", "-0", "25 - 25", "zero"]),
        (
            &LIMIT_5,
            vec![
                "The limit does not exist.",
                "DOES_NOT_EXIST",
                "sides(-INFINITY, INFINITY)",
                "left: -inf, right: +inf",
                "doesnt exist",
                "−∞ from the left, +∞ from the right",
                "+inf from right, -inf from left",
            ],
        ),
        (&SLOPE_1, vec!["2*(-1) + 2", "m = 0"]),
        (&AUTODIFF_1, vec!["2*2 + 2", "6.0"]),
    ] {
        for answer in answers {
            assert!(exercise.check(answer).is_right(), "{answer}: {}", exercise.check(answer).text());
        }
    }
}

#[test]
fn only_a_limit_may_be_infinite() {
    for exercise in [&SLOPE_1, &AUTODIFF_1] {
        let invitation = exercise.check(YOUR_ANSWER).text();
        assert!(invitation.contains("Replace YOUR_ANSWER by a number, and run"), "{invitation}");
        let not_understood = exercise.check("banana").text();
        for text in [invitation, not_understood] {
            assert!(!text.contains("INFINITY") && !text.contains("DOES_NOT_EXIST"), "{text}");
        }
    }
}

#[test]
fn nothing_is_said_twice() {
    let count = |text: &str, words: &str| text.matches(words).count();
    let text = DERIVATIVE_2.check("4x + *2").text();
    assert_eq!(count(&text, "a term: a number"), 1, "{text}");
    assert!(text.ends_with("4x + *2\n     ^"), "{text}");
    let text = LIMIT_2.check("banana").text();
    assert_eq!(count(&text, "banana"), 1, "{text}");
    assert!(!text.contains("cannot read") && !text.to_lowercase().contains("understood. i "), "{text}");
}

#[test]
fn beside_zero_nothing_else_is_zero() {
    for answer in [1e-9, -1e-9, 1e-15, 1e-300, f64::MIN_POSITIVE] {
        for verdict in [LIMIT_4.check(answer), SLOPE_1.check(answer), DERIVATIVE_5.check(answer)] {
            assert_eq!(verdict.verdict(), Verdict::Close, "{answer}");
        }
    }
    assert_eq!(LIMIT_3.check(6.000000001).verdict(), Verdict::Close);
    assert_eq!(DERIVATIVE_4.check(6.000000001).verdict(), Verdict::Close);
    assert!(LIMIT_3.check(6.0 + 1e-13).is_right());
}
