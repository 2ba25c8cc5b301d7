//! The versions of crates that cells get.

use std::fs;
use std::io;
use std::path::Path;

/// Lays versions that cargo has settled on where it looks for them.
pub fn lay(lock: &str, build: &Path) -> io::Result<()> {
    let place = build.join("Cargo.lock");
    if fs::read_to_string(&place).is_ok_and(|text| text == lock) { Ok(()) } else { fs::write(place, lock) }
}

/// Gives evcxr's crate in `folder` the project's versions, once it depends on the library. Its first builds
/// have no dependency, and cargo prunes from a lock what nothing depends on: hence at every call.
pub fn lay_of_project(folder: &Path, lock: &Path) -> io::Result<()> {
    let has_line = |file: &str, start: &str| {
        fs::read_to_string(folder.join(file))
            .is_ok_and(|text| text.lines().any(|line| line.trim_start().starts_with(start)))
    };
    if has_line("Cargo.toml", "calculus = ") && !has_line("Cargo.lock", "name = \"calculus\"") {
        // Not copied with its permissions: in a read-only checkout cargo could not add evcxr's crate to it.
        fs::write(folder.join("Cargo.lock"), fs::read(lock)?)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lock_is_laid_when_the_library_is_asked_for_and_not_again() {
        let folder = tempfile::tempdir().unwrap();
        let lock = folder.path().join("project.lock");
        fs::write(&lock, "name = \"calculus\"\nversion = \"0.1.0\"").unwrap();
        let laid = || fs::read_to_string(folder.path().join("Cargo.lock")).ok();

        fs::write(folder.path().join("Cargo.toml"), "[dependencies]\n").unwrap();
        lay_of_project(folder.path(), &lock).unwrap();
        assert_eq!(laid(), None);

        fs::write(folder.path().join("Cargo.toml"), "[dependencies]\ncalculus = { path = \"/x\" }\n").unwrap();
        lay_of_project(folder.path(), &lock).unwrap();
        assert!(laid().is_some());

        // A learner's further crate is in the lock by now, and must stay.
        fs::write(folder.path().join("Cargo.lock"), "name = \"calculus\"\nname = \"rand\"").unwrap();
        lay_of_project(folder.path(), &lock).unwrap();
        assert!(laid().unwrap().contains("rand"));
    }
}
