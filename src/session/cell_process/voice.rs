//! What the cell process says to evcxr, and through evcxr to the session.

use crate::session::wire::{Event, Stream};
use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};

/// Our standard output, which evcxr reads.
#[derive(Default)]
pub struct Voice {
    /// Whether the session listens. It does not while evcxr starts: it runs a cell of its own then, and
    /// waits until every line that we add has been taken, which nobody would do.
    pub live: AtomicBool,
}

impl Voice {
    pub fn say(&self, event: &Event) {
        if self.live.load(Ordering::SeqCst) {
            self.to_evcxr(&serde_json::to_vec(event).expect("an event is plain data"));
        } else if let Event::Text { stream: Stream::Stderr, text } = event {
            // Why a worker could not even start: evcxr adds our errors to its own.
            eprint!("{text}");
        }
    }

    pub fn to_evcxr(&self, line: &[u8]) {
        let mut out = io::stdout().lock();
        // evcxr gone means that our own end is near.
        let _ = out.write_all(line).and_then(|()| out.write_all(b"\n")).and_then(|()| out.flush());
    }
}
