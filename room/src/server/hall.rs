//! What every request is answered with: the room, its slides, its doors.

use super::door::Door;
use super::hosts::Hosts;
use crate::course::Course;
use crate::keeper::Keeper;
use crate::slides::{self, Deck, index};
use crate::written::Writer;
use axum::body::Bytes;
use std::collections::HashMap;
use std::sync::atomic::AtomicUsize;
use std::sync::{Arc, Mutex};

/// What every request is answered with.
pub struct Hall {
    pub keeper: Keeper,
    pub writer: Arc<Writer>,
    pub slides: Slides,
    /// The course's pages, if they are here.
    pub course: Option<Course>,
    pub hosts: Hosts,
    /// The port, which is in the cookies' names: cookies know hosts only.
    pub port: u16,
    pub door: Mutex<Door>,
    /// The addresses of this room as a picture.
    pub qr: String,
    /// How many streams are open.
    pub streams: AtomicUsize,
}

impl Hall {
    pub fn new(keeper: Keeper, writer: Arc<Writer>, decks: &[Deck], hosts: Hosts, port: u16, qr: String) -> Hall {
        let (door, slides) = (Mutex::new(Door::default()), Slides::of(decks, &writer));
        Hall { keeper, writer, slides, course: None, hosts, port, door, qr, streams: AtomicUsize::new(0) }
    }
}

/// The slides as they are sent.
pub struct Slides {
    /// Each deck's page by its name.
    pub pages: HashMap<String, Bytes>,
    /// What the desk has to know of all of them, as JSON.
    pub index: String,
}

impl Slides {
    fn of(decks: &[Deck], writer: &Writer) -> Slides {
        Slides {
            pages: decks.iter().map(|deck| (deck.name.clone(), slides::page(deck, false).into())).collect(),
            index: index::of(decks, writer),
        }
    }
}

pub type Shared = Arc<Hall>;
