//! What happens in a room. Each is a line of the journal.

use crate::clock::Step;
use crate::plan::Section;
use crate::poll::{Answer, Poll};
use crate::progress::Check;
use crate::questions::Mark;
use crate::secret::PersonId;
use crate::time::{Anchor, Moment};
use serde::{Deserialize, Serialize};

/// What happened, and when.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    pub at: Moment,
    pub event: Event,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Event {
    /// The room exists, with its secrets.
    Founded {
        code: String,
        leader: String,
        stage: String,
    },
    /// The server was started, with this to count time from.
    Started {
        anchor: Anchor,
    },

    /// `number` is what a person is called who has no name; it is given when the event is taken in.
    Joined {
        person: PersonId,
        number: u32,
        name: Option<String>,
        from: Door,
    },
    Named {
        person: PersonId,
        name: Option<String>,
    },
    Left {
        person: PersonId,
    },
    Felt {
        person: PersonId,
        mood: Option<Mood>,
    },
    /// The buttons of all are up again.
    MoodsCleared,

    PollAdded {
        poll: Poll,
    },
    /// Answers are taken. A poll that was asked before is asked a second time, and the next is closed.
    PollOpened {
        poll: String,
    },
    PollClosed {
        poll: String,
    },
    PollShown {
        poll: String,
        shown: bool,
        although_few: bool,
    },
    Voted {
        person: PersonId,
        poll: String,
        round: usize,
        answer: Answer,
    },

    /// `id` is given when the event is taken in.
    Asked {
        person: PersonId,
        id: u32,
        text: String,
        once: String,
    },
    Up {
        person: PersonId,
        question: u32,
        up: bool,
    },
    Marked {
        question: u32,
        mark: Mark,
    },

    Checked {
        person: PersonId,
        check: Check,
    },
    /// The solution of an exercise may be seen, or may not any more.
    Released {
        exercise: String,
        released: bool,
    },

    Scene {
        scene: Scene,
    },
    Slide {
        place: Place,
    },
    OutputsAfter {
        after: bool,
    },

    Planned {
        sections: Vec<Section>,
    },
    RoundsStarted {
        steps: Vec<Step>,
    },
    RoundsAt {
        step: usize,
    },
    Clock {
        timer: Which,
        turn: u64,
        act: Act,
    },
}

/// Where a person came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Door {
    Page,
    Notebook,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mood {
    Done,
    Stuck,
    Fast,
}

/// What the stage shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scene {
    /// How to join.
    #[default]
    Door,
    Slides,
    Poll,
    Questions,
    Clock,
}

/// A place in the slides.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Place {
    pub deck: String,
    pub slide: usize,
    pub step: usize,
    /// The section of the plan that the slide belongs to.
    #[serde(default)]
    pub section: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Which {
    Exercise,
    Rounds,
}

/// What is done to a timer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Act {
    /// For this many minutes.
    Start(u32),
    Pause,
    Resume,
    /// This many minutes more.
    More(u32),
    Stop,
}

impl Event {
    /// Whose doing it is, where that is one of the people in the room.
    pub fn person(&self) -> Option<&PersonId> {
        match self {
            Event::Joined { person, .. }
            | Event::Named { person, .. }
            | Event::Left { person }
            | Event::Felt { person, .. }
            | Event::Voted { person, .. }
            | Event::Asked { person, .. }
            | Event::Up { person, .. }
            | Event::Checked { person, .. } => Some(person),
            _ => None,
        }
    }
}
