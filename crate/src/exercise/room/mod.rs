//! A room that learns together: whoever joins lets it know how they get on.
//!
//! ```no_run
//! use calculus::prelude::*;
//! join("K7QF2M@192.168.1.5:8300"); // as it stands on the stage; or .name("Ada") after it
//! LIMIT_1.check(1); // and the room knows that one more has it
//! leave();
//! ```
//!
//! From then on each check of an exercise tells the room which exercise it was, whether the answer was right, which of the known
//! mistakes it was, and the number of the last hint that was asked for: under a name of one's choice, or under none. **Never
//! the answer, and never the code.** A line below the check says that it is so. `calculus lab --room K7QF2M@192.168.1.5:8300` joins for
//! all notebooks of that lab; [`leave`] ends it in all of them.
//!
//! A room that does not answer holds up nothing: what it should hear is said once, kept, and sent again with the next check.

mod address;
mod http;
mod post;
mod rooms;

use super::formula::Solution;
use super::json::Json;
use super::kept;
use crate::show::json::{Object, text};
use crate::show::{Rich, shown};
use address::Address;
use http::{Reply, Request};
use post::{Fate, Trouble, question, send, trouble_of};
use rooms::{Person, Rooms};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Set by a lab that has joined a room: its address, and since when it is open, in seconds.
const VARIABLES: [&str; 2] = ["CALCULUS_ROOM", "CALCULUS_ROOM_SINCE"];
/// The longest name that a room is told.
const LONGEST_NAME: usize = 40;

/// Somebody in a room.
#[derive(Clone, Debug)]
struct Member {
    room: Address,
    person: Person,
    /// When they came, in seconds.
    came: u64,
}

/// What this process knows of rooms.
#[derive(Debug, Default)]
struct State {
    /// Whether somebody has joined or left here; before that, the lab says.
    decided: bool,
    member: Option<Member>,
    /// The last hint that was asked for.
    hints: BTreeMap<&'static str, usize>,
    /// The notebook is one whose solutions wait for a leader.
    locked: bool,
    /// The exercises whose solutions the leader has released.
    released: BTreeSet<String>,
    /// It was said that the room does not hear: once is enough.
    complained: bool,
}

static STATE: Mutex<Option<State>> = Mutex::new(None);

/// With the state, but without any waiting.
fn with<T>(change: impl FnOnce(&mut State) -> T) -> T {
    let mut state: MutexGuard<Option<State>> = STATE.lock().unwrap_or_else(PoisonError::into_inner);
    change(state.get_or_insert_default())
}

/// Who is in which room, if somebody is.
fn member() -> Option<Member> {
    let folder = kept::folder();
    with(|state| {
        if !state.decided {
            let [room, since] = VARIABLES.map(|name| std::env::var(name).unwrap_or_default());
            let room = room.parse().ok();
            state.member = room.map(|room| come(room, since.parse().unwrap_or(0), folder.as_deref(), |_| {}));
            state.decided = true;
        }
        let member = state.member.as_mut()?;
        // In another notebook they may have left, or said their name.
        let rooms: Rooms = folder.as_deref().map(kept::read).unwrap_or_default();
        if let Some(person) = rooms.get(&member.room) {
            member.person = person.clone();
        }
        if member.person.has_left(member.came) {
            state.member = None;
        }
        state.member.clone()
    })
}

/// A person in a room, as they are known there, and with what is new about them.
fn come(room: Address, came: u64, folder: Option<&Path>, news: impl Fn(&mut Person)) -> Member {
    let stored = folder.and_then(|folder| kept::change(folder, |rooms: &mut Rooms| news(rooms.person(&room))).ok());
    let person = stored.and_then(|rooms| rooms.get(&room).cloned()).unwrap_or_else(|| {
        let mut person = Person::stranger();
        news(&mut person);
        person
    });
    Member { room, person, came }
}

/// A room that was joined. From [`join`].
#[derive(Clone, Debug)]
pub struct Room {
    address: Address,
    name: Option<String>,
    trouble: Option<Trouble>,
}

/// Joins a room: from now on each check of an exercise tells it which exercise, whether it was right, which known mistake, and
/// which hint was asked for last. Never the answer, and never the code. [`leave`] ends it.
///
/// The address is what stands on the stage, the room's code, an `@`, and the machine. Without a [`name`](Room::name) nobody
/// knows who it is.
///
/// ```
/// use calculus::prelude::*;
/// use calculus::show::Rich;
/// let room = join("K7QF2M@127.0.0.1:9").name("Ada"); // nobody listens there
/// assert!(room.text().contains("as Ada") && room.text().contains("does not answer"));
/// leave();
/// ```
///
/// # Panics
///
/// If the text is no address: the message says how one is written.
#[track_caller]
pub fn join(address: &str) -> Room {
    let address: Address = crate::or_panic(address.parse());
    let trouble = match question(&address.host, Request::Get(released_path(&address))) {
        Ok(Reply { status, .. }) if is_no_room(status) => Some(Trouble::Refused(status)),
        // Any other answer is one of a room.
        Ok(_) => None,
        answer @ Err(_) => trouble_of(answer),
    };
    let folder = kept::folder();
    let member = match trouble {
        Some(Trouble::Refused(_)) => None,
        _ => Some(come(address.clone(), kept::now(), folder.as_deref(), |person| person.left = None)),
    };
    let name = member.as_ref().and_then(|member| member.person.name.clone());
    with(|state| {
        (state.decided, state.member, state.complained) = (true, member, trouble.is_some());
        state.released.clear();
    });
    post::drop_all();
    Room { address, name, trouble }
}

impl Room {
    /// The same under a name, which the room shows. An empty one is none.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// use calculus::show::Rich;
    /// assert!(join("K7QF2M@127.0.0.1:9").name("").text().contains("without a name"));
    /// leave();
    /// ```
    pub fn name(&self, name: &str) -> Room {
        let visible = name.chars().filter(|c| super::answer::is_visible(*c));
        let name: String = visible.take(LONGEST_NAME).collect::<String>().trim().to_owned();
        let name = Some(name).filter(|name| !name.is_empty());
        let folder = kept::folder();
        with(|state| {
            if let Some(member) = state.member.as_mut().filter(|member| member.room == self.address) {
                let named = come(self.address.clone(), member.came, folder.as_deref(), |person| {
                    person.name.clone_from(&name);
                });
                // Where nothing is kept, they are still who they were.
                member.person.name = named.person.name;
            }
        });
        Room { name, ..self.clone() }
    }
}

impl Rich for Room {
    fn text(&self) -> String {
        let Room { address: Address { code, host }, name, trouble } = self;
        let who = called(name.as_deref());
        let told = "From now on each check of an exercise tells the room which exercise it was, whether the answer was right, \
                    which of the known mistakes it was, and the number of the last hint: never your answer, and never your \
                    code. leave() ends it.";
        match trouble {
            Some(Trouble::Refused(_)) => {
                format!("There is no room {code} at {host}, so you have joined none. Is the code as on the stage?")
            }
            None => format!("You are in the room {code}, {who}. {told}"),
            Some(trouble) => format!("You are in the room {code}, {who}. {told} {}", said(host, trouble)),
        }
    }
}

/// The end of a stay in a room. From [`leave`].
#[derive(Clone, Debug)]
pub struct Left(String);

/// Leaves the room, in all notebooks. What it was told stays there, unless its leader forgets it.
///
/// ```
/// use calculus::prelude::*;
/// use calculus::show::Rich;
/// assert_eq!(leave().text(), "You are in no room.");
/// ```
pub fn leave() -> Left {
    let Some(Member { room, person, .. }) = member() else { return Left("You are in no room.".to_owned()) };
    let now = kept::now();
    if let Some(folder) = kept::folder() {
        // Where it cannot be kept, it is so in this notebook at least.
        let _ = kept::change(&folder, |rooms: &mut Rooms| rooms.person(&room).left = Some(now));
    }
    with(|state| (state.decided, state.member, state.complained) = (true, None, false));
    let body = Object::new().add("code", text(&room.code)).add("person", text(&person.id)).end();
    let Fate { waiting, .. } = send(&room.host, Request::Post("/leave", body));
    if waiting > 0 {
        post::drop_all();
    }
    Left(format!("You have left the room {}. It is told nothing any more.", room.code))
}

impl Rich for Left {
    fn text(&self) -> String {
        self.0.clone()
    }
}

shown!(Room, Left);

/// Remembers a hint, for the next check.
pub(super) fn hinted(exercise: &'static str, number: usize) {
    with(|state| state.hints.insert(exercise, number));
}

/// Tells the room how an answer was judged, if there is a room. Says that it is so.
pub(super) fn tell(exercise: &'static str, right: bool, mistake: Option<&str>) -> Option<String> {
    let Member { room, person, .. } = member()?;
    let hint = with(|state| state.hints.get(exercise).copied());
    let or_null = |value: Option<String>| value.unwrap_or_else(|| "null".to_owned());
    let body = Object::new()
        .add("code", text(&room.code))
        .add("person", text(&person.id))
        .add("name", or_null(person.name.as_deref().map(text)))
        .add("exercise", text(exercise))
        .add("right", right.to_string())
        .add("mistake", or_null(mistake.map(text)))
        .add("hint", or_null(hint.map(|number| number.to_string())));
    let fate = send(&room.host, Request::Post("/check", body.end()));
    if matches!(fate.trouble, Some(Trouble::Refused(status)) if is_no_room(status)) {
        with(|state| (state.decided, state.member) = (true, None));
        post::drop_all();
        return Some(format!("There is no room {} at {} any more: it is told nothing.", room.code, room.host));
    }
    let told = if fate.waiting == 0 { "Told to" } else { "To be told to" };
    let judged = match (right, mistake) {
        (true, _) => "right".to_owned(),
        (false, Some(mistake)) => format!("not right yet (“{mistake}”)"),
        (false, None) => "not right yet".to_owned(),
    };
    let hint = hint.map_or(String::new(), |number| format!(", after hint {number}"));
    let who = called(person.name.as_deref());
    let words = format!(
        "{told} the room {}, {who}: {exercise} {judged}{hint}. Your answer is not told. leave() ends it.",
        room.code
    );
    Some(match fate.trouble {
        Some(trouble) if !with(|state| std::mem::replace(&mut state.complained, true)) => {
            format!("{words} {}", said(&room.host, &trouble))
        }
        // All has arrived: what goes wrong from here on is news.
        None if fate.waiting == 0 => {
            with(|state| state.complained = false);
            words
        }
        _ => words,
    })
}

/// Whether an answer means that there is no such room, or no more.
fn is_no_room(status: u16) -> bool {
    matches!(status, 403 | 404 | 410)
}

/// Under which name somebody is in a room.
fn called(name: Option<&str>) -> String {
    name.map_or("without a name".to_owned(), |name| format!("as {name}"))
}

/// A room that does not hear, in a sentence.
fn said(host: &str, trouble: &Trouble) -> String {
    match trouble {
        Trouble::Away(error) => {
            format!(
                "({host} does not answer: {error}. What it should be told is kept, and sent again with the next check.)"
            )
        }
        Trouble::Busy(status) => {
            format!("({host} has too much to do, {status}. What it should be told is sent again with the next check.)")
        }
        Trouble::Refused(status) => format!("({host} did not want to hear that, {status}.)"),
    }
}

/// From now on solutions wait for the leader of a room, in this notebook. Copies for a room with locked solutions begin with it.
///
/// ```
/// use calculus::exercise::room::lock_solutions;
/// use calculus::prelude::*;
/// use calculus::show::Rich;
/// lock_solutions();
/// assert!(LIMIT_1.solution().text().contains("waits for the leader"));
/// ```
pub fn lock_solutions() {
    with(|state| state.locked = true);
}

fn released_path(room: &Address) -> String {
    format!("/released?code={}", room.code)
}

/// A solution, unless it waits for a leader.
pub(super) fn released(exercise: &str, solution: impl FnOnce() -> Solution) -> Solution {
    match reason_to_wait(exercise) {
        Some(words) => Solution::not_yet(exercise, &words),
        None => solution(),
    }
}

fn reason_to_wait(exercise: &str) -> Option<String> {
    // What was made for practice is in no room.
    if cfg!(target_family = "wasm") || !with(|state| state.locked) || !super::code::EXERCISES.contains(&exercise) {
        return None;
    }
    let Some(Member { room, .. }) = member() else {
        return Some(
            "the solution waits for the leader of a room. Join it as on the stage: join(\"CODE@MACHINE\").".to_owned(),
        );
    };
    if with(|state| state.released.contains(exercise)) {
        return None;
    }
    let waits = format!("the solution waits for the leader of the room {}. hint(1) gives a hint.", room.code);
    match question(&room.host, Request::Get(released_path(&room))) {
        Ok(Reply { status: 200..=299, body }) => {
            let json = Json::read(&body);
            let list = json.as_ref().and_then(Json::list).unwrap_or_default();
            let list: BTreeSet<String> = list.iter().filter_map(Json::text).map(str::to_owned).collect();
            let is_released = list.contains(exercise);
            with(|state| state.released = list);
            (!is_released).then_some(waits)
        }
        Ok(Reply { status, .. }) => Some(format!("{waits} ({} answers {status}.)", room.host)),
        Err(error) => Some(format!("{waits} ({} does not answer: {error}.)", room.host)),
    }
}
