//! A private Python environment with JupyterLab at fixed versions.

use crate::{project, session};
use std::fs::{self, File};
use std::io;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Every package with its version and hashes, for all platforms and Python versions from [`LEAST`] on. Made
/// from `requirements.in` by `uv pip compile --universal --generate-hashes --python-version 3.10`.
pub const REQUIREMENTS: &str = include_str!("requirements.txt");
/// The least Python version that the requirements are for.
const LEAST: (u32, u32) = (3, 10);
/// Turns off what JupyterLab asks of the network and of a newcomer.
const SETTINGS: &str = r#"{
  "@jupyterlab/apputils-extension:notification": { "checkForUpdates": false, "fetchNews": "false" }
}
"#;

#[derive(Debug, thiserror::Error)]
pub enum PythonError {
    #[error("no Python {}.{} or newer was found. Install one (python.org, or your system's `python3`), or use conda with environment.yml", LEAST.0, LEAST.1)]
    Missing,
    #[error(
        "{0} cannot make environments: its module `venv` is missing or incomplete. On Debian and Ubuntu: `sudo apt install python3-venv`"
    )]
    NoVenv(PathBuf),
    #[error(
        "JupyterLab could not be downloaded: the network did not answer. It is needed once; connect and try again\n{0}"
    )]
    NoNetwork(String),
    #[error("JupyterLab could not be installed:\n{0}")]
    Install(String),
    #[error(
        "the Python environment could not be made in {0}: {1}. Is the disk full, or the folder not yours? CALCULUS_CACHE names another place"
    )]
    Folder(PathBuf, io::Error),
}

/// A Python that is good enough, and where its environment is or will be.
pub struct Environment {
    base: PathBuf,
    folder: PathBuf,
}

impl Environment {
    pub fn of_the_lab() -> Result<Environment, PythonError> {
        let (base, version) = find().ok_or(PythonError::Missing)?;
        let name =
            &project::digest([REQUIREMENTS.as_bytes(), version.as_bytes(), base.as_os_str().as_encoded_bytes()])[..16];
        Ok(Environment { base, folder: project::cache().join("python").join(name) })
    }

    /// The environment's own Python.
    pub fn python(&self) -> PathBuf {
        self.folder.join("bin").join("python")
    }

    pub fn is_complete(&self) -> bool {
        self.stamp().exists() && self.python().exists()
    }

    /// Makes the environment. What an earlier attempt left half made is made anew.
    pub fn install(&self) -> Result<(), PythonError> {
        let in_folder = |error| PythonError::Folder(self.folder.clone(), error);
        fs::create_dir_all(self.folder.parent().unwrap_or(Path::new("/"))).map_err(in_folder)?;
        let guard = File::create(self.folder.with_extension("guard")).map_err(in_folder)?;
        guard.lock().map_err(in_folder)?;
        if self.is_complete() {
            return Ok(());
        }
        if self.folder.exists() {
            fs::remove_dir_all(&self.folder).map_err(in_folder)?;
        }
        let made = end_with_this_process(Command::new(&self.base).args(["-m", "venv"]).arg(&self.folder))
            .output()
            .map_err(in_folder)?;
        if !made.status.success() {
            return Err(self.no_environment(&made));
        }
        let requirements = self.folder.join("requirements.txt");
        fs::write(&requirements, REQUIREMENTS).map_err(in_folder)?;
        let mut pip = Command::new(self.python());
        pip.args(["-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check", "--require-hashes"])
            // All that is needed stands in the list, and Python compiles what it imports when it does: the library is compiled
            // meanwhile, which takes longer, on the same processors.
            .args(["--no-deps", "--no-compile"])
            .arg("--requirement")
            .arg(&requirements);
        let installed = end_with_this_process(&mut pip).output().map_err(in_folder)?;
        if !installed.status.success() {
            return Err(failed_install(&words(&installed)));
        }
        let settings = self.folder.join("share").join("jupyter").join("lab").join("settings");
        fs::create_dir_all(&settings).map_err(in_folder)?;
        fs::write(settings.join("overrides.json"), SETTINGS).map_err(in_folder)?;
        fs::write(self.stamp(), "").map_err(in_folder)
    }

    fn stamp(&self) -> PathBuf {
        self.folder.join("complete")
    }

    fn no_environment(&self, made: &Output) -> PythonError {
        let words = words(made);
        if session::is_full_disk(&words) {
            PythonError::Folder(self.folder.clone(), io::ErrorKind::StorageFull.into())
        } else if words.contains("ensurepip") || words.contains("No module named venv") {
            PythonError::NoVenv(self.base.clone())
        } else {
            PythonError::Install(words)
        }
    }
}

/// Lets a command end when this process is killed, where the system can do that.
pub fn end_with_this_process(command: &mut Command) -> &mut Command {
    #[cfg(target_os = "linux")]
    // SAFETY: prctl is safe to call between fork and exec.
    unsafe {
        command.pre_exec(|| match libc::prctl(libc::PR_SET_PDEATHSIG, libc::SIGTERM) {
            0 => Ok(()),
            _ => Err(io::Error::last_os_error()),
        });
    }
    command
}

/// The first Python on the `PATH` that is new enough, and its version.
pub fn find() -> Option<(PathBuf, String)> {
    ["python3", "python"].iter().filter_map(|name| which::which(name).ok()).find_map(|python| {
        let ask = "import sys; print('%d.%d' % sys.version_info[:2])";
        let output = Command::new(&python).args(["-c", ask]).output().ok()?;
        let version = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        let (major, minor) = version.split_once('.')?;
        ((major.parse().ok()?, minor.parse().ok()?) >= LEAST).then_some((python, version))
    })
}

/// Whether this Python can make an environment with pip in it.
pub fn has_venv(python: &Path) -> bool {
    Command::new(python).args(["-c", "import venv, ensurepip"]).output().is_ok_and(|output| output.status.success())
}

fn words(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr)).trim().to_owned()
}

fn failed_install(words: &str) -> PythonError {
    // What matters stands at the end of pip's many lines.
    let last = session::last_lines(words, 5);
    const SIGNS: [&str; 5] = [
        "NewConnectionError",
        "Temporary failure in name resolution",
        "ConnectTimeoutError",
        "ProxyError",
        "No matching distribution",
    ];
    if SIGNS.iter().any(|sign| words.contains(sign)) {
        PythonError::NoNetwork(last)
    } else {
        PythonError::Install(last)
    }
}
