//! The folder of a copy: what it wrote there it may write anew, and what somebody has changed it leaves alone.

use crate::course::record::{Fate, Record};
use crate::whole;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The file of the record of what was written.
const RECORD: &str = ".calculus-copy.json";

#[derive(Debug, thiserror::Error)]
#[error("{}: {cause}", path.display())]
pub struct FolderError {
    path: PathBuf,
    cause: io::Error,
}

pub struct Folder {
    path: PathBuf,
    record: Record,
    /// What was left alone.
    left: usize,
}

impl Folder {
    pub fn open(path: &Path) -> Result<Folder, FolderError> {
        fs::create_dir_all(path).map_err(|cause| FolderError { path: path.to_owned(), cause })?;
        let record = Record::read(&path.join(RECORD)).unwrap_or_default();
        Ok(Folder { path: path.to_owned(), record, left: 0 })
    }

    /// Writes a file, unless there is one that did not come from here as it is now. Says which, with `words` about it.
    pub fn write(&mut self, name: &str, content: &[u8], words: &str) -> Result<(), FolderError> {
        let path = self.path.join(name);
        let failed = |cause| FolderError { path: path.clone(), cause };
        let name = Path::new(name);
        if self.record.is_changed(&self.path, name, content).map_err(failed)? {
            eprintln!("calculus: {} was changed, and stays as it is. Move it away to have a new one", path.display());
            self.left += 1;
            return Ok(());
        }
        if self.record.fate(&self.path, name, content).map_err(failed)? == Fate::IsWritten {
            whole::write(&path, content).map_err(failed)?;
        }
        self.record.note(name, content);
        println!("{}: {words}", path.display());
        Ok(())
    }

    /// Whether all was written.
    pub fn finish(self) -> Result<bool, FolderError> {
        let path = self.path.join(RECORD);
        self.record.write(&path).map_err(|cause| FolderError { path, cause })?;
        Ok(self.left == 0)
    }
}
