//! `calculus-room`: what `calculus workshop` starts.

use clap::Parser;
use room::workshop::{self, Arguments};
use std::process::ExitCode;

fn main() -> ExitCode {
    // A disk quota is to be an error that can be told to the leader, and no end of the room.
    // SAFETY: sets a signal's disposition before there is another thread.
    unsafe { libc::signal(libc::SIGXFSZ, libc::SIG_IGN) };
    match workshop::run(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("calculus: {error}");
            ExitCode::from(2)
        }
    }
}
