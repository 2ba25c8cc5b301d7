//! What has happened, on the disk: a line for each event, only ever added to.
//!
//! A line is on the disk before anybody is told that it is. A process that is killed in the middle of a line leaves half of
//! one, which is nobody's: nothing was said about it yet, and the next start removes it.

use crate::event::Entry;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

const FILE: &str = "journal";
const LOCK: &str = "lock";

#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    #[error("{}: {cause}", path.display())]
    File { path: PathBuf, cause: io::Error },
    #[error(
        "the room in {} is open in another process. End that one first; while it runs, its leader can do the same on the desk",
        .0.display()
    )]
    Open(PathBuf),
    #[error("line {line} of {}: {cause}. Move that file away to begin a new room, or put the line right", path.display())]
    Line { path: PathBuf, line: usize, cause: serde_json::Error },
}

pub struct Journal {
    path: PathBuf,
    file: File,
    /// How much of the file is whole lines.
    length: u64,
    /// What is to be written, and could not be yet.
    waiting: Vec<u8>,
    /// Held while this process has the room.
    _lock: File,
}

impl Journal {
    /// Opens the journal of a folder, and gives what is in it.
    pub fn open(folder: &Path) -> Result<(Journal, Vec<Entry>), JournalError> {
        let failed = |path: &Path| {
            let path = path.to_owned();
            move |cause| JournalError::File { path, cause }
        };
        fs::create_dir_all(folder).map_err(failed(folder))?;
        let lock = lock(folder)?;
        let path = folder.join(FILE);
        let mut file = private().read(true).append(true).create(true).open(&path).map_err(failed(&path))?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).map_err(failed(&path))?;
        let (entries, length) = whole_lines(&bytes, &path)?;
        let mut journal = Journal { path: path.clone(), file, length, waiting: Vec::new(), _lock: lock };
        journal.cut().map_err(failed(&path))?;
        // The folder knows the file, before anything in it is promised.
        File::open(folder).and_then(|folder| folder.sync_all()).map_err(failed(folder))?;
        Ok((journal, entries))
    }

    /// What is in the journal of a folder, whether a room is open in it or not.
    pub fn read(folder: &Path) -> Result<Vec<Entry>, JournalError> {
        let path = folder.join(FILE);
        let bytes = fs::read(&path).map_err(|cause| JournalError::File { path: path.clone(), cause })?;
        Ok(whole_lines(&bytes, &path)?.0)
    }

    pub fn add(&mut self, entry: &Entry) {
        serde_json::to_writer(&mut self.waiting, entry).expect("an event is JSON, and memory takes it");
        self.waiting.push(b'\n');
    }

    pub fn is_waiting(&self) -> bool {
        !self.waiting.is_empty()
    }

    /// Has all on the disk that was added, or none of it: then it is kept, and the next call tries again.
    pub fn sync(&mut self) -> io::Result<()> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        let written = self.file.write_all(&self.waiting).and_then(|()| self.file.sync_data());
        match written {
            Ok(()) => {
                self.length += self.waiting.len() as u64;
                self.waiting.clear();
                Ok(())
            }
            Err(cause) => {
                // A part of it may stand there.
                self.cut()?;
                Err(cause)
            }
        }
    }

    /// Writes the journal again, with these entries alone. The old one is there until the new one is whole.
    pub fn rewrite(&mut self, entries: &[Entry]) -> io::Result<()> {
        let mut bytes = Vec::new();
        for entry in entries {
            serde_json::to_writer(&mut bytes, entry)?;
            bytes.push(b'\n');
        }
        let folder = self.path.parent().ok_or(io::ErrorKind::InvalidInput)?;
        let mut new = tempfile::NamedTempFile::new_in(folder)?;
        new.write_all(&bytes)?;
        new.as_file().sync_all()?;
        new.persist(&self.path)?;
        File::open(folder)?.sync_all()?;
        self.file = OpenOptions::new().read(true).append(true).open(&self.path)?;
        (self.length, self.waiting) = (bytes.len() as u64, Vec::new());
        Ok(())
    }

    /// The entries that are in it now.
    pub fn entries(&mut self) -> Result<Vec<Entry>, JournalError> {
        let mut bytes = Vec::new();
        let read = self.file.seek(SeekFrom::Start(0)).and_then(|_| self.file.read_to_end(&mut bytes));
        read.map_err(|cause| JournalError::File { path: self.path.clone(), cause })?;
        bytes.extend_from_slice(&self.waiting);
        Ok(whole_lines(&bytes, &self.path)?.0)
    }

    /// Takes away what stands behind the last whole line.
    fn cut(&mut self) -> io::Result<()> {
        if self.file.metadata()?.len() > self.length {
            self.file.set_len(self.length)?;
            self.file.sync_data()?;
        }
        Ok(())
    }
}

/// Takes the folder for this process.
fn lock(folder: &Path) -> Result<File, JournalError> {
    let path = folder.join(LOCK);
    let failed = |cause| JournalError::File { path: path.clone(), cause };
    let lock = private().write(true).create(true).truncate(false).open(&path).map_err(failed)?;
    match lock.try_lock() {
        Ok(()) => Ok(lock),
        Err(TryLockError::WouldBlock) => Err(JournalError::Open(folder.to_owned())),
        Err(TryLockError::Error(cause)) => Err(failed(cause)),
    }
}

/// What is written is for its owner alone.
fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.mode(0o600);
    options
}

/// The entries of all whole lines, and how long those are. After a machine has lost its power, the end of a file may be
/// anything: what follows the last line that can be read is not ours.
fn whole_lines(bytes: &[u8], path: &Path) -> Result<(Vec<Entry>, u64), JournalError> {
    let mut entries = Vec::new();
    let mut length = 0;
    let mut broken: Option<JournalError> = None;
    for (index, line) in bytes.split_inclusive(|byte| *byte == b'\n').enumerate() {
        match serde_json::from_slice(line) {
            Ok(_) if broken.is_some() => return Err(broken.expect("it was just looked at")),
            Ok(entry) if line.ends_with(b"\n") => {
                entries.push(entry);
                length += line.len() as u64;
            }
            Ok(_) => {}
            Err(cause) => {
                broken.get_or_insert(JournalError::Line { path: path.to_owned(), line: index + 1, cause });
            }
        }
    }
    Ok((entries, length))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::Event;

    fn entry(at: i64) -> Entry {
        Entry { at, event: Event::MoodsCleared }
    }

    #[test]
    fn half_a_line_is_as_if_it_had_not_been() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(FILE);
        for half in
            [&b"{\"at\":3,\"ev"[..], b"{\"at\":3,\"event\":\"moods-cleared\"}", b"\0\0\0\0", b"\0\0\n\0", b"\xff\xfe"]
        {
            let _ = fs::remove_file(&path);
            let (mut journal, _) = Journal::open(folder.path()).unwrap();
            journal.add(&entry(1));
            journal.add(&entry(2));
            journal.sync().unwrap();
            drop(journal);
            OpenOptions::new().append(true).open(&path).unwrap().write_all(half).unwrap();
            let (mut journal, entries) = Journal::open(folder.path()).unwrap();
            assert_eq!(entries, [entry(1), entry(2)], "{half:?}");
            journal.add(&entry(4));
            journal.sync().unwrap();
            drop(journal);
            assert_eq!(Journal::read(folder.path()).unwrap(), [entry(1), entry(2), entry(4)], "{half:?}");
        }
    }

    #[test]
    fn a_line_in_the_middle_that_is_none_is_told_and_nothing_is_lost() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(FILE);
        let text = "{\"at\":1,\"event\":\"moods-cleared\"}\nnonsense\n{\"at\":2,\"event\":\"moods-cleared\"}\n";
        fs::write(&path, text).unwrap();
        let error = Journal::open(folder.path()).err().unwrap().to_string();
        assert!(error.contains("line 2 of "), "{error}");
        assert_eq!(fs::read_to_string(&path).unwrap(), text);
    }

    #[test]
    fn two_processes_do_not_write_one_journal() {
        let folder = tempfile::tempdir().unwrap();
        let (held, _) = Journal::open(folder.path()).unwrap();
        let error = Journal::open(folder.path()).err().unwrap().to_string();
        assert!(error.contains("open in another process"), "{error}");
        drop(held);
        Journal::open(folder.path()).unwrap();
    }

    #[test]
    fn what_is_rewritten_goes_on() {
        let folder = tempfile::tempdir().unwrap();
        let (mut journal, _) = Journal::open(folder.path()).unwrap();
        journal.add(&entry(1));
        journal.add(&entry(2));
        journal.sync().unwrap();
        journal.add(&entry(3));
        assert_eq!(journal.entries().unwrap(), [entry(1), entry(2), entry(3)]);
        journal.rewrite(&[entry(2)]).unwrap();
        journal.add(&entry(4));
        journal.sync().unwrap();
        assert_eq!(Journal::read(folder.path()).unwrap(), [entry(2), entry(4)]);
    }

    #[test]
    fn it_is_for_its_owner_alone() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let _journal = Journal::open(folder.path()).unwrap();
        let mode = fs::metadata(folder.path().join(FILE)).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0);
    }
}
