//! `calculus`: the command of the course Calculus I in Rust, and its Jupyter kernel.

mod commands;
mod compare;
mod course;
mod help;
mod html;
mod kernel;
mod kernelspec;
mod knock;
mod memory;
mod process;
mod progress;
mod project;
mod session;
mod stored;
mod tokens;
mod whole;

use clap::{Parser, Subcommand};
use commands::{bundle, cache, copy, doctor, handed_in, install, lab, lay, ready, run, workshop};
use std::ffi::OsString;
use std::process::ExitCode;

/// Learn the calculus under machine learning by running Rust
#[derive(Parser)]
#[command(version, about, after_help = "Without a command, `lab` is meant.")]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Open the course in JupyterLab, with everything that it needs made ready
    Lab(lab::Arguments),
    /// Run notebooks without Jupyter; compare or store their outputs
    ///
    /// Exit code 0: all ran (and agree); 1: a cell failed or differs; 2: a notebook could not be run.
    Run(run::Arguments),
    /// Make the notebooks for a workshop: for its learners, or for its leaders, with solutions and usual mistakes
    Copy(copy::Arguments),
    /// Read the codes that learners have handed in, and say who has solved what
    ///
    /// Exit code 0: all could be read; 1: one is not as it was given; 2: there was none.
    HandedIn(handed_in::Arguments),
    /// Lay out a copy of the course to work in, or what is new in it, without opening it
    Lay(lay::Arguments),
    /// Compile ahead everything that a learner would wait for: the library, and the cells of the notebooks
    Ready(ready::Arguments),
    /// Write everything that a room without internet needs into a folder, as for a stick
    Bundle(bundle::Arguments),
    /// Register the kernel in your own Jupyter or VS Code
    Install(install::Install),
    /// Remove the kernel from there
    Uninstall(install::Where),
    /// Show how much room the compiled cells take, or remove them
    Cache(cache::Arguments),
    /// Teach in a room: slides, clock, polls, questions, and who has which exercise
    Workshop(workshop::Arguments),
    /// Say what the course needs and what is missing
    Doctor,
}

/// What the command does: `src/main.rs` is nothing else, so that who links it another way, as for a wheel, compiles nothing again.
pub fn main() -> ExitCode {
    let Ok(arguments) = std::env::args_os().map(OsString::into_string).collect::<Result<Vec<String>, _>>() else {
        eprintln!(
            "calculus: a name among the arguments is no UTF-8 text, which Rust's tools cannot work with. Rename it"
        );
        return ExitCode::from(2);
    };
    // Before anything else: a session starts this same program for the parts that it cannot play itself.
    if let Some(code) = session::role(&arguments) {
        return code;
    }
    // What other programs start, and no person.
    match arguments.as_slice() {
        [_, option, file, ..] if option == commands::kernel::CONTROL_FILE => {
            return commands::kernel::run(file.as_ref());
        }
        [_, role, library] if role == help::MAKE_SHELF => {
            return if help::role(library).is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE };
        }
        [_, option] if option == commands::ahead::AHEAD => return commands::ahead::run(),
        _ => {}
    }
    // A disk quota is to be an error that can be told, not an end in the middle of a word.
    // SAFETY: sets a signal's disposition before there is another thread.
    unsafe { libc::signal(libc::SIGXFSZ, libc::SIG_IGN) };
    match Cli::parse().command {
        None => lab::run(&lab::Arguments::default()),
        Some(Command::Lab(arguments)) => lab::run(&arguments),
        Some(Command::Run(arguments)) => run::run(&arguments),
        Some(Command::Copy(arguments)) => copy::run(&arguments),
        Some(Command::HandedIn(arguments)) => handed_in::run(&arguments),
        Some(Command::Lay(arguments)) => lay::run(&arguments),
        Some(Command::Ready(arguments)) => ready::run(&arguments),
        Some(Command::Bundle(arguments)) => bundle::run(&arguments),
        Some(Command::Install(arguments)) => install::install(&arguments),
        Some(Command::Uninstall(place)) => install::uninstall(&place),
        Some(Command::Cache(arguments)) => cache::run(&arguments),
        Some(Command::Workshop(arguments)) => workshop::run(&arguments),
        Some(Command::Doctor) => doctor::run(),
    }
}
