//! Practice without end: exercises that nobody has seen, made while the learner answers.
//!
//! ```
//! use calculus::prelude::*;
//!
//! let p = practice("chain rule").seed(1);
//! p.question(); // p: d/dx[(2x + 5)^4] = ?
//! p.check("4(2x + 5)^3"); // Not yet: the inner derivative is missing. The question stays.
//! p.hint(1);
//! p.check("8(2x + 5)^3"); // Right, and there is the next one.
//! p.solution();
//! ```
//!
//! An exercise that is made is an exercise like any other: it is judged by the same rules, knows the same mistakes and
//! has its hints and its worked solution. A right answer brings the next one, a second wrong one an easier one.

mod derivatives;
mod limits;
mod pick;
mod task;
mod topic;
mod turn;
mod written;

pub use turn::Turn;

use super::answer::IntoAnswer;
use super::feedback::{Hint, Verdict};
use super::formula::{Question, Solution};
use crate::show::{Rich, shown};
use pick::Pick;
use std::cell::RefCell;
use std::collections::HashSet;
use std::hash::{BuildHasher, RandomState};
use task::Task;
use topic::Topic;

/// How the exercises are called: as the variable of the examples, so that what they say can be typed.
const NAME: &str = "p";

/// An easier exercise comes after so many wrong answers to one.
const WRONG_BEFORE_EASIER: u32 = 2;

const LEVELS: std::ops::RangeInclusive<u8> = 1..=3;

/// Exercises about one topic, one after another. From [`practice`].
#[derive(Debug)]
pub struct Practice {
    topic: Topic,
    /// What was asked for; it may be easier for a while.
    level: u8,
    seed: u64,
    state: RefCell<State>,
}

#[derive(Debug)]
struct State {
    pick: Pick,
    /// The questions so far: none comes twice.
    asked: HashSet<String>,
    current: Task,
    /// The one before, once it was answered right.
    before: Option<Task>,
    wrong: u32,
}

/// Begins to practise a topic: `"limits at holes"`, `"limits at infinity"`, `"one-sided limits"`; `"constant rule"`,
/// `"power rule"`, `"constant multiple rule"`, `"sum rule"`, `"product rule"`, `"quotient rule"`, `"chain rule"`,
/// `"power rule on a function chain"`; `"limits"`, `"derivatives"` or `"everything"` for a mixture. Part of a name is
/// enough. The exercises differ each time, unless a [`seed`](Practice::seed) is given.
///
/// ```
/// use calculus::prelude::*;
/// let p = practice("limits at holes").level(2);
/// assert!(!p.check(YOUR_ANSWER).is_right());
/// ```
///
/// # Panics
///
/// If there is no such topic: the message lists them.
pub fn practice(topic: &str) -> Practice {
    let topic = Topic::named(topic).unwrap_or_else(|unknown| panic!("{unknown}"));
    Practice::new(topic, *LEVELS.start(), RandomState::new().hash_one(0))
}

impl Practice {
    fn new(topic: Topic, level: u8, seed: u64) -> Practice {
        let mut pick = Pick::new(seed);
        let mut asked = HashSet::new();
        let current = unseen(topic, level, &mut pick, &mut asked);
        let state = State { pick, asked, current, before: None, wrong: 0 };
        Practice { topic, level, seed, state: RefCell::new(state) }
    }

    /// The same from another level: at 1, the default, the rule alone with small numbers; at 2 with more around it; at 3 with
    /// what comes up in earnest.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// use calculus::show::Rich;
    /// assert!(practice("sum").level(3).question().text().contains("d/dx"));
    /// ```
    ///
    /// # Panics
    ///
    /// If there is no such level.
    pub fn level(&self, level: u8) -> Practice {
        assert!(LEVELS.contains(&level), "there is no level {level}: the levels are 1, 2 and 3");
        Practice::new(self.topic, level, self.seed)
    }

    /// The same with the exercises that belong to this number: the same ones each time, for a whole class.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// use calculus::show::Rich;
    /// let question = || practice("product rule").seed(7).question().text();
    /// assert_eq!(question(), question());
    /// ```
    pub fn seed(&self, seed: u64) -> Practice {
        Practice::new(self.topic, self.level, seed)
    }

    /// The question that waits for an answer.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// use calculus::show::Rich;
    /// assert!(practice("holes").question().text().starts_with("p: lim x→"));
    /// ```
    pub fn question(&self) -> Question {
        self.state.borrow().current.question()
    }

    /// Says whether an answer is right, as the check of any exercise does. If it is, the next question comes with it; after
    /// two wrong ones the worked solution, and an easier question.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// use calculus::show::Rich;
    /// let p = practice("limits at infinity").seed(3);
    /// let (first, turn) = (p.question().text(), p.check("no idea"));
    /// assert!(!turn.is_right() && p.question().text() == first);
    /// ```
    pub fn check(&self, answer: impl IntoAnswer) -> Turn {
        let answer = answer.into();
        let state = &mut *self.state.borrow_mut();
        let feedback = state.current.check(answer.clone());
        match feedback.verdict() {
            Verdict::Right => {
                state.go_on(self.topic, self.level);
                Turn::onwards(feedback, state.current.question())
            }
            // The cell of the answer before was run once more.
            Verdict::Wrong if state.before.as_ref().is_some_and(|before| before.check(answer).is_right()) => {
                Turn::of_the_one_before(state.current.question())
            }
            Verdict::Wrong if state.wrong + 1 == WRONG_BEFORE_EASIER => {
                let solution = state.current.solution();
                state.pick.narrow();
                state.go_on(self.topic, (self.level - 1).max(*LEVELS.start()));
                Turn::easier(feedback, solution, state.current.question())
            }
            Verdict::Wrong => {
                state.wrong += 1;
                Turn::stays(feedback)
            }
            Verdict::Close | Verdict::Unanswered | Verdict::NotUnderstood => Turn::stays(feedback),
        }
    }

    /// The hint with this number, as that of any exercise.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// use calculus::show::Rich;
    /// assert!(practice("quotient rule").hint(1).text().starts_with("Hint 1 of 2"));
    /// ```
    pub fn hint(&self, number: usize) -> Hint {
        self.state.borrow().current.hint(number)
    }

    /// The worked solution of the question that waits. (After a right answer that is the next one already.)
    ///
    /// ```
    /// use calculus::prelude::*;
    /// use calculus::show::Rich;
    /// assert!(practice("product rule").solution().text().contains("product rule"));
    /// ```
    pub fn solution(&self) -> Solution {
        self.state.borrow().current.solution()
    }

    /// Leaves the question unanswered and asks another one.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// use calculus::show::Rich;
    /// let p = practice("power rule");
    /// let first = p.question().text();
    /// assert_ne!(p.skip().text(), first);
    /// ```
    pub fn skip(&self) -> Question {
        let state = &mut *self.state.borrow_mut();
        state.go_on(self.topic, self.level);
        state.current.question()
    }
}

impl State {
    fn go_on(&mut self, topic: Topic, level: u8) {
        let next = unseen(topic, level, &mut self.pick, &mut self.asked);
        self.before = Some(std::mem::replace(&mut self.current, next));
        self.wrong = 0;
    }
}

/// An exercise whose question is none of those that were asked.
fn unseen(topic: Topic, level: u8, pick: &mut Pick, asked: &mut HashSet<String>) -> Task {
    loop {
        let task = topic.exercise(level, pick);
        if asked.insert(task.question().text()) {
            return task;
        }
        // All with such small numbers may have been asked.
        pick.widen();
    }
}

impl Rich for Practice {
    fn text(&self) -> String {
        self.question().text()
    }

    fn latex(&self) -> Option<String> {
        self.question().latex()
    }
}

shown!(Practice);

#[cfg(test)]
mod tests;
