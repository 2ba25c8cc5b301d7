//! What a phone sends, and what it is sent.

use super::door::Entry;
use super::reply::{self, No, json_of};
use super::visitor::{Kind, Visitor};
use super::{Hall, Shared, stream};
use crate::event::{Door, Event, Mood};
use crate::judge;
use crate::poll::{Answer, Kind as PollKind};
use crate::secret::{self, PersonId};
use crate::text::{self, LONGEST_FORMULA, LONGEST_QUESTION};
use crate::view;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{Response, StatusCode, header};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::json;
use std::net::IpAddr;
use std::sync::PoisonError;
use std::time::Instant;

type Answered = Result<Response<Body>, No>;

/// What was sent, if it is what is wanted.
pub fn read_json<T: DeserializeOwned>(body: &Bytes) -> Result<T, No> {
    serde_json::from_slice(body).map_err(|error| No::bad(format!("That was not understood: {error}")))
}

/// Looks at a code, as often as the door allows.
pub async fn check_code(hall: &Hall, from: IpAddr, code: &str) -> Result<(), No> {
    let knock = hall.door.lock().unwrap_or_else(PoisonError::into_inner).knock(from, Instant::now());
    match knock {
        Entry::After(time) => tokio::time::sleep(time).await,
        Entry::Refused(seconds) => {
            let sentence = format!("There were too many wrong codes. Try again in {seconds} seconds");
            return Err(No::later(seconds, sentence));
        }
    }
    let right = hall.keeper.look(|state| secret::same(&secret::code_as_meant(code), &state.secrets.code));
    if right {
        return Ok(());
    }
    hall.door.lock().unwrap_or_else(PoisonError::into_inner).was_wrong(from, Instant::now());
    Err(No::new(
        StatusCode::FORBIDDEN,
        "That is not the code of this room. It stands on the wall: six letters and digits",
    ))
}

/// Whether a person may bring another change.
pub fn within_budget(hall: &Hall, person: &PersonId) -> Result<(), No> {
    let mut door = hall.door.lock().unwrap_or_else(PoisonError::into_inner);
    if door.has_budget(person.as_str(), Instant::now()) {
        Ok(())
    } else {
        Err(No::later(2, "That was a lot at once. Try again in a moment"))
    }
}

/// The room's time, for a screen that sets its own by it.
pub async fn time(State(hall): State<Shared>) -> Response<Body> {
    json_of(&json!({"now": hall.keeper.now(), "speed": hall.keeper.anchor.speed}))
}

#[derive(Deserialize)]
struct Join {
    #[serde(default)]
    code: String,
    name: Option<String>,
    /// The random number that the browser has made for itself: who sends this again, since no answer came, is the same person.
    person: Option<String>,
}

/// With the code one gets a number of one's own. Who has one that the room knows is let in by it.
pub async fn join(State(hall): State<Shared>, visitor: Visitor, body: Bytes) -> Answered {
    let Join { code, name, person: proposed } = read_json(&body)?;
    let name = text::name(name.as_deref()).map_err(|error| No::bad(format!("The name: {error}")))?;
    let person = match visitor.known(&hall) {
        Ok(person) => person,
        // A page asks whether it is known before it asks for the code.
        Err(stranger) if code.trim().is_empty() => return Err(stranger),
        Err(_) => {
            check_code(&hall, visitor.peer, &code).await?;
            proposed.as_deref().and_then(PersonId::read).unwrap_or_default()
        }
    };
    within_budget(&hall, &person)?;
    hall.keeper.change(Event::Joined { person: person.clone(), number: 0, name, from: Door::Page }).await?;
    let mut response = json_of(&hall.keeper.look(|state| view::own(state, &person)));
    response.headers_mut().insert(header::SET_COOKIE, Kind::Person.set(hall.port, person.as_str()));
    Ok(response)
}

pub async fn events(State(hall): State<Shared>, visitor: Visitor) -> Answered {
    let person = visitor.known(&hall)?;
    let own = hall.keeper.look(|state| view::own(state, &person));
    stream::open(&hall, stream::For::Everyone, Some(own.to_string()))
}

#[derive(Deserialize)]
struct Vote {
    poll: String,
    round: usize,
    answer: Answer,
}

pub async fn vote(State(hall): State<Shared>, visitor: Visitor, body: Bytes) -> Answered {
    let person = visitor.known(&hall)?;
    within_budget(&hall, &person)?;
    let Vote { poll, round, answer } = read_json(&body)?;
    let is_formula =
        hall.keeper.look(|state| state.poll(&poll).is_some_and(|asked| asked.poll.kind == PollKind::Formula));
    let read = match &answer {
        Answer::Text(text) if is_formula => Some(read_formula(&hall, text)?),
        _ => None,
    };
    hall.keeper.change(Event::Voted { person, poll, round, answer }).await?;
    Ok(read.map_or_else(reply::done, |html| json_of(&json!({"html": html}))))
}

#[derive(Deserialize)]
struct Typed {
    text: String,
}

/// How a formula was understood, while it is being typed.
pub async fn read(State(hall): State<Shared>, visitor: Visitor, body: Bytes) -> Answered {
    let person = visitor.known(&hall)?;
    within_budget(&hall, &person)?;
    let Typed { text } = read_json(&body)?;
    Ok(json_of(&json!({"html": read_formula(&hall, &text)?})))
}

fn read_formula(hall: &Hall, text: &str) -> Result<String, No> {
    let text = text::tidy(text, LONGEST_FORMULA).map_err(|error| No::bad(error.to_string()))?;
    judge::read(&text).map(|latex| hall.writer.formula(&latex)).map_err(No::bad)
}

#[derive(Deserialize)]
struct Felt {
    mood: Option<Mood>,
}

pub async fn mood(State(hall): State<Shared>, visitor: Visitor, body: Bytes) -> Answered {
    let person = visitor.known(&hall)?;
    within_budget(&hall, &person)?;
    let Felt { mood } = read_json(&body)?;
    hall.keeper.change(Event::Felt { person, mood }).await?;
    Ok(reply::done())
}

#[derive(Deserialize)]
struct Ask {
    text: String,
    /// Tells a question that is sent again from a new one.
    once: String,
}

pub async fn ask(State(hall): State<Shared>, visitor: Visitor, body: Bytes) -> Answered {
    let person = visitor.known(&hall)?;
    within_budget(&hall, &person)?;
    let Ask { text, once } = read_json(&body)?;
    let text = text::tidy(&text, LONGEST_QUESTION).map_err(|error| No::bad(error.to_string()))?;
    let once = text::tidy(&once, 64).map_err(|error| No::bad(error.to_string()))?;
    hall.keeper.change(Event::Asked { person, id: 0, text, once }).await?;
    Ok(reply::done())
}

#[derive(Deserialize)]
struct Up {
    question: u32,
    up: bool,
}

pub async fn up(State(hall): State<Shared>, visitor: Visitor, body: Bytes) -> Answered {
    let person = visitor.known(&hall)?;
    within_budget(&hall, &person)?;
    let Up { question, up } = read_json(&body)?;
    hall.keeper.change(Event::Up { person, question, up }).await?;
    Ok(reply::done())
}

#[derive(Deserialize)]
struct Named {
    name: Option<String>,
}

pub async fn name(State(hall): State<Shared>, visitor: Visitor, body: Bytes) -> Answered {
    let person = visitor.known(&hall)?;
    within_budget(&hall, &person)?;
    let Named { name } = read_json(&body)?;
    let name = text::name(name.as_deref()).map_err(|error| No::bad(error.to_string()))?;
    hall.keeper.change(Event::Named { person, name }).await?;
    Ok(reply::done())
}
