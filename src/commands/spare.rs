//! The command that a lab starts: a kernel that is ready before Jupyter asks for one.

use super::kernel;
use crate::session::toolchain;
use crate::spare::{Spare, TAKEN};
use std::io;
use std::path::Path;
use std::process::ExitCode;

/// The argument by which a program knows that it is a spare, before the place of its socket.
pub const SPARE: &str = "--spare";

pub fn run(socket: &Path) -> ExitCode {
    match wait_and_serve(socket) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("calculus: no kernel could be kept ready at {}: {error}", socket.display());
            ExitCode::FAILURE
        }
    }
}

fn wait_and_serve(socket: &Path) -> io::Result<ExitCode> {
    // Before the session changes what its cells are to have.
    let spare = Spare::listen(socket)?;
    kernel::leave_nothing_behind();
    let cells = kernel::cells();
    let (connection_file, front) = spare.wait()?;
    // The lab makes the next one.
    println!("{TAKEN}");
    front.watch(|| {
        toolchain::end_session();
        std::process::exit(1);
    })?;
    let code = kernel::serve(&connection_file, cells);
    front.dismiss();
    Ok(code)
}
