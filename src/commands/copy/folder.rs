//! The folder of a copy: what it wrote there it may write anew, and what somebody has changed it leaves alone.

use crate::project::digest;
use crate::whole;
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The digests of what was written, by name.
const WRITTEN: &str = ".calculus-copy.json";

#[derive(Debug, thiserror::Error)]
#[error("{}: {cause}", path.display())]
pub struct FolderError {
    path: PathBuf,
    cause: io::Error,
}

pub struct Folder {
    path: PathBuf,
    written: BTreeMap<String, String>,
    /// What was left alone.
    left: usize,
}

impl Folder {
    pub fn open(path: &Path) -> Result<Folder, FolderError> {
        fs::create_dir_all(path).map_err(|cause| FolderError { path: path.to_owned(), cause })?;
        let written = whole::read_json(&path.join(WRITTEN)).unwrap_or_default();
        Ok(Folder { path: path.to_owned(), written, left: 0 })
    }

    /// Writes a file, unless there is one that did not come from here as it is now. Says which, with `words` about it.
    pub fn write(&mut self, name: &str, content: &[u8], words: &str) -> Result<(), FolderError> {
        let path = self.path.join(name);
        let failed = |cause| FolderError { path: path.clone(), cause };
        let new = digest([content]);
        let old = match fs::read(&path) {
            Ok(bytes) => Some(digest([bytes])),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(failed(error)),
        };
        match old {
            Some(old) if old != new && self.written.get(name) != Some(&old) => {
                eprintln!(
                    "calculus: {} was changed, and stays as it is. Move it away to have a new one",
                    path.display()
                );
                self.left += 1;
                return Ok(());
            }
            Some(old) if old == new => {}
            _ => replace(&path, content).map_err(failed)?,
        }
        self.written.insert(name.to_owned(), new);
        println!("{}: {words}", path.display());
        Ok(())
    }

    /// Whether all was written.
    pub fn finish(self) -> Result<bool, FolderError> {
        let path = self.path.join(WRITTEN);
        let json = serde_json::to_vec_pretty(&self.written).expect("texts can be written to memory");
        replace(&path, &json).map_err(|cause| FolderError { path, cause })?;
        Ok(self.left == 0)
    }
}

/// The file is whole at every moment, and everybody may read it whom the user lets read new files.
fn replace(path: &Path, content: &[u8]) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let folder = path.parent().ok_or(io::ErrorKind::InvalidInput)?;
    let for_all = fs::Permissions::from_mode(0o666);
    let mut file = tempfile::Builder::new().permissions(for_all).tempfile_in(folder)?;
    file.write_all(content)?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}
