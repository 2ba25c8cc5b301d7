//! What is still to be said to a room. A thread says it, so that a room that does not answer holds up no cell, and ends when
//! all is said: a process with threads cannot be copied, and the kernel copies one before each cell.

use super::http::{Reply, Request, ask};
use std::collections::VecDeque;
use std::io;
use std::sync::mpsc;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

/// More than that is not kept for a room that is away.
const MOST: usize = 500;
/// So long a cell waits to be able to say that a message has arrived. On a network that works it takes a tenth of that.
const MOMENT: Duration = Duration::from_millis(50);
/// So long a cell waits that asks a question.
const QUESTION: Duration = Duration::from_millis(1500);

/// Why nothing gets through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    /// Nobody answers, in the system's words.
    Away(String),
    /// It has too much to do.
    Busy(u16),
    /// It does not know the code, or does not want to hear this.
    Refused(u16),
}

#[derive(Debug)]
struct Post {
    letters: VecDeque<(String, Request)>,
    sending: bool,
    trouble: Option<Trouble>,
}

static POST: Mutex<Post> = Mutex::new(Post { letters: VecDeque::new(), sending: false, trouble: None });
static DELIVERED: Condvar = Condvar::new();

fn post() -> MutexGuard<'static, Post> {
    POST.lock().unwrap_or_else(PoisonError::into_inner)
}

/// How a message fared, as far as that is known after a moment.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fate {
    /// How many messages still wait, this one among them.
    pub waiting: usize,
    pub trouble: Option<Trouble>,
}

/// Sends a message, and before it those that wait.
pub(super) fn send(host: &str, request: Request) -> Fate {
    let mut post = post();
    if post.letters.len() >= MOST {
        post.letters.pop_front();
    }
    post.letters.push_back((host.to_owned(), request));
    if !post.sending {
        post.sending = thread::Builder::new().spawn(deliver).is_ok();
    }
    // A room that was away may be so again: nobody waits for that.
    let moment = if post.trouble.is_some() { Duration::ZERO } else { MOMENT };
    let waited = DELIVERED.wait_timeout_while(post, moment, |post| post.sending);
    let (post, _) = waited.unwrap_or_else(PoisonError::into_inner);
    Fate { waiting: post.letters.len(), trouble: post.trouble.clone() }
}

/// Forgets what was to be said.
pub(super) fn drop_all() {
    let mut post = post();
    (post.letters, post.trouble) = (VecDeque::new(), None);
}

/// Says one thing after another, until all is said or the room does not hear.
fn deliver() {
    loop {
        let next = {
            let mut post = post();
            let next = post.letters.front().cloned();
            post.sending = next.is_some();
            next
        };
        let Some((host, request)) = next else { return DELIVERED.notify_all() };
        let trouble = trouble_of(ask(&host, &request));
        let mut post = post();
        let arrived = !matches!(trouble, Some(Trouble::Away(_) | Trouble::Busy(_)));
        // It may have been forgotten meanwhile.
        if arrived && post.letters.front().is_some_and(|letter| *letter == (host, request)) {
            post.letters.pop_front();
        }
        post.trouble = trouble;
        if !arrived {
            post.sending = false;
            return DELIVERED.notify_all();
        }
    }
}

pub(super) fn trouble_of(answer: io::Result<Reply>) -> Option<Trouble> {
    match answer {
        Ok(Reply { status: 200..=299, .. }) => None,
        Ok(Reply { status: status @ (429 | 500..), .. }) => Some(Trouble::Busy(status)),
        Ok(Reply { status, .. }) => Some(Trouble::Refused(status)),
        Err(error) => Some(Trouble::Away(error.to_string())),
    }
}

/// Asks a question, and waits for the answer a little.
pub(super) fn question(host: &str, request: Request) -> io::Result<Reply> {
    let (answers, answer) = mpsc::channel();
    let host = host.to_owned();
    thread::Builder::new().spawn(move || {
        let _ = answers.send(ask(&host, &request));
    })?;
    answer.recv_timeout(QUESTION).unwrap_or_else(|_| Err(io::ErrorKind::TimedOut.into()))
}
