//! The exercises of the chapter on fitting a line. Here the machine does not compare with a stored answer: it looks at
//! the data that the learner has made, and tries the learning rate that the learner names.

use super::answer::Answer;
use super::feedback::{Feedback, Hint, Verdict};
use super::formula::{Solution, Step, step};
use super::written::calculated;
use crate::plot::number;
use crate::regression::{Data, GradientDescent, History, Line, clinical_trial, curvatures, try_fit, try_least_squares};
use crate::show::{Rich, shown};

/// Simulate a line with noise, and find it again.
pub static FIT_1: FitExercise = FitExercise {
    name: "FIT_1",
    hints: &[
        "Simulate first: let mine: Data = simulate(Line::new(3.0, -2.0), 0.5, 100, 7); has 100 points around y = 3x − 2. Then \
         fit(&mine, Line::new(0.0, 0.0), GradientDescent::new(0.01), 1000), and look at its line on the data.",
        "If m and b are still on their way, let them go further: 5,000 epochs, or a learning rate of 0.05. Compare with \
         least_squares(&mine).",
    ],
    solution: "let mine: Data = simulate(Line::new(3.0, -2.0), 0.5, 100, 7);\n\
               let found: History = fit(&mine, Line::new(0.0, 0.0), GradientDescent::new(0.05), 1000);\n\
               FIT_1.check(&mine, &found)",
};

/// The largest learning rate at which the cost of the clinical trial never rises.
pub static RATE_1: RateExercise = RateExercise {
    name: "RATE_1",
    hints: &[
        "Halve the interval: the cost falls with 0.01 and rises with 0.1. Try 0.05, and then the middle of where it must \
         be. first_rise() of a short training says whether the cost rose.",
        "Each step multiplies the distance from the lowest point by 1 − rate · λ, where λ is how strongly the cost is \
         curved. For which rate is that −1? The largest λ of these data is curvatures(&data)[0].",
    ],
    solution: &[
        step(
            r"\text{distance after a step} = (1 - \eta\lambda) \cdot \text{distance before}",
            "distance after a step = (1 − ηλ) · distance before",
            "along a direction with curvature λ",
        ),
        step(r"|1 - \eta\lambda| \le 1", "|1 − ηλ| ≤ 1", "or the distance grows"),
        step(r"\eta \le \frac{2}{\lambda}", "η ≤ 2/λ", "for the steepest direction, so for the largest λ"),
        step(r"\eta \le \frac{2}{36.4234} \approx 0.05491", "η ≤ 2/36.4234 ≈ 0.05491", "the largest λ of these data"),
        step(r"\eta = 0.0549", "η = 0.0549", "four decimals, rounded down: above the bound the cost rises"),
    ],
};

/// So much less than the largest rate still counts.
const TOLERANCE: f64 = 0.0005;

/// An exercise whose answer is the line behind simulated data.
#[derive(Debug)]
pub struct FitExercise {
    name: &'static str,
    pub(super) hints: &'static [&'static str],
    /// A cell.
    solution: &'static str,
}

/// An exercise whose answer is a learning rate.
#[derive(Debug)]
pub struct RateExercise {
    name: &'static str,
    pub(super) hints: &'static [&'static str],
    solution: &'static [Step],
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

impl From<Line> for FittedLine {
    fn from(line: Line) -> FittedLine {
        FittedLine::Line(line)
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
    pub fn check(&self, data: &Data, answer: impl Into<FittedLine>) -> Feedback {
        let (verdict, message) = self.judge(data, &answer.into());
        Feedback::new(verdict, message)
    }

    fn judge(&self, data: &Data, answer: &FittedLine) -> (Verdict, String) {
        let hint = format!("{}.hint(1) gives a hint.", self.name);
        let line = match answer {
            FittedLine::Line(line) if line.m.is_finite() && line.b.is_finite() => *line,
            FittedLine::Other(Answer::Unanswered) => {
                let invitation = "Simulate a line of your own, fit it, and replace YOUR_ANSWER by what you have found: a \
                                  history, a line, or (m, b).";
                return (Verdict::Unanswered, format!("{invitation} {hint}"));
            }
            FittedLine::Line(_) => {
                return (Verdict::NotUnderstood, format!("m and b must be finite numbers. {hint}"));
            }
            FittedLine::Other(other) => {
                return (
                    Verdict::NotUnderstood,
                    format!("{other} is not a line. Write a history, a line, or (m, b). {hint}"),
                );
            }
        };
        let Some(truth) = data.made_by() else {
            let message =
                "These data were not simulated, so nobody knows the line behind them. Make some with simulate.";
            return (Verdict::NotUnderstood, format!("{message} {hint}"));
        };
        if data.len() < 3 {
            let message = "Nothing can be said of so few points: any line fits them. Simulate three at least.";
            return (Verdict::NotUnderstood, format!("{message} {hint}"));
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
            (Verdict::Right, words)
        } else if within(Line { m: line.b, b: line.m }) {
            (Verdict::Wrong, format!("m and b have changed places: first the slope, then the intercept. {hint}"))
        } else if best.is_some_and(|best| away(line, best).into_iter().all(|distance| distance <= 0.1)) {
            let words = format!(
                "this is the best line for these data, and still {by_m} and {by_b} standard errors away from the one behind \
                 them: unlucky noise, as it comes once in two hundred times. Try another seed."
            );
            (Verdict::Close, words)
        } else {
            let words = format!(
                "m is {by_m} standard errors away from the line behind the data, and b {by_b}. Three would be noise; more is \
                 a descent that has not arrived. {hint}"
            );
            (Verdict::Wrong, words)
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
        Hint { exercise: self.name, number, hints: self.hints }
    }

    /// One way to do it.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// use calculus::show::Rich;
    /// assert!(FIT_1.solution().text().contains("simulate("));
    /// ```
    pub fn solution(&self) -> Solution {
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

/// After which epoch the cost rises for the first time, if that shows in the first two hundred.
fn first_rise(data: &Data, optimizer: GradientDescent) -> Option<usize> {
    // Beyond twice the bound a descent may leave all numbers before its end; its beginning shows the rise.
    [3, 200]
        .into_iter()
        .filter_map(|epochs| try_fit(data, Line::new(0.9, 0.1), optimizer, epochs).ok())
        .find_map(|history| history.first_rise())
}

impl RateExercise {
    /// Says whether this is the largest learning rate at which the cost never rises, by trying it. A rate up to 0.0005
    /// below it counts; one at which the cost rises never does, however close it is.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// assert!(RATE_1.check(0.0549).is_right());
    /// assert!(!RATE_1.check(0.055).is_right());
    /// ```
    pub fn check(&self, answer: impl Into<Answer>) -> Feedback {
        let (verdict, message) = self.judge(&answer.into());
        Feedback::new(verdict, message)
    }

    fn judge(&self, answer: &Answer) -> (Verdict, String) {
        let hint = format!("{}.hint(1) gives a hint.", self.name);
        let rate = match calculated(answer) {
            Answer::Unanswered => {
                let invitation =
                    "Replace YOUR_ANSWER by the learning rate, with four decimals, and run the cell again.";
                return (Verdict::Unanswered, format!("{invitation} {hint}"));
            }
            Answer::Number(rate) => rate,
            other => {
                return (Verdict::NotUnderstood, format!("{other} is not a rate. Write a number such as 0.01. {hint}"));
            }
        };
        let Ok(optimizer) = GradientDescent::try_new(rate) else {
            return (Verdict::Wrong, format!("A learning rate is a finite number above 0. {hint}"));
        };
        let data = clinical_trial();
        let [steep, flat] = curvatures(&data);
        let largest = 2.0 / steep;
        let verdict = if (rate - largest).abs() <= 0.1 * largest { Verdict::Close } else { Verdict::Wrong };
        let named = number(rate);
        let is = |other: f64| (rate / other - 1.0).abs() <= 1e-3;
        // The rate that was asked for is not beyond itself: the last digit of a division is rounded.
        if rate <= largest * (1.0 + f64::EPSILON) && largest - rate <= TOLERANCE {
            let words = format!(
                "{named}. The bound is 2 divided by the largest curvature of the cost, 2/{steep:.4} = {largest:.5}…: there a \
                 step lands as far beyond the lowest point as it began before it. A longer one lands higher, and the next \
                 one higher still."
            );
            (Verdict::Right, words)
        } else if is(steep) || is(flat) {
            (
                Verdict::Wrong,
                format!(
                    "{named}: that is a curvature, λ, and not a rate yet: for which rate is 1 − rate · λ = −1? {hint}"
                ),
            )
        } else if is(2.0 / flat) {
            let words = "that would do along the floor of the valley, where the cost is curved least. The steep direction \
                         allows less.";
            (Verdict::Wrong, format!("{named}: {words} {hint}"))
        } else if is(1.0 / steep) {
            let words = "with this rate a step across the valley lands just at its lowest point. A longer step lands \
                         beyond it, and still lower than it began.";
            (Verdict::Wrong, format!("{named}: {words} {hint}"))
        } else if rate > largest {
            let after = match first_rise(&data, optimizer) {
                Some(epoch) => format!("for the first time after epoch {epoch}"),
                None => "in the end".to_owned(),
            };
            let bound = if rate - largest <= TOLERANCE {
                "You are very near; but a bound is rounded down, and not up."
            } else {
                "So the largest stable rate is below it."
            };
            (verdict, format!("{named}: with this rate the cost rises, {after}. {bound} {hint}"))
        } else {
            (
                verdict,
                format!(
                    "{named}: with this rate the cost never rises, but it is not the largest such rate yet. {hint}"
                ),
            )
        }
    }

    /// The hint with this number, counted from 1; with any other number, how many hints there are.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// use calculus::show::Rich;
    /// assert!(RATE_1.hint(2).text().contains("curvatures"));
    /// ```
    pub fn hint(&self, number: usize) -> Hint {
        Hint { exercise: self.name, number, hints: self.hints }
    }

    /// The worked solution, step by step.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// use calculus::show::Rich;
    /// assert!(RATE_1.solution().text().contains("2/36.4234"));
    /// ```
    pub fn solution(&self) -> Solution {
        Solution::of_steps(self.name, self.solution)
    }
}

impl Rich for FitExercise {
    fn text(&self) -> String {
        format!("{}: simulate a line with noise, and find it again.", self.name)
    }
}

impl Rich for RateExercise {
    fn text(&self) -> String {
        format!("{}: the largest learning rate at which the cost of the clinical trial never rises.", self.name)
    }
}

shown!(FitExercise, RateExercise);
