//! The folder that one session compiles in, held by a lock while the session lives.

use super::{current_cell, front};
use std::fs::{self, File};
use std::io;
use std::os::unix::fs::{DirBuilderExt, MetadataExt};
use std::path::{Path, PathBuf};

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

impl SessionFolder {
    /// Makes a folder, in which `begin` makes the one that evcxr works in.
    pub fn create(begin: impl FnOnce(&Path) -> io::Result<()>) -> Result<SessionFolder, FolderError> {
        let root = root();
        let make = || -> io::Result<SessionFolder> {
            let _making = hold(&root)?;
            let path = tempfile::Builder::new().prefix("session-").rand_bytes(8).tempdir_in(&root)?.keep();
            let alive = File::create(path.join(ALIVE))?;
            alive.lock()?;
            Ok(SessionFolder { path, _alive: alive })
        };
        // What is there by then is removed if the rest does not go well.
        let begun = |folder: SessionFolder| begin(&folder.build()).map(|()| folder);
        make().and_then(begun).map_err(|error| FolderError { place: root.clone(), error })
    }

    /// Makes a folder that has nothing in it.
    pub fn empty() -> Result<SessionFolder, FolderError> {
        SessionFolder::create(|build| fs::create_dir(build))
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
