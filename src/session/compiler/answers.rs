//! What cargo and rustc say about themselves and about the manifests, asked once.
//!
//! To begin, evcxr asks the compiler for its version and its folder, and before it loads a library it has cargo describe
//! it. The answers follow from the tool, the question, the manifests and a few variables, so they are kept by these. A
//! question that may be answered like this prints something and makes nothing.

use super::lock;
use super::names::WAY;
use super::portable::{placed, unplaced};
use super::stamp::{Stamp, manifests_above};
use crate::project::{cache, digest, kept};
use crate::whole;
use serde::{Deserialize, Serialize};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

#[derive(Serialize, Deserialize)]
struct Answer {
    stdout: String,
    stderr: String,
    /// The versions that cargo settled on while it answered.
    lock: Option<String>,
    /// The manifests of the libraries that lie beside the course, which somebody may edit.
    manifests: Vec<Stamp>,
}

/// What a tool has said: its exit code and its two streams.
pub struct Said {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

/// Answers what is asked of rustc. `None`: this is no such question.
pub fn of_rustc(rustc: &Path, arguments: &[String]) -> Option<Said> {
    let asks =
        arguments.iter().any(|argument| argument == "-vV" || argument == "-Vv" || argument.starts_with("--print"));
    let compiles = arguments.iter().any(|argument| argument.ends_with(".rs"));
    if !asks || compiles {
        return None;
    }
    let parts = [std::env::var("RUSTC_BOOTSTRAP").unwrap_or_default(), arguments.join("\n")];
    answer(Command::new(rustc).args(arguments), rustc, &parts, None)
}

/// What `tool` answers to `command`, now or when it was asked before. `parts` is what the answer depends on besides the tool
/// itself, and `build` the folder whose manifest it is about.
pub fn answer(command: &mut Command, tool: &Path, parts: &[String], build: Option<&Path>) -> Option<Said> {
    let mut key = vec![WAY.to_owned(), serde_json::to_string(&Stamp::of(tool)?).ok()?];
    key.extend_from_slice(parts);
    let name = Path::new("answers").join(digest(key)).with_extension("json");
    let file = cache().join(&name);
    if let Some(known) = known(&kept(&name)) {
        return known.tell(build).ok();
    }
    let output = command.stdin(Stdio::null()).output().ok()?;
    let text = |bytes: &[u8]| {
        let text = std::str::from_utf8(bytes).ok()?;
        Some(build.map_or(text.to_owned(), |build| unplaced(text, build)))
    };
    let answer = Answer {
        stdout: text(&output.stdout)?,
        stderr: text(&output.stderr)?,
        lock: build.and_then(|build| fs::read_to_string(build.join("Cargo.lock")).ok()),
        manifests: build.map(|build| manifests(&output.stdout, build)).unwrap_or_default(),
    };
    if output.status.success() && !is_a_go_between(tool) {
        // What cannot be kept is asked again.
        let _ = whole::write_json(&file, &answer);
    }
    let said = answer.tell(build).ok()?;
    Some(Said { code: output.status.code().unwrap_or(1), ..said })
}

/// Whether a program only calls another one, which may become a newer one while this stays as it is: that of rustup, or
/// somebody's script.
fn is_a_go_between(tool: &Path) -> bool {
    let Ok(tool) = tool.canonicalize() else { return true };
    let mut start = [0; 2];
    let read = fs::File::open(&tool).and_then(|mut file| io::Read::read_exact(&mut file, &mut start));
    tool.file_stem().is_some_and(|name| name == "rustup") || read.is_err() || start == *b"#!"
}

fn known(file: &Path) -> Option<Answer> {
    let answer: Answer = whole::read_json(file)?;
    answer.manifests.iter().all(Stamp::is_as_it_was).then_some(answer)
}

impl Answer {
    fn tell(self, build: Option<&Path>) -> io::Result<Said> {
        if let (Some(lock), Some(build)) = (&self.lock, build) {
            lock::lay(lock, build)?;
        }
        let placed = |text: String| build.map_or(text.clone(), |build| placed(&text, build));
        Ok(Said { code: 0, stdout: placed(self.stdout), stderr: placed(self.stderr) })
    }
}

/// The manifests that cargo's description names of crates that are no releases, and of the workspaces around them.
fn manifests(description: &[u8], build: &Path) -> Vec<Stamp> {
    let Ok(description) = serde_json::from_slice::<serde_json::Value>(description) else { return Vec::new() };
    let packages = description["packages"].as_array().into_iter().flatten();
    let own: Vec<PathBuf> = packages
        .filter(|package| package["source"].is_null())
        .filter_map(|package| package["manifest_path"].as_str().map(PathBuf::from))
        // The cell's own is in the question.
        .filter(|manifest| !manifest.starts_with(build))
        .collect();
    manifests_above(&own).iter().filter_map(|manifest| Stamp::of(manifest)).collect()
}
