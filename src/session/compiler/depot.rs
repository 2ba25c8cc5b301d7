//! Compiled dependencies, kept for other sessions.
//!
//! A session compiles in a folder of its own, which goes with it. What it has beside its cells is put here, be it that it
//! has compiled that or begun with it, under the names that cargo gives: each has a digest in it of the crate's version, its
//! features and the compiler. So what several sessions have compiled lies side by side, and cargo finds in it what it would
//! make again. With it come the [recipes](super::recipe), by which cargo need not even be asked where all is the same: so
//! whatever a recipe needs has to be here too.
//!
//! Compiled libraries are linked and not copied: nobody writes into them. Everything else is copied with its time, by which
//! cargo knows what is fresh.

use super::recipe;
use crate::project::cache;
use crate::session::base;
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// How much room it may take, in bytes. When there is more, it begins anew.
pub const LIMIT: u64 = 2 << 30;

/// The folders of a session's build folder that are kept.
const KEPT: [&str; 2] = ["target", recipe::FOLDER];
/// Files that are written once and then only read.
const LINKED: [&str; 5] = ["rlib", "rmeta", "so", "dylib", "a"];

pub struct Depot {
    folder: PathBuf,
}

/// What it holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Contents {
    pub files: usize,
    pub bytes: u64,
}

impl Depot {
    pub fn of_user() -> Depot {
        Depot { folder: cache().join("dependencies") }
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Puts into a session's build folder what that does not have, or not as new, and may need. A crate that lies in a folder has
    /// the same name after each change.
    pub fn lay(&self, build: &Path) -> io::Result<()> {
        let parts = if has_dependencies(build)? { &KEPT[..] } else { &KEPT[1..] };
        for part in parts {
            each_file(&self.folder.join(part), &mut |from, metadata| {
                let to = build.join(part).join(from.strip_prefix(self.folder.join(part)).unwrap_or(from));
                let modified = metadata.modified()?;
                if is_as_new(&to, modified) { Ok(()) } else { put(from, modified, &to) }
            })?;
        }
        Ok(())
    }

    /// Takes from a session's build folder what is not here, or not as new.
    pub fn take(&self, build: &Path) -> io::Result<()> {
        if self.contents().bytes > LIMIT {
            self.clear()?;
        }
        for part in KEPT {
            each_file(&build.join(part), &mut |from, metadata| {
                let modified = metadata.modified()?;
                let to = self.folder.join(part).join(from.strip_prefix(build.join(part)).unwrap_or(from));
                if is_as_new(&to, modified) { Ok(()) } else { put(from, modified, &to) }
            })?;
        }
        Ok(())
    }

    pub fn contents(&self) -> Contents {
        let mut contents = Contents::default();
        let count = &mut |_: &Path, metadata: &fs::Metadata| {
            contents.files += 1;
            contents.bytes += metadata.len();
            Ok(())
        };
        // What cannot be read is not counted.
        let _ = each_file(&self.folder, count);
        contents
    }

    pub fn clear(&self) -> io::Result<()> {
        match fs::remove_dir_all(&self.folder) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }
}

/// Whether the cells of a session have dependencies so far. Without any, a recipe is all that they need.
fn has_dependencies(build: &Path) -> io::Result<bool> {
    let manifest = fs::read_to_string(build.join("Cargo.toml"))?;
    let after = manifest.split_once("[dependencies]").map(|(_, after)| after.split("\n[").next().unwrap_or_default());
    Ok(after.is_some_and(|after| !after.trim().is_empty()))
}

fn is_as_new(file: &Path, as_then: SystemTime) -> bool {
    fs::metadata(file).and_then(|there| there.modified()).is_ok_and(|there| there >= as_then)
}

/// Puts a file where another is to be, whole at every moment.
fn put(from: &Path, modified: SystemTime, to: &Path) -> io::Result<()> {
    let folder = to.parent().ok_or(io::ErrorKind::InvalidInput)?;
    fs::create_dir_all(folder)?;
    let coming = tempfile::Builder::new().prefix(".coming-").tempfile_in(folder)?.into_temp_path();
    let is_linked = from.extension().and_then(OsStr::to_str).is_some_and(|ending| LINKED.contains(&ending));
    let linked = is_linked && {
        fs::remove_file(&coming)?;
        fs::hard_link(from, &coming).is_ok()
    };
    if !linked {
        base::copy_file(from, &coming, modified)?;
    }
    coming.persist(to)?;
    Ok(())
}

/// Calls `visit` for every file that is not a session's own. A folder that is not there has none.
fn each_file(folder: &Path, visit: &mut dyn FnMut(&Path, &fs::Metadata) -> io::Result<()>) -> io::Result<()> {
    let Ok(entries) = fs::read_dir(folder) else { return Ok(()) };
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name();
        let is_hidden = name.to_str().is_none_or(|name| name.starts_with('.') && name != ".fingerprint");
        let is_own = is_hidden || base::is_one_sessions_own(&name);
        // Gone meanwhile: another session tidies up.
        let Ok(metadata) = entry.metadata() else { continue };
        match (is_own, metadata.is_dir()) {
            (true, _) => {}
            (false, true) => each_file(&entry.path(), visit)?,
            (false, false) => visit(&entry.path(), &metadata)?,
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs::File;
    use std::time::Duration;

    #[test]
    fn what_one_session_has_made_another_finds_with_its_times() {
        let place = tempfile::tempdir().unwrap();
        let depot = Depot { folder: place.path().join("depot") };
        let (one, other) = (place.path().join("one"), place.path().join("other"));
        for file in [
            "deps/libnew-1.rlib",
            "deps/new-1.d",
            ".fingerprint/new-1/lib",
            "deps/libctx.so",
            "deps/libcode_1.so",
            "deps/ctx.d",
        ] {
            let file = one.join("target/debug").join(file);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, "made").unwrap();
        }
        // It had this when it began.
        let old = one.join("target/debug/deps/libnew-1.rlib");
        File::options().append(true).open(old).unwrap().set_modified(SystemTime::UNIX_EPOCH).unwrap();
        let modified = |file: &Path| fs::metadata(file).unwrap().modified().unwrap();

        fs::create_dir_all(&other).unwrap();
        fs::write(other.join("Cargo.toml"), "[dependencies]\n\n[profile.dev]\n").unwrap();
        depot.take(&one).unwrap();
        depot.lay(&other).unwrap();
        assert!(!other.join("target").exists(), "cells without dependencies need nothing");
        fs::write(other.join("Cargo.toml"), "[dependencies]\nnew = \"1\"\n[profile.dev]\n").unwrap();
        depot.lay(&other).unwrap();
        for file in ["deps/libnew-1.rlib", "deps/new-1.d", ".fingerprint/new-1/lib"] {
            let (from, to) = (one.join("target/debug").join(file), other.join("target/debug").join(file));
            assert_eq!(fs::read_to_string(&to).unwrap(), "made");
            assert_eq!(modified(&from), modified(&to), "{file}");
        }
        for file in ["deps/libctx.so", "deps/libcode_1.so", "deps/ctx.d"] {
            assert!(!other.join("target/debug").join(file).exists(), "{file}");
        }
        assert_eq!(depot.contents(), Contents { files: 3, bytes: 12 });
        depot.clear().unwrap();
        assert_eq!(depot.contents(), Contents::default());
    }

    #[test]
    fn what_was_made_anew_takes_the_place_of_what_a_session_had_before() {
        let place = tempfile::tempdir().unwrap();
        let depot = Depot { folder: place.path().join("depot") };
        let past = SystemTime::now() - Duration::from_secs(3600);
        let write = |session: &str, content: &str, modified: SystemTime| {
            let file = place.path().join(session).join("target/debug/deps/liblocal-1.rlib");
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(place.path().join(session).join("Cargo.toml"), "[dependencies]\nlocal = 1\n").unwrap();
            fs::write(&file, content).unwrap();
            File::options().append(true).open(&file).unwrap().set_modified(modified).unwrap();
            file
        };
        write("one", "new", past + Duration::from_secs(60));
        depot.take(&place.path().join("one")).unwrap();
        for (session, modified, expected) in [("older", past, "new"), ("newer", SystemTime::now(), "its own")] {
            let file = write(session, "its own", modified);
            depot.lay(&place.path().join(session)).unwrap();
            assert_eq!(fs::read_to_string(file).unwrap(), expected);
        }
    }

    #[test]
    fn a_file_that_cargo_writes_in_place_is_never_shared() {
        let place = tempfile::tempdir().unwrap();
        let depot = Depot { folder: place.path().join("depot") };
        let file = place.path().join("one/target/debug/deps/new-1.d");
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, "made").unwrap();
        depot.take(&place.path().join("one")).unwrap();
        fs::write(&file, "changed").unwrap();
        assert_eq!(fs::read_to_string(depot.folder.join("target/debug/deps/new-1.d")).unwrap(), "made");
    }
}
