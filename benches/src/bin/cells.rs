//! How long a cell that calls the library takes to compile and run, against the cell `1 + 1;` in the same session.
//!
//! Both are compiled by the same compiler on the same machine in the same minute, one after the other, so
//! that the ratio says something where the seconds do not. Run it with `cargo run -p calculus-benches --bin
//! cells` after `cargo build`. With `--small` it runs the first few cells, in the usual cache.

use calculus_benches::small;
use serde_json::{Value, json};
use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::Command;

/// The most that the ratio may be.
const CLAIM: f64 = 1.6;
const NOTEBOOK: &str = "notebooks/01-limits.ipynb";
/// The cell that everything is measured against, with a number in place of the last.
const EMPTY: &str = "1 + ";

fn main() -> Result<(), Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().ok_or("the benches lie in the checkout")?;
    let mut notebook: Value = serde_json::from_slice(&fs::read(root.join(NOTEBOOK))?)?;
    let cells = notebook["cells"].as_array().ok_or("a notebook has cells")?;
    let library = root.join("crate");
    let mut interleaved = Vec::new();
    let count = if small() { 4 } else { cells.len() };
    for cell in cells.iter().filter(|cell| cell["cell_type"] == "code").take(count) {
        let lines = cell["source"].as_array().ok_or("a cell has lines")?;
        let source: String = lines.iter().filter_map(Value::as_str).collect();
        // Another one each time: the same cell would not be compiled again.
        let empty = format!("{EMPTY}{};", interleaved.len());
        interleaved.extend([source.replace("../crate", &library.to_string_lossy()), empty]);
    }
    let code = |source: &String| json!({"cell_type": "code", "metadata": {}, "source": source, "outputs": [], "execution_count": null});
    notebook["cells"] = interleaved.iter().map(code).collect();

    // Within the checkout, so that the built library is found.
    let folder = tempfile::tempdir_in(root.join("target"))?;
    let path = folder.path().join("interleaved.ipynb");
    fs::write(&path, notebook.to_string())?;
    // A cache of its own, in which no cell is kept yet.
    let cache = tempfile::tempdir_in(root.join("target"))?;
    let mut command = Command::new(root.join("target/debug/calculus"));
    command.arg("run").arg(&path);
    if !small() {
        command.env("CALCULUS_CACHE", cache.path());
    }
    let run = command.output()?;
    let said = String::from_utf8_lossy(&run.stderr);
    let seconds: Vec<f64> = said.lines().filter_map(seconds_of).collect();
    if !run.status.success() || seconds.len() != interleaved.len() {
        return Err(format!("the notebook did not run:\n{said}").into());
    }

    // The first pair loads the library, and is not what a learner does all day.
    let (calls, empties): (Vec<f64>, Vec<f64>) = seconds[2..].chunks(2).map(|pair| (pair[0], pair[1])).unzip();
    let ratios: Vec<f64> = calls.iter().zip(&empties).map(|(call, empty)| call / empty).collect();
    let ratio = median(ratios);
    println!(
        "{} cells: {:.2} s for one that calls the library, {:.2} s for `{EMPTY}1;` after it (medians); ratio {ratio:.2}",
        calls.len(),
        median(calls.clone()),
        median(empties)
    );
    if small() || ratio <= CLAIM { Ok(()) } else { Err(format!("the ratio is to be at most {CLAIM}").into()) }
}

/// The seconds in a line such as `01-limits.ipynb   3/53 ok       0.26 s  fn distance…`.
fn seconds_of(line: &str) -> Option<f64> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let at = words.iter().position(|word| *word == "ok")?;
    (words.get(at + 2) == Some(&"s")).then(|| words[at + 1].parse().ok())?
}

fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers[numbers.len() / 2]
}
