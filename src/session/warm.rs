//! The warm build: the library compiled for cells ahead of time, and kept.
//!
//! It is made by a session of its own that loads the library as a notebook does, so that every flag is the
//! one that a later cell will be compiled with. A session starts from a copy of it. It knows what it was
//! made from, and is made again when that has changed.

use super::folder::{self, FolderError, SessionFolder};
use super::{Session, SessionError, toolchain};
use crate::project::{self, Project};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

/// The file whose lock is held while the build is copied or replaced.
const PLACE: &str = "place";

#[derive(Debug, thiserror::Error)]
pub enum WarmError {
    #[error(transparent)]
    Session(#[from] SessionError),
    #[error(transparent)]
    Toolchain(#[from] toolchain::ToolchainError),
    #[error("the library does not compile for cells:\n{0}")]
    Library(super::Failure),
    #[error(
        "the compiled library could not be kept in {0}: {1}. Is the disk full, or the folder not yours? CALCULUS_CACHE names another place"
    )]
    Keep(PathBuf, io::Error),
}

/// Everything that the compiled library depends on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct MadeFrom {
    compiler: String,
    lock: String,
    sources: String,
    flags: String,
    kernel: String,
}

/// The place of a project's warm build.
pub struct Warm {
    project: Project,
    folder: PathBuf,
}

impl Warm {
    pub fn of(project: &Project) -> Warm {
        // Two checkouts have two builds: cargo knows a library by its place.
        Warm { project: project.clone(), folder: project::cache().join("library").join(project.id()) }
    }

    /// A folder for a new session, with a copy of the build as it is, be it there or not, fresh or not: cargo
    /// looks again at what it finds.
    pub fn session_folder(&self) -> Result<SessionFolder, FolderError> {
        // Held while copying, so that no new build takes the old one's place meanwhile.
        let place = File::open(self.folder.join(PLACE));
        let _held = place.as_ref().is_ok_and(|place| place.lock_shared().is_ok());
        SessionFolder::create(Some(self.build()).filter(|build| build.is_dir()).as_deref())
    }

    /// Makes the build if it is missing or made from something else. `tell` hears why, before the work begins.
    pub fn ensure(&self, tell: &mut dyn FnMut(&str)) -> Result<(), WarmError> {
        let keep = |error| WarmError::Keep(self.folder.clone(), error);
        fs::create_dir_all(&self.folder).map_err(keep)?;
        // Two programs that want it at once: one makes it, the other waits.
        let guard = File::create(self.folder.join("guard")).map_err(keep)?;
        guard.lock().map_err(keep)?;

        let wanted = self.made_from_now().map_err(keep)??;
        let had = fs::read(self.record()).ok().and_then(|record| serde_json::from_slice::<MadeFrom>(&record).ok());
        let had = had.filter(|_| self.build().is_dir());
        match &had {
            Some(had) if *had == wanted => return Ok(()),
            Some(had) => tell(&format!(
                "Compiling the library for cells again: since the last time, {} changed",
                had.difference(&wanted)
            )),
            None => tell("Compiling the library for cells (once)"),
        }
        // What another compiler made is of no use; otherwise most of it still is.
        let base = had.filter(|had| had.compiler == wanted.compiler).map(|_| self.build());
        let folder = SessionFolder::create(base.as_deref()).map_err(SessionError::from)?;
        self.compile(&folder)?;
        self.replace(&folder.build(), &wanted).map_err(keep)
    }

    fn compile(&self, folder: &SessionFolder) -> Result<(), WarmError> {
        let library = self.project.library();
        let load = format!(":dep calculus = {{ path = {:?} }}\nuse calculus::prelude::*;", library.to_string_lossy());
        let mut session = Session::start(folder)?;
        for cell in [load.as_str(), "1 + 1"] {
            session.run(1, cell, None, &mut |_| {}).map_err(WarmError::Library)?;
        }
        Ok(())
    }

    /// Puts a new build in the old one's place. What stands there is whole at every moment, or missing.
    fn replace(&self, new: &Path, made_from: &MadeFrom) -> io::Result<()> {
        let coming = self.folder.join("coming");
        let _ = fs::remove_dir_all(&coming);
        folder::copy(new, &coming)?;
        let place = File::create(self.folder.join(PLACE))?;
        place.lock()?;
        let _ = fs::remove_file(self.record());
        let _ = fs::remove_dir_all(self.build());
        fs::rename(&coming, self.build())?;
        fs::write(self.record(), serde_json::to_vec_pretty(made_from)?)
    }

    fn build(&self) -> PathBuf {
        self.folder.join("build")
    }

    fn record(&self) -> PathBuf {
        self.folder.join("made-from.json")
    }

    fn made_from_now(&self) -> io::Result<Result<MadeFrom, WarmError>> {
        let compiler = match toolchain::compiler() {
            Ok(compiler) => compiler,
            Err(error) => return Ok(Err(error.into())),
        };
        let mut sources = vec![fs::read(self.project.root().join("Cargo.toml"))?];
        read_all(&self.project.library(), &mut sources)?;
        // evcxr takes a faster linker where it finds one.
        let linkers = ["mold", "lld"].map(|linker| which::which(linker).is_ok());
        let flags =
            ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "CARGO_HOME"].map(|name| std::env::var(name).unwrap_or_default());
        Ok(Ok(MadeFrom {
            compiler,
            lock: digest([fs::read(self.project.lock())?]),
            sources: digest(sources),
            flags: format!("{flags:?} {linkers:?}"),
            kernel: env!("CARGO_PKG_VERSION").to_owned(),
        }))
    }
}

impl MadeFrom {
    fn difference(&self, other: &MadeFrom) -> String {
        let parts = [
            ("the compiler", self.compiler != other.compiler),
            ("the versions in Cargo.lock", self.lock != other.lock),
            ("the library's sources", self.sources != other.sources),
            ("the compiler's flags or linker", self.flags != other.flags),
            ("the kernel", self.kernel != other.kernel),
        ];
        parts.iter().filter(|(_, changed)| *changed).map(|(name, _)| *name).collect::<Vec<_>>().join(" and ")
    }
}

/// Reads every file of a library's folder with its name, in an order that does not depend on the disk.
fn read_all(folder: &Path, into: &mut Vec<Vec<u8>>) -> io::Result<()> {
    let mut entries = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        if entry.file_type()?.is_dir() {
            if entry.file_name() != "target" {
                read_all(&entry.path(), into)?;
            }
        } else {
            into.push(entry.path().as_os_str().as_encoded_bytes().to_vec());
            into.push(fs::read(entry.path())?);
        }
    }
    Ok(())
}

fn digest(parts: impl IntoIterator<Item = impl AsRef<[u8]>>) -> String {
    let mut digest = Sha256::new();
    for part in parts {
        // The length keeps two parts from reading as one.
        digest.update((part.as_ref().len() as u64).to_le_bytes());
        digest.update(part);
    }
    digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
