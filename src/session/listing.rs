//! From a place in the source that evcxr generated to the learner's own cell and line.

use super::wire::Panic;
use super::{Place, compiled_source};
use std::path::{Path, PathBuf};

/// The cells that a session has run, and the source that evcxr made of them.
pub struct Listing {
    compiled: PathBuf,
    cells: Vec<(usize, String)>,
}

impl Listing {
    pub fn new(folder: &Path) -> Listing {
        Listing { compiled: compiled_source(folder), cells: Vec::new() }
    }

    pub fn add(&mut self, number: usize, source: &str) {
        self.cells.push((number, source.to_owned()));
    }

    /// The cell that runs now.
    pub fn current(&self) -> Option<(usize, &str)> {
        self.cells.last().map(|(number, source)| (*number, source.as_str()))
    }

    /// The learner's line behind a line of the generated source. evcxr copies a cell's lines as they are, so
    /// the text finds them; the latest cell with that line is meant, as the latest definition counts.
    pub fn place(&self, panic: &Panic) -> Option<Place> {
        if !panic.file.ends_with("src/lib.rs") || !is_relative(&panic.file) {
            return None;
        }
        let generated = std::fs::read_to_string(&self.compiled).ok()?;
        let generated = generated.lines().nth(panic.line.checked_sub(1)?)?;
        self.cells.iter().rev().find_map(|(cell, source)| {
            let (index, _) = source
                .lines()
                .enumerate()
                .filter(|(_, line)| !line.trim().is_empty() && generated.contains(line.trim()))
                .max_by_key(|(_, line)| line.trim().len())?;
            Some(Place { cell: *cell, line: index + 1 })
        })
    }
}

/// Cells are compiled as `src/lib.rs`; a library's file has a path in front of it.
fn is_relative(file: &str) -> bool {
    Path::new(file).is_relative()
}
