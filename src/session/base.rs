//! What a session's build folder begins with: the warm build's libraries, with which cells are linked. The several hundred
//! files that only cargo reads follow when cargo is called, which is seldom: to make and to remove them takes longer than
//! all else at the start of a session.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::time::SystemTime;

/// The file in a place of builds whose lock is held while the build is copied or replaced.
const PLACE: &str = "place";
/// The file beside a session's build folder that names the place whose build it has only the libraries of.
const BASE: &str = "base";
/// What cargo makes.
const TARGET: &str = "target";

/// How much of a build is copied.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// What cells are linked with.
    Libraries,
    /// What cargo reads too.
    ForCargo,
    /// Everything, so that the library can be compiled again with what is still good.
    Whole,
}

/// The build in a place.
pub fn build_in(place: &Path) -> PathBuf {
    place.join("build")
}

/// Begins a session's build folder with what its cells need of the build in `place`, where there is one.
pub fn begin(place: &Path, build: &Path) -> io::Result<()> {
    // Held while copying, so that no new build takes the old one's place meanwhile.
    let _held = hold(place);
    fs::create_dir(build)?;
    let base = build_in(place);
    if !base.is_dir() {
        return Ok(());
    }
    for entry in fs::read_dir(base)? {
        let entry = entry?;
        let part = if entry.file_name() == TARGET { Part::Libraries } else { Part::Whole };
        copy_entry(&entry, build, part)?;
    }
    fs::write(build.with_file_name(BASE), place.as_os_str().as_bytes())
}

/// Brings what [`begin`] has left out, for cargo, which compiles anew what it does not find.
pub fn complete(build: &Path) -> io::Result<()> {
    let note = build.with_file_name(BASE);
    let Ok(place) = fs::read(&note) else { return Ok(()) };
    let place = PathBuf::from(OsString::from_vec(place));
    let _held = hold(&place);
    let made = build_in(&place).join(TARGET);
    if made.is_dir() {
        // The libraries too: what cargo has noted by now need not hold for those that were there at the beginning.
        copy(&made, &build.join(TARGET), Part::ForCargo)?;
    }
    fs::remove_file(note)
}

/// Copies the whole of a build.
pub fn copy_whole(from: &Path, to: &Path) -> io::Result<()> {
    copy(from, to, Part::Whole)
}

/// Replaces the build in a place while nobody copies it.
pub fn replace(place: &Path, replace: impl FnOnce() -> io::Result<()>) -> io::Result<()> {
    let lock = File::create(place.join(PLACE))?;
    lock.lock()?;
    replace()
}

fn hold(place: &Path) -> Option<File> {
    File::open(place.join(PLACE)).ok().filter(|place| place.lock_shared().is_ok())
}

/// Copies a folder with the times of its files, by which cargo knows what is fresh. For cells, compiled libraries are
/// linked: they are most of it, and whoever makes one anew puts another file in its place. Cargo writes some of the other
/// files in place.
fn copy(from: &Path, to: &Path, part: Part) -> io::Result<()> {
    if part != Part::Libraries {
        fs::create_dir_all(to)?;
    }
    fs::read_dir(from)?.try_for_each(|entry| copy_entry(&entry?, to, part))
}

fn copy_entry(entry: &fs::DirEntry, into: &Path, part: Part) -> io::Result<()> {
    let (from, to) = (entry.path(), into.join(entry.file_name()));
    // The session has cells of its own under the same names, and they are loaded.
    if part != Part::Whole && is_one_sessions_own(&entry.file_name()) {
        return Ok(());
    }
    if entry.file_type()?.is_dir() {
        return copy(&from, &to, part);
    }
    match (part, is_library(&from)) {
        (Part::Libraries, false) => Ok(()),
        (Part::Libraries | Part::ForCargo, true) => put_library(&from, &to),
        (Part::ForCargo, false) | (Part::Whole, _) => copy_file(&from, &to, entry.metadata()?.modified()?),
    }
}

/// Copies a file with its time.
pub fn copy_file(from: &Path, to: &Path, modified: SystemTime) -> io::Result<()> {
    fs::copy(from, to)?;
    File::options().append(true).open(to)?.set_modified(modified)
}

/// Puts a library in its place, where another may be that is loaded and must not be written over: links it, if that goes.
/// One that others own may not get another name, but may be pointed to: so all who share it have it once on the disk, and
/// once in memory.
fn put_library(from: &Path, to: &Path) -> io::Result<()> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)?;
    }
    match fs::remove_file(to) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    if is_written_over(from) || link(from, to).is_err() {
        copy_file(from, to, fs::metadata(from)?.modified()?)?;
    }
    Ok(())
}

fn link(from: &Path, to: &Path) -> io::Result<()> {
    match fs::hard_link(from, to) {
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => symlink(from, to),
        linked => linked,
    }
}

/// Whether what has this name in a build is of no use to another session: a compiled cell, what cargo knows of cells, and what
/// the compiler keeps for compiling something again.
pub fn is_one_sessions_own(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    let stem = name.split(['-', '.']).next().unwrap_or_default();
    ["ctx", "libctx", "incremental"].contains(&stem) || stem.starts_with("libcode_")
}

/// Whether a file is a compiled library.
fn is_library(file: &Path) -> bool {
    matches!(file.extension().and_then(OsStr::to_str), Some("rlib" | "rmeta")) || is_shared_object(file)
}

fn is_shared_object(file: &Path) -> bool {
    matches!(file.extension().and_then(OsStr::to_str), Some("so" | "dylib"))
}

/// Whether whoever makes this library anew writes over what is there. The linker mold does, where somebody has it.
fn is_written_over(library: &Path) -> bool {
    static MOLD: LazyLock<bool> = LazyLock::new(|| which::which("mold").is_ok());
    is_shared_object(library) && *MOLD
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::MetadataExt;
    use std::time::Duration;

    /// A place with a build of these files, made at this second.
    fn place(files: &[(&str, &str)], second: u64) -> tempfile::TempDir {
        let place = tempfile::tempdir().unwrap();
        make(place.path(), files, second);
        place
    }

    fn make(place: &Path, files: &[(&str, &str)], second: u64) {
        for (name, content) in files {
            let file = build_in(place).join(name);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(&file, content).unwrap();
            File::options().append(true).open(&file).unwrap().set_modified(at(second)).unwrap();
        }
    }

    fn at(second: u64) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(second)
    }

    const FILES: [(&str, &str); 6] = [
        ("Cargo.toml", "manifest"),
        ("target/debug/deps/libone.rlib", "library"),
        ("target/debug/deps/one.d", "sources"),
        ("target/debug/.fingerprint/one/lib", "fresh"),
        ("target/debug/incremental/one/notes", "notes"),
        ("target/debug/deps/libcode_1.so", "a cell"),
    ];

    #[test]
    fn a_session_begins_with_the_libraries_and_gets_the_rest_for_cargo() {
        let place = place(&FILES, 1_000_000_000);
        let session = tempfile::tempdir().unwrap();
        let build = session.path().join("build");
        let is_there = |name: &str| build.join(name).exists();
        begin(place.path(), &build).unwrap();
        assert_eq!(FILES.map(|(name, _)| is_there(name)), [true, true, false, false, false, false]);
        // What the session has made of its own stays.
        let own = ["Cargo.toml", "target/debug/deps/libcode_1.so"];
        own.iter().for_each(|name| fs::write(build.join(name), "own").unwrap());
        complete(&build).unwrap();
        assert_eq!(FILES.map(|(name, _)| is_there(name)), [true, true, true, true, false, true]);
        own.iter().for_each(|name| assert_eq!(fs::read_to_string(build.join(name)).unwrap(), "own", "{name}"));
        for name in ["target/debug/deps/libone.rlib", "target/debug/deps/one.d"] {
            assert_eq!(fs::metadata(build.join(name)).unwrap().modified().unwrap(), at(1_000_000_000), "{name}");
        }
        // Once.
        fs::write(build.join("target/debug/deps/one.d"), "cargo's").unwrap();
        complete(&build).unwrap();
        assert_eq!(fs::read_to_string(build.join("target/debug/deps/one.d")).unwrap(), "cargo's");
    }

    #[test]
    fn the_rest_comes_with_the_libraries_that_it_is_about() {
        let place = place(&FILES, 1_000_000_000);
        let session = tempfile::tempdir().unwrap();
        let build = session.path().join("build");
        let library = "target/debug/deps/libone.rlib";
        begin(place.path(), &build).unwrap();
        let before = fs::metadata(build.join(library)).unwrap().ino();
        replace(place.path(), || {
            fs::remove_dir_all(build_in(place.path()))?;
            make(place.path(), &[(library, "another"), FILES[3]], 1_000_000_060);
            Ok(())
        })
        .unwrap();
        assert_eq!(fs::read_to_string(build.join(library)).unwrap(), "library");
        complete(&build).unwrap();
        assert_eq!(fs::read_to_string(build.join(library)).unwrap(), "another");
        assert_ne!(
            fs::metadata(build.join(library)).unwrap().ino(),
            before,
            "a library that is loaded is not written over"
        );
    }

    #[test]
    fn without_a_build_a_session_begins_with_nothing() {
        let place = tempfile::tempdir().unwrap();
        let session = tempfile::tempdir().unwrap();
        let build = session.path().join("build");
        begin(place.path(), &build).unwrap();
        complete(&build).unwrap();
        assert_eq!(fs::read_dir(build).unwrap().count(), 0);
    }

    #[test]
    fn a_whole_copy_shares_nothing() {
        let place = place(&FILES, 1_000_000_000);
        let copy = tempfile::tempdir().unwrap();
        copy_whole(&build_in(place.path()), copy.path()).unwrap();
        for (name, content) in FILES {
            let (from, to) = (build_in(place.path()).join(name), copy.path().join(name));
            assert_eq!(fs::read_to_string(&to).unwrap(), content);
            assert_ne!(fs::metadata(from).unwrap().ino(), fs::metadata(to).unwrap().ino(), "{name}");
        }
    }
}
