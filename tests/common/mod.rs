//! What the tests of the command share.
#![allow(dead_code, reason = "each test program uses its own part of this")]

pub mod rows;

use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// The checkout under test.
pub fn checkout() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A cache folder that all tests share, so that the library is compiled for cells once: that of other tests where it is
/// named, or else their own.
pub fn cache() -> PathBuf {
    let named = std::env::var_os("CALCULUS_CACHE").filter(|folder| !folder.is_empty());
    named.map_or_else(|| PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("cache"), PathBuf::from)
}

/// The command, with the tests' cache, and away from what anybody has learned.
pub fn calculus() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_calculus"));
    command.env("CALCULUS_CACHE", cache()).env("CALCULUS_PROGRESS", "").stdin(Stdio::null());
    command
}

/// A folder of its own with one notebook, away from the checkout.
pub struct Notebook {
    _folder: TempDir,
    pub path: PathBuf,
}

impl Notebook {
    /// A notebook for the Rust kernel with these code cells.
    pub fn of(cells: &[&str]) -> Notebook {
        Notebook::with_content(&notebook_of(cells).to_string())
    }

    /// A file `probe.ipynb` with this content.
    pub fn with_content(content: &str) -> Notebook {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("probe.ipynb");
        fs::write(&path, content).unwrap();
        Notebook { _folder: folder, path }
    }

    /// Runs `calculus run` on it with further arguments.
    pub fn run(&self, arguments: &[&str]) -> Said {
        Said::by(calculus().arg("run").arg(&self.path).args(arguments))
    }

    pub fn content(&self) -> String {
        fs::read_to_string(&self.path).unwrap()
    }

    /// The outputs that are stored for a code cell, by its number from 1.
    pub fn outputs(&self, cell: usize) -> Value {
        serde_json::from_str::<Value>(&self.content()).unwrap()["cells"][cell - 1]["outputs"].clone()
    }
}

/// A notebook in a folder of its own within the checkout, so that it finds the built library; its first cell
/// loads it.
pub struct LibraryNotebook {
    _folder: TempDir,
    pub path: PathBuf,
}

impl LibraryNotebook {
    pub fn of(cells: &[&str]) -> LibraryNotebook {
        let load = format!(":dep calculus = {{ path = {:?} }}\nuse calculus::prelude::*;", checkout().join("crate"));
        LibraryNotebook::with_content(&notebook_of(&[&[load.as_str()], cells].concat()))
    }

    pub fn with_content(content: &Value) -> LibraryNotebook {
        // Ignored by git, and beside `crate` as `notebooks` is.
        let target = checkout().join("target");
        fs::create_dir_all(&target).unwrap();
        let folder = tempfile::tempdir_in(target).unwrap();
        let path = folder.path().join("probe.ipynb");
        fs::write(&path, content.to_string()).unwrap();
        LibraryNotebook { _folder: folder, path }
    }

    pub fn run(&self, arguments: &[&str]) -> Said {
        Said::by(calculus().arg("run").arg(&self.path).args(arguments))
    }

    pub fn read(&self) -> Value {
        serde_json::from_slice(&fs::read(&self.path).unwrap()).unwrap()
    }
}

pub fn notebook_of(cells: &[&str]) -> Value {
    let cells: Vec<Value> = cells
        .iter()
        .enumerate()
        .map(|(index, source)| {
            json!({"cell_type": "code", "id": format!("cell-{index}"), "metadata": {}, "source": source,
                "outputs": [], "execution_count": null})
        })
        .collect();
    let kernel = json!({"name": "rust", "display_name": "Rust", "language": "rust"});
    json!({"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5})
}

/// What a command said, and how it ended.
#[derive(Debug)]
pub struct Said {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Said {
    pub fn by(command: &mut Command) -> Said {
        Said::from(command.output().unwrap())
    }

    /// Fails unless the command ended with this code and said every one of these words on standard error.
    #[track_caller]
    pub fn expect(&self, code: i32, words: &[&str]) {
        assert_eq!(self.code, Some(code), "{}\n{}", self.out, self.err);
        for words in words {
            assert!(self.err.contains(words), "nothing says {words:?}:\n{}", self.err);
        }
    }
}

impl From<Output> for Said {
    fn from(output: Output) -> Said {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the command speaks UTF-8");
        Said { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }
}

/// Copies what a checkout needs in order to run notebooks, without what was built in it.
pub fn copy_checkout(to: &Path) {
    for part in [
        "Cargo.toml",
        "Cargo.lock",
        "build.rs",
        "src",
        "stand-ins",
        "crate",
        "notebook",
        "alike",
        "benches",
        "site",
        "room",
        "notebooks",
    ] {
        copy(&checkout().join(part), &to.join(part));
    }
}

/// The same with a library of a few lines in the place of the course's, which takes minutes to compile for cells and is not
/// what is asked about. It depends on this crate.
pub fn copy_checkout_with_a_small_library(to: &Path, dependency: &str) {
    copy_checkout(to);
    let library = to.join("crate");
    fs::remove_dir_all(&library).unwrap();
    fs::create_dir_all(library.join("src")).unwrap();
    let manifest = format!(
        "[package]\nname = \"calculus\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n\
         [lib]\ncrate-type = [\"dylib\", \"rlib\"]\n\n[dependencies]\n{dependency} = \"*\"\n"
    );
    fs::write(library.join("Cargo.toml"), manifest).unwrap();
    let source = format!(
        "pub use {};\npub mod prelude {{\n    pub const SMALL: bool = true;\n}}\n",
        dependency.replace('-', "_")
    );
    fs::write(library.join("src/lib.rs"), source).unwrap();
}

fn copy(from: &Path, to: &Path) {
    if from.is_dir() {
        fs::create_dir_all(to).unwrap();
        for entry in fs::read_dir(from).unwrap() {
            let name = entry.unwrap().file_name();
            if name != "target" {
                copy(&from.join(&name), &to.join(&name));
            }
        }
    } else {
        fs::copy(from, to).unwrap();
    }
}
