//! The room as it is: what has happened, taken together. The same events give the same room.

use crate::clock::{LONGEST, Rounds, Timer};
use crate::event::{Act, Door, Entry, Event, Mood, Place, Scene, Which};
use crate::plan::Plan;
use crate::poll::{Asked, Round};
use crate::progress::Progress;
use crate::questions::{Mark, Question};
use crate::secret::PersonId;
use crate::time::{Anchor, MINUTE, Moment};
use std::collections::{BTreeMap, BTreeSet};

mod admission;

pub use admission::Refusal;

/// A slide that stands longer than this was forgotten, and says nothing about how long its section takes.
const LONGEST_STAND: Moment = 45 * MINUTE;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    pub secrets: Secrets,
    pub anchor: Option<Anchor>,
    /// The last moment that it knows of.
    pub seen: Moment,
    pub people: BTreeMap<PersonId, Person>,
    pub polls: Vec<Asked>,
    pub questions: Vec<Question>,
    pub progress: Progress,
    pub released: BTreeSet<String>,
    pub scene: Scene,
    /// The poll that the stage shows.
    pub poll_on_stage: Option<String>,
    pub place: Place,
    pub outputs_after: bool,
    pub plan: Plan,
    pub exercise: Timer,
    pub rounds: Rounds,
    /// Grows with everything that is done to a timer: of two leaders who press the same button, one is heard.
    pub turn: u64,
    /// How long the room was in each section.
    pub took: BTreeMap<String, Moment>,
    /// Since when the slide stands.
    stands_since: Moment,
    last_person: u32,
    last_question: u32,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Secrets {
    pub code: String,
    pub leader: String,
    pub stage: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    pub number: u32,
    pub name: Option<String>,
    pub joined: Moment,
    pub left: bool,
    pub from: Door,
    pub mood: Option<Mood>,
    pub mood_since: Moment,
}

impl Person {
    /// How the leader reads them.
    pub fn called(&self) -> String {
        self.name.clone().unwrap_or_else(|| format!("no. {}", self.number))
    }
}

impl State {
    /// The room after all of this.
    pub fn after(entries: &[Entry]) -> State {
        let mut state = State::default();
        entries.iter().for_each(|entry| state.take(entry));
        state
    }

    /// Takes in what happened. A repetition changes nothing and is no error.
    pub fn take(&mut self, entry: &Entry) {
        self.advance(entry.at);
        let at = self.seen;
        match &entry.event {
            Event::Founded { code, leader, stage } => {
                self.secrets = Secrets { code: code.clone(), leader: leader.clone(), stage: stage.clone() };
                self.outputs_after = true;
            }
            Event::Started { anchor } => self.anchor = Some(anchor.clone()),
            Event::Joined { person, number, name, from } => self.join(at, person, *number, name, *from),
            Event::Named { person, name } => {
                if let Some(person) = self.people.get_mut(person) {
                    person.name.clone_from(name);
                }
            }
            Event::Left { person } => {
                if let Some(person) = self.people.get_mut(person) {
                    (person.left, person.mood) = (true, None);
                }
            }
            Event::Felt { person, mood } => {
                if let Some(person) = self.people.get_mut(person) {
                    (person.mood, person.mood_since) = (*mood, at);
                }
            }
            Event::MoodsCleared => self.people.values_mut().for_each(|person| person.mood = None),
            Event::PollAdded { poll } => {
                if self.poll(&poll.id).is_none() {
                    self.polls.push(Asked::new(poll.clone()));
                }
            }
            Event::PollOpened { poll } => self.open_poll(at, poll),
            Event::PollClosed { poll } => {
                if let Some(asked) = self.poll_mut(poll) {
                    close(at, asked);
                }
            }
            Event::PollShown { poll, shown, although_few } => {
                if let Some(asked) = self.poll_mut(poll) {
                    (asked.shown, asked.although_few) = (*shown, *although_few);
                }
            }
            Event::Voted { person, poll, round, answer } => {
                let round = round.checked_sub(1);
                if let Some(round) =
                    self.poll_mut(poll).zip(round).and_then(|(asked, round)| asked.rounds.get_mut(round))
                {
                    round.votes.insert(person.clone(), answer.clone());
                }
            }
            Event::Asked { person, id, text, once } => {
                self.last_question = self.last_question.max(*id);
                self.questions.push(Question {
                    id: *id,
                    person: person.clone(),
                    text: text.clone(),
                    at,
                    up: BTreeSet::new(),
                    mark: Mark::Waiting,
                    once: once.clone(),
                });
            }
            Event::Up { person, question, up } => {
                if let Some(question) = self.questions.iter_mut().find(|asked| asked.id == *question) {
                    if *up {
                        question.up.insert(person.clone())
                    } else {
                        question.up.remove(person)
                    };
                }
            }
            Event::Marked { question, mark } => {
                if let Some(question) = self.questions.iter_mut().find(|asked| asked.id == *question) {
                    question.mark = *mark;
                }
            }
            Event::Checked { person, check } => self.progress.take(at, person, check),
            Event::Released { exercise, released } => {
                if *released {
                    self.released.insert(exercise.clone())
                } else {
                    self.released.remove(exercise)
                };
            }
            Event::Scene { scene } => self.scene = *scene,
            Event::Slide { place } => {
                (self.place, self.stands_since, self.scene) = (place.clone(), at, Scene::Slides);
            }
            Event::OutputsAfter { after } => self.outputs_after = *after,
            Event::Planned { sections } => self.plan.sections.clone_from(sections),
            Event::RoundsStarted { steps } => {
                self.rounds.start(at, steps.clone());
                self.turn += 1;
            }
            Event::RoundsAt { step } => {
                self.rounds.go_to(at, *step);
                self.turn += 1;
            }
            Event::Clock { timer, act, .. } => self.turn_clock(at, *timer, *act),
        }
    }

    /// Lets time pass: rounds end, and sections take their time.
    pub fn advance(&mut self, to: Moment) {
        while let Some(end) = self.rounds.next_end().filter(|end| *end <= to) {
            self.spend(end);
            self.rounds.go_on();
        }
        self.spend(to);
    }

    /// When something changes by itself.
    pub fn next_change(&self) -> Option<Moment> {
        self.rounds.next_end()
    }

    pub fn poll(&self, id: &str) -> Option<&Asked> {
        self.polls.iter().find(|asked| asked.poll.id == id)
    }

    /// The poll that takes answers now.
    pub fn open(&self) -> Option<&Asked> {
        self.polls.iter().find(|asked| asked.open_round().is_some())
    }

    /// Those who are in the room.
    pub fn present(&self) -> impl Iterator<Item = &Person> {
        self.people.values().filter(|person| !person.left)
    }

    /// Nothing of them stays.
    pub fn forget(&mut self, person: &PersonId) {
        self.people.remove(person);
        for round in self.polls.iter_mut().flat_map(|asked| &mut asked.rounds) {
            round.votes.remove(person);
        }
        self.questions.retain(|question| question.person != *person);
        self.questions.iter_mut().for_each(|question| {
            question.up.remove(person);
        });
        self.progress.forget(person);
    }

    /// Who is meant by a name or a number.
    pub fn found(&self, who: &str) -> Vec<PersonId> {
        let number = who.trim().trim_start_matches("no.").trim_start_matches('#').trim().parse::<u32>().ok();
        let is_meant = |(id, person): &(&PersonId, &Person)| {
            id.as_str() == who || person.name.as_deref() == Some(who) || Some(person.number) == number
        };
        self.people.iter().filter(is_meant).map(|(id, _)| id.clone()).collect()
    }

    fn poll_mut(&mut self, id: &str) -> Option<&mut Asked> {
        self.polls.iter_mut().find(|asked| asked.poll.id == id)
    }

    fn join(&mut self, at: Moment, id: &PersonId, number: u32, name: &Option<String>, from: Door) {
        self.last_person = self.last_person.max(number);
        let person = self.people.entry(id.clone()).or_insert_with(|| Person {
            number,
            name: None,
            joined: at,
            left: false,
            from,
            mood: None,
            mood_since: at,
        });
        (person.left, person.from) = (false, from);
        if name.is_some() {
            person.name.clone_from(name);
        }
    }

    fn open_poll(&mut self, at: Moment, poll: &str) {
        self.polls.iter_mut().for_each(|asked| close(at, asked));
        if let Some(asked) = self.poll_mut(poll) {
            asked.rounds.push(Round { opened: at, ..Round::default() });
            (asked.shown, asked.although_few) = (false, false);
            self.poll_on_stage = Some(poll.to_owned());
            self.scene = Scene::Poll;
        }
    }

    fn turn_clock(&mut self, at: Moment, which: Which, act: Act) {
        self.turn += 1;
        let timer = match which {
            Which::Exercise => &mut self.exercise,
            Which::Rounds => &mut self.rounds.timer,
        };
        let length = |minutes: u32| (Moment::from(minutes) * MINUTE).min(LONGEST);
        match act {
            Act::Start(minutes) => timer.start(at, length(minutes)),
            Act::Pause => timer.pause(at),
            Act::Resume => timer.resume(at),
            Act::More(minutes) => timer.more(at, length(minutes)),
            Act::Stop => timer.stop(),
        }
    }

    /// The time from the last moment to this one belongs to the section whose slide stands, unless it is a break.
    fn spend(&mut self, to: Moment) {
        let works = self.scene != Scene::Door && !self.rounds.is_break();
        if let Some(section) = self.place.section.clone()
            && works
            && to > self.seen
            && to - self.stands_since <= LONGEST_STAND
        {
            *self.took.entry(section).or_default() += to - self.seen;
        }
        self.seen = self.seen.max(to);
    }
}

fn close(at: Moment, asked: &mut Asked) {
    if let Some(round) = asked.rounds.last_mut() {
        round.closed.get_or_insert(at);
    }
}

#[cfg(test)]
mod tests;
