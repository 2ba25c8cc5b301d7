//! What the cell process says to evcxr, and through evcxr to the session.

use crate::session::wire::{Event, Stream};
use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How long text is gathered before it is said. Whoever passes it on to a notebook may count messages: Jupyter's server
/// drops what comes too fast.
const GATHER_FOR: Duration = Duration::from_millis(50);
/// How much text is gathered at most, in bytes.
const GATHER_AT_MOST: usize = 64 << 10;

/// Says one thing after another. Text is gathered for a moment, all else is said at once and after the text that came
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

/// Text that is still to be said, in the order in which it came.
#[derive(Default)]
struct Gathered {
    pieces: Vec<(Stream, String)>,
    bytes: usize,
    /// Whether a cell runs. evcxr reads our standard output then and at no other time, and our standard error always.
    runs: bool,
}

impl Voice {
    pub fn say(&self, event: &Event) {
        if self.live.load(Ordering::SeqCst) {
            self.to_evcxr(&line(event));
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
        match gathered.pieces.last_mut() {
            Some((last, piece)) if *last == stream => piece.push_str(text),
            _ => gathered.pieces.push((stream, text.to_owned())),
        }
        gathered.bytes += text.len();
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

    /// The cell has run. What its threads still print goes another way.
    pub fn end(&self) {
        self.gathered().runs = false;
    }

    /// Says what was gathered when its time has come, for as long as this process lives.
    pub fn keep_time(&self) {
        loop {
            let gathered = self.came.wait_while(self.gathered(), |gathered| gathered.pieces.is_empty());
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
        self.bytes = 0;
        for (stream, text) in std::mem::take(&mut self.pieces) {
            self.write(&line(&Event::Text { stream, text }));
        }
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

fn line(event: &Event) -> Vec<u8> {
    serde_json::to_vec(event).expect("an event is plain data")
}
