//! What the cell process says to evcxr, and through evcxr to the session.

use crate::session::wire::{BEGIN_CONTENT, END_CONTENT, Event, LAST_EVENTS, Stream};
use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How long outputs are gathered before they are said. Whoever passes them on to a notebook may count messages: Jupyter's
/// server drops what comes too fast.
const GATHER_FOR: Duration = Duration::from_millis(50);
/// How much is gathered at most, in bytes.
const GATHER_AT_MOST: usize = 64 << 10;

/// Says one thing after another. Outputs are gathered for a moment, all else is said at once and after the outputs that came
/// before it.
#[derive(Default)]
pub struct Voice {
    /// Whether the session listens. It does not while evcxr starts: it runs a cell of its own then, and
    /// waits until every line that we add has been taken, which nobody would do.
    pub live: AtomicBool,
    gathered: Mutex<Gathered>,
    /// There is something to be said soon.
    came: Condvar,
}

/// Outputs that are still to be said, in the order in which they came.
#[derive(Default)]
struct Gathered {
    events: Vec<Event>,
    bytes: usize,
    /// Whether a cell runs. evcxr reads our standard output then and at no other time, and our standard error always.
    runs: bool,
}

impl Voice {
    pub fn say(&self, event: &Event) {
        if self.live.load(Ordering::SeqCst) {
            self.to_evcxr(line(event).as_bytes());
        }
    }

    pub fn text(&self, stream: Stream, text: &str) {
        if !self.live.load(Ordering::SeqCst) {
            if stream == Stream::Stderr {
                // Why a worker could not even start: evcxr adds our errors to its own.
                eprint!("{text}");
            }
            return;
        }
        let mut gathered = self.gathered();
        match gathered.events.last_mut() {
            Some(Event::Text { stream: last, text: piece }) if *last == stream => piece.push_str(text),
            _ => gathered.events.push(Event::Text { stream, text: text.to_owned() }),
        }
        self.gathers(gathered, text.len());
    }

    /// A form of a value.
    pub fn content(&self, mime: String, content: String) {
        if self.live.load(Ordering::SeqCst) {
            let (mut gathered, bytes) = (self.gathered(), content.len());
            gathered.events.push(Event::Content { mime, content });
            self.gathers(gathered, bytes);
        }
    }

    fn gathers(&self, mut gathered: MutexGuard<Gathered>, bytes: usize) {
        gathered.bytes += bytes;
        if gathered.bytes > GATHER_AT_MOST {
            gathered.say();
        } else {
            self.came.notify_one();
        }
    }

    /// A line for evcxr, after everything that came before it.
    pub fn to_evcxr(&self, line: &[u8]) {
        let mut gathered = self.gathered();
        gathered.say();
        gathered.write(line);
    }

    /// A cell begins to run.
    pub fn begin(&self) {
        let mut gathered = self.gathered();
        gathered.say();
        gathered.runs = true;
    }

    /// The cell has run, which this line says to evcxr. With it goes what is gathered, as something that evcxr keeps: a line
    /// that evcxr passes on would have it wait until that is taken, at least a millisecond.
    pub fn end_with(&self, last: &str) {
        let mut gathered = self.gathered();
        let events: String = gathered.take().map(|line| line + "\n").collect();
        let kept = match events.is_empty() {
            true => String::new(),
            // The empty line parts it from those of another piece of the same cell.
            false => format!("{BEGIN_CONTENT}{LAST_EVENTS}\n{events}\n{END_CONTENT}\n"),
        };
        gathered.write((kept + last).as_bytes());
        gathered.runs = false;
    }

    /// The cell is over. What its threads still print goes another way.
    pub fn end(&self) {
        self.gathered().runs = false;
    }

    /// Says what was gathered when its time has come, for as long as this process lives.
    pub fn keep_time(&self) {
        loop {
            let gathered = self.came.wait_while(self.gathered(), |gathered| gathered.events.is_empty());
            drop(gathered);
            std::thread::sleep(GATHER_FOR);
            self.gathered().say();
        }
    }

    fn gathered(&self) -> MutexGuard<'_, Gathered> {
        self.gathered.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Gathered {
    fn say(&mut self) {
        self.take().for_each(|line| self.write(line.as_bytes()));
    }

    fn take(&mut self) -> impl Iterator<Item = String> + use<> {
        self.bytes = 0;
        std::mem::take(&mut self.events).into_iter().map(|event| line(&event))
    }

    fn write(&self, line: &[u8]) {
        fn write(mut out: impl Write, line: &[u8]) -> io::Result<()> {
            out.write_all(line)?;
            out.write_all(b"\n")?;
            out.flush()
        }
        // evcxr gone means that our own end is near.
        let _ = if self.runs { write(io::stdout().lock(), line) } else { write(io::stderr().lock(), line) };
    }
}

fn line(event: &Event) -> String {
    serde_json::to_string(event).expect("an event is plain data")
}
