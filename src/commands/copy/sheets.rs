//! What the library knows of its exercises, asked as a notebook's cell asks.

use crate::project::Project;
use crate::session::folder::FolderError;
use crate::session::warm::{Warm, WarmError, load_cell};
use crate::session::{Cell, Failure, Output, Session, SessionError, Stream};
use serde::Deserialize;

/// The sheet of an exercise, as `calculus::exercise::sheet` writes it.
#[derive(Debug, Deserialize)]
pub struct Sheet {
    pub name: String,
    /// A usual wrong answer, and what the check says to it.
    pub mistakes: Vec<(String, String)>,
    pub hints: Vec<String>,
    /// The solution: as LaTeX with its dollar signs, or as HTML.
    pub latex: Option<String>,
    pub html: Option<String>,
}

#[derive(Debug, thiserror::Error)]
pub enum SheetsError {
    #[error(transparent)]
    Warm(#[from] WarmError),
    #[error(transparent)]
    Folder(#[from] FolderError),
    #[error(transparent)]
    Session(#[from] SessionError),
    #[error("the library was asked for its exercises, and failed: {0}")]
    Cell(Failure),
    #[error("the library's exercises cannot be read: {0}. Is this command as new as the checkout?")]
    Read(#[from] serde_json::Error),
}

pub fn ask(project: &Project) -> Result<Vec<Sheet>, SheetsError> {
    let warm = Warm::of(project);
    warm.ensure(&mut |sentence| eprintln!("{sentence} …"))?;
    // Gone as soon as it is dropped, so it is kept for as long as the session.
    let folder = warm.session_folder()?;
    let mut session = Session::start(&folder, Some(project))?;
    let mut said = String::new();
    for source in [load_cell(project).as_str(), "println!(\"{}\", calculus::exercise::sheet::all())"] {
        said.clear();
        let cell = Cell { number: 1, id: None, source, limit: None, keyboard: false };
        let ran = session.run(cell, &mut |output| {
            if let Output::Text { stream: Stream::Stdout, text } = output {
                said += &text;
            }
        });
        ran.map_err(SheetsError::Cell)?;
    }
    Ok(serde_json::from_str(&said)?)
}
