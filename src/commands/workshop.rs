//! `calculus workshop`: starts the room, which is a program of its own. What a kernel needs would be compiled more slowly if
//! the room's server, its formulas and its slides were a part of it.

use crate::progress::Stage;
use crate::project::{NoProject, Project};
use std::ffi::OsString;
use std::io;
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Command, ExitCode, ExitStatus};

/// Its arguments are the room's own: it says itself what it takes.
#[derive(clap::Args)]
#[command(disable_help_flag = true)]
pub struct Arguments {
    /// See `calculus workshop --help`
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, value_name = "ARGUMENT")]
    arguments: Vec<OsString>,
}

#[derive(Debug, thiserror::Error)]
enum WorkshopError {
    #[error(transparent)]
    Project(#[from] NoProject),
    #[error(
        "cargo could not be started: {0}. The room is compiled once, when it is first opened: `calculus doctor` says what is missing"
    )]
    Cargo(io::Error),
    #[error("the room could not be compiled ({0}). What cargo says stands above")]
    Build(ExitStatus),
    #[error("{}: {cause}", program.display())]
    Start { program: PathBuf, cause: io::Error },
}

pub fn run(arguments: &Arguments) -> ExitCode {
    // Nothing comes back if it starts.
    let Err(error) = start(&arguments.arguments);
    eprintln!("calculus: {error}");
    ExitCode::from(2)
}

fn start(arguments: &[OsString]) -> Result<std::convert::Infallible, WorkshopError> {
    let project = Project::here()?;
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| project.root().join("target"), PathBuf::from);
    let program = target.join("debug").join("calculus-room");
    let stage = (!program.exists()).then(|| Stage::begin("Compiling the room (once, a minute or two)"));
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let built = Command::new(cargo)
        .args(["build", "--quiet", "--package", "calculus-room", "--bin", "calculus-room", "--target-dir"])
        .arg(&target)
        .current_dir(project.root())
        .status();
    match built {
        Ok(status) if status.success() => {}
        Ok(status) => return Err(WorkshopError::Build(status)),
        // Where there is no cargo, what was compiled before does as well.
        Err(_) if program.exists() => {}
        Err(error) => return Err(WorkshopError::Cargo(error)),
    }
    if let Some(stage) = stage {
        stage.done();
    }
    let cause = Command::new(&program).args(arguments).exec();
    Err(WorkshopError::Start { program, cause })
}
