//! Processes that end with the one that started them.

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

/// Kills a process group. One that is gone already is no error.
pub fn kill_group(group: libc::pid_t) {
    // SAFETY: a signal; at worst there is nobody to get it.
    unsafe { libc::killpg(group, libc::SIGKILL) };
}
