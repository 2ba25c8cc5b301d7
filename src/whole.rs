//! Files that are whole or not there.

use serde::{Serialize, de::DeserializeOwned};
use std::fs::{self, File};
use std::io::{self, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

/// Writes a file under another name and renames it: whoever looks finds the old one or the new one, and a new file
/// is no other name of an older one. Makes the folder if it is missing.
pub fn write(file: &Path, content: &[u8]) -> io::Result<()> {
    let folder = file.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    // As any new file: temporary ones are their maker's alone, and what many share would be.
    let as_usual = fs::Permissions::from_mode(0o666);
    let mut temporary = tempfile::Builder::new().permissions(as_usual).tempfile_in(folder)?;
    temporary.write_all(content)?;
    temporary.persist(file)?;
    Ok(())
}

/// Writes a file that nobody else reads meanwhile, in its old place. A file that is emptied first is on its way to the disk
/// from the moment when it is closed, and whoever empties it again waits for that.
pub fn write_in_place(file: &Path, content: &[u8]) -> io::Result<()> {
    let mut file = File::options().write(true).create(true).truncate(false).open(file)?;
    file.write_all(content)?;
    file.set_len(content.len() as u64)
}

/// Empties a file that is read no more and will be written again, while it is not yet on its way to the disk: whoever writes
/// it next need not empty it, and waits for no disk.
pub fn empty(file: &Path) {
    // Where it cannot be emptied, there is nothing to wait for.
    let _ = File::options().write(true).open(file).and_then(|file| file.set_len(0));
}

/// [Writes](write) a value as JSON.
pub fn write_json(file: &Path, value: &impl Serialize) -> io::Result<()> {
    write(file, &serde_json::to_vec(value)?)
}

/// The JSON in a file. `None` if it is not there, or is of another kind: written by another version of this program.
pub fn read_json<T: DeserializeOwned>(file: &Path) -> Option<T> {
    serde_json::from_slice(&fs::read(file).ok()?).ok()
}
