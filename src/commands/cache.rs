//! `calculus cache`: what is kept so that nothing is compiled twice, and how to be rid of it.

use crate::session::compiler::store::{LIMIT, Store};
use std::process::ExitCode;

#[derive(clap::Args)]
pub struct Arguments {
    /// Remove the compiled cells; the next run compiles them again
    #[arg(long)]
    clear: bool,
}

pub fn run(arguments: &Arguments) -> ExitCode {
    let store = Store::of_user();
    if arguments.clear
        && let Err(error) = store.clear()
    {
        eprintln!("calculus: the compiled cells in {} could not be removed: {error}", store.folder().display());
        return ExitCode::FAILURE;
    }
    let contents = store.contents();
    let megabytes = |bytes: u64| bytes as f64 / 1e6;
    println!(
        "{} compilations, {:.1} MB of at most {:.0} MB, in {}",
        contents.compilations,
        megabytes(contents.bytes),
        megabytes(LIMIT),
        store.folder().display()
    );
    ExitCode::SUCCESS
}
