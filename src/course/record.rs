//! What was laid out in a folder, so that changes of somebody's own are known from what the course itself has put there.

use crate::project::digest;
use crate::whole;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The files that the course has laid out, each with the digest of its content then.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    files: BTreeMap<PathBuf, String>,
}

/// What is to happen to a file of the course.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is as it is to be, or was changed by the learner and has not changed in the course.
    Stays,
    /// It is missing, or as the course has laid it out.
    IsWritten,
    /// It was changed by the learner, and in the course: both are to be there.
    GoesBeside,
}

impl Record {
    /// `None`: there is no such record, so nothing was laid out.
    pub fn read(file: &Path) -> Option<Record> {
        whole::read_json(file)
    }

    pub fn write(&self, file: &Path) -> io::Result<()> {
        whole::write(file, &serde_json::to_vec_pretty(self)?)
    }

    pub fn note(&mut self, name: &Path, content: &[u8]) {
        self.files.insert(name.to_owned(), digest([content]));
    }

    pub fn forget(&mut self, name: &Path) {
        self.files.remove(name);
    }

    /// The recorded files whose names begin with this, which may be a folder.
    pub fn below(&self, start: &Path) -> Vec<PathBuf> {
        self.files.keys().filter(|name| name.starts_with(start)).cloned().collect()
    }

    /// What becomes of the file of this name in `folder`, if the course has `new` for it.
    pub fn fate(&self, folder: &Path, name: &Path, new: &[u8]) -> io::Result<Fate> {
        let there = digest_of(&folder.join(name))?;
        Ok(fate(there.as_deref(), self.files.get(name).map(String::as_str), &digest([new])))
    }

    /// Whether the file is somebody's own: neither as it was laid out nor as it is to be.
    pub fn is_changed(&self, folder: &Path, name: &Path, new: &[u8]) -> io::Result<bool> {
        let there = digest_of(&folder.join(name))?;
        Ok(there.is_some_and(|there| there != digest([new]) && Some(&there) != self.files.get(name)))
    }

    /// Whether nobody has changed the file since it was laid out. One that is gone was not changed.
    pub fn is_as_laid(&self, folder: &Path, name: &Path) -> io::Result<bool> {
        let there = digest_of(&folder.join(name))?;
        Ok(there.is_none() || there.as_ref() == self.files.get(name))
    }
}

fn digest_of(file: &Path) -> io::Result<Option<String>> {
    match fs::read(file) {
        Ok(content) => Ok(Some(digest([content]))),
        Err(error) if [io::ErrorKind::NotFound, io::ErrorKind::NotADirectory].contains(&error.kind()) => Ok(None),
        Err(error) => Err(error),
    }
}

/// From the digests of what is there, of what was laid out, and of what the course has now.
fn fate(there: Option<&str>, laid: Option<&str>, new: &str) -> Fate {
    match there {
        None => Fate::IsWritten,
        Some(there) if there == new => Fate::Stays,
        Some(there) if Some(there) == laid => Fate::IsWritten,
        // It is offered once.
        Some(_) if laid == Some(new) => Fate::Stays,
        Some(_) => Fate::GoesBeside,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_nobody_has_changed_is_written_over() {
        for (there, laid, new, expected) in [
            (None, None, "new", Fate::IsWritten),
            (None, Some("old"), "new", Fate::IsWritten),
            (Some("new"), None, "new", Fate::Stays),
            (Some("old"), Some("old"), "new", Fate::IsWritten),
            (Some("mine"), Some("old"), "new", Fate::GoesBeside),
            (Some("mine"), Some("new"), "new", Fate::Stays),
            (Some("mine"), None, "new", Fate::GoesBeside),
        ] {
            assert_eq!(fate(there, laid, new), expected, "{there:?} {laid:?} {new:?}");
        }
    }
}
