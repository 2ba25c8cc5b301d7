//! Why a room cannot be opened, in a sentence each.

use crate::course::CourseError;
use crate::export::ExportError;
use crate::journal::JournalError;
use crate::poll::file::FileError;
use crate::server::ListenError;
use crate::slides::DeckError;
use site::error::SiteError;
use std::io;
use std::path::PathBuf;

#[derive(Debug, thiserror::Error)]
pub enum WorkshopError {
    #[error(transparent)]
    Journal(#[from] JournalError),
    #[error(transparent)]
    Slides(#[from] DeckError),
    #[error(transparent)]
    Folder(#[from] SiteError),
    #[error(transparent)]
    Course(#[from] CourseError),
    #[error("{}: {cause}", path.display())]
    File { path: PathBuf, cause: io::Error },
    #[error("{}, {cause}", path.display())]
    Polls { path: PathBuf, cause: FileError },
    #[error("two files of polls are called `{0}`; rename one")]
    SameName(String),
    #[error(transparent)]
    Listen(#[from] ListenError),
    #[error("the server cannot start: {0}")]
    Runtime(io::Error),
    #[error(transparent)]
    Export(#[from] ExportError),
    #[error(
        "nobody called `{0}` is in this room. Names and numbers stand on the desk, and in `progress.csv` of --export"
    )]
    Nobody(String),
    #[error("the journal could not be written anew: {0}. Nothing was removed")]
    Forget(String),
    #[error("there is no room in {}. `calculus workshop` opens one", .0.display())]
    NoRoom(PathBuf),
    #[error("this system names no folder for data. Say where the room is to be kept: `--room DIR`")]
    NoFolder,
    #[error("`--speed` is a number above 0")]
    Speed,
    #[error(
        "no network is here that others could join by. Connect this machine to one, or name its address: `--host ADDRESS`"
    )]
    NoNetwork,
}
