//! `calculus-site`: the course as a folder of web pages that need no network, made from the notebooks.

use clap::Parser;
use site::book::Book;
use site::error::SiteError;
use site::{serve, write};
use std::path::PathBuf;
use std::process::ExitCode;

/// Write the course as a folder of web pages that need no network
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// The folder of the notebooks
    #[arg(long, value_name = "DIR", default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/../notebooks"))]
    notebooks: PathBuf,
    /// The folder to write; what an earlier run has left there is replaced
    #[arg(long, value_name = "DIR", default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/../target/site"))]
    out: PathBuf,
    /// Once it is written, serve it on this port of this machine, until Ctrl-C
    #[arg(long, value_name = "PORT")]
    serve: Option<u16>,
}

fn main() -> ExitCode {
    match build(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("calculus-site: {error}");
            ExitCode::FAILURE
        }
    }
}

fn build(arguments: &Arguments) -> Result<(), SiteError> {
    let book = Book::read(&arguments.notebooks)?;
    write::folder(&book, &arguments.out)?;
    match arguments.serve {
        Some(port) => serve::until_interrupted(&arguments.out, port),
        None => Ok(()),
    }
}
