//! Questions: typed at any time, voted up, and kept for the break.

use crate::secret::PersonId;
use crate::time::Moment;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// How many questions one person can have waiting, and how many there can be at all.
pub const MOST_OF_ONE: usize = 10;
pub const MOST: usize = 500;

#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    pub id: u32,
    pub person: PersonId,
    pub text: String,
    pub at: Moment,
    /// Who wants to know it too.
    pub up: BTreeSet<PersonId>,
    pub mark: Mark,
    /// What tells a question that is sent again from a new one.
    pub once: String,
}

/// What has become of a question.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mark {
    #[default]
    Waiting,
    Answered,
    /// For the leader alone.
    Hidden,
}

/// The most wanted first, and of those the oldest.
pub fn in_order(questions: &[Question]) -> Vec<&Question> {
    let mut questions: Vec<&Question> = questions.iter().collect();
    questions.sort_by_key(|question| (std::cmp::Reverse(question.up.len()), question.at, question.id));
    questions
}

/// Those that wait, in order.
pub fn waiting(questions: &[Question]) -> Vec<&Question> {
    let mut questions = in_order(questions);
    questions.retain(|question| question.mark == Mark::Waiting);
    questions
}
