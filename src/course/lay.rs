//! Laying the course out in a learner's folder, and again when the course is a newer one: never over what the learner has
//! changed. A notebook is changed for itself; the library as one, for a mixture of two would not compile.

use super::record::{Fate, Record};
use super::{Course, CourseError, Files};
use crate::project::Project;
use crate::whole;
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The file of the record in a laid out course.
const RECORD: &str = ".calculus.json";
/// Where the library is in the folder.
const LIBRARY: &str = "crate";
/// What cargo writes by itself.
const LOCK: &str = "Cargo.lock";

#[derive(Debug, thiserror::Error)]
pub enum LayError {
    #[error(transparent)]
    Course(#[from] CourseError),
    #[error("the course could not be laid out: {0}: {1}. Is the disk full, or the folder not yours?")]
    Write(PathBuf, io::Error),
    #[error(
        "{0} is a folder with other things in it, and the course is not laid out among them. Name a new folder, or an empty one"
    )]
    Occupied(PathBuf),
    #[error(
        "{0} has a library of its own in `crate`, which a link would hide. Name a new folder, or leave out --library"
    )]
    OwnLibrary(PathBuf),
    #[error(
        "{0} holds no library: no `crate` with a Cargo.toml. Name the folder of a checkout, or of a laid out course"
    )]
    NoLibrary(PathBuf),
}

/// What has come of it.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Laid {
    /// How many files were written.
    pub written: usize,
    /// What the learner has changed, and where the new version of it lies.
    pub beside: Vec<(PathBuf, PathBuf)>,
}

/// Whether a course was laid out in this folder, be it by another version.
pub fn is_laid(folder: &Path) -> bool {
    Record::read(&folder.join(RECORD)).is_some()
}

/// Lays the course out in a folder. With `library`, the notebooks load the one of that checkout or course, by a link: many
/// share one then.
pub fn lay(course: &Course, folder: &Path, library: Option<&Path>) -> Result<Laid, LayError> {
    let failed = |error| LayError::Write(folder.to_owned(), error);
    // Through a link to a folder, the folder itself: names in it are compared.
    fs::create_dir_all(folder).map_err(failed)?;
    let folder = &folder.canonicalize().map_err(failed)?;
    let record = match Record::read(&folder.join(RECORD)) {
        Some(record) => record,
        None if fs::read_dir(folder).map_err(failed)?.next().is_some() => {
            return Err(LayError::Occupied(folder.clone()));
        }
        None => Record::default(),
    };
    let mut layer = Layer { folder, record, laid: Laid::default() };
    // If this is ended in its middle, the next time goes on.
    layer.keep_record()?;
    for (name, content) in course.notebooks()? {
        layer.notebook(&name, &content)?;
    }
    match library {
        Some(library) => layer.link(library)?,
        // A link to another library stays one.
        None if folder.join(LIBRARY).is_symlink() => {}
        None => layer.library(&course.library()?)?,
    }
    layer.keep_record()?;
    Ok(layer.laid)
}

struct Layer<'a> {
    folder: &'a Path,
    record: Record,
    laid: Laid,
}

impl Layer<'_> {
    fn notebook(&mut self, name: &Path, content: &[u8]) -> Result<(), LayError> {
        match self.fate(name, content)? {
            Fate::Stays => {}
            Fate::IsWritten => self.write(name, content)?,
            Fate::GoesBeside => {
                let beside = self.free(name, |beside| Ok(self.fate(beside, content)? != Fate::GoesBeside))?;
                if self.fate(&beside, content)? == Fate::IsWritten {
                    self.write(&beside, content)?;
                }
                self.record.note(&beside, content);
                self.laid.beside.push((name.to_owned(), beside));
            }
        }
        self.record.note(name, content);
        Ok(())
    }

    fn library(&mut self, files: &Files) -> Result<(), LayError> {
        let (mut is_changed, mut is_new) = (false, false);
        for (name, content) in files {
            is_new |= self.fate(name, content)? != Fate::Stays;
            is_changed |= self.is_changed(name, content)?;
        }
        let old: Vec<PathBuf> =
            self.record.below(Path::new(LIBRARY)).into_iter().filter(|name| !files.contains_key(name)).collect();
        for name in &old {
            is_changed |= !self.is_as_laid(name)?;
        }
        if !is_new && old.is_empty() {
            self.note_all(Path::new(""), files);
            return Ok(());
        }
        let place = if is_changed {
            let beside = self.free(Path::new("library"), |beside| self.may_be_replaced(beside, files))?;
            self.laid.beside.push((LIBRARY.into(), beside.clone()));
            beside
        } else {
            PathBuf::new()
        };
        for (name, content) in files {
            if self.fate(&place.join(name), content)? != Fate::Stays {
                self.write(&place.join(name), content)?;
            }
        }
        self.note_all(&place, files);
        // What this version has no more.
        for name in old {
            if !is_changed {
                self.remove(&name)?;
            }
            self.record.forget(&name);
        }
        // The new one was offered.
        self.note_all(Path::new(""), files);
        Ok(())
    }

    /// Makes the library a link to that of another course.
    fn link(&mut self, library: &Path) -> Result<(), LayError> {
        let shared = Project::at(library).ok_or_else(|| LayError::NoLibrary(library.to_owned()))?.library();
        let place = self.folder.join(LIBRARY);
        let failed = |error| LayError::Write(place.clone(), error);
        if place.read_link().is_ok_and(|known| known == shared) {
            return Ok(());
        }
        if place.is_symlink() {
            fs::remove_file(&place).map_err(failed)?;
        } else if place.exists() {
            return Err(LayError::OwnLibrary(self.folder.to_owned()));
        }
        std::os::unix::fs::symlink(&shared, &place).map_err(failed)?;
        self.laid.written += 1;
        Ok(())
    }

    /// A name beside another one that nobody has taken: `a.new.ipynb`, or with a number.
    fn free(&self, name: &Path, is_free: impl Fn(&Path) -> Result<bool, LayError>) -> Result<PathBuf, LayError> {
        let stem = name.file_stem().unwrap_or_default().to_string_lossy();
        let ending = name.extension().and_then(OsStr::to_str).map(|ending| format!(".{ending}")).unwrap_or_default();
        let mut number = 1;
        loop {
            let mark = if number == 1 { "new".to_owned() } else { format!("new-{number}") };
            let beside = name.with_file_name(format!("{stem}.{mark}{ending}"));
            if is_free(&beside)? {
                return Ok(beside);
            }
            number += 1;
        }
    }

    /// Whether nothing in this folder is the learner's.
    fn may_be_replaced(&self, place: &Path, files: &Files) -> Result<bool, LayError> {
        for (name, content) in files {
            if self.is_changed(&place.join(name), content)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Whether a file is the learner's. That of versions is cargo's: it writes there by itself.
    fn is_changed(&self, name: &Path, new: &[u8]) -> Result<bool, LayError> {
        let is_written_by_cargo = name.file_name() == Some(OsStr::new(LOCK));
        let is_changed = || self.record.is_changed(self.folder, name, new);
        Ok(!is_written_by_cargo && is_changed().map_err(|error| LayError::Write(self.folder.join(name), error))?)
    }

    fn is_as_laid(&self, name: &Path) -> Result<bool, LayError> {
        self.record.is_as_laid(self.folder, name).map_err(|error| LayError::Write(self.folder.join(name), error))
    }

    fn fate(&self, name: &Path, content: &[u8]) -> Result<Fate, LayError> {
        self.record.fate(self.folder, name, content).map_err(|error| LayError::Write(self.folder.join(name), error))
    }

    fn write(&mut self, name: &Path, content: &[u8]) -> Result<(), LayError> {
        let place = self.folder.join(name);
        whole::write(&place, content).map_err(|error| LayError::Write(place, error))?;
        self.laid.written += 1;
        Ok(())
    }

    fn remove(&self, name: &Path) -> Result<(), LayError> {
        let place = self.folder.join(name);
        match fs::remove_file(&place) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(LayError::Write(place, error)),
            _ => Ok(()),
        }
    }

    fn note_all(&mut self, place: &Path, files: &Files) {
        for (name, content) in files {
            self.record.note(&place.join(name), content);
        }
    }

    fn keep_record(&self) -> Result<(), LayError> {
        self.record.write(&self.folder.join(RECORD)).map_err(|error| LayError::Write(self.folder.to_owned(), error))
    }
}
