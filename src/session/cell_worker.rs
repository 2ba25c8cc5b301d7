//! The process in which cells run. It loads a compiled cell, calls it, and says when it has returned.
//!
//! It is a child of the [cell process](super::cell_process), which sees everything that it prints and how it
//! ends. Its own standard input carries the commands, so a cell gets another one, in which the answers to its questions
//! come.

use super::backup::{Backup, Side};
use super::compiler::ENTRY;
use super::offered::offer;
use super::standard_streams::Keyboard;
use super::wire::{FLUSH_SYMBOL, LOAD_AND_RUN, MOVE, MOVE_SYMBOL, SETTLED};
use crate::process;
use libloading::Library;
use std::ffi::{CString, c_char, c_void};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::os::fd::{AsFd, FromRawFd, RawFd};
use std::sync::OnceLock;

/// The word that ends a cell's output in both streams.
static MARKER: OnceLock<String> = OnceLock::new();
/// What empties the cells' standard output: the standard library of the cells is another than this program's, and buffers
/// for itself.
static FLUSH: OnceLock<extern "C" fn()> = OnceLock::new();

/// Runs cells until the commands end. `marker` is the word that ends a cell's output in both streams; `answers` is the
/// descriptor from which the answers to a cell's questions come.
pub fn work(marker: &str, answers: RawFd) -> io::Result<()> {
    prepare();
    let commands = File::from(io::stdin().as_fd().try_clone_to_owned()?);
    let marker = MARKER.get_or_init(|| marker.to_owned());
    // SAFETY: opened by the cell process for this one, which is the only one that uses it.
    Keyboard::connect(unsafe { File::from_raw_fd(answers) }, ask)?;
    let mut worker = Worker { libraries: Vec::new(), variables: std::ptr::null_mut(), moves: Vec::new() };
    let mut backup = None;
    let (mut commands, mut command) = (BufReader::new(commands), String::new());
    while {
        command.clear();
        commands.read_line(&mut command)?
    } > 0
    {
        let command = command.trim_end_matches('\n');
        let task = Task::of(command);
        if command == SETTLED {
            // What stood before the last cell is of no more use.
            drop(backup.take());
        } else if task.is_none() {
            return Err(io::Error::other(format!("`{command}` is no command of evcxr 0.22")));
        }
        // After a cell, so that the next one does not wait for it; before a cell, if it could not be made then.
        if backup.is_none() {
            match Backup::make()? {
                Some(Side::Worker(made)) => {
                    writeln!(io::stdout(), "{marker} backup {}", made.id())?;
                    backup = Some(made);
                }
                Some(Side::Backup) => {
                    // The worker has died in the next cell, and everything is as it was before it. What this copy has heard
                    // already was that cell.
                    commands.consume(commands.buffer().len());
                    watch_parent();
                    writeln!(io::stdout(), "{marker} restored")?;
                    writeln!(io::stderr(), "{marker}")?;
                    continue;
                }
                None => {}
            }
        }
        let Some(task) = task else { continue };
        Keyboard::clear();
        let known = match task {
            Task::Run { path, function } => worker.run(path, function).map(|()| false),
            Task::Move(position) => Ok(worker.moved(position)),
        };
        if let Err(error) = &known {
            // As every end of a worker within a cell: its copy takes over, and must not go with it.
            let _ = writeln!(io::stderr(), "the cell could not be loaded: {}", with_cause(error));
            std::process::exit(1);
        }
        let listening = if FLUSH.get().is_some() { "listening" } else { "quiet" };
        let known = if known.unwrap_or(false) { " known" } else { "" };
        writeln!(io::stdout(), "{marker} {listening}{known}")?;
        writeln!(io::stderr(), "{marker}")?;
    }
    Ok(())
}

/// What is to be done for a command.
enum Task<'a> {
    Run {
        path: &'a str,
        function: &'a str,
    },
    /// A hand has moved something.
    Move(&'a str),
}

impl Task<'_> {
    fn of(command: &str) -> Option<Task<'_>> {
        if let Some(position) = command.strip_prefix(MOVE) {
            return Some(Task::Move(position));
        }
        let (path, function) = command.strip_prefix(LOAD_AND_RUN)?.split_once(' ')?;
        Some(Task::Run { path, function })
    }
}

/// What holds for every process in which cells run, evcxr's own included: a panic comes without a backtrace
/// of the loader's frames, and the process ends with its parent, even in the middle of a cell that never
/// returns, and with every program that a cell has started.
pub fn prepare() {
    // SAFETY: this process has one thread so far.
    unsafe { std::env::remove_var("RUST_BACKTRACE") };
    // SAFETY: plain system call on this process.
    unsafe { libc::setpgid(0, 0) };
    watch_parent();
}

fn watch_parent() {
    process::end_with_parent(|| {
        // SAFETY: asks for numbers.
        let (group, own) = unsafe { (libc::getpgrp(), libc::getpid()) };
        if group == own {
            process::kill_group(group);
        }
    });
}

/// The loader's own words are the cause of libloading's error, which does not repeat them.
fn with_cause(error: &libloading::Error) -> io::Error {
    let cause = std::error::Error::source(error).map(|cause| format!(": {cause}")).unwrap_or_default();
    io::Error::other(format!("{error}{cause}"))
}

/// A compiled cell: from where the variables are to where they are then.
type Run = extern "C" fn(*mut c_void) -> *mut c_void;
/// The library's function for a number and positions. Says whether it knows the number.
type Move = extern "C" fn(*const c_char) -> bool;

struct Worker {
    /// Never unloaded: variables and panic hooks point into them.
    libraries: Vec<Library>,
    variables: *mut c_void,
    /// Where positions go: the library that cells use, and those that they have used before it was compiled anew.
    moves: Vec<Move>,
}

impl Worker {
    /// Has something calculated for a new position. Says whether anybody knows it.
    fn moved(&self, position: &str) -> bool {
        let Ok(position) = CString::new(position) else { return false };
        let known = self.moves.iter().rev().any(|moves| moves(position.as_ptr()));
        flush();
        known
    }

    fn run(&mut self, path: &str, function: &str) -> Result<(), libloading::Error> {
        // SAFETY: the object was compiled by evcxr for this very process. The function's type is part of
        // evcxr's protocol, and tests/contract.rs holds it.
        unsafe {
            let library = Library::new(path)?;
            offer(&library, path)?;
            // The name that our own compiler gives it, or evcxr's: then its words for evcxr are plain, too.
            let ours = library.get::<Run>(ENTRY.as_bytes());
            let plain = ours.is_err();
            let run = *ours.or_else(|_| library.get(function.as_bytes()))?;
            if plain && let Some(marker) = MARKER.get() {
                // Nobody there to hear it means that the end is near.
                let _ = writeln!(io::stdout(), "{marker} plain");
            }
            self.variables = run(self.variables);
            if FLUSH.get().is_none()
                && let Ok(flush) = library.get::<extern "C" fn()>(FLUSH_SYMBOL.as_bytes())
            {
                let _ = FLUSH.set(*flush);
            }
            if let Ok(moves) = library.get::<Move>(MOVE_SYMBOL.as_bytes())
                && !self.moves.iter().any(|known| std::ptr::fn_addr_eq(*known, *moves))
            {
                self.moves.push(*moves);
            }
            self.libraries.push(library);
        }
        flush();
        Ok(())
    }
}

fn flush() {
    if let Some(flush) = FLUSH.get() {
        flush();
    }
    // What a library in C has printed waits in a place of its own.
    // SAFETY: without a stream, all of this process's are meant.
    unsafe { libc::fflush(std::ptr::null_mut()) };
}

/// Says that the cell waits for the keyboard, after what it has printed.
fn ask() {
    flush();
    if let Some(marker) = MARKER.get() {
        // Nobody there to hear it means that the end is near.
        let _ = writeln!(io::stdout(), "{marker} keyboard");
    }
}
