//! What may happen in a room as it is now.

use super::State;
use crate::event::Event;
use crate::poll::AnswerError;
use crate::progress::MOST_EXERCISES;
use crate::questions::{self, Mark};

const MOST_PEOPLE: usize = 2_000;
const MOST_POLLS: usize = 500;

/// Why something cannot be.
#[derive(Debug, thiserror::Error, PartialEq)]
pub enum Refusal {
    #[error("You are not in this room. Join it with its code first")]
    NotHere,
    #[error("The room is full: it has {MOST_PEOPLE} people")]
    Full,
    #[error("There is no such poll")]
    NoPoll,
    #[error("This poll takes no answers now")]
    PollClosed,
    #[error("There are as many polls as can be")]
    ManyPolls,
    #[error(transparent)]
    Answer(#[from] AnswerError),
    #[error("There is no such question")]
    NoQuestion,
    #[error(
        "You have {} questions waiting already. Vote one of them up, or wait for the break",
        questions::MOST_OF_ONE
    )]
    ManyOfOne,
    #[error("There are as many questions as can be read")]
    ManyQuestions,
    #[error("There are as many exercises as can be")]
    ManyExercises,
    #[error("Somebody else has just changed the clock")]
    Late,
}

impl State {
    /// Whether it may happen now; and it is given the number that it needs. `None`: it has happened already.
    pub fn judge(&self, event: Event) -> Result<Option<Event>, Refusal> {
        if let Some(person) = event.person()
            && !matches!(event, Event::Joined { .. })
            && !self.people.contains_key(person)
        {
            return Err(Refusal::NotHere);
        }
        Ok(match event {
            Event::Joined { person, name, from, .. } => match self.people.get(&person) {
                Some(known) if known.left || known.from != from => {
                    Some(Event::Joined { number: known.number, person, name, from })
                }
                // Who comes back without saying a name keeps the one that they had.
                Some(known) => (name.is_some() && known.name != name).then_some(Event::Named { person, name }),
                None if self.people.len() >= MOST_PEOPLE => return Err(Refusal::Full),
                None => Some(Event::Joined { number: self.last_person + 1, person, name, from }),
            },
            Event::Felt { ref person, mood } if self.people[person].mood == mood => None,
            Event::PollAdded { ref poll } if self.poll(&poll.id).is_some() => None,
            Event::PollAdded { .. } if self.polls.len() >= MOST_POLLS => return Err(Refusal::ManyPolls),
            Event::PollOpened { ref poll } => {
                let asked = self.poll(poll).ok_or(Refusal::NoPoll)?;
                if asked.open_round().is_some() { None } else { Some(event) }
            }
            Event::PollClosed { ref poll } => {
                let asked = self.poll(poll).ok_or(Refusal::NoPoll)?;
                if asked.open_round().is_some() { Some(event) } else { None }
            }
            Event::PollShown { ref poll, .. } if self.poll(poll).is_none() => return Err(Refusal::NoPoll),
            Event::Voted { person, poll, round, answer } => {
                let asked = self.poll(&poll).ok_or(Refusal::NoPoll)?;
                if asked.open_round() != Some(round) {
                    return Err(Refusal::PollClosed);
                }
                let answer = asked.poll.accept(answer)?;
                let same = asked.rounds[round - 1].votes.get(&person) == Some(&answer);
                (!same).then_some(Event::Voted { person, poll, round, answer })
            }
            Event::Asked { person, text, once, .. } => {
                let mut own = self.questions.iter().filter(|question| question.person == person);
                if own.clone().any(|question| question.once == once) {
                    None
                } else if own.by_ref().filter(|question| question.mark == Mark::Waiting).count()
                    >= questions::MOST_OF_ONE
                {
                    return Err(Refusal::ManyOfOne);
                } else if self.questions.len() >= questions::MOST {
                    return Err(Refusal::ManyQuestions);
                } else {
                    Some(Event::Asked { id: self.last_question + 1, person, text, once })
                }
            }
            Event::Up { ref person, question, up } => {
                let question = self.questions.iter().find(|asked| asked.id == question).ok_or(Refusal::NoQuestion)?;
                if question.up.contains(person) == up { None } else { Some(event) }
            }
            Event::Marked { question, .. } if !self.questions.iter().any(|asked| asked.id == question) => {
                return Err(Refusal::NoQuestion);
            }
            Event::Checked { ref check, .. } => {
                let known = self.progress.exercises.contains_key(&check.exercise);
                if !known && self.progress.exercises.len() >= MOST_EXERCISES {
                    return Err(Refusal::ManyExercises);
                }
                Some(event)
            }
            Event::Released { ref exercise, released } => {
                if self.released.contains(exercise) == released {
                    None
                } else {
                    Some(event)
                }
            }
            Event::Clock { turn, .. } if turn != self.turn => return Err(Refusal::Late),
            event => Some(event),
        })
    }
}
