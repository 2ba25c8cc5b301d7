//! A learner's notebook in a kernel of its own: the command runs it from its first cell to its last, as Jupyter would.

use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use tempfile::TempDir;

/// Loads the library, and can wait for a sign from outside.
const BEGIN: &str = "use calculus::prelude::*;
fn wait_for(sign: &str) {
    while !std::path::Path::new(sign).exists() { std::thread::sleep(std::time::Duration::from_millis(10)) }
}
fn give(sign: &str) {
    std::fs::write(sign, \"\").unwrap()
}";

fn checkout() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// The command that runs notebooks: what KERNEL names, as seen from the checkout, or what was built beside the room.
pub fn program() -> Option<PathBuf> {
    let beside = || {
        let built = Path::new(env!("CARGO_BIN_EXE_calculus-room")).with_file_name("calculus");
        built.exists().then_some(built)
    };
    std::env::var_os("KERNEL").map(|named| checkout().join(named)).or_else(beside)
}

/// A notebook that is being run.
pub struct Notebook {
    folder: TempDir,
    process: Child,
}

impl Notebook {
    /// Begins to run these cells, with these variables in the environment of their process.
    pub fn run(program: &Path, cells: &[String], variables: &[(&str, &str)]) -> Notebook {
        // Within the checkout, where the built library is found.
        let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
        let load = format!(":dep calculus = {{ path = {:?} }}\n{BEGIN}", checkout().join("crate"));
        let code = |source: &String| json!({"cell_type": "code", "metadata": {}, "source": source, "outputs": [], "execution_count": null});
        let cells: Vec<Value> = [load].iter().chain(cells).map(code).collect();
        let kernel = json!({"name": "rust", "display_name": "Rust", "language": "rust"});
        let content = json!({"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 4});
        std::fs::write(folder.path().join("learner.ipynb"), content.to_string()).unwrap();

        let shared = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cache");
        let cache = std::env::var_os("CALCULUS_CACHE").filter(|named| !named.is_empty()).map_or(shared, PathBuf::from);
        let process = Command::new(program)
            .args(["run", "--write"])
            .arg(folder.path().join("learner.ipynb"))
            // What a person has learned is theirs, and so is the number by which a room knows them.
            .env("CALCULUS_PROGRESS", folder.path().join("progress"))
            .env("CALCULUS_CACHE", cache)
            .envs(variables.iter().copied())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        Notebook { folder, process }
    }

    /// Gives a sign that a cell may wait for.
    pub fn give(&self, sign: &str) {
        std::fs::write(self.folder.path().join(sign), "").unwrap();
    }

    /// Waits for a sign of a cell.
    pub fn wait_for(&mut self, sign: &str) {
        while !self.folder.path().join(sign).exists() {
            let ended = self.process.try_wait().unwrap();
            assert!(ended.is_none(), "the notebook has ended without {sign:?}: {ended:?}");
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// What each cell has shown, as text.
    pub fn shown(mut self) -> Vec<String> {
        assert!(self.process.wait().unwrap().success());
        let content = std::fs::read(self.folder.path().join("learner.ipynb")).unwrap();
        let content: Value = serde_json::from_slice(&content).unwrap();
        content["cells"].as_array().unwrap().iter().map(|cell| cell["outputs"].to_string()).collect()
    }
}

impl Drop for Notebook {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
