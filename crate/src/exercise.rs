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
//! that of the third, [`regression`] and [`network`] those of the last. In the second an answer is a formula, and any form of it is right:
//!
//! ```
//! use calculus::prelude::*;
//!
//! assert!(DERIVATIVE_2.check("2(2x + 1)").is_right());
//! ```

mod answer;
pub mod autodiff;
mod checked;
pub mod code;
mod course;
mod derivative;
pub mod derivatives;
mod difference;
mod feedback;
mod fit;
mod formula;
mod json;
mod kept;
pub mod limits;
mod missing_brackets;
pub mod network;
pub mod practice;
pub mod progress;
mod rate;
mod record;
pub mod regression;
pub mod room;
pub mod sheet;
mod tally;
mod wanted;
mod words;
mod written;
mod wrong_rules;

pub use answer::{Answer, DOES_NOT_EXIST, IntoAnswer, YOUR_ANSWER, sides};
pub use derivative::DerivativeExercise;
pub use feedback::{Feedback, Hint, Verdict};
pub use formula::{Question, Solution};

use answer::{close, equal};
use checked::{checked, hinted};
use formula::{Formula, Step};
use wanted::Wanted;
use written::{calculated, capitalized};

use crate::show::{Rich, shown};

/// A question, its answer, the usual mistakes, hints and a worked solution.
#[derive(Debug)]
pub struct Exercise {
    /// As the learner writes it in a cell.
    name: &'static str,
    wanted: Wanted,
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
    /// [`Answer::from`]. A text may be a calculation. Numbers count as right within rounding, 10⁻¹² of their size: beside
    /// 0 nothing else is 0. Never panics: what it does not understand, it says.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// assert!(LIMIT_2.check(-10).is_right());
    /// assert!(LIMIT_2.check("−10").is_right());
    /// assert!(!LIMIT_2.check(10).is_right());
    /// assert!(LIMIT_3.check("4 + 2").is_right());
    /// assert!(!LIMIT_4.check(1e-9).is_right());
    /// ```
    pub fn check(&self, answer: impl IntoAnswer) -> Feedback {
        checked(self.name, self.judge(&answer.into()))
    }

    fn judge(&self, given: &Answer) -> Feedback {
        let (name, wanted) = (self.name, self.wanted);
        // "Not yet." stands before it, so the answer begins a sentence.
        let wrong = |given: &Answer, words: &str| {
            let given = capitalized(&given.to_string());
            Feedback::new(Verdict::Wrong, format!("{given}: {words} {name}.hint(1) gives a hint."))
        };
        if *given == Answer::Unanswered {
            let invitation = format!("Replace YOUR_ANSWER by {}, and run the cell again.", wanted.replacement());
            return Feedback::new(Verdict::Unanswered, format!("{invitation} {name}.hint(1) gives a hint."));
        }
        let given = &calculated(given);
        let found = |answers: &'static [(Answer, &'static str)], near: fn(f64, f64) -> bool| {
            answers.iter().find(|(answer, _)| answer.agrees(given, near)).map(|(_, words)| *words)
        };
        if let Answer::Text(text) = given {
            let message = format!("{given} is no answer to this. {}Write {}.", habit(text), wanted.understood());
            return Feedback::new(Verdict::NotUnderstood, message);
        }
        if let Some(words) = found(self.right, equal) {
            return Feedback::new(Verdict::Right, format!("{given}. {words}"));
        }
        if let Some(words) = found(self.mistakes, equal) {
            return wrong(given, words).naming(words);
        }
        if found(self.right, close).is_some() {
            return Feedback::new(Verdict::Close, format!("{given} is on the way. {}", wanted.close()));
        }
        match found(self.mistakes, close).or_else(|| wanted.other_kind(given)) {
            Some(words) => wrong(given, words).naming(words),
            None => wrong(given, self.otherwise),
        }
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
        hinted(Hint { exercise: self.name, number, hints: self.hints })
    }

    /// The worked solution, step by step.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// use calculus::show::Rich;
    /// assert!(LIMIT_3.solution().text().contains("= 4 + 2"));
    /// ```
    pub fn solution(&self) -> Solution {
        room::released(self.name, || self.worked())
    }

    fn worked(&self) -> Solution {
        Solution::of_steps(self.name, self.solution)
    }
}

/// For the tables of answers.
const fn number(value: f64) -> Answer {
    Answer::Number(value)
}

/// What to say to habits that are right elsewhere: "0,5", "25/∞", and "0⁻" for a limit that is approached from below.
fn habit(text: &str) -> &'static str {
    let is_number = |part: &str| part.trim_start_matches(['-', '−', '+']).parse::<f64>().is_ok();
    let text = text.trim();
    let is_infinity = |part: &str| matches!(Answer::from(part.trim()), Answer::Number(value) if value.is_infinite());
    if text.split(['/', '*', '+', '-']).any(is_infinity) {
        "Infinity is no number to calculate with: say where the values lead. "
    } else if text.split_once(',').is_some_and(|(whole, rest)| is_number(whole) && rest.parse::<u64>().is_ok()) {
        "A decimal number has a point: 0.5, not 0,5. "
    } else if text.strip_suffix(['-', '−', '+', '⁻', '⁺']).is_some_and(|number| is_number(number.trim_end_matches('^')))
    {
        "From which side the values come is no part of a limit: it is the number alone. "
    } else {
        ""
    }
}

#[cfg(test)]
mod tests;

#[cfg(test)]
mod derivative_tests;

#[cfg(test)]
mod network_tests;

#[cfg(test)]
mod regression_tests;

#[cfg(test)]
mod slips;

#[cfg(test)]
mod said;
