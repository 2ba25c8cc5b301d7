//! Polls: what is asked, what may be answered, and what was.

pub mod deck;
pub mod file;
pub mod metadata;

use crate::secret::PersonId;
use crate::text::{self, LONGEST_FORMULA, LONGEST_WORD};
use crate::time::Moment;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

pub const MOST_CHOICES: usize = 12;

/// A question to everybody.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Poll {
    /// Its name in this room, which no other poll has.
    pub id: String,
    /// Text, with formulas between dollar signs.
    pub question: String,
    pub kind: Kind,
    /// What can be chosen, where something is to be chosen.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<String>,
    /// The right answer, where there is one: a formula, or a number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub right: Option<String>,
    /// The usual wrong formulas, each with what went wrong.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mistakes: Vec<Mistake>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mistake {
    pub formula: String,
    pub words: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// One of the choices.
    One,
    /// Any number of the choices.
    Several,
    Number,
    Word,
    Formula,
}

/// What somebody answered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Answer {
    /// The place of one choice, from 0, or a number: the poll's kind says which.
    Number(f64),
    /// The places of several choices, in order.
    Several(Vec<usize>),
    Text(String),
}

#[derive(Debug, thiserror::Error, PartialEq)]
pub enum AnswerError {
    #[error("Choose one of the answers")]
    NotAChoice,
    #[error("Write a number, such as 12 or -0.5")]
    NotANumber,
    #[error(transparent)]
    Text(#[from] text::TextError),
    #[error("This question wants {0}")]
    OtherKind(&'static str),
}

impl Poll {
    /// The answer as it is kept, if it is one to this question.
    pub fn accept(&self, answer: Answer) -> Result<Answer, AnswerError> {
        let choices = self.choices.len();
        match (self.kind, answer) {
            (Kind::One, Answer::Number(choice)) => {
                let is_one = choice.fract() == 0.0 && choice >= 0.0 && choice < choices as f64;
                if is_one { Ok(Answer::Number(choice)) } else { Err(AnswerError::NotAChoice) }
            }
            (Kind::Several, Answer::Several(mut chosen)) => {
                chosen.sort_unstable();
                chosen.dedup();
                let are_choices = !chosen.is_empty() && chosen.iter().all(|choice| *choice < choices);
                if are_choices { Ok(Answer::Several(chosen)) } else { Err(AnswerError::NotAChoice) }
            }
            (Kind::Number, Answer::Number(number)) => Ok(Answer::Number(number)),
            (Kind::Number, Answer::Text(text)) => {
                let text = text.trim().replace('−', "-").replace(',', ".");
                let number = text.parse::<f64>().ok().filter(|number| number.is_finite());
                number.map(Answer::Number).ok_or(AnswerError::NotANumber)
            }
            (Kind::Word, Answer::Text(text)) => Ok(Answer::Text(text::tidy(&text, LONGEST_WORD)?)),
            (Kind::Formula, Answer::Text(text)) => Ok(Answer::Text(text::tidy(&text, LONGEST_FORMULA)?)),
            (Kind::One, _) => Err(AnswerError::OtherKind("one of the answers")),
            (Kind::Several, _) => Err(AnswerError::OtherKind("some of the answers")),
            (Kind::Number, _) => Err(AnswerError::OtherKind("a number")),
            (Kind::Word, _) => Err(AnswerError::OtherKind("a word")),
            (Kind::Formula, _) => Err(AnswerError::OtherKind("a formula")),
        }
    }
}

/// A poll in the room: asked once, or twice.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    pub poll: Poll,
    pub rounds: Vec<Round>,
    /// Whether the bars are for everybody to see.
    pub shown: bool,
    /// Whether they are although so few have answered that one could tell who.
    pub although_few: bool,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Round {
    pub opened: Moment,
    pub closed: Option<Moment>,
    pub votes: BTreeMap<PersonId, Answer>,
}

impl Asked {
    pub fn new(poll: Poll) -> Asked {
        Asked { poll, rounds: Vec::new(), shown: false, although_few: false }
    }

    /// The round that takes answers now, counted from 1.
    pub fn open_round(&self) -> Option<usize> {
        self.rounds.last().filter(|round| round.closed.is_none()).map(|_| self.rounds.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    pub fn poll(kind: Kind, choices: &[&str]) -> Poll {
        Poll {
            id: "p".to_owned(),
            question: "?".to_owned(),
            kind,
            choices: choices.iter().map(|choice| (*choice).to_owned()).collect(),
            right: None,
            mistakes: vec![],
        }
    }

    #[test]
    fn what_is_no_answer_is_refused() {
        let one = poll(Kind::One, &["a", "b"]);
        assert_eq!(one.accept(Answer::Number(1.0)), Ok(Answer::Number(1.0)));
        for bad in [2.0, -1.0, 0.5, f64::NAN, f64::INFINITY] {
            assert_eq!(one.accept(Answer::Number(bad)), Err(AnswerError::NotAChoice));
        }
        let several = poll(Kind::Several, &["a", "b", "c"]);
        assert_eq!(several.accept(Answer::Several(vec![2, 0, 2])), Ok(Answer::Several(vec![0, 2])));
        assert_eq!(several.accept(Answer::Several(vec![])), Err(AnswerError::NotAChoice));
        assert_eq!(several.accept(Answer::Several(vec![3])), Err(AnswerError::NotAChoice));
        assert!(several.accept(Answer::Text("a".to_owned())).is_err());
    }

    #[test]
    fn a_number_may_be_written_as_at_home() {
        let number = poll(Kind::Number, &[]);
        for (written, meant) in [("-0.5", -0.5), (" −0,5 ", -0.5), ("12", 12.0)] {
            assert_eq!(number.accept(Answer::Text(written.to_owned())), Ok(Answer::Number(meant)));
        }
        for bad in ["", "twelve", "inf", "NaN", "1e999"] {
            assert_eq!(number.accept(Answer::Text(bad.to_owned())), Err(AnswerError::NotANumber), "{bad}");
        }
    }

    #[test]
    fn a_word_is_short() {
        let word = poll(Kind::Word, &[]);
        assert_eq!(word.accept(Answer::Text(" slope ".to_owned())), Ok(Answer::Text("slope".to_owned())));
        assert!(word.accept(Answer::Text("x".repeat(1_000_000))).is_err());
    }
}
