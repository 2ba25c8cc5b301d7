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
//! What a failed compilation said is kept in the same way where it [follows from the source](super::messages).
//!
//! A file is written under another name and renamed, so that it is whole or not there. When it cannot be
//! written, the cell is compiled again the next time.

use super::call::Variables;
use super::depinfo::DepInfo;
use super::names::SOURCE;
use crate::project::{cache, digest, shared_cache};
use crate::whole;
use serde::{Deserialize, Serialize};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// How much room the kept cells may take, in bytes. A cell takes some tens of thousands.
pub const LIMIT: u64 = 256 << 20;
/// The ending of the file that lists the variants of a key.
const LIST: &str = "json";
/// How often it is noted that a cell was used.
const NOTE_USE_AFTER: Duration = Duration::from_secs(3600);

pub struct Store {
    folder: PathBuf,
    /// What others have compiled for us, and that we only read.
    shared: Option<PathBuf>,
}

/// The folder of the compiled cells in a cache.
const FOLDER: &str = "cells";

/// One compilation of a source: they differ where the source reads files or variables.
#[derive(Debug, Serialize, Deserialize)]
struct Variant {
    files: Vec<(PathBuf, String)>,
    variables: Vec<(String, Option<String>)>,
    /// As it was then: sources with one key may differ in the order of their lines.
    source: String,
    /// The name of the file that holds what came of it.
    outcome: String,
}

/// What came of a compilation, and the source that it was of.
pub struct Kept {
    pub source: String,
    pub outcome: Vec<u8>,
}

/// What the store holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Contents {
    pub compilations: usize,
    pub bytes: u64,
}

impl Store {
    pub fn of_user() -> Store {
        Store { folder: cache().join(FOLDER), shared: shared_cache().map(|cache| cache.join(FOLDER)) }
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// What is kept for `key`, if it holds here and now: `build` is where relative names of files start, and `variables` is
    /// the compiler's environment.
    pub fn find(&self, key: &str, build: &Path, variables: &Variables) -> Option<Kept> {
        let folders = std::iter::once(&self.folder).chain(&self.shared);
        folders.into_iter().find_map(|folder| find_in(folder, key, build, variables))
    }

    /// Keeps what came of compiling the source with this key: an object, or messages.
    pub fn keep(&self, key: &str, read: &DepInfo, build: &Path, source: &str, content: &[u8]) -> io::Result<()> {
        // The source itself is in the key.
        let outside = read.files.iter().filter(|file| *file != Path::new(SOURCE));
        let files = outside
            .map(|file| Ok((file.clone(), digest_of_file(&build.join(file))?)))
            .collect::<io::Result<Vec<_>>>()?;
        let variables = read.variables.clone();
        let outcome = format!("{key}-{}", &digest([format!("{files:?}{variables:?}")])[..16]);
        whole::write(&self.folder.join(&outcome), content)?;
        let mut variants = self.variants(key);
        variants.retain(|variant| variant.outcome != outcome);
        variants.insert(0, Variant { files, variables, source: source.to_owned(), outcome });
        whole::write_json(&self.list(key), &variants)
    }

    fn list(&self, key: &str) -> PathBuf {
        list_in(&self.folder, key)
    }

    fn variants(&self, key: &str) -> Vec<Variant> {
        variants_in(&self.folder, key)
    }

    /// The kept outcomes, and what writers that were killed have left: last use, size, place.
    fn outcomes(&self) -> Vec<(SystemTime, u64, PathBuf)> {
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        entries
            .filter(|entry| entry.path().extension().is_none_or(|extension| extension != LIST))
            .filter_map(|entry| {
                let data = entry.metadata().ok()?;
                Some((data.modified().ok()?, data.len(), entry.path()))
            })
            .collect()
    }

    pub fn contents(&self) -> Contents {
        let outcomes = self.outcomes();
        Contents { compilations: outcomes.len(), bytes: outcomes.iter().map(|(_, bytes, _)| bytes).sum() }
    }

    /// Removes the cells that were not used for the longest time, until the rest takes no more than `limit` bytes.
    pub fn shrink_to(&self, limit: u64) {
        let mut outcomes = self.outcomes();
        outcomes.sort();
        let mut bytes: u64 = outcomes.iter().map(|(_, bytes, _)| bytes).sum();
        for (_, size, outcome) in outcomes {
            if bytes <= limit {
                break;
            }
            // Its list stays until it names nothing that is there; a cell that is not there is compiled.
            if fs::remove_file(&outcome).is_ok() {
                bytes -= size;
                let name = outcome.file_name().and_then(|name| name.to_str());
                if let Some((key, _)) = name.and_then(|name| name.rsplit_once('-'))
                    && !self.variants(key).iter().any(|variant| self.folder.join(&variant.outcome).exists())
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

fn list_in(folder: &Path, key: &str) -> PathBuf {
    folder.join(key).with_extension(LIST)
}

fn variants_in(folder: &Path, key: &str) -> Vec<Variant> {
    whole::read_json(&list_in(folder, key)).unwrap_or_default()
}

fn find_in(folder: &Path, key: &str, build: &Path, variables: &Variables) -> Option<Kept> {
    let variant = variants_in(folder, key).into_iter().find(|variant| variant.holds(build, variables))?;
    let file = folder.join(&variant.outcome);
    let outcome = fs::read(&file).ok()?;
    note_use(&file);
    Some(Kept { source: variant.source, outcome })
}

impl Variant {
    fn holds(&self, build: &Path, variables: &Variables) -> bool {
        self.files.iter().all(|(file, then)| digest_of_file(&build.join(file)).is_ok_and(|now| now == *then))
            && self.variables.iter().all(|(name, then)| variables.get(name) == then.as_ref())
    }
}

fn digest_of_file(file: &Path) -> io::Result<String> {
    Ok(digest([fs::read(file)?]))
}

fn note_use(outcome: &Path) {
    let noted = fs::metadata(outcome).and_then(|data| data.modified());
    if noted.is_ok_and(|noted| noted.elapsed().is_ok_and(|since| since > NOTE_USE_AFTER)) {
        let _ = File::options().append(true).open(outcome).and_then(|file| file.set_modified(SystemTime::now()));
    }
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
            let store = Store { folder: folder.path().join(FOLDER), shared: None };
            Kept { folder, store }
        }

        fn keep(&self, key: &str, object: &str, read: &DepInfo) {
            self.store.keep(key, read, self.folder.path(), "source", object.as_bytes()).unwrap();
        }

        fn take(&self, key: &str) -> Option<String> {
            self.store
                .find(key, self.folder.path(), &Variables::new())
                .map(|kept| String::from_utf8(kept.outcome).unwrap())
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
    fn what_others_have_compiled_is_found_and_never_written() {
        let (own, others) = (Kept::new(), Kept::new());
        others.keep("a", "theirs", &DepInfo::default());
        let shared = others.store.folder.clone();
        let own = Kept { store: Store { shared: Some(shared), ..own.store }, ..own };
        assert_eq!(own.take("a").as_deref(), Some("theirs"));
        assert_eq!(own.take("b"), None);
        own.keep("a", "mine", &DepInfo::default());
        own.keep("b", "mine", &DepInfo::default());
        assert_eq!([own.take("a"), own.take("b")].map(Option::unwrap), ["mine", "mine"]);
        own.store.clear().unwrap();
        assert_eq!(own.take("a").as_deref(), Some("theirs"));
        assert_eq!(others.store.contents().compilations, 1);
    }

    #[test]
    fn a_list_without_its_object_or_half_a_list_is_no_cell() {
        let kept = Kept::new();
        kept.keep("a", "one", &DepInfo::default());
        let object = kept.store.outcomes().remove(0).2;
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
            let object = kept.folder.path().join("cells").join(&kept.store.variants(key)[0].outcome);
            let then = SystemTime::now() - Duration::from_secs(age);
            File::options().append(true).open(object).unwrap().set_modified(then).unwrap();
        }
        kept.store.shrink_to(20);
        assert_eq!(kept.store.contents(), Contents { compilations: 2, bytes: 20 });
        assert_eq!(kept.take("old"), None);
        assert!(!kept.store.list("old").exists());
        kept.store.clear().unwrap();
        assert_eq!(kept.store.contents(), Contents::default());
        kept.store.clear().unwrap();
    }
}
