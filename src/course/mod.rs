//! The course as it comes with this program: its notebooks, and the library that they load.

pub mod lay;
pub mod record;

use crate::project::{NoProject, Project};
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The manifest of a course that has no kernel beside it.
const MANIFEST: &str = include_str!("Cargo.toml");
/// Where a wheel puts the course, from the folder of the program.
const BESIDE_PROGRAM: &str = "../share/calculus";

/// Files by their names within the course.
pub type Files = BTreeMap<PathBuf, Vec<u8>>;

/// A course that can be laid out elsewhere.
pub struct Course {
    root: PathBuf,
}

#[derive(Debug, thiserror::Error)]
#[error("{0} of the course could not be read: {1}. Is what it was installed from whole?")]
pub struct CourseError(PathBuf, io::Error);

impl Course {
    /// The one that was installed with this program.
    pub fn installed() -> Option<Course> {
        let program = std::env::current_exe().and_then(|program| program.canonicalize()).ok()?;
        let root = program.parent()?.join(BESIDE_PROGRAM).canonicalize().ok()?;
        Project::at(&root).map(|project| Course { root: project.root().to_owned() })
    }

    /// The installed one, or else that of the checkout that is here.
    pub fn at_hand() -> Result<Course, NoProject> {
        match Course::installed() {
            Some(course) => Ok(course),
            None => Project::here().map(|project| Course { root: project.root().to_owned() }),
        }
    }

    fn notebooks(&self) -> Result<Files, CourseError> {
        let mut files = Files::new();
        self.read("notebooks", &notebook::is_notebook, &mut files)?;
        Ok(files)
    }

    /// What the notebooks load: all that cargo needs for it.
    fn library(&self) -> Result<Files, CourseError> {
        let mut files = Files::from([("Cargo.toml".into(), MANIFEST.as_bytes().to_vec())]);
        for part in ["Cargo.lock", "crate/Cargo.toml", "crate/src"] {
            self.read(part, &|_| true, &mut files)?;
        }
        Ok(files)
    }

    /// Reads a file, or all in a folder and below it that `takes` wants.
    fn read(&self, name: &str, takes: &dyn Fn(&Path) -> bool, into: &mut Files) -> Result<(), CourseError> {
        let place = self.root.join(name);
        let failed = |error| CourseError(place.clone(), error);
        if !place.is_dir() {
            into.insert(name.into(), fs::read(&place).map_err(failed)?);
            return Ok(());
        }
        for entry in fs::read_dir(&place).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let file_name = entry.file_name();
            // What an editor has begun with a dot is none of the course.
            let Some(file_name) = file_name.to_str().filter(|name| !name.starts_with('.')) else { continue };
            // An editor's link to nowhere neither.
            if entry.path().is_dir() || entry.path().is_file() && takes(&entry.path()) {
                self.read(&format!("{name}/{file_name}"), takes, into)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
