//! The room's server: its pages, what comes in, and what goes out to whom.

mod connections;
mod course;
mod desk;
mod door;
mod entry;
mod guard;
mod hall;
mod hosts;
mod learner;
mod notebook;
mod reply;
mod stage;
mod static_files;
mod stream;
mod visitor;

pub use connections::{ListenError, Listening, listen, raise_limit};
pub use hall::Hall;
pub use hosts::Hosts;

use hall::Shared;

use axum::Router;
use axum::middleware;
use axum::routing::{get, post};
use std::sync::Arc;

pub fn router(hall: Hall) -> Router {
    let hall: Shared = Arc::new(hall);
    Router::new()
        .route("/", get(static_files::learner))
        .route("/stage", get(stage::page))
        .route("/desk", get(desk::page))
        .route("/assets/{*name}", get(static_files::asset))
        .route("/time", get(learner::time))
        .route("/join", post(learner::join))
        .route("/events", get(learner::events))
        .route("/vote", post(learner::vote))
        .route("/mood", post(learner::mood))
        .route("/ask", post(learner::ask))
        .route("/up", post(learner::up))
        .route("/name", post(learner::name))
        .route("/read", post(learner::read))
        .route("/check", post(notebook::check))
        .route("/leave", post(notebook::leave))
        .route("/released", get(notebook::released))
        .route("/me", get(course::me))
        .route("/course", get(course::contents))
        .route("/course/", get(course::index))
        .route("/course/{*name}", get(course::page))
        .route("/stage/events", get(stage::events))
        .route("/stage/qr.svg", get(stage::qr))
        .route("/stage/slide", post(stage::slide))
        .route("/slides/{name}", get(stage::deck))
        .route("/slides/fonts/{name}", get(static_files::font))
        .route("/desk/events", get(desk::events))
        .route("/desk/slides", get(desk::slides))
        .route("/desk/do", post(desk::act))
        .route("/desk/release", post(desk::release))
        .route("/desk/forget", post(desk::forget))
        .fallback(reply::nothing_here)
        .layer(middleware::from_fn_with_state(hall.clone(), guard::guard))
        .with_state(hall)
}
