//! Exercises: an answer goes in, and what is right or wrong about it comes out.
//!
//! ```
//! use calculus::prelude::*;
//!
//! LIMIT_1.question(); // lim x→0 (x² − 1)/(x − 1)
//! LIMIT_1.check(YOUR_ANSWER); // an invitation, until YOUR_ANSWER is replaced
//! assert!(!LIMIT_1.check(-1).is_right()); // and the message says which sign was lost
//! assert!(LIMIT_1.check("1").is_right());
//! LIMIT_1.hint(1);
//! LIMIT_1.solution();
//! ```
//!
//! An exercise is data: [`limits`] has those of the first chapter, [`derivatives`] those of the second, [`autodiff`]
//! that of the third. In the second an answer is a formula, and any form of it is right:
//!
//! ```
//! use calculus::prelude::*;
//!
//! assert!(DERIVATIVE_2.check("2(2x + 1)").is_right());
//! ```

mod answer;
pub mod autodiff;
mod derivative;
pub mod derivatives;
mod feedback;
mod formula;
pub mod limits;
pub mod regression;
mod wrong_rules;

pub use answer::{Answer, DOES_NOT_EXIST, YOUR_ANSWER, sides};
pub use derivative::DerivativeExercise;
pub use feedback::{Feedback, Hint, Verdict};
pub use formula::{Question, Solution};

use answer::UNDERSTOOD;
use formula::{Formula, Step};

use crate::show::{Rich, shown};

/// Digits beyond these are rounding, not the learner's.
const EQUAL: f64 = 1e-9;

/// Someone this near has read a table of values and not yet said where it leads.
const CLOSE: f64 = 1e-2;

/// A question, its answer, the usual mistakes, hints and a worked solution.
#[derive(Debug)]
pub struct Exercise {
    /// As the learner writes it in a cell.
    name: &'static str,
    question: Formula,
    /// The right answers, each with what to say to it.
    right: &'static [(Answer, &'static str)],
    /// The usual wrong answers, each with the hint that fits it.
    mistakes: &'static [(Answer, &'static str)],
    /// For a wrong answer that is none of the usual ones.
    otherwise: &'static str,
    hints: &'static [&'static str],
    solution: &'static [Step],
}

impl Rich for Exercise {
    /// The question alone: an exercise must not show its answer by itself.
    fn text(&self) -> String {
        self.question().text()
    }

    fn latex(&self) -> Option<String> {
        self.question().latex()
    }
}

shown!(Exercise);

impl Exercise {
    /// The question as a formula.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// use calculus::show::Rich;
    /// assert_eq!(LIMIT_1.question().text(), "LIMIT_1: lim x→0 (x² − 1)/(x − 1) = ?");
    /// ```
    pub fn question(&self) -> Question {
        Question::new(self.name, self.question.latex, self.question.text)
    }

    /// Says whether an answer is right, and if it is not, what may have gone wrong.
    ///
    /// Takes a number, an infinity, a text, [`DOES_NOT_EXIST`], [`sides`] or [`YOUR_ANSWER`]; see
    /// [`Answer::from`]. Numbers count as right within 10⁻⁹. Never panics: what it does not understand, it says.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// assert!(LIMIT_2.check(-10).is_right());
    /// assert!(LIMIT_2.check("−10").is_right());
    /// assert!(!LIMIT_2.check(10).is_right());
    /// ```
    pub fn check(&self, answer: impl Into<Answer>) -> Feedback {
        let given = answer.into();
        let (verdict, message) = self.judge(&given);
        Feedback::new(verdict, message)
    }

    fn judge(&self, given: &Answer) -> (Verdict, String) {
        let name = self.name;
        let found = |answers: &'static [(Answer, &'static str)], tolerance: f64| {
            answers.iter().find(|(answer, _)| answer.agrees(given, tolerance)).map(|(_, words)| *words)
        };
        // "Not yet." stands before it, so the answer begins a sentence.
        let wrong = |words: &str| format!("{}: {words} {name}.hint(1) gives a hint.", capitalized(&given.to_string()));
        if *given == Answer::Unanswered {
            let invitation = "Replace YOUR_ANSWER by a number, INFINITY, -INFINITY, or DOES_NOT_EXIST, and run the \
                              cell again.";
            return (Verdict::Unanswered, format!("{invitation} {name}.hint(1) gives a hint."));
        }
        if let Answer::Text(_) | Answer::Formula(_) = given {
            let message = format!("I cannot read {given} as an answer. Write {UNDERSTOOD}.");
            return (Verdict::NotUnderstood, message);
        }
        if let Some(words) = found(self.right, EQUAL) {
            return (Verdict::Right, format!("{given}. {words}"));
        }
        if let Some(words) = found(self.mistakes, EQUAL) {
            return (Verdict::Wrong, wrong(words));
        }
        if found(self.right, CLOSE).is_some() {
            let message = format!(
                "{given} is on the way. A value near the limit is not the limit yet: say the number that the values \
                 come ever closer to."
            );
            return (Verdict::Close, message);
        }
        let words = found(self.mistakes, CLOSE).unwrap_or(match given {
            Answer::NotANumber => "NaN is what the machine says for 0/0. A limit asks where the values near it lead.",
            Answer::DividedByZero => "it has no value. A limit asks where the values near it lead.",
            Answer::PlusMinusInfinity => "a limit is one value, not two. Look at each side by itself.",
            _ => self.otherwise,
        });
        (Verdict::Wrong, wrong(words))
    }

    /// The hint with this number, counted from 1; each says more than the one before. With any other number,
    /// how many hints there are.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// use calculus::show::Rich;
    /// assert!(LIMIT_1.hint(1).text().starts_with("Hint 1 of 2"));
    /// assert!(LIMIT_1.hint(0).text().contains("2 hints"));
    /// ```
    pub fn hint(&self, number: usize) -> Hint {
        Hint { exercise: self.name, number, hints: self.hints }
    }

    /// The worked solution, step by step.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// use calculus::show::Rich;
    /// assert!(LIMIT_3.solution().text().contains("= 4 + 2"));
    /// ```
    pub fn solution(&self) -> Solution {
        Solution::of_steps(self.name, self.solution)
    }
}

/// For the tables of answers.
const fn number(value: f64) -> Answer {
    Answer::Number(value)
}

fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests;

#[cfg(test)]
mod derivative_tests;

#[cfg(test)]
mod regression_tests;
