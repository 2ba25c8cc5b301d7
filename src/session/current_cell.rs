//! The learner's cell that a session compiles or runs, told in the session's folder to its other processes.

use crate::whole;
use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::Path;

/// The file with the cell's source, behind one of these lines.
const CELL: &str = "cell.rs";
const RUNS: &str = "runs\n";
const RESTS: &str = "rest\n";
/// The file with its number.
const NUMBER: &str = "cell-number";

/// A learner's cell that is compiled or runs.
#[derive(Clone, Debug)]
pub struct Cell {
    pub source: String,
    /// Without a number, it is none of the learner's.
    pub number: Option<usize>,
}

impl Cell {
    /// The one of a session, from the session's folder.
    pub fn of(session: &Path) -> Option<Cell> {
        let source = fs::read_to_string(session.join(CELL)).ok()?.strip_prefix(RUNS)?.to_owned();
        let number = fs::read_to_string(session.join(NUMBER)).ok().and_then(|number| number.parse().ok());
        Some(Cell { source, number })
    }
}

/// Says which cell is compiled from now on.
pub fn begin(session: &Path, cell: &Cell) {
    let place = session.join(CELL);
    // Without it a cell is compiled with everything.
    if whole::write_in_place(&place, [RUNS, &cell.source].concat().as_bytes()).is_err() {
        let _ = fs::remove_file(place);
    }
    // Few cells want to know it.
    let wants = |name| cell.source.contains(name);
    let number = cell.number.filter(|_| wants("file!") || wants("line!"));
    let _ = match number {
        Some(number) => fs::write(session.join(NUMBER), number.to_string()),
        None => fs::remove_file(session.join(NUMBER)),
    };
}

/// Says that the cell is done.
pub fn end(session: &Path) {
    let _ = File::options().write(true).open(session.join(CELL)).and_then(|mut cell| cell.write_all(RESTS.as_bytes()));
}

/// Whether a cell is compiled or runs in this session.
pub fn is_there(session: &Path) -> bool {
    let mut start = [0; RUNS.len()];
    let read = File::open(session.join(CELL)).and_then(|mut cell| cell.read_exact(&mut start));
    read.is_ok() && start == *RUNS.as_bytes()
}
