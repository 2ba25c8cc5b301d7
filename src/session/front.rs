//! What a process of ours knows that stands in front of cargo or rustc, and how it is ended with all that it started.

use crate::knock::{REAL_CARGO, REAL_RUSTC, RUNNING, SESSION, STOPPED, TEMPORARY};
use crate::process;
use std::fs;
use std::io;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// The folder of the notebook.
const NOTEBOOK: &str = "CALCULUS_NOTEBOOK";
/// The lock file whose versions a cell gets.
const LOCK: &str = "CALCULUS_LOCK";
/// What is said of a cell whose compilation was stopped before it began.
pub const WAS_STOPPED: &str = "the compilation was stopped";

/// What a process of ours needs to know that stands in front of cargo or rustc.
#[derive(Clone)]
pub struct Front {
    pub cargo: PathBuf,
    pub rustc: PathBuf,
    /// The folder of the session that it works for.
    pub session: PathBuf,
    /// The folder of the notebook, from which cells name their files.
    pub notebook: PathBuf,
    /// The lock file of the project that cells belong to.
    pub lock: Option<PathBuf>,
}

impl Front {
    /// From the environment that [`put`](Front::put) has made.
    pub fn of_environment() -> Option<Front> {
        let place = |name| std::env::var_os(name).map(PathBuf::from);
        let (cargo, rustc, session) = (place(REAL_CARGO)?, place(REAL_RUSTC)?, place(SESSION)?);
        Some(Front { cargo, rustc, session, notebook: place(NOTEBOOK)?, lock: place(LOCK) })
    }

    /// Puts it into the environment of this process and of those that it starts.
    pub fn put(&self) {
        // SAFETY: the environment is read through the standard library alone in this program, which locks it.
        unsafe {
            std::env::set_var(REAL_CARGO, &self.cargo);
            std::env::set_var(REAL_RUSTC, &self.rustc);
            std::env::set_var(SESSION, &self.session);
            std::env::set_var(NOTEBOOK, &self.notebook);
            match &self.lock {
                Some(lock) => std::env::set_var(LOCK, lock),
                None => std::env::remove_var(LOCK),
            }
        }
    }

    /// Where compilers and linkers put what they need only for themselves.
    pub fn temporary(&self) -> PathBuf {
        self.session.join(TEMPORARY)
    }

    /// Runs a compiler in a way that [`end_cargo`] can end.
    pub fn output(&self, command: &mut Command) -> io::Result<Output> {
        // A group of its own, so that the linker ends with it.
        let child = command
            .env("TMPDIR", self.temporary())
            .process_group(0)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let mark = self.mark(child.id())?;
        if self.is_stopped() {
            process::kill_group(child.id() as libc::pid_t);
        }
        let output = child.wait_with_output();
        let _ = fs::remove_file(mark);
        output
    }

    /// Notes that this process group compiles. To be done before one looks whether it may: whoever forbids it looks for
    /// the groups afterwards.
    pub fn mark(&self, group: u32) -> io::Result<PathBuf> {
        let mark = self.session.join(RUNNING).join(group.to_string());
        fs::write(&mark, "")?;
        Ok(mark)
    }

    pub fn is_stopped(&self) -> bool {
        self.session.join(STOPPED).exists()
    }
}

/// Lets compile again what [`end_cargo`] has forbidden.
pub fn allow_cargo(session: &Path) {
    let _ = fs::remove_file(session.join(STOPPED));
    for group in running(session) {
        let _ = fs::remove_file(session.join(RUNNING).join(group.to_string()));
    }
}

/// Ends all that compiles for `session`, with all that it started, and lets nothing further begin.
pub fn end_cargo(session: &Path) {
    let _ = fs::write(session.join(STOPPED), "");
    running(session).for_each(process::kill_group);
}

/// Ends what a session that died has left compiling. A number may be another process's by now, so only one that works
/// in the session's folder is ended, where the system tells.
pub fn end_orphaned_cargo(session: &Path) {
    running(session)
        .filter(|group| fs::read_link(format!("/proc/{group}/cwd")).is_ok_and(|place| place.starts_with(session)))
        .for_each(process::kill_group);
}

fn running(session: &Path) -> impl Iterator<Item = libc::pid_t> {
    let marks = fs::read_dir(session.join(RUNNING)).into_iter().flatten().flatten();
    marks.filter_map(|mark| mark.file_name().to_str()?.parse().ok())
}

/// Ends and removes what this process's session has running; for the moment before the process exits. The
/// cells' own processes see that nobody commands them any more.
pub fn end_session() {
    if let Some(session) = std::env::var_os(SESSION).map(PathBuf::from) {
        end_cargo(&session);
        // The engine may be writing into it at this moment. What it makes anew after this, the next sweep finds.
        const ATTEMPTS: usize = 100;
        let _ = (0..ATTEMPTS).find(|_| fs::remove_dir_all(&session).is_ok() || !session.exists());
    }
}
