//! What tells whether a file is as it was.

use super::portable::{placed, unplaced};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

/// A file as it was: what changes when somebody writes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    path: String,
    length: u64,
    modified: u128,
}

impl Stamp {
    pub fn of(path: &Path) -> Option<Stamp> {
        let data = fs::metadata(path).ok()?;
        let modified = data.modified().ok()?.duration_since(UNIX_EPOCH).ok()?.as_nanos();
        Some(Stamp { path: path.to_string_lossy().into_owned(), length: data.len(), modified })
    }

    pub fn placed(&self, build: &Path) -> Stamp {
        Stamp { path: placed(&self.path, build), ..*self }
    }

    pub fn unplaced(&self, build: &Path) -> Stamp {
        Stamp { path: unplaced(&self.path, build), ..*self }
    }

    pub fn is_as_it_was(&self) -> bool {
        Stamp::of(Path::new(&self.path)).as_ref() == Some(self)
    }
}

/// Every manifest in the folders above these files, each once: a crate's own, and those of the workspaces around it.
pub fn manifests_above(files: &[PathBuf]) -> BTreeSet<PathBuf> {
    let folders: BTreeSet<&Path> = files.iter().flat_map(|file| file.ancestors().skip(1)).collect();
    folders.into_iter().map(|folder| folder.join("Cargo.toml")).filter(|manifest| manifest.exists()).collect()
}
