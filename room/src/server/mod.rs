//! The room's server: its pages, what comes in, and what goes out to whom.

mod connections;
mod desk;
mod door;
mod guard;
mod learner;
mod notebook;
mod reply;
mod stage;
mod static_files;
mod stream;
mod visitor;

pub use connections::{ListenError, Listening, listen, raise_limit};
pub use guard::Hosts;

use crate::keeper::Keeper;
use crate::slides::Deck;
use crate::written::Writer;
use axum::Router;
use axum::middleware;
use axum::routing::{get, post};
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::atomic::AtomicUsize;

/// What every request is answered with.
pub struct Hall {
    pub keeper: Keeper,
    pub writer: Arc<Writer>,
    pub slides: Slides,
    pub hosts: Hosts,
    /// The port, which is in the cookies' names: cookies know hosts only.
    pub port: u16,
    pub door: Mutex<door::Door>,
    /// The addresses of this room as a picture.
    pub qr: String,
    /// How many streams are open.
    pub streams: AtomicUsize,
}

impl Hall {
    pub fn new(keeper: Keeper, writer: Arc<Writer>, decks: &[Deck], hosts: Hosts, port: u16, qr: String) -> Hall {
        let (door, slides) = (Mutex::new(door::Door::default()), Slides::of(decks, &writer));
        Hall { keeper, writer, slides, hosts, port, door, qr, streams: AtomicUsize::new(0) }
    }
}

/// The slides as they are sent.
pub struct Slides {
    /// Each deck's page by its name.
    pub pages: HashMap<String, String>,
    /// What the desk has to know of all of them, as JSON.
    pub index: String,
}

impl Slides {
    fn of(decks: &[Deck], writer: &Writer) -> Slides {
        Slides {
            pages: decks.iter().map(|deck| (deck.name.clone(), crate::slides::page(deck, false))).collect(),
            index: desk::index(decks, writer),
        }
    }
}

type Shared = Arc<Hall>;

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
