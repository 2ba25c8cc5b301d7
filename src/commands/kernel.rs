//! The command that Jupyter starts: a kernel in a folder in which the library is already built.

use crate::kernel::{self, Cells};
use crate::process;
use crate::project::Project;
use crate::session::folder::{self, SessionFolder};
use crate::session::warm::Warm;
use crate::session::{Session, SessionError, toolchain};
use std::path::Path;
use std::process::ExitCode;

/// The argument by which a kernel knows the file with its ports.
pub const CONTROL_FILE: &str = "--control_file";

pub fn run(connection_file: &Path) -> ExitCode {
    leave_nothing_behind();
    let project = std::env::current_dir().ok().and_then(|here| Project::around(&here));
    let served = kernel::serve(connection_file, Cells::start(project, session));
    // The session may be in the middle of a cell that never ends, so its folder is not left to it.
    toolchain::end_session();
    match served {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("calculus: the kernel did not start: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Has this process tidy up when it is told to end, or Jupyter is killed without a word to its kernels.
pub fn leave_nothing_behind() {
    process::end_with_parent(toolchain::end_session);
    let ended = ctrlc::set_handler(|| {
        toolchain::end_session();
        std::process::exit(130);
    });
    if let Err(error) = ended {
        eprintln!("calculus: a signal will leave the session's folder behind: {error}");
    }
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
        None => SessionFolder::create(None),
    }?;
    let session = Session::start(&folder, project)?;
    // It lives as long as the process, which removes it at its end.
    std::mem::forget(folder);
    Ok(session)
}
