//! A learner's copy: nothing in it gives a solution away before it was found.

use super::FOR_THE_SPEAKER;
use notebook::{Cell, Notebook, lines_of};
use serde_json::{Value, json};

/// The tag by which a notebook says that a cell's output gives a solution away.
const SHOWS_A_SOLUTION: &str = "solution";

/// What loads the library, after which its solutions can be locked.
const LOADED: &str = "use calculus::prelude::*;";
const LOCK: &str = "calculus::exercise::room::lock_solutions();";

#[derive(Debug, thiserror::Error)]
#[error("{0}: no cell of it has the line `{LOADED}`, below which solutions are locked")]
pub struct NoLoadCell(String);

/// The copy, and what there is to say about it.
pub fn copy(notebook: &Notebook, locked: bool) -> Result<(Notebook, String), NoLoadCell> {
    let mut left_out = 0;
    let mut to_be_locked = locked;
    let mut cells = Vec::new();
    for cell in notebook.cells().filter(|cell| !cell.has_tag(FOR_THE_SPEAKER)) {
        let mut copy = cell.json().clone();
        if gives_away(cell) && !cell.outputs().is_empty() {
            copy["outputs"] = json!([]);
            copy["execution_count"] = Value::Null;
            left_out += 1;
        }
        if to_be_locked && cell.is_code() && cell.source().contains(LOADED) {
            copy["source"] = lines_of(&cell.source().replace(LOADED, &format!("{LOADED}\n{LOCK}")));
            to_be_locked = false;
        }
        cells.push(copy);
    }
    if to_be_locked {
        return Err(NoLoadCell(notebook.name().display().to_string()));
    }
    let waits = if locked { ", and solutions wait for the leader" } else { "" };
    let words = format!("{left_out} outputs left out that give a solution away{waits}");
    Ok((notebook.with_cells(cells), words))
}

fn gives_away(cell: Cell) -> bool {
    cell.is_code() && (cell.has_tag(SHOWS_A_SOLUTION) || cell.source().contains(".solution()"))
}
