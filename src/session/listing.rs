//! From a place in the source that evcxr generated to the learner's own cell and line.

use super::Place;
use super::compiler::{COMPILED, SOURCE};
use super::wire::Panic;
use std::path::{Path, PathBuf};

/// The cells that a session has run, and the source that evcxr made of them.
pub struct Listing {
    compiled: PathBuf,
    cells: Vec<(usize, String)>,
}

impl Listing {
    pub fn new(build: &Path) -> Listing {
        Listing { compiled: build.join(COMPILED), cells: Vec::new() }
    }

    pub fn add(&mut self, number: usize, source: &str) {
        self.cells.push((number, source.to_owned()));
    }

    /// The cell that runs now.
    pub fn current(&self) -> Option<(usize, &str)> {
        self.cells.last().map(|(number, source)| (*number, source.as_str()))
    }

    /// The sources of the cells before the one that runs now.
    pub fn earlier(&self) -> impl Iterator<Item = &str> {
        self.cells.iter().rev().skip(1).map(|(_, source)| source.as_str())
    }

    /// Where a text that the cell which runs now contains begins in it.
    pub fn place_of(&self, text: &str) -> Option<Place> {
        let (cell, source) = self.current()?;
        Some(Place { cell, line: 1 + source[..source.find(text)?].matches('\n').count() })
    }

    /// The learner's line behind a line of the generated source. evcxr copies a cell's lines, but puts words
    /// of its own around the first and the last of them. So an equal line is looked for, and else the longest
    /// that the generated one contains; of several, the latest cell's, as the latest definition counts.
    pub fn place(&self, panic: &Panic) -> Option<Place> {
        if !panic.file.ends_with(SOURCE) || !is_relative(&panic.file) {
            return None;
        }
        let generated = std::fs::read_to_string(&self.compiled).ok()?;
        let generated = generated.lines().nth(panic.line.checked_sub(1)?)?.trim().to_owned();
        let lines = self.cells.iter().flat_map(|(cell, source)| {
            source.lines().enumerate().map(|(index, line)| (Place { cell: *cell, line: index + 1 }, line.trim()))
        });
        // A bracket alone stands everywhere.
        let telling = lines.filter(|(_, line)| line.contains(char::is_alphanumeric) && generated.contains(line));
        telling.max_by_key(|(place, line)| (*line == generated, line.len(), place.cell)).map(|(place, _)| place)
    }
}

/// Cells are compiled as `src/lib.rs`; a library's file has a path in front of it.
fn is_relative(file: &str) -> bool {
    Path::new(file).is_relative()
}
