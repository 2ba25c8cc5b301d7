//! Which shelves a session has, and how those come about that are missing: in the background, by another process.

use super::index::make::Library;
use super::index::shelf::Shelf;
use super::library::Shelves;
use crate::project::{digest, kept};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

/// How entries are written, for telling a shelf that was made in another way. To be changed with it.
const WAY: &str = "entries as JSON, documentation apart, 2";

/// The folder of all shelves in a cache.
const FOLDER: &str = "help";

/// A crate that cells can name, as the compiler is told of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crate {
    pub name: String,
    pub file: PathBuf,
    /// The folders in which it finds what it needs itself.
    pub folders: Vec<String>,
}

#[derive(Clone)]
pub struct Store {
    rustdoc: PathBuf,
    compiler: String,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    open: BTreeMap<PathBuf, Arc<Shelf>>,
    /// What is being made, or cannot be.
    asked: BTreeSet<PathBuf>,
}

impl Store {
    pub fn new(rustdoc: PathBuf, compiler: String) -> Store {
        Store { rustdoc, compiler, state: Arc::default() }
    }

    /// The shelves of the standard library and of these crates that are there. The others are on their way from now on.
    pub fn shelves(&self, crates: &[Crate]) -> Shelves {
        let Ok(mut state) = self.state.lock() else { return Shelves::new() };
        let mut shelves = Shelves::new();
        for library in self.libraries(crates) {
            let open = state.open.get(&library.shelf).cloned();
            if let Some(shelf) = open.or_else(|| Shelf::open(&library.shelf).ok().map(Arc::new)) {
                state.open.insert(library.shelf, shelf.clone());
                shelves.push((library.name, shelf));
            } else if state.asked.insert(library.shelf.clone()) {
                // One that cannot be made is not tried again in this session.
                std::thread::spawn(move || library.make_aside());
            }
        }
        shelves
    }

    /// Makes those that are missing.
    pub fn make_shelves(&self, crates: &[Crate]) {
        for library in self.libraries(crates).filter(|library| !library.shelf.exists()) {
            // Without one there is less help.
            let _ = library.make_aside();
        }
    }

    fn libraries(&self, crates: &[Crate]) -> impl Iterator<Item = Library> {
        std::iter::once(self.standard()).chain(crates.iter().filter_map(|one| self.library(one)))
    }

    fn standard(&self) -> Library {
        self.of("std", Vec::new(), &[])
    }

    fn library(&self, one: &Crate) -> Option<Library> {
        let data = std::fs::metadata(&one.file).ok()?;
        let modified = data.modified().ok()?.duration_since(std::time::UNIX_EPOCH).ok()?;
        // A session's copy has the name, the length and the time of the original.
        let name = one.file.file_name()?.to_string_lossy();
        let made_from = format!("{name} {} {}", data.len(), modified.as_nanos());
        let mut arguments = vec!["--extern".to_owned(), format!("{}={}", one.name, one.file.display())];
        arguments.extend(one.folders.iter().flat_map(|folder| ["-L".to_owned(), folder.clone()]));
        Some(self.of(&one.name, arguments, &[&made_from]))
    }

    fn of(&self, name: &str, arguments: Vec<String>, made_from: &[&str]) -> Library {
        let key = digest([WAY, &self.compiler, name].iter().chain(made_from));
        let shelf = kept(&Path::new(FOLDER).join(format!("{name}-{}", &key[..16])));
        Library { rustdoc: self.rustdoc.clone(), name: name.to_owned(), arguments, shelf }
    }
}

/// The crates in the compiler's arguments.
pub fn crates(arguments: &[String]) -> Vec<Crate> {
    let of = |option: &str| {
        let pairs = arguments.windows(2).filter(move |pair| pair[0] == option);
        pairs.map(|pair| pair[1].clone()).collect::<Vec<_>>()
    };
    let folders = of("-L");
    let named = of("--extern").into_iter().filter_map(|pair| {
        let (name, file) = pair.split_once('=')?;
        Some(Crate { name: name.to_owned(), file: Path::new(file).to_owned(), folders: folders.clone() })
    });
    named.collect()
}
