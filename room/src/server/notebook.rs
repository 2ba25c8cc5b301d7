//! What a notebook sends whose learner has joined, or a page of the course: which exercise, right or not, which known mistake.
//! Never an answer or code.

use super::entry::{check_code, read_json, within_budget};
use super::hall::{Hall, Shared};
use super::reply::{self, Answered, No, json_of};
use super::visitor::Visitor;
use crate::event::{Door, Event};
use crate::progress::Check;
use crate::secret::PersonId;
use crate::text;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, Response};
use serde::Deserialize;
use serde_json::json;

#[derive(Deserialize)]
struct Checked {
    /// Or in a header of that name.
    code: Option<String>,
    /// The notebook's. A page of the course is open in the browser of somebody who has joined, whom their cookie names.
    person: Option<String>,
    name: Option<String>,
    exercise: String,
    right: bool,
    mistake: Option<String>,
    hint: Option<u8>,
}

/// An answer was checked. A notebook that tells it with the code is in the room by that; told twice it counts once.
pub async fn check(State(hall): State<Shared>, visitor: Visitor, headers: HeaderMap, body: Bytes) -> Answered {
    let checked: Checked = read_json(&body)?;
    for label in [Some(&checked.exercise), checked.mistake.as_ref()].into_iter().flatten() {
        if !text::is_label(label) {
            return Err(No::bad(
                "The name of an exercise or a mistake is at most 40 letters, digits, `_`, `-`, `.` and spaces",
            ));
        }
    }
    let person = match &checked.person {
        Some(_) => of_notebook(&hall, &visitor, &headers, &checked).await?,
        None => {
            let person = visitor.known(&hall)?;
            within_budget(&hall, &person)?;
            person
        }
    };
    let Checked { exercise, right, mistake, hint, .. } = checked;
    hall.keeper.change(Event::Checked { person, check: Check { exercise, right, mistake, hint } }).await?;
    Ok(reply::done())
}

/// The person whose notebook tells it, who is in the room by that.
async fn of_notebook(hall: &Hall, visitor: &Visitor, headers: &HeaderMap, checked: &Checked) -> Result<PersonId, No> {
    let code = headers.get("code").and_then(|code| code.to_str().ok()).or(checked.code.as_deref());
    check_code(hall, visitor.peer, code.unwrap_or_default()).await?;
    let person = person(checked.person.as_deref().unwrap_or_default())?;
    within_budget(hall, &person)?;
    let name = text::name(checked.name.as_deref()).map_err(|error| No::bad(format!("The name: {error}")))?;
    hall.keeper.change(Event::Joined { person: person.clone(), number: 0, name, from: Door::Notebook }).await?;
    Ok(person)
}

#[derive(Deserialize, Default)]
struct Leaving {
    #[serde(default)]
    person: Option<String>,
}

/// Who leaves is in the room no longer. Their number is enough to leave, since nobody else has it.
pub async fn leave(State(hall): State<Shared>, visitor: Visitor, body: Bytes) -> Answered {
    let Leaving { person: named } = read_json(&body)?;
    let person = match named {
        Some(named) => person(&named)?,
        None => visitor.known(&hall)?,
    };
    within_budget(&hall, &person)?;
    hall.keeper.change(Event::Left { person }).await?;
    Ok(reply::done())
}

/// The exercises whose solutions the leader has released.
pub async fn released(State(hall): State<Shared>) -> Response<Body> {
    json_of(&hall.keeper.look(|state| json!(state.released)))
}

fn person(text: &str) -> Result<PersonId, No> {
    PersonId::read(text).ok_or_else(|| No::bad("`person` is a random number of 16 to 64 letters, digits and `-`"))
}
