//! What a check leaves behind: it is counted for the learner, and told to the room that the learner has joined.

use super::code::EXERCISES;
use super::feedback::{Feedback, Hint, Verdict};
use super::{room, tally};

/// The page in a browser has its own way to count, and no files.
const IN_A_BROWSER: bool = cfg!(target_family = "wasm");

/// Passes on how an answer to an exercise of the course was judged. Practice is nobody's business.
pub(super) fn checked(exercise: &'static str, feedback: Feedback) -> Feedback {
    let right = match feedback.verdict() {
        Verdict::Right => true,
        Verdict::Close | Verdict::Wrong => false,
        Verdict::Unanswered | Verdict::NotUnderstood => return feedback,
    };
    if IN_A_BROWSER || !EXERCISES.contains(&exercise) {
        return feedback;
    }
    let told = room::tell(exercise, right, feedback.mistake());
    feedback.noting(tally::count(exercise, right)).noting(told)
}

/// Remembers that a hint was asked for.
pub(super) fn hinted(hint: Hint) -> Hint {
    if !IN_A_BROWSER && (1..=hint.hints.len()).contains(&hint.number) {
        room::hinted(hint.exercise, hint.number);
    }
    hint
}
