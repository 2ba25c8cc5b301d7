//! The process in which cells run. It loads a compiled cell, calls it, and says when it has returned.
//!
//! It is a child of the [cell process](super::cell_process), which sees everything that it prints and how it
//! ends. Its own standard input carries the commands, so a cell gets another one: with one empty line in it,
//! by which it can be told afterwards whether the cell has read.

use super::backup::{Backup, Side};
use super::compiler::ENTRY;
use super::wire::{FLUSH_SYMBOL, LOAD_AND_RUN};
use crate::process;
use libloading::Library;
use std::ffi::c_void;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::os::fd::{AsFd, AsRawFd};

/// Runs cells until the commands end. `marker` is the word that ends a cell's output in both streams.
pub fn work(marker: &str) -> io::Result<()> {
    prepare();
    let commands = File::from(io::stdin().as_fd().try_clone_to_owned()?);
    let mut worker = Worker { libraries: Vec::new(), variables: std::ptr::null_mut(), flush: None };
    let mut backup = None;
    for command in BufReader::new(commands).lines() {
        let command = command?;
        let Some((path, function)) = command.strip_prefix(LOAD_AND_RUN).and_then(|rest| rest.split_once(' ')) else {
            return Err(io::Error::other(format!("`{command}` is no command of evcxr 0.22")));
        };
        // What stood before the last cell is of no more use.
        drop(backup.take());
        match Backup::make()? {
            Some(Side::Worker(made)) => {
                writeln!(io::stdout(), "{marker} backup {}", made.id())?;
                backup = Some(made);
            }
            Some(Side::Backup) => {
                // The worker has died in this cell, and everything is as it was before it.
                watch_parent();
                writeln!(io::stdout(), "{marker} restored")?;
                writeln!(io::stderr(), "{marker}")?;
                continue;
            }
            None => {}
        }
        let stdin = StdinWithOneLine::new()?;
        worker.run(path, function).map_err(with_cause)?;
        let read = if stdin.was_read()? { "read" } else { "unread" };
        let listening = if worker.flush.is_some() { "listening" } else { "quiet" };
        writeln!(io::stdout(), "{marker} {read} {listening}")?;
        writeln!(io::stderr(), "{marker}")?;
    }
    Ok(())
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
fn with_cause(error: libloading::Error) -> io::Error {
    let cause = std::error::Error::source(&error).map(|cause| format!(": {cause}")).unwrap_or_default();
    io::Error::other(format!("{error}{cause}"))
}

struct Worker {
    /// Never unloaded: variables and panic hooks point into them.
    libraries: Vec<Library>,
    variables: *mut c_void,
    flush: Option<extern "C" fn()>,
}

impl Worker {
    fn run(&mut self, path: &str, function: &str) -> Result<(), libloading::Error> {
        // SAFETY: the object was compiled by evcxr for this very process. The function's type is part of
        // evcxr's protocol, and tests/contract.rs holds it.
        unsafe {
            let library = Library::new(path)?;
            // The name that our own compiler gives it, or evcxr's.
            let run = *library
                .get::<extern "C" fn(*mut c_void) -> *mut c_void>(ENTRY.as_bytes())
                .or_else(|_| library.get(function.as_bytes()))?;
            self.variables = run(self.variables);
            if self.flush.is_none() {
                self.flush = library.get::<extern "C" fn()>(FLUSH_SYMBOL.as_bytes()).ok().map(|symbol| *symbol);
            }
            self.libraries.push(library);
        }
        // The standard library of the cells is another than this program's, and buffers for itself.
        if let Some(flush) = self.flush {
            flush();
        }
        Ok(())
    }
}

/// Standard input as a cell finds it: one empty line, then the end.
struct StdinWithOneLine;

impl StdinWithOneLine {
    fn new() -> io::Result<StdinWithOneLine> {
        let (read, mut write) = io::pipe()?;
        write.write_all(b"\n")?;
        // SAFETY: both descriptors are open; 0 is replaced on purpose.
        if unsafe { libc::dup2(read.as_raw_fd(), 0) } < 0 {
            return Err(io::Error::last_os_error());
        }
        Ok(StdinWithOneLine)
    }

    fn was_read(&self) -> io::Result<bool> {
        let mut waiting: libc::c_int = 0;
        // SAFETY: FIONREAD writes one c_int.
        if unsafe { libc::ioctl(0, libc::FIONREAD, &mut waiting) } != 0 {
            return Err(io::Error::last_os_error());
        }
        Ok(waiting == 0)
    }
}
