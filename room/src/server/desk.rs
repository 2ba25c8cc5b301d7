//! What the leader sees and does.

use super::entry::read_json;
use super::hall::Shared;
use super::reply::{self, Answered, No, json_text};
use super::stage::enter;
use super::static_files::{self, closed, html};
use super::stream;
use super::visitor::{Kind, Leader, Visitor};
use crate::event::{Act, Event, Scene, Which};
use crate::plan::{self, Section};
use crate::poll::{Kind as PollKind, Poll, file};
use crate::questions::Mark;
use crate::secret;
use crate::text::{self, LONGEST_QUESTION};
use axum::body::{Body, Bytes};
use axum::extract::{RawQuery, State};
use axum::http::Response;
use serde::Deserialize;

/// The page. The secret in the leader's link becomes a cookie that no script reads, and leaves the address.
pub async fn page(State(hall): State<Shared>, RawQuery(key): RawQuery, visitor: Visitor) -> Response<Body> {
    match key.filter(|key| hall.keeper.look(|state| secret::same(key, &state.secrets.leader))) {
        Some(key) => enter("/desk", Kind::Leader.set(hall.port, &key)),
        None if visitor.is_leader => html(static_files::DESK),
        None => closed(),
    }
}

pub async fn events(State(hall): State<Shared>, _: Leader) -> Answered {
    stream::open(&hall, stream::For::Desk, None)
}

pub async fn slides(State(hall): State<Shared>, _: Leader) -> Answered {
    Ok(json_text(hall.slides.index.clone()))
}

/// What a leader does.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", tag = "do")]
enum Do {
    Scene {
        scene: Scene,
    },
    OutputsAfter {
        after: bool,
    },
    Open {
        poll: String,
    },
    Close {
        poll: String,
    },
    Show {
        poll: String,
        shown: bool,
        #[serde(default)]
        although_few: bool,
    },
    /// A question that comes to mind: yes or no, or as in a file of polls.
    Ask {
        id: String,
        text: String,
    },
    Mark {
        question: u32,
        mark: Mark,
    },
    ClearMoods,
    Clock {
        timer: Which,
        turn: u64,
        act: Act,
    },
    /// The rounds of the plan from this section on.
    StartRounds {
        from: String,
        work: u32,
        pause: u32,
    },
    GoToRound {
        step: usize,
    },
    Plan {
        sections: Vec<Section>,
    },
}

pub async fn act(State(hall): State<Shared>, _: Leader, body: Bytes) -> Answered {
    let event = match read_json(&body)? {
        Do::Scene { scene } => Event::Scene { scene },
        Do::OutputsAfter { after } => Event::OutputsAfter { after },
        Do::Open { poll } => Event::PollOpened { poll },
        Do::Close { poll } => Event::PollClosed { poll },
        Do::Show { poll, shown, although_few } => Event::PollShown { poll, shown, although_few },
        Do::Ask { id, text } => {
            let poll = poll_of(&id, &text)?;
            let id = poll.id.clone();
            hall.keeper.change(Event::PollAdded { poll }).await?;
            Event::PollOpened { poll: id }
        }
        Do::Mark { question, mark } => Event::Marked { question, mark },
        Do::ClearMoods => Event::MoodsCleared,
        Do::Clock { timer, turn, act } => Event::Clock { timer, turn, act },
        Do::StartRounds { from, work, pause } => {
            let (work, pause) = (work.clamp(1, 180), pause.clamp(1, 60));
            let mut steps = hall.keeper.look(|state| state.plan.rounds(&from, work, pause));
            if steps.is_empty() {
                // Without a plan there are rounds all the same.
                let step =
                    |is_break, minutes, label: &str| crate::clock::Step { is_break, minutes, label: label.to_owned() };
                steps = (0..4).flat_map(|_| [step(false, work, "Work"), step(true, pause, "Break")]).collect();
            }
            Event::RoundsStarted { steps }
        }
        Do::GoToRound { step } => Event::RoundsAt { step },
        Do::Plan { sections } => Event::Planned { sections: planned(sections)? },
    };
    hall.keeper.change(event).await?;
    Ok(reply::done())
}

/// A poll that was typed on the desk. One line is a question to be answered with yes or no; more are as in a file of polls.
fn poll_of(id: &str, text: &str) -> Result<Poll, No> {
    if !text::is_label(id) {
        return Err(No::bad("The name of a poll is at most 40 letters and digits"));
    }
    let id = format!("quick-{id}");
    let text = text.trim();
    if text.lines().count() <= 1 {
        let question = if text.is_empty() { "Yes or no?" } else { text.trim_start_matches('#') };
        let question = text::tidy(question, LONGEST_QUESTION)?;
        let choices = vec!["Yes".to_owned(), "No".to_owned()];
        return Ok(Poll { id, question, kind: PollKind::One, choices, right: None, mistakes: vec![] });
    }
    let text = if text.starts_with('#') { text.to_owned() } else { format!("# {text}") };
    let polls = file::read(&text, &id).map_err(|error| No::bad(format!("In {error}")))?;
    let first = polls.into_iter().next().ok_or_else(|| No::bad("There is no poll in it"))?;
    Ok(Poll { id, ..first })
}

/// A plan as it may be kept.
fn planned(sections: Vec<Section>) -> Result<Vec<Section>, No> {
    const MOST: usize = 500;
    if sections.len() > MOST {
        return Err(No::bad(format!("A plan has at most {MOST} sections")));
    }
    let tidy = |section: Section| {
        let title = text::tidy(&section.title, LONGEST_QUESTION)?;
        let minutes = section.minutes.min(plan::LONGEST_SECTION);
        Ok(Section { title, minutes, ..section })
    };
    sections.into_iter().map(tidy).collect()
}

#[derive(Deserialize)]
struct Release {
    exercise: String,
    #[serde(default = "yes")]
    released: bool,
}

fn yes() -> bool {
    true
}

pub async fn release(State(hall): State<Shared>, _: Leader, body: Bytes) -> Answered {
    let Release { exercise, released } = read_json(&body)?;
    if !text::is_label(&exercise) {
        return Err(No::bad("The name of an exercise is at most 40 letters, digits, `_`, `-`, `.` and spaces"));
    }
    hall.keeper.change(Event::Released { exercise, released }).await?;
    Ok(reply::done())
}

#[derive(Deserialize)]
struct Forget {
    who: String,
}

pub async fn forget(State(hall): State<Shared>, _: Leader, body: Bytes) -> Answered {
    let Forget { who } = read_json(&body)?;
    hall.keeper.forget(who).await?;
    Ok(reply::done())
}
