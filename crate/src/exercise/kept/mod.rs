//! What is kept of a learner's work between sessions, in the learner's own folder: small files of JSON, each whole at every
//! moment. Several kernels at once lose nothing. What cannot be kept never fails a check: it is said once.

mod file;
mod folder;
mod time;

pub(super) use file::Kept;
pub(super) use folder::{NotKept, change, folder, read, shown};
pub(super) use time::{now, written};
