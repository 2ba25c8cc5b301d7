use super::derivatives::*;
use super::wrong_rules::{Mistake, mistaken_derivatives};
use super::*;
use crate::symbolic::{Expr, equivalent, parse};

const ALL: [&DerivativeExercise; 12] = [
    &DERIVATIVE_1,
    &DERIVATIVE_2,
    &DERIVATIVE_3,
    &DERIVATIVE_4,
    &DERIVATIVE_5,
    &DERIVATIVE_6,
    &DERIVATIVE_7,
    &DERIVATIVE_8,
    &DERIVATIVE_9,
    &DERIVATIVE_10,
    &DERIVATIVE_11,
    &DERIVATIVE_12,
];

/// In the form that the course states, and in others.
const RIGHT: [(&DerivativeExercise, &[&str]); 12] = [
    (&DERIVATIVE_1, &["-15x^2", "−15x²", "-5(3x^2)", "y' = -15x^2", "dy/dx = -15 x^2", "-15*x*x"]),
    (&DERIVATIVE_2, &["4x + 2", "4*x + 2", "2*(2*x + 1)", "2(2x + 1)", "(x+0.5)*4", "f'(x) = 2 + 4x"]),
    (&DERIVATIVE_3, &["50x^4 - 18x^2 - 1", "10(5x^4) - 6(3x^2) - x^0 - 0"]),
    (&DERIVATIVE_4, &["6", "6.0", "2*2 + 2", "12/2", "m = 6"]),
    (&DERIVATIVE_5, &["0", "-0", "2(-1) + 2", "0/5"]),
    (&DERIVATIVE_6, &["20x^4+88x^3+90x^2", "(2x^2+6x)(6x^2+10x) + (2x^3+5x^2)(4x+6)"]),
    (&DERIVATIVE_7, &["(24x-6x^2)/(2-x)^2", "((2-x)(12x) - (6x^2)(-1))/(2-x)^2", "-6x(x - 4)/(x - 2)^2"]),
    (&DERIVATIVE_8, &["18x+6", "(6x+2)(3)", "2(3x+1)*3"]),
    (&DERIVATIVE_9, &["6(x^2+5x)^5(2x+5)", "(6(x^2+5x)^5)(2x+5)"]),
    (&DERIVATIVE_10, &["-((x^4+1)^5+7)^(-2)*5(x^4+1)^4*4x^3", "-20x^3(x^4+1)^4/((x^4+1)^5+7)^2"]),
    (&DERIVATIVE_11, &["6(x^2+5x)^5(2x+5)"]),
    (&DERIVATIVE_12, &["-((x^4+1)^5+7)^-2 * 5(x^4+1)^4 * 4x^3"]),
];

#[test]
fn right_answers_count_in_every_form() {
    for (exercise, answers) in RIGHT {
        for answer in answers {
            let feedback = exercise.check(*answer);
            assert!(feedback.is_right(), "{} {answer}: {}", exercise.name, feedback.text());
            assert!(feedback.text().contains(exercise.praise));
        }
    }
    assert!(DERIVATIVE_2.check(4.0 * Expr::variable("x") + 2.0).is_right());
    assert!(DERIVATIVE_4.check(6).is_right() && DERIVATIVE_4.check(6.0).is_right());
    assert!(DERIVATIVE_5.check(-0.0).is_right());
}

#[test]
fn equality_of_rational_functions_is_called_exact() {
    let text = DERIVATIVE_7.check("-6x(x - 4)/(x - 2)^2").text();
    assert!(text.contains("exactly equal"), "{text}");
}

/// What people write who make this mistake, each with words of the hint that fits.
const WRONG: [(&DerivativeExercise, &str, &str); 37] = [
    (&DERIVATIVE_1, "15x^2", "sign was lost"),
    (&DERIVATIVE_1, "-15x^3", "stayed as it was"),
    (&DERIVATIVE_1, "-5x^2", "missing in front"),
    (&DERIVATIVE_1, "3x^2", "factor was lost"),
    (&DERIVATIVE_1, "-15x^4", "raised by one"),
    (&DERIVATIVE_1, "-5x^4/4", "backwards"),
    (&DERIVATIVE_1, "-5x^3", "function itself"),
    (&DERIVATIVE_1, "-30x", "second derivative"),
    (&DERIVATIVE_1, "-15", "one number"),
    (&DERIVATIVE_2, "4x + 4", "not dropped"),
    (&DERIVATIVE_2, "4x - 2", "sign was lost"),
    (&DERIVATIVE_2, "4x", "no constant"),
    (&DERIVATIVE_2, "2x + 2", "missing in front"),
    (&DERIVATIVE_3, "50x^4 + 18x^2 - 1", "sign was lost"),
    (&DERIVATIVE_3, "50x^4 - 18x^2 + 1", "sign was lost"),
    (&DERIVATIVE_3, "50x^4 - 18x^2 - 2", "not dropped"),
    (&DERIVATIVE_3, "50x^4 - 18x^2", "no constant"),
    (&DERIVATIVE_3, "50x^5 - 18x^3 - x", "stayed as it was"),
    (&DERIVATIVE_6, "(4x + 6)(6x^2 + 10x)", "not the product of the derivatives"),
    (&DERIVATIVE_6, "(4x + 6)(2x^3 + 5x^2)", "one of the two terms"),
    (&DERIVATIVE_6, "(2x^2 + 6x)(6x^2 + 10x)", "one of the two terms"),
    (&DERIVATIVE_6, "(4x + 6) + (6x^2 + 10x)", "added"),
    (&DERIVATIVE_7, "(6x^2 - 24x)/(2 - x)^2", "wrong way round"),
    (&DERIVATIVE_7, "-12x", "fraction of the derivatives"),
    (&DERIVATIVE_7, "(24x - 18x^2)/(2 - x)^2", "sign was lost"),
    (&DERIVATIVE_7, "(24x - 6x^2)/(2 - x)", "z squared, not z"),
    (&DERIVATIVE_7, "24x - 6x^2", "Divide it by z squared"),
    (&DERIVATIVE_8, "2(3x + 1)", "inner derivative"),
    (&DERIVATIVE_8, "6(3x + 1)^2", "stayed as it was"),
    (&DERIVATIVE_9, "6(x^2 + 5x)^5", "inner derivative"),
    (&DERIVATIVE_9, "6(2x + 5)^5", "differentiated too early"),
    (&DERIVATIVE_9, "(x^2 + 5x)^5 (2x + 5)", "missing in front"),
    (&DERIVATIVE_10, "-((x^4 + 1)^5 + 7)^(-2)", "inner derivative"),
    (&DERIVATIVE_10, "-((x^4 + 1)^5 + 7)^(-2) * 5(x^4 + 1)^4", "inner derivative"),
    (&DERIVATIVE_10, "((x^4 + 1)^5 + 7)^(-2) * 5(x^4 + 1)^4 * 4x^3", "sign was lost"),
    (&DERIVATIVE_11, "(x^2 + 5x)^6 * (2x + 5) * 6", "stayed as it was"),
    (&DERIVATIVE_12, "-(5(x^4 + 1)^4 * 4x^3)", "raised by one"),
];

#[test]
fn each_mistake_has_its_own_hint() {
    for (exercise, answer, words) in WRONG {
        let feedback = exercise.check(answer);
        assert_eq!(feedback.verdict(), Verdict::Wrong, "{} {answer}: {}", exercise.name, feedback.text());
        assert!(feedback.text().contains(words), "{} {answer}: {}", exercise.name, feedback.text());
        assert!(feedback.text().contains(&format!("{}.hint(1)", exercise.name)));
    }
}

/// Whoever makes a mistake is told of it, unless another one leads to the same answer.
#[test]
fn every_mistake_that_can_be_made_is_recognised() {
    let mut recognised = std::collections::HashSet::new();
    for exercise in ALL.iter().filter(|exercise| exercise.at.is_none()) {
        let f = exercise.f();
        let right = f.derivative("x");
        for (mistake, wrong) in mistaken_derivatives(f, Expr::variable("x")) {
            if equivalent(wrong, right).is_equal() {
                continue;
            }
            let feedback = exercise.check(wrong);
            assert_eq!(feedback.verdict(), Verdict::Wrong, "{} {wrong}", exercise.name);
            if feedback.text().contains(mistake.words()) {
                recognised.insert(mistake);
            } else {
                let other = |other: &Mistake| feedback.text().contains(other.words());
                assert!(Mistake::ALL.iter().any(other), "{} {mistake:?} {wrong}: {}", exercise.name, feedback.text());
            }
        }
    }
    // The course differentiates polynomials and fractions of them; the mistakes with other functions have a test below.
    use Mistake::{BaseForgotten, ExponentialAsPower, FunctionKept, InverseAsPower, SquareForgotten};
    recognised.extend([FunctionKept, InverseAsPower, SquareForgotten, BaseForgotten, ExponentialAsPower]);
    let missing: Vec<_> = Mistake::ALL.iter().filter(|mistake| !recognised.contains(mistake)).collect();
    assert!(missing.is_empty(), "never named: {missing:?}");
    let words: std::collections::HashSet<_> = Mistake::ALL.map(Mistake::words).into();
    assert_eq!(words.len(), Mistake::ALL.len());
}

#[test]
fn slopes_at_a_place_have_mistakes_of_their_own() {
    let said = |exercise: &DerivativeExercise, answer: &str| exercise.check(answer).text();
    assert!(said(&DERIVATIVE_4, "10").contains("height"));
    assert!(said(&DERIVATIVE_4, "-2").contains("sign of x"));
    assert!(said(&DERIVATIVE_5, "4").contains("sign of x"));
    assert!(said(&DERIVATIVE_4, "8").contains("not dropped"));
    assert!(said(&DERIVATIVE_4, "77").contains("not the slope"));
    assert_eq!(DERIVATIVE_4.check("2x + 2").verdict(), Verdict::Close);
    assert_eq!(DERIVATIVE_4.check(6.000001000088901).verdict(), Verdict::Close);
    assert_eq!(DERIVATIVE_5.check(1.0000889005535828e-6).verdict(), Verdict::Close);
    assert_eq!(DERIVATIVE_4.check("2x").verdict(), Verdict::Wrong);
}

#[test]
fn nonsense_gets_a_sentence_and_nothing_panics() {
    let (long, deep) = ("9".repeat(1_000_000), "(".repeat(10_000));
    let texts =
        ["", " ", "4x +", "2x^", "((x)", "x)", "banana", "<script>", "4x + 2 = 5 = 6", "x = 4x + 2", &long, &deep];
    for exercise in ALL {
        for text in texts {
            let feedback = exercise.check(text);
            assert_eq!(feedback.verdict(), Verdict::NotUnderstood, "{text:.20}: {}", feedback.text());
            assert!(!feedback.html().is_some_and(|html| html.contains("<script")));
            assert!(feedback.text().len() < 1_000);
        }
        for answer in [Answer::from(f64::NAN), "1/0".into(), DOES_NOT_EXIST, f64::INFINITY.into(), sides(1, 2)] {
            assert_eq!(exercise.check(answer.clone()).verdict(), Verdict::Wrong, "{answer}");
        }
        assert_eq!(exercise.check("x/(x - x)").verdict(), Verdict::Wrong);
        assert_eq!(exercise.check(Expr::from(f64::NAN)).verdict(), Verdict::Wrong);
        assert_eq!(exercise.check("sin(x)").verdict(), Verdict::Wrong);
    }
}

#[test]
fn a_parse_error_points_at_the_character() {
    let text = DERIVATIVE_2.check("4x + * 2").text();
    assert!(text.starts_with("? Not understood."), "{text}");
    assert!(text.contains('*') && text.contains("character 6"), "{text}");
}

#[test]
fn no_answer_yet_is_an_invitation() {
    for exercise in ALL {
        let feedback = exercise.check(YOUR_ANSWER);
        assert_eq!(feedback.verdict(), Verdict::Unanswered);
        assert!(feedback.text().contains("Replace YOUR_ANSWER by a"));
    }
    assert_eq!(SLOPE_1.check(YOUR_ANSWER).verdict(), Verdict::Unanswered);
}

#[test]
fn the_slope_from_two_points_is_close_and_its_limit_is_right() {
    assert_eq!(SLOPE_1.check(1.0000889005535828e-6).verdict(), Verdict::Close);
    assert!(SLOPE_1.check(0).is_right() && SLOPE_1.check("0.0").is_right());
    for (mistake, hint) in SLOPE_1.mistakes {
        assert!(SLOPE_1.check(mistake.clone()).text().contains(hint));
    }
}

#[test]
fn questions_and_solutions_are_made_from_the_function() {
    for exercise in ALL {
        let f = parse(exercise.function).unwrap_or_else(|error| panic!("{}: {error}", exercise.function));
        assert_eq!(exercise.text(), exercise.question().text());
        assert!(exercise.text().contains(&f.to_string()), "{}", exercise.text());
        let latex = exercise.solution().latex().unwrap();
        assert!(latex.starts_with("$$\\begin{aligned}") && latex.ends_with("\\end{aligned}$$"), "{latex}");
        assert_eq!(latex.matches('{').count(), latex.matches('}').count(), "{latex}");
        assert!(exercise.solution().text().starts_with(exercise.name));
        for number in 1..=exercise.hints.len() {
            assert!(exercise.hint(number).text().starts_with(&format!("Hint {number} of")));
        }
    }
}

#[test]
fn an_equal_answer_with_a_hole_is_right_and_the_hole_is_named() {
    let said = |answer: &str| DERIVATIVE_2.check(answer).text();
    assert!(said("(8x^2 + 4x)/(2x)").contains("exactly equal to 4x + 2, except at x = 0, where yours has no value."));
    assert!(said("e^(ln(4x + 2))").contains("equal to 4x + 2, except for x ≤ -1/2, where yours has no value."));
    assert!(!said("2(2x + 1)").contains("except"));
    // What the derivative itself does not have, an answer need not have either.
    assert!(!DERIVATIVE_7.check("6x(4 - x)/(x - 2)^2").text().contains("except"));
}

#[test]
fn a_number_of_the_machine_is_quoted_as_it_was_given() {
    assert!(DERIVATIVE_4.check(6.000001000088901).text().contains("6.000001000088901: that looks measured"));
    assert!(DERIVATIVE_2.check(0.7351928374651928).text().contains("0.7351928374651928: that is one number"));
}

/// Functions have mistakes of their own, and each is answered by what led to it.
#[test]
fn mistakes_with_functions_are_named() {
    for (function, answer, words) in [
        ("tanh(3x)", "1/cosh(3x)^2", "you forgot the inner derivative"),
        ("tanh x", "1/cosh(x)", "a square is missing"),
        ("tan x", "1/cos x", "a square is missing"),
        ("cosh x", "-sinh x", "a sign was lost"),
        ("acos x", "1/sqrt(1 - x^2)", "a sign was lost"),
        ("x^2 + sin x", "2x + sin x", "left as it was"),
        ("sigmoid x", "sigmoid x", "left as it was"),
        ("asin x", "-cos(x)/sin(x)^2", "taken for an exponent"),
        ("atan(2x)", "-2/sin(2x)^2", "taken for an exponent"),
        ("log2 x", "1/x", "the base was forgotten"),
        ("2^x", "2^x", "the base was forgotten"),
        ("2^(3x)", "3 * 2^(3x)", "the base was forgotten"),
        ("2^x", "x*2^(x - 1)", "that is the power rule"),
        ("e^x", "x e^(x - 1)", "that is the power rule"),
    ] {
        let exercise =
            DerivativeExercise { name: "ONE", function, at: None, by: None, slips: &[], praise: "Yes.", hints: &[] };
        let feedback = exercise.check(answer);
        assert!(!feedback.is_right() && feedback.text().contains(words), "{function}, {answer}: {}", feedback.text());
        assert!(exercise.check(exercise.f().derivative("x")).is_right(), "{function}");
    }
    let with_methods = DerivativeExercise {
        name: "ONE",
        function: "x tanh x",
        at: None,
        by: None,
        slips: &[],
        praise: "Yes.",
        hints: &[],
    };
    assert!(with_methods.check("x.tanh() + x/x.cosh().powi(2)").is_right());
    assert!(with_methods.check("x.tanh() + x*(1 - x.tanh().powi(2))").is_right());
}

#[test]
fn two_numbers_that_differ_are_not_told_as_one() {
    let words = |answer: &str| DERIVATIVE_1.check(answer).message;
    let said = words("-15.0000000001x^2");
    assert!(said.contains("it is −15.0000000001, and the curve has the slope −15 there"), "{said}");
    let said = words("-15x^2 + 1e-12");
    assert!(said.contains("has the slope 0 there"), "{said}");
}

#[test]
fn the_place_of_a_fault_stands_apart_from_its_signs() {
    let words = |answer: &str| DERIVATIVE_1.check(answer).message;
    assert!(words("2,5x,").contains("found , (at character"), "{}", words("2,5x,"));
    assert!(words("mim(x, 2)").contains("did you mean min? (at character 1)."), "{}", words("mim(x, 2)"));
}
