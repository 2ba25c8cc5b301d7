//! All exercises of the course, in its order, and where in the notebooks each of them stands.

use super::Exercise;
use super::autodiff::AUTODIFF_1;
use super::derivative::DerivativeExercise;
use super::derivatives::*;
use super::limits::*;
use super::network::{NETWORK_1, NETWORK_2};
use super::regression::{FIT_1, FitExercise, RATE_1, RateExercise};
use crate::show::Rich;

/// An exercise of any kind.
#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    Answer(&'static Exercise),
    Derivative(&'static DerivativeExercise),
    Fit(&'static FitExercise),
    Rate(&'static RateExercise),
}

/// Where an exercise stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub exercise: Kind,
    /// The notebook's file, without its ending.
    pub notebook: &'static str,
    /// Of the course.
    pub row: &'static str,
    /// The heading above it.
    pub heading: &'static str,
}

const fn of(exercise: Kind, notebook: &'static str, row: &'static str, heading: &'static str) -> Place {
    Place { exercise, notebook, row, heading }
}

const ONE: &str = "01-limits";
const TWO: &str = "02-derivatives";
const THREE: &str = "03-autodiff";
const FOUR: &str = "04-regression";
const FIVE: &str = "05-network";

pub(super) static COURSE: [Place; 23] = [
    of(Kind::Answer(&LIMIT_1), ONE, "L12", "Exercise 1"),
    of(Kind::Answer(&LIMIT_2), ONE, "L12", "Exercise 2"),
    of(Kind::Answer(&LIMIT_3), ONE, "L12", "Exercise 3"),
    of(Kind::Answer(&LIMIT_4), ONE, "L12", "Exercise 4"),
    of(Kind::Answer(&LIMIT_5), ONE, "L12", "Exercise 5"),
    of(Kind::Answer(&SLOPE_1), TWO, "D4", "Exercise: the slope somewhere else"),
    of(Kind::Derivative(&DERIVATIVE_1), TWO, "D10", "Exercise 1"),
    of(Kind::Derivative(&DERIVATIVE_2), TWO, "D10", "Exercise 2"),
    of(Kind::Derivative(&DERIVATIVE_3), TWO, "D10", "Exercise 3"),
    of(Kind::Derivative(&DERIVATIVE_4), TWO, "D10", "Exercise 4"),
    of(Kind::Derivative(&DERIVATIVE_5), TWO, "D10", "Exercise 5"),
    of(Kind::Derivative(&DERIVATIVE_6), TWO, "D12", "Exercise 6"),
    of(Kind::Derivative(&DERIVATIVE_7), TWO, "D12", "Exercise 7"),
    of(Kind::Derivative(&DERIVATIVE_8), TWO, "D12", "Exercise 8"),
    of(Kind::Derivative(&DERIVATIVE_9), TWO, "D12", "Exercise 9"),
    of(Kind::Derivative(&DERIVATIVE_10), TWO, "D12", "Exercise 10"),
    of(Kind::Derivative(&DERIVATIVE_11), TWO, "D13", "Exercise 11"),
    of(Kind::Derivative(&DERIVATIVE_12), TWO, "D13", "Exercise 12"),
    of(Kind::Answer(&AUTODIFF_1), THREE, "A9", "Exercise: by machine"),
    of(Kind::Fit(&FIT_1), FOUR, "R9", "Exercise 1: a line of your own"),
    of(Kind::Rate(&RATE_1), FOUR, "R9", "Exercise 2: too fast"),
    of(Kind::Answer(&NETWORK_1), FIVE, "N9", "Exercise 1: backwards by hand"),
    of(Kind::Answer(&NETWORK_2), FIVE, "N9", "Exercise 2: how few will do?"),
];

impl Kind {
    pub fn name(self) -> &'static str {
        match self {
            Kind::Answer(exercise) => exercise.name,
            Kind::Derivative(exercise) => exercise.name,
            Kind::Fit(exercise) => exercise.name,
            Kind::Rate(exercise) => exercise.name,
        }
    }

    /// What is asked, in a line.
    pub fn question(self) -> String {
        let text = match self {
            Kind::Answer(exercise) => exercise.text(),
            Kind::Derivative(exercise) => exercise.text(),
            Kind::Fit(exercise) => exercise.text(),
            Kind::Rate(exercise) => exercise.text(),
        };
        let question = text.strip_prefix(self.name()).and_then(|text| text.strip_prefix(": ")).unwrap_or(&text);
        question.trim_end_matches(" = ?").trim_end_matches('.').to_owned()
    }
}

impl Place {
    /// Where JupyterLab finds the heading, seen from a notebook of the course.
    pub fn address(&self) -> String {
        format!("{}.ipynb#{}", self.notebook, self.heading.replace(' ', "-"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exercise::code::EXERCISES;

    #[test]
    fn codes_know_the_exercises_of_the_course() {
        let names = COURSE.each_ref().map(|place| place.exercise.name());
        assert_eq!(names, EXERCISES);
    }

    /// Also: no notebook has an exercise that stands not here.
    #[test]
    fn exercises_stand_where_the_notebooks_have_them() {
        let mut found = Vec::new();
        for notebook in [ONE, TWO, THREE, FOUR, FIVE] {
            let path = format!("{}/../notebooks/{notebook}.ipynb", env!("CARGO_MANIFEST_DIR"));
            let content: serde_json::Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
            let mut heading = String::new();
            for cell in content["cells"].as_array().unwrap() {
                let source: String = match &cell["source"] {
                    serde_json::Value::String(text) => text.clone(),
                    lines => lines.as_array().unwrap().iter().filter_map(|line| line.as_str()).collect(),
                };
                if cell["cell_type"] == "markdown" {
                    let mut headings = source.lines().filter(|line| line.starts_with('#'));
                    heading =
                        headings.next_back().map_or(heading, |line| line.trim_start_matches(['#', ' ']).to_owned());
                } else if let Some((name, _)) = source.split_once(".check(")
                    // A small name is a variable: practice, whose exercises are new each time.
                    && name.chars().all(|c| !c.is_lowercase())
                {
                    let row = cell["metadata"]["tags"][0].as_str().unwrap().to_owned();
                    found.push((name.to_owned(), notebook.to_owned(), row, heading.clone()));
                }
            }
        }
        let said = COURSE
            .each_ref()
            .map(|place| [place.exercise.name(), place.notebook, place.row, place.heading].map(str::to_owned));
        assert_eq!(found, said.map(|[name, notebook, row, heading]| (name, notebook, row, heading)).to_vec());
    }

    #[test]
    fn a_question_is_a_line_without_a_name() {
        assert_eq!(COURSE[0].exercise.question(), "lim x→0 (x² − 1)/(x − 1)");
        assert_eq!(COURSE[9].exercise.question(), "d/dx[x^2 + 2x + 2] at x = 2");
        assert_eq!(COURSE[19].exercise.question(), "simulate a line with noise, and find it again");
        assert_eq!(COURSE[19].address(), "04-regression.ipynb#Exercise-1:-a-line-of-your-own");
    }
}
