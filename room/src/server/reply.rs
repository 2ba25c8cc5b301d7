//! What is said back.

use crate::keeper::NotDone;
use crate::state::Refusal;
use crate::text::TextError;
use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode, header};
use axum::response::IntoResponse;
use serde_json::{Value, json};

/// What a request is answered with.
pub type Answered = Result<Response<Body>, No>;

/// What a request asks for that cannot be given, with a sentence for whoever sent it.
#[derive(Debug)]
pub struct No {
    pub status: StatusCode,
    pub sentence: String,
    /// After how many seconds it may be tried again.
    pub retry: Option<u64>,
}

impl No {
    pub fn new(status: StatusCode, sentence: impl Into<String>) -> No {
        No { status, sentence: sentence.into(), retry: None }
    }

    pub fn bad(sentence: impl Into<String>) -> No {
        No::new(StatusCode::BAD_REQUEST, sentence)
    }

    pub fn stranger() -> No {
        No::new(StatusCode::FORBIDDEN, Refusal::NotHere.to_string())
    }

    pub fn later(seconds: u64, sentence: impl Into<String>) -> No {
        No { status: StatusCode::TOO_MANY_REQUESTS, sentence: sentence.into(), retry: Some(seconds) }
    }
}

impl From<NotDone> for No {
    fn from(not_done: NotDone) -> No {
        let status = match &not_done {
            NotDone::Refused(Refusal::NotHere) => StatusCode::FORBIDDEN,
            NotDone::Refused(Refusal::PollClosed | Refusal::Late) => StatusCode::CONFLICT,
            NotDone::Refused(_) | NotDone::Nobody => StatusCode::BAD_REQUEST,
            NotDone::Busy => StatusCode::SERVICE_UNAVAILABLE,
            NotDone::Disk(_) => StatusCode::INTERNAL_SERVER_ERROR,
        };
        No::new(status, not_done.to_string())
    }
}

impl From<TextError> for No {
    fn from(error: TextError) -> No {
        No::bad(error.to_string())
    }
}

impl IntoResponse for No {
    fn into_response(self) -> Response<Body> {
        let mut response = json_of(&json!({"error": self.sentence}));
        *response.status_mut() = self.status;
        if let Some(seconds) = self.retry {
            response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
        }
        response
    }
}

pub fn json_of(value: &Value) -> Response<Body> {
    json_text(value.to_string())
}

pub fn json_text(text: String) -> Response<Body> {
    with_type(Body::from(text), "application/json")
}

pub fn with_type(body: Body, kind: &'static str) -> Response<Body> {
    let mut response = Response::new(body);
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}

pub fn done() -> Response<Body> {
    StatusCode::NO_CONTENT.into_response()
}

pub async fn nothing_here() -> No {
    No::new(StatusCode::NOT_FOUND, "There is nothing here. The room's own page is /")
}
