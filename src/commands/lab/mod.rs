//! `calculus lab`: from a clone to JupyterLab with the course open.

mod ahead;
pub mod place;
pub mod python;
mod server;

use super::have_library;
use crate::kernelspec::{self, KernelspecError};
use crate::progress::Stage;
use crate::project::{self, Project};
use crate::session::warm::WarmError;
use crate::session::{folder, front};
use place::{Place, PlaceError};
use std::panic;
use std::path::PathBuf;
use std::process::ExitCode;
use std::thread;

/// The notebook that is open when JupyterLab appears.
const FIRST_NOTEBOOK: &str = "01-limits.ipynb";

#[derive(clap::Args, Default)]
pub struct Arguments {
    #[command(flatten)]
    place: Place,
    /// Print the address instead of opening a browser
    #[arg(long)]
    no_browser: bool,
    /// The port to listen on; the next free one is taken if it is in use
    #[arg(long, default_value = "8888")]
    port: Option<u16>,
    /// Join a room: checks of exercises tell it how you get on, and never an answer; `leave()` in a cell ends it
    #[arg(long, value_name = "CODE@HOST[:PORT]", value_parser = room)]
    room: Option<String>,
}

#[derive(Debug, thiserror::Error)]
enum LabError {
    #[error(transparent)]
    Place(#[from] PlaceError),
    #[error(transparent)]
    Python(#[from] python::PythonError),
    #[error(transparent)]
    Kernelspec(#[from] KernelspecError),
    #[error(transparent)]
    Warm(#[from] WarmError),
    #[error(transparent)]
    Server(#[from] server::ServerError),
}

/// The library reads it; what is no room at all is said before anything opens.
fn room(text: &str) -> Result<String, String> {
    match text.trim().split_once('@') {
        Some((code, host)) if !code.is_empty() && !host.is_empty() => Ok(text.trim().to_owned()),
        _ => {
            Err("write it as on the stage: the room's code, an @, and the machine, such as K7QF2M@192.168.1.5"
                .to_owned())
        }
    }
}

pub fn run(arguments: &Arguments) -> ExitCode {
    match open(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("calculus: {error}");
            ExitCode::from(2)
        }
    }
}

fn open(arguments: &Arguments) -> Result<(), LabError> {
    let project = arguments.place.project()?;
    folder::sweep();
    let signals = server::Signals::listen()?;

    let python = python::Environment::of_the_lab()?;
    // Each checkout has its own place: a kernelspec names one program.
    let jupyter = jupyter_folder(&project);
    kernelspec::install(&jupyter.join("data"), false)?;

    // Neither needs the other, and much of an installation is waiting.
    let library = {
        let project = project.clone();
        thread::spawn(move || have_library(&project))
    };
    if !python.is_complete() {
        // Without it nothing opens, and what is compiled by then is not waited for.
        Stage::of("Installing JupyterLab into an environment of its own (once)", || python.install())
            .inspect_err(|_| front::end_session())?;
    }
    library.join().unwrap_or_else(|panic| panic::resume_unwind(panic))?;

    let stage = Stage::begin("Starting JupyterLab");
    let server = server::Server::start(&python, &jupyter, &project, FIRST_NOTEBOOK, arguments, &signals)?;
    if let Some(address) = server.wait_until_up(&signals)? {
        stage.done();
        println!("JupyterLab is open at {address}\nPress Ctrl-C here to end it.");
    }
    let _ahead = ahead::Ahead::begin(&project);
    server.wait_until_ended(&signals)?;
    Ok(())
}

/// Jupyter's folders for a checkout: data with the kernel, settings, and what belongs to a running server.
pub fn jupyter_folder(project: &Project) -> PathBuf {
    project::cache().join("jupyter").join(project.id())
}
