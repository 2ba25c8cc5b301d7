//! `calculus ready`: everything that a learner would wait for, compiled ahead: for an image, a server, or a room.

use super::kernel::end_on_ctrl_c;
use super::lab::place::{Place, PlaceError};
use super::{ahead, have_library};
use crate::progress::Stage;
use crate::session::folder;
use crate::session::warm::WarmError;
use indicatif::{ProgressBar, ProgressStyle};
use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    place: Place,
}

#[derive(Debug, thiserror::Error)]
enum ReadyError {
    #[error(transparent)]
    Place(#[from] PlaceError),
    #[error(transparent)]
    Warm(#[from] WarmError),
    #[error("{0}: it could not be entered: {1}")]
    Folder(PathBuf, io::Error),
    #[error("{0}: it could not be read, or no session could be started for it. `calculus run` says why")]
    Notebook(PathBuf),
}

pub fn run(arguments: &Arguments) -> ExitCode {
    end_on_ctrl_c(|| {});
    match ready(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("calculus: {error}");
            ExitCode::from(2)
        }
    }
}

fn ready(arguments: &Arguments) -> Result<(), ReadyError> {
    let project = arguments.place.project()?;
    folder::sweep();
    have_library(&project)?;
    let notebooks = project.notebooks();
    // A notebook's relative paths start from its folder.
    std::env::set_current_dir(&notebooks).map_err(|error| ReadyError::Folder(notebooks.clone(), error))?;
    for notebook in notebook::in_folder(&notebooks).unwrap_or_default() {
        let name = notebook.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let stage = Stage::begin(&format!("Compiling the cells of {name}"));
        let style = ProgressStyle::with_template("{pos}/{len} cells").expect("the template is a constant");
        let bar = ProgressBar::no_length().with_style(style);
        ahead::compile(&notebook, &project, &mut |done, of| {
            bar.set_length(of as u64);
            bar.set_position(done as u64);
        })
        .ok_or_else(|| ReadyError::Notebook(notebook.clone()))?;
        bar.finish_and_clear();
        stage.done();
    }
    println!("Everything is ready in {}", project.root().display());
    Ok(())
}
