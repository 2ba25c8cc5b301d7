//! What a room is opened with: slides, and polls.

use super::arguments::Arguments;
use super::error::WorkshopError;
use crate::poll::{Poll, deck, file};
use crate::slides::Deck;
use site::formula::Formulas;
use std::fs;
use std::path::Path;

/// The slides of the notebooks that were named, or of the whole course.
pub fn decks(arguments: &Arguments) -> Result<Vec<Deck>, WorkshopError> {
    let formulas = Formulas::new();
    let mut paths = arguments.notebooks.clone();
    if paths.is_empty() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../notebooks");
        paths = notebook::in_folder(&folder).map_err(|cause| WorkshopError::File { path: folder, cause })?;
    }
    Ok(paths.iter().map(|path| Deck::read(path, &formulas)).collect::<Result<_, _>>()?)
}

/// The deck's own four, and those of the files that were named.
pub fn polls(arguments: &Arguments) -> Result<Vec<Poll>, WorkshopError> {
    let mut polls = deck::polls();
    for path in &arguments.polls {
        let source = fs::read_to_string(path).map_err(|cause| WorkshopError::File { path: path.clone(), cause })?;
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let read = file::read(&source, &name).map_err(|cause| WorkshopError::Polls { path: path.clone(), cause })?;
        if read.iter().any(|poll| polls.iter().any(|known| known.id == poll.id)) {
            return Err(WorkshopError::SameName(name));
        }
        polls.extend(read);
    }
    Ok(polls)
}
