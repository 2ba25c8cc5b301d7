//! The exercise whose answer is a learning rate: it is tried.

use super::answer::{Answer, IntoAnswer};
use super::checked::{checked, hinted};
use super::feedback::{Feedback, Hint, Verdict};
use super::formula::{Solution, Step};
use super::room;
use super::written::calculated;
use crate::plot::number;
use crate::regression::{Data, GradientDescent, Line, clinical_trial, curvatures, try_fit};
use crate::show::{Rich, shown};

/// So far from the largest rate an answer still counts.
const TOLERANCE: f64 = 0.0005;

/// An exercise whose answer is a learning rate.
#[derive(Debug)]
pub struct RateExercise {
    pub(super) name: &'static str,
    pub(super) hints: &'static [&'static str],
    pub(super) solution: &'static [Step],
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
    /// Says whether this is the largest learning rate at which the cost never rises, to within 0.0005. A rate that
    /// is tried and lets the cost rise counts too if it is that close, and is told so.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// assert!(RATE_1.check(0.0549).is_right());
    /// assert!(!RATE_1.check(0.05).is_right());
    /// ```
    pub fn check(&self, answer: impl IntoAnswer) -> Feedback {
        checked(self.name, self.judge(&answer.into()))
    }

    pub(super) fn judge(&self, answer: &Answer) -> Feedback {
        let hint = format!("{}.hint(1) gives a hint.", self.name);
        let rate = match calculated(answer) {
            Answer::Unanswered => {
                let invitation =
                    "Replace YOUR_ANSWER by the learning rate, with four decimals, and run the cell again.";
                return Feedback::new(Verdict::Unanswered, format!("{invitation} {hint}"));
            }
            Answer::Number(rate) => rate,
            other => {
                let words = format!("{other} is not a rate. Write a number such as 0.01. {hint}");
                return Feedback::new(Verdict::NotUnderstood, words);
            }
        };
        let Ok(optimizer) = GradientDescent::try_new(rate) else {
            // Rust says nothing about 2/36, which a learner takes for a rate.
            let cut = if rate == 0.0 {
                ": a division of whole numbers drops the fraction, so 2/36 is 0. Write 2.0/36.0"
            } else {
                ""
            };
            let words = format!(
                "A learning rate is a finite number above 0, and this is {}{cut}. {hint}",
                Answer::Number(rate)
            );
            return Feedback::new(Verdict::Wrong, words);
        };
        let data = clinical_trial();
        let [steep, flat] = curvatures(&data);
        let largest = 2.0 / steep;
        let verdict = if (rate - largest).abs() <= 0.1 * largest { Verdict::Close } else { Verdict::Wrong };
        let named = number(rate);
        let is = |other: f64| (rate / other - 1.0).abs() <= 1e-3;
        let wrong = |words: &str| Feedback::new(Verdict::Wrong, format!("{named}: {words} {hint}")).naming(words);
        let after = || match first_rise(&data, optimizer) {
            Some(epoch) => format!("for the first time after epoch {epoch}"),
            None => "in the end".to_owned(),
        };
        if (rate - largest).abs() <= TOLERANCE {
            // The rate that was asked for is not beyond itself: the last digit of a division is rounded.
            let above = if rate <= largest * (1.0 + f64::EPSILON) {
                String::new()
            } else {
                format!(" Yours is a little above it, and with it the cost rises, {}: to be safe, round down.", after())
            };
            let words = format!(
                "{named}. The bound is 2 divided by the largest curvature of the cost, 2/{steep:.4} = {largest:.5}…: there a \
                 step lands as far beyond the lowest point as it began before it. A longer one lands higher, and the next \
                 one higher still.{above}"
            );
            Feedback::new(Verdict::Right, words)
        } else if is(steep) || is(flat) {
            wrong("that is a curvature, λ, and not a rate yet: for which rate is 1 − rate · λ = −1?")
        } else if is(2.0 / flat) {
            wrong(
                "that would do along the floor of the valley, where the cost is curved least. The steep direction allows less.",
            )
        } else if is(1.0 / steep) {
            wrong(
                "with this rate a step across the valley lands just at its lowest point. A longer step lands beyond it, and \
                 still lower than it began.",
            )
        } else if rate > largest {
            let words = format!(
                "{named}: with this rate the cost rises, {}. So the largest stable rate is below it. {hint}",
                after()
            );
            Feedback::new(verdict, words).naming("with this rate the cost rises")
        } else {
            let words = "with this rate the cost never rises, but it is not the largest such rate yet.";
            Feedback::new(verdict, format!("{named}: {words} {hint}")).naming(words)
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
        hinted(Hint { exercise: self.name, number, hints: self.hints })
    }

    /// The worked solution, step by step.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// use calculus::show::Rich;
    /// assert!(RATE_1.solution().text().contains("2/36.4234"));
    /// ```
    pub fn solution(&self) -> Solution {
        room::released(self.name, || self.worked())
    }

    pub(super) fn worked(&self) -> Solution {
        Solution::of_steps(self.name, self.solution)
    }
}

impl Rich for RateExercise {
    fn text(&self) -> String {
        format!("{}: the largest learning rate at which the cost of the clinical trial never rises.", self.name)
    }
}

shown!(RateExercise);
