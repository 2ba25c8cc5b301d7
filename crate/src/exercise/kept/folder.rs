//! The folder, and how a file in it is read and changed.

use super::file::{Kept, Newer};
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Names another folder; empty, nothing is kept.
const VARIABLE: &str = "CALCULUS_PROGRESS";
/// Either is set for the process in which cells run, the first by this course's kernel, the second by the stock one.
const IN_A_CELL: [&str; 2] = ["CALCULUS_LIVE", "EVCXR_IS_RUNTIME"];
/// A larger file is none of ours.
const LARGEST: u64 = 1 << 20;
/// How often a file is tried that another kernel is changing, and how long is waited in between: half a second in all.
const TRIES: u32 = 100;
const BETWEEN: Duration = Duration::from_millis(5);

/// Why something could not be kept.
#[derive(Debug)]
pub(in crate::exercise) enum NotKept {
    /// The system's word on the file.
    File(PathBuf, io::Error),
    /// The file was written by a newer version of this library.
    Newer(PathBuf),
}

impl std::fmt::Display for NotKept {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            NotKept::File(file, error) => write!(out, "{}: {error}", shown(file)),
            NotKept::Newer(file) => write!(out, "{}: a newer version of the course has written it", shown(file)),
        }
    }
}

/// Where the files are. `None`: nothing is kept, since nobody learns here. Tests and programs check exercises too, and must not
/// touch what somebody has learned.
pub(in crate::exercise) fn folder() -> Option<PathBuf> {
    if IN_A_CELL.iter().all(|name| std::env::var_os(name).is_none()) {
        return None;
    }
    match std::env::var_os(VARIABLE) {
        Some(folder) => Some(PathBuf::from(folder)).filter(|folder| !folder.as_os_str().is_empty()),
        None => user_data(),
    }
}

/// This course's folder among the user's data.
fn user_data() -> Option<PathBuf> {
    let from = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let data = match () {
        () if cfg!(target_os = "macos") => from("HOME").map(|home| home.join("Library").join("Application Support")),
        // As the XDG Base Directory Specification has it.
        () => from("XDG_DATA_HOME").or_else(|| from("HOME").map(|home| home.join(".local").join("share"))),
    };
    data.map(|data| data.join("calculus"))
}

/// A path as people write it.
pub(in crate::exercise) fn shown(path: &Path) -> String {
    let home = std::env::var_os("HOME").map(PathBuf::from).filter(|home| home.is_absolute());
    match home.and_then(|home| path.strip_prefix(home).map(Path::to_owned).ok()) {
        Some(rest) => format!("~/{}", rest.display()),
        None => path.display().to_string(),
    }
}

/// What a file holds; what is missing or broken holds nothing.
pub(in crate::exercise) fn read<T: Kept>(folder: &Path) -> T {
    let text = text_of(&folder.join(T::NAME)).ok().flatten();
    text.and_then(|text| T::read(&text).ok().flatten()).unwrap_or_default()
}

/// Changes what a file holds, after whoever changes it now. A broken file makes way, under another name.
pub(in crate::exercise) fn change<T: Kept>(folder: &Path, change: impl FnOnce(&mut T)) -> Result<T, NotKept> {
    let path = folder.join(T::NAME);
    let failed = |error| NotKept::File(path.clone(), error);
    fs::create_dir_all(folder).map_err(failed)?;
    let _held = hold(folder).map_err(failed)?;
    let text = text_of(&path).map_err(failed)?;
    let mut value = match text.as_deref().map(T::read) {
        None => T::default(),
        Some(Ok(Some(value))) => value,
        Some(Err(Newer)) => return Err(NotKept::Newer(path)),
        Some(Ok(None)) => {
            fs::rename(&path, path.with_extension("broken.json")).map_err(failed)?;
            T::default()
        }
    };
    change(&mut value);
    replace(&path, value.write().as_bytes()).map_err(failed)?;
    Ok(value)
}

/// Keeps other kernels from the folder's files until it is dropped.
fn hold(folder: &Path) -> io::Result<Option<File>> {
    let file = File::options().create(true).append(true).open(folder.join("lock"))?;
    for _ in 0..TRIES {
        match file.try_lock() {
            Ok(()) => return Ok(Some(file)),
            Err(fs::TryLockError::WouldBlock) => std::thread::sleep(BETWEEN),
            // Some network's disks know no locks. A file is whole even there.
            Err(fs::TryLockError::Error(_)) => return Ok(None),
        }
    }
    Err(io::Error::new(io::ErrorKind::WouldBlock, "another kernel holds it"))
}

/// `None`: there is no such file. A text that is none is an empty one.
fn text_of(path: &Path) -> io::Result<Option<String>> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let mut bytes = Vec::new();
    file.take(LARGEST + 1).read_to_end(&mut bytes)?;
    let is_ours = bytes.len() as u64 <= LARGEST;
    Ok(Some(if is_ours { String::from_utf8(bytes).unwrap_or_default() } else { String::new() }))
}

/// Whoever looks finds the old content or the new one.
fn replace(path: &Path, content: &[u8]) -> io::Result<()> {
    let new = path.with_extension(format!("{}.new", std::process::id()));
    let written = File::create(&new).and_then(|mut file| file.write_all(content)).and_then(|()| fs::rename(&new, path));
    if written.is_err() {
        let _ = fs::remove_file(&new);
    }
    written
}
