//! The folder that one session compiles in: a copy of the warm build, held by a lock while the session lives.

use super::{current_cell, front};
use std::fs::{self, File};
use std::io;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, symlink};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// The file whose lock says that the folder's session is alive.
const ALIVE: &str = "alive";
/// The folder in it that evcxr works in.
const BUILD: &str = "build";

#[derive(Debug, thiserror::Error)]
#[error(
    "the session's folder could not be made at {place}: {error}. Is the disk full, or the folder not yours? CALCULUS_CACHE names another place"
)]
pub struct FolderError {
    place: PathBuf,
    error: io::Error,
}

/// A session's folder. Removed when dropped, and by [`sweep`] if its process died before.
pub struct SessionFolder {
    path: PathBuf,
    _alive: File,
}

/// How much of a build a new folder gets.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// What cells need.
    ForCells,
    /// Everything, so that the library can be compiled again with what is still good.
    Whole,
}

impl SessionFolder {
    /// Makes a folder, with a copy of `warm` to build on.
    pub fn create(warm: Option<(&Path, Part)>) -> Result<SessionFolder, FolderError> {
        let root = root();
        let make = || -> io::Result<SessionFolder> {
            let _making = hold(&root)?;
            let path = tempfile::Builder::new().prefix("session-").rand_bytes(8).tempdir_in(&root)?.keep();
            let alive = File::create(path.join(ALIVE))?;
            alive.lock()?;
            Ok(SessionFolder { path, _alive: alive })
        };
        let fill = |folder: SessionFolder| -> io::Result<SessionFolder> {
            match warm {
                Some((warm, part)) => copy(warm, &folder.build(), part)?,
                None => fs::create_dir(folder.build())?,
            }
            Ok(folder)
        };
        make().and_then(fill).map_err(|error| FolderError { place: root.clone(), error })
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The folder that evcxr works in.
    pub fn build(&self) -> PathBuf {
        self.path.join(BUILD)
    }
}

impl Drop for SessionFolder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.path);
    }
}

/// When a session began, from its folder.
pub fn began(session: &Path) -> io::Result<SystemTime> {
    fs::metadata(session.join(ALIVE))?.modified()
}

/// Where sessions have their folders: in the cache, unless a crate cannot be built there. evcxr breaks on a
/// space in a path, and cargo takes a crate for part of the workspace that it lies in.
fn root() -> PathBuf {
    let root = crate::project::cache().join("sessions");
    let in_a_crate = root.ancestors().any(|folder| folder.join("Cargo.toml").exists());
    if in_a_crate || root.to_string_lossy().contains(char::is_whitespace) {
        // SAFETY: asks for a number.
        let user = unsafe { libc::getuid() };
        std::env::temp_dir().join(format!("calculus-{user}"))
    } else {
        root
    }
}

/// Makes sure of the folder of all sessions, and holds it: a folder that is being made must not be swept.
fn hold(root: &Path) -> io::Result<File> {
    if let Some(parent) = root.parent() {
        fs::create_dir_all(parent)?;
    }
    match fs::DirBuilder::new().mode(0o700).create(root) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
        _ => {}
    }
    // In a folder for everyone, somebody else may have made it first, to put code of theirs into our cells.
    // SAFETY: asks for a number.
    if fs::metadata(root)?.uid() != unsafe { libc::getuid() } {
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, "it belongs to another user"));
    }
    let held = File::create(root.join("held"))?;
    held.lock()?;
    Ok(held)
}

/// Removes the folders of sessions whose processes died without tidying up, and ends what they left running.
pub fn sweep() {
    let root = root();
    let Ok(_held) = hold(&root) else { return };
    let Ok(folders) = fs::read_dir(&root) else { return };
    for folder in folders.flatten().map(|entry| entry.path()).filter(|path| path.is_dir()) {
        let dead = match File::open(folder.join(ALIVE)) {
            Ok(alive) => alive.try_lock().is_ok(),
            Err(error) => error.kind() == io::ErrorKind::NotFound,
        };
        if dead {
            front::end_orphaned_cargo(&folder);
            let _ = fs::remove_dir_all(&folder);
        }
    }
}

/// Whether a cell is compiled or runs in a session that is alive.
pub fn is_any_busy() -> bool {
    let folders = fs::read_dir(root()).into_iter().flatten().flatten().map(|entry| entry.path());
    let is_alive = |folder: &PathBuf| File::open(folder.join(ALIVE)).is_ok_and(|alive| alive.try_lock().is_err());
    folders.filter(|folder| current_cell::is_there(folder)).any(|folder| is_alive(&folder))
}

/// Copies a folder with the times of its files, by which cargo knows what is fresh. For cells, compiled libraries are
/// linked: they are most of it, and whoever makes one anew puts another file in its place. Cargo writes some of the other
/// files in place.
pub fn copy(from: &Path, to: &Path, part: Part) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if entry.file_type()?.is_dir() {
            if part == Part::Whole || entry.file_name() != NOTES {
                copy(&from, &to, part)?;
            }
        } else if part == Part::Whole || !is_library(&from) || !link(&from, &to) {
            copy_file(&from, &to, entry.metadata()?.modified()?)?;
        }
    }
    Ok(())
}

/// Copies a file with its time.
pub fn copy_file(from: &Path, to: &Path, modified: SystemTime) -> io::Result<()> {
    fs::copy(from, to)?;
    File::options().append(true).open(to)?.set_modified(modified)
}

/// Links a library to its place, and says whether that went well. One that others own may not get another name, but may be
/// pointed to: so all who share it have it once on the disk, and once in memory.
fn link(from: &Path, to: &Path) -> bool {
    match fs::hard_link(from, to) {
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => symlink(from, to).is_ok(),
        linked => linked.is_ok(),
    }
}

/// The folder of the compiler's notes about a library that may be compiled again.
const NOTES: &str = "incremental";

/// Whether a file is a compiled library that cells depend on. That of a cell is none: it is renamed and loaded. The
/// linker mold, where somebody has it, writes over a shared object that is there.
fn is_library(file: &Path) -> bool {
    let is_of_a_cell =
        file.file_stem().is_some_and(|name| name == "libctx" || name.to_string_lossy().starts_with("libcode_"));
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("rlib" | "rmeta") => !is_of_a_cell,
        Some("so" | "dylib") => !is_of_a_cell && which::which("mold").is_err(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_keeps_the_times_of_its_files() {
        let folder = tempfile::tempdir().unwrap();
        let (from, to) = (folder.path().join("from"), folder.path().join("to"));
        fs::create_dir_all(from.join("deep")).unwrap();
        fs::write(from.join("deep/file"), "text").unwrap();
        let past = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000);
        File::options().append(true).open(from.join("deep/file")).unwrap().set_modified(past).unwrap();
        copy(&from, &to, Part::ForCells).unwrap();
        assert_eq!(fs::metadata(to.join("deep/file")).unwrap().modified().unwrap(), past);
        assert_eq!(fs::read_to_string(to.join("deep/file")).unwrap(), "text");
    }
}
