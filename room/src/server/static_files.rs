//! Pages, style sheets, scripts and fonts: all in the program itself.

use super::reply::{No, with_type};
use crate::slides::folder;
use axum::body::Body;
use axum::extract::Path;
use axum::http::{HeaderValue, Response, StatusCode, header};

/// The room's own style sheet and scripts; those of slides come beside them.
const OWN: [(&str, &str); 8] = [
    ("room.css", include_str!("../../pages/room.css")),
    ("send.js", include_str!("../../pages/send.js")),
    ("common.js", include_str!("../../pages/common.js")),
    ("course.js", include_str!("../../pages/course.js")),
    ("frame.js", include_str!("../../pages/frame.js")),
    ("learner.js", include_str!("../../pages/learner.js")),
    ("stage.js", include_str!("../../pages/stage.js")),
    ("desk.js", include_str!("../../pages/desk.js")),
];

/// A page of the room: the head that all of them share, and its own title and body.
macro_rules! page {
    ($name:literal) => {
        concat!(include_str!("../../pages/head.html"), include_str!(concat!("../../pages/", $name)))
    };
}

pub const DESK: &str = page!("desk.html");
pub const STAGE: &str = page!("stage.html");

pub async fn learner() -> Response<Body> {
    html(page!("learner.html"))
}

/// In place of a page whose key was not shown.
pub fn closed() -> Response<Body> {
    let mut response = html(page!("closed.html"));
    *response.status_mut() = StatusCode::FORBIDDEN;
    response
}

pub async fn asset(Path(name): Path<String>) -> Result<Response<Body>, No> {
    let own = OWN.iter().find(|(known, _)| *known == name).map(|(_, text)| with_type(Body::from(*text), kind(&name)));
    own.or_else(|| of_slides(&name)).ok_or_else(|| No::new(StatusCode::NOT_FOUND, "There is no such file"))
}

pub async fn font(Path(name): Path<String>) -> Result<Response<Body>, No> {
    of_slides(&format!("fonts/{name}")).ok_or_else(|| No::new(StatusCode::NOT_FOUND, "There is no such font"))
}

/// What slides bring along. Their page has no origin, so each of these is for all.
pub fn of_slides(name: &str) -> Option<Response<Body>> {
    let (known, bytes) = folder::assets().find(|(known, _)| *known == name)?;
    let mut response = with_type(Body::from(bytes), kind(known));
    let headers = response.headers_mut();
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert("cross-origin-resource-policy", HeaderValue::from_static("cross-origin"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("max-age=3600"));
    Some(response)
}

pub fn html(page: &'static str) -> Response<Body> {
    with_type(Body::from(page), "text/html; charset=utf-8")
}

/// What a file holds, by the ending of its name.
pub fn kind(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("woff2") => "font/woff2",
        _ => "text/plain; charset=utf-8",
    }
}
