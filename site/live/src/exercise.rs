//! The exercises of the course on a page: judged by the same rules and with the same words as in a notebook, but for what is said
//! about cells.

use crate::forms;
use calculus::exercise::autodiff::AUTODIFF_1;
use calculus::exercise::derivatives::{
    DERIVATIVE_1, DERIVATIVE_2, DERIVATIVE_3, DERIVATIVE_4, DERIVATIVE_5, DERIVATIVE_6, DERIVATIVE_7, DERIVATIVE_8,
    DERIVATIVE_9, DERIVATIVE_10, DERIVATIVE_11, DERIVATIVE_12, SLOPE_1,
};
use calculus::exercise::limits::{LIMIT_1, LIMIT_2, LIMIT_3, LIMIT_4, LIMIT_5};
use calculus::exercise::network::{NETWORK_1, NETWORK_2};
use calculus::exercise::regression::{FIT_1, RATE_1};
use calculus::exercise::{Answer, Feedback, Hint, Solution, Verdict, YOUR_ANSWER};
use calculus::regression::{Data, Line, simulate};
use calculus::symbolic::parse;
use serde_json::{Map, Value, json};

/// What every exercise can be asked.
struct Asked {
    name: &'static str,
    check: fn(&str) -> Feedback,
    hint: fn(usize) -> Hint,
    solution: fn() -> Solution,
}

/// Exercises whose answer is read by the library itself.
macro_rules! asked {
    ($($exercise:ident),+ $(,)?) => {
        [$(Asked {
            name: stringify!($exercise),
            check: |answer| $exercise.check(read(answer)),
            hint: |number| $exercise.hint(number),
            solution: || $exercise.solution(),
        }),+]
    };
}

/// The exercises, in the order of the course.
static EXERCISES: [Asked; 22] = asked![
    LIMIT_1,
    LIMIT_2,
    LIMIT_3,
    LIMIT_4,
    LIMIT_5,
    SLOPE_1,
    DERIVATIVE_1,
    DERIVATIVE_2,
    DERIVATIVE_3,
    DERIVATIVE_4,
    DERIVATIVE_5,
    DERIVATIVE_6,
    DERIVATIVE_7,
    DERIVATIVE_8,
    DERIVATIVE_9,
    DERIVATIVE_10,
    DERIVATIVE_11,
    DERIVATIVE_12,
    AUTODIFF_1,
    RATE_1,
    NETWORK_1,
    NETWORK_2,
];

/// The one whose answer is a line.
static FIT: Asked = Asked {
    name: "FIT_1",
    check: |answer| match line(answer) {
        Some(line) => FIT_1.check(&mine(), line),
        None => FIT_1.check(&mine(), read(answer)),
    },
    hint: |number| FIT_1.hint(number),
    solution: || FIT_1.solution(),
};

/// The data of its cell.
fn mine() -> Data {
    simulate(Line::new(3.0, -2.0), 0.5, 100, 7)
}

/// The answer, if `ask` is a question of this file's: `exercises` lists their names; `check` judges an `answer` to the exercise
/// called `name`, with the usual `mistake` that it is, if it is one; `hint` gives the hint of a `number` from 1, and `solution` the steps.
pub fn answer(ask: &str, request: &Value) -> Option<Value> {
    if ask == "exercises" {
        return Some(all().map(|exercise| exercise.name).collect());
    }
    if !matches!(ask, "check" | "hint" | "solution") {
        return None;
    }
    let name = request["name"].as_str().unwrap_or_default();
    let Some(exercise) = all().find(|exercise| exercise.name == name) else {
        return Some(json!({ "error": format!("there is no exercise `{}`", shortened(name)) }));
    };
    Some(match ask {
        "check" => {
            let feedback = (exercise.check)(request["answer"].as_str().unwrap_or_default());
            let mut said = on_a_page(forms::of(&feedback), name);
            said.insert("verdict".into(), verdict(feedback.verdict()).into());
            if let Some(mistake) = feedback.mistake() {
                said.insert("mistake".into(), mistake.into());
            }
            Value::Object(said)
        }
        "hint" => {
            let number = request["number"].as_u64().unwrap_or(1) as usize;
            let hint = (exercise.hint)(number);
            let mut said = forms::of(&hint);
            said.insert("of".into(), hint.of().into());
            Value::Object(said)
        }
        _ => Value::Object(forms::of(&(exercise.solution)())),
    })
}

fn all() -> impl Iterator<Item = &'static Asked> {
    EXERCISES.iter().chain([&FIT])
}

/// A text as it was typed. Quotation marks around it are a habit from cells.
fn read(text: &str) -> Answer {
    let text = text.trim();
    let bare = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(text);
    if bare.is_empty() || bare == "YOUR_ANSWER" { YOUR_ANSWER } else { Answer::from(bare) }
}

/// A line that is written as `3, -2`, as `(3, -2)`, or as the formula `3x - 2`.
fn line(text: &str) -> Option<Line> {
    let text = text.trim();
    let pair = text.trim_start_matches(['(', '[']).trim_end_matches([')', ']']);
    let number = |part: &str| match Answer::from(part) {
        Answer::Number(number) => Some(number),
        _ => None,
    };
    if let Some((m, b)) = pair.split_once([',', ';']) {
        return Some(Line { m: number(m)?, b: number(b)? });
    }
    let formula = text.strip_prefix("y =").or_else(|| text.strip_prefix("y=")).unwrap_or(text);
    let formula = parse(formula).ok().filter(|formula| formula.variables() == ["x"])?;
    let slope = formula.derivative("x");
    if slope.variables().is_empty() { Some(Line { m: slope.at(0).value()?, b: formula.at(0).value()? }) } else { None }
}

fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Right => "right",
        Verdict::Close => "close",
        Verdict::Wrong => "wrong",
        Verdict::Unanswered => "unanswered",
        Verdict::NotUnderstood => "not understood",
    }
}

/// Says it without cells: the page has a field, and a button for hints.
fn on_a_page(mut forms: Map<String, Value>, name: &str) -> Map<String, Value> {
    let words = [
        (format!(" {name}.hint(1) gives a hint."), ""),
        ("Replace YOUR_ANSWER by ".into(), "Write "),
        ("replace YOUR_ANSWER by ".into(), "write "),
        (", and run the cell again".into(), ""),
        (" in quotation marks".into(), ""),
        ("INFINITY, -INFINITY, or DOES_NOT_EXIST".into(), "∞, −∞, or “does not exist”"),
        (
            "INFINITY, -INFINITY, DOES_NOT_EXIST, or sides(left, right)".into(),
            "∞, −∞, “does not exist”, or sides(left, right)",
        ),
        (
            "Simulate a line of your own, fit it, and write what you have found: a history, a line, or (m, b).".into(),
            "Write the line that you have found: m, b, or a formula such as 2x + 1.",
        ),
        ("Write a history, a line, or (m, b).".into(), "Write m, b, or a formula such as 2x + 1."),
    ];
    for form in forms.values_mut() {
        if let Value::String(text) = form {
            *text = words.iter().fold(std::mem::take(text), |text, (cell, page)| text.replace(cell, page));
        }
    }
    forms
}

fn shortened(name: &str) -> String {
    name.chars().take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, given: &str) -> Value {
        answer("check", &json!({ "name": name, "answer": given })).unwrap()
    }

    #[test]
    fn every_exercise_invites_judges_hints_and_solves_without_a_word_about_cells() {
        for exercise in all() {
            let invited = check(exercise.name, "");
            assert_eq!(invited["verdict"], "unanswered");
            for text in [&invited, &check(exercise.name, "banana"), &check(exercise.name, "-77777")] {
                let text = text["html"].as_str().unwrap();
                assert!(
                    !["YOUR_ANSWER", "cell", ".hint(", "DOES_NOT", "INFINITY", "quotation"]
                        .iter()
                        .any(|word| text.contains(word)),
                    "{text}"
                );
            }
            let hint = answer("hint", &json!({ "name": exercise.name, "number": 1 })).unwrap();
            assert!(
                hint["text"].as_str().unwrap().starts_with("Hint 1 of ") && hint["of"].as_u64() >= Some(2),
                "{hint}"
            );
            let solution = answer("solution", &json!({ "name": exercise.name })).unwrap();
            assert!(solution.get("latex").or(solution.get("html")).is_some(), "{solution}");
        }
    }

    #[test]
    fn an_answer_is_read_with_and_without_quotation_marks() {
        for given in ["4x + 2", "\"4x + 2\"", " 2(2x+1) "] {
            assert_eq!(check("DERIVATIVE_2", given)["verdict"], "right", "{given}");
        }
        assert_eq!(check("LIMIT_5", "does not exist")["verdict"], "right");
        let wrong = check("LIMIT_1", "-1");
        assert_eq!((&wrong["verdict"], &wrong["mistake"]), (&json!("wrong"), &json!("a sign slip")));
    }

    #[test]
    fn a_line_is_read_as_two_numbers_and_as_a_formula() {
        for given in ["3.01, -2", "(3.01, −2)", "y = 3.01x - 2", "3.01 x - 2"] {
            assert_eq!(check("FIT_1", given)["verdict"], "right", "{given}");
        }
        assert_eq!(check("FIT_1", "-2, 3.01")["verdict"], "wrong");
        assert_eq!(check("FIT_1", "x^2")["verdict"], "not understood");
    }

    #[test]
    fn nonsense_is_answered_and_not_repeated() {
        let huge = "9+".repeat(500_000);
        for exercise in all() {
            for given in [huge.as_str(), "<b>x</b>", "\0", "((((", "NaN"] {
                let said = check(exercise.name, given);
                let html = said["html"].as_str().unwrap();
                assert!(said["verdict"] != "right" && html.len() < 3_000 && !html.contains("<b>"), "{html}");
            }
        }
        assert!(answer("check", &json!({ "name": "LIMIT_99" })).unwrap()["error"].is_string());
    }
}
