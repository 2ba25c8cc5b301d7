//! `calculus-room`: what `calculus workshop` starts.

use clap::Parser;
use room::workshop::{self, Arguments};
use std::process::ExitCode;

fn main() -> ExitCode {
    match workshop::run(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("calculus: {error}");
            ExitCode::from(2)
        }
    }
}
