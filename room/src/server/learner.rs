//! What a phone sends, and what it is sent.

use super::entry::{check_code, read_json, sent, within_budget};
use super::hall::{Hall, Shared};
use super::reply::{self, Answered, No, json_of};
use super::stream;
use super::visitor::{Kind, Visitor};
use crate::event::{Door, Event, Mood};
use crate::judge;
use crate::poll::{Answer, Kind as PollKind};
use crate::secret::PersonId;
use crate::text::{self, LONGEST_FORMULA, LONGEST_QUESTION};
use crate::view;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{Response, header};
use serde::Deserialize;
use serde_json::json;

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
            let proposed = || proposed.as_deref().and_then(PersonId::read);
            visitor.who_left(&hall).or_else(proposed).unwrap_or_default()
        }
    };
    within_budget(&hall, &person)?;
    hall.keeper.change(Event::Joined { person: person.clone(), number: 0, name, from: Door::Page }).await?;
    let mut own = hall.keeper.look(|state| view::own(state, &person));
    own["course"] = hall.course.is_some().into();
    let mut response = json_of(&own);
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
    let (person, Vote { poll, round, answer }) = sent(&hall, &visitor, &body)?;
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
    let (_, Typed { text }) = sent(&hall, &visitor, &body)?;
    Ok(json_of(&json!({"html": read_formula(&hall, &text)?})))
}

fn read_formula(hall: &Hall, text: &str) -> Result<String, No> {
    let text = text::tidy(text, LONGEST_FORMULA)?;
    judge::read(&text).map(|latex| hall.writer.formula(&latex)).map_err(No::bad)
}

#[derive(Deserialize)]
struct Felt {
    mood: Option<Mood>,
}

pub async fn mood(State(hall): State<Shared>, visitor: Visitor, body: Bytes) -> Answered {
    let (person, Felt { mood }) = sent(&hall, &visitor, &body)?;
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
    let (person, Ask { text, once }) = sent(&hall, &visitor, &body)?;
    let text = text::tidy(&text, LONGEST_QUESTION)?;
    let once = text::tidy(&once, 64)?;
    hall.keeper.change(Event::Asked { person, id: 0, text, once }).await?;
    Ok(reply::done())
}

#[derive(Deserialize)]
struct Up {
    question: u32,
    up: bool,
}

pub async fn up(State(hall): State<Shared>, visitor: Visitor, body: Bytes) -> Answered {
    let (person, Up { question, up }) = sent(&hall, &visitor, &body)?;
    hall.keeper.change(Event::Up { person, question, up }).await?;
    Ok(reply::done())
}

#[derive(Deserialize)]
struct Named {
    name: Option<String>,
}

pub async fn name(State(hall): State<Shared>, visitor: Visitor, body: Bytes) -> Answered {
    let (person, Named { name }) = sent(&hall, &visitor, &body)?;
    let name = text::name(name.as_deref())?;
    hall.keeper.change(Event::Named { person, name }).await?;
    Ok(reply::done())
}
