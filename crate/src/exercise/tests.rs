use std::collections::HashSet;

use super::limits::{LIMIT_1, LIMIT_2, LIMIT_3, LIMIT_4, LIMIT_5};
use super::*;

const INFINITY: f64 = f64::INFINITY;

const ALL: [&Exercise; 5] = [&LIMIT_1, &LIMIT_2, &LIMIT_3, &LIMIT_4, &LIMIT_5];

fn verdict(exercise: &Exercise, answer: impl IntoAnswer) -> Verdict {
    exercise.check(answer).verdict()
}

#[test]
fn right_answers_count_in_every_form() {
    assert!(LIMIT_1.check(1).is_right());
    assert!(LIMIT_1.check(1_i64).is_right());
    assert!(LIMIT_1.check("-1/-1").is_right());
    assert!(LIMIT_2.check(-10.0).is_right());
    assert!(LIMIT_2.check(" − 10 ").is_right());
    assert!(LIMIT_3.check(6).is_right());
    assert!(LIMIT_3.check("12/2").is_right());
    assert!(LIMIT_3.check(6.0 - 1e-12).is_right());
    assert!(LIMIT_4.check(0).is_right());
    assert!(LIMIT_4.check(-0.0).is_right());
    assert!(LIMIT_5.check(DOES_NOT_EXIST).is_right());
    assert!(LIMIT_5.check("DNE").is_right());
    assert!(LIMIT_5.check(sides(-INFINITY, INFINITY)).is_right());
    assert!(LIMIT_5.check(sides(f64::NEG_INFINITY, "+oo")).is_right());
}

#[test]
fn a_value_near_the_limit_is_close_and_no_more() {
    assert_eq!(verdict(&LIMIT_3, 5.999999), Verdict::Close);
    assert_eq!(verdict(&LIMIT_3, 6.01), Verdict::Close);
    assert_eq!(verdict(&LIMIT_3, 6.02), Verdict::Wrong);
    assert_eq!(verdict(&LIMIT_4, 25e-6), Verdict::Close);
    assert_eq!(verdict(&LIMIT_5, 25_000_000), Verdict::Wrong);
    assert_eq!(LIMIT_2.check(9.9999).text().matches("you lost the sign").count(), 1);
}

#[test]
fn every_named_mistake_gets_its_own_hint() {
    for exercise in ALL {
        for (mistake, hint) in exercise.mistakes {
            let feedback = exercise.check(mistake.clone());
            assert_eq!(feedback.verdict(), Verdict::Wrong, "{} {mistake}", exercise.name);
            assert!(feedback.text().contains(hint), "{} {mistake}: {}", exercise.name, feedback.text());
            assert!(!feedback.text().contains(exercise.otherwise));
        }
        let answers: HashSet<String> = exercise.mistakes.iter().map(|(answer, _)| answer.to_string()).collect();
        assert_eq!(answers.len(), exercise.mistakes.len(), "{} names a mistake twice", exercise.name);
    }
}

#[test]
fn the_mistakes_of_the_course_are_among_the_named_ones() {
    let dne = DOES_NOT_EXIST;
    let nan = Answer::from(f64::NAN);
    let (up, down) = (Answer::from(INFINITY), Answer::from(-INFINITY));
    let named: [(&Exercise, Vec<Answer>); 5] = [
        (&LIMIT_1, vec![(-1).into(), 0.into(), 2.into(), dne.clone(), nan.clone()]),
        (&LIMIT_2, vec![10.into(), 0.into(), dne.clone(), nan.clone()]),
        (&LIMIT_3, vec![2.into(), (-6).into(), 4.into(), 0.into(), dne.clone(), nan.clone()]),
        (&LIMIT_4, vec![up.clone(), down.clone(), "±∞".into(), 25.into(), dne.clone()]),
        (&LIMIT_5, vec![up, down, "±∞".into(), 0.into(), 25.into(), "25/0".into(), sides(INFINITY, -INFINITY)]),
    ];
    for (exercise, mistakes) in named {
        for mistake in mistakes {
            assert!(exercise.mistakes.iter().any(|(known, _)| *known == mistake), "{} {mistake}", exercise.name);
        }
    }
}

#[test]
fn other_wrong_answers_get_the_general_hint() {
    for exercise in ALL {
        for answer in [Answer::from(77), sides(3, 4)] {
            let feedback = exercise.check(answer);
            assert_eq!(feedback.verdict(), Verdict::Wrong);
            assert!(feedback.text().contains(exercise.otherwise), "{}", feedback.text());
            assert!(feedback.text().contains("hint(1)"));
        }
        // 0/0, a division by 0 and ±∞ have words of their own, named in the exercise or not.
        for answer in ["NaN", "0/0", "25/0", "±∞"] {
            let feedback = exercise.check(answer);
            assert_eq!(feedback.verdict(), Verdict::Wrong);
            assert!(!feedback.text().contains(exercise.otherwise), "{}", feedback.text());
        }
    }
}

#[test]
fn no_answer_yet_is_an_invitation() {
    for exercise in ALL {
        let feedback = exercise.check(YOUR_ANSWER);
        assert_eq!(feedback.verdict(), Verdict::Unanswered);
        assert!(feedback.text().contains("Replace YOUR_ANSWER by a number, INFINITY, -INFINITY, or DOES_NOT_EXIST"));
    }
}

#[test]
fn nonsense_gets_a_sentence_that_lists_what_is_understood() {
    let long = "long ".repeat(100_000);
    for text in ["", "banana", "1e400", "\u{0}\u{1b}[31m\n", "<script>alert(1)</script>", "\" onclick=\"", &long] {
        for exercise in ALL {
            let feedback = exercise.check(text);
            assert_eq!(feedback.verdict(), Verdict::NotUnderstood, "{text:?}");
            assert!(feedback.text().contains("DOES_NOT_EXIST"));
            let html = feedback.html().unwrap();
            assert!(html.len() < 1000, "{} characters", html.len());
            assert!(!html.contains("<script") && !html.contains(" onclick=\""), "{html}");
            assert!(!html.contains(char::is_control) && !feedback.text().contains(char::is_control), "{html}");
        }
    }
}

#[test]
fn an_exercise_shows_its_question_and_no_more() {
    for exercise in ALL {
        assert_eq!(exercise.text(), exercise.question().text());
        assert_eq!(exercise.latex(), exercise.question().latex());
        assert!(exercise.html().is_none());
    }
}

#[test]
fn html_and_text_say_the_same_with_a_mark_in_words() {
    let feedback = LIMIT_1.check(1);
    assert!(feedback.text().starts_with("✓ Right: 1. "));
    assert!(feedback.html().unwrap().contains("<strong>✓ Right:</strong> 1. "));
    assert!(LIMIT_1.check("1/0").text().starts_with("✗ Not yet. A division by 0: it has no value."));
    assert!(LIMIT_1.check(DOES_NOT_EXIST).text().starts_with("✗ Not yet. Does not exist: you looked"));
    assert!(LIMIT_1.check(-1).text().starts_with("✗ Not yet. −1: a sign slip."));
}

#[test]
fn hints_are_counted_from_one() {
    for exercise in ALL {
        let many = exercise.hints.len();
        for number in 1..=many {
            assert!(exercise.hint(number).text().starts_with(&format!("Hint {number} of {many}. ")));
        }
        for number in [0, many + 1, 99, usize::MAX] {
            let hint = exercise.hint(number);
            assert!(hint.text().contains(&format!("{} has {many} hints", exercise.name)), "{}", hint.text());
            assert!(hint.html().unwrap().contains(&format!("{many} hints")));
        }
    }
}

#[test]
fn solutions_are_latex_that_balances_and_text_without_latex() {
    for exercise in ALL {
        let solution = exercise.solution();
        let latex = solution.latex().unwrap();
        assert!(latex.starts_with("$$\\begin{aligned}") && latex.ends_with("\\end{aligned}$$"), "{latex}");
        assert_eq!(latex.matches('{').count(), latex.matches('}').count(), "{latex}");
        for step in exercise.solution {
            assert!(latex.contains(step.formula.latex) && latex.contains(step.why), "{latex}");
        }
        for step in exercise.solution {
            assert!(!step.why.contains(['\\', '$', '%', '#', '&', '_', '^', '{', '}']), "{}", step.why);
        }
        for text in [solution.text(), exercise.question().text()] {
            assert!(!text.contains(['\\', '{', '$']), "{text}");
            assert!(text.starts_with(exercise.name));
        }
        let question = exercise.question().latex().unwrap();
        assert!(question.starts_with("$$\\lim_{x \\to") && question.ends_with("$$"), "{question}");
    }
}

#[test]
fn help_that_nobody_has_asked_for_is_folded() {
    let html = |number: usize| LIMIT_1.hint(number).html().unwrap();
    assert!(html(0).starts_with("<details><summary>Hints.</summary>LIMIT_1 has 2 hints"), "{}", html(0));
    for number in [1, 2, 7] {
        assert!(!html(number).contains("<details>"), "{number}");
    }
}
