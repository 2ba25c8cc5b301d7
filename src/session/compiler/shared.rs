//! The crates of `:dep`, linked as one for all cells.
//!
//! A crate that each cell links for itself is there as often as there are cells, each time with statics and thread-local
//! values of its own: a task that one cell gives to a runtime does not find the clock that another has started. So a small
//! crate is made that does nothing but link them all, as a library that all cells load: rustc then takes from it what it
//! would link otherwise. The course's library is such a library by itself.

use crate::project::{cache, digest};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// What the names of such crates begin with. Each has one of its own: the loader takes two libraries with one name for one.
pub const NAME: &str = "calculus_shared_";
/// A name that a cell has if it loads such a crate.
pub const SYMBOL: &str = "calculus_has_shared";
/// The course's library.
const LIBRARY: &str = "calculus";
/// Stands in the crate's folder if it does not compile.
const REFUSED: &str = "refused";

pub struct Shared {
    name: String,
    /// Where it lies. The same for all sessions with the same dependencies, so that it is compiled once.
    folder: PathBuf,
    dependencies: Vec<String>,
}

impl Shared {
    /// The one for the dependencies in a build folder's manifest. `None`: there are none, or they do not go together.
    pub fn of(build: &Path) -> Option<Shared> {
        let manifest = fs::read_to_string(build.join("Cargo.toml")).ok()?;
        let (_, after) = manifest.split_once("[dependencies]")?;
        let lines = after.lines().take_while(|line| !line.starts_with('['));
        let mut dependencies: Vec<String> = lines
            .map(str::trim)
            .filter(|line| name(line).is_some_and(|name| name != NAME))
            .map(str::to_owned)
            .collect();
        dependencies.sort();
        if dependencies.iter().all(|line| name(line) == Some(LIBRARY)) {
            return None;
        }
        let name = format!("{NAME}{}", &digest(&dependencies)[..16]);
        let folder = cache().join("shared").join(&name);
        (!folder.join(REFUSED).exists()).then_some(Shared { name, folder, dependencies })
    }

    /// What a cell says to load it.
    pub fn loaded(&self) -> String {
        format!("extern crate {} as _; #[unsafe(no_mangle)] pub static {SYMBOL}: () = ();", self.name)
    }

    /// Has the build depend on it.
    pub fn lay(&self, build: &Path) -> io::Result<()> {
        let externs = |line: &String| name(line).map(|name| format!("extern crate {};\n", name.replace('-', "_")));
        let source: String = self.dependencies.iter().filter_map(externs).collect();
        let manifest = format!(
            "[package]\nname = \"{}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n[lib]\ncrate-type = [\"dylib\"]\n[workspace]\n[dependencies]\n{}\n",
            self.name,
            self.dependencies.join("\n")
        );
        fs::create_dir_all(self.folder.join("src"))?;
        write_if_new(&self.folder.join("Cargo.toml"), &manifest)?;
        write_if_new(&self.folder.join("src/lib.rs"), &format!("#![allow(unused_extern_crates)]\n{source}"))?;
        let place = build.join("Cargo.toml");
        let old = fs::read_to_string(&place)?;
        if old.contains(NAME) {
            return Ok(());
        }
        let line = format!("[dependencies]\n{} = {{ path = {:?} }}\n", self.name, self.folder.to_string_lossy());
        fs::write(place, old.replacen("[dependencies]\n", &line, 1))
    }

    /// Gives the build its own manifest back.
    pub fn lift(build: &Path) -> io::Result<()> {
        let place = build.join("Cargo.toml");
        let manifest = fs::read_to_string(&place)?;
        let without: Vec<&str> =
            manifest.lines().filter(|line| name(line).is_none_or(|name| !name.starts_with(NAME))).collect();
        fs::write(place, without.join("\n") + "\n")
    }

    /// Whether it is this that has not compiled, from what cargo says.
    pub fn is_to_blame(said: &str) -> bool {
        said.contains(&format!("could not compile `{NAME}"))
    }

    /// Notes that these dependencies cannot be linked as one.
    pub fn refuse(&self) -> io::Result<()> {
        fs::write(self.folder.join(REFUSED), "")
    }
}

/// The name of the dependency in a line of a manifest.
fn name(line: &str) -> Option<&str> {
    line.split_once('=').map(|(name, _)| name.trim()).filter(|name| !name.is_empty())
}

/// Cargo takes a file that was written again for another.
fn write_if_new(place: &Path, text: &str) -> io::Result<()> {
    if fs::read_to_string(place).is_ok_and(|old| old == text) { Ok(()) } else { fs::write(place, text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn build(dependencies: &str) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::write(
            folder.path().join("Cargo.toml"),
            format!("[package]\nname = \"ctx\"\n[dependencies]\n{dependencies}[profile.dev]\n"),
        )
        .unwrap();
        folder
    }

    #[test]
    fn the_library_alone_needs_nothing_shared_and_further_crates_do() {
        assert!(Shared::of(build("").path()).is_none());
        assert!(Shared::of(build("calculus = { path = \"/c\" }\n").path()).is_none());
        let one = Shared::of(build("rand = \"1\"\ncalculus = { path = \"/c\" }\n").path()).unwrap();
        let other = Shared::of(build("calculus = { path = \"/c\" }\nrand = \"1\"\n").path()).unwrap();
        assert_eq!(one.folder, other.folder);
        assert_eq!(one.dependencies, ["calculus = { path = \"/c\" }", "rand = \"1\""]);
    }

    #[test]
    fn the_manifest_is_as_it_was_afterwards() {
        let place = tempfile::tempdir().unwrap();
        let build = build("md-5 = \"1\"\n");
        let manifest = || fs::read_to_string(build.path().join("Cargo.toml")).unwrap();
        let before = manifest();
        let shared = Shared {
            name: format!("{NAME}1"),
            folder: place.path().join("s"),
            dependencies: vec!["md-5 = \"1\"".to_owned()],
        };
        shared.lay(build.path()).unwrap();
        shared.lay(build.path()).unwrap();
        assert_eq!(manifest().matches(NAME).count(), 1);
        assert!(fs::read_to_string(place.path().join("s/src/lib.rs")).unwrap().contains("extern crate md_5;"));
        Shared::lift(build.path()).unwrap();
        assert_eq!(manifest(), before);
    }
}
