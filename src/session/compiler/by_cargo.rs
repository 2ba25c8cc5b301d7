//! The real cargo, for what only it can do: it compiles the crates that a cell depends on.

use super::call::Call;
use super::compilation::write_source;
use super::depot::Depot;
use super::names::SOURCE;
use super::shared::Shared;
use crate::session::base;
use std::fs;
use std::io;
use std::path::Path;
use std::process::Output;

/// What cargo is told beside evcxr's own words, so that it compiles what cells depend on in five sixths of the time.
const OPTIONS: [&str; 4] = [
    // To keep no notes for a next time, which are not read.
    "profile.dev.incremental=false",
    // To take few large parts and to optimise each once. In 16 parts, which evcxr asks for, nothing is put in line over
    // their borders but by a second optimisation of all; and cells that calculate much need that.
    "profile.dev.lto=\"off\"",
    "profile.dev.package.\"*\".codegen-units=1",
    // This one comes alone, behind all others, and would leave a processor idle; in four, cells take a seventh longer.
    "profile.dev.package.calculus.codegen-units=2",
];

/// What the real cargo is called with for `call`.
pub fn arguments(call: &Call) -> impl Iterator<Item = &str> {
    call.arguments.iter().map(String::as_str).chain(OPTIONS.into_iter().flat_map(|option| ["--config", option]))
}

/// Has the real cargo do it for `call`, with the dependencies linked as one where they can be, and keeps them for other
/// sessions. `cargo` calls it.
pub fn by_cargo(call: &Call, cargo: &mut dyn FnMut() -> io::Result<Output>) -> io::Result<Output> {
    let build = &call.folder;
    base::complete(build)?;
    let shared = Shared::of(build).filter(|_| call.arguments.first().is_some_and(|command| command == "build"));
    let output = match shared {
        Some(shared) => with_shared(&shared, build, cargo)?,
        None => cargo()?,
    };
    // A cell that does not compile has dependencies that do. What cannot be kept is compiled again the next time.
    if output.status.code().is_some() {
        let _ = Depot::of_user().take(build);
    }
    Ok(output)
}

fn with_shared(shared: &Shared, build: &Path, cargo: &mut dyn FnMut() -> io::Result<Output>) -> io::Result<Output> {
    shared.lay(build)?;
    let output = cargo();
    Shared::lift(build)?;
    let output = output?;
    if output.status.success() || !Shared::is_to_blame(&String::from_utf8_lossy(&output.stderr)) {
        return Ok(output);
    }
    shared.refuse()?;
    write_source(build, &fs::read_to_string(build.join(SOURCE))?.replace(&shared.loaded(), ""))?;
    cargo()
}
