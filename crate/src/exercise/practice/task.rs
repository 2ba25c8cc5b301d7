//! An exercise that was made, of either kind.

use crate::exercise::{Answer, DerivativeExercise, Exercise, Feedback, Hint, Question, Solution};

#[derive(Debug)]
pub(super) enum Task {
    Limit(Exercise),
    Derivative(DerivativeExercise),
}

impl Task {
    pub fn question(&self) -> Question {
        match self {
            Task::Limit(exercise) => exercise.question(),
            Task::Derivative(exercise) => exercise.question(),
        }
    }

    pub fn check(&self, answer: Answer) -> Feedback {
        match self {
            Task::Limit(exercise) => exercise.check(answer),
            Task::Derivative(exercise) => exercise.check(answer),
        }
    }

    pub fn hint(&self, number: usize) -> Hint {
        match self {
            Task::Limit(exercise) => exercise.hint(number),
            Task::Derivative(exercise) => exercise.hint(number),
        }
    }

    pub fn solution(&self) -> Solution {
        match self {
            Task::Limit(exercise) => exercise.solution(),
            Task::Derivative(exercise) => exercise.solution(),
        }
    }
}

/// A text of an exercise that was made. The exercises of the course are constants, and so these stay until the process ends, a
/// kilobyte each, like the formulas in them.
pub(super) fn kept(text: String) -> &'static str {
    text.leak()
}
