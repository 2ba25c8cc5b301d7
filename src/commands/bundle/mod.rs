//! `calculus bundle`: everything that a room needs, on a stick: the course opens from it without a network.
//!
//! ```text
//! open           the script that does it
//! course.tar.gz  the checkout
//! cargo.tar.gz   the sources of all crates that it stands on
//! bin.tar.gz     the kernel, for this kind of machine
//! cache.tar.gz   the compiled library and cells, for this kind of machine and this compiler
//! wheels/        the Python packages of JupyterLab
//! sums           the SHA-256 of each file
//! complete       written last, with the name of the room: without it nothing is taken for a bundle
//! ```
//!
//! A compiled library knows itself by its place, so all is made in the room where a learner's machine will unpack it.

mod error;
mod room;
mod stick;

use crate::progress::Stage;
use crate::project::Project;
use error::BundleError;
use room::Room;
use std::path::PathBuf;
use std::process::ExitCode;
use stick::Stick;

#[derive(clap::Args)]
pub struct Arguments {
    /// Where to write it: a new folder, an empty one, or an earlier bundle
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,
}

pub fn run(arguments: &Arguments) -> ExitCode {
    match bundle(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("calculus: {error}");
            eprintln!("calculus: what there is of the bundle is not taken for a whole one; make it again");
            ExitCode::from(2)
        }
    }
}

fn bundle(arguments: &Arguments) -> Result<(), BundleError> {
    let project = Project::here()?;
    if !project.root().join("src/main.rs").is_file() {
        return Err(BundleError::NoCheckout(project.root().to_owned()));
    }
    let stick = Stick::begin(&arguments.folder)?;
    let room = Room::new()?;
    Stage::of("Copying the checkout", || room.lay_course(&project))?;
    Stage::of("Fetching the sources of all crates", || room.vendor())?;
    Stage::of("Fetching the packages of JupyterLab", || stick.fetch_wheels())?;
    Stage::of("Copying the kernel", || room.lay_kernel())?;
    room.make_ready()?;
    for part in room::PARTS {
        Stage::of(&format!("Packing {part}"), || stick.pack(&room, part))?;
    }
    Stage::of("Noting what it is made of", || stick.complete(&room))?;
    println!(
        "The bundle is in {}. On a machine without a network: sh {}",
        arguments.folder.display(),
        stick.script().display()
    );
    Ok(())
}
