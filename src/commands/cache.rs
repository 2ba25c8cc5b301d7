//! `calculus cache`: what is kept so that nothing is compiled twice, and how to be rid of it.

use crate::session::compiler::depot::{self, Depot};
use crate::session::compiler::store::{LIMIT, Store};
use std::process::ExitCode;

#[derive(clap::Args)]
pub struct Arguments {
    /// Remove the compiled cells and dependencies; the next run compiles them again
    #[arg(long)]
    clear: bool,
}

pub fn run(arguments: &Arguments) -> ExitCode {
    let (store, depot) = (Store::of_user(), Depot::of_user());
    if arguments.clear {
        for (what, folder, cleared) in
            [("cells", store.folder(), store.clear()), ("dependencies", depot.folder(), depot.clear())]
        {
            if let Err(error) = cleared {
                eprintln!("calculus: the compiled {what} in {} could not be removed: {error}", folder.display());
                return ExitCode::FAILURE;
            }
        }
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
    let contents = depot.contents();
    println!(
        "{} files of compiled dependencies, {:.1} MB of at most {:.0} MB, in {}",
        contents.files,
        megabytes(contents.bytes),
        megabytes(depot::LIMIT),
        depot.folder().display()
    );
    ExitCode::SUCCESS
}
