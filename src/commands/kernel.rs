//! The Jupyter kernel: evcxr's own, given a folder in which the library is already built.

use crate::process;
use crate::project::Project;
use crate::session::folder::{self, SessionFolder};
use crate::session::warm::Warm;
use crate::session::{SessionError, toolchain};
use std::process::ExitCode;

/// The argument by which evcxr's kernel knows the file with its ports; Jupyter passes it on.
pub const CONTROL_FILE: &str = "--control_file";

pub fn run() -> ExitCode {
    // Jupyter may be killed without a word to its kernels.
    process::end_with_parent(toolchain::end_session);
    folder::sweep();
    let project = std::env::current_dir().ok().and_then(|here| Project::around(&here));
    let warm = project.as_ref().map(Warm::of);
    if warm.as_ref().is_some_and(|warm| !warm.is_fresh()) {
        eprintln!(
            "calculus: the library is not compiled for cells as it is now; the first cell that loads it does that"
        );
    }
    let started = match &warm {
        Some(warm) => warm.session_folder(),
        None => SessionFolder::create(None),
    }
    .map_err(SessionError::from)
    .and_then(|folder| {
        toolchain::stand_in_front_of_cargo(&folder, project.as_ref()).map(|()| folder).map_err(SessionError::from)
    });
    let folder = match started {
        Ok(folder) => folder,
        Err(error) => return fail(&error),
    };
    // SAFETY: no other thread of this process reads the environment yet, but through the standard library.
    // evcxr would look into the user's own kernels, and rewrite one that it takes for its own.
    unsafe { std::env::set_var("JUPYTER_PATH", folder.path()) };
    match evcxr_jupyter::main() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(&error),
    }
}

fn fail(error: &dyn std::fmt::Display) -> ExitCode {
    eprintln!("calculus: the kernel did not start: {error}");
    ExitCode::FAILURE
}
