//! Processes that end with the one that started them.

use std::io;
use std::os::fd::AsRawFd;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::process::{Command, ExitStatus};
use std::time::Duration;

/// How often a process looks whether its parent is still there.
const LOOK_EVERY: Duration = Duration::from_millis(200);

/// Ends this process soon after its parent, be the parent killed without a word. `last_words` is what is to be
/// done before.
///
/// It looks for the parent instead of waiting for a closed pipe: a pipe that somebody else reads cannot be
/// watched in the same way on every system.
pub fn end_with_parent(last_words: impl FnOnce() + Send + 'static) {
    // SAFETY: asks for a number.
    let parent = || unsafe { libc::getppid() };
    let started_by = parent();
    std::thread::spawn(move || {
        while parent() == started_by {
            std::thread::sleep(LOOK_EVERY);
        }
        last_words();
        // SAFETY: ends the process without running a cell's exit handlers, which may hang.
        unsafe { libc::_exit(1) };
    });
}

/// Has the process that `command` starts killed when the thread that starts it ends, at the same moment where the system can
/// do that.
pub fn end_with_this_thread(command: &mut Command) {
    #[cfg(target_os = "linux")]
    // SAFETY: a plain system call between fork and exec.
    unsafe {
        command.pre_exec(|| {
            libc::prctl(libc::PR_SET_PDEATHSIG, libc::SIGKILL);
            Ok(())
        });
    }
    #[cfg(not(target_os = "linux"))]
    let _ = command;
}

/// Makes this process the parent of every process below it that loses its own, where the system can do that.
pub fn adopt_orphans() {
    #[cfg(target_os = "linux")]
    // SAFETY: plain system call on this process.
    unsafe {
        libc::prctl(libc::PR_SET_CHILD_SUBREAPER, 1);
    }
}

/// Waits until a child ends, be it one's own or adopted. `None` when there is none left.
pub fn wait_for_any() -> Option<(libc::pid_t, ExitStatus)> {
    loop {
        let mut status = 0;
        // SAFETY: waitpid writes one c_int.
        let id = unsafe { libc::waitpid(-1, &mut status, 0) };
        if id > 0 {
            return Some((id, ExitStatus::from_raw(status)));
        }
        if io::Error::last_os_error().kind() != io::ErrorKind::Interrupted {
            return None;
        }
    }
}

/// Waits until something can be read, or a stream is closed. Gives the place of the first such source, or `None` if
/// nothing came within this time.
pub fn readable<'a, Source: AsRawFd + 'a>(
    sources: impl Iterator<Item = &'a Source>,
    within: Option<Duration>,
) -> Option<usize> {
    let wait = |source: &Source| libc::pollfd { fd: source.as_raw_fd(), events: libc::POLLIN, revents: 0 };
    let mut waits: Vec<libc::pollfd> = sources.map(wait).collect();
    let milliseconds = within.map_or(-1, |within| within.as_millis() as libc::c_int);
    loop {
        // SAFETY: these descriptors, which the sources keep open.
        let came = unsafe { libc::poll(waits.as_mut_ptr(), waits.len() as libc::nfds_t, milliseconds) };
        if came >= 0 || io::Error::last_os_error().kind() != io::ErrorKind::Interrupted {
            return waits.iter().position(|wait| wait.revents != 0);
        }
    }
}

/// Lets the programs that this process starts from now on have a descriptor too.
pub fn inherit(descriptor: &impl AsRawFd) -> io::Result<()> {
    // SAFETY: sets a flag of an open descriptor.
    match unsafe { libc::fcntl(descriptor.as_raw_fd(), libc::F_SETFD, 0) } {
        0 => Ok(()),
        _ => Err(io::Error::last_os_error()),
    }
}

/// Asks a process to interrupt what it does.
pub fn interrupt(process: libc::pid_t) {
    // SAFETY: a signal; at worst there is nobody to get it.
    unsafe { libc::kill(process, libc::SIGINT) };
}

/// Kills one process.
pub fn kill(process: libc::pid_t) {
    // SAFETY: a signal; at worst there is nobody to get it.
    unsafe { libc::kill(process, libc::SIGKILL) };
}

/// Kills a process group. One that is gone already is no error.
pub fn kill_group(group: libc::pid_t) {
    // SAFETY: a signal; at worst there is nobody to get it.
    unsafe { libc::killpg(group, libc::SIGKILL) };
}
