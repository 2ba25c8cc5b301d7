//! Why a bundle was not made.

use crate::commands::lab::python::PythonError;
use crate::project::NoProject;
use crate::session::toolchain::ToolchainError;
use std::io;
use std::path::PathBuf;

#[derive(Debug, thiserror::Error)]
pub enum BundleError {
    #[error(transparent)]
    Project(#[from] NoProject),
    #[error(transparent)]
    Toolchain(#[from] ToolchainError),
    #[error(transparent)]
    Python(#[from] PythonError),
    #[error(
        "{0} is a copy of the course without the kernel's sources. A bundle is made from a checkout: go to one, and try again"
    )]
    NoCheckout(PathBuf),
    #[error("{0} holds other things than a bundle. Name a new folder, or an empty one")]
    Occupied(PathBuf),
    #[error("{0}: {1}. Is the disk full, or the folder not yours?")]
    Write(PathBuf, io::Error),
    #[error("`{program}` could not be started: {error}")]
    Start { program: String, error: io::Error },
    #[error("{doing} did not succeed ({program}):\n{words}")]
    Failed { doing: &'static str, program: String, words: String },
}
