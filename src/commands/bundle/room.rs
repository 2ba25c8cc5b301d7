//! The folder in which the course of a bundle lives, here as on each learner's machine.

use super::error::BundleError;
use crate::project::Project;
use crate::session::{self, base, toolchain};
use crate::whole;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What of it goes onto the stick.
pub const PARTS: [&str; 4] = ["course", "cargo", "bin", "cache"];
/// Where rooms are, unless somebody says otherwise: for the script `open` as for us.
const USUAL: &str = "/var/tmp";
const ELSEWHERE: &str = "CALCULUS_UNPACKED";
/// What is no part of a checkout, wherever it is found in it.
const LEFT_OUT: [&str; 6] = ["target", ".git", ".ipynb_checkpoints", "__pycache__", "node_modules", ".venv"];

/// Removed when dropped: what is in it is on the stick.
pub struct Room {
    /// The name that this bundle's rooms have everywhere.
    pub name: String,
    pub folder: PathBuf,
}

impl Room {
    /// An empty one.
    pub fn new() -> Result<Room, BundleError> {
        // Each bundle has its own: a learner's machine keeps what it has unpacked.
        let name = format!("calculus-room-{}", &uuid::Uuid::new_v4().simple().to_string()[..12]);
        let parent = std::env::var_os(ELSEWHERE).map_or_else(|| USUAL.into(), PathBuf::from);
        let room = Room { folder: parent.join(&name), name };
        fs::create_dir_all(&room.folder).map_err(|error| BundleError::Write(room.folder.clone(), error))?;
        Ok(room)
    }

    fn course(&self) -> PathBuf {
        self.folder.join("course")
    }

    fn cargo_home(&self) -> PathBuf {
        self.folder.join("cargo")
    }

    fn program(&self) -> PathBuf {
        self.folder.join("bin").join("calculus")
    }

    /// Copies the checkout, without what was built in it.
    pub fn lay_course(&self, project: &Project) -> Result<(), BundleError> {
        copy(project.root(), &self.course()).map_err(|error| BundleError::Write(self.course(), error))
    }

    /// Fetches the sources of every crate, and has cargo take them from there and from nowhere else.
    pub fn vendor(&self) -> Result<(), BundleError> {
        let vendored = self.cargo_home().join("vendor");
        let mut cargo = Command::new(toolchain::find("cargo")?);
        // What the user's own settings say about where crates come from holds.
        cargo.args(["vendor", "--locked", "--versioned-dirs", "--respect-source-config", "--quiet"]).arg(&vendored);
        done("Fetching the sources of all crates", cargo.current_dir(self.course()))?;
        // As the script `open` writes them.
        let settings = format!(
            "[source.crates-io]\nreplace-with = \"bundle\"\n[source.bundle]\ndirectory = \"{}\"\n",
            vendored.display()
        );
        let place = self.cargo_home().join("config.toml");
        whole::write(&place, settings.as_bytes()).map_err(|error| BundleError::Write(place, error))
    }

    pub fn lay_kernel(&self) -> Result<(), BundleError> {
        let program = self.program();
        let lay = || -> io::Result<()> {
            fs::create_dir_all(self.folder.join("bin"))?;
            fs::copy(std::env::current_exe()?, &program).map(|_| ())
        };
        lay().map_err(|error| BundleError::Write(program.clone(), error))
    }

    /// Compiles what cells need, and the cells, with what a learner's machine will have and nothing else.
    pub fn make_ready(&self) -> Result<(), BundleError> {
        let mut ready = Command::new(self.program());
        ready
            .arg("ready")
            .current_dir(self.course())
            .env("CARGO_HOME", self.cargo_home())
            .env("CARGO_NET_OFFLINE", "true")
            .env("CALCULUS_CACHE", self.folder.join("cache"))
            .env_remove("CALCULUS_SHARED");
        // It says itself how far it is.
        let program = self.program().to_string_lossy().into_owned();
        let status = ready
            .stdin(Stdio::null())
            .status()
            .map_err(|error| BundleError::Start { program: program.clone(), error })?;
        if !status.success() {
            let words = format!("it ended with {status}, see above");
            return Err(BundleError::Failed { doing: "Compiling the library and all cells", program, words });
        }
        // Sessions are over; they are in their folder's way, and nobody else's.
        let _ = fs::remove_dir_all(self.folder.join("cache").join("sessions"));
        Ok(())
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Runs a program to its end. What it has to say is shown if it fails.
pub fn done(doing: &'static str, command: &mut Command) -> Result<(), BundleError> {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command
        .stdin(Stdio::null())
        .output()
        .map_err(|error| BundleError::Start { program: program.clone(), error })?;
    if output.status.success() {
        return Ok(());
    }
    let words = session::last_lines(&String::from_utf8_lossy(&output.stderr), 10);
    Err(BundleError::Failed { doing, program, words })
}

/// Copies a folder with the times of its files, by which cargo knows what is fresh.
fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (name, from) = (entry.file_name(), entry.path());
        if LEFT_OUT.iter().any(|left_out| name == *left_out) {
            continue;
        }
        let to = to.join(&name);
        // An editor's link to nowhere is no part of it.
        let Ok(metadata) = fs::metadata(&from) else { continue };
        if metadata.is_dir() {
            copy(&from, &to)?;
        } else if metadata.is_file() {
            base::copy_file(&from, &to, metadata.modified()?)?;
        }
    }
    Ok(())
}
