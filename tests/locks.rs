//! The versions that a cell gets, and when the built library is made again.

mod common;

use common::{Said, calculus, copy_checkout_with_a_small_library, notebook_of};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A crate below the library, and a version of it that is not the newest.
const CRATE: &str = "num-integer";
const OLDER: &str = "0.1.46";

struct Copy {
    place: tempfile::TempDir,
    notebook: PathBuf,
}

impl Copy {
    fn of_the_checkout() -> Copy {
        let place = tempfile::tempdir().unwrap();
        copy_checkout_with_a_small_library(place.path(), CRATE);
        let notebook = place.path().join("notebooks").join("probe.ipynb");
        let cell = ":dep calculus = { path = \"../crate\" }\nuse calculus::prelude::*;";
        fs::write(&notebook, notebook_of(&[cell, "SMALL"]).to_string()).unwrap();
        Copy { place, notebook }
    }

    fn run(&self) -> Said {
        Said::by(calculus().env("CALCULUS_CACHE", self.cache()).arg("run").arg(&self.notebook))
    }

    fn cache(&self) -> PathBuf {
        self.place.path().join("cache")
    }

    /// The lock file that the library was built for cells with.
    fn lock_of_cells(&self) -> String {
        let builds = fs::read_dir(self.cache().join("library")).unwrap();
        let lock =
            builds.map(|build| build.unwrap().path().join("build").join("Cargo.lock")).find(|lock| lock.exists());
        fs::read_to_string(lock.unwrap()).unwrap()
    }
}

fn version(lock: &str, name: &str) -> String {
    let mut lines = lock.lines().skip_while(|line| *line != format!("name = {name:?}"));
    lines.nth(1).unwrap().trim_start_matches("version = ").trim_matches('"').to_owned()
}

fn append(file: &Path, text: &str) {
    let content = fs::read_to_string(file).unwrap();
    fs::write(file, content + text).unwrap();
}

#[test]
fn cells_get_the_versions_of_the_projects_lock_and_the_build_follows_it() {
    let copy = Copy::of_the_checkout();
    let update = Command::new(env!("CARGO"))
        .args(["update", "--quiet", "--package", CRATE, "--precise", OLDER])
        .current_dir(copy.place.path())
        .status();
    assert!(update.unwrap().success());
    copy.run().expect(0, &["Compiling the library for cells (once)", "probe.ipynb   2/2 ok"]);
    assert_eq!(version(&copy.lock_of_cells(), CRATE), OLDER, "a newer one is available, and must not be taken");

    // Nothing changed: nothing is made again.
    let again = copy.run();
    again.expect(0, &[]);
    assert!(!again.err.contains("Compiling"), "{}", again.err);

    let forget = |parts: &[&str]| parts.iter().for_each(|part| fs::remove_dir_all(copy.cache().join(part)).unwrap());
    forget(&["dependencies"]);
    // The same text, written anew: cargo would compile it when the first cell loads it.
    append(&copy.place.path().join("crate/src/lib.rs"), "");
    copy.run().expect(0, &["Compiling the library for cells again", "written anew", "2/2 ok"]);

    // What is kept of it for other sessions has all that it stands on, though only the library itself was compiled again.
    forget(&["library", "cells"]);
    copy.run().expect(0, &["2/2 ok"]);

    append(&copy.place.path().join("crate/src/lib.rs"), "\n/// One more.\npub const ONE_MORE: i32 = 1;\n");
    copy.run().expect(0, &["Compiling the library for cells again", "the library's sources changed", "2/2 ok"]);

    append(&copy.place.path().join("Cargo.lock"), "\n");
    copy.run().expect(0, &["the versions in Cargo.lock changed"]);
}
