//! The Jupyter kernel: evcxr's own, given a folder in which the library is already built.

use crate::project::Project;
use crate::session::folder::{self, SessionFolder};
use crate::session::toolchain;
use crate::session::warm::Warm;
use std::process::ExitCode;
use std::time::Duration;

/// The argument by which evcxr's kernel knows the file with its ports; Jupyter passes it on.
pub const CONTROL_FILE: &str = "--control_file";

pub fn run() -> ExitCode {
    end_with_jupyter();
    folder::sweep();
    let project = std::env::current_dir().ok().and_then(|here| Project::around(&here));
    let folder = match project.map(|project| Warm::of(&project).session_folder()) {
        Some(folder) => folder,
        None => SessionFolder::create(None),
    };
    let folder = match folder {
        Ok(folder) => folder,
        Err(error) => return fail(&error),
    };
    if let Err(error) = toolchain::stand_in_front_of_cargo(folder.path(), &folder.build()) {
        return fail(&error);
    }
    // SAFETY: no other thread of this process reads the environment yet, but through the standard library.
    unsafe {
        std::env::set_var("EVCXR_TMPDIR", folder.build());
        // evcxr would look into the user's own kernels, and rewrite one that it takes for its own.
        std::env::set_var("JUPYTER_PATH", folder.path());
    }
    match evcxr_jupyter::main() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(&error),
    }
}

fn fail(error: &dyn std::fmt::Display) -> ExitCode {
    eprintln!("calculus: the kernel did not start: {error}");
    ExitCode::FAILURE
}

/// Ends this process after Jupyter's, which may be killed without a word to its kernels.
fn end_with_jupyter() {
    // SAFETY: asks for a number.
    let parent = || unsafe { libc::getppid() };
    let jupyter = parent();
    std::thread::spawn(move || {
        while parent() == jupyter {
            std::thread::sleep(Duration::from_secs(1));
        }
        toolchain::end_session();
        std::process::exit(1);
    });
}
