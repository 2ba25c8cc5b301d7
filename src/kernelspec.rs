//! The file by which Jupyter knows a kernel.

use serde_json::{Value, json};
use std::fs;
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

/// The kernel's name, the same as the stock evcxr's: a notebook opens in either.
const NAME: &str = "rust";
/// What marks a kernelspec as ours.
const MARK: &str = "calculus";

#[derive(Debug, thiserror::Error)]
pub enum KernelspecError {
    #[error(
        "{0} holds a kernel `rust` of another program. Remove that one first (`jupyter kernelspec remove rust`), or let --force replace it"
    )]
    Foreign(PathBuf),
    #[error("no kernel of this course is installed in {0}")]
    NotInstalled(PathBuf),
    #[error("the kernel could not be registered in {0}: {1}")]
    Write(PathBuf, io::Error),
}

/// The kernel's folder within a Jupyter data folder.
pub fn folder(data: &Path) -> PathBuf {
    data.join("kernels").join(NAME)
}

/// The program that an installed kernel starts, if the kernel is ours.
pub fn program(data: &Path) -> Option<PathBuf> {
    let spec: Value = serde_json::from_slice(&fs::read(folder(data).join("kernel.json")).ok()?).ok()?;
    spec["metadata"][MARK].is_object().then(|| spec["argv"][0].as_str().map(PathBuf::from)).flatten()
}

/// Registers this program as the kernel `rust` in a Jupyter data folder.
pub fn install(data: &Path, force: bool) -> Result<PathBuf, KernelspecError> {
    let folder = folder(data);
    if folder.exists() && program(data).is_none() && !force {
        return Err(KernelspecError::Foreign(folder));
    }
    let write = || -> io::Result<()> {
        let program = std::env::current_exe()?;
        let spec = json!({
            "argv": [program.to_string_lossy(), crate::commands::kernel::CONTROL_FILE, "{connection_file}"],
            "display_name": "Rust",
            "language": "rust",
            "interrupt_mode": "message",
            "metadata": { MARK: { "version": env!("CARGO_PKG_VERSION") } },
        });
        fs::create_dir_all(&folder)?;
        // Renamed into place: a Jupyter that looks at this moment sees the old one or the new one.
        let everyone_reads = fs::Permissions::from_mode(0o644);
        let mut file = tempfile::Builder::new().permissions(everyone_reads).tempfile_in(&folder)?;
        serde_json::to_writer_pretty(&mut file, &spec)?;
        file.persist(folder.join("kernel.json"))?;
        Ok(())
    };
    write().map_err(|error| KernelspecError::Write(folder.clone(), error))?;
    Ok(folder)
}

/// Takes back what [`install`] did, and nothing else.
pub fn uninstall(data: &Path) -> Result<PathBuf, KernelspecError> {
    let folder = folder(data);
    match (folder.exists(), program(data)) {
        (false, _) => Err(KernelspecError::NotInstalled(data.to_owned())),
        (true, None) => Err(KernelspecError::Foreign(folder)),
        (true, Some(_)) => {
            fs::remove_dir_all(&folder).map_err(|error| KernelspecError::Write(folder.clone(), error)).map(|()| folder)
        }
    }
}
