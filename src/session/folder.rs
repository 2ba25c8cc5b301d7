//! The folder that one session compiles in: a copy of the warm build, held by a lock while the session lives.

use std::fs::{self, File, TryLockError};
use std::io;
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
    /// Makes a folder, with a copy of `warm` to build on.
    pub fn create(warm: Option<&Path>) -> Result<SessionFolder, FolderError> {
        let root = root();
        let make = || -> io::Result<SessionFolder> {
            fs::create_dir_all(&root)?;
            let path = tempfile::Builder::new().prefix("session-").rand_bytes(8).tempdir_in(&root)?.keep();
            let alive = File::create(path.join(ALIVE))?;
            alive.lock()?;
            let folder = SessionFolder { path, _alive: alive };
            match warm {
                Some(warm) => copy(warm, &folder.build())?,
                None => fs::create_dir(folder.build())?,
            }
            Ok(folder)
        };
        make().map_err(|error| FolderError { place: root.clone(), error })
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
pub fn root() -> PathBuf {
    let root = crate::project::cache().join("sessions");
    let in_a_crate = root.ancestors().any(|folder| folder.join("Cargo.toml").exists());
    if in_a_crate || root.to_string_lossy().contains(char::is_whitespace) {
        // SAFETY: asks for a number.
        let user = unsafe { libc::getuid() };
        std::env::temp_dir().join(format!("calculus-{user}")).join("sessions")
    } else {
        root
    }
}

/// Removes the folders of sessions whose processes died without tidying up.
pub fn sweep() {
    let Ok(folders) = fs::read_dir(root()) else { return };
    for folder in folders.flatten().map(|entry| entry.path()) {
        // A folder without the file is one that is being made at this moment.
        if let Ok(alive) = File::open(folder.join(ALIVE))
            && !matches!(alive.try_lock(), Err(TryLockError::WouldBlock))
        {
            let _ = fs::remove_dir_all(&folder);
        }
    }
}

/// Copies a folder with the times of its files, by which cargo knows what is fresh. Never links: cargo writes
/// some of these files in place.
pub fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if entry.file_type()?.is_dir() {
            copy(&from, &to)?;
        } else {
            fs::copy(&from, &to)?;
            File::options().append(true).open(&to)?.set_modified(entry.metadata()?.modified()?)?;
        }
    }
    Ok(())
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
        copy(&from, &to).unwrap();
        assert_eq!(fs::metadata(to.join("deep/file")).unwrap().modified().unwrap(), past);
        assert_eq!(fs::read_to_string(to.join("deep/file")).unwrap(), "text");
    }
}
