//! A learner's copy: nothing in it gives a solution away before it was found.

use notebook::{Cell, Notebook, lines_of};
use serde_json::{Value, json};

/// Tags of cells by which a notebook says what is for whom.
const SHOWS_A_SOLUTION: &str = "solution";
const FOR_THE_SPEAKER: &str = "notes";

/// What loads the library, after which its solutions can be locked.
const LOADED: &str = "use calculus::prelude::*;";
const LOCK: &str = "calculus::exercise::room::lock_solutions();";

#[derive(Debug, thiserror::Error)]
#[error("{0}: no cell of it has the line `{LOADED}`, below which solutions are locked")]
pub struct NoLoadCell(String);

/// The copy, and what there is to say about it.
pub fn copy(notebook: &Notebook, locked: bool) -> Result<(Notebook, String), NoLoadCell> {
    let mut left_out = 0;
    let mut cells = Vec::new();
    for cell in notebook.cells().filter(|cell| !has(*cell, FOR_THE_SPEAKER)) {
        let mut copy = cell.json().clone();
        if gives_away(cell) && !cell.outputs().is_empty() {
            copy["outputs"] = json!([]);
            copy["execution_count"] = Value::Null;
            left_out += 1;
        }
        cells.push(copy);
    }
    let mut words = format!("{left_out} outputs left out that give a solution away");
    if locked {
        let load = notebook.code_cells().find(|cell| cell.source().contains(LOADED));
        let load = load.ok_or_else(|| NoLoadCell(notebook.name().display().to_string()))?;
        let source = load.source().replace(LOADED, &format!("{LOADED}\n{LOCK}"));
        let place = cells.iter_mut().find(|cell| cell["id"] == load.json()["id"]);
        place.expect("a speaker's note is no code")["source"] = lines_of(&source);
        words += ", and solutions wait for the leader";
    }
    Ok((notebook.with_cells(cells), words))
}

pub fn has(cell: Cell, tag: &str) -> bool {
    cell.tags().any(|of| of == tag)
}

fn gives_away(cell: Cell) -> bool {
    cell.is_code() && (has(cell, SHOWS_A_SOLUTION) || cell.source().contains(".solution()"))
}
