//! Who has which exercise: what notebooks tell of checks, and nothing of answers or code.

use crate::secret::PersonId;
use crate::time::Moment;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

pub const MOST_EXERCISES: usize = 200;
const MOST_MISTAKES: usize = 20;

/// That an answer was checked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Check {
    pub exercise: String,
    pub right: bool,
    /// The known mistake that the answer was.
    pub mistake: Option<String>,
    /// The highest hint that was asked for.
    pub hint: Option<u8>,
}

/// How far a person is with an exercise. Whatever is told twice counts once.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Attempt {
    /// When it was right for the first time.
    pub right_at: Option<Moment>,
    pub began: Moment,
    pub mistakes: BTreeSet<String>,
    pub hint: Option<u8>,
}

/// All attempts, by exercise and person.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Progress {
    pub exercises: BTreeMap<String, BTreeMap<PersonId, Attempt>>,
}

/// What is known of an exercise.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Standing {
    pub exercise: String,
    /// How many have it.
    pub have: usize,
    /// How many try.
    pub trying: usize,
    /// The commonest mistake, and how many have made it.
    pub mistake: Option<(String, usize)>,
    /// How many have asked for a hint.
    pub hints: usize,
}

impl Progress {
    pub fn take(&mut self, at: Moment, person: &PersonId, check: &Check) {
        let attempts = self.exercises.entry(check.exercise.clone()).or_default();
        let attempt = attempts.entry(person.clone()).or_insert_with(|| Attempt { began: at, ..Attempt::default() });
        if check.right {
            attempt.right_at.get_or_insert(at);
        }
        if let Some(mistake) = &check.mistake
            && attempt.mistakes.len() < MOST_MISTAKES
        {
            attempt.mistakes.insert(mistake.clone());
        }
        attempt.hint = attempt.hint.max(check.hint);
    }

    pub fn forget(&mut self, person: &PersonId) {
        self.exercises.values_mut().for_each(|attempts| drop(attempts.remove(person)));
        self.exercises.retain(|_, attempts| !attempts.is_empty());
    }

    pub fn standings(&self) -> Vec<Standing> {
        self.exercises.iter().map(|(exercise, attempts)| standing(exercise, attempts)).collect()
    }

    /// How often an exercise is right, and how often one is being tried, all together.
    pub fn sum(&self) -> (usize, usize) {
        let attempts = || self.exercises.values().flat_map(BTreeMap::values);
        let have = attempts().filter(|attempt| attempt.right_at.is_some()).count();
        (have, attempts().count() - have)
    }
}

fn standing(exercise: &str, attempts: &BTreeMap<PersonId, Attempt>) -> Standing {
    let have = attempts.values().filter(|attempt| attempt.right_at.is_some()).count();
    let mut mistakes: BTreeMap<&str, usize> = BTreeMap::new();
    for mistake in attempts.values().flat_map(|attempt| &attempt.mistakes) {
        *mistakes.entry(mistake).or_default() += 1;
    }
    // Of those that are equally common, the first by name.
    let commonest = mistakes.into_iter().min_by_key(|(_, count)| std::cmp::Reverse(*count));
    Standing {
        exercise: exercise.to_owned(),
        have,
        trying: attempts.len() - have,
        mistake: commonest.map(|(mistake, count)| (mistake.to_owned(), count)),
        hints: attempts.values().filter(|attempt| attempt.hint.is_some()).count(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(exercise: &str, right: bool, mistake: Option<&str>, hint: Option<u8>) -> Check {
        Check { exercise: exercise.to_owned(), right, mistake: mistake.map(str::to_owned), hint }
    }

    #[test]
    fn what_is_told_twice_counts_once() {
        let mut progress = Progress::default();
        let people = [PersonId::new(), PersonId::new(), PersonId::new()];
        for _ in 0..2 {
            progress.take(10, &people[0], &check("D3", false, Some("sign"), None));
            progress.take(20, &people[0], &check("D3", true, None, Some(2)));
            progress.take(30, &people[1], &check("D3", false, Some("sign"), Some(1)));
            progress.take(40, &people[2], &check("D3", false, Some("chain"), None));
        }
        let expected =
            Standing { exercise: "D3".to_owned(), have: 1, trying: 2, mistake: Some(("sign".to_owned(), 2)), hints: 2 };
        assert_eq!(progress.standings(), [expected]);
        assert_eq!(progress.sum(), (1, 2));
        progress.forget(&people[0]);
        assert_eq!(progress.standings()[0].have, 0);
    }

    #[test]
    fn who_had_it_has_it() {
        let mut progress = Progress::default();
        let person = PersonId::new();
        progress.take(10, &person, &check("L1", true, None, None));
        progress.take(20, &person, &check("L1", false, Some("sign"), None));
        assert_eq!(progress.sum(), (1, 0));
        assert_eq!(progress.exercises["L1"][&person].right_at, Some(10));
    }
}
