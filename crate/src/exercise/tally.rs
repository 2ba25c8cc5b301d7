//! Answers, counted where they are kept.

use super::kept::{self, NotKept};
use super::record::Record;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// An answer: the exercise, whether it was right, and when it came.
type Answered = (&'static str, bool, String);

#[derive(Debug)]
struct Waiting {
    /// What could not be written down yet.
    answers: Vec<Answered>,
    /// What was last said about that: once is enough.
    said: String,
}

static WAITING: Mutex<Waiting> = Mutex::new(Waiting { answers: Vec::new(), said: String::new() });

fn waiting() -> MutexGuard<'static, Waiting> {
    WAITING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Counts an answer, and says what must be said about that: nothing, as a rule.
pub(super) fn count(exercise: &'static str, right: bool) -> Option<String> {
    let folder = kept::folder()?;
    let mut waiting = waiting();
    waiting.answers.push((exercise, right, kept::written(kept::now())));
    match write_down(&folder, &waiting.answers) {
        Ok(()) => {
            waiting.answers.clear();
            waiting.said.clear();
            None
        }
        Err(error) => {
            let words = format!("That cannot be kept for another day: {error}. It is tried again with the next check.");
            let is_new = waiting.said != words;
            waiting.said.clone_from(&words);
            is_new.then_some(words)
        }
    }
}

fn write_down(folder: &Path, answers: &[Answered]) -> Result<(), NotKept> {
    let add = |record: &mut Record| {
        answers.iter().for_each(|(exercise, right, moment)| record.count(exercise, *right, moment));
    };
    kept::change(folder, add).map(drop)
}

/// All that is known, also what could not be written down.
pub(super) fn known() -> Record {
    let mut record: Record = kept::folder().as_deref().map(kept::read).unwrap_or_default();
    waiting().answers.iter().for_each(|(exercise, right, moment)| record.count(exercise, *right, moment));
    record
}

/// Forgets what could not be written down.
pub(super) fn forget() {
    waiting().answers.clear();
}
