//! What the projector shows. It is opened with a key of its own, which can turn slides and nothing else.

use super::hall::Shared;
use super::reply::{self, Answered, No, with_type};
use super::static_files::{self, closed, html};
use super::stream;
use super::visitor::{Kind, Visitor};
use crate::event::{Event, Place};
use crate::secret;
use axum::body::{Body, Bytes};
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderValue, Response, StatusCode, header};

/// The page. A key in the address becomes a cookie, and the address is clean again before anybody can read it.
pub async fn page(State(hall): State<Shared>, RawQuery(key): RawQuery, visitor: Visitor) -> Response<Body> {
    match key.filter(|key| hall.keeper.look(|state| secret::same(key, &state.secrets.stage))) {
        Some(key) => enter("/stage", Kind::Stage.set(hall.port, &key)),
        None if visitor.has_stage => html(static_files::STAGE),
        None => closed(),
    }
}

/// To a page, with a cookie for it.
pub fn enter(page: &'static str, cookie: HeaderValue) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::SEE_OTHER;
    response.headers_mut().insert(header::LOCATION, HeaderValue::from_static(page));
    response.headers_mut().insert(header::SET_COOKIE, cookie);
    response
}

fn only_with_key(visitor: &Visitor) -> Result<(), No> {
    let sentence = "This is for the stage. Open it from the desk";
    if visitor.has_stage { Ok(()) } else { Err(No::new(StatusCode::FORBIDDEN, sentence)) }
}

pub async fn events(State(hall): State<Shared>, visitor: Visitor) -> Answered {
    only_with_key(&visitor)?;
    stream::open(&hall, stream::For::Stage, None)
}

pub async fn qr(State(hall): State<Shared>, visitor: Visitor) -> Answered {
    only_with_key(&visitor)?;
    Ok(with_type(Body::from(hall.qr.clone()), "image/svg+xml"))
}

/// To a slide, by where it is and not by a step from where one is: two who press at once move once.
pub async fn slide(State(hall): State<Shared>, visitor: Visitor, body: Bytes) -> Answered {
    only_with_key(&visitor)?;
    let place: Place = super::entry::read_json(&body)?;
    if !hall.slides.pages.contains_key(&place.deck) {
        return Err(No::bad("There are no such slides"));
    }
    hall.keeper.change(Event::Slide { place }).await?;
    Ok(reply::done())
}

/// What a deck of slides may do: it is of notebooks, whose pictures have scripts. It is shut off from the room's pages and from
/// everything else: it has no origin, sends nothing and loads nothing but its own style and script.
const DECK_POLICY: &str = "sandbox allow-scripts; default-src 'none'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; \
    style-src 'self' 'unsafe-inline'; img-src data:; font-src 'self'; base-uri 'none'; form-action 'none'; \
    frame-ancestors 'self'";

pub async fn deck(State(hall): State<Shared>, Path(name): Path<String>, visitor: Visitor) -> Answered {
    if let Some(asset) = static_files::of_slides(&name) {
        return Ok(asset);
    }
    only_with_key(&visitor)?;
    let page = name.strip_suffix(".html").and_then(|name| hall.slides.pages.get(name));
    let page = page.ok_or_else(|| No::new(StatusCode::NOT_FOUND, "There are no such slides"))?;
    let mut response = with_type(Body::from(page.clone()), "text/html; charset=utf-8");
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(DECK_POLICY));
    Ok(response)
}
