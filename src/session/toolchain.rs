//! What toolchain there is: the cargo and the rustc that the user has, asked about themselves.

use super::compiler::answers;
use crate::knock::{REAL_CARGO, REAL_RUSTC};
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

#[derive(Debug, thiserror::Error)]
pub enum ToolchainError {
    #[error("no `{0}` was found. Install Rust from https://rustup.rs and open a new terminal")]
    Missing(&'static str),
    #[error("the compiler `{0}` could not be asked about itself")]
    Ask(PathBuf),
    #[error(
        "the compiler `{0}` does not work: {1}. `rustup default stable` may mend it, or install Rust again from https://rustup.rs"
    )]
    Broken(PathBuf, String),
    #[error("the folder for the compiler's stand-in could not be made at {0}: {1}")]
    Folder(PathBuf, io::Error),
}

/// Finds `tool` (cargo or rustc) as the user's shell in this folder would.
pub fn find(tool: &'static str) -> Result<PathBuf, ToolchainError> {
    // Once ours is in front, it is what a search would find.
    let known = std::env::var_os(if tool == "cargo" { REAL_CARGO } else { REAL_RUSTC });
    if let Some(real) = known {
        return Ok(real.into());
    }
    static FOLDER: OnceLock<Option<PathBuf>> = OnceLock::new();
    let by_rustup = FOLDER.get_or_init(folder_by_rustup).as_ref().map(|folder| folder.join(tool));
    by_rustup
        .filter(|path| path.exists())
        .map_or_else(|| which::which(tool).map_err(|_| ToolchainError::Missing(tool)), Ok)
}

/// The folder of the programs of the toolchain that rustup would take here.
fn folder_by_rustup() -> Option<PathBuf> {
    let output =
        Command::new("rustup").args(["which", "rustc"]).output().ok().filter(|output| output.status.success())?;
    Path::new(String::from_utf8_lossy(&output.stdout).trim()).parent().map(Path::to_owned)
}

/// What `rustc -vV` says: the compiler's exact version and host.
pub fn compiler() -> Result<String, ToolchainError> {
    static KNOWN: OnceLock<String> = OnceLock::new();
    match KNOWN.get() {
        Some(known) => Ok(known.clone()),
        None => ask_rustc(&["-vV"]).map(|answer| KNOWN.get_or_init(|| answer).clone()),
    }
}

/// The program beside the compiler that shows what a library offers. Without one there is less help, and all else goes on.
pub fn rustdoc() -> PathBuf {
    let beside = find("rustc").map(|rustc| rustc.with_file_name("rustdoc"));
    beside.ok().filter(|rustdoc| rustdoc.exists()).unwrap_or_else(|| "rustdoc".into())
}

/// The folder of cargo's settings and downloads.
pub fn cargo_home() -> Option<PathBuf> {
    std::env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| dirs::home_dir().map(|home| home.join(".cargo")))
}

/// The folder of the standard library, as cells are linked with it.
pub fn standard_library() -> Result<PathBuf, ToolchainError> {
    ask_rustc(&["--print", "target-libdir"]).map(|folder| folder.trim().into())
}

fn ask_rustc(arguments: &[&str]) -> Result<String, ToolchainError> {
    let rustc = find("rustc")?;
    let arguments: Vec<String> = arguments.iter().map(|&argument| argument.to_owned()).collect();
    match answers::of_rustc(&rustc, &arguments) {
        Some(said) if said.code == 0 => Ok(said.stdout),
        Some(said) => Err(ToolchainError::Broken(rustc, said.stderr.trim().to_owned())),
        None => Err(ToolchainError::Ask(rustc)),
    }
}
