//! `calculus-site`: the course as a folder of web pages that need no network, made from the notebooks.

use clap::Parser;
use site::book::Book;
use site::error::SiteError;
use site::formula::Formulas;
use site::module::Module;
use site::{folder, serve, single};
use std::path::PathBuf;
use std::process::ExitCode;
use std::thread;

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
    /// Leave out what calculates in the browser, and needs a compiler for it
    #[arg(long)]
    still: bool,
    /// Write one file instead, calculus.html, with everything in it
    #[arg(long)]
    single: bool,
    /// Once it is written, serve it on this port of this machine, until Ctrl-C
    #[arg(long, value_name = "PORT")]
    serve: Option<u16>,
}

/// The most deeply nested formula that may be would be converted level within level.
const STACK: usize = 1 << 29;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let built = thread::Builder::new().stack_size(STACK).spawn(move || build(&arguments));
    match built.map(|thread| thread.join()) {
        Ok(Ok(Ok(()))) => ExitCode::SUCCESS,
        Ok(Ok(Err(error))) => {
            eprintln!("calculus-site: {error}");
            ExitCode::FAILURE
        }
        // What a panic said stands above.
        Ok(Err(_)) => ExitCode::FAILURE,
        Err(cause) => {
            eprintln!("calculus-site: no room of {} MB could be had: {cause}", STACK >> 20);
            ExitCode::FAILURE
        }
    }
}

fn build(arguments: &Arguments) -> Result<(), SiteError> {
    let formulas = if arguments.single { Formulas::as_mathml() } else { Formulas::new() };
    let book = Book::read(&arguments.notebooks, &formulas)?;
    let module = if arguments.still { None } else { module(Module::build()?) };
    if arguments.single {
        single::write(&book, module.as_ref(), &arguments.out)?;
    } else {
        folder::write(&book, module.as_ref(), &arguments.out)?;
    }
    match arguments.serve {
        Some(port) => serve::until_interrupted(&arguments.out, port),
        None => Ok(()),
    }
}

/// Says why there is none.
fn module(built: Result<Module, String>) -> Option<Module> {
    built.map_err(|sentence| println!("{sentence}")).ok()
}
