//! The exercise whose answer is a fitted line: it is compared with the line from which the data were made.

use super::answer::Answer;
use super::checked::{checked, hinted};
use super::feedback::{Feedback, Hint, Verdict};
use super::formula::Solution;
use super::room;
use crate::regression::{Data, History, Line, try_least_squares};
use crate::show::{Rich, shown};

/// An exercise whose answer is the line behind simulated data.
#[derive(Debug)]
pub struct FitExercise {
    pub(super) name: &'static str,
    pub(super) hints: &'static [&'static str],
    /// A cell.
    pub(super) solution: &'static str,
}

/// A fitted line as an answer: a [`Line`], a [`History`], m and b as a pair, or
/// [`YOUR_ANSWER`](super::YOUR_ANSWER).
#[derive(Clone, Debug, PartialEq)]
pub enum FittedLine {
    /// The line.
    Line(Line),
    /// Nobody has answered yet, or not with a line.
    Other(Answer),
}

/// What [`FitExercise::check`] takes: whatever turns into a [`FittedLine`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no fitted line",
    label = "write a line, as of `least_squares`, a history, as of `fit`, or m and b in brackets: `(3.0, -2.0)`"
)]
pub trait IntoFittedLine: Into<FittedLine> {}

/// One by one, as for [`IntoAnswer`](super::IntoAnswer).
macro_rules! fitted_lines {
    ($($kind:ty),+) => {$( impl IntoFittedLine for $kind {} )+};
}
fitted_lines!(FittedLine, Line, &Line, History, &History, (f64, f64), Answer);

impl From<Line> for FittedLine {
    fn from(line: Line) -> FittedLine {
        FittedLine::Line(line)
    }
}

impl From<&Line> for FittedLine {
    fn from(line: &Line) -> FittedLine {
        FittedLine::Line(*line)
    }
}

impl From<&History> for FittedLine {
    fn from(history: &History) -> FittedLine {
        FittedLine::Line(history.line())
    }
}

impl From<History> for FittedLine {
    fn from(history: History) -> FittedLine {
        FittedLine::Line(history.line())
    }
}

impl From<(f64, f64)> for FittedLine {
    fn from((m, b): (f64, f64)) -> FittedLine {
        FittedLine::Line(Line { m, b })
    }
}

impl From<Answer> for FittedLine {
    fn from(answer: Answer) -> FittedLine {
        FittedLine::Other(answer)
    }
}

impl FitExercise {
    /// Says whether a line is the one from which these data were simulated, within three standard errors for m and for b.
    /// The standard errors follow from the known noise σ: σ/√Σ(x − x̄)² for m and σ·√(1/n + x̄²/Σ(x − x̄)²) for b.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// let mine = simulate(Line::new(3.0, -2.0), 0.5, 100, 7);
    /// assert!(!FIT_1.check(&mine, YOUR_ANSWER).is_right());
    /// let found = fit(&mine, Line::new(0.0, 0.0), GradientDescent::new(0.05), 1000);
    /// assert!(FIT_1.check(&mine, &found).is_right());
    /// ```
    pub fn check(&self, data: &Data, answer: impl IntoFittedLine) -> Feedback {
        checked(self.name, self.judge(data, &answer.into()))
    }

    pub(super) fn judge(&self, data: &Data, answer: &FittedLine) -> Feedback {
        let hint = format!("{}.hint(1) gives a hint.", self.name);
        let line = match answer {
            FittedLine::Line(line) if line.m.is_finite() && line.b.is_finite() => *line,
            FittedLine::Other(Answer::Unanswered) => {
                let invitation = "Simulate a line of your own, fit it, and replace YOUR_ANSWER by what you have found: a \
                                  history, a line, or (m, b).";
                return Feedback::new(Verdict::Unanswered, format!("{invitation} {hint}"));
            }
            FittedLine::Line(_) => {
                return Feedback::new(Verdict::NotUnderstood, format!("m and b must be finite numbers. {hint}"));
            }
            FittedLine::Other(other) => {
                return Feedback::new(
                    Verdict::NotUnderstood,
                    format!("{other} is not a line. Write a history, a line, or (m, b). {hint}"),
                );
            }
        };
        let Some(truth) = data.made_by() else {
            let message =
                "These data were not simulated, so nobody knows the line behind them. Make some with simulate.";
            return Feedback::new(Verdict::NotUnderstood, format!("{message} {hint}"));
        };
        if data.len() < 3 {
            let message = "Nothing can be said of so few points: any line fits them. Simulate three at least.";
            return Feedback::new(Verdict::NotUnderstood, format!("{message} {hint}"));
        }
        let errors = standard_errors(data, truth.noise);
        let away =
            |line: Line, from: Line| [(line.m - from.m) / errors[0], (line.b - from.b) / errors[1]].map(f64::abs);
        let within = |line: Line| away(line, truth.line).into_iter().all(|distance| distance <= 3.0);
        let [by_m, by_b] = away(line, truth.line).map(|distance| format!("{distance:.1}"));
        let best = try_least_squares(data).ok();
        if within(line) {
            let words = format!(
                "you have found {line}, and the line behind the noise is {}. Your m is {by_m} standard errors away from it, \
                 your b {by_b}.",
                truth.line
            );
            Feedback::new(Verdict::Right, words)
        } else if within(Line { m: line.b, b: line.m }) {
            let words = "m and b have changed places: first the slope, then the intercept.";
            Feedback::new(Verdict::Wrong, format!("{words} {hint}")).naming(words)
        } else if best.is_some_and(|best| away(line, best).into_iter().all(|distance| distance <= 0.1)) {
            let words = format!(
                "this is the best line for these data, and still {by_m} and {by_b} standard errors away from the one behind \
                 them: unlucky noise, as it comes once in two hundred times. Try another seed."
            );
            Feedback::new(Verdict::Close, words)
        } else {
            let words = format!(
                "m is {by_m} standard errors away from the line behind the data, and b {by_b}. Three would be noise; more is \
                 a descent that has not arrived. {hint}"
            );
            Feedback::new(Verdict::Wrong, words).naming("a descent that has not arrived")
        }
    }

    /// The hint with this number, counted from 1; with any other number, how many hints there are.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// use calculus::show::Rich;
    /// assert!(FIT_1.hint(1).text().starts_with("Hint 1 of 2"));
    /// ```
    pub fn hint(&self, number: usize) -> Hint {
        hinted(Hint { exercise: self.name, number, hints: self.hints })
    }

    /// One way to do it.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// use calculus::show::Rich;
    /// assert!(FIT_1.solution().text().contains("simulate("));
    /// ```
    pub fn solution(&self) -> Solution {
        room::released(self.name, || self.worked())
    }

    pub(super) fn worked(&self) -> Solution {
        Solution::of_code(self.name, self.solution)
    }
}

/// Those of m and b, for known noise; see any textbook on linear regression, such as S. Weisberg, *Applied Linear
/// Regression*, 4th ed. (2014), §2.3. Never quite 0, so that a line may be compared with a noiseless one.
pub(super) fn standard_errors(data: &Data, noise: f64) -> [f64; 2] {
    const LEAST: f64 = 1e-3;
    let n = data.len() as f64;
    let mean = data.xs().iter().sum::<f64>() / n;
    let spread: f64 = data.xs().iter().map(|x| (x - mean).powi(2)).sum();
    [noise / spread.sqrt(), noise * (1.0 / n + mean * mean / spread).sqrt()].map(|error| error.max(LEAST))
}

impl Rich for FitExercise {
    fn text(&self) -> String {
        format!("{}: simulate a line with noise, and find it again.", self.name)
    }
}

shown!(FitExercise);
