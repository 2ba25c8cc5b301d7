//! `calculus install` and `calculus uninstall`: the kernel in the user's own Jupyter or VS Code.

use crate::kernelspec::{self, KernelspecError};
use crate::project::Project;
use crate::session::warm::Warm;
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(clap::Args)]
#[group(multiple = false)]
pub struct Where {
    /// For this user (what happens when nothing else is said)
    #[arg(long)]
    user: bool,
    /// In the environment at this place, such as a conda or venv folder
    #[arg(long, value_name = "FOLDER")]
    prefix: Option<PathBuf>,
}

#[derive(clap::Args)]
pub struct Install {
    #[command(flatten)]
    place: Where,
    /// Replace a kernel `rust` that another program has installed
    #[arg(long)]
    force: bool,
}

impl Where {
    fn data(&self) -> PathBuf {
        match &self.prefix {
            Some(prefix) => prefix.join("share").join("jupyter"),
            None => user_data(),
        }
    }
}

/// Jupyter's data folder for the user, as `jupyter --data-dir` names it.
pub fn user_data() -> PathBuf {
    if let Some(folder) = std::env::var_os("JUPYTER_DATA_DIR") {
        return PathBuf::from(folder);
    }
    if cfg!(target_os = "macos") {
        return dirs::home_dir().unwrap_or_default().join("Library").join("Jupyter");
    }
    dirs::data_dir().unwrap_or_default().join("jupyter")
}

pub fn install(arguments: &Install) -> ExitCode {
    // For the checkout that is here, if any: its first cell should not wait for the library.
    if let Ok(project) = Project::here()
        && let Err(error) = Warm::of(&project).ensure(&mut |sentence| eprintln!("{sentence} …"))
    {
        eprintln!("calculus: {error}");
        return ExitCode::from(2);
    }
    report(kernelspec::install(&arguments.place.data(), arguments.force), "the kernel Rust is registered in")
}

pub fn uninstall(place: &Where) -> ExitCode {
    report(kernelspec::uninstall(&place.data()), "the kernel Rust was removed from")
}

fn report(result: Result<PathBuf, KernelspecError>, done: &str) -> ExitCode {
    match result {
        Ok(folder) => {
            println!("{done} {}", folder.display());
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("calculus: {error}");
            ExitCode::from(2)
        }
    }
}
