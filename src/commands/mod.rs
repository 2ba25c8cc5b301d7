//! The commands, one file each.

pub mod ahead;
pub mod bundle;
pub mod cache;
pub mod copy;
pub mod doctor;
pub mod handed_in;
pub mod install;
pub mod kernel;
pub mod lab;
pub mod lay;
pub mod ready;
pub mod run;
pub mod workshop;

use crate::progress::Stage;
use crate::project::Project;
use crate::session::warm::{Warm, WarmError};

/// Has the library compiled for cells, where it is not, and shows that this goes on.
fn have_library(project: &Project) -> Result<(), WarmError> {
    let mut stage = None;
    Warm::of(project).ensure(&mut |sentence| stage = Some(Stage::begin(sentence)))?;
    if let Some(stage) = stage {
        stage.done();
    }
    Ok(())
}
