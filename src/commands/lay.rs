//! `calculus lay`: a copy of the course to work in, without opening it.

use super::lab::place::Place;
use std::process::ExitCode;

#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    place: Place,
}

pub fn run(arguments: &Arguments) -> ExitCode {
    match arguments.place.project() {
        Ok(_) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("calculus: {error}");
            ExitCode::from(2)
        }
    }
}
