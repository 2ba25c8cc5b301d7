//! Why a notebook cannot be shown as slides.

use crate::poll::metadata::MetadataError;
use notebook::NotebookError;
use site::error::CellProblem;

#[derive(Debug, thiserror::Error)]
pub enum DeckError {
    #[error(transparent)]
    Notebook(#[from] NotebookError),
    #[error("{0}")]
    Cell(#[from] CellProblem),
    #[error("{0}")]
    Poll(MetadataError),
    #[error("{notebook}, cell `{cell}`: {problem}")]
    At { notebook: String, cell: String, problem: Box<DeckError> },
}
