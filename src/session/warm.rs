//! The warm build: the library compiled for cells ahead of time, and kept.
//!
//! It is made by a session of its own that loads the library as a notebook does, so that every flag is the
//! one that a later cell will be compiled with. A session starts from a copy of it. It knows what it was
//! made from, and is made again when that has changed.

use super::base::{self, build_in};
use super::compiler::recipe;
use super::first_cell::FIRST_CELL;
use super::folder::{FolderError, SessionFolder};
use super::{Cell, Session, SessionError, compiler, toolchain};
use crate::project::{self, Project, digest};
use crate::whole;
use serde::{Deserialize, Serialize};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

/// The folder of all builds in a cache.
const FOLDER: &str = "library";

#[derive(Debug, thiserror::Error)]
pub enum WarmError {
    #[error(transparent)]
    Session(#[from] SessionError),
    #[error(transparent)]
    Toolchain(#[from] toolchain::ToolchainError),
    #[error("the library does not compile for cells:\n{0}")]
    Library(super::Failure),
    #[error("{0} could not be read: {1}. The library is compiled from it; is the checkout whole?")]
    Read(PathBuf, io::Error),
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
    /// The place in a cache that others keep for us, and that we only read.
    shared: Option<PathBuf>,
}

impl Warm {
    pub fn of(project: &Project) -> Warm {
        // Two checkouts have two builds: cargo knows a library by its place.
        let in_cache = |cache: PathBuf| cache.join(FOLDER).join(project.library_id());
        Warm {
            project: project.clone(),
            folder: in_cache(project::cache()),
            shared: project::shared_cache().map(in_cache),
        }
    }

    /// A folder for a new session, with a copy of the build as it is, be it there or not, fresh or not: cargo
    /// looks again at what it finds.
    pub fn session_folder(&self) -> Result<SessionFolder, FolderError> {
        let place = self.shared_if_fresh().unwrap_or(&self.folder);
        SessionFolder::create(|build| base::begin(place, build))
    }

    /// Makes the build if it is missing or made from something else. `tell` hears why, before the work begins.
    pub fn ensure(&self, tell: &mut dyn FnMut(&str)) -> Result<(), WarmError> {
        if self.shared_if_fresh().is_some() {
            return Ok(());
        }
        let keep = |error| WarmError::Keep(self.folder.clone(), error);
        fs::create_dir_all(&self.folder).map_err(keep)?;
        // Two programs that want it at once: one makes it, the other waits.
        let guard = File::create(self.folder.join("guard")).map_err(keep)?;
        if guard.try_lock().is_err() {
            tell("Waiting for another program that compiles the library for cells");
            guard.lock().map_err(keep)?;
        }

        let wanted = self.made_from_now()?;
        let had = made_from_then(&self.folder);
        match &had {
            Some(had) if *had == wanted => {
                if recipe::holds_for_a_library(&self.build()) {
                    return Ok(());
                }
                tell("Compiling the library for cells again: since the last time, its files were written anew");
            }
            Some(had) => tell(&format!(
                "Compiling the library for cells again: since the last time, {} changed",
                had.difference(&wanted)
            )),
            None => tell("Compiling the library for cells (once)"),
        }
        // What was made in another way is of no use, and each session would copy it; otherwise most of it still is.
        let folder = match had.filter(|had| had.is_made_as(&wanted)) {
            Some(_) => SessionFolder::create(|build| base::copy_whole(&self.build(), build)),
            None => SessionFolder::empty(),
        }
        .map_err(SessionError::from)?;
        self.compile(&folder)?;
        self.replace(&folder.build(), &wanted).map_err(keep)
    }

    /// Whether the build is there and made from what there is now.
    pub fn is_fresh(&self) -> bool {
        self.shared_if_fresh().is_some() || self.holds(&self.folder)
    }

    /// The place of the build that others keep, if it was made from what there is now.
    fn shared_if_fresh(&self) -> Option<&Path> {
        self.shared.as_deref().filter(|shared| self.holds(shared))
    }

    fn holds(&self, folder: &Path) -> bool {
        matches!((made_from_then(folder), self.made_from_now()), (Some(had), Ok(now)) if had == now)
            && recipe::holds_for_a_library(&build_in(folder))
    }

    fn compile(&self, folder: &SessionFolder) -> Result<(), WarmError> {
        let load = load_cell(&self.project);
        let mut session = Session::start(folder, Some(&self.project))?;
        for cell in [load.as_str(), "1 + 1"] {
            let cell = Cell { number: 1, id: None, source: cell, limit: None, keyboard: false };
            session.run(cell, &mut |_| {}).map_err(WarmError::Library)?;
        }
        Ok(())
    }

    /// Puts a new build in the old one's place. What stands there is whole at every moment, or missing.
    fn replace(&self, new: &Path, made_from: &MadeFrom) -> io::Result<()> {
        let coming = self.folder.join("coming");
        let _ = fs::remove_dir_all(&coming);
        base::copy_whole(new, &coming)?;
        base::replace(&self.folder, || {
            let record = record_in(&self.folder);
            let _ = fs::remove_file(&record);
            let _ = fs::remove_dir_all(self.build());
            fs::rename(&coming, self.build())?;
            fs::write(record, serde_json::to_vec_pretty(made_from)?)
        })
    }

    fn build(&self) -> PathBuf {
        build_in(&self.folder)
    }

    fn made_from_now(&self) -> Result<MadeFrom, WarmError> {
        let read = |path: PathBuf| fs::read(&path).map_err(|error| WarmError::Read(path, error));
        let library = self.project.library();
        let mut sources = vec![read(self.project.manifest())?, read(library.join("Cargo.toml"))?];
        let folder = library.join("src");
        read_sources(&folder, &mut sources).map_err(|error| WarmError::Read(folder, error))?;
        Ok(MadeFrom {
            compiler: toolchain::compiler()?,
            lock: digest([read(self.project.lock())?]),
            sources: digest(sources),
            flags: flags(),
            kernel: digest([env!("CARGO_PKG_VERSION"), FIRST_CELL, compiler::WAY]),
        })
    }
}

fn record_in(folder: &Path) -> PathBuf {
    folder.join("made-from.json")
}

/// What the build in a place says that it was made from.
fn made_from_then(folder: &Path) -> Option<MadeFrom> {
    whole::read_json(&record_in(folder)).filter(|_| build_in(folder).is_dir())
}

/// The cell by which a notebook of the course loads the library.
pub fn load_cell(project: &Project) -> String {
    format!(":dep calculus = {{ path = {:?} }}\nuse calculus::prelude::*;\n", project.library().to_string_lossy())
}

impl MadeFrom {
    /// Whether cargo would take what it finds of this for a part of the other.
    fn is_made_as(&self, other: &MadeFrom) -> bool {
        (&self.compiler, &self.flags, &self.kernel) == (&other.compiler, &other.flags, &other.kernel)
    }

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

/// What else reaches the compiler: flags from the environment and from the user's own cargo settings, and the
/// linkers that evcxr prefers where it finds them.
fn flags() -> String {
    let reaches =
        |name: &str| name == "RUSTFLAGS" || name == "CARGO_ENCODED_RUSTFLAGS" || name.starts_with("CARGO_PROFILE_");
    let mut variables: Vec<(String, String)> = std::env::vars().filter(|(name, _)| reaches(name)).collect();
    variables.sort();
    // What they say, and not their place: many users may share a library.
    let home = toolchain::cargo_home().unwrap_or_default();
    let settings = fs::read(home.join("config.toml")).unwrap_or_default();
    let linkers = ["mold", "lld"].map(|linker| which::which(linker).is_ok());
    digest([format!("{variables:?} {linkers:?}").as_bytes(), &settings])
}

/// Reads the sources in a folder, each with its name, in an order that does not depend on the disk.
fn read_sources(folder: &Path, into: &mut Vec<Vec<u8>>) -> io::Result<()> {
    let mut entries = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for path in entries.iter().map(fs::DirEntry::path) {
        if path.is_dir() {
            read_sources(&path, into)?;
        } else if path.is_file() {
            // An editor's links to nowhere are no sources.
            into.push(path.as_os_str().as_encoded_bytes().to_vec());
            into.push(fs::read(&path)?);
        }
    }
    Ok(())
}
