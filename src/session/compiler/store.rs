//! Compiled cells, kept for the next time.
//!
//! # Why a kept cell is what a fresh compilation would give
//!
//! The compiler's output depends on its own version, its arguments, the variables that it reads, the files that it
//! reads, and the source. A cell is found by a digest of the first two, the compiled dependencies and the source
//! (see [`Recipe::identity`](super::recipe::Recipe) and [`canonical`](super::canonical)). What else a compilation
//! read, the compiler lists: variables of `env!` and files of `include_str!` and the like. They are kept beside the
//! cell with what they held, and a cell is taken only where all of them still hold it. What a procedural macro
//! reads without telling the compiler is not seen; cargo does not see it either.
//!
//! An object is written under another name and renamed, so that it is whole or not there. When it cannot be
//! written, the cell is compiled again the next time. Only successes are kept.

use super::depinfo::DepInfo;
use crate::project::digest;
use serde::{Deserialize, Serialize};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// How much room the kept cells may take, in bytes. A cell takes some tens of thousands.
pub const LIMIT: u64 = 256 << 20;
/// How often it is noted that a cell was used.
const NOTE_USE_AFTER: Duration = Duration::from_secs(3600);

pub struct Store {
    folder: PathBuf,
}

/// One compilation of a source: they differ where the source reads files or variables.
#[derive(Debug, Serialize, Deserialize)]
struct Variant {
    files: Vec<(PathBuf, String)>,
    variables: Vec<(String, Option<String>)>,
    object: String,
}

/// What the store holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Contents {
    pub cells: usize,
    pub bytes: u64,
}

impl Store {
    pub fn of_user() -> Store {
        Store { folder: crate::project::cache().join("cells") }
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Puts the kept object for `key` at `place`, if there is one that holds here and now. `build` is where relative
    /// names of files start.
    pub fn take(&self, key: &str, build: &Path, place: &Path) -> bool {
        let variants = self.variants(key);
        let Some(variant) = variants.iter().find(|variant| variant.holds(build)) else { return false };
        let object = self.folder.join(&variant.object);
        // A file of its own each time: the loader takes two names of one file for one library, with one set of statics.
        if copy_anew(&object, place).is_err() {
            return false;
        }
        note_use(&object);
        true
    }

    /// Keeps the object at `place` for `key`.
    pub fn keep(&self, key: &str, read: &DepInfo, build: &Path, place: &Path) -> io::Result<()> {
        // The source itself is in the key.
        let outside = read.files.iter().filter(|file| *file != Path::new("src/lib.rs"));
        let files =
            outside.map(|file| Ok((file.clone(), content(&build.join(file))?))).collect::<io::Result<Vec<_>>>()?;
        let variables = read.variables.clone();
        let object = format!("{key}-{}.so", &digest([format!("{files:?}{variables:?}")])[..16]);
        fs::create_dir_all(&self.folder)?;
        copy_anew(place, &self.folder.join(&object))?;
        let mut variants = self.variants(key);
        variants.retain(|variant| variant.object != object);
        variants.insert(0, Variant { files, variables, object });
        let mut list = tempfile::NamedTempFile::new_in(&self.folder)?;
        serde_json::to_writer(&mut list, &variants)?;
        list.persist(self.list(key))?;
        Ok(())
    }

    fn list(&self, key: &str) -> PathBuf {
        self.folder.join(key).with_extension("json")
    }

    fn variants(&self, key: &str) -> Vec<Variant> {
        fs::read(self.list(key)).ok().and_then(|list| serde_json::from_slice(&list).ok()).unwrap_or_default()
    }

    /// The kept objects: last use, size, place.
    fn objects(&self) -> Vec<(SystemTime, u64, PathBuf)> {
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        entries
            .filter(|entry| entry.path().extension().is_some_and(|extension| extension == "so"))
            .filter_map(|entry| {
                let data = entry.metadata().ok()?;
                Some((data.modified().ok()?, data.len(), entry.path()))
            })
            .collect()
    }

    pub fn contents(&self) -> Contents {
        let objects = self.objects();
        Contents { cells: objects.len(), bytes: objects.iter().map(|(_, bytes, _)| bytes).sum() }
    }

    /// Removes the cells that were not used for the longest time, until the rest takes no more than `limit` bytes.
    pub fn shrink_to(&self, limit: u64) {
        let mut objects = self.objects();
        objects.sort();
        let mut bytes: u64 = objects.iter().map(|(_, bytes, _)| bytes).sum();
        for (_, size, object) in objects {
            if bytes <= limit {
                break;
            }
            // Its list stays until it names nothing that is there; a cell that is not there is compiled.
            if fs::remove_file(&object).is_ok() {
                bytes -= size;
                let list = object.file_stem().and_then(|name| name.to_str()).and_then(|name| name.rsplit_once('-'));
                if let Some((key, _)) = list
                    && !self.variants(key).iter().any(|variant| self.folder.join(&variant.object).exists())
                {
                    let _ = fs::remove_file(self.list(key));
                }
            }
        }
    }

    pub fn clear(&self) -> io::Result<()> {
        match fs::remove_dir_all(&self.folder) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }
}

impl Variant {
    fn holds(&self, build: &Path) -> bool {
        self.files.iter().all(|(file, then)| content(&build.join(file)).is_ok_and(|now| now == *then))
            && self.variables.iter().all(|(name, then)| std::env::var(name).ok() == *then)
    }
}

fn content(file: &Path) -> io::Result<String> {
    Ok(digest([fs::read(file)?]))
}

fn note_use(object: &Path) {
    let noted = fs::metadata(object).and_then(|data| data.modified());
    if noted.is_ok_and(|noted| noted.elapsed().is_ok_and(|since| since > NOTE_USE_AFTER)) {
        let _ = File::options().append(true).open(object).and_then(|file| file.set_modified(SystemTime::now()));
    }
}

/// Copies a file so that the copy is whole or not there, and no other name of an older file.
fn copy_anew(from: &Path, to: &Path) -> io::Result<()> {
    let folder = to.parent().unwrap_or(Path::new("."));
    let mut copy = tempfile::NamedTempFile::new_in(folder)?;
    io::copy(&mut File::open(from)?, &mut copy)?;
    copy.persist(to)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Kept {
        folder: tempfile::TempDir,
        store: Store,
    }

    impl Kept {
        fn new() -> Kept {
            let folder = tempfile::tempdir().unwrap();
            let store = Store { folder: folder.path().join("cells") };
            Kept { folder, store }
        }

        fn place(&self) -> PathBuf {
            self.folder.path().join("libctx.so")
        }

        fn keep(&self, key: &str, object: &str, read: &DepInfo) {
            fs::write(self.place(), object).unwrap();
            self.store.keep(key, read, self.folder.path(), &self.place()).unwrap();
        }

        fn take(&self, key: &str) -> Option<String> {
            let _ = fs::remove_file(self.place());
            self.store.take(key, self.folder.path(), &self.place()).then(|| fs::read_to_string(self.place()).unwrap())
        }
    }

    #[test]
    fn a_cell_is_kept_under_its_key() {
        let kept = Kept::new();
        kept.keep("a", "one", &DepInfo::default());
        assert_eq!(kept.take("a").as_deref(), Some("one"));
        assert_eq!(kept.take("b"), None);
        kept.keep("a", "two", &DepInfo::default());
        assert_eq!(kept.take("a").as_deref(), Some("two"));
    }

    #[test]
    fn a_cell_that_reads_a_file_is_taken_only_with_the_same_content() {
        let kept = Kept::new();
        let data = kept.folder.path().join("data.txt");
        let read = DepInfo { files: vec!["src/lib.rs".into(), data.clone()], variables: Vec::new() };
        fs::write(&data, "1").unwrap();
        kept.keep("a", "with 1", &read);
        fs::write(&data, "2").unwrap();
        assert_eq!(kept.take("a"), None);
        kept.keep("a", "with 2", &read);
        assert_eq!(kept.take("a").as_deref(), Some("with 2"));
        fs::write(&data, "1").unwrap();
        assert_eq!(kept.take("a").as_deref(), Some("with 1"));
        fs::remove_file(&data).unwrap();
        assert_eq!(kept.take("a"), None);
    }

    #[test]
    fn a_cell_that_reads_a_variable_is_taken_only_with_the_same_value() {
        let kept = Kept::new();
        let name = "CALCULUS_STORE_TEST_THAT_NOBODY_SETS".to_owned();
        let with = |value: Option<&str>| DepInfo {
            files: Vec::new(),
            variables: vec![(name.clone(), value.map(str::to_owned))],
        };
        kept.keep("a", "with a value", &with(Some("value")));
        assert_eq!(kept.take("a"), None);
        kept.keep("a", "without", &with(None));
        assert_eq!(kept.take("a").as_deref(), Some("without"));
    }

    #[test]
    fn a_list_without_its_object_or_half_a_list_is_no_cell() {
        let kept = Kept::new();
        kept.keep("a", "one", &DepInfo::default());
        let object = kept.store.objects().remove(0).2;
        fs::remove_file(object).unwrap();
        assert_eq!(kept.take("a"), None);
        kept.keep("a", "one", &DepInfo::default());
        let list = kept.store.list("a");
        let half = fs::read(&list).unwrap();
        fs::write(&list, &half[..half.len() / 2]).unwrap();
        assert_eq!(kept.take("a"), None);
    }

    #[test]
    fn what_was_not_used_for_the_longest_time_goes_first() {
        let kept = Kept::new();
        for (age, key) in [(3, "old"), (1, "new"), (2, "middle")] {
            kept.keep(key, "0123456789", &DepInfo::default());
            let object = kept.folder.path().join("cells").join(&kept.store.variants(key)[0].object);
            let then = SystemTime::now() - Duration::from_secs(age);
            File::options().append(true).open(object).unwrap().set_modified(then).unwrap();
        }
        kept.store.shrink_to(20);
        assert_eq!(kept.store.contents(), Contents { cells: 2, bytes: 20 });
        assert_eq!(kept.take("old"), None);
        assert!(!kept.store.list("old").exists());
        kept.store.clear().unwrap();
        assert_eq!(kept.store.contents(), Contents::default());
        kept.store.clear().unwrap();
    }
}
