//! The course's pages as the room serves them: with a script of the room, which tells it how exercises are answered. Pages that
//! come from elsewhere have no such script, and tell nobody anything.

use super::hall::Shared;
use super::reply::{Answered, No, json_of, with_type};
use super::static_files::kind;
use super::visitor::Visitor;
use crate::course::Course;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, Response, StatusCode, header};
use axum::response::Redirect;
use serde_json::json;

/// What a page gets at the end of its head.
const SCRIPT: &str = "<script type=\"module\" src=\"/assets/course.js\"></script>\n</head>";

/// What a page of the course may do. Its own scripts calculate, in a worker that they make; stored pictures have handlers, which
/// are known; pictures and formulas have styles in them. Nothing else runs, and nobody but the room is asked.
fn policy(course: &Course) -> String {
    let handlers: String = course.handlers.iter().map(|hash| format!(" 'sha256-{hash}'")).collect();
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'unsafe-hashes'{handlers}; worker-src blob:; \
         style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; \
         base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
}

pub async fn contents() -> Redirect {
    Redirect::permanent("/course/")
}

pub async fn index(state: State<Shared>) -> Answered {
    page(state, Path("index.html".to_owned())).await
}

pub async fn page(State(hall): State<Shared>, Path(name): Path<String>) -> Answered {
    let none = || No::new(StatusCode::NOT_FOUND, "There is no such page. The course begins at /course/");
    let course = hall.course.as_ref().ok_or_else(none)?;
    let file = course.read(&name).ok_or_else(none)?;
    let bytes = file.map_err(|error| No::new(StatusCode::INTERNAL_SERVER_ERROR, format!("{name}: {error}")))?;
    if !name.ends_with(".html") {
        let mut response = with_type(Body::from(bytes), kind(&name));
        // A chapter's library is large, and the same on each page.
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("max-age=600"));
        return Ok(response);
    }
    let page = String::from_utf8_lossy(&bytes).replacen("</head>", SCRIPT, 1);
    let mut response = with_type(Body::from(page), kind(&name));
    let policy = HeaderValue::from_str(&policy(course)).expect("base64 may stand in a header");
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    Ok(response)
}

/// As whom a page of the course is open: what it says to whom it tells anything.
pub async fn me(State(hall): State<Shared>, visitor: Visitor) -> Response<Body> {
    let locked = hall.course.as_ref().is_some_and(|course| course.locked);
    let Ok(person) = visitor.known(&hall) else { return json_of(&json!({"here": false, "locked": locked})) };
    let (name, code) = hall.keeper.look(|state| {
        let name = state.people.get(&person).and_then(|person| person.name.clone());
        (name, state.secrets.code.clone())
    });
    json_of(&json!({"here": true, "name": name, "code": code, "locked": locked}))
}
