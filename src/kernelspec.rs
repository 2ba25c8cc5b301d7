//! The file by which Jupyter knows a kernel.

use crate::whole;
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

/// What Jupyter is to know of us, if `program` is the one to start.
fn spec(program: &str) -> Value {
    json!({
        "argv": [program, crate::commands::kernel::CONTROL_FILE, "{connection_file}"],
        "display_name": "Rust",
        "language": "rust",
        "interrupt_mode": "message",
        "metadata": { MARK: { "version": env!("CARGO_PKG_VERSION") } },
    })
}

/// The program that an installed kernel starts, if the kernel is ours.
pub fn program(data: &Path) -> Option<PathBuf> {
    let folder = folder(data);
    let spec: Value = whole::read_json(&folder.join("kernel.json"))?;
    let program = spec["argv"][0].as_str().filter(|_| spec["metadata"][MARK].is_object())?;
    // The one that a wheel brings names its program from its own folder, as Jupyter allows.
    Some(program.replace("{resource_dir}", &folder.to_string_lossy()).into())
}

/// Registers this program as the kernel `rust` in a Jupyter data folder.
pub fn install(data: &Path, force: bool) -> Result<PathBuf, KernelspecError> {
    let folder = folder(data);
    if folder.exists() && program(data).is_none() && !force {
        return Err(KernelspecError::Foreign(folder));
    }
    let write = || -> io::Result<()> {
        let program = std::env::current_exe()?;
        fs::create_dir_all(&folder)?;
        // Renamed into place: a Jupyter that looks at this moment sees the old one or the new one.
        let everyone_reads = fs::Permissions::from_mode(0o644);
        let mut file = tempfile::Builder::new().permissions(everyone_reads).tempfile_in(&folder)?;
        serde_json::to_writer_pretty(&mut file, &spec(&program.to_string_lossy()))?;
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The file that the wheel puts into an environment: its program is found from the file's own folder.
    const IN_THE_WHEEL: &str = include_str!("../wheel/data/share/jupyter/kernels/rust/kernel.json");

    #[test]
    fn the_wheel_registers_what_install_registers() {
        let in_the_wheel: Value = serde_json::from_str(IN_THE_WHEEL).unwrap();
        assert_eq!(in_the_wheel, spec("{resource_dir}/../../../../bin/calculus"));
    }

    #[test]
    fn the_wheels_program_lies_in_its_environment() {
        let environment = tempfile::tempdir().unwrap();
        let data = environment.path().join("share").join("jupyter");
        let program_there = environment.path().join("bin").join("calculus");
        fs::create_dir_all(folder(&data)).unwrap();
        fs::create_dir(environment.path().join("bin")).unwrap();
        fs::write(folder(&data).join("kernel.json"), IN_THE_WHEEL).unwrap();
        fs::write(&program_there, "").unwrap();
        let named = program(&data).unwrap();
        assert_eq!(named.canonicalize().unwrap(), program_there.canonicalize().unwrap());
    }
}
