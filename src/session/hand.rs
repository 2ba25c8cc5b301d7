//! What a hand moves between cells: `interact` of the library.
//!
//! A closure that a cell gives to `interact` stays in the worker, in a list of the library's under a number. A position goes
//!
//! ```text
//! widget ── comm ── `kernel::widgets` ── session ── pipe ── cell process ── worker ── the library's `calculus_move`
//! ```
//!
//! and what the closure shows comes back as a cell's outputs do, in the stream in which everything comes that happens
//! while no cell runs. evcxr knows nothing of it: nothing is compiled, and nothing is loaded. As before a cell, the worker
//! makes a copy of itself, so that an interrupt loses no variable. Positions wait for a cell, and the other way round: both
//! are asked of the one thread in which the session lives.

use super::output::{Forms, Output};
use super::seen::Seen;
use super::wire::HAND;
use super::{Session, process};
use crossbeam_channel::select;
use std::ffi::CString;
use std::fs::File;
use std::io::{self, Write};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How often it is looked whether the one who is to answer is still there.
const LOOK_EVERY: Duration = Duration::from_millis(200);

/// What came of a new position.
#[derive(Debug)]
pub enum Moved {
    /// What there is to see, and what was printed.
    Shown {
        forms: Forms,
        printed: String,
    },
    Panicked(String),
    Interrupted,
    /// The closure is there no more, or its process has ended.
    Lost,
}

/// The pipe to the cell process.
pub struct Hand {
    path: PathBuf,
    pipe: File,
}

impl Hand {
    pub fn in_folder(folder: &Path) -> io::Result<Hand> {
        let path = folder.join(HAND);
        let name = CString::new(path.as_os_str().as_bytes())?;
        // SAFETY: a name that ends in zero.
        if unsafe { libc::mkfifo(name.as_ptr(), 0o600) } != 0 {
            return Err(io::Error::last_os_error());
        }
        // For reading too, so that it opens before anybody reads.
        let pipe = File::options().read(true).write(true).open(&path)?;
        Ok(Hand { path, pipe })
    }

    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Session {
    /// Calculates what a hand has moved: its number and the positions, in one line.
    pub fn move_to(&mut self, position: &str) -> Moved {
        self.seen = Seen::default();
        // A wish from before was not meant for it.
        let _ = self.interrupts.1.try_recv();
        if self.prepared != self.process_id() || writeln!(self.hand.pipe, "{position}").is_err() {
            return Moved::Lost;
        }
        let (mut forms, mut printed, mut interrupted) = (Forms::new(), String::new(), false);
        let complaints = self.complaints.clone();
        let interrupts = self.interrupts.1.clone();
        while self.seen.moved.is_none() {
            select! {
                recv(complaints) -> line => {
                    let Ok(line) = line else { return Moved::Lost };
                    // A panic is told in its own way.
                    let hook = self.seen.hook.take();
                    self.event(&line, &mut |output| match output {
                        Output::Value(value) => forms = value,
                        Output::Text { text, .. } => printed.push_str(&text),
                        _ => {}
                    });
                    if self.seen.hook.is_none() {
                        self.seen.hook = hook;
                    }
                }
                recv(interrupts) -> _ => {
                    interrupted = true;
                    if let Some(process) = self.process_id() {
                        process::interrupt(process as libc::pid_t);
                    }
                }
                // A process without a copy takes the answer with it.
                default(LOOK_EVERY) => if !self.lives() {
                    return if interrupted { Moved::Interrupted } else { Moved::Lost };
                },
            }
        }
        let seen = std::mem::take(&mut self.seen);
        match (seen.hook, seen.moved) {
            _ if interrupted => Moved::Interrupted,
            _ if seen.ended.is_some() => {
                Moved::Panicked("it has ended the process; the variables are as they were before".to_owned())
            }
            (Some(panic), _) if forms.is_empty() => Moved::Panicked(panic.message),
            (_, Some(true)) => Moved::Shown { forms, printed },
            _ => Moved::Lost,
        }
    }

    /// Whether the cell process is still there.
    fn lives(&self) -> bool {
        self.process.lock().is_ok_and(|mut process| matches!(process.try_wait(), Ok(None)))
    }
}
