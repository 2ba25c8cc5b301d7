//! The folder of a bundle.

use super::error::BundleError;
use super::room::{self, Room};
use crate::commands::lab::python;
use crate::session::toolchain;
use crate::whole;
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

const SCRIPT: &str = include_str!("open.sh");
const READ_ME: &str = include_str!("read-me.txt");
/// The script of a bundle.
const OPEN: &str = "open";
/// The folder of the Python packages.
const WHEELS: &str = "wheels";
/// Written last.
const COMPLETE: &str = "complete";
/// Written first.
const BEGUN: &str = "begun";
const SUMS: &str = "sums";

pub struct Stick {
    folder: PathBuf,
}

impl Stick {
    /// Begins a bundle in a folder. From now on, what an earlier one has left there is none.
    pub fn begin(folder: &Path) -> Result<Stick, BundleError> {
        let failed = |error| BundleError::Write(folder.to_owned(), error);
        fs::create_dir_all(folder).map_err(failed)?;
        let is_ours = [COMPLETE, BEGUN].iter().any(|mark| folder.join(mark).exists());
        if !is_ours && fs::read_dir(folder).map_err(failed)?.next().is_some() {
            return Err(BundleError::Occupied(folder.to_owned()));
        }
        let stick = Stick { folder: folder.canonicalize().map_err(failed)? };
        stick.write(BEGUN, b"")?;
        match fs::remove_file(stick.folder.join(COMPLETE)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(failed(error)),
            _ => {}
        }
        // Packages of another version are not to be counted among its own.
        let _ = fs::remove_dir_all(stick.folder.join(WHEELS));
        Ok(stick)
    }

    pub fn script(&self) -> PathBuf {
        self.folder.join(OPEN)
    }

    /// Fetches the packages of JupyterLab for the Python that is here.
    pub fn fetch_wheels(&self) -> Result<(), BundleError> {
        let (python, _) = python::find().ok_or(python::PythonError::Missing)?;
        let requirements =
            tempfile::NamedTempFile::new().map_err(|error| BundleError::Write(std::env::temp_dir(), error))?;
        fs::write(&requirements, python::REQUIREMENTS)
            .map_err(|error| BundleError::Write(requirements.path().to_owned(), error))?;
        let mut pip = Command::new(python);
        pip.args(["-m", "pip", "download", "--quiet", "--no-input", "--disable-pip-version-check", "--require-hashes"])
            .arg("--dest")
            .arg(self.folder.join(WHEELS))
            .arg("--requirement")
            .arg(requirements.path());
        room::done("Fetching the packages of JupyterLab", &mut pip)
    }

    /// Packs a part of the room.
    pub fn pack(&self, room: &Room, part: &str) -> Result<(), BundleError> {
        let mut tar = Command::new("tar");
        // Of the usual forms, this one keeps times to the nanosecond: by them is known what is fresh.
        tar.args(["--format=pax", "-czf"])
            .arg(self.folder.join(format!("{part}.tar.gz")))
            .arg("-C")
            .arg(&room.folder)
            .arg(part);
        room::done("Packing", &mut tar)
    }

    /// Says that all is there.
    pub fn complete(&self, room: &Room) -> Result<(), BundleError> {
        self.write("read-me.txt", READ_ME.as_bytes())?;
        self.write(OPEN, SCRIPT.as_bytes())?;
        // A stick may know no such thing; the script is called by `sh` then.
        let _ = fs::set_permissions(self.script(), fs::Permissions::from_mode(0o755));
        let (_, python) = python::find().ok_or(python::PythonError::Missing)?;
        self.write("made-on.txt", format!("Python {python}\n{}", toolchain::compiler()?).as_bytes())?;
        let failed = |error| BundleError::Write(self.folder.clone(), error);
        let mut sums = String::new();
        for name in self.files(Path::new("")).map_err(failed)? {
            if ![COMPLETE, BEGUN, SUMS].iter().any(|own| name == Path::new(own)) {
                let sum = sum_of(&self.folder.join(&name)).map_err(failed)?;
                sums += &format!("{sum}  {}\n", name.display());
            }
        }
        self.write(SUMS, sums.as_bytes())?;
        self.write(COMPLETE, format!("{}\n", room.name).as_bytes())?;
        let _ = fs::remove_file(self.folder.join(BEGUN));
        Ok(())
    }

    fn write(&self, name: &str, content: &[u8]) -> Result<(), BundleError> {
        let place = self.folder.join(name);
        whole::write(&place, content).map_err(|error| BundleError::Write(place, error))
    }

    /// All files, by their names within the bundle.
    fn files(&self, below: &Path) -> io::Result<Vec<PathBuf>> {
        let mut files = Vec::new();
        for entry in fs::read_dir(self.folder.join(below))? {
            let entry = entry?;
            let name = below.join(entry.file_name());
            if entry.file_type()?.is_dir() { files.extend(self.files(&name)?) } else { files.push(name) }
        }
        files.sort();
        Ok(files)
    }
}

/// The SHA-256 of a file, as `sha256sum` says it. The file is on the disk from then on.
fn sum_of(file: &Path) -> io::Result<String> {
    let mut file = File::open(file)?;
    file.sync_all()?;
    let mut sum = Hasher(Sha256::new());
    io::copy(&mut file, &mut sum)?;
    Ok(sum.0.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

struct Hasher(Sha256);

impl io::Write for Hasher {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
