//! The command that Jupyter starts: a kernel in a folder in which the library is already built.

use crate::kernel::{self, Cells};
use crate::process;
use crate::project::Project;
use crate::session::folder::{self, SessionFolder};
use crate::session::warm::Warm;
use crate::session::{Session, SessionError, front};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::Signals;
use std::path::Path;
use std::process::ExitCode;

/// The argument by which a kernel knows the file with its ports.
pub const CONTROL_FILE: &str = "--control_file";

pub fn run(connection_file: &Path) -> ExitCode {
    let project = std::env::current_dir().ok().and_then(|here| Project::around(&here));
    let cells = Cells::start(project, session);
    let interrupted = cells.clone();
    leave_nothing_behind(move || interrupted.interrupt());
    let served = kernel::serve(connection_file, cells);
    // The session may be in the middle of a cell that never ends, so its folder is not left to it.
    front::end_session();
    match served {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("calculus: the kernel did not start: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Has this process tidy up when it is told to end, or Jupyter is killed without a word to its kernels. What an interrupt
/// does is for `interrupt` to say: a client that interrupts a kernel by a signal means the cell.
pub fn leave_nothing_behind(interrupt: impl Fn() + Send + 'static) {
    process::end_with_parent(front::end_session);
    let signals = match Signals::new([SIGINT, SIGTERM, SIGHUP]) {
        Ok(signals) => signals,
        Err(error) => return eprintln!("calculus: a signal will leave the session's folder behind: {error}"),
    };
    std::thread::spawn(move || {
        for signal in { signals }.forever() {
            if signal == SIGINT {
                interrupt();
            } else {
                end();
            }
        }
    });
}

/// Has Ctrl-C in a terminal end this process, and what its session has running. `before` hears of it first.
pub fn end_on_ctrl_c(before: impl Fn() + Send + 'static) {
    let end_with_us = ctrlc::set_handler(move || {
        before();
        end();
    });
    if let Err(error) = end_with_us {
        eprintln!("calculus: Ctrl-C will leave a compilation running: {error}");
    }
}

/// Ends this process, and what its session has running.
pub fn end() {
    front::end_session();
    std::process::exit(130);
}

fn session(project: Option<&Project>) -> Result<Session, SessionError> {
    folder::sweep();
    let warm = project.map(Warm::of);
    if warm.as_ref().is_some_and(|warm| !warm.is_fresh()) {
        eprintln!(
            "calculus: the library is not compiled for cells as it is now; the first cell that loads it does that"
        );
    }
    let folder = match &warm {
        Some(warm) => warm.session_folder(),
        None => SessionFolder::empty(),
    }?;
    let session = Session::start(&folder, project)?;
    // It lives as long as the process, which removes it at its end.
    std::mem::forget(folder);
    Ok(session)
}
