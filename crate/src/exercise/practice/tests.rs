use super::*;
use crate::exercise::{Answer, DOES_NOT_EXIST, YOUR_ANSWER};
use crate::symbolic::{Expr, parse};

/// How many exercises of each topic and level; `ROUNDS=303 cargo test practice` makes 10,000 in all.
fn rounds() -> usize {
    std::env::var("ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(5)
}

/// The exercises of all topics and levels, in order.
fn each(judge: impl Fn(&str, u8, &Task)) {
    for (name, topic) in Topic::all() {
        for level in LEVELS {
            let (mut pick, mut asked) = (Pick::new(17 + u64::from(level)), HashSet::new());
            for _ in 0..rounds() {
                judge(name, level, &unseen(topic, level, &mut pick, &mut asked));
            }
        }
    }
}

/// The formula's value at x, by evaluating it.
fn value(function: Expr, x: f64) -> f64 {
    function.at(x).value().unwrap_or(f64::NAN)
}

#[test]
fn a_derivative_agrees_with_difference_quotients() {
    each(|topic, level, task| {
        let Task::Derivative(exercise) = task else { return };
        let question = format!("{topic} {level}: {}", task.question().text());
        let function = parse(exercise.function).unwrap_or_else(|error| panic!("{question}: {error:?}"));
        let derivative = function.derivative("x");
        for x in [0.7, 1.3, 2.1] {
            // Central differences with two steps, without the h² of their error.
            let difference = |h: f64| (value(function, x + h) - value(function, x - h)) / (2.0 * h);
            let exact = value(derivative, x);
            // The steeper for its height, the smaller the steps.
            let h = 1e-3 / (1.0 + (exact / value(function, x)).abs().min(300.0));
            let measured = (4.0 * difference(h / 2.0) - difference(h)) / 3.0;
            let size = value(function, x).abs() + exact.abs();
            let nowhere = value(function, x).is_nan() && exact.is_nan();
            assert!(
                nowhere || (exact - measured).abs() <= 1e-6 * (1.0 + size),
                "{question} at {x}: {exact}, {measured}"
            );
        }
        assert!(task.check(derivative.into()).is_right(), "{question}");
        assert!(!task.check((derivative * 2.0 + 1.0).into()).is_right(), "{question}");
    });
}

#[test]
fn a_limit_agrees_with_values_on_the_way() {
    each(|topic, level, task| {
        let Task::Limit(exercise) = task else { return };
        let question = task.question().text();
        let function = parse(&question_function(&question)).unwrap_or_else(|error| panic!("{question}: {error:?}"));
        let (right, _) = &exercise.right[0];
        let Answer::Number(right) = *right else { panic!("{question}: {right:?}") };
        let (at, sides) = place(&question);
        for side in sides {
            let x = if at.is_infinite() { at.signum() * 1e7 } else { at + side * 1e-7 };
            let near = value(function, x);
            let agrees = match right {
                f64::INFINITY => near > 1e5,
                f64::NEG_INFINITY => near < -1e5,
                _ => (near - right).abs() < 1e-4 * (1.0 + right.abs()),
            };
            assert!(agrees, "{topic} {level}: {question} {right}, but {near} at {x}");
        }
        assert!(task.check(right.into()).is_right(), "{question}");
        // The solution ends where the answer is.
        let end = task.solution().text();
        let end = end.lines().last().and_then(|line| line.split("= ").nth(1)).unwrap_or_default().split("    (").next();
        let answer = Answer::from(end.unwrap_or_default());
        assert!(task.check(answer).is_right(), "{question}: {end:?}");
    });
}

/// From `p: lim x→3⁺ (x − 1)/(x − 3) = ?` the function as it is typed.
fn question_function(question: &str) -> String {
    let function = question.split_once('→').and_then(|(_, rest)| rest.split_once(' ')).map_or("", |(_, rest)| rest);
    let mut typed = function.trim_end_matches(" = ?").replace('−', "-");
    for (raised, digit) in ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"].iter().zip(0..) {
        typed = typed.replace(raised, &format!("^{digit}"));
    }
    typed
}

/// Where x goes, and from which sides.
fn place(question: &str) -> (f64, Vec<f64>) {
    let to = question.split_once('→').and_then(|(_, rest)| rest.split_once(' ')).map_or("", |(to, _)| to);
    let sides = if to.ends_with('⁺') {
        vec![1.0]
    } else if to.ends_with('⁻') {
        vec![-1.0]
    } else {
        vec![1.0, -1.0]
    };
    let number = to.trim_end_matches(['⁺', '⁻']).replace('−', "-").replace('∞', "inf");
    (number.parse().unwrap_or(f64::NAN), sides)
}

#[test]
fn each_topic_asks_for_its_rule_and_a_level_for_its_means() {
    let functions = ["sin", "cos", "ln", "e^", "sqrt", "exp", "π"];
    each(|topic, level, task| {
        let Task::Derivative(exercise) = task else { return };
        let question = task.question().text();
        let used = task.solution().text();
        assert!(used.contains(topic) || topic == "chain rule" && used.contains("chain"), "{topic}: {used}");
        let in_earnest =
            functions.iter().any(|name| exercise.function.contains(name)) || exercise.function.contains('/');
        match level {
            1 => assert!(topic == "quotient rule" || !in_earnest, "{question}"),
            3 => assert!(in_earnest, "{question}"),
            _ => {}
        }
    });
}

#[test]
fn no_question_comes_twice() {
    for (name, topic) in Topic::all() {
        let practice = Practice::new(topic, 1, 5);
        let mut seen = HashSet::from([practice.question().text()]);
        for _ in 0..50 {
            let question = practice.skip().text();
            assert!(seen.insert(question.clone()), "{name}: {question}");
        }
    }
}

#[test]
fn a_right_answer_brings_the_next_question_and_is_known_when_the_cell_runs_again() {
    let p = practice("power rule").seed(4);
    let first = p.question().text();
    let right = right_answer(&p);
    let turn = p.check(right);
    assert!(turn.is_right() && turn.text().contains(&p.question().text()), "{}", turn.text());
    assert_ne!(p.question().text(), first);
    let again = p.check(right);
    assert!(again.text().contains("the question before"), "{}", again.text());
}

#[test]
fn two_wrong_answers_bring_the_solution_and_an_easier_question() {
    let p = practice("chain rule").level(3).seed(4);
    let first = p.question().text();
    assert!(!p.check("x").is_right());
    assert_eq!(p.question().text(), first);
    assert!(p.check(YOUR_ANSWER).text().contains("Your turn"));
    let turn = p.check("x^2");
    assert!(turn.text().contains("step by step") && turn.text().contains("An easier one"), "{}", turn.text());
    assert!(!turn.text().contains("p.hint(1)") && turn.html().is_some());
    assert_ne!(p.question().text(), first);
    // Once that is right, it is as difficult again as was asked for.
    p.check(right_answer(&p));
    assert!(["sin", "cos", "exp", "e^", "ln", "sqrt"].iter().any(|name| p.question().text().contains(name)));
}

fn right_answer(p: &Practice) -> Expr {
    match &p.state.borrow().current {
        Task::Derivative(exercise) => parse(exercise.function).unwrap().derivative("x"),
        Task::Limit(_) => panic!("no derivative is asked for"),
    }
}

#[test]
fn a_limit_knows_the_mistakes() {
    let p = practice("holes").seed(2);
    for answer in [Answer::from(0), DOES_NOT_EXIST, Answer::NotANumber] {
        let said = p.state.borrow().current.check(answer).text();
        assert!(said.contains("0/0"), "{said}");
    }
}

#[test]
#[should_panic = "there is no level 4"]
fn a_level_that_there_is_not_is_refused() {
    practice("sum").level(4);
}
