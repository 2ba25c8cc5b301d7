//! How cargo has a cell compiled, learnt from cargo itself: the compiler's arguments and environment, and what they hold for.
//!
//! Our stand-in for rustc (see [`stand_in`](crate::session::stand_in)) writes them down when cargo compiles a cell. As long as everything that
//! cargo would look at is as it was, the next cell can be compiled in the same way without it.

use super::call::Variables;
use super::names::WAY;
use super::portable::{placed, unplaced};
use super::stamp::{Stamp, manifests_above};
use super::{depinfo, lock, shared};
use crate::project::digest;
use crate::session::toolchain;
use crate::whole;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The folder of the recipes in a session's build folder.
pub const FOLDER: &str = "recipes";
/// The variables that cargo sets for the compiler, by which a cell's `env!` may see them.
const SET_BY_CARGO: [&str; 2] = [CARGO, "OUT_DIR"];
/// The variable for where cargo itself is.
const CARGO: &str = "CARGO";
/// Variables that change what cargo does.
const READ_BY_CARGO: [&str; 4] = ["RUSTFLAGS", "RUSTC_WRAPPER", "RUSTC_WORKSPACE_WRAPPER", "SOURCE_DATE_EPOCH"];

#[derive(Debug, Serialize, Deserialize)]
pub struct Recipe {
    /// The compiler's arguments.
    arguments: Vec<String>,
    environment: BTreeMap<String, String>,
    /// The versions that cargo has settled on.
    lock: String,
    /// The compiler, the compiled dependencies, and the sources of those that are no release and may be edited.
    stamps: Vec<Stamp>,
    /// Of all that goes into a cell's code and is no text of the cell: for the store of compiled cells.
    pub identity: String,
}

/// The file of the recipe for what a build folder asks for now. Its name is what cargo's answer depends on: the
/// compiler, the manifests, our own way with cells, the versions that the project has settled on, and the variables and settings that cargo reads.
pub fn file(build: &Path, project_lock: Option<&Path>, variables: &Variables) -> io::Result<PathBuf> {
    // evcxr writes the dependencies in the order of a hash map.
    let manifest = fs::read_to_string(build.join("Cargo.toml"))?;
    let mut manifest: Vec<&str> = manifest.lines().filter(|line| !line.starts_with(shared::NAME)).collect();
    manifest.sort_unstable();
    let mut parts = vec![
        WAY.as_bytes().to_vec(),
        toolchain::compiler().map_err(io::Error::other)?.into_bytes(),
        manifest.join("\n").into_bytes(),
        fs::read(build.join(".cargo/config.toml"))?,
    ];
    parts.push(project_lock.map(fs::read).transpose()?.unwrap_or_default());
    parts.push(toolchain::cargo_home().and_then(|home| fs::read(home.join("config.toml")).ok()).unwrap_or_default());
    let read = variables
        .iter()
        .filter(|(name, _)| READ_BY_CARGO.contains(&name.as_str()) || name.starts_with("CARGO_PROFILE_"))
        .map(|(name, value)| format!("{name}={value}"));
    parts.push(read.collect::<Vec<_>>().join("\n").into_bytes());
    Ok(build.join(FOLDER).join(digest(parts)).with_extension("json"))
}

/// Whether a build folder has a recipe for cells with a library that still holds. Cargo takes a source that was written anew
/// for another one, whatever it says.
pub fn holds_for_a_library(build: &Path) -> bool {
    let files = fs::read_dir(build.join(FOLDER)).into_iter().flatten().flatten();
    let mut recipes = files.filter_map(|file| whole::read_json::<Recipe>(&file.path()));
    recipes.any(|recipe| !externs(&recipe.arguments).is_empty() && recipe.holds(build))
}

impl Recipe {
    /// Whether all that it holds for is as it was.
    pub fn holds(&self, build: &Path) -> bool {
        self.stamps.iter().all(|stamp| stamp.placed(build).is_as_it_was())
    }

    /// What cargo has just called the compiler with, from its stand-in.
    pub fn learn(rustc: &Path, arguments: &[String], build: &Path) -> io::Result<Recipe> {
        let unplaced = |text: &str| unplaced(text, build);
        let environment: BTreeMap<String, String> = std::env::vars()
            .filter(|(name, _)| {
                SET_BY_CARGO.contains(&name.as_str())
                    || name.starts_with("CARGO_PKG_")
                    || name.starts_with("CARGO_CRATE_")
                    || name.starts_with("CARGO_MANIFEST_")
            })
            .map(|(name, value)| (name, unplaced(&value)))
            .collect();
        let externs = externs(arguments);
        let mut watched: Vec<PathBuf> = vec![rustc.to_owned()];
        watched.extend(externs.clone());
        watched.extend(edited_sources(&externs)?);
        let stamps = watched.iter().filter_map(|path| Some(Stamp::of(path)?.unplaced(build))).collect();
        let arguments: Vec<String> = arguments.iter().map(|argument| unplaced(argument)).collect();
        let mut parts = vec![toolchain::compiler().map_err(io::Error::other)?.into_bytes()];
        parts.extend(arguments.iter().map(|argument| argument.clone().into_bytes()));
        // A cell that reads where cargo is has that beside it in the store. For any other, it means nothing.
        let means_something = environment.iter().filter(|(name, _)| *name != CARGO);
        parts.extend(means_something.map(|(name, value)| format!("{name}={value}").into_bytes()));
        for path in &externs {
            parts.push(fs::read(path)?);
        }
        let lock = fs::read_to_string(build.join("Cargo.lock"))?;
        Ok(Recipe { arguments, environment, lock, stamps, identity: digest(parts) })
    }

    pub fn arguments<'a>(&'a self, build: &'a Path) -> impl Iterator<Item = String> + use<'a> {
        self.arguments.iter().map(|argument| placed(argument, build))
    }

    pub fn environment<'a>(&'a self, build: &'a Path) -> impl Iterator<Item = (&'a str, String)> + use<'a> {
        self.environment.iter().map(|(name, value)| (name.as_str(), placed(value, build)))
    }

    /// Lays the versions that cargo had settled on where cargo looks for them: they hold for the same manifests.
    pub fn lay_lock(&self, build: &Path) -> io::Result<()> {
        lock::lay(&self.lock, build)
    }
}

/// The compiled dependencies that the compiler was told of.
fn externs(arguments: &[String]) -> Vec<PathBuf> {
    let named = arguments.windows(2).filter(|pair| pair[0] == "--extern");
    named.filter_map(|pair| pair[1].split_once('=')).map(|(_, path)| path.into()).collect()
}

/// The sources of every dependency that is no release from a registry, with the manifests above them.
fn edited_sources(externs: &[PathBuf]) -> io::Result<Vec<PathBuf>> {
    let mut folders: Vec<&Path> = externs.iter().filter_map(|path| path.parent()).collect();
    folders.dedup();
    let mut sources = Vec::new();
    for folder in folders {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.extension().is_some_and(|extension| extension == "d") {
                let listed = depinfo::read(&path)?.files;
                sources.extend(listed.into_iter().filter(|source| source.is_absolute() && !is_release(source)));
            }
        }
    }
    let manifests = manifests_above(&sources);
    sources.extend(manifests);
    sources.sort();
    sources.dedup();
    Ok(sources)
}

/// Whether a source lies where cargo keeps what it has downloaded, which nobody edits.
fn is_release(source: &Path) -> bool {
    toolchain::cargo_home().is_some_and(|home| source.starts_with(home))
}
