//! The program that compiles the notebooks' cells while the lab is open.

use crate::commands::ahead::AHEAD;
use crate::project::Project;
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};

/// Ends that program when dropped.
pub struct Ahead(Option<Child>);

impl Ahead {
    /// Without it, cells are compiled when they are run.
    pub fn begin(project: &Project) -> Ahead {
        let start = |program| {
            Command::new(program)
                .arg(AHEAD)
                .current_dir(project.notebooks())
                .stdin(Stdio::null())
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                // Away from the terminal's Ctrl-C: the lab ends it.
                .process_group(0)
                .spawn()
                .ok()
        };
        Ahead(std::env::current_exe().ok().and_then(start))
    }
}

impl Drop for Ahead {
    fn drop(&mut self) {
        if let Some(mut program) = self.0.take() {
            let id = program.id() as libc::pid_t;
            // SAFETY: a signal to a child that was not waited for. It removes its folder before it ends.
            unsafe { libc::kill(id, libc::SIGTERM) };
            let _ = program.wait();
            // SAFETY: a signal to the group that it has led: what it had started may not have heard of its end yet.
            unsafe { libc::kill(-id, libc::SIGKILL) };
        }
    }
}
