//! A copy of the worker from before a cell: when the cell brings the worker down, the copy takes its place, and the
//! variables are as they were.
//!
//! The copy is made by `fork`, so it costs what the cell then changes and not what there is. It has one thread and
//! waits in one system call. A process with further threads cannot be copied like that: what those threads
//! were doing would stand still for ever, with its locks. Such a worker gets no copy, and neither does one on a
//! system where its threads cannot be counted.

use std::fs;
use std::io::{self, PipeReader, PipeWriter, Read};

/// The worker's own thread, and the one that watches its parent.
const THREADS: usize = 2;

/// The side of the fork on which the caller finds itself.
pub enum Side {
    /// The one that runs the cell.
    Worker(Backup),
    /// The copy, after the worker's death.
    Backup,
}

/// The copy, seen from the worker. It ends when this is dropped; if the worker dies instead, it wakes.
pub struct Backup {
    id: libc::pid_t,
    /// Closed by the system when the worker dies, which is what the copy waits for.
    _lifeline: PipeWriter,
}

impl Backup {
    /// Copies this process. Returns once in the worker, and again in the copy if the worker dies. `None`: it cannot
    /// be copied.
    pub fn make() -> io::Result<Option<Side>> {
        if threads().is_none_or(|threads| threads > THREADS) {
            return Ok(None);
        }
        // Programs that a cell starts do not get it: pipes close when another program begins.
        let (waits, lifeline) = io::pipe()?;
        let worker = std::process::id();
        // SAFETY: the one other thread of this process only sleeps and asks for its parent; the copy does
        // not need it, and starts its own.
        match unsafe { libc::fork() } {
            -1 => Ok(None), // No memory or no room for a process: the cell runs without a copy.
            0 => {
                drop(lifeline);
                leave_group(0);
                wait_for_the_end(waits);
                // The system closes a dying process's files before it gives its children another parent.
                while std::os::unix::process::parent_id() == worker {
                    std::thread::yield_now();
                }
                Ok(Some(Side::Backup))
            }
            id => {
                // Here too: the copy may get its first moment only after the worker's end.
                leave_group(id);
                Ok(Some(Side::Worker(Backup { id, _lifeline: lifeline })))
            }
        }
    }

    pub fn id(&self) -> libc::pid_t {
        self.id
    }
}

impl Drop for Backup {
    fn drop(&mut self) {
        // SAFETY: a signal to a child that nobody has waited for, and then the wait.
        unsafe {
            libc::kill(self.id, libc::SIGKILL);
            libc::waitpid(self.id, std::ptr::null_mut(), 0);
        }
    }
}

/// Gives the copy a group of its own: whoever ends the worker with all that it has started means not the copy.
fn leave_group(copy: libc::pid_t) {
    // SAFETY: plain system call on this process or its child.
    unsafe { libc::setpgid(copy, copy) };
}

/// Returns when the other end of the pipe is closed everywhere.
fn wait_for_the_end(mut pipe: PipeReader) {
    while pipe.read(&mut [0]).is_err_and(|error| error.kind() == io::ErrorKind::Interrupted) {}
}

/// How many threads this process has, where the system tells.
fn threads() -> Option<usize> {
    Some(fs::read_dir("/proc/self/task").ok()?.count())
}
