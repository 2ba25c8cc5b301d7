//! `calculus copy`: the notebooks for a workshop, made from those of the course and from what the library knows of its
//! exercises, so that nothing can drift apart.

mod folder;
mod leaders;
mod learners;
mod plan;
mod sheets;

use crate::project::{NoProject, Project};
use folder::{Folder, FolderError};
use notebook::{Notebook, NotebookError};
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// The tag of a speaker's note.
const FOR_THE_SPEAKER: &str = "notes";

#[derive(clap::Args)]
pub struct Arguments {
    /// Learners get nothing that gives a solution away; leaders get all solutions, the usual mistakes and what to say to them
    #[arg(long = "for", value_name = "WHOM")]
    audience: Audience,
    /// Have the solutions in learners' copies wait until the leader of a room releases them
    #[arg(long)]
    locked: bool,
    /// The folder to write. A notebook in it that somebody has changed stays as it is
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Audience {
    Learners,
    Leaders,
}

#[derive(Debug, thiserror::Error)]
enum CopyError {
    #[error("--locked is for learners: leaders are to see the solutions")]
    LockedLeaders,
    #[error(transparent)]
    Project(#[from] NoProject),
    #[error("{}: the notebooks could not be listed: {cause}", folder.display())]
    List { folder: PathBuf, cause: io::Error },
    #[error(transparent)]
    Notebook(#[from] NotebookError),
    #[error(transparent)]
    Learners(#[from] learners::NoLoadCell),
    #[error(transparent)]
    Sheets(#[from] sheets::SheetsError),
    #[error(transparent)]
    Folder(#[from] FolderError),
}

pub fn run(arguments: &Arguments) -> ExitCode {
    match copy(arguments) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("calculus: {error}");
            ExitCode::from(2)
        }
    }
}

/// Whether all was written.
fn copy(arguments: &Arguments) -> Result<bool, CopyError> {
    let Arguments { audience, locked, folder } = arguments;
    if *locked && *audience == Audience::Leaders {
        return Err(CopyError::LockedLeaders);
    }
    let project = Project::here()?;
    let notebooks = notebooks(&project.notebooks())?;
    let sheets = match audience {
        Audience::Leaders => sheets::ask(&project)?,
        Audience::Learners => Vec::new(),
    };
    let mut folder = Folder::open(folder)?;
    for notebook in &notebooks {
        let (copy, words) = match audience {
            Audience::Learners => learners::copy(notebook, *locked)?,
            Audience::Leaders => leaders::copy(notebook, &sheets),
        };
        folder.write(&file_name(notebook), &copy.to_bytes(), &words)?;
    }
    folder.write("plan.md", plan::of(&notebooks).as_bytes(), "half a day, a day, two evenings")?;
    let whole = folder.finish()?;
    if !arguments.folder.join("..").join("crate").join("Cargo.toml").is_file() {
        println!(
            "The notebooks load the library from ../crate: their folder belongs beside it, in a copy of the course."
        );
    }
    Ok(whole)
}

/// The notebooks of a folder, in order.
fn notebooks(folder: &Path) -> Result<Vec<Notebook>, CopyError> {
    let failed = |cause| CopyError::List { folder: folder.to_owned(), cause };
    let paths = notebook::in_folder(folder).map_err(failed)?;
    paths.iter().map(|path| Notebook::read(path, path).map_err(CopyError::from)).collect()
}

fn file_name(notebook: &Notebook) -> String {
    notebook.name().file_name().unwrap_or_default().to_string_lossy().into_owned()
}
