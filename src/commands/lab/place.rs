//! Which course a lab opens. Where one came with this program, it is laid out first, or what is new in it is.

use crate::course::Course;
use crate::course::lay::{self, Laid, LayError};
use crate::project::{NoProject, Project, usual_place};
use std::path::{Path, PathBuf};

/// What a person says about it.
#[derive(clap::Args, Default)]
pub struct Place {
    /// Lay out a copy of the course in this folder, and work there; what you change in it is never written over
    #[arg(value_name = "FOLDER")]
    folder: Option<PathBuf>,
    /// Have the notebooks in FOLDER load the library of this checkout or course, which many may share, and not a copy
    #[arg(long, value_name = "COURSE", requires = "folder")]
    library: Option<PathBuf>,
}

#[derive(Debug, thiserror::Error)]
pub enum PlaceError {
    #[error(transparent)]
    Project(#[from] NoProject),
    #[error(transparent)]
    Lay(#[from] LayError),
}

impl Place {
    /// The course to open, and says what was laid out.
    pub fn project(&self) -> Result<Project, PlaceError> {
        let here = std::env::current_dir().ok().and_then(|here| Project::around(&here));
        let (folder, course) = match (&self.folder, here, Course::installed()) {
            (Some(folder), ..) => match Project::at(folder).filter(|_| !lay::is_laid(folder)) {
                // A checkout is opened as it is.
                Some(checkout) => return Ok(checkout),
                None => (folder.clone(), Course::at_hand()?),
            },
            (None, Some(here), Some(course)) if lay::is_laid(here.root()) => (here.root().to_owned(), course),
            (None, Some(here), _) => return Ok(here),
            (None, None, Some(course)) => (usual_place().ok_or(NoProject)?, course),
            (None, None, None) => return Ok(Project::here()?),
        };
        tell(&folder, &lay::lay(&course, &folder, self.library.as_deref())?);
        Ok(Project::at(&folder).ok_or(NoProject)?)
    }
}

fn tell(folder: &Path, laid: &Laid) {
    if laid.written > 0 {
        eprintln!("The course is laid out in {}", folder.display());
    }
    for (changed, new) in &laid.beside {
        eprintln!(
            "You have changed {}, so it stays as it is; the new one of the course lies beside it: {}",
            folder.join(changed).display(),
            new.display()
        );
    }
}
