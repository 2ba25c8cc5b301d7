//! What every request has to pass, and what every answer has on it.
//!
//! A page of another site can have a browser send requests here: the name in `Host` must be one of this machine's own
//! (a name of theirs that was turned to our address is none), and where a browser says which page a request comes from, it
//! must be one of ours.

use super::hall::Shared;
use super::reply::No;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::time::Duration;

/// The largest request that somebody may send, in bytes; and the largest of a leader, whose plan can be long.
const LARGEST: usize = 16 * 1024;
const LARGEST_OF_LEADER: usize = 128 * 1024;
/// How long a request may take to arrive.
const SLOWEST: Duration = Duration::from_secs(10);

/// What a page of the room may do: nothing that does not come from the room itself, and no script or style within it.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
    connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

pub async fn guard(State(hall): State<Shared>, request: Request, next: Next) -> Response {
    let mut response = match passed(&hall, request).await {
        Ok(request) => next.run(request).await,
        Err(no) => no.into_response(),
    };
    let headers = response.headers_mut();
    let mut set = |name: header::HeaderName, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    set(header::CONTENT_SECURITY_POLICY, POLICY);
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::REFERRER_POLICY, "no-referrer");
    set(header::CACHE_CONTROL, "no-store");
    set(header::HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    set(header::HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    response
}

/// The request with its whole body in memory, if it may come in.
async fn passed(hall: &Shared, request: Request) -> Result<Request, No> {
    let headers = request.headers();
    let host = text(headers, header::HOST).unwrap_or_default();
    if !hall.hosts.are(host) {
        return Err(No::new(
            StatusCode::MISDIRECTED_REQUEST,
            "This room does not go by that name. Use the address that the leader shows",
        ));
    }
    if *request.method() == Method::GET || *request.method() == Method::HEAD {
        return Ok(request);
    }
    if !is_from_here(headers, host) {
        return Err(No::new(StatusCode::FORBIDDEN, "This comes from a page that is not of this room"));
    }
    let is_json = text(headers, header::CONTENT_TYPE).is_some_and(|kind| kind.starts_with("application/json"));
    if !is_json {
        return Err(No::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "The room takes JSON"));
    }
    let largest = if request.uri().path().starts_with("/desk") { LARGEST_OF_LEADER } else { LARGEST };
    let (parts, body) = request.into_parts();
    match tokio::time::timeout(SLOWEST, to_bytes(body, largest)).await {
        Ok(Ok(bytes)) => Ok(Request::from_parts(parts, Body::from(bytes))),
        Ok(Err(_)) => Err(No::new(StatusCode::PAYLOAD_TOO_LARGE, "That is too long. Say it shorter")),
        Err(_) => Err(No::new(StatusCode::REQUEST_TIMEOUT, "That took too long to arrive. Try again")),
    }
}

/// Whether a page of ours has sent it, or no page at all: a notebook.
fn is_from_here(headers: &HeaderMap, host: &str) -> bool {
    let site = text(headers, header::HeaderName::from_static("sec-fetch-site"));
    match text(headers, header::ORIGIN) {
        Some(origin) => origin.strip_prefix("http://").or(origin.strip_prefix("https://")) == Some(host),
        None => site.is_none_or(|site| site == "same-origin"),
    }
}

fn text(headers: &HeaderMap, name: header::HeaderName) -> Option<&str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_elsewhere_cannot_send_anything() {
        let headers = |pairs: &[(&'static str, &'static str)]| {
            pairs
                .iter()
                .map(|(name, value)| (name.parse().unwrap(), HeaderValue::from_static(value)))
                .collect::<HeaderMap>()
        };
        let here = |pairs: &[(&'static str, &'static str)]| is_from_here(&headers(pairs), "10.0.0.2:8300");
        assert!(here(&[]));
        assert!(here(&[("origin", "http://10.0.0.2:8300"), ("sec-fetch-site", "same-origin")]));
        assert!(!here(&[("origin", "http://10.0.0.2:8888")]));
        assert!(!here(&[("origin", "null")]));
        assert!(!here(&[("origin", "http://evil.example")]));
        assert!(!here(&[("sec-fetch-site", "cross-site")]));
        assert!(!here(&[("sec-fetch-site", "same-site")]));
    }
}
