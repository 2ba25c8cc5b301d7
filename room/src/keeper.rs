//! The one thread that has the room. Changes come to it in a queue; it takes in as many as wait, has them on the disk
//! together, and only then says so to those who sent them. Then it draws the views anew.

use crate::event::{Entry, Event};
use crate::journal::Journal;
use crate::judge::{Class, Sorted};
use crate::poll::{Answer, Kind, Poll};
use crate::secret::PersonId;
use crate::state::{Refusal, State};
use crate::time::{Anchor, Moment};
use crate::view::{self, Surroundings, Views};
use std::collections::HashSet;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, RwLock, RwLockWriteGuard};
use std::thread::{self, JoinHandle};
use std::time::Duration;
use tokio::sync::{oneshot, watch};

/// How many changes may wait.
const QUEUE: usize = 4096;
/// How many are taken in together.
const TOGETHER: usize = 512;
/// How often a full disk is tried again.
const AGAIN: Duration = Duration::from_secs(2);
/// How often the views are drawn anew for the minutes in them, though nothing happens.
const DRAW: Duration = Duration::from_secs(10);

/// What is said to who has sent a change.
pub type Answered = Result<(), NotDone>;

#[derive(Debug, thiserror::Error, PartialEq)]
pub enum NotDone {
    #[error(transparent)]
    Refused(#[from] Refusal),
    #[error("Too much comes in at once. Try again in a moment")]
    Busy,
    #[error("Nobody of that name or number is in this room")]
    Nobody,
    #[error("The journal could not be written anew: {0}. Nothing was removed")]
    Disk(String),
}

enum Message {
    Change(Event, oneshot::Sender<Answered>),
    Forget(String, oneshot::Sender<Answered>),
    /// A formula belongs to this class of its poll.
    Sorted {
        poll: String,
        text: String,
        class: usize,
        new: Option<Class>,
    },
    Stop(oneshot::Sender<Answered>),
}

/// What everybody may read at any time.
pub type Shared = Arc<RwLock<State>>;

/// Sends changes to the room.
#[derive(Clone)]
pub struct Keeper {
    queue: SyncSender<Message>,
    pub state: Shared,
    pub views: watch::Receiver<Arc<Views>>,
    pub anchor: Anchor,
}

impl Keeper {
    /// Takes over a room: its journal, and what came out of it.
    pub fn start(mut journal: Journal, mut state: State, speed: f64, surroundings: Surroundings) -> Keeper {
        let anchor = Anchor::after(state.anchor.as_ref(), state.seen, speed);
        let started = Entry { at: anchor.now(), event: Event::Started { anchor: anchor.clone() } };
        state.take(&started);
        journal.add(&started);
        let (queue, messages) = sync_channel(QUEUE);
        let shared: Shared = Arc::new(RwLock::new(state));
        let (send_views, views) = watch::channel(Arc::default());
        let (to_sort, sorter) = sorter(queue.clone());
        let mut room = Room {
            journal,
            state: shared.clone(),
            sorted: Sorted::default(),
            asked_to_sort: HashSet::new(),
            to_sort,
            anchor: anchor.clone(),
            views: send_views,
            surroundings,
            trouble: None,
        };
        room.settle();
        thread::Builder::new()
            .name("keeper".to_owned())
            .spawn(move || {
                room.keep(&messages);
                drop(room);
                drop(messages);
                let _ = sorter.join();
            })
            .expect("the system gives a thread");
        Keeper { queue, state: shared, views, anchor }
    }

    /// Brings a change in, and waits until it is on the disk.
    pub async fn change(&self, event: Event) -> Answered {
        self.ask(|answer| Message::Change(event, answer)).await
    }

    /// Removes a person by name or number.
    pub async fn forget(&self, who: String) -> Answered {
        self.ask(|answer| Message::Forget(who, answer)).await
    }

    /// Has the last change on the disk, and ends.
    pub async fn stop(&self) {
        let _ = self.ask(Message::Stop).await;
    }

    pub fn now(&self) -> Moment {
        self.anchor.now()
    }

    /// The room as it is.
    pub fn look<T>(&self, at: impl FnOnce(&State) -> T) -> T {
        at(&self.state.read().unwrap_or_else(|poisoned| poisoned.into_inner()))
    }

    async fn ask(&self, message: impl FnOnce(oneshot::Sender<Answered>) -> Message) -> Answered {
        let (answer, answered) = oneshot::channel();
        match self.queue.try_send(message(answer)) {
            Ok(()) => answered.await.unwrap_or(Err(NotDone::Busy)),
            Err(TrySendError::Full(_) | TrySendError::Disconnected(_)) => Err(NotDone::Busy),
        }
    }
}

struct Room {
    journal: Journal,
    state: Shared,
    sorted: Sorted,
    /// What was given to the sorter already.
    asked_to_sort: HashSet<(String, String)>,
    to_sort: SyncSender<(Poll, String)>,
    anchor: Anchor,
    views: watch::Sender<Arc<Views>>,
    surroundings: Surroundings,
    /// Why the disk does not take what happens.
    trouble: Option<String>,
}

impl Room {
    fn keep(&mut self, messages: &Receiver<Message>) {
        loop {
            let first = match messages.recv_timeout(self.longest_wait()) {
                Ok(message) => Some(message),
                Err(RecvTimeoutError::Timeout) => None,
                Err(RecvTimeoutError::Disconnected) => return,
            };
            let mut answers = Vec::new();
            let mut stop = false;
            for message in first.into_iter().chain(messages.try_iter().take(TOGETHER)) {
                match message {
                    Message::Change(event, answer) => answers.push((answer, self.change(event))),
                    Message::Forget(who, answer) => answers.push((answer, self.forget(&who))),
                    Message::Sorted { poll, text, class, new } => self.sorted.set(&poll, text, class, new),
                    Message::Stop(answer) => {
                        answers.push((answer, Ok(())));
                        stop = true;
                    }
                }
            }
            self.settle();
            for (answer, said) in answers {
                // Who has gone away need not be told.
                let _ = answer.send(said);
            }
            if stop {
                return;
            }
        }
    }

    fn longest_wait(&self) -> Duration {
        let next = self.state.read().unwrap_or_else(|poisoned| poisoned.into_inner()).next_change();
        let until = next.map_or(DRAW, |next| self.anchor.until(next) + Duration::from_millis(1));
        until.min(if self.journal.is_waiting() { AGAIN } else { DRAW })
    }

    fn change(&mut self, event: Event) -> Answered {
        let mut state = self.state.write().unwrap_or_else(|poisoned| poisoned.into_inner());
        state.advance(self.anchor.now());
        if let Some(event) = state.judge(event)? {
            let entry = Entry { at: state.seen, event };
            self.journal.add(&entry);
            state.take(&entry);
        }
        Ok(())
    }

    fn forget(&mut self, who: &str) -> Answered {
        let mut state = self.state.write().unwrap_or_else(|poisoned| poisoned.into_inner());
        let found = state.found(who);
        if found.is_empty() {
            return Err(NotDone::Nobody);
        }
        forget(&mut self.journal, &found).map_err(NotDone::Disk)?;
        found.iter().for_each(|person| state.forget(person));
        Ok(())
    }

    /// Has everything on the disk, and shows it. A disk that takes nothing is told to the leader, and the room goes on.
    fn settle(&mut self) {
        self.trouble = self.journal.sync().err().map(|cause| cause.to_string());
        let mut state = self.state.write().unwrap_or_else(|poisoned| poisoned.into_inner());
        state.advance(self.anchor.now());
        // Nobody who looks at the room has to wait while its views are drawn.
        let state = RwLockWriteGuard::downgrade(state);
        for asked in state.polls.iter().filter(|asked| asked.poll.kind == Kind::Formula && !asked.rounds.is_empty()) {
            self.sorted.begin(&asked.poll);
            for answer in asked.rounds.iter().flat_map(|round| round.votes.values()) {
                let Answer::Text(text) = answer else { continue };
                let key = (asked.poll.id.clone(), text.clone());
                // If too many wait already, the next change comes by here again.
                if !self.asked_to_sort.contains(&key)
                    && self.to_sort.try_send((asked.poll.clone(), text.clone())).is_ok()
                {
                    self.asked_to_sort.insert(key);
                }
            }
        }
        let views = Arc::new(view::all(&state, &self.sorted, &self.surroundings, self.trouble.as_deref()));
        drop(state);
        self.views.send_if_modified(|current| {
            let changed = **current != *views;
            *current = views;
            changed
        });
    }
}

/// Removes all that people have done from the journal.
pub fn forget(journal: &mut Journal, people: &[PersonId]) -> Result<(), String> {
    let mut entries = journal.entries().map_err(|error| error.to_string())?;
    entries.retain(|entry| entry.event.person().is_none_or(|person| !people.contains(person)));
    journal.rewrite(&entries).map_err(|error| error.to_string())
}

/// The thread that groups formulas, one after the other, so that nobody waits for it.
fn sorter(keeper: SyncSender<Message>) -> (SyncSender<(Poll, String)>, JoinHandle<()>) {
    let (to_sort, formulas) = sync_channel::<(Poll, String)>(QUEUE);
    let sort = move || {
        let mut sorted = Sorted::default();
        for (poll, text) in formulas {
            sorted.begin(&poll);
            // A formula on which the library stumbles is in no group, and nothing else is lost by it.
            let found = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| sorted.sort(&poll.id, &text)));
            let Ok(Some((class, new))) = found else { continue };
            sorted.set(&poll.id, text.clone(), class, new.clone());
            if keeper.send(Message::Sorted { poll: poll.id, text, class, new }).is_err() {
                return;
            }
        }
    };
    // Formulas may be deep.
    let thread = thread::Builder::new().name("sorter".to_owned()).stack_size(16 << 20).spawn(sort);
    (to_sort, thread.expect("the system gives a thread"))
}
