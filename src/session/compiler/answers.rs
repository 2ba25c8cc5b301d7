//! What cargo and rustc say about themselves and about the manifests, asked once.
//!
//! To infer types, evcxr has rust-analyzer look at the cell's crate, and that asks cargo and rustc some twenty times, anew
//! whenever a library is loaded. The answers follow from the tool, the question, the manifests and a few variables, so
//! they are kept by these. A question that may be answered like this prints something and makes nothing.

use super::Front;
use super::privacy::without_private_dependencies;
use super::recipe::{self, Stamp, manifests_above, placed, unplaced};
use crate::project::digest;
use crate::whole;
use serde::{Deserialize, Serialize};
use std::fs;
use std::io::{self, Write};
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

/// Answers rustc's part. `None`: this is no such question.
pub fn of_rustc(front: &Front, arguments: &[String]) -> Option<i32> {
    let asks =
        arguments.iter().any(|argument| argument == "-vV" || argument == "-Vv" || argument.starts_with("--print"));
    let compiles = arguments.iter().any(|argument| argument.ends_with(".rs"));
    if !asks || compiles {
        return None;
    }
    answer(&front.rustc, arguments, None, String::new())
}

/// Answers cargo's part for the crate in `build`. `None`: this is no such question.
pub fn of_cargo(front: &Front, build: &Path, arguments: &[String]) -> Option<i32> {
    let is_question = match arguments.first().map(String::as_str) {
        Some("metadata" | "locate-project" | "--version") => true,
        Some("rustc") => arguments.iter().any(|argument| argument == "--print"),
        Some("-Z") => arguments.iter().any(|argument| argument == "config"),
        _ => false,
    };
    if !is_question {
        return None;
    }
    let situation = recipe::situation(build, front.lock.as_deref()).ok()?;
    answer(&front.cargo, arguments, Some(build), situation)
}

fn answer(tool: &Path, arguments: &[String], build: Option<&Path>, situation: String) -> Option<i32> {
    let file = file(tool, arguments, build, situation)?;
    if let Some(known) = known(&file) {
        return known.tell(build).ok();
    }
    let output = Command::new(tool).args(arguments).stdin(Stdio::null()).output().ok()?;
    let stdout = std::str::from_utf8(&output.stdout).ok()?;
    let answer = Answer {
        stdout: if is_for_inference(arguments) {
            unplaced(&without_private_dependencies(stdout), build)
        } else {
            unplaced(stdout, build)
        },
        stderr: unplaced(std::str::from_utf8(&output.stderr).ok()?, build),
        lock: build.and_then(|build| fs::read_to_string(build.join("Cargo.lock")).ok()),
        manifests: manifests(&output.stdout, build),
    };
    if output.status.success() {
        // What cannot be kept is asked again.
        let _ = whole::write_json(&file, &answer);
    }
    answer.tell(build).ok()?;
    Some(output.status.code().unwrap_or(1))
}

/// Whether rust-analyzer asks, and not evcxr, which does not name a platform.
fn is_for_inference(arguments: &[String]) -> bool {
    arguments.iter().any(|argument| argument == "--filter-platform")
}

fn file(tool: &Path, arguments: &[String], build: Option<&Path>, situation: String) -> Option<PathBuf> {
    let tool = Stamp::of(tool)?;
    let mut parts = vec![super::WAY.to_owned(), serde_json::to_string(&tool).ok()?, situation];
    parts.push(std::env::var("RUSTC_BOOTSTRAP").unwrap_or_default());
    parts.extend(arguments.iter().map(|argument| unplaced(argument, build)));
    Some(folder().join(digest(parts)).with_extension("json"))
}

/// Where the answers are kept.
fn folder() -> PathBuf {
    crate::project::cache().join("answers")
}

fn known(file: &Path) -> Option<Answer> {
    let answer: Answer = whole::read_json(file)?;
    answer.manifests.iter().all(Stamp::is_as_it_was).then_some(answer)
}

impl Answer {
    fn tell(&self, build: Option<&Path>) -> io::Result<i32> {
        if let (Some(lock), Some(build)) = (&self.lock, build) {
            recipe::lay_lock(lock, build)?;
        }
        let placed = |text: &str| build.map_or(text.to_owned(), |build| placed(text, build));
        io::stderr().write_all(placed(&self.stderr).as_bytes())?;
        io::stdout().write_all(placed(&self.stdout).as_bytes())?;
        Ok(0)
    }
}

/// The manifests that cargo's description names of crates that are no releases, and of the workspaces around them.
fn manifests(description: &[u8], build: Option<&Path>) -> Vec<Stamp> {
    let Ok(description) = serde_json::from_slice::<serde_json::Value>(description) else { return Vec::new() };
    let packages = description["packages"].as_array().into_iter().flatten();
    let own: Vec<&Path> = packages
        .filter(|package| package["source"].is_null())
        .filter_map(|package| package["manifest_path"].as_str().map(Path::new))
        // The cell's own is in the question.
        .filter(|manifest| build.is_none_or(|build| !manifest.starts_with(build)))
        .collect();
    manifests_above(own).iter().filter_map(|manifest| Stamp::of(manifest)).collect()
}
