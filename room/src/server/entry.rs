//! What stands before whatever somebody sends is done: it can be read, its code is looked at, and it is not too much.

use super::door::Entry;
use super::hall::Hall;
use super::reply::No;
use super::visitor::Visitor;
use crate::secret::{self, PersonId};
use axum::body::Bytes;
use axum::http::StatusCode;
use serde::de::DeserializeOwned;
use std::net::IpAddr;
use std::sync::PoisonError;
use std::time::Instant;

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

/// What somebody has sent whom the room knows, and who has not sent too much.
pub fn sent<T: DeserializeOwned>(hall: &Hall, visitor: &Visitor, body: &Bytes) -> Result<(PersonId, T), No> {
    let person = visitor.known(hall)?;
    within_budget(hall, &person)?;
    Ok((person, read_json(body)?))
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
