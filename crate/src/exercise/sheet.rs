//! What whoever leads a workshop would like to know of an exercise: the worked solution, the usual mistakes, and what to say
//! about each. All of it follows from the exercises, so it cannot drift away from them.

use super::Exercise;
use super::answer::Answer;
use super::course::{COURSE, Kind};
use super::derivative::DerivativeExercise;
use super::formula::Solution;
use super::regression::{FitExercise, RateExercise};
use crate::regression::{Line, clinical_trial, curvatures, least_squares, simulate};
use crate::show::json::{List, Object, text};
use crate::show::{Rich, shown};

/// The sheet of one exercise. From [`sheet`].
#[derive(Clone, Debug)]
pub struct Sheet {
    name: &'static str,
    /// Wrong answers that people give, and what the check says to each.
    mistakes: Vec<(String, String)>,
    hints: &'static [&'static str],
    solution: Solution,
}

/// The sheet of an exercise, by its name. It gives everything away.
///
/// ```
/// use calculus::exercise::sheet::sheet;
/// let second = sheet("LIMIT_2").unwrap();
/// assert!(second.mistakes().any(|(answer, words)| answer == "10" && words.starts_with("you lost the sign")));
/// assert!(sheet("LIMIT_77").is_none());
/// ```
pub fn sheet(exercise: &str) -> Option<Sheet> {
    COURSE.iter().map(|place| place.exercise).find(|kind| kind.name() == exercise).map(Sheet::of)
}

/// All sheets as JSON, for the command that makes copies for leaders: a list of objects with `name`, `mistakes` (pairs of an
/// answer and what to say to it), `hints`, and the solution as `text` and as `latex` or `html`.
///
/// ```
/// assert!(calculus::exercise::sheet::all().starts_with("[{\"name\":\"LIMIT_1\","));
/// ```
pub fn all() -> String {
    List::of(COURSE.iter().map(|place| Sheet::of(place.exercise).json()))
}

impl Sheet {
    fn of(exercise: Kind) -> Sheet {
        let (mistakes, hints, solution) = match exercise {
            Kind::Answer(exercise) => (of_answers(exercise), exercise.hints, exercise.worked()),
            Kind::Derivative(exercise) => (exercise.mistakes(), exercise.hints, exercise.worked()),
            Kind::Fit(exercise) => (of_fit(exercise), exercise.hints, exercise.worked()),
            Kind::Rate(exercise) => (of_rate(exercise), exercise.hints, exercise.worked()),
        };
        Sheet { name: exercise.name(), mistakes, hints, solution }
    }

    /// The usual wrong answers, each with what the check says to it.
    ///
    /// ```
    /// use calculus::exercise::sheet::sheet;
    /// let chain = sheet("DERIVATIVE_8").unwrap();
    /// assert!(chain.mistakes().any(|(_, words)| words.starts_with("you forgot the inner derivative")));
    /// ```
    pub fn mistakes(&self) -> impl Iterator<Item = (&str, &str)> {
        self.mistakes.iter().map(|(answer, words)| (answer.as_str(), words.as_str()))
    }

    fn json(&self) -> String {
        let mistakes = self.mistakes.iter().map(|(answer, words)| List::of([text(answer), text(words)]));
        let mut sheet = Object::new()
            .add("name", text(self.name))
            .add("mistakes", List::of(mistakes))
            .add("hints", List::of(self.hints.iter().map(|hint| text(hint))))
            .add("text", text(&self.solution.text()));
        for (form, content) in [("latex", self.solution.latex()), ("html", self.solution.html())] {
            if let Some(content) = content {
                sheet = sheet.add(form, text(&content));
            }
        }
        sheet.end()
    }
}

impl Rich for Sheet {
    fn text(&self) -> String {
        let mistakes: String = self.mistakes.iter().map(|(answer, words)| format!("  {answer}: {words}\n")).collect();
        format!("{}\n\nUsual mistakes:\n{mistakes}", self.solution.text())
    }
}

shown!(Sheet);

fn of_answers(exercise: &Exercise) -> Vec<(String, String)> {
    exercise.mistakes.iter().map(|(answer, words)| (answer.to_string(), (*words).to_owned())).collect()
}

/// What the check says, without the way to a hint.
fn without_hint<'message>(name: &str, message: &'message str) -> &'message str {
    message.trim_end_matches(&format!(" {name}.hint(1) gives a hint."))
}

/// What stands behind the answer, which the check repeats.
fn without_answer(message: &str) -> String {
    message.split_once(": ").map_or(message, |(_, words)| words).to_owned()
}

/// The rates that people name, tried.
fn of_rate(exercise: &RateExercise) -> Vec<(String, String)> {
    let [steep, flat] = curvatures(&clinical_trial());
    let rates = [(steep, 2), (flat, 4), (2.0 / flat, 4), (1.0 / steep, 4), (0.055, 3), (0.1, 1), (0.01, 2)];
    let tried = rates.map(|(rate, places)| {
        let feedback = exercise.judge(&Answer::from(rate));
        (format!("{rate:.places$}"), without_answer(without_hint(exercise.name, feedback.message())))
    });
    tried.to_vec()
}

/// What people take for the line behind the data, tried on some data.
fn of_fit(exercise: &FitExercise) -> Vec<(String, String)> {
    let data = simulate(Line::new(3.0, -2.0), 0.5, 100, 7);
    let Line { m, b } = least_squares(&data);
    let lines = [
        ("m and b in each other's place", Line { m: b, b: m }),
        ("a descent that ended too early", Line::new(0.0, 0.0)),
    ];
    let tried = lines.map(|(what, line)| {
        let feedback = exercise.judge(&data, &line.into());
        (what.to_owned(), without_hint(exercise.name, feedback.message()).to_owned())
    });
    tried.to_vec()
}

impl DerivativeExercise {
    /// Usual wrong answers: for a formula those of the rules gone wrong, one for each mistake.
    fn mistakes(&self) -> Vec<(String, String)> {
        match self.at {
            Some(_) => {
                self.slips.iter().map(|(slip, words)| (Answer::from(*slip).to_string(), (*words).to_owned())).collect()
            }
            None => self.wrong_formulas(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exercise::Verdict;

    /// So that a leader says what the check says.
    #[test]
    fn every_mistake_on_a_sheet_is_answered_so_by_the_check() {
        for place in &COURSE {
            let sheet = Sheet::of(place.exercise);
            assert!(sheet.mistakes.len() >= 2, "{}: {:?}", sheet.name, sheet.mistakes);
            for (at, (answer, words)) in sheet.mistakes().enumerate() {
                let feedback = match place.exercise {
                    // As the table has it: in words it may be another answer.
                    Kind::Answer(exercise) => exercise.judge(&exercise.mistakes[at].0),
                    Kind::Derivative(exercise) => exercise.check(answer),
                    Kind::Rate(_) | Kind::Fit(_) => continue,
                };
                assert_eq!(feedback.verdict(), Verdict::Wrong, "{} {answer}", sheet.name);
                assert!(feedback.mistake().is_some(), "{} {answer}", sheet.name);
                assert!(feedback.text().contains(words), "{} {answer}: {words}\n{}", sheet.name, feedback.text());
            }
        }
    }

    #[test]
    fn all_sheets_are_json() {
        let all: serde_json::Value = serde_json::from_str(&all()).unwrap();
        let all = all.as_array().unwrap();
        assert_eq!(all.len(), COURSE.len());
        for sheet in all {
            assert!(sheet["latex"].is_string() || sheet["html"].is_string(), "{sheet}");
            assert!(!sheet["hints"].as_array().unwrap().is_empty() && sheet["text"].is_string());
        }
    }
}
